"""Where a content ends: reasons that are the outlet's own, marks, and pieces without a word."""

from __future__ import annotations

import pytest

from mediakit.attribution.record import Attribution
from mediakit.attribution.repairs import mend
from mediakit.text.document import Document


def tidied(text: str, source: str, cue: str, *contents: str) -> list[Attribution]:
    def at(part: str) -> tuple[int, int]:
        return text.index(part), text.index(part) + len(part)

    made = Attribution([at(part) for part in contents], cue=at(cue), source=at(source))
    return mend(Document(text), [made])


@pytest.mark.parametrize(
    ("text", "cue", "content", "kept"),
    [
        ("Orr noted the debt as the reason for his assault.", "noted", "the debt as the reason for his assault", "the debt"),
        ("Orr noted the debt as the chief reason for the raid.", "noted", "the debt as the chief reason for the raid", "the debt"),
        ("Orr noted the debt as the pretext behind the raid.", "noted", "the debt as the pretext behind the raid", "the debt"),
        ("Orr noted the debt as one of the reasons for the raid.", "noted", "the debt as one of the reasons for the raid", None),
        ("Orr noted the debt as the one true and chief reason for the raid.", "noted", "the debt as the one true and chief reason for the raid", None),
        ("Orr noted the debt as the reason he left.", "noted", "the debt as the reason he left", None),
        ("Orr noted the debt as a reason for the raid.", "noted", "the debt as a reason for the raid", None),
        ("Orr cited her age as the reason for leaving.", "cited", "her age as the reason for leaving", None),
        ("Orr said they used it as the pretext for a raid.", "said", "they used it as the pretext for a raid", None),
        ("Orr noted “the debt as the reason for it”.", "noted", "“the debt as the reason for it”", None),
    ],
)  # fmt: skip
def test_a_reason_that_the_outlet_gives_is_no_content(
    text: str, cue: str, content: str, kept: str | None
) -> None:
    [found] = tidied(text, "Orr", cue, content)
    assert [text[slice(*piece)] for piece in found.contents] == [kept or content]


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (", it rained, ", "it rained"),
        (": it rained;", "it rained"),
        ("it rained.", "it rained"),
        ("it rained on Jan. 3.", "it rained on Jan. 3"),
        ("“It rained.”", "“It rained.”"),
    ],
)
def test_marks_at_the_edges_go_and_those_of_a_quotation_stay(content: str, kept: str) -> None:
    text = f"Orr said {content}"
    [found] = tidied(text, "Orr", "said", content)
    assert [text[slice(*piece)] for piece in found.contents] == [kept]


def test_pieces_without_a_word_go_and_attributions_without_a_piece() -> None:
    text = "Orr said, “We close”, — ; it rained."
    assert [text[slice(*p)] for p in tidied(text, "Orr", "said", "“We close”", "— ;")[0].contents] == ["“We close”"]  # fmt: skip
    assert tidied(text, "Orr", "said", "— ;") == []
