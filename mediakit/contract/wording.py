"""How numbers are worded, wherever a person reads them."""

from __future__ import annotations

from typing import Any

import pandas as pd

NONE = "–"  # where there is no value


def number(n: int, noun: str, plural: str | None = None, none: str = "0") -> str:
    """Return how many there are of something.

    Examples
    --------
    >>> number(1, "article"), number(2000, "article"), number(0, "event", none="no")
    ('1 article', '2,000 articles', 'no events')
    """
    return f"{f'{n:,}' if n else none} {noun if n == 1 else plural or f'{noun}s'}"


def decimal(value: Any, digits: int = 1) -> str:
    """Return a number with so many decimals.

    Examples
    --------
    >>> decimal(1234.56), decimal(None)
    ('1,234.6', '–')
    """
    return NONE if value is None or pd.isna(value) else f"{float(value):,.{digits}f}"


def between(low: Any, high: Any, digits: int = 1) -> str:
    """Return an interval.

    Examples
    --------
    >>> between(0.5, 2), between(None, None)
    ('0.5 to 2.0', '–')
    """
    said = decimal(low, digits), decimal(high, digits)
    return NONE if NONE in said else " to ".join(said)


def percent(part: Any, whole: Any = 1, digits: int = 0) -> str:
    """Return a share of `whole` in per cent; what is there, however little, is not called 0.

    Examples
    --------
    >>> percent(1, 8, 1), percent(0.25), percent(1, 900), percent(0, 0)
    ('12.5 %', '25 %', '<1 %', '–')
    """
    if not whole or pd.isna(part):
        return NONE
    share, least = 100 * float(part) / float(whole), 10.0**-digits
    return f"<{least:.{digits}f} %" if 0 < share < least / 2 else f"{share:,.{digits}f} %"
