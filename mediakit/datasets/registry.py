"""Which corpora have a name, who made them, and where their files stand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

LIST = Path(__file__).parent / "corpora.json"


class File(NamedTuple):
    """One file of a corpus: its name, the pinned address, and what it must hash to."""

    name: str
    address: str
    sha256: str


class Entry(NamedTuple):
    """One corpus. Without files it is read from a clone of its repository."""

    name: str
    title: str
    about: str
    citation: str
    licence: str
    repository: str
    commit: str
    files: tuple[File, ...]


def read_registry() -> dict[str, Entry]:
    """Read the list of corpora.

    Examples
    --------
    >>> read_registry()["basil"].files[0].name
    'emnlp19-BASIL.zip'
    """
    entries: dict[str, Entry] = {}
    for name, row in json.loads(LIST.read_text(encoding="utf-8")).items():
        files = tuple(File(**file) for file in row.pop("files"))
        entries[name] = Entry(name=name, files=files, **row)
    return entries
