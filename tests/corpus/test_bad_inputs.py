"""Bad inputs: no crash, no silent loss, and docs/import.md says what becomes of each."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from mediakit.corpus.load import load_articles, report
from mediakit.corpus.readers import FORMATS
from tests.corpus.bad_inputs import BAD, SLOW, outcome

DOCUMENT = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")
CELL = r"(?:\\\||[^|])*"
WRITTEN = {
    what: (int(read), kinds.strip())
    for what, read, kinds in re.findall(
        rf"^\| ({CELL}) \| `{CELL}` \| (\d+) \| ({CELL}) \|", DOCUMENT, re.MULTILINE
    )
}

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes and links of POSIX")


def test_the_table_is_of_these_inputs() -> None:
    assert list(WRITTEN) == list(BAD), "run python3 run.py docs"
    assert len(BAD) >= 100


@pytest.mark.parametrize(
    "what", [pytest.param(w, marks=pytest.mark.slow) if w in SLOW else w for w in BAD]
)
def test_a_bad_input_loses_nothing_in_silence(what: str) -> None:
    became = outcome(what)
    assert became.read or became.kinds, "lost without a word"
    said = (became.read, ", ".join(became.kinds) or "–")
    assert said == WRITTEN[what], "run python3 run.py docs"


def test_every_format_is_in_the_table() -> None:
    for form in FORMATS:
        assert f"| {form.name} |" in DOCUMENT, "run python3 run.py docs"


def test_a_folder_that_may_not_be_read_is_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "a.txt").write_text("Taxes rise.", encoding="utf-8")
    scandir = os.scandir

    def refuse(path: Path) -> object:  # a superuser may read all
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("mediakit.corpus.sources.os.scandir", refuse)
    articles = load_articles(tmp_path, progress=False)
    assert len(articles) == 1
    assert report(articles)["reason"].tolist() == ["unreadable folder: Permission denied"]


def test_a_file_that_changes_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text\nTaxes rise.\n", encoding="utf-8")
    from mediakit.corpus import loader

    rows = loader.rows_of

    def growing(source: object):  # type: ignore[no-untyped-def]
        for row in rows(source):  # type: ignore[arg-type]
            path.write_text("text\nTaxes rise.\nTaxes fall.\n", encoding="utf-8")
            yield row

    monkeypatch.setattr(loader, "rows_of", growing)
    told = report(load_articles(path, progress=False))
    assert told[told["kind"] == "warning"]["reason"].str.startswith("the file changed").any()


def test_a_file_that_vanishes_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"Text {name}.", encoding="utf-8")
    from mediakit.corpus import loader

    rows = loader.rows_of

    def vanishing(source: object):  # type: ignore[no-untyped-def]
        (tmp_path / "b.txt").unlink(missing_ok=True)
        yield from rows(source)  # type: ignore[arg-type]

    monkeypatch.setattr(loader, "rows_of", vanishing)
    articles = load_articles(tmp_path, progress=False)
    assert articles["text"].tolist() == ["Text a."]
    assert report(articles)["kind"].tolist() == ["skipped file"]
