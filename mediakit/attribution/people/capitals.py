"""Capitalised words in a row, and which of them can be a person's name behind titles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from mediakit.text.appositions import apposed_before, apposed_behind, party_of
from mediakit.text.document import POSSESSIVE, Document, match_key, strip_possessive
from mediakit.text.gazetteer import (
    body_nouns,
    demonyms,
    given_names,
    honorifics,
    institutions,
    places,
    speaker_words,
)
from mediakit.text.phrases import abbreviates, is_initial, opens_sentence, phrase_text
from mediakit.text.word_classes import closed_words, role_words, roles, title_words, word_class


class Run(NamedTuple):
    """Capitalised words in a row: titles from `first`, the name from `name`, until `last`."""

    first: int
    name: int
    last: int


def capital_runs(document: Document) -> Iterator[Run]:
    """Yield the runs of capitalised words, with the titles before them in lower case."""
    end = 0
    for at in document.capitals:
        if at < end or not _may_open(document, at):
            continue
        end = _run_end(document, at)
        name = _name_start(document, at, end) if end - at > 1 else at
        first = at
        while first > 0 and _extends_title(document, first - 1) and document.gap(first - 1) == " ":
            first -= 1
        if 1 < first < name and " ".join(document.keys[first - 2 : first + 1]) in roles():
            first -= 2  # "Secretary of State" Ida Holt
        run = Run(first, name, end)
        yield _shorten(document, run) if end - name > 2 else run


def _shorten(document: Document, run: Run) -> Run:
    """Take the person out of “Barack Obama Election Day”: a given name, a surname, a body."""
    keys = document.keys[run.name : run.last]
    if keys[0] not in given_names() or keys[2] not in _no_name():
        return run
    return run if keys[1] in _no_name() else Run(run.first, run.name, run.name + 2)


def gender_of(document: Document, run: Run) -> str:
    """Return ``m`` or ``f`` where an honorific before the name tells, else ``u``."""
    if run.first == run.name:
        return "u"
    said = (honorifics().get(key, "u") for key in document.keys[run.first : run.name])
    return next((gender for gender in said if gender != "u"), "u")


def _name_start(document: Document, start: int, end: int) -> int:
    """Return where the name starts behind its titles: “Health Secretary” Rachel Boyd."""
    if document.keys[start] in given_names():  # "Martin Luther King"
        return start
    titles = [word for word in range(start, end - 1) if _is_title(document, word, end)]
    return titles[-1] + 1 if titles else start


@cache
def _no_names() -> frozenset[str]:
    return closed_words() | word_class("weekday", "month")


def _may_open(document: Document, word: int) -> bool:
    key = document.keys[word]
    if is_initial(document, word):  # "A.T.F."
        return True
    if key in _no_names():
        name = key in given_names() and document.gap(word) == " "  # "April Moss"
        return name and document.words[word + 1][0].isupper()
    return key not in word_class("adverb", "number", "particle") or not opens_sentence(
        document, word
    )


def _run_end(document: Document, start: int) -> int:
    """Return the word behind the run that starts at `start`; particles such as *van* go on."""
    words, total = document.words, len(document.words)
    particles = word_class("name_particle")
    end = start + 1
    while end < total and (words[end][0].isupper() or words[end] in particles):
        if words[end - 1].endswith(POSSESSIVE) or not _same_name(document, end):
            break
        if words[end][0].isupper() and (
            is_initial(document, end) or document.keys[end] not in _no_names()
        ):
            end += 1
            continue
        behind = end  # "von der Leyen"
        while behind < total and words[behind] in particles:
            behind += 1
        if behind == end or behind >= total or not words[behind][0].isupper():
            break
        end = behind + 1
    return end


def _extends_title(document: Document, word: int) -> bool:
    """Tell whether a word before a name is its title: “Chinese leader”, “former”, not “told”."""
    raw = document.words[word]
    if raw[0].islower():
        return document.keys[word] in _title_parts()
    return raw in demonyms() and document.words[word + 1][0].islower()


@cache
def _title_parts() -> frozenset[str]:
    return title_words() | word_class("title_adjective")


def _same_name(document: Document, word: int) -> bool:
    return document.gap(word - 1) == " " or abbreviates(document, word)


def _is_title(document: Document, word: int, end: int) -> bool:
    key, raw = document.keys[word], strip_possessive(document.words[word])
    if key in _title_parts() or key in honorifics():
        return True
    return raw in demonyms() and word + 1 < end


def may_be_name(document: Document, run: Run) -> bool:
    """Tell what can be a person's name from headings, organisations and places."""
    words = tuple(document.words[run.name : run.last])
    return _may_be_name(tuple(document.words[run.first : run.name]), words)


class _Written(NamedTuple):
    """What may be a name, as written: the titles in front, its words, these in lower case."""

    titles: tuple[str, ...]
    words: tuple[str, ...]
    lower: tuple[str, ...]

    @property
    def given(self) -> bool:
        """Whether a known given name stands before other words."""
        return len(self.words) > 1 and self.lower[0] in given_names()

    @property
    def honoured(self) -> bool:
        """Whether it is one word behind an honorific: “Mr. Jordan”."""
        title = match_key(self.titles[-1]) if self.titles else ""
        return len(self.words) == 1 and title in honorifics()

    @property
    def bodies(self) -> bool:
        """Whether a word names a body or a people: “Chad Council”, but “Tim Cook”."""
        words = self.lower[-1:] if self.given else self.lower
        return any(word in _no_name() for word in words)


