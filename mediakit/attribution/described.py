"""Whom a description means: “the senator”, “the Russian leader”, “the union”, “the poll”."""

from __future__ import annotations

from functools import cache

from mediakit.attribution.cast import Cast, Person
from mediakit.attribution.entities import Entity, before, may_mean
from mediakit.attribution.gazetteer import body_nouns, demonyms, families, speaker_words
from mediakit.attribution.grammar import roles, title_words, word_class
from mediakit.attribution.mention import Phrase, is_plural
from mediakit.attribution.scene import Scene
from mediakit.document import Document

NO_END = 10**9
PARTIES = {"republican": "r", "gop": "r", "democratic": "d", "democrat": "d"}


def described_person(
    document: Document, words: range, cast: Cast, raw: list[str], keys: list[str]
) -> str | None:
    """Find whom “the Russian leader”, “China’s number one” or “the senator” means."""
    countries = {demonyms()[word] for word in raw if word in demonyms()}
    role = _role(keys)
    if keys[-1] in ("republican", "democrat") and keys[0] == "the":
        until = words.start if document.field != "title" else NO_END
        party = PARTIES[keys[-1]]
        fits = [p for p in cast.persons.values() if party in {PARTIES.get(w) for w in p.words}]
        person = _nearest([p for p in fits if p.places and p.places[0] < until], until)
        return person.name if person is not None else None
    if role is None or keys[-1] != role.split()[-1]:
        return None
    definite = keys[0] == "the" or raw[0] in demonyms()
    if not definite or role not in personal_roles() or {"next", "new", "future"} & set(keys):
        return None
    until = words.start if document.field != "title" else NO_END
    present = [p for p in cast.persons.values() if p.places and p.places[0] < until]
    if not countries:
        return _titled(present, role, keys, until)
    fits = [p for p in present if p.countries & countries]
    if role not in word_class("leader_role"):
        return _titled(fits, role, keys, until)
    if not fits:
        # Nobody is tied to that country yet: the one person so far who is tied to no other.
        free = [p for p in present if not p.countries]
        fits = free if len(free) == 1 else []
    person = _nearest(fits, until)
    if person is None:
        return None
    person.countries |= countries
    person.titles.add(role)
    return person.name


def _titled(persons: list[Person], role: str, keys: list[str], until: int) -> str | None:
    """Return who bears the role or one of its family, of the party that is said."""
    family = families(role.split()[-1])
    fits = [p for p in persons if any(family & families(t.split()[-1]) for t in p.titles)]
    party = {PARTIES[key] for key in keys if key in PARTIES}
    if party:
        known = [p for p in fits if party & {PARTIES.get(word) for word in p.words}]
        fits = known or [p for p in fits if not {PARTIES.get(word) for word in p.words} - {None}]
    said = {family for key in keys if key != "the" for family in families(key)}
    told = {p.name: {family for word in p.words for family in families(word)} for p in fits}
    place = [p for p in fits if len(said & told[p.name]) > 1]
    exact = [p for p in fits if role in p.titles]
    person = _nearest(place or exact or fits, until)
    return person.name if person is not None else None


@cache
def personal_roles() -> frozenset[str]:
    """Return the titles of one person: what can stand before a name, and leaders."""
    bodies = word_class("organisation", "title_adjective")
    titles = (role for role in roles() if role.split()[-1] in title_words() - bodies)
    return frozenset(titles) | word_class("leader_role")


def _role(keys: list[str]) -> str | None:
    for length in (4, 3, 2, 1):
        phrase = " ".join(keys[-length:])
        if phrase in word_class("leader_role") or phrase in roles():
            return phrase
    return None


def _nearest(persons: list[Person], word: int) -> Person | None:
    return max(
        persons,
        key=lambda p: max((place for place in p.places if place < word), default=-1),
        default=None,
    )


# ---------------------------------------------------------- bodies and documents
def described_body(scene: Scene, phrase: Phrase) -> str | None:
    """Find the body or document that “the union”, “the poll” or “the city” means.

    Of what was named or has spoken before, the nearest that fits; in a headline or lead what is
    named first behind.
    """
    document = scene.document
    key = document.keys[phrase.head]
    plural = is_plural(document, phrase)
    place = key in ("city", "state", "country", "nation")
    if key not in body_nouns() and key not in speaker_words("generic_document"):
        return None
    lead = document.field == "title" or document.sentence_of[phrase.first] < 3
    if plural:
        return None
    if phrase.definite:
        known = before(scene.entities, phrase.first)
        if place:
            return next(
                (e.name for e in known if e.kind == "place" and _is_place(key, e.head)), None
            )
        if entity := _best(document, phrase, known):
            return _earlier(scene, key, entity.first - 4) or entity.name
        return _earlier(scene, key, -1)
    if lead and not place:
        later = [entity for entity in scene.entities if entity.first >= phrase.last]
        entity = _best(document, phrase, later)
        return entity.name if entity else None
    return None


def _best(document: Document, phrase: Phrase, entities: list[Entity]) -> Entity | None:
    """Return the first entity that the head can mean, rather one that shares its modifiers."""
    key = document.keys[phrase.head]
    fits = [entity for entity in entities if entity.kind != "place" and may_mean(key, entity)]
    said = set(document.keys[phrase.first : phrase.head]) - speaker_words("headline_adjective")
    complement = {word for word in document.keys[phrase.head + 1 : phrase.last] if len(word) > 3}
    shared = [e for e in fits if (said | complement) & set(e.name.lower().split())]
    if shared:
        return shared[0]
    unlike = complement or (said and key == "court" and phrase.definite)
    return fits[0] if fits and not unlike else None


def _is_place(key: str, kind: str) -> bool:
    return kind in {"city": ("city", "capital"), "state": ("state",)}.get(key, ("country",))


def _earlier(scene: Scene, key: str, after: int) -> str | None:
    """Return who spoke last under a noun of the same family, behind word `after`."""
    for spoken in reversed(scene.spoken):
        if spoken.word <= after:
            return None
        if spoken.head and families(key) & families(spoken.head):
            return spoken.speaker
    return None


def described_group(scene: Scene, phrase: Phrase) -> str | None:
    """Find which group “these voters” or “the companies” means: the last under that noun."""
    if not phrase.definite or phrase.last - phrase.first > 1:
        return None
    return _earlier(scene, scene.document.keys[phrase.head], -1)


def introduced_later(scene: Scene, phrase: Phrase) -> str | None:
    """Find who “Lawmaker” or “A senator” in a headline or lead is: the first named behind."""
    document = scene.document
    if document.field != "title" and document.sentence_of[phrase.first] > 1:
        return None
    key = document.keys[phrase.head]
    if is_plural(document, phrase) or key not in {r.split()[-1] for r in roles()}:
        return None
    family = families(key)
    fits = [
        (min(p.places), p.name)
        for p in scene.cast.persons.values()
        if p.places and any(family & families(title.split()[-1]) for title in (*p.titles, *p.words))
    ]
    return min(fits)[1] if fits else None
