"""Whether a name is the subject of a clause."""

from __future__ import annotations

import pytest

from mediakit.text.clauses import has_verb, is_governed, is_subject
from mediakit.text.document import Document


def find(text: str, name: str, field: str = "text") -> tuple[Document, int, int]:
    document, words = Document(text, field=field), name.split()
    first = next(
        at for at in range(len(document.words)) if document.words[at : at + len(words)] == words
    )
    return document, first, first + len(words)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Orr left.",
        "On Friday Ana Orr quickly left.",
        "Ana Orr, 54, left.",
        "Ana Orr, a lawyer from Halm, left.",
        "Ana Orr, who was late, left.",
        "As Ana Orr said, it rained.",
        "Ida Holt and Ana Orr left.",
    ],
)
def test_a_name_with_a_verb_is_a_subject(text: str) -> None:
    assert is_subject(*find(text, "Ana Orr"))


@pytest.mark.parametrize(
    "text",
    [
        "The mayor met Ana Orr on Friday.",
        "The talk with Ana Orr ended.",
        "The talk with Ida Holt and Ana Orr ended.",
        "Ana Orr’s dog left.",
        "Ana Orr Street was closed.",
        "Ana Orr. He left.",
        "It was Ana Orr",
    ],
)
def test_a_name_without_a_verb_of_its_own_is_none(text: str) -> None:
    document, first, last = find(text, "Ana Orr’s" if "’" in text else "Ana Orr")
    assert not is_subject(document, first, last)


def test_in_a_headline_a_capital_is_no_name() -> None:
    assert is_subject(*find("Moscow Said No", "Moscow", field="title"))
    assert not is_subject(*find("Moscow Said No", "Moscow"))


def test_a_preposition_of_the_sentence_before_governs_nothing() -> None:
    document, first, _ = find("He walked in. Norland grew.", "Norland")
    assert not is_governed(document, first)
    assert has_verb(document, first + 1)
