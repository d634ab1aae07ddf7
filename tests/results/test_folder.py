"""Results in a folder: whole or not at all, the same twice, and read back as they were."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pandas as pd
import pytest

from mediakit.contract.readings import alias_names, labels_looked, lists_of, made_by, of_articles
from mediakit.contract.tables import TEXT, Found
from mediakit.corpus.load import (
    IN_BATCHES,
    imports,
    load_articles,
    load_batches,
    report,
)
from mediakit.reading import word_lists
from mediakit.reading.aliases import correct
from mediakit.reading.find import find
from mediakit.results import folder as results
from mediakit.results import formats, writer
from mediakit.results.folder import read_results, write_results
from mediakit.statistics.measures import measure
from mediakit.statistics.naming import naming
from mediakit.statistics.speakers import speakers

TEXTS = [
    "The regime fell, officials said on Monday. “It was brave,” said Ann Lee.",
    "Ministers claimed that the reform was perhaps a lifeline. The regime denied it.",
    "Nothing happened in the village.\n\n“We must pay,” the mayor told Reuters.",
    "The brutal regime collapsed. According to the report, nobody was hurt.",
    "He accused the regime of lies. “Good “friends”, he said.",
]
write = partial(write_results, progress=False)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Five articles, the last of which alone has a further column."""
    folder = tmp_path / "coverage"
    folder.mkdir()
    rows = [{"id": f"a{n}", "title": "News", "text": text} for n, text in enumerate(TEXTS)]
    rows[-1]["page"] = "A1"
    (folder / "one.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "load_batches", partial(load_batches, size=2, whole=0))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def assert_same(frame: pd.DataFrame, other: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(frame.reset_index(drop=True), other.reset_index(drop=True))


def without_batches(frame: pd.DataFrame) -> pd.DataFrame:
    """Leave out the row of a report that says only that it was read batch by batch."""
    return frame[frame["reason"] != IN_BATCHES] if "reason" in frame else frame


# ------------------------------------------------------------------ what is written


@pytest.mark.parametrize("format", formats.FORMATS)
@pytest.mark.usefixtures("small_batches")
def test_batches_read_back_are_what_find_gives_at_once(
    source: Path, tmp_path: Path, format: str
) -> None:
    lexicons = {"mine": ["lifeline", "patron*"]}
    write(source, tmp_path / "out", format=format, lexicons=lexicons)
    articles, found = read_results(tmp_path / "out")
    expected = load_articles(source, progress=False)
    at_once = find(expected, lexicons=lexicons, progress=False)
    assert_same(articles.astype({"page": TEXT}), expected.astype({"page": TEXT}))
    for name, frame in at_once._asdict().items():
        assert_same(without_batches(getattr(found, name)), frame)
    assert len(found.evidence) and len(found.attributions)
    assert_same(measure(articles, found), measure(expected, at_once))


@pytest.mark.parametrize("format", formats.FORMATS)
@pytest.mark.usefixtures("small_batches")
def test_two_runs_write_the_same_bytes(source: Path, tmp_path: Path, format: str) -> None:
    first, second = (
        contents(write(source, tmp_path / name, format=format).folder) for name in ("one", "two")
    )
    manifests = [json.loads(run.pop("manifest.json")) for run in (first, second)]
    assert first == second
    for manifest in manifests:
        assert manifest.pop("run")["words_per_second"] > 0
    assert manifests[0] == manifests[1]


@pytest.mark.usefixtures("small_batches")
def test_the_manifest_counts_what_the_tables_hold(source: Path, tmp_path: Path) -> None:
    summary = write(source, tmp_path / "out", signals=["loaded", "tone"])
    articles, found = read_results(tmp_path / "out")
    counts, manifest = summary.manifest["counts"], summary.manifest
    assert counts["articles"] == len(articles) == len(TEXTS)
    assert counts["words"] == found.words["n_words"].sum()
    assert counts["evidence"] == found.evidence["signal"].value_counts().sort_index().to_dict()
    assert sum(counts["attributions"].values()) == len(found.attributions)
    assert set(manifest["looked"]) == {"sourcing", "loaded", "tone"}
    assert manifest["settings"]["signals"] == ["loaded", "tone"]
    assert {name: entry["rows"] for name, entry in manifest["tables"].items()} == {
        "articles": len(articles), **{name: len(frame) for name, frame in found._asdict().items()}
    }  # fmt: skip
    assert set(contents(tmp_path / "out")) == {
        "manifest.json", *(f"{name}.parquet" for name in ("articles", *Found._fields))
    }  # fmt: skip


def test_columns_are_chosen_and_mappings_counted(tmp_path: Path, small_batches: None) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, column in {"a": "mine", "b": "mine", "c": "text"}.items():
        (folder / f"{name}.csv").write_text(f"{column},source\nOne {name}.,The Post\n")
    given = [folder / "a.csv", folder / "b.csv"]
    manifest = write(given, tmp_path / "out", columns={"text": "mine"}, signals=[]).manifest
    assert manifest["settings"]["columns"] == {"text": "mine"}
    assert manifest["mapped"] == [{"columns": {"mine": "text", "source": "outlet"}, "files": 2}]
    assert read_results(tmp_path / "out")[0]["text"].tolist() == ["One a.", "One b."]


def test_a_bad_file_is_reported_and_stops_nothing(source: Path, tmp_path: Path) -> None:
    (source / "broken.docx").write_bytes(b"this is no docx")
    summary = write(source, tmp_path / "out")
    _, found = read_results(tmp_path / "out")
    assert summary.manifest["counts"]["articles"] == len(TEXTS)
    assert summary.manifest["counts"]["skipped"] == 1
    assert found.report["file"].str.endswith("broken.docx").sum() == 1


def test_the_report_of_loading_comes_back_with_the_articles(tmp_path: Path) -> None:
    table = pd.DataFrame({
        "id": ["a", "a", "b", "c"], "text": [TEXTS[0], TEXTS[1], "", "Die Regierung."],
        "language": ["en", "en", "en", "de"],
    })  # fmt: skip
    summary = write(table, tmp_path / "out")
    articles, found = read_results(tmp_path / "out")
    expected = load_articles(table, progress=False)
    assert_same(report(articles), report(expected))
    assert_same(find(articles, progress=False).report, found.report)
    counts = summary.manifest["counts"]
    assert (counts["articles"], counts["skipped"], counts["unread"]) == (3, 1, 1)


def test_a_signal_that_fails_is_reported_and_stops_nothing(source: Path, tmp_path: Path) -> None:
    def own(document: Any, attributions: Any) -> list[Any]:
        if "village" in document.text:
            raise RuntimeError("no village")
        return [(0, 1, "first")]

    write(source, tmp_path / "out", signals=[own])
    _, found = read_results(tmp_path / "out")
    assert found.report["reason"].str.contains("no village").sum() == 1
    own_rows = found.evidence.query("signal == 'own' and field == 'text'")
    assert own_rows["article_id"].tolist() == ["a0", "a1", "a3", "a4"]


def test_labels_of_ones_own_function_are_collected_over_batches(
    source: Path, tmp_path: Path, small_batches: None
) -> None:
    def own(document: Any, attributions: Any) -> list[Any]:
        return [(0, 1, document.text[:3])]

    write(source, tmp_path / "out", signals=[own])
    _, found = read_results(tmp_path / "out")
    at_once = find(load_articles(source, progress=False), signals=[own], progress=False)
    assert labels_looked(found) == labels_looked(at_once)
    assert len(labels_looked(found)["own"]) > 2
    assert_same(found.readings, at_once.readings)


def test_a_table_and_a_text_are_sources_too(tmp_path: Path) -> None:
    write(pd.DataFrame({"text": TEXTS}), tmp_path / "table")
    write(TEXTS[0], tmp_path / "text")
    assert len(read_results(tmp_path / "table")[0]) == len(TEXTS)
    assert len(read_results(tmp_path / "text")[0]) == 1


# ----------------------------------------------------------------- whole or not at all


def failing_find(error: BaseException) -> Any:
    calls: Iterator[int] = iter(range(10))

    def fail(articles: pd.DataFrame, **options: Any) -> Found:
        if next(calls) == 1:
            raise error
        return find(articles, **options)

    return fail


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError("disk full"), ValueError("no")])
@pytest.mark.parametrize("before", ["nothing", "empty", "results"])
@pytest.mark.usefixtures("small_batches")
def test_a_run_that_stops_leaves_no_trace(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, before: str
) -> None:
    out = tmp_path / "new" / "deeper" / "out"
    if before == "empty":
        out.mkdir(parents=True)
    if before == "results":
        write(source, out, engine="fast")
    all_before = contents(tmp_path)
    folders_before = {path for path in tmp_path.rglob("*") if path.is_dir()}
    monkeypatch.setattr(writer, "find", failing_find(error))
    with pytest.raises(type(error)):
        write(source, out, replace=True)
    assert contents(tmp_path) == all_before
    assert {path for path in tmp_path.rglob("*") if path.is_dir()} == folders_before


