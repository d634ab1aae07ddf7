"""Whose voice a piece of text is in: the narrator's, a paraphrase, or a quotation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mediakit.attribution import Attribution
from mediakit.document import Document

NARRATOR = -1  # owner of the words that are nobody's content


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
        self.attributions = attributions
        self.owner = [NARRATOR] * len(document.starts)
        for number, attribution in enumerate(attributions):
            for piece in attribution.contents:
                words = document.words_in(*piece)
                self.owner[words.start : words.stop] = [number] * len(words)

    def of(self, start: int, end: int) -> tuple[str, Attribution | None]:
        """Return the voice of ``text[start:end]`` and the attribution it lies in, if any."""
        words = self.document.words_in(start, end)
        owners = self.owner[words.start : words.stop]
        quoted = self.document.quoted[words.start : words.stop]
        inside = len(owners) - owners.count(NARRATOR)
        if not inside or 2 * inside < len(owners):
            return "narrator", None
        if inside < len(owners):
            quoted = bytearray(q for q, owner in zip(quoted, owners, strict=True) if owner >= 0)
        owner = owners[0]
        if owners.count(owner) < len(owners):
            most = Counter(owner for owner in owners if owner >= 0)
            owner = most.most_common(1)[0][0]
        voice = "quotation" if 2 * quoted.count(1) > inside else "paraphrase"
        return voice, self.attributions[owner]

    def counts(self) -> list[tuple[str, str | None, int]]:
        """Return (voice, speaker, number of words), narrator first, then by first word."""
        tally: Counter[tuple[str, str | None]] = Counter()
        pairs = Counter(zip(self.owner, self.document.quoted, strict=True))
        for (owner, quoted), n in pairs.items():
            if owner == NARRATOR:
                tally["narrator", None] += n
            else:
                voice = "quotation" if quoted else "paraphrase"
                tally[voice, self.attributions[owner].speaker] += n
        ordered = sorted(tally.items(), key=lambda item: item[0][0] != "narrator")
        return [(voice, speaker, n) for (voice, speaker), n in ordered]
