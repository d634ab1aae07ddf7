"""The command line as a user meets it."""

from __future__ import annotations

import json
import re
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
from mediakit.__main__ import app
from mediakit.contract.tables import REPORT, make
from mediakit.results import summary, writer
from mediakit.results.folder import read_results
from mediakit.results.summary import reason_lines

TEXT = "The regime fell, officials said. “It was a lifeline,” said Ann Lee."
TWO = "The talks, as officials put it, collapsed. “We sent them a lifeline,” claimed Ann Lee."


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], prog_name="mediakit")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "coverage"
    folder.mkdir()
    (folder / "one.txt").write_text(f"{TEXT} This is one.", encoding="utf-8")
    (folder / "two.txt").write_text(TWO, encoding="utf-8")
    return folder


# ------------------------------------------------------------------------------ find


def is_progress(said: str) -> bool:
    """Tell whether nothing was said but how far it is, which a slow machine hears of."""
    return all(line.startswith("Reading: ") for line in said.splitlines())


def test_find_says_in_plain_lines_what_it_did(source: Path, tmp_path: Path) -> None:
    result = run("find", source, "--out", tmp_path / "out")
    assert result.exit_code == 0 and is_progress(result.stderr)
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


def test_no_warning_is_left_to_the_report_and_each_says_what_to_do() -> None:
    reasons = [f"{chr(97 + n) * 3} is doubtful: mend it" for n in range(12)]
    reasons += ["date '1.1.2099': is in the future", "date '3/4/2018': either may be; say dayfirst"]
    rows = [{"reason": reason, "kind": "warning"} for reason in reasons]
    rows += [{"reason": "menus taken out: Home", "kind": "mended"}]
    lines = reason_lines(make("report", ([row.get(name) for name in REPORT] for row in rows)))
    assert len(lines) == 16 and lines[-2] == "  … and 1 for 1 other reason"
    assert "  1 × date '3/4/2018': either may be; say dayfirst" in lines


def test_reasons_are_grouped_and_counted(source: Path, tmp_path: Path) -> None:
    for n in range(7):
        (source / f"bad{n}.docx").write_bytes(b"no docx")
    (source / "a.xyz").write_bytes(b"")
    for n in range(9):
        (source / f"mojibake{n}.txt").write_text(f"â€œYes,â€\x9d said number {n}.", "utf-8")
    for n, date in enumerate(["2016", "soon: at 12:30"]):
        (source / f"t{n}.csv").write_text(f"text,date\nText {n}.,'{date}'\n")
    result = run("find", source, "--out", tmp_path / "out", "--signals", "stance")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "13 articles read, 8 files skipped"
    shown = [line for line in lines if line.startswith("  ") and "mk" not in line][:5]
    at = source.as_posix()
    assert shown[0].startswith("  7 × unreadable file: Package not found at … (first ")
    assert shown[0].endswith(f" (first {at}/bad0.docx)")
    assert shown[1].startswith("  1 × unknown ending '.xyz': ")
    assert shown[1].endswith(f" ({at}/a.xyz)")
    assert shown[2].startswith(
        "  2 × date … was not read: it has no full date in a known form (first "
    )
    assert shown[3] == f"  9 × mojibake repaired (first {at}/mojibake0.txt, mojibake0, text)"
    assert shown[4] == "  All of them: see the table report"


def test_many_kinds_of_reasons_are_cut(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summary, "MOST", 1)
    monkeypatch.setattr(summary, "MOST_GRAVE", 1)
    text = "".join(f"Text {n}.,no date {letter}\n" for n, letter in enumerate("abc"))
    (source / "a.csv").write_text(f"text,date\n{text}")
    for n in range(8):
        (source / f"b{n}.csv").write_text(f"col{'abcdefgh'[n]}\nx\n")
    result = run("find", source, "--out", tmp_path / "out", "--signals", "stance")
    assert (
        f"  8 × no column for the text; its columns are … (first {(source / 'b0.csv').as_posix()})"
    ) in result.stdout
    assert "  … and 3 for 1 other reason\n" in result.stdout


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text("body,teaser,source,issued on\nThe regime fell.,Perhaps.,Post,12 May 2014\n")
    return path


