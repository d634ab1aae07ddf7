"""Capitals, seats of power and states that act: told from places by the words around them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from mediakit.attribution.people.cast import Mention
from mediakit.text.clauses import is_governed, is_subject, prepositions
from mediakit.text.document import POSSESSIVE, Document, strip_possessive
from mediakit.text.gazetteer import places
from mediakit.text.phrases import ends_phrase, goes_on, no_nouns, opens_sentence
from mediakit.text.word_classes import cues, speaks, word_class


def metonyms(document: Document) -> Iterator[Mention]:
    """Yield capitals, seats and states that act, or that others deal with as actors."""
    rows, openers, words = places(), _first_words(), document.words
    done = 0
    for at in document.capitals:
        if at < done or strip_possessive(words[at]) not in openers:
            continue
        for length in (3, 2, 1):
            raw = tuple(strip_possessive(word) for word in words[at : at + length])
            row = rows.get(raw)
            if row is None or len(raw) < length:
                continue
            done = at + length
            if row["kind"] in ("capital", "seat", "country") and _acts(document, at, done, row):
                article = row["kind"] == "seat" and document.keys[at - 1 : at] == ["the"]
                yield Mention(at - article, done, "metonym", row["country"])
            break


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name[0] for name in places())


def _acts(document: Document, first: int, last: int, row: dict[str, str]) -> bool:
    """Tell an actor from a place, by the words before and behind it."""
    keys, kind = document.keys, row["kind"]
    if document.words[last - 1].endswith(POSSESSIVE):
        behind = keys[last : last + 2]  # "Moscow’s contentious claim"
        return any(key in _speech_nouns() or key in word_class("claim_noun") for key in behind)
    at = _word_before(document, first)
    if at is None:
        return _is_actor(document, first, last)
    if document.gap(at).strip(".") in ("-", "–", "/") or _is_longer(document, at, first):
        return False  # "Moscow-Beijing talks", "Lake Geneva"
    if not document.gap(at).isspace():
        return _is_actor(document, first, last)
    ends = ends_phrase(document, last - 1)
    if keys[at] in prepositions():
        return ends and _is_dealt_with(document, at, kind)
    if ends and speaks(keys[at], "accusation", "praise", "demand"):
        return True
    if keys[last : last + 1] == ["with"] and keys[at].endswith(("ed", "ing")) and kind != "seat":
        return True  # "provided Moscow with engines"
    return _is_actor(document, first, last)


def _is_actor(document: Document, first: int, last: int) -> bool:
    """Tell “Norland and its allies”, and a subject that no mark parts from its verb."""
    keys = document.keys
    if last >= len(keys) or not goes_on(document, last):
        return False
    if keys[last] in word_class("joining") and keys[last + 1 : last + 2] == ["its"]:
        return not is_governed(document, first)
    return is_subject(document, first, last)


def _word_before(document: Document, first: int) -> int | None:
    """Return the word of the sentence before the name that starts at `first` and its *the*."""
    at = first - 1
    if at > 0 and document.keys[at] == "the":
        at -= 1
    return at if at >= 0 and document.sentence_of[at] == document.sentence_of[first] else None


def _is_longer(document: Document, at: int, first: int) -> bool:
    """Tell “Lake Geneva”: a capital right before the name, in one phrase with it."""
    return (
        at == first - 1
        and document.gap(at).isspace()
        and document.words[at][0].isupper()
        and document.keys[at] not in no_nouns()
        and not opens_sentence(document, at)
    )


def _is_dealt_with(document: Document, preposition: int, kind: str) -> bool:
    """Tell “a statement from Moscow” and “a lifeline for Moscow” from “the train from Moscow”."""
    keys = document.keys
    key = keys[preposition]
    if key in ("by", "against"):
        return not (key == "by" and document.gap(preposition - 1).strip())
    if key in word_class("partner_link") and (kind == "capital" or (kind, key) == ("seat", "with")):
        return True
    noun = keys[preposition - 1] if preposition else ""
    if key not in word_class("message_link") or noun not in _speech_nouns():
        return False
    return kind != "country" or bool(_speech_nouns()[noun] & {"accusation", "praise", "demand"})


@cache
def _speech_nouns() -> dict[str, frozenset[str]]:
    """Return the nouns for what is said or done in words (“statement”), with their acts."""
    found: dict[str, set[str]] = {}
    for key, forms in cues(weak=True).items():
        for cue in forms:
            if cue.pos == "n" and len(cue.words) == 1:
                found.setdefault(key, set()).add(cue.act)
    return {key: frozenset(acts) for key, acts in found.items()}
