"""Clauses: whether a name is the subject of one."""

from __future__ import annotations

from functools import cache

from mediakit.text.document import POSSESSIVE, Document
from mediakit.text.phrases import goes_on, is_verb, no_nouns
from mediakit.text.word_classes import role_words, word_class


def is_subject(document: Document, first: int, last: int) -> bool:
    """Tell whether the name of words [first, last) has a verb and is no part of another phrase.

    Between it and its verb stand adverbs, or what commas set off: an age, a role, “who …”. Misses
    a verb behind “Ida Holt and her aides”, or behind what no mark closes.

    Examples
    --------
    >>> document = Document("Ana Orr, 54, a lawyer, left. In Halm and Norland grew wheat.")
    >>> is_subject(document, 0, 2), is_subject(document, 10, 11)
    (True, False)
    """
    if document.words[last - 1].endswith(POSSESSIVE) or is_governed(document, first):
        return False
    return has_verb(document, last)


def is_governed(document: Document, first: int) -> bool:
    """Tell a name behind a preposition, “in Norland”, “in Halm and Norland”."""
    keys, at = document.keys, first - 1
    while at > 0 and keys[at] in word_class("joining"):
        at -= 1
        while at > 0 and document.words[at][0].isupper() and keys[at] not in no_nouns():
            at -= 1
    same = at >= 0 and document.sentence_of[at] == document.sentence_of[first]
    return same and keys[at] in prepositions()


@cache
def prepositions() -> frozenset[str]:
    """Return prepositions that open no clause: in, not “as Moscow says”."""
    return word_class("preposition", "locative") - (word_class("conjunction") - {"for"})


def has_verb(document: Document, word: int) -> bool:
    """Tell whether a verb follows what ends before `word`, over adverbs and what is set off."""
    keys, words, at = document.keys, document.words, word
    sentence = document.sentence_of[word - 1]
    while at < len(keys) and document.sentence_of[at] == sentence:
        joined = goes_on(document, at)
        if joined and words[at][0].isupper() and document.field != "title":
            return False  # “Moscow State University”
        if is_verb(document, at):
            return True
        adverb = keys[at] in word_class("adverb") or keys[at].endswith("ly")
        if not adverb and (joined or not (keys[at] in set_off() or words[at].isdigit())):
            return False
        at += 1
        while not (adverb and joined) and at < len(keys) and goes_on(document, at):
            at += 1
    return False


@cache
def set_off() -> frozenset[str]:
    """Return words that open what commas set off behind a name: a lawyer, mayor, who."""
    return word_class("determiner", "title_adjective", "relative") | role_words()
