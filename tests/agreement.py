"""When a table that was computed elsewhere is still the same table.

On x86 the networks say the same to the last bit; ARM processors and other versions of onnxruntime add
up in other orders, quantising makes steps of that, and about one row of evidence in a hundred is
another. Such a difference is let pass; that of another list, rule or model is larger (see below).
"""

from __future__ import annotations

import numpy as np
import pandas as pd


def assert_tables_agree(
    got: pd.DataFrame,
    kept: pd.DataFrame,
    *,
    keys: list[str],
    counts: float,
    rates: float,
    rows: float = 0.0,
) -> None:
    """Compare two tables row by row, where `keys` say which rows belong together.

    Parameters
    ----------
    got, kept : DataFrame
    keys : list of str
        Columns that together name a row. The other columns of text are not compared.
    counts : float
        What whole numbers may differ by; large ones by one in a hundred.
    rates : float
        What other numbers may differ by: a share of the larger of the two, or of what the column
        holds on average, where that is more.
    rows : float
        Share of the rows that may stand in one of the tables only.

    Raises
    ------
    AssertionError
        With the first differences of each column.
    """
    assert got.columns.tolist() == kept.columns.tolist(), "other columns"
    one, other = (_by_key(table, keys) for table in (got, kept))
    alone = one.index.symmetric_difference(other.index)
    most = rows * (len(one) + len(other))
    assert len(alone) <= most, f"{len(alone)} rows stand in one table only: {list(alone[:5])}"
    both = one.index.intersection(other.index)
    said = [
        f"{column}: {wrong}"
        for column in one.select_dtypes("number")
        if (wrong := _wrong(one.loc[both, column], other.loc[both, column], counts, rates))
    ]
    assert not said, "\n".join(said)


def _by_key(table: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return the table with its keys as index, numbered where they occur several times."""
    key = table[keys].astype(object).where(table[keys].notna(), "").astype(str)
    return table.set_index([key[name] for name in keys] + [key.groupby(keys).cumcount()])


def _wrong(got: pd.Series[float], kept: pd.Series[float], counts: float, rates: float) -> str:
    """Return the first pairs of two columns that are too far apart, as text."""
    a, b = (column.to_numpy(float, na_value=np.nan) for column in (got, kept))
    whole = pd.api.types.is_integer_dtype(got) and pd.api.types.is_integer_dtype(kept)
    larger = np.fmax(abs(a), abs(b))
    usual = np.nan_to_num(larger).mean() if len(larger) else 0.0
    allowed = np.maximum(counts, larger / 100) if whole else rates * np.maximum(larger, usual)
    apart = ~((abs(a - b) <= allowed) | (np.isnan(a) & np.isnan(b)))
    pairs = zip(got.index[apart], a[apart], b[apart], strict=True)
    return ", ".join(f"{at} {x:g} not {y:g}" for at, x, y in list(pairs)[:3])
