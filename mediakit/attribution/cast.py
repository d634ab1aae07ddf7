"""The cast of an article: who is mentioned, under which names, titles and descriptions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from mediakit.attribution.capitals import (
    Run,
    apposition,
    capital_runs,
    gender_of,
    is_person,
    last_name,
    may_be_name,
    phrase_text,
    suffix_of,
)
from mediakit.attribution.gazetteer import demonyms, given_names
from mediakit.attribution.grammar import roles, word_class
from mediakit.document import Document, strip_possessive

LONGEST = 20  # words of a name with its titles


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
        self._by_first: dict[str, list[str]] = {}
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

    def mentions_in(self, document: Document, words: range) -> list[Mention]:
        """Return the mentions that share a word with `words`."""
        every = self.mentions(document)
        at = bisect_left(every, words.start - LONGEST, key=lambda mention: mention.first)
        found = []
        while at < len(every) and every[at].first < words.stop:
            if every[at].last > words.start:
                found.append(every[at])
            at += 1
        return found

    def fullest_name(self, institution: dict[str, str]) -> str:
        """Return the longest form of an institution's name that the article uses."""
        forms = [institution["name"], *institution["short"].split("|")]
        used = [form for form in forms if form and form in self._text]
        return max(used, key=len, default=institution["name"])

    # ------------------------------------------------------------------ names
    def _read_names(self, document: Document) -> None:
        """Make persons of the names, longest first, then find all mentions of them."""
        runs = [run for run in capital_runs(document) if may_be_name(document, run)]
        lone = {
            phrase_text(document, run.name, run.last) for run in runs if run.last - run.name == 1
        }
        introduced: dict[str, int] = {}  # where each surname first stands behind a first name
        for run in sorted(runs, key=lambda run: (run.name - run.last, run.name)):
            name = phrase_text(document, run.name, run.last)
            if run.last - run.name > 1:
                introduced.setdefault(last_name(name), run.name)
            if self._is_somebody_else(document, run, introduced.get(name)):
                self.persons[name] = Person(name)
            if self.find(name, gender_of(document, run)) or is_person(document, run, lone):
                self._add(document, run)
        mentions = []
        for run in sorted(runs, key=lambda run: (run.last - run.name == 1, run.name)):
            name = phrase_text(document, run.name, run.last)
            person = self.find(name, gender_of(document, run), run.name)
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
        person = self.find(name, gender_of(document, run))
        if person is None:
            person = self.persons[name] = Person(name)
            self._by_last.setdefault(last_name(name), []).append(name)
            if " " in name:
                self._by_first.setdefault(name.split()[0], []).append(name)
        before = document.keys[run.first : run.name]
        if person.gender == "u":
            given = given_names().get(name.split()[0].lower(), "u") if " " in name else "u"
            said = gender_of(document, run)
            person.gender = said if said != "u" else given
        for word in document.words[run.first : run.name]:
            if country := demonyms().get(strip_possessive(word)):
                person.countries.add(country)
        for title in (before, apposition(document, run.last)):
            keys = [key for key in title if key not in word_class("determiner")]
            if role := _role_in(" ".join(keys)):
                person.titles.add(role)

    def find(self, name: str, gender: str = "u", at: int | None = None) -> Person | None:
        """Return the person whom `name` (full, or a surname that only one bears) can mean.

        `gender`, where *Mr.* or *Mrs.* tells it, leaves out bearers of the other one. Of several
        bearers left a bare surname means whom the article names most; a family name that stands
        first (“Kim”) means whom it named last before word `at`.
        """
        if name in self.persons:
            return self.persons[name]
        words = name.split()
        fits = self._bearers(words, gender)
        if len(words) > 1 or len(fits) < 2:
            return fits[0] if len(fits) == 1 else None
        most = max(fits, key=lambda person: len(person.places))
        before = [(max(p for p in person.places if p < at), person) for person in fits
                  if at is not None and min(person.places, default=at) < at]  # fmt: skip
        if most.name.split()[-1] == name or not before:
            return most
        return max(before, key=lambda pair: pair[0])[1]

    def _bearers(self, words: list[str], gender: str) -> list[Person]:
        """Return the persons whom `words`, a full name or a bare one, can mean."""
        known = [
            self.persons[bearer] for bearer in self._by_last.get(last_name(" ".join(words)), [])
        ]
        known = [
            person for person in known if "u" in (gender, person.gender) or gender == person.gender
        ]
        if len(words) > 1:
            return [person for person in known if _initials_fit(words, person.name.split())]
        # East Asian order, or a given name: "Xi" is the first word of "Xi Jinping".
        return known or [self.persons[name] for name in self._by_first.get(words[0], [])]

    def _known_names(self, document: Document) -> Iterator[Mention]:
        words = [strip_possessive(word) for word in document.words]
        at = 0
        names = {tuple(name.split()): name for name in self.persons}
        for person in list(self.persons.values()):
            last = last_name(person.name)
            if self.find(last) is person:
                names.setdefault((last,), person.name)
            first = person.name.split()[0]
            if self.find(first) is person and first.lower() not in given_names():
                names.setdefault((first,), person.name)
        while at < len(words):
            for length in (3, 2, 1):
                name = names.get(tuple(words[at : at + length]))
                if name and at + length <= len(words):
                    yield Mention(at, at + length, "name", name)
                    at += length - 1
                    break
            at += 1


def _initials_fit(words: list[str], full: list[str]) -> bool:
    return (
        suffix_of(words) == suffix_of(full)
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
