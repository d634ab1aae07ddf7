"""The figures that set outlets beside one another: rates, differences, sources, words, time."""

from __future__ import annotations

import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from scipy.stats import false_discovery_control

from mediakit.contract import style, tables
from mediakit.contract.readings import of_articles, was_looked_for, with_group
from mediakit.contract.wording import decimal, number
from mediakit.figures import plot
from mediakit.figures.picture import CAUTION, ONE_COLUMN, Picture, sign
from mediakit.statistics import timeline
from mediakit.statistics.comparison import COLUMNS as COMPARED
from mediakit.statistics.comparison import compare
from mediakit.statistics.copies import note, with_weights
from mediakit.statistics.groups import ALL, WORDING, group_up
from mediakit.statistics.keyness import COLUMNS as KEYNESS
from mediakit.statistics.keyness import keyness as key_words
from mediakit.statistics.measures import measure
from mediakit.statistics.positioning import positioning as presented

SEED = 2026
NAMELESS = "the articles name no outlet"
LOADED = "signal == 'loaded' and field == 'text'"
Drawn = tuple[Figure, pd.DataFrame]


def loaded_rates(
    articles: pd.DataFrame, found: tables.Found, *, by: str = "outlet",
    event: str | None = None, seed: int = SEED, duplicates: str = "weight",
) -> Drawn:  # fmt: skip
    """Draw the rate of loaded terms of each outlet: in its own voice, and in all that it worded.

    Parameters
    ----------
    articles : DataFrame
        The articles.
    found : Found
        What `mk.find` found in them.
    by : str, default "outlet"
        The column whose values are the groups.
    event : str, optional
        The column that says which articles report the same event: pairs stay pairs.
    seed : int
        For the intervals.
    duplicates : {"weight", "keep", "drop"}
        What to do with copies of one text: see `compare`.

    Returns
    -------
    figure : Figure
    table : DataFrame
        Rows of `compare`; `table.attrs` holds caption and alt text.
    """
    found = of_articles(articles, found)
    table = _compared(articles, found, by, seed, duplicates, event=event).query("kind == 'rate'")
    table = table[table["voice"].isin(("narrator", WORDING))].reset_index(drop=True)
    height = 1.1 + 0.32 * max(table["group"].nunique(), 2)
    over = "articles" if event is None else "events"
    what = f"Loaded terms per 1,000 words of the text, with 95 % intervals over {over}"
    alt = "Points with intervals: " + _told(table[table["voice"] == "narrator"])
    return _finish(articles, found, table, plot.rates, height, what, alt, seed)


def loaded_differences(
    articles: pd.DataFrame, found: tables.Found, *, by: str = "outlet",
    event: str | None = None, seed: int = SEED, duplicates: str = "weight",
) -> Drawn:  # fmt: skip
    """Draw by how much outlets differ in loaded terms in their own voice.

    Parameters
    ----------
    articles : DataFrame
        The articles.
    found : Found
        What `mk.find` found in them.
    by : str, default "outlet"
        The column whose values are the groups.
    event : str, optional
        The column that says which articles report the same event: pairs stay pairs.
    seed : int
        For intervals and p-values.
    duplicates : {"weight", "keep", "drop"}
        What to do with copies of one text: see `compare`.

    Returns
    -------
    figure : Figure
    table : DataFrame
        Rows of `compare`; q is over all differences of the table.
    """
    found = of_articles(articles, found)
    table = _compared(articles, found, by, seed, duplicates, "narrator", event)
    table = table[table["kind"] == "difference"].reset_index(drop=True)
    height = 0.9 + 0.24 * max(len(table), 2)
    over = "articles" if event is None else "events"
    what = (
        "Differences of loaded terms per 1,000 words in the narrator's voice, with 95 % intervals "
        f"over {over}; filled: q ≤ .05 (Benjamini and Hochberg)"
    )
    sure = table[table["q"] <= plot.CUT]
    alt = f"Forest of {number(len(table), 'difference')}, {len(sure)} of them with q ≤ .05."
    return _finish(articles, found, table, plot.differences, height, what, alt, seed)


def source_types(
    articles: pd.DataFrame, found: tables.Found, *, by: str = "outlet", duplicates: str = "weight"
) -> Drawn:
    """Draw which kinds of source get how much of each outlet's attributed words.

    Parameters
    ----------
    articles : DataFrame
        The articles.
    found : Found
        What `mk.find` found in them.
    by : str, default "outlet"
        The column whose values are the groups.
    duplicates : {"weight", "keep", "drop"}
        What to do with copies of one text: see `compare`.

    Returns
    -------
    figure : Figure
    table : DataFrame
        group, source_type, n (attributions), n_words, share (of the words by weight),
        n_words_weighted.
    """
    found = of_articles(articles, found)
    _need_group(articles, by)
    if by in articles:
        with_group(articles, by)
    table = shares_of_types(articles, found, by, duplicates)
    height = 1.35 + 0.3 * max(table["group"].nunique(), 2)
    what = "Share of the attributed words (quotation and paraphrase) by kind of source"
    alt = f"Stacked bars of {number(table['group'].nunique(), 'outlet')} by kind of source."
    return _finish(articles, found, table, plot.source_types, height, what, alt, None)


