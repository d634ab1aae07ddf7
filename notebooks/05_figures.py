"""Draw the figures of notebook 05 into figures/: `python3 run.py study` calls this.

They are drawn by this command alone, not with the other figures: they need a corpus that does not
come with mediakit, and they carry the date of their making.
"""

from __future__ import annotations

import datetime
import os
import platform
import sys
from pathlib import Path
from typing import Any

import matplotlib
import nbformat
import pandas as pd

import mediakit as mk
from mediakit.contract.hashes import evidence_hash
from mediakit.contract.style import figure_style
from mediakit.figures.catalogue import _files
from mediakit.figures.picture import CAUTION, sign

HERE = Path(__file__).parent
NOTEBOOK = HERE / "05_three_outlets_one_hundred_events.ipynb"
FIGURES = HERE.parent / "figures"
QUIET = "%%capture --no-stdout --no-display\n"  # Jupyter's, not Python's
FOREST = "Differences between outlets, with 95 % intervals over events"
BESIDE = (
    "mediakit's marks were found by a program, and but for the gold beside them are unvalidated."
)
#: Caption and alternative text of the pictures that are the notebook's own.
SAID = {
    "positioning": (
        "Share of each speaker's attributions with a distancing cue, with 95 % intervals over "
        "articles; hollow: no interval; dashed: the share among all of the outlet's attributions "
        "(seed 7)",
        "Three panels of points, one an outlet.",
    ),
    "keyness": (
        "Words of the narrator by log-odds with an informative Dirichlet prior (z), each outlet "
        "against the other two; the table holds the first eight of each",
        "Three panels of bars, one an outlet.",
    ),
    "tool_and_gold": (
        f"{FOREST}, per 1,000 words of the text: three readings of mediakit's loaded terms, and "
        "the spans of lexical bias that BASIL's annotators marked (gold). Filled: q ≤ .05. mediakit's "
        "network learnt from the annotations of 50 of the 100 events, and not from the 50 new ones "
        "(seed 7)",
        "Eight panels of three differences each.",
    ),
    "overlap": (
        "Share of the gold's spans that mediakit marks at least in part, and share of its marks "
        "that touch a gold span, with 95 % intervals over events: 50 events that its network "
        "learnt from, and 50 new ones (seed 7)",
        "Two panels of points, in each the events learnt from beside the new ones.",
    ),
}


def main() -> int:
    try:
        mk.datasets.load("basil")
    except OSError as error:
        print(f"The figures of the study are left as they are: {error}", file=sys.stderr)
        return 1
    os.chdir(HERE)  # where a notebook runs
    names: dict[str, Any] = {}
    with matplotlib.rc_context(figure_style()):
        for cell in nbformat.read(NOTEBOOK, as_version=4).cells:
            if cell.cell_type == "code":
                exec(cell.source.removeprefix(QUIET), names)
    for name, (figure, table) in names["study"].items():
        table = describe(name, table)
        if not figure.get_supxlabel():
            with matplotlib.rc_context(figure_style()):
                sign(figure, names["found"], f"BASIL, n = {len(names['articles'])} articles")
        for file, content in _files(f"basil_{name}", figure, table).items():
            (FIGURES / file).write_bytes(content)
        print(f"figures/basil_{name}")
    return 0


def describe(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with a caption that says what made it, of what, and when."""
    caption, alt = SAID.get(name, (table.attrs.get("caption"), table.attrs.get("alt")))
    caption = caption.removesuffix(CAUTION).rstrip(" .")
    caution = BESIDE if name in ("tool_and_gold", "overlap") else CAUTION
    if name == "tool_and_gold":
        gold = table[table["label"].str.startswith("gold")].round(2).to_dict("records")
        told = "; ".join("{group} − {other} {estimate} ({low} to {high})".format(**g) for g in gold)
        alt = f"{alt} The gold over all events: {told}."
    corpus = mk.datasets.cite("basil").splitlines()
    table = table.copy()
    table.attrs = {
        "alt": alt,
        "caption": f"{caption}. {caution} Articles and annotations: {corpus[0]} {corpus[-1]} Made on "
        f"{datetime.date.today()} with mediakit {mk.__version__}, lists, models and rules "
        f"{evidence_hash()}, Python {platform.python_version()}, pandas {pd.__version__}, "
        f"matplotlib {matplotlib.__version__}.",
    }
    return table


if __name__ == "__main__":
    sys.exit(main())
