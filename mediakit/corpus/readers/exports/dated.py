"""Dates as exports print them, in the languages of their menus, apart from time and edition."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from mediakit.contract.resources import read_rows

DAY, YEAR = r"(?P<day>\d{1,2})", r"(?P<year>(?:1[6-9]|20)\d\d)(?!\d)"
MONTH = r"(?P<month>[^\W\d_]{3,12})\b\.?"
FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\b{MONTH}\s+{DAY}(?:st|nd|rd|th)?\s*,?\s*{YEAR}",
        rf"(?<!\d){DAY}(?:st|nd|rd|th|er|\.|º)?\s*(?:de\s+)?{MONTH},?\s+(?:de\s+|del\s+)?{YEAR}",
        rf"(?<!\d){YEAR}-(?P<month>\d\d)-{DAY}(?!\d)",
        rf"(?<!\d){DAY}\.\s?(?P<month>\d{{1,2}})\.\s?{YEAR}",
        r"(?<!\d)(?P<year>(?:1[6-9]|20)\d\d)\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*"
        rf"{DAY}\s*[日일]",
    )
)
CLOCK = re.compile(
    r"(?<![\d.])(?P<hour>[01]?\d|2[0-4])(?:[:.h]| h )(?P<minute>[0-5]\d)(?P<second>:[0-5]\d)?"
    r"(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?(?:\s*(?:Uhr|heures))?"
    r"(?:\s+(?P<zone>GMT|UTC|[A-Z]{1,3}[SD]?T|CES?T)\b)?",
    re.IGNORECASE,
)
MARKS = " \t\n,;.|-–—\u00a0"


class Dated(NamedTuple):
    """A date found in a line: `published` for `read_date`, what stood before it and after it."""

    published: str
    before: str
    edition: str | None


def find_date(line: str) -> Dated | None:
    """Find the date in a line: day, month and year, with the time where one is printed.

    The names of weekdays count as part of it. What follows is the edition. None where there is no
    full date; blanks that an e-mail put inside the numbers ("2 009") do not matter.

    Examples
    --------
    >>> find_date("September 30, 2015 Wednesday 9:03 AM GMT").published
    '2015-09-30 9:03 AM GMT'
    >>> find_date("Donnerstag 2. Mai 2002, Spätausgabe")
    Dated(published='2002-05-02', before='', edition='Spätausgabe')
    >>> find_date("Jan 11, 2 009").published, find_date("Spring 2009")
    ('2009-01-11', None)
    """
    for text in (line, re.sub(r"(?<=\d)\s+(?=\d)", "", line)):
        for form in FORMS:
            for match in form.finditer(text):
                if month := _month(match["month"]):
                    return _split(text, match, month)
    return None


def is_dateline(line: str) -> bool:
    """Say whether a line is a date and an edition, and begins with it.

    Examples
    --------
    >>> is_dateline("May 2, 2002, Thursday,, FINAL EDITION"), is_dateline("Since May 2, 2002")
    (True, False)
    """
    found = find_date(line) if len(line) < 160 else None
    return found is not None and not found.before and len(found.edition or "") < 100


def _split(text: str, match: re.Match[str], month: int) -> Dated:
    published = f"{int(match['year']):04}-{month:02}-{int(match['day']):02}"
    before = _bare(text[: match.start()])
    after = text[match.end() :]
    if clock := CLOCK.search(after):
        published += _time(clock)
        after = f"{after[: clock.start()]} {after[clock.end() :]}"
    lines = filter(None, map(_bare, after.split("\n")))
    return Dated(published, before, "; ".join(lines) or None)


def _time(clock: re.Match[str]) -> str:
    time = f" {clock['hour']}:{clock['minute']}{clock['second'] or ''}"
    half = f" {clock['half'].upper()}M" if clock["half"] else ""
    return time + half + (f" {clock['zone'].upper()}" if clock["zone"] else "")


def _bare(text: str) -> str:
    """Return `text` without the weekday and the marks at its ends."""
    words = text.strip(MARKS).split()
    while words and _folded(words[0]) in _names()["weekday"]:
        words.pop(0)
    # Not the short names: an edition may be that of “The Sun”.
    while words and len(words[-1]) > 4 and _folded(words[-1]) in _names()["weekday"]:
        words.pop()
    return " ".join(words).strip(MARKS)


def _month(name: str) -> int | None:
    if name.isdigit():
        return int(name) if 1 <= int(name) <= 12 else None
    return _names()["month"].get(_folded(name))


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.strip(MARKS)).casefold()
    return "".join(character for character in plain if character.isalpha())


@cache
def _names() -> dict[str, dict[str, int]]:
    """Return the names of months and weekdays, folded, with their numbers."""
    names: dict[str, dict[str, int]] = {"month": {}, "weekday": {}}
    for row in read_rows("months"):
        if row["kind"] in names:
            names[row["kind"]].setdefault(_folded(row["word"]), int(row["number"]))
    return names
