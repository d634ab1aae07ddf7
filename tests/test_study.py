"""Notebook 05 on a corpus in BASIL's shape whose texts are made up, and its prose on BASIL itself.

BASIL does not come with mediakit. So the notebook's code runs here on a corpus in which one
difference is planted, and what its prose says of BASIL is held against the tables in figures/,
which `python3 run.py study` draws of the real one.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import random
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from mediakit.datasets import registry

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "notebooks" / "05_three_outlets_one_hundred_events.ipynb"
ARCHIVE = "emnlp19-BASIL.zip"
OUTLETS = ("fox", "hpo", "nyt")
EVENTS = 24
PEOPLE = ("Ann Reed", "Tim Cole", "Ida Holt", "Donald Trump", "Paul Lind", "Rosa Ahn")
PLAIN = (
    "The bill passed on {day} after two votes.", "Rain kept the crowd away from the square.",
    "The vote was the second of the month.", "The mill will close in the spring.",
    "Lawmakers may return to it before summer.", "Two roads were shut for most of {day}.",
)  # fmt: skip
SAID = (
    "“We will vote on it again,” {who} said on {day}.", "{who} claimed that the bridge was safe.",
    "{who}, a senator, said the tax would stay.", "According to {who}, nobody had read the bill.",
    "“It was a sham,” said {who}, a lawyer. “We will appeal.”",
)  # fmt: skip
LOADED = ("The disgraceful scheme failed.", "The regime fell silent.", "It was a radical plan.")
DAYS = ("Monday", "Tuesday", "Friday")


# ---- a corpus in BASIL's shape ---------------------------------------------------------------


def annotation(text: str, start: int, quote: str) -> dict[str, Any]:
    return {
        "start": start, "end": start + len(text), "text": text, "target": "Tim Cole",
        "polarity": "Negative", "aim": "Direct", "indirect-ally-opponent-sentiment": "",
        "bias": "Lexical", "quote": quote, "speaker": "",
    }  # fmt: skip


def article(event: int, outlet: str, rng: random.Random) -> dict[str, Any]:
    """Write an article; the Huffington Post's (`hpo`) holds three loaded sentences, all marked."""
    names = rng.sample(PEOPLE, 3)
    lines = [*rng.sample(PLAIN, 4), *rng.sample(SAID, 3)]
    lines += LOADED if outlet == "hpo" else rng.sample(LOADED, rng.random() < 0.5)
    rng.shuffle(lines)
    body = []
    for number, line in enumerate(lines):
        sentence = line.format(who=names[number % 3], day=rng.choice(DAYS))
        marked = ("disgraceful", "regime", "radical", *(["sham"] if event % 3 == 0 else []))
        found = [
            annotation(word, sentence.index(word), "Yes" if word == "sham" else "No")
            for word in marked
            if word in sentence
        ]
        body.append({"sentence": sentence, "sentence-index": number, "annotations": found})
    return {
        "source": outlet, "main-entities": ["Tim Cole"], "main-event": "the bill",
        "title": f"Vote {event} on the bill", "url": "https://example.org", "annotators": ["A"],
        "date": f"2016-{1 + event % 12:02}-15", "body": body,
        "article-level-annotations": {"author-sentiment": {}, "stance": "Center"},
    }  # fmt: skip


@pytest.fixture
def constructed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the corpus, let the list of corpora know it, and return its folder."""
    rng = random.Random(7)
    with zipfile.ZipFile(tmp_path / ARCHIVE, "w") as archive:
        for event in range(EVENTS):
            for outlet in OUTLETS:
                content = json.dumps(article(event, outlet, rng))
                archive.writestr(f"emnlp19-BASIL/data/{event}_{outlet}.json", content)
    rows = json.loads(registry.LIST.read_text(encoding="utf-8"))
    [file] = rows["basil"]["files"]
    file["sha256"] = hashlib.sha256((tmp_path / ARCHIVE).read_bytes()).hexdigest()
    (tmp_path / "corpora.json").write_text(json.dumps(rows), encoding="utf-8")
    monkeypatch.setattr(registry, "LIST", tmp_path / "corpora.json")
    monkeypatch.setenv("MEDIAKIT_DATA", str(tmp_path))
    return tmp_path


def command() -> ModuleType:
    """Return notebooks/05_figures.py, the command that runs the notebook and draws its figures."""
    spec = importlib.util.spec_from_file_location("study", NOTEBOOK.parent / "05_figures.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_study_runs_and_finds_what_was_planted(
    constructed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    study = command()
    monkeypatch.chdir(ROOT)  # whatever main() changes to, the test comes back
    monkeypatch.setattr(study, "FIGURES", constructed / "figures")
    study.FIGURES.mkdir()
    assert study.main() == 0
    capsys.readouterr()
    drawn = {path.name for path in study.FIGURES.iterdir()}
    assert drawn == {path.name for path in (ROOT / "figures").glob("basil_*")}
    for path in study.FIGURES.glob("*.csv"):
        made, kept = pd.read_csv(path), pd.read_csv(ROOT / "figures" / path.name)
        assert list(made.columns) == list(kept.columns), path.name

    both = pd.read_csv(study.FIGURES / "basil_tool_and_gold.csv")
    pairs = both.groupby(["group", "other"])["reads"].agg(list).to_dict()
    assert pairs == {
        ("Fox News", "Huffington Post"): ["Huffington Post more"] * 4,
        ("Fox News", "New York Times"): ["no order"] * 4,
        ("Huffington Post", "New York Times"): ["Huffington Post more"] * 4,
    }
    overlap = pd.read_csv(study.FIGURES / "basil_overlap.csv")
    assert (overlap.query("signal == 'gold found'")["estimate"] > 50).all()
