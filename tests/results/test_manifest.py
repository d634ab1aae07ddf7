"""Settings, fingerprints, and what changed since."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from mediakit.reading.provenance import model_of
from mediakit.reading.word_lists import read_lists
from mediakit.results.manifest import MANIFEST, describe, differences, read_manifest


def describe_(source: Any, **changed: Any) -> dict[str, Any]:
    given = {"engine": "fast", "signals": None, "lexicons": None, "clean": True, "format": "csv"}
    settings = {**given, **changed}
    return describe(source, **{**settings, "lexicons": read_lists(settings["lexicons"])})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "articles"
    (inside / "more").mkdir(parents=True)
    (inside / "a.txt").write_text("One.")
    (inside / "more" / "b.txt").write_text("Two.")
    return inside


def rename(folder: Path) -> None:
    (folder / "a.txt").rename(folder / "c.txt")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda folder: (folder / "more" / "b.txt").write_text("Too."), ["input (other names or"]),
        (rename, ["input (other names or contents)"]),
        (lambda folder: (folder / "metadata.csv").write_text("x"), ["input (had 2 files, has 3)"]),
        (lambda folder: (folder / ".DS_Store").write_text("x"), []),
    ],
)
def test_input_has_changed_when_a_name_or_a_content_has(
    folder: Path, change: Any, said: list[str]
) -> None:
    before = describe_(folder)
    change(folder)
    changed = differences(before, describe_(folder))
    assert len(changed) == len(said)
    assert all(part in text for part, text in zip(said, changed, strict=True))


def test_the_same_folder_elsewhere_is_the_same_input(folder: Path) -> None:
    before = describe_(folder)
    moved = folder.rename(folder.with_name("moved"))
    assert differences(before, describe_(str(moved))) == []


def test_metadata_beside_a_text_file_is_part_of_the_input(folder: Path) -> None:
    before = describe_(folder / "a.txt")
    (folder / "metadata.csv").write_text("file,outlet\na.txt,Post\n")
    assert differences(before, describe_([folder / "a.txt"])) == ["input (had 1 files, has 2)"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (pd.DataFrame({"text": ["a"]}), pd.DataFrame({"text": ["b"]})),
        (pd.DataFrame({"text": ["a"]}), pd.DataFrame({"body": ["a"]})),
        ("The regime fell.", "The regime fell!"),
        ("x" * 10_000, "y" * 10_000),
        ("null\0", "null"),
    ],
)
def test_tables_and_texts_have_fingerprints(one: Any, other: Any) -> None:
    assert differences(describe_(one), describe_(one)) == []
    assert len(differences(describe_(one), describe_(other))) == 1


def own_signal(document: Any, attributions: Any) -> list[Any]:
    return []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"engine": "accurate"}, "engine (was fast, is accurate)"),
        ({"signals": ["tone", "loaded"]}, "signals (was loaded,stance,naming, is tone,loaded)"),
        ({"signals": [own_signal]}, "own_signal"),
        ({"clean": False}, "clean (was yes, is no)"),
        ({"columns": {"title": "b", "text": "a"}},
         "columns (was the default, is text=a,title=b)"),
        ({"format": "jsonl"}, "format (was csv, is jsonl)"),
        ({"lexicons": {"mine": ["a"]}}, "your list 'mine' is new"),
        ({"aliases": {"file": "a.csv", "sha256": "0", "rows": 1}}, "your aliases are new"),
    ],
)  # fmt: skip
def test_each_setting_is_named_when_it_changed(changed: dict[str, Any], said: str) -> None:
    (text,) = differences(describe_("x"), describe_("x", **changed))
    assert said in text


@pytest.mark.parametrize("kind", ["list", "file", "table"])
def test_a_changed_list_of_the_user_is_named(tmp_path: Path, kind: str) -> None:
    def terms(word: str) -> Any:
        path = tmp_path / "mine.txt"
        path.write_text(word)
        return {"list": [word], "file": path, "table": pd.DataFrame({"term": [word]})}[kind]

    before = describe_("x", lexicons={"mine": terms("a")})
    assert differences(before, describe_("x", lexicons={"mine": terms("a")})) == []
    after = describe_("x", lexicons={"mine": terms("b")})
    assert differences(before, after) == ["your list 'mine' changed"]
    assert differences(before, describe_("x")) == ["your list 'mine' is gone"]


def test_versions_and_packaged_lists_are_named() -> None:
    now = describe_("x")
    name = next(iter(now["lists"]))
    before = {**now, "mediakit": "0.0.1", "lists": {**now["lists"], name: "0" * 12}}
    assert differences(before, now) == [
        f"version (was 0.0.1, is {now['mediakit']})",
        f"packaged list {name!r} changed",
    ]


@pytest.mark.parametrize("content", [None, "", "{", "[]", "{}", '{"tables": 3}', '{"tables": {}}'])
def test_another_programs_manifest_is_none_of_ours(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / MANIFEST).write_text(content)
    assert read_manifest(tmp_path) is None


def test_other_code_of_the_same_version_is_a_change(folder: Path) -> None:
    before = describe_(folder)
    after = {**describe_(folder), "code": "0123456789ab"}
    assert differences(before, after) == ["the rules of mediakit (same version, other code)"]


def test_what_0_1_0_wrote_is_other_code_and_its_hash_of_the_loaders_list_no_difference() -> None:
    now = describe_("x")
    before = {**now, "code": "0123456789ab", "lists": {**now["lists"], "columns": "0" * 12}}
    assert differences(before, now) == ["the rules of mediakit (same version, other code)"]
    before = {key: now[key] for key in ("engine", "signals", "clean", "columns", "format", "input")}
    said = differences(before, now)
    assert said[0].startswith("version (was None")
    assert sum("is new" in one for one in said) == len(now["lists"])


def test_changed_aliases_are_named_but_not_another_file_name() -> None:
    def with_(file: str, sha256: str) -> dict[str, Any]:
        return describe_("x", aliases={"file": file, "sha256": sha256, "rows": 1})

    assert differences(with_("a.csv", "0"), with_("b.csv", "0")) == []
    assert differences(with_("a.csv", "0"), with_("a.csv", "1")) == ["your aliases changed"]
    assert differences(with_("a.csv", "0"), describe_("x")) == ["your aliases are gone"]


def test_the_model_behind_the_engine_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    before = describe_("x")
    assert before["models"] == {"fast": model_of("fast")} and model_of("fast")
    monkeypatch.setattr(
        "mediakit.reading.provenance.engine_version", lambda engine: f"{engine} 0123456789ab"
    )
    after = describe_("x")
    assert after["models"] == {"fast": "fast 0123456789ab"}
    assert differences(before, after) == [
        f"model of the engine fast (was {before['models']['fast']}, is fast 0123456789ab)"
    ]
