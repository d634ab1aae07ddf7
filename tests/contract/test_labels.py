"""What a label means stands in labels.csv alone: everything that tells it is made from there."""

from __future__ import annotations

import json
import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import mediakit as mk
from mediakit.__main__ import app
from mediakit.contract import labels, style
from mediakit.contract.labels import ALWAYS, LABELS, MEANINGS, OWN

ROOT = Path(__file__).parents[2]


def test_every_signal_and_label_is_told_in_full() -> None:
    for signal in MEANINGS.values():
        assert signal.definition and signal.counts and signal.misses and signal.counted
        assert signal.when in ("always", "default", "asked", "own list")
        assert bool(signal.labels) == (signal.name != OWN)
        for label in signal.labels.values():
            assert label.definition and label.example and label.misses, label.name
            assert "**" in label.example  # the hit
    assert [name for name, told in MEANINGS.items() if told.when == "always"] == [ALWAYS]
    assert [name for name, told in MEANINGS.items() if told.when == "own list"] == [OWN]
    assert mk.LABELS is LABELS and set(mk.SIGNALS) == set(labels.SOUGHT) > set(labels.DEFAULT)


def test_a_signal_has_all_of_its_looks_or_none() -> None:
    for name, told in MEANINGS.items():
        looks = [told.colour, told.light, told.dark, *([] if name == ALWAYS else [told.line])]
        assert all(looks) or not any(looks), name
        assert len(told.line) in (0, 3)
    assert set(style.LINES) == set(MEANINGS) - {ALWAYS}


def test_the_help_names_what_can_be_sought() -> None:
    said = CliRunner().invoke(app, ["find", "--help"], env={"COLUMNS": "200"}).stdout
    assert ",".join(labels.SOUGHT) in said and f"Without it: {','.join(labels.DEFAULT)}." in said


@pytest.mark.parametrize(
    ("name", "file"),
    [("signals", "docs/signals.md"), ("rules", "docs/rules.md"), ("readme", "README.md")],
)
def test_documents_are_what_run_py_docs_writes(name: str, file: str) -> None:
    written = runpy.run_path(str(ROOT / "docs" / "write.py"))[name]()
    assert written == (ROOT / file).read_text(encoding="utf-8"), f"{file}: run python3 run.py docs"


# ------------------------------------------------------------------------ a signal more
MODULE = """
from mediakit.text.document import Span

def find(document, attributions):
    at = document.text.find("Reed")
    return [Span(at, at + 4, "reed", 0.5)] if at >= 0 else []
"""
ROWS = """\
reeds,,who is Reed,the first Reed,,every other,{} of Reed,height,asked,reeds,#123456,,#fedcba,7 7 2
reeds,reed,Ann Reed herself,,**Reed** left.,her sister,,,,,,,,
"""
READS = """
import contextlib, io, json, runpy, sys
import pandas as pd
import mediakit as mk
from mediakit.__main__ import app
from mediakit.contract import style
from mediakit.pages.report import report_of

articles = mk.load_articles(pd.DataFrame({"text": ["Ann Reed said that it rained."]}), progress=False)
found = mk.find(articles, signals=["loaded", "reeds"], engine="fast", progress=False)
row = found.evidence.query("signal == 'reeds'").iloc[0]
with contextlib.redirect_stdout(io.StringIO()) as help, contextlib.suppress(SystemExit):
    app(["find", "--help"])
print(json.dumps({
    "measured": mk.measure(articles, found).query("label == 'reed'")["per_1000"].max(),
    "explained": mk.explain(articles, row, "fast").set_index("what")["says"]["rule"],
    "view": mk.show(articles, found, articles["article_id"][0]),
    "report": report_of(articles, found),
    "strip": mk.FIGURES["voice_strip"](articles, found)[1]["signal"].dropna().tolist(),
    "colour": style.SIGNAL_COLOURS["reeds"],
    "help": help.getvalue(),
    "docs": runpy.run_path("docs/write.py")["signals"](),
    "floors": runpy.run_path("tests/test_architecture.py")["complaints"](
        __import__("pathlib").Path("mediakit")),
}))
"""


def test_a_new_signal_touches_its_own_file_and_labels_csv_alone(tmp_path: Path) -> None:
    for name in ("mediakit", "docs"):
        leave = shutil.ignore_patterns("models", "__pycache__", "*.png")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=leave)
    (tmp_path / "mediakit" / "models").symlink_to(ROOT / "mediakit" / "models")
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "test_architecture.py", tmp_path / "tests")
    (tmp_path / "mediakit" / "signals" / "reeds.py").write_text(MODULE, encoding="utf-8")
    with (tmp_path / "mediakit" / "contract" / "labels.csv").open("a", encoding="utf-8") as file:
        file.write(ROWS)
    done = subprocess.run(
        [sys.executable, "-c", READS], cwd=tmp_path, env={**os.environ, "PYTHONPATH": "."},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["measured"] == 0.5 and said["explained"] == "Ann Reed herself"
    assert "reeds · reed · 0.5 of Reed" in said["view"] and "--mk-reeds:#123456" in said["view"]
    assert "--mk-reeds:#fedcba" in said["view"] and "mk-0reeds" in said["view"]
    for part in ("the first Reed", "every other", "reeds: mean height"):
        assert part in said["report"]
    assert "reeds" in said["strip"] and said["colour"] == "#123456"
    assert f"{labels.SOUGHT[-1]},reeds" in "".join(said["help"].split())
    assert "## reeds: who is Reed" in said["docs"]
    assert "| `reed` | Ann Reed herself | **Reed** left. | her sister |" in said["docs"]
    assert said["floors"] == []


@pytest.mark.parametrize(
    ("signal", "label", "rule"),
    [
        ("stance", "scare_quote", "up to four quoted words in nobody’s mouth"),
        ("naming", "description", "apposition"),
        ("mine", "own", None),
        ("stance", "own", None),
    ],
)
def test_the_rule_of_a_label_is_its_definition(signal: str, label: str, rule: str | None) -> None:
    said = labels.rule_of(signal, label)
    assert said is None if rule is None else rule in (said or "")
    assert "*" not in (said or "")
