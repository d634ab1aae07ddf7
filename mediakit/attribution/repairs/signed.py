"""Quotations signed below or behind: “…” — Name."""

from __future__ import annotations

import re

from mediakit.attribution.record import Attribution, Piece
from mediakit.text.document import Document, Quotation

NAME = r"[A-Z][\w.’'-]*(?:,? (?:[A-Z(][\w.’')-]*|de|la|van|von|of|the))*"
SIGNED = re.compile(rf"\s*(?P<cue>[–—―]|--?)[ \t\u00a0]*(?P<name>{NAME})(?=\s*(?:\n|$))")
MOST_WORDS = 6


def add_signed(document: Document, found: list[Attribution]) -> list[Attribution]:
    """Give each quotation that a dash and a name follow, up to the line's end, to that name.

    Whoever held the quotation before loses it. Misses signatures without a dash.

    Examples
    --------
    >>> document = Document("“It is a disgrace.” — Ada Miller")
    >>> [signed] = add_signed(document, [])
    >>> [document.text[a:b] for a, b in (*signed.contents, signed.cue, signed.source)]
    ['“It is a disgrace.”', '—', 'Ada Miller']
    """
    for quotation in document.quotations:
        if signature := _signature(document, quotation):
            cue, source = signature
            piece = (quotation.outer_start, quotation.outer_end)
            found = _release(found, (piece, cue, source))
            found.append(Attribution([piece], cue=cue, source=source, confidence=0.9))
    return found


def _signature(document: Document, quotation: Quotation) -> tuple[Piece, Piece] | None:
    match = SIGNED.match(document.text, quotation.outer_end) if quotation.closed else None
    if match is None or len(document.words_in(*match.span("name"))) > MOST_WORDS:
        return None
    return match.span("cue"), match.span("name")


def _release(found: list[Attribution], taken: tuple[Piece, ...]) -> list[Attribution]:
    """Take text from whoever holds it; an attribution left without content goes."""
    for attribution in found:
        attribution.contents = [
            (start, end)
            for start, end in attribution.contents
            if not any(start < right and left < end for left, right in taken)
        ]
    return [attribution for attribution in found if attribution.contents]
