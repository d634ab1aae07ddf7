"""Exports as people have them: cut, pasted together, printed, saved anew, with look-alikes."""

from __future__ import annotations

import re
import textwrap
import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from mediakit.corpus.load import imports, load_articles, report
from tests.corpus.exports import writers
from tests.corpus.exports.test_exports import FIRST, load, words
from tests.corpus.exports.writers import Article
from tests.corpus.readers.test_formats import as_pdf

HARBOUR = Article(
    title="Document shows harbour was sold",
    outlet="Halm am Abend",
    published=date(2019, 12, 11),
    author="Bo Holt",
    section="Letters & Views",
    body=(
        "The harbour was sold in March, a document shows.",
        "Section: the harbour has three of them, and each was sold alone.",
        'Length: 20 metres, says the plan. Holt called it "a gift to the few".',
    ),
)
TRAMS = replace(FIRST, title="Trams stop", body=("Trams stop at night.", "Drivers asked for it."))
ALL = [FIRST, HARBOUR, TRAMS]
Lines = list[tuple[str, bool]]


def check(path: Path, expected: Sequence[Article]) -> pd.DataFrame:
    """Load, and compare title, outlet, day and every word with what was written."""
    found = load(path)
    assert [words(text) for text in found.text] == [words(" ".join(one.body)) for one in expected]
    assert found.title.tolist() == [one.title for one in expected]
    assert found.outlet.tolist() == [one.outlet for one in expected]
    assert [when.date() for when in found.published] == [one.published for one in expected]
    return found


def reasons(found: pd.DataFrame) -> str:
    return " | ".join(report(found).reason)


def each(lines: Lines, change: Callable[[str], str | list[str] | None]) -> Lines:
    """Return lines, each changed, taken out (None) or made into several."""
    made: Lines = []
    for text, begins in lines:
        new = change(text)
        new = [] if new is None else [new] if isinstance(new, str) else new
        made += [(line, begins and n == 0) for n, line in enumerate(new)]
    return made


def after(place: str, *more: str) -> Callable[[str], list[str]]:
    return lambda text: [text, *more] if text == place else [text]


def before(place: str, *more: str) -> Callable[[str], list[str]]:
    return lambda text: [*more, text] if text == place else [text]


WORD: dict[str, tuple[Callable[[str], str | list[str] | None], bool]] = {
    "no heading of the text": (lambda text: None if text == "Body" else text, True),
    "no end, bookmarks": (lambda text: None if "End of Document" in text else text, True),
    "no end, no bookmarks": (lambda text: None if "End of Document" in text else text, False),
    "no rights": (lambda text: None if "Copyright" in text else text, True),
    "plain spaces": (lambda text: text.replace("\u00a0", " "), True),
    "links": (after("Body", "Link to Image", "Link to Story"), True),
    "original": (before("Classification", "View the original document (https://halm.example/1)"),
                 True),
    "rights in the text": (before("Classification", "Copyright 2018 Halm Ltd, by Feed.example"),
                           True),
    "literature": (before("Classification", "Bibliography", "", "Moss, A. (2011) Rents."), True),
    "pages": (after(HARBOUR.body[0], "Page 2 of 3", HARBOUR.title), False),
}  # fmt: skip


@pytest.mark.parametrize("name", WORD)
def test_word_files_with_more_or_less_in_them(tmp_path: Path, name: str) -> None:
    change, marked = WORD[name]
    lines = each(writers.nexis_lines(ALL, "en", cover=True), change)
    writers.write_docx(tmp_path / "a.docx", lines, marked)
    assert reasons(check(tmp_path / "a.docx", ALL)) == ""


def test_fields_behind_a_text_are_told_without_blank_lines(tmp_path: Path) -> None:
    """A copy that a program saved anew has no blank lines and no no-break spaces."""
    lines = each(
        writers.nexis_lines(ALL, "en", False), lambda text: text.replace("\u00a0", " ") or None
    )
    writers.write_docx(tmp_path / "a.docx", lines, False)
    check(tmp_path / "a.docx", ALL)


@pytest.mark.parametrize("marked", [True, False])
def test_two_exports_in_one_file_are_both_read(tmp_path: Path, marked: bool) -> None:
    lines = [
        *writers.nexis_lines([FIRST, HARBOUR], "en", cover=True),
        *writers.nexis_lines([TRAMS], "en", cover=True),
    ]
    writers.write_docx(tmp_path / "a.docx", lines, marked)
    assert imports(check(tmp_path / "a.docx", ALL)).announced.tolist() == [3]


