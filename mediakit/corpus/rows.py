"""The rows of one source as its reader gives them, and what goes wrong on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mediakit.corpus.article import PRIVATE, Row
from mediakit.corpus.coded import read_coded
from mediakit.corpus.columns import name_columns
from mediakit.corpus.readers.databases import tell_records
from mediakit.corpus.sources import Source


def rows_of(source: Source) -> Iterator[Row]:
    """Yield what a source holds: its one text, or a row an article, a table's with its line."""
    given = source.given
    if isinstance(given, str):
        yield {"text": given}
    elif isinstance(given, Path):
        assert source.format is not None  # what has none is a problem
        rows = read_coded(source.format, given, source.encoding)
        yield from tell_records(rows) if source.format.single else rows
    else:
        names = name_columns(map(str, given.columns))
        for number, values in enumerate(given.itertuples(index=False, name=None), 1):
            yield {**dict(zip(names, values, strict=True)), "_line": number}


def state_of(source: Source) -> tuple[int, int] | None:
    """Return what shows if a file is changed: its size and when it was written."""
    if not isinstance(source.given, Path):
        return None
    try:
        state = source.given.stat()
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns


def single(source: Source) -> Path | None:
    """Return the path of a file that holds one article, else None."""
    is_single = source.format is not None and source.format.single
    return source.given if is_single and isinstance(source.given, Path) else None


def is_remark(row: Row) -> bool:
    """Say whether a row is no article, only something to report.

    Examples
    --------
    >>> is_remark({"_line": 3, "_note": "…"}), is_remark({"_line": 3}), is_remark({"text": "…"})
    (True, False, False)
    """
    # A row of a line's number alone is an article without anything in it.
    return "_error" in row or (len(row.keys() - {"_line"}) > 0 and row.keys() <= set(PRIVATE))


def reason_of(error: Exception) -> str:
    r"""Say in one line what went wrong.

    Examples
    --------
    >>> reason_of(ValueError("no\n  article")), reason_of(KeyError())
    ('no article', 'KeyError')
    """
    said = " ".join(str(error).split())
    return f"{said[:300]}…" if len(said) > 300 else said or type(error).__name__
