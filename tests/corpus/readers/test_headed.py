"""Several articles in one document, and rows and sheets that nobody sees."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pandas as pd
import pytest
from openpyxl import Workbook

from mediakit.corpus.load import load_articles, report
from mediakit.corpus.readers.headed import Paragraph, date_in, in_table, under_headings

TEXT = "The harbour of Halm is shut, and the ferries sail from Norby until the quay is mended. " * 3
HEADS = ("Ice melts", "Snow falls", "Rain it is")


def load(path: Path, **given: Any) -> pd.DataFrame:
    return load_articles(path, progress=False, **given)


def reasons(articles: pd.DataFrame, kind: str) -> list[str]:
    return report(articles).query("kind == @kind")["reason"].tolist()


def write(path: Path, build: Callable[[Any], None]) -> Path:
    document = docx.Document()
    build(document)
    document.save(str(path))
    return path


def fill(table: Any, rows: list[tuple[str, ...]]) -> None:
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value


def dated(document: Any) -> None:
    document.add_heading("Sample", 0)
    for n, head in enumerate(HEADS, 1):
        document.add_heading(f"{n}. {head}", 1)
        document.add_paragraph(f"Halm Post, {n} March 2018")
        document.add_paragraph(TEXT + head)


def paged(document: Any) -> None:
    for n, head in enumerate(HEADS):
        if n:
            document.add_page_break()
        document.add_heading(head, 1)
        document.add_paragraph(TEXT + head)


def ruled(document: Any) -> None:
    for n, head in enumerate(HEADS):
        if n:
            document.add_paragraph("=" * 20)
        document.add_paragraph(head)
        document.add_paragraph(TEXT + head)


def tabled(document: Any) -> None:
    document.add_paragraph("Coded by Ann Lee")
    rows = [("Medium", "Headline", "Text"), *(("Post", head, TEXT + head) for head in HEADS)]
    fill(document.add_table(4, 3), rows)


def beside(document: Any) -> None:
    for head in HEADS:
        fill(document.add_table(3, 2),
             [("Outlet:", "Post"), ("Headline:", head), ("Text:", TEXT + head)])  # fmt: skip
        document.add_paragraph("")


@pytest.mark.parametrize("build", [dated, paged, ruled, tabled, beside])
def test_articles_in_one_document(build: Callable[[Any], None], tmp_path: Path) -> None:
    articles = load(write(tmp_path / "sample.docx", build))
    assert articles["article_id"].tolist() == ["sample-1", "sample-2", "sample-3"]
    assert articles["text"].str.contains("harbour").all()
    if build is not ruled:
        assert articles["title"].tolist() == list(HEADS)
    if build is dated:
        assert articles["published"].dt.day.tolist() == [1, 2, 3]
    if build in (tabled, beside):
        assert set(articles["outlet"]) == {"Post"}
    said = reasons(articles, "marked")[0]
    assert said.startswith("3 articles in one file")
    assert ("Coded by Ann Lee" in said) == (build is tabled)  # what stands beside it is told


def headed(document: Any) -> None:
    for head in HEADS:
        document.add_heading(head, 1)
        document.add_paragraph(TEXT + head)


def table_beside(document: Any) -> None:
    document.add_paragraph(TEXT * 2)
    fill(document.add_table(2, 2), [("Outlet", "Text"), ("Post", "Ice melts.")])


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (headed, "3 headings ('Ice melts', 'Snow falls' …) may begin 3 articles"),
        (table_beside, "a table with the columns 'Outlet', 'Text' may hold 1 article"),
    ],
)
def test_what_may_be_several_articles_leads_the_line(
    build: Callable[[Any], None], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = load_articles(write(tmp_path / "sample.docx", build))
    assert len(articles) == 1
    (warning,) = reasons(articles, "warning")
    assert warning.startswith(said) and "read as one article" in warning
    assert "Warning: " in capsys.readouterr().err.split(said)[0]


def test_dates_without_headings_lead_the_line(tmp_path: Path) -> None:
    lines = [line for n, head in enumerate(HEADS, 1)
             for line in (head, f"Halm Post, {n} March 2018", TEXT)]  # fmt: skip
    (tmp_path / "a.txt").write_text("\n\n".join(lines), encoding="utf-8")
    write(tmp_path / "b.docx", lambda document: list(map(document.add_paragraph, lines)))
    said = reasons(load(tmp_path), "warning")
    assert said[0].startswith("3 lines such as 'Halm Post, 1 March 2018' may begin 3 articles")
    assert said == [said[0]] * 2
    for other in (
        "Published 5 March 2018\n\n" + TEXT + "\n\nUpdated 5 March 2018",
        "In 2018 it rained.\n\n" + TEXT + "\n\nOn 5 March 2018 it snowed.",
    ):
        (tmp_path / "c.txt").write_text(other, encoding="utf-8")
        assert not reasons(load(tmp_path / "c.txt"), "warning")


def test_subheadings_and_tables_of_figures_part_nothing() -> None:
    lead = Paragraph("The harbour is shut. " * 30)
    subheads = [Paragraph("Ice", 1), lead, Paragraph("Why", 2), lead, Paragraph("How", 2), lead]
    assert under_headings(subheads) == under_headings([lead])
    assert not in_table([["Party", "Seats"], ["Greens", "12"]])


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("The Sun, 6 March 2018", "6 March 2018"),
        ("Halm Post | March 6, 2018 | p. 4", "March 6, 2018"),
        ("Source: Post (06/03/2018)", "06/03/2018"),
        ("In 2018, 6 ferries sank.", None),
        ("March 2018", None),
    ],
)
def test_a_date_in_a_line(line: str, date: str | None) -> None:
    assert date_in(line) == date


def test_an_opendocument_text_of_several_articles(tmp_path: Path) -> None:
    path = tmp_path / "sample.odt"
    body = "".join(
        f'<text:h text:outline-level="1">{head}</text:h><text:p>Post, 5 March 2018</text:p>'
        f"<text:p>{TEXT}{head}</text:p>"
        for head in HEADS
    )
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text")
    )
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        parts.writestr(
            "content.xml",
            f"<office:document-content{names}><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )
    assert load(path)["title"].tolist() == list(HEADS)


def test_hidden_sheets_and_rows_and_sheets_of_outlets_are_told(tmp_path: Path) -> None:
    book, path = Workbook(), tmp_path / "sample.xlsx"
    book.remove(book.active)
    for name in ("Post", "Sun"):
        sheet = book.create_sheet(name)
        for row in [("Headline", "Text"), *((head, TEXT + head + name) for head in HEADS)]:
            sheet.append(row)
    book["Post"].row_dimensions[3].hidden = True
    book["Sun"].sheet_state = "hidden"
    book.save(path)
    articles = load(path)
    assert len(articles) == 6
    assert reasons(articles, "warning") == [
        "no column of outlets: if 'sheet' names them, columns={'outlet': 'sheet'} reads it",
        "1 row of sheet 'Post' hidden in Excel, by a filter or by hand, and read: 3; delete what "
        "is no data",
        "sheet 'Sun' is hidden in Excel and was read: delete it if it is no data",
    ]
    asked = load(path, columns={"outlet": "sheet"})
    assert asked["outlet"].tolist() == ["Post"] * 3 + ["Sun"] * 3
    assert "no column of outlets" not in str(reasons(asked, "warning"))
