"""Resampling: whole clusters with streams of their own, textbook variances, exact permutations."""

from __future__ import annotations

import math
from itertools import combinations, product

import numpy as np
import pytest
from scipy.stats import fisher_exact
from scipy.stats import t as student

from mediakit.statistics import resample
from mediakit.statistics.resample import Sums, add_up, cross, difference_interval, rate_interval

# Hits and words of five articles, and the ratio estimate of their rate worked out by hand.
HITS, WORDS = [3, 1, 4, 2, 5], [20, 15, 25, 10, 30]


def column(values: object) -> np.ndarray:
    return np.array(values, dtype=float).reshape(-1, 1)


def sums(hits: object, words: object, name: str = "a", seed: int = 7, draws: int = 500) -> Sums:
    n = column(hits)
    return add_up([f"{name}{at}" for at in range(len(n))], n, column(words), seed, draws)


def skewed(clusters: int, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.negative_binomial(1, 0.3, clusters), rng.integers(50, 900, clusters)


def interval(found: resample.Interval) -> list[float]:
    return [float(part[0]) for part in found]


# ------------------------------------------------------------------ streams
def test_a_stream_is_the_same_for_the_same_seed_and_name_only() -> None:
    def first(seed: int, *names: str) -> float:
        return float(resample.stream(seed, *names).random())

    assert first(7, "cluster", "a") == first(7, "cluster", "a")
    others = [(8, "cluster", "a"), (7, "cluster", "b"), (7, "deal", "a"), (7, "clustera")]
    assert len({first(7, "cluster", "a"), *(first(*other) for other in others)}) == 5


def test_a_cluster_is_drawn_alike_whatever_else_is_drawn() -> None:
    among = resample.weights(["x", "storm", "y", "z"], seed=7, draws=50)
    np.testing.assert_array_equal(among[:, 1], resample.weights(["storm"], 7, 50)[:, 0])
    assert (among[:, 1] != among[:, 2]).any()


def test_the_first_row_is_what_was_seen_and_the_draws_have_mean_and_variance_one() -> None:
    drawn = resample.weights([f"a{at}" for at in range(40)], seed=7, draws=1000)
    assert (drawn[0] == 1).all()
    assert drawn[1:].mean() == pytest.approx(1, abs=0.03)
    assert drawn[1:].var() == pytest.approx(1, abs=0.05)


def test_many_clusters_are_added_up_as_few_are() -> None:
    clusters = 2 * resample.CHUNK + 3
    n, words = skewed(clusters)
    found = sums(n, words, draws=20)
    drawn = resample.weights([f"a{at}" for at in range(clusters)], 7, 20)
    n, words = column(n), column(words)
    parts = (n, words, n * n, n * words, words * words)
    for total, part in zip(found[1:6], parts, strict=True):
        np.testing.assert_array_equal(total, drawn @ part)


def test_the_order_of_clusters_moves_nothing() -> None:
    n, words = (column(part) for part in skewed(30))
    names = [f"a{at}" for at in range(30)]
    mixed = np.random.default_rng(1).permutation(30)
    one = add_up(names, n, words, 7, 100)
    other = add_up([names[at] for at in mixed], n[mixed], words[mixed], 7, 100)
    for left, right in zip(one, other, strict=True):
        np.testing.assert_array_equal(left, right)


def test_clusters_without_words_are_not_counted() -> None:
    assert sums([3, 1, 0], [20, 15, 0]).clusters.tolist() == [2]


# ------------------------------------------------------------------ variances and intervals
def test_the_variance_is_that_of_a_ratio_estimate_cochran_1977() -> None:
    # Sampling Techniques, 3rd ed., 6.4: v(R) = sum (y - R x)^2 / (n - 1) / (n mean(x)^2).
    # R = 15 / 100; residuals 0, -1.25, .25, .5, .5; 2.125 / 4 / (5 * 20^2) = .000265625.
    found = sums(HITS, WORDS)
    assert found.rate[0, 0] == 0.15
    assert found.variance[0, 0] * 5 / 4 == pytest.approx(0.000265625, abs=1e-15)


def test_the_interval_of_few_clusters_is_students() -> None:
    # t of 4 degrees of freedom at .975 is 2.7764; .15 -+ 2.7764 * sqrt(.000265625).
    found = interval(rate_interval(sums(HITS, WORDS), 0.95))
    assert found == pytest.approx([0.15, 0.104750, 0.195250], abs=1e-6)
    assert interval(rate_interval(sums(HITS, WORDS), 0.9))[1] == pytest.approx(
        0.15 - 2.131847 * 0.0162980, abs=1e-6
    )


def test_the_difference_of_few_clusters_adds_the_variances() -> None:
    left, right = sums(HITS, WORDS), sums([2, 0, 1, 1], [30, 20, 40, 10], "b")
    half = student.ppf(0.975, 3) * math.sqrt(4 / 3 * (left.variance[0, 0] + right.variance[0, 0]))
    found = interval(difference_interval(left, right, None, 0.95))
    assert found == pytest.approx([0.11, 0.11 - half, 0.11 + half])


def test_pairs_take_the_variance_of_what_each_event_adds_to_the_difference() -> None:
    m, e = [2, 1, 3, 2, 4], [25, 10, 30, 10, 25]
    a, b = 15 / 100, 12 / 100
    parts = [
        (n - a * d) / 100 - (k - b * w) / 100 for n, d, k, w in zip(HITS, WORDS, m, e, strict=True)
    ]
    half = student.ppf(0.975, 4) * math.sqrt(5 / 4 * sum(part**2 for part in parts))
    names = [f"a{at}" for at in range(5)]
    shared = cross(names, (column(HITS), column(WORDS)), (column(m), column(e)), 7, 500)
    found = interval(difference_interval(sums(HITS, WORDS), sums(m, e), shared, 0.95))
    assert found == pytest.approx([0.03, 0.03 - half, 0.03 + half])
    free = interval(difference_interval(sums(HITS, WORDS), sums(m, e), None, 0.95))
    assert free[2] - free[1] > 1.2 * (found[2] - found[1])


def test_a_ratio_is_the_other_ratio_turned_round() -> None:
    left, right = sums(*skewed(40)), sums(*skewed(40, seed=5), name="b")
    one = interval(resample.ratio_interval(left, right, None, 0.95))
    other = interval(resample.ratio_interval(right, left, None, 0.95))
    assert one[1] < one[0] < one[2]
    assert one == pytest.approx([1 / other[0], 1 / other[2], 1 / other[1]])


def test_a_difference_is_the_other_difference_with_its_sign_changed() -> None:
    left, right = sums(*skewed(40)), sums(*skewed(40, seed=5), name="b")
    one = interval(difference_interval(left, right, None, 0.95))
    other = interval(difference_interval(right, left, None, 0.95))
    assert one == pytest.approx([-other[0], -other[2], -other[1]])


def test_the_ratio_of_few_clusters_is_the_delta_method_on_logarithms() -> None:
    left, right = sums(HITS, WORDS), sums([2, 1, 3, 2, 4], [25, 10, 30, 10, 25], "b")
    spread = math.sqrt(5 / 4 * (left.variance[0, 0] / 0.15**2 + right.variance[0, 0] / 0.12**2))
    half = student.ppf(0.975, 4) * spread
    found = interval(resample.ratio_interval(left, right, None, 0.95))
    assert found == pytest.approx([1.25, 1.25 * math.exp(-half), 1.25 * math.exp(half)])


def test_many_even_clusters_give_an_interval_near_the_normal_one() -> None:
    rng = np.random.default_rng(2)
    found = sums(rng.integers(40, 61, 300), rng.integers(900, 1101, 300), draws=2000)
    estimate, low, high = interval(rate_interval(found, 0.95))
    normal = 1.96 * math.sqrt(found.variance[0, 0])
    assert (estimate - low, high - estimate) == pytest.approx((normal, normal), rel=0.1)


def test_the_interval_of_skew_counts_reaches_further_up_than_down() -> None:
    hits, words = np.zeros(40), np.full(40, 100.0)
    hits[:8] = [1, 1, 2, 2, 3, 3, 9, 14]
    estimate, low, high = interval(rate_interval(sums(hits, words, draws=2000), 0.95))
    assert high - estimate > 1.5 * (estimate - low) > 0


def test_a_difference_reaches_as_far_up_as_down() -> None:
    """Symmetric percentile-t: Hall, The Annals of Statistics 16 (1988), section 4."""
    few, many = ([9 * (i % 7 == k) for i in range(40)] for k in (0, 3))
    left, right = sums(few, [100] * 40), sums(many[:30], [90] * 30, "b")
    estimate, low, high = interval(difference_interval(left, right, None, 0.95))
    assert high - estimate == pytest.approx(estimate - low)
    drawn = left.rate - right.rate
    t = (drawn[1:] - drawn[0]) / np.sqrt(left.variance + right.variance)[1:]
    held = np.abs(t) * np.sqrt(left.variance + right.variance)[0] <= high - estimate
    assert held.mean() == pytest.approx(0.95, abs=0.001)


def test_a_higher_level_gives_a_wider_interval() -> None:
    found = sums(*skewed(40))
    widths = [
        high - low
        for _, low, high in (interval(rate_interval(found, level)) for level in (0.5, 0.8, 0.99))
    ]
    assert 0 < widths[0] < widths[1] < widths[2]


def test_a_rate_has_no_interval_below_zero() -> None:
    estimate, low, high = interval(rate_interval(sums([0, 1, 1, 1, 7], [20] * 5), 0.95))
    assert (estimate, low) == (0.1, 0)
    assert high > 0.1


@pytest.mark.parametrize(
    ("hits", "words"),
    [([3], [20]), ([3, 0], [20, 0]), ([0, 0, 0], [20, 15, 25]), ([2, 2, 2], [64, 64, 64]),
     ([9, *[0] * 29], [100] * 30)],
    ids=["one cluster", "one with words", "no hit", "all alike", "most draws hold nothing"],
)  # fmt: skip
def test_where_there_is_no_spread_there_is_no_interval(hits: list[int], words: list[int]) -> None:
    estimate, low, high = interval(rate_interval(sums(hits, words), 0.95))
    assert estimate == sum(hits) / sum(words)
    assert np.isnan([low, high]).all()


@pytest.mark.parametrize("clusters", [7, 15])
def test_all_alike_has_no_interval_whatever_the_rounding(clusters: int) -> None:
    _, low, high = interval(rate_interval(sums([5] * clusters, [100] * clusters), 0.95))
    assert np.isnan([low, high]).all()


@pytest.mark.parametrize("clusters", [6, 15])
def test_pairs_that_differ_by_the_same_have_no_interval_whatever_the_rounding(
    clusters: int,
) -> None:
    words, (n, _) = np.full(clusters, 70.0), skewed(clusters)
    left, right = sums(n + 12, words), sums(n + 5, words)
    parts = [(column(hits), column(words)) for hits in (n + 12, n + 5)]
    shared = cross([f"a{at}" for at in range(clusters)], *parts, 7, 500)
    estimate, low, high = interval(difference_interval(left, right, shared, 0.95))
    assert estimate == pytest.approx(0.1)
    assert np.isnan([low, high]).all()


@pytest.mark.parametrize("clusters", [2, 3, 4])
def test_two_to_four_clusters_have_the_interval_of_student_too(clusters: int) -> None:
    hits, words = HITS[:clusters], WORDS[:clusters]
    rate = sum(hits) / sum(words)
    squares = sum((n - rate * d) ** 2 for n, d in zip(hits, words, strict=True))
    spread = math.sqrt(clusters / (clusters - 1) * squares) / sum(words)
    half = float(student.ppf(0.975, clusters - 1)) * spread
    found = sums(hits, words)
    assert interval(rate_interval(found, 0.95)) == pytest.approx(
        [rate, max(0, rate - half), rate + half]
    )
    other = sums([9, 7, 8, 6, 9], [60, 80, 70, 90, 50], "b")
    for about in (difference_interval, resample.ratio_interval):
        estimate, low, high = interval(about(found, other, None, 0.95))
        assert low < estimate < high


@pytest.mark.parametrize("clusters", [3, 4, 8, 30])
@pytest.mark.parametrize("holders", [1, 2, 3])
def test_a_rate_that_one_or_two_clusters_hold_has_no_interval(clusters: int, holders: int) -> None:
    hits = [5, 4, 3][:holders] + [0] * (clusters - holders)
    words = [90 + 7 * at for at in range(clusters)]
    found, other = sums(hits, words), sums(*skewed(40), name="b")
    for about in (rate_interval(found, 0.95), resample.ratio_interval(found, other, None, 0.95)):
        assert np.isnan(interval(about)[1:]).tolist() == [holders < 3] * 2


@pytest.mark.parametrize("level", [95, 0, 1, -0.5, math.nan, "0.95", None])
def test_a_level_that_is_none_is_explained(level: object) -> None:
    with pytest.raises(ValueError, match=r"Got level=.*expected a share between 0 and 1, such as"):
        rate_interval(sums(HITS, WORDS), level)  # type: ignore[arg-type]


@pytest.mark.parametrize("draws", [0, -1, 2.5, 100.0, True, "200", None])
def test_draws_that_cannot_be_are_explained(draws: object) -> None:
    with pytest.raises(ValueError, match=r"Got draws=.*expected a whole number above 0, such as"):
        resample.weights(["a"], 7, draws)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"Got draws=.*expected a whole number above 0, such as"):
        add_up([], column([]), column([]), 7, draws)  # type: ignore[arg-type]


