"""The cast of an article: who is mentioned, under which names, titles and descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from mediakit.attribution.grammar import role_words, roles, title_words, word_class
from mediakit.attribution.phrases import PARTY
from mediakit.document import POSSESSIVE, WORD, Document, strip_possessive
from mediakit.resources import read_rows


class Mention(NamedTuple):
    """One mention of an actor: words [first, last) of a field, how it names it, and whom."""

    first: int
    last: int
    label: str  # name | title | description | metonym
    actor: str


@dataclass
class Person:
    """A person of the cast; `name` is the fullest one in the article, without titles."""

    name: str
    titles: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    gender: str = "u"
    places: list[int] = field(default_factory=list)  # words of the text at which they are named


@cache
def _honorifics() -> dict[str, str]:
    gender = {
        "mr": "m",
        "sir": "m",
        "lord": "m",
        "mrs": "f",
        "ms": "f",
        "miss": "f",
        "dame": "f",
        "lady": "f",
    }
    found = {}
    for row in read_rows("titles"):
        if row["kind"] == "honorific":
            key = row["title"].rstrip(".")
            found[key] = gender.get(key, "u")
    return found


@cache
def _given_names() -> dict[str, str]:
    return {row["name"].lower(): row["gender"] for row in read_rows("given_names")}


@cache
def demonyms() -> dict[str, str]:
    """Return country by demonym and by country name, as written (“Russian”, “Russia”)."""
    found: dict[str, str] = {}
    for row in read_rows("places"):
        if row["kind"] == "country":
            found[row["name"]] = row["country"]
            for demonym in filter(None, row["demonym_singular"].split("|")):
                found.setdefault(demonym, row["country"])
    return found


@cache
def places() -> dict[tuple[str, ...], dict[str, str]]:
    """Return the rows of ``places.csv`` by the words of their names."""
    return {tuple(WORD.findall(row["name"])): row for row in read_rows("places")}


@cache
def institutions() -> dict[tuple[str, ...], dict[str, str]]:
    """Return the rows of ``institutions.csv`` by the words of their names and short forms."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for row in read_rows("institutions"):
        for name in (row["name"], *filter(None, row["short"].split("|"))):
            words = tuple(WORD.findall(name))
            if words and words[0] in ("the", "The"):
                words = words[1:]
            found.setdefault(words, row)
    return found


