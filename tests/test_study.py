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

import nbformat
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


# ---- what the prose says of BASIL ------------------------------------------------------------


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(ROOT / "figures" / f"basil_{name}.csv")


def prose() -> str:
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    return " ".join(cell.source for cell in cells if cell.cell_type == "markdown")


def counted(number: int) -> str:
    return "no one two three four five six seven eight nine".split()[number]


def probability(p: float) -> str:
    return f"p = {p:.3f}".replace("0.", ".")


def test_an_order_is_read_only_where_interval_and_p_agree() -> None:
    both = table("tool_and_gold")
    for end in ("", "_new"):
        clear = (both[f"low{end}"] > 0) | (both[f"high{end}"] < 0)
        agree = clear & (both[f"p{end}"] <= 0.05)
        more = both["group"].where(both[f"estimate{end}"] > 0, both["other"]) + " more"
        assert both[f"reads{end}"].tolist() == more.where(agree, "no order").tolist()


def test_the_prose_says_of_the_gold_and_the_tool_what_their_table_says() -> None:
    both, said = table("tool_and_gold"), prose()
    is_gold = both["label"].str.startswith("gold")
    gold, tool = both[is_gold].set_index(["group", "other"]), both[~is_gold]
    one = gold.loc["Huffington Post", "New York Times"]
    ordered = (gold[["reads", "reads_new"]] != "no order").sum()
    pairs = tool.loc[tool["reads"] != "no order"]
    signs = (
        tool["estimate_new"] * gold.loc[list(zip(tool["group"], tool["other"], strict=True)), "estimate_new"].to_numpy()
    )  # fmt: skip
    assert ordered.tolist() == [0, 0]
    assert pairs.groupby("label")["reads"].agg(sorted).to_dict() == {
        "in the list": ["Fox News more", "Huffington Post more"],
        "value ≥ 0.5": ["Huffington Post more", "Huffington Post more"],
    }
    left = tool.loc[tool["reads_new"] != "no order", ["label", "other", "reads_new"]]
    assert left.values.tolist() == [["value ≥ 0.5", "Huffington Post", "Huffington Post more"]]
    for words in (
        f"orders {counted(0)} pair of three",
        f"({one.estimate:.2f} more per 1,000 words, {one.low:.2f} to {one.high:.2f}; "
        f"{probability(one.p)})",
        f"({one.estimate_new:.2f} more, {one.low_new:.2f} to {one.high_new:.2f}; "
        f"{probability(one.p_new)})",
        f"orders {counted(len(pairs))} pairs in two readings of three",
        f"{counted(int((signs > 0).sum()))} of the {counted(len(signs))} estimates",
    ):
        assert words in said, words


def test_the_prose_says_of_the_overlap_what_its_table_says() -> None:
    overlap, said = table("overlap"), prose()
    share = overlap.set_index(["signal", "label", "group"]).sort_index()["estimate"].round()
    found, inside = share["gold found", "value ≥ 0.5"], share["marks in gold", "value ≥ 0.5"]
    assert round(found["learnt from"]) in range(68, 73)
    assert found["learnt from"] / found["new"] > 2 and inside["learnt from"] / inside["new"] > 2
    assert round(share["marks in gold", "in the list"]["new"]) in range(8, 13)  # one of ten
    marks = overlap[overlap["signal"] == "gold found"].drop_duplicates("group")["of"].sum()
    for words in (
        "seven tenths of the gold is found there", f"on new events {found['new']:.0f} %",
        f"of its marks {inside['learnt from']:.0f} % are in the gold there, on new events "
        f"{inside['new']:.0f} %",
        f"With {marks} marks in 300 articles",
    ):  # fmt: skip
        assert words in said, words


def test_the_prose_says_of_positioning_and_words_what_their_tables_say() -> None:
    told, said = table("positioning"), prose()
    off = told.query("low > base or high < base")
    assert off[["group", "speaker"]].values.tolist() == [["Huffington Post", "Donald Trump"]]
    times = counted(round((off["share"] / off["base"]).item()))
    assert f"of Donald Trump {times} times as often as of all its sources" in said
    words = table("keyness").groupby("group")["term"].agg(set)
    assert {"mr", "mrs", "representative"} <= words["New York Times"] and "gop" in words["Huffington Post"]  # fmt: skip
    assert {"sen", "rep"} <= words["Fox News"] & words["Huffington Post"]
