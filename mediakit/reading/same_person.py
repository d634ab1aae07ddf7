"""Names of one person over many articles: which shorter name means which fuller one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple
from unicodedata import combining, normalize

from mediakit.attribution.people.capitals import suffix_of
from mediakit.contract import resources
from mediakit.text.document import WORD, strip_possessive
from mediakit.text.gazetteer import (
    demonyms,
    given_names,
    honorifics,
    institutions,
    places,
)
from mediakit.text.word_classes import speaking_nouns, word_class

JOINT = " & "  # between the names of two who speak together
NO_SOURCE = "(no source named)"
UNRESOLVED = "(pronoun, not resolved)"


class Name(NamedTuple):
    """The parts of a person's full name, without stops."""

    first: str
    middle: str
    last: str
    suffix: str


def join_names(
    speakers: set[str], others: Iterable[str], genders: Mapping[str, set[str]] | None = None
) -> dict[str, str]:
    """Return the fullest name of the same person for each shorter one among `speakers`.

    Names that differ in a title, a possessive, stops or apostrophes only are one. A middle initial
    or a bare surname joins a full name only where exactly one person bears it among all who speak
    or are named (`others`), and that person's given name is a known one. `genders` (see
    `genders_said`) keeps Mr. Clinton from joining Hillary Clinton; without it a surname that is a
    given name, too, joins nobody. Never joined are institutions, places, groups, and anybody with
    another suffix (Jr.). Of two who speak together each is joined for themselves.

    Examples
    --------
    >>> sorted(join_names({"Ann Reed", "Ann B. Reed", "Reed"}, ()).items())
    [('Ann Reed', 'Ann B. Reed'), ('Reed', 'Ann B. Reed')]
    >>> join_names({"Sen. Ann Reed", "Reed & Cole", "Ann Reed"}, ())["Reed & Cole"]
    'Ann Reed & Cole'
    """
    single = {part for name in speakers for part in parts_of(name)}
    into: dict[str, str] = _same_but_for_form(single)
    kept = single - set(into)
    into |= _join_shorter(kept, [_bare(name)[1] for name in others], genders or {})
    for name in into:
        while into[name] in into:
            into[name] = into[into[name]]
    together = {name: parts for name in speakers if len(parts := parts_of(name)) > 1}
    for name, parts in together.items():
        into[name] = JOINT.join(dict.fromkeys(into.get(part, part) for part in parts))
    return {
        name: full
        for name, full in into.items()
        if name in speakers and name != full and (full in speakers or JOINT in full)
    }


def parts_of(speaker: str) -> list[str]:
    """Return the names of those who speak together; an institution is one.

    Examples
    --------
    >>> parts_of("Ann Reed & Cole"), parts_of("Johnson & Johnson")
    (['Ann Reed', 'Cole'], ['Johnson & Johnson'])
    """
    parts = speaker.split(JOINT)
    whole = len(set(parts)) < len(parts) or tuple(WORD.findall(speaker)) in institutions()
    return [speaker] if whole else parts


def _same_but_for_form(names: set[str]) -> dict[str, str]:
    """Join names that are one without title, possessive, stops: the plainest form stands."""
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(_plain_name(_bare(name)[1]), []).append(name)
    into: dict[str, str] = {}
    for same in groups.values():
        best = max(same, key=lambda name: (_bare(name)[1] == name, len(name), name))
        into |= {name: best for name in same if name != best}
    return into


def _join_shorter(
    speakers: set[str], others: Iterable[str], genders: Mapping[str, set[str]]
) -> dict[str, str]:
    """Join bare surnames and names without their middle initials to the fullest names."""
    into: dict[str, str] = {}
    given = given_names()
    every = {name: one for name in {*speakers, *others} if (one := _parts(name))}
    # “Team Obama” and “Curious Comey” are only named, and no persons.
    parts = {
        name: one for name, one in every.items() if name in speakers or one.first.lower() in given
    }
    middles: dict[tuple[str, ...], set[str]] = {}
    for first, middle, last, suffix in parts.values():
        middles.setdefault((first, last, suffix), set()).add(middle)
    # Who bears a surname, and under which names each of them speaks.
    bearers: dict[str, dict[Name, list[str]]] = {}
    for name, one in sorted(parts.items()):
        known = middles[one.first, one.last, one.suffix] - {""}
        initials = {_initials(middle) for middle in known}
        if len(initials) == 1 and initials & known:  # the same initials, or none
            one = one._replace(middle=min(initials))
        bearers.setdefault(one.last, {}).setdefault(one, []).extend([name] * (name in speakers))
    for persons in bearers.values():
        for person, names in persons.items():
            full = _fullest(names)
            if person.first.lower() in given:
                into |= {name: full for name in names if name != full}
    for name in speakers:
        title, bare = _bare(name, surname=True)
        persons = bearers.get(_plain_name(bare), {})
        said = {title, *genders.get(name, ())} - {"u"}
        if len(persons) == 1 and _is_surname(bare, bool(said)):
            [(person, names)] = persons.items()
            gender = given.get(person.first.lower())
            if names and gender is not None and (gender == "u" or said <= {gender}):
                into[name] = _fullest(names)
    return into


