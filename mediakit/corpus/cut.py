"""Texts that stop early: what an interface, a spreadsheet or a database cut off."""

from __future__ import annotations

import re
from collections import Counter

#: How NewsAPI ends a text that it cuts: “… [+1234 chars]”.
MARK = re.compile(r"(?:\s*(?:…|\.{3}))?\s*\[\+(\d[\d,]*)\s(?:chars|characters)\]\s*$")
OPEN_END = re.compile(
    r"(?:…|\.{3}|[\[(](?:…|\.{3})[\])])\s*(?:https?://\S+|[\[(]?(?:read|see) more[\])]?)?\s*$",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?…。！？][\"”’»)\]]*\s*$")
LONGEST_CELL = 32767  # characters of a cell in Excel, which counts two for many an emoji
CUT_OFF = f"{LONGEST_CELL:,} characters, the most an Excel cell holds: may be cut off"
STATED = 50  # words from which a stated length counts
COMPLETE = 0.7  # share of them that a whole text has at least
LIMIT = 100  # characters from which many texts of one length are odd
ALIKE = 3  # texts of one length that show a limit


def without_mark(text: str) -> tuple[str, str | None]:
    """Return a text without the mark of an interface that cut it, and what it says.

    Examples
    --------
    >>> without_mark("Taxes rise, he s… [+1234 chars]")
    ('Taxes rise, he s', 'cut off: it says that 1234 more characters follow, which are not here')
    >>> without_mark("Taxes rise.")
    ('Taxes rise.', None)
    """
    match = MARK.search(text) if text.rstrip().endswith("]") else None
    if match is None:
        return text, None
    said = f"cut off: it says that {match[1]} more characters follow, which are not here"
    return text[: match.start()], said


def why_cut(text: str, stated: int | None) -> str | None:
    """Say why a text may not be whole: fewer words than stated; None if nothing speaks for it.

    A number that is near that of the characters counts those.

    Examples
    --------
    >>> why_cut("Taxes rise.", 870)
    'may be cut off: 870 words are stated, 2 are here'
    >>> why_cut("Taxes rise.", None) is None
    True
    """
    if stated is None or stated < STATED:
        return None
    words = len(text.split())
    if words >= COMPLETE * stated or 0.9 * stated <= len(text) <= 1.1 * stated:
        return None
    return f"may be cut off: {stated:,} words are stated, {words:,} are here"


def fills_cell(text: object) -> bool:
    """Say whether a text is as long as a cell of Excel may be, so that its end may be lost.

    Examples
    --------
    >>> fills_cell("a" * 32767), fills_cell("🙂" + "a" * 32765), fills_cell("a" * 32766)
    (True, True, False)
    """
    if not isinstance(text, str) or not LONGEST_CELL / 2 <= len(text) <= LONGEST_CELL:
        return False
    beyond = 0 if text.isascii() else sum(character > "\uffff" for character in text)
    return len(text) + beyond == LONGEST_CELL


def has_open_end(text: str) -> bool:
    """Say whether a text ends with dots, as what was cut does; a line may end with them anyway.

    Examples
    --------
    >>> has_open_end("They said no. " * 9 + "And to the…"), has_open_end("They said no. " * 9)
    (True, False)
    """
    return len(text) >= LIMIT and OPEN_END.search(text[-200:]) is not None


class Lengths:
    """Lengths of the texts of one table, by which a limit shows that cut some of them."""

    def __init__(self) -> None:
        self._longest = 0
        self._ends: dict[str, bool] = {}  # texts of the greatest length -> whether they stop within

    def enter(self, text: str) -> None:
        """Enter a text as it was given."""
        if len(text) > self._longest:
            self._longest, self._ends = len(text), {}
        if len(text) == self._longest:
            self._ends[text[-LIMIT:]] = not SENTENCE_END.search(text[-20:])

    def said(self) -> str | None:
        """Say that several texts stop at one length within a sentence; None if they do not."""
        stopped = Counter(self._ends.values())
        if self._longest < LIMIT or stopped[True] < ALIKE or stopped[False] > stopped[True]:
            return None
        return (
            f"{stopped[True]:,} different texts have exactly {self._longest:,} characters, as many "
            "as the longest, and stop within a sentence: a program may have cut them there"
        )
