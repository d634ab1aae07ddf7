"""The kind of a body that words name: by the list of institutions, its noun, or its cause."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from mediakit.text.document import match_key
from mediakit.text.gazetteer import body_nouns, demonyms, institutions, places, speaker_words
from mediakit.text.inflection import singular
from mediakit.text.word_classes import role_words, word_class

UNKNOWN = "unknown"


def source_type_of_body(raw: Sequence[str], place: bool = True) -> str:
    """Return the kind of the first body that the words name: by list, else by its noun."""
    if has_cause([match_key(word) for word in raw]):
        return "civil_society"
    for start in range(len(raw)):
        for length in range(min(6, len(raw) - start), 0, -1):
            behind = raw[start + length : start + length + 1]
            # "National" in "National Urban League" is no newspaper.
            if length == 1 and behind and behind[0][0].isupper() and not raw[start].isupper():
                continue
            if length == 1 and raw[start] in demonyms():
                continue  # “the Australian treasurer” writes for no Australian
            if row := listed(raw[start : start + length]):
                return row["source_type"]
        key = match_key(raw[start])
        # "Institute for …": the noun before a preposition, else the last one of the name
        noun = key if key in body_nouns() else singular(key)
        if noun in body_nouns() and not _name_goes_on(raw, start):
            return body_nouns()[noun]
    if place and any((word,) in places() for word in raw):
        return "government"
    return UNKNOWN


def source_type_behind(right: Sequence[str]) -> str:
    """Return the kind of the body behind a role, rather a name than a plain noun.

    “vice president for government relations at Halm Airlines” works for an airline.
    """
    keys = [match_key(word) for word in right]
    if ("think", "tank") in pairwise(keys):
        return "expert"
    for at, word in enumerate(right):
        if word[0].isupper():
            name = right[at:]
            if is_cause(name, [match_key(part) for part in name]):
                return "civil_society"
            found = source_type_of_body(name, place=False)
            if found != UNKNOWN:
                return found
    return source_type_of_body(right, place=False)


def has_cause(keys: Sequence[str]) -> bool:
    """Tell words that say what a group is for: “anti-tax groups”, “a pressure group”."""
    return any(
        body_nouns().get(noun) == UNKNOWN
        and (before in word_class("cause_word") or before.startswith(_cause_prefixes()))
        for before, noun in pairwise(keys)
    )


@cache
def _cause_prefixes() -> tuple[str, ...]:
    return tuple(speaker_words("cause_prefix"))


def is_cause(raw: Sequence[str], keys: Sequence[str]) -> bool:
    """Tell bodies named by their members and cause: “Citizens for Clean Water”."""
    return (
        len(raw) > 2
        and raw[0][0].isupper()
        and keys[0].endswith("s")
        and keys[1] in speaker_words("before_cause")
        and raw[2][0].isupper()
        and singular(keys[0]) not in speaker_words("relational")  # "Lawyers for Halm Foods"
    )


def _name_goes_on(raw: Sequence[str], at: int) -> bool:
    following = raw[at + 1 : at + 2]
    return bool(following) and match_key(following[0]) in body_nouns()


def listed(words: Sequence[str]) -> dict[str, str] | None:
    """Return the row of the institution that `words` name, also in capitals: “USA TODAY”."""
    found = institutions().get(tuple(words))
    plain_role = bool(words) and words[-1].islower() and words[-1] in role_words()  # "Union leader"
    loud = bool(words) and words[0][0].isupper() and (len(words) > 1 or len(words[0]) > 5)
    if found is None and loud and not plain_role:
        found = _loud_rows().get(" ".join(words).upper())
    return found


@cache
def _loud_rows() -> dict[str, dict[str, str]]:
    return {" ".join(name).upper(): row for name, row in institutions().items()}


def source_type_of_agency(raw: Sequence[str]) -> str:
    """Return the kind of “the Danish state news agency”, by what the list knows of its country."""
    country = next((demonyms()[word] for word in raw if word in demonyms()), None)
    return "media" if country and country not in _controlling() else "state_media"


@cache
def _controlling() -> frozenset[str]:
    """Return the countries of which the institutions list state media."""
    rows = institutions().values()
    return frozenset(row["country"] for row in rows if row["source_type"] == "state_media")
