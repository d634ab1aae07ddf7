"""Marks that became ``?``, ``†`` or U+FFFD in decoding."""

from __future__ import annotations

import re

APOSTROPHE = re.compile(r"(?<=[A-Za-z])[?†\ufffd](?=(?:s|t|re|ve|ll|d|m)\b(?![=&/]))")
# A mark that opens stands before a word, one that closes behind a stop or where a word goes on.
PLACE = re.compile(
    r"(?P<open>(?<![^\s(\[—–])[?†\ufffd](?=[^\W_]))"
    r"|(?P<close>(?<=[,.!?…])[?†\ufffd](?![\w?†\ufffd])|(?<=[^\W_])(?:[†\ufffd](?!\w)|\?(?=\s+[a-z])))"
)
PERHAPS = re.compile(r"\S[?†\ufffd]|[?†\ufffd]\w")
GLUED_AT_ALL = re.compile(r"\?[^\W_]")
GLUED = re.compile(r"(?<![^\s(\[—–])[?†\ufffd](?=[^\W_])|(?<=[A-Za-z])[?†\ufffd](?=s\b(?![=&/]))")


def may_be_lost(text: str) -> bool:
    """Say whether a text has one of the characters where a quotation mark may have been."""
    if "†" in text or "\ufffd" in text:
        return True
    return "?" in text and GLUED_AT_ALL.search(text) is not None


def mend_lost(text: str) -> str:
    """Put marks back where they became another character, if their place tells that surely.

    A quotation counts only if both its marks are there, in one line.

    Examples
    --------
    >>> mend_lost("?Taxes don?t rise,? Moss said. Why? Nobody knows.")
    '“Taxes don’t rise,” Moss said. Why? Nobody knows.'
    """
    return "\n".join(map(_mend_line, text.split("\n")))


def _mend_line(line: str) -> str:
    if not PERHAPS.search(line):
        return line
    line = APOSTROPHE.sub("’", line)
    places: list[tuple[int, str]] = []
    open_at: int | None = None
    for match in PLACE.finditer(line):
        if match["open"]:
            if open_at is not None:  # two that open: not sure
                return line
            open_at = match.start()
        elif open_at is not None:
            places += [(open_at, "“"), (match.start(), "”")]
            open_at = None
    if open_at is not None:
        return line
    letters = list(line)
    for at, mark in places:
        letters[at] = mark
    return "".join(letters)


def count_lost(text: str) -> int:
    """Count the places where a mark seems lost, or a character surely is (U+FFFD).

    Examples
    --------
    >>> count_lost("He called it a ?sham and left. Caf\ufffd"), count_lost("Why? No.")
    (2, 0)
    """
    if not may_be_lost(text):
        return 0
    surely = text.count("\ufffd")
    return surely + sum(match[0] != "\ufffd" for match in GLUED.finditer(text))
