"""Noun phrases beside a cue: where the source starts and ends, told without a parser."""

from __future__ import annotations

import re
from functools import cache

from mediakit.attribution.grammar import auxiliaries, cues, role_words, word_class
from mediakit.document import Document

WordRange = tuple[int, int]  # first word, word after the last
MAX_SOURCE = 14
PARTY = re.compile(r"[RDI]-[A-Z]|(?:Dem|Rep)\w*$")  # "R-Ohio", "D-Calif"
COMMAS = frozenset({",", ".,", "),", ").,", ".),"})
BREAKS = frozenset(',;:—–()[]!?“”"…')


@cache
def _never() -> frozenset[str]:
    """Words that no source holds: clause openers, verbs of being, adverbs."""
    return (
        word_class("relative", "conjunction", "auxiliary", "modal", "particle")
        - {"and", "or", "of", "for", "to", "a", "so-called", "no", "her", "his"}
    ) | {"is", "was", "are", "were", "had", "has", "have", "been", "be", "not", "because", "that"}


@cache
def subject_pronouns() -> frozenset[str]:
    """Pronouns that can be a source."""
    return frozenset({"he", "she", "they", "it", "i", "we", "you", "who", "everyone", "nobody"})


def starts_clause(document: Document, word: int) -> bool:
    """Tell whether a mark that breaks a phrase stands before `word`."""
    if word == 0:
        return True
    gap = document.gap(word - 1)
    if gap == " ":
        return False
    if document.sentence_of[word] != document.sentence_of[word - 1]:
        return True
    return any(mark in BREAKS for mark in gap) or "''" in gap or " - " in gap


def skip_auxiliaries(document: Document, word: int, first: int) -> int:
    """Return the first word of the verb group that ends before `word`: “has also” said."""
    at = word
    while at > first and not starts_clause(document, at):
        key = document.keys[at - 1]
        if key in word_class("weekday") and at - 1 > first:  # "on Wednesday", "late Sunday"
            at -= 1 + (document.keys[at - 2] in ("on", "late", "early", "last"))
        elif key in auxiliaries() or is_adverb(document, at - 1):
            at -= 1
        else:
            break
    return at


def is_adverb(document: Document, word: int) -> bool:
    """Tell an adverb, by list or by its ending, in lower case."""
    key = document.keys[word]
    if key in auxiliaries():
        return False
    if key == "both":  # "have both said"
        return word > 0 and document.keys[word - 1] in auxiliaries()
    ending = key.endswith("ly") and len(key) > 4 and document.words[word][0].islower()
    return ending or key in word_class("adverb")


def phrase_before(document: Document, end: int, first: int) -> WordRange | None:
    """Find the noun phrase that ends before word `end`, not before word `first`.

    “John Smith, a lawyer,” and “Sen. John Smith (D-Ohio)” are taken whole; of “people who” the
    part before *who*.
    """
    if end <= first:
        return None
    gap = document.gap(end - 1)
    if ")" in gap and (opening := _opening_bracket(document, end, first)) is not None:
        start = _walk_left(document, opening, first)
        return (start, end) if start < opening else None
    if starts_clause(document, end):
        if gap.strip() not in COMMAS:
            return None
        if is_adverb(document, end - 1) and "," in document.gap(end - 2):  # "X, however, found"
            return phrase_before(document, end - 1, first)
        return _apposed(document, end, first)
    relative = document.keys[end - 1] in ("who", "which", "that")
    if relative and document.words[end - 1].islower() and end - 1 > first:
        if "," in document.gap(end - 2):
            start = _walk_left(document, end - 1, first)
            return (start, end - 1) if start < end - 1 else None
        return phrase_before(document, end - 1, first)
    start = _walk_left(document, end, first)
    if start > first and document.keys[start - 1] in word_class("preposition"):
        # "an aide who spoke on condition of anonymity said"
        for word in range(start - 1, max(first, start - 12), -1):
            if document.keys[word] == "who" and not starts_clause(document, word):
                return phrase_before(document, word, first)
    return (start, end) if start < end else None


def phrase_ending(document: Document, end: int, first: int) -> WordRange | None:
    """Find the noun phrase whose last word stands before `end`, whatever mark follows it."""
    start = _walk_left(document, end, first)
    return (start, end) if start < end else None


def _opening_bracket(document: Document, end: int, first: int) -> int | None:
    for word in range(end - 1, max(first, end - 8), -1):
        if "(" in document.gap(word - 1):
            return word
    return None


def _apposed(document: Document, end: int, first: int) -> WordRange | None:
    """Find “Name, a lawyer from Columbus, Ohio” before the comma at word `end`.

    The phrase must be a name or a role, and what stands between the commas must look like an
    apposition: a determiner, a role, *who*, an age, “R-Ohio”, a name behind a role.
    """
    middle = end - 1
    for _ in range(3):
        while middle > max(first, end - 25) and not starts_clause(document, middle):
            middle -= 1
        if middle <= first or document.gap(middle - 1).strip() not in COMMAS:
            return None
        if is_apposition(document, middle):
            opener = document.keys[middle]
            clause = opener in ("who", "whose") or looks_verbal(document, middle)
            if not clause and any(looks_verbal(document, w) for w in range(middle + 1, end)):
                return None  # "…, Ida Holt, said Moss was wrong,": a clause, no apposition
            start = _walk_left(document, middle, first)
            return (start, end) if start < middle else None
        middle -= 1
    return None


