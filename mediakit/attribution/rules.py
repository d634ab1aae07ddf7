"""All named rules of attribution, table by table, each with its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from mediakit.attribution.repairs import REPAIRS
from mediakit.attribution.source_types import (
    ANONYMITY,
    DESCRIPTIONS,
    OF_OTHERS,
    OF_PERSONS,
    OF_WORDS,
)
from mediakit.attribution.source_types import SIEVES as SOURCE_TYPES
from mediakit.attribution.speakers import PERSONS, PRONOUNS, UNSAID
from mediakit.attribution.speakers import SIEVES as SPEAKERS

#: The tables in the order in which they are asked: docs/rules.md says what each rule is worth.
RULES: dict[str, dict[str, Callable[..., Any]]] = {
    "repairs": REPAIRS,
    "speakers": SPEAKERS,
    "without a source": UNSAID,
    "source types": SOURCE_TYPES,
    "descriptions of persons": DESCRIPTIONS,
    "anonymity": ANONYMITY,
}
#: Tables that hold some rules of another one, for those who ask in the middle of it.
PARTS: dict[str, tuple[dict[str, Callable[..., Any]], ...]] = {
    "speakers": (PRONOUNS, PERSONS),
    "source types": (OF_OTHERS, OF_PERSONS, OF_WORDS),
}
_BY = {
    "speaker_by": ("speakers", "without a source"),
    "source_type_by": ("source types", "descriptions of persons"),
}


def sentence(rule: Callable[..., Any]) -> str:
    """Return the sentence that says what a rule holds, with its example.

    Examples
    --------
    >>> sentence(RULES["source types"]["nationals"])
    '“Russians” are citizens.'
    """
    return (rule.__doc__ or "").partition("\n")[0]


def sentence_of(column: str, name: str) -> str:
    """Return the sentence of the rule that ``speaker_by`` or ``source_type_by`` names.

    Nothing of a name that is no rule, such as *alias*.

    Examples
    --------
    >>> sentence_of("source_type_by", "age_behind")
    '“Ida Holt, 43, a nurse” is a citizen unless more is said.'
    """
    found = (RULES[table].get(name) for table in _BY[column])
    return next((sentence(rule) for rule in found if rule is not None), "")


def tables_of(name: str) -> list[dict[str, Callable[..., Any]]]:
    """Return a table of `RULES` and those that hold some of its rules."""
    return [RULES[name], *PARTS.get(name, ())]


@contextmanager
def without(table: str, name: str) -> Iterator[None]:
    """Leave one rule out, so that its worth can be measured.

    Examples
    --------
    >>> with without("repairs", "signed"):
    ...     "signed" in RULES["repairs"]
    False
    >>> "signed" in RULES["repairs"]
    True
    """
    saved = [(rules, dict(rules)) for rules in tables_of(table)]
    for rules, _ in saved:
        rules.pop(name, None)
    try:
        yield
    finally:
        for rules, before in saved:  # the order of a table is part of the rules
            rules.clear()
            rules.update(before)
