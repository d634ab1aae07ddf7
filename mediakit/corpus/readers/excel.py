"""Excel workbooks (.xlsx): sheets of articles, one a row."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

from mediakit.contract.wording import number
from mediakit.corpus.columns import (
    TITLE_ROWS,
    explain_repeats,
    header_place,
    is_header,
    lower_header,
    name_columns,
    repeats_header,
)
from mediakit.corpus.cut import CUT_OFF, fills_cell
from mediakit.corpus.readers.containers import kind_of
from mediakit.corpus.readers.delimited import REPEATED_HEADER, TWO_ROWS, above_header

CHUNK = 2**20
ROW = re.compile(rb"<row\b[^>]*>")
HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true)""")
NUMBER = re.compile(rb"""\br=["'](\d+)""")
MOST_NUMBERS = 10  # rows that are told by their numbers


def fits(path: Path, head: bytes) -> bool:
    """Tell a workbook by what is inside, whatever its name."""
    return head.startswith(b"PK") and kind_of(path) == "xlsx"


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read sheets of articles; text stays text ("007"), dates stay dates, formulas their values.

    The first sheet counts, and further ones with the same columns or with names for a text and
    more: then the column ``sheet`` says which. Others are not read, and that is reported; so are
    rows above the names of the columns, and a cell as long as Excel allows, since its text may be
    cut off.
    """
    from openpyxl import load_workbook

    with path.open("rb") as file:  # by its name openpyxl would refuse a workbook called .csv
        with _quiet():
            workbook = load_workbook(file, read_only=True, data_only=True)
        heads = {sheet.title: _head(sheet) for sheet in workbook.worksheets}
        filled = [title for title, rows in heads.items() if rows]
        if not filled:
            return
        named = {title: _names(heads[title]) for title in filled}
        first = named[filled[0]].names
        chosen = [
            title for title, one in named.items()
            if title == filled[0] or is_header(one.names) or one.names == first
        ]  # fmt: skip
        if len(first) == 1 and any(is_header(named[title].names) for title in chosen):
            del chosen[0]  # a sheet of notes stands before the articles
        if len(chosen) > 1:
            said = ", ".join(map(repr, chosen))
            yield {"_note": f"{len(chosen)} sheets of articles were read: {said} (column 'sheet')"}
        for title in chosen:
            yield from ({"_warning": said} for said in _hidden(workbook[title], path))
            for row in _articles(workbook[title], named[title]):
                several = (
                    len(chosen) > 1 and "sheet" not in row and not row.keys() <= {"_note", "_line"}
                )
                yield {**row, "sheet": title} if several else row
        if left := [title for title in filled if title not in chosen]:
            one = "the first sheet" if chosen == filled[:1] else f"the sheet {chosen[0]!r}"
            sheets = f"{one} was" if len(chosen) == 1 else "sheets of articles were"
            yield {"_note": f"only {sheets} read, not {', '.join(map(repr, left))}"}
        workbook.close()


def _hidden(sheet: Any, path: Path) -> Iterator[str]:
    """Say what whoever opens the workbook does not see, and is read."""
    if sheet.sheet_state != "visible":
        yield f"sheet {sheet.title!r} is hidden in Excel and was read: delete it if it is no data"
    part = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    with ZipFile(path) as parts:
        if part not in parts.namelist():
            return
        rows, rest = list[str](), b""
        with parts.open(part) as content:
            while chunk := content.read(CHUNK):
                rest += chunk
                rows += [n.decode() for tag in ROW.findall(rest) if HIDDEN.search(tag)
                         for n in NUMBER.findall(tag)]  # fmt: skip
                last = rest.rfind(b"<")  # a tag that goes on in the next chunk
                rest = rest[last:] if b">" not in rest[last:] else b""
    if rows:
        more = ", …" if len(rows) > MOST_NUMBERS else ""
        yield (
            f"{number(len(rows), 'row')} of sheet {sheet.title!r} hidden in Excel, by a filter or "
            f"by hand, and read: {', '.join(rows[:MOST_NUMBERS])}{more}; delete what is no data"
        )


class _Header(NamedTuple):
    names: list[str]
    notes: list[str]
    row: int  # the last that holds names


def _articles(sheet: Any, header: _Header) -> Iterator[dict[str, Any]]:
    """Yield the rows below the names of the columns."""
    yield from ({"_note": note} for note in header.notes)
    for line, cells in enumerate(_rows(sheet), 1):
        if line > header.row and any(cell is not None for cell in cells):
            if repeats_header(header.names, cells):
                yield {"_note": REPEATED_HEADER, "_line": line}
            else:
                yield _row(header.names, cells, line)


def _head(sheet: Any) -> list[tuple[int, list[str]]]:
    """Return the first rows that hold something, with their numbers, as texts."""
    rows: list[tuple[int, list[str]]] = []
    for line, cells in enumerate(_rows(sheet), 1):
        if any(cell is not None for cell in cells):
            rows.append((line, ["" if cell is None else str(cell) for cell in cells]))
        if len(rows) == TITLE_ROWS:
            break
    return rows


def _names(head: list[tuple[int, list[str]]]) -> _Header:
    """Return the names of the columns, what is to be said of them, and the row they end in."""
    place = header_place([cells for _, cells in head])
    notes = [above_header(place)] if place else []
    row, given = head[place]
    if len(head) > place + 1 and (both := lower_header(given, head[place + 1][1])):
        row, given = head[place + 1][0], both
        notes.append(TWO_ROWS)
    names = name_columns(given)
    return _Header(names, notes + explain_repeats(given, names), row)


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of each row."""
    sheet.reset_dimensions()  # some writers give wrong ones
    rows = sheet.iter_rows(values_only=True)
    while True:
        with _quiet():  # for no longer than this: whoever takes the row has warnings of his own
            cells = next(rows, None)
        if cells is None:
            return
        yield cells


@contextmanager
def _quiet() -> Iterator[None]:
    """Leave out what openpyxl warns of: styles and validations that it drops."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _row(names: list[str], cells: tuple[Any, ...], number: int) -> dict[str, Any]:
    row: dict[str, Any] = {**dict(zip(names, map(_unescape, cells), strict=False)), "_line": number}
    if any(map(fills_cell, cells)):
        row["_warning"] = CUT_OFF
    return row


def _unescape(cell: Any) -> Any:
    from openpyxl.utils.escape import unescape

    return unescape(cell) if isinstance(cell, str) and "_x" in cell else cell
