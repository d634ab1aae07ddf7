"""Whose voice a piece of text is in: the narrator's, a paraphrase, or a quotation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mediakit.attribution import Attribution
from mediakit.document import Document


class Voices:
    """Whose voice each word of a document is in.

    Parameters
    ----------
    document : Document
        One field of one article.
    attributions : list of Attribution
        Who says what in it.
    """

    def __init__(self, document: Document, attributions: Sequence[Attribution]) -> None:
        self.document = document
        self.owner: list[Attribution | None] = [None] * len(document.starts)
        for attribution in attributions:
            for piece in attribution.contents:
                for word in document.words_in(*piece):
                    self.owner[word] = attribution

    def of(self, start: int, end: int) -> tuple[str, Attribution | None]:
        """Return the voice of ``text[start:end]`` and the attribution it lies in, if any."""
        words = self.document.words_in(start, end)
        if len(words) == 1:
            owner = self.owner[words[0]]
            if owner is None:
                return "narrator", None
            return ("quotation" if self.document.quoted[words[0]] else "paraphrase"), owner
        inside = [word for word in words if self.owner[word] is not None]
        if not inside or 2 * len(inside) < len(words):
            return "narrator", None
        owners = {owner.id: owner for word in inside if (owner := self.owner[word]) is not None}
        most = Counter(owner.id for word in inside if (owner := self.owner[word]) is not None)
        quoted = sum(self.document.quoted[word] for word in inside)
        voice = "quotation" if 2 * quoted > len(inside) else "paraphrase"
        return voice, owners[most.most_common(1)[0][0]]

    def counts(self) -> list[tuple[str, str | None, int]]:
        """Return (voice, speaker, number of words), narrator first, then by first word."""
        tally: Counter[tuple[str, str | None]] = Counter()
        quoted = self.document.quoted
        for word, owner in enumerate(self.owner):
            if owner is None:
                tally["narrator", None] += 1
            else:
                tally["quotation" if quoted[word] else "paraphrase", owner.speaker] += 1
        ordered = sorted(tally.items(), key=lambda item: item[0][0] != "narrator")
        return [(voice, speaker, n) for (voice, speaker), n in ordered]
