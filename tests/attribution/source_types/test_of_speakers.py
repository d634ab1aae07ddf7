"""The kind of source of a speaker, from the article."""

from __future__ import annotations

import pytest

from mediakit.attribution.people import Cast, Scene
from mediakit.attribution.source_types.of_speakers import source_type_of_speaker
from mediakit.text.document import Document


@pytest.mark.parametrize(
    ("text", "name", "kind", "by"),
    [
        ("Ida Holt, the director, left.", "Ida Holt", "unknown", "office_unexplained"),
        ("Ida Holt, a nurse, left.", "Ida Holt", "citizen", "apposition_behind"),
        ("French President Ida Holt left.", "Ida Holt", "government", "title_before"),
        ("Ida Holt left.", "Ida Holt", "citizen", "citizen_unexplained"),
        ("Moscow left.", "Moscow", "government", "place"),
    ],
)
def test_kind_and_rule(text: str, name: str, kind: str, by: str) -> None:
    document = Document(text)
    scene = Scene(document, Cast([document]), [])
    assert source_type_of_speaker(scene, (name,)) == (kind, by)
