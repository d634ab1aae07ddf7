"""Figures are the same bytes in every process, and say so when there is nothing to see."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
import pytest

from mediakit import figures, tables

TEXT = "Two autocratic leaders met. Xi said they were “good friends”. Some asked why."


def span(article_id: str, words: str, signal: str, label: str, **more: Any) -> tuple[Any, ...]:
    start = TEXT.index(words)
    row = {
        "article_id": article_id, "field": "text", "signal": signal, "label": label, "start": start,
        "end": start + len(words), "text": words, "value": None, "voice": "narrator",
        "speaker": None, "attribution_id": None, "target": None, "term": None, **more,
    }  # fmt: skip
    return tuple(row.values())


def corpus() -> tuple[pd.DataFrame, tables.Found]:
    articles = tables.conform(
        pd.DataFrame(
            {
                "article_id": ["c", "b", "a"],
                "title": [None, "Leaders meet", "Leaders meet"],
                "text": [TEXT] * 3,
                "outlet": ["Euronews"] * 3,
            }
        ),
        "articles",
    )
    evidence = []
    for one in ("b", "a"):
        said = {"speaker": "Xi Jinping", "attribution_id": 0}
        evidence += [
            span(one, "autocratic", "loaded", "regime"),
            span(one, "Xi", "sourcing", "source", **said),
            span(one, "said", "sourcing", "cue", **said),
            span(one, "they were “good friends”", "sourcing", "content", **said),
            span(one, "why", "sourcing", "content", attribution_id=1),
        ]
    attributions = tables.conform(
        pd.DataFrame({"article_id": ["b", "b", "a", "a"], "attribution_id": [0, 1, 0, 1]}),
        "attributions",
    )
    words = []
    for one in ("a", "b", "c"):
        words += [(one, "text", "narrator", None, 8)]
    for one in ("a", "b"):
        words += [
            (one, "title", "narrator", None, 2),
            (one, "text", "paraphrase", "Xi Jinping", 2),
            (one, "text", "quotation", "Xi Jinping", 2),
            (one, "text", "paraphrase", None, 1),
        ]
    made = tables.make("evidence", evidence), attributions, tables.make("words", words)
    return articles, tables.Found(*made, tables.make("report"))


def nothing() -> tables.Found:
    return tables.Found(*map(tables.make, ("evidence", "attributions", "words", "report")))


def test_the_strip_counts_words_of_title_and_text_by_voice() -> None:
    articles, found = corpus()
    figure, table = figures.voice_strip(articles, found)
    assert table.columns.tolist() == list(figures.STRIP_COLUMNS)
    voices = table[table["kind"] == "voice"]
    rows = voices[["field", "start_word", "end_word", "voice", "text"]].to_numpy().tolist()
    assert rows == [
        ["title", 0, 2, "narrator", "Leaders meet"],
        ["text", 2, 8, "narrator", "Two autocratic leaders met. Xi said"],
        ["text", 8, 10, "paraphrase", "they were"],
        ["text", 10, 12, "quotation", "good friends"],
        ["text", 12, 14, "narrator", "Some asked"],
        ["text", 14, 15, "paraphrase", "why"],
    ]
    ticks = table[table["kind"] == "evidence"]
    assert ticks[["start_word", "end_word", "text"]].to_numpy().tolist() == [
        [3, 4, "autocratic"],
        [7, 8, "said"],
    ]
    assert voices["speaker"].fillna("").tolist() == ["", "", "Xi Jinping", "Xi Jinping", "", ""]
    assert figure.get_suptitle() == "Euronews: Leaders meet"


def test_the_strip_takes_the_article_with_most_attributions_or_the_one_named() -> None:
    articles, found = corpus()
    assert "'a'" in figures.voice_strip(articles, found)[1].attrs["caption"]
    more = found._replace(attributions=found.attributions.iloc[[0, 1, 2]])
    assert "'b'" in figures.voice_strip(articles, more)[1].attrs["caption"]
    table = figures.voice_strip(articles, found, article_id="c")[1]
    assert set(table["voice"]) == {"narrator"}
    with pytest.raises(ValueError, match=r"No article has the id 'd'.*articles\['article_id'\]"):
        figures.voice_strip(articles, found, article_id="d")


def test_who_speaks_sums_by_speaker() -> None:
    articles, found = corpus()
    table = figures.who_speaks(articles, found)[1]
    assert table.to_numpy().tolist() == [
        ["Xi Jinping", 4, 4, 8, 0.8],
        ["(no source named)", 0, 2, 2, 0.2],
    ]
    assert "n = 10 attributed of 38 words, 2 speakers, 3 articles" in table.attrs["caption"]
    one = figures.who_speaks(articles[articles["article_id"] == "a"], found)[1]
    assert one["total"].tolist() == [4, 1]


@pytest.mark.parametrize("name", figures.FIGURES)
def test_nothing_found_is_a_figure_that_says_so(name: str) -> None:
    articles, _ = corpus()
    for given in (articles, articles.iloc[:0]):
        figure, table = figures.FIGURES[name](given, nothing())
        assert table.empty
        said = [text.get_text() for text in figure.axes[0].texts]
        assert said[0].startswith(("nothing to draw", "nobody is quoted"))


def test_draw_writes_picture_table_and_caption(tmp_path: Path) -> None:
    articles, found = corpus()
    settings, before = dict(mpl.rcParams), found.evidence.copy()
    written = figures.draw(articles, found, tmp_path / "new" / "folder")
    assert written.columns.tolist() == ["name", "file", "sha256"]
    assert len(written) == 4 * len(figures.FIGURES)
    for row in written.itertuples():
        content = (tmp_path / "new" / "folder" / str(row.file)).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row.sha256
    note = (tmp_path / "new" / "folder" / "who_speaks.md").read_text(encoding="utf-8")
    assert note.startswith("![Stacked bars of 2 speakers; the most words has Xi Jinping with 8.](")
    assert "(n = 10" in note and "unvalidated" in note
    table = pd.read_csv(tmp_path / "new" / "folder" / "who_speaks.csv")
    assert table["total"].tolist() == [8, 2]
    assert dict(mpl.rcParams) == settings
    pd.testing.assert_frame_equal(found.evidence, before)


def test_draw_takes_names(tmp_path: Path) -> None:
    articles, found = corpus()
    assert set(figures.draw(articles, found, tmp_path, only=["voice_strip"])["name"]) == {
        "voice_strip"
    }
    with pytest.raises(ValueError, match=r"No figure named 'who_speak'.*Did you mean 'who_speaks'"):
        figures.draw(articles, found, tmp_path / "other", only="who_speak")
    assert not (tmp_path / "other").exists()


def test_a_notebook_shows_the_figure_without_pyplot() -> None:
    figure = figures.who_speaks(*corpus())[0]
    assert figure._repr_png_().startswith(b"\x89PNG")


PROCESS = """
import runpy, sys
tests = runpy.run_path(sys.argv[1])
from mediakit import figures
print(figures.draw(*tests["corpus"](), sys.argv[2]).to_csv())
print("matplotlib.pyplot" in sys.modules)
"""


def test_two_processes_draw_the_same_bytes(tmp_path: Path) -> None:
    said = [
        subprocess.run(
            [sys.executable, "-c", PROCESS, __file__, str(tmp_path / seed)],
            check=True, capture_output=True, text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(figures.__file__).parents[1]),
                 "HOME": str(tmp_path), "MPLCONFIGDIR": str(tmp_path / "mpl")},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert said[0] == said[1]
    assert said[0].strip().endswith("False"), "pyplot was loaded"
    for one in sorted((tmp_path / "1").iterdir()):
        assert one.read_bytes() == (tmp_path / "2" / one.name).read_bytes()
