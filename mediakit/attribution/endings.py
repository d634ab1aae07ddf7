"""Where a content ends: the outlet may go on in its own name within the same clause."""

from __future__ import annotations

from functools import cache

from mediakit.attribution.grammar import word_class
from mediakit.attribution.record import Attribution
from mediakit.document import Document
from mediakit.inflection import verb_forms

# From “as” to the noun: “as the chief reason” is meant, “as one of the many reasons” is not.
MOST_WORDS = 3


def end_before_reason(document: Document, attribution: Attribution) -> None:
    """Cut “as the reason for his assault” off a clause that somebody said.

    What the clause is taken to be a reason for is the outlet's account of what happened. Nothing
    is cut where the phrase belongs to a verb that takes *as*: “she cited her age as the reason
    for leaving”, “he said they used it as the pretext for a raid”.
    """
    if attribution.cue is None or not attribution.contents:
        return
    start, end = attribution.contents[-1]
    words = document.words_in(start, end)
    keys = [document.keys[word] for word in words]
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
