"""Metadata in the names of files, by a pattern such as ``{outlet}_{published}_{title}.txt``."""

from __future__ import annotations

import re
from pathlib import PurePath

from mediakit.contract.tables import ARTICLES
from mediakit.corpus.dates import are_dates

FIELD = re.compile(r"\{(\w*)\}")
DATE = r"\d[\w .,:+-]*\d|\d"
WORDY = ("title", "outlet", "author", "section", "edition", "subjects", "genre")


class NamePattern:
    """Fields in the names of files.

    Parameters
    ----------
    pattern : str
        Such as ``{outlet}_{published}_{title}.txt`` or ``{outlet}/{published}.txt``, where the
        folder counts. A field is one of our columns or a column of your own; ``{}`` stands for
        anything. ``{published}`` begins and ends with a digit. In titles, names of outlets and
        the like ``_`` becomes a blank.

    Raises
    ------
    ValueError
        If there is no field, one twice, or nothing between two.

    Examples
    --------
    >>> NamePattern("{outlet}_{published}_{title}.txt").find("news/The_Post_2018-03-05_Taxes.txt")
    {'outlet': 'The Post', 'published': '2018-03-05', 'title': 'Taxes'}
    >>> NamePattern("{outlet}_{year}").find("notes.txt") is None
    True
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        fields = [name for name in FIELD.findall(str(pattern)) if name]
        if not isinstance(pattern, str) or not fields or len(set(fields)) < len(fields):
            raise ValueError(_explain(pattern, "expected each field once, and one at least"))
        if re.search(r"\}\{", pattern):
            raise ValueError(_explain(pattern, "something must stand between two fields"))
        for name in ("text", "source_file", "published_utc"):
            if name in fields:
                raise ValueError(_explain(pattern, f"{name!r} stands in no name of a file"))
        if odd := [name for name in fields if name.startswith("_") or name[0].isdigit()]:
            raise ValueError(_explain(pattern, f"{odd[0]!r} is no name of a column"))
        self.fields = fields
        self._depth = pattern.strip("/").count("/") + 1
        pieces = FIELD.split(pattern.strip("/"))
        self._whole = "." in pieces[-1]
        self._regex = re.compile("".join(map(_as_regex, range(len(pieces)), pieces)), re.DOTALL)

    def find(self, path: str) -> dict[str, str] | None:
        """Return the fields in a path; None if it does not fit."""
        parts = PurePath(path).parts[-self._depth :]
        if not self._whole:
            parts = (*parts[:-1], PurePath(parts[-1]).stem)
        match = self._regex.fullmatch("/".join(parts))
        if match is None:
            return None
        return {
            name: " ".join(value.replace("_", " ").split()) if name in WORDY else value
            for name, value in match.groupdict().items()
        }


def suggest(names: list[str]) -> str | None:
    """Say that names of files hold parts that a pattern would read; None if they do not.

    Examples
    --------
    >>> suggest(["CONS_92.txt", "LAB_92.txt"])
    "the files' names have parts, such as 'CONS_92.txt': names='{outlet}_{year}' reads them as \
columns (the names of the fields are yours to choose)"
    >>> suggest(["one.txt", "two_b.txt"]) is None
    True
    """
    stems = [PurePath(name).stem for name in names]
    for sign in ("__", "_", " - "):
        parts = [stem.split(sign) for stem in stems]
        width = len(parts[0]) if parts else 0
        if len(stems) < 2 or not 1 < width < 7 or any(len(one) != width for one in parts):
            continue
        columns = list(zip(*parts, strict=True))
        if any(not all(column) for column in columns):
            continue
        free = iter(("outlet", "title", "section", "part_4", "part_5", "part_6"))
        fields = [_field_of(column) or next(free) for column in columns]
        if len(set(fields)) < len(fields):
            continue
        pattern = sign.join(f"{{{field}}}" for field in fields)
        return (
            f"the files' names have parts, such as {PurePath(names[0]).name!r}: names={pattern!r} "
            "reads them as columns (the names of the fields are yours to choose)"
        )
    return None


def _field_of(column: tuple[str, ...]) -> str | None:
    if all(re.fullmatch(r"[12]\d{3}[-.]?\d\d[-.]?\d\d", part) for part in column):
        return "published"
    if all(re.fullmatch(r"[12]\d{3}|\d\d", part) for part in column):
        return "year"
    if all(map(_is_date, column)):
        return "published"
    return "number" if all(part.isdigit() for part in column) else None


def _is_date(part: str) -> bool:
    return bool(re.search(r"[^\W\d_]", part)) and are_dates([part])


def _as_regex(place: int, piece: str) -> str:
    if place % 2 == 0:
        return re.escape(piece)
    if not piece:
        return "[^/]*?"
    return f"(?P<{piece}>{DATE if piece == 'published' else '[^/]+?'})"


def _explain(pattern: object, problem: str) -> str:
    return (
        f"names={pattern!r}: {problem}. Write names='{{outlet}}_{{published}}_{{title}}.txt': a "
        f"field is one of {', '.join(ARTICLES)}, or a name of your own."
    )
