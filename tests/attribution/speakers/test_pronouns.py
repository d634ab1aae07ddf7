"""Whom *he*, *she* and *they* mean: each of the points decides where the others leave it open."""

from __future__ import annotations

import pytest

from mediakit.attribution import attribute
from mediakit.text.document import Document


def last_speaker(text: str) -> str | None:
    [found] = attribute([Document(text)], "fast")
    return found[-1].speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # the subject of a clause, though another name is nearer
        ("Carl Moss met Tim Cole. He said it rained.", "Carl Moss"),
        ("Carl Moss ate. Rain fell on Tim Cole. He said it snowed.", "Carl Moss"),
        # until it is two sentences further away
        ("Carl Moss ate. Rain fell. Rain fell on Tim Cole. He said it snowed.", "Tim Cole"),
        # the subject of the same sentence, though another spoke last
        ("“It rained,” Carl Moss said. When Avery Quill came, he said it snowed.", "Avery Quill"),
        # who spoke last, though another is the subject between
        ("“It rained,” said Carl Moss. Tim Cole left. He said it snowed.", "Carl Moss"),
        # a gender that is known: Avery may be a man
        ("Avery Quill ate. Rain fell on Tim Cole. He said it snowed.", "Tim Cole"),
        ("Rain fell on Tim Cole and on Avery Quill. He said it snowed.", "Tim Cole"),
        ("Carl Moss ate. Ann Reed left. He said it snowed.", "Carl Moss"),
        # names inside quotation marks are not looked at
        ("“Tim Cole won,” Carl Moss said. He said it snowed.", "Carl Moss"),
        # three paragraphs back and no further
        ("Carl Moss ate.\n\nRain fell.\n\nSnow fell.\n\nHe said it snowed.", "Carl Moss"),
        ("Carl Moss ate.\n\nRain fell.\n\nSnow fell.\n\nIt froze.\n\nHe said it snowed.", "He"),
    ],
)
def test_he_is_who_has_most_points(text: str, speaker: str) -> None:
    assert last_speaker(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Interior Ministry said it rained. It said it snowed.", "Interior Ministry"),
        ("Teachers marched. Rain fell. They said it snowed.", "teachers"),
        ("Teachers said it rained. They said it snowed.", "teachers"),
        ("Teachers met the Interior Ministry. They said it snowed.", "teachers"),
    ],
)
def test_they_and_it_fit_in_number(text: str, speaker: str) -> None:
    assert last_speaker(text) == speaker
