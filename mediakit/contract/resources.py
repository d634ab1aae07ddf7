"""The data files that come with mediakit: word lists, cues, names, abbreviations."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
FOLDER = PACKAGE / "lexicons"
MODEL_FILES = ("network.onnx", "vocabulary.txt", "settings.json")


@cache
def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """Read the CSV `name` of ``mediakit/lexicons`` as one dict a row.

    Examples
    --------
    >>> read_rows("abbreviations")[0].keys() >= {"abbreviation", "source", "licence"}
    True
    """
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def entry_of(term: str) -> dict[str, str] | None:
    """Return the row of a list that evidence names, ``loaded:12``; None of a user's own list.

    Examples
    --------
    >>> entry_of("abbreviations:1"), entry_of("mine:1")
    ({'abbreviation': 'A.B', 'kind': 'mid', ...}, None)
    """
    name, _, number = term.rpartition(":")
    try:
        return read_rows(name)[int(number) - 1]
    except (FileNotFoundError, IndexError, ValueError):
        return None


def names() -> list[str]:
    """Return the names of all data files, sorted."""
    return sorted(file.stem for file in FOLDER.glob("*.csv"))
