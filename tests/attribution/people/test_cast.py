"""Whom an article names: persons by their fullest name, and every mention of them."""

from __future__ import annotations

import pytest

from mediakit.attribution.people.cast import Cast
from mediakit.text.document import Document


def cast_of(text: str, title: str | None = None) -> tuple[Cast, list[Document]]:
    documents = [Document(title, "title")] if title else []
    documents.append(Document(text))
    return Cast(documents), documents


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Ida Holt ran. Holt won.", {"Ida Holt": 2}),
        ("Mayor Ida Holt ran. Mrs. Holt won.", {"Ida Holt": 2}),
        ("Donald J. Crane ran. Crane won.", {"Donald J. Crane": 2}),
        ("Ida Holt met Carl Holt.", {"Ida Holt": 1, "Carl Holt": 1}),
        ("Ida Holt met Carl Holt. Mr. Holt left.", {"Ida Holt": 1, "Carl Holt": 2}),
        ("Bill de Groot is mayor. De Groot ran.", {"Bill de Groot": 2}),
        ("Xi Jinping met traders. Xi left.", {"Xi Jinping": 2}),
        ("Ida Holt’s mill is dry.", {"Ida Holt": 1}),
        ("HALM (Wire) — Ida Holt ran. HOLT won.", {"Ida Holt": 2}),
        ("On Friday the Ministry of Trade closed in Halm.", {}),
        ("The Interior Ministry met General Motors.", {}),
    ],
)
def test_persons_and_their_mentions(text: str, persons: dict[str, int]) -> None:
    cast, [document] = cast_of(text)
    found = [mention.actor for mention in cast.mentions(document)]
    assert {name: found.count(name) for name in cast.persons} == persons


def test_a_title_uses_the_names_of_the_text() -> None:
    cast, [title, _] = cast_of("Ida Holt ran for mayor.", "Holt Runs For Mayor")
    assert [mention.actor for mention in cast.mentions(title)] == ["Ida Holt"]
    assert list(cast.persons) == ["Ida Holt"]


def test_an_institution_goes_by_the_longest_form_of_the_article() -> None:
    row = {"name": "Halm Broadcasting Corporation", "short": "HBC|Halm Broadcasting"}
    assert cast_of("HBC fell silent.")[0].fullest_name(row) == "HBC"
    assert cast_of("Halm Broadcasting, or HBC, fell silent.")[0].fullest_name(row) == (
        "Halm Broadcasting"
    )
