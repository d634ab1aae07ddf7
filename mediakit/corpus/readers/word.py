"""Word documents (.docx): one article each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mediakit.contract.wording import number
from mediakit.corpus.readers.containers import kind_of

TITLES = ("title", "heading 1")
DEFAULTS = ("python-docx", "Word Document")


def fits(path: Path, head: bytes) -> bool:
    """Tell a Word document by what is inside, whatever its name."""
    return head.startswith(b"PK") and kind_of(path) == "docx"


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read the paragraphs, a blank line between them; title and author if the file names them.

    Where its properties name no title, a first paragraph in the style Title or Heading 1 is the
    title and no part of the text. What programs enter by themselves ("python-docx") is no author.
    Text in tables, in text boxes and in tracked insertions counts, deleted text does not. Headers,
    footers and footnotes are missed.
    """
    import docx

    document = docx.Document(str(path))
    filled = [node for node in paragraphs(document) if text_of(node).strip()]
    texts = list(map(text_of, filled))
    title, author = map(_stated, (document.core_properties.title, document.core_properties.author))
    if title is None and len(filled) > 1 and _style(document, filled[0]) in TITLES:
        title = texts.pop(0)
    yield {"title": title, "text": "\n\n".join(texts), "author": author}
    yield from unread_parts(document)


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
