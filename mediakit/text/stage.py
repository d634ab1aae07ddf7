"""What the narrator notes in a transcript: stage directions, headings, what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mediakit.contract.resources import read_rows
from mediakit.text.document import Document

Piece = tuple[int, int]

_DIRECTION = re.compile(r"\([^()\n]{1,80}\)|\[[^\[\]\n]{1,80}\]|\*[^*\n]{1,40}\*")
_TOLD = re.compile(
    r"\b([\w’'-]+),? (?:said|told|added|asked|replied|says|writes|tweeted|declined|is an?|is the)\b"
    r"|\b(?:said|asked|added|replied) ([\w’'-]+)[.,]"
)
_QUOTES = re.compile(r"[,?!][”\"] (?:\w+ ){0,4}(?:said|says|told|asked|added|replied)\b")


@cache
def turn_words(kind: str) -> frozenset[str]:
    """Return the words of a kind in ``turns.csv``: nobody, role, stage, closing."""
    return frozenset(row["word"] for row in read_rows("turns") if row["kind"] == kind)


def is_heading(text: str) -> bool:
    """Tell a short line without a stop at its end."""
    return len(text.split()) <= 10 and text[-1].isalnum() and text[0].isupper()


def is_narration(text: str, names: set[str], alone: bool) -> bool:
    """Tell a line in which the narrator speaks again: “Keller said …”, “Edited for length”."""
    lower = text.lower()
    if any(closing in lower for closing in turn_words("closing")) and len(text) < 300:
        return True
    told = _TOLD.search(text)
    if alone and _QUOTES.search(text):
        return True
    return alone and told is not None and (told[1] or told[2]).lower() in names


def spoken(document: Document, start: int, end: int) -> Iterator[Piece]:
    """Yield text[start:end] without stage directions: “(LAUGHTER)”, “[applause]”, “VIDEO CLIP”."""
    text = document.text
    if _is_direction(text[start:end]) and (start, end) != (end, end):
        return
    for match in _DIRECTION.finditer(text, start, end):
        if _is_direction(match[0], whole=(match.start(), match.end()) == (start, end)):
            yield from _worded(text, start, match.start())
            start = match.end()
    yield from _worded(text, start, end)


def _worded(text: str, start: int, end: int) -> Iterator[Piece]:
    piece = text[start:end]
    if re.search(r"\w", piece):
        start += len(piece) - len(piece.lstrip("*_ \t\xa0"))
        yield start, start + len(text[start:end].rstrip("*_ \t\xa0"))


def _is_direction(text: str, whole: bool = False) -> bool:
    """Tell what the narrator notes about the scene, in brackets or in capitals."""
    inner = text.strip("()[]* \t.—-")
    words = re.findall(r"[a-z]+", inner.lower())
    bracketed = text[:1] in "([*" and text[-1:] in ")]*"
    if not words:
        return bracketed
    staged = bool({*words} & turn_words("stage"))
    if bracketed:
        return whole or staged or (inner.isupper() and len(inner) > 3)
    return inner.isupper() and staged and len(words) <= 8
