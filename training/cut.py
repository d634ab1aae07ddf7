"""Choose where a word counts as loaded and how a text is scored, on texts not learnt from.

    python -m training.cut SHARED_DIR MODEL_DIR HELDOUT.pickle...

Each file holds what a network fitted without one fold of BABE and BASIL said of that fold. The cut
is the one with the best token F1 on BABE over all folds, given the network and the list; the curve
of a text is a logistic regression over the sentences of both corpora, which differ in how readily their coders marked.
"""

from __future__ import annotations

import argparse
import json
import pickle
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from mediakit.attribution.tagging.loadedness import (
    listed_spans,
    listed_words,
    text_features,
    word_evidence,
    word_values,
)
from mediakit.attribution.tagging.tokens import Tokens
from mediakit.signals import loaded
from mediakit.text.document import Document
from training.loaded import BABE, BASIL, alone, area, read_coded
from training.settle import fit_curve, load_scorer

Array = np.ndarray[Any, Any]


def read(files: list[Path]) -> list[dict[str, Any]]:
    rows = []
    for fold, file in enumerate(files):
        with open(file, "rb") as handle:
            rows += [{**row, "fold": fold} for row in pickle.load(handle)]  # written by our fits
    return rows


def prepare(row: dict[str, Any], text: str, spans: list[list[int]]) -> None:
    """Add to a row what the curves are fitted on: evidence, list and answer of each word."""
    document = Document(text)
    tagging = SimpleNamespace(tokens=Tokens(document), loaded=row["evidence"])
    row["document"], row["tagging"] = document, tagging
    row["listed"] = listed_words(document, listed_spans(document))
    row["words"] = word_evidence(document, tagging)
    row["marked"] = np.zeros(len(document.words))
    for start, end in spans:
        words = document.words_in(start, end)
        row["marked"][words.start : words.stop] = 1


def fit_words(rows: list[dict[str, Any]]) -> list[float]:
    """Fit the curve of a word, and shift it so that 0.5 is the cut with the best token F1."""
    x = np.column_stack([np.concatenate([row[key] for row in rows]) for key in ("words", "listed")])
    marked = np.concatenate([row["marked"] for row in rows])
    base, slope, more = fit_curve(x.astype(float), marked)
    odds = base + x @ (slope, more)
    order = np.argsort(-odds, kind="stable")
    hits = np.cumsum(marked[order])
    f1 = 2 * hits / (np.arange(1, len(hits) + 1) + marked.sum())
    smooth = np.convolve(f1, np.ones(201) / 201, "same")
    cut = odds[order[int(smooth.argmax())]]
    return [round(float(v), 4) for v in (base - cut, slope, more)]


def by_folds(rows: list[dict[str, Any]], fit: Any) -> None:
    """Give each row the curve that the other folds' rows make (its own where there is one fold)."""
    for fold in {row["fold"] for row in rows}:
        curve = fit([r for r in rows if r["fold"] != fold and r["corpus"] == BABE] or rows)
        for row in rows:
            if row["fold"] == fold:
                row["tagging"].settings = SimpleNamespace(loaded=curve)


def find_alone(row: dict[str, Any]) -> list[list[int]]:
    """Return the spans of a text that `find` gives a value of at least 0.5."""
    spans = loaded.find(row["document"], SimpleNamespace(tagging=row["tagging"]))
    return [[span.start, span.end] for span in spans if span.value >= 0.5]


def score_texts(rows: list[dict[str, Any]]) -> tuple[dict[int, float], Array]:
    """Return the AUC of sentences by folds, and the weights of the curve over all of them."""
    x = np.array([
        text_features(
            r["evidence"][:, 1], word_values(r["document"], r["tagging"], r["listed"]), r["listed"]
        )
        for r in rows
    ])  # fmt: skip
    y = np.array([row["biased"][0] for row in rows])
    corpus = np.array([row["corpus"] for row in rows], float)
    fold_of = np.array([row["fold"] for row in rows])
    guess = np.zeros(len(y))
    for fold in sorted(set(fold_of.tolist())):
        out = fold_of == fold
        learn = ~out if (~out).any() else out
        w = fit_curve(np.column_stack([x, corpus])[learn], y[learn])
        guess[out] = w[0] + x[out] @ w[1:-1]
    areas = {k: area(guess[corpus == k], y[corpus == k]) for k in (BABE, BASIL)}
    return areas, fit_curve(np.column_stack([x, corpus]), y)[:-1]


def main(options: argparse.Namespace) -> None:
    rows = read(options.heldout)
    scorer = load_scorer(options.shared, "loaded_bench")
    coded, _ = read_coded(options.shared / "gold", 1, None)
    coded = [x for row in coded for x in (alone(row) if "event" in row else [row])]
    gold = {row["id"]: row for row in coded}
    for row in rows:
        spans = gold[row["id"]]["spans"] if row["corpus"] == BABE else []
        prepare(row, gold[row["id"]]["text"], spans)
    babe = [row for row in rows if row["corpus"] == BABE]
    by_folds(rows, fit_words)
    said = {row["id"]: {"spans": find_alone(row)} for row in babe}
    result = scorer.score_terms([gold[key] for key in said], said)
    areas, weights = score_texts(rows)
    n = len(options.heldout)
    part = "all" if n == options.folds else f"{n} of"
    how = f"{part} {options.folds} folds of develop, each read by a fit that had left it out"
    if n == 1:  # no other fold to choose the cut and the curve on
        how += "; cut and curve fitted on the same fold, which flatters"
    figures = {
        "how": how,
        "babe_words": round(result["token"]["f1"], 4),
        "babe_text": round(areas[BABE], 4),
        "basil_text": round(areas[BASIL], 4),
    }
    print(result["token"], figures)
    path = options.model / "settings.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings["loaded"] = fit_words(babe)
    settings["text"] = [round(float(v), 4) for v in weights]
    path.write_text(json.dumps(settings) + "\n", encoding="utf-8")
    text = json.dumps(figures, indent=2) + "\n"
    (options.model / "heldout.json").write_text(text, encoding="utf-8")
    print(settings["loaded"], settings["text"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("heldout", type=Path, nargs="+")
    parser.add_argument("--folds", type=int, default=3, help="of which those files are some")
    main(parser.parse_args())
