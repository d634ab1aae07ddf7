"""Persons named together: “Ida Holt and Carl Moss”, later “the two” or “both senators”."""

from __future__ import annotations

import re
from itertools import takewhile

from mediakit.attribution.people import Mention, Scene
from mediakit.attribution.record import Names
from mediakit.attribution.speakers.source import Source, person_in, pronoun_at
from mediakit.text.document import Document
from mediakit.text.gazetteer import families, speaker_words
from mediakit.text.inflection import singular
from mediakit.text.phrases import Phrase
from mediakit.text.word_classes import role_words, word_class

_EXPLAINS = re.compile(r"[,:—–(]|--| - ")  # what stands before names that explain a group


def listed_names(source: Source) -> Names | None:
    """All of “Ida Holt, Carl Moss and Jan Orr” speak where the words name nobody else."""
    if source.part or len(source.words) < 3:
        return None
    inside = source.scene.cast.mentions_in(source.document, source.words)
    if len(inside) < 3 or inside[0].first > source.words.start:
        return None
    whole = len(_list_of(source.document, inside)) == len(inside)
    whole = whole and inside[-1].last >= source.words.stop
    return names_of(inside) if whole else None


def apposed_names(source: Source) -> Names | None:
    """Of “Two candidates — Ida Holt and Carl Moss” those named behind speak."""
    document, phrase = source.document, source.phrase
    gap = document.gap(phrase.last - 1) if phrase.last < len(document.words) else ""
    if source.part or not _EXPLAINS.search(gap) or not source.plural:
        return None
    sentence = document.sentence_of[phrase.first]
    behind = range(phrase.last, document.words_in(*document.sentences[sentence]).stop)
    near = [m for m in source.scene.cast.mentions_in(document, behind) if m.first in behind]
    if not near or near[0].first > phrase.last + 1:
        return None
    people = names_of(_list_of(document, near))
    return people if len(people) > 1 else None


def coordination(source: Source) -> Names | None:
    """Each part of “Lena Moss and the mayor” speaks; “Research and Trade” is one name."""
    parts = [source.words] if source.part else _parts(source.scene, source.words)
    if len(parts) == 1:
        return None
    others = [source.document.keys[part.stop - 1] == "others" for part in parts]
    names = [
        ("others",) if other and part is not parts[0] else source.read(part)
        for part, other in zip(parts, others, strict=True)
    ]
    return tuple(dict.fromkeys(name for part in names for name in part))


def named_together(source: Source) -> Names | None:
    """Those named together before are “the two”, “both men” or “the senators”."""
    return persons_meant(source.scene, source.words, source.phrase)


def persons_meant(scene: Scene, words: range, phrase: Phrase) -> Names | None:
    """Find who “the two”, “both men” or “the senators” are: persons named together before."""
    document = scene.document
    head = document.keys[phrase.head]
    counted = set(document.keys[words.start : phrase.head + 1]) & word_class("pair")
    plain = head in word_class("pair") or head in speaker_words("men_and_women")
    if phrase.last > phrase.head + 1 or not (phrase.definite or counted & {"both"}):
        return None
    if not (plain or head in role_words() or head in speaker_words("party_people")):
        return None
    people = persons_before(scene, words.start)
    if people is None or (counted and len(people) != 2):
        return None
    # one is enough: "Senators Ida Holt and Carl Moss" says it before the first alone
    if not (plain and counted) and not any(_may_be(scene, name, head, phrase) for name in people):
        return None
    return people


def _may_be(scene: Scene, name: str, head: str, phrase: Phrase) -> bool:
    """Tell whether a person can be one of “the senators” or of “the Ohio Democrats”."""
    person = scene.cast.persons[name]
    borne = {family for title in person.titles for family in families(title.split()[-1])}
    first = next(m.first for m in scene.mentions if m.actor == name)
    before = scene.document.keys[max(0, first - 1) : first]  # "Senators" in front of the first
    borne |= {family for key in before for family in families(singular(key))}
    if head in speaker_words("party_people"):
        elected = borne & speaker_words("elected")
        return phrase.last - phrase.first > 1 and bool(elected)
    return bool(borne & families(singular(head)))


def persons_before(scene: Scene, word: int, reach: int = 2) -> Names | None:
    """Return the persons of “Ida Holt and Carl Moss”, the last named together before `word`."""
    document = scene.document
    of = document.sentence_of
    near = takewhile(lambda m: of[word] - of[m.first] <= reach, scene.mentions_before(word))
    inside = [m for m in near if m.last <= word and not document.quoted[m.first]][::-1]
    for at in range(len(inside) - 1, 0, -1):
        if not _joins(document, inside[at - 1], inside[at], "and"):
            continue
        first = at - 1
        while first > 0 and _joins(document, inside[first - 1], inside[first], ","):
            first -= 1
        return names_of(inside[first : at + 1])
    return None


def names_of(mentions: list[Mention]) -> Names:
    """Return who is mentioned, each once."""
    return tuple(dict.fromkeys(mention.actor for mention in mentions))


def _joins(document: Document, left: Mention, right: Mention, link: str) -> bool:
    """Tell “Ida Holt and Carl Moss” and, with the link “,”, “Ida Holt, Carl Moss”."""
    between = document.keys[left.last : right.first]
    if document.sentence_of[left.first] != document.sentence_of[right.first]:
        return False
    if link == ",":
        return not between and document.gap(left.last - 1).strip() == ","
    near = len(between) < 6 and between[-1:] in (["and"], ["&"])
    return near and (len(between) == 1 or document.gap(left.last - 1).strip() in (",", "(", ""))


def _list_of(document: Document, mentions: list[Mention]) -> list[Mention]:
    """Return the first of `mentions` and those that commas and *and* join to it."""
    end = 1
    while end < len(mentions) and (
        _joins(document, mentions[end - 1], mentions[end], ",")
        or _joins(document, mentions[end - 1], mentions[end], "and")
    ):
        end += 1
    return mentions[:end]


def _parts(scene: Scene, words: range) -> list[range]:
    """Cut “Lena Moss and Carl Holt” into its speakers; leave “Research and Trade” alone."""
    document = scene.document
    keys = document.keys
    phrase = scene.phrase(words)
    for at in range(phrase.first + 1, phrase.last - 1):
        if keys[at] not in ("and", "&"):
            continue
        left, right = range(words.start, at), range(at + 1, words.stop)
        if _stands_alone(scene, left, right):
            return [left, *_parts(scene, right)]
    for at in range(phrase.last, words.stop - 1):  # "Ida Holt, the mayor, and Carl Moss"
        right = range(at + 1, words.stop)
        if keys[at] == "and" and "," in document.gap(at - 1) and person_in(scene, right):
            return [range(words.start, at), *_parts(scene, right)]
    return [words]


def _stands_alone(scene: Scene, left: range, right: range) -> bool:
    keys = scene.document.keys
    bound = any(keys[word] in word_class("preposition") for word in left[1:])
    named = person_in(scene, right)
    if person_in(scene, left) is not None or pronoun_at(scene.document, left):
        return named is not None or keys[right[0]] in word_class("determiner", "of_others")
    if bound:
        return False
    if named is not None or keys[right[0]] in word_class("determiner") | {"other"}:
        return True
    plain = {keys[left[-1]], keys[right[0]]}
    return len(right) == 1 and len(left) <= 2 and all(key.endswith("s") for key in plain)
