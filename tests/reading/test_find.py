"""Articles in, evidence out: every row points at its text, and every word has one voice."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.attribution import Attribution, Attributions, attribute
from mediakit.contract import tables
from mediakit.contract.labels import LABELS
from mediakit.contract.tables import Found
from mediakit.reading.find import choose_signals, find
from mediakit.reading.voices import Voices
from mediakit.text.document import Document, Span, one_blank

PIECES = st.sampled_from(
    ["“We will not sell,”", "“Never.”", '"Never,"', " said Ida Holt", " he said", " she claimed,", "Holt may ",
     "according to police", " that ", " the regime is shut", ". ", ", ", "\n\n", "\n", "“", "”", '"', "''",
     " was quoted as saying by Radio Halm", "Moscow’s claim that ", " and ", "not ", "an “old friend” ", "The so-called ",
     "Two officials told ", "Mayor Ida Holt ", "\u00a0", "İ", "習近平", "’", "e\u0301", "👩\u200d👧", "war crimes ", "lifeline "]
)  # fmt: skip
MESSY = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=120)
ARTICLES = st.lists(st.tuples(MESSY, MESSY), min_size=1, max_size=4)
PARTS = ("source", "cue", "relay")


def table(*texts: str, **columns: list[object]) -> pd.DataFrame:
    ids = [f"a{number}" for number in range(len(texts))]
    return pd.DataFrame({"article_id": ids, "text": list(texts), **columns})


def read(articles: pd.DataFrame, **settings_: object) -> Found:
    return find(articles, progress=False, **settings_)  # type: ignore[arg-type]


def rows(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    return [
        tuple(None if v is pd.NA or v != v else v for v in row) for row in frame.to_numpy(object)
    ]


# ------------------------------------------------------------------ whatever the text
@pytest.mark.engines
@settings(max_examples=60)
@given(pairs=ARTICLES)
def test_tables_are_sound_whatever_the_text(pairs: list[tuple[str, str]], engine: str) -> None:
    articles = table(*[text for _, text in pairs], title=[title for title, _ in pairs])
    before = articles.copy(deep=True)
    lists, signals = {"mine": ["lifeline", "reg*"]}, ["loaded", "stance", "naming"]
    found = read(articles, lexicons=lists, signals=signals, engine=engine)
    pd.testing.assert_frame_equal(articles, before)

    for name, frame in found._asdict().items():
        assert list(frame.columns) == list(tables.SCHEMAS[name])
        assert [str(t) for t in frame.dtypes] == [str(t) for t in tables.make(name).dtypes]

    fields = {
        (article.article_id, field): getattr(article, field)
        for article in articles.itertuples()
        for field in tables.FIELDS
    }
    for row in found.evidence.itertuples():
        assert fields[row.article_id, row.field][row.start : row.end] == row.text
        assert row.start < row.end
        assert row.voice in tables.VOICES
        assert row.label in LABELS.get(row.signal, ("mine",))
        if row.signal != "sourcing":
            assert pd.isna(row.attribution_id) == (row.voice == "narrator")

    for row in found.attributions.itertuples():
        text = fields[row.article_id, row.field]
        for part in PARTS:
            offsets = (getattr(row, f"{part}_start"), getattr(row, f"{part}_end"))
            absent = [pd.isna(value) for value in (*offsets, getattr(row, part))]
            assert all(absent) or not any(absent), "offsets and text are NA together"
            if not any(absent):
                assert one_blank(text[slice(*offsets)]) == getattr(row, part)
        assert 0 <= row.content_start < row.content_end <= len(text)
        assert 0 <= row.n_quoted <= row.n_words and row.n_words > 0
        assert pd.isna(row.relay) == pd.isna(row.relay_speaker)

    contents = found.evidence.query("label == 'content'").sort_values(
        ["article_id", "field", "start"]
    )
    for _, group in contents.groupby(["article_id", "field"]):
        assert (group["end"].to_numpy()[:-1] <= group["start"].to_numpy()[1:]).all(), (
            "contents overlap"
        )
    acts = ["article_id", "attribution_id"]
    assert set(rows(contents[acts])) == set(rows(found.attributions[acts]))
    for _, group in found.attributions.groupby("article_id"):
        assert group["attribution_id"].tolist() == list(range(len(group)))

    refused = set(found.report.query("signal.isna()")["article_id"])
    sums = found.words.groupby(["article_id", "field"])["n_words"].sum().to_dict()
    for (article_id, field), text in fields.items():
        expected = len(Document(text).words) if article_id not in refused and text.strip() else 0
        assert sums.get((article_id, field), 0) == expected
    assert (found.words["n_words"] > 0).all()
    assert not found.words.duplicated(["article_id", "field", "voice", "speaker"]).any()
    assert found.words.loc[found.words["voice"] == "narrator", "speaker"].isna().all()


@pytest.mark.engines
@settings(max_examples=30)
@given(pairs=ARTICLES)
def test_an_article_does_not_depend_on_its_neighbours(
    pairs: list[tuple[str, str]], engine: str
) -> None:
    articles = table(*[text for _, text in pairs], title=[title for title, _ in pairs])
    forward, backward = (read(one, engine=engine) for one in (articles, articles[::-1]))
    for name in ("evidence", "attributions", "words", "report"):
        one, other = getattr(forward, name), getattr(backward, name)
        for article_id in articles["article_id"]:
            mine = rows(one[one["article_id"] == article_id])
            assert mine == rows(other[other["article_id"] == article_id])


# ------------------------------------------------------------------ voices
VOICES = [
    ("Orr said the regime would fall.", "regime", "paraphrase", "Orr"),
    ("Orr said “the regime” would fall.", "regime", "quotation", "Orr"),
    ("The regime fell in May, the year of the flood. Orr said nothing had changed.", "regime", "narrator", None),
    ("The “regime” fell.", "regime", "narrator", None),
    ("“The regime fell,” said Orr, a clerk of the regime.", "The regime fell", "quotation", "Orr"),
    ("“The regime fell,” Orr said.", "Orr", "narrator", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "piece", "voice", "speaker"), VOICES)
def test_voice_of_a_piece(text: str, piece: str, voice: str, speaker: str | None) -> None:
    document = Document(text)
    [said] = attribute([document])
    start = text.index(piece)
    found, owner = Voices(document, said).of(start, start + len(piece))
    assert found == voice
    assert (owner.speaker if owner else None) == speaker


@pytest.mark.parametrize(
    ("start", "end", "voice"),
    [
        ("one", "two", "narrator"),  # nothing inside
        ("two", "three", "paraphrase"),  # half inside, unquoted
        ("one", "three", "narrator"),  # a third inside
        ("four", "five", "paraphrase"),  # half quoted is not most
        ("four", "six", "quotation"),  # two of three quoted
        ("one", "six", "paraphrase"),  # four of six inside, two of those quoted
        ("five", "six", "quotation"),
    ],
)
def test_voice_thresholds(start: str, end: str, voice: str) -> None:
    text = "one two three four “five six”"
    document = Document(text)
    content = (text.index("three"), len(text))
    said = [Attribution([content], id=0)]
    assert Voices(document, said).of(text.index(start), text.index(end) + len(end))[0] == voice


def test_words_are_counted_by_voice_and_speaker() -> None:
    found = read(table("Ida Holt said the mill was “very late”. Orr said it shut.\n\nIt rained."))
    assert rows(found.words[["voice", "speaker", "n_words"]]) == [
        ("narrator", None, 7),
        ("paraphrase", "Ida Holt", 3),
        ("quotation", "Ida Holt", 2),
        ("paraphrase", "Orr", 2),
    ]


def test_sourcing_is_evidence_too() -> None:
    text = "“We lost,” Orr was quoted as saying by the Xinhua News Agency. “We go on now.”"
    evidence = read(table(text), signals=[]).evidence
    assert set(evidence["signal"]) == {"sourcing"}
    found = {(r.label, r.text, r.voice, r.speaker, r.attribution_id) for r in evidence.itertuples()}
    assert found == {
        ("source", "Orr", "narrator", "Orr", 0),
        ("cue", "was quoted as saying by", "narrator", "Orr", 0),
        ("relay", "the Xinhua News Agency", "narrator", "Xinhua News Agency", 0),
        ("content", "“We lost,”", "quotation", "Orr", 0),
        ("content", "“We go on now.”", "quotation", "Orr", 0),
    }


# ------------------------------------------------------------------ what is not read
def test_what_is_not_read_is_reported() -> None:
    german = (
        "Der Minister sagte am Montag, dass die Brücke nicht sicher sei und bald schließen müsse. "
        * 6
    )
    articles = table(
        "The regime fell.", german, "  \n ", "Le régime est tombé.", None, "The regime fell.",
        language=[None, None, None, "fr", None, "en-GB"], source_file=["a", "b", "c", "d", "e", "f"],
    )  # fmt: skip
    found = read(articles)
    assert set(found.words["article_id"]) == {"a0", "a5"}
    assert set(found.evidence["article_id"]) == {"a0", "a5"}
    report = {r.article_id: (r.file, r.reason) for r in found.report.itertuples()}
    assert report["a1"][1].startswith("the text is German (de)")
    assert report["a2"] == ("c", "empty text") and report["a4"] == ("e", "empty text")
    assert report["a3"][1].startswith("language is 'fr'")


def test_what_the_loader_reported_comes_along() -> None:
    articles = table("The regime fell.")
    articles.attrs["report"] = [{"file": "x.txt", "line": 3, "reason": "broken line"}]
    [row] = rows(read(articles).report)
    assert row == (None, None, None, "x.txt", 3, "broken line", None)


def test_titles_are_read_and_may_be_missing() -> None:
    found = read(table("It rained.", "It rained.", title=["Regime falls", None]))
    assert rows(found.evidence[["article_id", "field", "text"]]) == [("a0", "title", "Regime")]
    assert set(found.words.query("field == 'title'")["article_id"]) == {"a0"}
    assert len(read(table("The regime fell.")).evidence) == 1


def test_no_article_gives_empty_tables() -> None:
    for name, frame in read(tables.make("articles"))._asdict().items():
        assert len(frame) == 0 and list(frame.columns) == list(tables.SCHEMAS[name])


# ------------------------------------------------------------------ signals of the user's own
def shouting(document: Document, attributions: Attributions) -> list[Span]:
    """Find words in capitals."""
    return [
        Span(start, end, "capitals", 0.5, "x", "y")
        for word, start, end in zip(document.words, document.starts, document.ends, strict=True)
        if word.isupper() and len(word) > 1
    ]


def test_a_function_of_the_users_own_is_a_signal() -> None:
    evidence = read(table("Orr said the plan was DEAD. THE END."), signals=[shouting]).evidence
    own = evidence.query("signal == 'shouting'")
    assert rows(own[["label", "text", "value", "voice", "speaker", "target", "term"]]) == [
        ("capitals", "DEAD", 0.5, "paraphrase", "Orr", "x", "y"),
        ("capitals", "THE", 0.5, "narrator", None, "x", "y"),
        ("capitals", "END", 0.5, "narrator", None, "x", "y"),
    ]


def bad(spans: object) -> Callable[[Document, Attributions], list[Span]]:
    def own(document: Document, attributions: Attributions) -> list[Span]:
        if "BAD" in document.text:
            if isinstance(spans, Exception):
                raise spans
            return spans  # type: ignore[return-value]
        return [Span(0, 3, "start")]

    return own


@pytest.mark.parametrize(
    ("spans", "reason"),
    [
        (KeyError("x"), "own failed: KeyError: 'x'"),
        (
            [Span(0, 3, "start"), Span(5, 999, "start")],
            "span 5:999 does not lie in the text of 23 char",
        ),
        ([Span(-1, 3, "start")], "span -1:3 does not lie"),
        ([Span(3, 3, "start")], "span 3:3 does not lie"),
        ([(0,)], "own failed: TypeError"),
        ([(0.0, 2.0, "start")], "own failed: TypeError"),
        ([("0", "2", "start")], "own failed: TypeError"),
        ([(0, 2, None)], "label of span 0:2 is None, no text"),
        ([(0, 2, "start", "much")], "own failed: ValueError"),
        ([(0, 2, "start", 1, 7)], "target of span 0:2 is 7, no text"),
        (None, "own failed: TypeError"),
        (7, "own failed: TypeError"),
    ],
)
def test_a_failing_function_stops_nothing_else(spans: object, reason: str) -> None:
    articles = table("The regime fell BAD day", "The regime fell.", source_file=["x", "y"])
    found = read(articles, signals=["loaded", bad(spans)])
    seen = rows(found.evidence.query("text != 'BAD'")[["article_id", "signal", "text"]])
    assert seen == [("a0", "loaded", "regime"), ("a1", "loaded", "regime"), ("a1", "own", "The")]
    [report] = rows(found.report)
    assert report[:4] == ("a0", "text", "own", "x") and reason in str(report[5])


def test_numbers_of_numpy_are_numbers() -> None:
    import numpy as np

    def own(document: Document, attributions: Attributions) -> list[Span]:
        return [Span(np.int64(0), np.int32(3), "start", np.float32(0.5))]  # type: ignore[arg-type]

    [row] = rows(read(table("The end"), signals=[own]).evidence[["text", "value"]])
    assert row == ("The", 0.5)


def test_lists_of_the_users_own(tmp_path: Path) -> None:
    path = tmp_path / "aid.csv"
    path.write_text("term\npatron*\n", encoding="utf-8")
    text = "Orr called the loan a “lifeline” from its patrons."
    found = read(table(text), signals=[], lexicons={"rope": ["lifeline"], "aid": path})
    wording = found.evidence.query("signal == 'wording'")
    assert rows(wording[["label", "text", "voice", "speaker", "term"]]) == [
        ("rope", "lifeline", "quotation", "Orr", "rope:1"),
        ("aid", "patrons", "paraphrase", "Orr", "aid:1"),
    ]


def test_default_signals_are_all_but_tone() -> None:
    assert list(choose_signals(None)) == ["loaded", "stance", "naming"]
    assert list(choose_signals("tone")) == ["tone"]
    assert list(choose_signals(["sourcing", "stance"])) == ["stance"]
    assert list(choose_signals([shouting], {"mine": ["war"]})) == ["shouting", "wording"]


# ------------------------------------------------------------------ errors
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"engine": "acurate"}, "No engine named 'acurate'; there are .*Did you mean 'accurate'?"),
        ({"signals": ["lodaed"]}, "No signal named 'lodaed'; there are .*Did you mean 'loaded'?"),
        ({"lexicons": {"mine": []}}, "List 'mine' is empty"),
        ({"lexicons": {"mine": "lifeline"}}, "no file.*For one word write"),
        ({"signals": [shouting, shouting]}, "Two signals are named 'shouting'"),
        ({"signals": [lambda d, a: [], lambda d, a: []]}, "Two signals are named '<lambda>'"),
    ],
)
def test_errors_say_what_to_do(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read(table("It rained."), **arguments)


@pytest.mark.parametrize("name", ["loaded", "sourcing", "wording"])
def test_a_function_cannot_take_the_name_of_a_signal(name: str) -> None:
    def own(document: Document, attributions: Attributions) -> list[Span]:
        return []

    own.__name__ = name
    with pytest.raises(ValueError, match=f"Two signals are named '{name}'"):
        read(table("It rained."), signals=[own])


def test_what_is_no_signal_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="Got 7 as a signal; expected a name"):
        read(table("It rained."), signals=[7])


def test_lists_without_names_are_explained() -> None:
    with pytest.raises(TypeError, match=r"lexicons got a list; expected names with their words"):
        read(table("It rained."), lexicons=["lifeline"])


def test_failures_are_said_once_for_each_signal(capsys: pytest.CaptureFixture[str]) -> None:
    articles = table("The BAD end", "BAD", "The end")
    find(articles, signals=[bad(ValueError("no luck"))])
    assert capsys.readouterr().err.strip().splitlines() == [
        "own failed: ValueError: no luck (in 2 titles or texts; all are in found.report)"
    ]
    read(articles, signals=[bad(ValueError("no luck"))])
    assert capsys.readouterr().err == ""


def test_articles_without_ids_of_text_are_sent_to_the_loader() -> None:
    for ids in ([0], [1.5]):
        with pytest.raises(ValueError, match=r"article_id .*load_articles"):
            read(pd.DataFrame({"article_id": ids, "text": ["It rained."]}))
    with pytest.raises(TypeError, match="load_articles"):
        read("It rained.")  # type: ignore[arg-type]


def test_the_contents_of_the_report_name_no_line_of_code() -> None:
    found = read(table("The BAD end"), signals=[bad(ValueError("no luck"))])
    assert not re.search(r"Traceback|\.py", str(found.report["reason"][0]))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Denby: You left.\n\nQuist: I did not.\n\nDenby: But you did.\n\nQuist: Ha! No.", True),
        ("Monday: rain on the coast.\n\nTuesday: sun.\n\nWednesday: rain.\n\nThursday: a storm.",
         False),
    ],
)  # fmt: skip
def test_turns_of_people_who_speak_again_are_announced(text: str, said: bool) -> None:
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    report = find(articles, engine="fast", progress=False).report
    assert report["reason"].str.contains("transcript").any() == said


def test_nothing_of_the_process_changes_while_articles_are_read() -> None:
    before = gc.get_threshold()
    seen = []

    def look(document: Document, attributions: object) -> list[Span]:
        seen.append(gc.get_threshold())
        return []

    read(table("It rained."), engine="fast", signals=[look])
    assert seen == [before]
