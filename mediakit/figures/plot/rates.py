"""Rates of groups, their differences, and rates over time: estimates with their intervals."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from mediakit.contract import style
from mediakit.contract.labels import MEANS, counted
from mediakit.figures.plot._axes import need, new_axes, say, shorten, size
from mediakit.statistics.groups import ALL

KEYS = ("field", "signal", "label", "voice")
CUT = 0.05  # q of a difference that is drawn filled
MOST_DATES = 5  # named on one axis
MARKERS = ("o", "D", "s", "^")


def rates(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw each group's rate as a point with its interval; voices beside one another.

    A group without an interval (one article, nothing found) is a hollow point: how sure it is
    cannot be said. Groups stand in the order of the first voice's rates, highest first.

    Parameters
    ----------
    table : DataFrame
        What `compare` returned, filtered to one field, signal and label; rows of kind ``rate``.
    ax : Axes, optional
        Where to draw; a new one if there is none.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing, or rows of several fields, signals or labels are left.

    Examples
    --------
    >>> table = pd.DataFrame({"kind": "rate", "field": "text", "signal": "loaded",
    ...     "label": "regime", "voice": "narrator", "group": ["A", "B"], "estimate": [4.0, 9.0],
    ...     "low": [2.0, 6.0], "high": [7.0, 13.0]})
    >>> from matplotlib.figure import Figure
    >>> [label.get_text() for label in rates(table, Figure().subplots()).get_yticklabels()]
    ['B', 'A']
    """
    need(table, ("kind", *KEYS, "group", "estimate", "low", "high"), "rates")
    ax = new_axes(ax)
    table = table[table["kind"] == "rate"]
    if table.empty:
        return say(ax, "no rates to draw")
    _one(table, ("field", "signal", "label"), "rates")
    voices = list(dict.fromkeys(table["voice"]))
    first = table[table["voice"] == voices[0]].sort_values(
        ["estimate", "group"], ascending=[False, True]
    )
    groups = list(dict.fromkeys([*first["group"], *table["group"]]))
    step = 0.7 / len(voices) if len(voices) > 1 else 0.0
    for number, voice in enumerate(voices):
        rows = table[table["voice"] == voice].set_index("group").reindex(groups)
        at = [place + step * (number - (len(voices) - 1) / 2) for place in range(len(groups))]
        colour = style.GROUP_COLOURS[number % len(style.GROUP_COLOURS)]
        _points(ax, rows, at, colour, MARKERS[number % len(MARKERS)], voice)
    ax.set_yticks(range(len(groups)), [shorten(str(group), 26) for group in groups])
    ax.set_ylim(len(groups) - 0.4, -0.6)
    ax.set_xlim(left=0)
    ax.set_xlabel(_unit(table))
    if len(voices) > 1:
        _legend(ax, len(voices))
    return ax


