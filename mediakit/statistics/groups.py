"""Groups of articles: what was counted in each article of each group, one column a key."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from mediakit.contract.labels import MEANS
from mediakit.contract.readings import with_group
from mediakit.statistics.copies import check_duplicates, stories_of, weights_in

WORDING = "narrator + paraphrase"  # all words that the outlet chose
ALL = "(all)"  # all labels of a signal
KEY = ["field", "signal", "label", "voice"]
Array = np.ndarray[Any, Any]


class Size(NamedTuple):
    """What was counted, copies and all: whole numbers, one of each for every key."""

    n_articles: Array
    n: Array
    n_words: Array
    n_copies: Array


class Group(NamedTuple):
    """The articles of one group, one row each, and what was counted in them, one column a key.

    Copies of one text are one row: the mean of what was counted in each (`copies`).

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
    size : Size
        The same added up without weights, and how many articles repeat another.
    """

    name: str
    clusters: list[str]
    articles: list[str]
    event: list[str]
    n: Array
    d: Array
    hits: Array
    size: Size

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
    rates: pd.DataFrame, articles: pd.DataFrame, by: str, event: str | None = None,
    duplicates: str = "keep",
) -> tuple[pd.DataFrame, list[Group]]:  # fmt: skip
    """Return the keys (field, signal, label, voice) that were counted, and the groups by name."""
    check_duplicates(duplicates)
    read, rates = rates, with_sums(rates)
    keys = rates[KEY].drop_duplicates().sort_values(KEY, ignore_index=True)
    place = {tuple(key): at for at, key in enumerate(keys.to_numpy())}
    rates["column"] = np.array([place[tuple(key)] for key in rates[KEY].to_numpy()], dtype=int)
    chosen = with_group(articles, by)
    stories, weigh = stories_of(chosen, by), duplicates == "weight"
    rates["weight"] = weights_in(rates, stories, read) if weigh else 1.0
    groups = []
    for name, rows in chosen.sort_values("article_id").groupby(by, sort=True, observed=True):
        every = rates[rates["article_id"].isin(rows["article_id"])]
        if duplicates == "drop":
            later = stories.index[stories.duplicated()]
            rows = rows[~rows["article_id"].isin(later)]
        ids = rows["article_id"].astype(str).tolist()
        row_of = {id_: str(stories[id_]) if weigh else id_ for id_ in ids}
        events = _events(rows, event, row_of)
        here = every[every["article_id"].isin(row_of)]
        parts = _parts(here, row_of, len(keys))
        size = Size(*_totals(here, len(keys)), _repeated(every, stories, len(keys)))
        names = list(dict.fromkeys(row_of.values()))
        groups.append(Group(str(name), sorted(set(events)), names, events, *parts, size=size))
    return keys, groups


def _parts(rates: pd.DataFrame, row_of: dict[str, str], n_keys: int) -> tuple[Array, Array, Array]:
    """Add counts, words and hits up by weight: one row a story (or article), one column a key."""
    at = {name: row for row, name in enumerate(dict.fromkeys(row_of.values()))}
    row = np.array([at[row_of[id_]] for id_ in rates["article_id"]], dtype=int)
    weights, column = rates["weight"].to_numpy(float), rates["column"].to_numpy(int)
    sums, words, hits = np.zeros((3, len(at), n_keys))
    for total, part in ((sums, "sum"), (words, "n_words"), (hits, "n")):
        np.add.at(total, (row, column), weights * _numbers(rates[part]))
    return sums, words, hits


def _totals(rates: pd.DataFrame, n_keys: int) -> tuple[Array, Array, Array]:
    """Add articles with words, hits and words up for each key, as they are."""
    column, words = rates["column"].to_numpy(int), _numbers(rates["n_words"])
    articles, hits, total = (
        np.bincount(column, values, n_keys)
        for values in ((words > 0).astype(float), _numbers(rates["n"]), words)
    )
    return articles, hits, total


def _repeated(rates: pd.DataFrame, stories: pd.Series, n_keys: int) -> Array:
    """Count for each key the articles with words that repeat another of the group."""
    held = rates[_numbers(rates["n_words"]) > 0]
    pairs = pd.DataFrame({"key": held["column"], "story": held["article_id"].map(stories)})
    again = pairs.loc[pairs.duplicated(), "key"].to_numpy(int)
    return np.bincount(again, minlength=n_keys).astype(float)


def _events(rows: pd.DataFrame, event: str | None, row_of: dict[str, str]) -> list[str]:
    """Return the cluster of each row: its event, or itself where none is known."""
    known: dict[str, str] = {}
    for id_, one in zip(rows["article_id"], rows[event] if event else (), strict=bool(event)):
        if not pd.isna(one):
            known.setdefault(row_of[id_], f"event {one}")
    return [known.get(row, row) for row in dict.fromkeys(row_of.values())]


def _numbers(values: pd.Series) -> Array:
    return np.asarray(values.fillna(0).to_numpy(float))


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
