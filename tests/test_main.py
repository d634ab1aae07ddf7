"""The command line as a user meets it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import Result
from typer.testing import CliRunner

import mediakit
from mediakit import results
from mediakit.__main__ import app
from mediakit.results import read_results

TEXT = "The regime fell, officials said. “It was a lifeline,” said Ann Lee."


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], prog_name="mediakit")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "coverage"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_text(f"{TEXT} This is {name}.", encoding="utf-8")
    return folder


# ------------------------------------------------------------------------------ find


def test_find_says_in_plain_lines_what_it_did(source: Path, tmp_path: Path) -> None:
    result = run("find", source, "--out", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (0, "")
    _, found = read_results(tmp_path / "out")
    n = found.evidence["signal"].value_counts()
    kinds = found.attributions["kind"].value_counts()
    lines = result.stdout.splitlines()
    assert lines[0] == "2 articles read, 0 skipped"
    assert lines[1].startswith(f"{found.words['n_words'].sum()} words in ")
    assert "words per second (finding alone " in lines[1]
    assert f"sourcing {n['sourcing']}" in result.stdout
    assert f"direct {kinds['direct']}" in result.stdout
    assert f"mediakit figures {tmp_path / 'out'} --out figures" in result.stdout
    assert "mk.read_results(" in result.stdout


def test_quiet_says_nothing(source: Path, tmp_path: Path) -> None:
    result = run("find", source, "--out", tmp_path / "out", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_options_reach_the_run(source: Path, tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("lifeline\n")
    (tmp_path / "b.csv").write_text("term\nofficial*\n")
    result = run(
        "find", source / "one.txt", source / "two.txt", "--out", tmp_path / "out",
        "--engine", "fast", "--no-clean", "--signals", "loaded, stance", "--format", "jsonl",
        "--lexicon", tmp_path / "words.txt", "--lexicon", f"elite={tmp_path / 'b.csv'}",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    settings = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["settings"]
    assert settings["engine"] == "fast"
    assert settings["clean"] is False
    assert settings["signals"] == ["loaded", "stance"]
    assert settings["format"] == "jsonl"
    _, found = read_results(tmp_path / "out")
    own = found.evidence.query("signal == 'wording'")
    assert own.groupby("label")["text"].unique().map(list).to_dict() == {
        "words": ["lifeline"], "elite": ["officials"]
    }  # fmt: skip


def test_bad_files_are_named_up_to_five(source: Path, tmp_path: Path) -> None:
    for n in range(7):
        (source / f"bad{n}.docx").write_bytes(b"no docx")
    result = run("find", source, "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert result.stdout.startswith("2 articles read, 7 skipped\n")
    assert [n for n in range(7) if f"bad{n}.docx" in result.stdout] == [0, 1, 2, 3, 4]
    assert "… and 2 more: see the table report" in result.stdout


def test_the_same_again_another_and_replace(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("find", source, "--out", out).exit_code == 0
    again = run("find", source, "--out", out)
    assert again.exit_code == 0
    assert again.stdout.startswith("Nothing to do")
    other = run("find", source, "--out", out, "--engine", "fast")
    assert (other.exit_code, other.stdout) == (2, "")
    assert "engine (was accurate, is fast)" in other.stderr
    assert "--replace" in other.stderr
    assert run("find", source, "--out", out, "--engine", "fast", "--replace").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["coverage"], "--out"),
        (["--out", "out"], "INPUT"),
        (["nowhere.csv", "--out", "out"], "'nowhere.csv', which is no file or folder"),
        (["coverage", "nowhere", "--out", "out"], "'nowhere', which is no file"),
        (["coverage", "--out", "."], "the folder that is read|is not empty"),
        (["coverage", "--out", "coverage/out"], "the folder that is read"),
        (["coverage", "--out", "out", "--engine", "quick"], "quick"),
        (["coverage", "--out", "out", "--signals", "lodaed"], "Did you mean 'loaded'"),
        (["coverage", "--out", "out", "--lexicon", "no.txt"], "'no.txt' is no file"),
        (["coverage", "--out", "out", "--lexicon", "a=no.txt"], "'no.txt' is no file"),
        (["coverage", "--out", "out", *["--lexicon", "words.txt"] * 2], "'words' twice"),
        (["coverage", "--out", "out", "--lexicon", "=words.txt"], "NAME=words.txt"),
        (["coverage", "--out", "out", "--lexicon", "empty.txt"], "'empty' is empty"),
        (["coverage", "--out", "words.txt"], "is a file"),
    ],
)
def test_wrong_use_is_said_in_one_message(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    (tmp_path / "words.txt").write_text("lifeline\n")
    (tmp_path / "empty.txt").write_text("")
    monkeypatch.chdir(tmp_path)
    result = run("find", *arguments)
    assert result.exit_code == 2
    assert any(part in result.stderr for part in said.split("|"))
    assert "Traceback" not in result.output
    assert {path.name for path in tmp_path.iterdir()} == {"coverage", "words.txt", "empty.txt"}


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "Stopped. Nothing was written."),
        (OSError(28, "No space left on device"), 1, "No space left"),
        (KeyError("x"), 1, "KeyError: 'x' (test_main.py, line "),
        (UnicodeDecodeError("utf-8", b"", 0, 1, "bad"), 1, "UnicodeDecodeError"),
    ],
)
def test_failures_are_said_without_traceback(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int,
    said: str,
) -> None:  # fmt: skip
    def fail(articles: pd.DataFrame, **options: Any) -> None:
        raise error

    monkeypatch.setattr(results, "find", fail)
    result = run("find", source, "--out", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["coverage"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to catch")
def test_a_run_that_is_told_to_end_leaves_no_trace(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(results, "find", lambda *_, **__: signal.raise_signal(signal.SIGTERM))
    assert run("find", source, "--out", tmp_path / "out").exit_code == 130
    assert [path.name for path in tmp_path.iterdir()] == ["coverage"]
    assert signal.getsignal(signal.SIGTERM) == before


def test_results_are_no_articles(source: Path, tmp_path: Path) -> None:
    run("find", source, "--out", tmp_path / "out")
    result = run("find", tmp_path / "out", "--out", tmp_path / "more")
    assert result.exit_code == 2
    assert "mediakit figures" in result.stderr


# --------------------------------------------------------------------------- figures


def test_figures_of_results_and_of_articles_are_the_same(source: Path, tmp_path: Path) -> None:
    run("find", source, "--out", tmp_path / "out")
    written = {}
    for corpus in (tmp_path / "out", source):
        folder = tmp_path / f"figures_of_{corpus.name}"
        result = run("figures", corpus, "--out", folder)
        assert result.exit_code == 0, result.output
        files = [Path(line) for line in result.stdout.splitlines()]
        assert files and all(file.is_file() for file in files)
        assert set(files) == {file for file in folder.rglob("*") if file.is_file()}
        written[corpus.name] = {file.name: file.read_bytes() for file in files}
    assert written["out"] == written["coverage"]


def test_one_figure_only(source: Path, tmp_path: Path) -> None:
    name = next(iter(mediakit.FIGURES))
    result = run("figures", source, "--out", tmp_path / "figures", "--only", name)
    assert result.exit_code == 0, result.output
    assert all(Path(line).name.startswith(name) for line in result.stdout.splitlines())


def test_an_unknown_figure_names_the_known_ones(source: Path, tmp_path: Path) -> None:
    result = run("figures", source, "--out", tmp_path / "figures", "--only", "pie")
    assert result.exit_code == 2
    assert all(repr(name) in result.stderr for name in mediakit.FIGURES)
    assert not (tmp_path / "figures").exists()


def test_figures_of_nothing(tmp_path: Path) -> None:
    result = run("figures", tmp_path / "nowhere", "--out", tmp_path / "figures")
    assert result.exit_code == 2
    assert "no file or folder" in result.stderr


# --------------------------------------------------------------------------- the rest


def test_version_and_help() -> None:
    assert run("--version").stdout == f"mediakit {mediakit.__version__}\n"
    for command in ([], ["find"], ["figures"]):
        result = run(*command, "--help")
        assert result.exit_code == 0
        assert "\x1b" not in result.stdout and "╭" not in result.stdout


def test_the_command_runs_as_a_module(source: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-m", "mediakit", "find", source, "--out", "out"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2 articles read, 0 skipped\n")
    assert len(read_results(tmp_path / "out")[0]) == 2
