"""Stretches of text: what stands before or behind a cue, and a content without a part of it."""

from __future__ import annotations

from functools import cache

from mediakit.attribution.record import Piece
from mediakit.text.document import WHITE, Document
from mediakit.text.gazetteer import speaker_words
from mediakit.text.phrases import abbreviates
from mediakit.text.word_classes import clause_words, word_class

MOST_WORDS = 6  # of a subject
LONGEST_PHRASE = 14  # words of a phrase that are looked at
EDGES = WHITE + ",:"  # what a cut leaves at the edges of a content


def without(document: Document, contents: list[Piece], start: int, end: int) -> list[Piece]:
    """Return the pieces without what lies between `start` and `end`."""
    pieces = []
    for piece in contents:
        before, behind = (piece[0], min(piece[1], start)), (max(piece[0], end), piece[1])
        for left, right in (before, behind):
            part = document.text[left:right]
            left, right = left + len(part) - len(part.lstrip(EDGES)), left + len(part.rstrip(EDGES))
            if document.words_in(left, right):
                pieces.append((left, right))
    return pieces


def words_before(document: Document, offset: int) -> Piece | None:
    """Return the few words before `offset`, back to a mark or the sentence's start."""
    last = document.words_in(0, offset)[-1] if document.words_in(0, offset) else None
    if last is None:
        return None
    first = last
    while first > 0 and last - first < MOST_WORDS:
        if not (document.gap(first - 1).isspace() or abbreviates(document, first)):
            break
        if document.sentence_of[first - 1] != document.sentence_of[last]:
            break
        first -= 1
    return (document.starts[first], document.ends[last]) if last - first < MOST_WORDS else None


def quotation_before(document: Document, offset: int) -> Piece | None:
    """Return the quotation that ends before `offset`, with nothing but space between."""
    last = document.words_in(0, offset).stop - 1
    quotation = document.quotation_at(document.starts[last]) if last >= 0 else None
    if quotation is None or document.text[quotation.outer_end : offset].strip():
        return None
    return quotation.outer_start, quotation.outer_end


def phrase_from(document: Document, offset: int) -> Piece | None:
    """Return the noun phrase that starts at `offset`, within its sentence."""
    first = document.words_in(offset, len(document.text)).start
    words = range(first, min(first + LONGEST_PHRASE, len(document.words)))
    if not words:
        return None
    sentence = document.sentence_of[words[0]]
    inside = [word for word in words if document.sentence_of[word] == sentence]
    last = _phrase_end(document, inside[0], inside[-1] + 1)
    return document.starts[inside[0]], document.ends[last - 1]


def _phrase_end(document: Document, first: int, stop: int) -> int:
    """Return the word behind the noun phrase that starts at `first`."""
    last = first + 1
    while last < stop:
        gap, key = document.gap(last - 1), document.keys[last]
        if gap not in (" ", "/", "-", " & ") and not abbreviates(document, last):
            break
        capital = document.words[last][0].isupper()
        if key in _behind_phrase() and not (capital and key not in word_class("weekday", "month")):
            break
        last += 1
    while last > first + 1 and document.keys[last - 1] in speaker_words("dangling"):
        last -= 1
    return last


@cache
def _behind_phrase() -> frozenset[str]:
    return (clause_words() | word_class("adverb", "weekday", "month")) - speaker_words("title_link")
