"""The kind of source of a resolved speaker, from what its name and the article say."""

from __future__ import annotations

from mediakit.attribution.people.scene import Scene
from mediakit.attribution.record import Names
from mediakit.attribution.source_types.anonymity import is_anonymous
from mediakit.attribution.source_types.of_persons import kind_of_person
from mediakit.attribution.source_types.of_words import UNKNOWN, kind_of_words, words_of
from mediakit.text.gazetteer import places
from mediakit.text.word_classes import word_class


def tell_source_types(scene: Scene) -> None:
    """Set kind of source and anonymity of each attribution, one kind a speaker."""
    kinds: dict[Names, str] = {}
    for attribution in scene.attributions:
        names = attribution.speakers
        if names not in kinds:
            kinds[names] = kind_of_speaker(scene, names)
            if kinds[names] == UNKNOWN and " ".join(names).isupper() and interviews(scene, names):
                kinds[names] = "media"
        attribution.source_type = kinds[names]
        phrase = attribution.phrase or scene.phrases.get(names)
        attribution.anonymous = is_anonymous(scene, names, kinds[names], phrase)


def kind_of_speaker(scene: Scene, speakers: Names) -> str:
    """Return the kind of source (`SOURCE_TYPES`) of a resolved speaker: the first, if joined.

    From what the mention and the article say: titles and roles, institutions, documents, states.
    Never from a list of persons. Of a person about whom the article says nothing it is unknown.
    """
    if not speakers:
        return UNKNOWN
    first = speakers[0]
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
    kind = kind_of_speaker(scene, (owner,)) if owner else UNKNOWN
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


def interviews(scene: Scene, speakers: Names) -> bool:
    """Tell who asks in a transcript (“WALLACE: Are you ready?”) from who answers."""
    turns = [a for a in scene.attributions if a.speakers == speakers]
    text = scene.document.text
    asking = sum("?" in text[slice(*turn.hull)] for turn in turns)
    return len(turns) > 1 and asking * 2 > len(turns)
