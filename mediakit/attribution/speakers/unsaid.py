"""Who speaks where no source is marked: who spoke before, or whom the next sentence is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from mediakit.attribution.people import Scene
from mediakit.attribution.record import Attribution, Names
from mediakit.attribution.speakers.source import Rule, Source, decide, pronoun_at
from mediakit.text.gazetteer import speaker_words
from mediakit.text.word_classes import closed_words, word_class

OPENING = 6  # words in which the person stands whom a sentence is about


class Unsaid(NamedTuple):
    """An attribution for which the text marks no source; `rules` read the words that name one."""

    scene: Scene
    attribution: Attribution
    rules: Mapping[str, Rule]


def run_of_quotations(given: Unsaid) -> Names | None:
    """“We walk,” Ida Holt said. “Every day.”: a quotation without cue goes on with who spoke.

    The sentence directly before is theirs too; behind a question another may answer.
    """
    scene, attribution, document = given.scene, given.attribution, given.scene.document
    at = document.words_in(*attribution.contents[0])
    last = scene.last_spoken(at.start) if at and attribution.cue is None else None
    if last is None or not at.start:
        return None
    one, before = last.attribution, at.start - 1
    if not _sentences_of(given, one) & {
        document.sentence_of[before],
        document.sentence_of[at.start],
    }:
        return None
    across = document.paragraph_of[before] != document.paragraph_of[at.start]
    asked = document.text[slice(*one.contents[-1])].rstrip("'’\"”» ,").endswith("?")
    return None if across and asked else last.names


def _sentences_of(given: Unsaid, one: Attribution) -> set[int]:
    """Return the sentences in which an attribution's parts stand before the given one."""
    document = given.scene.document
    stop = given.attribution.contents[0][0]
    parts = [*one.contents, *filter(None, (one.cue, one.source))]
    words = (word for part in parts for word in document.words_in(*part))
    return {document.sentence_of[word] for word in words if document.starts[word] < stop}


def second_cue(given: Unsaid) -> Names | None:
    """“…, adding that” belongs to who spoke in the same sentence."""
    scene, attribution, document = given.scene, given.attribution, given.scene.document
    words = document.words_in(*attribution.cue) if attribution.cue is not None else range(0)
    if not words or not document.keys[words[0]].endswith("ing"):
        return None
    last = scene.last_spoken(words.start)
    if last is None or document.sentence_of[last.word] != document.sentence_of[words.start]:
        return None
    return last.names


def person_before(given: Unsaid) -> Names | None:
    """Ida Reed shook her head. “No.”: whom the sentence before is about speaks.

    Across a paragraph only where the quotation begins its own.
    """
    words = _quotation(given)
    if not words or not words.start:
        return None
    document, before = given.scene.document, words.start - 1
    last = given.scene.last_spoken(words.start)
    if last is not None and document.sentence_of[before] in _sentences_of(given, last.attribution):
        return None  # whoever asked does not answer
    here = document.paragraph_of[before] == document.paragraph_of[words.start]
    return _person_of(given, document.sentence_of[before], words.start, alone=here)


def person_behind(given: Unsaid) -> Names | None:
    """“No.” Ida Reed shook her head.: whom the sentence behind is about speaks."""
    words = _quotation(given)
    document = given.scene.document
    if not words or words.stop >= len(document.words):
        return None
    if document.paragraph_of[words.stop] != document.paragraph_of[words.stop - 1]:
        return None
    sentence = document.sentence_of[words.stop]
    if sentence == document.sentence_of[words.stop - 1]:
        return None
    return _person_of(given, sentence, len(document.words), alone=False)


def named_in_front(given: Unsaid) -> Names | None:
    """In the words of Ida Reed, “no”.: the only person named before a colon or comma speaks."""
    scene, attribution, document = given.scene, given.attribution, given.scene.document
    words = document.words_in(*attribution.contents[0])
    if attribution.cue is not None or not words or not words.start:
        return None
    before, sentence = words.start - 1, document.sentence_of[words.start]
    if document.sentence_of[before] != sentence or not document.quoted[words.start]:
        return None
    if not {",", ":"} & {*document.gap(before)}:
        return None
    opening = range(document.sentence_starts[sentence], words.start)
    named = {mention.actor for mention in scene.cast.mentions_in(document, opening)}
    return (named.pop(),) if len(named) == 1 else None


def _quotation(given: Unsaid) -> range:
    """Return the words of a quotation that begins a sentence and has no cue."""
    attribution, document = given.attribution, given.scene.document
    words = document.words_in(attribution.contents[0][0], attribution.contents[-1][1])
    if attribution.cue is not None or not words or not document.quoted[words.start]:
        return range(0)
    begins = not words.start or (
        document.sentence_of[words.start - 1] != document.sentence_of[words.start]
    )
    return words if begins else range(0)


def _person_of(given: Unsaid, sentence: int, stop: int, alone: bool) -> Names | None:
    """Return the person whom a sentence is about: its subject, whose matter it is, or the only one.

    A sentence that is quoted, or in which somebody else's words are told, is about nobody.
    """
    scene, document = given.scene, given.scene.document
    first = document.sentence_starts[sentence]
    last = first
    while last < stop and last < len(document.words) and document.sentence_of[last] == sentence:
        last += 1
    if document.quoted[first]:
        return None
    named = scene.cast.mentions_in(document, range(first, last))
    start = _behind_opening(scene, first, last)
    if document.keys[start] in speaker_words("pronoun_m", "pronoun_f"):
        own = pronoun_at(document, range(start, start + 1))
        kin = next((m for m in named if m.first <= start + 3 and own), None)
        if kin is not None and document.keys[start] in ("his", "her"):
            return (kin.actor,)
        return decide(Source(scene, range(start, start + 1), given.rules))[0] or None
    subject = next((m for m in named if start <= m.last - 1 < start + OPENING), None)
    if subject is not None:
        return (subject.actor,)
    if role := _role_at(scene, start, last):
        return decide(Source(scene, role, given.rules))[0] or None
    actors = {mention.actor for mention in named}
    return (actors.pop(),) if alone and len(actors) == 1 else None


def _role_at(scene: Scene, first: int, last: int) -> range | None:
    """Return “the old mayor”, with which a sentence opens."""
    document = scene.document
    if document.keys[first] not in word_class("determiner"):
        return None
    for word in range(first + 1, min(first + 4, last)):
        if document.gap(word - 1) != " " or document.keys[word] in closed_words():
            return None
        if scene.gender_of("", document.keys[word]):
            return range(first, word + 1)
    return None


def _behind_opening(scene: Scene, first: int, last: int) -> int:
    """Return the word behind “At the back of the hall,” with which a sentence opens."""
    document = scene.document
    if document.keys[first] not in word_class("preposition", "adverb", "conjunction"):
        return first
    for word in range(first, min(first + 10, last - 1)):
        if "," in document.gap(word):
            return word + 1
    return first


#: Who speaks where no source is marked; a passive, a noun and an impersonal cue belong to nobody.
UNSAID: dict[str, Callable[[Unsaid], Names | None]] = {
    "run_of_quotations": run_of_quotations,
    "second_cue": second_cue,
    "named_in_front": named_in_front,
    "person_before": person_before,
    "person_behind": person_behind,
}
