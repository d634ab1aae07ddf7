"""Word documents (.docx): one article each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

ENDS = "End of Document"  # each article of a Nexis export ends with it


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read the paragraphs, a blank line between them; title and author if the file names them.

    Text in tables, in text boxes and in tracked insertions counts, deleted text does not. Headers,
    footers and footnotes are missed.
    """
    import docx

    document = docx.Document(str(path))
    paragraphs = [text for text in map(_text, _paragraphs(document)) if text.strip()]
    properties = document.core_properties
    row: dict[str, Any] = {
        "title": properties.title or None,
        "text": "\n\n".join(paragraphs),
        "author": properties.author or None,
    }
    several = sum(text.strip() == ENDS for text in paragraphs)
    if several:
        row["_note"] = f"looks like a database export of {several} articles, but was read as one"
    yield row


def _paragraphs(document: Any) -> Iterator[Any]:
    from docx.oxml.ns import qn

    # A text box is stored twice: the second time, for old programs, as a fallback.
    old = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    for paragraph in document.element.body.iter(qn("w:p")):
        if next(paragraph.iterancestors(old), None) is None:
            yield paragraph


def _text(paragraph: Any) -> str:
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
