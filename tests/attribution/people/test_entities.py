"""Bodies, documents and places that an article names."""

from __future__ import annotations

import pytest

from mediakit.attribution.people.cast import Cast
from mediakit.attribution.people.entities import find_entities
from mediakit.text.document import Document


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("On Friday the Ministry of Trade closed.", ["Ministry of Trade"]),
        ("Carl Moss joined the Alliance to Save Our Rivers.", ["Alliance to Save Our Rivers"]),
        ("On Friday a Halm Post poll came out.", ["Halm Post", "Halm Post poll"]),
        ("Reuters and the Pentagon were silent.", ["Reuters", "Pentagon"]),
        ("It rained in Ohio.", ["Ohio"]),
        ("Carl Moss met Ida Holt.", []),  # persons
        ("The mill closed on Friday.", []),
        ("Rain fell on the council.", []),  # nobody's name
    ],
)
def test_bodies_documents_and_places_are_found(text: str, names: list[str]) -> None:
    document = Document(text)
    assert [entity.name for entity in find_entities(document, Cast([document]))] == names
