"""Quotations signed below or behind: “…” — Name."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter

from mediakit.attribution.record import Attribution, Piece
from mediakit.text.document import Document
from mediakit.text.quotations import Quotation

NAME = r"[A-Z][\w.’'-]*(?:,?\s+(?:[A-Z(][\w.’')-]*|de|la|van|von|of|the))*"
# To the paragraph's end, or to a line that begins with a mark: others may be a column's.
SIGNED = re.compile(rf"\s*(?P<cue>[–—―~]|--?)\s*(?P<name>{NAME})(?=\s*$|\s*\n\s*[“\"‘'„«–—―-])")
MOST_WORDS = 6


def signed(document: Document, found: list[Attribution]) -> None:
    """“It is a disgrace.” — Ada Miller: a dash and a name up to the line's end speak.

    Whoever held the quotation before loses it. Misses signatures without a dash.

    Examples
    --------
    >>> document, found = Document("“It is a disgrace.” — Ada Miller"), []
    >>> signed(document, found)
    >>> [document.text[a:b] for a, b in (*found[0].contents, found[0].cue, found[0].source)]
    ['“It is a disgrace.”', '—', 'Ada Miller']
    """
    for quotation in document.quotations:
        if signature := _signature(document, quotation):
            cue, source = signature
            piece = (quotation.outer_start, quotation.outer_end)
            _release(found, (piece, cue, source))
            found.append(Attribution([piece], cue=cue, source=source, confidence=0.9))


def _signature(document: Document, quotation: Quotation) -> tuple[Piece, Piece] | None:
    if not quotation.closed:
        return None
    at = bisect_right(document.paragraphs, quotation.outer_end, key=itemgetter(1))
    _, end = document.paragraphs[min(at, len(document.paragraphs) - 1)]
    match = SIGNED.match(document.text, quotation.outer_end, end)
    if match is None or len(document.words_in(*match.span("name"))) > MOST_WORDS:
        return None
    return match.span("cue"), match.span("name")


def _release(found: list[Attribution], taken: tuple[Piece, ...]) -> None:
    """Take text from whoever holds it."""
    for attribution in found:
        attribution.contents = [
            (start, end)
            for start, end in attribution.contents
            if not any(start < right and left < end for left, right in taken)
        ]
