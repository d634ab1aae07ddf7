"""Whose voice a piece of text is in: the narrator's, a paraphrase, or a quotation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from mediakit.attribution import Attribution
from mediakit.text.document import WORD, Document


def owners(length: int, contents: Iterable[tuple[int, int, int]]) -> list[int | None]:
    """Return whose content each place is, if anybody's; where two overlap, the shorter one counts.

    Examples
    --------
    >>> owners(4, [(1, 2, 7), (0, 3, 5)])
    [5, 7, 5, None]
    """
    owner: list[int | None] = [None] * length
    for start, end, one in sorted(contents, key=lambda c: (c[0] - c[1], c)):
        owner[start:end] = [one] * (end - start)
    return owner


class Voices:
    """Whose voice each word of a document is in.

    Parameters
    ----------
    document : Document
        One field of one article.
    attributions : list of Attribution
        Who says what in it.
    """

    def __init__(self, document: Document, attributions: Sequence[Attribution]) -> None:
        self.document = document
        self.attributions = attributions
        pieces = [
            (words.start, words.stop, number)
            for number, attribution in enumerate(attributions)
            for words in (document.words_in(*piece) for piece in attribution.contents)
        ]
        self.owner = owners(len(document.starts), pieces)
        self.quoted = bytearray(document.quoted)
        printed = {n for n, one in enumerate(attributions) if one.n_words == one.n_quoted > 0}
        for word, one in enumerate(self.owner):
            if one in printed:
                self.quoted[word] = 1

    def of(self, start: int, end: int) -> tuple[str, Attribution | None]:
        """Return the voice of ``text[start:end]`` and the attribution it lies in, if any."""
        words = self.document.words_in(start, end)
        whose = self.owner[words.start : words.stop]
        quoted = self.quoted[words.start : words.stop]
        inside = len(whose) - whose.count(None)
        if not inside or 2 * inside < len(whose):
            return "narrator", None
        if inside < len(whose):
            quoted = bytearray(
                q for q, owner in zip(quoted, whose, strict=True) if owner is not None
            )
        named = [one for one in whose if one is not None]
        owner = max(dict.fromkeys(named), key=named.count)  # the first of those with most words
        voice = "quotation" if 2 * quoted.count(1) > inside else "paraphrase"
        return voice, self.attributions[owner]

    def counts(self) -> list[tuple[str, str | None, int]]:
        """Return (voice, speaker, number of words), narrator first, then by first word."""
        tally: Counter[tuple[str, str | None]] = Counter()
        pairs = Counter(zip(self.owner, self.quoted, strict=True))
        for (owner, quoted), n in pairs.items():
            if owner is None:
                tally["narrator", None] += n
            else:
                voice = "quotation" if quoted else "paraphrase"
                tally[voice, self.attributions[owner].speaker] += n
        ordered = sorted(tally.items(), key=lambda item: item[0][0] != "narrator")
        return [(voice, speaker, n) for (voice, speaker), n in ordered]


class Run(NamedTuple):
    """A stretch of one voice; `attribution_id` is None for the narrator."""

    start: int
    end: int
    voice: str
    attribution_id: int | None


def voice_runs(
    text: str,
    contents: Iterable[tuple[int, int, int]],
    printed: frozenset[int] = frozenset(),
) -> list[Run]:
    """Cut `text` into runs of one voice; together they are the whole text.

    Parameters
    ----------
    text : str
        Title or text of an article.
    contents : iterable of (start, end, attribution_id)
        Contents of attributions.
    printed : frozenset of int
        The attributions all of whose words are quotation, with or without marks: `printed_of`.

    Examples
    --------
    >>> [run[:3] for run in voice_runs("Xi said they are “good friends”.", [(8, 31, 0)])]
    [(0, 8, 'narrator'), (8, 17, 'paraphrase'), (17, 31, 'quotation'), (31, 32, 'narrator')]
    """
    owner = owners(len(text), contents)
    quoted = bytearray(len(text))
    if any(one is not None for one in owner):
        for _, _, start, end, _ in Document(text).quotations:
            quoted[start:end] = b"\1" * (end - start)
    keys = [(one, mark or one in printed) for one, mark in zip(owner, quoted, strict=True)]
    changes = [0, *(i for i in range(1, len(keys)) if keys[i] != keys[i - 1]), len(keys)]
    runs: list[Run] = []
    for start, end in pairwise(changes):
        if start == end:
            continue
        one, mark = keys[start]
        voice = "narrator" if one is None else "quotation" if mark else "paraphrase"
        if runs and runs[-1].attribution_id == one and not WORD.search(text, start, end):
            # A stop or space beside a quotation is no paraphrase.
            voice = runs[-1].voice
        if runs and runs[-1][2:] == (voice, one):
            start = runs.pop().start
        runs.append(Run(start, end, voice, one))
    return runs


def printed_of(attributions: pd.DataFrame) -> frozenset[int]:
    """Return the attributions of one article all of whose words are quotation, such as turns."""
    whole = (attributions["n_quoted"] == attributions["n_words"]) & (attributions["n_words"] > 0)
    return frozenset(attributions.loc[whole.fillna(False), "attribution_id"].astype(int))


def contents_of(evidence: pd.DataFrame, field: str) -> list[tuple[int, int, int]]:
    """Return (start, end, attribution_id) of the contents in one article's evidence."""
    rows = evidence[
        (evidence["signal"] == "sourcing")
        & (evidence["label"] == "content")
        & (evidence["field"] == field)
        & evidence["start"].notna()
    ]
    return [
        (int(start), int(end), -1 if pd.isna(one) else int(one))
        for start, end, one in zip(rows["start"], rows["end"], rows["attribution_id"], strict=True)
    ]
