"""The kind of source that a name or description tells by its words: the sieve, in its order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from propcache.api import cached_property

from mediakit.attribution.source_types.of_bodies import (
    UNKNOWN,
    has_cause,
    is_cause,
    listed,
    source_type_behind,
    source_type_of_agency,
    source_type_of_body,
)
from mediakit.text.document import POSSESSIVE, WORD, match_key, strip_possessive
from mediakit.text.gazetteer import demonyms, nouns, places, speaker_words
from mediakit.text.inflection import singular
from mediakit.text.phrases import behind_head, head_index
from mediakit.text.sieve import sift
from mediakit.text.word_classes import role_words, roles


@dataclass(eq=False)
class Words:
    """The words of a name or description, without article; `owner` is the kind of whose they are.

    `named` is true where an article stood in front: “The Economist”; `owned` where a body without
    a name has them: “the club’s president”, “its president”.
    """

    raw: Sequence[str]
    named: bool = False
    owner: str = UNKNOWN
    owned: bool = False

    @cached_property
    def keys(self) -> list[str]:
        """The words in lower case."""
        return [match_key(word) for word in self.raw]

    @cached_property
    def head(self) -> int:
        """The head noun, or the first known noun behind it: “candidates intent on winning”."""
        keys, head = self.keys, head_index(self.keys, self.raw)
        if keys[head] in nouns() or singular(keys[head]) in nouns():
            return head
        return next((at for at in range(head) if keys[at] in role_words()), head)

    @property
    def key(self) -> str:
        """The head noun in lower case."""
        return self.keys[self.head]

    @cached_property
    def role(self) -> str:
        """The role that the words up to the head end in, or nothing."""
        return role_ending(self.keys, self.head)

    @property
    def office_elsewhere(self) -> bool:
        """Whether the office is that of a body without a name: of a club, not of a state."""
        if not self.role or self.role.split()[-1] not in speaker_words("open_office"):
            return False
        right = self.raw[self.head + 1 :]
        return self.owned or (list(right[:1]) == ["of"] and right[-1][0].islower())

    def has(self, *kinds: str) -> bool:
        """Tell whether a word up to the head is of these kinds."""
        return not speaker_words(*kinds).isdisjoint(self.keys[: self.head + 1])

    def in_office(self, kind: str) -> str | None:
        """Return the kind of the role: a former office is politics."""
        if kind == "government" and self.has("leaving"):
            return "politics"
        return kind if kind != UNKNOWN else None


def source_type_of_words(raw: Sequence[str], owner: str = UNKNOWN) -> str:
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
    >>> source_type_of_words("director of the Institute for Public Health".split())
    'expert'
    >>> source_type_of_words("former finance minister".split())
    'politics'
    """
    words = words_from(raw, owner)
    return sift(OF_WORDS, words)[0] or UNKNOWN if words.raw else UNKNOWN


def words_from(raw: Sequence[str], owner: str = UNKNOWN, owned: bool = False) -> Words:
    """Return the words without possessives and without an article in front."""
    owned = owned or any(word.endswith(POSSESSIVE) and word[0].islower() for word in raw)
    raw = [strip_possessive(word) for word in raw]
    named = raw[:1] in (["the"], ["The"])
    return Words(raw[named:], named, owner, owned)


# ------------------------------------------------------------------------------ rules
def institution(words: Words) -> str | None:
    """“Reuters” is what the list of institutions says; “Economist Tom Hale” is no magazine."""
    lone_role = len(words.raw) == 1 and not words.named and words.keys[0] in roles()
    row = None if lone_role else listed(words.raw)
    return row["source_type"] if row else None


def outlet_name(words: Words) -> str | None:
    """“Halm.com” and “HalmNews” are media by how they are written."""
    last = words.raw[-1]
    written = len(words.raw) > 1 and last in speaker_words("domain")
    joined = len(last) > 6 and last[0].isupper()
    return "media" if written or (joined and last.endswith(_outlet_endings())) else None


def state_agency(words: Words) -> str | None:
    """“The Chinese state news agency” is state media, that of a country with free media is not."""
    keys = words.keys
    agency = keys[-2:] == ["news", "agency"] and keys[0] != "state" and "state" in keys
    return source_type_of_agency(words.raw) if agency else None


def institution_behind(words: Words) -> str | None:
    """“Chinese state broadcaster CCTV” is the institution behind plain words."""
    raw, keys = words.raw, words.keys
    for first in range(1, len(raw)):
        plain = raw[first - 1][0].islower() and keys[first - 1] not in behind_head()
        if raw[first][0].isupper() and plain and (row := listed(raw[first:])):
            return None if set(keys[:first]) & behind_head() else row["source_type"]
    return None


def cause(words: Words) -> str | None:
    """“Rights group Open Courts” is civil society: what it is for is said."""
    return "civil_society" if has_cause(words.keys) else None


def people(words: Words) -> str | None:
    """“Voters” and “a witness” are citizens."""
    return "citizen" if words.key in speaker_words("people_word", "private_person") else None


def members_and_cause(words: Words) -> str | None:
    """“Citizens for Clean Water” are civil society."""
    return "civil_society" if is_cause(words.raw, words.keys) else None


