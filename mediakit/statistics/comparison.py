"""Groups of articles against each other: rates, differences and ratios with honest intervals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import false_discovery_control

from mediakit.contract import tables
from mediakit.contract.labels import MEANS
from mediakit.contract.progress import progress
from mediakit.contract.wording import number, percent
from mediakit.statistics import resample
from mediakit.statistics.copies import check_duplicates, note, spanning
from mediakit.statistics.dispersion import spread
from mediakit.statistics.groups import KEY, Group, group_up

SMALL = 20  # articles of a group: below, intervals cover less than they say
FEW = 5  # hits: a group's below are few; a pair's below are not tested
FEW_EVENTS = 6  # that hold both groups: fewer pairs can be dealt in at most 32 ways
MUCH = 0.5  # share of a group's hits in one article
NO_INTERVAL, NONE = "no interval", "none found"  # one of them is in each warning without interval
PER = 1000
Array = np.ndarray[Any, Any]
COLUMNS: dict[str, Any] = {
    "kind": tables.TEXT, **dict.fromkeys(KEY, tables.TEXT), "group": tables.TEXT,
    "other": tables.TEXT, "estimate": "Float64", "low": "Float64", "high": "Float64",
    "p": "Float64", "q": "Float64", "n_articles": "Int64", "n": "Int64", "n_words": "Int64",
    "n_articles_other": "Int64", "n_other": "Int64", "n_words_other": "Int64",
    "share_articles": "Float64", "dp": "Float64",
    "n_copies": "Int64", "n_weighted": "Float64", "n_words_weighted": "Float64",
    "n_copies_other": "Int64", "n_weighted_other": "Float64", "n_words_weighted_other": "Float64",
    "warning": tables.TEXT,
}  # fmt: skip


def compare(
    articles: pd.DataFrame,
    rates: pd.DataFrame,
    by: str = "outlet",
    event: str | None = None,
    *,
    seed: int,
    level: float = 0.95,
    draws: int = resample.DRAWS,
    pairs: bool = True,
    duplicates: str = "weight",
) -> pd.DataFrame:
    """Compare groups of articles: rates, their differences and ratios, with intervals and p-values.

    A group's rate is all its hits by all its words, so that long articles weigh more than short
    ones. Whole articles are drawn again (with `event` whole events, one and the same draw for all
    groups: what two outlets wrote about one event stays a pair), because the hits of one article
    are not independent. Intervals are studentised bootstrap intervals; p-values come from dealing
    the articles anew to the two groups (with `event` within each event) and are two-sided; what
    has fewer than five hits in both together is not tested; `q` holds the false discovery rate
    over all tests of this call (Benjamini and Hochberg 1995).
    Copies of one text within a group (`copy_group`) are one observation, drawn and dealt as a
    whole. Misses whatever articles have in common beyond that and the event: an author, say.

    Parameters
    ----------
    articles : DataFrame
        The articles, with the column `by`.
    rates : DataFrame
        What `measure` returned: one row per article, field, signal, label and voice. Of rates
        per speaker, one speaker's rows: ``rates[rates["speaker"] == "Ida Holt"]``. It may come
        first, too: ``rates.pipe(mk.compare, articles, seed=7)``.
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
    duplicates : {"weight", "keep", "drop"}
        What to do with articles that share a `copy_group` within one group: k of them weigh 1/k
        each; all count in full; or the first of them alone counts.

    Returns
    -------
    DataFrame
        One row per kind (``rate``, ``difference``, ``ratio``), field, signal, label, voice, group
        and, of the latter two, other. Voices are those of `rates`, and ``narrator + paraphrase``:
        what the outlet worded. Label ``(all)`` adds a signal's labels up. estimate, low, high: per
        1,000 words (of tone: the mean); of ratios a factor. p and q stand beside differences.
        n_articles, n, n_words, and those of the other group, copies and all; n_copies (articles
        that repeat another of the group), n_weighted and n_words_weighted (what the estimate is
        made of). Of rates also share_articles (with a
        hit) and dp (deviation of proportions, Gries 2008: 0 spread like the words, near 1 all in
        one article). `warning` says why an estimate should not be trusted, and why there is no
        interval (low and high are NA): one article, hits in one or two only, nothing that varies.
        Below ten articles the interval is that of Student's t. Where no event holds both groups,
        p is NA; where fewer than six do, `warning` says so: n pairs can be dealt in only
        2**n ways, so that p can hardly be small. Where both groups printed the same text, that is
        said, too. ``attrs["copies"]`` says what was done with copies.

    Raises
    ------
    ValueError
        If a column is missing, there is no group, an article has several rows of one kind (rates
        per speaker), or `level` or `draws` cannot be.

    Examples
    --------
    >>> import mediakit as mk
    >>> texts = ["The regime fell.", "The regime and its regime press.", "It rained.", "It froze."]
    >>> table = pd.DataFrame({"outlet": ["A", "A", "B", "B"], "text": texts})
    >>> articles = mk.load_articles(table, progress=False)
    >>> rates = mk.measure(articles, mk.find(articles, progress=False), where="label == 'regime'")
    >>> told = mk.compare(articles, rates, seed=7, draws=200).query("voice == 'narrator'")
    >>> told[["kind", "group", "estimate"]].round(1).values.tolist()
    [['rate', 'A', 333.3], ['rate', 'B', 0.0], ['difference', 'A', 333.3], ['ratio', 'A', <NA>]]

    References
    ----------
    Davison and Hinkley (1997), *Bootstrap Methods and their Application*, 5.2; Janssen (1997),
    *Statistics & Probability Letters* 36; Gries (2008), *Int. J. of Corpus Linguistics* 13.
    """
    articles, rates = tables.in_order(articles, rates)
    _check(rates, articles, by, event, level, draws)
    check_duplicates(duplicates)
    keys, groups = group_up(rates, articles, by, event, duplicates)
    shared = list(spanning(articles, by).values())
    hits = ~keys["signal"].isin(MEANS).to_numpy()
    sums: dict[str, resample.Sums] = {}
    rows: list[tuple[Any, ...]] = []
    beside = list(combinations(groups, 2)) if pairs else []
    with progress("Comparing", "rates and differences", len(groups) + len(beside)) as done:
        for g in groups:
            sums[g.name] = resample.add_up(g.clusters, *g.by_cluster(), seed, draws, hits)
            rows += _rate_rows(keys, g, sums[g.name], level)
            done(1)
        for a, b in beside:
            same = sum({a.name, b.name} <= names for names in shared)
            rows += _pair_rows(keys, a, b, sums, event is not None, seed, level, draws, same)
            done(1)
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
    return note(table, articles, by, duplicates)


def _check(
    rates: pd.DataFrame, articles: pd.DataFrame, by: str, event: str | None, level: float,
    draws: int,
) -> None:  # fmt: skip
    tables.check(articles, "articles")
    tables.check(rates, "measures")
    for column in (by, event):
        if column is not None:
            tables.need_column(articles, column)
    resample.check_level(level)
    resample.check_draws(draws)
    if rates.duplicated(["article_id", *KEY]).any():
        twice = rates[rates.duplicated(["article_id", *KEY])].iloc[0]
        raise ValueError(
            f"The rates hold several rows of the article {twice['article_id']!r} for "
            f"{', '.join(repr(twice[name]) for name in KEY)}; expected one. Of rates per speaker "
            "compare one speaker's: rates[rates['speaker'] == …]; else call measure() without per=."
        )
    if articles[by].isna().all():
        raise ValueError(
            f"The column {by!r} is empty: no group to compare. Fill it, or name another."
        )


def _scale(keys: pd.DataFrame) -> Array:
    return np.where(keys["signal"].isin(MEANS), 1.0, float(PER))


def _rate_rows(
    keys: pd.DataFrame, group: Group, sums: resample.Sums, level: float
) -> Iterator[tuple[Any, ...]]:
    found = resample.rate_interval(sums, level)
    scale = _scale(keys)
    for at, key in enumerate(keys.to_numpy().tolist()):
        size = _size(group, at)
        hits, words = group.hits[:, at], group.d[:, at]
        given = not np.isnan(found.low[at])
        cautions = _cautions(group, sums, at, size, given)
        if not given:
            cautions += _why_none(group, sums, at)
        yield (
            "rate", *key, group.name, None, *_scaled(found, at, scale[at]), None, None,
            *_counted(group, at), None, None, None, *spread(hits, words), *_weighted(group, at),
            None, None, None, ", ".join(cautions) or None,
        )  # fmt: skip


def _pair_rows(
    keys: pd.DataFrame, a: Group, b: Group, sums: Mapping[str, resample.Sums], paired: bool,
    seed: int, level: float, draws: int, same: int,
) -> Iterator[tuple[Any, ...]]:  # fmt: skip
    """Yield the differences and ratios of two groups, which have `same` texts in common."""
    shared, n_shared = None, np.zeros(len(keys), int)
    if paired and (both := sorted(set(a.clusters) & set(b.clusters))):
        pick = [[g.clusters.index(name) for name in both] for g in (a, b)]
        left, right = (
            (n[rows], d[rows])
            for (n, d), rows in zip((a.by_cluster(), b.by_cluster()), pick, strict=True)
        )
        shared = resample.cross(both, left, right, seed, draws)
        n_shared = ((left[1] > 0) & (right[1] > 0)).sum(axis=0)
    first = np.arange(len(a.articles) + len(b.articles)) < len(a.articles)
    blocks = [*a.event, *b.event] if paired else [""] * len(first)
    p = resample.permutation_p(
        np.concatenate([a.n, b.n]), np.concatenate([a.d, b.d]), first, blocks,
        resample.stream(seed, "deal", a.name, b.name), draws, sums[a.name].counted,
    )  # fmt: skip
    difference = resample.difference_interval(sums[a.name], sums[b.name], shared, level)
    ratio = resample.ratio_interval(sums[a.name], sums[b.name], shared, level)
    scale = _scale(keys)
    for at, key in enumerate(keys.to_numpy().tolist()):
        sizes = (_size(a, at), _size(b, at))
        names = (*key, a.name, b.name)
        counts = (*_counted(a, at), *_counted(b, at), None, None, *_weighted(a, at),
                  *_weighted(b, at))  # fmt: skip
        enough = all(size[0] for size in sizes) and sum(size[1] for size in sizes) >= FEW
        tested = float(p[at]) if enough and not np.isnan(p[at]) else None
        said = _pair_cautions((a, b), sums, sizes, at, difference)
        if paired and all(size[0] for size in sizes):
            said += _few_events(int(n_shared[at]))
        said += _same_texts(same)
        ends = _scaled(difference, at, scale[at])
        yield "difference", *names, *ends, tested, None, *counts, "; ".join(said) or None
        if key[1] not in MEANS:
            said = _pair_cautions((a, b), sums, sizes, at, ratio) + _same_texts(same)
            ends = _scaled(ratio, at, 1.0)
            yield "ratio", *names, *ends, None, None, *counts, "; ".join(said) or None


def _few_events(n: int) -> list[str]:
    """Say that few events hold both groups: n pairs give 2**n deals, so p can hardly be small.

    Where nothing else was read the deal that swaps all is as far apart, and no p is below
    2 / 2**n: of five pairs .0625.
    """
    if not n:
        return ["no event holds both groups: not tested"]
    if n < FEW_EVENTS:
        return [f"only {n} event{' holds' if n == 1 else 's hold'} both groups"]
    return []


def _same_texts(same: int) -> list[str]:
    """Say that both groups printed the same texts, which can only make them alike."""
    return [f"{number(same, 'text')} {'stands' if same == 1 else 'stand'} in both"] if same else []


def _size(group: Group, at: int) -> tuple[int, float, float]:
    """Return the stories that could hold the key, its hits, and their words: copies weigh less."""
    words, hits = group.d[:, at], group.hits[:, at]
    return int((words > 0).sum()), float(hits.sum()), float(words.sum())


def _counted(group: Group, at: int) -> tuple[int, int, int]:
    """Return articles, hits and words, copies and all."""
    size = group.size
    return int(size.n_articles[at]), int(size.n[at]), int(size.n_words[at])


def _weighted(group: Group, at: int) -> tuple[int, float, float]:
    """Return how many articles repeat another, and hits and words by weight."""
    return int(group.size.n_copies[at]), *_size(group, at)[1:]


def _scaled(found: resample.Interval, at: int, scale: float) -> list[float | None]:
    """Return estimate, low and high of one key."""
    values = [float(part[at]) * scale for part in found]
    return [None if np.isnan(value) else value for value in values]


def _pair_cautions(
    groups: tuple[Group, Group], sums: Mapping[str, resample.Sums],
    sizes: tuple[tuple[int, float, float], ...], at: int, found: resample.Interval,
) -> list[str]:  # fmt: skip
    """Say of each group why not to trust what was found, and why there is no interval."""
    given, said = not np.isnan(found.low[at]), []
    for group, size in zip(groups, sizes, strict=True):
        cautions = _cautions(group, sums[group.name], at, size, given)
        if not (given or np.isnan(found.estimate[at]) or sums[group.name].held[at]):
            cautions += _why_none(group, sums[group.name], at)
        if cautions:
            said.append(f"{group.name}: {', '.join(cautions)}")
    if not given and not any(why in text for text in said for why in (NO_INTERVAL, NONE)):
        said.append(f"too little varies: {NO_INTERVAL}")
    return said


def _cautions(
    group: Group, sums: resample.Sums, at: int, size: tuple[int, float, float], given: bool
) -> list[str]:
    """Say why not to trust what was found in a group; `given` where there is an interval."""
    hits, clusters = size[1], int(sums.clusters[at])
    if clusters < resample.LEAST_CLUSTERS:
        return [f"{_some(group, clusters)}: {NO_INTERVAL}"]
    said = []
    if clusters < SMALL:
        few = clusters < resample.FEW
        trust = (
            "do not rely on the interval" if few else "the interval covers less often than it says"
        )
        said.append(f"only {_some(group, clusters)}" + (f": {trust}" if given else ""))
    if not hits:
        said.append(NONE)
    elif hits < FEW:
        said.append(f"only {hits:.3g} found")
    elif group.hits[:, at].max() > MUCH * hits:
        said.append(f"one article holds {percent(group.hits[:, at].max(), hits)} of them")
    return said


def _why_none(group: Group, sums: resample.Sums, at: int) -> list[str]:
    """Say why a group's rate has no interval, where its size or its lack of hits do not tell."""
    if sums.clusters[at] < resample.LEAST_CLUSTERS or not group.hits[:, at].any():
        return []
    if not sums.seen.varies[0, at]:
        return [f"all alike: {NO_INTERVAL}"]
    if not sums.held[at] and np.asarray(sums.counted)[at]:
        return [f"hits in only {_some(group, int(np.asarray(sums.holders)[at]))}: {NO_INTERVAL}"]
    return [f"nearly all alike: {NO_INTERVAL}"]