def test_a_list_of_titles_before_the_articles_is_told(tmp_path: Path) -> None:
    listed = [(line, False) for line in ["Table of Contents", *(one.title for one in ALL), ""]]
    writers.write_docx(tmp_path / "a.docx", [*listed, *writers.nexis_lines(ALL, "en", cover=False)])
    found = check(tmp_path / "a.docx", ALL)
    assert reasons(found).startswith("left out, before the first article: 'Table of Contents")
    assert imports(found).announced.tolist() == [3]


@pytest.mark.parametrize("line", ["5/3/2018", "March 2018", "Spring 2018"])
def test_a_date_without_a_day_is_no_outlet(tmp_path: Path, line: str) -> None:
    given = each(
        writers.nexis_lines([FIRST], "en", cover=False),
        lambda text: line if text.startswith("March 5, 2018, ") else text,
    )
    writers.write_docx(tmp_path / "a.docx", given)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = load_articles(tmp_path / "a.docx", clean=False, progress=False)
    assert (found.title[0], found.outlet[0]) == (FIRST.title, FIRST.outlet)
    assert f"date {line!r} was not read" in reasons(found)


def test_an_outlet_is_there_where_the_title_is_not(tmp_path: Path) -> None:
    lines = writers.nexis_lines([replace(FIRST, title="")], "en", cover=False)
    writers.write_docx(tmp_path / "a.docx", lines)
    found = load(tmp_path / "a.docx").iloc[0]
    assert pd.isna(found.title) and found.outlet == FIRST.outlet


def test_no_date_says_when_the_database_took_it_in(tmp_path: Path) -> None:
    given = each(
        writers.nexis_lines([FIRST], "en", cover=False),
        lambda text: None if text.startswith("March 5, 2018, ") else text,
    )
    writers.write_docx(tmp_path / "a.docx", given)
    said = "no date in the export (the database took it in on March 5, 2018)"
    assert said in reasons(load(tmp_path / "a.docx"))


def test_word_files_saved_on_the_web_and_files_inside_them(tmp_path: Path) -> None:
    import zipfile

    writers.nexis_docx(tmp_path / "a.docx", ALL)
    for name, part in (("b.docx", ""), ("c.docx", "<w:altChunk/><w:sectPr")):
        with (
            zipfile.ZipFile(tmp_path / "a.docx") as old,
            zipfile.ZipFile(tmp_path / name, "w") as new,
        ):
            for one in old.namelist():
                content = old.read(one).replace(b"word/document.xml", b"word/document2.xml")
                if part and one == "word/document.xml":
                    content = content.replace(b"<w:sectPr", part.encode(), 1)
                new.writestr(one.replace("word/document.xml", "word/document2.xml").replace(
                    "_rels/document.xml", "_rels/document2.xml"), content)  # fmt: skip
    assert reasons(check(tmp_path / "b.docx", ALL)) == ""
    assert "1 file inside the document not read" in reasons(check(tmp_path / "c.docx", ALL))


OLD_BODY = (
    "GRAPHIC: shown is a street.", "LENGTH: 20 metres.", "Copyright is a right.",
    "NOTES: none were taken.", "SECTION: A is closed.", "CORRECTION: the mayor is Moss.",
    "TYPE: unknown, she said.", "LANGUAGE: plain.", "She left.",
)  # fmt: skip


def test_lines_of_an_older_text_that_look_like_fields_stay(tmp_path: Path) -> None:
    odd = [replace(HARBOUR, title="LENGTH: a study", body=OLD_BODY), TRAMS]
    check(writers.nexis_txt(tmp_path / "a.txt", odd), odd)
    check(writers.nexis_html(tmp_path / "a.html", odd), odd)


def test_older_files_without_numbers_or_comments(tmp_path: Path) -> None:
    text = writers.nexis_txt(tmp_path / "a.txt", ALL).read_text()
    (tmp_path / "a.txt").write_text(re.sub(r"(?m)^ *\d of 3 DOCUMENTS$", "", text))
    check(tmp_path / "a.txt", ALL)
    page = writers.nexis_html(tmp_path / "a.html", ALL)
    page.write_text(re.sub(r"<!--.*?-->", "", page.read_text(), flags=re.DOTALL))
    check(page, ALL)


