"""The user's own word lists: read once, whatever they are, with a fingerprint of their entries."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from mediakit.corpus.decoding import decode
from mediakit.corpus.readers.delimited import DELIMITERS, split_header
from mediakit.text.lexicon import COLUMNS, Lexicon, build_lexicon, cell_of

Terms = Iterable[str] | str | Path | pd.DataFrame | Lexicon
HEADINGS = ("word", "words", "terms", "phrase", "phrases")  # what people write instead of "term"


def read_lists(lexicons: Mapping[str, Terms] | None) -> dict[str, Lexicon]:
    """Read the word lists of the user's own, each once; those that were read stay.

    Raises
    ------
    TypeError
        If they have no names.
    ValueError
        If a list is no list.
    """
    if lexicons is not None and not isinstance(lexicons, Mapping):
        raise TypeError(
            f"lexicons got a {type(lexicons).__name__}; expected names with their words, such as "
            "lexicons={'mine': ['lifeline', 'patron*']} or {'mine': 'my_words.csv'}."
        )
    return {name: user_lexicon(name, terms) for name, terms in (lexicons or {}).items()}


def user_lexicon(name: str, terms: Iterable[str] | str | Path | pd.DataFrame | Lexicon) -> Lexicon:
    """Make a lexicon of the user's own words; every entry has the label `name`.

    Parameters
    ----------
    name : str
        Name of the list and label of its hits.
    terms : list of str, DataFrame, or path of a CSV or text file
        A text file holds one term a line; a CSV (commas, semicolons, tabs or bars) or DataFrame
        has a column ``term`` and may have ``pos``, ``weight``, ``case`` and ``label``. Empty rows
        are skipped. A CSV of one column without that header is a plain list of terms.

    Raises
    ------
    ValueError
        If there is no term, or no column ``term``.
    """
    if isinstance(terms, Lexicon):
        return terms
    if isinstance(terms, (str, Path)):
        path = Path(terms)
        if not path.is_file():
            raise ValueError(
                f"List {name!r}: got {str(terms)!r}, which is no file; expected a list of words or "
                f"the path of a CSV or text file. For one word write ['{terms}']."
            )
        text = decode(path.read_bytes())[0].removeprefix("\ufeff")
        if path.suffix.lower() in (".csv", ".tsv"):
            terms = _read_table(text, "\t" if path.suffix.lower() == ".tsv" else ",")
        else:
            terms = _plain_list(text.splitlines())
    if isinstance(terms, pd.DataFrame):
        if "term" not in terms.columns:
            raise ValueError(
                f"List {name!r} has the columns {', '.join(map(repr, terms.columns))}; expected a "
                "column 'term'. Rename the column that holds the words."
            )
        rows = [_present(row, name) for row in terms.to_dict("records")]
    else:
        rows = [{"term": term, "label": name} for term in terms]
    if not any(rows):
        raise ValueError(
            f"List {name!r} is empty; expected at least one word, such as ['lifeline']."
        )
    cells = [[cell_of(row, column) for column in COLUMNS] for row in rows]
    digest = hashlib.sha256(json.dumps(cells).encode("utf-8", "replace")).hexdigest()
    return build_lexicon(name, rows)._replace(sha256=digest)


def _plain_list(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _read_table(text: str, usual: str) -> pd.DataFrame | list[str]:
    """Read a CSV; a list of terms if it has one column and no header.

    As with tables of articles, the delimiter is the one that gives the header most columns we
    know, then most columns.
    """
    text = text.lstrip("\r\n")
    if named := re.match(r"sep=(.)\r?\n\s*", text, re.IGNORECASE):  # Excel names the delimiter
        usual, text = named[1], text[named.end() :]
    first = text.splitlines()[0] if text else ""
    header, best = split_header(first, usual, lambda cell: cell.strip() in COLUMNS)
    header = [cell.strip() for cell in header]
    splits = {mark: list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
              for mark in {best, *DELIMITERS}}  # fmt: skip
    rows = splits[best]
    widest = max((len(row) for each in splits.values() for row in each), default=0)
    if widest == 1 and header[0].lower() not in ("term", *HEADINGS):
        return _plain_list(cell for row in rows for cell in row)
    cells = [dict(zip(header, row, strict=False)) for row in rows[1:]]
    return pd.DataFrame(cells, columns=list(dict.fromkeys(header)))


def _present(row: Mapping[Any, Any], name: str) -> dict[str, Any]:
    """Return what is filled of a row, and its label; nothing of a row that is empty."""
    filled = {column: row[column] for column in COLUMNS if cell_of(row, column)}
    return {"label": name, **filled} if filled else {}
