"""Cells and words on their way into a page or a picture."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

import pandas as pd

Row = Mapping[str, Any]


def records(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of `frame`, each as a mapping of column to value."""
    return cast(list[Row], frame.to_dict("records"))


def plain(value: Any) -> str:
    """Return a cell as text; absent is empty."""
    return "" if value is None or pd.isna(value) else str(value)


def one_line(text: str) -> str:
    """Put a space wherever white space stands, line ends too."""
    return re.sub(r"\s+", " ", text)


def shortened(text: str, most: int) -> str:
    """Return `text`, cut with an ellipsis where it has more than `most` characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
