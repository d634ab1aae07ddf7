"""How a cue positions what it brings, and which speech act it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.attribution.cues.acts import judge_content
from mediakit.attribution.cues.cue_words import read_words
from mediakit.attribution.cues.judgement import judge_cue
from mediakit.attribution.record import Attribution
from mediakit.contract import tables
from mediakit.contract.resources import read_rows
from mediakit.text.document import Document

CUES = read_rows("cues")
ACT_WORDS = read_rows("act_words")
OF_CUES = {"announces", "directs", "factive", "light", "naming", "own_verb", "plain"}
OF_CONTENTS = {"answer", "filler", "forecast", "future", "imperative", "imperative_lead", "negation",
               "negative", "negative_hint", "obligation", "own", "own_indirect", "positive",
               "positive_hint", "refusal", "view"}  # fmt: skip
OF_BOTH = {"additive", "cue_negation", "omission"}
PIECES = st.sampled_from(
    ["said", " ", "’s claim", "'s", "not", " did not ", "wouldn't", "falsely", ":", "—", "“", "”", "?",
     " I ", "we'll", "that", " to ", "will", "must", "great", "liar", "no", "\n\n", "\u00a0", "İ", "習", "'", "’"]
)  # fmt: skip
MESSY = st.lists(PIECES, min_size=1, max_size=20).map("".join)


def span(text: str, part: str) -> tuple[int, int]:
    """Return where `part` stands in `text`, once."""
    assert text.count(part) >= 1, f"{part!r} is not in {text!r}"
    start = text.index(part)
    return start, start + len(part)


@pytest.mark.cases("cues")
def test_positioning_and_act(case: dict[str, str | list[str]]) -> None:
    text, content, cue = (str(case[key]) for key in ("text", "content", "cue"))
    made = Attribution([span(text, content)], cue=span(text, cue))
    assert list(judge_cue(Document(text), made)) == case["expect"]


def test_no_cue_leaves_the_act_to_the_content() -> None:
    document = Document("“We will appeal.”")
    assert judge_cue(document, Attribution([(0, 17)])) == ("neutral", "commitment")


def test_every_cue_of_the_list_is_read_as_it_stands_there() -> None:
    wanted: dict[str, set[tuple[str, str]]] = {}
    for row in CUES:
        if row["pos"] != "r" and not row["cue"].startswith(("no ", "not ")):
            wanted.setdefault(row["cue"], set()).add((row["positioning"], row["act"]))
    read = {}
    for cue in wanted:
        words = tuple(cue.split())
        read[cue] = read_words(words, 0, len(words))[:2]
    assert {cue: found for cue, found in read.items() if found not in wanted[cue]} == {}


@pytest.mark.parametrize(
    "word", ["said", "wrote", "told", "confirmed", "supports", "wants", "asks"]
)
def test_negation_makes_a_denial(word: str) -> None:
    for negation in ("never", "not", "didn't", "cannot"):
        assert read_words((negation, word), 0, 2)[:2] == ("neutral", "denial")


def test_adverbs_position_whatever_the_cue() -> None:
    for row in CUES:
        if row["pos"] == "r" and row["positioning"] != "neutral" and " " not in row["cue"]:
            reading = read_words((row["cue"], "wrote"), 0, 2)
            assert (reading.positioning, reading.act) == (row["positioning"], "statement")


def test_the_kinds_of_act_words_are_those_that_the_code_reads() -> None:
    assert {row["kind"] for row in ACT_WORDS} == OF_CUES | OF_CONTENTS | OF_BOTH


def test_act_words_about_cues_are_cues() -> None:
    cues = {row["cue"] for row in CUES}
    assert {row["word"] for row in ACT_WORDS if row["kind"] in OF_CUES} <= cues


def test_no_word_is_both_blame_and_praise() -> None:
    blame, praise = (
        {row["word"] for row in ACT_WORDS if row["kind"] == kind}
        for kind in ("negative", "positive")
    )
    assert not blame & praise


@given(MESSY, st.data())
def test_whatever_the_spans_the_answer_is_one_the_tables_know(
    text: str, data: st.DataObject
) -> None:
    document = Document(text)
    offsets = st.integers(0, len(text))
    pieces = [sorted((data.draw(offsets), data.draw(offsets))) for _ in range(3)]
    (first, last, cue) = [(start, end) for start, end in pieces]
    for where in (None, cue if cue[0] < cue[1] else None):
        made = Attribution(sorted((first, last)), cue=where)
        positioning, act = judge_cue(document, made)
        assert positioning in tables.POSITIONINGS and act in tables.ACTS
    assert judge_content(document, [first]) in {*tables.ACTS, ""}
