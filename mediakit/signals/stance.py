"""Stance: how certain the text is, and what it doubts, concedes, denies or keeps at a distance."""

from __future__ import annotations

import re

from mediakit.attribution import Attributions
from mediakit.document import Document, Quotation, Span
from mediakit.lexicon import load_lexicon, match

MAX_FRAGMENT = 4  # words; what is longer is a quotation, not a scare quote


def find(document: Document, attributions: Attributions) -> list[Span]:
    """Find hedges, boosters, doubt, approximators, obligation, negation, concession, scare quotes.

    Counts entries of ``lexicons/stance.csv``, and as ``scare_quote`` a quoted fragment of up to
    four words that is in nobody's content. Misses irony and hedging by tense; counts quoted titles
    of works and terms now and then. Not yet checked against human coding.

    Parameters
    ----------
    document : Document
        One field of one article.
    attributions : Attributions
        Who says what in that field: a fragment inside a content is a quotation, not a scare quote.

    Returns
    -------
    list of Span
        ``label`` as above, ``value`` the entry's weight, ``term`` the entry (NA for scare quotes).

    Examples
    --------
    >>> text = "The so-called “experts” may err."
    >>> [(s.label, text[s.start:s.end]) for s in find(Document(text), [])]
    [('doubt', 'so-called'), ('scare_quote', '“experts”'), ('hedge', 'may')]
    """
    spans = match(document, load_lexicon("stance"))
    contents = [piece for attribution in attributions for piece in attribution.contents]
    spans += [
        Span(quotation.outer_start, quotation.outer_end, "scare_quote")
        for quotation in document.quotations
        if _is_scare_quote(document, quotation)
        and not any(s < quotation.end and quotation.start < e for s, e in contents)
    ]
    return sorted(spans)


def _is_scare_quote(document: Document, quotation: Quotation) -> bool:
    """Tell a distancing fragment from a title, a name or a sentence."""
    words = document.words_in(quotation.start, quotation.end)
    if not quotation.closed or not 1 <= len(words) <= MAX_FRAGMENT:
        return False
    inside = document.text[quotation.start : quotation.end]
    if re.search(r"[.!?]$", inside.strip()) or (document.field == "title" and len(words) > 3):
        return False
    return document.words[words[0]][0].islower()