class Cast:
    """Everybody whom an article names, so that surnames, titles and pronouns find their person.

    Parameters
    ----------
    documents : list of Document
        The fields of one article; the text is read for names, a title only uses them.
    """

    def __init__(self, documents: list[Document]) -> None:
        self.persons: dict[str, Person] = {}
        self._by_last: dict[str, list[str]] = {}
        self._mentions: dict[str, list[Mention]] = {}
        self._text = "\n".join(document.text for document in documents)
        for document in documents:
            if document.field != "title":
                self._read_names(document)
        for document in documents:
            if document.field == "title":
                self._mentions["title"] = list(self._known_names(document))

    def mentions(self, document: Document) -> list[Mention]:
        """Return the mentions of persons by name in `document`, in order."""
        return self._mentions.get(document.field, [])

    def fullest_name(self, institution: dict[str, str]) -> str:
        """Return the longest form of an institution's name that the article uses."""
        forms = [institution["name"], *institution["short"].split("|")]
        used = [form for form in forms if form and form in self._text]
        return max(used, key=len, default=institution["name"])

    # ------------------------------------------------------------------ names
    def _read_names(self, document: Document) -> None:
        """Make persons of the names, longest first, then find all mentions of them."""
        runs = [run for run in _capital_runs(document) if _may_be_name(document, run)]
        lone = {
            phrase_text(document, run.name, run.last) for run in runs if run.last - run.name == 1
        }
        introduced: dict[str, int] = {}  # where each surname first stands behind a first name
        for run in sorted(runs, key=lambda run: (run.name - run.last, run.name)):
            name = phrase_text(document, run.name, run.last)
            if run.last - run.name > 1:
                introduced.setdefault(_last_name(name), run.name)
            if self._is_somebody_else(document, run, introduced.get(name)):
                self.persons[name] = Person(name)
            if self.find(name, _gender_of(document, run)) or _is_person(document, run, lone):
                self._add(document, run)
        mentions = []
        for run in sorted(runs, key=lambda run: (run.last - run.name == 1, run.name)):
            person = self.find(phrase_text(document, run.name, run.last), _gender_of(document, run))
            if person is not None:
                person.places.append(run.name)
                label = "title" if run.first < run.name else "name"
                mentions.append(Mention(run.first, run.last, label, person.name))
        for person in self.persons.values():
            person.places.sort()
        self._mentions[document.field] = sorted(mentions)

    def _is_somebody_else(self, document: Document, run: Run, introduced: int | None) -> bool:
        """Tell “President Obama” or “Mr. Obama” before anybody of that name has a first name.

        News introduces persons by their full names; who is so well known that it does not is not
        the relative whom it names later.
        """
        before = document.keys[run.first : run.name]
        if run.last - run.name > 1 or not before or introduced is None or introduced < run.name:
            return False
        name = phrase_text(document, run.name, run.last)
        role = _role_in(" ".join(before))
        bearers = [self.persons[bearer] for bearer in self._by_last.get(name, [])]
        same_role = [person for person in bearers if role and role in person.titles]
        return name not in self.persons and not same_role and bool(role)

    def _add(self, document: Document, run: Run) -> None:
        name = phrase_text(document, run.name, run.last)
        person = self.find(name, _gender_of(document, run))
        if person is None:
            person = self.persons[name] = Person(name)
            self._by_last.setdefault(_last_name(name), []).append(name)
        before = document.keys[run.first : run.name]
        if person.gender == "u":
            given = _given_names().get(name.split()[0].lower(), "u") if " " in name else "u"
            said = _gender_of(document, run)
            person.gender = said if said != "u" else given
        for word in document.words[run.first : run.name]:
            if country := demonyms().get(strip_possessive(word)):
                person.countries.add(country)
        for title in (before, _apposition(document, run.last)):
            keys = [key for key in title if key not in word_class("determiner")]
            if role := _role_in(" ".join(keys)):
                person.titles.add(role)

    def find(self, name: str, gender: str = "u") -> Person | None:
        """Return the person whom `name` (full, or a surname that only one bears) can mean.

        `gender`, where *Mr.* or *Mrs.* tells it, leaves out bearers of the other one.
        """
        if name in self.persons:
            return self.persons[name]
        bearers = [
            bearer
            for bearer in self._by_last.get(_last_name(name), [])
            if "u" in (gender, self.persons[bearer].gender) or gender == self.persons[bearer].gender
        ]
        words = name.split()
        fits = [b for b in bearers if len(words) == 1 or _initials_fit(words, b.split())]
        if len(words) == 1 and not fits:
            # East Asian order: "Xi" is the first word of "Xi Jinping".
            fits = [
                p
                for p in self.persons
                if p.split()[0] == name
                and len(p.split()) > 1
                and name.lower() not in _given_names()
            ] or [p for p in self.persons if p.split()[0] == name and len(p.split()) > 1]
        if len(fits) > 1 and len(words) == 1 and fits[0].split()[-1] != fits[0]:
            # A bare surname that several bear means whom the article names most.
            return max((self.persons[fit] for fit in fits), key=lambda person: len(person.places))
        return self.persons[fits[0]] if len(fits) == 1 else None

    def _known_names(self, document: Document) -> Iterator[Mention]:
        words = [strip_possessive(word) for word in document.words]
        at = 0
        names = {tuple(name.split()): name for name in self.persons}
        for person in list(self.persons.values()):
            last = _last_name(person.name)
            if self.find(last) is person:
                names.setdefault((last,), person.name)
            first = person.name.split()[0]
            if self.find(first) is person and first.lower() not in _given_names():
                names.setdefault((first,), person.name)
        while at < len(words):
            for length in (3, 2, 1):
                name = names.get(tuple(words[at : at + length]))
                if name and at + length <= len(words):
                    yield Mention(at, at + length, "name", name)
                    at += length - 1
                    break
            at += 1


