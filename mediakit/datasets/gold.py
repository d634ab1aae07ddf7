"""What every corpus comes to: a table of articles, and what people annotated in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from mediakit.contract.tables import OFFSET, TEXT, as_dtype
from mediakit.corpus.load import load_articles

#: Annotations that could not be laid on the text, as the corpus has them, and why.
UNALIGNED: dict[str, Any] = {
    "article_id": TEXT, "label": TEXT, "start": OFFSET, "end": OFFSET, "text": TEXT,
    "reason": TEXT,
}  # fmt: skip

Row = dict[str, Any]


class Corpus(NamedTuple):
    """What `load` returns.

    Attributes
    ----------
    articles : DataFrame
        As from `load_articles`.
    gold : dict of str to DataFrame
        What people annotated. Offsets count in the ``text`` of the articles. In every corpus
        ``unaligned`` holds the annotations that could not be laid on the text.
    """

    articles: pd.DataFrame
    gold: dict[str, pd.DataFrame]


def frame(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, Any]) -> pd.DataFrame:
    """Make a table of `rows` with these columns and dtypes; an empty text is absent.

    Examples
    --------
    >>> frame([{"text": "raiding", "start": 28}, {"text": ""}], {"text": TEXT}).text.isna().tolist()
    [False, True]
    """
    kept = [{name: given(value) for name, value in row.items()} for row in rows]
    return pd.DataFrame(
        {
            name: as_dtype(pd.Series([row.get(name) for row in kept], dtype=object), dtype)
            for name, dtype in columns.items()
        }
    )


def given(value: Any) -> Any:
    """Return None instead of a text without characters."""
    return None if isinstance(value, str) and not value.strip() else value


def as_articles(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Make the table of articles, its texts as published: offsets of gold count in them."""
    # Cleaning would move the offsets.
    return load_articles(pd.DataFrame(list(rows)), clean=False, progress=False)