def positioning(
    articles: pd.DataFrame, found: tables.Found, *, top: int = 10, seed: int = SEED,
    duplicates: str = "weight",
) -> Drawn:  # fmt: skip
    """Draw whose words are presented with a distancing cue, beside the share among all.

    Parameters
    ----------
    articles : DataFrame
        The articles.
    found : Found
        What `mk.find` found in them.
    top : int, default 10
        How many speakers to draw. The table holds all with five attributions or more.
    seed : int
        For the intervals.
    duplicates : {"weight", "keep", "drop"}
        What to do with copies of one text: see `compare`.

    Returns
    -------
    figure : Figure
    table : DataFrame
        What `mk.positioning` returned.
    """
    found = of_articles(articles, found)
    table = presented(articles, found, seed=seed, duplicates=duplicates)
    height = 0.95 + 0.22 * max(min(len(table), top), 3)
    what = "Share of each speaker's attributions with a distancing cue, with 95 % intervals"
    alt = f"Points of {number(min(len(table), top), 'speaker')} around the share among all."
    drawer = lambda shown, ax: plot.positioning(shown, ax, top)  # noqa: E731
    return _finish(articles, found, table, drawer, height, what, alt, seed)


def keyness(
    articles: pd.DataFrame, found: tables.Found, *, by: str = "outlet", group: str | None = None,
    duplicates: str = "weight",
) -> Drawn:  # fmt: skip
    """Draw the words that one outlet's narrator uses more, and less, than those of the others.

    Parameters
    ----------
    articles : DataFrame
        The articles.
    found : Found
        What `mk.find` found in them.
    by : str, default "outlet"
        The column whose values are the groups.
    group : str, optional
        Which to draw; without it that with the most loaded terms of its own.
    duplicates : {"weight", "keep", "drop"}
        What to do with copies of one text: see `compare`.

    Returns
    -------
    figure : Figure
    table : DataFrame
        What `mk.keyness` returned, of that group.

    Raises
    ------
    ValueError
        If the articles have no column `by` (but for the default), or no such group.
    """
    found = of_articles(articles, found)
    _need_group(articles, by, group)
    table = pd.DataFrame(columns=list(KEYNESS)).astype(KEYNESS)
    if by in articles and articles[by].nunique() > 1 and _narrated(articles, found, by):
        table = key_words(articles, found, by, where="voice == 'narrator'", duplicates=duplicates)
        chosen = group if group is not None else _most_loaded(articles, found, by, duplicates)
        chosen = table["group"].min() if chosen is None else chosen
        table = table[table["group"] == chosen].reset_index(drop=True)
    shown = table.head(8)["term"].tolist()
    what = (
        "Words of the narrator by log-odds with an informative Dirichlet prior (z; pale: below "
        "1.96; hatched: in one article only)"
    )
    alt = f"Bars of key words; the first are {', '.join(shown[:4]) or 'none'}."
    return _finish(articles, found, table, plot.keyness, 3.4, what, alt, None)


def loaded_over_time(
    articles: pd.DataFrame, found: tables.Found, *, unit: str = "month", seed: int = SEED,
    duplicates: str = "weight",
) -> Drawn:  # fmt: skip
    """Draw the rate of loaded terms in the narrator's voice over time, of all articles together.

    Parameters
    ----------
    articles : DataFrame
        The articles.
    found : Found
        What `mk.find` found in them.
    unit : {"month", "week", "day"}
        Length of a period.
    seed : int
        For the intervals.
    duplicates : {"weight", "keep", "drop"}
        What to do with copies of one text: see `compare`.

    Returns
    -------
    figure : Figure
    table : DataFrame
        What `mk.over_time` returned.
    """
    found = of_articles(articles, found)
    table = pd.DataFrame(columns=["field", "signal", "label", "voice", "group", "period",
                                  "estimate", "low", "high"])  # fmt: skip
    rates = _rates(articles, found, "narrator")
    if len(rates) and "published" in articles and articles["published"].notna().any():
        table = timeline.over_time(articles, rates, unit=unit, seed=seed, duplicates=duplicates)
        table = table[table["label"] == ALL].reset_index(drop=True)
    what = f"Loaded terms per 1,000 words in the narrator's voice by {unit}, with 95 % intervals"
    alt = f"A line over {number(len(table), unit)} with a band."
    return _finish(articles, found, table, plot.over_time, 2.2, what, alt, seed)


