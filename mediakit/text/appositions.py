"""Appositions: the noun phrase beside a name that says who bears it."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from mediakit.text.clauses import has_verb
from mediakit.text.document import POSSESSIVE, Document
from mediakit.text.gazetteer import body_nouns, speaker_words
from mediakit.text.inflection import singular
from mediakit.text.phrases import goes_on, head_index, is_verb
from mediakit.text.word_classes import (
    auxiliaries,
    clause_words,
    past_forms,
    role_words,
    speaks,
    word_class,
)

PARTY = re.compile(r"[RDI]-[A-Z]|(?:Dem|Rep)\w*$")  # "R-Ohio", "D-Calif"
LONGEST = 30  # words of an apposition
ROLE_WITHIN = 5  # words at its start, where no determiner opens it
DASHES = frozenset({"—", "–", "--", "-"})
IN_FRONT = DASHES | {","}  # marks before a name that is explained
BEHIND = IN_FRONT | {"(", "),"}
CLOSING = frozenset(",.;:()—–-”\"’'?!")


class Apposition(NamedTuple):
    """Words [first, last) beside a name, and the head noun of them.

    `owned` are those that a determiner or an owner opens, or that hold one: “a lawyer”, “Holt’s
    lawyer”; not “lawyer”.
    """

    first: int
    last: int
    head: int
    owned: bool


@cache
def persons_of_office() -> frozenset[str]:
    """Return nouns for one person in a role: mayor, lawyer, daughter."""
    plural = {word for word in role_words() if singular(word) in role_words() - {word}}
    nouns = role_words() | speaker_words("relational", "private_person")
    return nouns - plural - word_class("organisation") - frozenset(body_nouns())


# ------------------------------------------------------------------------------ in front
def apposed_before(
    document: Document, first: int, last: int, names: Container[int] = ()
) -> Apposition | None:
    """Read “the mayor of Halm” in front of the name of words [first, last): “…, Ana Orr, said”.

    Its head is one person in a role. None is what ends a clause before its subject (“After the
    talk with the mayor, Ana Orr left”), what stands in a list (“the mayor, Ana Orr and two aides”)
    and what somebody is told to be (“You are the mayor, Ana Orr”). Misses what no mark closes
    behind the name, but at the start of a sentence.

    Parameters
    ----------
    document : Document
    first, last : int
        The words of the name.
    names : container of int
        The words at which names start, as far as they are known: they tell a list.

    Examples
    --------
    >>> document = Document("In a talk with the mayor of Halm, Ana Orr, on Friday, a man wept.")
    >>> found = apposed_before(document, 8, 10)
    >>> found and document.words[found.first : found.last]
    ['the', 'mayor', 'of', 'Halm']
    """
    if not first or document.gap(first - 1).strip() not in IN_FRONT:
        return None
    found = _phrase_before(document, first - 1)
    if found is None or _is_listed(document, last, names):
        return None
    starts = found.first == document.sentence_starts[document.sentence_of[found.first]]
    said = document.keys[last : last + 1] == ["of"] or is_verb(document, last)
    if not is_closed(document, last - 1) and not (starts and said):
        return None
    before = document.keys[max(0, found.first - 2) : found.first]
    if before in (["you", "are"], ["you're"]) or before[-1:] == ["you're"]:
        return None
    governed = before[-1:] and (before[-1] in _governors() or before[-1].endswith("ing"))
    if governed and is_fronted(document, found.first) and has_verb(document, last):
        return None
    return found


def _phrase_before(document: Document, end: int) -> Apposition | None:
    """Read the noun phrase that ends at word `end`, back to its determiner, owner or a break."""
    keys, persons = document.keys, persons_of_office()
    first = head = end
    for at in range(end, max(-1, end - LONGEST), -1):
        if at < end and not _goes_on(document, at + 1):
            break
        if _opens_phrase(document, at):
            if at < head and keys[head] in persons:
                return Apposition(at, end + 1, head, True)
        elif keys[at] in word_class("preposition") and (
            keys[head] not in persons or keys[at - 1] in persons
        ):
            head = at - 1  # “the mayor of Halm”, “Halm Post editor in chief”
        elif keys[at] in _outside():
            break
        first = at
    found = first <= head and keys[head] in persons
    return Apposition(first, end + 1, head, False) if found else None


def _opens_phrase(document: Document, word: int) -> bool:
    """Tell a determiner, “his” and “Halm’s”."""
    key, text = document.keys[word], document.words[word]
    if key in word_class("definite", "possessor", "article"):
        return True
    return text.endswith(POSSESSIVE) and text[0].isupper()


@cache
def _outside() -> frozenset[str]:
    """Return words that no noun phrase holds before its head."""
    return clause_words() | word_class("time_word", "weekday") | speaker_words("speech_verb")


@cache
def _governors() -> frozenset[str]:
    """Return words that make what follows them a part of their own clause: with, to, met."""
    return word_class("preposition") | past_forms()


# ------------------------------------------------------------------------------- behind
def apposed_behind(document: Document, last: int, names: Container[int] = ()) -> Apposition | None:
    """Read “a lawyer from Ohio” behind the name that ends before word `last`: “Ana Orr, …,”.

    Behind an age or a party, too (“Ana Orr, 54, a lawyer,”). It begins with a determiner, a role
    or a capital, or holds a role near its start, and ends at a mark or a relative pronoun. None is
    a clause of its own (“After a talk with Ana Orr, the mayor left”) and what a list goes on with.

    Examples
    --------
    >>> document = Document("Ana Orr, 54, a lawyer from Halm, left. With Ana Orr, a man left.")
    >>> found = apposed_behind(document, 2)
    >>> found and document.words[found.first : found.last], apposed_behind(document, 11)
    (['a', 'lawyer', 'from', 'Halm'], None)
    """
    first = _behind_facts(document, last)
    if first is None or first in names or not _begins(document, first):
        return None
    found = _phrase_behind(document, first, is_fronted(document, last))
    if found is None or (document.gap(found.last - 1) == ", " and found.last in names):
        return None
    return found


def _phrase_behind(document: Document, first: int, fronted: bool) -> Apposition | None:
    """Read the noun phrase from word `first` to a mark or a relative pronoun."""
    keys, words = document.keys, document.words
    owned = _opens_phrase(document, first) or not words[first][0].isupper()
    for at in range(first, min(first + LONGEST, len(words))):
        if at > first and _is_clause(document, at, fronted):
            return None
        if keys[at] == "and" and _goes_on_as_list(document, first, at):
            return None
        if at > first and keys[at] in _next_clause() and words[at][0].islower():
            return Apposition(first, at, first + _head(document, first, at), owned)
        owned = owned or words[at].endswith(POSSESSIVE)
        if at + 1 >= len(words) or not _goes_on(document, at + 1):
            head = first + _head(document, first, at + 1)
            return Apposition(first, at + 1, head, owned) if is_closed(document, at) else None
    return None


def _head(document: Document, first: int, last: int) -> int:
    return head_index(document.keys[first:last], document.words[first:last])


def _behind_facts(document: Document, last: int) -> int | None:
    """Return where a description behind a name may begin: behind its mark, an age, a party."""
    gap, at = document.gap(last - 1).strip(), last
    if not (gap in BEHIND or "(" in gap) or at >= len(document.words):
        return None
    if document.words[at].isdigit():
        if len(document.words[at]) > 2 or document.gap(at).strip() != ",":
            return None
        at += 1
    elif party_of(document, at):
        while at < len(document.words) and document.gap(at).strip() in (".", "-"):
            at += 1
        if document.gap(at).strip() not in (",", "),", ".,", ".),"):
            return None
        at += 1
    if at >= len(document.words) or document.sentence_of[at] != document.sentence_of[last - 1]:
        return None
    return at


def _begins(document: Document, first: int) -> bool:
    keys = document.keys
    if _opens_phrase(document, first):
        return True
    if keys[first] != "one" and (keys[first] in _outside() or is_verb(document, first)):
        return False
    closed = word_class("preposition") - {"of"}  # “one of his aides”
    near = takewhile(lambda key: key not in closed, keys[first : first + ROLE_WITHIN])
    return keys[first] in word_class("title_adjective") or any(key in role_words() for key in near)


def _is_clause(document: Document, word: int, fronted: bool) -> bool:
    """Tell a finite verb; where the name ends a fronted part, “left” and “jumped”, too."""
    key, behind = document.keys[word], document.keys[word + 1 : word + 2]
    if not document.words[word][0].islower():
        return False  # “the United Nations”
    if key in auxiliaries() or speaks(key):
        return True
    if not fronted or key in word_class("participle_adjective") or behind == ["by"]:
        return False  # “based in”, “hired by”
    return key in past_forms() or key.endswith("ed")


@cache
def _next_clause() -> frozenset[str]:
    return word_class("relative") | word_class("pronoun") - word_class("determiner", "number")


def _goes_on_as_list(document: Document, first: int, word: int) -> bool:
    """Tell “the mayor and two aides”, “the mayor and the bishop” from “a fellow of A and the B”."""
    following = document.keys[word + 1 : word + 2]
    if following and following[0] in word_class("number"):
        return True
    if not following or following[0] not in word_class("determiner"):
        return False
    return word > first and first + _head(document, first, word) == word - 1


def party_of(document: Document, word: int) -> list[str]:
    """Return the party and state that “(D-Ohio)” or “, R-N.Y.,” behind a name tells."""
    if word >= len(document.words) - 1 or document.gap(word - 1).strip() not in ("(", ","):
        return []
    if not PARTY.match(document.words[word]):
        return []
    letter, _, state = document.keys[word].partition("-")
    behind = document.keys[word + 1] if document.gap(word).startswith(".") else ""
    party = {"r": ["republican"], "d": ["democrat"], "rep": ["republican"], "dem": ["democrat"]}
    place = state + behind if len(state) == 1 else state
    return [*party.get(letter, []), *filter(None, [place])]


# ------------------------------------------------------------------------- the sentence
def _goes_on(document: Document, word: int) -> bool:
    """Tell whether no mark stands before the word: “the Dockers’ Union”, “Holt/Moss”."""
    if document.gap(word - 1) in ("’ ", "' ", "/", "-", " & "):
        return document.sentence_of[word] == document.sentence_of[word - 1]
    return goes_on(document, word)


def is_closed(document: Document, word: int) -> bool:
    """Tell whether a mark closes what ends at `word`."""
    gap = document.gap(word).strip()
    return gap[0] in CLOSING if gap else document.gap(word) != " "


def is_fronted(document: Document, word: int) -> bool:
    """Tell whether the sentence up to `word` is only what stands before its subject.

    Each part of it, from comma to comma, opens with a preposition, a subordinator or a participle:
    “After the talk with the mayor, …”, “On Friday, when he met the mayor, …”.
    """
    at, keys = document.sentence_starts[document.sentence_of[word - 1]], document.keys
    if at >= word:
        return False
    while at < word:
        while keys[at] not in _fronting() and keys[at] in _openers() and at < word - 1:
            at += 1
        if keys[at] not in _fronting() and not keys[at].endswith("ing"):
            return False
        at += 1
        while at < word and "," not in document.gap(at - 1):
            at += 1
    return True


@cache
def _openers() -> frozenset[str]:
    return word_class("adverb", "coordinator")


@cache
def _fronting() -> frozenset[str]:
    return word_class("preposition", "subordinate", "clause_opener")


def _is_listed(document: Document, last: int, names: Container[int]) -> bool:
    """Tell “the mayor, Ana Orr and two aides” and “the mayor, Ana Orr, Bill Tate and …”."""
    if last < len(document.keys) and document.keys[last] in word_class("joining"):
        return True
    return last in names and document.gap(last - 1) == ", "
