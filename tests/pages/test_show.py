"""The reading view keeps every character, says whose voice it is, and lets nothing escape."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mediakit as mk
from mediakit.contract import style, tables
from mediakit.pages.concordance import KWIC_COLUMNS, kwic
from mediakit.pages.page import Page
from mediakit.pages.rendering import page_css
from mediakit.pages.show import show
from mediakit.reading.voices import voice_runs

VOID = {"meta", "br", "input"}
TEXT = (
    "Beijing hosted two autocratic leaders.\n\n"
    "“They are not ready,” claimed Putin. “Nobody is.”\n\n"
    "Xi said the ties were deepening as “good friends”, CCTV reported."
)


class Reader(HTMLParser):
    """Collect the text and the inline elements of the title and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.path: list[tuple[str, dict[str, str]]] = []
        self.fields = {"title": "", "text": ""}
        self.marks: list[tuple[str, dict[str, str]]] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page.replace("\r\n", "\n").replace("\r", "\n"))  # as browsers do
        self.close()
        assert not self.path, "an element is left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.path.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.path.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        inside = [a["data-mk-field"] for _, a in self.path if "data-mk-field" in a]
        if inside:
            self.fields[inside[-1]] += data
            if self.path[-1][0] == "span":
                self.marks.append((data, self.path[-1][1]))

    def mark(self, text: str) -> dict[str, str]:
        return next(attributes for data, attributes in self.marks if data == text)


def article(text: str = TEXT, **columns: Any) -> pd.DataFrame:
    return tables.conform(
        pd.DataFrame({"article_id": ["a"], "text": [text], **columns}), "articles"
    )


def span(text: str, words: str, signal: str, label: str, **more: Any) -> tuple[Any, ...]:
    start = more.pop("start", None)
    start = text.index(words) if start is None else start
    row = {
        "article_id": "a", "field": "text", "signal": signal, "label": label, "start": start,
        "end": start + len(words), "text": words, "value": None, "voice": "narrator",
        "speaker": None, "attribution_id": None, "target": None, "term": None, **more,
    }  # fmt: skip
    return tuple(row.values())


def result(
    evidence: list[tuple[Any, ...]],
    attributions: pd.DataFrame | None = None,
    words: list[tuple[Any, ...]] = (),  # type: ignore[assignment]
) -> tables.Found:
    made = tables.make("attributions") if attributions is None else attributions
    return tables.Found(
        tables.make("evidence", evidence), made, tables.make("words", words), tables.make("report")
    )


@pytest.fixture
def found() -> tables.Found:
    putin = {"speaker": "Vladimir Putin", "attribution_id": 0}
    xi = {"speaker": "Xi Jinping", "attribution_id": 1}
    evidence = [
        span(TEXT, "autocratic", "loaded", "regime", value=1.0, term="loaded:7"),
        span(TEXT, "two autocratic leaders", "naming", "description", target="Xi & Putin"),
        span(TEXT, "“They are not ready,”", "sourcing", "content", voice="quotation", **putin),
        span(TEXT, "“Nobody is.”", "sourcing", "content", voice="quotation", **putin),
        span(TEXT, "claimed", "sourcing", "cue", **putin),
        span(TEXT, "Putin", "sourcing", "source", **putin),
        span(TEXT, "not ready", "stance", "negation", voice="quotation", **putin),
        span(TEXT, "Xi", "sourcing", "source", **xi),
        span(TEXT, "said", "sourcing", "cue", **xi),
        span(TEXT, "the ties were deepening as “good friends”", "sourcing", "content", **xi),
        span(TEXT, "CCTV", "sourcing", "relay", **xi),
    ]
    rows = [
        {"article_id": "a", "field": "text", "attribution_id": 0, "kind": "direct",
         "cue": "claimed", "positioning": "distancing", "speaker": "Vladimir Putin",
         "content_start": 40},
        {"article_id": "a", "field": "text", "attribution_id": 1, "kind": "mixed", "cue": "said",
         "positioning": "neutral", "speaker": "Xi Jinping", "relay": "CCTV", "content_start": 90},
    ]  # fmt: skip
    words = [
        ("a", "text", "narrator", None, 11),
        ("a", "text", "quotation", "Vladimir Putin", 6),
        ("a", "text", "paraphrase", "Xi Jinping", 5),
        ("a", "text", "quotation", "Xi Jinping", 2),
    ]
    return result(evidence, tables.conform(pd.DataFrame(rows), "attributions"), words)


