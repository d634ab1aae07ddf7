"""What is to be said of the columns of a table, by their names and its first rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mediakit.corpus.article import PRIVATE
from mediakit.corpus.columns import (
    Columns,
    explain_collected,
    explain_dates,
    explain_doubt,
    explain_other_dates,
    explain_parts,
    recognise,
)
from mediakit.corpus.dates import are_dates

LEAD = 60  # characters by which a lead is looked for in the text
Rows = Sequence[Mapping[str, Any]]


def doubts_of(rows: Rows, found: Columns, *, is_table: bool) -> Iterator[tuple[str, str]]:
    """Yield (our column, what is doubtful of it) for the columns that were `found`.

    Parameters
    ----------
    rows : sequence of mapping
        The first rows of a source.
    found : Columns
        Which column is which.
    is_table : bool
        Whether it is a table, rather than a file of one article: only in a table dates are looked
        for.
    """
    for ours, theirs in found.doubts.items():
        if ours != "text":  # its values tell more: see `bodies`
            yield ours, explain_doubt(ours, theirs)
    names = {name for row in rows for name in row} - found.columns.keys()
    yield from (("text", said) for said in _parts(rows, found))
    if is_table:
        if "sheet" in names and "outlet" not in found.columns.values():
            yield (
                "outlet",
                "no column of outlets: if 'sheet' names them, columns={'outlet': 'sheet'} reads it",
            )
        yield from (("published", said) for said in _dates(rows, found))


def _parts(rows: Rows, found: Columns) -> Iterator[str]:
    """Warn of a lead or a summary: read as the text, or not read though the text lacks it."""
    for name in (name for name, ours in found.columns.items() if ours == "text"):
        if recognise(name) == "part":
            yield f"{name!r} is read as the text: by its name a lead or a summary, not all of it"
    own = next((name for name, ours in found.columns.items() if ours == "text"), None)
    for name in dict.fromkeys(name for row in rows for name in row):
        if name in found.columns or own is None or recognise(name) != "part":
            continue
        pairs = [(str(row[name])[:LEAD], str(row[own])) for row in rows
                 if row.get(name) and row.get(own)]  # fmt: skip
        if sum(lead not in text for lead, text in pairs) > len(pairs) / 2:
            yield (
                f"{name!r} is not read: by its name a lead or a summary, and its words are not "
                "in the text; if the article begins with it, join the two columns first"
            )


def _dates(rows: Rows, found: Columns) -> Iterator[str]:
    """Warn where the date of publication is doubtful, or there is none among dates."""
    taken = [name for name, ours in found.columns.items() if ours == "published"]
    if taken:
        yield from filter(None, map(explain_collected, taken))
        return
    names = dict.fromkeys(name for row in rows for name in row if name not in PRIVATE)
    further = [name for name in names if name not in found.columns]
    if len(parts := [name for name in further if recognise(name) == "date_part"]) == 3:
        yield explain_parts(parts)
    dates = [name for name in further if are_dates(row.get(name) for row in rows)]
    other = [name for name in dates if recognise(name) == "other_date"]
    unknown = [name for name in dates if name not in other]
    if unknown := sorted(unknown, key=lambda name: recognise(name) == "published"):  # Timestamp
        yield explain_dates(unknown)
    elif other:
        yield explain_other_dates(other)
