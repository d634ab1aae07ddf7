"""Inflected forms of English words: what a list entry matches besides its base form."""

from __future__ import annotations

import re
from functools import cache

from mediakit.contract.resources import read_rows

_VOWELS = "aeiou"
_PREPOSITION = re.compile(r"([ -](?:against|at|for|in|of|on|to|with)[ -].*)")
_HARD_CH = ("epoch", "garch", "iarch", "narch", "stomach")
_NO_MEN = ("german", "human", "norman", "ottoman", "roman", "shaman", "talisman")


def inflect(term: str, pos: str) -> list[str]:
    """Return `term` and its inflected forms.

    Parameters
    ----------
    term : str
        Base form; in a phrase the last word (before a preposition) is inflected as a noun,
        the first as a verb.
    pos : str
        ``"n"``, ``"v"``, ``"a"`` or empty (no forms but the term itself).

    Examples
    --------
    >>> inflect("prop up", "v")
    ['prop up', 'props up', 'propped up', 'propping up']
    >>> inflect("crony", "n") + inflect("head of state", "n")
    ['crony', 'cronies', 'head of state', 'heads of state']
    """
    first, _, rest = term.partition(" ")
    if pos == "v":
        return _unique(f"{form} {rest}".strip() for form in verb_forms(first))
    if pos == "n":
        head, *tail = _PREPOSITION.split(term, maxsplit=1)  # "heads of state"
        before, space, noun = head.rpartition(" ")
        return _unique((term, "".join((before, space, plural(noun), *tail))))
    if pos == "a" and " " not in term and _syllables(term) <= 1 + term.endswith("y"):
        stem = _before_ending(term, "e")
        return _unique((term, stem + "er", stem + "est"))
    return [term]


def verb_forms(base: str) -> list[str]:
    """Return base, third person, past, participle and gerund of a verb, each once."""
    irregular = _irregular().get(base)
    if irregular:
        return _unique((base, *irregular))
    stem = _before_ending(base, "e")
    past = stem + "ed"
    gerund = (base if base.endswith(("ee", "oe", "ye")) else _before_ending(base, "i")) + "ing"
    return _unique((base, plural(base), past, gerund))


def plural(noun: str) -> str:
    """Return the regular plural (or third person) of a word.

    Examples
    --------
    >>> [plural(word) for word in ("lie", "clash", "ally", "despot")]
    ['lies', 'clashes', 'allies', 'despots']
    """
    if noun.endswith("sis"):
        return noun[:-2] + "es"
    if noun.endswith(("s", "x", "z", "ch", "sh")) and not noun.endswith(_HARD_CH):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith("man") and not noun.lower().endswith(_NO_MEN):
        return noun[:-2] + "en"
    return noun + "s"


def _before_ending(word: str, ending: str) -> str:
    """Return the stem of `word` before -ed/-er (``"e"``) or -ing (``"i"``)."""
    if word.endswith("e"):
        return word[:-1]
    if word.endswith("y") and word[-2:-1] not in _VOWELS and ending == "e":
        return word[:-1] + "i"
    doubles = (
        len(word) > 2
        and word[-1] not in _VOWELS + "wxyh"
        and word[-2] in _VOWELS
        and word[-3] not in _VOWELS
        and _syllables(word.rpartition("-")[2]) == 1
    )
    return word + word[-1] if doubles else word


def _syllables(word: str) -> int:
    groups, inside = 0, False
    for letter in word:
        vowel = letter in _VOWELS + "y"
        groups += vowel and not inside
        inside = vowel
    return max(1, groups - (word.endswith("e") and groups > 1 and not word.endswith("le")))


@cache
def _irregular() -> dict[str, list[str]]:
    forms: dict[str, list[str]] = {}
    for row in read_rows("irregular"):
        made = [row[column] for column in ("third", "past", "participle", "gerund") if row[column]]
        forms.setdefault(row["base"], []).extend(made)
    return forms


def _unique(forms) -> list[str]:  # type: ignore[no-untyped-def]
    return list(dict.fromkeys(forms))
