"""Resampling of clusters: studentised bootstrap intervals of rates, and permutation tests.

Articles hold several hits each, and one event fills several articles: what is drawn again is the
whole article or event. Every cluster has a random stream of its own, made from the seed and its
name. So the order of rows cannot matter, another group or article cannot move an interval that it
is not part of, and clusters that two groups share are drawn together, which keeps pairs pairs.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from itertools import chain, combinations, product
from typing import Any, NamedTuple

import numpy as np
from scipy.stats import t as student

Array = np.ndarray[Any, Any]
DRAWS = 2000
LEAST_CLUSTERS = 2  # below there is no spread to estimate
FEW = 10  # clusters: below, draws are too unlike one another, and Student's t is taken
HITS = 5  # below, clusters alone do not tell how sure a rate is
HOLDERS = 3  # clusters: fewer that hold anything do not tell how much a rate varies
LEAST_DRAWS = 0.9  # share of the draws that must give a rate
CHUNK = 512  # clusters drawn at once: memory stays small
ROUNDING = 1e-12  # of what it was computed from: a variance no larger is an error of rounding


class Sums(NamedTuple):
    """Sums over the clusters, the observed ones in row 0, then those of each draw.

    Attributes
    ----------
    clusters : ndarray, shape (columns,)
        How many clusters have words.
    n, d : ndarray, shape (draws + 1, columns)
        Counts, and the words that could have held them.
    nn, nd, dd : ndarray, shape (draws + 1, columns)
        Sums of their squares and product: what the spread of the rate follows from.
    counted : ndarray of bool or bool
        Which columns are counts of hits: below `HITS` of them their spread is never below that of
        as many (at least one) independent hits, because so few clusters cannot tell.
    holders : ndarray, shape (columns,), or int
        How many clusters hold anything, a hit or a tone.
    """

    clusters: Array
    n: Array
    d: Array
    nn: Array
    nd: Array
    dd: Array
    counted: Array | bool = False
    holders: Array | int = 0

    @property
    def seen(self) -> Sums:
        """What was observed, without the draws."""
        return self._replace(
            **{name: getattr(self, name)[:1] for name in ("n", "d", "nn", "nd", "dd")}
        )

    @property
    def held(self) -> Array:
        """Whether `HOLDERS` clusters hold anything, or all of two."""
        return np.asarray(self.holders >= np.minimum(HOLDERS, self.clusters))

    @property
    def rate(self) -> Array:
        """Counts by words."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.divide(self.n, self.d)

    @property
    def variance(self) -> Array:
        """The linearised variance of the rate (without the factor for few clusters)."""
        with np.errstate(invalid="ignore", divide="ignore"):
            least = np.where(self.counted & (self.n < HITS), np.maximum(self.n, 1) / self.d**2, 0)
        return np.asarray(np.maximum(self.varies, least))

    @property
    def varies(self) -> Array:
        """The same as the clusters tell it: 0 where all are alike."""
        rate = self.rate
        with np.errstate(invalid="ignore", divide="ignore"):
            fitted = rate**2 * self.dd
            found = _settled(self.nn - 2 * rate * self.nd + fitted, self.nn + fitted)
            return np.asarray(found / self.d**2)


class Interval(NamedTuple):
    """An estimate with its interval, one of each for every column; NaN where there is none."""

    estimate: Array
    low: Array
    high: Array


def stream(seed: int, *names: str) -> np.random.Generator:
    """Return the random stream of `names`: the same for the same seed, whatever else is drawn."""
    digest = hashlib.sha256("\x1f".join(names).encode()).digest()[:16]
    return np.random.default_rng([seed, *np.frombuffer(digest, np.uint32).tolist()])


def check_level(level: float) -> None:
    """Raise an error unless `level` can be that of an interval."""
    if not (isinstance(level, int | float | np.floating) and 0 < level < 1):
        raise ValueError(f"Got level={level!r}; expected a share between 0 and 1, such as 0.95.")


def check_draws(draws: int) -> None:
    """Raise an error unless something can be drawn `draws` times."""
    whole = isinstance(draws, int | np.integer) and not isinstance(draws, bool)
    if not (whole and draws >= 1):
        raise ValueError(f"Got draws={draws!r}; expected a whole number above 0, such as {DRAWS}.")


def weights(clusters: Sequence[str], seed: int, draws: int = DRAWS) -> Array:
    """Return how often each cluster is drawn: Poisson with mean 1; row 0 is once each.

    Parameters
    ----------
    clusters : sequence of str
        Names of the clusters; the same name has the same row of weights everywhere.
    seed : int
        Of all streams.
    draws : int
        How often to draw.

    Returns
    -------
    ndarray, shape (draws + 1, clusters)

    Examples
    --------
    >>> both, one = weights(["a", "b"], seed=1, draws=5), weights(["b"], seed=1, draws=5)
    >>> bool((both[:, 1] == one[:, 0]).all()), both[0].tolist()
    (True, [1.0, 1.0])
    """
    check_draws(draws)
    drawn = np.ones((draws + 1, len(clusters)))
    for at, name in enumerate(clusters):
        drawn[1:, at] = stream(seed, "cluster", name).poisson(1.0, draws)
    return drawn


