"""Word lists: read, check, and match on the words of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

import pandas as pd

from mediakit.contract.resources import read_rows
from mediakit.text.document import POSSESSIVE, WORD, Document, Span, match_key
from mediakit.text.inflection import inflect

# “some 300 people”, “about $2m”; not “about 2020”, which is a year
AMOUNT = re.compile(r"\s+(?!(?:19|20)\d\d\b(?![,.]\d))(?:US|CA|A)?[$£€]?\d")

MOST_KEPT = 2**17  # words of which an index keeps what they find
COLUMNS = ("term", "label", "pos", "weight", "case")


class Entry(NamedTuple):
    """One row of a word list."""

    term: str
    label: str
    weight: float
    case: str
    id: str  # "list:row", row 1 is the first below the header


Candidates = list[tuple[tuple[str, ...], Entry]]


class Index(dict[str, dict[str, Candidates]]):
    """Entries by a word that they may begin with, and by the word behind it, or nothing.

    What a word finds is kept: most come again.
    """

    def __init__(self, by_word: Mapping[str, Candidates], by_prefix: Mapping[str, Candidates]):
        self.by_word, self.by_prefix = by_word, by_prefix
        self.lengths = sorted({len(prefix) for prefix in by_prefix}, reverse=True)

    def __missing__(self, key: str) -> dict[str, Candidates]:
        prefixed = (self.by_prefix.get(key[:length], ()) for length in self.lengths)
        every = [*self.by_word.get(key, ()), *chain.from_iterable(prefixed)]
        seconds = {"", *(words[1] for words, _ in every if len(words) > 1)} if every else set()
        found = {word: [one for one in every if _may_go_on(one[0], word)] for word in seconds}
        if len(self) < MOST_KEPT:
            self[key] = found
        return found


def _may_go_on(words: tuple[str, ...], second: str) -> bool:
    return len(words) == 1 or words[1] == second or words[1].endswith("*")


class Lexicon(NamedTuple):
    """A word list ready to match."""

    name: str
    labels: tuple[str, ...]
    entries: Index
    sha256: str = ""  # of the entries of a user's own list, wherever they stood


def build_lexicon(name: str, rows: Iterable[Mapping[str, Any]]) -> Lexicon:
    """Build a `Lexicon` from rows with at least ``term`` and ``label``.

    Parameters
    ----------
    name : str
        Name of the list; entries are called ``name:row``.
    rows : iterable of mappings
        ``term`` (several words are allowed; a word that ends in ``*`` matches by its beginning),
        ``label``, and if there are ``pos`` (``n``, ``v``, ``a``: inflected forms are made),
        ``weight`` (0 to 1) and ``case`` (``exact``: as written; ``lower``: not capitalised;
        ``figures``: only before an amount in figures). A row with none of these is skipped, but
        counts as a row.

    Raises
    ------
    ValueError
        If a term holds no word.

    Examples
    --------
    >>> lexicon = build_lexicon("mine", [{"term": "patron*", "label": "mine"}])
    >>> [span.term for span in match(Document("Its patrons paid."), lexicon)]
    ['mine:1']
    """
    by_word: dict[str, Candidates] = {}
    by_prefix: dict[str, Candidates] = {}
    labels: dict[str, None] = {}
    for number, row in enumerate(rows, 1):
        if not any(cell_of(row, column) for column in COLUMNS):
            continue
        term, case = cell_of(row, "term"), cell_of(row, "case")
        weight = float(cell_of(row, "weight").replace(",", ".") or 1)  # Excel may write 0,4
        entry = Entry(term, str(row["label"]), weight, case, f"{name}:{number}")
        labels[entry.label] = None
        for form in inflect(term, cell_of(row, "pos")):
            words = tuple(_word_keys(form))
            if not words:
                raise ValueError(
                    f"Row {number} of list {name!r} holds no word: got {term!r}, expected a word "
                    "or a phrase such as 'lifeline' or 'patron*'. Delete the row or mend it."
                )
            index, first = (
                (by_prefix, words[0][:-1]) if words[0].endswith("*") else (by_word, words[0])
            )
            index.setdefault(first, []).append((words, entry))
    for index in (by_word, by_prefix):
        for candidates in index.values():
            candidates.sort(key=lambda item: -len(item[0]))
    return Lexicon(name, tuple(labels), Index(by_word, by_prefix))


@cache
def load_lexicon(name: str) -> Lexicon:
    """Load the list `name` that comes with mediakit (``"loaded"``, ``"stance"``)."""
    return build_lexicon(name, read_rows(name))


def match(document: Document, lexicon: Lexicon) -> list[Span]:
    """Find the entries of `lexicon` in `document`; no word counts twice: the longest entry wins.

    Entries match whole words, without regard to case unless the entry says so, across line breaks
    but not across punctuation. “Terrorist attack” is one hit, not also one of “terrorist”. A term
    that stands in the list under several labels is a hit of each.

    Returns
    -------
    list of Span
        ``value`` is the entry's weight, ``term`` its id.
    """
    found = []
    free = 0  # the first word that no hit covers
    winner, labels = (-1, 0), {""}
    for at, entry, length in _hits(document, lexicon):
        if at < free and ((at, length) != winner or entry.label in labels):
            continue
        if not _case_fits(document, at, entry):
            continue
        labels = {entry.label} if at >= free else labels | {entry.label}
        winner, free = (at, length), at + length
        last = at + length - 1
        end = document.ends[last] - 2 * document.words[last].endswith(POSSESSIVE)
        found.append(Span(document.starts[at], end, entry.label, entry.weight, None, entry.id))
    return found


def _hits(document: Document, lexicon: Lexicon) -> Iterator[tuple[int, Entry, int]]:
    """Yield (first word, entry, number of words), longest first at each word."""
    keys = document.keys
    for at, found in enumerate(map(lexicon.entries.__getitem__, keys)):
        if not found:
            continue
        following = keys[at + 1] if at + 1 < len(keys) else ""
        for words, entry in found.get(following) or found[""]:
            if len(words) == 1 or _follows(document, at, words):
                yield at, entry, len(words)


def _follows(document: Document, at: int, words: tuple[str, ...]) -> bool:
    keys = document.keys
    if at + len(words) > len(keys):
        return False
    for offset, word in enumerate(words[1:], 1):
        key = keys[at + offset]
        fits = key.startswith(word[:-1]) if word.endswith("*") else key == word
        if not fits or document.gap(at + offset - 1).strip(" \n\u00ad-"):
            return False
    return True


def _case_fits(document: Document, at: int, entry: Entry) -> bool:
    if not entry.case:
        return True
    if entry.case == "lower":
        return document.words[at][0].islower()
    if entry.case == "figures":
        return AMOUNT.match(document.text, document.ends[at]) is not None
    parts = WORD.findall(entry.term)
    words = document.words[at : at + len(parts)]
    return all(word.startswith(part) for word, part in zip(words, parts, strict=False))


def _word_keys(term: str) -> Iterator[str]:
    for piece in term.split():
        if "*" in piece[:-1]:
            raise ValueError(
                f"Got the term {term!r}; expected * at the end of a word only, such as 'patron*'. "
                "Write the words out, one term each."
            )
        keys = [match_key(word) for word in WORD.findall(piece)]
        yield from keys[:-1]
        if keys:
            yield keys[-1] + ("*" if piece.endswith("*") else "")


def cell_of(row: Mapping[str, Any], column: str) -> str:
    """Return a cell of a list as text; absent is empty."""
    value = row.get(column)
    return "" if pd.isna(value) else str(value).strip()
