"""How an outlet presents what each speaker says: how often it keeps a claim at a distance."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from mediakit.contract import tables
from mediakit.contract.readings import of_articles, with_group
from mediakit.reading.same_person import UNRESOLVED, persons
from mediakit.statistics import resample

LEAST = 5  # attributions from which a speaker has a row
COLUMNS: dict[str, Any] = {
    "group": tables.TEXT, "speaker": tables.TEXT, "n": "int64", "n_neutral": "int64",
    "n_distancing": "int64", "n_endorsing": "int64", "n_articles": "int64", "share": "Float64",
    "low": "Float64", "high": "Float64", "base": "Float64",
}  # fmt: skip
EVERY = "(all articles)"


def positioning(
    articles: pd.DataFrame,
    found: tables.Found,
    by: str | None = None,
    *,
    seed: int,
    least: int = LEAST,
    level: float = 0.95,
    draws: int = resample.DRAWS,
) -> pd.DataFrame:
    """Count how each speaker's words are presented: *said*, *claimed* or *revealed*.

    The share of distancing cues stands beside that of all the outlet's attributions: an outlet that
    writes *claimed* of everybody treats nobody apart. Names are joined over articles as in
    `speakers`. Misses distance that is not in the cue (scare quotes, *so-called*).

    Parameters
    ----------
    articles : DataFrame
        The articles.
    found : Found
        What `find` returned for them.
    by : str, optional
        A column of the articles, such as ``outlet``: each group apart; all are one without it.
    seed : int
        For the draws; whole articles are drawn again.
    least : int, default 5
        Speakers with fewer attributions in a group have no row.
    level : float, default 0.95
        Of the intervals.
    draws : int, default 2000
        How often to draw.

    Returns
    -------
    DataFrame
        One row per group and speaker, most attributions first: group, speaker, n (attributions),
        n_neutral, n_distancing, n_endorsing, n_articles, share (of distancing), low, high (NA
        where there is no interval), base (the share among all attributions of the group).

    Raises
    ------
    ValueError
        If a column is missing.

    Examples
    --------
    >>> import mediakit as mk
    >>> text = "“We won,” claimed Ida Holt. “We lost,” said Carl Moss."
    >>> articles = mk.load_articles(text, progress=False)
    >>> told = mk.positioning(articles, mk.find(articles), seed=1, least=1, draws=50)
    >>> told[["speaker", "share", "base"]].values.tolist()
    [['Carl Moss', 0.0, 0.5], ['Ida Holt', 1.0, 0.5]]
    """
    found = of_articles(articles, found)
    if by is not None:
        tables.need_column(articles, by)
        with_group(articles, by)
    group = pd.Series(EVERY, index=articles.index) if by is None else articles[by]
    of = dict(zip(articles["article_id"], group, strict=True))
    acts = found.attributions
    acts = acts.assign(group=acts["article_id"].map(of)).dropna(subset=["group"])
    acts["speaker"] = persons(articles, found).of(acts["article_id"], acts["speaker"])
    rows = []
    for name, some in acts.groupby("group", sort=True):
        base = float((some["positioning"] == "distancing").mean())
        for speaker, said in some.groupby("speaker"):
            if len(said) < least or speaker == UNRESOLVED:
                continue
            rows.append((str(name), speaker, *_shares(said, seed, level, draws), base))
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
    order = ["group", "n", "speaker"]
    return table.sort_values(order, ascending=[True, False, True], ignore_index=True)


def _shares(said: pd.DataFrame, seed: int, level: float, draws: int) -> tuple[Any, ...]:
    counts = said["positioning"].value_counts()
    each = pd.crosstab(said["article_id"], said["positioning"] == "distancing")
    n = each.get(True, pd.Series(0, index=each.index)).to_numpy(float)[:, None]
    d = each.sum(axis=1).to_numpy(float)[:, None]
    sums = resample.add_up([str(one) for one in each.index], n, d, seed, draws)
    found = resample.rate_interval(sums, level)
    share, low, high = (None if np.isnan(part[0]) else float(part[0]) for part in found)
    high = None if high is None else min(high, 1.0)
    return (
        len(said), *(int(counts.get(one, 0)) for one in tables.POSITIONINGS), len(each),
        share, low, high,
    )  # fmt: skip
