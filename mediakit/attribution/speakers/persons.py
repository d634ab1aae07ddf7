"""Persons whom the words of a source name or describe, or whose they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from mediakit.attribution.people import Person, Scene
from mediakit.attribution.record import Names, owned_by
from mediakit.attribution.speakers.description import (
    Description,
    described_person,
)
from mediakit.attribution.speakers.pronouns import meant
from mediakit.attribution.speakers.source import Rule, Source, pronouns
from mediakit.text.document import POSSESSIVE, strip_possessive
from mediakit.text.gazetteer import families
from mediakit.text.phrases import phrase_text
from mediakit.text.word_classes import role_words


def full_name(source: Source) -> str | None:
    """“Mr. Holt” is the person of the cast, by the fullest name in the article."""
    return source.person.actor if source.person is not None else None


def apposed_name(source: Source) -> str | None:
    """Of “the chief executive, Ida Holt,” the name that explains the role speaks."""
    document, phrase = source.document, source.phrase
    if phrase.last >= phrase.stop or source.plural:
        return None
    for mention in source.scene.cast.mentions_in(document, range(phrase.last, phrase.stop)):
        if mention.first <= phrase.last + 1 and mention.last <= phrase.stop:
            follows = "," in document.gap(phrase.last - 1)
            possessive = document.words[mention.last - 1].endswith(POSSESSIVE)
            return mention.actor if follows and not possessive else None
    return None


def of_description(rule: Callable[[Description], Person | None]) -> Rule:
    """Return a rule about descriptions as one about sources."""

    @wraps(rule)
    def described(source: Source) -> str | None:
        person = None if source.plural else rule(source.description)
        return person.name if person is not None else None

    return described


def learn_office(source: Source, name: str) -> None:
    """Keep of whom “the Russian leader” means that he leads that country."""
    person, said = source.scene.cast.persons[name], source.description
    person.countries |= said.countries
    person.titles.add(said.office)


def introduced_later(source: Source) -> str | None:
    """“A senator” in a headline or lead is the first person named who bears that title."""
    document, phrase = source.document, source.phrase
    if source.plural or phrase.definite:
        return None
    if document.field != "title" and document.sentence_of[phrase.first] > 1:
        return None
    key = document.keys[phrase.head]
    if key not in role_words():
        return None
    family = families(key)
    fits = [
        (min(p.places), p.name)
        for p in source.scene.cast.persons.values()
        if p.places and any(family & families(title.split()[-1]) for title in (*p.titles, *p.words))
    ]
    return min(fits)[1] if fits else None


def bearer_from(source: Source) -> str | None:
    """“The senator from Ohio” is whom “the senator” means."""
    document, phrase = source.document, source.phrase
    if document.keys[phrase.head + 1 : phrase.head + 2] != ["from"] or not phrase.definite:
        return None
    words = range(phrase.first, phrase.head + 1)
    raw, keys = document.words[words.start : words.stop], document.keys[words.start : words.stop]
    cast = source.scene.cast
    return described_person(document, words, cast, ["the", *raw], ["the", *keys])


def owner(source: Source) -> str | None:
    """“His advisers” and “Holt’s campaign” bear the owner's full name: “Ida Holt’s campaign”."""
    scene, document, phrase = source.scene, source.document, source.phrase
    names = _owner_of(source)
    if not names or names == ("author",):
        return None
    key, name = document.keys[phrase.head], names[0]
    if len(names) == 1 and name.endswith(f"’s {key}"):
        return name  # "his lawyer", behind "Holt’s lawyer": the same
    if len(names) == 1 and key == "campaign":
        return campaign_of(scene, name)
    if (names, key) in scene.owned:
        return scene.owned[names, key]
    assert phrase.owner is not None
    return owned_by(names, phrase_text(document, phrase.owner + 1, phrase.last))


def _owner_of(source: Source) -> Names | None:
    """Return who owns the head: *his*, a name, or “the prime minister’s”."""
    scene, document, phrase = source.scene, source.document, source.phrase
    at = phrase.owner
    if at is None:
        return None
    if document.keys[at] in pronouns():
        return meant(source, at)
    if mentions := scene.cast.mentions_in(document, range(at, at + 1)):
        return (mentions[-1].actor,)
    if not phrase.definite:
        return None
    words = range(phrase.first, at + 1)
    keys = document.keys[phrase.first : at + 1]
    raw = [strip_possessive(word) for word in document.words[phrase.first : at + 1]]
    name = described_person(document, words, scene.cast, ["the", *raw], ["the", *keys])
    return (name,) if name else None


def campaign_of(scene: Scene, name: str) -> str:
    """Return the fullest form in which the article names the campaign of a person."""
    last = name.split()[-1]
    forms = [f"{name} campaign", f"{last} campaign", f"{name}’s campaign", f"{last}’s campaign"]
    return next((form for form in forms if form in scene.document.text), f"{name}’s campaign")


def remember_owner(source: Source, text: str) -> None:
    """Keep “advisers to Mr. Holt” for “his advisers”."""
    document, phrase = source.document, source.phrase
    if document.keys[phrase.head + 1 : phrase.head + 2] not in (["to"], ["of"], ["for"]):
        return
    behind = range(phrase.head + 1, phrase.last)
    for mention in source.scene.cast.mentions_in(document, behind):
        key = document.keys[phrase.head]
        source.scene.owned.setdefault(((mention.actor,), key), text)
        return
