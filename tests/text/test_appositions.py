"""Appositions beside a name: read once, for whoever asks."""

from __future__ import annotations

import pytest

from mediakit.text.appositions import Apposition, apposed_before, apposed_behind, party_of
from mediakit.text.document import Document


def text_of(document: Document, found: Apposition | None) -> str | None:
    if found is None:
        return None
    return document.text[document.starts[found.first] : document.ends[found.last - 1]]


@pytest.mark.cases("phrases")
def test_appositions(case: dict[str, object]) -> None:
    document = Document(str(case["text"]))

    def words_of(name: str) -> range:
        start = document.text.index(name)
        return document.words_in(start, start + len(name))

    here = words_of(str(case["name"]))
    names = [words_of(name).start for name in case.get("names", ())]  # type: ignore[attr-defined]
    before = apposed_before(document, here.start, here.stop, names)
    behind = apposed_behind(document, here.stop, names)
    assert (text_of(document, before), text_of(document, behind)) == (
        case["before"],
        case["behind"],
    )


@pytest.mark.parametrize(
    ("text", "head", "owned"),
    [
        ("Ana Orr, a lawyer from Halm, left.", "lawyer", True),
        ("Ana Orr, chief executive of Halm Foods, left.", "executive", True),
        ("Ana Orr, Halm’s mayor, left.", "mayor", True),
    ],
)
def test_an_apposition_knows_its_head(text: str, head: str, owned: bool) -> None:
    document = Document(text)
    found = apposed_behind(document, 2)
    assert found is not None
    assert (document.words[found.head], found.owned) == (head, owned)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Ana Orr (D-Ohio) left.", ["democrat", "ohio"]),
        ("Ana Orr, R-N.Y., left.", ["republican", "ny"]),
        ("Ana Orr, A-1, left.", []),
        ("Ana Orr (Halm) left.", []),
    ],
)
def test_a_party_behind_a_name(text: str, party: list[str]) -> None:
    assert party_of(Document(text), 2) == party
