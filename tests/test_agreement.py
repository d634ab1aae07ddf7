"""Tables agree where one row in a hundred is read otherwise, and do not where a list has changed."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.agreement import assert_tables_agree

KEPT = pd.DataFrame(
    {
        "group": ["a", "a", "b", None],
        "term": ["veld", "came", "veld", "veld"],
        "n": [24, 6, 19, 3],
        "rate": [9.07, 2.26, None, -0.5],
        "warning": ["", "only 6 found", "", ""],
    }
).astype({"n": "Int64"})
SLACK = {"keys": ["group", "term"], "counts": 2, "rates": 0.05}


def changed(**columns: list[object]) -> pd.DataFrame:
    return KEPT.assign(**columns)


@pytest.mark.parametrize(
    "got",
    [
        KEPT,
        KEPT.iloc[::-1],
        changed(n=[26, 4, 19, 3]),
        changed(rate=[9.2, 2.2, None, -0.49]),
        changed(warning=["only 9 found", "", "", ""]),
    ],
)
def test_they_agree(got: pd.DataFrame) -> None:
    assert_tables_agree(got.astype({"n": "int64"}), KEPT, **SLACK)


@pytest.mark.parametrize(
    ("got", "said"),
    [
        (changed(n=[27, 6, 19, 3]), r"n: \('a', 'veld', 0\) 27 not 24"),
        (changed(rate=[9.07, 2.26, 1.0, -0.5]), r"rate: \('b', 'veld', 0\) 1 not nan"),
        (changed(rate=[9.07, 2.26, None, 0.5]), "rate: .* 0.5 not -0.5"),
        (changed(term=["veld", "went", "veld", "veld"]), "2 rows stand in one table only"),
        (KEPT.iloc[1:], "1 rows stand in one table only"),
        (KEPT.drop(columns="warning"), "other columns"),
    ],
)
def test_they_do_not(got: pd.DataFrame, said: str) -> None:
    with pytest.raises(AssertionError, match=said):
        assert_tables_agree(got, KEPT, **SLACK)


def test_some_rows_may_be_others() -> None:
    assert_tables_agree(KEPT.iloc[1:], KEPT, **SLACK, rows=0.2)
