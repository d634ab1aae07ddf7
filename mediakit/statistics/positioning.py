"""How an outlet presents what each speaker says: how often it keeps a claim at a distance."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from mediakit.contract import tables
from mediakit.contract.readings import of_articles, with_group
from mediakit.reading.same_person import UNRESOLVED, persons
from mediakit.statistics import resample
from mediakit.statistics.copies import counted, note, with_weights

ROUNDING = 1e-9  # of weighted counts
LEAST = 5  # attributions from which a speaker has a row
COLUMNS: dict[str, Any] = {
    "group": tables.TEXT, "speaker": tables.TEXT, "n": "int64", "n_neutral": "int64",
    "n_distancing": "int64", "n_endorsing": "int64", "n_articles": "int64", "share": "Float64",
    "low": "Float64", "high": "Float64", "base": "Float64", "n_copies": "int64",
    "n_weighted": "float64",
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
    duplicates: str = "weight",
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
    duplicates : {"weight", "keep", "drop"}
        What to do with articles that share a `copy_group` within one group: k of them weigh 1/k
        each; all count in full; or the first of them alone counts.

    Returns
    -------
    DataFrame
        One row per group and speaker, most attributions first: group, speaker, n (attributions),
        n_neutral, n_distancing, n_endorsing, n_articles, share (of distancing), low, high (NA
        where there is no interval), base (the share among all attributions of the group),
        n_copies (of n_articles, those that repeat another), n_weighted (the attributions by
        weight, of which share and base are made, and to which `least` applies).

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
    if by is not None:
        tables.need_column(articles, by)
    every, articles = articles, counted(articles, by, duplicates)
    found = of_articles(articles, found)
    if by is not None:
        with_group(articles, by)
    group = pd.Series(EVERY, index=articles.index) if by is None else articles[by]
    of = dict(zip(articles["article_id"], group, strict=True))
    acts = found.attributions
    acts = acts.assign(group=acts["article_id"].map(of)).dropna(subset=["group"])
    acts = with_weights(acts, articles, found.words["article_id"], by, duplicates)
    acts["speaker"] = persons(articles, found).of(acts["article_id"], acts["speaker"])
    rows = []
    for name, some in acts.groupby("group", sort=True):
        distant = some["positioning"] == "distancing"
        base = float(some.loc[distant, "weight"].sum() / some["weight"].sum())
        for speaker, said in some.groupby("speaker"):
            if said["weight"].sum() < least - ROUNDING or speaker == UNRESOLVED:
                continue
            copies = said["article_id"].nunique() - said["story"].nunique()
            shares = _shares(said, duplicates == "weight", seed, level, draws)
            rows.append((str(name), speaker, *shares, base, copies, said["weight"].sum()))
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
    order = ["group", "n_weighted", "speaker"]
    table = table.sort_values(order, ascending=[True, False, True], ignore_index=True)
    return note(table, every, by, duplicates)


def _shares(
    said: pd.DataFrame, weigh: bool, seed: int, level: float, draws: int
) -> tuple[Any, ...]:
    counts = said["positioning"].value_counts()
    # What is drawn is the story: copies of one text are one.
    drawn = said["story"] if weigh else said["article_id"]
    distant = said["weight"].where(said["positioning"] == "distancing", 0.0)
    each = pd.DataFrame({"n": distant, "d": said["weight"]}).groupby(drawn).sum()
    n, d = each[["n"]].to_numpy(float), each[["d"]].to_numpy(float)
    sums = resample.add_up([str(one) for one in each.index], n, d, seed, draws)
    found = resample.rate_interval(sums, level)
    share, low, high = (None if np.isnan(part[0]) else float(part[0]) for part in found)
    high = None if high is None else min(high, 1.0)
    return (
        len(said), *(int(counts.get(one, 0)) for one in tables.POSITIONINGS),
        said["article_id"].nunique(),
        share, low, high,
    )  # fmt: skip
