"""Capitals and seats of power that act, told from places."""

from __future__ import annotations

import pytest

from mediakit.attribution.people.metonyms import metonyms
from mediakit.text.document import Document

ACT = [
    "Moscow said the talks were over.", "Nobody had asked the Kremlin to talk. The Kremlin said no.",
    "Moscow’s claim that it rained was false.", "A statement from Moscow came late.",
    "It was a lifeline for Moscow.", "They provided Moscow with engines.",
    "The sanctions against Moscow began.", "He accused Beijing.", "Moscow and its allies stayed.",
    "Moscow has refused.", "Moscow quickly denied it.",
]  # fmt: skip
LIE = [
    "It rained in Moscow.", "The train from Moscow was late.", "Moscow’s streets were dry.",
    "Moscow-Beijing talks began.", "Lake Geneva is deep.", "Moscow State University closed.",
    "It rained in Moscow and Beijing.", "He lives in Moscow now.",
]  # fmt: skip


@pytest.mark.parametrize("text", ACT + LIE)
def test_a_capital_acts_or_lies_somewhere(text: str) -> None:
    found = list(metonyms(Document(text)))
    assert bool(found) == (text in ACT)
    assert all(mention.label == "metonym" for mention in found)


def test_the_country_that_is_meant_is_named() -> None:
    document = Document("Beijing backed Moscow’s claim that it rained.")
    found = [(document.words[m.first], m.actor) for m in metonyms(document)]
    assert found == [("Beijing", "China"), ("Moscow’s", "Russia")]
