"""One file per source format; `READERS` is the table of contents.

A reader is a function ``read(path) -> Iterator[dict]``: each dict is one article in the file's own
columns. Three keys are not columns: ``_line`` (line or row in the file), ``_error`` (this could not
be read, and why), ``_note`` (it was, but something had to be repaired or deserves a look).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from mediakit.corpus.readers import delimited, excel, jsonlines, parquet, plain, web, word

Reader = Callable[[Path], Iterator[dict[str, Any]]]

READERS: dict[str, Reader] = {
    ".txt": plain.read,
    ".csv": delimited.read,
    ".tsv": delimited.read,
    ".xlsx": excel.read,
    ".jsonl": jsonlines.read,
    ".ndjson": jsonlines.read,
    ".json": jsonlines.read_json,
    ".parquet": parquet.read,
    ".docx": word.read,
    ".html": web.read,
    ".htm": web.read,
}

#: Files that hold one article each: the id is the file's stem, metadata.csv may stand beside them.
ONE_ARTICLE = (".txt", ".docx", ".html", ".htm")
