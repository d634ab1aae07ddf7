"""The cast of an article: who is mentioned, under which names, titles and descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from mediakit.attribution.grammar import role_words, roles, word_class
from mediakit.document import WORD, Document, match_key
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
        runs = [run for run in _capital_runs(document) if _is_person(document, run)]
        for first, name_first, last in sorted(runs, key=lambda run: run[1] - run[2]):
            # A lone capital makes a person only behind a title; others join by surname.
            titled = first < name_first and document.keys[name_first - 1] not in word_class(
                "determiner"
            )
            if (
                last - name_first > 1
                or titled
                or self.find(phrase_text(document, name_first, last))
            ):
                self._add(document, first, name_first, last)
        mentions = []
        for first, name_first, last in sorted(runs, key=lambda run: (run[2] - run[1] == 1, run[1])):
            person = self.find(phrase_text(document, name_first, last))
            if person is not None:
                person.places.append(name_first)
                label = "title" if first < name_first else "name"
                mentions.append(Mention(first, last, label, person.name))
        for person in self.persons.values():
            person.places.sort()
        self._mentions[document.field] = sorted(mentions)

    def _add(self, document: Document, first: int, name_first: int, last: int) -> None:
        name = phrase_text(document, name_first, last)
        person = self.find(name)
        if person is None:
            person = self.persons[name] = Person(name)
            self._by_last.setdefault(_last_name(name), []).append(name)
        before = document.keys[first:name_first]
        title = " ".join(key for key in before if key not in word_class("determiner"))
        given = _given_names().get(name.split()[0].lower(), "u") if " " in name else "u"
        if person.gender == "u":
            person.gender = next(
                (_honorifics()[k] for k in before if _honorifics().get(k, "u") != "u"), given
            )
        for word in document.words[first:name_first]:
            if country := demonyms().get(_bare(word)):
                person.countries.add(country)
        if first < name_first and title not in _honorifics():
            person.titles.add(_role_in(title))
            person.titles.discard("")

    def find(self, name: str) -> Person | None:
        """Return the person whom `name` (full, or a surname that only one bears) can mean."""
        if name in self.persons:
            return self.persons[name]
        bearers = self._by_last.get(_last_name(name), [])
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
        words = [_bare(word) for word in document.words]
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


def _capital_runs(document: Document) -> Iterator[tuple[int, int, int]]:
    """Yield (first word with titles, first word of the name, word after the name)."""
    words, keys = document.words, document.keys
    total = len(words)
    stop = word_class(
        "determiner",
        "pronoun",
        "conjunction",
        "preposition",
        "auxiliary",
        "modal",
        "relative",
        "weekday",
        "month",
    )
    adverbs = word_class("adverb", "number", "particle")
    at = 0
    while at < total:
        word = words[at]
        if (
            not word[0].isupper()
            or keys[at] in stop
            or (keys[at] in adverbs and _opens_sentence(document, at))
        ):
            at += 1
            continue
        end = at + 1
        while (
            end < total and not words[end - 1].endswith(("'s", "’s")) and _same_name(document, end)
        ):
            if words[end][0].isupper() and keys[end] not in stop:
                end += 1
            elif (
                words[end] in word_class("name_particle")
                and end + 1 < total
                and words[end + 1][0].isupper()
                and document.gap(end) == " "
            ):
                end += 2
            else:
                break
        name_first = at
        while name_first < end - 1 and _is_title(document, name_first, end):
            name_first += 1
        first = at
        while first > 0 and document.gap(first - 1) == " " and _extends_title(document, first - 1):
            first -= 1
        yield first, name_first, end
        at = end


def _extends_title(document: Document, word: int) -> bool:
    """Tell whether a word before a name is its title: “Chinese leader”, “former”, not “told”."""
    key, raw = document.keys[word], document.words[word]
    if raw in demonyms():
        return document.words[word + 1][0].islower()
    return raw[0].islower() and (key in role_words() or key in word_class("title_adjective"))


def _same_name(document: Document, word: int) -> bool:
    gap = document.gap(word - 1)
    if gap in (" ", "\u00a0"):
        return True
    return gap.strip() == "." and document.sentence_of[word] == document.sentence_of[word - 1]


def _is_title(document: Document, word: int, end: int) -> bool:
    key, raw = document.keys[word].rstrip("."), _bare(document.words[word])
    return (
        key in role_words()
        or key in _honorifics()
        or raw in demonyms()
        or key in word_class("title_adjective")
        or (
            key in ("state", "secretary", "of", "democratic", "republican", "gop")
            and word + 2 < end
        )
    )


def _is_person(document: Document, run: tuple[int, int, int]) -> bool:
    """Tell a person's name from other capitals: a given name, a title, or two plain words."""
    first, name_first, last = run
    words = [_bare(word) for word in document.words[name_first:last]]
    if any(word.isupper() and len(word) > 2 for word in words) or any(
        c.isdigit() for w in words for c in w
    ):
        return False
    if tuple(words) in institutions() or tuple(words) in places() or words[0] in demonyms():
        return False
    if any(
        word.lower() in role_words() or word.lower() in word_class("organisation") for word in words
    ):
        return False
    if len(words) == 1:
        return words[0].isalpha() or "-" in words[0] or "’" in words[0]
    given = words[0].lower() in _given_names()
    return len(words) <= 4 and (
        given or first < name_first or all(w.isalpha() or "-" in w or "." in w for w in words)
    )


_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.[A-Z]|\b[JS]r)$")


def phrase_text(document: Document, first: int, last: int) -> str:
    """Return words [first, last) as written, “Donald J. Trump”, without a possessive ’s."""
    text = " ".join(document.text[document.starts[first] : document.ends[last - 1]].split())
    stop = document.text[document.ends[last - 1] :][:1] == "."
    return text + "." if stop and _ABBREVIATED.search(text) else _bare(text)


def _bare(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word.rstrip("’'")


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


def _opens_sentence(document: Document, word: int) -> bool:
    return (
        word == 0
        or document.sentence_of[word] != document.sentence_of[word - 1]
        or any(mark in document.gap(word - 1) for mark in '“"‘:')
    )


def match_words(text: str) -> list[str]:
    """Return the match keys of the words of `text`."""
    return [match_key(word) for word in Document(text).words]
