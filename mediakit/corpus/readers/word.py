"""Word documents (.docx): one article each, or several where a table or headings tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mediakit.contract.wording import number
from mediakit.corpus.readers.containers import kind_of
from mediakit.corpus.readers.headed import (
    Found,
    Paragraph,
    at_rules,
    in_table,
    under_headings,
    weigh_table,
)

HEADING = re.compile(r"heading (\d)")
TITLES = ("title", "heading 1")
DEFAULTS = ("python-docx", "Word Document")


def fits(path: Path, head: bytes) -> bool:
    """Tell a Word document by what is inside, whatever its name."""
    return head.startswith(b"PK") and kind_of(path) == "docx"


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read the paragraphs, a blank line between them; title and author if the file names them.

    A table with names of columns, one of them that of the text, holds an article a row; headings
    part articles where dates stand under them, or each begins a page. Where they may only part
    sections, that is a warning, and the document one article.

    Where its properties name no title, a first paragraph in the style Title or Heading 1 is the
    title and no part of the text. What programs enter by themselves ("python-docx") is no author.
    Text in tables, in text boxes and in tracked insertions counts, deleted text does not. Headers,
    footers and footnotes are missed.
    """
    import docx

    document = docx.Document(str(path))
    found = _several(document)
    if found.rows:
        yield {"_note": found.said}
        for n, row in enumerate(found.rows, 1):
            yield {"article_id": f"{path.stem}-{n}", **row}
        yield from unread_parts(document)
        return
    filled = [node for node in paragraphs(document) if text_of(node).strip()]
    texts = list(map(text_of, filled))
    title, author = map(_stated, (document.core_properties.title, document.core_properties.author))
    if title is None and len(filled) > 1 and _style(document, filled[0]) in TITLES:
        title = texts.pop(0)
    if found.doubt:
        yield {found.kind: found.doubt}
    yield {"title": title, "text": "\n\n".join(texts), "author": author}
    yield from unread_parts(document)


def _several(document: Any) -> Found:
    """Return the articles of a document that holds several."""
    tables = list(document.element.body.iterchildren(_tag("tbl")))
    articles = [(table, in_table(_cells(table))) for table in tables]
    if rows := [row for _, found in articles for row in found]:
        used = {id(table) for table, found in articles if found}
        outside = [
            text for node in document.element.body
            if id(node) not in used
            for p in node.iter(_tag("p"))
            if (text := text_of(p)).strip()
        ]  # fmt: skip
        return weigh_table(rows, outside)
    found = list(_headed(document))
    return under_headings(found) if any(one.level is not None for one in found) else at_rules(found)


def _headed(document: Any) -> Iterator[Paragraph]:
    """Yield the paragraphs that hold text, with their headings and breaks of pages."""
    breaks = False
    for node in paragraphs(document):
        text = text_of(node)
        own = [one for one in node.iter(_tag("br")) if one.get(_tag("type")) == "page"]
        own += list(node.iter(_tag("pageBreakBefore")))
        if not text.strip():
            breaks = breaks or bool(own)
            continue
        style = _style(document, node)
        level = 0 if style == "title" else None
        if match := HEADING.fullmatch(style):
            level = int(match[1])
        if not style.startswith("toc"):
            yield Paragraph(text.strip(), level, breaks or bool(own))
        # A break of the section is a property of its last paragraph.
        breaks = next(node.iter(_tag("sectPr")), None) is not None or (
            bool(own) and not text.endswith(text.strip())
        )


def _cells(table: Any) -> list[list[str]]:
    """Return the texts of a table's cells, paragraphs parted by blank lines."""
    return [
        [
            "\n\n".join(text for p in cell.iter(_tag("p")) if (text := text_of(p)).strip())
            for cell in row.iterchildren(_tag("tc"))
        ]
        for row in table.iterchildren(_tag("tr"))
    ]


def _tag(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def unread_parts(document: Any) -> Iterator[dict[str, Any]]:
    """Yield a row that says so if a document holds other files as parts of its text."""
    from docx.oxml.ns import qn

    if embedded := sum(1 for _ in document.element.body.iter(qn("w:altChunk"))):
        yield {
            "_error": f"{number(embedded, 'file')} inside the document not read: open it in Word, "
            "save it again, and load that"
        }


def _stated(name: str | None) -> str | None:
    """Return what a property says, unless it is empty or a program's own default."""
    return name if name and name.strip() and name not in DEFAULTS else None


def _style(document: Any, paragraph: Any) -> str:
    # The name is English in every language of Word, the id is not.
    from docx.text.paragraph import Paragraph

    style = Paragraph(paragraph, document).style
    return str(style.name).lower() if style is not None else ""


def paragraphs(document: Any) -> Iterator[Any]:
    """Yield the paragraphs of a document, those in tables and text boxes, too."""
    from docx.oxml.ns import qn

    # A text box is stored twice: the second time, for old programs, as a fallback.
    old = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    for paragraph in document.element.body.iter(qn("w:p")):
        if next(paragraph.iterancestors(old), None) is None:
            yield paragraph


def text_of(paragraph: Any) -> str:
    """Return the text of a paragraph; deleted text does not count."""
    from docx.oxml.ns import qn

    signs = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "‑"}
    pieces = []
    for node in paragraph.iter(qn("w:t"), *signs):
        if next(node.iterancestors(qn("w:p"))) is not paragraph or node.getparent().tag == qn(
            "w:tabs"
        ):
            continue  # it belongs to a text box, or sets a tab stop
        pieces.append(signs.get(node.tag) or node.text or "")
    return "".join(pieces)