def _some(group: Group, n: int) -> str:
    """Return *no articles*, *1 event* and the like."""
    what = "article" if group.clusters == sorted(group.articles) else "event"
    return number(n, what, none="no")


def matched(
    articles: pd.DataFrame, by: str = "outlet", event: str = "event", *, groups: int | None = None
) -> pd.DataFrame:
    """Return the articles on events that all groups wrote about: like compared with like.

    What is left out, and why, is added to the report of loading: ``mk.report(kept)``. Misses
    events under two names, and takes whatever the column says: look at a few before you compare.

    Parameters
    ----------
    articles : DataFrame
        The articles, with the columns `by` and `event`.
    by : str, default "outlet"
        The column whose values are the groups. Articles without a value are left out.
    event : str, default "event"
        Names the event each article is about.
    groups : int, optional
        How many groups must have written about an event; all of them without it.

    Returns
    -------
    DataFrame
        The articles kept, their columns and order as given. Compare them with
        ``mk.compare(articles, rates, event=event, seed=…)``.

    Raises
    ------
    ValueError
        If a column is missing, or no event is left.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "text": ["x", "y", "z"],
    ...     "outlet": ["A", "B", "A"], "event": ["flood", "flood", "strike"]})
    >>> kept = matched(articles)
    >>> kept["article_id"].tolist(), [row["reason"] for row in kept.attrs["report"]]
    (['a', 'b'], ['event covered by 1 of 2 groups'])
    """
    tables.check(articles, "articles")
    for column in (event, by):
        tables.need_column(articles, column)
    all_groups = articles[by].nunique()
    wanted = all_groups if groups is None else groups
    covered = articles.dropna(subset=[event]).groupby(event)[by].nunique()
    n_groups = articles[event].map(covered)
    kept = (n_groups >= wanted) & articles[by].notna()
    most = int(covered.max()) if len(covered) else 0
    if not kept.any():
        raise ValueError(
            f"No event in the column {event!r} is covered by {wanted} of the {all_groups} groups "
            f"in {by!r}; the most is {most}. Ask for fewer with groups=."
        )
    report, left = list(articles.attrs.get("report", [])), {"kind": "not matched"}
    for id_, group, n in zip(articles["article_id"], articles[by], n_groups, strict=True):
        if pd.isna(group) or pd.isna(n):
            report.append(
                {"article_id": id_, "reason": f"no {by if pd.isna(group) else event} named"} | left
            )
        elif n < wanted:
            why = f"event covered by {int(n)} of {all_groups} groups"
            report.append({"article_id": id_, "reason": why} | left)
    result = articles[kept].copy()
    result.attrs = {**articles.attrs, "report": report}
    return result
