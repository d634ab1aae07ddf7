"""Excel workbooks (.xlsx): the first sheet, one article a row."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mediakit.corpus.columns import name_columns
from mediakit.corpus.readers.containers import kind_of

LONGEST_CELL = 32767


def fits(path: Path, head: bytes) -> bool:
    """Tell a workbook by what is inside, whatever its name."""
    return head.startswith(b"PK") and kind_of(path) == "xlsx"


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read the first sheet; text stays text ("007"), dates stay dates, formulas give their values.

    Further sheets are not read, and that is reported; so is a cell as long as Excel allows, since
    its text may be cut off.
    """
    names: list[str] = []
    rows = _rows(path)
    for number, cells in enumerate(rows, 1):
        if isinstance(cells, str):
            yield {"_note": cells}
        elif not names and any(cell is not None for cell in cells):
            names = name_columns("" if cell is None else str(cell) for cell in cells)
        elif any(cell is not None for cell in cells):
            yield _row(names, cells, number)


def _rows(path: Path) -> Iterator[tuple[Any, ...] | str]:
    """Yield the cells of each row of the first sheet, and at the end what was not read."""
    from openpyxl import load_workbook

    file = path.open("rb")  # by its name openpyxl would refuse a workbook that is called .csv
    try:
        with _quiet():
            workbook = load_workbook(file, read_only=True, data_only=True)
        first, *others = workbook.worksheets
        first.reset_dimensions()  # some writers give wrong ones
        rows = first.iter_rows(values_only=True)
        while True:
            with _quiet():  # for no longer than this: whoever takes the row has warnings of his own
                cells = next(rows, None)
            if cells is None:
                break
            yield cells
        with _quiet():
            filled = [s.title for s in others if any(map(any, s.iter_rows(values_only=True)))]
        if filled:
            yield f"only the first sheet was read, not {', '.join(map(repr, filled))}"
        workbook.close()
    finally:
        file.close()


@contextmanager
def _quiet() -> Iterator[None]:
    """Leave out what openpyxl warns of: styles and validations that it drops."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _row(names: list[str], cells: tuple[Any, ...], number: int) -> dict[str, Any]:
    row: dict[str, Any] = {**dict(zip(names, map(_unescape, cells), strict=False)), "_line": number}
    if any(isinstance(cell, str) and len(cell) >= LONGEST_CELL for cell in cells):
        row["_note"] = f"{LONGEST_CELL:,} characters, the most an Excel cell holds: may be cut off"
    return row


def _unescape(cell: Any) -> Any:
    from openpyxl.utils.escape import unescape

    return unescape(cell) if isinstance(cell, str) and "_x" in cell else cell
