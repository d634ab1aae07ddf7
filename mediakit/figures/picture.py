"""A figure as mediakit signs it: what made it, that nobody checked it, and what it counts."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure

from mediakit.contract import style, tables
from mediakit.reading.provenance import origin

ONE_COLUMN = 3.5  # inches: one column of a journal
CAUTION = "Found by a program, unvalidated: nobody has checked these counts by hand."
# Without dates and program names the same table gives the same bytes.
METADATA: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "ModDate": None, "Creator": None, "Producer": None},
}


class Picture(Figure):
    """A figure that a notebook shows without pyplot, which keeps figures alive and global."""

    def _repr_png_(self) -> bytes:
        buffer = BytesIO()
        with rc_context(style.figure_style()):
            self.savefig(buffer, format="png", dpi=200, metadata=METADATA["png"])
        return buffer.getvalue()


def sign(figure: Figure, found: tables.Found, counted: str) -> None:
    """Write at the foot what made the picture, that nobody checked it, and what it counts."""
    made = origin(found)
    one_line = len(made + counted) < 21 * figure.get_figwidth()  # letters an inch
    note = f"{made}{' · ' if one_line else chr(10)}{counted}"
    figure.supxlabel(note, x=0.01, ha="left", fontsize=6, color=style.MUTED, linespacing=1.3)