def test_numbers_of_numpy_are_numbers() -> None:
    plain = rate_interval(sums(HITS, WORDS, draws=50), 0.9)
    other = rate_interval(sums(HITS, WORDS, draws=np.int64(50)), np.float64(0.9))  # type: ignore[arg-type]
    assert interval(plain) == interval(other)


def test_a_ratio_to_nothing_is_no_number_and_a_ratio_of_nothing_is_zero() -> None:
    some, none = sums(HITS, WORDS), sums([0] * 5, WORDS, "b")
    assert np.isnan(interval(resample.ratio_interval(some, none, None, 0.95))).all()
    zero = interval(resample.ratio_interval(none, some, None, 0.95))
    assert zero[0] == 0 and np.isnan(zero[1:]).all()


# ------------------------------------------------------------------ permutation
N, D = [5, 4, 6, 3, 1, 2, 0, 1], [100, 120, 90, 110, 100, 95, 105, 130]


def statistic(first: tuple[int, ...], n: list[int] = N, d: list[int] = D) -> float:
    """Return the studentised difference of two groups, written out."""
    rates, variance = [], 0.0
    for group in (first, [at for at in range(len(n)) if at not in first]):
        words = sum(d[at] for at in group)
        rates.append(sum(n[at] for at in group) / words)
        variance += sum((n[at] - rates[-1] * d[at]) ** 2 for at in group) / words**2
    return abs(rates[0] - rates[1]) / math.sqrt(variance)