def nationals(words: Words) -> str | None:
    """“Russians” are citizens."""
    return "citizen" if words.raw[words.head][:-1] in demonyms() else None


def document(words: Words) -> str | None:
    """“The report” and “polls” are documents, “the Halm Post” in “Post report” is none."""
    known = {words.key, singular(words.key)} & speaker_words("generic_document")
    capital = words.raw[words.head][0].isupper() and len(words.raw) > 1
    named = capital and listed(words.raw[: words.head])
    return "document" if known and not named else None


def role_of_body(words: Words) -> str | None:
    """“A spokesman for Halm Foods” is of the kind of what it speaks for."""
    ranks = set(words.role.split()[:-1])
    single = singular(words.key)
    if not words.role or single not in speaker_words("relational"):
        return None
    if not ranks <= speaker_words("rank"):
        return None
    kind = _source_type_of_employer(words)
    if kind == "business" and single in speaker_words("workforce"):
        return "citizen"
    return None if kind in ("document", "citizen") else words.in_office(kind)


def researcher(words: Words) -> str | None:
    """“An author of the study” is an expert."""
    writes = singular(words.key) in speaker_words("writer")
    return "expert" if writes and set(words.keys) & speaker_words("research") else None


def role(words: Words) -> str | None:
    """“A senator” is what the list of titles says; a former office is politics."""
    if not words.role or words.office_elsewhere:
        return None
    return words.in_office(roles().get(words.role, UNKNOWN))


def body(words: Words) -> str | None:
    """“The Halm city council” is of the kind of the body that it names."""
    return _known(source_type_of_body(words.raw[: words.head + 1]))


def party_before(words: Words) -> str | None:
    """“A Republican insider” is politics."""
    return "politics" if words.has("party_word") else None


def whole(words: Words) -> str | None:
    """“Scores of parents” are what stands behind “of”."""
    return _behind_of(words)


def body_anywhere(words: Words) -> str | None:
    """“People in the city council” are of the kind of the body that stands behind the head."""
    return _known(source_type_of_body(words.raw))


#: The kind of source of words: the first rule that answers decides.
OF_WORDS: dict[str, Callable[[Words], str | None]] = {
    "institution": institution,
    "outlet_name": outlet_name,
    "state_agency": state_agency,
    "institution_behind": institution_behind,
    "cause": cause,
    "people": people,
    "members_and_cause": members_and_cause,
    "nationals": nationals,
    "document": document,
    "role_of_body": role_of_body,
    "researcher": researcher,
    "role": role,
    "body": body,
    "party_before": party_before,
    "whole": whole,
    "body_anywhere": body_anywhere,
}


# ---------------------------------------------------------------------------- helpers
def _known(kind: str) -> str | None:
    return kind if kind != UNKNOWN else None


def _behind_of(words: Words) -> str | None:
    if words.keys[words.head + 1 : words.head + 2] != ["of"]:
        return None
    return _known(source_type_of_words(words.raw[words.head + 2 :], words.owner))


def _source_type_of_employer(words: Words) -> str:
    """Return the kind of whom somebody speaks or works for: owner, body behind, body before."""
    left = words.raw[: words.head + 1 - len(words.role.split())]
    right = words.raw[words.head + 1 :]
    of = words.owner if words.owner != UNKNOWN else source_type_behind(right)
    if of == UNKNOWN and len(right) > 1 and match_key(right[-1]) in role_words():
        of = source_type_of_words(right[1:])  # "for the Prime Minister"
    if of == UNKNOWN:
        of = source_type_of_body(left, place=False)
    if of == UNKNOWN and left and match_key(left[-1]) in role_words():
        of = source_type_of_words(left)  # "the prime minister’s" spokesman
    known, single = roles().get(words.role, UNKNOWN), singular(words.key)
    if of == UNKNOWN and words.has("party_word") and (known == UNKNOWN or single == "official"):
        of = "politics"
    if of == UNKNOWN and single in speaker_words("spokesperson") and _for_name(right):
        of = "business"  # the bodies that no list and no noun tells are mostly companies
    return of


def _for_name(right: Sequence[str]) -> bool:
    """Tell “for Halm Foods”: a name that is no place behind *for* or *at*."""
    if len(right) < 2 or match_key(right[0]) not in speaker_words("before_employer"):
        return False
    return right[1][0].isupper() and not any(
        (word,) in places() or word in demonyms() for word in right
    )


@cache
def _outlet_endings() -> tuple[str, ...]:
    return tuple(speaker_words("outlet_ending"))


def role_ending(keys: Sequence[str], head: int) -> str:
    """Return the longest role of ``titles.csv`` that ends at word `head`, or nothing."""
    for length in range(min(4, head + 1), 0, -1):
        phrase = " ".join(keys[head + 1 - length : head + 1])
        if phrase in roles():
            return phrase
    plain = keys[head].removeprefix("co-")
    return plain if plain in roles() else ""


def words_of(name: str) -> list[str]:
    """Return the words of a speaker's name, without possessive ’s."""
    return [strip_possessive(word) for word in WORD.findall(name)]
