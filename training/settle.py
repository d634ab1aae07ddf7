"""Choose on dev what a fitted tagger needs beside its network; write its settings and card.

    python -m training.settle SHARED_DIR MODEL_DIR

`moves` are counted on train (how much likelier one role follows another than chance), weighed on
dev; `least` is chosen on dev; confidence is a logistic curve over dev, its reliability measured
by ten folds of articles.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib.util
import json
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from mediakit.attribution.tagging.linking import link_with_scores
from mediakit.attribution.tagging.tagger import Settings, Tagging, tag
from mediakit.text.document import Document
from training.corpus import ROLES, make_example, read_gold

Array = np.ndarray[Any, Any]
FORBIDDEN = -1000.0
WEIGHTS = (0.0, 0.15, 0.3, 0.45, 0.6)
LEAST = (0.1, 0.2, 0.3, 0.4)
AIMS = ("attribution", "tight", "end_to_end", "cue")


def load_scorer(shared: Path, name: str) -> Any:
    spec = importlib.util.spec_from_file_location("scorer", shared / f"bench/{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def count_moves(rows: list[dict[str, Any]]) -> Array:
    """Return log P(next | role) − log P(next); what BIO forbids is FORBIDDEN."""
    counts = np.full((len(ROLES), len(ROLES)), 0.1)
    for row in rows:
        roles = make_example(row).roles
        np.add.at(counts, (roles[:-1], roles[1:]), 1)
    moves = np.log(counts / counts.sum(1, keepdims=True)) - np.log(counts.sum(0) / counts.sum())
    for inside in (2, 4, 6):
        for before in range(len(ROLES)):
            if before not in (inside - 1, inside):
                moves[before, inside] = FORBIDDEN
    return moves


def as_spans(tagging: Tagging) -> list[dict[str, Any]]:
    return [
        {
            "content": [list(piece) for piece in a.contents],
            "cue": [list(a.cue)] if a.cue else [],
            "source": [list(a.source)] if a.source else [],
        }
        for a, _ in link_with_scores(tagging)
    ]


def score(scorer: Any, rows: list[dict[str, Any]], taggings: list[Tagging]) -> dict[str, Any]:
    found = [
        {"id": row["id"], "attributions": as_spans(tagging)}
        for row, tagging in zip(rows, taggings, strict=True)
    ]
    return scorer.score(rows, found)


def right_or_wrong(
    scorer: Any, rows: list[dict[str, Any]], taggings: list[Tagging]
) -> tuple[Array, Array, Array]:
    """Return scores, whether the attribution is right end to end, and its article's number."""
    xs, ys, groups = [], [], []
    for number, (row, tagging) in enumerate(zip(rows, taggings, strict=True)):
        index = scorer.TokenIndex(row["text"], scorer.TOKEN_PATTERN)
        found = link_with_scores(tagging)
        gold = [index.tokens_in(a["content"]) for a in row["attributions"]]
        mine = [index.tokens_in(a.contents) for a, _ in found]
        right = np.zeros(len(found))
        for g, p in scorer.match_greedily(gold, mine, 0.5):
            theirs = index.tokens_in(row["attributions"][g]["source"])
            source = found[p][0].source
            ours = index.tokens_in([source]) if source else set()
            right[p] = bool(theirs & ours) or not (theirs or ours)
        xs += [scores for _, scores in found]
        ys += right.tolist()
        groups += [number] * len(found)
    return np.array(xs), np.array(ys), np.array(groups)


def fit_curve(x: Array, y: Array) -> Array:
    """Fit a logistic curve with a little ridge; return intercept and weights."""
    wide = np.column_stack([np.ones(len(x)), x])
    sign = 2 * y - 1

    def loss(w: Array) -> tuple[float, Array]:
        margin = sign * (wide @ w)
        pull = 1 / (1 + np.exp(margin))
        value = np.logaddexp(0, -margin).sum() + 0.5 * (w[1:] ** 2).sum()
        return value, -(wide * (sign * pull)[:, None]).sum(0) + np.r_[0, w[1:]]

    return minimize(loss, np.zeros(wide.shape[1]), jac=True, method="L-BFGS-B").x


def reliability(x: Array, y: Array, groups: Array) -> tuple[list[str], float]:
    """Return a table of confidence against share right, by ten folds, and the mean gap."""
    guess = np.zeros(len(y))
    for fold in range(10):
        out = groups % 10 == fold
        w = fit_curve(x[~out], y[~out])
        guess[out] = 1 / (1 + np.exp(-(w[0] + x[out] @ w[1:])))
    lines = [
        "| confidence | attributions | mean confidence | right end to end |",
        "|---|---|---|---|",
    ]
    gap = 0.0
    for low in (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        high = {0.0: 0.2, 0.2: 0.4}.get(low, low + 0.1)
        inside = (guess >= low) & (guess < high + 1e-9)
        if inside.any():
            mean, right = guess[inside].mean(), y[inside].mean()
            gap += inside.sum() * abs(mean - right) / len(y)
            lines.append(f"| {low:.1f}–{high:.1f} | {inside.sum()} | {mean:.2f} | {right:.2f} |")
    return lines, float(gap)


def main(options: argparse.Namespace) -> None:
    scorer = load_scorer(options.shared, "attribution_bench")
    train = read_gold(options.shared / "gold/polnear_train.jsonl")
    dev = read_gold(options.shared / "gold/polnear_dev.jsonl")
    counted = count_moves(train)
    path = options.model / "settings.json"
    kept = {"loaded": [0.0, 1.0, 0.0], "text": [0.0] * 5}  # chosen by training.cut, before or after
    if path.exists():
        old = json.loads(path.read_text(encoding="utf-8"))
        kept |= {key: old[key] for key in kept if key in old}
    start = {
        "moves": np.zeros_like(counted).tolist(),
        "least": 0.3,
        "confidence": [0.0] * 7,
        **kept,
    }
    path.write_text(json.dumps(start), encoding="utf-8")
    taggings = [tag(Document(row["text"]), options.model.name) for row in dev]
    best: tuple[float, Settings] | None = None
    for weight in WEIGHTS:
        moves = np.where(counted <= FORBIDDEN, FORBIDDEN, weight * counted).round(4)
        for least in LEAST:
            settings = Settings(moves.astype(np.float32), least, [0.0] * 7, **kept)
            result = score(
                scorer, dev, [dataclasses.replace(t, settings=settings) for t in taggings]
            )
            aim = sum(result[name]["f1"] for name in AIMS)
            print(weight, least, " ".join(f"{n}={result[n]['f1']:.3f}" for n in scorer.SCORE_NAMES))
            if best is None or aim > best[0]:
                best = aim, settings
                chosen = {"weight": weight, "least": least}
    assert best is not None
    taggings = [dataclasses.replace(t, settings=best[1]) for t in taggings]
    x, y, groups = right_or_wrong(scorer, dev, taggings)
    lines, gap = reliability(x, y, groups)
    settings = {
        "moves": [[round(float(v), 4) for v in row] for row in best[1].moves],
        "least": best[1].least,
        "confidence": [round(float(v), 4) for v in fit_curve(x, y)],
        **kept,
    }
    path.write_text(json.dumps(settings) + "\n", encoding="utf-8")
    print(chosen, "mean gap", round(gap, 4))
    print("\n".join(lines))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("model", type=Path)
    main(parser.parse_args())
