"""A claim that the outlet doubts, inside what somebody backs or rejects."""

from __future__ import annotations

from functools import cache

from mediakit.attribution.record import Attribution, Piece
from mediakit.contract.resources import read_rows
from mediakit.text.document import POSSESSIVE, Document
from mediakit.text.word_classes import cues

LONGEST = 8  # words from the owner to “that”


def doubted_claim(document: Document, attribution: Attribution) -> None:
    """Of “Beijing backed Moscow’s contentious claim that …” the claim is Moscow's.

    Done only where a word of doubt stands before the noun: then it is the claim that the outlet
    presents, and what is said of it (“backed”) is its own account. Without such a word the
    attribution stays as the tagger reads it.
    """
    if not attribution.contents or attribution.cue is None:
        return
    start, end = attribution.contents[0]
    words = document.words_in(start, end)
    keys = [document.keys[word] for word in words[:LONGEST]]
    if "that" not in keys[:-1]:
        return
    that = keys.index("that")
    owner = next((at for at in range(that) if document.words[words[at]].endswith(POSSESSIVE)), None)
    if owner is None or not doubts() & set(keys[owner + 1 : that - 1]):
        return
    if not any(cue.noun or cue.pos == "n" for cue in cues().get(keys[that - 1], ())):
        return
    attribution.source = _piece(document, words[0], words[owner])
    attribution.cue = _piece(document, words[that - 1], words[that - 1])
    attribution.contents[0] = (document.starts[words[that + 1]], end)


def _piece(document: Document, first: int, last: int) -> Piece:
    return document.starts[first], document.ends[last]


@cache
def doubts() -> frozenset[str]:
    """Return the single words of doubt of ``stance.csv``."""
    rows = (row for row in read_rows("stance") if row["label"] == "doubt")
    return frozenset(row["term"] for row in rows if " " not in row["term"] and row["weight"] != "0")
