"""Who is one person over many articles: one answer, by named rules, for every table and picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, groupby
from operator import itemgetter
from typing import Any, NamedTuple

import pandas as pd

from mediakit.attribution.record import JOINT
from mediakit.contract.readings import alias_names, of_articles
from mediakit.contract.tables import COUNT, TEXT, Found, as_dtype
from mediakit.reading.clues import Clues, Key, clues_of
from mediakit.reading.person_names import (
    Name,
    bare,
    full_name,
    is_pronoun,
    is_surname,
    middles_fit,
    nicknames_of,
    plain,
    surname_of,
)
from mediakit.text.gazetteer import given_names

NO_SOURCE = "(no source named)"
UNRESOLVED = "(pronoun, not resolved)"
UNNAMED = (NO_SOURCE, UNRESOLVED)  # rows of tables that are no speaker
FORM, TOGETHER, PRONOUN = "another form of the name", "speak together", "pronoun"
MOST = 100  # people of one given name and surname: of more, nobody can say who is one
JOINED: dict[str, Any] = {"name": TEXT, "person": TEXT, "article_id": TEXT, "reason": TEXT}
APART: dict[str, Any] = {
    "name": TEXT, "may_be": TEXT, "n_articles": COUNT, "n_attributions": COUNT, "n_words": COUNT,
}  # fmt: skip


@dataclass(eq=False)
class Person:
    """One person by a full name, and what is told of them under all their names."""

    name: str
    parts: Name
    speaks: bool = False
    told: Clues = field(default_factory=Clues)
    gender: str | None = None  # m, f or u; None where nothing says that this is a person
    namesakes: list[Person] = field(default_factory=list)  # of one given name and surname, and self

    def add(self, told: Clues) -> None:
        """Take in what is told of one of their names."""
        self.told.add(told)
        said = self.told.honorifics
        known = given_names().get(self.parts.first.lower())
        self.gender = "u" if known is None and (said or self.told.offices) else known
        if len(said) == 1:
            self.gender = next(iter(said))

    def may_be_called(self, genders: set[str]) -> bool:
        """Tell whether *Mr.* or *she* can mean this person."""
        return self.gender not in ("m", "f") or genders <= {self.gender}

    def bears_all(self, titles: set[frozenset[str]]) -> bool:
        """Tell whether no title is somebody else's."""
        borne = self.told.offices | self.told.surname_offices
        return all(title & borne for title in titles)


# ------------------------------------------------------- rules: two full names, one person
def is_middle_name(one: Person, other: Person) -> bool:
    """Take a middle name, its initial and none for one: Ann Reed, Ann B. Reed, Ann Bell Reed."""
    return one.parts.first == other.parts.first and one.parts.suffix == other.parts.suffix


def is_nickname(one: Person, other: Person) -> bool:
    """Take a nickname for the name it is short for: Chuck Reed, Charles E. Reed."""
    short = other.parts.first.lower() in nicknames_of(one.parts.first)
    return short and one.parts.suffix == other.parts.suffix


def is_junior(one: Person, other: Person) -> bool:
    """Take *Jr.* for none where both bear one title, and no article names both: Mayor Tim Reed."""
    alone = may_be_junior(one, other) or may_be_junior(other, one)
    return alone and bool(one.told.offices & other.told.offices)


def is_only_junior(one: Person, other: Person) -> bool:
    """Take *Jr.* for none where only they bear the name, untitled: Tim Reed, Tim B. Reed Jr."""
    senior, junior = (other, one) if one.parts.suffix else (one, other)
    if not may_be_junior(senior, junior) or senior.told.offices or junior.parts.suffix != "Jr":
        return False
    others = [name.parts.suffix for name in senior.namesakes if name is not senior]
    return junior in senior.namesakes and bool(junior.parts.middle) and set(others) == {"Jr"}


FULL_NAMES: Mapping[str, Callable[[Person, Person], bool]] = {
    "middle name": is_middle_name,
    "nickname": is_nickname,
    "Jr. of the same title": is_junior,
    "Jr. of one bearer only": is_only_junior,
}


def rule_for(one: Person, other: Person) -> str | None:
    """Return the first rule that takes two names for one person's, whose surname is the same.

    The given name is the same, too, or a nickname.
    """
    persons = one.gender is not None and other.gender is not None
    clash = len(one.told.honorifics | other.told.honorifics) > 1  # Mr. and Ms. Chris Reed
    if clash or not persons or not middles_fit(one.parts.middle, other.parts.middle):
        return None
    return next((name for name, is_one in FULL_NAMES.items() if is_one(one, other)), None)


