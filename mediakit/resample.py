"""Resampling of clusters: studentised bootstrap intervals of rates, and permutation tests.

Articles hold several hits each, and one event fills several articles: what is drawn again is the
whole article or event. Every cluster has a random stream of its own, made from the seed and its
name. So the order of rows cannot matter, another group or article cannot move an interval that it
is not part of, and clusters that two groups share are drawn together, which keeps pairs pairs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.stats import t as student

Array = np.ndarray[Any, Any]
DRAWS = 2000
LEAST_CLUSTERS = 2  # below there is no spread to estimate
FEW = 10  # clusters: below, draws are too unlike one another, and Student's t is taken
HITS = 5  # below, clusters alone do not tell how sure a rate is
LEAST_DRAWS = 0.9  # share of the draws that must give a rate
CHUNK = 512  # clusters drawn at once: memory stays small


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
    """

    clusters: Array
    n: Array
    d: Array
    nn: Array
    nd: Array
    dd: Array
    counted: Array | bool = False

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
            found = (self.nn - 2 * rate * self.nd + rate**2 * self.dd) / self.d**2
        return np.asarray(np.maximum(found, 0))


class Interval(NamedTuple):
    """An estimate with its interval, one of each for every column; NaN where there is none."""

    estimate: Array
    low: Array
    high: Array


def stream(seed: int, *names: str) -> np.random.Generator:
    """Return the random stream of `names`: the same for the same seed, whatever else is drawn."""
    digest = hashlib.sha256("\x1f".join(names).encode()).digest()[:16]
    return np.random.default_rng([seed, *np.frombuffer(digest, np.uint32).tolist()])


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
    drawn = np.ones((draws + 1, len(clusters)))
    for at, name in enumerate(clusters):
        drawn[1:, at] = stream(seed, "cluster", name).poisson(1.0, draws)
    return drawn


def add_up(
    clusters: Sequence[str], n: Array, d: Array, seed: int, draws: int = DRAWS,
    counted: Array | bool = False,
) -> Sums:  # fmt: skip
    """Add counts `n` and words `d`, shape (clusters, columns), up over each draw."""
    parts = (n, d, n * n, n * d, d * d)
    clusters_with = (d > 0).sum(axis=0)
    total = [np.zeros((draws + 1, n.shape[1])) for _ in parts]
    for at in range(0, len(clusters), CHUNK):
        some = slice(at, at + CHUNK)
        drawn = weights(clusters[some], seed, draws)
        for whole, part in zip(total, parts, strict=True):
            whole += drawn @ part[some]
    n, d, nn, nd, dd = total
    return Sums(clusters_with, n, d, nn, nd, dd, counted)


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
    known = np.where((sums.varies[1:] > 0).mean(axis=0) >= LEAST_DRAWS, 1.0, np.nan)
    least = np.where(sums.n[0] < 0, -np.inf, 0)  # a tone may be negative, a rate is not
    return Interval(found.estimate, np.maximum(found.low, least) * known, found.high * known)


def difference_interval(
    left: Sums, right: Sums, shared: tuple[Array, ...] | None, level: float
) -> Interval:
    """Return the difference of two rates with its interval; `shared` as `cross` gives it."""
    variance = left.variance + right.variance - 2 * _covariance(left, right, shared)
    fewest = np.minimum(left.clusters, right.clusters)
    return _studentised(left.rate - right.rate, np.maximum(variance, 0), fewest, level)


def ratio_interval(
    left: Sums, right: Sums, shared: tuple[Array, ...] | None, level: float
) -> Interval:
    """Return the ratio of two rates with its interval, computed on the logarithm."""
    a, b = left.rate, right.rate
    with np.errstate(invalid="ignore", divide="ignore"):
        variance = left.variance / a**2 + right.variance / b**2
        variance = variance - 2 * _covariance(left, right, shared) / (a * b)
        logs = np.where((a > 0) & (b > 0), np.log(a) - np.log(b), np.nan)
        fewest = np.minimum(left.clusters, right.clusters)
        found = _studentised(logs, np.maximum(variance, 0), fewest, level)
        ratio = np.where(b[0] > 0, a[0] / b[0], np.nan)
    return Interval(ratio, np.exp(found.low), np.exp(found.high))


def _covariance(left: Sums, right: Sums, shared: tuple[Array, ...] | None) -> Array | float:
    if shared is None:
        return 0.0
    nm, ne, dm, de = shared
    a, b = left.rate, right.rate
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((nm - b * ne - a * dm + a * b * de) / (left.d * right.d))


def _studentised(values: Array, variance: Array, clusters: Array, level: float) -> Interval:
    """Return the interval whose ends are quantiles of (draw − estimate) / spread of the draw.

    Percentiles of the draws themselves are too narrow: counts are skew, articles few and of
    unlike length. Draws that hold nothing have no spread and are left out; where they are many,
    all clusters are alike, or there is one, there is no interval. Below `FEW` clusters the
    quantiles are those of Student's t.
    """
    estimate, spread = values[0], np.sqrt(variance)
    with np.errstate(invalid="ignore", divide="ignore"):
        t = (values[1:] - estimate) / spread[1:]
    t[~np.isfinite(t)] = np.nan
    enough = np.isfinite(t).mean(axis=0) >= LEAST_DRAWS
    enough &= np.isfinite(estimate) & (spread[0] > 0) & (clusters >= LEAST_CLUSTERS)
    low, high = np.full_like(estimate, np.nan), np.full_like(estimate, np.nan)
    if enough.any():
        tail = (1 - level) / 2
        ends = np.nanquantile(t[:, enough], [1 - tail, tail], axis=0)
        few = clusters[enough] < FEW
        n = clusters[enough][few]
        ends[:, few] = [[1], [-1]] * student.ppf(1 - tail, n - 1) * np.sqrt(n / (n - 1))
        low[enough] = estimate[enough] - ends[0] * spread[0][enough]
        high[enough] = estimate[enough] - ends[1] * spread[0][enough]
    return Interval(estimate, low, high)


def permutation_p(
    n: Array, d: Array, first: Array, blocks: Sequence[str], rng: np.random.Generator,
    draws: int = DRAWS,
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

    Returns
    -------
    ndarray, shape (columns,)
        (1 + deals at least as far apart) / (1 + deals), two-sided, of the difference over its
        spread: rates of groups that vary unlike are compared fairly (Janssen 1997). NaN where a
        group has no words.
    """
    codes = np.unique(np.asarray(blocks), return_inverse=True)[1]
    dealt = np.empty((draws + 1, len(first)), bool)
    dealt[0] = first
    order = np.argsort(codes, kind="stable")
    for draw in range(1, draws + 1):
        # Sorted by block and, within it, at random: labels stay as many in each block.
        mixed = np.lexsort((rng.random(len(first)), codes))
        dealt[draw, mixed] = first[order]
    left, right = (_moments(part, n, d) for part in (dealt.astype(float), (~dealt).astype(float)))
    with np.errstate(invalid="ignore", divide="ignore"):
        t = np.abs(left.rate - right.rate) / np.sqrt(left.variance + right.variance)
    t[np.isnan(t)] = 0.0
    far = (t[1:] >= t[0] * (1 - 1e-12)).sum(axis=0)
    p: Array = (1 + far) / (1 + draws)
    p[(left.d[0] == 0) | (right.d[0] == 0)] = np.nan
    return p


def _moments(drawn: Array, n: Array, d: Array) -> Sums:
    return Sums((d > 0).sum(axis=0), *(drawn @ part for part in (n, d, n * n, n * d, d * d)))
