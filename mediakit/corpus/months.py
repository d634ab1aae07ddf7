"""The words of dates: months, days of the week and labels in seven languages."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from mediakit.contract.resources import read_rows

ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WORD = re.compile(r"[^\W\d_]+(?:-feira)?")
# 10h15 · 10.15 Uhr · 10 Uhr · 10.15am · a. m.
HOURS = (
    (re.compile(r"\b([ap])\.\s?m\b\.?", re.IGNORECASE), r"\1m"),
    (re.compile(r"(?<![\d.])(\d{1,2})\s?h\s?([0-5]\d)(?:\s?min)?\b", re.IGNORECASE), r"\1:\2"),
    (re.compile(r"(?<![\d.])(\d{1,2})\s?(?:h|uhr|uur)\b", re.IGNORECASE), r"\1:00"),
    (re.compile(r"(?<=\s)([01]?\d|2[0-3])\.([0-5]\d)(?![\d.])"), r"\1:\2"),
)


class Words(NamedTuple):
    """A date whose words are English, or gone; the day of the week that it names (Monday is 1)."""

    text: str
    weekday: int | None
    months: int


def words_of_date(text: str) -> Words:
    """Write the words of a date in English, without days of the week and words between.

    “mar.” is March, but Tuesday beside another month.

    Examples
    --------
    >>> words_of_date("mar. 6 févr. 2018 à 10h15").text
    '6 Feb. 2018 10:15'
    >>> words_of_date("Montag, 5. März 2018"), words_of_date("a maybe")
    (Words(text='5. Mar 2018', weekday=1, months=1), Words(text='maybe', weekday=None, months=0))
    """
    for form, written in HOURS:
        text = form.sub(written, text)
    known = _known()
    kinds = [known.get(_folded(word)) or {} for word in WORD.findall(text)]
    months = sum("month" in kind for kind in kinds)
    # A word that is both is a day of the week if there is another month, or comes before one.
    sure = sum("month" in kind and "weekday" not in kind for kind in kinds)
    both = 0 if sure else months - 1
    weekday: int | None = None

    def english(match: re.Match[str]) -> str:
        nonlocal weekday, both
        kind = known.get(_folded(match[0])) or {}
        if "month" in kind and not ("weekday" in kind and (sure or both > 0)):
            return ENGLISH[kind["month"] - 1]
        if "weekday" in kind:
            both -= 1
            weekday = kind["weekday"]
            return "\0"
        return "\0" if "filler" in kind else match[0]

    written = re.sub(r"\0[.,]?", " ", WORD.sub(english, text))
    return Words(" ".join(written.split()).strip(" ,"), weekday, sure or min(months, 1))


def without_label(text: str) -> tuple[str, bool]:
    """Return a date without its label, and whether that is of an update, not of publication.

    Of “Published …, updated …” the first counts.

    Examples
    --------
    >>> without_label("Published 5 March 2018"), without_label("Stand: 5.3.2018")
    (('5 March 2018', False), ('5.3.2018', True))
    >>> without_label("First published on 5 March 2018, updated 6 March 2018")
    ('5 March 2018', False)
    """
    published, updated = _labels()
    first = published.match(text)
    update = None if first else updated.match(text)
    if match := first or update:
        text = text[match.end() :]
    other = (published if update else updated).search(text)
    if other and other.start():
        if update:
            return without_label(text[other.start() :])
        text = text[: other.start()].rstrip(" ,;|·–—-(")
    return text, bool(update)


@cache
def _known() -> dict[str, dict[str, int]]:
    known: dict[str, dict[str, int]] = {}
    for row in read_rows("months"):
        if row["kind"] in ("month", "weekday", "filler"):
            kinds = known.setdefault(_folded(row["word"]), {})
            kinds.setdefault(row["kind"], int(row["number"] or 0))
    return known


@cache
def _labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns of the labels before a date of publication, and before one of an update."""
    patterns = []
    for kind in ("published", "updated"):
        words = sorted((r["word"] for r in read_rows("months") if r["kind"] == kind), key=len)
        labels = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in reversed(words))
        form = rf"(?<!\w)(?:{labels})\b\s*(?:on\b|at\b|[:\-–—])?\s*"
        patterns.append(re.compile(form, re.IGNORECASE))
    return patterns[0], patterns[1]


def _folded(word: str) -> str:
    """Return a word without capitals and accents: “Févr” is “fevr”."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))
