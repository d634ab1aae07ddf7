"""Whether two texts that share no run of words may still be two parts of one story."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from mediakit.corpus.copies.similarity import Array

RARE = 0.05  # of all texts hold a rare word at most
FEW = 3  # texts that may hold it in any case
ALIKE = 0.05  # of the rare words of the one with fewer, before two parts are of one story
ENOUGH = 40  # texts, before a word can be told to be rare


class Topics:
    """The rare words of texts: names and things that few stories are about.

    Of the halves of one article 95 % share that much, of two articles on US politics 10 %
    (measured on 500 each). Below `ENOUGH` texts no topic is told, so that none are alike.

    Examples
    --------
    >>> texts = [np.arange(5 * n, 5 * n + 6, dtype=np.uint32) for n in range(60)]
    >>> topics = Topics(texts)
    >>> topics.alike(0, 1), topics.alike(0, 2)
    (True, False)
    """

    def __init__(self, texts: Sequence[Array]) -> None:
        self.texts = texts

    def alike(self, one: int, other: int) -> bool:
        """Say whether two texts may be parts of one story."""
        if len(self.texts) < ENOUGH:
            return False
        left, right = (self._rare_of(at) for at in (one, other))
        fewer = min(len(left), len(right))
        return fewer > 0 and len(np.intersect1d(left, right, assume_unique=True)) > ALIKE * fewer

    def _rare_of(self, at: int) -> Array:
        words = np.unique(self.texts[at])
        rare: Array = words[self._held[words] <= max(RARE * len(self.texts), FEW)]
        return rare

    @cached_property
    def _held(self) -> Array:
        """How many texts hold each word."""
        held = np.zeros(1 + max(int(text.max()) for text in self.texts if len(text)), int)
        for text in self.texts:
            held[np.unique(text)] += 1
        return held
