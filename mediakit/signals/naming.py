"""Naming: what each actor is called."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain

from mediakit.attribution import (
    JOINT,
    Attributions,
    Cast,
    Mention,
    Names,
    Person,
    Scene,
    described_person,
    metonyms,
    parties,
    personal_roles,
    persons_meant,
)
from mediakit.text.appositions import apposed_before, apposed_behind, persons_of_office
from mediakit.text.document import POSSESSIVE, Document, Span, strip_possessive
from mediakit.text.gazetteer import (
    demonyms,
    families,
    speaker_words,
)
from mediakit.text.inflection import singular
from mediakit.text.phrases import ends_phrase, goes_on
from mediakit.text.word_classes import closed_words, role_words, roles, title_words, word_class

LEAD = 3  # sentences in which a text introduces whom its first ones describe


def find(document: Document, attributions: Attributions) -> list[Span]:
    """Find what persons and states are called, and whom it means.

    Counts persons by bare ``name``, by ``title`` and name (“Ukrainian President Volodymyr
    Zelenskyy”), by ``description``: definite phrases (“Russia’s number one”, “the embattled
    senator”, “the two leaders”) and appositions beside the name (“Ana Orr, a lawyer from Halm,”,
    “their lawyer, Ana Orr,”); and capitals, seats of power and states that act or are dealt with
    as actors (``metonym``: “Moscow intensifies …”, “accused Beijing”, “a statement from the
    White House”).

    Misses organisations, persons who are never named in full or with a title, descriptions
    without an office, party or country (“the billionaire”), and what a predicate calls somebody
    (“Orr is a crook”). A place behind *in*, *to* or *from* is a place, and so is one before a noun
    (“White House officials”). States as objects are missed but for verbs of blame, praise and
    demand. Not yet checked against human coding.

    Parameters
    ----------
    document : Document
        One field of one article.
    attributions : Attributions
        Their `cast` says who is who in the article.

    Returns
    -------
    list of Span
        ``label`` as above, ``target`` the actor: the person's fullest name, the names of several
        joined by “ & ”, or the state.

    Examples
    --------
    >>> text = "Mayor Ana Orr, a lawyer, accused Moscow. The mayor left."
    >>> [(s.label, text[s.start:s.end], s.target) for s in find(Document(text), [])]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('title', 'Mayor Ana Orr', 'Ana Orr'), ('description', 'a lawyer', 'Ana Orr'),
     ('metonym', 'Moscow', 'Russia'), ('description', 'The mayor', 'Ana Orr')]
    """
    cast = getattr(attributions, "cast", None) or Cast([document])
    found: list[Mention] = []
    taken = bytearray(len(document.words))
    described = chain(_descriptions(document, cast), _groups(document, cast), metonyms(document))
    for mentions, may_shrink in (
        (_names(document, cast), False), (_appositions(document, cast), True), (described, False),
    ):  # fmt: skip
        for mention in mentions:
            first, last = mention.first, mention.last
            if any(taken[first:last]):
                if not may_shrink:
                    continue
                first, last = _free(document, first, last, taken)
            taken[first:last] = b"\1" * (last - first)
            if first < last:
                found.append(mention._replace(first=first, last=last))
    return [
        Span(document.starts[m.first], _end_of(document, m.last - 1), m.label, None, m.actor)
        for m in sorted(found)
    ]


def _free(document: Document, first: int, last: int, taken: bytearray) -> tuple[int, int]:
    """Cut an apposition to the words that no name has: Holt’s “lawyer”, “an aide” to Holt."""
    while first < last and taken[first]:
        first += 1
    last = taken.find(1, first, last) if 1 in taken[first:last] else last
    while last > first and document.keys[last - 1] not in persons_of_office():
        last -= 1
    return first, last


def _end_of(document: Document, word: int) -> int:
    """Return where a label ends: without a possessive ’s, with the last stop of “U.S.”."""
    end = document.ends[word]
    if document.words[word].endswith(POSSESSIVE):
        return end - 2
    initial = end - document.starts[word] == 1 and document.text[end - 2 : end - 1] == "."
    return end + 1 if initial and document.text[end : end + 1] == "." else end


# ------------------------------------------------------------------------ persons
def _names(document: Document, cast: Cast) -> Iterator[Mention]:
    """Yield the persons by name, with the whole title."""
    keys, words = document.keys, document.words
    for mention in cast.mentions(document):
        first, last, label, actor = mention
        if label != "title":
            yield mention
            continue
        if keys[first] in _no_title() and keys[first + 1] not in role_words() | title_words():
            if words[first + 1][0].isupper() and words[first + 1] not in demonyms():
                first, label = first + 1, "name"  # "a former Holt aide"
        elif first and document.gap(first - 1) == " ":
            before = words[first - 1]
            role = f"{keys[first - 1]} {keys[first]}" in roles()  # "Special counsel"
            opens = before[0].isupper() and keys[first - 1] in word_class("title_adjective")
            country = before.endswith(POSSESSIVE) and strip_possessive(before) in demonyms()
            first -= role or opens or country
        yield Mention(first, last, label, actor)


@cache
def _no_title() -> frozenset[str]:
    """Return words that belong to a title and are none: former, acting."""
    return word_class("title_adjective") - title_words() - role_words() - set(parties())


def _appositions(document: Document, cast: Cast) -> Iterator[Mention]:
    """Yield “Ana Orr, the mayor of Halm,” and “the mayor of Halm, Ana Orr,”."""
    mentions = cast.mentions(document)
    starts = {mention.first for mention in mentions}
    for first, last, _, actor in mentions:
        for found in (
            apposed_before(document, first, last, starts), apposed_behind(document, last, starts),
        ):  # fmt: skip
            if found and found.owned and document.keys[found.head] in persons_of_office():
                yield Mention(found.first, found.last, "description", actor)


# ------------------------------------------------------------- definite descriptions
def _descriptions(document: Document, cast: Cast) -> Iterator[Mention]:
    """Yield “the Russian leader”, “China’s number one”: a definite phrase that means a person."""
    keys, heads = document.keys, _description_heads()
    for at, key in enumerate(keys):
        if key not in heads or (key == "one" and keys[at - 1 : at] != ["number"]):
            continue
        if key in parties() and not ends_phrase(document, at):
            continue  # "the Republican bill"
        if keys[at + 1 : at + 2] == ["of"] and " ".join(keys[at : at + 3]) in roles():
            continue  # "the secretary of state" is more than a secretary
        for first in _openers(document, at):
            words = range(first, at + 1)
            raw = [strip_possessive(word) for word in document.words[first : at + 1]]
            if person := described_person(document, words, cast, raw, keys[first : at + 1]):
                yield Mention(first, at + 1, "description", person)
                break


@cache
def _description_heads() -> frozenset[str]:
    return frozenset(role.split()[-1] for role in personal_roles()) | speaker_words("party_member")


def _openers(document: Document, head: int) -> Iterator[int]:
    """Yield where a definite phrase with this head may begin: at a possessive, or at *the*."""
    keys = document.keys
    for at in range(head - 1, max(-1, head - 6), -1):
        if not goes_on(document, at + 1) or keys[at] in _outside():
            return
        if document.words[at].endswith(POSSESSIVE):
            yield at
        if keys[at] in ("the", "both"):
            yield at
            return


@cache
def _outside() -> frozenset[str]:
    """Return words that no description holds before its head."""
    return (closed_words() | word_class("question_word")) - {"the", "of", "both"}


def _groups(document: Document, cast: Cast) -> Iterator[Mention]:
    """Yield “the two leaders”, “both senators”, “the pair”: named together, or all who fit."""
    scene = Scene(document, cast, [])
    for at, key in enumerate(document.keys):
        if key not in _group_heads() or (
            key in word_class("pair") and not ends_phrase(document, at)
        ):
            continue
        for first in _openers(document, at):
            if _holds_name(document, first + 1, at) and not ends_phrase(document, at):
                break  # "the G20 leaders summit"
            phrase = scene.phrase(range(first, at + 1))
            persons = persons_meant(scene, range(first, at + 1), phrase)
            persons = persons or _bearers(document, cast, first, at)
            if persons is not None and len(persons) > 1:
                yield Mention(first, at + 1, "description", JOINT.join(persons))
                break


@cache
def _group_heads() -> frozenset[str]:
    heads = _description_heads() - {"one"}
    plural = {word for word in role_words() if singular(word) in heads and word not in heads}
    people = speaker_words("men_and_women", "party_people")
    return frozenset(plural) | people | (word_class("pair") - {"both", "couple"})


def _bearers(document: Document, cast: Cast, first: int, head: int) -> Names | None:
    """Return all persons named so far who bear the role of “the two autocratic leaders”.

    Without a number only in the first sentences, before anybody is named: there it means those
    who are introduced next.
    """
    keys, role = document.keys, singular(document.keys[head])
    if role not in role_words() or keys[head + 1 : head + 2] == ["of"] or document.field == "title":
        return None
    if _holds_name(document, first + 1, head):
        return None  # "the G20 leaders"
    named = sorted((p for p in cast.persons.values() if p.places), key=lambda p: p.places[0])
    known = [person for person in named if person.places[0] < first]
    if not known and document.sentence_of[first] < LEAD:
        until = document.sentence_of[first] + LEAD
        known = [p for p in named if document.sentence_of[p.places[0]] <= until]
    elif "two" not in keys[first:head] and keys[first] != "both":
        return None
    fits = [person for person in known if _may_be(person, role)]
    return tuple(person.name for person in fits) if len(fits) == 2 else None


def _holds_name(document: Document, first: int, last: int) -> bool:
    words = document.words[first:last]
    return any(word[0].isupper() and word not in demonyms() for word in words)


def _may_be(person: Person, role: str) -> bool:
    if role in word_class("leader_role") and person.titles & word_class("leader_role"):
        return True
    return any(families(role) & families(title.split()[-1]) for title in person.titles)
