"""Quoted words that nobody says: nicknames, titles, terms and scare quotes."""

from __future__ import annotations

from mediakit.attribution.record import Attribution
from mediakit.attribution.repairs.uncued import is_sentence
from mediakit.text.document import Document
from mediakit.text.quotations import Quotation
from mediakit.text.word_classes import word_class

INTRODUCED = (":", ",", "—", "–", "-")  # before words that somebody says
MOST_AROUND = 3  # words of a content around the quotation: “The self-styled”


def only_mentioned(document: Document, found: list[Attribution]) -> None:
    """The so-called “peace wall” fell.: quoted words within the outlet's sentence are nobody's.

    Counts what has no source, and either no cue and no mark in front (a colon, a comma, a dash), or
    a word that only names (“known as”, “the film”). With a source they are said: Orr called it “a
    peace wall”.
    """
    found[:] = [one for one in found if not _is_mentioned(document, one)]


def _is_mentioned(document: Document, attribution: Attribution) -> bool:
    if attribution.source is not None:
        return False
    quoted = [_quotation(document, *piece) for piece in attribution.contents]
    within = [one for one in quoted if one is not None and _is_within(document, one)]
    if any(_is_named(document, one) for one in within):
        return len(within) == len(quoted)
    introduced = any(_behind_mark(document, one) for one in within)
    return attribution.cue is None and len(within) == len(quoted) and not introduced


def _quotation(document: Document, start: int, end: int) -> Quotation | None:
    """Return the one quotation that a piece holds, with no more than a few words in front."""
    words = document.words_in(start, end)
    quoted = [word for word in words if document.quoted[word]]
    quotation = document.quotation_at(document.starts[quoted[0]]) if quoted else None
    if quotation is None or len(words) > len(quoted) + MOST_AROUND:
        return None
    return quotation if document.starts[quoted[-1]] < quotation.end else None


def _is_within(document: Document, quotation: Quotation) -> bool:
    """Tell whether a quotation is a part of the clause around it."""
    first = document.words_in(quotation.start, quotation.end).start
    return (
        first > 0
        and document.sentence_of[first - 1] == document.sentence_of[first]
        and not is_sentence(document, quotation)
    )


def _behind_mark(document: Document, quotation: Quotation) -> bool:
    first = document.words_in(quotation.start, quotation.end).start
    before = document.text[document.ends[first - 1] : quotation.outer_start].strip()
    return before.endswith(INTRODUCED)


def _is_named(document: Document, quotation: Quotation) -> bool:
    """Tell “so-called”, “known as the” and “the film” in front of a quotation."""
    last = document.words_in(quotation.start, quotation.end).start - 1
    while last > 0 and document.keys[last] in word_class("determiner") | {"as"}:
        last -= 1
    behind = document.words_in(quotation.start, quotation.end).stop
    by = document.keys[behind : behind + 1] == ["by"]  # dubbed “the wall” by its neighbours
    return document.keys[last] in word_class("naming_word") and not by