# ------------------------------------------------------------- no character lost
characters = st.sampled_from(
    list("ab é’“”\"'<>&;\n\r\t\u00a0\u202e\u05d0\x00{}\\")
) | st.characters(exclude_categories=["Cs"])
texts = st.text(characters, max_size=120)
labels = st.sampled_from(
    [("sourcing", "content"), ("sourcing", "source"), ("loaded", "regime"), ("tone", "sentence"),
     ("naming", "name"), ("stance", "hedge"), ("wording", "<mine>"), ("my function", "é\"'")]
)  # fmt: skip


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, str, list[tuple[Any, ...]]]:
    fields = {"title": draw(texts), "text": draw(texts)}
    rows = []
    for _ in range(draw(st.integers(0, 12))):
        field = draw(st.sampled_from(["title", "text"]))
        start, end = sorted(draw(st.integers(0, len(fields[field]))) for _ in range(2))
        signal, label = draw(labels)
        rows.append(
            span(
                "", fields[field][start:end], signal, label, start=start, field=field,
                value=draw(st.none() | st.floats(-1, 1)), speaker=draw(st.none() | texts),
                attribution_id=draw(st.none() | st.integers(0, 3)), target=draw(st.none() | texts),
            )
        )  # fmt: skip
    return fields["title"], fields["text"], rows


@given(marked())
def test_the_text_nodes_are_title_and_text(case: tuple[str, str, list[tuple[Any, ...]]]) -> None:
    title, text, rows = case
    page = Reader(show(article(text, title=[title]), result(rows), "a"))
    assert page.fields == {"title": title, "text": text}
    assert page.tags <= {
        "div",
        "style",
        "h1",
        "p",
        "span",
        "ul",
        "li",
        "b",
        "bdi",
        "input",
        "label",
        "small",
    }
    switches = {"checked", "type"}
    known = {"class", "lang", "dir", "tabindex", "data-mk", "data-mk-field", "style"}
    assert page.attributes <= known | switches


@given(texts, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 3))))
def test_voice_runs_cover_the_text_once(text: str, contents: list[tuple[int, int, int]]) -> None:
    n = len(text)
    inside = [(min(a, b, n), min(max(a, b), n), one) for a, b, one in contents]
    runs = voice_runs(text, inside)
    assert "".join(text[run.start : run.end] for run in runs) == text
    assert all((run.voice == "narrator") == (run.attribution_id is None) for run in runs)


def test_a_segment_carries_all_its_evidence(found: tables.Found) -> None:
    page = Reader(show(article(), found, "a"))
    both = page.mark("autocratic")
    assert "loaded · regime · entry “alarmism” · loadedness here 1 of 1" in both["data-mk"]
    assert "naming · description · “two autocratic leaders” · about Xi & Putin" in both["data-mk"]
    assert {"mk-e", "mk-0loaded", "mk-1naming"} <= set(both["class"].split())
    assert "mk-0naming" in page.mark("two ")["class"]


def test_a_whole_sentence_is_underlined_at_its_start_only() -> None:
    text = "The leaders of the two countries " + "who had met before " * 4 + "met again."
    rows = [span(text, text, "tone", "sentence", value=0.2), span(text, "met", "loaded", "regime")]
    page = Reader(show(article(text), result(rows), "a"))
    first, second, third = (attributes for _, attributes in page.marks)
    assert {"mk-0tone", "mk-0long"} <= set(first["class"].split())
    assert "mk-0loaded" in second["class"] and "tone" not in second["class"] + third["class"]
    assert all("tone · sentence" in one["data-mk"] for one in (first, second, third))


