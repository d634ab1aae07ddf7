"""Axes show what stands in the table, in any style, without pyplot."""

from __future__ import annotations

import warnings

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from mediakit.contract import style
from mediakit.figures import plot
from mediakit.figures.plot._axes import shorten

COLUMNS = ["kind", "start_word", "end_word", "voice", "signal", "label", "speaker", "text"]
ROWS = [
    ("voice", 0, 40, "narrator", None, None, None, ""),
    ("voice", 40, 60, "paraphrase", None, None, "Xi", ""),
    ("voice", 60, 90, "quotation", None, None, "Xi", ""),
    ("voice", 90, 93, "narrator", None, None, None, ""),
    ("voice", 93, 120, "quotation", None, None, "Xi", ""),
    ("voice", 120, 122, "quotation", None, None, "Somebody with a very long name", ""),
    ("evidence", 3, 4, "narrator", "loaded", "regime", None, "autocratic"),
    ("evidence", 50, 52, "paraphrase", "loaded", "emotive", "Xi", "cold fury"),
    ("evidence", 38, 39, "narrator", "sourcing", "cue", "Xi", "said"),
    ("evidence", 70, 71, "quotation", "mine", "x", "Xi", "friend"),
]


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame(ROWS, columns=COLUMNS)


@pytest.fixture
def speakers() -> pd.DataFrame:
    rows = [(f"Speaker {i:02}", 10 * i, 5 * i, 15 * i, 15 * i / 1575) for i in range(1, 15)]
    return pd.DataFrame(rows, columns=["speaker", "quotation", "paraphrase", "total", "share"])


def axes(width: float = 3.5, height: float = 2.0) -> Axes:
    return Figure(figsize=(width, height), layout="constrained").subplots()


