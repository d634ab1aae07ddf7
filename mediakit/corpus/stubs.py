"""What stands where an article should be: an error page, a notice, a remark, a row of totals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from mediakit.contract.resources import read_rows
from mediakit.corpus.lines import PAYWALL, Sieve
from mediakit.corpus.values import is_absent

LONGEST = 80  # words of a text that may be none
TOTALS = re.compile(
    r"(?:grand |sub-?)?(?:totals?|sums?|counts?|average|mean|median|summe|gesamt|insgesamt|anzahl"
    r"|mittelwert|somme|moyenne|suma|promedio|totale|totaal)"
    r"(?: (?:of|number|no\.?|articles?|artikel|rows?|texts?|records?|words?|items?|stories))*"
    r"\s*[:=]?\s*[\d.,]*",
    re.IGNORECASE,
)
NUMBER = re.compile(r"[\d.,\s%]+")


def stub_in(text: str) -> str | None:
    """Say that a whole text is no article: an error page, a barrier, a remark of whoever coded.

    Examples
    --------
    >>> stub_in("Page not found. Sorry, we could not find the page you were looking for.")[:35]
    'is probably no article, but counts '
    >>> stub_in("Two men were held in Leeds after a fire, police said.") is None
    True
    """
    if len(text) > 10 * LONGEST or len(words := text.split()) > LONGEST:
        return None
    joined = " ".join(words)
    known = any(len(words) <= most and regex.fullmatch(joined) for regex, most in _patterns())
    if not known and not _is_barrier(text):
        return None
    shown = joined if len(joined) <= LONGEST else joined[:LONGEST].rsplit(" ", 1)[0] + " …"
    return f"is probably no article, but counts as one: {shown!r}; leave it out, or get its text"


def _is_barrier(text: str) -> bool:
    """Say whether a text is all paywall."""
    sieve = Sieve(text)
    lines = filter(str.strip, text.split("\n"))
    return all(sieve.kind_of(line, n) == PAYWALL for n, line in enumerate(lines))


@cache
def _patterns() -> list[tuple[re.Pattern[str], int]]:
    return [
        (re.compile(row["pattern"], re.IGNORECASE), int(row["most_words"]))
        for row in read_rows("stubs")
    ]


def is_number(text: str) -> bool:
    """Say whether a text is a number and no words, as a sum, an id or a page is.

    Examples
    --------
    >>> is_number("12"), is_number("1,204 "), is_number("Two."), is_number("...")
    (True, True, False, False)
    """
    return any(map(str.isdigit, text)) and NUMBER.fullmatch(text) is not None


def total_in(cells: Iterable[Any]) -> str | None:
    """Return what names a row of totals, as spreadsheets end with one; None if it is another row.

    Examples
    --------
    >>> total_in(["Total", None, 4]), total_in(["Total war", None, 4]), total_in([None, 4])
    ('Total', None, None)
    """
    filled = [str(cell).strip() for cell in cells if not is_absent(cell)]
    named = [cell for cell in filled if not NUMBER.fullmatch(cell)]
    return named[0] if len(named) == 1 and TOTALS.fullmatch(named[0]) else None