def test_a_folder_that_cannot_take_its_place_leaves_the_old_one(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(source, tmp_path / "out", engine="fast")
    before = contents(tmp_path)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if target == tmp_path / "out" and not self.name.endswith(".old"):
            raise PermissionError("in use")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PermissionError):
        write(source, tmp_path / "out", replace=True)
    assert contents(tmp_path) == before


def test_nothing_readable_is_an_error_and_writes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "coverage"
    source.mkdir()
    (source / "broken.docx").write_bytes(b"this is no docx")
    with pytest.raises(ValueError, match=r"broken\.docx"):
        write(source, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["coverage"]


def test_a_result_that_another_run_wrote_meanwhile_is_kept(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow_find(articles: pd.DataFrame, **options: Any) -> Found:
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "theirs.txt").write_text("theirs")
        return find(articles, **options)

    monkeypatch.setattr(writer, "find", slow_find)
    with pytest.raises(FileExistsError, match="never overwritten"):
        write(source, tmp_path / "out")
    assert contents(tmp_path / "out") == {"theirs.txt": b"theirs"}
    assert {path.name for path in tmp_path.iterdir()} == {"coverage", "out"}


# ------------------------------------------------------------- the same, another, replaced


def test_the_same_run_again_does_nothing(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write(source, tmp_path / "out")
    monkeypatch.setattr(writer, "find", failing_find(AssertionError("find ran again")))
    again = write(source, tmp_path / "out")
    assert (first.written, again.written) == (True, False)
    assert again.manifest == first.manifest


def test_another_run_names_what_changed_and_replace_writes_it(source: Path, tmp_path: Path) -> None:
    write(source, tmp_path / "out", engine="fast", format="csv")
    (source / "two.txt").write_text("The regime won.")
    before = contents(tmp_path / "out")
    with pytest.raises(FileExistsError, match=r"engine .*was fast.*input .*had 1 .*--replace"):
        write(source, tmp_path / "out", format="csv")
    assert contents(tmp_path / "out") == before
    assert write(source, tmp_path / "out", replace=True).written
    assert not (tmp_path / "out" / "articles.csv").exists()
    assert len(read_results(tmp_path / "out")[0]) == len(TEXTS) + 1
    assert {path.name for path in tmp_path.iterdir()} == {"coverage", "out"}


@pytest.mark.parametrize("replace", [False, True])
def test_a_folder_of_something_else_is_never_overwritten(
    source: Path, tmp_path: Path, replace: bool
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("three years of work")
    with pytest.raises(FileExistsError, match="never overwritten"):
        write(source, tmp_path / "out", replace=replace)
    with pytest.raises(FileExistsError, match="is a file"):
        write(source, tmp_path / "out" / "thesis.txt", replace=replace)
    assert contents(tmp_path / "out") == {"thesis.txt": b"three years of work"}


def test_replace_keeps_what_the_user_put_beside_the_results(source: Path, tmp_path: Path) -> None:
    write(source, tmp_path / "out")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    with pytest.raises(FileExistsError, match=r"notes\.txt"):
        write(source, tmp_path / "out", replace=True)
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"


def test_results_that_lack_a_table_are_said_to(source: Path, tmp_path: Path) -> None:
    write(source, tmp_path / "out")
    (tmp_path / "out" / "words.parquet").unlink()
    with pytest.raises(FileExistsError, match=r"lacks words\.parquet.*--replace"):
        write(source, tmp_path / "out")
    with pytest.raises(FileNotFoundError, match=r"lacks words\.parquet"):
        read_results(tmp_path / "out")
    assert write(source, tmp_path / "out", replace=True).written


@pytest.mark.parametrize("out", ["coverage", "coverage/out", "coverage/../coverage/out"])
def test_results_never_lie_in_what_is_read(source: Path, tmp_path: Path, out: str) -> None:
    before = contents(tmp_path)
    with pytest.raises(ValueError, match="the folder that is read"):
        write([source], tmp_path / out)
    assert contents(tmp_path) == before


def test_wrong_settings_are_refused(source: Path, tmp_path: Path) -> None:
    for wrong in ({"format": "xls"}, {"engine": "quick"}, {"signals": ["lodaed"]}):
        with pytest.raises(ValueError, match=next(iter(wrong.values()))[0]):
            write(source, tmp_path / "out", **wrong)
    with pytest.raises(FileNotFoundError, match="mediakit find"):
        read_results(source)
    assert [path.name for path in tmp_path.iterdir()] == ["coverage"]


def test_no_articles_at_all_are_results_too(tmp_path: Path) -> None:
    for format in formats.FORMATS:
        write(pd.DataFrame({"text": []}), tmp_path / format, format=format)
        articles, found = read_results(tmp_path / format)
        assert (len(articles), len(found.evidence), len(found.words)) == (0, 0, 0)


def test_what_was_given_is_not_changed(tmp_path: Path) -> None:
    table = pd.DataFrame({"text": TEXTS, "page": 1})
    before = table.copy(deep=True)
    write(table, tmp_path / "out")
    pd.testing.assert_frame_equal(table, before)


# ------------------------------------------------------------------ aliases and engines
def test_what_was_corrected_says_so_in_its_manifest(tmp_path: Path) -> None:
    articles = load_articles("The mill may shut, said Ann Lee.", progress=False)
    found = find(articles, engine="fast", progress=False)
    plain = write_results(articles, found, tmp_path / "plain")
    assert plain.manifest["aliases"] is None
    assert plain.manifest["run"]["words_per_second_finding"] is None
    assert len(repr(plain)) < 300
    names = pd.DataFrame({"name": ["Ann Lee"], "speaker": ["Ann Reed"]})
    summary = write_results(articles, correct(articles, found, names), tmp_path / "mine")
    said = summary.manifest["aliases"]
    assert (said["changed"], said["struck"], said["speakers"]) == (1, 0, ["Ann Reed"])


@pytest.mark.usefixtures("small_batches")
def test_aliases_of_batches_do_what_they_do_at_once(source: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "name,speaker,action,term\nAnn Lee,Ann B. Lee,,\nNobody,X,,\n,,exclude,regime\n", "utf-8"
    )
    summary = write(source, tmp_path / "out", aliases=path)
    articles, found = read_results(tmp_path / "out")
    at_once = find(load_articles(source, progress=False), aliases=path, progress=False)
    for name, frame in at_once._asdict().items():
        assert_same(without_batches(getattr(found, name)), frame)
    assert "Ann B. Lee" in set(found.attributions["speaker"])
    assert "regime" not in set(found.evidence.query("signal == 'loaded'")["text"])
    [nothing] = found.report.loc[found.report["line"] == 3, "reason"]
    assert nothing.startswith("alias matched nothing: no speaker is called 'Nobody'")
    assert report(articles)["reason"].str.startswith("alias").sum() == 0  # loading said none of it
    manifest = summary.manifest
    assert manifest["settings"]["aliases"] == {
        "file": "mine.csv", "sha256": manifest["aliases"]["sha256"], "rows": 3
    }  # fmt: skip
    assert manifest["aliases"]["rows_without_match"] == 1
    assert manifest["aliases"]["spans_excluded"] > 2
    assert manifest["tables"]["report"]["rows"] == len(found.report)
    with pytest.raises(FileExistsError, match="your aliases are gone"):
        write(source, tmp_path / "out")
    path.write_text("name,speaker\nAnn Lee,A. Lee\n", "utf-8")
    with pytest.raises(FileExistsError, match="your aliases changed"):
        write(source, tmp_path / "out", aliases=path)


def test_the_folder_says_which_engine_read_it(source: Path, tmp_path: Path) -> None:
    manifest = write(source, tmp_path / "out", engine="fast").manifest
    _, found = read_results(tmp_path / "out")
    at_once = find(load_articles(source, progress=False), engine="fast", progress=False)
    assert_same(found.readings, at_once.readings)
    assert made_by(found.readings)["engine"] == ["fast"]
    assert manifest["settings"]["models"] == {"fast": found.readings["model"].iloc[0]}
    assert manifest["aliases"] is None


# ------------------------------------------------------------------ lists, read once
@pytest.mark.parametrize("kind", ["list", "generator", "file", "table"])
@pytest.mark.usefixtures("small_batches")
def test_a_list_is_read_once_whatever_it_is(source: Path, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "mine.txt"
    file.write_text("lifeline\npatron*\n", "utf-8")
    terms = ["lifeline", "patron*"]
    given = {
        "list": terms, "generator": (term for term in terms), "file": file,
        "table": pd.DataFrame({"term": terms}),
    }[kind]  # fmt: skip
    with patch.object(word_lists, "build_lexicon", wraps=word_lists.build_lexicon) as built:
        manifest = write(source, tmp_path / "out", engine="fast", lexicons={"mine": given}).manifest
    assert built.call_count == 1
    _, found = read_results(tmp_path / "out")
    at_once = find(load_articles(source, progress=False), engine="fast", lexicons={"mine": terms},
                   progress=False)  # fmt: skip
    assert (found.evidence["signal"] == "wording").any()
    assert_same(found.evidence, at_once.evidence)
    assert_same(found.readings, at_once.readings)  # with the same hash
    assert lists_of(found.readings) == [*manifest["settings"]["lexicons"].items()]


# ------------------------------------------------------------------ tables that were changed
@pytest.mark.parametrize("format", formats.FORMATS)
def test_a_changed_found_is_written_and_read_again(
    source: Path, tmp_path: Path, format: str
) -> None:
    articles = load_articles(source, progress=False)
    found = find(articles, engine="fast", lexicons={"mine": ["lifeline"]}, progress=False)
    rows = pd.DataFrame({"name": ["Ann Lee"], "speaker": ["Ann B. Lee"]})
    changed = correct(articles, found, rows)
    checked = changed.evidence[changed.evidence["signal"] != "stance"].assign(coder="<ok>, “yes”")
    changed = changed._replace(evidence=checked)
    some = articles.iloc[:4]
    summary = write_results(some, changed, tmp_path / "out", format=format)
    again, read = read_results(tmp_path / "out")
    assert summary.written and summary.manifest["counts"]["articles"] == 4
    assert_same(again.astype({"page": TEXT}), some.astype({"page": TEXT}))
    for name, table in of_articles(some, changed)._asdict().items():
        assert_same(getattr(read, name).astype(table.dtypes), table)
    assert read.readings["aliases"].str.startswith("a table (1 row, sha256 ").all()
    assert_same(measure(again, read), measure(some, changed))
    assert not write_results(some, changed, tmp_path / "out", format=format).written
    with pytest.raises(FileExistsError, match=r"What changed: input \("):
        write_results(some, found, tmp_path / "out", format=format)
    assert write_results(some, found, tmp_path / "out", format=format, replace=True).written


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    articles = load_articles("The regime fell.", progress=False)
    found = find(articles, engine="fast", progress=False)
    out = tmp_path / "out"
    for given, options, message in [
        (
            (articles, found),
            {},
            r"Got no folder; expected mk\.write_results\(articles, found, out\)",
        ),
        ((articles, found, out), {"engine": "fast"}, r"Got engine=; .*mk\.stream_results"),
        ((articles, found.evidence, out), {}, r"Got a DataFrame as found; expected what mk\.find"),
    ]:
        with pytest.raises(TypeError, match=message):
            write_results(*given, **options)
    with pytest.raises(ValueError, match="Got no article"):
        write_results(articles.iloc[:0], found, out)
    with pytest.raises(ValueError, match="No format named 'sav'"):
        write_results(articles, found, out, format="sav")
    assert not out.exists()


# ------------------------------------------------------------------ folders of 0.1.0
def test_a_folder_of_the_first_version_is_read() -> None:
    folder = Path(__file__).with_name("folder_0_1_0")
    articles, found = read_results(folder)
    rates = measure(articles, found)
    counts = rates.groupby(["article_id", "signal"])["n"].sum()
    assert counts["a"].to_dict() == {
        "loaded": 3, "naming": 2, "sourcing": 2, "stance": 1, "wording": 1
    }  # fmt: skip
    assert rates.loc[rates["article_id"] == "c", "n"].isna().all()  # French
    assert (rates["n"] == 0).any() and len(naming(articles, found)) == 2
    made = made_by(found.readings)
    assert (made["engine"], made["model"], made["mediakit"]) == (
        ["fast"], ["fast 39a5786cf070"], ["0.1.0"]
    )  # fmt: skip
    assert made["aliases"][0].startswith("a table (2 rows, sha256 acd5042cbaa8")
    [(name, hash_)] = lists_of(found.readings)
    assert name == "mine" and hash_.startswith("d4e10bea901c")
    who = speakers(articles, found)
    assert who.speakers["speaker"].tolist() == ["Anna Reed", "Tim Orr"]
    assert "Anna Reed" in alias_names(found.readings)
    assert found.attributions[["speaker_by", "source_type_by"]].isna().all(axis=None)
    mine = pd.DataFrame({"name": ["Tim Orr"], "speaker": ["Tom Orr"], "source_type": ["expert"]})
    old = found._replace(
        attributions=found.attributions.drop(columns=["speaker_by", "source_type_by"])
    )
    by = correct(articles, old, mine).attributions.groupby("speaker")[["speaker_by"]].first()
    assert by.loc["Tom Orr", "speaker_by"] == "alias" and pd.isna(by.loc["Anna Reed", "speaker_by"])


def test_a_csv_for_excel_runs_no_formula_and_is_read_back_as_it_was(tmp_path: Path) -> None:
    texts = ["=cmd|' /C calc'!A0", "+1 said Moss.", "'=already", "plain = text", "-", "'tis so."]
    articles = load_articles(
        pd.DataFrame({"text": [f"{text} He said no." for text in texts], "note": texts}),
        progress=False,
    )
    found = find(articles, engine="fast", progress=False)
    summary = write_results(articles, found, tmp_path / "out", format="csv", excel_safe=True)
    raw = (tmp_path / "out" / "articles.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert not [cell for row in rows[1:] for cell in row if cell[:1] in ("=", "+", "-", "@")]
    again, _ = read_results(tmp_path / "out")
    assert again["text"].tolist() == articles["text"].tolist()
    assert again["note"].tolist() == texts
    assert summary.manifest["settings"]["excel_safe"] is True
    plain = write_results(articles, found, tmp_path / "plain", format="csv")
    assert "=cmd" in (plain.folder / "articles.csv").read_text(encoding="utf-8").split("\n")[1]
    with pytest.raises(ValueError, match="expected format='csv'"):
        write_results(articles, found, tmp_path / "x", excel_safe=True)
    report_again, imports_again = report(again), imports(again)
    assert len(report_again) == len(report(articles)) and imports_again["read"].tolist() == [6]
