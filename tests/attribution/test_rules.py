"""Each named rule decides what its cases say, and no other does it in its place."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from mediakit.attribution import RULES, Attribution, sentence, without
from mediakit.attribution.people import Cast, Scene
from mediakit.attribution.record import Piece
from mediakit.attribution.source_types import ANONYMITY, DESCRIPTIONS, tell_source_types
from mediakit.attribution.source_types.anonymity import Named
from mediakit.attribution.speakers import name_speakers
from mediakit.text.document import Document
from mediakit.text.sieve import sift

CASES = json.loads((Path(__file__).parents[1] / "cases" / "rules.json").read_text(encoding="utf-8"))
EVERY = [(table, name) for table, rules in RULES.items() for name in rules]


def given(text: str, said: list[Any]) -> list[Attribution]:
    """Make attributions of their words: a source alone, or source, cue and contents.

    Behind a source alone the next word is the cue, the rest of the sentence the content.
    """
    found, at = [], 0
    for one in said:
        if isinstance(one, str):
            source = re.compile(rf"\b{re.escape(one)}").search(text, at)
            assert source is not None, one
            at = source.end()
            cue = (at + 1, text.index(" ", at + 1))
            content = (cue[1] + 1, text.index(".", cue[1]))
            found.append(Attribution([content], cue, source.span()))
            continue
        pieces: list[Piece | None] = []
        for part in one:
            start = text.find(part, at) if part else None
            start = text.index(part) if start == -1 else start
            pieces.append(None if start is None else (start, start + len(part)))
        source, cue, *contents = pieces
        at = max(piece[1] for piece in pieces if piece)
        found.append(Attribution([piece for piece in contents if piece], cue, source))
    return found


def mended(case: dict[str, Any]) -> list[Any]:
    """Return the parts of the attributions as one repair leaves them."""
    text, found = case["text"], given(case["text"], case["said"])
    if case["rule"] in RULES["repairs"]:
        RULES["repairs"][case["rule"]](Document(text), found)
    return [
        [*(p and text[slice(*p)] for p in (a.source, a.cue, a.relay)),
         [text[slice(*piece)] for piece in a.contents]]
        for a in found
    ]  # fmt: skip


def decided(case: dict[str, Any]) -> tuple[Any, str | None]:
    """Return what is decided of the last attribution, and by which rule."""
    document = Document(case["text"])
    found = given(case["text"], case["said"])
    scene = Scene(document, Cast([document]), found)
    name_speakers(scene)
    tell_source_types(scene)
    last = found[-1]
    if case["table"] in ("speakers", "without a source"):
        return last.speaker, last.speaker_by
    if case["table"] == "anonymity":
        phrase = last.phrase or scene.phrases.get(last.speakers)
        return sift(ANONYMITY, Named(scene, last.speakers, last.source_type, phrase))
    by = last.source_type_by
    described = case["table"] == "source types" and by in DESCRIPTIONS
    return last.source_type, "described" if described else by


@pytest.mark.cases("rules")
def test_a_rule_decides(case: dict[str, Any]) -> None:
    if case["table"] == "repairs":
        untouched = mended(case | {"rule": ""})
        assert mended(case) == case.get("expect", untouched)
        assert (mended(case) == untouched) == (case["kind"] == "negative")
        return
    answer, by = decided(case)
    assert answer == case["expect"]
    assert (by == case["rule"]) == (case["kind"] == "positive"), by
    if case["kind"] == "positive":
        with without(case["table"], case["rule"]):
            assert decided(case)[1] != by


@pytest.mark.parametrize(("table", "name"), EVERY)
def test_each_rule_has_a_sentence_an_example_and_cases(table: str, name: str) -> None:
    said = sentence(RULES[table][name])
    assert said.endswith(".") and "“" in said
    kinds = {case["kind"] for case in CASES if (case["table"], case["rule"]) == (table, name)}
    assert kinds == {"positive", "negative"}


def test_the_cases_are_of_rules_that_there_are() -> None:
    assert {(case["table"], case["rule"]) for case in CASES} == set(EVERY)