def permutation_p(
    first: list[bool], blocks: list[str], n: object = N, d: object = D, draws: int = 2000
) -> float:
    rng = np.random.default_rng(11)
    return float(resample.permutation_p(column(n), column(d), np.array(first), blocks, rng, draws)[0])  # fmt: skip


def near(exact: float, draws: int = 2000) -> object:
    return pytest.approx(exact, abs=4 * math.sqrt(exact * (1 - exact) / draws) + 1 / draws)


@pytest.mark.parametrize("first", [(0, 1, 2, 4), (0, 1, 6), (3, 4, 5, 6)])
def test_p_is_that_of_all_deals(first: tuple[int, ...]) -> None:
    deals = [statistic(deal) for deal in combinations(range(8), len(first))]
    exact = np.mean([value >= statistic(first) * (1 - 1e-12) for value in deals])
    assert permutation_p([at in first for at in range(8)], [""] * 8) == near(exact)
    assert 0.01 < exact < 0.99


def test_groups_that_vary_unlike_are_compared_by_their_spread() -> None:
    # By the bare difference p would be .22: one of two articles holds all (Janssen 1997).
    n, d = [0, 14, 1, 2, 3, 1, 1, 2, 1], [150, 60, 60, 150, 60, 60, 100, 100, 60]
    deals = [statistic(deal, n, d) for deal in combinations(range(9), 2)]
    exact = np.mean([value >= statistic((0, 1), n, d) * (1 - 1e-12) for value in deals])
    assert exact == pytest.approx(30 / 36)
    assert permutation_p([at < 2 for at in range(9)], [""] * 9, n, d) == near(exact)


