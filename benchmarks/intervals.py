"""How often intervals of `compare` hold the truth, and how often it finds what is not there.

    python benchmarks/intervals.py [--runs 2000] [--seed 11]

Articles are drawn as news is: lengths log-normal (median 450 words), hits Poisson around a rate
of their own that scatters from article to article (gamma), so that hits cluster. In the paired
design events share part of that scatter. Nulls: one corpus whose outlet labels are dealt anew.
"""

from __future__ import annotations

import argparse

import numpy as np
import pandas as pd

from mediakit.contract.tables import conform
from mediakit.statistics import resample
from mediakit.statistics.comparison import compare

SIZES = (20, 40, 100, 200)
#: Hits per 1,000 words, and how much they scatter (shape of the gamma: small is wild).
NEWS = {"common": (15.0, 2.0), "usual": (5.0, 1.0), "rare and clustered": (1.5, 0.7)}
AT_ONCE = 250  # simulated corpora that share one set of draws


def draw_articles(
    rng: np.random.Generator, n: int, rate: float, shape: float, runs: int, event: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """Return counts and words, shape (articles, runs)."""
    words = np.maximum(60, rng.lognormal(np.log(450), 0.6, (n, runs))).round()
    scatter = rng.gamma(shape, 1 / shape, (n, runs))
    if event is not None:
        scatter = (scatter + event) / 2
    return rng.poisson(rate / 1000 * words * scatter).astype(float), words


def cover(
    n: int, rate: float, shape: float, paired: bool, runs: int, seed: int
) -> dict[str, float]:
    """Return the share of intervals that hold the true rate, difference and ratio."""
    rng = np.random.default_rng([seed, n, int(10 * rate), paired])
    held = {"rate": [], "difference": [], "ratio": []}
    for part in range(0, runs, AT_ONCE):
        event = rng.gamma(shape, 1 / shape, (n, AT_ONCE)) if paired else None
        names = [[f"{g if not paired else ''}{i}" for i in range(n)] for g in "ab"]
        both = [draw_articles(rng, n, r, shape, AT_ONCE, event) for r in (rate, 1.5 * rate)]
        a, b = (
            resample.add_up(name, *group, seed + part, counted=True)
            for name, group in zip(names, both, strict=True)
        )
        shared = resample.cross(names[0], *both, seed + part) if paired else None
        for kind, found, truth in (
            ("rate", resample.rate_interval(a, 0.95), rate / 1000),
            ("difference", resample.difference_interval(a, b, shared, 0.95), -rate / 2000),
            ("ratio", resample.ratio_interval(a, b, shared, 0.95), 1 / 1.5),
        ):
            given = np.isfinite(found.low)
            held[kind] += ((found.low <= truth) & (truth <= found.high))[given].tolist()
    return {kind: float(np.mean(values)) for kind, values in held.items()}


def null_runs(runs: int, seed: int, draws: int = 1000) -> int:
    """Return in how many of `runs` anything is rejected at q = .05 though outlets are dealt."""
    rng = np.random.default_rng(seed)
    rejected = 0
    for run in range(runs):
        ids = [f"a{i:03d}" for i in range(120)]
        rows = []
        for label, (rate, shape) in NEWS.items():
            for voice in ("narrator", "paraphrase", "quotation"):
                counts, words = draw_articles(rng, len(ids), rate, shape, 1, None)
                rows += [
                    (i, "text", "loaded", label, voice, c, w, 1000 * c / w)
                    for i, c, w in zip(ids, counts[:, 0], words[:, 0], strict=True)
                ]
        columns = ["article_id", "field", "signal", "label", "voice", "n", "n_words", "per_1000"]
        rates = conform(pd.DataFrame(rows, columns=columns), "measures")
        outlets = rng.permutation(np.repeat(["A", "B", "C", "D"], 30))
        articles = pd.DataFrame({"article_id": ids, "text": "x", "outlet": outlets})
        told = compare(rates, articles, seed=seed + run, draws=draws)
        rejected += bool((told["q"] <= 0.05).any())
    return rejected


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    print(
        "| articles a group | design | hits | rate | difference | ratio |\n|---|---|---|---|---|---|"
    )
    for n in SIZES:
        for paired in (False, True):
            for name, (rate, shape) in NEWS.items():
                held = cover(n, rate, shape, paired, options.runs, options.seed)
                cells = " | ".join(f"{100 * held[k]:.1f} %" for k in held)
                print(f"| {n} | {'paired' if paired else 'free'} | {name} | {cells} |", flush=True)
    print(f"\nnulls with a rejection: {null_runs(200, options.seed)} of 200")


if __name__ == "__main__":
    main()
