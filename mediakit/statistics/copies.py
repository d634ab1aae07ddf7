"""Copies: articles of one text, marked by `copy_group`, share one weight within a group.

A wire story that an outlet printed five times is one observation, not five. Its copies become one
row of their mean, which is drawn and dealt as a whole: so rates, intervals and p-values are those
of the stories, however often each was loaded.
"""

from __future__ import annotations

from itertools import islice

import numpy as np
import pandas as pd

from mediakit.contract.tables import known
from mediakit.contract.wording import number

COLUMN = "copy_group"
DUPLICATES = ("weight", "keep", "drop")
LISTED = 5  # groups that a sentence names
PLACE = ["field", "signal"]  # what is read of an article, or not, as a whole


def check_duplicates(duplicates: str) -> None:
    """Raise an error unless `duplicates` says what to do with copies."""
    known(duplicates, DUPLICATES, "way to count copies (duplicates=)")


def stories_of(articles: pd.DataFrame, by: str | None = None) -> pd.Series:
    """Return the story of each article: the smallest id among its copies within its group.

    Parameters
    ----------
    articles : DataFrame
        The articles. Without the column ``copy_group`` each is a story of its own.
    by : str, optional
        The column whose values are the groups; all articles are one without it.

    Returns
    -------
    Series
        The story, by article id.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["b", "a", "c"], "outlet": ["X", "X", "Y"],
    ...     "copy_group": ["1", "1", "1"]})
    >>> stories_of(articles).tolist(), stories_of(articles, "outlet").tolist()
    (['a', 'a', 'a'], ['a', 'a', 'c'])
    """
    ids = pd.Series(articles["article_id"].astype(str).to_numpy(object), articles.index)
    stories = ids.copy()
    copied = _copied(articles)
    if copied.any():
        rows = _keys(articles[copied], by)
        stories[copied] = ids[copied].groupby(rows, dropna=False, observed=True).transform("min")
    return pd.Series(stories.to_numpy(object), pd.Index(ids.to_numpy(object)))


def weights_of(
    articles: pd.DataFrame, by: str | None = None, duplicates: str = "weight"
) -> pd.Series:
    """Return the weight of each article: 1, or of k copies within one group 1/k each.

    Parameters
    ----------
    articles : DataFrame
        The articles.
    by : str, optional
        The column whose values are the groups; all articles are one without it.
    duplicates : {"weight", "keep", "drop"}
        ``keep``: all weigh 1. ``drop``: the first of the copies weighs 1, the others 0.

    Returns
    -------
    Series
        The weight, by article id.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "copy_group": ["1", "1", None]})
    >>> weights_of(articles).tolist(), weights_of(articles, duplicates="drop").tolist()
    ([0.5, 0.5, 1.0], [1.0, 0.0, 1.0])
    """
    check_duplicates(duplicates)
    stories = stories_of(articles, by)
    if duplicates == "keep":
        return pd.Series(1.0, stories.index)
    if duplicates == "drop":
        return (~stories.duplicated()).astype(float)
    return 1.0 / stories.groupby(stories).transform("size")


def counted(articles: pd.DataFrame, by: str | None, duplicates: str) -> pd.DataFrame:
    """Return the articles that count: without later copies if these are to be dropped."""
    check_duplicates(duplicates)
    if duplicates != "drop":
        return articles
    first = ~stories_of(articles, by).duplicated().to_numpy()
    return articles if first.all() else articles[first]


def weights_in(rates: pd.DataFrame, stories: pd.Series, read: pd.DataFrame) -> np.ndarray:
    """Return the weight of each row of `rates`: 1/k where k copies were read for its signal.

    A copy that was not read (another language, a reading that failed) takes no weight from those
    that were.

    Parameters
    ----------
    rates : DataFrame
        article_id, field, signal.
    stories : Series
        What `stories_of` returned.
    read : DataFrame
        article_id, field, signal, n, n_words: a row without a count, though there are words, was
        not read.
    """
    if not stories.duplicated().any():
        return np.ones(len(rates))
    was_read = read["n"].notna() | (read["n_words"] == 0)
    there = (
        read.loc[was_read.fillna(False).astype(bool), ["article_id", *PLACE]]
        .drop_duplicates()
        .astype(object)
    )
    there["story"] = there["article_id"].map(stories)
    k = there.groupby(["story", *PLACE]).size()
    rows = rates[["article_id", *PLACE]].astype(object)
    rows["story"] = rows["article_id"].map(stories)
    return 1.0 / k.reindex(pd.MultiIndex.from_frame(rows[k.index.names])).fillna(1).to_numpy(float)


