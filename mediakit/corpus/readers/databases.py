"""Texts that may hold several records of a database whose layout is not read: said, not split."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from mediakit.contract.resources import read_rows
from mediakit.corpus.columns import recognise
from mediakit.corpus.readers.exports.factiva import ACCESSION

FIELD = re.compile(r"^[ \t]*([^\W\d_][\w /()-]{2,24}):[ \t]", re.MULTILINE)
#: Numbers that only one database gives, and what they are called in the report.
NUMBERS = (
    (re.compile(rf"\b(?:Document|Dokument|Documento)[ \u00a0]+{ACCESSION}\b"), "Document NAME…"),
    (re.compile(r"\b(?:news|web|pub)[·.](?:19|20)\d{6}[·.][A-Z]"), "news·20…"),
    (re.compile(r"^[ \t]*\d+ of \d+ DOCUMENTS[ \t]*$", re.MULTILINE), "n of N DOCUMENTS"),
)
LONGEST = 160  # characters of a line that may be a field
FEWEST = 2  # fields that come equally often


def count_records(text: str) -> tuple[int, str] | None:
    r"""Return how many records a text may hold, and the line that tells; None if one or none.

    Told by what a database prints once per record: the number it gives (*Record Number: …*), the
    mark of an end, or several fields that each come equally often.

    Examples
    --------
    >>> count_records("Rents rise.\nRecord Number: 17\n\nRain.\nRecord Number: 18\n")
    (2, 'Record Number')
    >>> count_records("Author: A\nSection: B\n\nSo.\n\nAuthor: C\nSection: D\n\nNo.")
    (2, 'Author, Section')
    >>> count_records("Moss: I go.\nHolt: Why?\nMoss: So.\nHolt: No.")
    """
    text = "\n".join(line for line in text.split("\n") if 0 < len(line) < LONGEST)
    found = [(len(pattern.findall(text)), name) for pattern, name in NUMBERS]
    lines: Counter[str] = Counter()
    for match in _marks().finditer(text):
        lines[" ".join(match[1].split()).casefold()] += 1
    shown = {row["label"].casefold(): row["label"] for row in _labels()}
    found += [(n, shown[name]) for name, n in lines.items()]
    n, name = max(found, default=(0, ""))
    if n > 1:
        return n, name
    fields = Counter(match[1].strip() for match in FIELD.finditer(text))
    several = {name: n for name, n in fields.items() if n > 1}
    known = {name: n for name, n in several.items() if recognise(name) not in (None, "text")}
    often = Counter(known.values()).most_common(1)
    if often and often[0][1] >= FEWEST:
        n = often[0][0]
        return n, ", ".join(name for name, times in known.items() if times == n)
    return None


def tell_records(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a reader of single texts; what may hold several records says so."""
    for row in rows:
        text = row.get("text")
        found = count_records(text) if isinstance(text, str) and "_announced" not in row else None
        if found:
            said = (
                f"may hold {found[0]:,} articles of a database (told by {found[1]!r}), but was "
                "read as one: save each article on its own, or take another kind of export (.docx, "
                ".html)"
            )
            note = "; ".join(filter(None, (row.get("_note"), said)))
            row = row | {"_announced": found[0], "_note": note}
        yield row


def _labels() -> list[dict[str, str]]:
    return [row for row in read_rows("export_labels") if row["place"] == "record"]


@cache
def _marks() -> re.Pattern[str]:
    """Match the lines that a record of a database holds once."""
    labels = "|".join(re.escape(row["label"]).replace("\\ ", r"\s+") for row in _labels())
    return re.compile(rf"^[ \t]*({labels})[ \t]*(?::|$)", re.MULTILINE | re.IGNORECASE)
