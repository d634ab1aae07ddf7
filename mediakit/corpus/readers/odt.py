"""OpenDocument texts (.odt): one article each, or several where a table or headings tell."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mediakit.corpus.readers.containers import mime_of
from mediakit.corpus.readers.headed import (
    Found,
    Paragraph,
    at_rules,
    in_table,
    under_headings,
    weigh_table,
)  # fmt: skip
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
    notes and tables of contents do not. Several articles are told as in a Word document.
    """
    with zipfile.ZipFile(path) as parts:
        body = parse_xml(parts.read("content.xml"))
        meta = parse_xml(parts.read("meta.xml")) if "meta.xml" in parts.namelist() else None
    title = first_text(meta, "title") if meta is not None else None
    author = first_text(meta, "creator", "initial-creator") if meta is not None else None
    paragraphs = [(node, text) for node in _paragraphs(body) if (text := _text(node)).strip()]
    found = _several(body, paragraphs)
    if found.rows:
        yield {"_note": found.said}
        yield from (
            {"article_id": f"{path.stem}-{n}", **row} for n, row in enumerate(found.rows, 1)
        )
        return
    if found.doubt:
        yield {found.kind: found.doubt}
    if title is None and len(paragraphs) > 1 and _is_title(paragraphs[0][0]):
        title = paragraphs.pop(0)[1]
    yield {"title": title, "text": "\n\n".join(text for _, text in paragraphs), "author": author}


def _several(body: Any, paragraphs: list[tuple[Any, str]]) -> Found:
    """Return the articles of a document that holds several, as in a Word document."""
    inside: set[int] = set()
    articles: list[dict[str, Any]] = []
    for table in (node for node in body.iter() if name_of(node) == "table"):
        if found := in_table([[_cell(c) for c in row] for row in table.iter()
                              if name_of(row) == "table-row"]):  # fmt: skip
            articles += found
            inside |= {id(node) for node in _paragraphs(table)}
    if articles:
        return weigh_table(articles, [text for node, text in paragraphs if id(node) not in inside])
    headed = [Paragraph(text.strip(), _level(node)) for node, text in paragraphs]
    is_headed = any(one.level is not None for one in headed)
    return under_headings(headed) if is_headed else at_rules(headed)


def _cell(cell: Any) -> str:
    return "\n\n".join(text for node in _paragraphs(cell) if (text := _text(node)).strip())


def _level(node: Any) -> int | None:
    said = {key.rpartition("}")[2]: value for key, value in node.items()}
    if said.get("style-name") == "Title":
        return 0
    level = said.get("outline-level", "1")
    return int(level) if name_of(node) == "h" and level.isdigit() else None


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