def may_be_junior(one: Person, other: Person) -> bool:
    """Tell whether a name without *Jr.* may mean one with it: no article tells the two apart."""
    junior = bool(other.parts.suffix) and not one.parts.suffix
    alike = one.parts.first == other.parts.first  # “Joe Biden” is no other than his full name
    told_apart = junior and alike and bool(one.told.articles & other.told.articles)
    return junior and not told_apart and middles_fit(one.parts.middle, other.parts.middle)


def are_two(one: Person, other: Person) -> bool:
    """Tell whether two names of one surname cannot be one person's."""
    unsure = may_be_junior(one, other) or may_be_junior(other, one)
    return rule_for(one, other) is None and not unsure


def is_joined(one: Person, other: Person, fits: Mapping[Person, set[Person]]) -> bool:
    """Tell whether a name that fits another fits none that the other cannot be.

    *George Bush* fits two who are not one; a title that only one of them bears decides.
    """
    shared = bool(one.told.offices & other.told.offices)
    return not any(
        are_two(other, third) and not (shared and not one.told.offices & third.told.offices)
        for third in fits[one]
    )


# -------------------------------------------- rules: whom a bare surname means in an article
def only_one(told: Clues, fits: list[Person], bearers: list[Person]) -> list[Person]:
    """Take the only person of the corpus who bears it, if no title is said: Reed, Ann Reed."""
    return fits if len(bearers) == 1 and not told.surname_offices else []


def who_bears_the_title(told: Clues, fits: list[Person], bearers: list[Person]) -> list[Person]:
    """Take those who bear the title that stands before it: President Reed, President Ann Reed."""
    said = told.surname_offices
    in_full = [person for person in fits if person.told.offices & said]
    return in_full or [person for person in fits if person.told.surname_offices & said]


def whom_the_gender_fits(told: Clues, fits: list[Person], bearers: list[Person]) -> list[Person]:
    """Take those whom *Mr.*, *Mrs.*, *he* or *she* can mean: Mr. Reed, of Tim and Ann Reed."""
    said = told.honorifics or told.pronouns
    fits = [person for person in fits if person.may_be_called(said)]
    sure = len(fits) > 1 or any(person.gender in said for person in fits)
    return fits if len(said) == 1 and sure else []


SURNAMES: Mapping[str, Callable[[Clues, list[Person], list[Person]], list[Person]]] = {
    "surname of one person only": only_one,
    "surname and title": who_bears_the_title,
    "surname and gender": whom_the_gender_fits,
}


def whom_it_means(told: Clues, bearers: list[Person]) -> tuple[list[Person], str]:
    """Return whom a surname can mean in an article, and the rule that decided if it is one."""
    if len(told.honorifics) > 1:  # Mr. and Mrs. Reed
        return bearers, ""
    fits = [person for person in bearers if person.may_be_called(told.honorifics)]
    for name, take in SURNAMES.items():
        taken = take(told, fits, bearers)
        if len(taken) == 1 and taken[0].gender is not None:
            # Of “Mayor Reed” and “Mr. Reed” nobody is both if the mayor is Ann Reed.
            return (taken, name) if taken[0].bears_all(told.surname_titles) else (bearers, "")
        fits = taken or fits
    return fits, ""


# ------------------------------------------------------------------ one answer for a corpus
class Persons(NamedTuple):
    """Who is one person: two plain tables.

    ``joined``: one row a name that is somebody's other name: name, person, article_id (where it
    means this person; NA: in all articles), reason (the rule). ``apart``: one row a name that
    speaks and may mean several, most attributed words first: name, may_be, n_articles,
    n_attributions, n_words.
    """

    joined: pd.DataFrame
    apart: pd.DataFrame

    def of(self, articles: Iterable[Any], names: Iterable[Any]) -> list[Any]:
        """Return the person for each name, given the article it stands in; absent stays absent."""
        rows = self.joined[["article_id", "name", "person"]].astype(object)
        into = {
            (article if isinstance(article, str) else None, name): person
            for article, name, person in rows.itertuples(index=False, name=None)
        }
        return [
            into.get((article, name)) or into.get((None, name), name)
            for article, name in zip(articles, names, strict=True)
        ]


def are_speakers(names: pd.Series) -> pd.Series:
    """Tell which names count as speakers: not those of attributions whose source has no name."""
    return ~names.isin(UNNAMED)


def count_joined(names: pd.Series, people: pd.Series) -> int:
    """Return how many different names are counted under another, as each output tells it."""
    return int(names[are_speakers(people) & (names != people)].nunique())


