"""The documents say what the code does: labels, figures and the lists they were measured with."""

from __future__ import annotations

import platform
import re
import runpy
from importlib.metadata import version
from pathlib import Path

import pandas as pd
import pytest

import mediakit as mk
from mediakit.attribution import RULES, sentence
from mediakit.contract.hashes import evidence_hash
from mediakit.contract.labels import LABELS
from mediakit.contract.tables import ATTRIBUTIONS, SINCE_0_2
from mediakit.figures.catalogue import FIGURES, draw
from tests.agreement import assert_tables_agree

DRAWN_WITH = "1.32"  # the onnxruntime with which `run.py figures` was run last
RATE = "field signal label voice group"
#: What names a row of each table, and what its rates may differ by on another kind of processor or
#: with another onnxruntime. Seen were 4 words and 12 % of a rate of few hits, .33 of log odds around .4.
KEYS = {
    "voice_strip": ("kind field voice signal label text", 0.0),
    "who_speaks": ("speaker", 0.12),
    "loaded_rates": (f"kind {RATE} other", 0.12),
    "loaded_differences": (f"kind {RATE} other", 0.12),
    "loaded_over_time": (f"{RATE} period", 0.12),
    "source_types": ("group source_type", 0.12),
    "positioning": ("group speaker", 0.12),
    "keyness": ("group term", 0.8),
}
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
    for name in (
        "README.md",
        *(f"docs/{name}.md" for name in ("design", "signals", "speakers", "rules")),
    ):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:\s]+)\)", text):
            assert (ROOT / name).parent.joinpath(target).exists(), f"{name}: {target}"


def same_to_the_bit() -> bool:
    """Tell whether the networks say here what they said where the figures were drawn."""
    with_ = version("onnxruntime").rpartition(".")[0]
    return platform.machine() in ("x86_64", "AMD64") and with_ == DRAWN_WITH


@pytest.fixture(scope="module")
def drawn(
    tmp_path_factory: pytest.TempPathFactory, coverage: tuple[pd.DataFrame, mk.Found]
) -> Path:
    folder = tmp_path_factory.mktemp("drawn")
    by_corpus = runpy.run_path(str(ROOT / "run.py"))["DRAWN"]
    assert {name for names in by_corpus.values() for name in names} == set(FIGURES)
    seed = mk.load_articles(ROOT / "seeds", progress=False)
    read = {"seeds": (seed, mk.find(seed, progress=False)), "data/coverage": coverage}
    for corpus, names in by_corpus.items():
        draw(*read[corpus], folder, only=names)
    return folder


@pytest.mark.parametrize("name", FIGURES)
def test_the_tables_of_the_figures_in_git_are_those_of_the_code(name: str, drawn: Path) -> None:
    # Pictures drift with matplotlib's versions, tables do not.
    made, kept = drawn / f"{name}.csv", ROOT / "figures" / f"{name}.csv"
    if same_to_the_bit():
        assert made.read_bytes() == kept.read_bytes(), f"{name}: run run.py figures"
    keys, rates = KEYS[name]
    slack = {"counts": 4, "rates": rates, "rows": 0.02}
    assert_tables_agree(pd.read_csv(made), pd.read_csv(kept), keys=keys.split(), **slack)


def test_rules_md_lists_the_rules_of_the_code_in_their_order() -> None:
    text = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    listed: dict[str, dict[str, str]] = {}
    for part in text.split("\n### ")[1:]:
        table, _, rows = part.partition("\n")
        listed[table.lower()] = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", rows, re.MULTILINE))
    known = {table: {n: sentence(r) for n, r in rules.items()} for table, rules in RULES.items()}
    assert listed == known, "run python3 run.py docs"
    assert {t: list(r) for t, r in listed.items()} == {t: list(r) for t, r in known.items()}


def test_speakers_md_describes_the_columns_of_rules() -> None:
    text = (ROOT / "docs" / "speakers.md").read_text(encoding="utf-8")
    for column in SINCE_0_2:
        assert f"| `{column}` |" in text and column in ATTRIBUTIONS
    rows = [
        line for line in text.splitlines() if line.startswith(tuple(f"| `{c}`" for c in SINCE_0_2))
    ]
    names = set(re.findall(r"`(\w+)`", " ".join(rows))) - {*SINCE_0_2, "alias"}
    assert names and names <= {name for rules in RULES.values() for name in rules}
