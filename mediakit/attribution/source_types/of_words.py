"""Kind of source: what the words of a source, and the article about a person, say it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from mediakit.text.document import WORD, match_key, strip_possessive
from mediakit.text.gazetteer import (
    body_nouns,
    demonyms,
    institutions,
    nouns,
    places,
    speaker_words,
)
from mediakit.text.inflection import singular
from mediakit.text.word_classes import role_words, roles, word_class

UNKNOWN = "unknown"
CAUSES = ("anti-", "pro-")  # "anti-tax groups"


def kind_of_words(raw: Sequence[str], owner: str = UNKNOWN) -> str:
    """Return the kind of source (`SOURCE_TYPES`) that a name or description tells.

    The head noun tells it: a role, a body, a document, a people. A role that depends on its body
    (“director of”, “spokesman for”) takes the kind of that; a former office is politics.

    Parameters
    ----------
    raw : sequence of str
        The words as written, without determiner.
    owner : str
        Kind of the person whom the words name as the owner: “Holt’s aides”.

    Examples
    --------
    >>> kind_of_words("director of the Institute for Public Health".split())
    'expert'
    >>> kind_of_words("former finance minister".split())
    'politics'
    """
    raw = [strip_possessive(word) for word in raw]
    named = raw[:1] in (["the"], ["The"])
    raw = raw[1:] if named else raw
    if not raw:
        return UNKNOWN
    is_role = len(raw) == 1 and not named and match_key(raw[0]) in roles()  # “Economist Tom Hale”
    if not is_role and (row := _row(raw)):
        return row["source_type"]
    keys = [match_key(word) for word in raw]
    if (raw[-1] in ("com", "org", "net") and len(raw) > 1) or _ends_like_outlet(raw[-1]):
        return "media"
    if keys[-2:] == ["news", "agency"] and keys[0] != "state" and "state" in keys:
        return _state_agency(raw)
    if row := _row_behind(raw, keys):
        return row["source_type"]
    if has_cause(keys):
        return "civil_society"
    head = _known_head(keys, head_index(keys, raw))
    key = keys[head]
    if kind := _kind_of_head(raw, keys, head):
        return kind
    if body_nouns().get(key) == UNKNOWN and keys[head + 1 : head + 2] == ["of"]:
        return kind_of_words(raw[head + 2 :], owner)  # "group of parents"
    found = _role_kind(keys, raw, head, owner)
    if found != UNKNOWN:
        return found
    found = kind_of_body(raw[: head + 1])
    if found == UNKNOWN and owner != UNKNOWN and key in ("staff", "team", "camp", "people", "side"):
        return owner
    if found == UNKNOWN and set(keys[: head + 1]) & speaker_words("party_word"):
        return "politics"
    if found == UNKNOWN and keys[head + 1 : head + 2] == ["of"]:
        return kind_of_words(raw[head + 2 :], owner)
    return found if found != UNKNOWN else kind_of_body(raw)


def _kind_of_head(raw: Sequence[str], keys: Sequence[str], head: int) -> str | None:
    """Return what the head noun alone tells: peoples, parties, states and documents."""
    key = keys[head]
    if key in speaker_words("people_word", "private_person"):
        return "citizen"
    if (key in speaker_words("party_word") and raw[head][0].isupper()) or key in word_class(
        "partisan"
    ):
        return "politics"
    if is_cause(raw, keys):
        return "civil_society"
    if raw[head] in demonyms() and key not in role_words():
        return "government"
    if raw[head][:-1] in demonyms():
        return "citizen"
    named = raw[head][0].isupper() and len(raw) > 1 and _row(raw[:head])
    known = key in _documents() or singular(key) in _documents()
    return "document" if known and not named else None


def _row_behind(raw: Sequence[str], keys: Sequence[str]) -> dict[str, str] | None:
    """Return the institution behind plain words: “Chinese state broadcaster CCTV”."""
    for first in range(1, len(raw)):
        plain = raw[first - 1][0].islower() and keys[first - 1] not in _behind_head()
        if raw[first][0].isupper() and plain and (row := _row(raw[first:])):
            return None if set(keys[:first]) & _behind_head() else row
    return None


def _known_head(keys: Sequence[str], head: int) -> int:
    """Return `head`, or the first known noun behind it: “candidates intent on winning”."""
    if keys[head] in nouns() or singular(keys[head]) in nouns():
        return head
    return next((at for at in range(head) if keys[at] in role_words()), head)


def head_index(keys: Sequence[str], raw: Sequence[str]) -> int:
    """Return the index of the head noun: the last word before a preposition or relative."""
    for at in range(1, len(keys)):
        if keys[at] in _behind_head() and raw[at][0].islower():
            return at - 1
        participle = keys[at].endswith(("ing", "ed")) and raw[at][0].islower()
        if participle and keys[at] not in role_words() and keys[at - 1] in nouns():
            return at - 1
    return len(keys) - 1


@cache
def _behind_head() -> frozenset[str]:
    return word_class("preposition", "relative", "auxiliary") | {"to", "and", "familiar"}


@cache
def _documents() -> frozenset[str]:
    return speaker_words("generic_document")


def _role_kind(keys: Sequence[str], raw: Sequence[str], head: int, owner: str) -> str:
    """Return what the role at `head` tells, with what it is a role of."""
    role = role_ending(keys, head)
    single = singular(keys[head])
    known = roles().get(role, UNKNOWN) if role else UNKNOWN
    left, right = raw[: head + 1 - len(role.split())], raw[head + 1 :]
    former = bool(set(keys[: head + 1]) & speaker_words("leaving"))
    ranks = set(role.split()[:-1])
    if role and single in speaker_words("relational") and ranks <= speaker_words("rank"):
        of = owner if owner != UNKNOWN else _kind_behind(right)
        if of == UNKNOWN and len(right) > 1 and match_key(right[-1]) in role_words():
            of = kind_of_words(right[1:])  # "for the Prime Minister"
        if of == UNKNOWN:
            of = kind_of_body(left, place=False)
        if of == UNKNOWN and left and match_key(left[-1]) in role_words():
            of = kind_of_words(left)  # "the prime minister’s" spokesman
        partisan = set(keys[: head + 1]) & speaker_words("party_word")
        if of == UNKNOWN and partisan and (known == UNKNOWN or single == "official"):
            of = "politics"
        if of == UNKNOWN and single in speaker_words("spokesperson") and _for_name(right):
            of = "business"  # the bodies that no list and no noun tells are mostly companies
        if of == "business" and single in speaker_words("workforce"):
            of = known = "citizen"
        known = of if of not in (UNKNOWN, "document", "citizen") else known
    elif single in speaker_words("writer") and set(keys) & speaker_words("research"):
        known = "expert"
    elif role and known == "government" and set(keys[:head]) & speaker_words("candidacy"):
        known = "politics"
    if not role and set(keys[:head]) & speaker_words("party_word") and keys[head].endswith("s"):
        known = "politics"
    return "politics" if former and known == "government" else known


def _kind_behind(right: Sequence[str]) -> str:
    """Return the kind of the body behind a role, rather a name than a plain noun.

    “vice president for government relations at Halm Airlines” works for an airline.
    """
    keys = [match_key(word) for word in right]
    if "think" in keys and keys[keys.index("think") + 1 :][:1] == ["tank"]:
        return "expert"
    for at, word in enumerate(right):
        if word[0].isupper():
            name = right[at:]
            if is_cause(name, [match_key(part) for part in name]):
                return "civil_society"
            found = kind_of_body(name, place=False)
            if found != UNKNOWN:
                return found
    return kind_of_body(right, place=False)


def _for_name(right: Sequence[str]) -> bool:
    """Tell “for Halm Foods”: a name that is no place behind *for* or *at*."""
    named = len(right) > 1 and match_key(right[0]) in ("for", "at", "of") and right[1][0].isupper()
    return named and not any((word,) in places() or word in demonyms() for word in right)


def _ends_like_outlet(word: str) -> bool:
    """Tell names written as one word: “HalmNews”."""
    return word[0].isupper() and word.endswith(("News", "Wire")) and len(word) > 6


def _state_agency(raw: Sequence[str]) -> str:
    """Return the kind of “the Danish state news agency”, by what the list knows of its country."""
    country = next((demonyms()[word] for word in raw if word in demonyms()), None)
    return "media" if country and country not in _controlling() else "state_media"


@cache
def _controlling() -> frozenset[str]:
    """Return the countries of which the institutions list state media."""
    rows = institutions().values()
    return frozenset(row["country"] for row in rows if row["source_type"] == "state_media")


def is_cause(raw: Sequence[str], keys: Sequence[str]) -> bool:
    """Tell bodies named by their members and cause: “Citizens for Clean Water”."""
    return (
        len(raw) > 2
        and raw[0][0].isupper()
        and keys[0].endswith("s")
        and keys[1] in ("for", "against", "without")
        and raw[2][0].isupper()
        and singular(keys[0]) not in speaker_words("relational")  # "Lawyers for Halm Foods"
    )


def role_ending(keys: Sequence[str], head: int) -> str:
    """Return the longest role of ``titles.csv`` that ends at word `head`, or nothing."""
    for length in range(min(4, head + 1), 0, -1):
        phrase = " ".join(keys[head + 1 - length : head + 1])
        if phrase in roles():
            return phrase
    plain = keys[head].removeprefix("co-")
    return plain if plain in roles() else ""


def kind_of_body(raw: Sequence[str], place: bool = True) -> str:
    """Return the kind of the first body that the words name: by list, else by its noun."""
    if has_cause([match_key(word) for word in raw]):
        return "civil_society"
    for start in range(len(raw)):
        for length in range(min(6, len(raw) - start), 0, -1):
            behind = raw[start + length : start + length + 1]
            # "National" in "National Urban League" is no newspaper.
            if length == 1 and behind and behind[0][0].isupper() and not raw[start].isupper():
                continue
            if row := _row(raw[start : start + length]):
                return row["source_type"]
        key = match_key(raw[start])
        # "Institute for …": the noun before a preposition, else the last one of the name
        noun = key if key in body_nouns() else singular(key)
        if noun in body_nouns() and not _name_goes_on(raw, start):
            return body_nouns()[noun]
    if place and any((word,) in places() for word in raw):
        return "government"
    return UNKNOWN


def has_cause(keys: Sequence[str]) -> bool:
    """Tell words that say what a group is for: “anti-tax groups”, “a pressure group”."""
    return any(
        body_nouns().get(noun) == UNKNOWN
        and (before in word_class("cause_word") or before.startswith(CAUSES))
        for before, noun in pairwise(keys)
    )


def _name_goes_on(raw: Sequence[str], at: int) -> bool:
    following = raw[at + 1 : at + 2]
    return bool(following) and match_key(following[0]) in body_nouns()


def _row(words: Sequence[str]) -> dict[str, str] | None:
    found = institutions().get(tuple(words))
    plain_role = bool(words) and words[-1].islower() and words[-1] in role_words()  # "Union leader"
    loud = bool(words) and words[0][0].isupper() and (len(words) > 1 or len(words[0]) > 5)
    if found is None and loud and not plain_role:
        found = _loud_rows().get(" ".join(words).upper())
    return found


@cache
def _loud_rows() -> dict[str, dict[str, str]]:
    """Return the institutions by their names in capitals: “USA TODAY”, “Politifact”."""
    return {" ".join(name).upper(): row for name, row in institutions().items()}


def words_of(name: str) -> list[str]:
    """Return the words of a speaker's name, without possessive ’s."""
    return [strip_possessive(word) for word in WORD.findall(name)]
