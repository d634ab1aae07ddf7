"""Tables in files come back as they were, in every format."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.contract.tables import SCHEMAS, TEXT, conform, make
from mediakit.results import formats

TEXTS = st.one_of(
    st.none(),
    st.sampled_from(
        ["", "NA", "nan", "null", '“so,” "they"', "a\r\nb\rc\n", "\ufeffa", "1", " x "]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
)
OFFSETS = st.one_of(st.none(), st.integers(0, 2**53 + 1))
NUMBERS = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))
TIMES = st.one_of(
    st.none(),
    st.datetimes(min_value=pd.Timestamp("1700-01-01"), max_value=pd.Timestamp("2200-01-01")),
)
KINDS = {"Int64": OFFSETS, "Float64": NUMBERS, "boolean": st.sampled_from([None, True, False])}


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, pd.DataFrame]:
    name = draw(st.sampled_from(sorted(SCHEMAS)))
    columns = [
        TIMES if str(dtype).startswith("datetime") else KINDS.get(str(dtype), TEXTS)
        for dtype in SCHEMAS[name].values()
    ]
    return name, make(name, draw(st.lists(st.tuples(*columns), max_size=4)))


def write(frame: pd.DataFrame, name: str, path: Path, further: bool = False) -> pd.DataFrame:
    """Write a table in two batches and read it back."""
    batches = [frame.iloc[: len(frame) // 2], frame.iloc[len(frame) // 2 :]]
    arrow = [formats.to_arrow(batch, name, further=further) for batch in batches if len(batch)]
    schema = formats.common_schema(name, [table.schema for table in arrow])
    with formats.open_table(path, schema) as writer:
        for table in arrow:
            writer.write_table(formats.fit(table, schema))
    return formats.read_table(path, name, {field.name: str(field.type) for field in schema})


@pytest.mark.parametrize("format", formats.FORMATS)
@given(table=tables())
def test_every_table_comes_back(format: str, table: tuple[str, pd.DataFrame]) -> None:
    name, frame = table
    with TemporaryDirectory() as folder:
        back = write(frame, name, Path(folder) / f"table.{format}")
    pd.testing.assert_frame_equal(back, frame)


FURTHER = {
    "whole": ([1, 2], "Int64", [1, 2]),
    "broken": ([1.5, None], "float64", [1.5, None]),
    "whole_then_broken": ([1, 2.5], "float64", [1.0, 2.5]),
    "truth": ([True, None], "boolean", [True, None]),
    "text_and_absent": (["a", None], TEXT, ["a", None]),
    "number_then_text": ([1, "x"], TEXT, ["1", "x"]),
    "lists": ([["a", "é"], {"b": 1}], TEXT, ['["a", "é"]', '{"b": 1}']),
    "empty": ([None, None], TEXT, [None, None]),
    "endless": ([float("inf"), 1.0], TEXT, ["inf", "1"]),
    "huge": ([2**70, 1], TEXT, [str(2**70), "1"]),
    "broken_text": (["a\ud800", "b"], TEXT, ["a?", "b"]),
    "day": (
        [pd.Timestamp("2020-01-02"), None],
        "datetime64[us]",
        [pd.Timestamp("2020-01-02"), None],
    ),
    "date": ([pd.Timestamp("2020-01-02").date(), None], TEXT, ["2020-01-02", None]),
}


@pytest.mark.parametrize("format", formats.FORMATS)
@pytest.mark.parametrize("column", FURTHER)
def test_further_columns_keep_their_values(tmp_path: Path, format: str, column: str) -> None:
    values, dtype, expected = FURTHER[column]
    frame = conform(pd.DataFrame({"article_id": ["a", "b"], "text": ["x", "y"]}), "articles")
    frame[column] = pd.Series(values, dtype=object)
    back = write(frame, "articles", tmp_path / f"articles.{format}", further=True)
    assert back[column].dtype == dtype
    assert [None if pd.isna(value) else value for value in back[column]] == expected


@pytest.mark.parametrize(
    ("values", "dtype"),
    [(["a", "b"], "category"), ([1, 2], "uint8"), ([1.5, 2.5], "float32"), ([1, None], "Int64"),
     (["2020-01-01T12:00+02:00"] * 2, "datetime64[ns, Europe/Berlin]")],
)  # fmt: skip
def test_further_columns_of_other_dtypes_are_taken(values: list[object], dtype: str) -> None:
    frame = conform(pd.DataFrame({"article_id": ["a", "b"], "text": ["x", "y"]}), "articles")
    frame["further"] = pd.Series(pd.to_datetime(values) if "Berlin" in dtype else values).astype(
        dtype
    )
    table = formats.to_arrow(frame, "articles", further=True)
    assert str(table.schema.field("further").type) in formats.TYPES
    assert table["further"].null_count == frame["further"].isna().sum()


def test_columns_that_come_later_are_absent_before() -> None:
    contract = formats.file_schema("articles")
    later = contract.append(pa.field("desk", pa.string())).append(pa.field("length", pa.int64()))
    earlier = contract.append(pa.field("length", pa.null()))
    schema = formats.common_schema("articles", [earlier, later])
    assert schema.names == [*contract.names, "length", "desk"]
    assert schema.field("length").type == pa.int64()
    assert formats.fit(earlier.empty_table(), schema).schema == schema


def test_a_row_longer_than_a_block_is_read(tmp_path: Path) -> None:
    frame = make("words", [("a" * 3_000_000, "text", "narrator", None, 1)])
    for format in formats.FORMATS:
        back = write(frame, "words", tmp_path / f"words.{format}")
        assert back["article_id"].str.len().tolist() == [3_000_000]
