"""What all plots share: axes, messages, sizes, short names."""

from __future__ import annotations

import pandas as pd
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, StrMethodFormatter


def count_words(ax: Axes) -> None:
    """Give the axis whole numbers of words."""
    ax.xaxis.set_major_locator(MaxNLocator("auto", integer=True, steps=[1, 2, 2.5, 5, 10]))
    ax.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))


def new_axes(ax: Axes | None) -> Axes:
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    axes: Axes = plt.subplots(layout="constrained")[1]
    return axes


def say(ax: Axes, message: str) -> Axes:
    """Write `message` where there is nothing to draw."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, message, transform=ax.transAxes, ha="center", va="center")
    return ax


def need(table: object, columns: tuple[str, ...], name: str) -> None:
    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"plot.{name} got a {type(table).__name__}; expected a DataFrame.")
    if missing := [column for column in columns if column not in table.columns]:
        raise ValueError(
            f"plot.{name} needs the column {', '.join(map(repr, missing))}; the table has "
            f"{', '.join(map(repr, table.columns)) or 'none'}. The figures of mk.FIGURES return "
            "such a table beside the picture."
        )


def width(ax: Axes) -> float:
    """Return the width of `ax` in points, before the layout is final."""
    inches = ax.figure.bbox.width / ax.figure.dpi
    return max(float(inches * ax.get_position().width * 72), 1)


def size(factor: float) -> float:
    """Return the user's font size times `factor`."""
    return float(rcParams["font.size"]) * factor


def printable(text: str) -> str:
    """Return `text` in one line without characters that no font has and no SVG may hold."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def shorten(name: str, most: int) -> str:
    """Cut a long name behind a word, or inside it where half of the room would stay empty."""
    name = printable(name)
    if len(name) <= most:
        return name
    cut = name[:most].rfind(" ")
    return name[: cut if cut > most // 2 else most - 1].rstrip() + "…"
