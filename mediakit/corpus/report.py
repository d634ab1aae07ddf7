"""The report of a load: what was skipped, mended or marked, row by row and file by file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from mediakit.contract.tables import IMPORTS, REPORT, make
from mediakit.corpus.notes import KINDS, LOST, Notes


def report(articles: pd.DataFrame) -> pd.DataFrame:
    """Return what was skipped, mended or marked when `articles` were loaded, the worst first.

    The report goes with the table through filtering, sorting and a folder of results. Joining,
    concatenating and a round trip through a file lose it, and that is an error here, never an empty
    report: a column could carry it through these, but not the rows about what is no article.

    Parameters
    ----------
    articles : DataFrame
        From `load_articles`, filtered or not.

    Returns
    -------
    DataFrame
        ``article_id`` and ``field`` where there is an article, ``signal`` (always absent here),
        ``file``, ``line`` (of the file; row of a DataFrame), ``reason``, ``kind``: ``missing
        articles`` (a file announced more or fewer than were read), ``skipped file``, ``skipped
        article``, ``warning``, ``duplicate``, ``mended``, ``marked``, or ``left out`` (hidden and
        lock files, parts of saved pages). The worst kind comes first, in this order.

    Raises
    ------
    ValueError
        If the table carries no report.

    Examples
    --------
    >>> import mediakit as mk
    >>> articles = mk.load_articles(pd.DataFrame({"text": ["One.", None]}), progress=False)
    >>> mk.report(articles)[["line", "reason", "kind"]].values.tolist()
    [[2, 'empty text', 'skipped article']]
    """
    table = _table("report", articles, REPORT)
    rank = table["kind"].map({kind: n for n, kind in enumerate(KINDS)}).fillna(len(KINDS))
    order = rank.sort_values(kind="stable").index
    return table.loc[order].reset_index(drop=True)


def imports(articles: pd.DataFrame) -> pd.DataFrame:
    """Return what became of each file when `articles` were loaded: one row a file.

    Parameters
    ----------
    articles : DataFrame
        From `load_articles`, filtered or not: the counts are those of the load.

    Returns
    -------
    DataFrame
        ``file`` (absent of a DataFrame or a text), ``format`` as it was recognised, ``encoding``
        where the bytes were not UTF-8, ``announced`` (articles that the file says it holds; absent
        where it says nothing), ``read``, ``skipped`` (articles, each with a row of the report),
        ``mended`` and ``duplicates`` (articles), ``problem`` (why the file was skipped, or what is
        missing).

    Raises
    ------
    ValueError
        If the table carries no report.

    Examples
    --------
    >>> import mediakit as mk
    >>> frame = pd.DataFrame({"text": ["One.", None, "One."]})
    >>> articles = mk.load_articles(frame, progress=False)
    >>> mk.imports(articles)[["format", "read", "skipped", "duplicates"]].values.tolist()
    [['DataFrame', 2, 1, 1]]
    """
    return _table("imports", articles, IMPORTS)


def _table(name: str, articles: pd.DataFrame, columns: Mapping[str, Any]) -> pd.DataFrame:
    if not isinstance(articles, pd.DataFrame):
        raise TypeError(f"Got a {type(articles).__name__}; expected what mk.load_articles returns.")
    rows = articles.attrs.get(name)
    if rows is None:
        raise ValueError(
            f"This table carries no {'report' if name == 'report' else 'record of its files'}: "
            "joining, concatenating or a round trip through a file lost it, or it does not come "
            "from mk.load_articles. Load the files together, mk.load_articles([one, other]), or "
            "take the reports before: pd.concat([mk.report(one), mk.report(other)])."
        )
    return make(name, ([row.get(column) for column in columns] for row in rows))


def refuse_losses(notes: Notes) -> None:
    """Raise an error if anything was lost, as ``strict=True`` wants it."""
    lost = {kind: notes.counts[kind] for kind in LOST if notes.counts[kind]}
    if lost:
        said = ", ".join(f"{kind} {n:,}" for kind, n in lost.items())
        raise ValueError(
            f"strict: not all was read ({said}):{notes.reasons()}\n"
            "Mend or remove these, or load without strict and look at mk.report(articles)."
        )
