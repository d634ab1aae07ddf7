"""Formats beyond tables and plain text: what is written in one is read back from it."""

from __future__ import annotations

import email.message
import email.policy
import email.utils
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediakit.corpus.columns import recognise
from mediakit.corpus.load import imports, load_articles, report
from mediakit.corpus.readers import (
    ENDINGS,
    FORMATS,
    conllu,
    feed,
    gdelt,
    mail,
    newsml,
    odt,
    pdf,
    rtf,
    web,
)
from mediakit.corpus.readers.records import find_records, open_fields


class Story(NamedTuple):
    title: str
    paragraphs: tuple[str, ...]
    outlet: str = "Halm Post"
    author: str = "Ann Lee"
    day: datetime = datetime(2018, 3, 5, 10, 0, tzinfo=UTC)

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


STORIES = [
    Story(
        "Bridge closes – now",
        ("“We were not told,” said Ida Holt.", "The café & the quay <both> stay shut."),
    ),
    Story(
        "Rents fall",
        ("Rents fell by 3%.", "„Nie wieder“, sagte Bo Lind.", "He left."),
        "The Sun",
        "Bo Lind",
    ),
]
WORDS = st.sampled_from(
    "taxes “rise” café R&D 5<7 don’t naïve; ‘no’ ß-Bahn „Nie“ {x} back\\slash 100% it From a(b) Straße".split()
)
SENTENCES = st.lists(WORDS, min_size=2, max_size=9).map(
    lambda words: " ".join(["Holt", *words]) + "."
)
PLAIN = st.builds(
    Story,
    title=st.lists(WORDS, min_size=1, max_size=4).map(lambda words: " ".join(["Bridge", *words])),
    outlet=st.just("Halm Post"),
    author=st.just("Ann Lee"),
    paragraphs=st.lists(SENTENCES, min_size=1, max_size=4).map(tuple),
    day=st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1)).map(lambda day: day.replace(microsecond=0, tzinfo=UTC)),
)  # fmt: skip
MANY = st.lists(PLAIN, min_size=1, max_size=4)
QUICK = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def load(source: Any, **options: Any) -> pd.DataFrame:
    return load_articles(source, progress=False, **options)


def reasons(articles: pd.DataFrame) -> list[str]:
    return report(articles)["reason"].tolist()


# ---------------------------------------------------------------------------------- writers


def as_html(story: Story) -> str:
    return "".join(f"<p>{escape(one, quote=False)}</p>" for one in story.paragraphs)


def write_rss(path: Path, stories: list[Story]) -> Path:
    items = "".join(
        f"<item><title>{escape(one.title)}</title><link>http://post.example/{number}</link><dc:creator>{one.author}"
        f"</dc:creator><pubDate>{email.utils.format_datetime(one.day)}</pubDate>"
        f"<content:encoded>{escape(as_html(one))}</content:encoded></item>"
        for number, one in enumerate(stories)
    )
    path.write_text(
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{stories[0].outlet}</title>{items}'
        "</channel></rss>", encoding="utf-8",
    )  # fmt: skip
    return path


def write_nitf(path: Path, stories: list[Story]) -> Path:
    one = stories[0]
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?><nitf><head><docdata><date.issue norm="{one.day:%Y%m%dT%H%M%SZ}"/></docdata>'
        f'<pubdata name="{one.outlet}"/></head><body><body.head><hedline><hl1>{escape(one.title)}</hl1></hedline><byline>'
        f"{one.author}</byline></body.head><body.content><media><media-caption>A caption.</media-caption></media><block>"
        f"{as_html(one)}</block></body.content></body></nitf>", encoding="utf-8",
    )  # fmt: skip
    return path


def write_newsml(path: Path, stories: list[Story]) -> Path:
    items = "".join(
        f'<newsItem guid="g{number}"><itemMeta><provider literal="{one.outlet}"/><firstCreated>{one.day.isoformat()}'
        f"</firstCreated></itemMeta><contentMeta><headline>{escape(one.title)}</headline><by>{one.author}</by></contentMeta>"
        f'<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{as_html(one)}'
        "</body></html></inlineXML></contentSet></newsItem>"
        for number, one in enumerate(stories)
    )
    path.write_text(
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>'
        f"{items}</itemSet></newsMessage>",
        encoding="utf-8",
    )
    return path


