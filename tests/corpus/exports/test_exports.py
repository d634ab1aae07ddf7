"""What an export of a news database holds comes out, in each layout and language of the menus."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mediakit.corpus.load import imports, load_articles, report
from mediakit.corpus.readers import HEAD, format_of
from tests.corpus.exports import writers
from tests.corpus.exports.writers import Article

FAST = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to make failures small takes minutes
)
FIRST = Article()
TRAPS = Article(
    title="Moss: “I will not go”",
    outlet="Halm am Abend",
    published=date(2009, 12, 11),
    author="Bo Holt",
    section="Letters & Views",
    edition="Final Edition",
    body=(
        "PHOTO: a look-alike, with a plain space.",
        "Moss: I said so in 2018, and in March 2018.",
        "IN the end nobody came; BY then it was late.",
        "LENGTH: 91 minutes, and every one of them counts.",
        "Language: the word that Holt used was “rent”.",
        'They said "no", twice. Ann\'s answer cost € 5,000 – or 1) nothing 2) all of it.',
        "The last paragraph is a long one that goes on and on, so that a text file has to break it "
        "into several lines, as the older exports do, at the seventy-eighth column of the page.",
    ),
)
CASES: list[tuple[str, str, Callable[..., Path], dict[str, object]]] = [
    *[(f"uni-{code}", "a.docx", writers.nexis_docx, {"language": code}) for code in writers.NEXIS],
    ("uni-bare", "a.DOCX", writers.nexis_docx, {"cover": False}),
    ("uni-unmarked", "a.docx", writers.nexis_docx, {"marked": False}),
    *[
        (f"uni-rtf-{code}", "a.rtf", writers.nexis_rtf, {"language": code})
        for code in writers.NEXIS
    ],
    ("uni-rtf-bare", "a.RTF", writers.nexis_rtf, {"cover": False}),
    *[
        (f"old-html-{code}", "a.html", writers.nexis_html, {"language": code})
        for code in writers.OLD
    ],
    ("old-html-cp1252", "a.HTML", writers.nexis_html, {"language": "de", "encoding": "cp1252"}),
    *[(f"old-txt-{code}", "a.TXT", writers.nexis_txt, {"language": code}) for code in writers.OLD],
    *[
        (f"index-{code}", "a.html", writers.factiva_indexed, {"language": code})
        for code in writers.WORDS
    ],
    *[
        (f"view-{code}", "a.html", writers.factiva_view, {"language": code})
        for code in writers.WORDS
    ],
    ("view-cp1252", "a.htm", writers.factiva_view, {"language": "de", "encoding": "cp1252"}),
    ("xml", "a.xml", writers.factiva_xml, {}),
    ("index-txt", "a.txt", writers.factiva_txt, {"language": "de"}),
    ("index-txt-inline", "a.txt", writers.factiva_txt, {"inline": True}),
    ("index-rtf", "a.rtf", writers.factiva_txt, {"form": "rtf", "language": "fr"}),
    ("index-rtf-table", "a.rtf", writers.factiva_rtf_table, {}),
    *[
        (f"view-txt-{code}", "a.txt", writers.factiva_shown, {"language": code})
        for code in writers.WORDS
    ],
    ("view-rtf", "a.rtf", writers.factiva_shown, {"form": "rtf"}),
    *[
        (f"pq-txt-{code}", "a.txt", writers.proquest_txt, {"language": code})
        for code in writers.PROQUEST
    ],
    *[
        (f"pq-eml-{code}", "a.eml", writers.proquest_eml, {"language": code})
        for code in writers.PROQUEST
    ],
    ("pq-eml-whole", "a.eml", writers.proquest_eml, {"broken": False}),
    ("pq-html", "a.html", writers.proquest_html, {}),
    ("europresse", "a.html", writers.europresse_html, {}),
    ("europresse-en", "a.HTM", writers.europresse_html, {"language": "en"}),
]
every_layout = pytest.mark.parametrize(
    ("name", "write", "options"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)


def load(path: Path) -> pd.DataFrame:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return load_articles(path, clean=False, progress=False)


def words(text: str) -> list[str]:
    return text.split()


@every_layout
def test_what_an_export_holds_comes_out(
    tmp_path: Path, name: str, write: Callable[..., Path], options: dict[str, object]
) -> None:
    articles = [FIRST, TRAPS, replace(FIRST, title="Third", body=("Only one; but whole.",) * 2)]
    found = load(write(tmp_path / name, articles, **options))

    assert found.title.tolist() == [one.title for one in articles]
    assert found.outlet.tolist() == [one.outlet for one in articles]
    assert [when.date() for when in found.published] == [one.published for one in articles]
    assert found.author.tolist() == [one.author for one in articles]
    assert found.section.tolist() == [one.section for one in articles]
    assert [words(text) for text in found.text] == [words(" ".join(one.body)) for one in articles]
    assert [text.count("\n\n") for text in found.text] == [len(one.body) - 1 for one in articles]
    done = imports(found).iloc[0]
    assert (done.announced, done.read, done.skipped) == (3, 3, 0)
    reasons = [reason for reason in report(found).reason if "not UTF-8" not in reason]
    assert reasons == []


@pytest.mark.parametrize(
    "write", [writers.nexis_docx, writers.nexis_rtf, writers.nexis_html, writers.nexis_txt]
)
def test_edition_length_and_rights_are_fields(tmp_path: Path, write: Callable[..., Path]) -> None:
    name = {"nexis_docx": "a.docx", "nexis_rtf": "a.rtf", "nexis_html": "a.html"}
    found = load(write(tmp_path / name.get(write.__name__, "a.txt"), [FIRST, TRAPS])).iloc[0]

    assert (found.edition, found.n_stated, found.language) == ("Late Edition", FIRST.n, "en")
    assert found.nexis_pages in ("7", "7A")
    assert found.nexis_copyright.startswith("Copyright 2018 Halm")
    assert found.nexis_load_date == "March 5, 2018"


LINE = st.sampled_from(
    ["Rents rise", "Moss: no", "PHOTO: an empty street", "“We go”, he said", "IN short", "Body",
     "A & B <said> it", "5 March 2018 was cold", "GRAPHIC: none", "Update: it is over",
     "Title: The Long Rent", "Nobody", "4 people of 20", "Subject: rents"]
)  # fmt: skip
BODIES = st.lists(
    st.tuples(LINE, LINE).map(lambda pair: f"{pair[0]}, {pair[1]} again and on it went."),
    min_size=2,
    max_size=5,
)
ARTICLES = st.lists(
    st.builds(
        Article,
        title=LINE.map(lambda line: f"{line}: the story"),
        outlet=st.sampled_from(["The Halm Post", "Die Halmer Zeitung", "L'Écho de Halm"]),
        published=st.dates(date(1980, 1, 1), date(2030, 12, 31)),
        body=BODIES,
    ),
    min_size=1,
    max_size=4,
)


@FAST
@given(ARTICLES, st.sampled_from(CASES))
def test_any_articles_come_out_of_any_layout(
    tmp_path: Path,
    articles: list[Article],
    case: tuple[str, str, Callable[..., Path], dict[str, object]],
) -> None:
    _, name, write, options = case
    if "cp1252" in options.values():
        articles = [
            replace(one, body=[line.replace("“", "„") for line in one.body]) for one in articles
        ]
    found = load(write(tmp_path / name, articles, **options))

    assert len(found) == len(articles)
    assert found.title.tolist() == [one.title for one in articles]
    assert [when.date() for when in found.published] == [one.published for one in articles]
    assert [words(text) for text in found.text] == [words(" ".join(one.body)) for one in articles]


def test_dates_and_editions_of_all_kinds_are_told_apart(tmp_path: Path) -> None:
    lines = {
        "May 30, 2014 Friday": ("2014-05-30", None),
        "September 30, 2015 Wednesday 9:03 AM GMT": ("2015-09-30 09:03", None),
        "April 16, 2005": ("2005-04-16", None),
        "May 2, 2002, Thursday,, FINAL EDITION": ("2002-05-02", "FINAL EDITION"),
        "January 11, 2018 Thursday, Late Edition - Final": ("2018-01-11", "Late Edition - Final"),
        "Dienstag 10.Dezember 2019": ("2019-12-10", None),
        "10 décembre 2019 mardi 3:00 AM GMT": ("2019-12-10 03:00", None),
        "décembre 10 2019": ("2019-12-10", None),
        "lundi 5 mars 2018": ("2018-03-05", None),
        "5 de marzo de 2018 lunes": ("2018-03-05", None),
        "12 maart 2018 maandag, Ochtendeditie": ("2018-03-12", "Ochtendeditie"),
        "12 Marzo 2018 Lunedì": ("2018-03-12", None),
    }
    for line, (when, edition) in lines.items():
        given = [(text.replace("March 5, 2018, Late Edition", line), begins)
                 for text, begins in writers.nexis_lines([FIRST], "en", cover=False)]  # fmt: skip
        writers.write_docx(tmp_path / "a.docx", given)
        found = load(tmp_path / "a.docx").iloc[0]
        assert (found.title, found.outlet) == (FIRST.title, FIRST.outlet), line
        assert found.published == pd.Timestamp(when), line
        assert (found.edition if pd.notna(found.edition) else None) == edition, line


def test_an_error_stub_costs_one_row(tmp_path: Path) -> None:
    lines = writers.nexis_lines([FIRST], "en", cover=False)
    stub = [("", True), ("We are sorry but there is an error in this document and it is not possible "
            "to display it.", False), ("End of Document", False)]  # fmt: skip
    writers.write_docx(
        tmp_path / "a.docx", [*lines, *stub, *writers.nexis_lines([TRAPS], "en", cover=False)]
    )

    found = load(tmp_path / "a.docx")
    assert found.title.tolist() == [FIRST.title, TRAPS.title]
    assert report(found).reason.str.contains("the database could not show it").sum() == 1
    assert imports(found).announced.tolist() == [3]


def test_what_the_cover_announces_and_is_not_there_is_said(tmp_path: Path) -> None:
    lines = writers.nexis_lines([FIRST, TRAPS], "en", cover=True)
    cut = [n for n, (_, begins) in enumerate(lines) if begins][1]
    writers.write_docx(tmp_path / "a.docx", lines[:cut])

    found = load(tmp_path / "a.docx")
    assert found.title.tolist() == [FIRST.title]
    assert report(found).reason.str.contains("2 articles announced, 1 read").any()


def test_a_last_article_without_an_end_is_read(tmp_path: Path) -> None:
    lines = writers.nexis_lines([FIRST, TRAPS], "en", cover=True)
    writers.write_docx(tmp_path / "a.docx", lines[:-7])

    found = load(tmp_path / "a.docx")
    assert found.title.tolist() == [FIRST.title, TRAPS.title]
    assert words(found.text[1]) == words(" ".join(TRAPS.body))


def test_entities_left_in_fields_are_read(tmp_path: Path) -> None:
    writers.nexis_docx(tmp_path / "a.docx", [replace(FIRST, title="Moss &amp; Sons &#8211; gone")])
    assert load(tmp_path / "a.docx").title.tolist() == ["Moss & Sons – gone"]


def test_a_part_of_a_search_is_no_loss_and_a_gap_is_one(tmp_path: Path) -> None:
    writers.nexis_txt(tmp_path / "a.txt", [FIRST, TRAPS], first=501, total=1200)
    found = load(tmp_path / "a.txt")
    assert imports(found).announced.tolist() == [2]
    assert report(found).reason.tolist() == ["a part of a search: 501 to 502 of 1,200 documents"]

    text = (tmp_path / "a.txt").read_text().replace("502 of 1200", "503 of 1200")
    (tmp_path / "a.txt").write_text(text)
    assert (
        report(load(tmp_path / "a.txt")).reason.str.contains("3 articles announced, 2 read").any()
    )


def test_a_length_that_is_not_the_stated_one_is_said(tmp_path: Path) -> None:
    writers.nexis_txt(tmp_path / "a.txt", [TRAPS])
    text = (tmp_path / "a.txt").read_text().replace(f"LENGTH: {TRAPS.n} words", "LENGTH: 500 words")
    (tmp_path / "a.txt").write_text(text)
    assert report(load(tmp_path / "a.txt")).reason.tolist() == [
        f"stated length 500 words, but {TRAPS.n} were read"
    ]


def test_an_article_without_text_is_a_row_of_the_report(tmp_path: Path) -> None:
    writers.nexis_html(tmp_path / "a.html", [replace(FIRST, body=()), TRAPS])
    found = load(tmp_path / "a.html")
    assert found.title.tolist() == [TRAPS.title]
    assert report(found).reason.str.startswith(f"no text in the export of '{FIRST.title}'").any()


def test_documents_without_a_headline_and_with_stray_blocks(tmp_path: Path) -> None:
    page = writers.nexis_html(tmp_path / "a.html", [FIRST])
    text = page.read_text().replace(f'<SPAN CLASS="c2">{FIRST.title}</SPAN>', "")
    text = text.replace("Newspaper", "Newspaper</SPAN></P></DIV><BR><DIV><P><SPAN>MATP")
    page.write_text(text)
    found = load(page).iloc[0]
    assert pd.isna(found.title)
    assert (found.outlet, found.text) == (FIRST.outlet, "\n\n".join(FIRST.body))


def test_two_empty_lines_inside_an_article_do_not_end_it(tmp_path: Path) -> None:
    lines = writers.nexis_lines([TRAPS], "en", cover=True)
    spaced = [pair for line, begins in lines for pair in ((line, begins), *(
        [("", False), ("", False)] if line in TRAPS.body else []))]  # fmt: skip
    writers.write_docx(tmp_path / "a.docx", spaced)
    assert words(load(tmp_path / "a.docx").text[0]) == words(" ".join(TRAPS.body))


def test_an_empty_and_an_anonymous_field_are_none(tmp_path: Path) -> None:
    writers.proquest_txt(tmp_path / "a.txt", [replace(FIRST, author="Anonymous")])
    found = load(tmp_path / "a.txt").iloc[0]
    assert pd.isna(found.author) and "proquest_abstract" not in found


def test_an_unknown_language_of_the_menus_is_read_by_the_bookmarks(tmp_path: Path) -> None:
    names = {"Section": "Dział", "Length": "Długość", "Byline": "Podpis", "Body": "Treść",
             "Language": "Język", "Load-Date": "Załadowano", "End of Document": "Koniec",
             "Classification": "Klasyfikacja"}  # fmt: skip
    lines = [
        (text, begins) for text, begins in writers.nexis_lines([FIRST, TRAPS], "en", cover=False)
    ]
    named = [(names.get(text.strip(), text), begins) for text, begins in lines]
    for english, other in names.items():
        named = [
            (text.replace(f"{english}:\u00a0", f"{other}:\u00a0"), begins) for text, begins in named
        ]
    parts = {"Treść": "Body", "Klasyfikacja": "Classification"}
    writers.write_docx(tmp_path / "a.docx", named, parts=parts)

    found = load(tmp_path / "a.docx")
    assert found.title.tolist() == [FIRST.title, TRAPS.title]
    assert [words(text) for text in found.text] == [
        words(" ".join(one.body)) for one in (FIRST, TRAPS)
    ]
    assert found["nexis_długość"].tolist() == [f"{FIRST.n} words", f"{TRAPS.n} words"]


def test_lists_and_fields_before_the_text_in_older_pages(tmp_path: Path) -> None:
    page = writers.nexis_html(tmp_path / "a.html", [FIRST])
    before = "<BR><DIV><P><SPAN>SUBJECT: </SPAN><SPAN>RENTS (90%)</SPAN></P></DIV>"
    listed = "</DIV><BR><UL><LI><P>&bull;</P><DIV><P>First point</P></DIV></LI></UL><DIV><P>"
    text = page.read_text().replace('<BR><DIV><P CLASS="c9">', f'{before}<BR><DIV><P CLASS="c9">')
    page.write_text(text.replace("Nobody asked", f"And:</P>{listed}Nobody asked"))

    found = load(page).iloc[0]
    assert found.subjects == "RENTS (90%)"
    assert words(found.text) == words("Rents rise, Moss said. And: • First point Nobody asked why.")


def test_an_article_view_without_ids_is_read(tmp_path: Path) -> None:
    page = writers.factiva_view(tmp_path / "a.html", [FIRST, TRAPS])
    page.write_text(re.sub(r'<div id="article-\w+" class="article">', "<div>", page.read_text()))
    found = load(page)
    assert found.title.tolist() == [FIRST.title, TRAPS.title]
    assert found.article_id.tolist() == [writers.accession(1, FIRST), writers.accession(2, TRAPS)]


def test_an_edition_over_several_lines(tmp_path: Path) -> None:
    text = writers.nexis_txt(tmp_path / "a.txt", [FIRST]).read_text()
    (tmp_path / "a.txt").write_text(
        text.replace(FIRST.edition.center(78), "Edition 1;\n     Scotland")
    )
    assert load(tmp_path / "a.txt").edition.tolist() == ["Edition 1; Scotland"]


def test_a_page_that_was_cut_off_says_so(tmp_path: Path) -> None:
    page = writers.factiva_view(tmp_path / "a.html", [FIRST, TRAPS])
    page.write_text(page.read_text().rpartition("<p")[0])
    found = load(page)
    assert found.title.tolist() == [FIRST.title, TRAPS.title]
    assert report(found).reason.str.startswith("the page has no end").any()


def test_a_text_in_utf_16_is_read(tmp_path: Path) -> None:
    text = writers.nexis_txt(tmp_path / "a.txt", [FIRST, TRAPS]).read_text()
    (tmp_path / "a.txt").write_text(text, encoding="utf-16")
    assert load(tmp_path / "a.txt").title.tolist() == [FIRST.title, TRAPS.title]


def test_exports_in_an_archive_and_a_folder_are_told_by_content(tmp_path: Path) -> None:
    writers.nexis_docx(tmp_path / "one.DOCX", [FIRST], cover=False)
    writers.nexis_docx(tmp_path / "two.docx", [TRAPS], cover=False)
    (tmp_path / ".~lock.one.DOCX#").write_text("someone,pc,file")
    (tmp_path / "~$one.DOCX").write_bytes(b"someone")
    assert load(tmp_path).title.tolist() == [FIRST.title, TRAPS.title]
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for name in ("one.DOCX", "two.docx"):
            archive.write(tmp_path / name, name)
    assert load(tmp_path / "all.zip").title.tolist() == [FIRST.title, TRAPS.title]


@pytest.mark.parametrize("blank", ["\u00a0", " "])
def test_a_text_made_of_a_word_file_is_read(tmp_path: Path, blank: str) -> None:
    lines = writers.nexis_lines([FIRST, TRAPS], "en", cover=True)
    text = "\n".join(line.strip("\n") for line, _ in lines).replace("\u00a0", blank)
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    found = load(tmp_path / "a.txt")
    assert found.title.tolist() == [FIRST.title, TRAPS.title]
    assert [words(one) for one in found.text] == [
        words(" ".join(one.body)) for one in (FIRST, TRAPS)
    ]
    assert imports(found).announced.tolist() == [2]

    loose = [(line.replace("\u00a0", blank), begins) for line, begins in lines]
    writers.write_docx(tmp_path / "b.docx", loose, marked=False)
    assert load(tmp_path / "b.docx").title.tolist() == [FIRST.title, TRAPS.title]


PLAIN = {
    "story.txt": "Rents rise\n\nBy Ann Moss\n\nHD is short for hard disk. IN the end 30 words were enough.\n",
    "list.txt": "LENGTH: 91 minutes\n\n1 of 20 people came.\n\nDocument everything, she said.\n",
    "rule.txt": "Rents rise.\n\n" + "_" * 70 + "\n\nNote: the rest is here.\n",
    "page.html": "<html><head><title>Factiva, Nexis and ProQuest compared</title></head><body><article>"
    "<h1>Databases</h1>" + "<p>Nexis and Factiva are databases of news, said Ann Moss.</p>" * 8 + "</article></body></html>",
    "feed.xml": "<rss><channel><item><title>Rents</title></item></channel></rss>",
    "letter.eml": "From: a@halm.example\nSubject: ProQuest\n\nDear Bo,\n\nProQuest is down.\n",
    "table.csv": "title,text\nRents rise,\"Full text: Moss said so.\"\n",
    "note.rtf": writers.rtf(["Rents rise", "Moss: so it is. Section: none."]),
}  # fmt: skip


@pytest.mark.parametrize("name", PLAIN)
def test_other_files_are_no_exports(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(PLAIN[name], encoding="utf-8")
    form = format_of(path, path.read_bytes()[:HEAD])
    assert form is None or "export" not in form.name


def test_a_plain_word_file_is_no_export(tmp_path: Path) -> None:
    writers.write_docx(tmp_path / "a.docx", [("Rents rise", True), ("Body", False), ("Moss said so.", False),
                                             ("End of Document", False), ("Section: none", False)])  # fmt: skip
    path = tmp_path / "a.docx"
    form = format_of(path, path.read_bytes()[:HEAD])
    assert form is not None and form.name == "Word document"
