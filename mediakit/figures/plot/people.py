"""Who speaks, of what kind, and how the outlet presents what they say."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import PercentFormatter

from mediakit.contract import style, tables
from mediakit.contract.wording import number, percent
from mediakit.figures.plot._axes import count_words, need, new_axes, say, shorten, size
from mediakit.reading import same_person

NO_SOURCE, PRONOUN = same_person.NO_SOURCE, same_person.UNRESOLVED
#: Rows of `speakers` that are nobody in particular: drawn last and grey.
UNNAMED = same_person.UNNAMED


def speakers(table: pd.DataFrame, ax: Axes | None = None, top: int = 12) -> Axes:
    """Draw who speaks how much: words in quotation and in paraphrase by speaker.

    Quotation is dark, paraphrase light and hatched. The number is the sum of the two, the share is
    that of all attributed words of the table, those of speakers that are not drawn included.
    Words without a source's name and those of pronouns stand last and in grey.

    Parameters
    ----------
    table : DataFrame
        One row per speaker: speaker, quotation, paraphrase, total, share (0 to 1).
    ax : Axes, optional
        Where to draw; a new one if there is none.
    top : int, default 12
        How many named speakers to draw; a line below says how many were left out.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing, or `top` is below 1.

    Examples
    --------
    >>> table = pd.DataFrame({"speaker": ["Xi"], "quotation": [6], "paraphrase": [4],
    ...     "total": [10], "share": [1.0]})
    >>> from matplotlib.figure import Figure
    >>> [label.get_text() for label in speakers(table, Figure().subplots()).get_yticklabels()]
    ['Xi']
    """
    need(table, ("speaker", "quotation", "paraphrase", "total", "share"), "speakers")
    if top < 1:
        raise ValueError(f"Got top={top}; expected the number of speakers to draw, 1 or more.")
    ax = new_axes(ax)
    if table.empty:
        return say(ax, "nobody is quoted or paraphrased")
    table = table.sort_values(["total", "speaker"], ascending=[False, True], kind="stable")
    nobody = table["speaker"].isin(UNNAMED)
    named, unnamed = table[~nobody], table[nobody]
    drawn, left_out = named.head(top), named.iloc[top:]
    rows = pd.concat([drawn, unnamed])
    gap = 0.3 if len(drawn) and len(unnamed) else 0
    places = [place + gap * (place >= len(drawn)) for place in range(len(rows))]
    quoted, told = rows["quotation"].astype(float), rows["paraphrase"].astype(float)
    colours = {
        voice: [colour] * len(drawn) + [style.UNNAMED_COLOURS[voice]] * len(unnamed)
        for voice, colour in style.VOICE_COLOURS.items()
        if voice in style.UNNAMED_COLOURS
    }
    ax.barh(places, quoted, 0.66, color=colours["quotation"])
    ax.barh(
        places, told, 0.66, left=quoted, color=colours["paraphrase"],
        hatch="////", edgecolor="white", linewidth=0,
    )  # fmt: skip
    longest = float(rows["total"].max())
    for place, total, share in zip(places, rows["total"], rows["share"], strict=True):
        ax.text(
            float(total) + 0.015 * longest, place, f"{int(total):,} · {percent(share)}",
            va="center", ha="left", fontsize=size(0.9), color=style.MUTED,
        )  # fmt: skip
    ax.set_yticks(places, [shorten(str(name), 26) for name in rows["speaker"]])
    ax.set_ylim(places[-1] + 0.6, -0.6)
    ax.set_xlim(0, longest * 1.36 or 1)
    ax.spines["left"].set_visible(False)
    count_words(ax)
    further = number(len(left_out), "further speaker")
    rest = f"\n{further}: {number(int(left_out['total'].sum()), 'word')}"
    ax.set_xlabel("words · share of all attributed words" + rest * bool(len(left_out)))
    # Not the bars' own: the first may be grey.
    handles = [
        Patch(facecolor=style.VOICE_COLOURS[voice], label=voice, edgecolor="white", linewidth=0,
              hatch="////" if voice == "paraphrase" else None)
        for voice in ("quotation", "paraphrase")
    ]  # fmt: skip
    ax.legend(
        handles=handles, loc="lower right", bbox_to_anchor=(1, 1), ncols=2, frameon=False,
        borderaxespad=0.2, handlelength=1.2, columnspacing=1.2, fontsize=size(0.95),
    )  # fmt: skip
    return ax


def source_types(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw which kinds of source get how much of the attributed words, one bar a group.

    Parameters
    ----------
    table : DataFrame
        One row per group and kind: group, source_type, share (0 to 1), n_words.
    ax : Axes, optional
        Where to draw; a new one if there is none.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing.

    Examples
    --------
    >>> table = pd.DataFrame({"group": ["A", "A"], "source_type": ["expert", "media"],
    ...     "share": [0.75, 0.25], "n_words": [30, 10]})
    >>> from matplotlib.figure import Figure
    >>> len(source_types(table, Figure().subplots()).patches)
    2
    """
    need(table, ("group", "source_type", "share", "n_words"), "source_types")
    ax = new_axes(ax)
    if table.empty:
        return say(ax, "nobody is quoted or paraphrased")
    groups = list(dict.fromkeys(table["group"]))
    kinds = [kind for kind in tables.SOURCE_TYPES if kind in set(table["source_type"])]
    left = dict.fromkeys(groups, 0.0)
    for kind in kinds:
        rows = table[table["source_type"] == kind].set_index("group")["share"]
        shares = [float(rows.get(group, 0.0)) for group in groups]
        colour, hatch = style.SOURCE_FILLS[kind]
        ax.barh(
            range(len(groups)), shares, 0.7, left=[left[group] for group in groups], color=colour,
            hatch=hatch, edgecolor="white", linewidth=0.6, label=kind.replace("_", " "),
        )  # fmt: skip
        for place, (group, share) in enumerate(zip(groups, shares, strict=True)):
            if share >= 0.09:
                ax.text(
                    left[group] + share / 2, place, percent(share), ha="center", va="center",
                    fontsize=size(0.8), color=style.on(colour),
                    bbox={"facecolor": colour, "linewidth": 0, "pad": 1} if hatch else None,
                )  # fmt: skip
            left[group] += share
    ax.set_yticks(range(len(groups)), [shorten(str(group), 26) for group in groups])
    ax.set_ylim(len(groups) - 0.4, -0.6)
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(PercentFormatter(1, 0))
    ax.set_xlabel("share of all attributed words")
    ax.legend(
        loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False, borderaxespad=0.2,
        handlelength=1.1, columnspacing=1, fontsize=size(0.9),
    )  # fmt: skip
    return ax