def is_apposition(document: Document, word: int) -> bool:
    """Tell whether what starts at `word`, behind a comma, explains the phrase before it."""
    key, text, head = document.keys[word], document.words[word], document.words[word - 1]
    if head[0].isdigit():
        return False
    openers = word_class("determiner", "appositive_opener")
    named = head[0].isupper()
    if key in openers or (not named and text[0].isupper()):  # "a chemist, Dr Imran Sethi,"
        return True
    if document.keys[word - 1] in role_words() and text[0].isupper():
        return True
    return named and (key in role_words() or text[0].isdigit() or PARTY.match(text) is not None)


def _walk_left(document: Document, end: int, first: int) -> int:
    """Return the first word of the noun phrase that ends before word `end`."""
    keys = document.keys
    determiners, prepositions = word_class("determiner"), word_class("preposition")
    at = end
    while at > first and end - at < MAX_SOURCE:
        if at < end and starts_clause(document, at) and not abbreviates(document, at):
            break
        key = keys[at - 1]
        if is_pronoun(document, at - 1):
            at = at - 1 if at == end else at
            break
        if key in ("and", "&"):
            if at - 1 <= first or at == end or not _may_join(document, at - 2, at):
                break
        elif key in prepositions and document.words[at - 1].islower():
            if at == end or not _may_bind(document, at - 1, first):
                break
        elif (document.words[at - 1].islower() and key in _never()) or (
            at < end and looks_verbal(document, at - 1)
        ):
            break
        at -= 1
        # A determiner opens the phrase, unless "of" or "for" binds it to a noun before.
        if key in determiners and not (
            at > first and keys[at - 1] in prepositions and _may_bind(document, at - 1, first)
        ):
            break
    while (
        at < end and keys[at] in (prepositions | {"and", "or", "then", "but", "to"}) - determiners
    ):
        at += 1
    return at


def is_pronoun(document: Document, word: int) -> bool:
    """Tell a pronoun that can be a source from “US”, “IT” and “WHO”."""
    key = document.keys[word]
    pronoun = key in subject_pronouns() or key in ("him", "her", "them", "us", "me")
    return pronoun and (key == "i" or not document.words[word].isupper())


def abbreviates(document: Document, word: int) -> bool:
    """Tell whether the stop before `word` belongs to an abbreviation: “Sen. John”, “J. Smith”."""
    gap = document.gap(word - 1)
    return gap.strip() == "." and document.sentence_of[word] == document.sentence_of[word - 1]


def _may_join(document: Document, left: int, right: int) -> bool:
    both_names = document.words[left][0].isupper() and document.words[right][0].isupper()
    return both_names or {document.keys[left], document.keys[right]} <= role_words()


def _may_bind(document: Document, preposition: int, first: int) -> bool:
    """Tell whether the preposition belongs to the phrase: “head of”, “spokesman for the”."""
    if preposition <= first or starts_clause(document, preposition):
        return False
    last_word = len(document.words) - 1
    key, head = document.keys[preposition], document.keys[preposition - 1]
    if head in word_class("binding_adjective"):  # "a person familiar with"
        return True
    names = (document.words[preposition - 1], document.words[min(preposition + 1, last_word)])
    if key in ("for", "on") and all(word[0].isupper() for word in names):
        return True  # "the Institute for Government"
    if key == "of":
        return head not in word_class("preposition", "auxiliary", "determiner")
    return head in role_words() and key in word_class("source_preposition")


def looks_verbal(document: Document, word: int) -> bool:
    """Tell a finite verb or participle from a noun by its ending and place; lower case only."""
    text = document.words[word]
    if text[0].isupper() or text.endswith(("'s", "’s")):
        return False
    key = document.keys[word]
    if "-" in key or key in role_words() or key in word_class("participle_adjective"):
        return False
    if any(cue.finite and not cue.noun and len(cue.words) == 1 for cue in cues().get(key, ())):
        return True
    return key.endswith(("ing", "ed"))


def _is_participle(key: str) -> bool:
    return key.endswith(("ing", "ed")) and key not in role_words()


def phrase_after(document: Document, start: int, last: int) -> WordRange | None:
    """Find the noun phrase that starts at word `start` and ends before word `last`."""
    keys, words = document.keys, document.words
    prepositions = word_class("preposition")
    at = start
    while at < last and at - start < MAX_SOURCE:
        if at > start and starts_clause(document, at) and not abbreviates(document, at):
            break
        key = keys[at]
        if is_pronoun(document, at):
            return (start, start + 1) if at == start else (start, at)
        if key in ("and", "&"):
            if at == start or at + 1 >= last or not _may_join(document, at - 1, at + 1):
                break
        elif key in prepositions or key == "to":
            if at == start or not _may_bind(document, at, start - 1 if start else -1):
                break
        elif key in _never() or key in word_class("adverb", "weekday", "month", "pronoun"):
            opens = at == start and key in word_class("determiner", "number", "indefinite")
            if not opens:
                break
        elif at > start and words[at][0].islower() and _is_participle(key):
            break
        at += 1
    while at > start and keys[at - 1] in prepositions | {"and", "to"} | word_class("determiner"):
        at -= 1
    return (start, at) if at > start else None
