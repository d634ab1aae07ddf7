"""Which words set groups apart."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from mediakit.contract import style
from mediakit.figures.plot._axes import need, new_axes, say, shorten, size

SURE = 1.96  # z beyond which a single word would be called different at 5 %


def keyness(table: pd.DataFrame, ax: Axes | None = None, top: int = 8) -> Axes:
    """Draw the words that a group uses more than the others, and those it uses less.

    Bars are z: the log-odds ratio by its standard error, pale where it is below 1.96. A word that
    stands in one article only is hatched: it tells about that article.

    Parameters
    ----------
    table : DataFrame
        What `keyness` returned, filtered to one group.
    ax : Axes, optional
        Where to draw; a new one if there is none.
    top : int, default 8
        How many words to draw on either side.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing, rows of several groups are left, or `top` is below 1.

    Examples
    --------
    >>> table = pd.DataFrame({"group": "A", "term": ["regime", "cabinet"], "z": [3.1, -2.0],
    ...     "n": [9, 1], "n_articles": [4, 1], "n_articles_rest": [1, 5]})
    >>> from matplotlib.figure import Figure
    >>> [text.get_text() for text in keyness(table, Figure().subplots()).texts]
    ['regime', 'cabinet']
    """
    need(table, ("group", "term", "z", "n_articles", "n_articles_rest"), "keyness")
    if top < 1:
        raise ValueError(f"Got top={top}; expected the number of words to draw, 1 or more.")
    ax = new_axes(ax)
    if table.empty:
        return say(ax, "no word is frequent enough")
    if table["group"].nunique() > 1:
        groups = ", ".join(map(repr, table["group"].unique()[:6]))
        raise ValueError(
            f"plot.keyness draws one group; got {groups}. Choose one, as in "
            "table.query(\"group == 'A'\")."
        )
    table = table.sort_values(["z", "term"], ascending=[False, True])
    more, less = table[table["z"] > 0].head(top), table[table["z"] < 0].tail(top)
    drawn = pd.concat([more, less])
    places = [at + 0.6 * (at >= len(more)) for at in range(len(drawn))]
    for place, (_, row) in zip(places, drawn.iterrows(), strict=True):
        over = row["z"] > 0
        alone = row["n_articles" if over else "n_articles_rest"] == 1
        sure = abs(row["z"]) > SURE
        ax.barh(
            place, row["z"], 0.66, color=style.GROUP_COLOURS[0 if over else 1], edgecolor="white",
            linewidth=0, hatch="////" if alone else None, alpha=None if sure else 0.45,
        )  # fmt: skip
        ax.text(
            -0.06 if over else 0.06, place, shorten(str(row["term"]), 22), va="center",
            ha="right" if over else "left", fontsize=size(0.95),
        )  # fmt: skip
    ax.axvline(0, color=style.MUTED, linewidth=0.8)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    far = float(table["z"].abs().max()) * 1.1 or 1.0  # no word sets anybody apart
    ax.set_xlim(-far, far)
    ax.set_ylim((places[-1] if places else 0) + 0.6, -0.6)
    group = shorten(str(table["group"].iloc[0]), 24)
    ax.set_xlabel(f"less than others  ·  z  ·  more in {group}")
    return ax
