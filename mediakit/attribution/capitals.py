"""Capitalised words in a row, and which of them can be a person's name behind titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from mediakit.attribution.gazetteer import (
    body_nouns,
    demonyms,
    given_names,
    honorifics,
    institutions,
    places,
    speaker_words,
)
from mediakit.attribution.grammar import role_words, title_words, word_class
from mediakit.document import POSSESSIVE, Document, strip_possessive

PARTY = re.compile(r"[RDI]-[A-Z]|(?:Dem|Rep)\w*$")  # "R-Ohio", "D-Calif"


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
        yield _shorten(document, Run(first, name, end))
        at = end


def _shorten(document: Document, run: Run) -> Run:
    """Take the person out of “Barack Obama Election Day”: a given name, a surname, a body."""
    keys = document.keys[run.name : run.last]
    if len(keys) < 3 or keys[0] not in given_names() or keys[2] not in _no_name():
        return run
    return run if keys[1] in _no_name() else Run(run.first, run.name, run.name + 2)


def abbreviates(document: Document, word: int) -> bool:
    """Tell whether the stop before `word` belongs to an abbreviation: “Sen. John”, “J. Smith”."""
    gap = document.gap(word - 1)
    return gap.strip() == "." and document.sentence_of[word] == document.sentence_of[word - 1]


def headlines(document: Document) -> frozenset[int]:
    """Return the sentences written like headlines, in which a capital tells no name.

    Counts the first two sentences of a text if their longer words are capitalised, but for one of
    ten.
    """
    if document.field == "title":
        return frozenset(range(len(document.sentences)))
    found = set()
    for sentence in range(min(2, len(document.sentences))):
        words = document.words_in(*document.sentences[sentence])
        long = [word for word in document.words[words.start : words.stop] if len(word) > 3]
        plain = sum(word[0].islower() for word in long)
        if len(long) > 3 and plain <= 0.1 * len(long):
            found.add(sentence)
    return frozenset(found)


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
        name = key in given_names() and document.gap(word) == " "  # "April Moss"
        return name and document.words[word + 1][0].isupper()
    return key not in word_class("adverb", "number", "particle") or not opens_sentence(
        document, word
    )


def _run_end(document: Document, start: int) -> int:
    """Return the word behind the run that starts at `start`; particles such as *van* go on."""
    words, total = document.words, len(document.words)
    end = start + 1
    while end < total and not words[end - 1].endswith(POSSESSIVE) and _same_name(document, end):
        initial = len(words[end]) == 1 and document.gap(end)[:1] == "."
        if words[end][0].isupper() and (initial or document.keys[end] not in _closed_words()):
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
    if len(words) > 4 or (len(words) > 1 and len(set(lower)) < len(lower)):
        return False
    name = tuple(words)
    if name in institutions() or name in places():
        return False
    if run.first < run.name:
        whole = tuple(strip_possessive(word) for word in document.words[run.first : run.last])
        if whole in institutions() or whole in places():
            return False
    given = lower[0] in given_names() and len(words) > 1
    if words[0] in demonyms() and not given:
        return False
    bodies = [word for word in (lower[-1:] if given else lower) if word in _no_name()]
    # "Larry King" and "Tim Cook" are names; "Chad Council" is none.
    surname = given and not bodies and len(words) < 4
    honoured = run.first < run.name and document.keys[run.name - 1] in honorifics()
    surname = surname or (honoured and len(words) == 1)
    if not surname and (bodies or any(word in role_words() for word in lower)):
        return False
    if len(words) > 1 and {lower[0], lower[-1]} & speaker_words("not_a_name"):
        return False
    return all(_NAME_WORD.fullmatch(word) for word in words)


_NAME_WORD = re.compile(
    r"[^\W\d_]{1,2}|(?:[^\W\d_][’'])?[^\W\d_](?:[^\W\d_]*[a-z][^\W\d_]*)(?:[-’'][^\W\d_]+)*"
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
    before = document.keys[run.name - 1] if run.first < run.name else ""
    if before in title_words() or before in honorifics():
        return True
    if run.last - run.name == 1:
        return False
    name = phrase_text(document, run.name, run.last)
    first = name.split()[0]
    family_first = first in lone and (first,) not in places()  # "Xi Jinping … Xi"
    if first.lower() in given_names() or last_name(name) in lone or family_first:
        return True
    speaks = document.keys[run.last : run.last + 1] + document.keys[run.first - 1 : run.first]
    if set(speaks) & speaker_words("speech_verb"):
        return True
    if speaks and len(speaks[0]) == 2 and speaks[0].isdigit() and "," in document.gap(run.last - 1):
        return True  # an age
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
