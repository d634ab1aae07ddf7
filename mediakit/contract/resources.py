"""The data files that come with mediakit: word lists, cues, names, abbreviations."""

from __future__ import annotations

import csv
import hashlib
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


def hash_of(name: str) -> str:
    """Return the first 12 hex digits of the sha256 of the CSV `name`, for manifests."""
    return hashlib.sha256((FOLDER / f"{name}.csv").read_bytes()).hexdigest()[:12]


def names() -> list[str]:
    """Return the names of all data files, sorted."""
    return sorted(file.stem for file in FOLDER.glob("*.csv"))


def combined_hash() -> str:
    """Return one hash over all data files."""
    return hashlib.sha256("".join(hash_of(name) for name in names()).encode()).hexdigest()[:12]


def model_hash(engine: str) -> str:
    """Return a hash over the network, vocabulary and settings of one tagger."""
    folder = PACKAGE / "models" / engine
    parts = [(folder / name).read_bytes() for name in MODEL_FILES]
    return hashlib.sha256(b"".join(parts)).hexdigest()[:12]


def measured_hash() -> str:
    """Return one hash over lists and models: what a table of accuracy was measured with."""
    parts = [combined_hash(), *(model_hash(engine) for engine in ("accurate", "fast"))]
    return hashlib.sha256("".join(parts).encode()).hexdigest()[:12]


def code_hash() -> str:
    """Return a hash over mediakit's own modules: other code can give other numbers."""
    package = PACKAGE
    files = sorted(package.rglob("*.py"), key=lambda file: file.relative_to(package).as_posix())
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
