"""Dates and empty cells of whole tables: what is read, what is refused, and what is told."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import mediakit as mk


def loaded(dates: list[Any], **how: Any) -> pd.DataFrame:
    table = pd.DataFrame({"text": [f"It rained {at} times." for at in range(len(dates))]})
    return mk.load_articles(table.assign(date=dates), progress=False, **how)


def read(articles: pd.DataFrame) -> list[str | None]:
    return [None if pd.isna(one) else f"{one:%Y-%m-%d}" for one in articles["published"]]


def reasons(articles: pd.DataFrame) -> list[str]:
    return mk.report(articles)["reason"].tolist()


@pytest.mark.parametrize(
    ("dates", "dayfirst", "expected"),
    [
        (["03/04/2018"], None, [None]),
        (["03/04/2018"], True, ["2018-04-03"]),
        (["03/04/2018"], False, ["2018-03-04"]),
        (["03/04/2018", "13/04/2018"], None, ["2018-04-03", "2018-04-13"]),
        (["03/04/2018", "04/13/2018"], True, ["2018-04-03", "2018-04-13"]),
        (["03.04.2018"], False, ["2018-04-03"]),  # with dots the day comes first everywhere
        (["2018-03-04"], True, ["2018-03-04"]),
    ],
)
def test_the_user_says_what_comes_first(
    dates: list[str], dayfirst: bool | None, expected: list[str | None]
) -> None:
    articles = loaded(dates, dayfirst=dayfirst)
    assert read(articles) == expected
    said = reasons(articles)
    assert any("say it with dayfirst=True" in one for one in said) is (expected == [None])
    contrary = dates[-1] == "04/13/2018"
    assert any("the month comes first" in one for one in said) is contrary


def test_dayfirst_is_true_false_or_none() -> None:
    with pytest.raises(TypeError, match="dayfirst='day'"):
        loaded(["03/04/2018"], dayfirst="day")


def test_what_is_odd_about_a_date_is_told() -> None:
    articles = loaded(["5 March 2081", "1970-01-01", "1690-05-01", 43164, "Stand: 05.03.2018"])
    assert read(articles) == ["2081-03-05", "1970-01-01", "1690-05-01", "2018-03-05", "2018-03-05"]
    told = "is in the future", "computers count", "before 1700", "Excel counts", "an update"
    assert all(
        word in reason
        for word, reason in zip(told, (r for r in reasons(articles) if "date " in r), strict=True)
    )


def test_moments_keep_what_is_printed_and_their_utc() -> None:
    articles = loaded(["2018-03-05T23:30:00-05:00", "5 March 2018"])
    assert read(articles) == ["2018-03-05", "2018-03-05"]
    assert articles["published_utc"].isna().tolist() == [False, True]
    assert f"{articles['published_utc'][0]:%Y-%m-%d %H:%M}" == "2018-03-06 04:30"
    rates = mk.measure(articles, mk.find(articles, progress=False), where="label == 'regime'")
    told = mk.over_time(articles, rates, unit="day", seed=1, draws=20)
    assert set(told["period"]) == {"2018-03-05"}
    assert "dates as printed" in told.attrs["dates"] and "of 1 of 2 articles" in told.attrs["dates"]


@pytest.mark.parametrize("word", ["nan", "NaN", "NULL", "null", "N/A", "NA", "None", "#N/A", "–"])
def test_words_for_nothing_are_no_values(word: str) -> None:
    table = pd.DataFrame({
        "text": ["It rained.", "It froze.", word], "outlet": ["Post", word, "Post"],
        "title": [word, "Ice", "x"], "date": ["2018-03-05", word, word], "mood": [word, "b", "c"],
    })  # fmt: skip
    articles = mk.load_articles(table, progress=False)
    assert articles["outlet"].isna().tolist() == [False, True]
    assert articles["title"].isna().tolist() == [True, False]
    assert articles["published"].isna().tolist() == [False, True]
    assert articles["mood"].tolist() == [word, "b"]  # the user's own column stays as it is
    said = [one for one in reasons(articles) if "empty cell" in one]
    assert len(said) == 4 and f"{word!r} in 'outlet'" in " ".join(said)
    assert "empty text" in reasons(articles)


def test_words_that_mean_something_stay() -> None:
    table = pd.DataFrame(
        {"text": ["It rained."], "author": ["Nan Goldin"], "title": ["Null and void"]}
    )
    articles = mk.load_articles(table, progress=False)
    assert articles[["author", "title"]].values.tolist() == [["Nan Goldin", "Null and void"]]
