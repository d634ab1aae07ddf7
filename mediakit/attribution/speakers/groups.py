"""Who is meant by a group's words: *they*, *some*, *others*, *both*."""

from __future__ import annotations

from mediakit.attribution.people.scene import Scene
from mediakit.attribution.speakers.described import persons_before
from mediakit.text.document import Document
from mediakit.text.gazetteer import body_nouns, demonyms, speaker_words
from mediakit.text.phrases import bare_text, is_plural, noun_start, read_phrase
from mediakit.text.word_classes import role_words, word_class


def group_in(scene: Scene, words: range) -> str | None:
    """Return the group in `words` that *they* means, or persons named together at their start."""
    if not words:
        return None
    people = persons_before(scene, words.stop - 1, 0)
    first = next((m.first for m in scene.mentions if m.first >= words.start), words.stop)
    if people and first - words.start < 3:
        return " & ".join(people)
    return _first_group(scene, _main_clause(scene.document, words)) or _first_group(scene, words)


def _main_clause(document: Document, words: range) -> range:
    """Leave out “Although critics were few,” before the subject."""
    if document.keys[words.start] not in word_class("subordinate"):
        return words
    behind = (word + 1 for word in words if "," in document.gap(word))
    return range(next((word for word in behind if word < words.stop), words.start), words.stop)


def some_of(scene: Scene, word: int) -> str | None:
    """Return of whom *some*, *others*, *many* or *one* at `word` are part.

    Who spoke as a group in the sentence or the one before, else the group named there, else the
    one in the two sentences before that. Documents are no such group: “Polls show … Some say”.
    """
    document = scene.document
    key, sentence = document.keys[word], document.sentence_of[word]
    last = scene.last_spoken(word)
    if key in ("both", "neither"):
        if people := persons_before(scene, word):
            return " & ".join(people)
        same = last is not None and document.sentence_of[last.word] == sentence
        if same and last is not None and not last.plural:
            return last.speaker  # "The Post … but neither retracted nor apologised"
    for back in range(min(3, sentence + 1)):
        start, end = document.sentences[sentence - back]
        words = document.words_in(start, min(end, document.starts[word]))
        words = _main_clause(document, words) if words else words
        for spoken in reversed(scene.spoken):
            group = spoken.plural and spoken.head not in speaker_words("generic_document")
            if spoken.word in words and group and " & " not in spoken.speaker:
                return spoken.speaker
        if found := _first_group(scene, words):
            return found
    return None


def _first_group(scene: Scene, words: range) -> str | None:
    document = scene.document
    for word in words:
        if document.quoted[word]:
            continue
        text, key = document.words[word], document.keys[word]
        people = text[:-1] in demonyms() or key in speaker_words("party_word", "people_word")
        if not key.endswith("s") and key not in ("people", "police"):
            continue
        if people or key in role_words() or key in body_nouns() or key == "people":
            first = noun_start(document, word, words.start)
            phrase = read_phrase(document, range(first, word + 1))
            if is_plural(document, phrase):
                return bare_text(document, phrase, scene.case)
    return None
