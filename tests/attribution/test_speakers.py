"""From the words of a source to one canonical name, its kind, and whether it is anonymous."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mediakit import tables
from mediakit.attribution import attribute
from mediakit.document import Document

FILE = Path(__file__).parents[1] / "cases" / "speakers.json"
CASES = json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.cases("speakers")
def test_speakers(case: dict[str, list[dict[str, object]]]) -> None:
    [found] = attribute([Document(str(case["text"]))])
    wanted = case["expect"] + [{"speaker": ""}] * len(found)
    seen = [{key: getattr(a, key) for key in keys} for a, keys in zip(found, wanted, strict=False)]
    assert seen == case["expect"]


def test_the_cases_know_only_kinds_of_the_contract() -> None:
    named = {kind for case in CASES for e in case["expect"] if (kind := e.get("source_type"))}
    assert named <= set(tables.SOURCE_TYPES)


def test_a_relay_has_its_own_canonical_name() -> None:
    text = "“It is over,” Orr was quoted as saying by the official Xinhua News Agency."
    [[found]] = attribute([Document(text)])
    assert (found.speaker, found.relay_speaker) == ("Orr", "Xinhua News Agency")


def test_the_same_words_in_another_article_mean_somebody_else() -> None:
    for name in ("Ida Holt", "Carl Holt"):
        [found] = attribute([Document(f"{name} runs the mill. Holt said it was late.")])
        assert [a.speaker for a in found] == [name]
