"""The documents say what the code does: labels, figures and the lists they were measured with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import mediakit as mk
from mediakit.figures import FIGURES, draw
from mediakit.resources import measured_hash
from mediakit.tables import LABELS

ROOT = Path(__file__).parents[1]
SIGNALS = (ROOT / "docs" / "signals.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(signal: str) -> str:
    """Return the part of signals.md under the heading of one signal."""
    found = re.search(rf"^## {signal}:.*?(?=^## |\Z)", SIGNALS, re.MULTILINE | re.DOTALL)
    assert found, f"docs/signals.md has no section on {signal}"
    return found[0]


@pytest.mark.parametrize(("signal", "label"), [(s, one) for s in LABELS for one in LABELS[s]])
def test_every_label_is_defined_with_an_example(signal: str, label: str) -> None:
    rows = [row for row in section(signal).splitlines() if row.startswith(f"| `{label}` |")]
    assert len(rows) == 1
    cells = [cell.strip() for cell in rows[0].strip("|").split("|")]
    assert len(cells) == 4 and all(cells)
    assert "**" in cells[2] or label == "in_context"


def test_signals_md_defines_nothing_that_is_not_there() -> None:
    defined = re.findall(r"^\| `(\w+)` \|", SIGNALS, re.MULTILINE)
    known = {label for labels in LABELS.values() for label in labels}
    assert set(defined) - known == {"narrator", "paraphrase", "quotation"}


def test_the_accuracy_in_the_readme_was_measured_with_these_lists() -> None:
    measured = re.search(r"lists ([0-9a-f]{12})", README)
    assert measured, "README.md holds no table of accuracy: run python3 run.py bench"
    assert measured[1] == measured_hash(), "the data files changed: run python3 run.py bench"


def test_the_links_of_the_documents_lead_somewhere() -> None:
    for name in ("README.md", "docs/design.md", "docs/signals.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:\s]+)\)", text):
            assert (ROOT / name).parent.joinpath(target).exists(), f"{name}: {target}"


def test_the_tables_of_the_figures_in_git_are_those_of_the_code(tmp_path: Path) -> None:
    # Pictures drift with matplotlib's versions, tables do not.
    articles = mk.load_articles(ROOT / "seeds", progress=False)
    draw(articles, mk.find(articles), tmp_path)
    for name in FIGURES:
        made = (tmp_path / f"{name}.csv").read_bytes()
        assert made == (ROOT / "figures" / f"{name}.csv").read_bytes(), (
            f"{name}: run run.py figures"
        )
