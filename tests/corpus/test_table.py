"""Tables are made batch by batch, and rest packed: what is in them stays what it was."""

from datetime import datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.contract.tables import TEXT
from mediakit.corpus import packing, table
from mediakit.corpus.values import as_column

CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3),
    st.sampled_from(["", " ", "NA", "\ud800"]), st.just(datetime(2018, 3, 5)),
    st.lists(st.integers(), max_size=2),
)  # fmt: skip


@given(st.lists(CELLS, max_size=9) | st.lists(st.none() | st.text(max_size=3), max_size=9))
def test_batches_change_no_further_column(cells: list[object]) -> None:
    pieces = [table._piece(cells[start : start + 2]) for start in range(0, len(cells), 2)]
    pd.testing.assert_series_equal(table._joined([[], *pieces]), as_column(cells))


@given(st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_what_rested_is_what_it_was(cells: list[str | None]) -> None:
    frame = pd.DataFrame({"n": range(len(cells)), "text": pd.Series(cells, dtype=TEXT), "m": 1})
    frame.index = frame.index[::-1]
    before = frame.copy()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "LARGE", -1)
        patch.setattr(packing, "BATCH", 2)
        with packing.set_aside(frame, but=["n"]):
            assert "text" not in frame
    pd.testing.assert_frame_equal(frame, before)