def words_on(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_strip_draws_every_stretch_and_every_tick(table: pd.DataFrame) -> None:
    before = table.copy()
    ax = plot.strip(table, axes())
    drawn = {}
    for collection in ax.collections:
        boxes = [path.get_extents() for path in collection.get_paths()]
        drawn.setdefault(to_hex(collection.get_facecolor()[0] if len(collection.get_facecolor())
                                else collection.get_edgecolor()[0]), []).extend(boxes)  # fmt: skip
    quotation = [(box.x0, box.x1) for box in drawn[style.VOICE_COLOURS["quotation"]]]
    assert quotation == [(60, 90), (93, 120), (120, 122)]
    assert [box.x0 for box in drawn[style.SIGNAL_COLOURS["loaded"]]] == [3.5, 51]
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == ["voice", "cues 1", "mine 1", "loaded 2"]
    assert ax.get_xlim() == (0, 122)
    pd.testing.assert_frame_equal(table, before)


def test_strip_tells_voices_by_height_too(table: pd.DataFrame) -> None:
    ax = plot.strip(table, axes())
    tops = {
        to_hex(c.get_facecolor()[0]): c.get_paths()[0].get_extents().y1
        for c in ax.collections
        if len(c.get_facecolor())
    }
    narrator, paraphrase, quotation = (tops[colour] for colour in style.VOICE_COLOURS.values())
    assert narrator < paraphrase < quotation


def test_strip_names_who_speaks_at_length_once_and_where_there_is_room(table: pd.DataFrame) -> None:
    assert words_on(plot.strip(table, axes(7))) == ["Xi"]
    assert words_on(plot.strip(table[table["kind"] == "voice"], axes(7))) == [
        " no evidence found",
        "Xi",
    ]


def test_names_do_not_meet() -> None:
    rows = [
        ("voice", i * 20, i * 20 + 20, "quotation", None, None, f"Person {i}", "")
        for i in range(20)
    ]
    ax = plot.strip(pd.DataFrame(rows, columns=COLUMNS), axes(7))
    figure = ax.figure
    figure.draw_without_rendering()
    names = [t.get_window_extent() for t in ax.texts if t.get_text().startswith("Person")]
    assert len(names) > 5
    for i, one in enumerate(names):
        assert not any(one.overlaps(other) for other in names[:i])


def test_speakers_stacks_quotation_and_paraphrase(speakers: pd.DataFrame) -> None:
    ax = plot.speakers(speakers.sample(frac=1, random_state=1), axes(), top=3)
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names == ["Speaker 14", "Speaker 13", "Speaker 12"]
    bars = [(bar.get_x(), bar.get_width()) for bar in ax.patches]
    assert bars == [(0, 140), (0, 130), (0, 120), (140, 70), (130, 65), (120, 60)]
    assert words_on(ax)[0] == "210 · 13 %"
    assert "11 further speakers: 990 words" in ax.get_xlabel()
    assert {bar.get_hatch() for bar in ax.patches} == {None, "////"}
    assert ax.get_ylim()[0] > ax.get_ylim()[1]  # the first on top


def test_words_of_nobody_in_particular_are_last_and_grey(speakers: pd.DataFrame) -> None:
    nobody = speakers.head(2).assign(speaker=list(plot.UNNAMED), total=[9000, 9])
    table = pd.concat([nobody, speakers], ignore_index=True)
    for top, further in ((3, 11), (13, 1)):
        ax = plot.speakers(table, axes(), top=top)
        names = [label.get_text() for label in ax.get_yticklabels()]
        assert len(names) == top + 2 and names[-2:] == list(plot.UNNAMED)
        colours = [to_hex(bar.get_facecolor()) for bar in ax.patches]
        grey = style.UNNAMED_COLOURS
        blue = style.VOICE_COLOURS
        quoted, told = colours[: len(names)], colours[len(names) :]
        assert quoted == [blue["quotation"]] * top + [grey["quotation"]] * 2
        assert told == [blue["paraphrase"]] * top + [grey["paraphrase"]] * 2
        assert f"\n{further} further speaker{'s' * (further > 1)}: " in ax.get_xlabel()
        key = [to_hex(patch.get_facecolor()) for patch in ax.get_legend().get_patches()]
        assert key == [blue["quotation"], blue["paraphrase"]]
    alone = plot.speakers(nobody, axes())
    assert [to_hex(bar.get_facecolor()) for bar in alone.patches[:2]] == [grey["quotation"]] * 2


def test_many_ticks_do_not_run_together(table: pd.DataFrame) -> None:
    rows = [("evidence", i, i, "narrator", "loaded", "x", None, "") for i in range(0, 2400, 4)]
    voice = ("voice", 0, 2400, "narrator", None, None, None, "")
    ax = plot.strip(pd.DataFrame([voice, *rows], columns=COLUMNS), axes(7))
    [ticks] = [lines for lines in ax.collections if lines.get_linewidth()[0] > 0]
    figure = ax.figure
    figure.draw_without_rendering()
    between = (ax.transData.transform((4, 0)) - ax.transData.transform((0, 0)))[0]
    assert ticks.get_linewidth()[0] * figure.dpi / 72 < 0.75 * between
    assert plot.strip(table, axes(7)).collections[-1].get_linewidth()[0] == 1


def test_a_strip_without_room_for_any_name_says_so() -> None:
    rows = [
        ("voice", i * 20, i * 20 + 9, "quotation", None, None, f"Person number {i % 70}", "")
        for i in range(300)
    ]
    ax = plot.strip(pd.DataFrame(rows, columns=COLUMNS), axes(7))
    assert "no room for the names of 70 speakers" in words_on(ax)


def test_long_names_end_with_a_whole_word() -> None:
    assert shorten("Egyptian judicial officials of Cairo", 32) == "Egyptian judicial officials of…"
    assert shorten("Rechtsschutzversicherungsgesellschaften", 12) == "Rechtsschut…"
    assert shorten("Xi", 2) == "Xi"


def test_words_are_counted_in_whole_numbers(speakers: pd.DataFrame) -> None:
    for times, expected in ((1, "2"), (10_000, "1,000,000")):
        row = speakers.head(1).assign(quotation=times, paraphrase=times, total=2 * times)
        row = row if times == 1 else speakers.assign(total=speakers["total"] * times)
        ax = plot.speakers(row, axes())
        ax.figure.draw_without_rendering()
        ticks = [label.get_text() for label in ax.get_xticklabels()]
        assert expected in ticks and len(set(ticks)) == len(ticks)


@pytest.mark.parametrize("name", ["strip", "speakers"])
def test_one_column_is_enough_in_the_users_own_style(
    name: str, table: pd.DataFrame, speakers: pd.DataFrame
) -> None:
    given = table if name == "strip" else speakers
    before = dict(mpl.rcParams)
    ax = axes(3.5, 3.2)
    getattr(plot, name)(given, ax)
    figure = ax.figure
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.draw_without_rendering()
    assert ax.get_position().width > 0.25
    legend = ax.get_legend().get_window_extent()
    assert legend.x0 >= 0 and legend.x1 <= figure.bbox.width
    for label in ax.get_yticklabels():
        assert label.get_window_extent().x0 >= 0
    assert dict(mpl.rcParams) == before


def test_users_font_size_counts(speakers: pd.DataFrame) -> None:
    with mpl.rc_context({"font.size": 20}):
        assert plot.speakers(speakers, axes()).texts[0].get_fontsize() == 18


def test_without_axes_pyplot_gives_new_ones(table: pd.DataFrame, speakers: pd.DataFrame) -> None:
    plt = pytest.importorskip("matplotlib.pyplot")
    with mpl.rc_context({"backend": "agg"}):
        one, other = plot.strip(table), plot.speakers(speakers)
        assert one.figure is not other.figure and one.get_xlabel() == "word"
        plt.close(one.figure)
        plt.close(other.figure)


def test_nothing_to_draw_is_said(table: pd.DataFrame, speakers: pd.DataFrame) -> None:
    assert words_on(plot.strip(table.iloc[:0], axes())) == ["nothing to draw: no words were read"]
    assert words_on(plot.speakers(speakers.iloc[:0], axes())) == ["nobody is quoted or paraphrased"]


def test_errors_say_what_is_needed(table: pd.DataFrame, speakers: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match=r"plot\.strip needs the column 'voice'"):
        plot.strip(table.drop(columns="voice"), axes())
    with pytest.raises(TypeError, match="got a list"):
        plot.speakers([], axes())  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="top=0"):
        plot.speakers(speakers, axes(), top=0)
