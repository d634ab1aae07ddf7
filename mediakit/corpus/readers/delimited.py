"""Tables in text files: CSV and TSV."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from mediakit.corpus.columns import (
    TITLE_ROWS,
    explain_repeats,
    header_place,
    is_header,
    lower_header,
    name_columns,
    recognise,
    repeats_header,
)
from mediakit.corpus.cut import CUT_OFF, fills_cell
from mediakit.corpus.decoding import MARKS, Lines

DELIMITERS = ",;\t|^~"
LONGEST_HEADER = 2000  # characters of a first line that tells a table
ESCAPED = re.compile(r'(?<!\\)((?:\\\\)*)\\"')  # \" as databases write a mark within marks
REPEATED_HEADER = "the names of the columns once more, as in joined files: left out"
LONGEST_FIELD = 2**31 - 1
LONGEST_LOOKED_AT = 2**16  # characters of one of them
LOOKED_AT = 20  # lines below the names of the columns
TWO_ROWS = "the names of the columns stand in two rows: the lower one counts where it has a name"
ROW_NAMES = "each line has a field more than there are names: the first is the row's name, as in R"
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
    header, more = _whole_header(lines, header, delimiter)
    names = name_columns(header)
    for said in [*more, *explain_repeats(header, names)]:
        yield {"_note": said, "_line": above + 1}
    for first, fields, reason in _records(lines, delimiter, len(names)):
        if fields is None:
            yield {"_line": first, "_error": reason}
        elif repeats_header(names, fields):
            yield {"_line": first, "_note": REPEATED_HEADER}
        else:
            note = {"_note": reason} if reason else {}
            if any(map(fills_cell, fields)):
                note["_warning"] = CUT_OFF
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
        self.escaped = False  # whether \\" is a mark within marks

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.record) >= LONGEST_RECORD:
            raise csv.Error(f"a quotation mark is not closed within {LONGEST_RECORD:,} lines")
        line = self._again.popleft() if self._again else next(self._lines)
        self.record.append(line)
        self.number += 1
        return ESCAPED.sub(r'\1""', line) if self.escaped and "\\" in line else line

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


def _whole_header(
    lines: _Rereadable, header: list[str], delimiter: str
) -> tuple[list[str], list[str]]:
    """Return the names with those of a second row, and of row names that R writes without one."""
    looked_at: list[str] = []
    for line in lines:
        looked_at.append(line)
        if len(looked_at) == LOOKED_AT or len(line) > LONGEST_LOOKED_AT:
            break
    lines.give_back(looked_at)
    rows: list[list[str]] = []
    with suppress(csv.Error):  # an article; what is wrong with it will be told
        rows.extend(row for row in csv.reader(looked_at, delimiter=delimiter) if row)
    lower = rows[0] if rows and looked_at[0].strip() else []
    if both := lower_header(header, lower):
        next(lines)
        lines.record.clear()
        return both, [TWO_ROWS]
    rows = rows[:-1] or rows  # the last may go on
    numbered = [row[0] for row in rows] == [str(n + 1) for n in range(len(rows))]
    # R writes its numbers in marks; an id with a comma too many behind it has none.
    if (
        rows
        and looked_at[0].startswith('"1"')
        and numbered
        and all(len(row) == len(header) + 1 for row in rows)
    ):
        return ["row_name", *header], [ROW_NAMES]
    return header, []


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
            if not lines.escaped and any(map(ESCAPED.search, lines.record)):
                lines.escaped = True
                lines.give_back(list(lines.record))
                continue
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
