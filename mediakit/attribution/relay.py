"""The outlet or document that carried somebody's words."""

from __future__ import annotations

import re

from mediakit.attribution.phrases import phrase_after
from mediakit.attribution.record import Attribution, Piece
from mediakit.document import Document

# Behind a cue: "said in an interview with X", "was quoted as saying by X", "told X on".
CARRIED = re.compile(
    r"\s+(?:(?:on|late|early|last|this) \w+,? )?(?:in (?:an?|his|her|their) (?:[\w’'-]+ ){0,3}?"
    r"(?:interview|conversation|appearance|op-ed|column|essay) (?:with|to|on|for|in)"
    r"|by|speaking (?:to|on|with))\s+"
)


def find_relay(document: Document, attribution: Attribution) -> Piece | None:
    """Return the phrase behind the cue that names who carried the words, if there is one.

    Counts “in an interview with X”, “quoted as saying by X” and “speaking to X” directly behind
    the cue. An outlet that reports somebody's saying (“X reported that Y said”) is set where
    contents are settled.
    """
    if attribution.cue is None:
        return None
    match = CARRIED.match(document.text, attribution.cue[1])
    if match is None:
        return None
    words = document.words_in(match.end(), min(match.end() + 80, len(document.text)))
    sentence = document.sentence_of[document.words_in(*attribution.cue)[-1]]
    inside = [word for word in words if document.sentence_of[word] == sentence]
    if not inside:
        return None
    phrase = phrase_after(document, inside[0], inside[-1] + 1)
    if phrase is None:
        return None
    start, end = document.starts[phrase[0]], document.ends[phrase[1] - 1]
    starts_content = any(start < stop and begin < end for begin, stop in attribution.contents)
    named = any(word[0].isupper() for word in document.words[phrase[0] : phrase[1]])
    return (start, end) if named and not starts_content else None
