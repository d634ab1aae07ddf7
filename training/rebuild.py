"""Rebuild a shipped network from the gold, stage by stage.

    python -m training.rebuild accurate SHARED MINILM WORK MODEL_DIR
    python -m training.rebuild fast SHARED MINILM WORK MODEL_DIR      # needs the accurate one

SHARED holds gold/, bench/ and corpora/. Every stage has its seed; a stage whose weights stand in
WORK is not run again.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

import torch

from training.accurate import mean_of

#: Each stage: what it goes on from, and its options. A list of (weights, share) is their mean.
ACCURATE: dict[str, list[str] | list[tuple[str, int]]] = {
    "a": ["--epochs", "7", "--seed", "13"],
    "b": ["--start", "a/network.pt", "--epochs", "3", "--rate", "2e-4", "--seed", "14"],
    "ab.pt": [("a/network.pt", 2), ("b/epoch3.pt", 2), ("b/epoch2.pt", 1)],
    "c": ["--start", "ab.pt", "--epochs", "2", "--passes", "2", "--rate", "2e-4", "--seed", "15"],
    "abc.pt": [("c/epoch2.pt", 2), ("c/epoch1.pt", 1), ("ab.pt", 1)],
    "d": [
        "--start", "abc.pt", "--epochs", "1", "--passes", "2", "--rate", "1e-4", "--seed", "16",
        "--share", "0.7",
    ],
    "abcd.pt": [("d/epoch1.pt", 3), ("abc.pt", 1)],
    "e": [
        "--start", "abcd.pt", "--teacher", "ab.pt", "--epochs", "1", "--passes", "1",
        "--rate", "1.5e-4", "--seed", "18", "--share", "0.8", "--excerpts", "2",
    ],
    "shipped.pt": [("e/epoch1.pt", 3), ("abc.pt", 1)],
}  # fmt: skip
#: Fits without a fold of BABE and BASIL: what they say of it is what `training.cut` reads.
FOLDS = [
    ["--start", "ab.pt", "--teacher", "ab.pt", "--epochs", "2", "--passes", "3", "--rate", "2e-4",
     "--seed", "15", "--share", "0.1", "--folds", "5", "--without", fold]
    for fold in ("0", "1", "2", "3", "4")
]  # fmt: skip


def run(module: str, *options: str | Path) -> None:
    """Run one of the scripts of this folder; stop where it fails."""
    command = [sys.executable, "-m", f"training.{module}", *map(str, options)]
    print(" ".join(command), flush=True)
    subprocess.run(command, check=True)


def fit(gold: Path, minilm: Path, work: Path, name: str, options: list[str]) -> None:
    """Run one stage, unless its weights stand already."""
    if not (work / name / "network.pt").exists():
        paths = [str(work / one) if one.endswith(".pt") else one for one in options]
        run("accurate", gold, minilm, work / name, *paths)


def accurate(shared: Path, minilm: Path, work: Path, model: Path) -> None:
    work.mkdir(parents=True, exist_ok=True)
    for name, stage in ACCURATE.items():
        if name.endswith(".pt"):
            parts = [(torch.load(work / file, weights_only=True), share) for file, share in stage]
            torch.save(mean_of([one for one, share in parts for _ in range(share)]), work / name)
        else:
            fit(shared / "gold", minilm, work, name, stage)
    for number, options in enumerate(FOLDS):
        fit(shared / "gold", minilm, work, f"fold{number}", options)
    articles = shared / "corpora/allsides_sample.parquet"
    weights = work / "shipped.pt"
    run("export", shared / "gold", minilm, weights, model, "--articles", articles)
    run("settle", shared, model)
    held = [work / f"fold{n}/heldout.pickle" for n in range(len(FOLDS))]
    run("cut", shared, model, *held, "--folds", "5")


def fast(shared: Path, minilm: Path, work: Path, model: Path) -> None:
    articles, gold = shared / "corpora/allsides_sample.parquet", shared / "gold"
    first = work / "first"
    run("fast", "label", articles, first, "--limit", "3200")
    run("fast", "fit", gold, first, "--minilm", minilm, "--passes", "0")
    run("fast", "label", articles, work / "judged", "--limit", "2000")  # now with loadedness
    labels = ["--labels", work / "judged/labels.pickle", "--rate", "1e-3"]
    for name, start, options in (
        ("second", "first", ["--passes", "2", "--epochs", "2", "--seed", "14"]),
        ("third", "second", ["--passes", "10", "--epochs", "1", "--seed", "15"]),
        (
            "fourth",
            "second",
            ["--passes", "10", "--epochs", "1", "--seed", "15", "--excerpts", "4"],
        ),
    ):
        run("fast", "fit", gold, work / name, "--start", work / start, *labels, *options)
    shipped = work / "shipped"
    shipped.mkdir(exist_ok=True)
    shutil.copy(work / "third/vocabulary.txt", shipped)
    parts = [torch.load(work / f"{n}/network.pt", weights_only=True) for n in ("third", "fourth")]
    torch.save(mean_of(parts), shipped / "network.pt")
    run("fast", "export", shipped, model)
    run("settle", shared, model)
    # The figures that ship were measured with teachers that had left the same fold out; here the
    # teacher has seen it, which flatters a little.
    for number in ("0", "1"):
        fold = ["--folds", "3", "--without", number, "--epochs", "1", "--passes", "12"]
        run("fast", "fit", gold, work / f"fold{number}", "--start", first, *labels, *fold)
    run("cut", shared, model, *(work / f"fold{n}/heldout.pickle" for n in (0, 1)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", choices=("accurate", "fast"))
    for name in ("shared", "minilm", "work", "model"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    build = accurate if options.engine == "accurate" else fast
    build(options.shared, options.minilm, options.work, options.model)
