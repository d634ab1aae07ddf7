"""What a cue does: how the outlet positions the claim, and which speech act it is."""

from __future__ import annotations

from mediakit.attribution.cues.acts import judge_content
from mediakit.attribution.cues.cue_words import (
    Reading,
    act_words,
    continuations,
    modifiers,
    read_words,
)
from mediakit.attribution.record import Attribution
from mediakit.text.document import Document

BEFORE, BEHIND = 3, 2  # words beside the cue that may belong to it: "did not | say", "called | for"


def judge_cue(document: Document, attribution: Attribution) -> tuple[str, str]:
    """Judge how the outlet positions a claim, and what its speaker does.

    Counts the words of ``cues.csv`` in the cue, the longest first, with negation in it or just
    before it (*did not say*: denial; *cannot confirm*: not endorsing) and adverbs such as
    *falsely*. A plain cue (*said*) takes its act from the content, where ``act_words.csv`` makes
    it evident. Misses irony, and acts that no single word shows.

    Parameters
    ----------
    document : Document
        The field in which the attribution stands.
    attribution : Attribution
        Its cue and its contents are read.

    Returns
    -------
    tuple of str
        Positioning (neutral, distancing, endorsing) and act (statement, accusation, praise, …).

    Examples
    --------
    >>> document = Document("The mayor falsely claimed that the bridge must go.")
    >>> judge_cue(document, Attribution([(31, 49)], cue=(10, 25)))
    ('distancing', 'demand')
    >>> document = Document("She refused to leave.")
    >>> judge_cue(document, Attribution([(15, 20)], cue=(4, 14)))
    ('neutral', 'denial')
    """
    reading = _read(document, attribution)
    act = reading.act
    if act == "statement" or reading.lemma in act_words("directs"):
        act = judge_content(document, attribution.contents, reading.lemma, reading.open) or act
    return reading.positioning, act


def _read(document: Document, attribution: Attribution) -> Reading:
    """Read the cue and the few words beside it that may belong to it."""
    if attribution.cue is None:
        return Reading()
    words = document.words_in(*attribution.cue)
    keys = document.keys
    start, end = words.start, words.stop
    if start < end and document.text[attribution.cue[0]] in "'’":
        start += 1  # "Moss’s claim", of which the cue is "’s claim"
    before, behind = start, end
    while before and start - before < BEFORE and keys[before - 1] in modifiers():
        if document.gap(before - 1) != " ":
            break
        before -= 1
    while behind < min(len(keys), end + BEHIND) and keys[behind] in continuations():
        if document.gap(behind - 1) != " ":
            break  # "… he called. For years …"
        behind += 1
    return read_words(tuple(keys[before:behind]), start - before, end - before)
