"""Plots of groups show the estimates, intervals and doubts that stand in the table."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure

from mediakit.figures import plot
from mediakit.statistics.groups import ALL

ONE = {"field": "text", "signal": "loaded", "label": ALL, "voice": "narrator"}


def axes() -> Axes:
    return Figure(figsize=(3.5, 2.2), layout="constrained").subplots()


def groups(kind: str = "rate", **columns: Any) -> pd.DataFrame:
    base = {
        "kind": kind,
        **ONE,
        "group": ["A", "B", "C"],
        "other": ["B", "C", "A"],
        "estimate": [2.0, 9.0, 4.0],
        "low": [1.0, 7.0, np.nan],
        "high": [3.0, 12.0, np.nan],
        "q": [0.2, 0.01, np.nan],
    }
    return pd.DataFrame({**base, **columns})


def points(ax: Axes) -> dict[float, tuple[float, bool]]:
    """Place of each point on the y axis, with its value and whether it is filled."""
    return {
        float(np.asarray(line.get_ydata())[0]): (
            float(np.asarray(line.get_xdata())[0]),
            to_rgba(line.get_markerfacecolor()) != to_rgba("white"),
        )
        for line in ax.lines
        if len(np.asarray(line.get_xdata())) == 1
    }


def spans(ax: Axes) -> list[tuple[float, float]]:
    drawn = [
        np.asarray(line.get_xdata()).astype(float)
        for line in ax.lines
        if len(line.get_xdata()) == 2
    ]
    return [(low, high) for low, high in drawn if low != high]


def test_rates_stand_highest_first_and_hollow_without_an_interval() -> None:
    ax = plot.rates(groups(), axes())
    assert [t.get_text() for t in ax.get_yticklabels()] == ["B", "C", "A"]
    assert points(ax) == {0: (9.0, True), 1: (4.0, False), 2: (2.0, True)}
    assert sorted(spans(ax)) == [(1.0, 3.0), (7.0, 12.0)]


def test_differences_are_filled_where_q_is_small() -> None:
    ax = plot.differences(groups("difference"), axes())
    assert points(ax) == {0: (2.0, False), 1: (9.0, True), 2: (4.0, False)}
    assert [t.get_text() for t in ax.get_yticklabels()] == ["A − B", "B − C", "C − A"]


@pytest.mark.parametrize(
    ("signal", "label", "unit"),
    [
        ("loaded", ALL, "loaded terms per 1,000 words"),
        ("loaded", "regime", "regime per 1,000 words"),
        ("stance", ALL, "stance phrases per 1,000 words"),
        ("tone", "sentence", "mean polarity"),
    ],
)
def test_the_axis_says_what_is_counted(signal: str, label: str, unit: str) -> None:
    assert plot.rates(groups(signal=signal, label=label), axes()).get_xlabel() == unit
    shown = plot.differences(groups("difference", signal=signal, label=label), axes()).get_xlabel()
    assert shown.replace("\n", " ") == f"difference in {unit}"


def test_differences_of_several_labels_have_no_single_name() -> None:
    ax = plot.differences(groups("difference", label=["regime", "actor", "regime"]), axes())
    assert ax.get_xlabel() == "difference in hits\nper 1,000 words"


@pytest.mark.parametrize(
    ("periods", "named"),
    [
        (["2026-01-01", "2026-02-01", "2026-03-01"], ["Jan 2026", "Feb 2026", "Mar 2026"]),
        (["2026-01-05", "2026-01-12"], ["5 Jan\n2026", "12 Jan\n2026"]),
    ],
)
def test_periods_are_named_as_such(periods: list[str], named: list[str]) -> None:
    table = pd.DataFrame(
        {**ONE, "group": "A", "period": periods, "estimate": 1.0, "low": 0.5, "high": 2.0}
    )
    assert [t.get_text() for t in plot.over_time(table, axes()).get_xticklabels()] == named


def test_no_more_than_five_periods_are_named_the_last_among_them() -> None:
    months = pd.date_range("2020-01-01", periods=31, freq="MS").strftime("%Y-%m-%d")
    table = pd.DataFrame(
        {**ONE, "group": "A", "period": months, "estimate": 1.0, "low": 0.5, "high": 2.0}
    )
    named = [t.get_text() for t in plot.over_time(table, axes()).get_xticklabels()]
    assert len(named) <= 5 and named[-1] == "Jul 2022"


def test_a_gap_in_time_stays_a_gap() -> None:
    table = pd.DataFrame({
        **ONE, "group": "A", "period": ["2026-01-01", "2026-02-01", "2026-03-01"],
        "estimate": [1.0, np.nan, 2.0], "low": [0.5, np.nan, 1.0], "high": [2.0, np.nan, 3.0],
    })  # fmt: skip
    [line] = plot.over_time(table, axes()).lines
    assert np.isnan(np.asarray(line.get_ydata(), float)).tolist() == [False, True, False]


def test_words_that_may_be_chance_are_pale_and_those_of_one_article_hatched() -> None:
    table = pd.DataFrame({
        "group": "A", "term": ["regime", "purge", "cabinet"], "z": [3.1, 1.2, -2.5],
        "n": [9, 4, 1], "n_articles": [4, 1, 1], "n_articles_rest": [1, 1, 5],
    })  # fmt: skip
    ax = plot.keyness(table, axes())
    bars = [bar for bar in ax.patches if bar.get_width()]
    assert [bar.get_alpha() for bar in bars] == [None, 0.45, None]
    assert [bool(bar.get_hatch()) for bar in bars] == [False, True, False]


def test_the_axis_of_positioning_ends_behind_the_longest_interval() -> None:
    table = pd.DataFrame({
        "speaker": ["Xi", "Orr"], "n": [8, 9], "n_distancing": [2, 0], "share": [0.25, 0.0],
        "low": [0.1, np.nan], "high": [0.5, np.nan], "base": 0.1,
    })  # fmt: skip
    ax = plot.positioning(table, axes())
    assert 0.5 < ax.get_xlim()[1] < 0.7
    assert points(ax) == {0: (0.25, True), 1: (0.0, False)}


def test_kinds_of_source_fill_each_bar() -> None:
    table = pd.DataFrame({
        "group": ["A", "A", "B"], "source_type": ["document", "media", "media"],
        "share": [0.75, 0.25, 1.0], "n_words": [30, 10, 8],
    })  # fmt: skip
    ax = plot.source_types(table, axes())
    ends: dict[float, float] = {}
    for bar in ax.patches:
        ends[bar.get_y()] = max(ends.get(bar.get_y(), 0.0), bar.get_x() + bar.get_width())
    assert list(ends.values()) == pytest.approx([1.0, 1.0])
    boxes = {text.get_text(): text.get_bbox_patch() is not None for text in ax.texts}
    assert boxes["75 %"], "a number over dots has a ground of its own"
    assert not boxes["25 %"]


@pytest.mark.parametrize(
    ("draw", "table"),
    [
        (plot.rates, groups(label=["regime", "actor", "regime"])),
        (plot.differences, groups("difference", voice=["narrator", "quotation", "narrator"])),
    ],
)
def test_what_would_mix_several_is_refused(draw: Any, table: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="draws one"):
        draw(table, axes())


def test_words_that_set_nobody_apart_leave_an_axis() -> None:
    table = pd.DataFrame({
        "group": "A", "term": ["it"], "z": [0.0], "n": [9], "n_articles": [4], "n_articles_rest": [4],
    })  # fmt: skip
    assert plot.keyness(table, axes()).get_xlim() == (-1.0, 1.0)
