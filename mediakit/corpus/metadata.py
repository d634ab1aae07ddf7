"""The `metadata.csv` beside files that hold one article each."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mediakit.corpus.columns import explain_doubt, map_columns, recognise
from mediakit.corpus.rows import is_remark
from mediakit.corpus.values import is_absent

NAME = "metadata.csv"
SAID = ("_error", "_note", "_warning")


def metadata_files(files: Iterable[Path]) -> dict[Path, Path]:
    """Return the metadata.csv of every folder of `files`, as far as there is one."""
    found = {}
    for folder in dict.fromkeys(file.parent for file in files):
        try:
            beside = list(folder.iterdir())
        except OSError:  # gone, or not ours to list
            continue
        for file in beside:
            if file.name.lower() == NAME and file.is_file():  # no pipe
                found[folder] = file
    return found


class Metadata:
    """Rows by file name or stem.

    Parameters
    ----------
    file : Path
        The metadata.csv. Its column ``file`` (or ``filename``, ``path``; else the article id)
        names the file that a row is about, with or without its ending.
    read : callable
        The reader of CSV files.
    chosen : mapping
        Our column -> theirs, as the user wants it.
    shown : str, optional
        What the report calls the file, if not by its path.

    Attributes
    ----------
    name : str
        What the report calls the file.
    rows : list of dict
        All rows that could be read.
    columns : dict
        Their column -> ours.
    problems : list of (line, reason)
        What could not be read, or is unclear.
    """

    def __init__(
        self,
        file: Path,
        read: Callable[[Path], Iterator[dict[str, Any]]],
        chosen: Mapping[str, str],
        shown: str | None = None,
    ) -> None:
        self.file, self.name = file, shown or file.as_posix()
        self.rows: list[dict[str, Any]] = []
        self.problems: list[tuple[int | None, str]] = []
        self._by_name: dict[str, dict[str, Any]] = {}
        try:
            for row in read(file):
                if row.keys() <= {"_encoding", "_line"}:
                    continue
                if "_error" in row or is_remark(row):
                    said = next(row[name] for name in SAID if name in row)
                    self.problems.append((row.get("_line"), said))
                else:
                    self.rows.append(row)
        except (OSError, ValueError) as error:
            self.problems.append((None, f"unreadable file: {error}"))
        names = [name for name in (self.rows[0] if self.rows else ()) if not name.startswith("_")]
        self.names = names
        self.columns, doubts = map_columns(names, chosen)
        self.problems += [(None, explain_doubt(ours, theirs)) for ours, theirs in doubts.items()]
        self.key = _key_column(names)
        if names and self.key is None:
            listed = ", ".join(map(repr, names))
            reason = (
                f"no column 'file' that says which file a row is about; its columns are {listed}"
            )
            self.problems.append((None, reason))
        for row in self.rows:
            name = _name(row[self.key]) if self.key else ""
            if name in self._by_name:
                self.problems.append((row["_line"], f"a second row for {name!r}: not used"))
            elif name:
                self._by_name[name] = row

    def find(self, path: Path) -> dict[str, Any] | None:
        """Return what the row about `path` says, under our names; None if there is no such row.

        A text in it is left out: the text is the file's.
        """
        row = self._by_name.get(_name(path.name)) or self._by_name.get(_name(path.stem))
        if row is None:
            return None
        return {
            self.columns.get(name, name): row[name]
            for name in self.names
            if not is_absent(row[name])
            and recognise(name) != "file"
            and self.columns.get(name) not in ("text", "source_file")
        }

    def column(self, ours: str) -> list[object]:
        """Return all values of the column that is `ours`."""
        return [
            row[name] for name in self.names if self.columns.get(name) == ours for row in self.rows
        ]

    def rows_without_file(self) -> list[tuple[int | None, str]]:
        """Return line and name of every row whose file does not exist."""
        there = {
            _name(name) for path in self.file.parent.iterdir() for name in (path.name, path.stem)
        }
        return [(row["_line"], name) for name, row in self._by_name.items() if name not in there]


def _key_column(names: list[str]) -> str | None:
    for wanted in ("file", "source_file", "article_id"):
        for name in names:
            if recognise(name) == wanted:
                return name
    return None


def _name(given: object) -> str:
    # Macs compose the characters of file names differently.
    name = str(given).strip().replace("\\", "/").rpartition("/")[2]
    return unicodedata.normalize("NFC", name)
