"""The outlet or document that carried somebody's words."""

from __future__ import annotations

import re

from mediakit.attribution.record import Attribution, Piece
from mediakit.attribution.repairs.spans import phrase_from
from mediakit.text.document import Document

# Behind a cue: "said in an interview with X", "was quoted as saying by X", "told X on".
CARRIED = re.compile(
    r"\s+(?:(?:on|late|early|last|this)\s+\w+,?\s+)?"
    r"(?:in\s+(?:an?|his|her|their)\s+(?:[\w’'-]+\s+){0,3}?"
    r"(?:interview|conversation|appearance|op-ed|column|essay)\s+(?:with|to|on|for|in)"
    r"|by|speaking\s+(?:to|on|with))\s+"
)


def carried_by(document: Document, attribution: Attribution) -> None:
    """“Orr said in an interview with Radio Halm”: the outlet behind the cue carried the words.

    Counts “in an interview with X”, “quoted as saying by X” and “speaking to X” directly behind
    the cue. An outlet that reports somebody's saying (“X reported that Y said”) is set where
    contents are settled.
    """
    if attribution.cue is None or attribution.relay is not None:
        return
    start, end = attribution.cue
    spaces = (at for at in range(start, end + 1) if document.text[at : at + 1].isspace())
    match = next(filter(None, (CARRIED.match(document.text, at) for at in spaces)), None)
    if match is None:
        return
    found = phrase_from(document, match.end())
    if found is None:
        return
    _release(document, attribution, found)
    held = any(found[0] < stop and begin < found[1] for begin, stop in attribution.contents)
    named = any(document.words[word][0].isupper() for word in document.words_in(*found))
    if named and not held:
        attribution.relay = found


def _release(document: Document, attribution: Attribution, phrase: Piece) -> None:
    """Take “Radio Halm that” off a content that the tagger began one phrase too early."""
    for at, (start, end) in enumerate(attribution.contents):
        behind = document.words_in(phrase[1], end)
        if start == phrase[0] and len(behind) > 1 and document.keys[behind[0]] == "that":
            gap = document.text[document.ends[behind[0]] : document.starts[behind[1]]]
            attribution.contents[at] = document.starts[behind[1]] - len(gap.lstrip()), end
