"""Word lists: read from anything a user has, checked, and matched on whole words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.contract.resources import read_rows
from mediakit.text.document import Document, match_key
from mediakit.text.inflection import inflect
from mediakit.text.lexicon import build_lexicon, load_lexicon, match

PIECES = st.sampled_from(
    ["the ", "regime", "police", "state", "police state", "\n", "\u00a0", "’s ", "'s ", ", ", "-", "‑", " ", "war ",
     "crimes ", "Patron", "patrons ", "no credible ", "opposition ", "REGIME’S ", "İ ", "“", "”", "it’s clear ", ". "]
)  # fmt: skip
MESSY = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=120)
TERMS = ["lifeline", "patron*", "police state", "no credible opposition", "war", "far-right"]


def hits(text: str, *rows: dict[str, object], name: str = "mine") -> list[str]:
    lexicon = build_lexicon(name, [{"label": name, **row} for row in rows])
    return [text[span.start : span.end] for span in match(Document(text), lexicon)]


# ------------------------------------------------------------------ what matches
@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("regime", "The regime fell; regimes fall.", ["regime"]),
        ("regime", "The Regime’s men. The regime's men.", ["Regime", "regime"]),
        ("regime", "THE REGIME’S MEN", ["REGIME"]),
        ("regime", "regimen, anti-regime, regime-backed", []),
        ("patron*", "Patrons, patronage, a patron’s, unpatron", ["Patrons", "patronage", "patron"]),
        ("police state", "police state police\nstate police\u00a0state", ["police state", "police\nstate", "police\u00a0state"]),
        ("police state", "police  \n  state’s", ["police  \n  state"]),
        ("police state", "police, state. Police. State — police (state)", []),
        ("police stat*", "Police states and a police station", ["Police states", "police station"]),
        ("polic* stat*", "Policing stats and policy; states", ["Policing stats"]),
        ("far-right", "far-right far‑right far‐right FAR-RIGHT far right", ["far-right", "far‑right", "far‐right", "FAR-RIGHT"]),
        ("far right", "far-right far right", ["far right"]),
        ("don't", "Don’t and don't and dont", ["Don’t", "don't"]),
        ("Putin’s war", "In Putin's war, Putin war", ["Putin's war", "Putin war"]),
        ("élite", "Élite ÉLITE elite", ["Élite", "ÉLITE"]),
        ("war war", "war war war", ["war war"]),
    ],
)  # fmt: skip
def test_a_term_matches_whole_words(term: str, text: str, found: list[str]) -> None:
    assert hits(text, {"term": term}) == found


@pytest.mark.parametrize(
    ("case", "found"),
    [("", ["MAY", "May", "may"]), ("exact", ["may"]), ("lower", ["may"])],
)
def test_case(case: str, found: list[str]) -> None:
    assert hits("MAY May may maybe", {"term": "may", "case": case}) == found


def test_exact_case_reads_the_whole_phrase_as_written() -> None:
    row = {"term": "White House", "case": "exact"}
    assert hits("White House white house White house WHITE HOUSE", row) == ["White House"]
    assert hits("The White\u00a0House and the White\nHouse", row) == [
        "White\u00a0House",
        "White\nHouse",
    ]


def test_exact_case_with_a_wildcard() -> None:
    assert hits("Patrons patrons PATRONS", {"term": "Patron*", "case": "exact"}) == ["Patrons"]


def test_the_longest_entry_wins() -> None:
    text = "no credible opposition at all"
    long, short = {"term": "no credible opposition"}, {"term": "no credible"}
    assert hits(text, long, short) == hits(text, short, long) == ["no credible opposition"]
    assert hits(text, {**short, "label": "other"}, long) == ["no credible opposition"]
    assert hits("no credible plan", long, {**short, "label": "other"}) == ["no credible"]


def test_a_term_under_two_labels_is_a_hit_of_both() -> None:
    rows = [{"term": "war", "label": label} for label in ("harm", "power", "harm")]
    lexicon = build_lexicon("mine", [*rows, {"term": "war crimes", "label": "harm"}])
    found = [(s.start, s.label) for s in match(Document("war, war crimes, war"), lexicon)]
    assert found == [(0, "harm"), (0, "power"), (5, "harm"), (17, "harm"), (17, "power")]


def test_inflected_forms_and_weights() -> None:
    lexicon = build_lexicon(
        "mine", [{"term": "prop up", "label": "help", "pos": "v", "weight": 0.4}]
    )
    text = "They prop up, propped up and are propping up banks."
    spans = match(Document(text), lexicon)
    assert [text[s.start : s.end] for s in spans] == ["prop up", "propped up", "propping up"]
    assert {(s.label, s.value, s.term) for s in spans} == {("help", 0.4, "mine:1")}


def test_a_term_names_its_row_below_the_header() -> None:
    lexicon = build_lexicon("x", [{"term": "one", "label": "a"}, {"term": "two", "label": "b"}])
    assert lexicon.labels == ("a", "b")
    assert [s.term for s in match(Document("two one"), lexicon)] == ["x:2", "x:1"]


@pytest.mark.parametrize("name", ["loaded", "stance"])
def test_every_entry_of_our_lists_finds_itself(name: str) -> None:
    """Whatever form an entry has, a text that consists of it is a hit of its label."""
    lexicon = load_lexicon(name)
    lost = []
    for row in read_rows(name):
        for form in inflect(row["term"], row["pos"]):
            text = form + " 300" * (row["case"] == "figures")
            spans = match(Document(text), lexicon)
            whole = [
                s for s in spans if (s.start, s.end) == (0, len(form)) and s.label == row["label"]
            ]
            if not whole:
                lost.append(form)
    assert lost == []


# ------------------------------------------------------------------ whatever the text
@given(MESSY)
def test_every_hit_lies_on_words_and_matches_its_entry(text: str) -> None:
    document = Document(text)
    lexicon = build_lexicon("mine", [{"term": one, "label": "mine"} for one in TERMS])
    spans = match(document, lexicon)
    for span in spans:
        words = document.words_in(span.start, span.end)
        assert span.start == document.starts[words[0]]
        assert document.ends[words[-1]] - span.end in (0, 2)
        term = TERMS[int(str(span.term).split(":")[1]) - 1]
        keys = [match_key(document.words[word]) for word in words]
        for key, part in zip(keys, map(match_key, term.split()), strict=True):
            assert key.startswith(part[:-1]) if part.endswith("*") else key == part
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(MESSY)
def test_no_single_word_is_missed(text: str) -> None:
    document = Document(text)
    found = {
        span.start
        for span in match(
            document,
            build_lexicon("mine", [{"term": one, "label": "mine"} for one in ("regime", "war")]),
        )
    }
    expected = {
        start
        for key, start in zip(document.keys, document.starts, strict=True)
        if key in ("regime", "war")
    }
    assert found == expected
