"""The figures of a report: those of FIGURES that hold something, each with its words."""

from __future__ import annotations

import base64
import re
from io import BytesIO

import pandas as pd
from matplotlib import rc_context
from matplotlib.figure import Figure

from mediakit.contract import style, tables
from mediakit.contract.cells import escaped
from mediakit.figures.catalogue import FIGURES
from mediakit.figures.picture import METADATA, ONE_COLUMN
from mediakit.pages.report.markup import paragraph, section


def figures(articles: pd.DataFrame, found: tables.Found) -> str:
    """Return a section with every figure that can be drawn, and the names of the others."""
    shown, empty = [], []
    for name, draw in FIGURES.items():
        figure, table = draw(articles, found)
        if table.empty:
            empty.append(name)
        else:
            shown.append(_figure(name, figure, table))
    parts = [
        "<p>Each figure is drawn from a table, which is its second value: "
        "<code>mk.FIGURES[name](articles, found)</code></p>",
        f'<div class="mk-figures">{"".join(shown)}</div>',
    ]
    if empty:
        parts.append(paragraph(
            f"Not drawn, since there is no group or date, or too little was found: "
            f"{', '.join(empty)}.", "mk-note",
        ))  # fmt: skip
    return section("figures", "Figures", *parts)


def _figure(name: str, figure: Figure, table: pd.DataFrame) -> str:
    wide, high = (round(96 * inches) for inches in figure.get_size_inches())
    broad = ' class="mk-broad"' if figure.get_figwidth() > ONE_COLUMN else ""
    alt, caption = table.attrs["alt"], table.attrs["caption"]
    return (
        f'<figure id="figure-{name}"{broad}><img alt="{escaped(alt)}" '
        f'width="{wide}" height="{high}" src="{as_address(figure)}">'
        f"<figcaption><b>{escaped(name)}</b> {escaped(caption)}</figcaption></figure>"
    )


def as_address(figure: Figure) -> str:
    """Return a figure as an SVG that is its own address: nothing in it leads outside."""
    buffer = BytesIO()
    with rc_context(style.figure_style()):
        figure.savefig(buffer, format="svg", metadata=METADATA["svg"])
    drawn = buffer.getvalue().decode("utf-8")
    # The document type and the metadata name addresses, and no reader of a report sees them.
    drawn = re.sub(r"<!DOCTYPE[^>]*>|<metadata>.*?</metadata>", "", drawn, flags=re.DOTALL)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode('ascii')}"
