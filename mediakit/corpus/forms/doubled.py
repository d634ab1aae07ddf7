"""Texts that stand twice in their cell: what is counted in them would count twice."""

from __future__ import annotations

import re
from collections import Counter

BREAK = re.compile(r"\n\s*")
FEWEST = 20  # words of one copy: shorter ones may be a refrain
LONG, FEWEST_LONG = 60, 3  # letters of a paragraph, and how many that come again are told


def may_be_doubled(text: str) -> bool:
    """Say whether a text ends as it ended once before: a quick test."""
    return "\n" in text and text.count(text.rstrip()[-40:]) > 1


def drop_copies(text: str) -> str:
    r"""Leave one copy of a text that stands twice or more, as a whole or paragraph by paragraph.

    Counts only if nothing else stands there, and no paragraph comes twice within a copy; a text
    of which a part comes again stays (`warn_doubled` tells it).

    Examples
    --------
    >>> once = "The council of Halm closed the bridge for a year, and nobody had told the town how "
    >>> once += "rotten the piers were.\n\nIt rained in the hall."
    >>> drop_copies(f"{once}\n\n{once}") == once
    True
    >>> drop_copies("It rains.\nIt rains.")
    'It rains.\nIt rains.'
    """
    paragraphs = [part.strip() for part in BREAK.split(text.strip())]
    once = list(dict.fromkeys(paragraphs))
    copies = len(paragraphs) // len(once)
    if copies < 2 or sum(len(part.split()) for part in once) < FEWEST:
        return text
    by_turns = [part for part in once for _ in range(copies)]
    if paragraphs not in (once * copies, by_turns):
        return text
    return ("\n\n" if "\n\n" in text else "\n").join(once)


def warn_doubled(text: str) -> list[str]:
    r"""Say how many long paragraphs come again in a text; what is in them counts each time.

    Examples
    --------
    >>> three = [f"The council of Halm closed {it} for the rest of the year, said Ida Holt."
    ...     for it in ("the bridge", "the quay", "the hall")]
    >>> warn_doubled("\n".join([*three, "It rained.", *three]))
    ['3 paragraphs come again in the text: what is in them counts each time']
    """
    counts = Counter(part for part in text.split("\n") if len(part) >= LONG)
    again = sum(number > 1 for number in counts.values())
    if again < FEWEST_LONG:
        return []
    return [f"{again:,} paragraphs come again in the text: what is in them counts each time"]
