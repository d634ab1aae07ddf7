"""Bodies, documents and places that an article names, so that short forms find the full one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from mediakit.attribution.people.cast import Cast
from mediakit.text.document import POSSESSIVE, WORD, Document, strip_possessive
from mediakit.text.gazetteer import (
    body_nouns,
    families,
    institutions,
    places,
    speaker_words,
)
from mediakit.text.phrases import (
    abbreviates,
    enumeration_end,
    opens_sentence,
    phrase_breaks,
    phrase_text,
)
from mediakit.text.word_classes import role_words, word_class

LONGEST = 12


class Entity(NamedTuple):
    """A named body, document or place: words [first, last), its name, head noun and kind."""

    first: int
    last: int
    name: str
    head: str
    kind: str


def find_entities(document: Document, cast: Cast) -> list[Entity]:
    """Find what is named and no person: “Ministry of Trade”, “Holt’s campaign”, “Halm Post poll”.

    Counts names that end in a noun for bodies, names of ``institutions.csv``, and lower-case
    nouns for bodies and documents behind a name. Misses bodies that look like persons.
    """
    taken = {word for m in cast.mentions(document) for word in range(m.first, m.last)}
    loud = document.headlines if document.field != "title" else frozenset()
    found: list[Entity] = []
    done = max((document.words_in(*document.sentences[s]).stop for s in loud), default=0)
    heads, keys, words = _heads(), document.keys, document.words
    here = {at for at, key in enumerate(keys) if key in heads}.union(document.capitals)
    for at in sorted(here):
        if at < done:
            continue
        entity = None
        if words[at][0].islower():
            entity = _described_at(document, at, taken)
        elif at not in taken and not _is_plain(document, at):
            entity = _name_at(document, at, taken)
        if entity is not None:
            found.append(entity)
            done = entity.last
    return found


def _is_plain(document: Document, word: int) -> bool:
    """Tell a lone capital that no list knows, before a word in lower case: no name of a body."""
    if word + 1 >= len(document.words) or not document.words[word + 1][0].islower():
        return False
    if document.keys[word + 1] in word_class("body_link"):
        return False
    known = (strip_possessive(document.words[word]),)
    return known not in institutions() and known not in places()


@cache
def _heads() -> frozenset[str]:
    return speaker_words("generic_document") | frozenset(body_nouns())


def _name_at(document: Document, first: int, taken: set[int]) -> Entity | None:
    """Read the name that starts at word `first`, if it is one of a body or a place."""
    last = enumeration_end(document, first, _name_end(document, first, taken))
    words = tuple(strip_possessive(word) for word in document.words[first:last])
    row = institutions().get(words) or places().get(words)
    if row is not None:
        kind = row.get("source_type", "place")
        head = words[-1].lower() if "source_type" in row else row["kind"]
        return Entity(first, last, _name(document, first, last), head, kind)
    if last - first < 2:
        return None
    nouns = [word for word in range(first, last) if document.keys[word] in body_nouns()]
    if not nouns:
        return None
    links = word_class("body_link")
    linked = [word for word in nouns if word + 1 < last and document.keys[word + 1] in links]
    head = document.keys[linked[0] if linked else nouns[-1]]
    return Entity(first, last, _name(document, first, last), head, body_nouns()[head])


def _name(document: Document, first: int, last: int) -> str:
    text = phrase_text(document, first, last)
    return text[4:] if text.startswith(("The ", "the ")) and last - first > 1 else text


def _name_end(document: Document, first: int, taken: set[int]) -> int:
    """Return the word behind the name; “of”, “for” and “the” may stand between capitals."""
    words, keys, links = document.words, document.keys, word_class("body_link")
    total = min(len(words), first + LONGEST)
    last = first + 1
    while last < total and not words[last - 1].endswith(POSSESSIVE):
        if not _goes_on(document, last):
            break
        if words[last][0].isupper() and keys[last] not in word_class("weekday", "month"):
            last += 1
            continue
        behind = last
        while behind < total and keys[behind] in links and _goes_on(document, behind + 1):
            behind += 1
        if behind == last or behind >= total or not words[behind][0].isupper():
            break
        body = any(keys[word] in body_nouns() for word in range(first, last))
        if not body or behind in taken or not _may_link(keys, last):
            break
        last = behind + 1
    return last


def _may_link(keys: list[str], word: int) -> bool:
    """Tell “Committee to Protect …” from “Congress to Moscow”."""
    return keys[word] not in ("and", "in", "to") or (
        keys[word] == "to" and body_nouns().get(keys[word - 1]) not in (None, "government")
    )


def _goes_on(document: Document, word: int) -> bool:
    if word >= len(document.words):
        return False
    return document.gap(word - 1) in (" ", "/", "-", " & ") or abbreviates(document, word)


def _described_at(document: Document, head: int, taken: set[int]) -> Entity | None:
    """Read a name in front of a lower-case noun: “Halm Post/Radio Ost national poll”."""
    first = head
    closed = _before_name()
    while first > 0 and head - first < LONGEST:
        key = document.keys[first - 1]
        if key in closed or key.endswith(("ed", "ing")) or not _goes_on(document, first):
            break
        first -= 1
    while first < head and document.keys[first] in speaker_words("headline_adjective"):
        first += 1
    named = [word for word in range(first, head) if document.words[word][0].isupper()]
    if not named or (_may_be_plain(document, named[0]) and named[0] not in taken):
        return None  # "Polls show"
    key = document.keys[head]
    kind = "document" if key in speaker_words("generic_document") else body_nouns()[key]
    return Entity(named[0], head + 1, phrase_text(document, named[0], head + 1), key, kind)


def _may_be_plain(document: Document, word: int) -> bool:
    known = (strip_possessive(document.words[word]),)
    return opens_sentence(document, word) and not (known in institutions() or known in places())


@cache
def _before_name() -> frozenset[str]:
    return phrase_breaks() | word_class("determiner")


def before(entities: list[Entity], word: int) -> Iterator[Entity]:
    """Yield the entities that start before `word`, the nearest first."""
    at = bisect_left(entities, word, key=lambda entity: entity.first)
    return (entities[place] for place in range(at - 1, -1, -1))


def fullest(raw: list[str], entities: list[Entity], cast: Cast) -> str:
    """Return the fullest name in the article of the body or document that `raw` names."""
    row = institutions().get(tuple(raw))
    if row is not None:
        return cast.fullest_name(row).removeprefix("the ")
    if tuple(raw) in places():
        return places()[tuple(raw)]["name"]  # "U.S."
    name = " ".join(raw)
    spelled = _spelled_out(raw, entities)
    longer = spelled or (_longer(name, entities) if raw[-1].lower() in body_nouns() else None)
    if longer is not None or raw[-1] not in speaker_words("generic_document"):
        return longer or name
    said = _capitals_of(name)  # "Halm Post poll", "Halm Post exit poll"
    fits = [e.name for e in entities if said <= set(WORD.findall(e.name)) and e.head == raw[-1]]
    return max(fits, key=len, default=name) if said else name


def _capitals_of(name: str) -> set[str]:
    return {word for word in WORD.findall(name) if word[0].isupper()}


def _spelled_out(raw: list[str], entities: list[Entity]) -> str | None:
    """Return the name that “DAB” abbreviates: *Dams and Bridges*."""
    short = raw[0]
    if len(raw) > 1 or not short.isupper() or len(short) < 3:
        return None
    for entity in entities:
        if "".join(word[0] for word in WORD.findall(entity.name) if word[0].isupper()) == short:
            return entity.name
    return None


def _longer(name: str, entities: list[Entity]) -> str | None:
    """Return the first name that ends in this one: “Halm City Council” for “City Council”."""
    return next((e.name for e in entities if e.name.endswith(" " + name)), None)


def may_mean(head: str, entity: Entity) -> bool:
    """Tell whether “the `head`” can mean the entity: same family, or same kind of body."""
    if families(head) & families(entity.head):
        return True
    generic = {"company": "business", "firm": "business", "newspaper": "media", "paper": "media",
               "network": "media", "outlet": "media", "group": "civil_society"}  # fmt: skip
    return generic.get(head) == entity.kind and head not in role_words()
