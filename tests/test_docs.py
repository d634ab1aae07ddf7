"""The documents say what the code does: labels, figures and the lists they were measured with."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pandas as pd
import pytest

import mediakit as mk
from mediakit.contract.hashes import evidence_hash
from mediakit.contract.labels import LABELS
from mediakit.figures.catalogue import FIGURES, draw

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.slow  # any changed rule asks for the bench: once before an issue is called done
def test_the_accuracy_in_the_readme_was_measured_with_these_rules() -> None:
    measured = re.findall(r"lists, models and rules ([0-9a-f]{12})", README)
    assert len(measured) == 2, "README.md lacks a table of accuracy: run python3 run.py bench"
    assert set(measured) == {evidence_hash()}, (
        "lists, models or rules changed: run python3 run.py bench"
    )


def test_every_coded_label_was_read_by_two_and_is_mostly_right() -> None:
    codes = pd.read_csv(ROOT / "tests" / "codes" / "hits.csv")
    assert not codes.duplicated(["article_id", "start", "end", "label"]).any()
    assert set(codes["label"]) >= set(LABELS["stance"])
    shares = codes.groupby("label")[["reader_a", "reader_b"]].mean()
    assert (codes.groupby("label").size() == 50).all() and (shares >= 0.8).all(axis=None)


def test_the_links_of_the_documents_lead_somewhere() -> None:
    for name in ("README.md", "docs/design.md", "docs/signals.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:\s]+)\)", text):
            assert (ROOT / name).parent.joinpath(target).exists(), f"{name}: {target}"


def test_the_tables_of_the_figures_in_git_are_those_of_the_code(
    tmp_path: Path, coverage: tuple[pd.DataFrame, mk.Found]
) -> None:
    # Pictures drift with matplotlib's versions, tables do not.
    drawn = runpy.run_path(str(ROOT / "run.py"))["DRAWN"]
    seed = mk.load_articles(ROOT / "seeds", progress=False)
    read = {"seeds": (seed, mk.find(seed, progress=False)), "data/coverage": coverage}
    for corpus, names in drawn.items():
        draw(*read[corpus], tmp_path, only=names)
    assert {name for names in drawn.values() for name in names} == set(FIGURES)
    for name in FIGURES:
        made = (tmp_path / f"{name}.csv").read_bytes()
        assert made == (ROOT / "figures" / f"{name}.csv").read_bytes(), (
            f"{name}: run run.py figures"
        )
