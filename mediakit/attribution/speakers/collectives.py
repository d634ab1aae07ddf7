"""Groups: whom *they*, *some* and *others* mean, and of what a number is counted."""

from __future__ import annotations

from bisect import bisect_left

from mediakit.attribution.people import Scene
from mediakit.attribution.record import Names
from mediakit.attribution.speakers.source import Source
from mediakit.attribution.speakers.together import persons_before
from mediakit.text.document import Document
from mediakit.text.gazetteer import body_nouns, demonyms, families, speaker_words
from mediakit.text.phrases import (
    bare_text,
    is_plural,
    noun_phrase,
    noun_start,
    phrase_text,
    read_phrase,
)
from mediakit.text.word_classes import role_words, word_class


def counted_group(source: Source) -> Names | str | None:
    """“46 percent” and “many” are part of the group that was counted or named before."""
    document, phrase = source.document, source.phrase
    key = source.keys[0]
    if phrase.head != phrase.first or not (key in speaker_words("quantity") or key.isdigit()):
        return None
    if key in word_class("quantifier"):
        behind = document.keys[phrase.head + 1 : phrase.last]
        if behind and behind[1:2] not in (["them"], ["these"], ["those"]):
            return bare_text(document, phrase, source.scene.case)  # "some in the party"
        return some_of(source.scene, phrase.first) or key
    floor = document.sentence_starts[max(0, document.sentence_of[phrase.first] - 4)]
    for word in range(phrase.first - 1, floor - 1, -1):
        if document.keys[word] in speaker_words("counted"):
            return bare_text(document, noun_phrase(document, word), source.scene.case)
    return phrase_text(document, phrase.first, phrase.last)


def some_of(scene: Scene, word: int) -> Names | None:
    """Return of whom *some*, *others*, *many* or *one* at `word` are part.

    Who spoke as a group in the sentence or the one before, else the group named there, else the
    one in the two sentences before that. Documents are no such group: “Polls show … Some say”.
    """
    document = scene.document
    key, sentence = document.keys[word], document.sentence_of[word]
    last = scene.last_spoken(word)
    if key in speaker_words("of_two"):
        if people := persons_before(scene, word):
            return people
        same = last is not None and document.sentence_of[last.word] == sentence
        if same and last is not None and not last.plural:
            return last.names  # "The Post … but neither retracted nor apologised"
    for back in range(min(3, sentence + 1)):
        start, end = document.sentences[sentence - back]
        words = document.words_in(start, min(end, document.starts[word]))
        words = _main_clause(document, words) if words else words
        for spoken in scene.spoken_before(words.stop):
            if spoken.word < words.start:
                break
            group = spoken.plural and spoken.head not in speaker_words("generic_document")
            if group and len(spoken.names) == 1:
                return spoken.names
        if found := _first_group(scene, words):
            return (found,)
    return None


def group_in(scene: Scene, words: range) -> Names | None:
    """Return the group in `words` that *they* means, or persons named together at their start."""
    if not words:
        return None
    people = persons_before(scene, words.stop - 1, 0)
    at = bisect_left(scene.mentions, words.start, key=lambda mention: mention.first)
    first = scene.mentions[at].first if at < len(scene.mentions) else words.stop
    if people and first - words.start < 3:
        return people
    found = _first_group(scene, _main_clause(scene.document, words)) or _first_group(scene, words)
    return (found,) if found else None


def _main_clause(document: Document, words: range) -> range:
    """Leave out “Although critics were few,” before the subject."""
    if document.keys[words.start] not in word_class("subordinate"):
        return words
    behind = (word + 1 for word in words if "," in document.gap(word))
    return range(next((word for word in behind if word < words.stop), words.start), words.stop)


def _first_group(scene: Scene, words: range) -> str | None:
    document = scene.document
    for word in words:
        if document.quoted[word]:
            continue
        text, key = document.words[word], document.keys[word]
        people = text[:-1] in demonyms() or key in speaker_words("party_word", "people_word")
        if not key.endswith("s") and key not in speaker_words("plural_noun"):
            continue
        if people or key in role_words() or key in body_nouns() or key == "people":
            first = noun_start(document, word, words.start)
            phrase = read_phrase(document, range(first, word + 1))
            if is_plural(document, phrase):
                return bare_text(document, phrase, scene.case)
    return None


def group_before(source: Source) -> Names | str | None:
    """“These voters” and “the Liberal aide” are the last who spoke under all those words."""
    scene, phrase = source.scene, source.phrase
    keys = scene.document.keys
    if source.named or not phrase.definite:
        return None
    if phrase.last - phrase.first == 1:
        return earlier(scene, keys[phrase.head], -1)
    said = set(keys[phrase.first : phrase.last])
    for spoken in scene.latest():
        own = {word for name in spoken.names for word in name.lower().split()}
        if spoken.head == keys[phrase.head] and said <= own:
            return spoken.names
    return None


def earlier(scene: Scene, key: str, after: int) -> Names | None:
    """Return who spoke last under a noun of the same family, behind word `after`."""
    for spoken in scene.latest():
        if spoken.word <= after:
            return None
        if spoken.head and families(key) & families(spoken.head):
            return spoken.names
    return None
