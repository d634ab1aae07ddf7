"""A person's name in its parts: titles, given, middle and family name, suffix."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

from mediakit.attribution.people import suffix_of
from mediakit.attribution.record import JOINT
from mediakit.contract import resources
from mediakit.text.document import WORD, strip_possessive
from mediakit.text.gazetteer import (
    demonyms,
    families,
    given_names,
    honorifics,
    institutions,
    places,
)
from mediakit.text.inflection import plural
from mediakit.text.word_classes import roles, speaking_nouns, word_class


class Name(NamedTuple):
    """The parts of a person's full name, without stops."""

    first: str
    middle: str
    last: str
    suffix: str


def parts_of(speaker: str) -> list[str]:
    """Return the names of those who speak together; an institution is one.

    Examples
    --------
    >>> parts_of("Ann Reed & Cole"), parts_of("Johnson & Johnson")
    (['Ann Reed', 'Cole'], ['Johnson & Johnson'])
    """
    if JOINT not in speaker:
        return [speaker]
    parts = speaker.split(JOINT)
    whole = len(set(parts)) < len(parts) or tuple(WORD.findall(speaker)) in institutions()
    return [speaker] if whole else parts


def is_pronoun(name: str) -> bool:
    """Tell “Others” and “I’m” from “WHO” and “US”."""
    pronouns = word_class("pronoun")
    return plain(name).lower() in pronouns and (len(name) == 1 or not name.isupper())


def plain(name: str) -> str:
    """Return a name without stops and accents: “José” and “Jose” are one."""
    name = name.replace("’", "'").replace(".", "").replace(",", "").strip()
    if name.isascii():
        return name
    return "".join(letter for letter in normalize("NFD", name) if not combining(letter))


@lru_cache(maxsize=2**17)
def bare(name: str, surname: bool = False) -> tuple[str, str]:
    """Return the gender that an honorific tells (m, f, u), and the name without title and ’s.

    A title goes before a full name only, before a bare surname if `surname` and it is an honorific
    (*Mr.*, not *President*): *General Motors* is no Motors. An article goes before two words, a
    place before a title.

    Examples
    --------
    >>> bare("Ohio Gov. Ann Reed’s"), bare("Mrs. Reed", surname=True)
    (('u', 'Ann Reed'), ('f', 'Reed'))
    """
    words = strip_possessive(name).split()
    if len(words) > 2 and words[0] in ("the", "The"):
        words = words[1:]
    words = words[_title_begins(words) :]
    gender = "u"
    while title := _title_at(words):
        rest = words[title:]
        said = honorifics().get(" ".join(words[:title]).lower().rstrip("."))
        if len(rest) < 2 and not (surname and said):
            break
        words, gender = rest, said or gender
    return gender, " ".join(words)


def _title_begins(words: list[str]) -> int:
    """Return how many words before a title and a full name are a place, people or party."""
    for at in range(len(words) - 2):
        if 0 < _title_at(words[at:]) < len(words) - at - 1:
            return at
        if not ((words[at],) in places() or words[at].lower() in word_class("title_adjective")):
            break
    return 0


def _title_at(words: list[str]) -> int:
    """Return how many words at the beginning are a title, if a name follows; else 0."""
    for length in range(min(5, len(words) - 1), 0, -1):
        title = " ".join(words[:length]).lower()
        known = title.rstrip(".") in _titles("title", "honorific") | _plural_titles()
        if known and words[length][0].isupper():
            return 0 if length == 1 and title in given_names() else length
    return 0


@lru_cache(maxsize=2**17)
def full_name(name: str) -> Name | None:
    """Cut a full name into its parts; None for one word, organisations and phrases.

    Examples
    --------
    >>> full_name("Sen. Ann B. Reed Jr.")
    Name(first='Ann', middle='B', last='Reed', suffix='Jr')
    """
    words = plain(bare(name)[1]).split()
    suffix = words.pop() if len(words) > 2 and suffix_of(words) else ""
    last = len(words) - 1
    while last > 1 and words[last - 1] in word_class("name_particle"):
        last -= 1
    capitals = all(word[0].isupper() for word in (*words[:last], *words[-1:]))
    if not 2 <= len(words) <= 5 or not capitals or _is_body(words):
        return None
    if words[0].lower() in _titles("title", "honorific", "role") | _no_given_names():
        return None
    middle = (word for word in words[1:last] if word != words[-1])  # “Ann Reed Reed” in a headline
    return Name(words[0], " ".join(middle), " ".join(words[last:]), suffix)


