"""Dispersion: whether one part makes the rate of a whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mediakit.statistics.dispersion import deviation, spread

PARTS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 900)), min_size=1, max_size=8)


def columns(parts: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    hits, words = zip(*parts, strict=True)
    return np.array(hits, dtype=float), np.array(words, dtype=float)


def test_dp_is_that_of_gries_2008() -> None:
    # The word "a", 1 to 5 times in five parts of 9, 10, 10, 10 and 11 words.
    assert round(deviation(*columns([(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)])), 2) == 0.18  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parts", "dp"),
    [
        ([(2, 100), (2, 100)], 0),
        ([(1, 50), (4, 200)], 0),
        ([(5, 100)], 0),
        ([(4, 100), (0, 100)], 0.5),
        ([(4, 100), (0, 100), (0, 100), (0, 100)], 0.75),
        ([(4, 1), (0, 99)], 0.99),
        ([(0, 100), (0, 50)], None),
    ],
)
def test_dp_is_zero_where_hits_go_with_words_and_near_one_where_one_part_has_all(
    parts: list[tuple[int, int]], dp: float | None
) -> None:
    assert deviation(*columns(parts)) == (None if dp is None else pytest.approx(dp))


@given(PARTS)
def test_dp_lies_between_zero_and_what_the_smallest_part_leaves(
    parts: list[tuple[int, int]],
) -> None:
    hits, words = columns(parts)
    assume(hits.sum())
    found = deviation(hits, words)
    assert found is not None
    assert -1e-12 <= found <= 1 - words.min() / words.sum() + 1e-12


@given(PARTS, st.integers(2, 9), st.randoms())
def test_neither_the_order_nor_the_scale_of_parts_moves_dp(
    parts: list[tuple[int, int]], factor: int, random: object
) -> None:
    hits, words = columns(parts)
    assume(hits.sum())
    mixed = list(range(len(parts)))
    random.shuffle(mixed)  # type: ignore[attr-defined]
    expected = deviation(hits, words)
    assert deviation(hits[mixed], words[mixed]) == pytest.approx(expected)
    assert deviation(factor * hits, words) == pytest.approx(expected)
    assert deviation(hits, factor * words) == pytest.approx(expected)


@given(PARTS)
def test_dp_is_half_the_distance_of_the_shares(parts: list[tuple[int, int]]) -> None:
    n, size = sum(hit for hit, _ in parts), sum(words for _, words in parts)
    assume(n)
    # What one share has too much the others have too little: the surplus alone is DP.
    surplus = sum(max(hit / n - words / size, 0) for hit, words in parts)
    assert deviation(*columns(parts)) == pytest.approx(surplus)


def test_the_share_of_parts_with_a_hit_is_among_those_with_words() -> None:
    share, dp = spread(*columns([(4, 100), (0, 100), (0, 0), (0, 0)]))
    assert (share, dp) == (0.5, 0.5)


def test_where_there_is_no_word_there_is_no_share_and_where_there_is_no_hit_no_dp() -> None:
    assert spread(*columns([(0, 0), (0, 0)])) == (None, None)
    assert spread(*columns([(0, 10), (0, 0)])) == (0, None)
    assert spread(np.array([]), np.array([])) == (None, None)
