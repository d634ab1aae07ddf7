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

    Counts only if nothing else stands there, and no paragraph comes twice within a copy; the last
    of three copies or more may be cut off. A text of which a part comes again stays
    (`warn_doubled` tells it).

    Examples
    --------
    >>> once = "The council of Halm closed the bridge for a year, and nobody had told the town how "
    >>> once += "rotten the piers were.\n\nIt rained in the hall."
    >>> drop_copies(f"{once}\n\n{once}") == once
    True
    >>> drop_copies((once + " ") * 2 + once[:50]) == once
    True
    >>> drop_copies("It rains.\nIt rains.")
    'It rains.\nIt rains.'
    """
    if once_only := _copy_of_run(text):
        return once_only
    paragraphs = [part.strip() for part in BREAK.split(text.strip())]
    once = list(dict.fromkeys(paragraphs))
    copies = len(paragraphs) // len(once)
    if copies < 2 or sum(len(part.split()) for part in once) < FEWEST:
        return text
    by_turns = [part for part in once for _ in range(copies)]
    if paragraphs not in (once * copies, by_turns):
        return text
    return ("\n\n" if "\n\n" in text else "\n").join(once)


def _copy_of_run(text: str) -> str | None:
    """Return the copy of which a text is a run, with whatever between them; else None."""
    text = text.strip()
    period = text.find(text[:LONG], 1) if len(text) > 2 * LONG else -1
    if period < 0 or len(text) < 2 * period or len(set(text[:period].split())) < FEWEST:
        return None
    # Each letter is the one a copy before it.
    return text[:period].strip() if text[period:] == text[:-period] else None


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
