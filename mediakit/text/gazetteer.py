"""Names that the data files know: countries, cities, institutions, given names, honorifics."""

from __future__ import annotations

from functools import cache

from mediakit.contract.resources import read_rows
from mediakit.text.document import WORD
from mediakit.text.word_classes import role_words, word_class


@cache
def honorifics() -> dict[str, str]:
    """Return the gender that each honorific tells: m, f or u."""
    gender = {key: one for one in "fm" for key in word_class(f"honorific_{one}")}
    found = {}
    for row in read_rows("titles"):
        if row["kind"] == "honorific":
            key = row["title"].rstrip(".")
            found[key] = gender.get(key, "u")
    return found


@cache
def given_names() -> dict[str, str]:
    """Return the gender of each given name, in lower case: m, f or u."""
    return {row["name"].lower(): row["gender"] for row in read_rows("given_names")}


@cache
def demonyms() -> dict[str, str]:
    """Return country by demonym and by country name, as written (“Russian”, “Russia”)."""
    found: dict[str, str] = {}
    for row in read_rows("places"):
        if row["kind"] == "country":
            found[row["name"]] = row["country"]
            for demonym in filter(None, row["demonym_singular"].split("|")):
                found.setdefault(demonym, row["country"])
    return found


@cache
def places() -> dict[tuple[str, ...], dict[str, str]]:
    """Return the rows of ``places.csv`` by the words of their names."""
    return {tuple(WORD.findall(row["name"])): row for row in read_rows("places")}


@cache
def institutions() -> dict[tuple[str, ...], dict[str, str]]:
    """Return the rows of ``institutions.csv`` by the words of their names and short forms."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for row in read_rows("institutions"):
        for name in (row["name"], *filter(None, row["short"].split("|"))):
            words = tuple(WORD.findall(name))
            if words and words[0] in ("the", "The"):
                words = words[1:]
            found.setdefault(words, row)
            if len(words) == 1 and words[0].isupper() and 2 < len(words[0]) < 6:
                found.setdefault(tuple(words[0]), row)  # "A.T.F."
    return found


@cache
def body_nouns() -> dict[str, str]:
    """Return the nouns at the end of names of bodies (“party”, “court”) with the kind they tell."""
    return {row["noun"]: row["source_type"] for row in read_rows("bodies")}


@cache
def _families() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read_rows("families"):
        found.setdefault(row["word"], {row["word"]}).add(row["family"])
    return {word: frozenset(names) for word, names in found.items()}


def families(word: str) -> frozenset[str]:
    """Return the families of offices, bodies or documents that `word` belongs to.

    Examples
    --------
    >>> sorted(families("lawmaker") & families("congresswoman"))
    ['legislator']
    """
    return _families().get(word, frozenset({word}))


@cache
def speaker_words(*kinds: str) -> frozenset[str]:
    """Return the words of `kinds` in ``speaker_words.csv``.

    Raises
    ------
    KeyError
        If a kind has no word.
    """
    rows = read_rows("speaker_words")
    if unknown := set(kinds) - {row["kind"] for row in rows}:
        raise KeyError(f"no words of kind {', '.join(sorted(unknown))} in speaker_words.csv")
    return frozenset(row["word"] for row in rows if row["kind"] in kinds)


@cache
def nouns() -> frozenset[str]:
    """Return nouns that a source can have as its head, as far as the lists know them."""
    peoples = frozenset(demonym.lower() + "s" for demonym in demonyms())
    words = speaker_words("generic_document", "people_word", "party_word", "counted")
    return role_words() | words | frozenset(body_nouns()) | peoples
