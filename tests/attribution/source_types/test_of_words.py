"""The kind of source that words tell."""

from __future__ import annotations

import pytest

from mediakit.attribution.source_types.of_words import source_type_of_words, words_from


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the club’s president", "unknown"),
        ("president of the club", "unknown"),
        ("the museum’s director", "unknown"),
        ("the company’s president", "business"),
        ("the union’s president", "civil_society"),
        ("the president", "government"),
        ("president of Norland", "government"),
        ("chairman", "unknown"),
        ("former finance minister", "politics"),
    ],
)
def test_the_kind_that_words_tell(words: str, kind: str) -> None:
    assert source_type_of_words(words.split()) == kind


def test_the_office_of_a_body_without_a_name() -> None:
    assert words_from("the club’s president".split()).office_elsewhere
    assert words_from(["president"], owned=True).office_elsewhere
    assert not words_from("the club’s nurse".split()).office_elsewhere
