"""The figures of a report: those of FIGURES that hold something, each with its words."""

from __future__ import annotations

import base64
import re
from io import BytesIO
from typing import Any

import pandas as pd
from matplotlib import rc_context
from matplotlib.figure import Figure

from mediakit.contract import style, tables
from mediakit.contract.progress import progress
from mediakit.figures.catalogue import FIGURES, counting
from mediakit.figures.picture import METADATA, ONE_COLUMN


def figures(
    articles: pd.DataFrame, found: tables.Found, duplicates: str = "weight"
) -> dict[str, list[Any]]:
    """Return every figure that can be drawn, and the names of the others."""
    drawn, empty = [], []
    with progress("Drawing", "figures", len(FIGURES)) as done:
        for name, draw in FIGURES.items():
            figure, table = draw(articles, found, **counting(name, duplicates))
            if table.empty:
                empty.append(name)
            else:
                drawn.append(_drawn(name, figure, table))
            done(1)
    return {"drawn": drawn, "empty": empty}


def _drawn(name: str, figure: Figure, table: pd.DataFrame) -> dict[str, Any]:
    width, height = (round(96 * inches) for inches in figure.get_size_inches())
    return {
        "name": name, "alt": table.attrs["alt"], "caption": table.attrs["caption"],
        "width": width, "height": height, "broad": figure.get_figwidth() > ONE_COLUMN,
        "address": as_address(figure),
    }  # fmt: skip


def as_address(figure: Figure) -> str:
    """Return a figure as an SVG that is its own address: nothing in it leads outside."""
    buffer = BytesIO()
    with rc_context(style.figure_style()):
        figure.savefig(buffer, format="svg", metadata=METADATA["svg"])
    drawn = buffer.getvalue().decode("utf-8")
    # The document type and the metadata name addresses, and no reader of a report sees them.
    drawn = re.sub(r"<!DOCTYPE[^>]*>|<metadata>.*?</metadata>", "", drawn, flags=re.DOTALL)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode('ascii')}"
