"""Keyness: which words and phrases set one group of articles apart from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import norm

from mediakit.contract import tables
from mediakit.contract.readings import of_articles, with_group
from mediakit.reading.voices import contents_of, printed_of, voice_runs
from mediakit.statistics import resample
from mediakit.statistics.copies import counted, n_copies, note, stories_of, weights_of
from mediakit.text.document import Document

PRIOR = 500.0  # words that the prior weighs (Monroe, Colaresi and Quinn 2008 take about a speech)
LEAST = 5
ROUNDING = 1e-9  # of weighted counts: three thirds may be a little less than one
LISTED = 10  # values of a column that an error names
Array = np.ndarray[Any, Any]
COLUMNS: dict[str, Any] = {
    "group": tables.TEXT, "term": tables.TEXT, "log_odds": "float64", "low": "float64",
    "high": "float64", "z": "float64", "g2": "float64", "n": "int64", "n_words": "int64",
    "per_1000": "float64", "n_articles": "int64", "n_rest": "int64", "n_words_rest": "int64",
    "per_1000_rest": "float64", "n_articles_rest": "int64", "n_copies": "int64",
    "n_weighted": "float64", "n_words_weighted": "float64", "n_rest_weighted": "float64",
    "n_words_rest_weighted": "float64",
}  # fmt: skip


def keyness(
    articles: pd.DataFrame,
    found: tables.Found | None = None,
    by: str = "outlet",
    *,
    where: str | None = None,
    length: int = 1,
    least: int = LEAST,
    prior: float = PRIOR,
    level: float = 0.95,
    duplicates: str = "weight",
) -> pd.DataFrame:
    """Find the words, or phrases, that a group uses more or less than the other groups together.

    The log-odds ratio of each term is drawn towards that of the whole corpus by an informative
    Dirichlet prior, so that rare words do not come first; z is the ratio by its standard error.
    Log-likelihood G² stands beside it. Both take every word for independent of the others, which
    words of one article are not: n_articles tells whether one article makes a term key.
    Misses inflection (*strike* and *strikes* are two terms); words of names count like others.

    Parameters
    ----------
    articles : DataFrame
        The articles, with the column `by`. Articles without a value there are left out.
    found : Found, optional
        What `find` returned: needed where `where` asks for a voice or a speaker. What it did not
        read (another language, not given to it) is left out: ``mk.report`` of the table says why.
    by : str, default "outlet"
        The column whose values are the groups.
    where : str, optional
        A condition on the words, over the columns article_id, field (title, text), voice and
        speaker, such as ``"voice == 'narrator'"`` or ``"speaker == 'Ida Holt'"``.
    length : int, default 1
        Words of a term, 1 to 3. Phrases end at marks, at voices' ends and at sentences' ends.
    least : int, default 5
        Terms that the groups together use less often are left out of the table, not of the sums.
    prior : float, default 500
        How many words the prior weighs; more draws small counts closer to the whole corpus.
    level : float, default 0.95
        Of the interval of the log-odds ratio.
    duplicates : {"weight", "keep", "drop"}
        What to do with articles that share a `copy_group` within one group: k of them weigh 1/k
        each; all count in full; or the first of them alone counts.

    Returns
    -------
    DataFrame
        One row per group and term, the groups in order and within each the highest z first: group,
        term, log_odds (natural logarithm; above 0 the group uses it more), low, high, z, g2 (with
        the sign of the difference), n, n_words (terms of that length), per_1000, n_articles, and
        the same four of the rest, n_copies (articles of the group with words that repeat
        another), and the counts by weight, of which log-odds, G², `least` and per_1000 are made:
        n_weighted, n_words_weighted, n_rest_weighted, n_words_rest_weighted. Log-odds are NaN
        where there is one term only: nothing to be set against.

    Raises
    ------
    ValueError
        If a column is missing, there are fewer than two groups, the condition cannot be read or
        fits no word, or a voice is asked for without `found`.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["A", "B"],
    ...     "text": ["A regime fell. A regime!", "A cabinet fell. A cabinet!"]})
    >>> keyness(articles, least=2).loc[lambda t: t["z"] > 0, ["group", "term", "n"]].values.tolist()
    [['A', 'regime', 2], ['B', 'cabinet', 2]]

    References
    ----------
    Monroe, Colaresi and Quinn (2008), *Political Analysis* 16, equations 15, 16, 20 and 22;
    Rayson and Garside (2000), *Comparing Corpora Using Frequency Profiling*.
    """
    _check(articles, found, by, where, length, prior)
    every, articles = articles, counted(articles, by, duplicates)
    resample.check_level(level)
    if found is not None:
        found = of_articles(articles, found)
    documents = _documents(with_group(articles, by))
    report = _not_read(documents, found)
    for row in report:
        del documents[row["article_id"], row["field"]]
    counts = _count(documents, articles, found, by, where, length, duplicates)
    result = _compared(counts, least, prior, level)
    result.attrs |= {"by": by, "where": where, "length": length, "prior": prior, "level": level}
    result.attrs["report"] = report
    return note(result, every, by, duplicates)


class _Counts(NamedTuple):
    """The terms of each group: how often, by weight, in how many articles, and their copies."""

    raw: dict[str, Counter[str]]
    weighted: dict[str, dict[str, float]]
    holders: dict[str, Counter[str]]
    n_copies: dict[str, int]


def _compared(counts: _Counts, least: int, prior: float, level: float) -> pd.DataFrame:
    """Set the terms of each group against those of the others."""
    groups, terms = sorted(counts.raw), sorted(set().union(*counts.raw.values()))
    if not terms:
        return pd.DataFrame(columns=list(COLUMNS)).astype(COLUMNS)
    raw, table, holders = (
        np.array([[of[g].get(t, 0) for t in terms] for g in groups], dtype=float)
        for of in (counts.raw, counts.weighted, counts.holders)
    )
    total = table.sum(axis=0)
    kept = np.flatnonzero(total >= least - ROUNDING)
    rows = []
    for at, group in enumerate(groups):
        n, rest = table[at], total - table[at]
        seen, seen_rest = raw[at], raw.sum(axis=0) - raw[at]
        ratio, spread = log_odds(n, rest, prior * total / total.sum())
        g2 = log_likelihood(n, rest, n.sum(), rest.sum())
        half = norm.ppf(0.5 + level / 2) * spread
        rows.append(
            pd.DataFrame({
                "group": group, "term": terms, "log_odds": ratio, "low": ratio - half,
                "high": ratio + half, "z": ratio / spread, "g2": g2,
                "n": seen, "n_words": seen.sum(), "per_1000": 1000 * n / (n.sum() or 1),
                "n_articles": holders[at], "n_rest": seen_rest, "n_words_rest": seen_rest.sum(),
                "per_1000_rest": 1000 * rest / (rest.sum() or 1),
                "n_articles_rest": holders.sum(axis=0) - holders[at],
                "n_copies": counts.n_copies[group], "n_weighted": n, "n_words_weighted": n.sum(),
                "n_rest_weighted": rest, "n_words_rest_weighted": rest.sum(),
            }).iloc[kept].sort_values(["z", "term"], ascending=[False, True])
        )  # fmt: skip
    return pd.concat(rows, ignore_index=True).astype(COLUMNS)


def log_odds(n: Array, rest: Array, prior: Array) -> tuple[Array, Array]:
    """Return the log-odds ratio of each term and its standard error, given the prior's counts.

    NaN where there is one term only: it has no others to be set against.

    Parameters
    ----------
    n, rest : ndarray, shape (terms,)
        Counts in the group and in the rest.
    prior : ndarray, shape (terms,)
        Counts that are added to both.

    Examples
    --------
    >>> ratio, spread = log_odds(np.array([3, 1]), np.array([1, 3]), np.array([1.0, 1.0]))
    >>> ratio.round(3).tolist(), spread.round(3).tolist()
    ([1.386, -1.386], [0.866, 0.866])
    """
    a, b = n + prior, rest + prior
    with np.errstate(divide="ignore", invalid="ignore"):  # one term alone has no odds
        ratio = np.log(a / (a.sum() - a)) - np.log(b / (b.sum() - b))
    return ratio, np.sqrt(1 / a + 1 / b)


def log_likelihood(n: Array, rest: Array, words: float, words_rest: float) -> Array:
    """Return Rayson's log-likelihood G² of each term, negative where the group uses it less.

    Parameters
    ----------
    n, rest : ndarray, shape (terms,)
        Counts in the group and in the rest.
    words, words_rest : float
        All words of the group and of the rest.

    Examples
    --------
    52 of 50,000 words against 57 of 75,000, as in the handbook of CQPweb (Hardie 2012):

    >>> log_likelihood(np.array([52]), np.array([57]), 50_000, 75_000).round(2).tolist()
    [2.65]
    """
    both, size = n + rest, words + words_rest
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = [
            np.where(seen > 0, seen * np.log(seen * size / (of * both)), 0.0)
            for seen, of in ((n, words), (rest, words_rest))
        ]
    more = np.where(n * words_rest >= rest * words, 1.0, -1.0)
    return np.asarray(more * 2 * np.maximum(parts[0] + parts[1], 0))


def _check(
    articles: pd.DataFrame, found: tables.Found | None, by: str, where: str | None, length: int,
    prior: float,
) -> None:  # fmt: skip
    tables.check(articles, "articles")
    tables.need_column(articles, by)
    if articles[by].nunique() < 2:
        raise ValueError(
            f"Keyness sets groups apart; the column {by!r} holds {articles[by].nunique()} "
            "(expected two or more). Add articles, or name another column with by=."
        )
    if length not in (1, 2, 3):
        raise ValueError(f"Got length={length!r}; expected 1, 2 or 3 words.")
    if not prior > 0:
        raise ValueError(f"Got prior={prior!r}; expected a number of words above 0, such as 500.")
    if found is None and isinstance(where, str) and ("voice" in where or "speaker" in where):
        raise ValueError(
            f"The condition {where!r} asks whose words they are; give keyness() what find() "
            "returned: mk.keyness(articles, found, ...)."
        )


def _documents(articles: pd.DataFrame) -> dict[tuple[str, str], Document]:
    """Return the fields of the articles, cut into words."""
    return {
        (str(id_), field): Document("" if pd.isna(text) else text, field)
        for field in tables.FIELDS
        if field in articles
        for id_, text in zip(articles["article_id"], articles[field], strict=True)
    }


def _not_read(
    documents: dict[tuple[str, str], Document], found: tables.Found | None
) -> list[dict[str, str]]:
    """Return the fields with words whose voices `find` did not read, each with the reason."""
    if found is None:
        return []
    words = tables.check(found.words, "words")
    was_read = set(zip(words["article_id"], words["field"], strict=True))
    said = found.report[found.report["signal"].isna()].dropna(subset=["article_id"])
    why = dict(zip(said["article_id"], said["reason"], strict=True))
    return [
        {"article_id": id_, "field": field,
         "reason": f"not read: {why.get(id_, 'find() was not given it')}"}
        for (id_, field), document in documents.items()
        if len(document.starts) and (id_, field) not in was_read
    ]  # fmt: skip


def _count(
    documents: dict[tuple[str, str], Document], articles: pd.DataFrame, found: tables.Found | None,
    by: str, where: str | None, length: int, duplicates: str,
) -> _Counts:  # fmt: skip
    """Count the terms of each group, and the articles that hold them."""
    chosen = articles.dropna(subset=[by])
    stretches = choose(stretches_of(documents, found), where)
    group_of = dict(zip(chosen["article_id"], chosen[by].astype(str), strict=True))
    groups = set(group_of.values())
    read = chosen[chosen["article_id"].isin({id_ for id_, _ in documents})]
    weight, stories = weights_of(read, by, duplicates), stories_of(read, by)
    counts = _Counts(
        {g: Counter() for g in groups}, {g: {} for g in groups}, {g: Counter() for g in groups},
        {g: n_copies(stories, read.loc[read[by].astype(str) == g, "article_id"]) for g in groups},
    )  # fmt: skip
    for id_, rows in stretches.groupby("article_id", sort=False):
        here: Counter[str] = Counter()
        for field, first, last in zip(rows["field"], rows["first"], rows["last"], strict=True):
            here.update(_terms(documents[str(id_), field], int(first), int(last), length))
        group, weighs = group_of[id_], float(weight[id_])
        counts.raw[group].update(here)
        counts.holders[group].update(here.keys())
        weighted = counts.weighted[group]
        for term, n in here.items():
            weighted[term] = weighted.get(term, 0.0) + weighs * n
    return counts


def stretches_of(
    documents: dict[tuple[str, str], Document], found: tables.Found | None
) -> pd.DataFrame:
    """Return the words of each field as stretches of one voice and speaker: first and last word."""
    evidence: dict[Any, pd.DataFrame] = {}
    speakers: dict[tuple[str, int | None], str] = {}
    if found is not None:
        contents = tables.check(found.evidence, "evidence").query(
            "signal == 'sourcing' and label == 'content'"
        )
        evidence = dict(list(contents.groupby(["article_id", "field"])))
        said = contents.dropna(subset=["attribution_id"])
        keys = zip(said["article_id"], said["attribution_id"].astype(int), strict=True)
        speakers = dict(zip(keys, said["speaker"], strict=True))
    rows: list[tuple[Any, ...]] = []
    printed = (
        {}
        if found is None
        else {id_: printed_of(said) for id_, said in found.attributions.groupby("article_id")}
    )
    for (id_, field), document in documents.items():
        here = evidence.get((id_, field))
        pieces = [] if here is None else contents_of(here, field)
        position = 0
        for run in voice_runs(document.text, pieces, printed.get(id_, frozenset())):
            first = position
            while position < len(document.starts) and document.starts[position] < run.end:
                position += 1
            if position > first:
                speaker = speakers.get((id_, run.attribution_id))
                rows.append((id_, field, run.voice, speaker, first, position))
    columns = ["article_id", "field", "voice", "speaker", "first", "last"]
    return pd.DataFrame(rows, columns=columns)


def choose(stretches: pd.DataFrame, where: str | None) -> pd.DataFrame:
    """Return the stretches that fit the condition; an error where there are some, and none fits."""
    chosen = tables.rows_where(stretches, where)
    if where is not None and chosen.empty and len(stretches):
        named = [name for name in ("field", "voice", "speaker") if name in where]
        there = {name: stretches[name].dropna().unique().tolist() for name in named}
        listed = "; ".join(
            f"{name}: {', '.join(map(str, values[:LISTED])) or 'none'}"
            + (f" and {len(values) - LISTED} more" if len(values) > LISTED else "")
            for name, values in there.items()
        )
        raise ValueError(
            f"The condition {where!r} fits no word. There are {listed or 'other articles'}. "
            "Mend the spelling, or leave where= out."
        )
    return chosen


def _terms(document: Document, first: int, last: int, length: int) -> Iterator[str]:
    """Yield the words of a stretch, or its phrases of `length` words with nothing between them."""
    keys = document.keys
    for at in range(first, last - length + 1):
        inside = range(at, at + length - 1)
        if all(document.gap(word).isspace() and "\n" not in document.gap(word) for word in inside):
            yield " ".join(keys[at : at + length])
