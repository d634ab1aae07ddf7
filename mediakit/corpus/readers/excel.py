"""Excel workbooks (.xlsx): the first sheet, one article a row."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mediakit.corpus.columns import name_columns

LONGEST_CELL = 32767


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read the first sheet; text stays text ("007"), dates stay dates, formulas give their values.

    Further sheets are not read, and that is reported; so is a cell as long as Excel allows, since
    its text may be cut off.
    """
    names: list[str] = []
    rows, others = _cells(path)
    for number, cells in enumerate(rows, 1):
        if all(cell is None for cell in cells):
            continue
        if not names:
            names = name_columns("" if cell is None else str(cell) for cell in cells)
            continue
        row: dict[str, Any] = {
            **dict(zip(names, map(_unescape, cells), strict=False)),
            "_line": number,
        }
        if any(isinstance(cell, str) and len(cell) >= LONGEST_CELL for cell in cells):
            row["_note"] = (
                f"{LONGEST_CELL:,} characters, the most an Excel cell holds: may be cut off"
            )
        yield row
    if others:
        yield {"_note": f"only the first sheet was read, not {', '.join(map(repr, others))}"}


def _cells(path: Path) -> tuple[list[tuple[Any, ...]], list[str]]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and validations it drops
        workbook = load_workbook(path, read_only=True, data_only=True)
        try:
            first, *others = workbook.worksheets
            first.reset_dimensions()  # some writers give wrong ones
            filled = [s.title for s in others if any(map(any, s.iter_rows(values_only=True)))]
            return list(first.iter_rows(values_only=True)), filled
        finally:
            workbook.close()


def _unescape(cell: Any) -> Any:
    from openpyxl.utils.escape import unescape

    return unescape(cell) if isinstance(cell, str) and "_x" in cell else cell
