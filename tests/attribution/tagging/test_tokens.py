"""Tokens as the taggers read them, and the windows they are read in."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.attribution.tagging.tagger import spell_whole
from mediakit.attribution.tagging.tokens import LIST_SIGN, Tokens, pack
from mediakit.text.document import Document

ALPHABET = st.sampled_from(
    [*"aB1.,'’\"“”«»\n \u00a0\u200b\ufeffİéẞ習", "``", "''", "\n\n", "WORD", " said "]
)
MESSY = st.lists(ALPHABET, max_size=60).map("".join) | st.text(max_size=80)


@given(MESSY)
def test_tokens_lie_in_order_and_hold_every_visible_character(text: str) -> None:
    tokens = Tokens(Document(text))
    n = len(tokens.words)
    assert len(tokens.starts) == len(tokens.ends) == len(tokens.shapes) == n
    covered = 0
    for start, end, word in zip(tokens.starts, tokens.ends, tokens.words, strict=True):
        assert covered <= start < end <= len(text) and word
        gap = LIST_SIGN.sub("", text[covered : start + 1])[:-1]
        assert not any(c.isalnum() and c.isascii() for c in gap)
        covered = end
    inside = [token for first, last in tokens.paragraphs for token in range(first, last)]
    assert inside == list(range(n)), "every token stands in one paragraph"
    assert set(tokens.shapes.tolist()) <= set(range(8))


@pytest.mark.parametrize(
    "marks",
    ["“{}”", '"{}"', "''{}''", "``{}''", "«{}»", "„{}“"],
    ids=["curly", "straight", "nyt", "tex", "french", "german"],
)
def test_all_double_marks_look_alike(marks: str) -> None:
    tokens = Tokens(Document(f"He said {marks.format('We lost')} again"))
    assert tokens.words == ["he", "said", '"', "we", "lost", '"', "again"]
    assert (tokens.shapes >= 4).tolist() == [False, False, False, True, True, False, False]


@pytest.mark.parametrize("sign", ["• ", "•", "▪\t", "* ", "1. ", "(2) ", "12) "])
def test_the_signs_of_a_list_are_no_tokens(sign: str) -> None:
    text = "The piers fell.\n\n{}“We saw it,” Holt said.\n\n{}Orr left at 9."
    listed, plain = (Tokens(Document(text.format(one, one))) for one in (sign, ""))
    assert listed.words == plain.words
    assert listed.shapes.tolist() == plain.shapes.tolist()


@pytest.mark.parametrize("text", ["– No, said Orr.", "At 5. Orr left.", "1.5 million", "*very*"])
def test_what_only_looks_like_the_sign_of_a_list_is_a_token(text: str) -> None:
    assert not LIST_SIGN.search(text)


def test_invisible_characters_do_not_hide_a_word() -> None:
    tokens = Tokens(Document("Or\u00adr\u200b said"))
    assert "said" in tokens.words and "" not in tokens.words


@given(
    st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=30), max_size=12),
    st.integers(8, 40),
)
def test_windows_hold_every_token_once_and_keep_their_size(
    paragraphs: list[list[int]], size: int
) -> None:
    lengths = [n for paragraph in paragraphs for n in paragraph]
    edges = np.cumsum([0, *(len(p) for p in paragraphs)]).tolist()
    windows = pack(list(pairwise(edges)), np.cumsum([0, *lengths]), size)
    read = [t for window in windows for part in window for t in range(part.first, part.last)]
    assert read == list(range(len(lengths)))
    assert sum(part.closed for window in windows for part in window) == len(paragraphs)
    for window in windows:
        filled = sum(sum(lengths[part.first : part.last]) + part.closed for part in window)
        assert 0 < filled <= size


def test_a_paragraph_longer_than_a_window_is_cut_where_a_sentence_ends() -> None:
    """Six sentences of four tokens, windows of ten: two a window, never half of one."""
    edges = np.arange(25)
    windows = pack([(0, 24)], edges, 10, sentences=range(0, 24, 4))
    assert [[tuple(part) for part in window] for window in windows] == [
        [(0, 8, False)], [(8, 16, False)], [(16, 24, True)],
    ]  # fmt: skip
    [[first, *_], *_] = pack([(0, 24)], edges, 10, sentences=[0])
    assert first.last == 9  # a sentence that is longer itself is cut where it must be


@given(st.text(min_size=1, max_size=12))
def test_every_word_can_be_spelled(word: str) -> None:
    known = {"[UNK]": 3, "-ed": 4, "00": 5}
    expected = (
        4
        if word.endswith("ed")
        else 5
        if word.isdigit() and word.isascii() and len(word) == 2
        else 3
    )
    assert spell_whole(word, known) == expected
