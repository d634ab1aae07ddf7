"""The numbers that documents of an older export have: how many there are, and which are missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mediakit.contract.wording import number
from mediakit.corpus.readers.exports.fields import Row

NUMBERED = re.compile(
    r"^[ \t\f]*(?:(\d[\d.,]*) (?:of|von|de|van|di) (\d[\d.,]*) DOCUMENT[SEIO]?\w*"
    r"|(?:Dokument|Document|Documento|DOKUMENT|DOCUMENT|DOCUMENTO) "
    r"(\d[\d.,]*) (?:von|de|van|di|sur|su) (\d[\d.,]*))[ \t]*$",
    re.MULTILINE,
)
WHOLE = 500  # articles that a download could hold


def number_of(text: str) -> tuple[int, int] | None:
    """Return the number of an article and of how many: “3 of 20 DOCUMENTS”."""
    match = NUMBERED.search(text)
    if not match:
        return None
    first, last = (int(re.sub(r"\D", "", n)) for n in match.groups() if n)
    return first, last


def announced(numbers: Sequence[tuple[int, int] | None], stated: int | None) -> Row:
    """Return how many articles the file says it holds, from its head or from their numbers.

    A search may be saved in parts (“501 of 2000 DOCUMENTS”): then only gaps between the numbers
    are missing articles, and the part is told.
    """
    known = [pair for pair in numbers if pair]
    if not known:
        return {"_announced": stated or len(numbers)}
    first, last = min(n for n, _ in known), max(n for n, _ in known)
    total = max(of for _, of in known)
    ends = total if first == 1 and total <= WHOLE else last
    if stated and first + stated - 1 == total:  # the head counts the documents of this part
        ends = total
    there = {n for n, _ in known}
    row: Row = {"_announced": max(ends - first + 1, len(numbers))}
    notes = []
    if (first, ends) != (1, total):
        notes.append(f"a part of a search: {first:,} to {ends:,} of {number(total, 'document')}")
    if missing := [n for n in range(first, ends + 1) if n not in there]:
        notes.append(f"not in the file: {_runs(missing)} of {number(total, 'document')}")
    return row | ({"_note": "; ".join(notes)} if notes else {})


def _runs(numbers: Sequence[int]) -> str:
    """Say which numbers these are, those that follow each other as one.

    Examples
    --------
    >>> _runs([3, 7, 8, 9, 2003])
    '3, 7 to 9, 2,003'
    """
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    shown = [f"{run[0]:,} to {run[-1]:,}" if len(run) > 1 else f"{run[0]:,}" for run in runs]
    return ", ".join(shown[:10]) + (", …" if len(shown) > 10 else "")
