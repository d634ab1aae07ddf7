"""Compare: what a group's number is, what may not move it, when there is none, and why."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mediakit as mk
from mediakit.contract import tables
from mediakit.statistics import resample
from mediakit.statistics.comparison import compare, matched

KEY = ("text", "loaded", "regime", "narrator")
Row = tuple[object, ...]


def measured(*rows: Row) -> pd.DataFrame:
    """Make a measures table from (article_id, n, n_words, then what differs from KEY)."""
    full = []
    for id_, n, words, *key in rows:
        field, signal, label, voice = (*key, *KEY[len(key) :])
        rate = None if n is None or not words else 1000 * n / words  # type: ignore[operator]
        full.append((id_, field, signal, label, voice, n, words, rate))
    return tables.make("measures", full)


def toned(*rows: tuple[str, float | None, int]) -> pd.DataFrame:
    """Make a measures table of tone from (article_id, mean, n_words)."""
    return tables.make(
        "measures",
        [(id_, "text", "tone", "sentence", "narrator", None if mean is None else 2, words, mean) for id_, mean, words in rows],
    )  # fmt: skip


def about(*outlets: str | None, **columns: object) -> pd.DataFrame:
    ids = [f"a{at}" for at in range(len(outlets))]
    return pd.DataFrame({"article_id": ids, "text": "x", "outlet": list(outlets), **columns})


def each(hits: list[int], words: int = 100) -> pd.DataFrame:
    return measured(*[(f"a{at}", n, words) for at, n in enumerate(hits)])


def corpus(
    seed: int = 1, sizes: tuple[int, ...] = (12, 14), means: tuple[float, ...] = (3, 6)
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw articles of outlets A, B, ... with two labels and two voices each."""
    rng = np.random.default_rng(seed)
    articles = about(*[name for name, size in zip("ABC", sizes, strict=False) for _ in range(size)])
    mean = dict(zip("ABC", means, strict=False))
    rows: list[Row] = []
    for id_, outlet in zip(articles["article_id"], articles["outlet"], strict=True):
        for voice in ("narrator", "paraphrase"):
            words = int(rng.integers(80, 400))
            for label in ("regime", "emotive"):
                n = int(rng.poisson(mean[outlet] * rng.gamma(2, 0.5)))
                rows.append((id_, n, words, "text", "loaded", label, voice))
    return articles, measured(*rows)


