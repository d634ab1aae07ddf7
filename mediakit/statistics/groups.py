"""Groups of articles: what was counted in each article of each group, one column a key."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from mediakit.contract.labels import MEANS
from mediakit.contract.readings import with_group

WORDING = "narrator + paraphrase"  # all words that the outlet chose
ALL = "(all)"  # all labels of a signal
KEY = ["field", "signal", "label", "voice"]
Array = np.ndarray[Any, Any]


class Group(NamedTuple):
    """The articles of one group, one row each, and what was counted in them, one column a key.

    Attributes
    ----------
    name : str
    clusters : list of str
        What is drawn again: events, else articles.
    articles : list of str
        The article of each row of `n`.
    event : list of str
        The cluster of each row.
    n, d : ndarray, shape (articles, keys)
        Counts (of tone: sums of value × words) and words; 0 where the article has none.
    hits : ndarray, shape (articles, keys)
        Counts.
    """

    name: str
    clusters: list[str]
    articles: list[str]
    event: list[str]
    n: Array
    d: Array
    hits: Array

    def by_cluster(self) -> tuple[Array, Array]:
        """Add counts and words up within clusters."""
        at = {name: row for row, name in enumerate(self.clusters)}
        rows = np.array([at[name] for name in self.event], dtype=int)
        totals = []
        for part in (self.n, self.d):
            total = np.zeros((len(self.clusters), part.shape[1]))
            np.add.at(total, rows, part)
            totals.append(total)
        return totals[0], totals[1]


def group_up(
    rates: pd.DataFrame, articles: pd.DataFrame, by: str, event: str | None = None
) -> tuple[pd.DataFrame, list[Group]]:
    """Return the keys (field, signal, label, voice) that were counted, and the groups by name."""
    rates = with_sums(rates)
    keys = rates[KEY].drop_duplicates().sort_values(KEY, ignore_index=True)
    place = {tuple(key): at for at, key in enumerate(keys.to_numpy())}
    column = np.array([place[tuple(key)] for key in rates[KEY].to_numpy()], dtype=int)
    chosen = with_group(articles, by).sort_values("article_id")
    groups = []
    for name, rows in chosen.groupby(by, sort=True, observed=True):
        ids = rows["article_id"].astype(str).tolist()
        at = {id_: row for row, id_ in enumerate(ids)}
        here = rates["article_id"].isin(at).to_numpy()
        where = ([at[i] for i in rates.loc[here, "article_id"]], column[here])
        parts = []
        for part in ("sum", "n_words", "n"):
            values = np.zeros((len(ids), len(keys)))
            values[where] = rates.loc[here, part].fillna(0).astype(float)
            parts.append(values)
        # An article whose event is not known is an event of its own.
        known = rows[event].astype(object) if event else pd.Series([None] * len(rows))
        events = [i if pd.isna(e) else f"event {e}" for e, i in zip(known, ids, strict=True)]
        groups.append(Group(str(name), sorted(set(events)), ids, events, *parts))
    return keys, groups


def with_sums(rates: pd.DataFrame) -> pd.DataFrame:
    """Add the voice ``narrator + paraphrase``, the label ``(all)`` and what is summed up.

    Rows without a count (NA), and words in which nothing was scored for a mean, count for
    nothing here: neither hits nor words.
    """
    rates = rates[["article_id", *KEY, "n", "n_words", "per_1000"]].copy()
    by_mean = rates["signal"].isin(MEANS)
    counted = rates["n"].notna() & (rates["per_1000"].notna() | ~by_mean)
    rates["n_words"] = rates["n_words"].where(counted, 0)
    rates["sum"] = rates["n"].astype("Float64").mask(by_mean, rates["per_1000"] * rates["n_words"])
    labels = rates[~by_mean].groupby("signal")["label"].nunique()
    several = rates[rates["signal"].isin(labels.index[labels > 1])]
    # A label's words are the words of its voice: the same for all labels, not to be added up.
    key = ["article_id", "field", "signal", "voice"]
    every = several.groupby(key, as_index=False).agg(
        n=("n", "sum"), n_words=("n_words", "max"), sum=("sum", "sum")
    )
    rates = pd.concat([rates, every.assign(label=ALL)], ignore_index=True)
    both = rates[rates["voice"].isin(("narrator", "paraphrase")) & (rates["signal"] != "sourcing")]
    if both["voice"].nunique() == 2:
        key = ["article_id", "field", "signal", "label"]
        summed = both.groupby(key, as_index=False)[["n", "n_words", "sum"]].sum()
        rates = pd.concat([rates, summed.assign(voice=WORDING)], ignore_index=True)
    return rates.drop(columns="per_1000")
