"""Loaded terms: words that judge while they describe."""

from __future__ import annotations

from mediakit.attribution import Attributions
from mediakit.document import Document, Span
from mediakit.lexicon import load_lexicon, match


def find(document: Document, attributions: Attributions) -> list[Span]:
    """Find the loaded terms of the citable categories (``lexicons/loaded.csv``).

    Counts entries of the list in any voice, whatever their sense in this place. Misses loaded
    words that are in no list and words that are loaded only here; counts some in a plain sense
    (“war” in a history section). Not yet checked against human coding.

    Parameters
    ----------
    document : Document
        One field of one article.
    attributions : Attributions
        Not used; every signal takes the same two.

    Returns
    -------
    list of Span
        ``label`` the category, ``value`` the entry's weight (0 to 1), ``term`` the entry.

    Examples
    --------
    >>> [(s.label, s.term.split(":")[0]) for s in find(Document("The autocratic leaders"), [])]
    [('regime', 'loaded')]
    """
    return match(document, load_lexicon("loaded"))
