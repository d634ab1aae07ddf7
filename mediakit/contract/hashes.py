"""Fingerprints of what comes in, and the versions of what reads it."""

from __future__ import annotations

import hashlib
import json
from glob import glob
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pandas as pd


def hash_of(content: Any) -> str:
    """Return the sha256 of a file, a table, a text or a list of texts."""
    if isinstance(content, pd.DataFrame):
        data = content.to_csv(index=False).encode("utf-8", "replace")
    elif isinstance(content, (str, Path)):
        for path in paths_of(content)[:1]:
            if path.is_file():
                with path.open("rb") as file:
                    return hashlib.file_digest(file, "sha256").hexdigest()
        data = str(content).encode("utf-8", "replace")
    else:
        data = json.dumps([str(item) for item in content]).encode("utf-8", "replace")
    return hashlib.sha256(data).hexdigest()


def paths_of(source: Any) -> list[Path]:
    """Return the files and folders that `source` names; none if it is a table or a text."""
    if isinstance(source, pd.DataFrame):
        return []
    if isinstance(source, (str, Path)):
        try:
            path = Path(source).expanduser()
            return (
                [path]
                if path.exists()
                else [Path(found) for found in sorted(glob(str(path), recursive=True))]
            )
        except (OSError, ValueError):  # a text is no path: too long, or with a null character
            return []
    return [path for item in source for path in paths_of(item)]


def version_of(name: str) -> str:
    """Return the version of an installed package."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
