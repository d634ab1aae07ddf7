"""Lines that a mail program marked as those of somebody else (``> ``)."""

from __future__ import annotations

import re

PREFIX = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
FEWEST = 3  # lines, at least
SHARE = 0.8  # of the lines; below that an answer and what it answers stand together


def may_be_mail(text: str) -> bool:
    """Say whether lines enough begin with ``>``."""
    return text.count("\n>") + text.count("\n >") + text.lstrip().startswith(">") >= FEWEST


def strip_prefixes(text: str) -> str:
    r"""Take ``>`` from the beginning of each line, if nearly all lines have it.

    A text in which only some lines have it stays: they are what an answer answers.

    Examples
    --------
    >>> strip_prefixes("> The quay at Halm is\n> closed.\n>\n> Holt said no.")
    'The quay at Halm is\nclosed.\n\nHolt said no.'
    >>> strip_prefixes("I differ.\n> It is late.\n> It is over.\nNo.")
    'I differ.\n> It is late.\n> It is over.\nNo.'
    """
    lines = text.split("\n")
    marked = sum(PREFIX.match(line) is not None for line in lines)
    written = sum(bool(line.strip()) for line in lines)
    if marked < FEWEST or marked < SHARE * written:
        return text
    return "\n".join(PREFIX.sub("", line, count=1) for line in lines)
