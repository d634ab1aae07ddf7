"""Rates over time, with intervals; periods without articles stay gaps."""

from __future__ import annotations

import pandas as pd

from mediakit.contract import tables
from mediakit.contract.wording import number
from mediakit.statistics import resample
from mediakit.statistics.comparison import COLUMNS, compare
from mediakit.statistics.copies import note
from mediakit.statistics.periods import periods_between, periods_of

EVERY = "(all articles)"
PERIOD = "(period)"  # beside the articles' own columns, one of which may be called period


def over_time(
    articles: pd.DataFrame,
    rates: pd.DataFrame,
    by: str | None = None,
    *,
    unit: str = "week",
    seed: int,
    level: float = 0.95,
    draws: int = resample.DRAWS,
    duplicates: str = "weight",
) -> pd.DataFrame:
    """Return the rate of each day, week or month, with its interval, for each group.

    Rates and intervals are those of `compare`. A period between the first and the last article in
    which a group published nothing is a row without numbers: a line drawn through it would invent
    news. Misses what changes within a period; articles without a date are left out.

    Parameters
    ----------
    articles : DataFrame
        The articles, with the column published and, if asked for, `by`.
    rates : DataFrame
        What `measure` returned. It may come first, too: ``rates.pipe(mk.over_time, articles, …)``.
    by : str, optional
        A column whose values are groups; all articles are one group without it.
    unit : {"week", "day", "month"}
        Length of a period; weeks begin on Monday.
    seed : int
        For the draws.
    level : float, default 0.95
        Of the intervals.
    draws : int, default 2000
        How often to draw.
    duplicates : {"weight", "keep", "drop"}
        What to do with articles that share a `copy_group` within one period: k of them weigh 1/k
        each; all count in full; or the first of them alone counts.

    Returns
    -------
    DataFrame
        One row per field, signal, label, voice, group and period: period (its first day), group,
        estimate, low, high (per 1,000 words), n_articles, n, n_words, share_articles, dp,
        n_copies, n_weighted, n_words_weighted, warning. ``attrs["dates"]`` says which dates were
        taken: those printed, which are not moved to one zone; ``attrs["copies"]`` what was done
        with copies.

    Raises
    ------
    ValueError
        If a column is missing, the unit is unknown, or no article has a date.

    Examples
    --------
    >>> import mediakit as mk
    >>> table = pd.DataFrame({"published": ["2026-01-05", "2026-01-19"],
    ...     "text": ["The regime fell.", "It rained."]})
    >>> articles = mk.load_articles(table, progress=False)
    >>> rates = mk.measure(articles, mk.find(articles, progress=False), where="label == 'regime'")
    >>> told = over_time(articles, rates, seed=7, draws=50).query("voice == 'narrator'")
    >>> told[["period", "n"]].values.tolist()
    [['2026-01-05', 1], ['2026-01-12', <NA>], ['2026-01-19', 0]]
    """
    articles, rates = tables.in_order(articles, rates)
    tables.check(articles, "articles")
    for column in ("published", by):
        if column is not None:
            tables.need_column(articles, column)
    dated = articles.assign(**{PERIOD: periods_of(articles["published"], unit)})
    dated = dated.dropna(subset=[PERIOD, *([by] if by else [])])
    if dated.empty:
        raise ValueError(
            "No article has a date in the column 'published'. Fill it, then try again."
        )
    whole = periods_between(dated["published"], unit)
    parts = []
    for group, rows in [(EVERY, dated)] if by is None else dated.groupby(by, sort=True):
        told = compare(
            rows, rates, by=PERIOD, seed=seed, level=level, draws=draws, pairs=False,
            duplicates=duplicates,
        )  # fmt: skip
        told = told.rename(columns={"group": "period"}).assign(group=str(group))
        parts.append(_with_gaps(told, whole))
    columns = ["field", "signal", "label", "voice", "group", "period", "estimate", "low", "high",
               "n_articles", "n", "n_words", "share_articles", "dp", "n_copies", "n_weighted",
               "n_words_weighted", "warning"]  # fmt: skip
    table = pd.concat(parts, ignore_index=True)[columns]
    table["order"] = table["field"].map({"title": 0, "text": 1})
    table = table.sort_values(["order", *columns[1:6]], ignore_index=True, kind="stable")
    table.attrs |= {"unit": unit, "by": by, "seed": seed, "level": level, "draws": draws}
    table.attrs["dates"] = _dates_said(articles)
    cells = dated.assign(**{PERIOD: _cells(dated, by)})
    return note(table.drop(columns="order"), cells, PERIOD, duplicates)


def _cells(dated: pd.DataFrame, by: str | None) -> pd.Series:
    """Return the cell of the table that each article counts in: its period, and its group."""
    cells: pd.Series = dated[PERIOD].astype(object)
    return cells if by is None else cells + ", " + dated[by].astype(str)


def _dates_said(articles: pd.DataFrame) -> str:
    """Say which dates were taken, and of how many articles the zone is known."""
    n, without = len(articles), int(articles["published"].isna().sum())
    zoned = "published_utc" in articles and int(articles["published_utc"].notna().sum())
    left = f"; {number(without, 'article')} without a date left out" if without else ""
    return (
        f"Periods are those of the dates as printed (published), not moved to one zone; of "
        f"{zoned or 0:,} of {number(n, 'article')} the moment in UTC is known{left}."
    )


def _with_gaps(told: pd.DataFrame, whole: list[str]) -> pd.DataFrame:
    """Add a row without numbers for each key and period that has none."""
    key = ["field", "signal", "label", "voice", "group"]
    grid = told[key].drop_duplicates().merge(pd.DataFrame({"period": whole}), how="cross")
    grid["period"] = grid["period"].astype(tables.TEXT)
    full = grid.merge(told, on=[*key, "period"], how="left")
    empty = full["kind"].isna()
    full["warning"] = full["warning"].mask(empty, "no article: a gap")
    return full.astype({name: COLUMNS[name] for name in ("estimate", "low", "high", "n")})
