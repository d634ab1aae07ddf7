"""Rates per article: counts of evidence over the words that could have held it."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np
import pandas as pd

from mediakit.contract.labels import MEANS
from mediakit.contract.readings import asked, filtered, labels_looked, of_articles, warn
from mediakit.contract.tables import (
    FIELDS,
    MEASURES,
    TEXT,
    VOICES,
    Found,
    check,
    conform,
    need_column,
    rows_where,
)
from mediakit.statistics.copies import check_duplicates, counted, note, stories_of, weights_in
from mediakit.statistics.dispersion import spread
from mediakit.statistics.periods import PERIODS, periods_of
from mediakit.text.document import WORD

KEY = ["article_id", "field", "signal", "label", "voice"]


GROUP = "(group)"  # beside the articles' own columns
GATHERED = ["field", "signal", "label", "voice"]
NUMBERS = {
    "n_articles": "Int64", "n": "Int64", "n_words": "Int64", "per_1000": "Float64",
    "share_articles": "Float64", "dp": "Float64", "n_copies": "Int64", "n_weighted": "Float64",
    "n_words_weighted": "Float64",
}  # fmt: skip


def measure(
    articles: pd.DataFrame,
    found: Found,
    *,
    where: str | None = None,
    per: str = "article",
    duplicates: str = "weight",
) -> pd.DataFrame:
    """Count evidence per article, field, signal, label and voice, with the words of that voice.

    Counts distinct spans; of sourcing, attributions by kind; tone is a word-weighted mean. A zero
    means that the signal looked and found nothing. Where it did not look (not asked for, another
    language, no word of that voice) there is NA. Of a voice in which no sentence begins, none was
    scored for tone: its mean is NA, and its words do not count where articles are added up.

    Parameters
    ----------
    articles : DataFrame
        The articles. What was found in others is left out; those that were never read have NA.
    found : Found
        What `find` returned for them.
    where : str, optional
        A condition on the evidence as in `DataFrame.query`, such as ``"voice == 'narrator'"`` or
        ``"signal == 'loaded' and speaker == 'Vladimir Putin'"``. It filters what is counted, never
        the denominators.  Where it names one voice, field, signal or label only, rows of others are
        left out.
    per : str, default "article"
        ``article``; ``speaker`` (per article and speaker, what is attributed only); ``day``,
        ``week`` or ``month`` of publication; or a column of the articles, such as ``outlet``.
    duplicates : {"weight", "keep", "drop"}
        What to do with articles that share a `copy_group` within one group: k of them weigh 1/k
        each; all count in full; or the first of them alone counts.
        Per article and speaker nothing is added up, so nothing is weighed, but the later copies
        within an outlet are dropped if that is asked for.

    Returns
    -------
    DataFrame
        Columns article_id, field, signal, label, voice, n, n_words, per_1000; per speaker also
        speaker. `n_words` stands in every row of its voice: add it up within one label, never over
        labels. Per anything else one row per group, field, signal, label and voice: the group,
        under the name of `per` (``group`` if that is a name of the table's own, such as ``n``),
        n_articles (that could hold it), n, n_words and per_1000 (all hits by all words),
        share_articles (with a hit) and dp (0 spread like the words, near 1 all in one article;
        Gries 2008), n_copies (articles that repeat another of the group), n_weighted and
        n_words_weighted: per_1000 is made of these two, n_articles, n and n_words are copies and
        all. ``attrs["copies"]`` says what was done with copies.

    Raises
    ------
    ValueError
        If tables do not belong together, the condition cannot be read, or there is no such
        column (of periods: published).

    Examples
    --------
    >>> import mediakit as mk
    >>> articles = mk.load_articles("The regime fell, said Ann Lee.", progress=False)
    >>> rates = mk.measure(articles, mk.find(articles), where="label == 'regime'")
    >>> rates[["voice", "n", "n_words"]].values.tolist()
    [['narrator', 0, 3], ['paraphrase', 1, 3], ['quotation', <NA>, 0]]
    """
    check(articles, "articles")
    check_duplicates(duplicates)
    if per not in ("article", "speaker", *PERIODS) and per not in articles.columns:
        raise ValueError(
            f"Got per={per!r}; expected 'article', 'speaker', {', '.join(map(repr, PERIODS))} or a "
            f"column of the articles: {', '.join(map(repr, articles.columns))}."
        )
    if per in PERIODS:
        need_column(articles, "published")
    group = _group(articles, per)
    grouped = articles.assign(**{GROUP: group})
    articles = counted(grouped, GROUP, duplicates).drop(columns=GROUP)
    whole, found = found, of_articles(articles, found)
    key = [*KEY, "speaker"] if per == "speaker" else KEY
    grid = _grid(articles, found, key)
    counts = _counts(rows_where(_countable(found), where), key)
    if where is not None:
        grid = _kept(grid, where, key)
    for said in filtered(whole, grid["signal"].unique()):
        warn(said)
    rates = grid.merge(counts, on=key, how="left")
    absent = rates["n_words"].isna() | (rates["n_words"] == 0) | ~rates["read"]
    # No attribution's content is in the narrator's voice: there is nothing to look for.
    absent |= (rates["signal"] == "sourcing") & (rates["voice"] == "narrator")
    n = rates["n"].fillna(0).mask(absent)
    rates["n"] = n
    by_mean = rates["signal"].isin(MEANS)
    per_1000 = 1000 * n.astype("Float64") / rates["n_words"].astype("Float64").mask(absent)
    rates["per_1000"] = per_1000.mask(by_mean, rates["mean"].astype("Float64"))
    rates = conform(rates[[*MEASURES, *key[len(KEY) :]]], "measures")
    if per not in ("article", "speaker"):
        rates = _gather(rates, grouped, per, duplicates)
    return note(rates, grouped, GROUP, duplicates)


def _group(articles: pd.DataFrame, per: str) -> pd.Series:
    """Return the group of each article; of rows per article that is its outlet, if it has one."""
    if per in PERIODS:
        return periods_of(articles["published"], per)
    if per in ("article", "speaker"):
        none = pd.Series(None, articles.index, dtype=object)
        return pd.Series(articles.get("outlet", none))
    return pd.Series(articles[per])


def _gather(rates: pd.DataFrame, articles: pd.DataFrame, per: str, duplicates: str) -> pd.DataFrame:
    """Add the articles of each group up; copies of one text within it are one part."""
    of = dict(zip(articles["article_id"], articles[GROUP], strict=True))
    stories, weigh = stories_of(articles, GROUP), duplicates == "weight"
    rates["story"] = rates["article_id"].map(stories)
    rates["weight"] = weights_in(rates, stories, rates) if weigh else 1.0
    rates = rates.assign(group=rates["article_id"].map(of)).dropna(subset=["n", "group"])
    by_mean = rates["signal"].isin(MEANS)
    # Words in which nothing was scored have no value: they would draw the mean to zero.
    rates["n_words"] = rates["n_words"].mask(by_mean & rates["per_1000"].isna(), 0)
    total = rates["n"].astype("Float64").mask(by_mean, rates["per_1000"] * rates["n_words"] / 1000)
    rows = []
    for key, some in rates.assign(total=total).groupby(["group", *GATHERED], sort=True):
        rows.append((*key, *_added_up(some, weigh)))
    table = pd.DataFrame(rows, columns=["group", *GATHERED, *NUMBERS])
    table = table.astype({**dict.fromkeys(GATHERED, TEXT), **NUMBERS})
    own = per in (*GATHERED, *NUMBERS)
    return table if own else table.rename(columns={"group": per})


def _added_up(some: pd.DataFrame, weigh: bool) -> tuple[Any, ...]:
    """Return the numbers of one group and key."""
    columns = ("n", "n_words", "total", "weight")
    hits, words, total, weights = (np.nan_to_num(some[c].to_numpy(float)) for c in columns)
    raw = int((words > 0).sum()), int(hits.sum()), int(words.sum())
    stories = some["story"].to_numpy()
    copies = raw[0] - len(set(stories[words > 0]))
    if weigh and copies:
        part = np.unique(stories.astype(str), return_inverse=True)[1]
        hits, words, total = (np.bincount(part, one * weights) for one in (hits, words, total))
    else:
        hits, words, total = hits * weights, words * weights, total * weights
    n_words = words.sum()
    per_1000 = 1000 * float(total.sum()) / n_words if n_words else None
    return *raw, per_1000, *spread(hits, words), copies, hits.sum(), n_words


def _grid(articles: pd.DataFrame, found: Found, key: list[str]) -> pd.DataFrame:
    """Make one row for each article, field, label and voice, with the voice's words.

    With a speaker in the key: for each speaker who has words there.
    """
    fields = [f for f in FIELDS if f in articles]
    ids = articles[["article_id"]]
    labels = pd.DataFrame(
        [(signal, label) for signal, names in labels_looked(found).items() for label in names],
        columns=["signal", "label"],
    )
    grid = (
        ids.merge(pd.DataFrame({"field": fields}), how="cross")
        .merge(labels, how="cross")
        .merge(pd.DataFrame({"voice": list(VOICES)}), how="cross")
    )
    # A field that the article does not have gets no rows; one that was not read gets NA.
    present = pd.concat(
        [
            ids[articles[f].notna() & (articles[f].fillna("").str.strip() != "")].assign(field=f)
            for f in fields
        ]
    )
    grid = grid.merge(present, on=["article_id", "field"])
    place = [name for name in key if name not in ("signal", "label")]
    words = found.words.groupby(place, as_index=False, dropna=False)["n_words"].sum()
    if "speaker" in key:
        grid = grid.merge(words[words["voice"] != "narrator"], on=["article_id", "field", "voice"])
    else:
        grid = grid.merge(words, on=place, how="left")
    read = _in(grid, ["article_id", "field"], found.words)
    grid["n_words"] = grid["n_words"].mask(read & grid["n_words"].isna(), 0)
    failed = found.report.dropna(subset=["signal"])
    grid["read"] = read & ~_in(grid, ["article_id", "field", "signal"], failed)
    grid["read"] &= _in(grid, ["article_id", "signal", "label"], asked(found))
    return grid


def _in(grid: pd.DataFrame, columns: list[str], table: pd.DataFrame) -> np.ndarray:
    """Tell which rows of the grid stand in `table`, too."""
    there = pd.MultiIndex.from_frame(table[columns].astype(object))
    return pd.MultiIndex.from_frame(grid[columns].astype(object)).isin(there)


def _kept(grid: pd.DataFrame, where: str, key: list[str]) -> pd.DataFrame:
    """Leave out the rows of the grid that the condition excludes by key alone.

    ``voice == 'narrator' and speaker == 'X'`` keeps the narrator's rows: the second part is about
    single spans, which the grid does not know.
    """
    for part in _conjuncts(ast.parse(where.strip(), mode="eval").body):
        names = {node.id for node in ast.walk(part) if isinstance(node, ast.Name)}
        if names <= set(key):
            kept = grid.query(ast.unparse(part))
            if kept.empty and len(grid):
                there = {
                    name: list(grid[name].dropna().unique()) for name in key[1:] if name in names
                }
                raise ValueError(
                    f"The condition {ast.unparse(part)!r} fits nothing that was looked for. There "
                    f"are {'; '.join(f'{k}: {v}' for k, v in there.items()) or 'other articles'}. "
                    "Mend the spelling, or look for it with find(articles, signals=[...])."
                )
            grid = kept
    return grid


def _conjuncts(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        return [part for value in node.values for part in _conjuncts(value)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd):
        return _conjuncts(node.left) + _conjuncts(node.right)
    return [node]


def _countable(found: Found) -> pd.DataFrame:
    """Return the evidence that counts: all spans but those of sourcing, there the attributions.

    An attribution stands where its content starts, and its label is its kind.
    """
    sourcing = found.evidence["signal"] == "sourcing"
    contents = found.evidence[sourcing & (found.evidence["label"] == "content")]
    act = ["article_id", "attribution_id"]
    kinds = found.attributions[[*act, "kind"]].rename(columns={"kind": "label"})
    acts = contents.drop_duplicates(act).drop(columns="label").merge(kinds, on=act)
    return pd.concat([found.evidence[~sourcing], acts], ignore_index=True)


def _counts(evidence: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Count distinct spans, and take the mean of their values, weighted by their words."""
    spans = evidence.drop_duplicates([*key, "start", "end"])
    words = spans["text"].str.count(WORD.pattern).astype("Float64")
    spans = spans.assign(weight=words, weighted=spans["value"] * words)
    counts = spans.groupby(key, as_index=False, dropna=False).agg(
        n=("start", "size"), weight=("weight", "sum"), weighted=("weighted", "sum")
    )
    counts["mean"] = counts["weighted"] / counts["weight"].mask(counts["weight"] == 0)
    return counts[[*key, "n", "mean"]]
