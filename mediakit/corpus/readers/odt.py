"""OpenDocument texts (.odt): one article each."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mediakit.corpus.readers.containers import mime_of
from mediakit.corpus.readers.trees import first_text, name_of, parse_xml

ODT = (
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.text-template",
)
LEFT_OUT = frozenset({"tracked-changes", "annotation", "note", "sequence-decls", "forms",
                      "table-of-content", "alphabetical-index"})  # fmt: skip
SIGNS = {"line-break": "\n", "tab": "\t", "soft-page-break": ""}


def fits(path: Path, head: bytes) -> bool:
    """Tell an OpenDocument text by the type that it states."""
    return head.startswith(b"PK") and mime_of(path) in ODT


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read the paragraphs, a blank line between them; title and author if the file names them.

    Where its properties name no title, a first paragraph that is a heading of the first level or in
    the style Title is the title. Text in tables and frames counts; deleted text, comments, foot-
    notes and tables of contents do not.
    """
    with zipfile.ZipFile(path) as parts:
        body = parse_xml(parts.read("content.xml"))
        meta = parse_xml(parts.read("meta.xml")) if "meta.xml" in parts.namelist() else None
    title = first_text(meta, "title") if meta is not None else None
    author = first_text(meta, "creator", "initial-creator") if meta is not None else None
    paragraphs = [(node, text) for node in _paragraphs(body) if (text := _text(node)).strip()]
    if title is None and len(paragraphs) > 1 and _is_title(paragraphs[0][0]):
        title = paragraphs.pop(0)[1]
    yield {"title": title, "text": "\n\n".join(text for _, text in paragraphs), "author": author}


def _is_title(node: Any) -> bool:
    said = {key.rpartition("}")[2]: value for key, value in node.items()}
    heading = name_of(node) == "h" and said.get("outline-level", "1") == "1"
    return heading or said.get("style-name") == "Title"


def _paragraphs(root: Any) -> Iterator[Any]:
    from lxml import etree

    walk = etree.iterwalk(root, events=("start",))
    for _, node in walk:
        if name_of(node) in LEFT_OUT:
            walk.skip_subtree()
        elif name_of(node) in ("p", "h"):
            yield node


def _text(paragraph: Any) -> str:
    """Return the text of a paragraph, without that of paragraphs inside it (frames)."""
    from lxml import etree

    pieces = []
    walk = etree.iterwalk(paragraph, events=("start", "end"))
    for event, node in walk:
        name = name_of(node)
        outer = node is paragraph
        if event == "end":
            pieces.append("" if outer else node.tail or "")
        elif not outer and (name in LEFT_OUT or name in ("p", "h")):
            walk.skip_subtree()
        elif name == "s":
            number = next((v for k, v in node.items() if k.endswith("}c")), "1")
            pieces.append(" " * min(int(number) if number.isdigit() else 1, 100))
        else:
            pieces.append(SIGNS.get(name, "") + (" ".join((node.text or "").split("\n"))))
    return "".join(pieces)
