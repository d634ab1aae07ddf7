"""Loaded terms: the complete hits in each case, as a careful coder would mark them."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from mediakit.attribution import attribute
from mediakit.contract.labels import LABELS
from mediakit.signals import loaded
from mediakit.text.document import Document

FILE = Path(__file__).parents[1] / "cases" / "loaded.json"
CASES = json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.cases("loaded")
def test_loaded(case: dict[str, object]) -> None:
    document = Document(str(case["text"]))
    found = [[s.label, document.text[s.start : s.end]] for s in loaded.find(document, [])]
    assert sorted(found) == sorted(case["expect"])  # type: ignore[call-overload]


def test_every_label_is_tried_from_all_sides() -> None:
    kinds = Counter((case["about"], case["kind"]) for case in CASES)
    for label in set(LABELS["loaded"]) - {"in_context"}:
        tried = [kinds[label, kind] for kind in ("positive", "negative", "wild")]
        assert sum(tried) >= 12 and min(tried) >= 2, label


def test_a_span_carries_its_entry() -> None:
    [span] = loaded.find(Document("The despot left."), [])
    assert span.label == "regime" and span.target is None
    name, row = str(span.term).split(":")
    assert name == "loaded" and int(row) >= 1


def test_nothing_in_nothing() -> None:
    assert loaded.find(Document(""), []) == []


def test_context_decides_the_value_and_what_is_loaded_only_here() -> None:
    text = "They gutted the law, and the disgusting lies of the radical mob go on."
    document = Document(text)
    [said] = attribute([document], "fast")
    spans = loaded.find(document, said)
    values = {text[s.start : s.end]: s.value for s in spans}
    assert all(value is not None and 0 <= value <= 1 for value in values.values())
    for span in spans:
        assert span.label != "in_context" or (span.value >= 0.5 and span.term is None)


def test_a_listed_word_is_never_also_in_context() -> None:
    document = Document("The disgusting, shameful, despicable, hateful radical mob lied.")
    [said] = attribute([document], "accurate")
    spans = loaded.find(document, said)
    for before, after in pairwise(spans):
        assert before.end <= after.start or before[:2] == after[:2]


def test_without_a_tagger_there_is_no_value() -> None:
    assert all(s.value is None for s in loaded.find(Document("The despot left."), []))