def positioning(table: pd.DataFrame, ax: Axes | None = None, top: int = 10) -> Axes:
    """Draw how often a speaker's words are kept at a distance (*claimed*), with the base rate.

    Points are shares of a speaker's attributions with their intervals; the line is the share among
    all attributions of the table.

    Parameters
    ----------
    table : DataFrame
        One row per speaker: speaker, n, n_distancing, share, low, high, base (0 to 1).
    ax : Axes, optional
        Where to draw; a new one if there is none.
    top : int, default 10
        How many speakers to draw, those with the most attributions.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing, or `top` is below 1.

    Examples
    --------
    >>> table = pd.DataFrame({"speaker": ["Xi"], "n": [8], "n_distancing": [2], "share": [0.25],
    ...     "low": [0.1], "high": [0.5], "base": [0.1]})
    >>> from matplotlib.figure import Figure
    >>> [label.get_text() for label in positioning(table, Figure().subplots()).get_yticklabels()]
    ['Xi (2 of 8)']
    """
    need(table, ("speaker", "n", "n_distancing", "share", "low", "high", "base"), "positioning")
    if top < 1:
        raise ValueError(f"Got top={top}; expected the number of speakers to draw, 1 or more.")
    ax = new_axes(ax)
    if table.empty:
        return say(ax, "nobody speaks often enough")
    drawn = table.sort_values(["n", "speaker"], ascending=[False, True]).head(top)
    drawn = drawn.sort_values(["share", "n", "speaker"], ascending=[False, False, True])
    names = []
    for place, (_, row) in enumerate(drawn.iterrows()):
        known = not pd.isna(row["low"])
        if known:
            ax.plot([row["low"], row["high"]], [place] * 2, color=style.INK, linewidth=1.1)
        ax.plot(
            [row["share"]], [place], "o", markersize=5, color=style.INK,
            markerfacecolor=style.INK if known else "white",
        )  # fmt: skip
        names.append(f"{shorten(str(row['speaker']), 24)} ({row['n_distancing']} of {row['n']})")
    base = float(table["base"].iloc[0])
    ax.axvline(base, color=style.MUTED, linewidth=0.9, linestyle=(0, (4, 3)), zorder=0)
    ax.text(
        base, -0.7, f" all: {percent(base)}", va="bottom", ha="left", fontsize=size(0.9),
        color=style.MUTED,
    )  # fmt: skip
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.4, -0.7)
    far = max(drawn["share"].max(), drawn["high"].fillna(0).max())
    ax.set_xlim(-0.02, min(1.0, max(0.2, math.ceil(5 * far) / 5)) + 0.02)
    ax.xaxis.set_major_formatter(PercentFormatter(1, 0))
    ax.set_xlabel("attributions with a distancing cue\n(claimed, alleged)")
    return ax