@lru_cache(maxsize=2**16)
def _may_be_name(titles: tuple[str, ...], name: tuple[str, ...]) -> bool:
    words = (*name[:-1], strip_possessive(name[-1]))
    written = _Written(titles, words, tuple(match_key(word) for word in words))
    return next((told for rule in NAME_RULES.values() if (told := rule(written)) is not None), True)


def _letters(written: _Written) -> bool | None:
    """Tell names: “A.T.F.” and “EU” are no names; “Louis CK” is one."""
    words, last = written.words, written.words[-1]
    if len(words) > 1 and all(len(word) == 1 for word in words):
        return False
    short = len(last) == 2 and last.isupper() and not suffix_of(list(words))
    return False if short and written.lower[0] not in given_names() else None


def _long(written: _Written) -> bool | None:
    """Tell names: “Buy Buy Baby” repeats a word, and no name has five."""
    lower = written.lower
    return False if len(lower) > 4 or len(set(lower)) < len(lower) else None


def _listed(written: _Written) -> bool | None:
    """Tell names: “Halm” and “Miss Jordan” are a place's; “Mr. Jordan” is a person's."""
    whole = (*map(strip_possessive, written.titles), *written.words)
    own = written.honoured and match_key(written.titles[-1]) != "miss"
    names = (whole,) if own else (written.words, whole)
    return False if any(name in institutions() or name in places() for name in names) else None


def _of_country(written: _Written) -> bool | None:
    """Tell names: “Russian Railways” is no name, “Israel Moss” is one."""
    country = written.words[0] in demonyms()
    return False if country and not written.given and not written.honoured else None


def _surname(written: _Written) -> bool | None:
    """Tell names: “Banks” and “Tyra Banks” are names, though banks are bodies."""
    bare = len(written.words) == 1 and not written.titles
    known = written.lower[-1] in word_class("surname")
    return True if known and (bare or (written.given and len(written.words) == 2)) else None


def _of_office(written: _Written) -> bool | None:
    """Tell names: “City Council” and “Chad Council” are no names, “Larry King” is one."""
    if written.honoured or (written.given and not written.bodies and len(written.words) < 4):
        return None
    office = written.bodies or any(word in role_words() for word in written.lower)
    return False if office else None


def _spelled(written: _Written) -> bool | None:
    """Tell names: “Breaking News” and “McD4y” are no names."""
    ends = {written.lower[0], written.lower[-1]}
    if len(ends) > 1 and ends & speaker_words("not_a_name"):
        return False
    return None if all(_NAME_WORD.fullmatch(word) for word in written.words) else False


#: What is no name, or surely one; the first that answers decides, and what is left may be a name.
NAME_RULES: dict[str, Callable[[_Written], bool | None]] = {
    "letters": _letters,
    "long": _long,
    "listed": _listed,
    "of_country": _of_country,
    "surname": _surname,
    "of_office": _of_office,
    "spelled": _spelled,
}


_NAME_WORD = re.compile(
    r"[^\W\d_]{1,2}|III|(?:[^\W\d_][’'])?[^\W\d_](?:[^\W\d_]*[a-z][^\W\d_]*)(?:[-’'][^\W\d_]+)*"
)


@cache
def _no_name() -> frozenset[str]:
    people = {demonym.lower() + "s" for demonym in demonyms()}
    bodies = set(body_nouns()) - set(given_names())
    return word_class("organisation", "title_adjective", "furniture") | people | bodies


def is_person(document: Document, run: Run, lone: set[str]) -> bool:
    """Tell a person by a title, a given name, or a surname that stands alone elsewhere.

    A lone capital is a person only behind a title; others join one by surname.
    """
    if run.last - run.name > 1:
        words = phrase_text(document, run.name, run.last).split()
        first = words[0]
        family_first = first in lone and (first,) not in places()  # "Xi Jinping … Xi"
        if first.lower() in given_names() or last_name(words) in lone or family_first:
            return True
    return is_introduced(document, run)


def is_introduced(document: Document, run: Run) -> bool:
    """Tell a person by the words around the name: a title, an age, an apposition, a speech verb."""
    before = document.keys[run.name - 1] if run.first < run.name else ""
    if before in title_words() or before in honorifics():
        return True
    if run.last - run.name == 1:
        return False
    speaks = document.keys[run.last : run.last + 1] + document.keys[run.first - 1 : run.first]
    if set(speaks) & speaker_words("speech_verb"):
        return True
    if speaks and len(speaks[0]) == 2 and speaks[0].isdigit() and "," in document.gap(run.last - 1):
        return True  # an age
    if apposed_before(document, run.first, run.last) or party_of(document, run.last):
        return True  # “the transport secretary, Una Reed,”
    return apposed_behind(document, run.last) is not None


def last_name(words: list[str]) -> str:
    """Return the surname among the words of a full name, without a suffix such as Jr."""
    return words[-2] if len(words) > 1 and suffix_of(words) else words[-1]


def suffix_of(words: list[str]) -> str:
    """Return what stands behind a name (Jr, II, KC), or nothing."""
    last = words[-1].rstrip(".")
    return last if last.lower() in word_class("name_suffix") else ""
