"""Capitalised words in a row, and which of them can be a person's name behind titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from mediakit.attribution.gazetteer import (
    demonyms,
    given_names,
    honorifics,
    institutions,
    places,
)
from mediakit.attribution.grammar import role_words, title_words, word_class
from mediakit.attribution.phrases import PARTY, abbreviates
from mediakit.document import POSSESSIVE, Document, strip_possessive


class Run(NamedTuple):
    """Capitalised words in a row: titles from `first`, the name from `name`, until `last`."""

    first: int
    name: int
    last: int


def capital_runs(document: Document) -> Iterator[Run]:
    """Yield the runs of capitalised words, with the titles before them in lower case."""
    words, total = document.words, len(document.words)
    at = 0
    while at < total:
        if not words[at][0].isupper() or not _may_open(document, at):
            at += 1
            continue
        end = _run_end(document, at)
        name = _name_start(document, at, end)
        first = at
        while first > 0 and document.gap(first - 1) == " " and _extends_title(document, first - 1):
            first -= 1
        yield Run(first, name, end)
        at = end


def gender_of(document: Document, run: Run) -> str:
    """Return ``m`` or ``f`` where an honorific before the name tells, else ``u``."""
    said = (honorifics().get(key, "u") for key in document.keys[run.first : run.name])
    return next((gender for gender in said if gender != "u"), "u")


def apposition(document: Document, word: int) -> list[str]:
    """Return the words of “…, a lawyer from Ohio,” behind a name, or *lawmaker* for “(D-Ohio)”."""
    gap = document.gap(word - 1)
    if "(" in gap and word < len(document.words) and PARTY.match(document.words[word]):
        return ["lawmaker"]
    if gap.strip() != ",":
        return []
    end, last = word, len(document.words) - 1
    while end < min(word + 8, last) and document.gap(end) == " ":
        if document.keys[end + 1] in word_class("preposition"):
            break  # "a strategist for the governor"
        end += 1
    keys = document.keys[word : end + 1]
    return keys if keys and (keys[0] in word_class("determiner") or keys[0] in role_words()) else []


def _name_start(document: Document, start: int, end: int) -> int:
    """Return where the name starts behind its titles: “Health Secretary” Rachel Boyd."""
    if document.keys[start] in given_names():  # "Martin Luther King"
        return start
    titles = [word for word in range(start, end - 1) if _is_title(document, word, end)]
    return titles[-1] + 1 if titles else start


@cache
def _closed_words() -> frozenset[str]:
    return word_class(
        "determiner", "pronoun", "conjunction", "preposition", "auxiliary", "modal", "relative",
        "weekday", "month",
    )  # fmt: skip


def _may_open(document: Document, word: int) -> bool:
    key = document.keys[word]
    if key in _closed_words():
        return False
    return key not in word_class("adverb", "number", "particle") or not opens_sentence(
        document, word
    )


def _run_end(document: Document, start: int) -> int:
    """Return the word behind the run that starts at `start`; particles such as *van* go on."""
    words, total = document.words, len(document.words)
    end = start + 1
    while end < total and not words[end - 1].endswith(POSSESSIVE) and _same_name(document, end):
        if words[end][0].isupper() and document.keys[end] not in _closed_words():
            end += 1
            continue
        behind = end  # "von der Leyen"
        while behind < total and words[behind] in word_class("name_particle"):
            behind += 1
        if behind == end or behind >= total or not words[behind][0].isupper():
            break
        end = behind + 1
    return end


def _extends_title(document: Document, word: int) -> bool:
    """Tell whether a word before a name is its title: “Chinese leader”, “former”, not “told”."""
    key, raw = document.keys[word], document.words[word]
    if raw in demonyms():
        return document.words[word + 1][0].islower()
    return raw[0].islower() and (key in title_words() or key in word_class("title_adjective"))


def _same_name(document: Document, word: int) -> bool:
    return document.gap(word - 1) in (" ", "\u00a0") or abbreviates(document, word)


def _is_title(document: Document, word: int, end: int) -> bool:
    key, raw = document.keys[word], strip_possessive(document.words[word])
    if key in title_words() or key in honorifics() or key in word_class("title_adjective"):
        return True
    return raw in demonyms() and word + 1 < end


def may_be_name(document: Document, run: Run) -> bool:
    """Tell what can be a person's name from headings, organisations and places."""
    words = [strip_possessive(word) for word in document.words[run.name : run.last]]
    lower = [word.lower() for word in words]
    if len(words) > 4 or len(set(lower)) < len(lower):
        return False
    whole = tuple(strip_possessive(word) for word in document.words[run.first : run.last])
    if any(
        known in names for known in (tuple(words), whole) for names in (institutions(), places())
    ):
        return False
    if words[0] in demonyms():
        return False
    if any(word in role_words() or word in _no_name() for word in lower):
        return False
    return all(_NAME_WORD.fullmatch(word) for word in words)


_NAME_WORD = re.compile(r"[^\W\d_]{1,2}|[^\W\d_](?:[^\W\d_]*[a-z][^\W\d_]*)(?:[-’'][^\W\d_]+)*")


@cache
def _no_name() -> frozenset[str]:
    people = {demonym.lower() + "s" for demonym in demonyms()}
    return word_class("organisation", "title_adjective", "furniture") | people


def is_person(document: Document, run: Run, lone: set[str]) -> bool:
    """Tell a person by a title, a given name, or a surname that stands alone elsewhere.

    A lone capital is a person only behind a title; others join one by surname.
    """
    titled = run.first < run.name
    if titled and document.keys[run.name - 1] not in word_class("determiner"):
        return True
    if run.last - run.name == 1:
        return False
    name = phrase_text(document, run.name, run.last)
    first = name.split()[0]
    family_first = first in lone and (first,) not in places()  # "Xi Jinping … Xi"
    if first.lower() in given_names() or last_name(name) in lone or family_first:
        return True
    return bool(apposition(document, run.last))


_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.[A-Z]|\b[JS]r)$")


def phrase_text(document: Document, first: int, last: int) -> str:
    """Return words [first, last) as written, “Donald J. Trump”, without a possessive ’s."""
    text = " ".join(document.text[document.starts[first] : document.ends[last - 1]].split())
    stop = document.text[document.ends[last - 1] : document.ends[last - 1] + 1] == "."
    return text + "." if stop and _ABBREVIATED.search(text) else strip_possessive(text)


def last_name(name: str) -> str:
    """Return the surname of a full name, without a suffix such as Jr."""
    words = name.split()
    return words[-2] if len(words) > 2 and suffix_of(words) else words[-1]


def suffix_of(words: list[str]) -> str:
    """Return Jr, Sr, II … at the end of a name, or nothing."""
    return words[-1].rstrip(".") if words[-1].rstrip(".") in ("Jr", "Sr", "II", "III", "IV") else ""


def opens_sentence(document: Document, word: int) -> bool:
    """Tell whether `word` may be capitalised only because it comes first."""
    return (
        word == 0
        or document.sentence_of[word] != document.sentence_of[word - 1]
        or any(mark in document.gap(word - 1) for mark in '“"‘:')
    )
