"""Which column of a file is which column of the articles table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from mediakit.contract.resources import read_rows
from mediakit.contract.tables import ARTICLES

MOST_REPEATS = 20  # columns of one name that are told of one by one
#: How a form asks for a date: “Date of publication (dd/mm/yyyy)”.
WRITTEN = re.compile(r"\s*[(\[]\s*(?:e\.?g\.?,?\s*)?(?:[dmyjtaDMYJTA]{1,4}[\W_]?){2,3}\s*[)\]]\s*$")
#: Names of a date of publication, if no other column is named like a date.
COLLECTED = ("timestamp", "created", "createdat", "zeitstempel", "horodateur", "marcatemporal")
DATED = re.compile(r"(?:\b|_)(?:date|dated|datum|published|printed|fecha)(?:\b|_)", re.IGNORECASE)
TITLE_ROWS = 10  # that may stand above the names of the columns


class Columns(NamedTuple):
    """What was decided about the columns of one file."""

    columns: dict[str, str]  # their column -> our column; two of theirs may be one text
    doubts: dict[
        str, list[str]
    ]  # our column -> theirs that would also have fitted, taken one first


def recognise(name: str) -> str | None:
    """Return our name of the column `name`, or None if it is not known.

    Case, accents and punctuation do not count.

    Examples
    --------
    >>> recognise("Full-Text"), recognise("PubDate"), recognise("Überschrift"), recognise("mood")
    ('text', 'published', 'title', None)
    """
    return _named(name)[0]


def map_columns(names: Iterable[str], chosen: Mapping[str, str] | None = None) -> Columns:
    """Decide which of `names` is which column: `chosen` first, then exact, then by columns.csv.

    Short names such as HD and TD (Factiva) count only together: with a text and two others of the
    same export, and where no column has a plainer name for the same.

    Parameters
    ----------
    names : iterable of str
        The columns of a file.
    chosen : mapping, optional
        Our column -> theirs, as the user wants it.
    """
    names = list(dict.fromkeys(names))
    ours = {theirs: column for column, theirs in (chosen or {}).items() if theirs in names}
    doubts: dict[str, list[str]] = {}
    for column, found in _candidates(names, ours).items():
        ours[found[0][1]] = column
        if len(found) > 1 and found[0][0] >= 0:
            doubts[column] = [name for _, name in found]
    return Columns(_with_short_names(names, ours), doubts)


def _candidates(names: list[str], chosen: Mapping[str, str]) -> dict[str, list[tuple[int, str]]]:
    """Return for each of our columns theirs that may be it, the best first; an exact name is -1."""
    candidates: dict[str, list[tuple[int, str]]] = {}
    others = any(DATED.search(name) and recognise(name) is None for name in names)
    for name in names:
        column, rank = _named(name)
        if column == "published" and _is_collected(name) and others:
            continue
        if name not in chosen and column in ARTICLES and column not in chosen.values():
            candidates.setdefault(column, []).append((-1 if name == column else rank, name))
    return {column: sorted(found, key=lambda pair: pair[0]) for column, found in candidates.items()}


def _with_short_names(names: list[str], ours: dict[str, str]) -> dict[str, str]:
    """Add names that count only together, if enough of one export are there."""
    taken, result = set(ours.values()), dict(ours)
    for short in _together().values():
        there = {name: short[name] for name in short if name in names}
        if "text" in there.values() and len(set(there.values())) > 2:
            result |= {n: one for n, one in there.items() if n not in result and one not in taken}
    return result


def is_header(cells: Sequence[str]) -> bool:
    """Say whether these are names of columns, one of them that of the text.

    Examples
    --------
    >>> is_header(["Titel", "Volltext"]), is_header(["Press search 2018", ""]), is_header(["text"])
    (True, False, False)
    """
    known = {column for cell in cells if (column := recognise(cell))}
    return "text" in known and len(known) > 1


def header_place(rows: Sequence[Sequence[str]]) -> int:
    """Return which of the first rows holds the names of the columns: the first, as a rule.

    A later one where it names the text and others, and those above do not and have fewer cells
    that are filled: a title, a note, the upper row of merged cells.

    Examples
    --------
    >>> header_place([["Press search 2018", "", ""], ["Title", "Text", "Date"], ["Ice", "x", "y"]])
    1
    >>> header_place([["headline", "my text"], ["text", "title"]])
    0
    """
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    if not rows or is_header(rows[0]):
        return 0
    for place, row in enumerate(rows[:TITLE_ROWS]):
        if is_header(row) and all(above < filled[place] for above in filled[:place]):
            return place
    return 0


def name_columns(names: Iterable[str]) -> list[str]:
    """Give each column a name of its own: ``_2`` for a repeated one, its place for one without.

    Examples
    --------
    >>> name_columns(["text", "", "text"])
    ['text', 'column_2', 'text_2']
    """
    unique: dict[str, int] = {}  # name -> the number that a repeat of it may have
    for place, name in enumerate(names, 1):
        wanted = name = name.strip() or f"column_{place}"
        while name in unique:
            number = unique[wanted]
            name, unique[wanted] = f"{wanted}_{number}", number + 1
        unique[name] = 2
    return list(unique)


def explain_repeats(given: Sequence[str], unique: Sequence[str]) -> list[str]:
    """Say which names of columns come twice, and what `name_columns` calls the later ones.

    Examples
    --------
    >>> explain_repeats(["text", "text"], ["text", "text_2"])
    ["column 'text' comes twice: the second is 'text_2'"]
    """
    said = [
        f"column {name.strip()!r} comes twice: the second is {own!r}"
        for name, own in zip(given, unique, strict=True)
        if name.strip() not in ("", own)
    ]
    more = len(said) - MOST_REPEATS
    return said if more <= 0 else [*said[:MOST_REPEATS], f"and so {more:,} more columns"]


def lower_header(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    """Return the names of columns that stand in two rows, as merged cells leave them; else None.

    The lower row names columns where the upper is empty or names several, and no text.

    Examples
    --------
    >>> lower_header(["Title", "Text", "Print", ""], ["", "", "Date", "Outlet"])
    ['Title', 'Text', 'Date', 'Outlet']
    >>> lower_header(["Title", "Text", "Date"], ["Ice", "", "2018-03-05"]) is None
    True
    """
    width = max(len(upper), len(lower))
    upper, lower = ([*row, *[""] * (width - len(row))] for row in (upper, lower))
    filled = [cell for cell in lower if cell.strip()]
    if not filled or not all(map(recognise, filled)) or all(map(str.strip, upper)):
        return None
    at_text = [cell for name, cell in zip(upper, lower, strict=True) if recognise(name) == "text"]
    if any(cell.strip() and recognise(cell) != "text" for cell in at_text):
        return None
    return [below.strip() or name for name, below in zip(upper, lower, strict=True)]


def repeats_header(names: Sequence[str], cells: Iterable[object]) -> bool:
    """Say whether a row is that of the names of the columns once more, as joined files have it.

    Examples
    --------
    >>> repeats_header(["title", "text"], ["title", "text"]), repeats_header(["text"], ["Ice."])
    (True, False)
    """
    given = name_columns("" if cell is None else str(cell) for cell in cells)
    return (
        len(given) == len(names) > 1
        and is_header(given)
        and all(cell == name for cell, name in zip(given, names, strict=True))
    )


def explain_doubt(ours: str, theirs: list[str]) -> str:
    """Say that the first of `theirs` was taken as `ours`, though others would have fitted.

    Examples
    --------
    >>> explain_doubt("text", ["body", "story"])
    "'body' was taken as text, although 'story' may be it: choose with columns={'text': …}"
    """
    others = " or ".join(map(repr, theirs[1:]))
    return (
        f"{theirs[0]!r} was taken as {ours}, although {others} may be it: "
        f"choose with columns={{{ours!r}: …}}"
    )


def explain_dates(names: list[str]) -> str:
    """Say which columns hold dates, though no column is known as the date of publication.

    Examples
    --------
    >>> explain_dates(["day"])
    "column 'day' looks like dates: columns={'published': 'day'} reads it"
    """
    also = f"; so {'does' if len(names) == 2 else 'do'} {', '.join(map(repr, names[1:]))}"
    return (
        f"column {names[0]!r} looks like dates: columns={{'published': {names[0]!r}}} reads it"
        + (also if len(names) > 1 else "")
    )


def explain_parts(names: list[str]) -> str:
    """Say that dates stand in three columns and were not read.

    Examples
    --------
    >>> explain_parts(["year", "month", "day"])
    "columns 'year', 'month', 'day' look like parts of a date: no date was read. Make one column \
of them, such as 2018-03-05"
    """
    listed = ", ".join(map(repr, names))
    return (
        f"columns {listed} look like parts of a date: no date was read. Make one column of them, "
        "such as 2018-03-05"
    )


def explain_collected(name: str) -> str | None:
    """Say that a column taken as the date of publication may be that of collection by its name.

    Examples
    --------
    >>> explain_collected("Timestamp")
    "'Timestamp' is read as the date of publication: by its name it may be when the article was \
collected or coded; if so, name another column with columns={'published': …}"
    >>> explain_collected("date") is None
    True
    """
    if not _is_collected(name):
        return None
    return (
        f"{name!r} is read as the date of publication: by its name it may be when the article was "
        "collected or coded; if so, name another column with columns={'published': …}"
    )


def explain_other_dates(names: list[str]) -> str:
    """Say that dates are there, and by their names none is that of publication.

    Examples
    --------
    >>> explain_other_dates(["Date coded"])
    "no date of publication was read: 'Date coded' is by its name when the article was coded, \
collected or changed; if it was published then, columns={'published': 'Date coded'} reads it"
    """
    are = "is by its name" if len(names) == 1 else "are by their names"
    return (
        f"no date of publication was read: {', '.join(map(repr, names))} {are} when the "
        "article was coded, collected or changed; if it was published then, "
        f"columns={{'published': {names[0]!r}}} reads it"
    )


def _is_collected(name: str) -> bool:
    return _key(name) in COLLECTED


def _named(name: str) -> tuple[str | None, int]:
    """Return our name and its rank in columns.csv; how a date is to be written does not count."""
    nothing: tuple[str | None, int] = (None, 0)
    return _known().get(_key(name)) or _known().get(_key(WRITTEN.sub("", name))) or nothing


@cache
def _known() -> dict[str, tuple[str, int]]:
    known: dict[str, tuple[str, int]] = {}
    for rank, row in enumerate(read_rows("columns")):
        if not row["together"]:
            known.setdefault(_key(row["name"]), (row["column"], rank))
    return known


@cache
def _together() -> dict[str, dict[str, str]]:
    """Return the names that count only together: export -> their column -> ours."""
    exports: dict[str, dict[str, str]] = {}
    for row in read_rows("columns"):
        if row["together"]:
            exports.setdefault(row["together"], {})[row["name"]] = row["column"]
    return exports


def _key(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name).casefold()
    return "".join(character for character in folded if character.isalnum())
