"""Groups of articles against each other: rates, differences and ratios with honest intervals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import false_discovery_control

from mediakit import resample, tables
from mediakit.dispersion import spread

WORDING = "narrator + paraphrase"  # all words that the outlet chose
ALL = "(all)"  # all labels of a signal
SMALL = 20  # articles of a group: below, intervals cover less than they say
FEW = 5  # hits: a group's below are few; a pair's below are not tested
MUCH = 0.5  # share of a group's hits in one article
PER = 1000
Array = np.ndarray[Any, Any]
KEY = ["field", "signal", "label", "voice"]
COLUMNS: dict[str, Any] = {
    "kind": tables.TEXT, **dict.fromkeys(KEY, tables.TEXT), "group": tables.TEXT,
    "other": tables.TEXT, "estimate": "Float64", "low": "Float64", "high": "Float64",
    "p": "Float64", "q": "Float64", "n_articles": "Int64", "n": "Int64", "n_words": "Int64",
    "n_articles_other": "Int64", "n_other": "Int64", "n_words_other": "Int64",
    "share_articles": "Float64", "dp": "Float64", "warning": tables.TEXT,
}  # fmt: skip


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


def compare(
    rates: pd.DataFrame,
    articles: pd.DataFrame,
    by: str = "outlet",
    event: str | None = None,
    *,
    seed: int,
    level: float = 0.95,
    draws: int = resample.DRAWS,
    pairs: bool = True,
) -> pd.DataFrame:
    """Compare groups of articles: rates, their differences and ratios, with intervals and p-values.

    A group's rate is all its hits by all its words, so that long articles weigh more than short
    ones. Whole articles are drawn again (with `event` whole events, one and the same draw for all
    groups: what two outlets wrote about one event stays a pair), because the hits of one article
    are not independent. Intervals are studentised bootstrap intervals; p-values come from dealing
    the articles anew to the two groups (with `event` within each event) and are two-sided; what
    has fewer than five hits in both together is not tested; `q` holds the false discovery rate
    over all tests of this call (Benjamini and Hochberg 1995).
    Misses whatever articles have in common beyond the event: an author, a wire story.

    Parameters
    ----------
    rates : DataFrame
        What `measure` returned: one row per article, field, signal, label and voice.
    articles : DataFrame
        The articles, with the column `by`.
    by : str, default "outlet"
        The column whose values are the groups. Articles without a value are left out.
    event : str, optional
        A column that names the event each article is about.
    seed : int
        For the draws. Each article (event) has a stream of its own: neither the order of rows nor
        another group moves a number.
    level : float, default 0.95
        Of the intervals.
    draws : int, default 2000
        How often to draw, and to deal.
    pairs : bool, default True
        Whether to compare each group with each other one, or give rates only.

    Returns
    -------
    DataFrame
        One row per kind (``rate``, ``difference``, ``ratio``), field, signal, label, voice, group
        and, of the latter two, other. Voices are those of `rates`, and ``narrator + paraphrase``:
        what the outlet worded. Label ``(all)`` adds a signal's labels up. estimate, low, high: per
        1,000 words (of tone: the mean); of ratios a factor. p and q stand beside differences.
        n_articles, n, n_words, and those of the other group. Of rates also share_articles (with a
        hit) and dp (deviation of proportions, Gries 2008: 0 spread like the words, near 1 all in
        one article). `warning` says why an estimate should not be trusted. NaN where there is no
        interval: one article, no hit, or nothing that varies.

    Raises
    ------
    ValueError
        If a column is missing, or there is no group.

    Examples
    --------
    >>> import mediakit as mk
    >>> texts = ["The regime fell.", "The regime and its regime press.", "It rained.", "It froze."]
    >>> table = pd.DataFrame({"outlet": ["A", "A", "B", "B"], "text": texts})
    >>> articles = mk.load_articles(table, progress=False)
    >>> rates = mk.measure(articles, mk.find(articles, progress=False), where="label == 'regime'")
    >>> told = mk.compare(rates, articles, seed=7, draws=200).query("voice == 'narrator'")
    >>> told[["kind", "group", "estimate"]].round(1).values.tolist()
    [['rate', 'A', 333.3], ['rate', 'B', 0.0], ['difference', 'A', 333.3], ['ratio', 'A', <NA>]]

    References
    ----------
    Davison and Hinkley (1997), *Bootstrap Methods and their Application*, 5.2; Janssen (1997),
    *Statistics & Probability Letters* 36; Gries (2008), *Int. J. of Corpus Linguistics* 13.
    """
    _check(rates, articles, by, event)
    keys, groups = group_up(rates, articles, by, event)
    hits = (keys["signal"] != "tone").to_numpy()
    sums = {g.name: resample.add_up(g.clusters, *g.by_cluster(), seed, draws, hits) for g in groups}
    rows = [row for g in groups for row in _rate_rows(keys, g, sums[g.name], level)]
    for a, b in combinations(groups, 2) if pairs else ():
        rows += _pair_rows(keys, a, b, sums, event is not None, seed, level, draws)
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
    tested = table["p"].notna()
    if tested.any():
        table.loc[tested, "q"] = false_discovery_control(table.loc[tested, "p"].astype(float))
    order = ["kind_order", "field_order", *KEY[1:], "group", "other"]
    table["kind_order"] = table["kind"].map({"rate": 0, "difference": 1, "ratio": 2})
    table["field_order"] = table["field"].map({"title": 0, "text": 1})
    table = table.sort_values(order, ignore_index=True, kind="stable")
    table = table.drop(columns=["kind_order", "field_order"])
    table.attrs |= {"by": by, "event": event, "seed": seed, "level": level, "draws": draws}
    return table


def _check(rates: pd.DataFrame, articles: pd.DataFrame, by: str, event: str | None) -> None:
    tables.check(articles, "articles")
    tables.check(rates, "measures")
    for column in (by, event):
        if column is not None:
            tables.need_column(articles, column)
    if articles[by].isna().all():
        raise ValueError(
            f"The column {by!r} is empty: no group to compare. Fill it, or name another."
        )


def group_up(
    rates: pd.DataFrame, articles: pd.DataFrame, by: str, event: str | None = None
) -> tuple[pd.DataFrame, list[Group]]:
    """Return the keys (field, signal, label, voice) that were counted, and the groups by name."""
    rates = with_sums(rates)
    keys = rates[KEY].drop_duplicates().sort_values(KEY, ignore_index=True)
    place = {tuple(key): at for at, key in enumerate(keys.to_numpy())}
    column = np.array([place[tuple(key)] for key in rates[KEY].to_numpy()], dtype=int)
    chosen = articles.dropna(subset=[by]).sort_values("article_id")
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

    Rows without a count (NA) have neither hits nor words here.
    """
    rates = rates[["article_id", *KEY, "n", "n_words", "per_1000"]].copy()
    counted = rates["n"].notna()
    rates["n_words"] = rates["n_words"].where(counted, 0)
    tone = rates["signal"] == "tone"
    rates["sum"] = rates["n"].astype("Float64").mask(tone, rates["per_1000"] * rates["n_words"])
    labels = rates[~tone].groupby("signal")["label"].nunique()
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


