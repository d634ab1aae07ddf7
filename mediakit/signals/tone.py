"""Tone: TextBlob's polarity of each sentence, the baseline that others should beat."""

from __future__ import annotations

from mediakit.attribution import Attributions
from mediakit.text.document import Document, Span


def find(document: Document, attributions: Attributions) -> list[Span]:
    """Give each sentence TextBlob's polarity, from -1 to 1. A baseline, off by default.

    Counts words of TextBlob's English lexicon (2,918 entries, made from product reviews). It knows
    no news: “The radical, extremist senator slammed the reckless witch hunt” scores 0.0, “New York”
    is positive, and on sentiment toward a target in news it reaches macro-F1 .41.

    Parameters
    ----------
    document : Document
        One field of one article.
    attributions : Attributions
        Not used.

    Returns
    -------
    list of Span
        One for each sentence, label ``sentence``, ``value`` the polarity.

    References
    ----------
    Loria, S. TextBlob: Simplified Text Processing. https://textblob.readthedocs.io

    Examples
    --------
    >>> [round(s.value, 2) for s in find(Document("A terrible day. It rained."), [])]
    [-1.0, 0.0]
    """
    from textblob.en import sentiment  # slow to import, and off by default

    return [
        Span(start, end, "sentence", float(sentiment(document.text[start:end])[0]))
        for start, end in document.sentences
        if len(document.words_in(start, end))
    ]
