"""The outlet or document that carried somebody's words."""

from __future__ import annotations

import re
from functools import cache

from mediakit.attribution.record import Attribution, Piece
from mediakit.text.document import Document
from mediakit.text.phrases import abbreviates
from mediakit.text.word_classes import word_class

# Behind a cue: "said in an interview with X", "was quoted as saying by X", "told X on".
CARRIED = re.compile(
    r"\s+(?:(?:on|late|early|last|this) \w+,? )?(?:in (?:an?|his|her|their) (?:[\w’'-]+ ){0,3}?"
    r"(?:interview|conversation|appearance|op-ed|column|essay) (?:with|to|on|for|in)"
    r"|by|speaking (?:to|on|with))\s+"
)


MOST_BEHIND = 80  # characters behind a cue that are looked at


def find_relay(document: Document, attribution: Attribution) -> Piece | None:
    """Return the phrase behind the cue that names who carried the words, if there is one.

    Counts “in an interview with X”, “quoted as saying by X” and “speaking to X” directly behind
    the cue. An outlet that reports somebody's saying (“X reported that Y said”) is set where
    contents are settled.
    """
    if attribution.cue is None:
        return None
    start, end = attribution.cue
    match = CARRIED.search(document.text, start, min(end + MOST_BEHIND, len(document.text)))
    if match is None or match.start() > end:
        return None
    found = phrase_from(document, match.end())
    if found is None:
        return None
    _release(document, attribution, found)
    held = any(found[0] < stop and begin < found[1] for begin, stop in attribution.contents)
    named = any(document.words[word][0].isupper() for word in document.words_in(*found))
    return found if named and not held else None


def _release(document: Document, attribution: Attribution, phrase: Piece) -> None:
    """Take “Radio Halm that” off a content that the tagger began one phrase too early."""
    for at, (start, end) in enumerate(attribution.contents):
        behind = document.words_in(phrase[1], end)
        if start == phrase[0] and len(behind) > 1 and document.keys[behind[0]] == "that":
            gap = document.gap(behind[0])
            attribution.contents[at] = document.starts[behind[1]] - len(gap.lstrip()), end


def phrase_from(document: Document, offset: int) -> Piece | None:
    """Return the noun phrase that starts at `offset`, within its sentence."""
    words = document.words_in(offset, min(offset + MOST_BEHIND, len(document.text)))
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
        if gap not in (" ", "\u00a0", "/", "-", " & ") and not abbreviates(document, last):
            break
        capital = document.words[last][0].isupper()
        if key in _behind_phrase() and not (capital and key not in word_class("weekday", "month")):
            break
        last += 1
    while last > first + 1 and document.keys[last - 1] in ("of", "the", "a", "an"):
        last -= 1
    return last


@cache
def _behind_phrase() -> frozenset[str]:
    kinds = ("preposition", "conjunction", "relative", "pronoun", "auxiliary", "modal", "adverb")
    return word_class(*kinds, "weekday", "month") - {"of", "for"} | {"that", "to"}
