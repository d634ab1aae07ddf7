"""Tables as a notebook shows them: what they are in a few lines, and their first rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from mediakit.contract.cells import one_line, plain, shortened

FIRST, LONGEST = 5, 60  # rows, characters of a cell


def as_text(said: Sequence[str], first: pd.DataFrame) -> str:
    """Return lines about tables and the first rows of one as text."""
    return "\n".join([*said, _first(first).to_string(index=False)])


def as_html(said: Sequence[str], first: pd.DataFrame) -> str:
    """Return lines about tables and the first rows of one for a notebook; nothing is markup."""
    return f"<p>{'<br>'.join(map(escape, said))}</p>{_first(first).to_html(index=False)}"


def rows_of(tables: Mapping[str, pd.DataFrame]) -> str:
    """Return how many rows each table has.

    Examples
    --------
    >>> rows_of({"words": pd.DataFrame({"n": range(2000)})})
    'rows: words 2,000'
    """
    return f"rows: {', '.join(f'{name} {len(table):,}' for name, table in tables.items())}"


def _first(table: pd.DataFrame) -> pd.DataFrame:
    cells = table.head(FIRST).round(3).astype(object)
    return cells.map(lambda cell: shortened(one_line(plain(cell)), LONGEST))
