"""How much of one text stands in another: runs of words that both have, for all pairs at once.

Fingerprints are hashes of five words in a row, a fixed quarter of which is kept to find pairs that
may share text (Broder 1997, *On the resemblance and containment of documents*); how much such a
pair shares is then counted word by word, so that no number here is an estimate.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple

import numpy as np

from mediakit.corpus.packing import give_back

RUN = 5  # words in a row that count as shared
KEPT = 4  # of so many fingerprints one is kept to find pairs
PARTS = 8  # in which fingerprints are sorted
MANY = 40  # articles: a fingerprint of more pairs each with the first and the next one only
FOUND = 0.4  # share of what the threshold asks for that the kept fingerprints must show
# Letters of scripts without blanks are words; apostrophes and hyphens part words, however printed.
ALONE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
TOKEN = re.compile(rf"[{ALONE}]|[^\W_{ALONE}]+")
MIX = np.uint64(0x9E3779B97F4A7C15)
BASE = np.uint64(0xBF58476D1CE4E5B9)
Array = np.ndarray[Any, Any]


class Pair(NamedTuple):
    """Two texts, by their places, and how many words of each stand in runs that the other has."""

    first: int
    second: int
    in_first: int
    in_second: int


def tokens(text: str) -> list[str]:
    r"""Return the words of a text as copies are told by: no case, no typography, no punctuation.

    Examples
    --------
    >>> tokens("“Don’t go”, HE said…") == tokens('"Don\'t go," he said.')
    True
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return TOKEN.findall(text.casefold())


def number_words(texts: Iterable[str]) -> list[Array]:
    """Return each text as the numbers of its words; equal words have equal numbers.

    A text whose numbers are small holds them in two bytes each: half of the memory.
    """
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    found = []
    for text in texts:
        words = np.fromiter(map(numbers.__getitem__, tokens(text)), dtype=np.uint32)
        small = not len(words) or words.max() <= np.iinfo(np.uint16).max
        found.append(words.astype(np.uint16) if small else words)
    return found


def fingerprints(words: Array) -> Array:
    """Return a hash for each run of `RUN` words."""
    n = len(words) - RUN + 1
    if n < 1:
        return np.zeros(0, np.uint64)
    mixed = (words.astype(np.uint64) + np.uint64(1)) * MIX
    mixed ^= mixed >> np.uint64(29)
    found = np.zeros(n, np.uint64)
    for at in range(RUN):
        found = found * BASE + mixed[at : at + n]
    return found ^ (found >> np.uint64(32))


def covered(here: Array, there: Array) -> Array:
    """Say for each word of one text if it stands in a run that the other has too."""
    cover = np.zeros(len(here) + RUN - 1 if len(here) else 0, bool)
    shared = np.isin(here, there)
    for at in range(RUN):
        cover[at : at + len(here)] |= shared
    return cover


def keep(prints: Array) -> Array:
    """Return the fingerprints of a text that find its pairs: a fixed quarter, each once."""
    return np.unique(prints[prints % np.uint64(KEPT) == 0])


def held_by_several(kept: Sequence[Array]) -> tuple[Array, Array, Array, Array]:
    """Return the fingerprints that two texts or more hold, and which text holds which.

    Those of one text only, nearly all, are never held together with anything.

    Parameters
    ----------
    kept : sequence of array
        From `keep`, one a text.

    Returns
    -------
    tuple of array
        The fingerprints, in order; how many texts hold each; then, for each text and fingerprint
        that it holds, the place of the text and that of the fingerprint.

    Examples
    --------
    >>> kept = [np.array(own, np.uint64) for own in ([3, 8], [5], [1, 8])]
    >>> [each.tolist() for each in held_by_several(kept)]
    [[8], [2], [0, 2], [0, 0]]
    """
    found = []
    bounds = np.arange(1, PARTS, dtype=np.uint64) * np.uint64(2**64 // PARTS)
    cuts = np.zeros((len(kept), PARTS + 1), np.int32)
    for cut, one in zip(cuts, kept, strict=True):
        cut[1:] = *np.searchsorted(one, bounds), len(one)
    for part in range(PARTS if kept else 0):  # so that few are sorted at once
        own = (one[cut[part] : cut[part + 1]] for one, cut in zip(kept, cuts, strict=True))
        ordered = np.concatenate(list(own))
        ordered.sort()
        found.append(ordered[1:][ordered[1:] == ordered[:-1]])
    again = np.concatenate(found) if found else np.zeros(0, np.uint64)
    known, n = np.unique(again, return_counts=True)
    rows, columns = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
    for row, one in enumerate(kept if len(known) else ()):
        place = np.minimum(np.searchsorted(known, one), len(known) - 1)
        columns.append(place[known[place] == one].astype(np.int32))
        rows.append(np.full(len(columns[-1]), row, np.int32))
    return known, n + 1, np.concatenate(rows), np.concatenate(columns)


def candidates(texts: Sequence[Array], least: float) -> Iterator[tuple[int, int]]:
    """Yield the pairs of texts whose kept fingerprints make it likely that they share `least`."""
    from scipy.sparse import coo_array

    kept = [keep(fingerprints(text)) for text in texts]
    sizes = np.array([len(one) for one in kept])
    if not sizes.sum():
        return
    _, held, rows, columns = held_by_several(kept)
    n_texts = len(kept)
    del kept
    give_back()
    few = held[columns] <= MANY
    many = held[columns] > MANY
    shape = (n_texts, len(held))
    ones = np.ones(int(few.sum()), np.int32)
    matrix = coo_array((ones, (rows[few], columns[few])), shape).tocsr()
    together = (matrix @ matrix.T).tocoo()
    # Of what very many have, a story or a line: each with the first and the next that has it.
    rows, columns = rows[many], columns[many]
    order = np.lexsort((rows, columns))
    rows, columns = rows[order], columns[order]
    follows = np.flatnonzero(columns[1:] == columns[:-1]) + 1
    _, first = np.unique(columns, return_index=True)
    hub = rows[np.repeat(first, np.diff([*first, len(rows)]))] if len(rows) else rows
    firsts = np.concatenate([together.row, rows[follows - 1], hub[follows]])
    seconds = np.concatenate([together.col, rows[follows], rows[follows]])
    ones = np.ones(2 * len(follows), np.int32)
    n = np.concatenate([together.data, ones])
    summed = coo_array((n, (firsts, seconds)), (n_texts, n_texts)).tocsr().tocoo()
    enough = summed.data >= FOUND * least * np.minimum(sizes[summed.row], sizes[summed.col])
    enough &= summed.row < summed.col
    yield from zip(summed.row[enough].tolist(), summed.col[enough].tolist(), strict=True)


def shared_words(texts: Sequence[Array], least: float) -> Iterator[Pair]:
    """Yield the pairs of which the shorter one shares at least `least` of its words."""
    for first, second in candidates(texts, least):
        one, other = fingerprints(texts[first]), fingerprints(texts[second])
        in_first, in_second = int(covered(one, other).sum()), int(covered(other, one).sum())
        pair = Pair(first, second, in_first, in_second)
        if similarity(pair, texts) >= least:
            yield pair


def similarity(pair: Pair, texts: Sequence[Array]) -> float:
    """Return the share of the shorter text's words that stand in runs the other has too."""
    n, shared = min(
        (len(texts[pair.first]), pair.in_first), (len(texts[pair.second]), pair.in_second)
    )
    return shared / n if n else 0.0
