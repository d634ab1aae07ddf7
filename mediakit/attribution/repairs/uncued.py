"""Quotations without a cue of their own: no cue from afar holds them, none is left out."""

from __future__ import annotations

import re

from mediakit.attribution.record import Attribution, Piece
from mediakit.attribution.repairs.running import outer, paragraph_at
from mediakit.attribution.repairs.spans import without
from mediakit.text.document import Document
from mediakit.text.quotations import Quotation

ENDED = re.compile(r"[.!?…]['’\"”»]*$")


def cue_from_afar(document: Document, found: list[Attribution]) -> None:
    """“We walk.” / Orr said it rained.: no cue of another paragraph holds the quotation.

    Nor does one with whole sentences between. A cue may stand in the sentence before (“Orr made a
    statement. / “We walk.””), and in an earlier paragraph where it introduces, or the quotation
    runs on. What is set free goes to who spoke in the sentence before.
    """
    for attribution in list(found):
        if attribution.cue is None or not document.words_in(*attribution.cue):
            continue  # a dash that signs is no cue from afar
        for start, end in list(attribution.contents):
            words = document.words_in(start, end)
            quotation = document.quotation_at(document.starts[words[0]]) if words else None
            if quotation is None or end > quotation.outer_end or not quotation.closed:
                continue
            if is_sentence(document, quotation) and _is_far(document, attribution, quotation):
                piece = outer(quotation)
                attribution.contents = without(document, attribution.contents, *piece)
                _hand_on(document, found, piece)


def unheld(document: Document, found: list[Attribution]) -> None:
    """Reed laughed. “No way.”: a quotation of whole sentences is somebody's, cue or none."""
    held = {word for one in found for piece in one.contents for word in document.words_in(*piece)}
    held |= {word for one in found if one.cue for word in document.words_in(*one.cue)}
    for quotation in document.quotations:
        if quotation.closed and is_sentence(document, quotation):
            words = document.words_in(quotation.start, quotation.end)
            if words and held.isdisjoint(words):
                _hand_on(document, found, outer(quotation))


def _hand_on(document: Document, found: list[Attribution], piece: Piece) -> None:
    """Give a quotation to who speaks in the sentence before, else to nobody yet."""
    first = document.words_in(*piece).start
    before = document.sentence_of[first - 1] if first else -1
    holders = [
        (one.hull[1], one)
        for one in found
        if one.contents
        and one.source
        and one.cue
        and one.hull[0] < piece[0]
        and before in {_sentence_at(document, end) for _, end in (one.cue, *one.contents)}
    ]
    end, holder = max(holders, key=lambda holder: holder[0], default=(0, None))
    across = first and document.paragraph_of[first - 1] != document.paragraph_of[first]
    if holder is None or (across and "?" in document.text[end - 3 : end]):
        found.append(Attribution([piece]))
    else:
        holder.contents = sorted([*holder.contents, piece])


def _sentence_at(document: Document, end: int) -> int:
    """Return the sentence in which a piece ends."""
    words = document.words_in(0, end)
    return document.sentence_of[words[-1]] if words else -1


def is_sentence(document: Document, quotation: Quotation) -> bool:
    """Tell whether a quotation begins a sentence of the text and ends one."""
    words = document.words_in(quotation.start, quotation.end)
    if not words or not document.words[words[0]][0].isupper():
        return False
    sentence = document.sentences[document.sentence_of[words[0]]]
    begins = not document.text[sentence[0] : quotation.outer_start].strip()
    return begins and bool(ENDED.search(document.text[quotation.start : quotation.end].rstrip()))


def _is_far(document: Document, attribution: Attribution, quotation: Quotation) -> bool:
    """Tell whether the cue that holds a quotation cannot be its own."""
    assert attribution.cue is not None
    text, (start, end) = document.text, attribution.cue
    bounds = paragraph_at(document, quotation.start)
    if quotation.outer_start <= start < quotation.outer_end:
        return False
    if start >= bounds[1]:
        return True
    if start > quotation.start:
        between = quotation.outer_end, start
    else:
        last = max((e for _, e in attribution.contents if e <= quotation.outer_start), default=end)
        between = max(end, last), quotation.outer_start
    if text[between[0] : between[1]].rstrip().endswith(":"):
        return False
    return _whole_sentence(document, between)


def _whole_sentence(document: Document, between: Piece) -> bool:
    """Tell whether a whole sentence stands in a stretch."""
    return any(between[0] <= start and end <= between[1] for start, end in document.sentences)
