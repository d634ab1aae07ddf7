"""Loaded terms: words that judge while they describe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from mediakit.attribution import Attributions
from mediakit.attribution.tagging.loadedness import listed_spans, listed_words, word_values
from mediakit.text.document import POSSESSIVE, Document, Span

Array = np.ndarray[Any, Any]
CUT = 0.5  # from here on a word that is in no category is evidence


def find(document: Document, attributions: Attributions) -> list[Span]:
    """Find the loaded terms of the citable categories, and words that are loaded only here.

    Counts every entry of ``lexicons/loaded.csv`` in any voice, whatever its sense in this place,
    with its loadedness in context as ``value``; and as ``in_context`` each further word, or run of
    words, whose value is at least 0.5, but for numbers and names of persons. The careful reading
    is: ``value >= 0.5``. Misses irony, metaphors of plain words, and judgement by selection. Learnt
    from US news on US topics. How well it agrees with human coding is in the README's table.

    Parameters
    ----------
    document : Document
        One field of one article.
    attributions : Attributions
        Their `tagging` holds what the engine says of each word; without it there is no value and
        no ``in_context``.

    Returns
    -------
    list of Span
        ``label`` the category or ``in_context``, ``value`` how loaded the most loaded word is here
        (0 to 1), ``term`` the entry (None for ``in_context``).

    Examples
    --------
    >>> [(s.label, s.term.split(":")[0]) for s in find(Document("The autocratic leaders"), [])]
    [('regime', 'loaded')]
    """
    spans = listed_spans(document)
    tagging = getattr(attributions, "tagging", None)
    if tagging is None:
        return [span._replace(value=None) for span in spans]
    listed = listed_words(document, spans)
    values = word_values(document, tagging, listed)
    result = []
    for span in spans:
        words = document.words_in(span.start, span.end)
        most = float(values[words.start : words.stop].max())
        result.append(span._replace(value=round(most, 4)))
    result += _in_context(document, values, listed | _unable(document, attributions))
    return sorted(result)


def _in_context(document: Document, values: Array, taken: Array) -> Iterator[Span]:
    """Yield each run of words that are loaded only here: “falsely claiming” is one span."""
    loaded = np.flatnonzero((values >= CUT) & ~taken).tolist()
    here = set(loaded)
    for word in loaded:
        if word - 1 in here and document.gap(word - 1) == " ":
            continue
        last = word
        while last + 1 in here and document.gap(last) == " ":
            last += 1
        end = document.ends[last] - 2 * document.words[last].endswith(POSSESSIVE)
        value = round(float(values[word : last + 1].max()), 4)
        yield Span(document.starts[word], end, "in_context", value)


def _unable(document: Document, attributions: Attributions) -> Array:
    """Return which words judge nothing, wherever they stand: numbers and names of persons."""
    unable = np.array([not any(map(str.isalpha, word)) for word in document.words], bool)
    cast = getattr(attributions, "cast", None)
    for mention in cast.mentions(document) if cast is not None else ():
        for word in range(mention.first, mention.last):
            unable[word] |= document.words[word][0].isupper()
    return unable
