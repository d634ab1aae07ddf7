"""Tables in files: Parquet, CSV and JSON lines, each read back as it was written."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute
import pyarrow.csv
import pyarrow.json
import pyarrow.parquet

from mediakit.contract.tables import SCHEMAS, TEXT, conform

FORMATS = ("parquet", "csv", "jsonl")
#: How a text begins that a spreadsheet runs as a formula; apostrophes of its own stay apart.
UNSAFE = r"^('*[=+\-@\t\r])"
UNSAFE_MARKED = r"^'('*[=+\-@\t\r])"

#: The types a column in a file can have, by the name that the manifest gives them.
TYPES: dict[str, pa.DataType] = {
    str(type_): type_
    for type_ in (
        pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.timestamp("us"),
        pa.timestamp("us", tz="UTC"),
    )
}  # fmt: skip
_CONTRACT = {
    "Int64": pa.int64(),
    "Float64": pa.float64(),
    "boolean": pa.bool_(),
    "datetime64[us]": pa.timestamp("us"),
    "datetime64[us, UTC]": pa.timestamp("us", tz="UTC"),
}


def file_schema(name: str) -> pa.Schema:
    """Return the column types of the contract's table `name` in a file."""
    return pa.schema(
        [
            (column, _CONTRACT.get(str(dtype), pa.string()))
            for column, dtype in SCHEMAS[name].items()
        ]
    )


def to_arrow(frame: pd.DataFrame, name: str, *, further: bool = False) -> pa.Table:
    """Convert table `name` for writing; `further` keeps the columns outside the contract.

    A further column of truth values, numbers, times or text keeps its type; one of anything else
    becomes text (lists and dicts as JSON).
    """
    frame = conform(frame, name)
    schema = file_schema(name)
    table = pa.Table.from_pandas(frame[list(schema.names)], schema=schema, preserve_index=False)
    table = table.replace_schema_metadata(None)
    if further:
        for column in frame.columns[len(schema) :]:
            table = table.append_column(str(column), _plain(frame[column]))
    return table


def common_schema(name: str, schemas: Iterable[pa.Schema]) -> pa.Schema:
    """Return the schema that holds all `schemas` of table `name`.

    Columns of the contract come first. Further columns follow as they first appear: whole and
    broken numbers together are numbers, any other mixture is text.
    """
    types: dict[str, set[str]] = {}
    for schema in schemas:
        for field in schema:
            types.setdefault(field.name, set()).add(str(field.type))
    contract = file_schema(name)
    further = [
        (column, _common(found)) for column, found in types.items() if column not in contract.names
    ]
    return pa.schema([*contract, *(pa.field(column, type_) for column, type_ in further)])


