"""The words of a cue, read by the list of cues: positioning, act, negation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from mediakit.contract.resources import read_rows
from mediakit.text.word_classes import Cue, auxiliaries, cues, word_class


class Reading(NamedTuple):
    """What a cue says by itself; an open cue leaves the act to its content."""

    positioning: str = "neutral"
    act: str = "statement"
    lemma: str = ""
    open: bool = True
    weak: bool = False


@cache
def act_words(*kinds: str) -> frozenset[str]:
    """Return the entries of ``act_words.csv`` of these kinds."""
    return frozenset(row["word"] for row in read_rows("act_words") if row["kind"] in kinds)


@lru_cache(maxsize=1 << 16)
def read_words(keys: tuple[str, ...], start: int, end: int) -> Reading:
    """Read the words [start, end) of `keys` as a cue; those around it may complete it.

    Examples
    --------
    >>> read_words(("did", "not", "confirm"), 2, 3)[:2]
    ('neutral', 'denial')
    >>> read_words(("called", "for"), 0, 1)[:2]
    ('neutral', 'demand')
    """
    found = [
        (at, entry)
        for at, stop, entry in _entries_in(keys, end)
        if entry.pos == "r" or (at < end and start < stop)
    ]
    heads = [(at, entry) for at, entry in found if entry.pos != "r"]
    shifts = [entry.positioning for _, entry in found if entry.pos == "r"]
    if not heads:
        act = "denial" if _is_negated(keys[:end]) else "statement"
        return Reading(shifts[0] if shifts else "neutral", act, open=not keys, weak=True)
    at, head = _head(keys, heads)
    plain = head.lemma in act_words("plain")
    reading = Reading(head.positioning, head.act, head.lemma, plain, head.weak)
    if _is_negated(keys[:at]):
        reading = _negate(reading)
    doubts = [positioning for positioning in shifts if positioning != "neutral"]
    return reading._replace(positioning=doubts[0]) if doubts else reading


def _head(keys: tuple[str, ...], heads: list[tuple[int, Cue]]) -> tuple[int, Cue]:
    """Choose the word that attributes: “continued to *deny*”, “expressed *concern*”."""
    at, head = heads[0]
    for behind, entry in heads[1:]:
        between = keys[at + 1 : behind]
        bridge = _prepositions() - ({"to", "by"} if entry.pos == "v" else set())
        linked = len(between) <= 3 and (entry.pos == "p" or not bridge & {*between})
        if head.weak and not entry.weak and linked:
            return behind, entry
        if head.act == "statement" != entry.act and linked and not entry.weak:
            distancing = "distancing" in (head.positioning, entry.positioning)
            positioning = "distancing" if distancing else entry.positioning
            return at, entry._replace(positioning=positioning)
        if entry.positioning == "distancing" and head.lemma in act_words("plain") and linked:
            return at, entry  # “released a statement *claiming*”
    return at, head


@cache
def _prepositions() -> frozenset[str]:
    """Return prepositions: what stands behind one is what the cue is about, not the act."""
    return word_class("preposition") - word_class("partner_link")


def _is_negated(keys: tuple[str, ...]) -> bool:
    negation = act_words("negation", "cue_negation")
    return any(
        (key in negation or key.endswith("n't"))
        and not act_words("additive") & {*keys[at + 1 : at + 2]}  # “not only said”
        for at, key in enumerate(keys)
    )


def _negate(reading: Reading) -> Reading:
    """Read “did not say” as a denial, “does not believe” still as an opinion.

    What is not known is so: *does not know that* still endorses, *cannot confirm* does not. Who
    never forgets denies nothing.
    """
    kept = reading.act if reading.act != "denial" else "statement"
    if reading.lemma in act_words("omission"):
        return reading._replace(act=kept, open=False)
    act = {"opinion": "opinion", "denial": "statement"}.get(reading.act, "denial")
    factive = reading.lemma in act_words("factive")
    return Reading(reading.positioning if factive else "neutral", act, reading.lemma, False)


def _entries_in(keys: tuple[str, ...], end: int) -> Iterator[tuple[int, int, Cue]]:
    """Find entries with where they start and stop, the longest first, none inside another."""
    at = 0
    while at < len(keys):
        for entry in cues(weak=True).get(keys[at], ()):
            stop = _match(keys, at, end, entry)
            if stop:
                yield at, stop, entry
                at = stop - 1
                break
        at += 1


def _match(keys: tuple[str, ...], at: int, end: int, entry: Cue) -> int:
    """Return where `entry` ends if it starts at `at`, else 0; “expressed deep concern” may gap."""
    if entry.pos == "p" and len(entry.words) == 1 and entry.weak:
        alone = all(key in auxiliaries() for key in keys[:at]) and end - at == 1
        return at + 1 if alone else 0
    place = at
    for word in entry.words[1:]:
        close = word in _close_words() or place + 1 >= end
        gap = 0 if close else 2
        window = keys[place + 1 : min(len(keys), place + 2 + gap)]
        if word not in window:
            return 0
        place += 1 + window.index(word)
    return place + 1


@cache
def _close_words() -> frozenset[str]:
    """Return words that stand right behind the one before: “call *for*”, but “known here *as*”."""
    return word_class("preposition", "particle") - {"as"}


@cache
def noun_acts() -> dict[str, str]:
    """Return the nouns that name an act, with that act: *support*, praise."""
    entries = (entry for entries in cues(weak=True).values() for entry in entries)
    return {
        entry.words[0]: entry.act
        for entry in entries
        if entry.pos == "n" and len(entry.words) == 1 and not entry.weak
        if entry.act != "statement"
    }


@cache
def continuations() -> frozenset[str]:
    """Return the words behind a cue that can belong to it: the rest of an entry, *falsely*."""
    entries = (entry for entries in cues(weak=True).values() for entry in entries)
    rest = frozenset(word for entry in entries for word in entry.words[1:])
    return rest | _shifting()


@cache
def modifiers() -> frozenset[str]:
    """Return the words before a cue that can belong to it: *did not*, *falsely*."""
    return act_words("negation") | auxiliaries() | word_class("modal", "auxiliary") | _shifting()


@cache
def _shifting() -> frozenset[str]:
    """Return the first words of what shifts the positioning of any cue."""
    return frozenset(row["cue"].split()[0] for row in read_rows("cues") if row["pos"] == "r")
