"""A claim that the outlet doubts, inside what somebody backs or rejects."""

from __future__ import annotations

import pytest

from mediakit.attribution.record import Attribution
from mediakit.attribution.repairs import REPAIRS
from mediakit.text.document import Document


@pytest.mark.parametrize(
    ("content", "expect"),
    [
        ("Halm’s contentious claim that it rained", ["Halm’s", "claim", "it rained"]),
        ("Halm's alleged promise that it would rain", ["Halm's", "promise", "it would rain"]),
        ("Halm’s claim that it rained", None),  # no word of doubt
        ("the contentious claim that it rained", None),  # nobody's
        ("Halm’s contentious rain that it feared", None),  # no claim
        ("Halm’s contentious claim", None),
        ("Halm’s contentious claim that", None),  # the text ends
        ("Halm’s most contentious and so long denied claim that it rained", None),  # too far
    ],
)
def test_a_doubted_claim_is_its_owners(content: str, expect: list[str] | None) -> None:
    text = f"Orr backed {content}"
    made = Attribution([(11, len(text))], cue=(4, 10), source=(0, 3))
    REPAIRS["doubted_claim"](Document(text), [made])
    assert made.source is not None and made.cue is not None
    found = [text[slice(*piece)] for piece in (made.source, made.cue, made.contents[0])]
    assert found == (expect or ["Orr", "backed", content])
