"""Pairs of articles that share text become groups round a centre."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mediakit.corpus.copies.similarity import Array

WHOLE, LONGER = 0.9, 1.8  # share of a text that makes it whole; how much longer a digest is


class Link(NamedTuple):
    """Two articles, by their places, and the share of the shorter one that both have."""

    first: int
    second: int
    similarity: float


class Member(NamedTuple):
    """An article of a group, the centre it was compared with, and what they share."""

    article: int
    centre: int
    similarity: float


def gather(links: Iterable[Link], texts: Sequence[Array]) -> list[list[Member]]:
    """Return groups, each with its centre first: every other member is linked with the centre.

    The most that is shared makes a centre, then the most words. So a chain of pairs, of which the
    first and the last share nothing, is no group. What holds two whole texts that share nothing, a
    digest or a live blog, is a copy of neither.

    Examples
    --------
    >>> links = [Link(0, 1, 0.9), Link(1, 2, 0.5), Link(3, 4, 0.7)]
    >>> groups = gather(links, ["", "longest", "", "", ""])
    >>> [[member.article for member in group] for group in groups]
    [[1, 0, 2], [3, 4]]
    """
    linked: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for first, second, similarity in links:
        linked[first][second] = linked[second][first] = similarity
    for digest in [one for one in linked if _is_digest(one, linked, texts)]:
        for other in list(linked[digest]):
            if len(texts[other]) * LONGER <= len(texts[digest]):
                del linked[digest][other], linked[other][digest]
    order = sorted(linked, key=lambda one: (-sum(linked[one].values()), -len(texts[one]), one))
    taken: set[int] = set()
    groups = []
    for centre in order:
        near = {at: value for at, value in linked[centre].items() if at not in taken}
        if centre in taken or not near:
            continue
        taken |= {centre, *near}
        members = [Member(at, centre, near[at]) for at in sorted(near)]
        groups.append([Member(centre, centre, max(near.values())), *members])
    return groups


def _is_digest(one: int, linked: dict[int, dict[int, float]], texts: Sequence[Array]) -> bool:
    """Tell a text that holds two much shorter ones whole which share nothing with each other."""
    held = [
        other
        for other, share in linked[one].items()
        if share >= WHOLE and len(texts[other]) * LONGER <= len(texts[one])
    ]
    return any(other not in linked[held[0]] for other in held[1:])