class Run(NamedTuple):
    """Capitalised words in a row: titles from `first`, the name from `name`, until `last`."""

    first: int
    name: int
    last: int


def _capital_runs(document: Document) -> Iterator[Run]:
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


def _gender_of(document: Document, run: Run) -> str:
    """Return ``m`` or ``f`` where an honorific before the name tells, else ``u``."""
    said = (_honorifics().get(key, "u") for key in document.keys[run.first : run.name])
    return next((gender for gender in said if gender != "u"), "u")


def _apposition(document: Document, word: int) -> list[str]:
    """Return the words of “…, a lawyer from Ohio,” behind a name, or *lawmaker* for “(D-Ohio)”."""
    gap = document.gap(word - 1)
    if "(" in gap and word < len(document.words) and PARTY.match(document.words[word]):
        return ["lawmaker"]
    if gap.strip() != ",":
        return []
    end = word
    while end < min(word + 8, len(document.words)) and document.gap(end) == " ":
        if document.keys[end + 1] in word_class("preposition"):
            break  # "a strategist for the governor"
        end += 1
    keys = document.keys[word : end + 1]
    return keys if keys and (keys[0] in word_class("determiner") or keys[0] in role_words()) else []


def _name_start(document: Document, start: int, end: int) -> int:
    """Return where the name starts behind its titles: “Health Secretary” Rachel Boyd."""
    if document.keys[start] in _given_names():  # "Martin Luther King"
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
    gap = document.gap(word - 1)
    if gap in (" ", "\u00a0"):
        return True
    return gap.strip() == "." and document.sentence_of[word] == document.sentence_of[word - 1]


def _is_title(document: Document, word: int, end: int) -> bool:
    key, raw = document.keys[word], strip_possessive(document.words[word])
    if key in title_words() or key in _honorifics() or key in word_class("title_adjective"):
        return True
    return raw in demonyms() and word + 1 < end


def _may_be_name(document: Document, run: Run) -> bool:
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


def _is_person(document: Document, run: Run, lone: set[str]) -> bool:
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
    if first.lower() in _given_names() or _last_name(name) in lone or family_first:
        return True
    return bool(_apposition(document, run.last))


_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.[A-Z]|\b[JS]r)$")


def phrase_text(document: Document, first: int, last: int) -> str:
    """Return words [first, last) as written, “Donald J. Trump”, without a possessive ’s."""
    text = " ".join(document.text[document.starts[first] : document.ends[last - 1]].split())
    stop = document.text[document.ends[last - 1] : document.ends[last - 1] + 1] == "."
    return text + "." if stop and _ABBREVIATED.search(text) else strip_possessive(text)


def _last_name(name: str) -> str:
    words = name.split()
    return words[-2] if len(words) > 2 and _suffix(words) else words[-1]


def _suffix(words: list[str]) -> str:
    return words[-1].rstrip(".") if words[-1].rstrip(".") in ("Jr", "Sr", "II", "III", "IV") else ""


def _initials_fit(words: list[str], full: list[str]) -> bool:
    return (
        _suffix(words) == _suffix(full)
        and words[0][0] == full[0][0]
        and (len(words[0]) <= 2 or words[0] == full[0] or len(full) == 1)
    )


def _role_in(title: str) -> str:
    for length in range(len(title.split()), 0, -1):
        for start in range(len(title.split()) - length + 1):
            phrase = " ".join(title.split()[start : start + length])
            if phrase in roles():
                return phrase
    return ""


def opens_sentence(document: Document, word: int) -> bool:
    """Tell whether `word` may be capitalised only because it comes first."""
    return (
        word == 0
        or document.sentence_of[word] != document.sentence_of[word - 1]
        or any(mark in document.gap(word - 1) for mark in '“"‘:')
    )