def fit(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """Return `table` with exactly the columns and types of `schema`; what it lacks is absent."""
    return pa.table(
        [
            table[field.name].cast(field.type, safe=False)
            if field.name in table.column_names
            else pa.nulls(len(table), field.type)
            for field in schema
        ],
        schema=schema,
    )


def open_table(
    path: Path, schema: pa.Schema, excel_safe: bool = False
) -> AbstractContextManager[Any]:
    """Open `path` for writing with ``write_table``; its ending says in which format.

    CSV is UTF-8 without a byte order mark, since with one R, Stata and many scripts misread the
    name of the first column; text stands in quotation marks, absent values are empty without. With
    `excel_safe` it has the mark, since without it Excel misreads umlauts, and a text that Excel
    would run as a formula (``=cmd|…``) begins with an apostrophe.
    """
    writer: AbstractContextManager[Any]
    if path.suffix == ".parquet":
        writer = pa.parquet.ParquetWriter(path, schema, compression="zstd")
    elif path.suffix == ".csv":
        writer = _SafeWriter(path, schema) if excel_safe else pa.csv.CSVWriter(path, schema)
    else:
        writer = _LinesWriter(path)
    return writer


def read_table(
    path: Path, name: str, columns: Mapping[str, str], excel_safe: bool = False
) -> pd.DataFrame:
    """Read table `name`, whose columns have the types (keys of `TYPES`) that `columns` says."""
    schema = pa.schema([(column, TYPES[type_]) for column, type_ in columns.items()])
    # Neither reader takes a row that is longer than its block.
    block = max(1 << 20, min(path.stat().st_size + 1, 1 << 30))
    if path.suffix == ".parquet":
        table = pa.parquet.read_table(path)
    elif path.suffix == ".csv":
        table = pa.csv.read_csv(
            path,
            read_options=pa.csv.ReadOptions(block_size=block),
            parse_options=pa.csv.ParseOptions(newlines_in_values=True),
            convert_options=pa.csv.ConvertOptions(
                column_types=schema,
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
                null_values=[""],
            ),
        )
    elif path.stat().st_size == 0:
        table = schema.empty_table()
    else:
        table = pa.json.read_json(
            path,
            read_options=pa.json.ReadOptions(block_size=block),
            parse_options=pa.json.ParseOptions(explicit_schema=schema),
        )
    if excel_safe and path.suffix == ".csv":
        table = _texts_replaced(table, UNSAFE_MARKED, r"\1")
    return conform(fit(table, schema).to_pandas(types_mapper=_pandas_type), name)


def _pandas_type(type_: pa.DataType) -> Any:
    if pa.types.is_int64(type_):
        return pd.Int64Dtype()
    if pa.types.is_boolean(type_):
        return pd.BooleanDtype()
    return pd.api.types.pandas_dtype(TEXT) if pa.types.is_string(type_) else None


def _plain(values: pd.Series) -> pa.Array:
    """Convert a further column to one of `TYPES`, or to nulls if it is empty."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        values = values.astype(object)
    try:
        array = pa.array(values, from_pandas=True)
    except (pa.ArrowException, UnicodeError, OverflowError):
        return _as_text(values)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    type_ = array.type
    if pa.types.is_null(type_) or array.null_count == len(array):
        return pa.nulls(len(array))
    if pa.types.is_string(type_) or pa.types.is_large_string(type_):
        return array.cast(pa.string())
    if pa.types.is_boolean(type_):
        return array
    if pa.types.is_timestamp(type_):
        return array.cast(pa.timestamp("us", tz="UTC" if type_.tz else None), safe=False)
    if pa.types.is_integer(type_) and not pa.types.is_uint64(type_):
        return array.cast(pa.int64())
    # JSON knows no infinity.
    if pa.types.is_floating(type_) and not np.isinf(array.to_numpy(zero_copy_only=False)).any():
        return array.cast(pa.float64())
    return _as_text(values)


def _as_text(values: pd.Series) -> pa.Array:
    return pa.array([_text(value) for value in values], pa.string())


def _text(value: Any) -> str | None:
    if isinstance(value, (list, tuple, dict, np.ndarray)):
        text = json.dumps(value, ensure_ascii=False, default=_json_value)
    elif pd.isna(value):
        return None
    else:
        text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return text.encode("utf-8", "replace").decode("utf-8")


def _json_value(value: Any) -> Any:
    return value.tolist() if isinstance(value, (np.ndarray, np.generic)) else str(value)


def _common(types: set[str]) -> pa.DataType:
    types = types - {"null"}
    if len(types) == 1:
        return TYPES[types.pop()]
    return pa.float64() if types == {"int64", "double"} else pa.string()


def _texts_replaced(table: pa.Table, pattern: str, by: str) -> pa.Table:
    """Replace a pattern in all columns of text."""
    for place, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            texts = pa.compute.replace_substring_regex(table[place], pattern, by)
            table = table.set_column(place, field, texts)
    return table


class _SafeWriter:
    """Write tables as CSV for spreadsheets: see `open_table`."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.file = path.open("wb")
        self.file.write(codecs.BOM_UTF8)
        self.writer = pa.csv.CSVWriter(self.file, schema)

    def __enter__(self) -> _SafeWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self.writer.close()
        self.file.close()

    def write_table(self, table: pa.Table) -> None:
        self.writer.write_table(_texts_replaced(table, UNSAFE, r"'\1"))


class _LinesWriter:
    """Write tables as JSON lines: one object a row, absent values null."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("w", encoding="utf-8", newline="\n")

    def __enter__(self) -> _LinesWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write_table(self, table: pa.Table) -> None:
        for row in table.to_pylist():
            self.file.write(json.dumps(row, ensure_ascii=False, default=datetime.isoformat) + "\n")
