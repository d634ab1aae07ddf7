"""What counts as one article: rows that are pieces of one, what is none, and that it is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from mediakit.contract.resources import read_rows
from mediakit.corpus.load import load_articles, report
from mediakit.corpus.stubs import stub_in

LONG = "The harbour of Halm is shut, and the ferries sail from Norby until the quay is mended. " * 7


def load(source: Any, **given: Any) -> pd.DataFrame:
    return load_articles(source, progress=False, **given)


def warned(articles: pd.DataFrame) -> list[str]:
    return report(articles).query("kind == 'warning'")["reason"].tolist()


# ------------------------------------------------------------------------ a row a paragraph


@pytest.mark.parametrize("key", ["id", "url", "title"])
def test_rows_that_share_an_article_lead_the_line(
    key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = {
        key: ["one", "one", "one", "two", "two"],
        "text": [f"Paragraph {n} of the council." for n in range(5)],
        "paper": ["Post"] * 5,
    }
    articles = load_articles(pd.DataFrame(rows).rename(columns={"paper": "newspaper"}))
    (said,) = warned(articles)
    assert said.startswith(f"5 rows, but 2 values of '{key}', one after another")
    assert "agg({'text': '\\n\\n'.join, 'newspaper': 'first'})" in said
    assert f"Warning: {said}; read 5 articles" in capsys.readouterr().err.replace("\n", " ")


def test_the_advice_joins_the_paragraphs() -> None:
    rows = pd.DataFrame({"id": [1, 1, 2, 2], "body": list("abcd"), "paper": ["X", "X", "Y", "Y"]})
    (said,) = warned(load(rows))
    code = said[said.index("table.groupby") :]
    joined = load(eval(code, {"table": rows}))  # what the user is told to write
    assert joined["text"].tolist() == ["a\n\nb", "c\n\nd"]
    assert not warned(joined)


@pytest.mark.parametrize(
    "rows",
    [
        {"id": list("aabb"), "text": [LONG + str(n) for n in range(4)]},  # long texts
        {"id": list("abab"), "text": list("wxyz")},  # not one after another: a second sheet
        {"id": list("abcd"), "text": list("wxyz")},
        {"id": list("aabb"), "text": list("xxyy")},  # the same article twice
        {"id": list("aab"), "text": list("xyz")},  # too few to tell
    ],
)
def test_other_rows_are_no_paragraphs(rows: dict[str, list[str]]) -> None:
    assert not [said for said in warned(load(pd.DataFrame(rows))) if "paragraphs" in said]


# -------------------------------------------------------------------- what is no article


@pytest.mark.parametrize("row", read_rows("stubs"), ids=lambda row: row["example"][:40])
def test_every_stub_is_known_by_its_example(row: dict[str, str]) -> None:
    assert stub_in(row["example"])


@pytest.mark.parametrize(
    "text",
    [
        "[Removed]", "404 Page Not Found", "Access Denied You don't have permission to enter.",
        "See attached PDF.", "Sorry, this page isn't available", "as above",
        "We're sorry, this article is no longer available.", "Subscribe to read",
        "Please enable JavaScript and cookies to continue.", "Total: 12",
    ],
)  # fmt: skip
def test_a_stub_is_told(text: str) -> None:
    articles = load(pd.DataFrame({"text": [text, LONG]}))
    assert len(articles) == 2
    assert warned(articles) == [
        f"is probably no article, but counts as one: {text!r}; leave it out, or get its text"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Two men were held in Leeds after a fire at a mosque, police said.",
        "Access denied: how the council shut its doors. The mayor said no.",
        "Forbidden love, the minister said, is a film.",
        "The page you are reading was written by the mayor, and she said so.",
        "Same old story, said the mayor. The council lost.",
        "Cookies are required eating in Halm, the mayor said on Monday.",
        "The story was not found by chance, said the editor.",
        "Removed from office, the mayor went home.", "See you in court, said the mayor.",
        f"Page not found, it said. {LONG}",
    ],
)  # fmt: skip
def test_a_brief_is_no_stub(text: str) -> None:
    assert stub_in(text) is None


def test_a_row_of_totals_is_marked_not_lost() -> None:
    rows = {"title": ["Ice", "Total", "Totally new"], "text": [LONG, None, None], "n": [1, 1, 7]}
    told = report(load(pd.DataFrame(rows)))
    assert told[["line", "kind", "reason"]].values.tolist() == [
        [3, "skipped article", "empty text"],
        [2, "marked", "a row of totals, no article: 'Total'"],
    ]


# ---------------------------------------------------------------- a list in a cell


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("['Taxes rise.', \"Nobody's asked.\"]", "Taxes rise.\n\nNobody's asked."),
        ("['Taxes rise.'\n 'Nobody asked.']", "Taxes rise.\n\nNobody asked."),  # numpy
        ('["Taxes “rise”.", "No."]', "Taxes “rise”.\n\nNo."),  # JSON
        ("[He laughs.] 'No.'", "[He laughs.] 'No.'"),
    ],
)
def test_a_list_in_a_cell_is_read_as_its_items(cell: str, text: str) -> None:
    articles = load(pd.DataFrame({"text": [cell], "author": ["['Ann Lee', 'Bo Li']"]}))
    assert articles[["text", "author"]].values.tolist() == [[text, "Ann Lee; Bo Li"]]
    assert not warned(articles)
    if text != cell:
        assert articles["text_before"].tolist() == [cell]
    assert load(pd.DataFrame({"text": [cell]}), clean=False)["text"].tolist() == [cell]


def test_an_empty_list_in_a_cell_is_an_empty_cell() -> None:
    articles = load(pd.DataFrame({"text": ["[]", LONG], "author": ["[]", "[]"]}))
    assert len(articles) == 1 and articles["author"].isna().all()
    assert report(articles).query("kind == 'skipped article'")["reason"].tolist() == ["empty text"]


def test_a_broken_list_is_told() -> None:
    (said,) = warned(load(pd.DataFrame({"text": ["['Taxes rise.', 'Nobody as"]})))
    assert said.startswith("looks like a list that a program wrote into the cell, cut off")


# ---------------------------------------------------------------- captions in markup


@pytest.mark.parametrize(
    "caption",
    [
        "<figure><img src='a.jpg'><figcaption>The quay, a ruin.</figcaption></figure>",
        '<div class="wp-caption"><img><p class="wp-caption-text">The quay, a ruin.</p></div>',
        '<span class="image-caption">The quay, a ruin.</span>',
        '[caption id="a" width="3"]<img src="x.jpg" /> The quay, a ruin.[/caption]',
        "&lt;figcaption&gt;The quay, a ruin.&lt;/figcaption&gt;",
    ],
)
def test_a_caption_in_a_cell_of_markup_is_no_text(caption: str) -> None:
    cell = f"<p>{LONG.strip()}</p>{caption}<p>It rains.</p>"
    cell = cell.replace("<", "&lt;").replace(">", "&gt;") if "&lt;" in caption else cell
    articles = load(pd.DataFrame({"text": [cell], "captions": ["Of its own."]}))
    assert articles["text"].tolist() == [f"{LONG.strip()}\n\nIt rains."]
    assert articles["captions"].tolist() == ["Of its own.\nThe quay, a ruin."]
    assert articles["text_before"].tolist() == [cell]


def test_what_is_most_of_a_text_is_no_caption() -> None:
    articles = load(pd.DataFrame({"text": ["<p>Hm</p><p class='caption'>It all stays here.</p>"]}))
    assert articles["text"].tolist() == ["Hm\n\nIt all stays here."]
    assert articles["captions"].isna().all()


# ---------------------------------------------------------------- a mistyped name


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("artcles.csv", "articles.csv"), ("Articles.csv", "articles.csv"),
        ("articles.xlsx", "articles.csv"), ("Halm Pots", "Halm Post"), ("quite.csv", None),
    ],
)  # fmt: skip
def test_a_mistyped_name_is_told(given: str, meant: str | None, tmp_path: Path) -> None:
    (tmp_path / "articles.csv").touch()
    (tmp_path / "Halm Post").mkdir()
    if (tmp_path / given).exists():
        return  # a system where capitals do not count
    with pytest.raises(FileNotFoundError) as raised:
        load(tmp_path / given)
    said = f"Did you mean '{(tmp_path / meant).as_posix()}'?" if meant else "Check the name."
    assert said in str(raised.value)


def test_a_text_that_may_be_a_name_leads_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    articles = load_articles("Guardian articles on farming in 2018")
    assert len(articles) == 1 and warned(articles)[0].startswith("there is no file or folder")
    assert "Warning: there is no file or folder" in capsys.readouterr().err
    assert not warned(load("Taxes rise. Nobody asked."))


def test_pairs_of_ids_and_texts_are_told_what_to_be() -> None:
    with pytest.raises(TypeError, match=r"give dict\(…\) of them"):
        load([("a", "Taxes rise."), ("b", "Rents fall.")])
