"""The table that is made of articles, with the user's further columns as they were."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from mediakit.contract.tables import ARTICLES, conform
from mediakit.corpus.article import Row, free
from mediakit.corpus.columns import map_columns, name_columns
from mediakit.corpus.values import as_column


def make_table(
    articles: list[Row], given: pd.DataFrame | None, chosen: Mapping[str, str]
) -> pd.DataFrame:
    """Return `articles` as the table of the contract, further columns after its own.

    Parameters
    ----------
    articles : list of dict
        From `Maker.make`; ``_row`` is the row of `given`.
    given : DataFrame, optional
        The user's table, if the articles come from one: its columns keep their dtypes.
    chosen : mapping
        Our column -> theirs, as the user wants it.
    """
    further = [] if given is not None else [name for row in articles for name in row]
    columns = {}
    for name in dict.fromkeys([*ARTICLES, *further]):
        values = [row.get(name) for row in articles]
        if str(ARTICLES.get(name)).startswith("datetime64"):
            columns[name] = pd.Series(values, dtype="datetime64[us]")
        else:
            known = name in ARTICLES
            columns[name] = pd.Series(values, dtype=object) if known else as_column(values)
    frame = conform(pd.DataFrame(columns), "articles")
    if given is not None:
        rows = [row["_row"] for row in articles]
        frame = pd.concat([frame, _further(given, rows, chosen)], axis=1)
    return frame


def _further(given: pd.DataFrame, rows: list[int], chosen: Mapping[str, str]) -> pd.DataFrame:
    """Return the further columns of the user's table with the dtypes they have there."""
    names = name_columns(map(str, given.columns))
    ours = map_columns(names, chosen).columns
    return pd.DataFrame(
        {
            free(name): given.iloc[rows, place].reset_index(drop=True)
            for place, name in enumerate(names)
            if name not in ours
        },
        index=range(len(rows)),
    )
