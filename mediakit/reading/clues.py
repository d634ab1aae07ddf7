"""What articles tell of the names in them: titles, genders, who speaks and who is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import NamedTuple

import pandas as pd

from mediakit.attribution import ANEW, SEVERAL
from mediakit.attribution.record import JOINT
from mediakit.contract.tables import Found
from mediakit.reading.person_names import bare, full_name, office_in, parts_of, surname_of

Key = tuple[str, str]  # article_id and name
GENDERS = {"he": "m", "she": "f"}  # pronouns as sources


@dataclass
class Clues:
    """What is told of a name, or of a person under all of their names."""

    articles: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)  # before the full name: Senator Ann Reed
    surname_titles: set[frozenset[str]] = field(default_factory=set)  # each: Senator Reed
    honorifics: set[str] = field(default_factory=set)  # genders that Mr. or Mrs. told
    pronouns: set[str] = field(default_factory=set)  # genders that *he* or *she* told

    @property
    def surname_offices(self) -> frozenset[str]:
        """The offices of all titles before the surname."""
        return frozenset().union(*self.surname_titles)

    def add(self, other: Clues) -> None:
        """Take over what is told of another name."""
        for kind in fields(self):
            getattr(self, kind.name).update(getattr(other, kind.name))

    def read(self, name: str, words: str) -> None:
        """Take in what the words of a source or a mention tell of a name: gender, office."""
        if gender := GENDERS.get(words.lower()):
            self.pronouns.add(gender)
            return
        gender, rest = bare(words, surname=True)
        if gender != "u" and surname_of(rest) == surname_of(name):
            self.honorifics.add(gender)
        offices, in_full = office_in(words, name)
        if in_full:
            self.offices.update(offices)
        elif offices:
            self.surname_titles.add(offices)


class Named(NamedTuple):
    """The names of a corpus: what each article tells of each, and who speaks."""

    clues: dict[Key, Clues]
    speaking: set[str]
    together: set[Key]  # two who speak together
    several: frozenset[str] = frozenset()  # their names, as the tables write them

    def parts(self, name: str) -> list[str]:
        """Return the names of those who speak together; *Smith & Wesson* is one."""
        return parts_of(name) if name in self.several else [name]


def clues_of(found: Found) -> Named:
    """Gather the names of speakers and actors, and what the words around them tell."""
    named = Named({}, set(), set(), _several(found))
    acts, words, evidence = found.attributions, found.words, found.evidence
    actors = evidence[(evidence["signal"] == "naming") & (evidence["label"] != "metonym")]
    called = actors["text"].where(actors["label"] != "description")
    _enter(named, actors["article_id"], actors["target"], called)
    speaking = (
        _enter(named, acts["article_id"], acts["speaker"], acts["source"])
        | _enter(named, words["article_id"], words["speaker"])
    )  # fmt: skip
    return named._replace(speaking=speaking)


def _several(found: Found) -> frozenset[str]:
    """Return the names that are of several: a rule says so, or else each part is a known name."""
    acts = found.attributions
    columns = (acts["speaker"], found.words["speaker"], found.evidence["target"])
    names = {name for column in columns for name in column.dropna().unique()}
    rules: dict[str, set[str]] = {}
    for name, rule in zip(acts["speaker"], acts["speaker_by"], strict=True):
        if isinstance(name, str) and JOINT in name and isinstance(rule, str):
            rules.setdefault(name, set()).add(rule)

    def are_known(parts: list[str]) -> bool:
        return all(part in names or full_name(part) for part in parts)

    joint = ((name, rules.get(name, set())) for name in names if JOINT in name)
    return frozenset(
        name for name, by in joint
        if by & SEVERAL or (by <= ANEW | {"alias"} and are_known(parts_of(name)))
    )  # fmt: skip


def _enter(named: Named, *columns: pd.Series) -> set[str]:
    """Enter names, with the words in which they stand, if given; return the names."""
    entered: set[str] = set()
    for article, name, words in _mentions(*columns):
        parts = named.parts(name)
        if len(parts) > 1:
            named.together.add((article, name))
        for part in parts:
            clues = named.clues.get((article, part))
            if clues is None:
                clues = named.clues[article, part] = Clues({article})
                clues.read(part, part)  # “Mr. Reed” as a name
            if words is not None and len(parts) == 1:
                clues.read(part, words)
        entered.update(parts)
    return entered


def _mentions(*columns: pd.Series) -> Iterator[tuple[str, str, str | None]]:
    """Yield (article, name, words) once each, absent names left out."""
    table = pd.concat([column.astype(object) for column in columns], axis=1)
    table = table[table.iloc[:, 1].notna()].drop_duplicates()
    for article, name, *words in table.itertuples(index=False, name=None):
        yield article, name, next((one for one in words if isinstance(one, str)), None)
