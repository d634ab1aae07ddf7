"""Words that articles repeat though they tell different stories: lines of a page, galleries."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mediakit.corpus.copies.similarity import RUN, Array, fingerprints, held_by_several, keep
from mediakit.corpus.packing import give_back

ARTICLES = 3  # that hold a run before it counts as repeated
OWN = 0.4  # share of an article that no other one has, on average over those that hold the run
OWN_LATER = 0.2  # the same where they were published more than LATER days apart
SOON, LATER = 2, 10  # days: versions of one story follow within the first
GAP = 30  # words between two repeated runs that go with them


def without_repeated(texts: Sequence[Array], days: Array) -> list[Array]:
    """Return the texts without what at least three of them repeat but otherwise differ.

    Versions of one story share nearly all, and within days; a line of the page, an agency's
    notice or a gallery stands in articles that otherwise share nothing. `days` are the dates as
    numbers, NaN where there is none.

    Examples
    --------
    >>> words = np.arange(400, dtype=np.uint32)
    >>> footer = words[:80]
    >>> texts = [np.concatenate([words[100 * n : 100 * n + 90], footer]) for n in (1, 2, 3)]
    >>> [len(text) < 100 for text in without_repeated(texts, np.array([1.0, 20.0, 40.0]))]
    [True, True, True]
    """
    kept = [keep(fingerprints(text)) for text in texts]
    sizes = np.array([len(one) for one in kept])
    known, held, rows, columns = held_by_several(kept)
    del kept
    give_back()
    if not (held >= ARTICLES).any():
        return list(texts)
    several = held[columns] >= ARTICLES
    own = _own(rows, held[columns], sizes)[rows[several], _level(held[columns[several]])]
    rows, columns = rows[several], columns[several]
    own = np.bincount(columns, weights=own, minlength=len(known)) / held
    first, last = np.full(len(known), np.inf), np.full(len(known), -np.inf)
    when = days[rows]
    dated = ~np.isnan(when)
    np.minimum.at(first, columns[dated], when[dated])
    np.maximum.at(last, columns[dated], when[dated])
    span = last - first  # -inf where no article has a date
    at_odds = (own >= OWN) & ((span > SOON) | (span < 0)) | (own >= OWN_LATER) & (span > LATER)
    repeated = known[(held >= ARTICLES) & at_odds]
    return [_without(text, repeated) for text in texts]


def _own(rows: Array, held: Array, sizes: Array) -> Array:
    """Return per article, and level, the share of its runs that at most 2**level articles hold."""
    levels = int(_level(held.max())) + 1
    own = np.zeros((len(sizes), levels))
    alone = sizes - np.bincount(rows, minlength=len(sizes))  # runs that no other article holds
    for level in range(levels):
        few = held <= 2**level
        n = alone + np.bincount(rows[few], minlength=len(sizes))
        own[:, level] = n / np.maximum(sizes, 1)
    return own


def _level(held: Array) -> Array:
    """Return the power of two that is at most half of what holds a run: for 7 articles, 1.

    So a story that was copied itself still has words of its own beside what many more repeat.
    """
    level: Array = np.maximum(np.log2(held).astype(int) - 1, 0)
    return level


def _without(text: Array, repeated: Array) -> Array:
    if not len(repeated) or len(text) < RUN:
        return text
    prints = fingerprints(text)
    place = np.minimum(np.searchsorted(repeated, prints), len(repeated) - 1)
    at = np.flatnonzero(repeated[place] == prints)
    if not len(at):
        return text
    kept = np.ones(len(text), bool)
    for part in np.split(at, np.flatnonzero(np.diff(at) > GAP) + 1):
        kept[part[0] : part[-1] + RUN] = False
    return text[kept]
