"""Dates as newspapers and databases print them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from mediakit.corpus.values import is_absent

YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)(.*)", re.DOTALL)
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)", re.DOTALL)
MONTH = re.compile(r"(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
EDITION = re.compile(r",?\s[A-Za-z -]*\bedition\b\D*$", re.IGNORECASE)
CLOCK = re.compile(r"(?<=\d)\s*([ap])\.m\.", re.IGNORECASE)
# Only names that mean one zone: CST, IST and BST mean several.
ZONES = {
    "EST": -5, "EDT": -4, "PST": -8, "PDT": -7, "MST": -7, "MDT": -6, "CET": 1, "CEST": 2,
}  # fmt: skip
LOOKED_AT, LONGEST = 20, 50  # values of a column; characters, since to parse an article is slow
FIRST, LAST = 1678, 2261  # the years that every version of pandas can hold


class When(NamedTuple):
    """A date as printed, and the same moment in UTC if the zone is known."""

    printed: datetime
    utc: datetime | None = None


class TwoReadings(ValueError):
    """The date can be read with the day first and with the month first."""


def read_date(value: object, order: str | None = None) -> When:
    """Read one date.

    ISO dates, English ones with the month's name, numbers with the year first or last. With
    dots the day comes first (German); years of two digits are 1969 to 2068.

    Parameters
    ----------
    value : object
        A text, date or datetime.
    order : ``"day"``, ``"month"`` or None
        What comes first in numbers such as 03/04/2016, if that is known.

    Raises
    ------
    TwoReadings
        If `order` is needed and not given.
    ValueError
        If this is no full date (day, month and year) in one of these forms.

    Examples
    --------
    >>> read_date("May 30, 2014 Friday").printed.isoformat()
    '2014-05-30T00:00:00'
    >>> read_date("2016-09-29T10:00:00-04:00").utc.isoformat()
    '2016-09-29T14:00:00'
    """
    if isinstance(value, datetime):
        to_python = getattr(value, "to_pydatetime", None)  # a pandas Timestamp
        return _when(to_python(warn=False) if to_python else value)
    if isinstance(value, date):
        return _when(datetime(value.year, value.month, value.day))
    if not isinstance(value, str):
        raise ValueError("it is a number, not a date")
    return _read(" ".join(value.split()), order)


def are_dates(values: Iterable[object]) -> bool:
    """Say whether all of a few values that are not empty are dates, and there is one at least.

    Examples
    --------
    >>> are_dates(["30 May 2014", "", "01/02/2016"]), are_dates(["30 May 2014", "soon"])
    (True, False)
    """
    found = False
    for value in islice((value for value in values if not is_absent(value)), LOOKED_AT):
        if isinstance(value, str) and len(value) > LONGEST:
            return False
        try:
            read_date(value)
        except TwoReadings:
            pass
        except (ValueError, OverflowError):
            return False
        found = True
    return found


def find_order(values: Iterable[object]) -> str | None:
    """Say whether a column's numbers have the day or the month first; None if either may be."""
    orders = set()
    for value in values:
        if isinstance(value, str) and (match := YEAR_LAST.match(value.strip())) and match[2] != ".":
            first, second = int(match[1]), int(match[3])
            orders |= {"day"} if first > 12 else {"month"} if second > 12 else set()
    return orders.pop() if len(orders) == 1 else None


@lru_cache(maxsize=4096)
def _read(text: str, order: str | None) -> When:
    if match := YEAR_FIRST.match(text):
        if match[2] or len(match[3] + match[4]) == 4:
            return _with_time(int(match[1]), int(match[3]), int(match[4]), match[5])
    elif match := YEAR_LAST.match(text):
        return _year_last(match, order)
    elif MONTH.search(text) and YEAR.search(text):
        return _parse(EDITION.sub("", text))
    raise ValueError("it has no full date in a known form")


def _year_last(match: re.Match[str], order: str | None) -> When:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if len(match[4]) == 2:
        year += 2000 if year < 69 else 1900
    if match[2] == "." or first > 12 or first == second:
        order = "day"
    elif second > 12:
        order = "month"
    if order is None:
        raise TwoReadings("it can be read with the day or the month first")
    day, month = (first, second) if order == "day" else (second, first)
    return _with_time(year, month, day, match[5])


def _with_time(year: int, month: int, day: int, rest: str) -> When:
    text = date(year, month, day).isoformat() + rest
    try:
        return _when(datetime.fromisoformat(text))
    except ValueError:
        return _parse(text)


def _parse(text: str) -> When:
    """Parse with dateutil; what is not in the text must not come from today's date."""
    from dateutil import parser

    text = CLOCK.sub(r" \1m", text)
    found = [
        parser.parse(text, default=default, tzinfos=_zone)
        for default in (datetime(2000, 1, 1), datetime(2004, 2, 2))
    ]
    if found[0] != found[1]:
        raise ValueError("it lacks the day, the month or the year")
    return _when(found[0])


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    return timezone(timedelta(hours=ZONES[name])) if name in ZONES else None


def _when(moment: datetime) -> When:
    if not FIRST <= moment.year <= LAST:
        raise ValueError(f"its year is not between {FIRST} and {LAST}")
    printed = moment.replace(tzinfo=None)
    if moment.tzinfo is None:
        return When(printed)
    return When(printed, moment.astimezone(UTC).replace(tzinfo=None))