def test_with_events_p_is_that_of_all_deals_within_events() -> None:
    # Article 2k and 2k + 1 are about event k; in each the first group's is the even one.
    n = [9, 7, 5, 4, 12, 13, 3, 1, 6, 2, 8, 7]
    deals = [
        statistic(tuple(2 * at + side for at, side in enumerate(sides)), n, [100] * 12)
        for sides in product((0, 1), repeat=6)
    ]
    exact = np.mean([value >= deals[0] * (1 - 1e-12) for value in deals])
    even, blocks = [True, False] * 6, [f"e{at // 2}" for at in range(12)]
    paired = permutation_p(even, blocks, n, [100] * 12)
    assert paired == near(exact)
    assert permutation_p(even, [""] * 12, n, [100] * 12) > 2 * paired


@pytest.mark.parametrize("n", [[2] * 6, [0] * 6], ids=["hits", "no hits"])
def test_p_is_one_where_all_deals_are_alike(n: list[int]) -> None:
    assert permutation_p([True] * 2 + [False] * 4, [""] * 6, n, [30] * 6) == 1


def test_an_event_of_one_group_only_deals_nothing() -> None:
    assert math.isnan(permutation_p([True] * 4 + [False] * 4, ["e"] * 4 + ["f"] * 4))
    mixed = permutation_p([True] * 4 + [False] * 4, ["e"] * 3 + ["g"] * 2 + ["f"] * 3)
    assert 0 < mixed <= 1


