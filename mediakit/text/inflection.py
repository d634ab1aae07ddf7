"""Inflected forms of English words: what a list entry matches besides its base form.

Nouns are the library `inflect`'s, which has no past forms: verbs and adjectives are made here.
``irregular.csv`` goes before both.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from mediakit.contract.resources import read_rows

if TYPE_CHECKING:
    from inflect import engine

_VOWELS = "aeiou"


def inflect(term: str, pos: str) -> list[str]:
    """Return `term` and its inflected forms.

    Parameters
    ----------
    term : str
        Base form; in a phrase the first word is inflected as a verb.
    pos : str
        ``"n"``, ``"v"``, ``"a"`` or empty (no forms but the term itself).

    Examples
    --------
    >>> inflect("prop up", "v")
    ['prop up', 'props up', 'propped up', 'propping up']
    >>> inflect("crony", "n") + inflect("head of state", "n")
    ['crony', 'cronies', 'head of state', 'heads of state']
    >>> inflect("spokesperson", "n")
    ['spokesperson', 'spokespeople', 'spokespersons']
    """
    first, _, rest = term.partition(" ")
    if pos == "v":
        return _unique(f"{form} {rest}".strip() for form in verb_forms(first))
    if pos == "n":
        return _unique((term, *_plurals(term)))
    if pos == "a" and " " not in term and _syllables(term) <= 1 + term.endswith("y"):
        stem = _before_ending(term, "e")
        return _unique((term, stem + "er", stem + "est"))
    return [term]


def verb_forms(base: str) -> list[str]:
    """Return base, third person, past, participle and gerund of a verb, each once."""
    irregular = _irregular_verbs().get(base)
    if irregular:
        return _unique((base, *irregular))
    stem = _before_ending(base, "e")
    past = stem + "ed"
    gerund = (base if base.endswith(("ee", "oe", "ye")) else _before_ending(base, "i")) + "ing"
    return _unique((base, _third_person(base), past, gerund))


def plural(noun: str) -> str:
    """Return the plural of a noun or noun phrase.

    Examples
    --------
    >>> [plural(noun) for noun in ("ally", "knife", "attorney general", "mother-in-law")]
    ['allies', 'knives', 'attorneys general', 'mothers-in-law']
    """
    return _plurals(noun)[0]


@lru_cache(maxsize=10_000)  # heads of noun phrases come again and again
def singular(noun: str) -> str:
    """Return the singular of a plural, and any other word as it is, or nearly (*his*: *hi*).

    Examples
    --------
    >>> [singular(noun) for noun in ("cities", "aides", "wives", "police")]
    ['city', 'aide', 'wife', 'police']
    """
    if noun in _irregular_singulars():
        return _irregular_singulars()[noun]
    return str((noun and _engine().singular_noun(noun)) or noun)


def _plurals(noun: str) -> list[str]:
    """Return the plurals of a noun, the usual one first: “mottoes”, “mottos”."""
    words = noun.split(" ")
    for at in range(len(words)):
        if forms := _irregular_plurals().get(" ".join(words[at:])):
            return [" ".join((*words[:at], form)) for form in forms]
    made = _engine().plural_noun(noun) if noun else ""
    if made.endswith("ss") and made == noun + "s":
        return [noun]  # "jitters" is a plural
    return _unique((made, noun + "s" if noun.endswith("o") else made))


@cache
def _engine() -> engine:
    """Return the engine of `inflect`, imported when needed and without its slow checks of types."""
    import typeguard

    checked = typeguard.typechecked
    typeguard.typechecked = lambda function: function  # type: ignore[assignment]
    try:
        import inflect
    finally:
        typeguard.typechecked = checked
    return inflect.engine()


def _third_person(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return verb + "es"
    if verb[-2:-1] not in _VOWELS and verb.endswith(("y", "o")):
        return verb[:-1] + "ies" if verb.endswith("y") else verb + "es"
    return verb + "s"


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
def _irregular_verbs() -> dict[str, list[str]]:
    forms: dict[str, list[str]] = {}
    for row in read_rows("irregular"):
        made = [row[column] for column in ("third", "past", "participle", "gerund") if row[column]]
        forms.setdefault(row["base"], []).extend(made)
    return forms


@cache
def _irregular_plurals() -> dict[str, list[str]]:
    rows = read_rows("irregular")
    return {row["base"]: row["plural"].split("|") for row in rows if row["plural"]}


@cache
def _irregular_singulars() -> dict[str, str]:
    return {form: noun for noun, forms in _irregular_plurals().items() for form in forms}


def _unique(forms: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(forms))
