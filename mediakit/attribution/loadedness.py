"""How loaded each word is where it stands, and a whole text: read off the tagger's third output."""

from __future__ import annotations

from typing import Any

import numpy as np

from mediakit.attribution.tagger import Tagging
from mediakit.document import Document

Array = np.ndarray[Any, Any]


def word_values(document: Document, tagging: Tagging) -> Array:
    """Return for each word of a field how loaded it is here, 0 to 1.

    0.5 is the cut with the best token F1 on the gold, not a probability. A hyphenated word is as
    loaded as its most loaded part.
    """
    starts = np.array(document.starts)
    values = np.zeros(len(starts))
    if not len(starts) or not len(tagging.loaded):
        return values
    word = np.searchsorted(starts, tagging.tokens.starts, "right") - 1
    inside = (word >= 0) & (tagging.tokens.starts < np.array(document.ends)[word])
    base, slope = tagging.settings.loaded
    found = 1 / (1 + np.exp(-(base + slope * tagging.loaded[inside, 0])))
    np.maximum.at(values, word[inside], found)
    return values


def text_features_of(evidence: Array) -> Array:
    """Return what the value of a text is computed from, given the evidence of its tokens.

    They are: the mean evidence that its sentences are biased, and the logarithms of the expected
    number of loaded words and of the number of tokens.
    """
    if not len(evidence):
        return np.zeros(3)
    loaded = 1 / (1 + np.exp(-evidence[:, 0]))
    return np.array([evidence[:, 1].mean(), np.log(loaded.sum() + 1e-3), np.log(len(evidence))])


def text_value(tagging: Tagging) -> float:
    """Return how loaded a whole text is, 0 to 1, by the curve fitted on single sentences."""
    weights = np.array(tagging.settings.text)
    odds = weights[0] + weights[1:] @ text_features_of(tagging.loaded)
    return float(1 / (1 + np.exp(-odds)))