def test_numbers_that_are_missing_are_named(tmp_path: Path) -> None:
    page = writers.nexis_html(tmp_path / "a.html", ALL[:2], first=201, total=246)
    page.write_text(page.read_text().replace('DOCUMENTS="2"', 'DOCUMENTS="46"'))
    found = load(page)
    assert imports(found).announced.tolist() == [46]
    assert "not in the file: 203 to 246 of 246 documents" in reasons(found)


FACTIVA_BODY = (
    "By the way, it rained.", "IN the end nobody came.", "HD is short for hard disk.",
    "1,200 words were spoken.", "TD Bank said no.", "5 March 2018", "RE the harbour: sold.",
    "AN army of tenants.", "NS Group left.", "Page 3 of 4 was torn.", "She left.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("write", "ending"),
    [(writers.factiva_view, "html"), (writers.factiva_indexed, "html"), (writers.factiva_txt, "txt"),
     (writers.factiva_shown, "txt"), (writers.factiva_rtf_table, "rtf")],
)  # fmt: skip
def test_lines_that_look_like_codes_stay(
    tmp_path: Path, write: Callable[..., Path], ending: str
) -> None:
    odd = [HARBOUR, replace(FIRST, title="1,000 words", body=FACTIVA_BODY), TRAMS]
    check(write(tmp_path / f"a.{ending}", odd), odd)


MENUS = {
    "ja": ("文字", "2018年3月5日", "文書"), "zh": ("字", "2018 年 3 月 5 日", "文件 "),
    "ru": ("слов", "5 Март 2018", "Документ "), "pt": ("palavras", "5 Março 2018", "Documento "),
    "ko": ("단어", "2018년 3월 5일", "문서 "), "xx": ("vortoj", "5 March 2018", "Dokumento "),
}  # fmt: skip


@pytest.mark.parametrize("menu", MENUS)
def test_menus_of_factiva_in_any_language(tmp_path: Path, menu: str) -> None:
    counted, when, document = MENUS[menu]
    page = writers.factiva_view(tmp_path / "a.html", [FIRST])
    text = page.read_text().replace("words</div>", f"{counted}</div>")
    text = text.replace("5 March 2018", when).replace("Document HALM", f"{document}HALM")
    page.write_text(text)
    assert check(page, [FIRST]).article_id.tolist() == [writers.accession(1, FIRST)]


def test_publishers_and_credits_are_neither_text_nor_author(tmp_path: Path) -> None:
    page = writers.factiva_view(tmp_path / "a.html", ALL)
    text = page.read_text().replace("<p></p><p>Document", "<div>Halm Media Ltd</div><p>Document")
    named = f'<div class="author">{FIRST.author}</div>'
    page.write_text(text.replace(named, "<div>Special to The Halm Post</div>", 1))
    found = check(page, ALL)
    assert set(found.factiva_publisher) == {"Halm Media Ltd"}
    assert found.factiva_credit[0] == "Special to The Halm Post" and pd.isna(found.author[0])


def test_two_layouts_in_one_file(tmp_path: Path) -> None:
    coded = writers.factiva_txt(tmp_path / "a.txt", [FIRST, HARBOUR]).read_text()
    shown = writers.factiva_shown(tmp_path / "b.txt", [TRAMS]).read_text()
    (tmp_path / "a.txt").write_text(f"{coded}\n\n{shown}")
    check(tmp_path / "a.txt", ALL)


def test_a_line_of_a_record_that_looks_like_a_later_field_stays(tmp_path: Path) -> None:
    body = ("Title: The Long Rent is a film.", "Database: she built one.", "She left.")
    odd = [HARBOUR, replace(FIRST, body=body)]
    path = writers.proquest_txt(tmp_path / "a.txt", odd)
    path.write_text(path.read_text().replace("Full text:", "Full Text | Newspaper:"))
    check(path, odd)


def test_older_pages_of_europresse(tmp_path: Path) -> None:
    page = writers.europresse_html(tmp_path / "a.html", ALL)
    page.write_text(re.sub(r"<(/?)article>", r"<\1div>", page.read_text()))
    check(page, ALL)
    check(writers.europresse_html(tmp_path / "b.html", ALL[:1]), ALL[:1])


def printed(path: Path, articles: Sequence[Article], lines: Callable[[Article], list[str]]) -> Path:
    """Set articles as a PDF, each on a page of its own."""
    pages = []
    for one in articles:
        y, page = 740.0, []
        for line in lines(one):
            for piece in textwrap.wrap(line.translate({0x201C: '"', 0x201D: '"'}), 70):
                page.append((70.0, y, 11.0, piece))
                y -= 13
            y -= 9
        pages.append(page)
    path.write_bytes(as_pdf(pages))
    return path