def add_up(
    clusters: Sequence[str], n: Array, d: Array, seed: int, draws: int = DRAWS,
    counted: Array | bool = False,
) -> Sums:  # fmt: skip
    """Add counts `n` and words `d`, shape (clusters, columns), up over each draw."""
    check_draws(draws)
    parts = (n, d, n * n, n * d, d * d)
    clusters_with, holders = (d > 0).sum(axis=0), (n != 0).sum(axis=0)
    total = [np.zeros((draws + 1, n.shape[1])) for _ in parts]
    for at in range(0, len(clusters), CHUNK):
        some = slice(at, at + CHUNK)
        drawn = weights(clusters[some], seed, draws)
        for whole, part in zip(total, parts, strict=True):
            whole += drawn @ part[some]
    n, d, nn, nd, dd = total
    return Sums(clusters_with, n, d, nn, nd, dd, counted, holders)


def cross(
    clusters: Sequence[str], left: tuple[Array, Array], right: tuple[Array, Array], seed: int,
    draws: int = DRAWS,
) -> tuple[Array, Array, Array, Array]:  # fmt: skip
    """Return the sums of products of two groups' counts and words over clusters both share."""
    drawn = weights(clusters, seed, draws)
    (n, d), (m, e) = left, right
    return drawn @ (n * m), drawn @ (n * e), drawn @ (d * m), drawn @ (d * e)


def rate_interval(sums: Sums, level: float) -> Interval:
    """Return the rate with a studentised bootstrap interval."""
    found = _studentised(sums.rate, sums.variance, sums.clusters, level)
    varies = sums.varies > 0
    drawn = varies[1:].mean(axis=0) >= LEAST_DRAWS
    enough = np.where(sums.clusters < FEW, sums.held, drawn)
    known = np.where(varies[0] & enough, 1.0, np.nan)
    least = np.where(sums.n[0] < 0, -np.inf, 0)  # a tone may be negative, a rate is not
    return Interval(found.estimate, np.maximum(found.low, least) * known, found.high * known)


def difference_interval(
    left: Sums, right: Sums, shared: tuple[Array, ...] | None, level: float
) -> Interval:
    """Return the difference of two rates with its interval; `shared` as `cross` gives it."""
    apart = left.variance + right.variance
    variance = _settled(apart - 2 * _covariance(left, right, shared), apart)
    fewest = np.minimum(left.clusters, right.clusters)
    return _studentised(left.rate - right.rate, variance, fewest, level, symmetric=True)


def ratio_interval(
    left: Sums, right: Sums, shared: tuple[Array, ...] | None, level: float
) -> Interval:
    """Return the ratio of two rates with its interval, computed on the logarithm."""
    a, b = left.rate, right.rate
    with np.errstate(invalid="ignore", divide="ignore"):
        apart = left.variance / a**2 + right.variance / b**2
        variance = _settled(apart - 2 * _covariance(left, right, shared) / (a * b), apart)
        logs = np.where((a > 0) & (b > 0), np.log(a) - np.log(b), np.nan)
        fewest = np.minimum(left.clusters, right.clusters)
        variance[0, (fewest < FEW) & ~(left.held & right.held)] = np.nan
        found = _studentised(logs, variance, fewest, level)
        ratio = np.where(b[0] > 0, a[0] / b[0], np.nan)
    return Interval(ratio, np.exp(found.low), np.exp(found.high))


def _covariance(left: Sums, right: Sums, shared: tuple[Array, ...] | None) -> Array | float:
    if shared is None:
        return 0.0
    nm, ne, dm, de = shared
    a, b = left.rate, right.rate
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((nm - b * ne - a * dm + a * b * de) / (left.d * right.d))


def _settled(variance: Array, parts: Array) -> Array:
    """Set a variance to 0 where it is below 0, or an error of rounding in the sum of its parts."""
    return np.where(variance <= ROUNDING * parts, 0.0, variance)


