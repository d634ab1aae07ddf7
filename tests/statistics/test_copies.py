"""Copies: a text that was loaded k times counts once, in every rate, interval and p."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mediakit as mk
from mediakit.contract import tables
from mediakit.figures import contrasts
from mediakit.statistics.copies import said_of_copies, spanning, stories_of, weights_of

SPEAKERS = ("Ida Holt", "Carl Moss", "Ann Reed")
DRAWS = 60
RAW = (
    "n", "n_words", "n_articles", "n_other", "n_words_other", "n_articles_other", "n_copies",
    "n_copies_other", "n_rest", "n_words_rest", "n_articles_rest", "n_neutral", "n_distancing",
    "n_endorsing", "called", "n_attributions", "n_quoted", "n_paraphrased",
)  # fmt: skip
Frames = tuple[pd.DataFrame, tables.Found]


@cache
def corpus() -> Frames:
    """Read twelve articles of two outlets, on six events over three weeks."""
    words = ("regime", "cabinet", "regime and the regime", "council")
    texts = [
        f"The {words[at % 4]} fell in May. “We {'won' if at % 2 else 'lost'} all of it,” "
        f"{'claimed' if at % 3 else 'said'} {SPEAKERS[at % 3]}. It rained {at} times, and the "
        f"{words[at % 3]} stayed. {SPEAKERS[(at + 1) % 3]} said the {words[at % 2]} was right."
        for at in range(12)
    ]
    articles = mk.load_articles(
        pd.DataFrame({
            "article_id": [f"a{at:02d}" for at in range(12)], "text": texts,
            "outlet": ["A", "B"] * 6, "event": [f"e{at // 2}" for at in range(12)],
            "published": [f"2026-01-{5 + at // 4 * 7:02d}" for at in range(12)],
        }),
        progress=False,
    )  # fmt: skip
    articles["copy_group"] = tables.as_dtype(pd.Series([None] * 12, dtype=object), tables.TEXT)
    return articles, mk.find(articles, engine="fast", progress=False)


def copied(k: dict[str, int]) -> Frames:
    """Return the corpus with each article `k` times, copies marked."""
    articles, found = corpus()
    parts, tables_ = [], [[table] for table in found]
    for again in range(max(k.values())):
        names = {id_: f"{id_}-copy{again}" if again else id_ for id_ in k if k[id_] > again}
        some = articles[articles["article_id"].isin(names)].copy()
        group = [f"g{id_}" if k[id_] > 1 else None for id_ in some["article_id"]]
        some["copy_group"] = tables.as_dtype(
            pd.Series(group, some.index, dtype=object), tables.TEXT
        )
        some["article_id"] = some["article_id"].map(names).astype(tables.TEXT)
        parts.append(some)
        for at, table in enumerate(found if again else ()):
            rows = table[table["article_id"].isin(names)].copy()
            rows["article_id"] = rows["article_id"].map(names).astype(tables.TEXT)
            tables_[at].append(rows)
    full = tables.Found(*(pd.concat(some, ignore_index=True) for some in tables_))
    return pd.concat(parts, ignore_index=True), full


def compared(articles: pd.DataFrame, found: tables.Found, **how: Any) -> pd.DataFrame:
    rates = mk.measure(articles, found, where="signal in ('loaded', 'tone')")
    return mk.compare(articles, rates, seed=3, draws=DRAWS, **how)


def of_events(articles: pd.DataFrame, found: tables.Found, **how: Any) -> pd.DataFrame:
    return compared(articles, found, event="event", **how)


def told_over_time(articles: pd.DataFrame, found: tables.Found, **how: Any) -> pd.DataFrame:
    rates = mk.measure(articles, found, where="label == 'regime'")
    return mk.over_time(articles, rates, "outlet", seed=3, draws=DRAWS, **how)


def measured(articles: pd.DataFrame, found: tables.Found, **how: Any) -> pd.DataFrame:
    where = "signal in ('loaded', 'tone', 'sourcing')"
    return mk.measure(articles, found, per="outlet", where=where, **how)


def key_words(articles: pd.DataFrame, found: tables.Found, **how: Any) -> pd.DataFrame:
    return mk.keyness(articles, found, least=1, where="voice == 'narrator'", **how)


def placed(articles: pd.DataFrame, found: tables.Found, **how: Any) -> pd.DataFrame:
    return mk.positioning(articles, found, "outlet", seed=3, least=2, draws=DRAWS, **how)


def who(articles: pd.DataFrame, found: tables.Found, **how: Any) -> pd.DataFrame:
    return mk.speakers(articles, found, **how).speakers


def types(articles: pd.DataFrame, found: tables.Found, **how: Any) -> pd.DataFrame:
    how.setdefault("duplicates", "weight")
    return contrasts.shares_of_types(articles, found, "outlet", **how)


VERBS: dict[str, Callable[..., pd.DataFrame]] = {
    "compare": compared, "compare events": of_events, "over_time": told_over_time,
    "measure": measured, "keyness": key_words, "positioning": placed, "naming": mk.naming,
    "speakers": who, "source_types": types,
}  # fmt: skip
#: Those whose copies are of one outlet; of speakers all articles are one group.
counts = pytest.mark.parametrize("verb", VERBS)


def same(left: pd.DataFrame, right: pd.DataFrame, *without: str) -> None:
    kept = [column for column in left.columns if column not in without]
    pd.testing.assert_frame_equal(left[kept], right[kept], rtol=1e-6, atol=1e-9)


# -------------------------------------------------------------- a text counts once
@counts
@pytest.mark.parametrize("k", [2, 3])
def test_every_article_k_times_changes_no_rate_no_interval_no_p(verb: str, k: int) -> None:
    once, often = corpus(), copied(dict.fromkeys(corpus()[0]["article_id"], k))
    told = VERBS[verb](*often)
    same(VERBS[verb](*once), told, *RAW)
    if "n" in told and verb != "speakers":
        assert told["n"].sum() == k * VERBS[verb](*once)["n"].sum()  # as they are, copies and all


@counts
def test_kept_copies_count_in_full(verb: str) -> None:
    once, often = corpus(), copied(dict.fromkeys(corpus()[0]["article_id"], 2))
    kept = VERBS[verb](*often, duplicates="keep")
    marked = VERBS[verb](*often)
    assert kept.attrs["duplicates"] == "keep"
    if "n_weighted" in kept:
        assert kept["n_weighted"].sum() == pytest.approx(2 * marked["n_weighted"].sum())
    if verb == "compare":
        rows = [t[(t["kind"] == "rate") & (t["n"] > 0)] for t in (VERBS[verb](*once), kept)]
        widths = [(t["high"] - t["low"]).dropna() for t in rows]
        assert widths[1].sum() < widths[0].sum()  # the price of counting twice


@counts
def test_without_copies_weighing_dropping_and_keeping_are_one(verb: str) -> None:
    told = [VERBS[verb](*corpus(), duplicates=one) for one in ("weight", "keep", "drop")]
    for other in told[1:]:
        pd.testing.assert_frame_equal(told[0], other, check_exact=True)
    assert told[0].attrs["copies"] == ""


@counts
def test_a_table_without_the_column_is_counted_as_it_is(verb: str) -> None:
    articles, found = corpus()
    bare = articles.drop(columns="copy_group")
    pd.testing.assert_frame_equal(
        VERBS[verb](articles, found), VERBS[verb](bare, found), check_exact=True
    )


@counts
def test_dropping_is_removing_by_hand(verb: str) -> None:
    k = {id_: 1 + at % 3 for at, id_ in enumerate(corpus()[0]["article_id"])}
    articles, found = copied(k)
    by_hand = articles[~articles["article_id"].str.contains("copy")]
    left = VERBS[verb](by_hand, found, duplicates="keep")
    same(left, VERBS[verb](articles, found, duplicates="drop"), "n_copies", "n_copies_other")


@settings(max_examples=5, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=12, max_size=12), st.randoms(use_true_random=False))
def test_however_often_each_article_was_loaded_rates_are_those_of_the_texts(
    k: list[int], random: Any
) -> None:
    articles, found = copied(dict(zip(corpus()[0]["article_id"], k, strict=True)))
    order = list(range(len(articles)))
    random.shuffle(order)
    mixed = articles.iloc[order]
    for verb in ("measure", "keyness"):
        same(VERBS[verb](*corpus()), VERBS[verb](mixed, found), *RAW)


# -------------------------------------------------------------- what is said of it
def test_an_edited_copy_counts_by_half() -> None:
    articles = pd.DataFrame({
        "article_id": ["a", "b", "c"], "text": "x", "outlet": "A", "copy_group": ["1", "1", None],
    })  # fmt: skip
    rows = [(id_, "text", "loaded", "regime", "narrator", n, words, 1000 * n / words)
            for id_, n, words in (("a", 4, 100), ("b", 2, 60), ("c", 1, 100))]  # fmt: skip
    told = mk.compare(articles, tables.make("measures", rows), seed=1, draws=20)
    row = told.iloc[0]
    assert row[["n_articles", "n", "n_words", "n_copies"]].tolist() == [3, 7, 260, 1]
    assert row[["n_weighted", "n_words_weighted"]].tolist() == [4.0, 180.0]
    assert row["estimate"] == pytest.approx(1000 * 4 / 180)


def test_a_copy_that_was_not_read_takes_no_weight() -> None:
    articles = pd.DataFrame(
        {"article_id": ["a", "b"], "text": "x", "outlet": "A", "copy_group": ["1", "1"]}
    )
    rows = [("a", "text", "loaded", "regime", "narrator", 4, 100, 40.0),
            ("b", "text", "loaded", "regime", "narrator", None, 100, None)]  # fmt: skip
    told = mk.compare(articles, tables.make("measures", rows), seed=1, draws=20).iloc[0]
    assert told[["n_weighted", "n_words_weighted", "n_copies"]].tolist() == [4, 100, 0]


def test_a_text_in_two_outlets_counts_in_each_and_is_told() -> None:
    articles, found = corpus()
    shared = articles.assign(copy_group=["wire", "wire", *[None] * 10])
    told = compared(shared, found)
    same(compared(articles, found), told, "warning")
    pairs = told[told["kind"] != "rate"]
    assert pairs["warning"].str.contains("1 text stands in both").all()
    assert told.attrs["copies"] == "1 text stands in several groups (A, B) and counts in each."
    assert spanning(shared, "outlet") == {"wire": {"A", "B"}}
    # Of all speakers there is one group.
    assert who(shared, found).attrs["copies"] == (
        "1 article is a copy of another: the copies of one text share one weight."
    )


def test_figures_and_the_report_say_what_was_done(tmp_path: Any) -> None:
    articles, found = copied(dict.fromkeys(corpus()[0]["article_id"], 2))
    said = said_of_copies(articles, "outlet", "weight")
    assert said.startswith("12 articles are copies of others in their group")
    for draw in (contrasts.loaded_rates, contrasts.source_types, contrasts.keyness):
        assert said in draw(articles, found)[1].attrs["caption"]
    speaks = mk.FIGURES["who_speaks"](articles, found)[1]
    assert "12 articles are copies of others: left out." in speaks.attrs["caption"]
    same(speaks, mk.FIGURES["who_speaks"](*corpus())[1])
    page = mk.write_report(articles, found, tmp_path / "report.html").read_text(encoding="utf-8")
    assert said in page


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(["X", "Y", None]), st.sampled_from(["1", "2", None])), max_size=8))  # fmt: skip
def test_weights_of_a_story_add_up_to_one(rows: list[tuple[str | None, str | None]]) -> None:
    articles = pd.DataFrame({
        "article_id": [f"a{at}" for at in range(len(rows))],
        "outlet": pd.Series([one for one, _ in rows], dtype=object),
        "copy_group": pd.Series([one for _, one in rows], dtype=object),
    })  # fmt: skip
    for by in (None, "outlet"):
        stories = stories_of(articles, by)
        for how in ("weight", "drop"):
            sums = weights_of(articles, by, how).groupby(stories).sum()
            assert np.allclose(sums, 1)


@pytest.mark.parametrize("verb", VERBS)
def test_an_unknown_way_is_refused(verb: str) -> None:
    with pytest.raises(ValueError, match="No way to count copies"):
        VERBS[verb](*corpus(), duplicates="average")


def test_rows_per_article_are_not_weighed_but_may_be_dropped() -> None:
    articles, found = copied(dict.fromkeys(corpus()[0]["article_id"], 2))
    where = "label == 'regime'"
    kept, dropped = (
        mk.measure(articles, found, where=where, duplicates=one) for one in ("weight", "drop")
    )
    assert kept["article_id"].nunique() == 24 and dropped["article_id"].nunique() == 12
