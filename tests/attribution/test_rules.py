"""Each named rule of attribution decides a case of its own, and without it the answer is another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from mediakit.attribution import attribute
from mediakit.attribution.rules import RULES
from mediakit.text.document import Document

CASES = Path(__file__).parents[1] / "cases" / "rules.json"
#: Rules that no text of ours shows: another rule says the same of those we tried. A text in which
#: one decides goes into tests/cases/rules.json, and its name from here.
UNSHOWN = {
    ("repairs", "likened"), ("speakers", "pronoun_unresolved"), ("speakers", "part_of_group"),
    ("speakers", "included_names"), ("without a source", "run_of_quotations"),
    ("without a source", "second_cue"), ("source types", "described"), ("source types", "party"),
    ("source types", "members"), ("source types", "candidate"), ("source types", "party_members"),
    ("source types", "body"), ("source types", "entourage"), ("source types", "party_before"),
    ("source types", "whole"),
}  # fmt: skip
BY = {
    "speakers": "speaker_by",
    "source types": "source_type_by",
    "descriptions of persons": "source_type_by",
}


def last(text: str) -> dict[str, Any]:
    """Return what is told of the last attribution."""
    [found] = attribute([Document(text)], "fast")
    if not found:
        return {}
    one = found[-1]
    return {
        "source": one.source and text[slice(*one.source)],
        "contents": [text[slice(*piece)] for piece in one.contents],
        "relay": one.relay_speaker,
        **{key: getattr(one, key) for key in ("speaker", "source_type", "anonymous")},
        **{key: getattr(one, key) for key in set(BY.values())},
    }


@contextmanager
def without(table: str, rule: str) -> Iterator[None]:
    """Take a rule out of its table, and put all back in their order."""
    every = dict(RULES[table])
    del RULES[table][rule]
    try:
        yield
    finally:
        RULES[table].clear()
        RULES[table].update(every)


@pytest.mark.cases("rules")
def test_a_rule_decides_and_without_it_the_answer_is_another(case: dict[str, Any]) -> None:
    table, rule, expect = case["table"], case["rule"], case["expect"]
    found = last(case["text"])
    assert {key: found[key] for key in expect} == expect
    if table in BY:
        assert found[BY[table]] == rule
    with without(table, rule), suppress(IndexError, RecursionError):  # others lean on some rules
        found = {}
        found = last(case["text"])
    assert {key: found.get(key) for key in expect} != expect


def test_every_rule_has_a_case() -> None:
    cases = json.loads(CASES.read_text(encoding="utf-8"))
    shown = {(case["table"], case["rule"]) for case in cases}
    every = {(table, rule) for table, rules in RULES.items() for rule in rules}
    assert every - shown == UNSHOWN
