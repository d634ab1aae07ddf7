"""The contract: columns, dtypes, and checks that say what to do."""

from __future__ import annotations

import pandas as pd
import pytest

from mediakit.contract import tables

OFFSETS = {
    "evidence": [("start", "end")],
    "attributions": [
        ("source_start", "source_end"),
        ("cue_start", "cue_end"),
        ("content_start", "content_end"),
        ("relay_start", "relay_end"),
    ],
}


def an_article() -> pd.DataFrame:
    return pd.DataFrame({"article_id": ["a"], "text": ["One."]})


@pytest.mark.parametrize("name", list(tables.SCHEMAS))
def test_an_empty_table_has_every_column_with_its_dtype(name: str) -> None:
    table = tables.make(name)
    assert list(table.columns) == list(tables.SCHEMAS[name])
    assert len(table) == 0
    for column, dtype in tables.SCHEMAS[name].items():
        assert table[column].dtype == pd.Series([], dtype=dtype).dtype, column


@pytest.mark.parametrize("name", list(OFFSETS))
def test_offsets_are_nullable_integers(name: str) -> None:
    table = tables.make(name)
    for pair in OFFSETS[name]:
        assert [str(table[column].dtype) for column in pair] == ["Int64", "Int64"]


def test_rows_keep_their_values_and_absent_is_na() -> None:
    row = (
        "a",
        "text",
        "loaded",
        "regime",
        4,
        10,
        "regime",
        0.5,
        "narrator",
        None,
        None,
        None,
        "x:1",
    )
    table = tables.make("evidence", [row, (*row[:9], "Ann", 3, "Ann", None)])
    assert table["start"].tolist() == [4, 4]
    assert table["speaker"].isna().tolist() == [True, False]
    assert table["attribution_id"].isna().tolist() == [True, False]
    assert table.loc[1, "attribution_id"] == 3
    assert "None" not in table["speaker"].dropna().tolist()
    assert table["term"].isna().tolist() == [False, True]


def test_a_row_that_is_too_short_is_refused() -> None:
    with pytest.raises(ValueError):
        tables.make("words", [("a", "text", "narrator")])


def test_conform_adds_what_is_missing_and_keeps_what_is_more() -> None:
    given = pd.DataFrame({"leaning": ["left"], "article_id": ["a"], "text": ["One."]}, index=[7])
    given.attrs["note"] = "kept"
    table = tables.conform(given, "articles")
    assert list(table.columns) == [*tables.ARTICLES, "leaning"]
    assert table.index.tolist() == [7] and table.attrs == {"note": "kept"}
    assert table["title"].isna().all() and str(table["published"].dtype).startswith("datetime64")
    assert list(given.columns) == ["leaning", "article_id", "text"]


def test_dates_are_read_and_zoned() -> None:
    given = pd.DataFrame(
        {
            "article_id": ["a", "b"],
            "text": ["One.", "Two."],
            "published": ["2024-05-16", None],
            "published_utc": ["2024-05-16T10:00:00+02:00", None],
        }
    )
    table = tables.conform(given, "articles")
    assert table["published"][0] == pd.Timestamp("2024-05-16")
    assert table["published_utc"][0] == pd.Timestamp("2024-05-16T08:00:00Z")
    assert table[["published", "published_utc"]].isna().all(axis=1).tolist() == [False, True]


def test_check_gives_back_what_is_in_order() -> None:
    given = an_article()
    assert tables.check(given, "articles") is given


@pytest.mark.parametrize("given", ["One.", ["One."], None, {"text": ["One."]}])
def test_check_wants_a_table(given: object) -> None:
    with pytest.raises(TypeError, match=r"articles table .* mk\.load_articles"):
        tables.check(given, "articles")


def test_check_names_the_missing_column_and_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"no column 'text'.*'article_id', 'body'.*load_articles"):
        tables.check(an_article().rename(columns={"text": "body"}), "articles")
    with pytest.raises(ValueError, match=r"no column 'n_words'.*mk\.find"):
        tables.check(tables.make("words").drop(columns="n_words"), "words")


@pytest.mark.parametrize("ids", [["a", "a"], ["a", None]])
def test_check_wants_ids_of_their_own(ids: list[str | None]) -> None:
    with pytest.raises(ValueError, match="article_id of its own"):
        tables.check(pd.DataFrame({"article_id": ids, "text": ["One.", "Two."]}), "articles")


def test_known_suggests_the_nearest_name() -> None:
    assert tables.known("loaded", ["loaded", "stance"], "signal") == "loaded"
    with pytest.raises(ValueError, match=r"No signal named 'lodaed'; .*Did you mean 'loaded'\?"):
        tables.known("lodaed", ["loaded", "stance"], "signal")
    with pytest.raises(ValueError, match=r"'loaded', 'stance'\.$"):
        tables.known("xyzzy", ["loaded", "stance"], "signal")


def test_voices_are_three() -> None:
    assert tables.VOICES == ("narrator", "paraphrase", "quotation")
