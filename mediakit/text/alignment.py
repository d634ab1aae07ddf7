"""Two versions of one text: which sentence became which, what moved, which words changed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from mediakit.text.document import Document

ALIKE = 0.5  # share of the words of both sentences (Dice) that makes them one
HELD = 0.8  # share of the shorter one's words, where it has at least SOME
SOME = 5
DASH = re.compile(r"\W*\s[-–—]+\s\W*")
LONG = 2000  # words of a sentence: above, the quick way of comparing


class Edit(NamedTuple):
    """Words of one sentence that another one has otherwise; offsets of the texts."""

    start_a: int
    end_a: int
    start_b: int
    end_b: int


class Alignment(NamedTuple):
    """Sentences of two texts by their numbers.

    Attributes
    ----------
    a, b : Document
    pairs : list of tuple of int
        The sentence of `a` and the one of `b` that it became, in the order of `b`.
    moved : set of tuple of int
        Those pairs that stand elsewhere, seen from the longest run of pairs in one order.
    """

    a: Document
    b: Document
    pairs: list[tuple[int, int]]
    moved: set[tuple[int, int]]

    def edits(self, pair: tuple[int, int]) -> list[Edit]:
        """Return what became of the words of a sentence; typography is no change."""
        left, right = _words(self.a, pair[0]), _words(self.b, pair[1])
        old = [_key(self.a.words[at]) for at in left]
        new = [_key(self.b.words[at]) for at in right]
        matcher = SequenceMatcher(None, old, new, autojunk=max(len(old), len(new)) > LONG)
        edits = []
        for tag, a1, a2, b1, b2 in matcher.get_opcodes():
            if tag == "replace" and a2 - a1 != b2 - b1 and 0 in (a1, b1):
                # A dateline is cut or added of itself: “HALM (Wire) — Militants”, “Terrorists”.
                dash_a, dash_b = _dash(self.a, left, a1, a2), _dash(self.b, right, b1, b2)
                if (dash_a > a1) != (dash_b > b1):
                    edits.append((a1, dash_a, b1, dash_b))
                    a1, b1 = dash_a, dash_b
            if tag != "equal":
                edits.append((a1, a2, b1, b2))
        return [
            Edit(*_span(self.a, left, a1, a2), *_span(self.b, right, b1, b2))
            for a1, a2, b1, b2 in edits
        ]


def align(one: str, other: str) -> Alignment:
    """Find which sentences of two texts are the same or versions of each other.

    Equal ones go first, then the most alike. One sentence that became two is matched with the
    part that has more of it.

    Examples
    --------
    >>> found = align("It rained. The army said it won.", "The army claimed it won. It rained.")
    >>> found.pairs, found.moved
    ([(1, 0), (0, 1)], {(0, 1)})
    >>> [(found.a.text[e.start_a:e.end_a], found.b.text[e.start_b:e.end_b])
    ...     for e in found.edits((1, 0))]
    [('said', 'claimed')]
    """
    a, b = Document(one), Document(other)
    one_keys, other_keys = (
        [tuple(_key(text.words[at]) for at in _words(text, n)) for n in range(len(text.sentences))]
        for text in (a, b)
    )
    partner = dict(_equal(one_keys, other_keys))
    partner |= dict(_alike(one_keys, other_keys, partner))
    pairs = sorted(partner.items(), key=lambda pair: pair[1])
    weights = [len(one_keys[n]) for n, _ in pairs]
    kept = _in_order([n for n, _ in pairs], weights)
    return Alignment(a, b, pairs, {pair for at, pair in enumerate(pairs) if at not in kept})


def _dash(text: Document, words: range, first: int, last: int) -> int:
    """Return the word behind the last dash that stands free among some words, or the first."""
    free = [at for at in range(first + 1, last) if DASH.fullmatch(text.gap(words[at - 1]))]
    return free[-1] if free else first


def _key(word: str) -> str:
    return word.casefold().replace("’", "'").replace("‐", "-").replace("‑", "-")


def _words(text: Document, sentence: int) -> range:
    return text.words_in(*text.sentences[sentence])


def _span(text: Document, words: range, first: int, last: int) -> tuple[int, int]:
    """Return the offsets of some words of a sentence; of none, where they would stand."""
    if first < last:
        return text.starts[words[first]], text.ends[words[last - 1]]
    at = text.ends[words[first - 1]] if first else text.starts[words[0]] if words else 0
    return at, at


def _equal(
    one: Sequence[tuple[str, ...]], other: Sequence[tuple[str, ...]]
) -> Iterator[tuple[int, int]]:
    """Yield equal sentences, the first with the first; those without a word stay alone."""
    places: dict[tuple[str, ...], list[int]] = {}
    for m, words in enumerate(other):
        places.setdefault(words, []).append(m)
    for n, words in enumerate(one):
        if words and places.get(words):
            yield n, places[words].pop(0)


def _alike(
    one: Sequence[tuple[str, ...]], other: Sequence[tuple[str, ...]], taken: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield sentences that share enough of their words, the most alike and nearest first."""
    left = [n for n in range(len(one)) if n not in taken and one[n]]
    right = sorted({m for m in range(len(other)) if other[m]} - set(taken.values()))
    holding: dict[str, list[int]] = {}
    for m in right:
        for word in set(other[m]):
            holding.setdefault(word, []).append(m)
    scored = []
    for n in left:
        shared: dict[int, int] = {}
        for word in set(one[n]):
            for m in holding.get(word, ()):
                shared[m] = shared.get(m, 0) + 1
        for m, count in shared.items():
            sizes = len(set(one[n])), len(set(other[m]))
            dice, held = 2 * count / sum(sizes), count / min(sizes)
            if dice >= ALIKE or (held >= HELD and min(sizes) >= SOME):
                scored.append((-dice, abs(n / len(one) - m / len(other)), n, m))
    done_a: set[int] = set()
    done_b: set[int] = set()
    for *_, n, m in sorted(scored):
        if n not in done_a and m not in done_b:
            done_a.add(n)
            done_b.add(m)
            yield n, m


def _in_order(places: list[int], weights: list[int]) -> set[int]:
    """Return the numbers of the heaviest run of places that only rise.

    Examples
    --------
    >>> sorted(_in_order([3, 0, 1, 2], [2, 1, 1, 1]))
    [1, 2, 3]
    """
    # Per end the best weight so far: kept sorted, so that both rise.
    ends: list[tuple[int, int, int]] = []  # place, weight, number
    before: list[int | None] = []
    for at, (place, weight) in enumerate(zip(places, weights, strict=True)):
        found = bisect_left(ends, (place,))
        best, last = (ends[found - 1][1], ends[found - 1][2]) if found else (0, None)
        before.append(last)
        total = best + weight
        stop = found
        while stop < len(ends) and ends[stop][1] <= total:
            stop += 1
        ends[found:stop] = [(place, total, at)]
    chosen: set[int] = set()
    number = ends[-1][2] if ends else None
    while number is not None:
        chosen.add(number)
        number = before[number]
    return chosen
