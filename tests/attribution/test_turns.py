"""Turns of transcripts, hearings and interviews: their layout, voices and speakers."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.attribution import Attributions, attribute
from mediakit.reading.find import find
from mediakit.reading.voices import Voices, contents_of, printed_of, voice_runs
from mediakit.text.document import Document
from mediakit.text.turns import find_turns

CASES = Path(__file__).parents[1] / "cases"
LAYOUTS: list[dict[str, Any]] = json.loads((CASES / "turns.json").read_text(encoding="utf-8"))
NONE: list[dict[str, str]] = json.loads((CASES / "no_turns.json").read_text(encoding="utf-8"))


def read(text: str) -> Attributions:
    [found] = attribute([Document(text)], "fast")
    return found


def score(case: dict[str, Any]) -> Counter[str]:
    """Count the words of a case that are in the voice, and of the speaker, that it wants.

    Words that somebody else may say within a turn (``nested``) count for the voice alone.
    """
    document = Document(case["text"])
    [found] = attribute([document], "fast")
    voices = Voices(document, found)
    free = {
        word
        for phrase in case["nested"]
        for at in [case["text"].find(phrase)]
        for word in document.words_in(at, at + len(phrase))
    }
    said: dict[int, str] = {}
    at = 0
    for who, piece in case["said"]:
        at = case["text"].index(piece, at)
        said |= dict.fromkeys(document.words_in(at, at + len(piece)), who)
        at += len(piece)
    count: Counter[str] = Counter()
    for word, owner in enumerate(voices.owner):
        if word not in said:
            count["narrator"] += 1
            count["narrator right"] += owner is None
            continue
        count["said"] += 1
        count["voiced"] += owner is not None
        count["right"] += word in free or (
            owner is not None and found[owner].speaker == said[word] and voices.quoted[word] == 1
        )
    return count


def test_words_of_turns_have_their_voice_and_speaker() -> None:
    by_layout: dict[str, Counter[str]] = {}
    for case in LAYOUTS:
        by_layout.setdefault(case["layout"], Counter()).update(score(case))
    assert len(by_layout) >= 20
    low = {
        name: dict(count)
        for name, count in by_layout.items()
        if count["voiced"] < 0.97 * count["said"]
        or count["right"] < 0.92 * count["said"]
        or count["narrator right"] < 0.95 * count["narrator"]
    }
    assert not low


@pytest.mark.parametrize("case", NONE, ids=[case["kind"] for case in NONE])
def test_what_only_looks_like_turns_is_the_narrators(case: dict[str, str]) -> None:
    assert find_turns(Document(case["text"])) is None


def test_i_is_the_speaker_of_the_turn_and_staff_speak_within_it() -> None:
    found = read(
        "KELLER: What did you hear?\n\nDUNN: My staff told me that the bridge was safe.\n\n"
        "KELLER: And you?\n\nDUNN: I said that the bridge must be closed."
    )
    [staff] = [one for one in found if one.source and one.speaker and "staff" in one.speaker]
    assert staff.within is not None
    assert (staff.within.kind, staff.within.speaker, staff.kind) == ("turn", "Dunn", "indirect")
    own = [one for one in found if one.within is not None and one.speaker == "Dunn"]
    assert all(one.n_quoted == one.n_words for one in own)


def test_a_turn_keeps_neither_label_nor_stage_direction() -> None:
    text = (
        "(BEGIN VIDEO CLIP)\n\nJANE COLE, HOST: Are you ready?\n\nDUNN: I am. (LAUGHTER) We go.\n\n"
        "(END VIDEO CLIP)\n\nCOLE: Thank you.\n\nThis transcript was edited for length."
    )
    turns = [one for one in read(text) if one.kind == "turn"]
    assert [[text[a:b] for a, b in one.contents] for one in turns] == [
        ["Are you ready?"],
        ["I am.", "We go."],
        ["Thank you."],
    ]
    assert [one.speaker for one in turns] == ["Jane Cole", "Dunn", "Jane Cole"]
    assert [text[slice(*one.source)] for one in turns if one.source] == [
        "JANE COLE", "DUNN", "COLE",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("labels", "speakers"),
    [
        (("MR. DUNN", "MS. DUNN"), ["Mr. Dunn", "Ms. Dunn"]),
        (("SENATOR MARK McDUNN", "McDUNN"), ["Mark McDunn", "Mark McDunn"]),
        (("HOST", "IDA LEE (by phone)"), ["host", "Ida Lee"]),
        (("BBC", "O’NEIL"), ["BBC", "O’Neil"]),
    ],
)
def test_labels_are_written_as_names(labels: tuple[str, str], speakers: list[str]) -> None:
    one, other = labels
    text = f"{one}: Do you agree?\n\n{other}: I do.\n\n{one}: Why?\n\n{other}: You asked me."
    if "McDUNN" in one:
        text = text.replace(
            "Why?", "Why?\n\nKELLER: May I ask?\n\nMcDUNN: You may.\n\nKELLER: Thanks."
        )
    turns = [one.speaker for one in read(text) if one.kind == "turn"]
    assert turns[:2] == speakers


def test_tables_say_turn_and_all_its_words_are_quotation() -> None:
    text = "KELLER: Are you ready?\n\nDUNN: I am.\n\nKELLER: Then we go."
    articles = pd.DataFrame({"article_id": ["a"], "title": ["Ready"], "text": [text]})
    found = find(articles, engine="fast", progress=False)
    assert (found.attributions["kind"] == "turn").all()
    assert found.report["reason"].str.contains("labels in capitals").any()
    voices = found.words.groupby("voice")["n_words"].sum()
    assert dict(voices) == {"narrator": 4, "quotation": 8}
    contents = contents_of(found.evidence, "text")
    runs = voice_runs(text, contents, printed_of(found.attributions))
    assert {run.voice for run in runs if run.attribution_id is not None} == {"quotation"}


@given(st.text(alphabet="AB:. \n?[]()QI*—-12aé", max_size=120))
def test_turns_lie_in_the_text_in_order(text: str) -> None:
    layout = find_turns(Document(text))
    if layout is not None:
        pieces = [piece for turn in layout.turns for piece in turn.contents]
        assert all(0 <= a < b <= len(text) for a, b in pieces)
        assert pieces == sorted(pieces)
        assert all(b <= c for (_, b), (c, _) in pairwise(pieces))


def test_words_within_a_turn_count_once() -> None:
    """Over all attributions words add up to what is attributed, in `words` as in `attributions`."""
    text = (
        "JANE COLE: Did you know about the letter?\n\nMARK DUNN: I did not. My staff told me that "
        "it was lost in the post.\n\nCOLE: But who told you so?\n\nDUNN: My staff, as I said."
    )
    articles = pd.DataFrame({"article_id": ["a"], "title": [None], "text": [text]})
    found = find(articles, engine="fast", progress=False)
    assert (found.attributions["kind"] != "turn").any()
    spoken = found.words[(found.words["voice"] != "narrator") & (found.words["field"] == "text")]
    assert found.attributions["n_words"].sum() == spoken["n_words"].sum()