def test_an_event_that_has_words_of_one_group_only_deals_nothing_in_that_column() -> None:
    n, d = np.tile(column([3, 1, 2, 5]), 2), np.tile(column([10, 10, 10, 10]), 2)
    d[[0, 3], 1] = n[[0, 3], 1] = 0
    first, blocks = np.array([True, False] * 2), ["e", "e", "f", "f"]
    p = resample.permutation_p(n, d, first, blocks, np.random.default_rng(11), 50)
    assert np.isnan(p).tolist() == [False, True]


def test_groups_that_are_each_all_alike_differ_beyond_any_deal() -> None:
    # The spread of both is 0, not an error of rounding that some deal may undercut.
    first = [True] * 15 + [False] * 15
    p = permutation_p(first, [""] * 30, [5] * 15 + [7] * 15, [100] * 30, draws=199)
    assert p == 1 / 200


def test_the_smallest_p_is_one_in_all_deals_and_the_observed_one() -> None:
    apart = [50 + at % 2 for at in range(20)] + [at % 2 for at in range(20)]
    p = permutation_p([True] * 20 + [False] * 20, [""] * 40, apart, [100] * 40, draws=199)
    assert p == 1 / 200


def test_p_is_absent_where_a_group_has_no_words() -> None:
    assert math.isnan(permutation_p([True, True, False], [""] * 3, [1, 2, 0], [10, 10, 0]))


def test_a_column_has_the_same_p_beside_others() -> None:
    n, d = np.column_stack([N, N[::-1]]).astype(float), np.column_stack([D, D]).astype(float)
    first = np.arange(8) < 4
    both = resample.permutation_p(n, d, first, [""] * 8, np.random.default_rng(11), 500)
    assert both[0] == permutation_p(first.tolist(), [""] * 8, draws=500)


def test_few_hits_of_an_outlet_that_writes_shorter_are_no_proof() -> None:
    """Three events of twelve differ: the sign test says .25; articles apart, Fisher's says .32."""
    hits = np.array([[1, 1, 1, 1] + [0] * 8, [0, 0, 0, 1] + [0] * 8]).ravel()
    words = np.repeat([100, 114], 12)  # always fewer words: deals of the same hits are not alike
    events = [f"e{at}" for at in range(12)] * 2
    table = [[4, 8], [1, 11]]
    for blocks, exact in ((events, 0.25), ([""] * 24, fisher_exact(table).pvalue)):
        p = resample.permutation_p(
            hits[:, None].astype(float), words[:, None].astype(float), np.arange(24) < 12, blocks,
            np.random.default_rng(11), 4000, counted=True,
        )  # fmt: skip
        assert p[0] == pytest.approx(exact, abs=0.03)


def test_half_a_hit_matters_little_where_hits_are_many() -> None:
    rng = np.random.default_rng(3)
    n, d = rng.poisson(20, (40, 1)).astype(float), np.full((40, 1), 400.0)
    n[:20] += rng.poisson(4, (20, 1))
    plain, half = (
        resample.permutation_p(
            n, d, np.arange(40) < 20, [""] * 40, np.random.default_rng(1), 2000, counted
        )
        for counted in (False, True)
    )
    assert plain[0] <= half[0] <= plain[0] + 0.02


def test_where_all_deals_can_be_made_p_is_exact_and_no_seed_matters() -> None:
    n = np.array([[5.0], [7], [6], [9], [0], [1], [2], [1]])
    first, d = np.arange(8) < 4, np.full((8, 1), 100.0)
    found = {
        float(resample.permutation_p(n, d, first, [""] * 8, np.random.default_rng(seed))[0])
        for seed in range(5)
    }
    assert found == {2 / math.comb(8, 4)}, "one of all 70 deals is as far apart, and its mirror"


def test_hits_of_one_event_are_no_proof_however_many() -> None:
    n = np.zeros((40, 1))
    n[0], n[20] = 326, 412
    d = np.repeat([500.0, 460.0], 20)[:, None]  # the second always writes shorter
    events = [f"e{at}" for at in range(20)] * 2
    p = resample.permutation_p(
        n, d, np.arange(40) < 20, events, np.random.default_rng(1), 2000, counted=True
    )
    assert p[0] >= 0.45


def test_as_many_hits_in_every_article_are_no_difference_of_deals() -> None:
    n, d = np.ones((24, 1)), np.repeat([300.0, 390.0], 12)[:, None]
    events = [f"e{at}" for at in range(12)] * 2
    p = resample.permutation_p(
        n, d, np.arange(24) < 12, events, np.random.default_rng(1), 2000, counted=True
    )
    assert p[0] == 1
