"""Quotations that run on: a paragraph that reopens one goes on with its speaker."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from mediakit.attribution.record import Attribution, Piece
from mediakit.attribution.repairs.spans import without
from mediakit.text.document import Document
from mediakit.text.quotations import Quotation


def reopened(document: Document, found: list[Attribution]) -> None:
    """“We walk,” Holt said. “We sing. / “We pray.”: the paragraph that reopens is Holt's too.

    So is one of nothing but quotations, at once behind a quotation that ends a paragraph; behind a
    question it may be the answer. A paragraph with a cue of its own keeps it.
    """
    for before, behind in pairwise(document.quotations):
        if not _continues(document, before, behind):
            continue
        bounds = paragraph_at(document, behind.start)
        if any(has_own_cue(document, one, behind, bounds) for one in found):
            continue
        holder = _holder(document, found, before)
        if holder is None and before.closed:
            continue
        piece = outer(behind)
        for one in found:
            if one is not holder and not _within(one.cue, piece):
                one.contents = without(document, one.contents, *piece)
        if holder is None:
            found.append(holder := Attribution([outer(before)]))
        own = [piece]  # but for what a cue within its marks holds
        for taken in [part for one in found if one is not holder for part in one.contents]:
            if taken[0] < piece[1] and piece[0] < taken[1]:
                own = without(document, own, *taken)
        holder.contents = sorted([*without(document, holder.contents, *piece), *own])


def outer(quotation: Quotation) -> Piece:
    """Return a quotation with its marks."""
    return quotation.outer_start, quotation.outer_end


def paragraph_at(document: Document, offset: int) -> Piece:
    """Return start and end of the paragraph in which `offset` stands."""
    at = bisect_right(document.paragraphs, offset, key=lambda bounds: bounds[0]) - 1
    return document.paragraphs[max(at, 0)]


def has_own_cue(
    document: Document, attribution: Attribution, quotation: Quotation, bounds: Piece
) -> bool:
    """Tell whether an attribution holds words of a quotation by a cue in the same paragraph."""
    cue = attribution.cue
    if cue is None or not bounds[0] <= cue[0] < bounds[1] or _within(cue, outer(quotation)):
        return False
    return any(
        start < quotation.end and quotation.start < end for start, end in attribution.contents
    )


def _within(piece: Piece | None, bounds: Piece) -> bool:
    return piece is not None and bounds[0] <= piece[0] < bounds[1]


def _continues(document: Document, before: Quotation, behind: Quotation) -> bool:
    """Tell whether a quotation goes on with one that ends the paragraph before."""
    first, second = paragraph_at(document, before.start), paragraph_at(document, behind.start)
    between = document.text[before.outer_end : behind.outer_start]
    if first == second or between.strip() or behind.outer_start != second[0]:
        return False
    if not before.closed:
        return True
    asked = document.text[before.start : before.end].rstrip().endswith("?")
    return not asked and _is_quoted(document, second)


def _is_quoted(document: Document, bounds: Piece) -> bool:
    """Tell whether all words of a stretch stand in quotation marks."""
    words = document.words_in(*bounds)
    return all(document.quoted[words.start : words.stop])


def _holder(
    document: Document, found: list[Attribution], quotation: Quotation
) -> Attribution | None:
    """Return who holds most of a quotation, or the words quoted before it in its paragraph."""
    words = document.words_in(quotation.start, quotation.end)
    holders = [(len(_shared(document, one, words)), one) for one in found]
    most = max(holders, key=lambda holder: holder[0], default=(0, None))
    if most[0]:
        return most[1]
    bounds = paragraph_at(document, quotation.start)
    for earlier in reversed(document.quotations):
        if bounds[0] <= earlier.start < quotation.start:
            inside = document.words_in(earlier.start, earlier.end)
            if one := next((one for one in found if _shared(document, one, inside)), None):
                return one
    return None


def _shared(document: Document, attribution: Attribution, words: range) -> list[int]:
    held = (document.words_in(*piece) for piece in attribution.contents)
    return [word for piece in held for word in piece if words.start <= word < words.stop]
