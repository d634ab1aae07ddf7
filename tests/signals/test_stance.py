"""Stance: the complete hits in each case, as a careful coder would mark them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from mediakit.attribution import attribute
from mediakit.contract.labels import LABELS
from mediakit.signals import stance
from mediakit.text.document import Document

FILE = Path(__file__).parents[1] / "cases" / "stance.json"
CASES = json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.cases("stance")
def test_stance(case: dict[str, object]) -> None:
    document = Document(str(case["text"]), str(case.get("field", "text")))
    [said] = attribute([document])
    found = [[s.label, document.text[s.start : s.end]] for s in stance.find(document, said)]
    assert sorted(found) == sorted(case["expect"])  # type: ignore[call-overload]


def test_every_label_is_tried_from_all_sides() -> None:
    kinds = Counter((case["about"], case["kind"]) for case in CASES)
    for label in LABELS["stance"]:
        tried = [kinds[label, kind] for kind in ("positive", "negative", "wild")]
        assert sum(tried) >= 12 and min(tried) >= 2, label


def test_scare_quotes_have_no_entry_and_the_others_one() -> None:
    spans = stance.find(Document("The “reform” may fail."), [])
    assert [(s.label, s.term is None, s.value is None) for s in spans] == [
        ("scare_quote", True, True),
        ("hedge", False, False),
    ]


def test_a_fragment_of_five_words_is_no_scare_quote() -> None:
    document = Document("The “rescue of the old mill” failed and the “rescue of the mill” too.")
    found = [document.text[s.start : s.end] for s in stance.find(document, [])]
    assert found == ["“rescue of the mill”"]
