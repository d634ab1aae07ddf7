"""Names of one person over many articles: which shorter name means which fuller one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from mediakit import resources
from mediakit.attribution.gazetteer import demonyms, given_names, institutions, places
from mediakit.attribution.grammar import speaking_nouns, word_class
from mediakit.document import WORD


class Name(NamedTuple):
    """The parts of a person's full name, without stops."""

    first: str
    middle: str
    last: str
    suffix: str


def join_names(speakers: set[str], others: Iterable[str]) -> dict[str, str]:
    """Return the fullest name of the same person for each shorter one among `speakers`.

    A middle initial or a bare surname joins a full name only where exactly one person bears it
    among all who speak or are named (`others`), and that person's given name is a known one.
    Never joined are institutions, places, groups, and anybody with another suffix (Jr.).

    Examples
    --------
    >>> sorted(join_names({"Ann Reed", "Ann B. Reed", "Reed"}, ()).items())
    [('Ann Reed', 'Ann B. Reed'), ('Reed', 'Ann B. Reed')]
    """
    into: dict[str, str] = {}
    parts = {name: one for name in {*speakers, *others} if (one := _parts(name))}
    middles: dict[tuple[str, ...], set[str]] = {}
    for first, middle, last, suffix in parts.values():
        middles.setdefault((first, last, suffix), set()).add(middle)
    # Who bears a surname, and under which names each of them speaks.
    bearers: dict[str, dict[Name, list[str]]] = {}
    for name, one in sorted(parts.items()):
        known = middles[one.first, one.last, one.suffix] - {""}
        if len(known) == 1 and min(known).isupper():  # the same initials, or none
            one = one._replace(middle=min(known))
        bearers.setdefault(one.last, {}).setdefault(one, []).extend([name] * (name in speakers))
    given = given_names()
    for persons in bearers.values():
        for person, names in persons.items():
            full = max(names, key=lambda name: (len(name), name), default="")
            if person.first.lower() in given:
                into |= {name: full for name in names if name != full}
    for name in speakers:
        persons = bearers.get(_plain_name(name), {})
        if len(persons) == 1 and _is_surname(name):
            [(person, names)] = persons.items()
            if names and person.first.lower() in given:
                into[name] = max(names, key=lambda name: (len(name), name))
    return into


def _parts(name: str) -> Name | None:
    """Cut a full name into its parts; None for one word, titles, organisations and phrases."""
    words = _plain_name(name).split()
    suffix = words.pop() if len(words) > 2 and words[-1] in ("Jr", "Sr", "II", "III", "IV") else ""
    last = len(words) - 1
    while last > 1 and words[last - 1] in word_class("name_particle"):
        last -= 1
    capitals = all(word[0].isupper() for word in (*words[:last], *words[-1:]))
    if not 2 <= len(words) <= 5 or not capitals or _is_body(words) or words[0] in _titles():
        return None
    return Name(words[0], " ".join(words[1:last]), " ".join(words[last:]), suffix)


def _is_body(words: list[str]) -> bool:
    """Tell what is no person: institutions, places, peoples, and groups such as “Police”."""
    known = tuple(words) in institutions() or tuple(words) in places()
    return known or words[-1] in demonyms() or words[-1].lower() in speaking_nouns()


def _is_surname(name: str) -> bool:
    return (
        not name.islower()
        and name.lower() not in given_names()
        and not _is_body(WORD.findall(name))
    )


def is_pronoun(name: str) -> bool:
    """Tell “Others” and “I’m” from “WHO” and “US”."""
    pronouns = word_class("pronoun")
    return _plain_name(name).lower() in pronouns and (len(name) == 1 or not name.isupper())


def _plain_name(name: str) -> str:
    return name.replace("’", "'").replace(".", "").replace(",", "").strip()


@cache
def _titles() -> frozenset[str]:
    return frozenset(row["title"].rstrip(".").capitalize() for row in resources.read_rows("titles"))
