"""Pairs of articles that share text become groups round a centre."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from mediakit.corpus.copies.similarity import Array, covered, fingerprints
from mediakit.corpus.copies.topics import Topics

WHOLE, LONGER = 0.8, 1.8  # share of a text that makes it whole; how much longer a digest is
IN_BOTH = 0.1  # share of what a text has of another, before a third one has the same part of it


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
    first and the last share nothing, is no group, nor are two stories that a third one holds, a
    digest or a live blog, or two long ones that hold the same short one.

    Examples
    --------
    >>> texts = [np.arange(*ends) for ends in ((0, 20), (5, 30), (10, 40), (50, 90), (60, 90))]
    >>> links = [Link(0, 1, 0.8), Link(1, 2, 0.8), Link(3, 4, 1.0)]
    >>> groups = gather(links, texts)
    >>> [[member.article for member in group] for group in groups]
    [[1, 0, 2], [3, 4]]
    """
    linked: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for first, second, similarity in links:
        linked[first][second] = linked[second][first] = similarity
    topics = Topics(texts)
    for digest in [one for one in linked if _is_digest(one, linked, topics)]:
        for other in list(linked[digest]):
            if len(texts[other]) * LONGER <= len(texts[digest]):
                del linked[digest][other], linked[other][digest]
    order = sorted(linked, key=lambda one: (-sum(linked[one].values()), -len(texts[one]), one))
    taken: set[int] = set()
    groups = []
    for centre in order:
        if centre in taken:
            continue
        near = {at: value for at, value in linked[centre].items() if at not in taken}
        near = {at: near[at] for at in _of_one_story(centre, near, linked, topics)}
        if not near:
            continue
        taken |= {centre, *near}
        members = [Member(at, centre, near[at]) for at in sorted(near)]
        groups.append([Member(centre, centre, max(near.values())), *members])
    return groups


def _of_one_story(
    centre: int, near: dict[int, float], linked: dict[int, dict[int, float]], topics: Topics
) -> Iterator[int]:
    """Yield those near a centre that share the same part of it, or another of the same story.

    Those that hold much more than the centre must be linked with the first of them.
    """
    texts, prints = topics.texts, fingerprints(topics.texts[centre])
    if len(near) == 1 or not len(prints):  # without a run only the same text is near
        yield from near
        return
    held = {at: covered(prints, fingerprints(texts[at])) for at in near}
    story = np.zeros(len(texts[centre]), bool)
    first = longest = -1
    for at in sorted(near, key=lambda at: (-int(held[at].sum()), -near[at], at)):
        n = int(held[at].sum())
        first = at if first < 0 else first
        apart = int((held[at] & story).sum()) < IN_BOTH * n
        if at != first and apart and not topics.alike(at, first):
            continue
        if len(texts[at]) > LONGER * len(texts[centre]):
            longest = at if longest < 0 else longest
            if at != longest and at not in linked[longest]:
                continue
        story |= held[at]
        yield at


def _is_digest(one: int, linked: dict[int, dict[int, float]], topics: Topics) -> bool:
    """Tell a text that holds two others, nearly whole, which share next to nothing."""
    texts = topics.texts
    held = [other for other, share in linked[one].items() if share >= WHOLE]
    held = [other for other in held if len(texts[other]) < len(texts[one])]
    apart = [other for other in held[1:] if other not in linked[held[0]]]
    if not apart:
        return False
    prints = fingerprints(texts[one])
    first = covered(prints, fingerprints(texts[held[0]]))
    for other in apart:
        part = covered(prints, fingerprints(texts[other]))
        in_both = int((part & first).sum())
        if in_both < IN_BOTH * part.sum() and not topics.alike(other, held[0]):
            return True
    return False
