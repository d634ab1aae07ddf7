"""Where a content ends: the outlet may go on in its own name within the same clause."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from mediakit.attribution.record import Attribution, Piece
from mediakit.text.document import WHITE, Document
from mediakit.text.inflection import verb_forms
from mediakit.text.word_classes import word_class

# From “as” to the noun: “as the chief reason” is meant, “as one of the many reasons” is not.
MOST_WORDS = 3
EDGES = WHITE + ",;:"


def reason_given(document: Document, attribution: Attribution) -> None:
    """“As the reason for his assault” is no part of the clause before it that somebody said.

    What the clause is taken to be a reason for is the outlet's account of what happened. Nothing
    is cut where the phrase belongs to a verb that takes *as*: “she cited her age as the reason
    for leaving”, “he said they used it as the pretext for a raid”.
    """
    if attribution.cue is None or not attribution.contents:
        return
    start, end = attribution.contents[-1]
    words = document.words_in(start, end)
    keys = document.keys[words.start : words.stop]
    if "as" not in keys:
        return
    before = [document.keys[word] for word in document.words_in(*attribution.cue)]
    for at, key in enumerate(keys):
        if key == "as" and at and _gives_reason(keys[at : at + MOST_WORDS + 2]):
            if not takes_as() & {*before, *keys[:at]} and not document.quoted[words[at]]:
                attribution.contents[-1] = (start, document.ends[words[at - 1]])
            return


def _gives_reason(keys: list[str]) -> bool:
    """Tell whether a phrase is “as the … reason for …”; what a definite reason is for is given."""
    if keys[1:2] != ["the"]:
        return False
    noun = next((at for at, key in enumerate(keys) if key in word_class("reason_noun")), None)
    return noun is not None and keys[noun + 1 : noun + 2] in (["for"], ["behind"])


@cache
def takes_as() -> frozenset[str]:
    """Return all forms of the verbs that go with *as*: “cited X as the reason”."""
    return frozenset(form for verb in word_class("as_verb") for form in verb_forms(verb))


def edges(document: Document, attribution: Attribution) -> None:
    """Marks that only part a piece from what follows, and pieces without a word, go: “no, ”."""
    pieces = (_trim(document, piece) for piece in attribution.contents)
    attribution.contents = [piece for piece in pieces if document.words_in(*piece)]
    if attribution.source is not None:
        source = _trim(document, attribution.source)
        attribution.source = source if document.words_in(*source) else None


def _trim(document: Document, piece: Piece) -> Piece:
    text, (start, end) = document.text, piece
    if end > start and text[end - 1] == "." and _ends_sentence(document, end):
        end -= document.quotation_at(end - 1) is None
    while end > start and text[end - 1] in EDGES:
        end -= 1
    while start < end and text[start] in EDGES:
        start += 1
    return start, end


def _ends_sentence(document: Document, end: int) -> bool:
    at = bisect_left(document.sentences, (end, 0), key=lambda sentence: (sentence[1], 0))
    return at < len(document.sentences) and document.sentences[at][1] == end