def persons(articles: pd.DataFrame, found: Found) -> Persons:
    """Say who is one person in these articles: the one answer for all tables and pictures.

    Reads speakers, the words of their sources, and, where `found` holds naming, whom the articles
    name and with which titles. Full names are one by the first rule of ``FULL_NAMES`` that fits,
    unless one of them fits somebody else, too: *George Bush* may be two. A bare surname is decided
    in each article by ``SURNAMES``, among the persons of the whole corpus. A name that a list of
    aliases gave is final: it joins no other. Misses changed names, and two persons of one name.

    Parameters
    ----------
    articles : DataFrame
        The articles. What was found in others does not count.
    found : Found
        What `find` returned for them.

    Returns
    -------
    Persons
        ``joined`` and ``apart``.

    Examples
    --------
    >>> import mediakit as mk
    >>> texts = ["Mayor Ann Reed left.", "Mayor Reed lost, Mayor Reed said.", "Tim Reed sang."]
    >>> articles = mk.load_articles(pd.DataFrame({"text": texts}), progress=False)
    >>> who = persons(articles, mk.find(articles, engine="fast", progress=False))
    >>> who.joined[["name", "person", "reason"]].values.tolist()
    [['Reed', 'Ann Reed', 'surname and title']]
    """
    found = of_articles(articles, found)
    corpus = _Corpus(found, alias_names(found.readings))
    return Persons(_table(corpus.joined(), JOINED), _table(corpus.apart(found.attributions), APART))


def parts_in(found: Found) -> Callable[[str], list[str]]:
    """Return what cuts a name of these tables into those who speak together."""
    return clues_of(found).parts


def _table(rows: Iterable[tuple[Any, ...]], schema: Mapping[str, Any]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=list(schema), dtype=object)
    return pd.DataFrame({name: as_dtype(table[name], dtype) for name, dtype in schema.items()})


