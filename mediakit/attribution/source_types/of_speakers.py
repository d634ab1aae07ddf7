"""The kind of source of a speaker, from what its name and the article say: the sieve."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from propcache.api import cached_property

from mediakit.attribution.people import Person, Scene
from mediakit.attribution.record import Names
from mediakit.attribution.source_types.anonymity import is_anonymous
from mediakit.attribution.source_types.of_bodies import UNKNOWN
from mediakit.attribution.source_types.of_persons import is_about_politics, source_type_of_person
from mediakit.attribution.source_types.of_words import OF_WORDS, Words, words_from, words_of
from mediakit.text.document import WORD
from mediakit.text.gazetteer import places, speaker_words
from mediakit.text.sieve import sift
from mediakit.text.word_classes import word_class

Kind = tuple[str, str | None]  # kind of source, and the rule that says so


@dataclass(eq=False)
class Speaker:
    """A resolved speaker, as the rules ask about it: the first, where several speak together."""

    scene: Scene
    names: Names

    @property
    def name(self) -> str:
        """The name of the first."""
        return self.names[0]

    @cached_property
    def person(self) -> Person | None:
        """The person of the cast."""
        return self.scene.cast.persons.get(self.name)

    @cached_property
    def words(self) -> Words:
        """The words of the name, with the kind of the person to whom “Holt’s aides” belong."""
        owner = self._owner(words_of(self.name))
        kind = source_type_of_speaker(self.scene, (owner,))[0] if owner else UNKNOWN
        return words_from(WORD.findall(self.name), kind, self._its)

    @property
    def _its(self) -> bool:
        """Whether “its” stood in front."""
        phrase = self.scene.phrases.get(self.names)
        if phrase is None or phrase.owner is None:
            return False
        return self.scene.document.keys[phrase.owner] in word_class("possessor")

    def _owner(self, raw: list[str]) -> str | None:
        for name in self.scene.cast.persons:
            if name in self.name:
                return name
        for word in raw:
            if word[0].isupper() and (person := self.scene.cast.find(word)) is not None:
                return person.name
        return None


Rule = Callable[[Speaker], str | tuple[str, str] | None]


# ------------------------------------------------------------------------------ rules
def author(speaker: Speaker) -> str | None:
    """“I” outside a quotation is who writes: media."""
    return "media" if speaker.name == "author" else None


def described(speaker: Speaker) -> tuple[str, str] | None:
    """“Ida Holt, a nurse,” is what most of her descriptions say; the heaviest is named."""
    if speaker.person is None:
        return None
    scene = speaker.scene
    text, mentions = scene.cast.read(speaker.person, scene.document)
    return source_type_of_person(text, mentions, scene.short_forms)


def country_leader(speaker: Speaker) -> str | None:
    """“The Russian president”, whom nothing else describes, leads a country: government."""
    person = speaker.person
    leads = person is not None and person.countries and person.titles & word_class("leader_role")
    return "government" if leads else None


def politician_unexplained(speaker: Speaker) -> str | None:
    """“Holt”, whom an article on politics introduces nowhere, is taken for a politician."""
    if speaker.person is None:
        return None
    scene = speaker.scene
    text, mentions = scene.cast.read(speaker.person, scene.document)
    return "politics" if is_about_politics(text, mentions, scene.political) else None


def office_unexplained(speaker: Speaker) -> str | None:
    """“Ida Holt, the director,” is somebody in an office of a body that is not said: unknown."""
    words = speaker.person.words if speaker.person is not None else frozenset()
    return UNKNOWN if words & speaker_words("open_office") else None


def citizen_unexplained(speaker: Speaker) -> str | None:
    """“Ida Holt”, whom any other article introduces nowhere, is taken for a private person."""
    return "citizen" if speaker.person is not None else None


def place(speaker: Speaker) -> str | None:
    """“Moscow” and “Ohio” stand for their governments."""
    return "government" if tuple(words_of(speaker.name)) in places() else None


#: The first rule that answers decides: of persons, of who is none, and then of the words of the
#: name. Where none does the kind is unknown. Never from a list of persons.
OF_PERSONS: dict[str, Rule] = {
    "described": described,
    "country_leader": country_leader,
    "politician_unexplained": politician_unexplained,
    "office_unexplained": office_unexplained,
    "citizen_unexplained": citizen_unexplained,
}
OF_OTHERS: dict[str, Rule] = {"author": author, "place": place}

#: All of them in their order.
SIEVES: dict[str, Callable[..., Any]] = {
    "author": author,
    **OF_PERSONS,
    "place": place,
    **OF_WORDS,
}

#: Rules that guess: nothing in the article says what kind of source the person is.
GUESSES = frozenset({"politician_unexplained", "citizen_unexplained"})


# -------------------------------------------------------------------------- the pass
def tell_source_types(scene: Scene) -> None:
    """Set kind of source and anonymity of each attribution, one kind a speaker."""
    kinds: dict[Names, Kind] = {}
    for attribution in scene.attributions:
        names = attribution.speakers
        if names not in kinds:
            kinds[names] = source_type_of_speaker(scene, names)
        attribution.source_type, attribution.source_type_by = kinds[names]
        phrase = attribution.phrase or scene.phrases.get(names)
        attribution.anonymous = is_anonymous(scene, names, attribution.source_type, phrase)


def source_type_of_speaker(scene: Scene, names: Names) -> Kind:
    """Return the kind of source (`SOURCE_TYPES`) of a resolved speaker, and the rule."""
    if not names:
        return UNKNOWN, None
    speaker = Speaker(scene, names)
    found: tuple[str | tuple[str, str], str] | tuple[None, None]
    found = sift(OF_OTHERS if speaker.person is None else OF_PERSONS, speaker)
    if found[0] is None and speaker.person is None and speaker.words.raw:
        found = sift(OF_WORDS, speaker.words)
    answer, by = found
    return answer if isinstance(answer, tuple) else (answer or UNKNOWN, by)