def test_what_was_mapped_is_said(table: Path, tmp_path: Path) -> None:
    result = run("find", table, "--out", tmp_path / "out")
    assert result.stdout.splitlines()[1] == "Columns: body -> text, source -> outlet"
    advice = "column 'issued on' looks like dates: --columns \"published=issued on\" reads it"
    assert f"  1 × {advice} (" in result.stdout


def test_distinct_mappings_are_one_line_each(table: Path, tmp_path: Path) -> None:
    others = [tmp_path / f"{name}.csv" for name in "ab"]
    for n, other in enumerate(others):
        other.write_text(f"content\nText {n}.\n")
    result = run("find", table, *others, "--out", tmp_path / "out")
    assert result.stdout.splitlines()[1:3] == [
        "Columns: content -> text (in 2 files)",
        "Columns: body -> text, source -> outlet (in 1 file)",
    ]


def test_columns_can_be_chosen(table: Path, tmp_path: Path) -> None:
    result = run(
        "find", table, "--out", tmp_path / "out", "--columns", "text=teaser",
        "--columns", " published = issued on ",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "Columns: teaser -> text, issued on -> published, source -> outlet" in result.stdout
    articles, _ = read_results(tmp_path / "out")
    assert articles["text"].tolist() == ["Perhaps."]
    assert articles["published"].tolist() == [pd.Timestamp("2014-05-12")]
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert manifest["settings"]["columns"] == {"published": "issued on", "text": "teaser"}
    again = run("find", table, "--out", tmp_path / "out")
    assert again.exit_code == 2
    assert "columns (was published=issued on,text=teaser, is the default)" in again.stderr


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (["text"], "got 'text'; expected OURS=THEIRS"),
        (["text="], "expected OURS=THEIRS"),
        (["=body"], "expected OURS=THEIRS"),
        (["text=body", "text=teaser"], "named twice"),
        (["txt=body"], "--columns names 'txt', which is no column of the articles table"),
        (["text=bodi"], "no column 'bodi' as asked for with --columns; its columns are 'body'"),
    ],
)
@pytest.mark.parametrize("command", ["find", "figures"])
def test_wrong_columns_are_said(
    table: Path, tmp_path: Path, command: str, columns: list[str], said: str
) -> None:
    options = [part for column in columns for part in ("--columns", column)]
    result = run(command, table, "--out", tmp_path / "out", *options)
    assert result.exit_code == 2
    assert said in result.stderr and "columns={" not in result.stderr
    assert not (tmp_path / "out").exists()