def test_a_span_of_no_characters_marks_nothing() -> None:
    page = Reader(show(article(), result([span(TEXT, "", "loaded", "regime", start=9)]), "a"))
    assert page.marks == [] and page.fields["text"] == TEXT


def test_voices_are_told_by_more_than_colour(found: tables.Found) -> None:
    page = Reader(show(article(), found, "a"))
    assert "mk-p" in page.mark("the ties were deepening as ")["class"].split()
    assert {"mk-q", "mk-b", "mk-z"} <= set(page.mark("“good friends”")["class"].split())
    assert not [data for data, _ in page.marks if "Beijing" in data]  # the narrator is plain
    css = page_css()
    assert re.search(r"\.mk-p\.mk-b\{border-inline-start:[^}]*dotted", css)
    assert re.search(r"\.mk-q\.mk-b\{border-inline-start:[^}]*solid", css)


def test_the_pieces_of_a_split_quotation_say_the_same(found: tables.Found) -> None:
    html = show(article(), found, "a")
    page = Reader(html)
    for words in ("“They are ", "“Nobody is.”", "claimed", "Putin"):
        assert "mk-v0" in page.mark(words)["class"].split()
    assert '--mk-v:"\\A Vladimir Putin · cue “claimed”, distancing"' in html
    assert "Xi Jinping · cue “said”, neutral · relayed by CCTV" in html


def test_every_mark_is_reached_without_a_mouse(found: tables.Found) -> None:
    page = Reader(show(article(), found, "a"))
    assert all(a.get("tabindex") == "0" for _, a in page.marks if "data-mk" in a)
    assert page.mark("“Nobody is.”")["tabindex"] == "0"
    assert "span:focus::after" in page_css()


def test_the_legend_counts_what_is_there(found: tables.Found) -> None:
    html = show(article(), found, "a")
    legend = re.sub(r"<[^>]+>", "", html[html.index('<div class="mk-legend') :])
    for said in ("narrator 11 words, 46 %", "paraphrase 5 words, 21 %", "quotation 8 words, 33 %",
                 "loaded 1 regime 1", "2 attributions direct 1, mixed 1"):  # fmt: skip
        assert said in unescape(legend).replace("\u00a0", " ")
    assert "unvalidated" in legend and "nobody has checked them by hand" in legend


def test_the_legend_lists_the_most_frequent_label_first_and_keeps_it_with_its_number() -> None:
    labels = ["regime", "regime", "actor", "emotive", "emotive"]
    rows = [span(TEXT, "Beijing", "loaded", label) for label in ["actor", "regime", *labels]]
    assert ">regime&nbsp;3, actor&nbsp;2, emotive&nbsp;2<" in show(article(), result(rows), "a")


def test_an_article_that_was_not_read_is_not_called_the_narrators() -> None:
    assert "this article was not read" in show(article(), result([]), "a")


# -------------------------------------------------------------- nothing gets out
HOSTILE = "</style></div><script>alert(1)</script>\"'><img src=x onerror=alert(1)>\\"


def test_nothing_from_an_article_becomes_markup() -> None:
    evidence = [
        span(HOSTILE, HOSTILE, "sourcing", "content", speaker=HOSTILE, attribution_id=0),
        span(HOSTILE, HOSTILE, HOSTILE, HOSTILE, target=HOSTILE, term=HOSTILE, voice=HOSTILE),
    ]
    row = {"article_id": "a", "field": "text", "attribution_id": 0, "kind": "direct"}
    row |= dict.fromkeys(("cue", "positioning", "relay", "speaker"), HOSTILE)
    meta = {name: [HOSTILE] for name in ("title", "outlet", "author", "language")}
    made = result(evidence, tables.conform(pd.DataFrame([row]), "attributions"))
    html = show(article(HOSTILE, **meta), made, "a")
    page = Reader(html)
    assert page.fields == {"title": HOSTILE, "text": HOSTILE}
    assert "script" not in page.tags and "img" not in page.tags and "onerror" not in page.attributes
    assert html.count("</style>") == html.count("<style>") == 1


