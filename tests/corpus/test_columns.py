"""Which column is which, where names leave a doubt: texts, dates of publication, their order."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from mediakit.corpus.columns import recognise
from mediakit.corpus.load import load_articles, report

TEXT = "The harbour of Halm is shut, and the ferries sail from Norby until the quay is mended."
CODED, PRINTED = "2024-03-04 10:22:01", "2018-05-16"


def load(**columns: Any) -> pd.DataFrame:
    given = {"columns": columns.pop("chosen", None), "dayfirst": columns.pop("dayfirst", None)}
    longest = max(map(len, columns.values()))
    columns.setdefault("text", [f"{n} {TEXT}" for n in range(longest)])
    return load_articles(pd.DataFrame(columns), progress=False, **given)


def warned(articles: pd.DataFrame) -> list[str]:
    return report(articles).query("kind == 'warning'")["reason"].tolist()


# ---------------------------------------------------------------- texts


@pytest.mark.parametrize(("short", "long"), [("text", "content"), ("body", "article")])
@pytest.mark.parametrize("turned", [False, True])
def test_the_text_is_what_is_longer_by_far(short: str, long: str, turned: bool) -> None:
    if turned:
        short, long = long, short
    texts = {short: ["The harbour …", "The quay …"], long: [TEXT, f"More. {TEXT}"]}
    articles = load_articles(pd.DataFrame(texts), progress=False)
    assert articles["text"].tolist() == texts[long]
    kept = "text_given" if short == "text" else short
    assert articles[kept].tolist() == texts[short]
    (said,) = warned(articles)
    assert short in said and long in said and "choose with columns=" in said
    asked = load_articles(pd.DataFrame(texts), columns={"text": short}, progress=False)
    assert asked["text"].tolist() == texts[short] and not warned(asked)


@pytest.mark.parametrize(
    ("name", "values", "doubt"),
    [
        ("content", [f"The council met. {TEXT}"], True),  # as long
        ("raw_text", [f"Menu Home News Sport {TEXT} {TEXT} {TEXT} Contact"], True),
        ("content_html", [f'<p class="{"x" * 200}">0 {TEXT}</p>'], False),  # the same
        ("article", ["17"], False),  # a number
        ("story", [""], False),
    ],
)
def test_another_column_of_texts_is_told_if_it_may_be_it(
    name: str, values: list[str], doubt: bool
) -> None:
    articles = load(**{name: values})
    assert articles["text"].tolist() == [f"0 {TEXT}"]
    said = (
        f"'text' was taken as text, although {name!r} may be it: choose with columns={{'text': …}}"
    )
    assert warned(articles) == [said] * doubt


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    "name",
    [
        "Date of publication",
        "Date of publication (dd/mm/yyyy)",
        "Date of issue",
        "Date",
        "posted_on",
    ],
)
@pytest.mark.parametrize("coded", ["Timestamp", "created_at", "Date coded", "date_download"])
def test_the_day_of_coding_is_not_that_of_publication(name: str, coded: str) -> None:
    articles = load(**{coded: [CODED], name: [PRINTED]})
    assert articles["published"].astype(str).str[:10].tolist() == [PRINTED]
    assert [coded in said for said in warned(articles)] in ([], [True])


def test_a_time_of_collection_is_never_read_where_another_column_is_named_like_a_date() -> None:
    articles = load(Timestamp=[CODED], **{"When was it published?": [PRINTED]})
    assert articles["published"].isna().all()
    (said,) = warned(articles)
    assert said.startswith("column 'When was it published?' looks like dates")


@pytest.mark.parametrize(
    ("name", "read", "said"),
    [
        ("Timestamp", True, "'Timestamp' is read as the date of publication: by its name it may"),
        ("created", True, "'created' is read as the date of publication: by its name it may"),
        ("Date coded", False, "no date of publication was read: 'Date coded' is by its name"),
        ("retrieved", False, "no date of publication was read: 'retrieved' is by its name"),
    ],
)
def test_a_time_of_collection_alone_is_told(name: str, read: bool, said: str) -> None:
    articles = load(**{name: [CODED]})
    assert articles["published"].notna().all() == read
    (warning,) = warned(articles)
    assert warning.startswith(said)


def test_how_a_form_asks_for_a_date_does_not_count() -> None:
    assert recognise("Publication date [DD.MM.YY]") == recognise("Date (e.g. mm/dd/yyyy)")
    assert recognise("date (accessed)") == "other_date"


@pytest.mark.parametrize(
    ("dates", "kind", "said"),
    [
        (["03/04/2018", "25/04/2018"], "warning", "1 date of 2 has the day first for sure"),
        (["03/04/2018", "04/25/2018"], "warning", "1 date of 2 has the month first for sure"),
        (["03/04/2018", *["25/04/2018"] * 2], "marked", "2 dates of 3 have the day first"),
        (["03/04/2018"] * 60 + ["25/04/2018"] * 2, "warning", "2 dates of 62 have the day first"),
    ],
)
def test_what_decides_the_order_of_a_column_is_said(dates: list[str], kind: str, said: str) -> None:
    articles = load(date=dates)
    assert articles["published"].notna().all()
    rows = report(articles).query("field == 'published'")
    assert rows["kind"].tolist() == [kind]
    assert rows["reason"].iloc[0].startswith(said)
    asked = load(date=dates, dayfirst=dates[-1].startswith("25/"))
    assert not [one for one in report(asked)["reason"] if "for sure" in one]


def test_an_order_that_nothing_hangs_on_is_not_said() -> None:
    assert report(load(date=["25/04/2018", "26/04/2018"])).empty
