"""From roles and link vectors to attributions, with made-up taggers."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.attribution.repairs import mend
from mediakit.attribution.tagging.linking import link
from mediakit.attribution.tagging.stretches import find_stretches, likeliest_path
from mediakit.attribution.tagging.tagger import Settings, Tagging
from mediakit.attribution.tagging.tokens import Tokens
from mediakit.text.document import Document

LETTERS = "oSsCcTt"  # none; begin and inside of source, cue, content
SETTINGS = Settings(np.zeros((7, 7), np.float32), 0.3, [0.0] * 7, [0.0, 1.0, 0.0], [0.0] * 5)


def say(
    text: str, roles: str, links: dict[int, int] | None = None, window: str = ""
) -> tuple[Document, Tagging]:
    """Make a tagging: one letter a token; `links` say at which token a content or cue points."""
    document = Document(text)
    tokens = Tokens(document)
    n = len(tokens.words)
    assert len(roles) == n
    odds = np.full((n, 7), 0.01, np.float32)
    odds[np.arange(n), [LETTERS.index(letter) for letter in roles]] = 0.94
    vectors = np.zeros((n, 4, n + 1), np.float32)
    for token in range(n):
        vectors[token, 1, token] = vectors[token, 3, token] = 10
    for asker, answer in (links or {}).items():
        vectors[asker, 0 if roles[asker] in "Tt" else 2, answer] = 10
    windows = np.array([int(w) for w in window or "0" * n])
    starts = np.zeros((windows.max(initial=0) + 1, n + 1), np.float32)
    starts[:, n] = 10
    loaded = np.zeros((n, 2), np.float32)
    return document, Tagging(tokens, odds, vectors, windows, starts, loaded, SETTINGS)


def read(document: Document, tagging: Tagging) -> list[tuple[str | None, str | None, list[str]]]:
    def cut(piece: tuple[int, int] | None) -> str | None:
        return document.text[slice(*piece)] if piece else None

    return [
        (cut(a.source), cut(a.cue), [document.text[slice(*c)] for c in a.contents])
        for a in mend(document, link(tagging))
    ]


def test_content_goes_to_its_cue_and_the_cue_to_its_source() -> None:
    case = say(
        "Orr said prices fell but Holt denied rain", "SCTtoSCT", {1: 0, 2: 1, 3: 1, 6: 5, 7: 6}
    )
    assert read(*case) == [("Orr", "said", ["prices fell"]), ("Holt", "denied", ["rain"])]


def test_pieces_that_point_at_one_cue_are_one_attribution() -> None:
    case = say(
        "prices fell Orr said and rain came", "TtSCTtt", {0: 3, 1: 3, 3: 2, 4: 3, 5: 3, 6: 3}
    )
    assert read(*case) == [("Orr", "said", ["prices fell", "and rain came"])]


def test_a_cue_may_have_no_source() -> None:
    case = say("it was expected to rain", "oCcTt", {1: 5, 2: 5, 3: 1, 4: 1})
    assert read(*case) == [(None, "was expected", ["to rain"])]


def test_a_cue_left_without_content_takes_what_another_can_spare() -> None:
    document, tagging = say(
        "Orr said prices fell and denied rain", "SCTtoCT", {1: 0, 2: 1, 3: 1, 5: 0}
    )
    tagging.links[6, 0, 1], tagging.links[6, 0, 5] = 5.2, 5.0  # nearly as likely
    assert read(document, tagging) == [
        ("Orr", "said", ["prices fell"]),
        ("Orr", "denied", ["rain"]),
    ]
    tagging.links[6, 0, 5] = 0.0  # not likely at all
    assert read(document, tagging) == [("Orr", "said", ["prices fell", "rain"])]


def test_windows_do_not_reach_into_one_another() -> None:
    case = say("Orr said\n\nprices fell", "SCTt", {1: 0, 2: 1, 3: 1}, window="0011")
    assert read(*case) == [(None, None, ["prices fell"])]


def test_a_content_without_a_word_is_none() -> None:
    assert read(*say("Orr said .", "SCT", {1: 0, 2: 1})) == []


def test_begin_parts_two_contents_that_touch() -> None:
    _, tagging = say("prices fell rain came", "TtTt")
    assert [(s.first, s.last) for s in find_stretches(tagging)] == [(0, 2), (2, 4)]


def test_a_stretch_ends_with_its_paragraph() -> None:
    _, tagging = say("prices fell\n\nrain came", "Tttt")
    assert [(s.first, s.last) for s in find_stretches(tagging)] == [(0, 2), (2, 4)]


def unsure(rng: np.random.Generator, n: int, roles: int) -> np.ndarray:
    """Return logarithms of probabilities, some of them all but certain."""
    raw = rng.normal(size=(n, roles)) * rng.choice([1, 1, 20], size=(n, 1))
    return raw - np.log(np.exp(raw).sum(1, keepdims=True))


@pytest.mark.parametrize("seed", range(12))
def test_the_path_is_the_best_of_all(seed: int) -> None:
    rng = np.random.default_rng(seed)
    logs, moves = unsure(rng, 6, 3), rng.normal(size=(3, 3))

    def worth(path: np.ndarray) -> float:
        return float(logs[np.arange(len(path)), path].sum() + moves[path[:-1], path[1:]].sum())

    best = max((np.array(p) for p in np.ndindex(*[3] * 6)), key=worth)
    assert likeliest_path(logs, [(0, 6)], moves).tolist() == best.tolist()


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.integers(0, 99))
def test_paragraphs_are_read_apart(lengths: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    logs, moves = unsure(rng, sum(lengths), 7), rng.normal(size=(7, 7))
    edges = np.cumsum([0, *lengths]).tolist()
    together = likeliest_path(logs, list(pairwise(edges)), moves)
    for first, last in pairwise(edges):
        alone = likeliest_path(logs[first:last], [(0, last - first)], moves)
        assert together[first:last].tolist() == alone.tolist()
