"""What an attribution is."""

from __future__ import annotations

from dataclasses import dataclass

from mediakit.text.phrases import Phrase

Piece = tuple[int, int]
Names = tuple[str, ...]  # who speaks, several if they speak together
JOINT = " & "  # between the names of several, as the tables write them


@dataclass
class Attribution:
    """One act of attribution in one field; pieces are character offsets, end exclusive.

    `source`, `cue` and `relay` may be None; `contents` holds at least one piece, in order.
    """

    contents: list[Piece]
    cue: Piece | None = None
    source: Piece | None = None
    relay: Piece | None = None
    within: Attribution | None = None  # whose content holds this one
    positioning: str = "neutral"
    act: str = "statement"
    confidence: float = 0.5
    kind: str = "indirect"
    speakers: Names = ()
    speaker_by: str | None = None
    phrase: Phrase | None = None  # of the source, unless that is a pronoun
    source_type: str = "unknown"
    source_type_by: str | None = None
    anonymous: bool = False
    relay_speaker: str | None = None
    id: int = -1
    n_words: int = 0
    n_quoted: int = 0

    @property
    def hull(self) -> Piece:
        """Start of the first and end of the last piece of the content."""
        return self.contents[0][0], self.contents[-1][1]

    @property
    def speaker(self) -> str | None:
        """Who speaks, as the tables write it."""
        return JOINT.join(self.speakers) or None


def owned_by(names: Names, what: str) -> str:
    """Return “Ida Holt’s advisers”, a name of its own also where several own them.

    Examples
    --------
    >>> owned_by(("Ida Holt", "Carl Moss"), "advisers")
    'Ida Holt and Carl Moss’s advisers'
    """
    return f"{' and '.join(names)}’s {what}"
