"""Dates as newspapers and databases print them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from itertools import islice
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mediakit.corpus.moments import as_digits, moment_of
from mediakit.corpus.months import without_label, words_of_date
from mediakit.corpus.values import is_absent

YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)(.*)", re.DOTALL)
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)", re.DOTALL)
NUMBERS = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d")
CHINESE = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
YEAR = re.compile(r"(?<![\d+])\d{4}(?!\d)")
SHORT_YEAR = re.compile(
    r"(?P<day>^\d{1,2})-(?P<month>[A-Z][a-z]{2})-(?P<year>\d{2})(?!\d)"
)  # Excel
BROKEN_YEAR = re.compile(r"(?<=[,\s])([12])\s(\d{3})(?!\d)")  # ProQuest: Jan 11, 2 009
EDITION = re.compile(r",?\s[A-Za-z -]*\bedition\b\D*$", re.IGNORECASE)
GMT = re.compile(r"\b(?:GMT|UTC|UT)\s?([+-])\s?(\d{1,2}:?\d{2}|\d{1,2})(?!\d)")
ORDINAL = re.compile(r"(?<=\d)\s?(?:er|ère|º|ª|°|th|st|nd|rd)(?!\w)", re.IGNORECASE)
LOG = re.compile(r"(?<=\d{4}):(?=\d\d:\d\d)")  # 05/Mar/2018:10:15:00 of a server
SPAN = re.compile(
    r"\d\s?[–—]\s?\d|(?<![\d:-])\d{1,2}\s?-\s?\d{1,2}\s(?!\d)|(?<=[a-z])\s\d{1,2}-\d{1,2},"
)
# 2018-03-05/2018-03-07 · 05.03.2018 to 07.03.2018
RANGE = re.compile(r"\s*(?:[/–—-]|[^\W\d]{1,5}\b)\s*\d{1,4}\s?[-/.]\s?\d")
QUARTER = re.compile(r"\b(?:Q[1-4]|[1-4]Q|FY|H[12])(?=\W|\d|$)|\d{4}-?W\d\d$", re.IGNORECASE)
WEEK_DAY = re.compile(r"\d{4}-?W\d\d-?[1-7]")
PLACE = re.compile(r"\s?\[?([A-Z][A-Za-z]+/[A-Z][A-Za-z_]+)\]?$")  # Europe/Berlin
REMARK = re.compile(r"\s\([^()\d]*[a-z]{3}[^()\d]*\)$")  # (print edition)
TIME_FIRST = re.compile(
    r"(\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?),?\s+(\d{1,4}([-/.])\d{1,2}\3\d{1,4})"
)
AGO = re.compile(
    r"\bago\b|\bvor \d|\bil y a\b|\bhace \d|\bfa$|\bgeleden\b|\bhá \d|\byesterday\b|\btoday\b|"
    r"\bgestern\b|\bheute\b|\bhier\b|\bayer\b|\bjust now\b",
    re.IGNORECASE,
)
# Only names that mean one zone: CST, IST and BST mean several.
ZONES = {
    "EST": -5, "EDT": -4, "PST": -8, "PDT": -7, "MST": -7, "MDT": -6, "CET": 1, "CEST": 2,
    "MEZ": 1, "MESZ": 2,
}  # fmt: skip
PLACES = {"ET": "America/New_York", "PT": "America/Los_Angeles"}  # winter and summer, by the day
LOOKED_AT, LONGEST = 20, 50  # values of a column; characters, since to parse an article is slow
LONGEST_TEXT = 200  # characters of a date with all its labels
UNKNOWN = "it has no full date in a known form"
PERIOD = (
    "it is a {}, not a day, and no day is invented: give a day, or count by a column of your own, "
    "mk.measure(…, per='your column')"
)
FIRST, LAST = 1678, 2261  # the years that every version of pandas can hold
OLD = 1700  # newspapers are hardly older
ZEROS = {(1970, 1, 1), (1900, 1, 1), (1899, 12, 30), (1904, 1, 1), (1980, 1, 1)}


class When(NamedTuple):
    """A date as printed, the same moment in UTC if the zone is known, and what to know of it."""

    printed: datetime
    utc: datetime | None = None
    note: str | None = None


class TwoReadings(ValueError):
    """The date can be read with the day first and with the month first."""


def read_date(value: object, order: str | None = None) -> When:
    """Read one date.

    ISO dates, days with the month's name in English, German, French, Spanish, Italian, Dutch or
    Portuguese, numbers with the year first or last, with and without a label (*Published*), a day
    of the week, a time and a zone. With dots the day comes first (German); years of two digits are
    1969 to 2068. Numbers without marks are days, days as Excel counts them, or seconds or
    milliseconds since 1970. Never the first day of a month or year that is all there is.

    Parameters
    ----------
    value : object
        A text, number, date or datetime.
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
    >>> read_date("Veröffentlicht am 5. März 2018, 10.15 Uhr").printed.isoformat()
    '2018-03-05T10:15:00'
    >>> read_date("2016-09-29T10:00:00-04:00").utc.isoformat()
    '2016-09-29T14:00:00'
    >>> read_date(43164)[::2]
    (datetime.datetime(2018, 3, 5, 0, 0), 'read as a day that Excel counts from 1900')
    """
    if isinstance(value, datetime):
        to_python = getattr(value, "to_pydatetime", None)  # a pandas Timestamp
        return _when(to_python(warn=False) if to_python else value)
    if isinstance(value, date):
        return _when(datetime(value.year, value.month, value.day))
    if isinstance(start := getattr(value, "start_time", None), datetime):  # a Period of pandas
        if getattr(value, "freqstr", "") != "D":
            raise ValueError(PERIOD.format("period"))
        return read_date(start)
    if (digits := as_digits(value)) is not None:
        return _read_digits(digits)
    if not isinstance(value, str):
        raise ValueError("it is no date")
    return _read(" ".join(value.split()), order)


def doubt(when: When, now: datetime) -> str | None:
    """Say why a date that was read may be none: the future, a computer's zero, very old.

    Examples
    --------
    >>> doubt(When(datetime(2081, 3, 5)), datetime(2026, 1, 1))
    'is in the future'
    >>> doubt(When(datetime(1970, 1, 1)), datetime(2026, 1, 1))
    'is a day from which computers count: probably there was no date'
    """
    printed = when.printed
    if printed > now + timedelta(days=2):
        return "is in the future"
    if (printed.year, printed.month, printed.day) in ZEROS and printed.time() == time():
        return "is a day from which computers count: probably there was no date"
    return f"is before {OLD}" if printed.year < OLD else None


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
        if as_digits(value) is not None and len(str(value)) != len("20180305"):
            return False  # any number might be a day
        try:
            read_date(value)
        except TwoReadings:
            pass
        except (ValueError, OverflowError):
            return False
        found = True
    return found


def _read_digits(digits: str) -> When:
    if re.fullmatch(r"[12]\d{3}", digits):
        raise ValueError(PERIOD.format("year"))
    found = moment_of(digits)
    if found is None:
        raise ValueError("it is a number, not a date")
    moment, utc, said = found
    note = f"read {said}" if said else None
    return _when(moment.replace(tzinfo=UTC) if utc else moment)._replace(note=note)


@lru_cache(maxsize=4096)
def _read(text: str, order: str | None) -> When:
    if len(text) > LONGEST_TEXT:
        raise ValueError("it is too long for a date")
    text, update = without_label(REMARK.sub("", CHINESE.sub(r"\1-\2-\3", text)))
    if AGO.search(text) and not YEAR.search(text):
        raise ValueError("it counts from a day that is not told")
    when = _read_bare(text, order)
    return when._replace(note="the day of an update, not of publication") if update else when


def _read_bare(text: str, order: str | None) -> When:
    """Read a date without a label."""
    if match := PLACE.search(text):
        return _in_place(_read_bare(text[: match.start()], order), match[1])
    if match := TIME_FIRST.fullmatch(text):
        text = f"{match[2]} {match[1]}"
    if WEEK_DAY.fullmatch(text):
        return _when(datetime.fromisoformat(text))
    if QUARTER.search(text):
        raise ValueError(PERIOD.format("period"))
    if (digits := as_digits(text)) is not None:
        return _read_digits(digits)
    if match := YEAR_FIRST.match(text):
        if match[2] or len(match[3] + match[4]) == 4:
            return _with_time(int(match[1]), int(match[3]), int(match[4]), match[5])
    elif match := YEAR_LAST.match(text):
        return _year_last(match, order)
    elif re.fullmatch(r"\d{4}[-/.]\d{1,2}|\d{1,2}[-/.]\d{4}", text):
        raise ValueError(PERIOD.format("month"))
    words = words_of_date(text)
    if words.text != text and NUMBERS.match(words.text):  # Montag, 05.03.2018
        return _with_weekday(_read_bare(words.text, order), words.weekday)
    return _read_words(text)


def _read_words(text: str) -> When:
    """Read a date whose month is a word."""
    text = SHORT_YEAR.sub(lambda m: f"{m['day']} {m['month']} {_four(int(m['year']))}", text)
    text = re.sub(r"(?<=\s)['’](\d{2})(?!\d)", lambda m: str(_four(int(m[1]))), text)
    if not YEAR.search(text):
        text = BROKEN_YEAR.sub(r"\1\2", text)
    text = LOG.sub(" ", ORDINAL.sub("", EDITION.sub("", text))).replace(" @ ", " ")
    words = words_of_date(text)
    if words.months != 1 or not YEAR.search(words.text):
        raise ValueError(UNKNOWN)
    if SPAN.search(words.text):
        raise ValueError(PERIOD.format("span of days"))
    if not re.search(r"\d", YEAR.sub("", words.text)):
        raise ValueError(PERIOD.format("month"))
    when = _parse(words.text)
    if f"{when.printed.year:04}" not in YEAR.findall(words.text):
        raise ValueError(UNKNOWN)  # a number that is none of a date was taken for one
    return _with_weekday(when, words.weekday)


def _in_place(when: When, place: str) -> When:
    """Return a date with its moment in the zone of a place, as databases name it."""
    if when.utc is not None:
        return when
    try:
        zone = ZoneInfo(place)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(UNKNOWN) from None
    return _when(when.printed.replace(tzinfo=zone))._replace(note=when.note)


def _with_weekday(when: When, weekday: int | None) -> When:
    """Say so where the day of the week that stands beside a date is not its own."""
    if weekday and when.printed.isoweekday() != weekday:
        return when._replace(note="the day of the week is another one")
    return when


def _four(year: int) -> int:
    """Return a year of two digits in full: 1969 to 2068."""
    return year + (2000 if year < 69 else 1900)


def _year_last(match: re.Match[str], order: str | None) -> When:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if len(match[4]) == 2:
        year = _four(year)
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
    if RANGE.match(rest):
        raise ValueError(PERIOD.format("span of days"))
    try:
        return _when(datetime.fromisoformat(text))
    except ValueError:
        words = words_of_date(rest)
        return _parse(f"{text[:10]} {words.text}".strip())


def _parse(text: str) -> When:
    """Parse with dateutil; what is not in the text must not come from today's date."""
    from dateutil import parser

    text = GMT.sub(_signed, text)
    try:
        found = [
            parser.parse(text, default=default, tzinfos=_zone)
            for default in (datetime(2000, 1, 1), datetime(2004, 2, 2))
        ]
    except parser.ParserError as error:
        impossible = "range" in str(error)
        raise ValueError("there is no such day or hour" if impossible else UNKNOWN) from error
    if found[0] != found[1]:
        raise ValueError("it lacks the day, the month or the year")
    return _when(found[0])


def _signed(match: re.Match[str]) -> str:
    """Write GMT+1 as +01:00: dateutil reads it as the zone of POSIX, one hour west."""
    digits = match[2].replace(":", "").rjust(2, "0").ljust(4, "0")
    if len(match[2].replace(":", "")) == 3:
        digits = match[2].replace(":", "").rjust(4, "0")
    return f"{match[1]}{digits[:2]}:{digits[2:4]}"


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    if name in PLACES:
        try:
            return ZoneInfo(PLACES[name])
        except ZoneInfoNotFoundError:  # a system without zones: printed, but not in UTC
            return None
    return timezone(timedelta(hours=ZONES[name])) if name in ZONES else None


def _when(moment: datetime) -> When:
    if not FIRST <= moment.year <= LAST:
        raise ValueError(f"its year is not between {FIRST} and {LAST}")
    printed = moment.replace(tzinfo=None)
    if moment.tzinfo is None:
        return When(printed)
    return When(printed, moment.astimezone(UTC).replace(tzinfo=None))
