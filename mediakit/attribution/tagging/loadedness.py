"""How loaded each word is where it stands, and a whole text: what the network and the list say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from mediakit.attribution.tagging.tagger import Tagging
from mediakit.text.document import Document, Span
from mediakit.text.lexicon import load_lexicon, match

Array = np.ndarray[Any, Any]
WHOLE = 3  # sentences that are scored together
UNREAD = -9.0  # evidence of a word that no token of the tagger covers


def listed_spans(document: Document) -> list[Span]:
    """Return the entries of the citable categories in a field."""
    spans = match(document, load_lexicon("loaded"))
    return [span for span in spans if span.value]  # weight 0: matches, and is no hit


def listed_words(document: Document, spans: Iterable[Span]) -> Array:
    """Return for each word whether one of the spans covers it."""
    listed = np.zeros(len(document.starts), bool)
    for span in spans:
        words = document.words_in(span.start, span.end)
        listed[words.start : words.stop] = True
    return listed


def word_evidence(document: Document, tagging: Tagging) -> Array:
    """Return what the network says of each word; a hyphenated one is as loaded as its parts."""
    starts = np.array(document.starts)
    evidence = np.full(len(starts), UNREAD)
    if len(starts) and len(tagging.loaded):
        token = np.array(tagging.tokens.starts)
        word = np.searchsorted(starts, token, "right") - 1
        inside = (word >= 0) & (token < np.array(document.ends)[word])
        np.maximum.at(evidence, word[inside], tagging.loaded[inside, 0])
    return evidence


def word_values(document: Document, tagging: Tagging, listed: Array) -> Array:
    """Return for each word of a field how loaded it is here, 0 to 1.

    A word of the list starts from a higher odds than others. 0.5 is the cut with the best token F1
    on the gold, not a probability.
    """
    base, slope, more = tagging.settings.loaded
    values: Array = 1 / (
        1 + np.exp(-(base + slope * word_evidence(document, tagging) + more * listed))
    )
    return values


def text_features(evidence: Array, values: Array, listed: Array) -> Array:
    """Return what the value of a sentence is computed from.

    They are: the mean evidence of its tokens that their sentence is biased, the log odds of its
    most loaded word, and the logarithm of the number of its listed words. Length is none: it told
    one corpus of coders from the other, not what they coded.
    """
    if not len(values) or not len(evidence):
        return np.zeros(3)
    most = min(max(float(values.max()), 0.001), 0.999)
    return np.array([evidence.mean(), np.log(most / (1 - most)), np.log1p(listed.sum())])


def text_value(document: Document, tagging: Tagging) -> float:
    """Return how loaded a text is, 0 to 1: the mean over its sentences, weighted by their words.

    Up to `WHOLE` sentences are read as one, as the gold's single “sentences” are.
    """
    listed = listed_words(document, listed_spans(document))
    values = word_values(document, tagging, listed)
    weights = np.array(tagging.settings.text)
    starts = np.array(tagging.tokens.starts)
    total, n_words = 0.0, 0
    several = len(document.sentences) > WHOLE
    for start, end in document.sentences if several else [(0, len(document.text))]:
        words = document.words_in(start, end)
        first, last = np.searchsorted(starts, (start, end))
        inside = slice(words.start, words.stop)
        features = text_features(tagging.loaded[first:last, 1], values[inside], listed[inside])
        total += len(words) / (1 + np.exp(-(weights[0] + weights[1:] @ features)))
        n_words += len(words)
    return float(total / n_words) if n_words else float(1 / (1 + np.exp(-weights[0])))
