"""Articles on one event, found by their words and dates: a proposal that a person checks."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from itertools import count
from typing import Any

import numpy as np
import pandas as pd

from mediakit.contract import tables
from mediakit.contract.cells import plain
from mediakit.contract.progress import progress as progress_of
from mediakit.contract.resources import read_rows
from mediakit.text.document import Document

DAYS, LEAST = 3, 0.2
TITLE = 3  # times that a word of the headline counts
UNDATED = 0.6  # of a similarity is left where a date is missing
ROWS = 500  # articles compared with others at a time
LARGEST = 3000  # articles that are joined at a time: above, weaker links are left out before
TERMS, NAMED = 6, 3  # words told of an event, and in its name
EVENTS: dict[str, Any] = {
    "article_id": tables.TEXT, "event": tables.TEXT, "n_articles": tables.COUNT,
    "similarity": "Float64", "outlet": tables.TEXT, "published": "datetime64[us]",
    "title": tables.TEXT, "terms": tables.TEXT, "event_title": tables.TEXT,
}  # fmt: skip
Array = np.ndarray[Any, Any]


def events(
    articles: pd.DataFrame, *, days: int = DAYS, least: float = LEAST, progress: bool = True
) -> pd.DataFrame:
    """Propose which articles are about one event, by their words and dates, for you to check.

    Words count by tf-idf, those of the headline three times, function words and figures not at
    all. Two articles more than `days` apart have nothing in common; events are joined as long as
    the articles of both are, on average, at least `least` alike (average linkage). Where a date is
    missing, words must be more alike: `least` by .6. What it does not know: that a topic is no
    event. A trial of a month falls into its days; in an archive of one topic, whose words are
    everywhere, raise `least` and read the titles. Of 100 events with three outlets each (BASIL,
    300 articles) it finds 95 % of the pairs, without dates 51 %, and all that it pairs are right;
    `least` was chosen there, and those events lie far apart in time: yours may not.

    To use it, map it on the articles, which keeps their report, or write it to a file, mend the
    column ``event`` there, and map that::

        proposed = mk.events(articles)
        proposed.to_csv("events.csv", index=False)        # mend it, and read it again
        named = proposed.set_index("article_id")["event"]
        articles["event"] = articles["article_id"].map(named)
        mk.compare(mk.matched(articles), rates, event="event", seed=7)

    Parameters
    ----------
    articles : DataFrame
        The articles.
    days : int, default 3
        Between the first and the last of two articles on one event.
    least : float, default 0.2
        Mean cosine from which events are one.
    progress : bool, default True
        Show how far it is if it takes long.

    Returns
    -------
    DataFrame
        One row an article with text, the largest events first, in each the articles nearest to
        its centre first: ``article_id``, ``event`` (first day and three words), ``n_articles``,
        ``similarity`` (cosine to the centre of the event: look at the low ones), ``outlet``,
        ``published``, ``title``, ``terms`` (words that stand out), ``event_title`` (the title
        nearest to the centre).

    Raises
    ------
    ValueError
        If `days` or `least` cannot be, or article ids are absent or repeated.

    Examples
    --------
    >>> texts = ["The ferry sank off Halm.", "Divers reach the ferry off Halm.", "Wheat is dear."]
    >>> table = pd.DataFrame({"article_id": list("abc"), "text": texts,
    ...     "published": pd.to_datetime(["2026-03-01", "2026-03-02", "2026-03-02"])})
    >>> events(table)[["article_id", "event", "n_articles"]].values.tolist()
    [['a', '2026-03-01 ferry halm sank', 2], ['b', '2026-03-01 ferry halm sank', 2], \
['c', '2026-03-02 wheat dear', 1]]

    References
    ----------
    Allan (ed., 2002), *Topic Detection and Tracking*.
    """
    tables.check(articles, "articles")
    if isinstance(days, bool) or not isinstance(days, int) or days < 0:
        raise ValueError(f"Got days={days!r}; expected a number of days such as 3.")
    if isinstance(least, bool) or not isinstance(least, (int, float)) or not 0 < least <= 1:
        raise ValueError(f"Got least={least!r}; expected a cosine above 0 and up to 1.")
    rows = articles[articles["text"].map(lambda text: bool(plain(text).strip()))]
    if rows.empty:
        return _table([])
    vectors, words = _weigh(rows)
    when = _days(rows)
    found = np.zeros(len(rows), int)
    with progress_of("Finding events", "articles", len(rows), shown=progress) as done:
        for number, members in enumerate(_events(vectors, when, days, least, done)):
            found[members] = number
    return _told(rows, vectors, words, when, found)


# ------------------------------------------------------------------ words
def _weigh(articles: pd.DataFrame) -> tuple[Any, list[str]]:
    """Return a row of length one for each article, and the words of its columns."""
    from scipy.sparse import csr_array

    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    found, times = [], []
    titles = articles["title"] if "title" in articles else [None] * len(articles)
    for text, title in zip(articles["text"], titles, strict=True):
        keys = Document(plain(text)).keys + TITLE * Document(plain(title), "title").keys
        own, often = np.unique(np.fromiter(map(numbers.__getitem__, keys), int), return_counts=True)
        found.append(own)
        times.append(often)
    n = len(articles)
    told = np.array([_is_told(word) for word in numbers], bool)
    bounds = np.cumsum([0, *map(len, found)])
    values = (1 + np.log(np.concatenate(times))).astype(np.float32)
    matrix = csr_array((values, np.concatenate(found), bounds), shape=(n, len(numbers)))[:, told]
    words = [word for word, is_told in zip(numbers, told, strict=True) if is_told]
    held = np.bincount(matrix.indices, minlength=len(words))
    rare = (np.log((1 + n) / (1 + held)) + 1).astype(np.float32)
    matrix.data *= rare[matrix.indices]
    row_of = np.repeat(np.arange(n), np.diff(matrix.indptr))
    length = np.sqrt(np.bincount(row_of, matrix.data**2, n))
    matrix.data /= length[row_of].astype(np.float32)
    return matrix, words


def _is_told(word: str) -> bool:
    """Say whether a word tells what a text is about: no function word, no figure."""
    return len(word) > 1 and not word[0].isdigit() and word not in _plain_words()


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_rows("function_words")) | {"said", "says"}


def _days(articles: pd.DataFrame) -> Array:
    when = np.full(len(articles), np.nan)
    dates = articles.get("published")
    if dates is not None and pd.api.types.is_datetime64_any_dtype(dates):
        known = dates.notna().to_numpy()
        when[known] = dates[known].to_numpy("datetime64[D]").astype(float)
    return when


# ------------------------------------------------------------------ events
def _events(vectors: Any, when: Array, days: int, least: float, done: Any) -> list[Array]:
    """Return the places of the articles of each event."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    order = np.argsort(when, kind="stable")  # those without a date come last
    links: list[tuple[Array, Array, Array]] = []
    dated = int((~np.isnan(when)).sum())
    for start in range(0, len(order), ROWS):
        stop = min(start + ROWS, len(order))
        first = 0
        if stop <= dated:
            first = int(np.searchsorted(when[order[:dated]], when[order[start]] - days))
        some, earlier = order[start:stop], order[first:stop]
        alike = _alike(vectors, when, some, earlier, days)
        one, other = np.nonzero(alike >= least / 2)
        links.append((some[one], earlier[other], alike[one, other]))
        done(stop - start)
    ones, others, values = (np.concatenate(part) for part in zip(*links, strict=True))
    todo, found = [(np.arange(len(order)), least / 2)], []
    while todo:
        members, edge = todo.pop()
        inside = np.zeros(len(order), bool)
        inside[members] = True
        strong = (values >= edge) & inside[ones] & inside[others]
        graph = coo_array(
            (values[strong], (ones[strong], others[strong])), (len(order), len(order))
        )
        _, label = connected_components(graph, directed=False)
        ranked = members[np.argsort(label[members], kind="stable")]
        for part in np.split(ranked, np.flatnonzero(np.diff(label[ranked])) + 1):
            if len(part) > LARGEST and edge < 1:
                todo.append((part, edge * 1.25))
            else:
                found += _joined(vectors, when, np.sort(part), days, least)
    return found