def paired(seed: int = 4, events: int = 20) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw two outlets on the same events, some of which are far richer in hits than others."""
    rng = np.random.default_rng(seed)
    strong = rng.gamma(1.0, 10.0, events)
    hits = [*rng.poisson(strong + 2), *rng.poisson(strong + 1)]
    articles = about(*["A"] * events, *["B"] * events, event=[f"e{at}" for at in range(events)] * 2)
    return articles, each([int(n) for n in hits], 300)


def told(rates: pd.DataFrame, articles: pd.DataFrame, **given_: object) -> pd.DataFrame:
    return compare(articles, rates, **{"seed": 7, "draws": 200, **given_})  # type: ignore[arg-type]


def row(table: pd.DataFrame, kind: str = "rate", group: str = "A", **key: str) -> pd.Series:
    for column, value in {"kind": kind, "group": group, **key}.items():
        table = table[table[column] == value]
    [at] = table.index
    return table.loc[at]


def same(left: pd.DataFrame, right: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(
        left.reset_index(drop=True), right.reset_index(drop=True), check_exact=True
    )


def changed(left: pd.DataFrame, right: pd.DataFrame, *columns: str) -> bool:
    return not left[list(columns)].equals(right[list(columns)])


# ------------------------------------------------------------------ what a number is
def test_a_rate_is_all_hits_by_all_words() -> None:
    found = row(told(measured(("a0", 1, 10), ("a1", 0, 90)), about("A", "A")))
    assert found[["estimate", "n_articles", "n", "n_words"]].tolist() == [10, 2, 1, 100]


def test_an_interval_is_that_of_cochran_1977_by_hand() -> None:
    # Sampling Techniques, 6.4, and t of 4 degrees of freedom: see test_resample.py.
    rows = [
        (f"a{at}", *pair) for at, pair in enumerate([(3, 20), (1, 15), (4, 25), (2, 10), (5, 30)])
    ]
    found = row(told(measured(*rows), about(*"AAAAA")))
    assert found[["estimate", "low", "high"]].tolist() == pytest.approx(
        [150, 104.750, 195.250], abs=1e-3
    )


def test_differences_and_ratios_are_those_of_the_rates() -> None:
    articles, rates = corpus()
    table = told(rates, articles)
    key = {"label": "regime", "voice": "narrator"}
    a, b = (row(table, group=group, **key) for group in "AB")
    difference, ratio = (row(table, kind, **key) for kind in ("difference", "ratio"))
    assert difference["estimate"] == pytest.approx(a["estimate"] - b["estimate"])
    assert ratio["estimate"] == pytest.approx(a["estimate"] / b["estimate"])
    for found in (difference, ratio):
        assert found["other"] == "B"
        assert found[["n_articles", "n", "n_words"]].tolist() == a[["n_articles", "n", "n_words"]].tolist()  # fmt: skip
        assert found[["n_articles_other", "n_other", "n_words_other"]].tolist() == b[["n_articles", "n", "n_words"]].tolist()  # fmt: skip
        assert found["low"] < found["estimate"] < found["high"]


def test_p_agrees_with_the_interval_where_groups_are_far_apart_and_where_they_are_alike() -> None:
    articles, rates = corpus(sizes=(30, 30, 30), means=(2, 8, 8))
    found = told(rates, articles).query("kind == 'difference' and label == '(all)'")
    found = found[found["voice"] == "narrator"].set_index(["group", "other"])
    assert found.loc[("A", "B"), "p"] == 1 / 201 and found.loc[("A", "B"), "high"] < 0
    assert found.loc[("B", "C"), "p"] > 0.05
    assert found.loc[("B", "C"), "low"] < 0 < found.loc[("B", "C"), "high"]


def test_how_hits_are_spread_stands_beside_the_rate() -> None:
    found = row(told(each([4, 0, 0, 0]), about(*"AAAA")))
    assert found[["share_articles", "dp"]].tolist() == [0.25, 0.75]
    assert told(each([4, 0]), about("A", "B")).query("kind != 'rate'")["dp"].isna().all()


def test_rows_stand_in_order_with_the_types_of_the_contract() -> None:
    articles, rates = corpus()
    rates = pd.concat([measured(("a0", 1, 9, "title"), ("a20", 0, 9, "title")), rates])
    table = told(rates, articles)
    assert table["kind"].drop_duplicates().tolist() == ["rate", "difference", "ratio"]
    assert table.loc[table["kind"] == "rate", "field"].drop_duplicates().tolist() == [
        "title",
        "text",
    ]
    assert {c: str(t) for c, t in table.dtypes.items() if c in ("estimate", "p", "n", "group")} == {
        "group": str(tables.make("articles")["title"].dtype), "estimate": "Float64", "p": "Float64", "n": "Int64",
    }  # fmt: skip
    assert table.attrs == {"by": "outlet", "event": None, "seed": 7, "level": 0.95, "draws": 200,
                           "duplicates": "weight", "copies": ""}  # fmt: skip


def test_without_pairs_there_are_the_same_rates_only() -> None:
    articles, rates = corpus()
    table = told(rates, articles)
    same(told(rates, articles, pairs=False), table[table["kind"] == "rate"])
    assert set(table["kind"]) == {"rate", "difference", "ratio"}


def test_every_pair_of_groups_is_compared_once() -> None:
    articles, rates = corpus(sizes=(3, 3, 3), means=(3, 3, 3))
    pairs = told(rates, articles).query("kind == 'difference'")[["group", "other"]]
    assert sorted(map(tuple, pairs.drop_duplicates().to_numpy())) == [("A", "B"), ("A", "C"), ("B", "C")]  # fmt: skip


def test_of_what_find_found_the_outlets_are_told_apart() -> None:
    texts = ["The regime fell.", "The regime and its regime press.", "It rained.", "It froze."]
    articles = about(*"AABB").assign(text=texts)
    rates = mk.measure(articles, mk.find(articles, progress=False))
    found = told(rates, articles)
    key = {"label": "regime", "voice": "narrator"}
    assert [row(found, group=g, **key)["n"] for g in "AB"] == [3, 0]
    assert row(found, group="A", **key)["estimate"] == 1000 * 3 / 9


# ------------------------------------------------------------------ voices and labels added up
def test_what_the_outlet_worded_adds_counts_and_words() -> None:
    def key(voice: str) -> tuple[str, ...]:
        return (*KEY[:3], voice)

    rates = measured(
        ("a0", 2, 100, *key("narrator")), ("a0", 1, 50, *key("paraphrase")), ("a0", 9, 30, *key("quotation")),
        ("a1", 3, 100, *key("narrator")), ("a1", None, 0, *key("paraphrase")), ("a1", 9, 30, *key("quotation")),
    )  # fmt: skip
    found = row(told(rates, about("A", "A")), voice="narrator + paraphrase")
    assert found[["n_articles", "n", "n_words", "estimate"]].tolist() == [2, 6, 250, 24]


def test_one_voice_alone_and_sourcing_are_not_added_up() -> None:
    voices = told(each([1, 2]), about("A", "B"))["voice"]
    assert set(voices) == {"narrator"}
    rates = measured(*[(id_, 1, 50, "text", "sourcing", "direct", v) for id_ in ("a0", "a1") for v in tables.VOICES[:2]])  # fmt: skip
    assert set(told(rates, about("A", "B"))["voice"]) == set(tables.VOICES[:2])


def test_all_labels_together_add_counts_but_not_words() -> None:
    rates = measured(
        *[(f"a{at}", n, 100, "text", "loaded", label) for at in (0, 1) for n, label in ((2, "regime"), (3, "emotive"))],
        *[(f"a{at}", 7, 100, "text", "stance", "hedge") for at in (0, 1)],
    )  # fmt: skip
    table = told(rates, about("A", "B"))
    found = row(table, label="(all)")
    assert found[["signal", "n", "n_words", "estimate"]].tolist() == ["loaded", 5, 100, 50]
    assert set(table.loc[table["signal"] == "stance", "label"]) == {"hedge"}


def test_all_labels_of_what_the_outlet_worded_add_both_ways() -> None:
    rates = measured(
        *[("a0", 1, words, "text", "loaded", label, voice) for label in ("regime", "emotive")
          for voice, words in (("narrator", 100), ("paraphrase", 60))],
    )  # fmt: skip
    found = row(told(rates, about("A")), label="(all)", voice="narrator + paraphrase")
    assert found[["n", "n_words"]].tolist() == [4, 160]


# ------------------------------------------------------------------ tone
def test_tone_is_a_mean_weighted_by_words_and_has_no_ratio() -> None:
    rates = toned(("a0", -0.5, 100), ("a1", 0.2, 300), ("a2", 0.4, 50), ("a3", 0.1, 100))
    table = told(rates, about(*"AABB"))
    assert row(table)["estimate"] == pytest.approx(0.025)
    assert row(table, "difference")["estimate"] == pytest.approx(0.025 - 0.2)
    assert set(table["kind"]) == {"rate", "difference"}
    assert row(table)["n"] == 4


def test_an_article_whose_tone_is_not_known_does_not_move_the_mean() -> None:
    found = row(told(toned(("a0", -0.5, 100), ("a1", None, 300)), about(*"AA")))
    assert found[["estimate", "n_articles", "n_words"]].tolist() == [-0.5, 1, 100]


def test_the_interval_of_a_negative_tone_holds_it() -> None:
    rates = toned(*[(f"a{at}", -0.3 + at / 100, 100) for at in range(12)])
    found = row(told(rates, about(*"A" * 12)))
    assert found["low"] < found["estimate"] < found["high"] < 0


def test_words_without_a_sentence_of_their_own_do_not_draw_tone_to_zero() -> None:
    rates = toned(("a0", -0.5, 100), ("a1", None, 100))
    rates.loc[1, "n"] = 0  # what measure() gives: n 0, words, no mean
    assert row(told(rates, about(*"AA")))[["estimate", "n_articles"]].tolist() == [-0.5, 1]
    alone = row(told(rates, about(*"AB")), group="B")
    assert alone[["estimate", "low", "high"]].isna().all()
    assert alone["warning"] == "no articles: no interval"


# ------------------------------------------------------------------ what moves nothing
@pytest.mark.parametrize("event", [None, "event"])
def test_a_further_group_moves_no_other_groups_number(event: str | None) -> None:
    articles, rates = corpus(sizes=(12, 14, 9), means=(3, 6, 20))
    articles["event"] = [f"e{at % 7}" for at in range(len(articles))]
    two = articles[articles["outlet"] != "C"]
    few, more = (told(rates, some, event=event) for some in (two, articles))
    kept = more[(more["group"] != "C") & (more["other"] != "C")]
    same(few.drop(columns="q"), kept.drop(columns="q"))
    assert len(more) == 2 * len(few) + few["kind"].eq("rate").sum() // 2
    assert few["low"].notna().all() and few["p"].notna().any()


def test_a_further_group_with_labels_of_its_own_moves_nothing_either() -> None:
    articles, rates = corpus(sizes=(12, 14, 9), means=(3, 6, 20))
    mine = set(articles.loc[articles["outlet"] != "C", "article_id"])
    theirs = rates[~rates["article_id"].isin(mine)]
    rates = rates[rates["article_id"].isin(mine)]
    title = pd.concat([rates, theirs, theirs.assign(field="title"), theirs.assign(signal="stance")])
    few = told(rates, articles[articles["article_id"].isin(mine)])
    more = told(title, articles).query("group != 'C' and other != 'C' and field == 'text'")
    more = more[more["signal"] == "loaded"]
    pd.testing.assert_frame_equal(
        few.drop(columns="q"), more.drop(columns="q").reset_index(drop=True), rtol=1e-12
    )
    assert few["low"].notna().all()


@pytest.mark.parametrize("event", [None, "event"])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rows_moves_nothing(seed: int, event: str | None) -> None:
    articles, rates = corpus()
    articles["event"] = [None if at % 5 == 0 else f"e{at % 6}" for at in range(len(articles))]
    mixed = (table.sample(frac=1, random_state=seed) for table in (rates, articles))
    same(told(rates, articles, event=event), told(*mixed, event=event))
    assert told(rates, articles, event=event)["low"].notna().all()


def test_the_same_seed_gives_the_same_and_another_another() -> None:
    articles, rates = corpus()
    same(told(rates, articles), told(rates, articles))
    one, other = told(rates, articles), told(rates, articles, seed=8)
    assert changed(one, other, "low") and changed(one, other, "high") and changed(one, other, "p")
    assert not changed(one, other, "estimate", "n", "n_words", "dp")


def test_articles_without_a_group_are_left_out() -> None:
    articles, rates = corpus()
    articles.loc[3, "outlet"] = None
    with pytest.warns(UserWarning, match="1 article without a value in 'outlet' left out"):
        found = told(rates, articles)
    same(found, told(rates, articles.drop(index=3)))
    assert found["n_articles"].max() == 14
    assert row(found, label="regime", voice="narrator")["n_articles"] == 11


def test_nothing_that_was_given_changes() -> None:
    articles, rates = corpus()
    before = articles.copy(deep=True), rates.copy(deep=True)
    table = told(rates, articles)
    same(articles, before[0])
    same(rates, before[1])
    assert len(table) > 0


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.sampled_from("AB"), st.one_of(st.none(), st.integers(0, 9)), st.integers(1, 500)), min_size=1, max_size=9)
)  # fmt: skip
def test_hits_and_words_add_up_whatever_the_articles(given_: list[tuple[str, int, int]]) -> None:
    articles = about(*[outlet for outlet, _, _ in given_])
    rates = measured(*[(f"a{at}", n, words) for at, (_, n, words) in enumerate(given_)])
    table = told(rates, articles, draws=20).query("kind == 'rate'")
    counted = rates.dropna(subset=["n"])
    assert table["n"].sum() == counted["n"].sum()
    assert table["n_words"].sum() == counted["n_words"].sum()
    assert table["n_articles"].sum() == len(counted)
    assert (table["low"].isna() == table["high"].isna()).all()


# ------------------------------------------------------------------ events
def test_pairs_stay_pairs_and_narrow_the_interval_of_the_difference() -> None:
    articles, rates = paired()
    together, apart = (row(told(rates, articles, event=e), "difference") for e in ("event", None))
    width = together["high"] - together["low"]
    assert 0 < width < 0.6 * (apart["high"] - apart["low"])
    assert together["estimate"] == apart["estimate"]
    assert together["p"] < apart["p"]


def test_pairs_narrow_the_interval_of_the_ratio() -> None:
    articles, rates = paired()
    together, apart = (row(told(rates, articles, event=e), "ratio") for e in ("event", None))
    assert 1 < together["high"] / together["low"] < 0.8 * apart["high"] / apart["low"]


def test_events_with_other_names_in_each_group_are_no_pairs() -> None:
    articles, rates = paired()
    strange = articles.assign(event=articles["outlet"] + articles["event"])
    together, apart = (
        row(told(rates, a, event="event"), "difference") for a in (articles, strange)
    )
    assert apart["high"] - apart["low"] > 1.5 * (together["high"] - together["low"])


def test_where_no_event_holds_both_groups_nothing_is_tested() -> None:
    articles, rates = paired()
    strange = articles.assign(event=articles["outlet"] + articles["event"])
    table = told(rates, strange, event="event")
    found = row(table, "difference")
    assert found[["p", "q"]].isna().all() and pd.notna(found["low"])
    assert found["warning"] == "no event holds both groups: not tested"
    assert "not tested" not in str(row(table, "ratio")["warning"])
    assert pd.isna(row(told(rates, articles, event="event"), "difference")["warning"])


@pytest.mark.parametrize(
    ("shared", "warning"),
    [
        (1, "only 1 event holds both groups"),
        (3, "only 3 events hold both groups"),
        (5, "only 5 events hold both groups"),
        (6, None),
    ],
)
def test_the_warning_says_where_few_events_hold_both_groups(
    shared: int, warning: str | None
) -> None:
    hits = [9, 8, 7] * 7, [1, 2, 3] * 7  # as far apart as can be, in every event
    events = [[f"{outlet if at >= shared else ''}e{at}" for at in range(21)] for outlet in "AB"]
    articles = about(*"A" * 21, *"B" * 21, event=[*events[0], *events[1]])
    rates = each([*hits[0], *hits[1]])
    found = row(told(rates, articles, event="event"), "difference")
    assert (None if pd.isna(found["warning"]) else found["warning"]) == warning
    assert found["p"] >= 1 / 2**shared
    assert pd.isna(row(told(rates, articles), "difference")["warning"])
    pairs = articles[articles["event"].str.startswith("e")]
    alone = row(told(rates[rates["article_id"].isin(pairs["article_id"])], pairs, event="event"), "difference")  # fmt: skip
    assert alone["p"] >= 2 / 2**shared
    assert (warning or "") in str(alone["warning"])


def test_an_event_that_holds_a_group_s_words_only_for_another_label_is_not_shared() -> None:
    articles, rates = paired(events=8)
    missing = rates["article_id"].isin([f"a{at}" for at in range(3)])  # not looked at
    titles = rates.assign(field="title")
    table = told(pd.concat([rates[~missing], titles]), articles, event="event")
    for field, warned in (("text", True), ("title", False)):
        found = row(table, "difference", field=field)
        assert ("only 5 events hold both groups" in str(found["warning"])) == warned


def test_articles_of_one_event_are_one_cluster() -> None:
    events = ["e", "e", "f", "f", "f", "g", "h", "i", "j"]
    split = told(each([3, 1, 4, 2, 5, 4, 3, 2, 2]), about(*"A" * 9, event=events), event="event")
    whole = told(measured(*zip([f"a{at}" for at in range(6)], [4, 11, 4, 3, 2, 2], [200, 300, 100, 100, 100, 100], strict=True)), about(*"A" * 6))  # fmt: skip
    same(split[["estimate", "low", "high"]], whole[["estimate", "low", "high"]])
    assert split["low"].notna().all()
    assert split["warning"][0] == "only 6 events: do not rely on the interval"


def test_an_article_without_an_event_is_an_event_of_its_own() -> None:
    articles, rates = corpus()
    dealt = ["p", "q", "warning"]  # labels are dealt within events: here is nothing to deal
    bare, plain = told(rates, articles.assign(event=None), event="event"), told(rates, articles)
    same(bare.drop(columns=dealt), plain.drop(columns=dealt))
    assert plain["low"].notna().all() and bare["p"].isna().all()
    some = about(*"AAAAA", event=["e", "e", None, None, "f"])
    found = row(told(each([3, 1, 4, 2, 5]), some, event="event"))
    assert found["warning"] == "only 4 events: do not rely on the interval"


# ------------------------------------------------------------------ NA, and no interval
def test_what_was_not_counted_is_no_zero_and_no_article() -> None:
    rates = measured(("a0", 4, 100), ("a1", 0, 100), ("a2", None, 700), ("a3", None, None))
    found = row(told(rates, about(*"AAAA")))
    assert found[["estimate", "n_articles", "n", "n_words"]].tolist() == [20, 2, 4, 200]
    assert found["share_articles"] == 0.5
    same(told(rates, about(*"AAAA")), told(rates.head(2), about(*"AA")))


def test_an_article_without_a_row_is_no_zero() -> None:
    found = row(told(each([4, 0]), about(*"AAA")))
    assert found[["n_articles", "n_words", "estimate"]].tolist() == [2, 200, 20]


def test_a_group_that_was_never_looked_at_has_no_number() -> None:
    rates = measured(("a0", 5, 100), ("a1", 5, 100), ("a2", None, 0), ("a3", None, None))
    table = told(rates, about(*"AABB"))
    found = row(table, group="B")
    assert found[["estimate", "low", "high", "share_articles", "dp"]].isna().all()
    assert found["warning"] == "no articles: no interval"
    difference = row(table, "difference")
    assert difference[["estimate", "low", "high", "p", "q"]].isna().all()
    assert difference["warning"].endswith("; B: no articles: no interval")


def test_one_article_has_no_interval() -> None:
    found = row(told(each([4]), about("A")))
    assert found["estimate"] == 40
    assert found[["low", "high"]].isna().all()
    assert found["warning"] == "1 article: no interval"


def test_one_event_has_no_interval() -> None:
    found = row(told(each([4, 1, 7]), about(*"AAA", event="flood"), event="event"))
    assert found["estimate"] == 40
    assert found[["low", "high"]].isna().all()
    assert found["warning"] == "1 event: no interval"


def test_none_found_is_zero_without_interval() -> None:
    found = row(told(each([0] * 25), about(*"A" * 25)))
    assert found[["estimate", "n", "share_articles"]].tolist() == [0, 0, 0]
    assert found[["low", "high", "dp"]].isna().all()
    assert found["warning"] == "none found"


def test_a_ratio_to_a_group_with_none_is_no_number() -> None:
    table = told(each([5, 4, 6, 0, 0, 0]), about(*"AAABBB"))
    assert row(table, "ratio")[["estimate", "low", "high"]].isna().all()
    assert row(table, "difference")["estimate"] == 50
    assert pd.notna(row(table, "difference")["p"])


@pytest.mark.parametrize(("hits", "tested"), [([2, 0, 2, 0], False), ([2, 0, 3, 0], True)])
def test_fewer_than_five_hits_in_both_groups_are_not_tested(hits: list[int], tested: bool) -> None:
    found = row(told(each(hits), about(*"AABB")), "difference")
    assert found[["p", "q"]].notna().tolist() == [tested, tested]
    assert found["estimate"] == pytest.approx(5 * (hits[0] - hits[2]))


@pytest.mark.parametrize(
    ("hits", "warning"),
    [
        ([1, 2, 0, 0, 1] * 5, None),
        ([1] + [0] * 24, "only 1 found, hits in only 1 article: no interval"),
        ([8, 1, 1] + [0] * 22, "one article holds 80 % of them"),
        ([5, 5] + [0] * 23, "hits in only 2 articles: no interval"),
        ([1, 2, 1] * 5, "only 15 articles: the interval covers less often than it says"),
        ([1] * 15, "only 15 articles, all alike: no interval"),
        ([3] * 25, "all alike: no interval"),
        ([3] * 24 + [4], "nearly all alike: no interval"),
        ([2, 1, 1, 2], "only 4 articles: do not rely on the interval"),
        ([0] * 4, "only 4 articles, none found"),
        ([9, 1, 1, 0], "only 4 articles: do not rely on the interval, one article holds 82 % of them"),
        ([9, 0, 0, 0], "only 4 articles, one article holds 100 % of them, hits in only 1 article: no interval"),
    ],
)  # fmt: skip
def test_the_warning_says_why_not_to_trust_a_rate(hits: list[int], warning: str | None) -> None:
    found = row(told(each(hits), about(*"A" * len(hits))))["warning"]
    assert (None if pd.isna(found) else found) == warning


def test_where_there_is_no_interval_the_warning_says_so() -> None:
    found = row(told(each([5, 5] + [0] * 23), about(*"A" * 25)))
    assert pd.isna(found["low"]) and "no interval" in str(found["warning"])


@pytest.mark.parametrize("tone", [0.0, 0.25])
def test_a_tone_that_is_the_same_everywhere_has_no_interval_and_says_so(tone: float) -> None:
    rates = toned(*[(f"a{at}", tone, 100 + at) for at in range(24)])
    found = row(told(rates, about(*"A" * 24)))
    assert found["estimate"] == pytest.approx(tone) and pd.isna(found["low"])
    assert found["warning"] == "all alike: no interval"


HITS = st.one_of(
    st.lists(st.one_of(st.none(), st.integers(0, 6)), max_size=12),
    st.tuples(st.integers(0, 3), st.integers(0, 24)).map(lambda at: [at[0]] * at[1]),
    st.tuples(st.integers(1, 4), st.integers(9, 24)).map(lambda at: [5] * at[0] + [0] * at[1]),
)


@settings(max_examples=60, deadline=None)
@given(HITS, HITS, st.sampled_from([None, "event"]), st.booleans())
def test_no_number_is_absent_without_a_word_of_why(
    left: list[int | None], right: list[int | None], event: str | None, tone: bool
) -> None:
    n = [*left, *right]
    articles = about(*"A" * len(left), *"B" * len(right))
    articles["event"] = [f"e{at}" for at in [*range(len(left)), *range(len(right))]]
    means = [None if one is None else one / 10 for one in n]
    rates = toned(*[(f"a{at}", m, 100) for at, m in enumerate(means)]) if tone else each(n)  # type: ignore[arg-type]
    if articles.empty:
        return
    table = told(rates, articles, draws=60, event=event)
    absent = table[table["low"].isna()]
    assert absent["warning"].fillna("").str.contains("no interval|none found").all()
    given_ = table[table["low"].notna()]
    assert not given_["warning"].fillna("").str.contains("no interval").any()


def test_a_ratio_without_an_interval_says_whose_hits_are_too_few() -> None:
    table = told(each([5, 5] + [0] * 23 + [1, 2] * 12), about(*"A" * 25, *"B" * 24))
    difference, ratio = (row(table, kind) for kind in ("difference", "ratio"))
    assert pd.isna(ratio["low"]) and ratio["warning"] == "A: hits in only 2 articles: no interval"
    assert pd.notna(difference["low"]) and pd.isna(difference["warning"])


def test_the_warning_of_a_pair_names_the_group() -> None:
    table = told(each([1, 2] * 11 + [8, 0, 1]), about(*"A" * 22, *"BBB"))
    assert row(table, "difference")["warning"] == (
        "B: only 3 articles: do not rely on the interval, one article holds 89 % of them"
    )


# ------------------------------------------------------------------ many tests
def test_false_discoveries_are_held_as_in_benjamini_and_hochberg_1995(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Their fifteen p-values of a trial of thrombolysis: four are rejected at .05.
    published = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]  # fmt: skip
    monkeypatch.setattr(resample, "permutation_p", lambda *_: np.array(published))
    rates = measured(*[(f"a{at}", 5, 100, "text", f"s{test:02}") for at in range(2) for test in range(15)])  # fmt: skip
    table = told(rates, about("A", "B")).query("kind == 'difference'")
    assert table["p"].tolist() == published
    assert (table["q"] <= 0.05).sum() == 4
    assert table["q"].tolist()[:8] == pytest.approx(
        [0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.447 / 7, 0.447 / 7, 0.0645]
    )


def test_q_counts_all_tests_of_the_call_and_no_others() -> None:
    articles, rates = corpus(sizes=(12, 14, 9), means=(3, 6, 6))
    rates = pd.concat([rates, measured(*[(id_, 0, 50, "title") for id_ in articles["article_id"]])])
    table = told(rates, articles)
    tested = table[table["p"].notna()]
    ordered = tested["p"].astype(float).sort_values()
    raw = ordered * len(ordered) / np.arange(1, len(ordered) + 1)
    expected = raw[::-1].cummin()[::-1]
    np.testing.assert_allclose(tested["q"].astype(float), expected[tested.index], rtol=1e-12)
    assert len(tested) == 3 * 3 * 3  # pairs, voices (two and both), labels (two and all)
    assert table.loc[table["p"].isna(), "q"].isna().all()
    assert set(tested["kind"]) == {"difference"}


# ------------------------------------------------------------------ errors
@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"by": "paper"}, r"no column 'paper'; there are 'article_id', 'text', 'outlet'.*Add it: articles\['paper'\]"),
        ({"event": "story"}, r"no column 'story'; there are .*Add it"),
        ({"by": "empty"}, r"column 'empty' is empty: no group to compare\. Fill it, or name another"),
    ],
)  # fmt: skip
def test_a_wrong_column_is_explained(wrong: dict[str, str], message: str) -> None:
    articles = about("A", "B", empty=[None, None])
    with pytest.raises(ValueError, match=message):
        told(each([1, 2]), articles, **wrong)


def test_tables_that_are_others_are_explained() -> None:
    with pytest.raises(
        ValueError, match=r"measures table has no column 'article_id'.*its columns are"
    ):
        told(pd.DataFrame({"n": [1]}), about("A"))
    with pytest.raises(TypeError, match=r"Got a list where the articles table.*mk\.load_articles"):
        told(each([1]), ["A"])  # type: ignore[arg-type]


def test_rates_per_speaker_are_refused_and_those_of_one_are_compared() -> None:
    twice = pd.concat([measured(("a0", 1, 100)), measured(("a0", 5, 100))]).assign(
        speaker=["X", "Y"]
    )
    with pytest.raises(ValueError, match=r"several rows of the article 'a0' for 'text', 'loaded', 'regime', 'narrator'; expected one.*rates\[rates\['speaker'\] =="):  # fmt: skip
        told(twice, about("A"))
    assert row(told(twice[twice["speaker"] == "Y"], about("A")))["n"] == 5


@pytest.mark.parametrize(
    ("wrong", "message"),
    [({"level": 95}, r"Got level=95; expected a share between 0 and 1"),
     ({"draws": 0}, r"Got draws=0; expected a whole number above 0"),
     ({"draws": 2.5}, r"Got draws=2\.5; expected a whole number")],
)  # fmt: skip
def test_a_level_or_draws_that_cannot_be_are_explained(
    wrong: dict[str, float], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        told(each([1, 2]), about("A", "B"), **wrong)


# ------------------------------------------------------------------ matched
def events() -> pd.DataFrame:
    return pd.DataFrame({
        "article_id": list("abcdefg"), "text": "x",
        "outlet": ["A", "B", "C", "B", "A", "A", "C"],
        "event": ["flood", "flood", "flood", "vote", "vote", "strike", None],
    }, index=[9, 8, 7, 6, 5, 4, 3])  # fmt: skip


def test_matched_keeps_the_events_of_all_groups_as_they_stood() -> None:
    articles = events()
    articles.attrs["source"] = "mine"
    kept = matched(articles)
    pd.testing.assert_frame_equal(kept, articles.head(3))
    assert kept.attrs["source"] == "mine" and "report" not in articles.attrs


def test_matched_may_ask_for_fewer_groups() -> None:
    assert matched(events(), groups=2)["article_id"].tolist() == list("abcde")
    assert matched(events(), groups=1)["article_id"].tolist() == list("abcdef")


def test_matched_reports_what_it_left_out_and_why() -> None:
    report = mk.report(matched(events()))
    assert list(report.columns) == list(tables.REPORT)
    assert dict(zip(report["article_id"], report["reason"], strict=True)) == {
        "d": "event covered by 2 of 3 groups", "e": "event covered by 2 of 3 groups",
        "f": "event covered by 1 of 3 groups", "g": "no event named",
    }  # fmt: skip


def test_two_articles_of_one_group_are_one_group_on_an_event() -> None:
    articles = events().assign(outlet=["A", "B", "C", "A", "A", "A", "C"])
    assert matched(articles, groups=2)["event"].unique().tolist() == ["flood"]


def test_matched_leaves_articles_without_a_group_out() -> None:
    articles = events().assign(outlet=["A", "B", None, "B", "A", "A", "B"])
    kept = matched(articles)
    assert kept["article_id"].tolist() == list("abde")
    report = mk.report(kept).set_index("article_id")["reason"]
    assert report["c"] == "no outlet named"


def test_what_was_matched_can_be_read_and_keeps_what_loading_reported() -> None:
    articles = events()
    articles.attrs["report"] = [{"file": "x.txt", "line": 3, "reason": "broken line"}]
    kept = matched(articles)
    assert mk.report(kept)["reason"].tolist()[0] == "broken line" and len(mk.report(kept)) == 5
    assert len(articles.attrs["report"]) == 1
    assert set(mk.find(kept, signals=[], progress=False).words["article_id"]) == set("abc")


def misspelt(articles: pd.DataFrame) -> pd.DataFrame:
    return matched(articles, event="evnt")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (misspelt, r"no column 'evnt'; there are 'article_id', 'text'.*Add it"),
        (lambda a: matched(a, by="paper"), r"no column 'paper'; there are"),
        (lambda a: matched(a, groups=4), r"No event in the column 'event' is covered by 4 of the 3 groups in 'outlet'; the most is 3\. Ask for fewer with groups="),
        (lambda a: matched(a.assign(event=None)), r"covered by 3 of the 3 groups.*the most is 0"),
    ],
)  # fmt: skip
def test_where_matched_can_keep_nothing_it_says_what_to_do(
    call: Callable[[pd.DataFrame], pd.DataFrame], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        call(events())


def test_matched_articles_are_compared_as_pairs() -> None:
    articles, rates = paired()
    alone = about(*"AAA", event="only A").assign(article_id=["z0", "z1", "z2"])
    both = pd.concat([articles, alone], ignore_index=True)
    more = pd.concat([rates, measured(("z0", 99, 9), ("z1", 99, 9), ("z2", 99, 9))])
    same(told(more, matched(both), event="event"), told(rates, articles, event="event"))
    assert len(matched(both)) == len(articles)


def test_one_hit_against_four_is_no_difference() -> None:
    rates = each([1, *[0] * 11, 1, 1, 1, 1, *[0] * 8], 220)
    found = row(told(rates, about(*"A" * 12, *"B" * 12)), kind="difference")
    assert found["low"] < 0 < found["high"]
