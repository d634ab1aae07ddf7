"""Figures are the same bytes in every process, and say so when there is nothing to see."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import matplotlib as mpl
import pandas as pd
import pytest
from PIL import Image

from mediakit.contract import tables
from mediakit.figures import catalogue as figures
from mediakit.figures import plot

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
        pd.DataFrame(
            {
                "article_id": ["b", "b", "a", "a"],
                "attribution_id": [0, 1, 0, 1],
                "speaker": ["Xi Jinping", None] * 2,
            }
        ),
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
    reading = ["fast", "fast 0", "0.2", "loaded: regime, actor; sourcing: direct", *[None] * 5]
    readings = tables.make("readings", [(one, *reading) for one in ("a", "b", "c")])
    return articles, tables.Found(*made, tables.make("report"), readings)


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
    acts, words, evidence = found.attributions, found.words, found.evidence
    unnamed = (words["voice"] == "paraphrase") & words["speaker"].isna()
    more = found._replace(  # without the second of a
        attributions=acts.iloc[[0, 1, 2]],
        words=words[(words["article_id"] != "a") | ~unnamed],
        evidence=evidence[(evidence["article_id"] != "a") | (evidence["text"] != "why")],
    )
    assert "'b'" in figures.voice_strip(articles, more)[1].attrs["caption"]
    table = figures.voice_strip(articles, found, article_id="c")[1]
    assert set(table["voice"]) == {"narrator"}
    with pytest.raises(ValueError, match=r"No article has the id 'd'.*articles\['article_id'\]"):
        figures.voice_strip(articles, found, article_id="d")


def test_who_speaks_sums_by_speaker() -> None:
    articles, found = corpus()
    table = figures.who_speaks(articles, found)[1]
    assert table[["also", "may_be"]].isna().all(axis=None)
    assert table.drop(columns=["also", "may_be"]).to_numpy().tolist() == [
        ["Xi Jinping", 4, 4, 8, 0.8],
        ["(no source named)", 0, 2, 2, 0.2],
    ]
    assert (
        "n = 10 attributed of 38 words, 1 speaker, 3 articles; 0 names joined"
        in table.attrs["caption"]
    )
    one = figures.who_speaks(articles[articles["article_id"] == "a"], found)[1]
    assert one["total"].tolist() == [4, 1]


def spoken(*names: str | None, named: tuple[str, ...] = ()) -> tuple[pd.DataFrame, tables.Found]:
    """Make a corpus in which the speakers have 10, 20, 30 … words, and others are only named."""
    articles, found = corpus()
    words = [("a", "text", "paraphrase", name, 10 * n) for n, name in enumerate(names, 1)]
    evidence = [span("a", "Xi", "naming", "name", target=name) for name in named]
    made = {"words": tables.make("words", words), "evidence": tables.make("evidence", evidence)}
    acts = pd.DataFrame({"article_id": "a", "attribution_id": range(len(names)), "speaker": names})
    made["attributions"] = tables.conform(acts, "attributions")
    return articles, found._replace(**made)


def rows_of(table: pd.DataFrame) -> dict[str, tuple[int, str]]:
    rows = zip(table["speaker"], table["total"], table["also"].fillna(""), strict=True)
    return {name: (total, also) for name, total, also in rows}


def test_pronouns_are_one_row() -> None:
    names = (
        "he",
        "Others",
        "others",
        "I’m",
        "It",
        "who",
        "Some",
        "I",
        "WHO",
        "US",
        "Xi",
        "critics",
    )
    table = figures.who_speaks(*spoken(*names, None))[1]
    assert rows_of(table) == {
        plot.PRONOUN: (360, "I; It; I’m; Others; Some; he; others; who"),
        plot.NO_SOURCE: (130, ""),
        "critics": (120, ""),
        "Xi": (110, ""),
        "US": (100, ""),
        "WHO": (90, ""),
    }
    assert "4 speakers, 3 articles; 0 names joined another" in table.attrs["caption"]
    assert "of 4 speakers; the most words has critics with 120." in table.attrs["alt"]


JOINED = [  # speakers, others named, the rows that hold several names; more in cases/persons.json
    (("Trump", "Donald Trump", "Donald J. Trump"), (), {"Donald J. Trump": "Donald Trump; Trump"}),
    (("Trump", "Donald Trump"), ("Melania Trump",), {}),  # who does not speak can be meant, too
]


@pytest.mark.parametrize(("speakers", "named", "joined"), JOINED)
def test_shorter_names_join_only_whom_they_must_mean(
    speakers: tuple[str, ...], named: tuple[str, ...], joined: dict[str, str]
) -> None:
    table = figures.who_speaks(*spoken(*speakers, named=named))[1]
    rows = rows_of(table)
    assert {name: also for name, (_, also) in rows.items() if also} == joined
    gone = {name for also in joined.values() for name in also.split("; ")}
    assert set(rows) == set(speakers) - gone
    for name, (total, also) in rows.items():
        whole = [name, *filter(None, also.split("; "))]
        assert total == sum(10 * (1 + speakers.index(one)) for one in whole)
    said = f"; {len(gone)} name{'' if len(gone) == 1 else 's'} joined another"
    assert said in table.attrs["caption"]


@pytest.mark.parametrize("name", figures.FIGURES)
@pytest.mark.parametrize("many", [False, True])
def test_every_picture_says_at_its_foot_that_it_is_unvalidated(name: str, many: bool) -> None:
    articles, found = corpus()
    times = 10**11 if many else 1
    words = found.words.assign(n_words=found.words["n_words"] * times)
    for given in (found._replace(words=words), nothing()):
        figure = figures.FIGURES[name](articles, given)[0]
        foot = figure.get_supxlabel()
        assert foot.startswith(f"mediakit {version('mediakit')} · ")
        assert "unvalidated" in foot
        assert "n = " in foot and foot.rstrip("s").endswith(" article")
        figure.draw_without_rendering()
        [line] = [text for text in figure.texts if text.get_text() == foot]
        box = line.get_window_extent()
        assert line.get_fontsize() >= 6
        assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= figure.bbox.width
        assert not box.overlaps(figure.axes[0].get_tightbbox())


def test_a_heading_with_dollars_and_control_characters_is_drawn_as_it_reads() -> None:
    articles, found = corpus()
    articles["title"] = "Oil at $80,\x0b gas at $3"
    figure = figures.voice_strip(articles, found)[0]
    [heading] = [text for text in figure.texts if text.get_text().startswith("Euronews")]
    assert heading.get_text() == "Euronews: Oil at $80, gas at $3"
    assert not heading.get_parse_math()


def test_programs_can_read_what_a_picture_says(tmp_path: Path) -> None:
    articles, found = corpus()
    called = {
        name: table.assign(speaker=table["speaker"].replace("Xi Jinping", "<Xi>\x0b & “Co”"))
        for name, table in (("words", found.words), ("attributions", found.attributions))
    }
    figures.draw(articles, found._replace(**called), tmp_path)
    for name in figures.FIGURES:
        root = ElementTree.fromstring((tmp_path / f"{name}.svg").read_bytes())
        title = root.findtext("{http://www.w3.org/2000/svg}title") or ""
        caption = root.findtext(".//{http://purl.org/dc/elements/1.1/}description") or ""
        assert "unvalidated" in title and "n = " in title
        assert figures.CAUTION in caption and "n = " in caption
        with Image.open(tmp_path / f"{name}.png") as picture:
            assert picture.info["Title"] == title and picture.info["Description"] == caption
        if name == "who_speaks":
            assert "has <Xi> & “Co” with 8." in title


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
    assert len(written) == 5 * len(figures.FIGURES)
    for row in written.itertuples():
        content = (tmp_path / "new" / "folder" / str(row.file)).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row.sha256
    note = (tmp_path / "new" / "folder" / "who_speaks.md").read_text(encoding="utf-8")
    assert note.startswith("![Stacked bars of 1 speaker; the most words has Xi Jinping with 8.](")
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
from mediakit.figures import catalogue as figures
print(figures.draw(*tests["corpus"](), sys.argv[2]).to_csv())
print("matplotlib.pyplot" in sys.modules)
"""


@pytest.mark.slow
def test_two_processes_draw_the_same_bytes(tmp_path: Path) -> None:
    said = [
        subprocess.run(
            [sys.executable, "-c", PROCESS, __file__, str(tmp_path / seed)],
            check=True, capture_output=True, text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(figures.__file__).parents[2]),
                 "HOME": str(tmp_path), "MPLCONFIGDIR": str(tmp_path / "mpl")},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert said[0] == said[1]
    assert said[0].strip().endswith("False"), "pyplot was loaded"
    for one in sorted((tmp_path / "1").iterdir()):
        assert one.read_bytes() == (tmp_path / "2" / one.name).read_bytes()
