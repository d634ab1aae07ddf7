"""Tables in text files: CSV and TSV."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from mediakit.corpus.columns import TITLE_ROWS, header_place, is_header, name_columns, recognise
from mediakit.corpus.decoding import MARKS, Lines

DELIMITERS = ",;\t|"
LONGEST_HEADER = 2000  # characters of a first line that tells a table
LONGEST_CELL = 32767  # characters of a cell in Excel
CUT_OFF = f"{LONGEST_CELL:,} characters, the most an Excel cell holds: may be cut off"
LONGEST_FIELD = 2**31 - 1
LONGEST_RECORD = 5000  # lines; a quotation mark left open must not swallow the whole file


def fits(path: Path, head: bytes) -> bool:
    """Tell a table with another ending: its first line is a header with columns that we know."""
    if path.suffix.lower() in (".csv", ".tsv", ".tab"):
        return False  # the ending says it, whatever the columns are called
    encoding = next((name for mark, name in MARKS if head.startswith(mark)), "utf-8")
    lines = [line for line in head.decode(encoding, "ignore").splitlines() if line.strip()]
    if lines and lines[0].lower().startswith("sep="):
        lines = lines[1:]
    if len(lines) < 2 or len(lines[0]) > LONGEST_HEADER:
        return False
    names, delimiter = split_header(lines[0], "\t", recognise)
    known = {column for name in names if (column := recognise(name))}
    listed = "text" in known or {"url", "title"} <= known
    return listed and len(known) > 1 and len(known) >= len(names) / 4 and delimiter in lines[1]


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read one article a line, all values as text; line breaks inside quotation marks are kept.

    The delimiter is found out (comma, semicolon, tab or bar). A line with more or fewer fields than
    the header is reported, and so is a quotation mark that is never closed: the lines after it are
    read nevertheless. Lines above the header (a title, a note) are left out, and that is said; so
    is a cell as long as Excel allows, since its text may be cut off.
    """
    source = Lines(path)
    lines = _Rereadable(source)
    header, delimiter, above = _header(lines, "\t" if path.suffix.lower() == ".tsv" else ",")
    if not header:
        raise ValueError("the file holds no line")
    if above:
        yield {"_note": above_header(above), "_line": 1}
    names = name_columns(header)
    for first, fields, reason in _records(lines, delimiter, len(names)):
        if fields is None:
            yield {"_line": first, "_error": reason}
        else:
            cut = CUT_OFF if max(map(len, fields), default=0) == LONGEST_CELL else None
            told = "; ".join(filter(None, (reason, cut)))
            note = {"_note": told} if told else {}
            yield {**dict(zip(names, fields, strict=False)), "_line": first, **note}
    if odd := source.remark():
        yield odd


class _Rereadable:
    """Lines that can be read again from the second line of a record that turned out broken."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()
        self.record: list[str] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.record) >= LONGEST_RECORD:
            raise csv.Error(f"a quotation mark is not closed within {LONGEST_RECORD:,} lines")
        line = self._again.popleft() if self._again else next(self._lines)
        self.record.append(line)
        self.number += 1
        return line

    def give_back(self, lines: list[str]) -> None:
        """Give lines back that were looked at, to be read again."""
        self._again.extendleft(reversed(lines))
        self.number -= len(lines)
        self.record.clear()

    def go_back(self) -> None:
        """Go back to the second line of the record."""
        self._again.extendleft(reversed(self.record[1:]))
        self.number -= len(self.record) - 1


def _header(lines: _Rereadable, usual: str) -> tuple[list[str], str, int]:
    """Return the columns, their delimiter, and how many lines stand above them.

    The columns are those of the first line that holds any, or of a later one that is more of a
    header (`header_place`).
    """
    looked_at: list[str] = []
    splits: list[tuple[int, list[str], str]] = []
    for line in lines:
        lines.record.clear()
        if not splits and line.lower().startswith("sep=") and len(line.strip()) in (4, 5):
            usual = line.rstrip("\r\n")[4:] or usual  # Excel's own way to name the delimiter
            continue
        looked_at.append(line)
        if splits and len(line) > LONGEST_HEADER:
            break  # an article
        if line.strip():
            names, delimiter = split_header(line, usual, recognise)
            splits.append((len(looked_at), names, delimiter))
            if is_header(names) or len(splits) == TITLE_ROWS:
                break
    if not splits:
        return [], usual, 0
    chosen = header_place([names for _, names, _ in splits])
    after, names, delimiter = splits[chosen]
    lines.give_back(looked_at[after:])
    above = sum(any(map(str.strip, cells)) for _, cells, _ in splits[:chosen])
    return names, delimiter, above


def above_header(n: int) -> str:
    """Say that rows stand above the names of the columns."""
    rows = (
        "1 row above the names of the columns was"
        if n == 1
        else (f"{n} rows above the names of the columns were")
    )
    return f"{rows} left out: a title or a note"


def split_header(line: str, usual: str, known: Callable[[str], object]) -> tuple[list[str], str]:
    """Split a header by the delimiter that gives most columns we know, then most columns."""
    splits = [
        (next(csv.reader([line], delimiter=delimiter), []), delimiter)
        for delimiter in dict.fromkeys(usual + DELIMITERS)
    ]
    return max(splits, key=lambda split: (sum(map(bool, map(known, split[0]))), len(split[0])))


def _records(
    lines: _Rereadable, delimiter: str, width: int
) -> Iterator[tuple[int, list[str] | None, str | None]]:
    """Yield (first line, fields or None, what is wrong)."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.record.clear()
        first = lines.number + 1
        try:
            fields = _next(reader)
            reason = None
        except StopIteration:
            return
        except csv.Error as error:
            lines.go_back()
            fields, reason = _by_hand(lines.record[0], delimiter), f"broken line: {error}"
            if len(fields) != width:
                yield first, None, reason
                continue
            reason = "quotation marks not doubled or not closed: the line was read as it stands"
        while len(fields) > width and not fields[-1].strip():
            fields.pop()  # delimiters at the end of the line
        if len(fields) == width:
            yield first, fields, reason
        elif "".join(fields).strip():
            yield first, None, f"broken line: {len(fields)} fields where the header has {width}"


def _next(reader: Iterator[list[str]]) -> list[str]:
    """Read a record, however long its fields; Python's limit is for all readers, and soon back."""
    limit = csv.field_size_limit(LONGEST_FIELD)
    try:
        return next(reader)
    finally:
        csv.field_size_limit(limit)


def _by_hand(line: str, delimiter: str) -> list[str]:
    """Split one line without regard to quotation marks; only a pair around a field goes."""
    fields = line.rstrip("\r\n").split(delimiter)
    return [
        field[1:-1].replace('""', '"') if len(field) > 1 and field[0] == field[-1] == '"' else field
        for field in fields
    ]
