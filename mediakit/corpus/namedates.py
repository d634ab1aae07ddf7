"""Dates in names of files that all follow one pattern, and the outlet or title beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import NamedTuple

from mediakit.corpus.dates import doubt, read_date
from mediakit.corpus.orders import find_order

#: A date in a name, apart from other digits; how it is written is the pattern's name.
WRITTEN: tuple[re.Pattern[str], ...] = tuple(
    re.compile(rf"(?<![\d]){form}(?!\d)")
    for form in (
        r"[12]\d{3}([-._ ])\d{1,2}\1\d{1,2}",
        r"[12]\d{3}[01]\d[0-3]\d",
        r"\d{1,2}([-._ ])\d{1,2}\1[12]\d{3}",
        r"\d{1,2}[ _-][^\W\d_]{3,10}[ _-][12]\d{3}",
        r"[^\W\d_]{3,10}[ _-]\d{1,2},?[ _-][12]\d{3}",
    )
)
SIGNS = (" - ", "__", "_", "-", " ", ".")
MANY = 3  # files of one date, which may be that of a download


class Named(NamedTuple):
    """What names of files say: per name the fields, and what the report says of it."""

    fields: dict[str, dict[str, str]]
    said: str


def read_names(names: Sequence[str], order: str | None = None) -> Named | None:
    """Return what names of files say without doubt: a date, perhaps an outlet and a title.

    All names have one date, written alike, at the same place among as many parts; it is a day that
    has been, and not the same for all of many files. Of two parts in words beside it the first is
    the outlet and the last the title, if all titles have several words and none comes twice; one
    alone is the outlet if there are several and some come again. Other parts are columns of their
    own, ``name_2`` for the second. In doubt nothing is read.

    Parameters
    ----------
    names : sequence of str
        Of files, with or without folders.
    order : ``"day"``, ``"month"`` or None
        What comes first in 03-04-2019, if that is known.

    Examples
    --------
    >>> names = ["NYT_2019_03_05_a.txt", "NYT_2019_03_06_b.txt", "WSJ_2019_03_06_c.txt"]
    >>> read_names(names).fields["NYT_2019_03_05_a.txt"]
    {'outlet': 'NYT', 'published': '2019-03-05', 'name_3': 'a'}
    >>> read_names(["CONS_92.txt", "LAB_92.txt"]) is None
    True
    """
    stems = [PurePath(name).stem for name in names]
    if len(set(names)) < 2 or len(set(names)) < len(names):
        return None
    parts = _parts(stems)
    dates = _days(parts, order) if parts else None
    if not parts or not dates:
        return None
    roles = _roles(parts)
    fields = {
        name: {
            role: date if role == "published" else " ".join(part.replace("_", " ").split())
            for role, part in zip(roles, row, strict=True)
        }
        for name, row, date in zip(names, parts, dates, strict=True)
    }
    read = ", ".join(f"{role} {value!r}" for role, value in fields[names[0]].items())
    said = (
        f"the names of the {len(names):,} files follow one pattern and were read: "
        f"{PurePath(names[0]).name!r} is {read}. Say names='…' if it is another, names='' if none"
    )
    return Named(fields, said)


def _parts(stems: list[str]) -> list[list[str]] | None:
    """Return the parts of each name, one of them its date; None if they are not as many."""
    for form in WRITTEN:
        found = [list(form.finditer(stem)) for stem in stems]
        if not all(len(one) == 1 for one in found):
            continue
        around = [(s[: m[0].start()], m[0][0], s[m[0].end() :])
                  for s, m in zip(stems, found, strict=True)]  # fmt: skip
        for sign in SIGNS:
            rows = [_split(before, after, sign) for before, _, after in around]
            first = rows[0]
            if first is not None and all(
                row is not None and len(row) == len(first) and row.index("") == first.index("")
                for row in rows
            ):
                return [
                    [part or date for part in row or []]
                    for row, (_, date, _) in zip(rows, around, strict=True)
                ]
    return None


def _split(before: str, after: str, sign: str) -> list[str] | None:
    """Return the parts around a date, "" for itself; None if they do not stand apart."""
    if (before and not before.endswith(sign)) or (after and not after.startswith(sign)):
        return None
    left = before.removesuffix(sign).split(sign) if before else []
    right = after.removeprefix(sign).split(sign) if after else []
    return [*left, "", *right] if all(part.strip() for part in left + right) else None


def _days(parts: list[list[str]], order: str | None) -> list[str] | None:
    """Return the dates as ISO days; None if one cannot be read, or they tell no publication."""
    place = _place(parts)
    written = [re.sub(r"[_ ]", "-", row[place]) for row in parts]
    order = order or find_order(written)
    try:
        read = [read_date(one.replace(".", "-"), order) for one in written]
    except (ValueError, OverflowError):
        return None
    if any(doubt(when, datetime.now()) for when in read):
        return None
    days = [when.printed.date().isoformat() for when in read]
    return days if len(days) < MANY or len(set(days)) > 1 else None


def _place(parts: list[list[str]]) -> int:
    """Return in which part the date stands."""
    return next(
        place for place in range(len(parts[0]))
        if all(any(form.fullmatch(row[place]) for form in WRITTEN) for row in parts)
    )  # fmt: skip


def _roles(parts: list[list[str]]) -> list[str]:
    """Return what each part is: published, outlet, title, or a column by its place."""
    columns = list(zip(*parts, strict=True))
    date = _place(parts)
    roles = [f"name_{place}" for place in range(1, len(columns) + 1)]
    roles[date] = "published"
    words = [
        place for place, column in enumerate(columns)
        if place != date and all(re.search(r"[^\W\d_]{2}", part) for part in column)
    ]  # fmt: skip
    titled = len(words) == 2 and words[1] == len(columns) - 1 and _are_titles(columns[words[1]])
    if titled or (len(words) == 1 and 1 < len(set(columns[words[0]])) < len(parts)):
        roles[words[0]] = "outlet"
        roles[words[-1]] = "title" if titled else "outlet"
    return roles


def _are_titles(column: Sequence[str]) -> bool:
    """Say whether each part has several words, and none comes twice."""
    several = all(len(re.findall(r"[^\W\d_]{2,}", part)) > 1 for part in column)
    return several and len(set(column)) == len(column)
