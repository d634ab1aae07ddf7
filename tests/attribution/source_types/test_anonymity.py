"""Whether a source is anonymous, as `attribute` says it."""

from __future__ import annotations

import pytest

from mediakit.attribution import attribute
from mediakit.text.document import Document

NAMED = [
    "Ida Holt", "The Interior Ministry", "Republicans", "The Liberal Democrats", "The governor",
    "The report", "The law", "A spokesman for the Halm Post", "The Halm Post", "Xinhua", "Moscow",
    "The Alliance to Save Our Rivers", "The Danish state news agency", "A statement by the mayor",
    "The Ohio mayor, Ida Holt,", "Analysts at Halm Bank",
]  # fmt: skip
UNNAMED = [
    "Officials", "A Pentagon official", "Some Republicans", "Other Republicans", "Polls",
    "A judge", "Two senior officials", "A government report", "Experts", "People", "An FBI agent", "Sources",
    "A person close to the mayor", "Voters in Ohio", "The nurse", "Teachers at Halm Bank",
]  # fmt: skip


@pytest.mark.parametrize("source", NAMED + UNNAMED)
def test_who_can_be_identified_is_not_anonymous(source: str) -> None:
    [found] = attribute([Document(f"{source} said it rained.")], "fast")
    assert [one.anonymous for one in found] == [source in UNNAMED], found[0].speaker


def test_a_content_without_a_source_is_anonymous() -> None:
    [[found]] = attribute([Document("“It rained again,” it was said. “It snowed.”")], "fast")
    assert found.anonymous