def shares_of_types(
    articles: pd.DataFrame, found: tables.Found, by: str, duplicates: str
) -> pd.DataFrame:
    """Return the share of each kind of source in the attributed words of each group."""
    group = by if by in articles else None
    acts = found.attributions.assign(group=_group(articles, found.attributions, by))
    acts = with_weights(acts, articles, found.words["article_id"], group, duplicates)
    acts["n_words_weighted"] = acts["n_words"].astype("float64") * acts["weight"]
    acts = acts[acts["weight"] > 0].dropna(subset=["group"])
    table = acts.groupby(["group", "source_type"], as_index=False).agg(
        n=("n_words", "size"), n_words=("n_words", "sum"),
        n_words_weighted=("n_words_weighted", "sum"),
    )  # fmt: skip
    total = table.groupby("group")["n_words_weighted"].transform("sum")
    table["share"] = table["n_words_weighted"] / total.where(total > 0)
    last = table.pop("n_words_weighted")
    return note(table.assign(n_words_weighted=last), articles, group, duplicates)


def _narrated(articles: pd.DataFrame, found: tables.Found, by: str) -> bool:
    """Whether any group has words of the narrator."""
    ids = set(articles.dropna(subset=[by])["article_id"])
    words = found.words[found.words["voice"] == "narrator"]
    return bool((words["article_id"].isin(ids) & (words["n_words"] > 0)).any())


def _most_loaded(
    articles: pd.DataFrame, found: tables.Found, by: str, duplicates: str
) -> str | None:
    """Return the group whose narrator uses most loaded terms per word; None where nobody looked."""
    keys, groups = group_up(_rates(articles, found, "narrator"), articles, by, None, duplicates)
    of_all = (keys["label"] == ALL).to_numpy()
    words = [(group, float(group.d[:, of_all].sum())) for group in groups]
    rates = {group.name: group.n[:, of_all].sum() / n for group, n in words if n}
    return max(sorted(rates), key=lambda name: rates[name], default=None)


def _rates(articles: pd.DataFrame, found: tables.Found, voice: str | None) -> pd.DataFrame:
    if not was_looked_for(found, "loaded"):
        return tables.make("measures")
    where = LOADED if voice is None else f"{LOADED} and voice == {voice!r}"
    return measure(articles, found, where=where)


def _compared(
    articles: pd.DataFrame, found: tables.Found, by: str, seed: int, duplicates: str,
    voice: str | None = None, event: str | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Return the comparison of all loaded terms together; empty where there are no groups."""
    _need_group(articles, by)
    rates = _rates(articles, found, voice)
    if rates.empty or by not in articles or articles[by].isna().all():
        return pd.DataFrame(columns=list(COMPARED)).astype(COMPARED)
    told = compare(articles, rates, by, event, seed=seed, duplicates=duplicates)
    kept = told[told["label"] == ALL].copy()
    tested = kept["p"].notna()  # q over what is drawn, not over labels that are not
    if tested.any():
        kept.loc[tested, "q"] = false_discovery_control(kept.loc[tested, "p"].astype(float))
    return kept


def _need_group(articles: pd.DataFrame, by: str, group: str | None = None) -> None:
    """Refuse a column or group that was asked for and is not there; an outlet may be missing."""
    if by != "outlet":
        tables.need_column(articles, by)
    if group is not None:
        there = sorted(articles[by].dropna().unique()) if by in articles else []
        tables.known(group, there, "group")


def _group(articles: pd.DataFrame, rows: pd.DataFrame, by: str) -> pd.Series:
    names = articles[by] if by in articles else pd.Series(None, articles.index, dtype=object)
    return rows["article_id"].map(dict(zip(articles["article_id"], names, strict=True)))


def _told(rates: pd.DataFrame) -> str:
    known = rates.dropna(subset=["estimate"])
    pairs = zip(known["group"], known["estimate"].astype(float), strict=True)
    said = [f"{group} {decimal(estimate)}" for group, estimate in pairs]
    return ("; ".join(said) or NAMELESS) + "."


def _finish(
    articles: pd.DataFrame, found: tables.Found, table: pd.DataFrame, drawer: object,
    height: float, what: str, alt: str, seed: int | None,
) -> Drawn:  # fmt: skip
    """Draw the table, sign the picture, and say in the caption what it counts and how."""
    n = number(len(articles), "article")
    drawn = "" if seed is None else f"; seed {seed}"
    copies = table.attrs.get("copies")
    table.attrs["caption"] = f"{what} (n = {n}{drawn}). {f'{copies} ' if copies else ''}{CAUTION}"
    table.attrs["alt"] = alt
    with rc_context(style.figure_style()):
        figure = Picture(figsize=(ONE_COLUMN, height), layout="constrained")
        ax: Axes = figure.subplots()
        if table.empty:
            plot.say(ax, "nothing to draw: no group or date, or too little found")
        else:
            drawer(table, ax)  # type: ignore[operator]
        sign(figure, found, f"{drawn[2:]} · n = {n}" if drawn else f"n = {n}")
    return figure, table