def test_the_page_needs_nothing_from_outside(found: tables.Found, tmp_path: Path) -> None:
    path = show(article(), found, "a").save(tmp_path / "page.html")
    html = path.read_text(encoding="utf-8")
    assert not re.search(r"https?:|url\(|@import|<script|<link|src=|href=", html)
    assert html.startswith("<!doctype html>") and '<meta charset="utf-8">' in html
    assert Reader(html.replace("<!doctype html>", "")).fields["text"] == TEXT


def test_the_style_stays_inside_the_page() -> None:
    css = re.sub(r"@(media|container)[^{]*\{", "", page_css())
    rules = re.findall(r"([^{}]+)\{[^{}]*\}", css)
    selectors = [part.strip() for rule in rules for part in re.split(r",(?![^(]*\))", rule)]
    assert len(selectors) > 40
    assert [one for one in selectors if ".mk-page" not in one] == []


def test_two_views_in_one_notebook_keep_their_speakers_apart(found: tables.Found) -> None:
    other = found._replace(attributions=found.attributions.assign(speaker="Somebody Else"))
    scopes = [re.search(r"mk-page (mk-\w+)", show(article(), f, "a")) for f in (found, other)]
    assert scopes[0] and scopes[1] and scopes[0][1] != scopes[1][1]


def test_a_page_is_a_string_that_shows_itself(found: tables.Found) -> None:
    page = show(article(title=["Two leaders"]), found, "a")
    assert isinstance(page, Page) and page._repr_html_() == page
    assert repr(page).startswith("<Page 'Two leaders'") and len(repr(page)) < 100
    assert "16 May 2024" in show(article(published=["2024-05-16"]), found, "a")


def test_a_long_article_stays_small(found: tables.Found) -> None:
    times = 450
    text = TEXT + "\n\n"
    evidence = pd.concat(
        [
            found.evidence.assign(
                start=found.evidence["start"] + i * len(text),
                end=found.evidence["end"] + i * len(text),
                attribution_id=found.evidence["attribution_id"] + 2 * i,
            )
            for i in range(times)
        ]
    )
    attributions = pd.concat(
        found.attributions.assign(attribution_id=found.attributions["attribution_id"] + 2 * i)
        for i in range(times)
    )
    many = found._replace(evidence=evidence, attributions=attributions)
    html = show(article(text * times), many, "a")
    assert len(text.split()) * times >= 10_000
    assert len(html.encode()) < 1_000_000


# ----------------------------------------------------------------------- errors
def test_an_unknown_id_says_what_to_do(found: tables.Found) -> None:
    with pytest.raises(
        ValueError, match=r"No article has the id 'b'.*'a'.*articles\['article_id'\]"
    ):
        show(article(), found, "b")


def test_changed_articles_are_noticed(found: tables.Found) -> None:
    with pytest.raises(
        ValueError, match=r"does not fit article 'a'.*run mk\.find\(articles\) again"
    ):
        show(article("x" + TEXT), found, "a")
    with pytest.raises(ValueError, match="does not fit"):
        kwic(article("x" + TEXT), found.evidence)


def test_voices_are_not_guessed_where_the_contents_were_filtered_away(found: tables.Found) -> None:
    with pytest.raises(ValueError, match="signal 'sourcing'"):
        show(article(), found._replace(evidence=found.evidence.query("signal == 'loaded'")), "a")
    with pytest.raises(TypeError, match="Got a DataFrame"):
        show(article(), found.evidence, "a")  # type: ignore[arg-type]


# ------------------------------------------------------------------- concordance
def test_kwic_has_one_row_a_hit_in_the_order_given(found: tables.Found) -> None:
    evidence = found.evidence.query("signal != 'sourcing'").iloc[::-1]
    before = evidence.copy()
    lines = kwic(article(outlet=["Euronews"]), evidence, window=16)
    assert lines.columns.tolist() == list(KWIC_COLUMNS)
    assert lines.index.tolist() == evidence.index.tolist() == [6, 1, 0]
    assert lines.loc[0, ["left", "text", "right"]].tolist() == [
        "hosted two ",
        "autocratic",
        " leaders. “They",
    ]
    assert lines.loc[6, "speaker"] == "Vladimir Putin" and set(lines["outlet"]) == {"Euronews"}
    assert lines["start"].dtype == "Int64"
    pd.testing.assert_frame_equal(evidence, before)