def with_weights(
    rows: pd.DataFrame, articles: pd.DataFrame, read: pd.Series, by: str | None, duplicates: str
) -> pd.DataFrame:
    """Add to what was found, one row each, the ``weight`` and the ``story`` of its article.

    Only articles that were `read` (their ids) share a weight.
    """
    articles = articles[articles["article_id"].isin(read)]
    ids = rows["article_id"].astype(object)
    weights, stories = weights_of(articles, by, duplicates), stories_of(articles, by)
    return rows.assign(
        weight=ids.map(weights).astype(float).fillna(1.0),
        story=ids.map(stories).astype(object).where(ids.isin(stories.index), ids),
    )


def said_of_copies(articles: pd.DataFrame, by: str | None, duplicates: str) -> str:
    """Say how many copies there are, what was done with them, and which groups share some.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "outlet": ["X", "X", "Y"],
    ...     "copy_group": ["1", "1", "1"]})
    >>> said_of_copies(articles, None, "weight")
    '2 articles are copies of others: the copies of one text share one weight.'
    >>> said_of_copies(articles, "outlet", "drop")
    '1 article is a copy of another in its group: left out. 1 text stands in several groups (X, Y) \
and counts in each.'
    """
    stories = stories_of(articles, by)
    n, said = int(stories.duplicated().sum()), []
    if n:
        are = "article is a copy of another" if n == 1 else "articles are copies of others"
        where = "" if by is None else " in its group" if n == 1 else " in their group"
        what = {
            "weight": "the copies of one text share one weight",
            "keep": "each counts in full, so that intervals are too narrow",
            "drop": "left out",
        }[duplicates]
        said.append(f"{n:,} {are}{where}: {what}.")
    if by is not None and (shared := spanning(articles, by)):
        names = sorted({name for names in shared.values() for name in names})
        more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
        stand = "stands" if len(shared) == 1 else "stand"
        said.append(
            f"{number(len(shared), 'text')} {stand} in several groups "
            f"({', '.join(islice(names, LISTED))}{more}) and "
            f"{'counts' if len(shared) == 1 else 'count'} in each."
        )
    return " ".join(said)


def spanning(articles: pd.DataFrame, by: str) -> dict[str, set[str]]:
    """Return the copy groups whose articles stand in several groups, and which."""
    rows = articles[_copied(articles)].dropna(subset=[by])
    groups: dict[str, set[str]] = {}
    for copy, group in zip(rows.get(COLUMN, ()), rows[by].astype(str), strict=True):
        groups.setdefault(str(copy), set()).add(group)
    return {copy: names for copy, names in groups.items() if len(names) > 1}


def note(
    table: pd.DataFrame, articles: pd.DataFrame, by: str | None, duplicates: str
) -> pd.DataFrame:
    """Say in the attrs of a result what was done with copies: ``duplicates`` and ``copies``."""
    copies = said_of_copies(articles, by, duplicates)
    table.attrs |= {"duplicates": duplicates, "copies": copies}
    return table


def n_copies(stories: pd.Series, ids: pd.Series) -> int:
    """Return how many of the articles `ids` repeat another of them."""
    ids = pd.Series(pd.unique(ids.astype(str)))
    return len(ids) - int(ids.map(stories).nunique())


def _copied(articles: pd.DataFrame) -> pd.Series:
    """Return which articles have a copy group."""
    if COLUMN not in articles:
        return pd.Series(False, articles.index)
    return articles[COLUMN].notna()


def _keys(articles: pd.DataFrame, by: str | None) -> list[pd.Series]:
    return [articles[COLUMN], *([] if by is None else [articles[by]])]
