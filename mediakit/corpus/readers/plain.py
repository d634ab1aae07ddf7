"""Text files: one article each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mediakit.corpus.decoding import Lines


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read the whole file as the text of one article.

    The first line is not taken for a title, since nothing says it is one.
    """
    lines = Lines(path)
    row: dict[str, Any] = {"text": "".join(lines)}
    yield row | lines.remark()