def test_kwic_of_nothing_is_an_empty_table_with_columns(found: tables.Found) -> None:
    empty = kwic(article(), found.evidence.query("label == 'nothing'"))
    assert empty.empty and empty.columns.tolist() == list(KWIC_COLUMNS)
    assert empty.dtypes.to_dict() == kwic(article(), found.evidence).dtypes.to_dict()


def test_kwic_leaves_out_what_was_found_in_other_articles(found: tables.Found) -> None:
    other = found.evidence.assign(article_id="b")
    both = pd.concat([found.evidence, other], ignore_index=True)
    assert set(kwic(article(), both)["article_id"]) == {"a"}


def test_kwic_needs_the_articles_of_the_evidence(found: tables.Found) -> None:
    with pytest.raises(ValueError, match="has article 'a', the articles table does not"):
        kwic(article(article_id=["b"]), found.evidence)
    with pytest.raises(ValueError, match="window=-1"):
        kwic(article(), found.evidence, window=-1)


@given(st.text("ab \n", min_size=3, max_size=80), st.data())
def test_kwic_never_cuts_a_word(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    window = data.draw(st.integers(0, 30))
    hit = tables.make("evidence", [span("", text[start:end], "loaded", "regime", start=start)])
    line = kwic(article(text), hit, window=window).iloc[0]
    flat = re.sub(r"\s+", " ", text)
    assert len(line["left"]) <= window and len(line["right"]) <= window
    assert "\n" not in line["left"] + line["text"] + line["right"]
    words = set(flat.split())
    # A word beside the hit may be part of a longer one; every other one is whole.
    assert set(line["left"].split()[:-1]) <= words and set(line["right"].split()[1:]) <= words


# ----------------------------------------------------------------------- colours
def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


GROUNDS = ("paper", "paraphrase", "quotation", "card", "lit")


@pytest.mark.parametrize("theme", style.THEMES)
def test_text_can_be_read_on_every_ground(theme: str) -> None:
    colours = style.THEMES[theme]
    for ground in GROUNDS:
        assert contrast(colours["ink"], colours[ground]) >= 7
        assert contrast(colours["sourcing"], colours[ground]) >= 4.5, ground
    assert contrast(colours["muted"], colours["paper"]) >= 4.5
    for signal in style.SIGNAL_COLOURS:
        for ground in GROUNDS:
            assert contrast(colours[signal], colours[ground]) >= 3, (signal, ground)


def test_voices_differ_in_lightness_and_in_a_print_without_colour() -> None:
    narrator, paraphrase, quotation = (style.VOICE_COLOURS[voice] for voice in tables.VOICES)
    assert contrast(paraphrase, quotation) >= 3
    assert contrast(narrator, quotation) >= 4
    assert contrast(narrator, paraphrase) >= 1.2
    assert len(set(style.LINES.values())) == len(style.LINES)  # no two underlines look alike


def seen(colour: str, weakness: list[list[float]]) -> list[float]:
    rgb = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [sum(w * c for w, c in zip(row, rgb, strict=True)) for row in weakness]


# Machado, Oliveira & Fernandes (2009), severity 1.
WEAKNESSES = {
    "deuteranopia": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "protanopia": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
}


@pytest.mark.parametrize("weakness", WEAKNESSES)
def test_voices_are_told_apart_by_the_colour_blind(weakness: str) -> None:
    matrix = WEAKNESSES[weakness]
    colours = [seen(colour, matrix) for colour in style.VOICE_COLOURS.values()]
    for i, one in enumerate(colours):
        for other in colours[:i]:
            assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 0.2


def test_each_speaker_with_many_words_has_a_shade_and_stands_in_the_legend() -> None:
    text = "".join(f"“{'word ' * n}end,” said Ida Holt{chr(96 + n)}. " for n in range(1, 8))
    articles = mk.load_articles(text, progress=False)
    found = mk.find(articles, progress=False)
    html = show(articles, found, articles["article_id"][0])
    said = found.attributions.groupby("speaker")["n_words"].sum().sort_values(ascending=False)
    legend = html[html.index("Words of") : html.index("Evidence")]
    assert re.findall(r"<bdi>(.*?)</bdi></span> <b>(\d+)</b>", legend) == [
        (name, str(n)) for name, n in said.head(len(style.SHADES["light"])).items()
    ]
    for at, name in enumerate(said.index[:5]):
        ids = found.attributions.loc[found.attributions["speaker"] == name, "attribution_id"]
        [rule] = re.findall(rf":is\(\.mk-s{at},([^)]*)\){{--mk-paraphrase:var\(--mk-p{at}\)", html)
        assert set(rule.split(",")) == {f".mk-v{one}" for one in ids}


def test_nobody_and_a_pronoun_have_no_shade() -> None:
    articles = mk.load_articles("“Yes,” he said. “No,” said one.", progress=False)
    html = show(articles, mk.find(articles, progress=False), articles["article_id"][0])
    assert "Words of" not in html or "<bdi>he</bdi>" not in html


def test_the_legend_switches_marks_off_without_a_script(found: tables.Found) -> None:
    html = show(article(), found, "a")
    switches = re.findall(r'<label><input type="checkbox" checked class="mk-f (mk-f-\w+)">', html)
    assert set(switches) >= {"mk-f-paraphrase", "mk-f-quotation", "mk-f-sourcing", "mk-f-loaded"}
    for switch in switches:
        assert f".mk-sheet:has(.{switch}:not(:checked)) [data-mk-field]" in html
    assert "<script" not in html


@pytest.mark.parametrize(
    ("order", "expect"),
    [(None, "b a d c"), ("left", "d b a c"), ("right", "c d a b")],
)
def test_a_concordance_brings_like_contexts_together(order: str | None, expect: str) -> None:
    said = {
        "b": "He left the regime to rot.", "a": "We saw the regime fall.",
        "d": "They met a regime, and Art.", "c": "It was THE regime. An end.",
    }  # fmt: skip
    table = pd.DataFrame({"article_id": list(said), "text": list(said.values())})
    articles = tables.conform(table, "articles")
    rows = [
        (i, "text", "loaded", "regime", x.index("regime"), x.index("regime") + 6, "regime", 1.0,
         "narrator", None, None, None, None)
        for i, x in said.items()
    ]  # fmt: skip
    found = kwic(articles, tables.make("evidence", rows), sort=order)
    assert " ".join(found["article_id"]) == expect


def test_a_concordance_cannot_be_sorted_by_something_else(found: tables.Found) -> None:
    with pytest.raises(ValueError, match="sort"):
        kwic(article(), found.evidence, sort="middle")


def test_a_notebook_shows_a_concordance_with_its_hits_below_one_another() -> None:
    text = f"Ann <b>Reed</b> left the {HOSTILE} regime. She was glad of it."
    at = text.index("regime")
    hit = tables.make("evidence", [span("", "regime", "loaded", "regime", start=at)])
    lines = kwic(article(text), hit, window=200)
    html = lines[["left", "text", "right", "term"]]._repr_html_()
    assert html is not None and "<script" not in html and "&lt;script" in html
    cells = re.findall(r'<td style="white-space:nowrap;text-align:(\w+)', html)
    assert cells == ["right", "center", "left"]  # term is not read
    assert "1 line; not shown: term" in html
    with pd.option_context("display.max_rows", 2):
        assert "3 lines, the first 2" in (pd.concat([lines] * 3)._repr_html_() or "")
    assert "<th>label</th>" in (lines[["label", "voice"]]._repr_html_() or "")


def test_where_the_style_is_stripped_the_view_says_what_is_missing(found: tables.Found) -> None:
    html = show(article(), found, "a")
    assert "this notebook is not trusted" in html
    assert ".mk-page .mk-untrusted{display:none}" in page_css()