def _studentised(
    values: Array, variance: Array, clusters: Array, level: float, symmetric: bool = False
) -> Interval:
    """Return the interval whose ends are quantiles of (draw − estimate) / spread of the draw.

    Percentiles of the draws themselves are too narrow: counts are skew, articles few and of
    unlike length. Draws that hold nothing have no spread and are left out; where they are many,
    all clusters are alike, or there is one, there is no interval. Below `FEW` clusters the
    quantiles are those of Student's t, and the draws do not matter. `symmetric` takes one quantile
    of the absolute value for both ends: a difference is hardly skew, and its coverage then errs
    by less (Hall 1988).
    """
    check_level(level)
    estimate, spread = values[0], np.sqrt(variance)
    with np.errstate(invalid="ignore", divide="ignore"):
        t = (values[1:] - estimate) / spread[1:]
    t[~np.isfinite(t)] = np.nan
    few = clusters < FEW
    enough = few | (np.isfinite(t).mean(axis=0) >= LEAST_DRAWS)
    enough &= np.isfinite(estimate) & (spread[0] > 0) & (clusters >= LEAST_CLUSTERS)
    tail, ends = (1 - level) / 2, np.full((2, len(estimate)), np.nan)
    if (many := enough & ~few).any() and symmetric:
        ends[:, many] = [[1], [-1]] * np.nanquantile(np.abs(t[:, many]), level, axis=0)
    elif many.any():
        ends[:, many] = np.nanquantile(t[:, many], [1 - tail, tail], axis=0)
    n = clusters[few := enough & few]
    ends[:, few] = [[1], [-1]] * student.ppf(1 - tail, n - 1) * np.sqrt(n / (n - 1))
    low, high = estimate - ends * spread[0]
    return Interval(estimate, low, high)


def permutation_p(
    n: Array, d: Array, first: Array, blocks: Sequence[str], rng: np.random.Generator,
    draws: int = DRAWS, counted: Array | bool = False,
) -> Array:  # fmt: skip
    """Return how often groups dealt at random differ as much: one p for each column.

    Parameters
    ----------
    n, d : ndarray, shape (articles, columns)
        Counts and words of the articles of both groups.
    first : ndarray of bool, shape (articles,)
        Which articles are the first group's.
    blocks : sequence of str
        Within each block (an event) labels are dealt anew; one block for all where there are none.
    rng : Generator
        The stream.
    draws : int
        How often to deal.
    counted : ndarray of bool or bool
        Which columns are counts of hits. Deals of the same hits are as far apart as what is
        observed, and that is taken for half a hit less (Yates 1934): else deals would be told
        apart by their words alone, and an outlet that writes shorter would pass for one that
        differs.

    Returns
    -------
    ndarray, shape (columns,)
        (1 + deals at least as far apart) / (1 + deals), two-sided, or the share among all deals
        where there are no more than `draws`. Compared is the difference over its spread, so that
        rates of groups that vary unlike are compared fairly (Janssen 1997). NaN where no block
        holds words of both groups: nothing can be dealt.
    """
    codes = np.unique(np.asarray(blocks), return_inverse=True)[1]
    every = _all_deals(first, codes, draws)
    others = _some_deals(first, codes, draws, rng) if every is None else every
    dealt = np.vstack([first, others])
    left, right = (_moments(part, n, d) for part in (dealt.astype(float), (~dealt).astype(float)))
    with np.errstate(invalid="ignore", divide="ignore"):
        apart = np.abs(left.rate - right.rate)
        apart[0] -= np.minimum(np.where(counted, 0.5 / left.d[0] + 0.5 / right.d[0], 0), apart[0])
        t = apart / np.sqrt(left.variance + right.variance)
    t[np.isnan(t)] = 0.0
    # The same hits: told apart by words alone.
    alike = counted & np.isclose(left.n, left.n[0], rtol=1e-9)
    far = ((t[1:] >= t[0] * (1 - 1e-12)) | alike[1:]).sum(axis=0)
    p: Array = far / len(others) if every is not None else (1 + far) / (1 + draws)
    words = np.zeros((2, codes.max() + 1, n.shape[1]))
    np.add.at(words, (first.astype(int), codes), d)
    p[~(words > 0).all(axis=0).any(axis=0)] = np.nan
    return p


def _all_deals(first: Array, codes: Array, most: int) -> Array | None:
    """Return every way to deal the labels within blocks, or None where `most` are fewer."""
    members = [np.flatnonzero(codes == code) for code in range(codes.max() + 1)]
    chosen = [int(first[block].sum()) for block in members]
    if math.prod(math.comb(len(b), k) for b, k in zip(members, chosen, strict=True)) > most:
        return None
    each = [list(combinations(b.tolist(), k)) for b, k in zip(members, chosen, strict=True)]
    dealt = np.zeros((math.prod(map(len, each)), len(first)), bool)
    for row, parts in enumerate(product(*each)):
        dealt[row, list(chain.from_iterable(parts))] = True
    return dealt


def _some_deals(first: Array, codes: Array, draws: int, rng: np.random.Generator) -> Array:
    """Deal the labels at random within blocks."""
    dealt = np.empty((draws, len(first)), bool)
    order = np.argsort(codes, kind="stable")
    for draw in range(draws):
        # Sorted by block and, within it, at random: labels stay as many in each block.
        mixed = np.lexsort((rng.random(len(first)), codes))
        dealt[draw, mixed] = first[order]
    return dealt


def _moments(drawn: Array, n: Array, d: Array) -> Sums:
    return Sums((d > 0).sum(axis=0), *(drawn @ part for part in (n, d, n * n, n * d, d * d)))
