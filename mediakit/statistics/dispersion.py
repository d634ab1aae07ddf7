"""How evenly hits are spread over the parts of a corpus."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def deviation(hits: Array, words: Array) -> float | None:
    """Return the deviation of proportions DP: half the sum of |share of hits − share of words|.

    0 where hits are spread like the words, near 1 where one small part holds them all; None where
    there is no hit.

    Parameters
    ----------
    hits, words : ndarray, shape (parts,)
        Counts and words of each part.

    Examples
    --------
    The five parts and the word *a* of Gries (2008):

    >>> round(deviation(np.array([1, 2, 3, 4, 5]), np.array([9, 10, 10, 10, 11])), 2)
    0.18

    References
    ----------
    Gries (2008), Dispersions and adjusted frequencies in corpora, *International Journal of Corpus
    Linguistics* 13.
    """
    if not hits.sum():
        return None
    return float(np.abs(hits / hits.sum() - words / words.sum()).sum() / 2)


def spread(hits: Array, words: Array) -> tuple[float | None, float | None]:
    """Return the share of parts with a hit, among those with words, and their `deviation`."""
    there = words > 0
    if not there.any():
        return None, None
    return float((hits[there] > 0).mean()), deviation(hits[there], words[there])
