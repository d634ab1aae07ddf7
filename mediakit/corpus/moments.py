"""Numbers that are dates: days as Excel counts them, seconds since 1970, digits without marks."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

EXCEL = datetime(1899, 12, 30)  # day 0, for all days after February 1900
SERIALS = (20_000, 73_051)  # from 1954 to 2099
SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
EPOCH = re.compile(r"(\d{10})(?:\.\d+)?|(\d{13})")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?")
LATEST = 1_900_000_000  # seconds: 2030; larger ones may be 2018030510, a day and an hour


def as_digits(value: object) -> str | None:
    """Return a number as digits; None of what is no number.

    Examples
    --------
    >>> as_digits(43164.0), as_digits("43164"), as_digits(True), as_digits("May 2018")
    ('43164', '43164', None, None)
    """
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return None
    if isinstance(value, str):
        text = value.strip()
    elif hasattr(value, "__float__") and not hasattr(value, "year"):
        number = float(value)
        text = str(int(number)) if number.is_integer() else repr(number)
    else:
        return None
    return text if re.fullmatch(r"\d+(?:\.\d+)?", text) else None


def moment_of(digits: str) -> tuple[datetime, bool, str | None] | None:
    """Return the moment that digits mean, whether it is UTC, and as what they were read.

    Examples
    --------
    >>> moment_of("20180305101500")
    (datetime.datetime(2018, 3, 5, 10, 15), False, None)
    >>> moment_of("43164")
    (datetime.datetime(2018, 3, 5, 0, 0), False, 'as a day that Excel counts from 1900')
    >>> moment_of("2018") is None
    True
    """
    if match := COMPACT.fullmatch(digits):
        try:
            return datetime(*(int(part) for part in match.groups(default="0"))), False, None  # type: ignore[arg-type]
        except ValueError:
            return None
    if SERIAL.fullmatch(digits) and SERIALS[0] <= float(digits) < SERIALS[1]:
        seconds = round(float(digits) * 86_400)
        said = "as a day that Excel counts from 1900"
        return EXCEL + timedelta(seconds=seconds), False, said
    if match := EPOCH.fullmatch(digits):
        seconds_ = float(digits) if match[1] else int(digits) / 1000
        if 0 < seconds_ < LATEST:
            unit = "seconds" if match[1] else "milliseconds"
            moment = datetime.fromtimestamp(seconds_, UTC).replace(tzinfo=None)
            return moment, True, f"as {unit} since 1970, in UTC"
    return None