def _alike(vectors: Any, when: Array, one: Array, other: Array, days: int) -> Array:
    """Return the cosine of articles with others, 0 where they lie too far apart."""
    alike: Array = (vectors[one] @ vectors[other].T).toarray()
    apart = np.abs(when[one][:, None] - when[other][None, :])
    alike[apart > days] = 0
    alike[np.isnan(apart)] *= UNDATED
    return alike


def _joined(vectors: Any, when: Array, members: Array, days: int, least: float) -> list[Array]:
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if len(members) == 1:
        return [members]
    far = np.clip(1 - _alike(vectors, when, members, members, days), 0, 1)
    np.fill_diagonal(far, 0)
    tree = linkage(squareform(far, checks=False), "average")
    label = fcluster(tree, 1 - least, "distance")
    return [members[label == one] for one in np.unique(label)]


# ------------------------------------------------------------------ the table
def _told(
    articles: pd.DataFrame, vectors: Any, words: list[str], when: Array, found: Array
) -> pd.DataFrame:
    ids = articles["article_id"].tolist()
    beside = {
        name: articles[name].tolist() if name in articles else [None] * len(ids)
        for name in ("outlet", "title")
    }
    rows: list[tuple[Any, ...]] = []
    names: Counter[str] = Counter()
    ranked = np.argsort(found, kind="stable")
    parts = np.split(ranked, np.flatnonzero(np.diff(found[ranked])) + 1)
    for members in sorted(parts, key=lambda part: (-len(part), _first(when[part]), part[0])):
        centre = np.asarray(vectors[members].sum(axis=0)).ravel()
        length = float(np.sqrt((centre**2).sum())) or 1.0
        near = np.asarray(vectors[members] @ centre).ravel() / length
        there = np.flatnonzero(centre)
        top = [words[at] for at in there[np.argsort(-centre[there], kind="stable")[:TERMS]]]
        first = _first(when[members])
        day = str(np.datetime64(int(first), "D")) if np.isfinite(first) else "undated"
        name = " ".join([day, *top[:NAMED]])
        names[name] += 1
        name += f" ({names[name]})" if names[name] > 1 else ""
        order = np.argsort(-near, kind="stable")
        titles = [plain(beside["title"][at]) for at in members[order]]
        for at, value in zip(members[order].tolist(), near[order].tolist(), strict=True):
            date = None if np.isnan(when[at]) else np.datetime64(int(when[at]), "D")
            rows.append((
                ids[at], name, len(members), min(value, 1.0), plain(beside["outlet"][at]) or None,
                date, plain(beside["title"][at]) or None, ", ".join(top),
                next(filter(None, titles), None),
            ))  # fmt: skip
    return _table(rows)


def _first(when: Array) -> float:
    return float(np.nanmin(when)) if not np.isnan(when).all() else np.inf


def _table(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    columns = list(zip(*rows, strict=True)) or [()] * len(EVENTS)
    return pd.DataFrame(
        {
            name: tables.as_dtype(pd.Series(list(values), dtype=object), dtype)
            for (name, dtype), values in zip(EVENTS.items(), columns, strict=True)
        }
    )
