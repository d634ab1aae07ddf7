"""Words and marks of a field as the taggers read them, and the windows they read them in."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from copy import copy
from functools import lru_cache
from itertools import compress, pairwise
from typing import Any, NamedTuple

import numpy as np

from mediakit.text.document import Document
from mediakit.text.quotations import KINDS, SINGLE, SMALL_ANGLE

TOKEN = re.compile(r"\w+|``|''|′′|(?<!\S),,|<<|>>|[^\w\s]")
#: What begins a point of a list: the taggers read what the point says. Dashes begin a dialogue.
LIST_SIGN = re.compile(
    r"^[ \t]*(?:[•●■▪◦‣►▶➤✓]|\*(?=[ \t])|\(?\d{1,2}[.)](?=[ \t]+[^\s\d]))", re.MULTILINE
)
MARKS = {
    sign: "'" if kind in (SINGLE, SMALL_ANGLE) else '"' for sign, kind in KINDS.items()
}  # as the taggers know them
N_SHAPES = 8  # four shapes of case, outside and inside quotation marks


class Tokens:
    r"""Tokens of one field: ``\w+`` or a single mark, without invisible ones and signs of lists.

    Parameters
    ----------
    document : Document
        The field.

    Attributes
    ----------
    starts, ends : list of int
        Character offsets in ``document.text``, end exclusive.
    words : list of str
        The tokens in lower case without accents, every double quotation mark as ``"``.
    shapes : ndarray of int8
        Case (0 lower, 1 capitalised, 2 capitals, 3 no letter), plus 4 inside quotation marks.
    paragraphs : list of (int, int)
        First and last token (exclusive) of each paragraph.
    sentences : list of int
        The first token of each sentence.

    Examples
    --------
    >>> tokens = Tokens(Document("“WE agree,” Ms. Bö said."))
    >>> " ".join(tokens.words), tokens.shapes.tolist()
    ('" we agree , " ms . bo said .', [3, 6, 4, 7, 3, 1, 3, 1, 0, 3])
    """

    def __init__(self, document: Document) -> None:
        text = document.text
        spans, seen = _visible(text)
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.words = [word for word, _ in seen]
        shapes = np.array([shape for _, shape in seen], dtype=np.int8)
        starts = np.array(self.starts, dtype=np.int64)
        inside = np.zeros(len(starts), dtype=np.int8)
        if document.quotations:
            marks = [(q.outer_start, q.start, q.end, q.outer_end) for q in document.quotations]
            edges = starts.searchsorted(marks).tolist()
            for left, first, last, right in edges:
                inside[first:last] = 4
                # The taggers know double marks: others, and damaged ones, are shown as these.
                for mark in (*range(left, first), *range(last, right)):
                    self.words[mark] = '"'
        self.shapes = shapes + inside
        edges = starts.searchsorted([start for start, _ in document.paragraphs] + [len(text)])
        self.paragraphs = [(a, b) for a, b in pairwise(edges.tolist()) if b > a]
        self.sentences = starts.searchsorted([start for start, _ in document.sentences]).tolist()

    def part(self, first: int, last: int) -> Tokens:
        """Return the tokens [first, last) as those of a field of their own."""
        if (first, last) == (0, len(self.words)):
            return self
        part = copy(self)
        part.starts, part.ends = self.starts[first:last], self.ends[first:last]
        part.words, part.shapes = self.words[first:last], self.shapes[first:last]
        bounds = ((max(a, first), min(b, last)) for a, b in self.paragraphs)
        part.paragraphs = [(a - first, b - first) for a, b in bounds if a < b]
        part.sentences = [at - first for at in self.sentences if first <= at < last]
        return part


def _visible(text: str) -> tuple[list[tuple[int, int]], list[tuple[str, int]]]:
    """Return where the tokens are that can be seen, and how the taggers see them."""
    spans = list(map(re.Match.span, TOKEN.finditer(text)))
    seen = list(map(look, TOKEN.findall(text)))
    kept = [word != "" for word, _ in seen]
    starts = [start for start, _ in spans]
    for sign in LIST_SIGN.finditer(text):
        first, last = bisect_left(starts, sign.start()), bisect_left(starts, sign.end())
        kept[first:last] = [False] * (last - first)
    if all(kept):
        return spans, seen
    return list(compress(spans, kept)), list(compress(seen, kept))


@lru_cache(maxsize=200_000)
def look(word: str) -> tuple[str, int]:
    """Return a token as the taggers see it ("" if it is invisible), and the shape of its case."""
    if word in MARKS:
        return MARKS[word], 3
    shape = 0 if word.islower() else 2 if word.isupper() and len(word) > 1 else 1
    if not any(map(str.isalpha, word)):
        shape = 3
    word = word.lower()
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFD", word) if not _silent(c))
    return word, shape


def _silent(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Cf", "Cc", "Co", "Cs", "Cn")


class Part(NamedTuple):
    """Tokens [first, last) of one paragraph within a window; `closed` where the paragraph ends."""

    first: int
    last: int
    closed: bool


def pack(
    paragraphs: list[tuple[int, int]],
    edges: np.ndarray[Any, Any],
    size: int,
    sentences: Sequence[int] = (),
) -> list[list[Part]]:
    """Cut tokens into windows of at most `size` pieces, at paragraph ends where that is possible.

    A paragraph that is longer is cut where a sentence ends, if one does.

    Parameters
    ----------
    paragraphs : list of (int, int)
        First and last token (exclusive) of each paragraph.
    edges : ndarray of int, shape (tokens + 1,)
        The number of word pieces before each token, and of all.
    size : int
        The most pieces of a window; a paragraph end takes one.
    sentences : sequence of int
        The first token of each sentence, in order.

    Returns
    -------
    list of list of Part
        The parts of each window. Every token is in one window.

    Examples
    --------
    >>> windows = pack([(0, 3), (3, 5)], np.array([0, 1, 2, 3, 4, 6]), size=5)
    >>> [[tuple(part) for part in window] for window in windows]
    [[(0, 3, True)], [(3, 5, True)]]
    """
    windows: list[list[Part]] = []
    room = 0
    edges = edges.tolist()
    for first, last in paragraphs:
        if edges[last] - edges[first] + 1 > room:
            windows.append([])
            room = size
        while first < last:
            fits = bisect_right(edges, edges[first] + room - 1) - 1
            stop = min(fits, last)
            if stop < last:
                begun = bisect_right(sentences, stop) - 1
                stop = sentences[begun] if begun >= 0 and sentences[begun] > first else stop
            if stop <= first:
                windows.append([])
                room = size
                continue
            windows[-1].append(Part(first, stop, stop == last))
            # What follows a cut goes into a window of its own.
            room = room - edges[stop] + edges[first] - 1 if stop == last else 0
            first = stop
    return windows
