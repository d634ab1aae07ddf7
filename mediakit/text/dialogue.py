"""What tells talk between people from a text that asks and answers itself."""

from __future__ import annotations

import re

_FIRST = re.compile(r"\b(?:I|I[’']\w+|me|my|mine|myself)\b")
_WE = re.compile(r"\b(?:we|our|us|ours)\b", re.I)
_SECOND = re.compile(r"\b(?:you|your|yours|yourself|you[’']\w+)\b", re.I)
_SHORT = re.compile(
    r"\W*(?:yes|no|yeah|yep|nope|well|oh|okay|ok|thanks?|right|sure|so|hi|hello|hey|welcome|good "
    r"(?:morning|evening|afternoon)|sir|ma[’']?am|exactly|absolutely|correct|please|look|let[’']s|"
    r"objection|sustained|order|never|not|nothing|because|and|but|mr|madam|i)\b",
    re.I,
)
_TALK = re.compile(
    r"\b(?:interview(?:ed|s)?|spoke|spoken|speaks|talks?|talked|sat down|sits down|conversation|"
    r"chat(?:s|ted)?|transcript|told us|caught up with|answers? (?:our|your|some )? ?questions|"
    r"asked|hearing|testimony|testified|podcast|discuss(?:es|ed)?|met|tells)\b",
    re.I,
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def is_question(text: str) -> bool:
    """Tell a paragraph that asks, outside quotation marks, in ninety words at the most."""
    bare = text.rstrip("*_ )]")
    return bare.endswith("?") and len(text.split()) <= 90 and text[:1] not in "“\"‘'("


def is_dialogue(text: str) -> bool:
    """Tell words spoken to somebody: *I*, *you* or *we*, a question, a short reply.

    Examples
    --------
    >>> is_dialogue("Thank you."), is_dialogue("Is it old?"), is_dialogue("Favors lower taxes.")
    (True, True, False)
    """
    bare = _QUOTED.sub(" ", text) if not _QUOTED.fullmatch(text.strip()) else text
    return bool(
        _FIRST.search(bare)
        or _SECOND.search(bare)
        or _WE.search(bare)
        or "?" in bare
        or _SHORT.match(bare)
    )


def speaks_of_talk(text: str) -> bool:
    """Tell an introduction of an interview: “spoke to the Post”, “in conversation with”."""
    return _TALK.search(text) is not None


def is_answered(
    asked: list[str], answers: list[str], announced: bool, labelled: bool = True
) -> bool:
    """Tell an interview from an outlet that answers its own questions.

    A person who is asked is *you* and answers with *I*; a reader who is told what to do is *I* in
    the question and *you* in the answer. `announced` says that the introduction speaks of a talk.

    Examples
    --------
    >>> is_answered(["Why did you leave?"], ["I was tired."], announced=False)
    True
    >>> is_answered(["Do I need a visa?"], ["You do not."], announced=False)
    False
    """

    def share(pattern: re.Pattern[str], texts: list[str]) -> float:
        return sum(pattern.search(_QUOTED.sub(" ", text)) is not None for text in texts) / len(
            texts
        )

    to, by = share(_SECOND, asked), share(_FIRST, answers)
    against = share(_FIRST, asked) + max(0.0, share(_SECOND, answers) - by)
    score = to + by - against
    if announced:
        return score >= 0.2 if labelled else score >= 0.5 and by >= 0.3
    ours = 0.5 * share(_WE, answers) if to > 0.3 else 0.0
    return score + ours >= 0.5 if labelled else score >= 1.0 and by >= 0.5 and to >= 0.4
