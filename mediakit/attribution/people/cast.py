"""The cast of an article: who is mentioned, under which names, titles and descriptions."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from mediakit.attribution.people.capitals import (
    Run,
    capital_runs,
    gender_of,
    is_person,
    last_name,
    may_be_name,
    suffix_of,
)
from mediakit.attribution.people.namesakes import is_shared, is_town, means_person, shared_parts
from mediakit.text.appositions import apposed_behind, party_of
from mediakit.text.document import Document, match_key, strip_possessive
from mediakit.text.gazetteer import demonyms, given_names
from mediakit.text.phrases import phrase_text
from mediakit.text.word_classes import roles, word_class

LONGEST = 20  # words of a name with its titles
MOST_BEARERS = 100  # persons of one surname among whom a name looks for its own


class Mention(NamedTuple):
    """One mention of an actor: words [first, last) of a field, how it names it, and whom."""

    first: int
    last: int
    label: str  # name | title | description | metonym
    actor: str


class Named(NamedTuple):
    """A run that may be a name, its words without titles, and the gender that those tell."""

    run: Run
    name: str
    gender: str


@dataclass
class Person:
    """A person of the cast; `name` is the fullest one in the article, without titles."""

    name: str
    titles: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    gender: str = "u"
    places: list[int] = field(default_factory=list)  # words of the text that name them, in order
    words: set[str] = field(default_factory=set)  # of titles and appositions


class Cast:
    """Everybody whom an article names, so that surnames, titles and pronouns find their person.

    Parameters
    ----------
    documents : list of Document
        The fields of one article; the text is read for names, a title only uses them.
    labels : sequence of str
        Names that stand over the turns of a transcript, in sentence case: persons, whatever is
        written about them.
    """

    def __init__(self, documents: list[Document], labels: Sequence[str] = ()) -> None:
        self.persons: dict[str, Person] = {}
        self._by_last: dict[str, list[Person]] = {}
        self._by_first: dict[str, list[Person]] = {}
        self._mentions: dict[str, list[Mention]] = {}
        self._labels = labels
        self._shared: dict[str, int] = {}  # names of places that are a person's: where introduced
        self._titles = [
            " ".join(d.text.split()).strip(" .") for d in documents if d.field == "title"
        ]
        texts = [document for document in documents if document.field != "title"]
        self._read = texts[0] if texts else None
        self._text = " ".join(word for document in documents for word in document.text.split())
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
        loud = document.headlines  # there a capital tells no name
        opening = " ".join(document.text[: 2 * max(map(len, self._titles), default=0)].split())
        if any(title and opening.startswith(title) for title in self._titles):
            loud |= {0}
        runs = [run for run in capital_runs(document) if document.sentence_of[run.name] not in loud]
        names = [run for run in runs if may_be_name(document, run) and not is_town(document, run)]
        named = [_named(document, run) for run in _without_verbs(document, names)]
        named.sort(key=lambda one: one.run.name - one.run.last)  # longest first, then as they come
        for full in sorted(self._labels, key=len, reverse=True):
            if " " in full and self.find(full) is None:
                self._add(full, "u")
        self._introduce(document, named)
        for short in self._labels:
            if len(short) > 3 and self.find(short) is None:
                self._add(short, "u")
        named += self._namesakes(document, runs, named)
        mentions = list(self._meant(named))
        for mention in self._known_names(document, self._loud_words(document, loud)):
            insort(self.persons[mention.actor].places, mention.first)
            mentions.append(mention)
        self._mentions[document.field] = sorted(mentions)

    def _introduce(self, document: Document, named: list[Named]) -> None:
        """Make persons of the names, longest first, with what their mentions tell of them."""
        lone = {name for run, name, _ in named if run.last - run.name == 1}
        introduced: dict[str, int] = {}  # where each surname first stands behind a first name
        for run, name, gender in named:
            if run.last - run.name > 1:
                introduced.setdefault(last_name(name.split()), run.name)
            elif run.first < run.name and self._is_somebody_else(
                document, run, name, introduced.get(name)
            ):
                self.persons[name] = Person(name)
            person = self.find(name, gender)
            if person is None and is_person(document, run, lone):
                person = self._add(name, gender)
            if person is not None:
                _describe(person, document, run, gender)

    def _namesakes(self, document: Document, runs: list[Run], named: list[Named]) -> list[Named]:
        """Return the bare names of places and bodies that mean a person of the article."""
        for run, name, _ in named:
            for part in shared_parts(document, run, name):
                self._shared[part] = min(run.name, self._shared.get(part, run.name))
        if not self._shared:
            return []
        found = [
            _named(document, run)
            for run in runs
            if run.last - run.name == 1 and self._may_be_shared(document, run.name, run.first)
        ]
        for run, name, gender in found:
            if (person := self.find(name, gender)) is not None:
                _describe(person, document, run, gender)
        return found

    def _may_be_shared(self, document: Document, word: int, first: int) -> bool:
        """Tell whether the word, a place's or body's name, means the person who bears it."""
        introduced = self._shared.get(strip_possessive(document.words[word]).title())
        if introduced is None:
            return False
        introduced = introduced if document.field != "title" else 0
        return first < word or means_person(document, word, introduced)

    def _meant(self, named: list[Named]) -> Iterator[Mention]:
        """Yield the mentions of persons among what may be names."""
        bearers: dict[tuple[str, str], list[Person]] = {}
        for run, name, gender in named:
            if (name, gender) not in bearers:
                bearers[name, gender] = self._bearers(name, gender)
            if fits := bearers[name, gender]:
                person = _likeliest(fits, name, run.name)
                insort(person.places, run.name)
                label = "title" if run.first < run.name else "name"
                yield Mention(run.first, run.last, label, person.name)

    @staticmethod
    def _loud_words(document: Document, loud: frozenset[int]) -> list[int]:
        """Return the words of headlines in the text, and words in capitals: “HOLT:”."""
        inside = {
            at for sentence in loud for at in document.words_in(*document.sentences[sentence])
        }
        if not document.text.isupper():
            words = document.words
            inside.update(
                at for at in document.capitals if words[at].isupper() and len(words[at]) > 3
            )
        return sorted(inside)

    def _is_somebody_else(
        self, document: Document, run: Run, name: str, introduced: int | None
    ) -> bool:
        """Tell “President Obama” or “Mr. Obama” before anybody of that name has a first name.

        News introduces persons by their full names; who is so well known that it does not is not
        the relative whom it names later.
        """
        if introduced is None or introduced < run.name:
            return False
        role = _role_in(document.keys[run.first : run.name])
        bearers = self._by_last.get(match_key(name), [])
        same_role = [person for person in bearers if role and role in person.titles]
        return name not in self.persons and not same_role and bool(role)

    def _add(self, name: str, gender: str) -> Person:
        """Make a person of a full name, or of a bare one."""
        words = name.split()
        person = self.persons[name] = Person(name, gender=gender)
        self._by_last.setdefault(match_key(last_name(words)), []).append(person)
        if len(words) > 1:
            self._by_first.setdefault(words[0], []).append(person)
            if gender == "u":
                person.gender = given_names().get(words[0].lower(), "u")
        return person

    def find(self, name: str, gender: str = "u", at: int | None = None) -> Person | None:
        """Return the person whom `name` (full, or a surname that only one bears) can mean.

        `gender`, where *Mr.* or *Mrs.* tells it, leaves out bearers of the other one. Of several
        bearers left a bare surname means whom the article names most; a family name that stands
        first (“Kim”) means whom it named last before word `at`.
        """
        fits = self._bearers(name, gender)
        return _likeliest(fits, name, at) if fits else None

    def _bearers(self, name: str, gender: str) -> list[Person]:
        """Return the persons whom `name` can mean; several for a bare one only."""
        if name in self.persons:
            return [self.persons[name]]
        words = name.split()
        known = self._by_last.get(match_key(last_name(words)), [])[:MOST_BEARERS]
        if gender != "u":
            known = [person for person in known if person.gender in ("u", gender)]
        if len(words) == 1:
            # East Asian order, or a given name: "Xi" is the first word of "Xi Jinping".
            return known or self._by_first.get(name, [])[:MOST_BEARERS]
        known = [person for person in known if _may_mean(words, person.name.split())]
        return known if len(known) == 1 else []

    def _known_names(self, document: Document, at: Sequence[int]) -> Iterator[Mention]:
        """Yield the names that the text knows among the words `at`, whatever their case."""
        if not at:
            return
        names: dict[tuple[str, ...], str] = {}
        for person in list(self.persons.values()):
            words = person.name.split()
            names[tuple(map(match_key, words))] = person.name
            last = last_name(words)
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
                if length == 1 and name and is_shared(document.words[word]):
                    name = name if self._may_be_shared(document, word, word) else None
                if name and word + length <= len(document.words):
                    yield Mention(word, word + length, "name", name)
                    done = word + length
                    break


def _named(document: Document, run: Run) -> Named:
    return Named(run, phrase_text(document, run.name, run.last), gender_of(document, run))


def _without_verbs(document: Document, runs: list[Run]) -> list[Run]:
    """Cut “Ann Moss Apologizes”, a headline in the text, to the name that others have alone."""
    keys = document.keys
    pairs = (keys[run.name : run.last] for run in runs if run.last - run.name == 2)
    clean = {tuple(pair) for pair in pairs if pair[1] not in word_class("name_suffix")}
    result = []
    for run in runs:
        if run.last - run.name > 2 and tuple(keys[run.name : run.name + 2]) in clean:
            run = Run(run.first, run.name, run.name + 2)
        elif run.last - run.name > 2 and tuple(keys[run.last - 2 : run.last]) in clean:
            given = keys[run.name] in given_names() or keys[run.last - 2] not in given_names()
            if run.last - run.name > 3 or not given:  # "Impeach Ann Moss", no "John Paul Holt"
                run = Run(run.last - 2, run.last - 2, run.last)
        result.append(run)
    return result


def _describe(person: Person, document: Document, run: Run, gender: str) -> None:
    """Keep what the words around a name tell of the person: gender, country, party, titles."""
    if person.gender == "u":
        person.gender = gender
    for word in document.words[run.first : run.name]:
        if country := demonyms().get(strip_possessive(word)):
            person.countries.add(country)
    said = [document.keys[run.first : run.name]]
    if document.gap(run.last - 1) != " ":
        if party := party_of(document, run.last):
            said.append(["lawmaker"])
            person.words.update(party)
        if found := apposed_behind(document, run.last):
            said.append(document.keys[found.first : found.head + 1])
    determiners = word_class("determiner")
    for keys in ([key for key in title if key not in determiners] for title in said if title):
        person.words.update(keys)
        if role := _role_in(keys):
            person.titles.add(role)


def _likeliest(fits: list[Person], name: str, at: int | None) -> Person:
    """Return whom a bare name means that several bear: see `Cast.find`."""
    if len(fits) == 1:
        return fits[0]
    most = max(fits, key=lambda person: len(person.places))
    before = [(person.places[last - 1], person) for person in fits
              if at is not None and (last := bisect_left(person.places, at))]  # fmt: skip
    if most.name.split()[-1] == name or not before:
        return most
    return max(before, key=lambda pair: pair[0])[1]


def _may_mean(words: list[str], full: list[str]) -> bool:
    """Tell whether “D. Trump”, “Donald J. Trump” or “de Blasio” can mean the full name."""
    if [word.lower() for word in words] == [word.lower() for word in full[-len(words) :]]:
        return True
    said, known = _initials(words), _initials(full)
    if said and known and not (said.startswith(known) or known.startswith(said)):
        return False  # "George W. Bush", "George H.W. Bush"
    return (
        suffix_of(words) == suffix_of(full)
        and words[0][0] == full[0][0]
        and (len(words[0]) <= 2 or words[0] == full[0] or len(full) == 1)
    )


def _initials(words: list[str]) -> str:
    """Return the capitals of the middle names."""
    inside = words[1 : words.index(last_name(words))]
    return "".join(letter for word in inside for letter in word if letter.isupper())


def _role_in(keys: list[str]) -> str:
    for length in range(min(len(keys), _longest_role()), 0, -1):
        for start in range(len(keys) - length + 1):
            phrase = " ".join(keys[start : start + length])
            if phrase in roles():
                return phrase
    return ""


@cache
def _longest_role() -> int:
    return max(len(role.split()) for role in roles())
