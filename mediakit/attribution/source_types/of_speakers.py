"""The kind of source of a resolved speaker, from what its name and the article say."""

from __future__ import annotations

from mediakit.attribution.people.scene import Scene
from mediakit.attribution.source_types.of_persons import kind_of_person
from mediakit.attribution.source_types.of_words import UNKNOWN, kind_of_words, words_of
from mediakit.text.gazetteer import places
from mediakit.text.word_classes import word_class


def kind_of_speaker(scene: Scene, speaker: str) -> str:
    """Return the kind of source (`SOURCE_TYPES`) of a resolved speaker: the first, if joined.

    From what the mention and the article say: titles and roles, institutions, documents, states.
    Never from a list of persons. Of a person about whom the article says nothing it is unknown.
    """
    first = speaker.split(" & ")[0]
    if not first:
        return UNKNOWN
    if first == "author":
        return "media"
    document = scene.document
    person = scene.cast.persons.get(first)
    if person is not None:
        text, mentions = scene.cast.read(person, document)
        if person.countries and person.titles & word_class("leader_role"):
            return "government"
        return kind_of_person(text, mentions, scene.short_forms, scene.political)
    raw = words_of(first)
    if tuple(raw) in places():
        return "government"
    owner = _owner_in(scene, first, raw)
    kind = kind_of_speaker(scene, owner) if owner else UNKNOWN
    return kind_of_words(raw, kind)


def _owner_in(scene: Scene, speaker: str, raw: list[str]) -> str | None:
    """Return the person whom “McConnell aides” or “Holt’s campaign” belong to."""
    for name in scene.cast.persons:
        if name in speaker:
            return name
    for word in raw:
        if word[0].isupper() and (person := scene.cast.find(word)) is not None:
            return person.name
    return None


def interviews(scene: Scene, speaker: str) -> bool:
    """Tell who asks in a transcript (“WALLACE: Are you ready?”) from who answers."""
    turns = [a for a in scene.attributions if a.speaker == speaker]
    text = scene.document.text
    asking = sum("?" in text[slice(*turn.hull)] for turn in turns)
    return len(turns) > 1 and asking * 2 > len(turns)