def _is_body(words: list[str]) -> bool:
    """Tell what is no person: institutions, places, peoples, and groups such as “Police”."""
    known = tuple(words) in institutions() or tuple(words) in places()
    people = words[-1] in demonyms() or words[-1].removesuffix("s") in demonyms()
    return known or people or words[-1].lower() in speaking_nouns()


def is_surname(name: str, told: bool) -> bool:
    """Tell whether one word can be a surname; `told`: *Mr.* or a title stood before it."""
    given = not told and name.lower() in _plain_given_names()
    return not name.islower() and not given and not _is_body(WORD.findall(name))


@lru_cache(maxsize=2**17)
def surname_of(name: str) -> str:
    """Return the surname of a full name, or what is left of another without title and ’s.

    Examples
    --------
    >>> surname_of("Ann B. Reed Jr."), surname_of("Mr. Reed’s"), surname_of("President Reed")
    ('Reed', 'Reed', 'Reed')
    """
    if full := full_name(name):
        return full.last
    words = plain(bare(name, surname=True)[1]).split()
    return " ".join(words[_title_at(words) :])


@lru_cache(maxsize=2**17)
def office_in(words: str, name: str) -> tuple[frozenset[str], bool]:
    """Return the office, and its family, right before a name in `words`, and if it is in full.

    Examples
    --------
    >>> office_in("Mayor Ann Reed", "Ann B. Reed"), office_in("the former mayor Reed", "Ann Reed")
    ((frozenset({'mayor'}), True), (frozenset({'mayor'}), False))
    """
    full = full_name(name)
    found, own = plain(words).split(), set(" ".join(full[:2]).split()) if full else set()
    surname = surname_of(name).split()[-1:]
    ends = [at for at, word in enumerate(found) if [strip_possessive(word)] == surname]
    before = found[: ends[0]] if ends else []
    whole = len(before)
    while before and full and (before[-1] in own or len(before[-1]) == 1):
        before.pop()
    in_full = len(before) < whole
    for length in range(min(5, len(before)), 0, -1):
        title = " ".join(before[-length:]).lower()
        if title in _titles("title"):
            title = title.removeprefix("former ")
            return frozenset({title}) | families(title), in_full
    return frozenset(), in_full


def middles_fit(one: str, other: str) -> bool:
    """Tell whether middle names may be one's: B., B.C., Bell, none; not B. and C., Bell and Bea.

    Examples
    --------
    >>> middles_fit("W", "Walker"), middles_fit("W", "HW"), middles_fit("", "HW")
    (True, False, True)
    """
    pairs = zip(_middle_names(one), _middle_names(other), strict=False)
    return all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in pairs)


def _middle_names(middle: str) -> list[str]:
    """Return the names, or initials: “H.W.” is two."""
    names: list[str] = []
    for word in middle.split():
        names += list(word) if word.isupper() else [word]
    return names


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    """Return for each given name its nicknames and those it is one of, in lower case."""
    found: dict[str, set[str]] = {}
    for row in resources.read_rows("nicknames"):
        nickname, name = row["nickname"].lower(), row["name"].lower()
        found.setdefault(nickname, set()).add(name)
        found.setdefault(name, set()).add(nickname)
    return {name: frozenset(others) for name, others in found.items()}


def nicknames_of(given: str) -> frozenset[str]:
    """Return, in lower case, the nicknames of a given name and the names that it is short for.

    Two nicknames of one name are not each other's: Bill, Will.

    Examples
    --------
    >>> sorted(nicknames_of("Chuck")), sorted(nicknames_of("Charles"))
    (['charles'], ['charley', 'charlie', 'chip', 'chuck'])
    """
    return _nicknames().get(given.lower(), frozenset())


@cache
def _plain_given_names() -> frozenset[str]:
    """Return names that are given names first of all: the census has many that are surnames."""
    rows = resources.read_rows("given_names")
    return frozenset(row["name"].lower() for row in rows if row["source"] == "mediakit")


@cache
def _titles(*kinds: str) -> frozenset[str]:
    """Return titles and roles in lower case, without the last stop."""
    rows = resources.read_rows("titles")
    return frozenset(row["title"].rstrip(".") for row in rows if row["kind"] in kinds)


@cache
def _plural_titles() -> frozenset[str]:
    """Return the titles of several: “Sens. Ann Reed and Tim Cole”."""
    return frozenset(plural(title) for title in _titles("title")) - set(given_names())


@cache
def _no_given_names() -> frozenset[str]:
    """Return words that stand before a surname and are no given name: places, parties, bodies."""
    known = {words[0].lower() for words in places() if len(words) == 1}
    return frozenset(known | set(roles()) | word_class("organisation")) - set(given_names())
