"""Loaded terms: the complete hits in each case, as a careful coder would mark them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from mediakit import tables
from mediakit.document import Document
from mediakit.signals import loaded

FILE = Path(__file__).parents[1] / "cases" / "loaded.json"
CASES = json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.cases("loaded")
def test_loaded(case: dict[str, object]) -> None:
    document = Document(str(case["text"]))
    found = [[s.label, document.text[s.start : s.end]] for s in loaded.find(document, [])]
    assert sorted(found) == sorted(case["expect"])  # type: ignore[call-overload]


def test_every_label_is_tried_from_all_sides() -> None:
    kinds = Counter((case["about"], case["kind"]) for case in CASES)
    for label in set(tables.LABELS["loaded"]) - {"in_context"}:
        tried = [kinds[label, kind] for kind in ("positive", "negative", "wild")]
        assert sum(tried) >= 12 and min(tried) >= 2, label


def test_a_span_carries_weight_and_entry() -> None:
    [span] = loaded.find(Document("The despot left."), [])
    assert span.label == "regime" and span.target is None
    assert span.value is not None and 0 < span.value <= 1
    name, row = str(span.term).split(":")
    assert name == "loaded" and int(row) >= 1


def test_nothing_in_nothing() -> None:
    assert loaded.find(Document(""), []) == []
