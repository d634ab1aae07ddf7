"""Whom a description of one person means: “the senator”, “the Russian leader”, “the Democrat”."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from propcache.api import cached_property

from mediakit.attribution.people import Cast, Person, is_shared
from mediakit.text.clauses import is_subject
from mediakit.text.document import Document
from mediakit.text.gazetteer import demonyms, families, speaker_words
from mediakit.text.sieve import sift
from mediakit.text.word_classes import roles, title_words, word_class

NO_END = 10**9
LEAD = 3  # sentences that introduce of whom the article is


class Description:
    """Words from the determiner to the head noun, and the persons named before them.

    A title may name whom only the text behind it introduces.
    """

    def __init__(
        self, document: Document, words: range, cast: Cast, raw: list[str], keys: list[str]
    ) -> None:
        self.raw, self.keys, self._cast, self._document = raw, keys, cast, document
        self.until = words.start if document.field != "title" else NO_END

    @cached_property
    def present(self) -> list[Person]:
        """The persons named so far."""
        persons = self._cast.persons.values()
        return [p for p in persons if p.places and p.places[0] < self.until]

    @cached_property
    def role(self) -> str:
        """The role or title that the words end in, or nothing."""
        for length in (4, 3, 2, 1):
            phrase = " ".join(self.keys[-length:])
            if phrase in word_class("leader_role") or phrase in roles():
                return phrase
        return ""

    @cached_property
    def office(self) -> str:
        """The role, if it is that of a person whom readers know, in office now; or nothing."""
        definite = self.keys[0] == "the" or self.raw[0] in demonyms()
        if not definite or speaker_words("not_in_office") & set(self.keys):
            return ""
        return self.role if self.role in personal_roles() else ""

    @cached_property
    def countries(self) -> set[str]:
        """The countries that the words name."""
        return {demonyms()[word] for word in self.raw if word in demonyms()}

    @cached_property
    def leads_country(self) -> bool:
        """Whether the role is that of a state's leader, and the state is said."""
        return bool(self.countries) and self.office in word_class("leader_role")

    @cached_property
    def citizens(self) -> list[Person]:
        """The persons named so far, of the countries that the words name, if any."""
        if not self.countries:
            return self.present
        return [p for p in self.present if p.countries & self.countries]

    @cached_property
    def undescribed(self) -> Person | None:
        """Who needs no introduction: in the lead, a subject, described by no word, no namesake.

        And the only person named so far whom no country is tied to.
        """
        free = [p for p in self.present if not p.countries]
        if len(free) != 1 or free[0].words or any(map(is_shared, free[0].name.split())):
            return None
        text, mentions = self._cast.read(free[0], self._document)
        first = mentions[0]
        lead = text.sentence_of[first.first] < LEAD
        return free[0] if lead and is_subject(text, first.first, first.last) else None

    def nearest(self, persons: list[Person]) -> Person | None:
        """Return who of `persons` was named last."""
        return max(
            persons,
            key=lambda p: p.places[at - 1] if (at := bisect_left(p.places, self.until)) else -1,
            default=None,
        )


# ------------------------------------------------------------------------------ rules
def party_member(said: Description) -> Person | None:
    """“The Ohio Democrat” is the last person named of that party."""
    if said.keys[-1] not in speaker_words("party_member") or said.keys[0] != "the":
        return None
    party = parties()[said.keys[-1]]
    return said.nearest([p for p in said.present if party in parties_of(p)])


def former_bearer(said: Description) -> Person | None:
    """“The former president” is who is called so, else the last named without the office."""
    if said.leads_country or not said.office or "former" not in said.keys:
        return None
    bearers = _bearers(said)
    left = [p for p in bearers if "former" in p.words]
    return said.nearest(left or [p for p in said.citizens if p not in bearers])


def title_bearer(said: Description) -> Person | None:
    """“The senator” is the last person named who bears that title, or one of its family."""
    if said.leads_country or not said.office or "former" in said.keys:
        return None
    fits = _bearers(said)
    if said.office == "president":
        fits = [p for p in fits if "former" not in p.words] or fits
    fits = _of_party(fits, said.keys)
    own = {"the", *said.office.split()}
    return said.nearest(_of_the_place(fits, own, said.keys) or _plainest(fits, said.office, own))


def country_leader(said: Description) -> Person | None:
    """“The Russian leader” is who is tied to that country, or whom nothing else introduces."""
    if not said.leads_country:
        return None
    return said.nearest(said.citizens) or said.undescribed


PERSONS = {
    "party_member": party_member,
    "former_bearer": former_bearer,
    "title_bearer": title_bearer,
    "country_leader": country_leader,
}


def described_person(
    document: Document, words: range, cast: Cast, raw: list[str], keys: list[str]
) -> str | None:
    """Find whom “the Russian leader”, “the Ohio Democrat” or “the senator” means."""
    person, _ = sift(PERSONS, Description(document, words, cast, raw, keys))
    return person.name if person is not None else None


# ---------------------------------------------------------------------------- helpers
@cache
def parties() -> dict[str, str]:
    """Return the party that each word for a party or its members tells."""
    kinds = ("republican_word", "democratic_word")
    return {word: kind for kind in kinds for word in speaker_words(kind)}


def parties_of(person: Person) -> set[str]:
    """Return the parties that the words around a person's name tell."""
    return {parties()[word] for word in person.words if word in parties()}


def _bearers(said: Description) -> list[Person]:
    """Return who bears the title, or one of its family."""
    family = families(said.office.split()[-1])
    return [p for p in said.citizens if any(family & families(t.split()[-1]) for t in p.titles)]


def _of_party(persons: list[Person], keys: list[str]) -> list[Person]:
    """Return who is of the party that is said, else who is of none."""
    party = {parties()[key] for key in keys if key in parties()}
    if not party:
        return persons
    known = [p for p in persons if party & parties_of(p)]
    return known or [p for p in persons if not parties_of(p)]


def _of_the_place(persons: list[Person], own: set[str], keys: list[str]) -> list[Person]:
    """Return who is described by more words of “the Ohio senator” than the role."""
    said = {family for key in keys if key not in own for family in families(key)}
    return [p for p in persons if said & {family for w in p.words for family in families(w)}]


def _plainest(persons: list[Person], role: str, own: set[str]) -> list[Person]:
    """Return who bears just this title: “the president” is no vice president, nor Ukraine's."""
    found = [p for p in persons if role in p.titles]
    found = [p for p in found if not p.countries] or found
    return [p for p in found if p.words <= own | set(parties())] or found or persons


@cache
def personal_roles() -> frozenset[str]:
    """Return the titles of one person: what can stand before a name, and leaders."""
    bodies = word_class("organisation", "title_adjective")
    titles = (role for role in roles() if role.split()[-1] in title_words() - bodies)
    return frozenset(titles) | word_class("leader_role")
