"""Choose where a word counts as loaded and how a text is scored, on texts not learnt from.

    python -m training.cut SHARED_DIR MODEL_DIR HELDOUT.pickle...

Each file holds what a network fitted without one fold of BABE and BASIL said of that fold. The cut
is the one with the best token F1 on BABE over all folds; the curve of a text is a logistic
regression over the sentences of both corpora, which differ in how readily their coders marked.
"""

from __future__ import annotations

import argparse
import json
import pickle
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from mediakit.attribution.loadedness import text_features_of
from mediakit.attribution.tokens import Tokens
from mediakit.document import Document
from mediakit.signals import loaded
from training.corpus import read_gold
from training.loaded import BABE, BASIL, area
from training.settle import fit_curve, load_scorer

Array = np.ndarray[Any, Any]
NAMES = {BABE: "BABE", BASIL: "BASIL"}


def read(files: list[Path]) -> list[dict[str, Any]]:
    rows = []
    for fold, file in enumerate(files):
        with open(file, "rb") as handle:
            rows += [{**row, "fold": fold} for row in pickle.load(handle)]  # written by our fits
    return rows


def best_cut(rows: list[dict[str, Any]]) -> float:
    """Return the log odds from which counting a token as loaded gives the best token F1."""
    scores = np.concatenate([row["evidence"][row["loaded"] >= 0, 0] for row in rows])
    marks = np.concatenate([row["loaded"][row["loaded"] >= 0] for row in rows])
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(marks[order])
    f1 = 2 * hits / (np.arange(1, len(hits) + 1) + marks.sum())
    smooth = np.convolve(f1, np.ones(201) / 201, "same")
    return float(scores[order[int(smooth.argmax())]])


def find_alone(text: str, evidence: Array, cut: float) -> list[list[int]]:
    """Return the spans of a text that `find` would give a value of at least 0.5."""
    document = Document(text)
    settings = SimpleNamespace(loaded=[-cut, 1.0])
    tagging = SimpleNamespace(tokens=Tokens(document), loaded=evidence, settings=settings)
    spans = loaded.find(document, SimpleNamespace(tagging=tagging))
    return [[span.start, span.end] for span in spans if span.value >= 0.5]


def score_words(scorer: Any, gold: dict[str, Any], rows: list[dict[str, Any]]) -> float:
    """Return token F1 on BABE, each fold cut where the other folds are cut best."""
    said = {}
    folds = sorted({row["fold"] for row in rows})
    for fold in folds:
        mine = [row for row in rows if row["fold"] == fold]
        cut = best_cut([row for row in rows if row["fold"] != fold] or mine)
        for row in mine:
            spans = find_alone(gold[row["id"]]["text"], row["evidence"], cut)
            said[row["id"]] = {"spans": spans}
    result = scorer.score_terms([gold[key] for key in said], said)
    print({key: round(value, 3) for key, value in result["token"].items()})
    return float(result["token"]["f1"])


def score_texts(rows: list[dict[str, Any]]) -> tuple[dict[str, float], Array]:
    """Return the AUC of sentences by folds, and the weights of the curve over all of them."""
    x = np.array([text_features_of(row["evidence"]) for row in rows])
    y = np.array([row["biased"][0] for row in rows])
    corpus = np.array([row["corpus"] for row in rows], float)
    fold_of = np.array([row["fold"] for row in rows])
    guess = np.zeros(len(y))
    for fold in sorted(set(fold_of.tolist())):
        out = fold_of == fold
        learn = ~out if (~out).any() else out
        w = fit_curve(np.column_stack([x, corpus])[learn], y[learn])
        guess[out] = w[0] + x[out] @ w[1:-1]
    areas = {}
    for number, name in NAMES.items():
        mine = corpus == number
        areas[name] = area(guess[mine], y[mine])
        print(name, "parts", [round(area(x[mine, k], y[mine]), 3) for k in range(x.shape[1])])
    return areas, fit_curve(np.column_stack([x, corpus]), y)[:-1]


def main(options: argparse.Namespace) -> None:
    rows = read(options.heldout)
    scorer = load_scorer(options.shared, "loaded_bench")
    gold = {row["id"]: row for row in read_gold(options.shared / "gold/babe.develop.jsonl")}
    babe = [row for row in rows if row["corpus"] == BABE]
    areas, weights = score_texts(rows)
    n = len(options.heldout)
    result = {
        "how": f"{n} of {options.folds} folds of develop that it did not learn from",
        "babe_words": score_words(scorer, gold, babe),
        "babe_text": areas["BABE"],
        "basil_text": areas["BASIL"],
    }
    print(result)
    path = options.model / "settings.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings["loaded"] = [round(-best_cut(babe), 4), 1.0]
    settings["text"] = [round(float(v), 4) for v in weights]
    path.write_text(json.dumps(settings) + "\n", encoding="utf-8")
    rounded = {k: v if isinstance(v, str) else round(v, 4) for k, v in result.items()}
    text = json.dumps(rounded, indent=2) + "\n"
    (options.model / "heldout.json").write_text(text, encoding="utf-8")
    print(settings["loaded"], settings["text"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("heldout", type=Path, nargs="+")
    parser.add_argument("--folds", type=int, default=3, help="of which those files are some")
    main(parser.parse_args())
