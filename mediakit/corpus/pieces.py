"""Rows that may be paragraphs of articles: one id after another, each with a short text."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from statistics import median
from typing import Any

from mediakit.corpus.values import is_absent

KEYS = ("article_id", "url", "title")  # what paragraphs of one article share, the surest first
FEWEST_ROWS = 4
A_PIECE = 2  # rows an article from which it looks parted
LONGEST = 90  # words of a paragraph, by the median


class Pieces:
    """Counts, over the rows of one table, what shows that each is only a piece of an article."""

    def __init__(self) -> None:
        self._words = array("L")
        self._last: dict[str, Any] = {}
        self._rows: dict[str, int] = dict.fromkeys(KEYS, 0)
        self._runs: dict[str, int] = dict.fromkeys(KEYS, 0)
        self._text = ""

    def enter(self, given: Mapping[str, Any], text: str) -> None:
        """Enter one row with a text; the same text again is a copy and no further piece."""
        if text == self._text:
            return
        self._text = text
        self._words.append(len(text.split()))
        for key in KEYS:
            value = given.get(key)
            if is_absent(value):
                continue
            self._rows[key] += 1
            self._runs[key] += str(value) != self._last.get(key)
            self._last[key] = str(value)

    def said(self, columns: Mapping[str, str]) -> str | None:
        """Say that the rows may be paragraphs, and how to join them; None if nothing shows it.

        Parameters
        ----------
        columns : mapping
            Their column -> ours.

        Examples
        --------
        >>> pieces = Pieces()
        >>> for n, text in enumerate(["Taxes rise.", "Nobody asked.", "Rents fall.", "All cheer."]):
        ...     pieces.enter({"article_id": n // 2}, text)
        >>> pieces.said({"id": "article_id", "text": "text"})[:65]
        "4 rows, but 2 values of 'id', one after another, with short texts"
        """
        rows = len(self._words)
        if rows < FEWEST_ROWS or median(self._words) > LONGEST:
            return None
        for key in KEYS:
            runs = self._runs[key]
            if self._rows[key] < rows or runs * A_PIECE > rows:
                continue
            theirs = {ours: name for name, ours in reversed(list(columns.items()))}
            others = [n for ours, n in theirs.items() if ours not in (key, "text")]
            kept = "".join(f", {name!r}: 'first'" for name in others)
            return (
                f"{rows:,} rows, but {runs:,} values of {theirs[key]!r}, one after another, with "
                "short texts: probably paragraphs of articles, and each would count as an article; "
                f"join them before loading, table.groupby({theirs[key]!r}, sort=False, "
                f"as_index=False).agg({{{theirs['text']!r}: '\\n\\n'.join{kept}}})"
            )
        return None