def as_mail(story: Story, html: bool = True) -> bytes:
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"], message["Subject"] = f"{story.outlet} <news@post.example>", story.title
    message["Date"] = email.utils.format_datetime(story.day)
    message["Message-ID"] = "<1@post.example>"
    message.set_content("See the other part." if html else story.text)
    if html:
        message.add_alternative(
            f"<html><body><div style='display:none'>Preheader</div>{as_html(story)}</body></html>",
            subtype="html",
        )
    return message.as_bytes()


def write_mail(path: Path, stories: list[Story]) -> Path:
    path.write_bytes(as_mail(stories[0]))
    return path


def write_mailbox(path: Path, stories: list[Story]) -> Path:
    path.write_bytes(
        b"\n".join(b"From a@b Mon Mar  5 10:00:00 2018\n" + as_mail(one) for one in stories)
    )
    return path


def write_mht(path: Path, stories: list[Story]) -> Path:
    message = email.message.EmailMessage()
    message["From"], message["Subject"] = "<Saved by Blink>", stories[0].title
    message["Snapshot-Content-Location"], message["MIME-Version"] = "https://post.example/a", "1.0"
    message["Date"] = "Tue, 6 Mar 2018 08:00:00 -0000"
    message.set_content(page(stories[0]), subtype="html")
    message.add_related(b"GIF89a", "image", "gif")
    path.write_bytes(message.as_bytes())
    return path


def page(story: Story, extra: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{escape(story.title)} | {story.outlet}</title>"
        f"<meta property='og:title' content='{escape(story.title)}'><meta property='og:site_name' content='{story.outlet}'>"
        f"<meta name='author' content='{story.author}'><meta property='article:published_time' content='{story.day.isoformat()}'>"
        f"</head><body><nav><a href='/'>Home</a> <a href='/s'>Sport</a></nav><article><h1>{escape(story.title)}</h1>"
        f"{as_html(story)}{extra}</article><footer>All rights reserved.</footer></body></html>"
    )  # fmt: skip


def write_page(path: Path, stories: list[Story]) -> Path:
    path.write_text(page(stories[0]), encoding="utf-8")
    return path


def write_rtf(path: Path, stories: list[Story]) -> Path:
    def said(text: str) -> str:
        plain = "".join(rf"\{c}" if c in "{}\\" else c for c in text)
        return "".join(c if ord(c) < 128 else rf"\u{ord(c)}?" for c in plain)

    one = stories[0]
    body = "".join(rf"\pard {said(paragraph)}\par" + "\n" for paragraph in one.paragraphs)
    path.write_text(
        rf"{{\rtf1\ansi\ansicpg1252{{\info{{\title {said(one.title)}}}{{\author {one.author}}}}}{{\fonttbl{{\f0 Times;}}}}"
        rf"{{\pict\pngblip {'89504e47' * 40}}}\f0\fs24 {body}}}", encoding="ascii",
    )  # fmt: skip
    return path


ODF = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def write_odt(path: Path, stories: list[Story], given: str | None = None) -> Path:
    one = stories[0]
    body = given or "".join(f"<text:p>{escape(paragraph)}</text:p>" for paragraph in one.paragraphs)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "mimetype", "application/vnd.oasis.opendocument.text", compress_type=zipfile.ZIP_STORED
        )
        file.writestr(
            "content.xml",
            f"<office:document-content {ODF}><office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        file.writestr(
            "meta.xml",
            f"<office:document-meta {ODF}><office:meta><dc:title>{escape(one.title)}</dc:title><dc:creator>{one.author}</dc:creator></office:meta></office:document-meta>",
        )
    return path


