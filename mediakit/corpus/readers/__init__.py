"""One file per source format; `FORMATS` is the table of contents.

A reader is a function ``read(path) -> Iterator[dict]``: each dict is one article in the file's own
columns. Some keys are not columns: ``_line`` (line or row in the file), ``_error`` (this could not
be read, and why), ``_note`` (it was, but something had to be repaired or deserves a look),
``_announced`` (how many articles the file says it holds; best in a row of its own, before the
articles; of several they add up), ``_encoding`` (of the bytes, where it is not UTF-8).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from mediakit.corpus.readers import delimited, excel, jsonlines, parquet, plain, web, word

Reader = Callable[[Path], Iterator[dict[str, Any]]]
HEAD = 2**16  # bytes of a file by which it is recognised


class Format(NamedTuple):
    """A kind of file.

    Attributes
    ----------
    name : str
        As the report calls it.
    endings : tuple of str
        Of the names of such files, in lower case.
    read : callable
        The reader.
    fits : callable, optional
        Tells by path and first bytes whether a file is of this kind, whatever its name; without it
        the ending alone tells.
    single : bool
        Whether a file holds one article: its id is the file's stem, and a ``metadata.csv`` may
        stand beside it.
    """

    name: str
    endings: tuple[str, ...]
    read: Reader
    fits: Callable[[Path, bytes], bool] | None = None
    single: bool = False


#: Asked in this order: first those that tell by content, then by ending.
FORMATS: tuple[Format, ...] = (
    Format("text", (".txt",), plain.read, single=True),
    Format("table in a text file", (".csv", ".tsv"), delimited.read),
    Format("Excel workbook", (".xlsx",), excel.read),
    Format("JSON lines", (".jsonl", ".ndjson"), jsonlines.read),
    Format("JSON", (".json",), jsonlines.read_json),
    Format("Parquet", (".parquet",), parquet.read),
    Format("Word document", (".docx",), word.read, single=True),
    Format("web page", (".html", ".htm"), web.read, single=True),
)

#: Files that are read without a look at their content.
ENDINGS: dict[str, Format] = {ending: form for form in FORMATS for ending in form.endings}


def format_of(path: Path) -> Format | None:
    """Tell the format of a file, by content first, then by its ending; None of an unknown one."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    by_content = (form for form in FORMATS if form.fits is not None and form.fits(path, head))
    return next(by_content, ENDINGS.get(path.suffix.lower()))
