"""What people give that is no path: tables of other libraries, dicts, texts in a column, files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from mediakit.corpus.archives import TemporaryFolder
from mediakit.corpus.columns import recognise
from mediakit.corpus.readers.records import find_records, open_fields

MOST_BYTES = 4 * 2**30


class OpenFile:
    """The content of an open file, kept in a temporary folder as long as this object lives."""

    def __init__(self, file: Any) -> None:
        given = getattr(file, "name", None)
        name = Path(given).name if isinstance(given, str) and given.strip("<>") else ""
        self.shown = name or "open file"
        self.folder = TemporaryFolder()
        content = file.read(0)
        if not isinstance(content, (str, bytes)):
            raise TypeError(f"Got an open file ({file!r}) that gives no text or bytes.")
        self.path = self.folder.path / (name or "open.txt")
        with (
            self.path.open("w", encoding="utf-8", errors="surrogatepass", newline="")
            if isinstance(content, str)
            else self.path.open("wb")
        ) as copy:
            shutil.copyfileobj(file, copy)


def as_frame(given: Any) -> Any:
    """Return what holds a table or texts as a DataFrame, an open file as its copy; else `given`.

    Understood are tables that speak Arrow (polars, pyarrow, DuckDB) or have ``to_pandas``, a Series
    or array of texts, a dict of columns, one article as a dict, texts by id, and lists or other
    iterables of dicts.

    Raises
    ------
    TypeError
        If it is a table that is not computed yet, or a dict that is none of these.

    Examples
    --------
    >>> as_frame([{"text": "One."}, {"text": "Two."}]).text.tolist()
    ['One.', 'Two.']
    >>> as_frame({"a1": "Taxes rise.", "a2": "Rents fall."}).to_dict("list")
    {'article_id': ['a1', 'a2'], 'text': ['Taxes rise.', 'Rents fall.']}
    """
    if isinstance(given, (pd.DataFrame, str, bytes, Path)):
        return given
    if hasattr(given, "read"):
        return OpenFile(given)
    if isinstance(given, pd.Series):
        return _of_series(given)
    if isinstance(given, Mapping):
        return _of_dict(given)
    if hasattr(given, "collect") and not hasattr(given, "to_pandas"):
        raise TypeError(f"Got a {type(given).__name__} that is not computed yet. Give .collect().")
    if (frame := _of_table(given)) is not None:
        return frame
    if isinstance(given, Iterator):
        given = list(given)
    if isinstance(given, list) and given and all(isinstance(item, Mapping) for item in given):
        items = find_records([dict(item) for item in given]).items
        return pd.DataFrame([open_fields(item) for item in items], dtype=object)
    return given


def _of_table(given: Any) -> pd.DataFrame | None:
    if hasattr(given, "__arrow_c_stream__"):
        import pyarrow

        try:
            return pyarrow.table(given).to_pandas(integer_object_nulls=True)  # type: ignore[no-any-return]
        except (TypeError, pyarrow.ArrowInvalid):
            return _of_series(pd.Series(pyarrow.chunked_array(given).to_pylist(), dtype=object))
    if hasattr(given, "to_pandas"):
        return as_frame(given.to_pandas())  # type: ignore[no-any-return]
    if hasattr(given, "dtype") and getattr(given, "ndim", 0) == 1:
        return _of_series(pd.Series(given.tolist(), dtype=object))
    return None


def _of_series(given: pd.Series) -> pd.DataFrame:
    """Return a Series of texts as a table; an index that is known as the id goes with it."""
    texts = given.rename("text").to_frame()
    name = given.index.name
    if isinstance(name, str) and recognise(name) == "article_id":
        return texts.reset_index()
    return texts.reset_index(drop=True)


def _of_dict(given: Mapping[Any, Any]) -> pd.DataFrame:
    names, values = list(given), list(given.values())
    if any(recognise(str(name)) == "text" for name in names):
        if all(_is_column(value) for value in values):
            return pd.DataFrame({name: list(value) for name, value in given.items()})
        return pd.DataFrame([dict(given)], dtype=object)
    if values and all(isinstance(value, str) and " " in value.strip() for value in values):
        return pd.DataFrame({"article_id": list(map(str, names)), "text": values})
    if values and all(isinstance(value, Mapping) for value in values):
        items = find_records({str(name): dict(one) for name, one in given.items()}).items
        return pd.DataFrame([open_fields(item) for item in items], dtype=object)
    if values and all(_is_column(value) for value in values):
        return pd.DataFrame({name: list(value) for name, value in given.items()})
    raise TypeError(
        f"Got a dict with {', '.join(map(repr, names[:5])) or 'nothing'}; expected one of columns "
        "({'text': […], 'outlet': […]}), of one article ({'text': '…'}) or of texts by their ids."
    )


def _is_column(value: Any) -> bool:
    return hasattr(value, "__len__") and not isinstance(value, (str, bytes, Mapping))
