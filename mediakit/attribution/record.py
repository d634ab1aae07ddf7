"""What an attribution is."""

from __future__ import annotations

from dataclasses import dataclass

Piece = tuple[int, int]


@dataclass
class Attribution:
    """One act of attribution in one field; pieces are character offsets, end exclusive.

    `source`, `cue` and `relay` may be None; `contents` holds at least one piece, in order.
    """

    contents: list[Piece]
    cue: Piece | None = None
    source: Piece | None = None
    relay: Piece | None = None
    positioning: str = "neutral"
    act: str = "statement"
    confidence: float = 0.5
    kind: str = "indirect"
    speaker: str | None = None
    source_type: str = "unknown"
    anonymous: bool = False
    relay_speaker: str | None = None
    id: int = -1
    n_words: int = 0
    n_quoted: int = 0

    @property
    def hull(self) -> Piece:
        """Start of the first and end of the last piece of the content."""
        return self.contents[0][0], self.contents[-1][1]