def full_names(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the full names of persons by their surname, sorted.

    Examples
    --------
    >>> full_names(["Ann Reed", "Reed", "Tim Reed", "Team Reed"])
    {'Reed': ['Ann Reed', 'Tim Reed']}
    """
    found: dict[str, list[str]] = {}
    for name in sorted(names):
        if (one := _parts(name)) and one.first.lower() in given_names():
            found.setdefault(one.last, []).append(name)
    return found


def genders_said(speakers: Iterable[str], sources: Iterable[str]) -> dict[str, set[str]]:
    """Return for speakers of one name the genders (m, f) that *Mr.* or *Mrs.* before it told.

    Examples
    --------
    >>> genders_said(["Reed", "Ann Reed"], ["Mrs. Reed", "Mrs. Reed"])
    {'Reed': {'f'}}
    """
    found: dict[str, set[str]] = {}
    for speaker, source in set(zip(speakers, sources, strict=True)):
        gender, bare = _bare(source, surname=True)
        if gender != "u" and _plain_name(bare) == _plain_name(speaker) and " " not in speaker:
            found.setdefault(speaker, set()).add(gender)
    return found


def _initials(middle: str) -> str:
    return middle if middle.isupper() else "".join(word[0] for word in middle.split())


def _fullest(names: list[str]) -> str:
    return max(names, key=lambda name: (_bare(name)[1] == name, len(name), name), default="")


@cache
def _bare(name: str, surname: bool = False) -> tuple[str, str]:
    """Return the gender that an honorific tells (m, f, u), and the name without title and ’s.

    A title goes before a full name only, before a bare surname if `surname` and it is an honorific
    (*Mr.*, not *President*): *General Motors* is no Motors. An article goes before two words.
    """
    words = strip_possessive(name).split()
    if len(words) > 2 and words[0] in ("the", "The"):
        words = words[1:]
    gender = "u"
    while title := _title_at(words):
        rest = words[title:]
        said = honorifics().get(" ".join(words[:title]).lower().rstrip("."))
        if len(rest) < 2 and not (surname and said):
            break
        words, gender = rest, said or gender
    return gender, " ".join(words)


def _title_at(words: list[str]) -> int:
    """Return how many words at the beginning are a title, if a name follows; else 0."""
    for length in range(min(5, len(words) - 1), 0, -1):
        title = " ".join(words[:length]).lower()
        if title.rstrip(".") in _titles("title", "honorific") and words[length][0].isupper():
            return 0 if length == 1 and title in given_names() else length
    return 0


def _parts(name: str) -> Name | None:
    """Cut a full name into its parts; None for one word, organisations and phrases."""
    words = _plain_name(_bare(name)[1]).split()
    suffix = words.pop() if len(words) > 2 and suffix_of(words) else ""
    last = len(words) - 1
    while last > 1 and words[last - 1] in word_class("name_particle"):
        last -= 1
    capitals = all(word[0].isupper() for word in (*words[:last], *words[-1:]))
    if not 2 <= len(words) <= 5 or not capitals or _is_body(words):
        return None
    if words[0].lower() in _titles("title", "honorific", "role"):
        return None
    return Name(words[0], " ".join(words[1:last]), " ".join(words[last:]), suffix)


def _is_body(words: list[str]) -> bool:
    """Tell what is no person: institutions, places, peoples, and groups such as “Police”."""
    known = tuple(words) in institutions() or tuple(words) in places()
    return known or words[-1] in demonyms() or words[-1].lower() in speaking_nouns()


def _is_surname(name: str, told: bool) -> bool:
    """Tell whether one word can be a surname; `told`: *Mr.* or *Mrs.* stood before it."""
    given = not told and name.lower() in _plain_given_names()
    return not name.islower() and not given and not _is_body(WORD.findall(name))


@cache
def _plain_given_names() -> frozenset[str]:
    """Return names that are given names first of all: the census has many that are surnames."""
    rows = resources.read_rows("given_names")
    return frozenset(row["name"].lower() for row in rows if row["source"] == "mediakit")


def is_pronoun(name: str) -> bool:
    """Tell “Others” and “I’m” from “WHO” and “US”."""
    pronouns = word_class("pronoun")
    return _plain_name(name).lower() in pronouns and (len(name) == 1 or not name.isupper())


def _plain_name(name: str) -> str:
    name = name.replace("’", "'").replace(".", "").replace(",", "").strip()
    if name.isascii():
        return name
    # "José" and "Jose" are one.
    return "".join(letter for letter in normalize("NFD", name) if not combining(letter))


@cache
def _titles(*kinds: str) -> frozenset[str]:
    """Return titles and roles in lower case, without the last stop."""
    rows = resources.read_rows("titles")
    return frozenset(row["title"].rstrip(".") for row in rows if row["kind"] in kinds)