def test_check_says_what_became_of_each_file_the_worst_first(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('text\nTaxes rise.\n""\n', encoding="utf-8")
    (tmp_path / "b.txt").write_text("Taxes fall.", encoding="utf-8")
    (tmp_path / "c.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    result = run("check", tmp_path)
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[0] == (
        "Skipped 1 file and 1 article; read 2 articles from 2 files. None has an outlet or a date."
    )
    assert lines[1].endswith("a.csv: table in a text file, 1 read, 1 skipped")
    assert "c.doc: unknown format, 0 read; unknown ending" in lines[2]
    assert "  1 file of the format text: 1 article, none skipped" in lines
    assert any("1 × empty text" in line for line in lines)
    strict = run("check", tmp_path, "--strict", "--out", tmp_path / "report.csv")
    assert strict.exit_code == 1
    assert "skipped file" in (tmp_path / "report.csv").read_text(encoding="utf-8")
    assert run("check", tmp_path / "b.txt", "--strict").exit_code == 0
    assert run("check", tmp_path / "none").exit_code == 2


def test_find_is_strict_on_demand(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('text\nTaxes rise.\n""\n', encoding="utf-8")
    options = ("--out", tmp_path / "out", "--engine", "fast", "--strict")
    result = run("find", tmp_path / "a.csv", *options)
    assert result.exit_code == 2 and "empty text" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_missing_text_column_is_advised_as_an_option(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("mood,size\ngood,3\n")
    result = run("find", tmp_path / "a.csv", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert '--columns "text=its name"' in result.stderr and "columns={" not in result.stderr


def test_signals_can_be_given_several_times(source: Path, tmp_path: Path) -> None:
    options = ["--signals", "loaded", "--signals", "stance, naming", "--signals", "loaded"]
    result = run("find", source, "--out", tmp_path / "out", *options)
    assert result.exit_code == 0, result.output
    settings = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["settings"]
    assert settings["signals"] == ["loaded", "stance", "naming"]


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

    monkeypatch.setattr(writer, "find", fail)
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
    monkeypatch.setattr(writer, "find", lambda *_, **__: signal.raise_signal(signal.SIGTERM))
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
        assert result.stderr.count("Warning: 2 articles without a value in 'outlet'") == 1
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


def test_figures_say_what_they_replaced(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "figures"
    folder.mkdir()
    name = next(iter(mediakit.FIGURES))
    (folder / f"{name}.md").write_text("Mine.")
    (folder / "notes.md").write_text("Mine.")
    result = run("figures", source, "--out", folder, "--only", name)
    assert sorted(result.stdout.splitlines()) == [
        f"{folder / name}.csv", f"{folder / name}.md (replaced)", f"{folder / name}.pdf",
        f"{folder / name}.png", f"{folder / name}.svg",
    ]  # fmt: skip
    assert (folder / "notes.md").read_text() == "Mine."


def test_figures_of_chosen_columns(table: Path, tmp_path: Path) -> None:
    result = run("figures", table, "--out", tmp_path / "f", "--columns", "text=teaser")
    assert result.exit_code == 0, result.output
    assert "Perhaps" in (tmp_path / "f" / "voice_strip.csv").read_text("utf-8")


def test_results_of_another_version_are_said_to_be(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("find", source, "--out", out)
    assert "Note:" not in run("figures", out, "--out", tmp_path / "f").stderr
    assert run("figures", out, "--out", tmp_path / "f", "--columns", "text=a").exit_code == 2
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    manifest["versions"]["mediakit"] = "0.0.1"
    (out / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    result = run("figures", out, "--out", tmp_path / "f")
    assert result.exit_code == 0
    assert result.stderr.startswith(f"Note: mediakit 0.0.1 wrote {out}; this is mediakit ")


def test_an_unknown_figure_names_the_known_ones(source: Path, tmp_path: Path) -> None:
    result = run("figures", source, "--out", tmp_path / "figures", "--only", "pie")
    assert result.exit_code == 2
    assert all(repr(name) in result.stderr for name in mediakit.FIGURES)
    assert not (tmp_path / "figures").exists()


def test_figures_of_nothing(tmp_path: Path) -> None:
    result = run("figures", tmp_path / "nowhere", "--out", tmp_path / "figures")
    assert result.exit_code == 2
    assert "no file or folder" in result.stderr


# -------------------------------------------------------------------------- speakers


@pytest.fixture
def aliases(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text("name,speaker\nAnn Lee,Ann B. Lee\nNobody,X\n", "utf-8")
    return path


def test_find_takes_aliases_and_says_what_they_did(
    source: Path, aliases: Path, tmp_path: Path
) -> None:
    result = run("find", source, "--out", tmp_path / "out", "--aliases", aliases)
    assert result.exit_code == 0, result.output
    assert "  1 × alias matched nothing: no speaker is called 'Nobody'" in result.stdout
    assert "  1 × alias changed: 2 attributions" in result.stdout
    _, found = read_results(tmp_path / "out")
    assert {"Ann B. Lee"} < set(found.attributions["speaker"])
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert manifest["settings"]["aliases"]["file"] == "mine.csv"
    assert manifest["aliases"]["attributions_changed"] == 2


def test_speakers_of_results_and_of_articles_are_the_same(
    source: Path, aliases: Path, tmp_path: Path
) -> None:
    run("find", source, "--out", tmp_path / "out")
    written = {}
    for corpus in (tmp_path / "out", source):
        folder = tmp_path / f"speakers_of_{corpus.name}"
        result = run("speakers", corpus, "--out", folder, "--aliases", aliases)
        assert result.exit_code == 0, result.output
        lines = result.stdout.splitlines()
        assert lines[0].startswith("alias changed: 2 attributions")
        assert lines[1].startswith("alias matched nothing")
        assert {Path(line).name for line in lines[2:]} == {file.name for file in folder.iterdir()}
        written[corpus.name] = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert written["out"] == written["coverage"]
    table = pd.read_csv(tmp_path / "speakers_of_out" / "speakers.csv")
    assert table.set_index("speaker").loc["Ann B. Lee", "n_articles"] == 2
    manifest = json.loads(written["out"]["speakers_manifest.json"])
    assert manifest["provenance"]["aliases"][0].startswith("mine.csv (")
    assert manifest["provenance"]["engine"] == ["accurate"]


@pytest.mark.parametrize("command", ["find", "speakers"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "which is no file"),
        ("nmae,speaker\nAnn Lee,X\n", "got the column 'nmae'"),
        ("name,action\nAnn Lee,drop\n", "line 2 of wrong.csv: No action named 'drop'"),
    ],
)
def test_wrong_aliases_are_said_before_anything_is_done(
    source: Path, tmp_path: Path, command: str, content: str | None, said: str
) -> None:
    path = tmp_path / "wrong.csv"
    if content is not None:
        path.write_text(content, "utf-8")
    result = run(command, source, "--out", tmp_path / "out", "--aliases", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr and "Traceback" not in result.output
    assert not (tmp_path / "out").exists()


# --------------------------------------------------------------------------- the rest


def test_version_and_help() -> None:
    assert run("--version").stdout == f"mediakit {mediakit.__version__}\n"
    for command in ([], ["find"], ["speakers"], ["figures"]):
        result = run(*command, "--help")
        assert result.exit_code == 0
        assert "\x1b" not in result.stdout and "╭" not in result.stdout


def test_help_says_how_the_engines_differ() -> None:
    said = " ".join(run("find", "--help").stdout.split())
    option = said[said.index("--engine") : said.index("--no-clean")]
    assert "accurate takes more care" in option and "default: accurate" in option
    assert "as quick and a little less accurate" in option and "same rules" not in option


def test_the_command_runs_as_a_module(source: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-m", "mediakit", "find", source, "--out", "out"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0 and is_progress(done.stderr)
    assert done.stdout.startswith("2 articles read, 0 skipped\n")
    assert len(read_results(tmp_path / "out")[0]) == 2


def test_copies_are_weighed_unless_the_user_says_otherwise(tmp_path: Path) -> None:
    text = "“We shut the harbour,” said Ann Reed. The ferries stayed in the harbour all that day."
    rows = [("a", text), ("b", text), ("c", "“Too late,” said Tim Orr, and the ferries left.")]
    table = tmp_path / "news.csv"
    pd.DataFrame(rows, columns=["article_id", "text"]).to_csv(table, index=False)
    told = {}
    for how in ("weight", "keep", "drop"):
        out = tmp_path / how
        result = run("speakers", str(table), "--out", str(out), "--duplicates", how)
        assert result.exit_code == 0, result.output
        told[how] = pd.read_csv(out / "speakers.csv").set_index("speaker")
        manifest = json.loads((out / "speakers_manifest.json").read_text(encoding="utf-8"))
        assert manifest["duplicates"] == how and "1 article is a copy" in manifest["copies"]
    shares = {how: round(float(one.loc["Ann Reed", "share"]), 3) for how, one in told.items()}
    assert shares == {"weight": 0.667, "keep": 0.8, "drop": 0.667}
    columns = ["n_words", "n_copies", "n_words_weighted"]
    assert told["weight"].loc["Ann Reed", columns].tolist() == [8, 1, 4]


def test_find_help_names_every_ending_that_is_read() -> None:
    from mediakit.corpus.readers import ENDINGS

    said = " ".join(CliRunner().invoke(app, ["find", "--help"]).stdout.split())
    missing = [one for one in ENDINGS if not re.search(rf"\b{one[1:]}\b", said)]
    assert not missing


def test_check_keeps_advice_behind_a_colon(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("text,date\nOne ran.,03/04/2019\nTwo sat.,04/05/2019\n")
    said = CliRunner().invoke(app, ["check", str(tmp_path / "t.csv")]).stdout
    assert "--dayfirst or --monthfirst" in said
