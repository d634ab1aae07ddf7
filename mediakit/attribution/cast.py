"""The cast of an article: who is mentioned, under which names, titles and descriptions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from mediakit.attribution.capitals import (
    Run,
    apposition,
    capital_runs,
    gender_of,
    headlines,
    is_person,
    last_name,
    may_be_name,
    party_of,
    phrase_text,
    suffix_of,
)
from mediakit.attribution.gazetteer import demonyms, given_names
from mediakit.attribution.grammar import roles, word_class
from mediakit.document import Document, match_key, strip_possessive

_LOUD = re.compile(r"\b[A-Z]{4}")
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
    words: set[str] = field(default_factory=set)  # of titles and appositions


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
        self._titles = [d.text.strip(" .") for d in documents if d.field == "title"]
        texts = [document for document in documents if document.field != "title"]
        self._read = texts[0] if texts else None
        self._text = "\n".join(document.text for document in documents)
        for document in documents:
            if document.field != "title":
                self._read_names(document)
        for document in documents:
            if document.field == "title":
                self._mentions["title"] = list(
                    self._known_names(document, range(len(document.words)))
                )

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

    def text_or(self, document: Document) -> Document:
        """Return the article's text, or `document` if it has none."""
        return self._read or document

    def read(self, person: Person, document: Document) -> tuple[Document, list[Mention]]:
        """Return the text, or `document` if there is none, and the mentions of a person in it."""
        text = self.text_or(document)
        return text, [m for m in self.mentions(text) if m.actor == person.name]

    def fullest_name(self, institution: dict[str, str]) -> str:
        """Return the longest form of an institution's name that the article uses."""
        forms = [institution["name"], *institution["short"].split("|")]
        used = [form for form in forms if form and form in self._text]
        return max(used, key=len, default=institution["name"])

    # ------------------------------------------------------------------ names
    def _read_names(self, document: Document) -> None:
        """Make persons of the names, longest first, then find all mentions of them."""
        loud = headlines(document)  # there a capital tells no name
        if any(title and document.text.startswith(title) for title in self._titles):
            loud |= {0}
        runs = [
            run
            for run in capital_runs(document)
            if document.sentence_of[run.name] not in loud and may_be_name(document, run)
        ]
        runs = _without_verbs(document, runs)
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
        sure: dict[tuple[str, str], Person] = {}  # whom a name means everywhere
        nobody: set[tuple[str, str]] = set()
        for run in sorted(runs, key=lambda run: (run.last - run.name == 1, run.name)):
            name, gender = phrase_text(document, run.name, run.last), gender_of(document, run)
            if (name, gender) in nobody:
                continue
            person = sure.get((name, gender)) or self.find(name, gender, run.name)
            if person is not None:
                if (name, gender) not in sure and len(self._bearers(name.split(), "u")) == 1:
                    sure[name, gender] = person
                person.places.append(run.name)
                label = "title" if run.first < run.name else "name"
                mentions.append(Mention(run.first, run.last, label, person.name))
            else:
                nobody.add((name, gender))
        for mention in self._known_names(document, self._loud_words(document, loud)):
            self.persons[mention.actor].places.append(mention.first)
            mentions.append(mention)
        for person in self.persons.values():
            person.places.sort()
        self._mentions[document.field] = sorted(mentions)

    @staticmethod
    def _loud_words(document: Document, loud: frozenset[int]) -> list[int]:
        """Return the words of headlines in the text, and words in capitals: “HOLT:”."""
        inside = {
            at for sentence in loud for at in document.words_in(*document.sentences[sentence])
        }
        if document.text.isupper() or not _LOUD.search(document.text):
            return sorted(inside)
        upper = {at for at, word in enumerate(document.words) if word.isupper() and len(word) > 3}
        return sorted(inside | upper)

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
        bearers = [self.persons[bearer] for bearer in self._by_last.get(match_key(name), [])]
        same_role = [person for person in bearers if role and role in person.titles]
        return name not in self.persons and not same_role and bool(role)

    def _add(self, document: Document, run: Run) -> None:
        name = phrase_text(document, run.name, run.last)
        person = self.find(name, gender_of(document, run))
        if person is None:
            person = self.persons[name] = Person(name)
            self._by_last.setdefault(match_key(last_name(name)), []).append(name)
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
        person.words.update(party_of(document, run.last))
        for title in (before, apposition(document, run.last)):
            keys = [key for key in title if key not in word_class("determiner")]
            person.words.update(keys)
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
        last = match_key(last_name(" ".join(words)))
        known = [self.persons[bearer] for bearer in self._by_last.get(last, [])]
        known = [
            person for person in known if "u" in (gender, person.gender) or gender == person.gender
        ]
        if len(words) > 1:
            return [person for person in known if _may_mean(words, person.name.split())]
        # East Asian order, or a given name: "Xi" is the first word of "Xi Jinping".
        return known or [self.persons[name] for name in self._by_first.get(words[0], [])]

    def _known_names(self, document: Document, at: Iterable[int]) -> Iterator[Mention]:
        """Yield the names that the text knows among the words `at`, whatever their case."""
        names: dict[tuple[str, ...], str] = {}
        for person in list(self.persons.values()):
            words = person.name.split()
            names[tuple(map(match_key, words))] = person.name
            last = last_name(person.name)
            if self.find(last) is person:
                names.setdefault((match_key(last),), person.name)
                names.setdefault(tuple(map(match_key, words[1:])), person.name)
            if self.find(words[0]) is person and words[0].lower() not in given_names():
                names.setdefault((match_key(words[0]),), person.name)
        done = -1
        for word in at:
            if word < done or not document.words[word][0].isupper():
                continue
            for length in (3, 2, 1):
                name = names.get(tuple(document.keys[word : word + length]))
                if name and word + length <= len(document.words):
                    yield Mention(word, word + length, "name", name)
                    done = word + length
                    break


def _without_verbs(document: Document, runs: list[Run]) -> list[Run]:
    """Cut “Ann Moss Apologizes”, a headline in the text, to the name that others have alone."""
    keys = document.keys
    clean = {tuple(keys[run.name : run.last]) for run in runs if run.last - run.name == 2}
    result = []
    for run in runs:
        if run.last - run.name > 2 and tuple(keys[run.name : run.name + 2]) in clean:
            run = Run(run.first, run.name, run.name + 2)
        elif run.last - run.name > 3 and tuple(keys[run.last - 2 : run.last]) in clean:
            run = Run(run.last - 2, run.last - 2, run.last)
        result.append(run)
    return result


def _may_mean(words: list[str], full: list[str]) -> bool:
    """Tell whether “D. Trump”, “Donald J. Trump” or “de Blasio” can mean the full name."""
    if [word.lower() for word in words] == [word.lower() for word in full[-len(words) :]]:
        return True
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
