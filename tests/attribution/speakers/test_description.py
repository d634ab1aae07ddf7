"""Whom a description of one person means."""

from __future__ import annotations

import pytest

from mediakit.attribution.people import Cast
from mediakit.attribution.speakers.description import described_person
from mediakit.text.document import Document, strip_possessive


@pytest.mark.parametrize(
    ("text", "length", "person"),
    [
        ("Paul Rault flew to Halm. The French leader", 3, "Paul Rault"),
        ("Ana Orr, a nurse, slept. The French leader", 3, None),
        ("A bus hit Ana Orr. The French leader", 3, None),
        ("Chad Orr came to Halm. Chad’s president", 2, None),
        ("Paul Rault met Ana Orr. The French leader", 3, None),
        (
            "In the town French President Paul Rault greeted a nurse. The French leader",
            3,
            "Paul Rault",
        ),
        ("Senator Ida Holt met Mayor Ana Orr. The senator", 2, "Ida Holt"),
        ("Senator Ida Holt met Mayor Ana Orr. The nurse", 2, None),
    ],
)
def test_who_is_described(text: str, length: int, person: str | None) -> None:
    document = Document(text)
    words = range(len(document.words) - length, len(document.words))
    raw = [strip_possessive(word) for word in document.words[words.start :]]
    keys = document.keys[words.start :]
    assert described_person(document, words, Cast([document]), raw, keys) == person
