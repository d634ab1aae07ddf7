"""Quotations signed below or behind."""

from __future__ import annotations

import pytest

from mediakit.attribution.record import Attribution
from mediakit.attribution.repairs import mend
from mediakit.text.document import Document


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("“It rained.” — Ada Miller", "Ada Miller"),
        ("“It rained.”\n— Ada Miller\nIt snowed.", "Ada Miller"),
        ("“It rained.” -- Ada Miller, Mayor of Halm", "Ada Miller, Mayor of Halm"),
        ("“It rained.” – Jan van der Berg", None),  # “der” is no particle of a signature
        ("“It rained.” – Jan van Berg", "Jan van Berg"),
        ("“It rained.” — Ada Miller went home.", None),  # the line goes on
        ("“It rained.” Ada Miller", None),  # no dash
        ("“It rained.” — so they said", None),
        ("“It rained. — Ada Miller", None),  # not closed
        ("“It rained.” — Ada Miller, Mayor of Halm, Head of Dams", None),  # seven words or more
    ],
)
def test_a_dash_and_a_name_up_to_the_end_of_the_line_sign_a_quotation(
    text: str, signed: str | None
) -> None:
    found = mend(Document(text), [])
    assert [text[slice(*one.source)] for one in found if one.source] == [signed] * bool(signed)


def test_whoever_held_a_signed_quotation_loses_it() -> None:
    text = "Orr said so. “It rained.” — Ada Miller"
    start = text.index("“")
    held = Attribution([(9, 11), (start, start + 12)], cue=(4, 8), source=(0, 3))
    whole = Attribution([(start, start + 12)])
    found = mend(Document(text), [held, whole])
    assert [one.contents for one in found] == [[(9, 11)], [(start, start + 12)]]
    assert found[0] is held and found[1] is not whole