def _scale(keys: pd.DataFrame) -> Array:
    return np.where(keys["signal"] == "tone", 1.0, float(PER))


def _rate_rows(
    keys: pd.DataFrame, group: Group, sums: resample.Sums, level: float
) -> Iterator[tuple[Any, ...]]:
    found = resample.rate_interval(sums, level)
    scale = _scale(keys)
    for at, key in enumerate(keys.to_numpy().tolist()):
        size = _size(group, at)
        hits, words = group.hits[:, at], group.d[:, at]
        yield (
            "rate", *key, group.name, None, *_scaled(found, at, scale[at]), None, None,
            *size, None, None, None, *spread(hits, words), _warning(group, at, size),
        )  # fmt: skip


def _pair_rows(
    keys: pd.DataFrame, a: Group, b: Group, sums: Mapping[str, resample.Sums], paired: bool,
    seed: int, level: float, draws: int,
) -> Iterator[tuple[Any, ...]]:  # fmt: skip
    shared = None
    if paired and (both := sorted(set(a.clusters) & set(b.clusters))):
        pick = [[g.clusters.index(name) for name in both] for g in (a, b)]
        left, right = (
            (n[rows], d[rows])
            for (n, d), rows in zip((a.by_cluster(), b.by_cluster()), pick, strict=True)
        )
        shared = resample.cross(both, left, right, seed, draws)
    first = np.arange(len(a.articles) + len(b.articles)) < len(a.articles)
    blocks = [*a.event, *b.event] if paired else [""] * len(first)
    p = resample.permutation_p(
        np.concatenate([a.n, b.n]), np.concatenate([a.d, b.d]), first, blocks,
        resample.stream(seed, "deal", a.name, b.name), draws,
    )  # fmt: skip
    difference = resample.difference_interval(sums[a.name], sums[b.name], shared, level)
    ratio = resample.ratio_interval(sums[a.name], sums[b.name], shared, level)
    scale = _scale(keys)
    for at, key in enumerate(keys.to_numpy().tolist()):
        sizes = (_size(a, at), _size(b, at))
        warnings = [
            f"{g.name}: {w}"
            for g, s in zip((a, b), sizes, strict=True)
            if (w := _warning(g, at, s))
        ]
        rest = (*sizes[0], *sizes[1], None, None, "; ".join(warnings) or None)
        names = (*key, a.name, b.name)
        enough = all(size[0] for size in sizes) and sum(size[1] for size in sizes) >= FEW
        tested = float(p[at]) if enough and not np.isnan(p[at]) else None
        yield (
            "difference",
            *names,
            *_scaled(difference, at, scale[at]),
            tested,
            None,
            *rest,
        )
        if key[1] != "tone":
            yield ("ratio", *names, *_scaled(ratio, at, 1.0), None, None, *rest)


