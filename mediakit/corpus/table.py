"""The table that is made of articles, with the user's further columns as they were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

import pandas as pd

from mediakit.contract.tables import ARTICLES, TEXT, conform
from mediakit.corpus.article import Row, free
from mediakit.corpus.columns import map_columns, name_columns
from mediakit.corpus.values import as_column

Piece = pd.Series | list[Any]  # of a column: text as Arrow holds it, else what was read
BATCH = 250  # rows that are held as Python objects


def make_table(
    articles: Iterable[Row], given: pd.DataFrame | None, chosen: Mapping[str, str]
) -> pd.DataFrame:
    """Return `articles` as the table of the contract, further columns after its own.

    Parameters
    ----------
    articles : iterable of dict
        From `Maker.make`, taken batch by batch, so that few are held; ``_row`` is the row of
        `given`.
    given : DataFrame, optional
        The user's table, if the articles come from one: its columns keep their dtypes.
    chosen : mapping
        Our column -> theirs, as the user wants it.
    """
    remaining = iter(articles)
    frames: list[pd.DataFrame] = []
    further: dict[str, list[Piece]] = {}
    rows: list[int] = []
    n = 0
    while (batch := list(islice(remaining, BATCH))) or not frames:
        frames.append(_known(batch))
        if given is not None:
            rows += [row["_row"] for row in batch]
        else:
            for name in (name for row in batch for name in row if name not in ARTICLES):
                further.setdefault(name, [[None] * n])
            for name, pieces in further.items():
                pieces.append(_piece([row.get(name) for row in batch]))
        n += len(batch)
    frame = pd.concat(frames, ignore_index=True)
    if given is not None:
        return pd.concat([frame, _further(given, rows, chosen)], axis=1)
    if not further:
        return frame
    own = pd.DataFrame({name: _joined(further.pop(name)) for name in list(further)})
    return pd.concat([frame, own], axis=1)


def _known(articles: list[Row]) -> pd.DataFrame:
    """Return the columns of the contract, typed: text takes a byte a letter there."""
    columns = {}
    for name, dtype in ARTICLES.items():
        values = [row.get(name) for row in articles]
        is_date = str(dtype).startswith("datetime64")
        columns[name] = pd.Series(values, dtype="datetime64[us]" if is_date else object)
    return conform(pd.DataFrame(columns), "articles")


def _piece(values: list[Any]) -> Piece:
    """Return values of a further column in the smallest form that loses nothing of them."""
    is_text = all(value is None or isinstance(value, str) for value in values)
    return as_column(values) if is_text else values


def _joined(pieces: list[Piece]) -> pd.Series:
    """Return the pieces of a further column as one: text, if one of them holds text."""
    texts = [
        pd.Series(piece, dtype=TEXT) if isinstance(piece, list) else piece
        for piece in pieces
        if not isinstance(piece, list) or not any(value is not None for value in piece)
    ]
    if len(texts) == len(pieces) and texts:
        whole: pd.Series = pd.concat(texts, ignore_index=True)
        return whole
    return as_column([value for piece in pieces for value in piece])


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
