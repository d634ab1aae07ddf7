"""Naming: what each actor is called."""

from __future__ import annotations

from functools import cache

from mediakit.attribution import Attributions
from mediakit.attribution.cast import Cast
from mediakit.attribution.described import described_person, personal_roles
from mediakit.attribution.gazetteer import places
from mediakit.attribution.grammar import auxiliaries, cues, word_class
from mediakit.document import POSSESSIVE, Document, Span, strip_possessive


def find(document: Document, attributions: Attributions) -> list[Span]:
    """Find what persons and states are called, and whom it means.

    Counts persons by bare ``name``, by ``title`` and name (“Ukrainian President Volodymyr
    Zelenskyy”), by ``description`` (“Russia’s number one”), and capitals, seats of power and
    states that act (``metonym``: “Moscow intensifies …”). Misses organisations, groups,
    descriptions without a country or title, and persons who are never named. A place behind *in*,
    *to* or *from* is a place. Not yet checked against human coding.

    Parameters
    ----------
    document : Document
        One field of one article.
    attributions : Attributions
        Their `cast` says who is who in the article.

    Returns
    -------
    list of Span
        ``label`` as above, ``target`` the actor: the person's fullest name, or the state.
    """
    cast = getattr(attributions, "cast", None) or Cast([document])
    spans = []
    taken: set[int] = set()
    for mention in cast.mentions(document):
        start, end = document.starts[mention.first], _end_of(document, mention.last - 1)
        spans.append(Span(start, end, mention.label, None, mention.actor))
        taken.update(range(mention.first, mention.last))
    for span, words in (*_descriptions(document, cast), *_metonyms(document)):
        if not taken.intersection(words):
            spans.append(span)
            taken.update(words)
    return sorted(spans)


def _end_of(document: Document, word: int) -> int:
    end = document.ends[word]
    return end - 2 if document.words[word].endswith(POSSESSIVE) else end


def _descriptions(document: Document, cast: Cast) -> list[tuple[Span, range]]:
    """Find “the Russian leader”, “China’s number one”: a definite phrase that means a person."""
    found = []
    keys, heads = document.keys, _description_heads()
    for at, key in enumerate(keys):
        if key not in heads:
            continue
        if key == "one" and (at == 0 or keys[at - 1] != "number"):
            continue
        for length in (6, 5, 4, 3, 2):
            first = at - length + 1
            if first < 0 or document.sentence_of[first] != document.sentence_of[at]:
                continue
            opens = keys[first] == "the" or document.words[first].endswith(POSSESSIVE)
            if not opens or any(document.gap(word).strip() for word in range(first, at)):
                continue
            words = range(first, at + 1)
            raw = [strip_possessive(word) for word in document.words[first : at + 1]]
            if person := described_person(document, words, cast, raw, keys[first : at + 1]):
                span = Span(
                    document.starts[first], _end_of(document, at), "description", None, person
                )
                found.append((span, words))
                break
    return found


@cache
def _description_heads() -> frozenset[str]:
    return frozenset(role.split()[-1] for role in personal_roles())


def _metonyms(document: Document) -> list[tuple[Span, range]]:
    """Find capitals, seats and states that act; behind a locative preposition they are places."""
    found = []
    rows, openers = places(), _first_words()
    at = 0
    while at < len(document.words):
        if strip_possessive(document.words[at]) not in openers:
            at += 1
            continue
        for length in (3, 2, 1):
            raw = tuple(strip_possessive(word) for word in document.words[at : at + length])
            if len(raw) < length:
                continue
            row = rows.get(raw)
            if (
                row is not None
                and row["kind"] in ("capital", "seat", "country")
                and _acts(document, at, at + length, row)
            ):
                first = (
                    at - 1
                    if at and document.keys[at - 1] == "the" and row["kind"] == "seat"
                    else at
                )
                span = Span(
                    document.starts[first],
                    _end_of(document, at + length - 1),
                    "metonym",
                    None,
                    row["country"],
                )
                found.append((span, range(first, at + length)))
                at += length - 1
                break
        at += 1
    return found


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name[0] for name in places())


def _acts(document: Document, first: int, end: int, row: dict[str, str]) -> bool:
    """Tell an acting state from a place, by the words before and behind it."""
    keys = document.keys
    before = keys[first - 1] if first else ""
    if before == "the" and first > 1:
        before = keys[first - 2]
    if row["kind"] == "seat":
        return before not in ("in", "at", "inside", "outside", "near")
    if before in word_class("locative"):
        return False
    goes_on = end < len(keys) and document.gap(end - 1) == " "
    following = keys[end] if goes_on else ""
    if goes_on and document.words[end][0].isupper():
        return False  # "Moscow State University"
    if before in ("by", "against"):
        return True
    if document.words[end - 1].endswith(POSSESSIVE):
        return row["kind"] == "capital" and following in word_class("claim_noun")
    verb = following in auxiliaries() or any(cue.pos == "v" for cue in cues().get(following, ()))
    verb = verb or (following.endswith(("s", "ed")) and following not in word_class("preposition"))
    return verb or (row["kind"] == "capital" and before in ("for", "with"))