def _size(group: Group, at: int) -> tuple[int, int, int]:
    """Return the articles that could hold the key, its hits, and their words."""
    words, hits = group.d[:, at], group.hits[:, at]
    return int((words > 0).sum()), int(hits.sum()), int(words.sum())


def _scaled(found: resample.Interval, at: int, scale: float) -> list[float | None]:
    """Return estimate, low and high of one key."""
    values = [float(part[at]) * scale for part in found]
    return [None if np.isnan(value) else value for value in values]


def _warning(group: Group, at: int, size: tuple[int, int, int]) -> str | None:
    hits = size[1]
    clusters = len(
        {event for event, words in zip(group.event, group.d[:, at], strict=True) if words > 0}
    )
    what = "articles" if group.clusters == sorted(group.articles) else "events"
    if clusters < resample.LEAST_CLUSTERS:
        return f"{clusters or 'no'} {what if clusters != 1 else what[:-1]}: no interval"
    said = []
    if clusters < resample.FEW:
        said.append(f"only {clusters} {what}: do not rely on the interval")
    elif clusters < SMALL:
        said.append(f"only {clusters} {what}: the interval covers less often than it says")
    if not hits:
        said.append("none found")
    elif hits < FEW:
        said.append(f"only {hits} found")
    elif group.hits[:, at].max() > MUCH * hits:
        said.append(f"one article holds {group.hits[:, at].max() / hits:.0%} of them")
    return ", ".join(said) or None


def matched(
    articles: pd.DataFrame, event: str = "event", by: str = "outlet", groups: int | None = None
) -> pd.DataFrame:
    """Return the articles on events that all groups wrote about: like compared with like.

    What is left out, and why, stands in ``attrs["report"]``. Misses events under two names, and
    takes whatever the column says: look at a few before you compare.

    Parameters
    ----------
    articles : DataFrame
        The articles, with the columns `event` and `by`.
    event : str, default "event"
        Names the event each article is about.
    by : str, default "outlet"
        The column whose values are the groups.
    groups : int, optional
        How many groups must have written about an event; all of them without it.

    Returns
    -------
    DataFrame
        The articles kept, their columns and order as given. Compare them with
        ``mk.compare(rates, articles, event=event, seed=…)``.

    Raises
    ------
    ValueError
        If a column is missing, or no event is left.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "text": ["x", "y", "z"],
    ...     "outlet": ["A", "B", "A"], "event": ["flood", "flood", "strike"]})
    >>> kept = matched(articles)
    >>> kept["article_id"].tolist(), kept.attrs["report"]["reason"].tolist()
    (['a', 'b'], ['event covered by 1 of 2 groups'])
    """
    tables.check(articles, "articles")
    for column in (event, by):
        tables.need_column(articles, column)
    all_groups = articles[by].nunique()
    wanted = all_groups if groups is None else groups
    covered = articles.dropna(subset=[event]).groupby(event)[by].nunique()
    n_groups = articles[event].map(covered)
    kept = n_groups >= wanted
    most = int(covered.max()) if len(covered) else 0
    if not kept.any():
        raise ValueError(
            f"No event in the column {event!r} is covered by {wanted} of the {all_groups} groups "
            f"in {by!r}; the most is {most}. Ask for fewer with groups=."
        )
    reasons = [
        "no event named" if pd.isna(n) else f"event covered by {int(n)} of {all_groups} groups"
        for n in n_groups[~kept]
    ]
    left_out = articles.loc[~kept, "article_id"]
    rows = [(id_, *[None] * 4, why) for id_, why in zip(left_out, reasons, strict=True)]
    result = articles[kept].copy()
    result.attrs = {**articles.attrs, "report": tables.make("report", rows)}
    return result
