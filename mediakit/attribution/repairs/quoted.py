"""“Orr was quoted by Radio Halm as saying”: who is quoted speaks, the outlet carried it."""

from __future__ import annotations

import re

from mediakit.attribution.record import Attribution, Piece
from mediakit.attribution.repairs.spans import (
    EDGES,
    phrase_from,
    quotation_before,
    without,
    words_before,
)
from mediakit.text.document import Document
from mediakit.text.word_classes import word_class

# "was quoted as saying by X" from the cue's start
QUOTED_BY = re.compile(
    r"(?:\w+\s+){0,4}?(?:quoted|cited)\s+as\s+(?:saying|telling)\s+by(?P<gap>\s+)(?=\S)"
)
AS_SAYING = re.compile(r"\s+as\s+(?:saying|telling)\b")
QUOTES = re.compile(r"\b(?:quot(?:ed|es)|cit(?:ed|es))\b")
# "was quoted by X", behind which "as saying" must stand; the tagger often sees two cues in it
PASSIVE = re.compile(r"\b(?:quoted|cited)(?:\s+(?:on\s+|late\s+)?[A-Z]\w+day)?\s+by\s+(?=\S)")
AUXILIARIES = re.compile(
    r"\b(?:(?:is|are|was|were|has|have|had|been|being)\s+(?:\w+ly\s+|also\s+)?)+$"
)
LONGEST = 80  # characters of auxiliaries


def quoted_by(document: Document, found: list[Attribution]) -> None:
    """Of “Orr was quoted by Radio Halm as saying …” one attribution is made, and Orr speaks."""
    for passive in PASSIVE.finditer(document.text):
        _join_the_quoted(document, passive, found)


def quoted_as_saying(document: Document, found: list[Attribution]) -> None:
    """Of “Orr was quoted as saying by Radio Halm” Orr speaks, whoever held the quotation."""
    for attribution in found:
        if attribution.cue is None or not attribution.contents:
            continue
        if match := QUOTED_BY.match(document.text, attribution.cue[0]):
            _name_the_quoted(document, attribution, match, found)


def quotes_as_saying(document: Document, found: list[Attribution]) -> None:
    """Of “…,” Holt quoted Orr as saying, Orr speaks."""
    for attribution in found:
        if attribution.cue is None or attribution.source is None or attribution.relay is not None:
            continue
        verb = QUOTES.search(document.text, *attribution.cue)
        quoted = phrase_from(document, verb.end() + 1) if verb else None
        if verb is None or quoted is None or document.phrase(*quoted).startswith("by "):
            continue
        if saying := AS_SAYING.match(document.text, quoted[1]):
            said = without(document, attribution.contents, verb.end(), saying.end())
            if said:
                attribution.relay, attribution.source = attribution.source, quoted
                attribution.cue = (attribution.cue[0], verb.end())
                attribution.contents = said


def _join_the_quoted(document: Document, match: re.Match[str], found: list[Attribution]) -> None:
    """Orr was quoted by Radio Halm as saying …: one attribution, and Orr speaks."""
    relay = phrase_from(document, match.end())
    tail = AS_SAYING.match(document.text, relay[1]) if relay else None
    if tail is None:
        return
    begins = max(0, match.start() - LONGEST)
    auxiliaries = AUXILIARIES.search(document.text[begins : match.start()])
    start = begins + auxiliaries.start() if auxiliaries else match.start()
    end = tail.end()
    parts = [a for a in found if a.cue and a.cue[0] < end and start < a.cue[1]]
    pieces = sorted(piece for part in parts for piece in part.contents)
    subject = _subject_among(document, pieces, start) or _subject_before(document, start)
    if not parts or subject is None:
        return
    said = without(document, pieces, subject[0], end)
    if not said and (quotation := quotation_before(document, subject[0])):
        said = [quotation]
        for other in found:
            other.contents = without(document, other.contents, *quotation)
    if not said:
        return
    for part in parts:
        part.contents = []
    first = parts[0]
    first.contents, first.source, first.cue, first.relay = said, subject, (start, end), relay


def _subject_among(document: Document, pieces: list[Piece], offset: int) -> Piece | None:
    """Return what stands before `offset` in the content that ends there, behind any quotation."""
    for start, end in pieces:
        if end <= offset and not document.text[end:offset].strip(EDGES):
            words = document.words_in(start, end)
            quoted = [word for word in words if document.quoted[word]]
            first = quoted[-1] + 1 if quoted else words.start
            return (document.starts[first], end) if first < words.stop else None
    return None


def _subject_before(document: Document, offset: int) -> Piece | None:
    """Return the few words before `offset` without “and”, “in” or “on Monday” in front."""
    piece = words_before(document, offset)
    if piece is None:
        return None
    words = document.words_in(*piece)
    first = words.start
    while first < words[-1] and document.keys[first] in word_class("preposition", "conjunction"):
        first += 1
        if first < words[-1] and document.keys[first] in word_class("weekday", "month"):
            first += 1
    return document.starts[first], piece[1]


def _name_the_quoted(
    document: Document, attribution: Attribution, match: re.Match[str], found: list[Attribution]
) -> None:
    """“…,” Orr was quoted as saying by Radio Halm: Orr speaks, whoever held the quotation."""
    assert attribution.cue is not None
    cue = (attribution.cue[0], match.start("gap"))
    subject, relay = words_before(document, cue[0]), phrase_from(document, match.end())
    if subject is None or relay is None:
        return
    said = without(document, attribution.contents, subject[0], relay[1])
    if not said and (quotation := quotation_before(document, subject[0])):
        said = [quotation]
        for other in found:
            if other is not attribution:
                other.contents = without(document, other.contents, *quotation)
    if said:
        attribution.relay, attribution.source, attribution.cue = relay, subject, cue
        attribution.contents = said
