"""Values of cells: what counts as absent, and everything as text."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pandas as pd

from mediakit.contract.tables import TEXT, as_dtype
from mediakit.corpus.decoding import decode

LANGUAGES = {
    "english": "en", "eng": "en", "englisch": "en", "anglais": "en", "inglés": "en",
    "german": "de", "deu": "de", "ger": "de", "deutsch": "de", "allemand": "de",
    "french": "fr", "fra": "fr", "fre": "fr", "français": "fr", "französisch": "fr",
    "spanish": "es", "spa": "es", "español": "es", "espagnol": "es", "spanisch": "es",
    "italian": "it", "ita": "it", "italiano": "it", "dutch": "nl", "nld": "nl", "dut": "nl",
    "portuguese": "pt", "por": "pt", "russian": "ru", "rus": "ru", "chinese": "zh", "zho": "zh",
}  # fmt: skip


# R writes NA, Python nan, None and NaT, SQL NULL, Excel #N/A or an error, Google Sheets Loading...,
# ProQuest None available.
VOID = frozenset({
    "NA", "N/A", "n/a", "#N/A", "<NA>", "nan", "NaN", "NAN", "NaT", "None", "NULL", "null", "Null",
    "None available.", "Not available", "not available", "-", "--", "–", "—",
    "#NAME?", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#ERROR!",
    "Loading...",
})  # fmt: skip
COUNT = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ']\d{3})+(?!\d)|\d+")
NAMES = ("main", "name", "title", "text", "content", "value", "rendered", "original")
BODIES = ("text", "content", "main", "value", "rendered")


def is_absent(value: Any) -> bool:
    """Say whether a cell is empty: None, NaN, NaT, NA, or text of blanks only."""
    if isinstance(value, str):
        return not value.strip()
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    return isinstance(value, float) and value != value


def is_void(value: Any) -> bool:
    """Say whether a cell says in a word that it is empty, as programs and databases write it.

    Examples
    --------
    >>> is_void("NULL"), is_void("None available."), is_void("nil"), is_void("Nan Goldin")
    (True, True, False, False)
    """
    return isinstance(value, str) and value.strip() in VOID


def as_text(value: Any, joint: str = "; ", keys: Sequence[str] = NAMES) -> str | None:
    """Return a value as text: 7.0 as "7", a list joined, an object by its name; None if absent.

    Of an object, the first of `keys` that it has counts; without any it becomes JSON text.

    Examples
    --------
    >>> as_text(7.0), as_text(["Ann Lee", "Bo Li"]), as_text({"name": "The Post"}), as_text("")
    ('7', 'Ann Lee; Bo Li', 'The Post', None)
    """
    if is_absent(value):
        return None
    if isinstance(value, str):
        return _storable(value)
    if isinstance(value, bytes):
        return decode(value)[0]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dict):
        named = _named(value, keys)
        return as_text(named, joint, keys) if named is not None else _storable(as_json(value))
    if hasattr(value, "tolist"):  # a numpy array or number
        return as_text(value.tolist(), joint, keys)
    if isinstance(value, (list, tuple)):
        pieces = [text for item in value if (text := as_text(item, joint, keys))]
        return joint.join(pieces) or None
    return _storable(str(value))


def becomes_json(value: Any, keys: Sequence[str] = NAMES) -> bool:
    """Say whether `as_text` finds no text in an object and returns JSON.

    Examples
    --------
    >>> becomes_json([{"name": "Ann Lee"}]), becomes_json([{"born": 1970}])
    (False, True)
    """
    if isinstance(value, dict):
        named = _named(value, keys)
        return named is None or becomes_json(named, keys)
    if isinstance(value, (list, tuple)):
        return any(becomes_json(item, keys) for item in value)
    return hasattr(value, "tolist") and becomes_json(value.tolist(), keys)


def without_textless(value: Any, keys: Sequence[str] = BODIES) -> tuple[Any, int]:
    """Return a list of blocks without those that hold no text (images, scripts), and how many.

    Where no block has a text, all stay.

    Examples
    --------
    >>> without_textless([{"text": "Taxes rise."}, {"type": "image", "src": "a.png"}])
    ([{'text': 'Taxes rise.'}], 1)
    """
    if not isinstance(value, list):
        return value, 0
    kept = [one for one in value if not (isinstance(one, dict) and becomes_json(one, keys))]
    return (kept, len(value) - len(kept)) if kept else (value, 0)


def _named(value: dict[str, Any], keys: Sequence[str]) -> Any:
    """Return the text (or what holds it) in an object: empty if the object is, else None."""
    if all(map(is_absent, value.values())):
        return ""
    return next((value[key] for key in keys if not is_absent(value.get(key))), None)


def as_json(value: Any) -> str:
    """Return a nested value as JSON text."""
    return json.dumps(value, ensure_ascii=False, default=str)


def as_language(value: str) -> str:
    """Return the two-letter code where that is plain ("en_US", "English"), else `value`.

    Examples
    --------
    >>> as_language("en_US"), as_language("English"), as_language("Klingon")
    ('en', 'en', 'Klingon')
    """
    first = value.strip().lower().replace("_", "-").partition("-")[0]
    return first if len(first) == 2 and first.isalpha() else LANGUAGES.get(first, value)


def as_column(values: list[Any]) -> pd.Series:
    """Make a column of the user's own: truth values, whole or broken numbers, times, else text."""
    present = [value for value in values if not is_absent(value)]
    kinds = {type(value) for value in present}
    wanted = {frozenset({bool}): "boolean", frozenset({int}): "Int64"}.get(frozenset(kinds))
    if kinds and kinds <= {int, float}:
        wanted = wanted or "Float64"
    if wanted:
        cells = [None if is_absent(value) else value for value in values]
        try:
            return as_dtype(pd.Series(cells, dtype=object), wanted)
        except (OverflowError, TypeError, ValueError):  # a number of more than 64 bits
            pass
    if present and all(isinstance(value, datetime) for value in present):
        try:
            return pd.to_datetime(pd.Series(values, dtype=object))
        except (ValueError, TypeError):  # with and without a zone, or outside the years of pandas
            pass
    return pd.Series(pd.array([_own_text(value) for value in values], dtype=TEXT))


def _own_text(value: Any) -> str | None:
    if is_absent(value):
        return None
    return _storable(as_json(value)) if isinstance(value, (list, dict)) else as_text(value)


def _storable(text: str) -> str:
    """Replace half surrogate pairs (JSON can hold them, no table can) by U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def as_count(value: object) -> int | None:
    """Return a number of words as stated: “877 words”, “1,204”; None where there is none.

    Examples
    --------
    >>> as_count("877 words"), as_count("1.204 Wörter"), as_count(None), as_count("long")
    (877, 1204, None, None)
    """
    if is_absent(value):
        return None
    found = COUNT.search(str(value))
    return int(re.sub(r"\D", "", found[0])) if found else None
