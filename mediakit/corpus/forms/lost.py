"""Marks that became ``?``, ``†`` or U+FFFD in decoding."""

from __future__ import annotations

import re

APOSTROPHE = re.compile(
    r"(?<=[A-Za-z])[?†\ufffd](?=(?:s|t|re|ve|ll|d|m)\b(?![=&/]))"
    r"|(?<=\bO)[?†\ufffd](?=[A-Z][a-z]{2})"
)
# A mark that opens stands before a word, one that closes behind a stop or where a word goes on.
PLACE = re.compile(
    r"(?P<open>(?<![^\s(\[—–])[?†\ufffd](?=[^\W_]))"
    r"|(?P<close>(?<=[,.!?…])[?†\ufffd](?![\w?†\ufffd])"
    r"|(?<=[^\W_])(?:[†\ufffd](?!\w)|\?(?=\s+[a-z])))"
    r"|(?P<glued>(?<=[\w,.!?…])[†\ufffd](?=[^\W_]))|(?P<real>[“”])"
)
PERHAPS = re.compile(r"\S[?†\ufffd]|[?†\ufffd]\w")
GLUED_AT_ALL = re.compile(r"\?[^\W_]")
GLUED = re.compile(r"(?<![^\s(\[—–])[?†\ufffd](?=[^\W_])|(?<=[A-Za-z])[?†\ufffd](?=s\b(?![=&/]))")


def may_be_lost(text: str) -> bool:
    """Say whether a text has one of the characters where a quotation mark may have been."""
    if "†" in text or "\ufffd" in text or ",?" in text:
        return True
    return "?" in text and GLUED_AT_ALL.search(text) is not None


def mend_lost(text: str) -> str:
    """Put marks back where they became another character, if their place tells that surely.

    A quotation counts only if both its marks are there, in one line; one of them may be as it was.

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
    mended = {}
    open_at: int | None = None
    real = False  # the mark that opened is there
    for match in PLACE.finditer(line):
        if match["real"]:
            if open_at is not None:  # one of each kind: not sure
                return line
            real = match[0] == "“"
        elif match["open"]:
            if open_at is not None or real:
                return line
            open_at = match.start()
        elif real or (open_at is not None and line[open_at] == match[0]):
            mended[match.start()] = "” " if match["glued"] else "”"
            if open_at is not None:
                mended[open_at] = "“"
            open_at, real = None, False
    if open_at is not None:
        return line
    return "".join(mended.get(at, letter) for at, letter in enumerate(line))


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