def differences(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw differences of rates as a forest: points with intervals beside the line of none.

    Filled where q ≤ .05, hollow where not; a row without an interval is a point alone.

    Parameters
    ----------
    table : DataFrame
        What `compare` returned, filtered to one voice and field; rows of kind ``difference``.
    ax : Axes, optional
        Where to draw; a new one if there is none.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing, or rows of several voices or fields are left.

    Examples
    --------
    >>> table = pd.DataFrame({"kind": "difference", "field": "text", "signal": "loaded",
    ...     "label": "regime", "voice": "narrator", "group": ["A"], "other": ["B"],
    ...     "estimate": [4.0], "low": [2.0], "high": [7.0], "q": [0.01]})
    >>> from matplotlib.figure import Figure
    >>> [label.get_text() for label in differences(table, Figure().subplots()).get_yticklabels()]
    ['A − B']
    """
    need(table, ("kind", *KEYS, "group", "other", "estimate", "low", "high", "q"), "differences")
    ax = new_axes(ax)
    table = table[table["kind"] == "difference"].reset_index(drop=True)
    if table.empty:
        return say(ax, "no differences to draw: fewer than two groups")
    _one(table, ("field", "voice"), "differences")
    several = table["label"].nunique() > 1
    names = []
    for place, (_, row) in enumerate(table.iterrows()):
        sure = not pd.isna(row["q"]) and row["q"] <= CUT
        if not pd.isna(row["low"]):
            ax.plot([row["low"], row["high"]], [place] * 2, color=style.INK, linewidth=1.1)
        if not pd.isna(row["estimate"]):  # nothing of a group was read: a row without a point
            ax.plot(
                [row["estimate"]], [place], "o", markersize=5, color=style.INK,
                markerfacecolor=style.INK if sure else "white",
            )  # fmt: skip
        pair = f"{shorten(str(row['group']), 18)} − {shorten(str(row['other']), 18)}"
        names.append(f"{row['label']}: {pair}" if several else pair)
    ax.axvline(0, color=style.MUTED, linewidth=0.8, linestyle=(0, (4, 3)), zorder=0)
    ax.set_yticks(range(len(table)), names)
    ax.set_ylim(len(table) - 0.4, -0.6)
    ax.set_xlabel("difference in " + _unit(table).replace(" per ", "\nper "))
    return ax


def over_time(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw rates over time with their intervals as bands; gaps stay gaps.

    Parameters
    ----------
    table : DataFrame
        What `over_time` returned, filtered to one field, signal, label and voice.
    ax : Axes, optional
        Where to draw; a new one if there is none.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing, or rows of several fields, signals, labels or voices are left.

    Examples
    --------
    >>> table = pd.DataFrame({"field": "text", "signal": "loaded", "label": "regime",
    ...     "voice": "narrator", "group": "A", "period": ["2026-01-05", "2026-01-12"],
    ...     "estimate": [1.0, 2.0], "low": [0.5, 1.0], "high": [2.0, 3.5]})
    >>> from matplotlib.figure import Figure
    >>> len(over_time(table, Figure().subplots()).lines)
    1
    """
    need(table, (*KEYS, "group", "period", "estimate", "low", "high"), "over_time")
    ax = new_axes(ax)
    if table.empty:
        return say(ax, "no article with a date")
    _one(table, KEYS, "over_time")
    groups = list(dict.fromkeys(table["group"]))
    for number, group in enumerate(groups):
        rows = table[table["group"] == group].sort_values("period")
        days = pd.to_datetime(rows["period"])
        values = {name: rows[name].astype(float) for name in ("estimate", "low", "high")}
        colour = style.GROUP_COLOURS[number % len(style.GROUP_COLOURS)]
        ax.plot(
            days, values["estimate"], color=colour, linewidth=1.3, markersize=3.5,
            marker=MARKERS[number % len(MARKERS)], label=shorten(str(group), 24),
        )  # fmt: skip
        ax.fill_between(days, values["low"], values["high"], color=colour, alpha=0.15, linewidth=0)
    _date(ax, pd.to_datetime(table["period"]))
    ax.set_ylim(bottom=0)
    ax.set_ylabel(_unit(table))
    if len(groups) > 1:
        _legend(ax, min(len(groups), 2))
    return ax


def _points(
    ax: Axes, rows: pd.DataFrame, at: list[float], colour: str, marker: str, label: str
) -> None:
    for place, (_, row) in zip(at, rows.iterrows(), strict=True):
        if pd.isna(row["estimate"]):
            continue
        known = not pd.isna(row["low"])
        if known:
            ax.plot([row["low"], row["high"]], [place] * 2, color=colour, linewidth=1.3)
        ax.plot(
            [row["estimate"]], [place], marker, markersize=5, color=colour,
            markerfacecolor=colour if known else "white",
        )  # fmt: skip
    ax.plot([], [], marker, color=colour, label=label, markersize=5)


def _legend(ax: Axes, columns: int) -> None:
    ax.legend(
        loc="lower left", bbox_to_anchor=(0, 1), ncols=columns, frameon=False, borderaxespad=0.2,
        handlelength=1.2, columnspacing=1.2, fontsize=size(0.95),
    )  # fmt: skip


def _date(ax: Axes, periods: pd.Series) -> None:
    """Name at most `MOST_DATES` of the periods that are drawn, the last among them."""
    known = sorted(set(periods))
    step = max(1, -(-(len(known) - 1) // (MOST_DATES - 1)))
    named = known[::-step][::-1]
    months = all(period.day == 1 for period in known)
    ax.set_xticks(named, [f"{p:%b %Y}" if months else f"{p.day} {p:%b}\n{p:%Y}" for p in named])


def _unit(table: pd.DataFrame) -> str:
    """Say what is counted, as far as it is one thing."""
    one = table["label"].nunique() == 1 and table["signal"].nunique() == 1
    label, signal = str(table["label"].iloc[0]), str(table["signal"].iloc[0])
    if one and signal in MEANS:
        return f"mean {MEANS[signal]}"
    what = (counted(signal) if label == ALL else label) if one else "hits"
    return f"{what} per 1,000 words"


def _one(table: pd.DataFrame, columns: tuple[str, ...], name: str) -> None:
    for column in columns:
        values: list[Any] = list(table[column].unique())
        if len(values) > 1:
            raise ValueError(
                f"plot.{name} draws one {column}; got {', '.join(map(repr, values[:6]))}. Choose "
                f"one, as in table.query({f'{column} == {values[0]!r}'!r})."
            )
