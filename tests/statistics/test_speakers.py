"""Who speaks: counts that add up, names that are joined only where they must be, and why."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.contract import tables
from mediakit.contract.tables import Found
from mediakit.figures import plot
from mediakit.reading.aliases import correct
from mediakit.reading.find import find
from mediakit.reading.same_person import NO_SOURCE, UNRESOLVED
from mediakit.statistics.speakers import (
    BY_ARTICLE,
    MERGES,
    SPEAKERS,
    Speakers,
    speakers,
    write_speakers,
)

TEXT = "x" * 200


def corpus(n: int = 3, **columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame({"article_id": [f"a{i}" for i in range(n)], "text": TEXT, **columns})


def spoken(*rows: dict[str, Any], named: tuple[str, ...] = ()) -> Found:
    """Make the tables of some attributions, of one word each unless the row says otherwise."""
    table, evidence, words = [], [], []
    counted: dict[str, int] = {}
    for row in rows:
        article_id = row.get("article_id", "a0")
        number = counted[article_id] = counted.get(article_id, -1) + 1
        given_ = {
            "article_id": article_id, "field": "text", "attribution_id": number, "kind": "indirect",
            "positioning": "neutral", "act": "statement", "confidence": 0.5, "anonymous": False,
            "source_type": "unknown", "n_words": 1, "n_quoted": 0, "content_start": 50, **row,
        }  # fmt: skip
        given_["content_end"] = given_["content_start"] + 5
        start, end, speaker = given_["content_start"], given_["content_end"], given_.get("speaker")
        content = [article_id, given_["field"], "sourcing", "content", start, end, "x" * 5]
        evidence.append([*content, None, "paraphrase", speaker, number, None, None])
        table.append([given_.get(column) for column in tables.ATTRIBUTIONS])
        quoted, all_ = given_["n_quoted"], given_["n_words"]
        for voice, n in (("quotation", quoted), ("paraphrase", all_ - quoted)):
            if n:
                words.append((article_id, given_["field"], voice, given_.get("speaker"), n))
    for name in named:
        evidence.append(["a0", "text", "naming", "name", 0, 1, "x", None, "narrator", None, None, name, None])  # fmt: skip
    return Found(
        tables.make("evidence", evidence), tables.make("attributions", table),
        tables.make("words", words), tables.make("report"),
    )  # fmt: skip


def of(*names: str | None, articles: int = 3, **more: Any) -> Speakers:
    """Return the tables for speakers with one attribution each, in one article after the other."""
    rows = [{"speaker": name, "article_id": f"a{n % articles}"} for n, name in enumerate(names)]
    for row in rows:
        row["speaker_by"] = "coordination" if " & " in (row["speaker"] or "") else None
    return speakers(corpus(articles), spoken(*rows, **more))


def records(table: pd.DataFrame, *columns: str) -> list[list[Any]]:
    values = table[list(columns)].astype(object)
    return values.where(values.notna(), None).to_numpy().tolist()


# ------------------------------------------------------------------ what is counted
def test_a_row_for_each_speaker_in_all_and_per_article() -> None:
    found = spoken(
        {"speaker": "Ann Reed", "n_words": 10, "n_quoted": 4, "positioning": "distancing",
         "source_start": 60, "content_start": 80, "source_type": "politics"},
        {"speaker": "officials", "n_words": 5, "anonymous": True, "content_start": 10},
        {"speaker": "Ann Reed", "n_words": 5, "positioning": "endorsing", "content_start": 30},
        {"speaker": "Ann Reed", "article_id": "a1", "n_words": 20, "field": "title", "content_start": 5},
        {"speaker": None, "article_id": "a1", "n_words": 20, "n_quoted": 20, "cue_start": 40},
    )  # fmt: skip
    articles = corpus(outlet=["Post", "Post", "Daily"], title=[None, "t" * 100, None])
    who = speakers(articles, found)
    assert records(
        who.speakers, "speaker", "n_articles", "n_outlets", "n_attributions", "n_words", "n_quoted",
        "n_paraphrased", "n_neutral", "n_distancing", "n_endorsing", "source_type", "anonymous",
    ) == [
        ["Ann Reed", 2, 1, 3, 35, 4, 31, 1, 1, 1, "politics", False],
        [NO_SOURCE, 1, 1, 1, 20, 20, 0, 1, 0, 0, "unknown", False],
        ["officials", 1, 1, 1, 5, 0, 5, 1, 0, 0, "unknown", True],
    ]  # fmt: skip
    assert who.speakers["share"].tolist() == pytest.approx([35 / 60, 20 / 60, 5 / 60])
    assert records(
        who.by_article, "article_id", "outlet", "speaker", "n_words", "share", "first_field",
        "first_start", "first_position", "attribution_ids",
    ) == [
        ["a0", "Post", "officials", 5, 0.25, "text", 10, 10 / 200, "1"],
        ["a0", "Post", "Ann Reed", 15, 0.75, "text", 30, 30 / 200, "0; 2"],
        ["a1", "Post", "Ann Reed", 20, 0.5, "title", 5, 5 / 300, "0"],
        ["a1", "Post", NO_SOURCE, 20, 0.5, "text", 40, 140 / 300, "1"],
    ]  # fmt: skip
    [mean] = who.speakers.loc[who.speakers["speaker"] == "Ann Reed", "first_position"]
    assert mean == pytest.approx((30 / 200 + 5 / 300) / 2)


def test_the_kind_is_the_most_frequent_one_that_is_known() -> None:
    kinds = ["unknown", "unknown", "unknown", "politics", "government", "politics"]
    who = speakers(corpus(), spoken(*({"speaker": "Ann Reed", "source_type": k} for k in kinds)))
    assert who.speakers["source_type"].tolist() == ["politics"]
    even = ["politics", "government"]  # of equals the first of the codebook
    who = speakers(corpus(), spoken(*({"speaker": "Ann Reed", "source_type": k} for k in even)))
    assert who.speakers["source_type"].tolist() == ["government"]


def test_named_once_is_not_anonymous() -> None:
    rows = [{"speaker": "Reed", "anonymous": flag} for flag in (True, False)]
    assert not speakers(corpus(), spoken(*rows)).speakers["anonymous"].iloc[0]


NAMES = st.sampled_from(
    ["Ann Reed", "Reed", "Ann B. Reed", "Tim Reed", "he", "They", None, "officials", "Kim & Reed",
     "Cole", "Ann Cole", "US", "us", "Mr. Cole", "Sen. Ann Cole", "the White House", "White House"]
)  # fmt: skip
ACTS = st.lists(
    st.fixed_dictionaries(
        {
            "speaker": NAMES,
            "article_id": st.sampled_from(["a0", "a1", "a2"]),
            "field": st.sampled_from(["title", "text"]),
            "positioning": st.sampled_from(tables.POSITIONINGS),
            "source_type": st.sampled_from(tables.SOURCE_TYPES),
            "n_words": st.integers(1, 50),
            "content_start": st.integers(0, 99),
        },
        optional={"source_start": st.integers(0, 99), "cue_start": st.integers(0, 99)},
    ),
    max_size=12,
)


@settings(max_examples=50)
@given(ACTS, st.data())
def test_counts_add_up_and_lead_back_to_attributions(rows: list[dict[str, Any]], data: Any) -> None:
    for row in rows:
        row["n_quoted"] = data.draw(st.integers(0, row["n_words"]))
    articles = corpus(title=["t" * 100] * 3, outlet=["Post", "Post", None])
    found = spoken(*rows)
    who = speakers(articles, found)
    for schema, table in zip((SPEAKERS, BY_ARTICLE, MERGES), who, strict=False):
        assert list(table.columns) == list(schema)
        assert [str(t) for t in table.dtypes] == [str(tables.as_dtype(pd.Series([], dtype=object), t).dtype) for t in schema.values()]  # fmt: skip

    # Shares of an article sum to one, over its unnamed speakers, too.
    said = found.attributions
    sums = who.by_article.groupby("article_id")["share"].sum()
    assert sums.to_dict() == pytest.approx(dict.fromkeys(set(said["article_id"]), 1.0))
    assert who.speakers["share"].sum() == pytest.approx(1 if rows else 0)

    # What a row counts are the attributions it names; together they are all, each once.
    listed = []
    for row in who.by_article.to_dict("records"):
        ids = list(map(int, row["attribution_ids"].split("; ")))
        listed += [(row["article_id"], n) for n in ids]
        mine = said[(said["article_id"] == row["article_id"]) & said["attribution_id"].isin(ids)]
        assert row["n_attributions"] == len(ids)
        assert (row["n_words"], row["n_quoted"]) == (mine["n_words"].sum(), mine["n_quoted"].sum())
        assert row["n_paraphrased"] == row["n_words"] - row["n_quoted"]
        for one in tables.POSITIONINGS:
            assert row[f"n_{one}"] == (mine["positioning"] == one).sum()
        starts = mine[["source_start", "cue_start", "content_start"]].min().min()
        assert row["first_start"] >= starts and 0 <= row["first_position"] <= 1
    assert sorted(listed) == sorted(zip(said["article_id"], said["attribution_id"], strict=True))

    # The corpus is the sum of its articles, and all words that are anybody's.
    counts = ["n_attributions", "n_words", "n_quoted", *(f"n_{one}" for one in tables.POSITIONINGS)]
    by_speaker = who.by_article.groupby("speaker")[counts].sum()
    pd.testing.assert_frame_equal(
        by_speaker, who.speakers.set_index("speaker")[counts].sort_index()
    )
    assert who.speakers["n_words"].sum() == found.words["n_words"].sum()
    assert who.speakers["n_articles"].tolist() == [
        (who.by_article["speaker"] == speaker).sum() for speaker in who.speakers["speaker"]
    ]

    # Each name that was found is a row, or is joined to one: once, and not further.
    names = {NO_SOURCE if name is None else name for name in (row["speaker"] for row in rows)}
    into = dict(zip(who.merges["name"], who.merges["speaker"], strict=True))
    assert set(into) <= names and not set(into.values()) & set(into)
    assert {into.get(name, name) for name in names} == set(who.speakers["speaker"])
    joined = sum(n for [n] in records(who.merges, "n_attributions"))
    assert joined == sum((row["speaker"] or NO_SOURCE) in into for row in rows)
    assert who.speakers["n_words"].tolist() == sorted(who.speakers["n_words"], reverse=True)
    for _, group in who.by_article.groupby("article_id"):
        assert all(a <= b for a, b in pairwise(group["first_position"]))


PIECES = st.sampled_from(
    ["“We will not sell,”", '"Never,"', " said Ida Holt", " he said", " she claimed,", "Holt may ", " that ", ". ",
     "according to police", "\n\n", "“", "”", '"', " was quoted as saying by Radio Halm", " and ", "Two officials told "]
)  # fmt: skip


@pytest.mark.engines
@settings(max_examples=40)
@given(texts=st.lists(st.lists(PIECES, max_size=20).map("".join), min_size=1, max_size=3))
def test_all_attributed_words_are_somebodys(texts: list[str], engine: str) -> None:
    articles = corpus(len(texts)).assign(text=texts, title=texts[::-1], language="en")
    found = find(articles, engine=engine, progress=False)
    who = speakers(articles, found)
    said = found.words[found.words["voice"] != "narrator"]
    assert who.speakers["n_words"].sum() == said["n_words"].sum()
    quoted = said.loc[said["voice"] == "quotation", "n_words"].sum()
    assert who.speakers["n_quoted"].sum() == quoted


def test_nobody_speaks() -> None:
    who = speakers(corpus(), spoken())
    for schema, table in zip((SPEAKERS, BY_ARTICLE, MERGES), who, strict=False):
        assert table.empty and list(table.columns) == list(schema)
    assert who.report.empty


def test_only_the_given_articles_count() -> None:
    found = spoken({"speaker": "Reed"}, {"speaker": "Ann Reed", "article_id": "a1"})
    who = speakers(corpus(1), found)
    assert records(who.speakers, "speaker", "n_words") == [["Reed", 1]]  # Ann Reed is elsewhere
    assert who.merges.empty


def test_what_was_given_is_not_changed() -> None:
    articles, found = corpus(), spoken({"speaker": "Reed"}, {"speaker": "Ann Reed"})
    copies = [frame.copy(deep=True) for frame in (articles, *found)]
    speakers(articles, found, pd.DataFrame([{"name": "Reed", "speaker": "Tim Reed"}]))
    for frame, copy in zip((articles, *found), copies, strict=True):
        pd.testing.assert_frame_equal(frame, copy)


# ------------------------------------------------------------------ who is who
def test_merges_say_why_and_how_many() -> None:
    who = of("Ann Reed", "Reed", "Reed", "Sen. Ann Reed", "he", "Kim & Reed", articles=2)
    assert records(who.merges, "name", "speaker", "reason", "n_articles", "n_attributions") == [
        ["he", UNRESOLVED, "pronoun", 1, 1],
        ["Reed", "Ann Reed", "surname of one person only", 2, 2],
        ["Sen. Ann Reed", "Ann Reed", "another form of the name", 1, 1],
        ["Kim & Reed", "Kim & Ann Reed", "speak together", 1, 1],
    ]
    assert who.merges["article_id"].isna().all()
    also = dict(records(who.speakers, "speaker", "also"))
    assert also == {
        "Ann Reed": "Reed; Sen. Ann Reed",
        "Kim & Ann Reed": "Kim & Reed",
        UNRESOLVED: "he",
    }


def test_a_name_may_mean_one_person_here_and_another_there() -> None:
    rows = [
        {"speaker": "Reed", "source": "Mr. Reed"},
        {"speaker": "Reed", "source": "Mrs. Reed", "article_id": "a1"},
        {"speaker": "Tim Reed", "article_id": "a2"}, {"speaker": "Ann Reed", "article_id": "a2"},
    ]  # fmt: skip
    who = speakers(corpus(), spoken(*rows))
    assert records(who.merges, "name", "speaker", "article_id", "n_attributions") == [
        ["Reed", "Ann Reed", "a1", 1], ["Reed", "Tim Reed", "a0", 1]
    ]  # fmt: skip
    # As aliases the merges do the same.
    again = speakers(corpus(), spoken(*rows), who.merges)
    pd.testing.assert_frame_equal(again.by_article, who.by_article)


def test_names_that_may_mean_several_are_reported_with_their_weight() -> None:
    who = of("Reed", "Ann Reed", "Tim Reed", "Tim Reed", "Reed", named=("Eva Reed",))
    assert who.report["reason"].tolist() == [
        "kept apart: 'Reed' (2 attributions, 2 words) may be Tim Reed, Ann Reed, Eva Reed"
    ]
    assert records(who.apart, "name", "may_be", "n_attributions", "n_words") == [
        ["Reed", "Tim Reed; Ann Reed; Eva Reed", 2, 2]
    ]


def test_figures_and_tables_call_the_unnamed_the_same() -> None:
    assert (plot.NO_SOURCE, plot.PRONOUN) == (NO_SOURCE, UNRESOLVED)


# ------------------------------------------------------------------ aliases
def test_aliases_come_first_and_their_names_are_final() -> None:
    found = spoken(
        {"speaker": "Reed"}, {"speaker": "Ann Reed"}, {"speaker": "Reed", "article_id": "a1"}
    )
    own = pd.DataFrame({"name": ["Reed"], "speaker": ["Tim Reed"], "article_id": ["a1"]})
    who = speakers(corpus(), found, own)
    assert records(who.speakers, "speaker", "n_words") == [["Ann Reed", 1], ["Reed", 1], ["Tim Reed", 1]]  # fmt: skip
    assert who.report["reason"].tolist()[0] == "alias changed: 1 attribution in 1 article"
    apart = pd.DataFrame({"name": ["Reed"], "speaker": ["Reed"]})
    assert speakers(corpus(), found, apart).merges.empty
    # The same holds where the list was applied before.
    assert speakers(corpus(), correct(corpus(), found, apart)).merges.empty


def test_mended_merges_serve_as_aliases() -> None:
    found = spoken(
        {"speaker": "Reed"}, {"speaker": "Ann Reed"}, {"speaker": "Cole"}, {"speaker": "Ann Cole"}
    )
    who = speakers(corpus(), found)
    assert len(who.merges) == 2
    mended = who.merges.assign(speaker=["Ann Cole", "Jack Reed"])
    again = speakers(corpus(), correct(corpus(), found, mended))
    assert records(again.speakers, "speaker", "n_words") == [
        ["Ann Cole", 2], ["Ann Reed", 1], ["Jack Reed", 1]
    ]  # fmt: skip


def test_the_tables_say_who_made_them() -> None:
    articles = corpus(1).assign(text="It rained, said Ann Reed.")
    who = speakers(articles, find(articles, engine="fast", progress=False))
    assert who.readings["engine"].tolist() == ["fast"] and who.readings["model"].notna().all()


def test_tables_are_written_with_a_manifest(tmp_path: Path) -> None:
    found = spoken({"speaker": "Reed"}, {"speaker": "Ann Reed"})
    who = speakers(corpus(), found, pd.DataFrame([{"name": "X", "speaker": "Y"}]))
    files = write_speakers(who, tmp_path / "new" / "folder")
    assert [file.name for file in files] == [
        "speakers.csv", "speakers_by_article.csv", "speakers_merges.csv", "speakers_apart.csv",
        "speakers_report.csv", "speakers_readings.csv", "speakers_manifest.json",
    ]  # fmt: skip
    manifest = json.loads(files[-1].read_text("utf-8"))
    assert manifest["provenance"]["aliases"][0].startswith("a table (1 row, sha256 ")
    for (name, entry), table in zip(manifest["tables"].items(), who, strict=True):
        again = pd.read_csv(tmp_path / "new" / "folder" / entry["file"])
        assert len(again) == len(table) == entry["rows"], name
        assert list(again.columns) == list(table.columns)
    assert files[2].read_text("utf-8").splitlines()[1].startswith("Reed,Ann Reed,,surname")


def test_a_guess_outvotes_no_description() -> None:
    guess = {"speaker": "Ann Reed", "source_type": "citizen", "source_type_by": "citizen_unexplained"}  # fmt: skip
    told = {"speaker": "Ann Reed", "source_type": "politics", "source_type_by": "title_before"}
    who = speakers(corpus(), spoken(guess, guess, told))
    assert who.speakers["source_type"].tolist() == ["politics"]
    # Where nothing else is said of them, the guess stands.
    unknown = {"speaker": "Ann Reed", "source_type": "unknown"}
    who = speakers(corpus(), spoken(guess, unknown, unknown))
    assert who.speakers["source_type"].tolist() == ["citizen"]
