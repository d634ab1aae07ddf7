"""Tables saved as web pages, as many sites name them ``.xls``: one article a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mediakit.corpus.columns import explain_repeats, name_columns, repeats_header
from mediakit.corpus.readers.delimited import REPEATED_HEADER
from mediakit.corpus.readers.trees import find_all, name_of, parse_html, read_blocks
from mediakit.corpus.readers.web import decode_page, lean

EXCEL = re.compile(rb"urn:schemas-microsoft-com:office:excel|ProgId[^>]{0,40}Excel", re.IGNORECASE)
TABLE = re.compile(rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:html|table|!doctype html|meta)\b",
                   re.IGNORECASE | re.DOTALL)  # fmt: skip
ENDINGS = (".xls", ".xlsx", ".csv", ".tsv")


def fits(path: Path, head: bytes) -> bool:
    """Tell a page that Excel or a site wrote as a table."""
    if not TABLE.match(head.removeprefix(b"\xef\xbb\xbf")):
        return False
    return EXCEL.search(head[:8192]) is not None or path.suffix.lower() in ENDINGS


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read the longest table of the page; its first row that has any cell is the header."""
    content, note = decode_page(lean(path.read_bytes()))
    root = parse_html(content)
    tables = list(find_all(root, "table")) if root is not None else []
    if not tables:
        raise ValueError("no table in the page")
    table = max(tables, key=lambda one: sum(1 for _ in find_all(one, "tr")))
    names: list[str] = []
    for number, line in enumerate(find_all(table, "tr"), 1):
        cells = [read_blocks(cell).text for cell in line if name_of(cell) in ("td", "th")]
        if not any(cells):
            continue
        if not names:
            names = name_columns(cells)
            yield from ({"_note": said} for said in explain_repeats(cells, names))
            continue
        if repeats_header(names, cells):
            yield {"_note": REPEATED_HEADER, "_line": number}
            continue
        yield {**dict(zip(names, cells, strict=False)), "_line": number}
    if len(tables) > 1:
        yield {"_note": f"only the longest of {len(tables)} tables was read"}
    if note:
        yield {"_note": note}
