"""Naming: what each actor is called, and whom it means."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from mediakit.attribution import attribute
from mediakit.contract.labels import LABELS
from mediakit.signals import naming
from mediakit.text.document import Document

FILE = Path(__file__).parents[1] / "cases" / "naming.json"
CASES = json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.cases("naming")
def test_naming(case: dict[str, object]) -> None:
    document = Document(str(case["text"]))
    [said] = attribute([document])
    found = [
        [s.label, document.text[s.start : s.end], s.target] for s in naming.find(document, said)
    ]
    assert found == case["expect"]


def test_every_label_is_tried() -> None:
    labels = {label for case in CASES for label, _, _ in case["expect"]}
    assert labels == set(LABELS["naming"])


def test_it_reads_without_attributions_too() -> None:
    document = Document("Mayor Ida Holt spoke. Holt left.")
    assert [s.target for s in naming.find(document, [])] == ["Ida Holt", "Ida Holt"]  # type: ignore[arg-type]


def test_no_span_overlaps_another() -> None:
    text = "French President Paul Rault left Paris. The French leader said Paris denies it."
    spans = naming.find(Document(text), [])  # type: ignore[arg-type]
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_title_knows_the_names_of_the_text() -> None:
    title, text = Document("Rault in Halm", "title"), Document("Paul Rault flew to Halm.")
    said, _ = attribute([title, text])
    [span] = naming.find(title, said)
    assert (span.label, span.target) == ("name", "Paul Rault")