class _Corpus:
    """The persons of a corpus, and what each name means in each article."""

    def __init__(self, found: Found, final: set[str]) -> None:
        self.final, self.named = final, clues_of(found)
        self.forms = _plainest(self.named.clues, final)
        self.surnames: dict[Key, Clues] = {}  # what an article tells of a bare one
        self.bearers: dict[str, list[Person]] = {}  # of each surname
        self.into: dict[str, tuple[str, str]] = {}  # full name -> person, rule
        self.near: dict[str, tuple[set[str], set[str]]] = {}  # that fit it, also if one is Jr.
        for same in self._groups(list(self._people())):
            self._join(same)
        every = (*self.named.clues, *self.named.together)
        self.decided = {key: self._decided(*key) for key in every}  # key -> person, rule

    # ----------------------------------------------------------------------- full names
    def _people(self) -> Iterator[Person]:
        """Yield a person for each full name, whatever its form; keep what is told of surnames."""
        people: dict[str, Person] = {}
        for (article, name), told in sorted(self.named.clues.items(), key=itemgetter(0)):
            form = self.forms[name]
            if parts := full_name(form):
                person = people.setdefault(form, Person(form, parts))
                person.add(told)
                person.speaks |= name in self.named.speaking
            else:
                self.surnames.setdefault((article, form), Clues()).add(told)
        for person in people.values():
            # “Team Obama” and “Curious Comey” are only named, and no persons.
            if person.speaks or person.parts.first.lower() in given_names():
                yield person

    def _groups(self, people: list[Person]) -> Iterator[list[Person]]:
        """Yield together the full names that are one person's."""
        fits = self._fitting(people)
        one_of = {
            one: {other for other in others
                  if is_joined(one, other, fits) and is_joined(other, one, fits)}
            for one, others in fits.items()
        }  # fmt: skip
        left = dict.fromkeys(people)
        while left:
            same = [next(iter(left))]
            for one in same:  # grows
                left.pop(one, None)
                same += sorted(one_of[one] - set(same), key=lambda other: other.name)
            if any(are_two(one, other) for one, other in combinations(same, 2)):
                yield from ([one] for one in same)
            else:
                yield same

    def _fitting(self, people: list[Person]) -> dict[Person, set[Person]]:
        """Return for each full name those that a rule takes for the same person's."""
        called: dict[tuple[str, str], list[Person]] = {}
        for one in people:
            called.setdefault((one.parts.last, one.parts.first.lower()), []).append(one)
        fits: dict[Person, set[Person]] = {}
        for several in called.values():
            for one in several:
                one.namesakes = several
        for one in people:
            last, first = one.parts.last, one.parts.first.lower()
            some = (called.get((last, name), []) for name in (first, *nicknames_of(first)))
            near = {other for several in some if len(several) <= MOST for other in several} - {one}
            fits[one] = {other for other in near if rule_for(one, other)}
            juniors = {other.name for other in near if may_be_junior(one, other)}
            self.near[one.name] = {other.name for other in fits[one]}, juniors
        return fits

    def _join(self, same: list[Person]) -> None:
        """Make one person of full names, but for those that are final.

        They go by the given name that most articles use, and then by the fullest name.
        """
        uses = Counter[str]()
        for one in same:
            uses[one.parts.first] += len(one.told.articles)
        best = max(same, key=lambda one: (one.speaks, uses[one.parts.first], *_fullness(one.name)))
        joined = [one for one in same if one is not best and one.name not in self.final]
        self.into |= {one.name: (best.name, rule_for(one, best) or FORM) for one in joined}
        for one in same:
            if one in joined:
                best.add(one.told)
            else:
                self.bearers.setdefault(one.parts.last, []).append(one)

    # ---------------------------------------------------------------------- every name
    def _decided(self, article: str, name: str) -> tuple[str, str]:
        """Return the person whom a name means in an article, and the rule that says so."""
        if name in self.final:
            return name, ""
        parts = self.named.parts(name)
        if len(parts) > 1:
            meant = (self._decided(article, part)[0] for part in parts)
            return JOINT.join(dict.fromkeys(meant)), TOGETHER
        if is_pronoun(name):
            return UNRESOLVED, PRONOUN
        form = self.forms[name]
        if form in self.into:
            return self.into[form]
        fits, rule = self._meant(article, name)
        return (fits[0].name, rule) if rule else (form, FORM)

    def _meant(self, article: str, name: str) -> tuple[list[Person], str]:
        """Return whom a bare surname can mean in an article, and the rule if it is one."""
        form = self.forms.get(name, name)
        told = self.surnames.get((article, form))
        if told is None or form in self.final:
            return [], ""
        surname = surname_of(form)
        bearers = self.bearers.get(surname, [])
        if not bearers or not is_surname(surname, bool(told.honorifics or told.surname_offices)):
            return [], ""
        return whom_it_means(told, bearers)

    def joined(self) -> Iterator[tuple[Any, ...]]:
        """Yield a row for each name that is somebody's other name: in all articles, or in one."""
        order = sorted(self.decided, key=lambda key: (key[1], key[0]))
        for name, keys in groupby(order, key=itemgetter(1)):
            decided = {article: self.decided[article, name] for article, _ in keys}
            if len(persons := {person for person, _ in decided.values()}) == 1:
                rules = Counter(rule for _, rule in decided.values())
                rule = max(rules, key=lambda one: (rules[one], one))
                rows = [(name, *persons, None, rule)]
            else:
                rows = [(name, person, a, rule) for a, (person, rule) in decided.items()]
            yield from (row for row in rows if row[1] != name)

    def apart(self, acts: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
        """Yield a row for each name that speaks and may mean several, most words first."""
        groups = acts.groupby(["article_id", "speaker"])["n_words"]
        sizes = zip(groups.groups, groups.size(), groups.sum(), strict=True)
        weights = {key: (int(n), int(words)) for key, n, words in sizes}
        said: dict[str, list[Key]] = {}
        for key, (person, _) in self.decided.items():
            if key in weights:
                said.setdefault(person, []).append(key)
        words = {person: sum(weights[key][1] for key in keys) for person, keys in said.items()}
        for name in sorted(said, key=lambda one: (-words[one], one)):
            if may_be := self._may_be(name, said[name]):
                listed = "; ".join(sorted(may_be, key=lambda one: (-words.get(one, 0), one)))
                articles = len({article for article, _ in said[name]})
                yield name, listed, articles, sum(weights[k][0] for k in said[name]), words[name]

    def _may_be(self, name: str, keys: list[Key]) -> set[str]:
        """Return whom a name that joined nobody may mean."""
        fits, juniors = (
            {self.into.get(one, (one,))[0] for one in names} - {name}
            for names in self.near.get(name, ((), ()))
        )
        may_be = fits | juniors if juniors or len(fits) > 1 else set()
        for article, one in keys:
            bearers, rule = self._meant(article, one)
            if not rule and any(person.gender is not None for person in bearers):
                may_be |= {person.name for person in bearers}
        return may_be


def _plainest(keys: Iterable[Key], final: set[str]) -> dict[str, str]:
    """Return the plainest form of each name, without title, possessive, stops; final ones stay."""
    forms: dict[str, list[str]] = {}
    for name in {name for _, name in keys}:
        forms.setdefault(plain(bare(name)[1]), []).append(name)
    plainest: dict[str, str] = {}
    for same in forms.values():
        best = max(same, key=_fullness)
        best = bare(best)[1] if full_name(best) and best not in final else best
        plainest |= {name: name if name in final else best for name in same}
    return plainest


def _fullness(name: str) -> tuple[bool, int, str]:
    return bare(name)[1] == name, len(name), name