def test_exports_printed_to_pdf_are_read(tmp_path: Path) -> None:
    nexis = printed(tmp_path / "a.pdf", ALL, lambda one: [
        one.title, one.outlet, f"{writers.day(one.published)}, Late Edition", "Copyright 2018 Halm Ltd",
        "Section: News; Pg. 7", f"Length: {one.n} words", f"Byline: {one.author}", "Body", *one.body,
        f"Load-Date: {writers.day(one.published)}", "End of Document",
    ])  # fmt: skip
    assert check(nexis, ALL).article_id.tolist() == ["a-1", "a-2", "a-3"]
    factiva = printed(tmp_path / "b.pdf", ALL, lambda one: [
        one.section, one.title, f"By {one.author}", f"{one.n} words",
        writers.plain_day(one.published, "en"), one.outlet, "HALM", "English", "(c) 2018 Halm Ltd.",
        *one.body, f"Document {writers.accession(1, one)}",
    ])  # fmt: skip
    check(factiva, ALL)


RECORDS = {
    "Record Number": "{title}\n\n{outlet} - {day}\n\nSection: {section}\n\n{body}\n\nRecord Number: {n}\n",
    "Gale Document Number": "Title: {title}\n\nFull Text:\n{body}\n\nGale Document Number: GALE|A{n}\n",
    "Dokumentnummer": "{title}\n\n{body}\n\nDokumentnummer: HP{n}\n",
    "news·20…": "{outlet}\n{title}\n\n{body}\n\n© 2018 {outlet} ; news·20180305·HP·{n}\n",
}  # fmt: skip


@pytest.mark.parametrize("mark", RECORDS)
def test_records_of_other_databases_are_counted_and_not_one_text(tmp_path: Path, mark: str) -> None:
    texts = [
        RECORDS[mark].format(n=n, title=one.title, outlet=one.outlet, section=one.section,
                             day=writers.day(one.published), body="\n\n".join(one.body))
        for n, one in enumerate(ALL, 1)
    ]  # fmt: skip
    (tmp_path / "a.txt").write_text("\n\n".join(texts), encoding="utf-8")
    found = load(tmp_path / "a.txt")
    assert imports(found).announced.tolist() == [3]
    assert f"may hold 3 articles of a database (told by {mark!r})" in reasons(found)


@pytest.mark.parametrize(
    "text", ["TY  - NEWS\nT1  - Rents rise\nER  - \n", "@article{a,\n title={Rents rise}\n}\n"]
)
def test_references_are_no_articles(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "b.txt").write_text("Rents rise, Moss said.")
    assert "without texts" in reasons(load(tmp_path))


def test_what_the_stated_lengths_count_is_said(tmp_path: Path) -> None:
    title = "A headline of a dozen words that the database counts as a part"
    long = replace(TRAMS, title=title, body=("Word " * 60,))
    path = writers.nexis_txt(tmp_path / "a.txt", [long, replace(TRAMS, body=("Line " * 40,))])
    path.write_text(path.read_text().replace("LENGTH: 60 words", "LENGTH: 72 words"))
    assert reasons(load(path)).startswith(
        "stated lengths: 1 of 2 texts within 5 %; 1 with headline"
    )


def test_an_export_without_an_article_is_a_row(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<html><body><span class="DocPublicationName"></span></body></html>'
    )
    (tmp_path / "b.txt").write_text("Rents rise, Moss said.")
    assert report(load(tmp_path)).file.str.endswith("a.html").any()


CUT = {
    "nexis.txt": writers.nexis_txt, "factiva.txt": writers.factiva_txt,
    "shown.txt": writers.factiva_shown, "proquest.txt": writers.proquest_txt,
    "nexis.rtf": writers.nexis_rtf, "page.html": writers.factiva_view, "mail.eml": writers.proquest_eml,
}  # fmt: skip


@pytest.mark.parametrize("name", CUT)
def test_a_file_that_was_cut_says_so(tmp_path: Path, name: str) -> None:
    content = CUT[name](tmp_path / name, ALL).read_bytes()
    (tmp_path / name).write_bytes(content[: content.rindex(b"asked for")])
    found = load(tmp_path / name)
    assert found.title[0] == FIRST.title
    assert re.search("cut off|announced|left out, after|stated length", reasons(found))
