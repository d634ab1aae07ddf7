"""Whether a source is anonymous: neither a person nor an identifiable body is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from propcache.api import cached_property

from mediakit.attribution.people import Scene
from mediakit.attribution.record import Names
from mediakit.attribution.source_types.of_bodies import is_cause
from mediakit.attribution.source_types.of_words import words_of
from mediakit.text.document import match_key
from mediakit.text.gazetteer import body_nouns, demonyms, institutions, places, speaker_words
from mediakit.text.inflection import singular
from mediakit.text.phrases import Phrase, head_index, is_plural_noun
from mediakit.text.sieve import sift
from mediakit.text.word_classes import role_words, word_class


@dataclass(eq=False)
class Named:
    """A speaker by its name, the kind of source, and the words of the source."""

    scene: Scene
    names: Names
    kind: str
    phrase: Phrase | None

    @cached_property
    def whole(self) -> list[str]:
        """The words of the name of the first who speaks."""
        return words_of(self.names[0])

    @cached_property
    def raw(self) -> list[str]:
        """The words without an article."""
        return self.whole[self.whole[0].lower() == "the" and len(self.whole) > 1 :]

    @cached_property
    def keys(self) -> list[str]:
        """The words in lower case."""
        return [match_key(word) for word in self.raw]

    @cached_property
    def head(self) -> int:
        """The head noun."""
        return head_index(self.keys, self.raw)

    @property
    def key(self) -> str:
        """The head noun in lower case."""
        return self.keys[self.head]

    @property
    def definite(self) -> bool:
        """Whether the source says “the”."""
        return self.phrase is not None and self.phrase.definite

    @property
    def quantified(self) -> bool:
        """Whether the source says “some”."""
        return self.phrase is not None and self.phrase.quantified

    @property
    def plural(self) -> bool:
        """Whether the head is a plural."""
        return is_plural_noun(self.key)

    @property
    def named(self) -> bool:
        """Whether a word is a name that is no people, place or party."""
        words = (w for w in self.raw if w[0].isupper() and w not in demonyms())
        return any(
            (w,) not in places() and match_key(w) not in speaker_words("party_word") for w in words
        )


def is_anonymous(scene: Scene, speakers: Names, kind: str, phrase: Phrase | None) -> bool:
    """Tell whether the first of `speakers` is neither a named person nor an identifiable body.

    “Officials”, “a Pentagon official”, “some Republicans”, “polls” and “a judge” are anonymous;
    “the governor”, “the report”, “Republicans”, a law and “a spokesman for the Halm Post”, who
    speaks for a body that is named, are not.
    """
    given = Named(scene, speakers, kind, phrase)
    if not speakers or not (person(given) is False or given.whole):
        return True  # a passive, “it was said”, names nobody
    return bool(sift(SIEVES, given)[0])


# ------------------------------------------------------------------------------ rules
def person(given: Named) -> bool | None:
    """“Ida Holt” and who writes are not anonymous."""
    known = given.names[0] == "author" or given.names[0] in given.scene.cast.persons
    return False if known else None


def party_people(given: Named) -> bool | None:
    """“Some Republicans” and “House Republicans” are anonymous, “Republicans” are the party."""
    raw, phrase = given.whole, given.phrase
    if match_key(raw[-1]) not in speaker_words("party_people"):
        return None
    if len(raw) > 1:
        return None if tuple(raw) in institutions() else True  # “Liberal Democrats”
    if phrase is None or given.quantified:
        return given.quantified
    before = given.scene.document.keys[phrase.first - 1 : phrase.first]
    return bool(speaker_words("fellow") & set(before))  # “other Republicans”


def listed(given: Named) -> bool | None:
    """“The Pentagon” and “Moscow” are named bodies and places: not anonymous."""
    known = tuple(given.whole) in institutions() or tuple(given.whole) in places()
    return False if known or tuple(given.raw) in institutions() else None


def members_and_cause(given: Named) -> bool | None:
    """“Citizens for Clean Water” is a name: not anonymous."""
    return False if is_cause(given.raw, given.keys) else None


def people(given: Named) -> bool | None:
    """“Others”, “voters” and “a witness” are anonymous."""
    unnamed = given.keys[0] in word_class("unnamed")
    return unnamed or given.key in speaker_words("people_word", "private_person") or None


def law(given: Named) -> bool | None:
    """“The act” can be looked up: not anonymous."""
    return False if given.key in word_class("law") else None


def document(given: Named) -> bool | None:
    """“Polls” and “a study” are anonymous; “the report” and “a Halm Post poll” are not."""
    if given.kind != "document":
        return None
    raw = given.raw
    capital = any(word[0].isupper() for word in raw[: given.head + 1])  # "US intelligence report"
    if capital or any(word[0].isupper() and (word,) not in places() for word in raw):
        return False
    if given.plural:
        return True
    known = given.definite or given.quantified or given.key in speaker_words("own_document")
    return not (known or "by" in raw or "of" in raw)


def outlet(given: Named) -> bool | None:
    """“State television” is anonymous, “the Halm news agency” is not."""
    if given.kind != "state_media" and given.keys[-2:] != ["news", "agency"]:
        return None
    return not any(word[0].isupper() for word in given.raw)


def role(given: Named) -> bool | None:
    """“A Pentagon official” is anonymous; “the governor” and “a spokesman for Halm Foods” are not.

    Who speaks for a named body, or alone holds an office, can be found.
    """
    if given.key not in role_words() or given.key in body_nouns():
        return None
    single = singular(given.key)
    owner = any(name.split()[-1] in given.raw for name in given.scene.cast.persons)
    office = single in speaker_words("office")
    if given.named and not owner:
        if single in speaker_words("spokesperson"):
            return False
        if (office or given.kind == "expert") and _has_body(given.raw):
            return False
    return single != given.key or not (given.definite and office)


def nationals(given: Named) -> bool | None:
    """“Russians” are anonymous."""
    return True if given.raw[given.head][:-1] in demonyms() else None


def named_body(given: Named) -> bool | None:
    """“Halm Foods” is named, “Halm dockers” are not."""
    members = given.plural and given.raw[given.head][0].islower() and given.key not in body_nouns()
    return False if given.named and not members else None


def unnamed_body(given: Named) -> bool:
    """“The company” can be found, “a company” and “companies” cannot."""
    return not given.definite or given.plural or given.key not in body_nouns()


#: Whether a speaker is anonymous: the first rule that answers decides.
SIEVES: dict[str, Callable[[Named], bool | None]] = {
    "person": person,
    "party_people": party_people,
    "listed": listed,
    "members_and_cause": members_and_cause,
    "people": people,
    "law": law,
    "document": document,
    "outlet": outlet,
    "role": role,
    "nationals": nationals,
    "named_body": named_body,
    "unnamed_body": unnamed_body,
}


def _has_body(raw: list[str]) -> bool:
    lower = (match_key(word) for word in raw if word[0].isupper())
    listed = any(
        tuple(raw[start:end]) in institutions()
        for start in range(len(raw))
        for end in range(start + 1, min(start + 6, len(raw)) + 1)
    )
    return listed or any(word in body_nouns() for word in lower)
