"""Characters that nobody sees."""

from __future__ import annotations

import re

KINDS = {
    "terminal escapes": re.compile(r"\x1b\[[\d;]*[A-Za-z]"),
    "soft hyphens": re.compile("\u00ad"),
    "zero-width": re.compile("[\u034f\u200b\u2060-\u2064\ufeff\ufff9-\ufffb]"),
    "direction marks": re.compile("[\u202a-\u202e\u2066-\u2069]|[\u200e\u200f](?=[A-Za-z\\s]|$)"),
    # U+0085 is a line end.
    "control characters": re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"),
}
ODD = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u034f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]"
)


def has_odd(text: str) -> bool:
    """Say whether there may be any; most texts have none, and one search is quick."""
    return ODD.search(text) is not None


def drop_invisible(text: str) -> str:
    r"""Take out control characters, terminal escapes, soft hyphens, zero-width and direction marks.

    Examples
    --------
    >>> drop_invisible("life\u200bline, re\u00adport\x07")
    'lifeline, report'
    """
    for pattern in KINDS.values():
        text = pattern.sub("", text)
    return text


def count_invisible(before: str, after: str) -> str:
    """Say how many of which kind went."""
    counts = {}
    for kind, pattern in KINDS.items():
        shorter = pattern.sub("", before)
        counts[kind] = len(before) - len(shorter)
        before = shorter
    listed = ", ".join(f"{kind} {number:,}" for kind, number in counts.items() if number)
    return f"{sum(counts.values()):,} ({listed})"