def write_conllu(path: Path, stories: list[Story]) -> Path:
    lines = []
    for number, one in enumerate(stories):
        lines += [f"# newdoc id = d{number}", f"# date = {one.day.isoformat()}"]
        lines += [f"# title = {one.title}", f"# source = {one.outlet}", f"# author = {one.author}"]
        for paragraph in one.paragraphs:
            lines.append("# newpar")
            words = paragraph[:-1].split(" ")
            for place, word in enumerate([*words, paragraph[-1]], 1):
                space = "SpaceAfter=No" if place == len(words) else "_"
                lines.append(f"{place}\t{word}\t_\tX\t_\t_\t0\tdep\t_\t{space}")
            lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def as_pdf(pages: list[list[tuple[float, float, float, str]]]) -> bytes:
    """Write a PDF of lines: x, y, size and text (Latin-1 with WinAnsi marks)."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    kids = []
    for lines in pages:
        content = b"".join(
            b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n"
            % (size, x, y, text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)"))
            for x, y, size, text in lines
        )  # fmt: skip
        objects.append(b"<< /Length %d >>\nstream\n%sendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (
        b" ".join(b"%d 0 R" % kid for kid in kids), len(kids),
    )  # fmt: skip
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, 2)
    for number, one in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, one))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))  # fmt: skip
    return out.getvalue()


def typeset(story: Story, width: int = 60, x: float = 70) -> list[tuple[float, float, float, str]]:
    """Set paragraphs in lines, a gap between them."""
    lines, y = [], 760.0
    for paragraph in story.paragraphs:
        row = ""
        for word in paragraph.split(" "):
            if row and len(row) + len(word) > width:
                lines.append((x, y, 11.0, row))
                row, y = "", y - 13
            row = f"{row} {word}".strip()
        lines.append((x, y, 11.0, row))
        y -= 26
    return lines


def write_pdf(path: Path, stories: list[Story]) -> Path:
    path.write_bytes(as_pdf([typeset(stories[0])]))
    return path


def write_feather(path: Path, stories: list[Story]) -> Path:
    rows = [
        {"title": s.title, "text": s.text, "outlet": s.outlet, "author": s.author, "date": s.day}
        for s in stories
    ]
    pd.DataFrame(rows).to_feather(path)
    return path


WRITERS: dict[str, tuple[Callable[[Path, list[Story]], Path], bool]] = {  # ending -> writer, whether of many articles
    ".rss": (write_rss, True), ".atom": (write_rss, True), ".mbox": (write_mailbox, True), ".eml": (write_mail, False),
    ".mht": (write_mht, False), ".mhtml": (write_mht, False), ".html": (write_page, False), ".htm": (write_page, False),
    ".xhtml": (write_page, False), ".rtf": (write_rtf, False), ".odt": (write_odt, False), ".conllu": (write_conllu, True),
    ".pdf": (write_pdf, False), ".feather": (write_feather, True), ".arrow": (write_feather, True),
}  # fmt: skip
ELSEWHERE = {
    ".csv",
    ".tsv",
    ".tab",
    ".xlsx",
    ".xlsm",
    ".jsonl",
    ".ndjson",
    ".json",
    ".parquet",
    ".txt",
    ".text",
    ".docx",
    ".docm",
}
LONG = Story(
    "Bridge closes",
    (
        "The council of Halm voted on Monday to close the northern bridge for a year, a decision that sends cars through town.",
        "“We were not told,” said Ida Holt, who runs the café at the quay & the <old> mill.",
        "The bridge was built in 1968 and rebuilt after the flood of 1987, and engineers have watched its piers since spring.",
    ),
)


def test_every_ending_is_tested() -> None:
    assert set(WRITERS) | ELSEWHERE >= set(ENDINGS)


@pytest.mark.parametrize("ending", [*WRITERS, ".nitf", ".newsml"])
@pytest.mark.parametrize("named", [True, False], ids=["by its ending", "called .txt"])
def test_what_is_written_is_read_back(tmp_path: Path, ending: str, named: bool) -> None:
    write, many = {**WRITERS, ".nitf": (write_nitf, False), ".newsml": (write_newsml, True)}[ending]
    path = write(
        tmp_path / (f"a{ending}" if named else "a.txt"), [LONG, *STORIES] if many else [LONG]
    )
    articles = load(path)
    stories = [LONG, *STORIES] if many else [LONG]
    assert articles["text"].tolist() == [one.text for one in stories]
    if ending != ".pdf":  # its properties name no title
        assert articles["title"].tolist() == [one.title for one in stories]
    if ending not in (".pdf", ".rtf", ".odt"):
        assert articles["outlet"].tolist()[0] == "Halm Post"
        assert articles["published_utc"].tolist() == [pd.Timestamp(one.day) for one in stories]
    if ending not in (".pdf", ".eml", ".mbox"):
        assert articles["author"].tolist()[0] == "Ann Lee"
    assert imports(articles)["read"].tolist() == [len(stories)]


@pytest.mark.parametrize(
    ("write", "read", "fits"),
    [
        (write_rss, feed.read, feed.fits),
        (write_newsml, newsml.read, newsml.fits),
        (write_mailbox, mail.read_mailbox, mail.fits_mailbox),
        (write_conllu, conllu.read, conllu.fits),
    ],
    ids=["feed", "NewsML", "mailbox", "CoNLL-U"],
)
@QUICK
@given(stories=MANY)
def test_formats_of_many_articles(
    tmp_path: Path, write: Any, read: Any, fits: Any, stories: list[Story]
) -> None:
    path = write(tmp_path / "a.x", stories)
    assert fits(path, path.read_bytes()[: 2**16])
    rows = list(read(path))
    assert [row["text"] for row in rows] == [one.text for one in stories]
    assert [row["title"] for row in rows] == [one.title for one in stories]


@pytest.mark.parametrize(
    ("write", "read", "fits"),
    [(write_rtf, rtf.read, rtf.fits), (write_odt, odt.read, odt.fits), (write_mail, mail.read_mail, mail.fits_mail),
     (write_nitf, newsml.read, newsml.fits)],
    ids=["RTF", "ODT", "mail", "NITF"],
)  # fmt: skip
@QUICK
@given(story=PLAIN)
def test_formats_of_one_article(
    tmp_path: Path, write: Any, read: Any, fits: Any, story: Story
) -> None:
    path = write(tmp_path / "a.x", [story])
    assert fits(path, path.read_bytes()[: 2**16])
    (row,) = read(path)
    assert (row["title"], row["text"]) == (story.title, story.text)


# -------------------------------------------------------------------------------------- PDF


@QUICK
@given(story=PLAIN, width=st.integers(20, 70))
def test_lines_of_a_pdf_become_paragraphs(tmp_path: Path, story: Story, width: int) -> None:
    (tmp_path / "a.pdf").write_bytes(as_pdf([typeset(story, width)]))
    (row,) = pdf.read(tmp_path / "a.pdf")
    assert row["text"].replace(" ", "") == story.text.replace(" ", "") or "-" in story.text


def pages_with_heads(number: int) -> list[list[tuple[float, float, float, str]]]:
    return [
        [
            (70, 800, 9, f"HALM POST, 5 March 2018, page {page}"),
            *((70, 760 - 13 * line, 11, f"{'abcdefghijkl'[line:]}{'xyzw'[page - 1]} says that the bridge is shut") for line in range(12)),
            (290, 40, 9, f"{page}"),
        ]
        for page in range(1, number + 1)
    ]  # fmt: skip


def test_running_heads_and_page_numbers_go_and_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(as_pdf(pages_with_heads(4)))
    articles = load(tmp_path)
    text = articles["text"].iloc[0]
    assert "HALM POST" not in text and text.count("defghijkl") == 16
    assert text.endswith("the bridge is shut")
    assert any(
        "8 running heads or page numbers taken out" in reason for reason in reasons(articles)
    )


def test_hyphens_at_line_ends_go_but_those_of_words_stay(tmp_path: Path) -> None:
    lines = [
        "A well-known engi-",
        "neer called the well-",
        "known bridge of the Franco-",
        "German council shut.",
    ]
    (tmp_path / "a.pdf").write_bytes(
        as_pdf([[(70, 700 - 13 * n, 11, one) for n, one in enumerate(lines)]])
    )
    articles = load(tmp_path)
    assert articles["text"].tolist() == [
        "A well-known engineer called the well-known bridge of the Franco-German council shut."
    ]
    assert any("1 hyphen at line ends taken out" in reason for reason in reasons(articles))


def test_columns_that_the_file_has_row_by_row_are_read_one_after_the_other(tmp_path: Path) -> None:
    rows = [
        (x, 700 - 13 * row, 11, f"{side} column row {row} says something")
        for row in range(10)
        for x, side in ((60, "Left"), (320, "Right"))
    ]
    (tmp_path / "a.pdf").write_bytes(as_pdf([rows]))
    articles = load(tmp_path)
    assert articles["text"].iloc[0].split().count("Left") == 10
    assert articles["text"].iloc[0].rindex("Left") < articles["text"].iloc[0].index("Right")
    assert any("columns read one after the other" in reason for reason in reasons(articles))


def test_a_scan_is_refused_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(as_pdf([[], []]))
    with pytest.raises(ValueError, match=r"a scan: 2 pages without any text.*ocrmypdf"):
        load(tmp_path / "a.pdf")


# ------------------------------------------------------------------------- pages, ODT, mails


def test_a_page_keeps_marks_blocks_paragraphs_and_gives_its_captions(tmp_path: Path) -> None:
    extra = (
        "<p>She said <q>we <i>go</i></q> and left.</p><blockquote><p>It is over.</p><p>All of it.</p></blockquote>"
        "<figure><img src='a.jpg'><figcaption>Ida Holt at the quay. Photo: Bo Lind</figcaption></figure>"
    )
    (tmp_path / "a.html").write_text(page(LONG, extra), encoding="utf-8")
    (row,) = web.read(tmp_path / "a.html")
    assert row["text"] == "\n\n".join(
        [*LONG.paragraphs, "She said “we go” and left.", "It is over.", "All of it."]
    )
    assert row["captions"] == "Ida Holt at the quay. Photo: Bo Lind"


def test_the_moment_that_a_page_states_keeps_its_zone(tmp_path: Path) -> None:
    stated = page(LONG).replace(LONG.day.isoformat(), "2018-03-05T10:00:00+01:00")
    (tmp_path / "a.html").write_text(stated, encoding="utf-8")
    row = load(tmp_path).iloc[0]
    assert row["published"] == pd.Timestamp("2018-03-05 10:00")
    assert row["published_utc"] == pd.Timestamp("2018-03-05 09:00", tz="UTC")


def test_a_page_that_is_long_because_of_its_scripts_is_read(tmp_path: Path) -> None:
    script = "<script>" + "var a = 1;\n" * 200_000 + "</script>"
    (tmp_path / "a.html").write_text(page(LONG, script), encoding="utf-8")
    assert load(tmp_path)["text"].tolist() == [LONG.text]


def test_open_document_leaves_out_what_is_no_text(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes>"
        "<text:p>One<text:s text:c='2'/>two<text:line-break/>three.<office:annotation><text:p>A comment.</text:p></office:annotation></text:p>"
        "<text:p>Four<text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note>.</text:p>"
    )
    write_odt(tmp_path / "a.odt", [LONG], body)
    (row,) = odt.read(tmp_path / "a.odt")
    assert row["text"] == "One  two\nthree.\n\nFour."


def test_an_attachment_is_told(tmp_path: Path) -> None:
    message = email.message_from_bytes(as_mail(LONG, html=False), policy=email.policy.default)
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")  # type: ignore[attr-defined]
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    articles = load(tmp_path)
    assert articles["text"].tolist() == [LONG.text]
    assert reasons(articles) == ["attachments are not read: a.pdf"]


def test_a_summary_of_a_feed_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(
        "<rss version='2.0'><channel><title>Halm Post</title><item><title>Rents</title>"
        "<description>Rents &lt;b&gt;fall&lt;/b&gt;.</description></item></channel></rss>"
    )
    articles = load(tmp_path)
    assert articles["text"].tolist() == ["Rents fall."]
    assert reasons(articles) == ["only the summary that the feed gives, not the whole article"]


def test_entities_of_xml_are_not_resolved(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "a.xml").write_text(
        f'<!DOCTYPE nitf [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}"><!ENTITY a "aaaa">'
        '<!ENTITY b "&a;&a;&a;&a;">]><nitf><body><body.content><p>One &x;&b; two.</p></body.content></body></nitf>'
    )
    text = load(tmp_path / "a.xml")["text"].iloc[0]
    assert "secret" not in text and "aaaa" not in text and text.startswith("One")


def test_tokens_of_a_treebank_become_text_again(tmp_path: Path) -> None:
    (tmp_path / "a.conllu").write_text(
        "# newdoc id = d1\n1\tTaxes\t_\tN\t_\t_\t0\troot\t_\t_\n2-3\tcannot\t_\t_\t_\t_\t_\t_\t_\t_\n"
        "2\tcan\t_\tV\t_\t_\t1\tx\t_\t_\n3\tnot\t_\tV\t_\t_\t1\tx\t_\t_\n3.1\tghost\t_\tV\t_\t_\t_\t_\t_\t_\n"
        "4\trise\t_\tV\t_\t_\t1\tx\t_\tSpaceAfter=No\n5\t.\t_\tP\t_\t_\t1\tx\t_\t_\n\n"
        "# newdoc id = d2\n# text = Nobody  asked.\n1\tNobody\t_\tN\t_\t_\t0\troot\t_\t_\n\n"
    )
    rows = list(conllu.read(tmp_path / "a.conllu"))
    assert [(row["article_id"], row["text"]) for row in rows] == [
        ("d1", "Taxes cannot rise."),
        ("d2", "Nobody  asked."),
    ]


# --------------------------------------------------------------------------------------- JSON

ITEMS = [
    {"title": f"T{n}", "content": f"Text {n}.", "url": f"http://post.example/{n}"} for n in range(3)
]


@pytest.mark.parametrize(
    ("content", "expected", "told"),
    [
        ({"status": "ok", "totalResults": 1000, "articles": ITEMS}, 3, "states 1,000 results (totalResults) and holds 3"),
        ({"response": {"docs": ITEMS, "meta": {"hits": 50}}}, 3, "states 50 results"),
        ({"a": {"b": {"c": [{"d": {"article": ITEMS[0]}}]}}}, 1, None),
        ({"2018-03-05": ITEMS[:2], "2018-03-06": ITEMS[2:]}, 3, None),
        ([{"outlet": "Post", "articles": ITEMS[:2]}, {"outlet": "Sun", "articles": ITEMS[2:]}], 3, None),
        ({"title": [one["title"] for one in ITEMS], "text": [one["content"] for one in ITEMS]}, 3, None),
        ({"text": {"0": "a", "1": "b"}, "title": {"0": "x", "1": "y"}}, 2, None),
        ({"columns": ["title", "text"], "index": [0], "data": [["x", "a"]]}, 1, None),
        ({"a1": {"text": "One."}, "a2": {"text": "Two."}}, 2, None),
        (["One whole text.", "Another text."], 2, None),
        ({"title": "x", "text": ["p1", "p2"], "tags": [{"id": 1, "n": 2}]}, 1, None),
    ],
)  # fmt: skip
def test_articles_are_found_wherever_they_are(
    content: Any, expected: int, told: str | None
) -> None:
    found = find_records(content)
    assert len(found.items) == expected
    for one in found.items:
        assert "text" in map(recognise, open_fields(one))
    assert any(told in note for note in found.notes) if told else not found.notes


def test_fields_one_level_down_are_columns(tmp_path: Path) -> None:
    item = {
        "id": "a/b",
        "webTitle": "T",
        "webPublicationDate": "2018-03-05T10:00:00Z",
        "fields": {"bodyText": "B.", "byline": "Ann Lee"},
    }
    (tmp_path / "a.json").write_text(
        json.dumps({"response": {"total": 1, "results": [item, item | {"id": "c"}]}})
    )
    articles = load(tmp_path / "a.json")
    assert articles[["article_id", "title", "text", "author"]].values.tolist()[0] == [
        "a/b",
        "T",
        "B.",
        "Ann Lee",
    ]


@pytest.mark.parametrize(
    "wrap",
    [lambda items: items, lambda items: {"data": {"articles": items}}],
    ids=["list", "wrapped"],
)
def test_a_large_file_is_read_item_by_item(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wrap: Any
) -> None:
    (tmp_path / "a.json").write_text(json.dumps(wrap(ITEMS)))
    whole = load(tmp_path / "a.json")
    monkeypatch.setattr("mediakit.corpus.readers.jsonlines.LARGE", 10)
    parts = load(tmp_path / "a.json")
    pd.testing.assert_frame_equal(whole, parts)


# ------------------------------------------------------------------- content against the name


@pytest.mark.parametrize(
    ("name", "content", "texts"),
    [
        ("a.txt", "<!DOCTYPE html>\n" + page(LONG), [LONG.text]),
        ("a.txt", '[{"title": "T", "text": "One."}]', ["One."]),
        ("a.txt", '{"text": "One."}\n{"text": "Two."}\n', ["One.", "Two."]),
        ("a.txt", "title\ttext\nT\tOne.\nU\tTwo.\n", ["One.", "Two."]),
        ("a.xls", "text\toutlet\nOne.\tPost\n", ["One."]),
        ("a.xls", "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table><tr><th>text<th>outlet<tr><td>One.<td>Post</table></html>", ["One."]),
        ("a.csv", "<table><tr><td>title</td><td>text</td></tr><tr><td>T</td><td>One.</td></tr></table>", ["One."]),
        ("a.dat", "﻿text,outlet\nOne.,Post\n", ["One."]),
        ("a.txt", "From the harbour: news.\n\nText: more, of it.", ["From the harbour: news.\n\nText: more, of it."]),
        ("a.txt", "[Applause] Thank you.", ["[Applause] Thank you."]),
        ("a.txt", "<p>No page, only markup.</p>", ["No page, only markup."]),
    ],
)  # fmt: skip
def test_content_counts_more_than_the_name(
    tmp_path: Path, name: str, content: str, texts: list[str]
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert load(tmp_path / name)["text"].tolist() == texts


@pytest.mark.parametrize("name", ["a.csv", "a.xls", "a.txt"])
def test_a_workbook_by_any_name(tmp_path: Path, name: str) -> None:
    pd.DataFrame({"text": ["One."], "outlet": ["Post"]}).to_excel(tmp_path / "a.xlsx", index=False)
    (tmp_path / "a.xlsx").rename(tmp_path / name)
    assert load(tmp_path / name)["text"].tolist() == ["One."]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.doc", OLE, "old Word document.*save it as .docx"), ("a.xls", OLE, "old Excel workbook.*save it as .xlsx"),
        ("a.txt", OLE, "old Word document"), ("a.msg", OLE, "Outlook.*save it as .eml"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        ("a.txt", b"\x89PNG\r\n", "a picture"), ("a.rds", b"RDX3\n", "an R file"), ("a.db", b"SQLite format 3\0", "SQLite"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", "7-Zip archive.*unpack it"), ("a.rar", b"Rar!\x1a\x07\0", "RAR"),
        ("a.xml", b"<?xml version='1.0'?><tei><p>x</p></tei>", "root is <tei>"),
        ("a.xml", b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook/>", "save it as .xlsx"),
        ("a.eml", b"no headers here", "no mail"), ("a.pkl", b"\x80\x04", "may run programs"),
        ("a.warc", b"WARC/1.0\r\n", "web archive"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_way_out(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_text("One fine text.")
    articles = load(tmp_path)
    assert articles["text"].tolist() == ["One fine text."]
    (row,) = report(articles).itertuples()
    assert row.kind == "skipped file" and row.file.endswith(name)
    assert pd.Series([row.reason]).str.contains(said).all(), row.reason


def test_gdelt_is_a_list_without_texts(tmp_path: Path) -> None:
    line = ["20180305100000-1", "20180305100000", "1", "post.example", "http://post.example/a"]
    (tmp_path / "a.csv").write_text("\t".join(line + [""] * 22) + "\n")
    (row,) = gdelt.read(tmp_path / "a.csv")
    assert row["url"] == "http://post.example/a" and row["published"] == "2018-03-05T10:00:00+00:00"
    with pytest.raises(ValueError, match="a list of articles, by address: save the pages"):
        load(tmp_path / "a.csv")


def test_formats_that_tell_by_content_take_no_plain_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Subject: taxes\n\nTitle, text and date: all in one line.\n1\tTaxes\n"
    )
    head = (tmp_path / "a.txt").read_bytes()
    assert not [form.name for form in FORMATS if form.fits and form.fits(tmp_path / "a.txt", head)]


def test_zones_of_a_mail_are_kept(tmp_path: Path) -> None:
    story = LONG._replace(day=datetime(2018, 3, 5, 10, tzinfo=UTC) + timedelta(hours=1))
    assert load(write_mail(tmp_path / "a.eml", [story]))["published_utc"].tolist() == [
        pd.Timestamp(story.day)
    ]
