"""The report says what the tables say, needs nothing from outside, and lets nothing escape."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

import mediakit as mk
from mediakit.__main__ import app
from mediakit.contract.hashes import evidence_hash, list_hashes
from mediakit.contract.readings import labels_looked
from mediakit.contract.tables import SOURCE_TYPES, VOICES, Found
from mediakit.figures.contrasts import SEED
from mediakit.pages.report import CONTENTS, report_of, section, sections, telling
from mediakit.pages.report.sections import EVERY, MOST_OUTLETS, MOST_SPEAKERS, RATED
from mediakit.pages.report.telling import LEAST, LONGEST, most_telling
from mediakit.reading.same_person import NO_SOURCE, UNRESOLVED
from mediakit.results.manifest import read_manifest
from mediakit.statistics import resample
from mediakit.statistics.groups import ALL

COVERAGE = Path(__file__).parents[2] / "data" / "coverage"
VOID = {"meta", "img", "input"}
HOSTILE = (
    "</style></div><script>alert(1)</script><b><i>\"'><img src=x onerror=alert(1)> "
    "<a href='javascript:alert(1)'>\u202etxet\u202c \u05d0\u200b\u200d <svg onload=alert(1)> <p <!--"
)
Corpus = tuple[pd.DataFrame, Found]


class Report(HTMLParser):
    """Read a report: its sections with their tables and words, its tags, addresses, pictures."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.pictures: list[dict[str, str]] = []
        self.words: dict[str, str] = {"": ""}
        self.tables: dict[str, list[list[str]]] = {}  # by caption; the head is the first row
        self.fields: list[str] = []
        self.section, self.caption = "", ""
        self.feed(html)
        self.close()
        assert not self.open, "an element is left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.attributes += given.items()
        if tag == "section":
            self.section = given["id"]
            self.words[self.section] = ""
        if tag == "caption":
            self.caption = ""
        if tag == "tr":
            self.tables.setdefault(self.caption, []).append([])
        if tag in ("td", "th"):
            self.tables[self.caption][-1].append("")
        if "data-mk-field" in given:
            self.fields.append("")
        if tag == "img":
            self.pictures.append(given)
        if tag not in VOID:
            self.open.append("field" if "data-mk-field" in given else tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() in (tag, "field")

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            return
        self.words[self.section] += data
        if "caption" in self.open:
            self.caption += data
        if "td" in self.open or "th" in self.open:
            self.tables[self.caption][-1][-1] += data
        if "field" in self.open:
            self.fields[-1] += data

    def table(self, start: str) -> list[dict[str, str]]:
        head, *rows = next(rows for name, rows in self.tables.items() if name.startswith(start))
        return [dict(zip(head, row, strict=True)) for row in rows]


def load(table: pd.DataFrame, **options: Any) -> Corpus:
    # As it is: the loader would mend zero-width characters.
    articles = mk.load_articles(table, clean=False, progress=False)
    return articles, mk.find(articles, engine="fast", progress=False, **options)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("results") / "coverage"
    lists = {"mine": ["ministry", "law*"]}
    mk.write_results(COVERAGE, out, engine="fast", lexicons=lists, progress=False)
    return out


@pytest.fixture(scope="module")
def corpus(folder: Path) -> Corpus:
    return mk.read_results(folder)


@pytest.fixture(scope="module")
def html(corpus: Corpus, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("report") / "report.html"
    path = mk.write_report(*corpus, out, title="Varenia", manifest=read_manifest(folder))
    assert path == out
    return out.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def report(html: str) -> Report:
    return Report(html.removeprefix("<!doctype html>"))


def n(text: str) -> int:
    return int(text.replace(",", ""))


def interval(row: pd.Series) -> str:
    return "–" if pd.isna(row["low"]) else f"{row['low']:.1f} to {row['high']:.1f}"


# -------------------------------------------------------------------- the page
def test_every_part_is_there_in_order_and_the_contents_lead_to_it(report: Report) -> None:
    assert list(report.words) == ["", *CONTENTS]
    assert [value for name, value in report.attributes if name == "href"] == [
        f"#{part}" for part in CONTENTS
    ]
    assert "Varenia" in report.words[""] and "Unvalidated" in report.words[""]


def test_it_needs_nothing_from_outside(html: str, report: Report) -> None:
    assert not re.search(r"https?:|url\(|@import|<script|<link|<iframe", html)
    sources = [value for name, value in report.attributes if name in ("src", "srcset", "data")]
    assert sources and all(one.startswith("data:image/svg+xml;base64,") for one in sources)
    assert "default-src 'none'" in html and '<html lang="en">' in html
    for address in sources:
        drawn = base64.b64decode(address.partition(",")[2]).decode("utf-8")
        named = drawn.replace('"http://www.w3.org/1999/xlink"', "")
        assert "http" not in named.replace('"http://www.w3.org/2000/svg"', "")
        assert re.findall(r"href=\"([^#])", drawn) == [] and "<script" not in drawn


def test_it_is_small(html: str) -> None:
    assert len(html) < 2_000_000


def test_every_style_stays_inside_the_page(html: str) -> None:
    sheet = html[html.index("<style>.mk-page{") :].partition("</style>")[0]
    css = re.sub(r"@(media|container)[^{]*\{|@page\{[^}]*\}", "", sheet.removeprefix("<style>"))
    selectors = [
        one for rule in re.findall(r"([^{}]+)\{[^{}]*\}", css)
        for one in re.split(r",(?![^(]*\))", rule)
    ]  # fmt: skip
    assert len(selectors) > 80
    assert [one for one in selectors if ".mk-page" not in one and ".mk-report" not in one] == []


def test_it_prints_on_a4_with_figures_whole(html: str) -> None:
    assert "@page{size:A4" in html
    printed = html[html.rindex("@media print{") :]
    assert ".mk-report .mk-wide{overflow:visible;" in printed  # what scrolls is cut in print
    assert ".mk-report article+article{break-before:page}" in printed
    assert re.search(r"\.mk-report figure\{[^}]*break-inside:avoid", html)


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """In another process, and by the command, which reads the folder of results itself."""
    table = pd.read_csv(COVERAGE / "articles.csv").head(8)
    mk.write_results(table, tmp_path / "results", engine="fast", progress=False)
    manifest = read_manifest(tmp_path / "results")
    here, there = tmp_path / "here.html", tmp_path / "there.html"
    mk.write_report(*mk.read_results(tmp_path / "results"), here, manifest=manifest)
    command = [sys.executable, "-m", "mediakit", "report", tmp_path / "results", "--out", there]
    done = subprocess.run(
        list(map(str, command)), env={**os.environ, "PYTHONHASHSEED": "5"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == str(there)
    assert all(line.startswith("Drawing: ") for line in done.stderr.splitlines())
    assert there.read_bytes() == here.read_bytes()


# ------------------------------------------------------- numbers equal the tables
def test_what_was_read_equals_the_words(report: Report, corpus: Corpus) -> None:
    articles, found = corpus
    rows = report.table("What was read")
    assert [row["Outlet"] for row in rows] == [*sorted(set(articles["outlet"])), EVERY]
    for row in rows:
        mine = articles if row["Outlet"] == EVERY else articles.query("outlet == @row['Outlet']")
        words = found.words[found.words["article_id"].isin(mine["article_id"])]
        acts = found.attributions["article_id"].isin(mine["article_id"])
        total = words["n_words"].sum()
        assert n(row["Articles"]) == n(row["Read"]) == len(mine)
        assert n(row["Words"]) == total and n(row["Attributions"]) == acts.sum()
        for voice in VOICES:
            share = words.loc[words["voice"] == voice, "n_words"].sum() / total
            assert row[voice.capitalize()] == f"{100 * share:.1f} %"
        assert (row["First"], row["Last"]) == ("2026-01-08", "2026-03-26")


def test_what_was_not_read_equals_the_report(corpus: Corpus) -> None:
    table = pd.DataFrame({"text": [
        "The regime fell.", "Der Minister sagte, dass die Steuern nicht mehr steigen sollen und es "
        "auch im nächsten Jahr keine Erhöhung geben werde.", None, "The regime fell.",
    ]})  # fmt: skip
    articles, found = load(table)
    page = Report(report_of(articles, found))
    assert "3 articles, 2 of them read and 1 not" in page.words["read"]
    rows = page.table("What was skipped")
    assert sum(n(row["Rows"]) for row in rows) == len(found.report) >= 3
    assert [n(row["Rows"]) for row in rows] == sorted((n(r["Rows"]) for r in rows), reverse=True)
    assert any("duplicate" in row["Reason"] for row in rows)


def test_speakers_equal_those_of_the_library(report: Report, corpus: Corpus) -> None:
    told = mk.speakers(*corpus).speakers
    nobody = told["speaker"].isin([NO_SOURCE, UNRESOLVED])  # no speakers: below them
    n_speakers = len(told) - nobody.sum()
    rows = report.table(f"The 20 of {n_speakers} speakers")
    assert len(rows) == MOST_SPEAKERS + nobody.sum() < len(told) and nobody.any()
    told = pd.concat([told[~nobody].head(MOST_SPEAKERS), told[nobody]])
    columns = {"Articles": "n_articles", "Outlets": "n_outlets", "Attributions": "n_attributions",
               "Words": "n_words", "Quoted": "n_quoted", "Distancing": "n_distancing",
               "Endorsing": "n_endorsing"}  # fmt: skip
    for row, (_, speaker) in zip(rows, told.iterrows(), strict=True):
        assert row["Speaker"] == speaker["speaker"]
        assert {theirs: n(row[theirs]) for theirs in columns} == {
            theirs: speaker[ours] for theirs, ours in columns.items()
        }
        assert row["Share"] == f"{100 * speaker['share']:.1f} %"


def test_kinds_and_placings_equal_the_attributions(report: Report, corpus: Corpus) -> None:
    acts = corpus[1].attributions
    *kinds, whole = report.table("Kinds of source")
    assert [row["Kind of source"].replace(" ", "_") for row in kinds] == list(SOURCE_TYPES)
    for row, kind in zip(kinds, SOURCE_TYPES, strict=True):
        mine = acts[acts["source_type"] == kind]
        assert (n(row["Attributions"]), n(row["Words"])) == (len(mine), mine["n_words"].sum())
    assert n(whole["Attributions"]) == len(acts)
    assert n(whole["The Sarn Tribune"].removesuffix(" words")) == acts.merge(
        corpus[0].query("outlet == 'The Sarn Tribune'")[["article_id"]])["n_words"].sum()  # fmt: skip
    placed = {row["Cue"]: n(row["Attributions"]) for row in report.table("How cues place")}
    assert placed == acts["positioning"].value_counts().to_dict()


def test_rates_equal_those_of_compare(report: Report, corpus: Corpus) -> None:
    articles, found = corpus
    measured = mk.measure(articles, found, where="field == 'text'")
    compared = mk.compare(measured, articles, by="outlet", seed=SEED, pairs=False)
    for signal in ("loaded", "stance", "naming", "wording"):
        rows = report.table(f"{signal}: all labels together")
        assert len(rows) == len(RATED) * (articles["outlet"].nunique() + 1)
        told = compared[(compared["signal"] == signal)]
        told = told[told["label"] == (ALL if signal != "wording" else "mine")]
        told = told.set_index(["group", "voice"])
        for row in rows:
            if row["Outlet"] == EVERY:
                continue
            one = told.loc[(row["Outlet"], row["Whose words"])]
            assert (n(row["Found"]), n(row["Words"]), n(row["Articles"])) == (
                one["n"], one["n_words"], one["n_articles"])  # fmt: skip
            assert row["Per 1,000 words"] == f"{one['estimate']:.1f}"
            assert row["95 % interval"] == interval(one)
            assert row["Caution"] == ("" if pd.isna(one["warning"]) else one["warning"])


def test_all_articles_are_the_sum_of_the_outlets(report: Report, corpus: Corpus) -> None:
    rows = pd.DataFrame(report.table("loaded: all labels together"))
    for voice, mine in rows.groupby("Whose words"):
        numbers = mine.set_index("Outlet")[["Found", "Words", "Articles"]].map(n)
        assert (numbers.drop(EVERY).sum() == numbers.loc[EVERY]).all(), voice


def test_rates_equal_those_of_the_figure(report: Report, corpus: Corpus) -> None:
    _, drawn = mk.FIGURES["loaded_rates"](*corpus)
    rows = pd.DataFrame(report.table("loaded: all labels together"))
    rows = rows.set_index(["Outlet", "Whose words"])
    for _, one in drawn.iterrows():
        row = rows.loc[(one["group"], one["voice"])]
        assert row["95 % interval"] == interval(one)


def test_labels_equal_the_evidence(report: Report, corpus: Corpus) -> None:
    articles, found = corpus
    rows = report.table("stance in the narrator’s voice")
    tribune = articles.query("outlet == 'The Sarn Tribune'")["article_id"]
    own = found.evidence.query("signal == 'stance' and voice == 'narrator' and field == 'text'")
    counts = own[own["article_id"].isin(tribune)]["label"].value_counts()
    words = found.words.query("voice == 'narrator' and field == 'text'")
    total = words[words["article_id"].isin(tribune)]["n_words"].sum()
    column = f"The Sarn Tribune: {total:,} words"
    for row in rows:
        count = int(counts.get(row["Label"].replace(" ", "_"), 0))
        assert row[column] == f"{1000 * count / total:.1f} ({count})"


# -------------------------------------------------------------- figures and views
def test_every_figure_stands_there_with_its_caption_and_alt_text(
    report: Report, corpus: Corpus
) -> None:
    drawn = {name: draw(*corpus)[1] for name, draw in mk.FIGURES.items()}
    assert [picture["alt"] for picture in report.pictures] == [
        table.attrs["alt"] for table in drawn.values() if len(table)
    ]
    assert all(table.attrs["caption"] in report.words["figures"] for table in drawn.values())


def test_what_cannot_be_drawn_is_named() -> None:
    page = Report(report_of(*load(pd.DataFrame({"text": ["The regime fell, said Ann Reed."]}))))
    missing = page.words["figures"].partition("Not drawn")[2]
    for name in ("loaded_differences", "keyness", "loaded_over_time"):
        assert name in missing
    assert "voice_strip" not in missing and len(page.pictures) >= 1


def test_the_articles_to_read_are_those_with_the_highest_rates(
    report: Report, corpus: Corpus
) -> None:
    articles, found = corpus
    where = "signal == 'loaded' and voice == 'narrator' and field == 'text'"
    rates = mk.measure(articles, found, where=where)
    rates = rates.groupby("article_id").agg(n=("n", "sum"), n_words=("n_words", "max"))
    rates = rates[rates["n_words"] >= LEAST].assign(rate=lambda t: 1000 * t["n"] / t["n_words"])
    best = rates.sort_values(["rate"], ascending=False).head(telling.MOST)
    chosen, rule = most_telling(articles, found)
    assert set(chosen["article_id"]) == set(best.index) and len(chosen) == 6
    assert chosen["per_1000"].tolist() == pytest.approx(best["rate"].astype(float).tolist())
    assert str(LEAST) in rule and "loaded terms" in rule and rule in report.words["articles"]
    texts = articles.set_index("article_id").loc[chosen["article_id"]]
    assert report.fields == [one for row in texts.itertuples() for one in (row.title, row.text)]
    for row in chosen.itertuples():
        assert f"{row.n} in {row.n_words:,} words of the narrator" in report.words["articles"]


def test_short_long_and_repeated_articles_are_not_chosen() -> None:
    plain = "It rained on the town and the river rose. "
    texts = {
        "short": "The regime fell. ",
        "first": "The regime fell. " + plain * 20, "again": "The regime fell. " + plain * 20,
        "long": "The regime fell. The regime fell. " * 600,
        "plain": plain * 30,
    }  # fmt: skip
    articles, found = load(pd.DataFrame({"article_id": list(texts), "text": list(texts.values())}))
    assert len(texts["long"].split()) > LONGEST
    assert most_telling(articles, found).chosen["article_id"].tolist() == ["first"]
    short = articles[articles["article_id"].isin(["short", "plain"])]
    of_short = found._replace(
        words=found.words[found.words["article_id"].isin(short["article_id"])]
    )
    chosen, rule = most_telling(short, of_short)
    assert chosen["article_id"].tolist() == ["short"] and str(LEAST) not in rule


def test_without_loaded_terms_another_signal_chooses() -> None:
    text = pd.DataFrame({"text": ["It may rain. " * 60, "It rained. " * 90]})
    chosen, rule = most_telling(*load(text))
    assert len(chosen) == 1 and "stance phrases" in rule
    nothing = Report(report_of(*load(text, signals=[])))
    assert "Nothing was found to choose them by" in nothing.words["articles"]
    assert "No signal but sourcing" in nothing.words["rates"]


# ---------------------------------------------------------------- how it was made
def test_versions_seeds_and_hashes_are_those_of_the_run(report: Report, folder: Path) -> None:
    manifest = read_manifest(folder)
    assert manifest is not None
    settings, said = manifest["settings"], report.words["making"]
    made = {row["What"]: row["Value"] for row in report.table("How this page was made")}
    assert made["Model"] == settings["models"]["fast"] and made["Engine"] == "fast"
    assert settings["input"]["sha256"] in made["Input"]
    assert made["Seed"].startswith(f"{SEED},") and made["Draws"] == f"{resample.DRAWS:,}"
    assert made["Articles read on"] == manifest["run"]["date"]
    assert made["Its code"] == settings["code"] and evidence_hash() in said
    lists = {(row["List"], row["Whose"]): row["Hash"] for row in report.table("Lists, and")}
    assert lists.pop(("mine", "your own")) == settings["lexicons"]["mine"][:12]
    assert lists == {(name, "packaged with mediakit"): h for name, h in list_hashes().items()}
    assert (
        "mine" in report.words["methods"] and settings["models"]["fast"] in report.words["methods"]
    )


def test_the_methods_say_of_each_signal_what_counts_and_what_is_missed() -> None:
    text = pd.DataFrame({"text": ["A terrible regime may fall, said Ann Reed."]})
    options = {"signals": [*mk.SIGNALS], "lexicons": {"mine": ["fall"]}}
    articles, found = load(text, **options)
    page = Report(report_of(articles, found))
    methods = page.words["methods"]
    assert set(labels_looked(found)) == {"sourcing", "wording", *mk.SIGNALS}
    assert methods.count("Counts:") == methods.count("Misses:") == 2 + len(mk.SIGNALS)
    assert "not recorded" not in methods
    assert "tone: mean polarity" in page.tables and "wording: all labels together" in page.tables
    hashes = {row["List"]: row["Hash"] for row in page.table("Lists, and")}
    assert re.fullmatch("[0-9a-f]{12}", hashes["mine"])


def test_aliases_are_named_with_hash_and_effect() -> None:
    rows = pd.DataFrame({"name": ["Ann Reed"], "speaker": ["Anna Reed"]})
    articles, found = load(pd.DataFrame({"text": ["“It fell,” said Ann Reed."]}))
    found = mk.correct(articles, found, rows)
    methods = Report(report_of(articles, found)).words["methods"]
    assert found.readings["aliases"].iloc[0] in methods
    assert "they changed 1 attribution and struck 0 hits." in methods


# ------------------------------------------------------------ nothing gets out
def test_nothing_from_an_article_becomes_markup(tmp_path: Path) -> None:
    words = "The regime may fall, said Ann Reed. It rained. " * 40
    texts = [f"{words}{HOSTILE} said “{HOSTILE}” yes.", f"{words} {HOSTILE} It rained.", words]
    columns = {name: [HOSTILE, "b", HOSTILE + "c"] for name in ("title", "outlet", "author")}
    table = pd.DataFrame({"article_id": [HOSTILE, "b", "c"], "text": texts, **columns})
    table["published"] = ["2026-01-05", "2026-02-05", None]
    articles, found = load(table, lexicons={HOSTILE: ["regime"]})
    found = found._replace(
        evidence=found.evidence.assign(speaker=HOSTILE, target=HOSTILE),
        attributions=found.attributions.assign(speaker=HOSTILE, source=HOSTILE),
        words=found.words.assign(speaker=HOSTILE),
        report=pd.concat([found.report, found.report.iloc[:0].reindex([0]).assign(
            reason=HOSTILE, file=HOSTILE, article_id=HOSTILE)]).astype(found.report.dtypes),
    )  # fmt: skip
    path = mk.write_report(articles, found, tmp_path / "r.html", title=HOSTILE)
    html = path.read_text(encoding="utf-8")
    page = Report(html.removeprefix("<!doctype html>"))
    assert not page.tags & {"script", "svg", "i", "iframe", "object", "form"}
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    links = [value for name, value in page.attributes if name == "href"]
    assert links == [f"#{part}" for part in CONTENTS]
    assert all(picture["src"].startswith("data:image/svg+xml;base64,") for picture in page.pictures)
    assert html.count("</style>") == html.count("<style>") == 2 + len(page.fields) // 2
    assert sorted(page.fields) == sorted([HOSTILE, "b", HOSTILE + "c", *articles["text"]])
    # What may run from right to left is closed off from what stands beside it.
    for part in ("read", "sources", "rates"):
        assert page.words[part].count("\u202e") == html_isolated(html, part) > 0
    assert max(len(one) for head, *_ in page.tables.values() for one in head) <= 60


def html_isolated(html: str, part: str) -> int:
    """Count the right-to-left marks of a section that stand inside an isolated element."""
    body = html[html.index(f'<section id="{part}">') :].partition("</section>")[0]
    return sum(piece.count("\u202e") for piece in re.findall(r"<bdi>(.*?)</bdi>", body, re.DOTALL))


# ------------------------------------------------------------------ odd corpora
@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame({"text": ["It rained."]}),
        pd.DataFrame({"text": ["Der Minister sagte, dass es nicht regnen werde und auch nicht "
                               "schneien soll, weil die Sonne scheint."]}),
        pd.DataFrame({"text": ["The regime fell.", "It froze."], "outlet": ["A", None]}),
        pd.DataFrame({"text": ["The regime fell."], "published": ["2026-01-05"], "title": ["War"]}),
        pd.DataFrame({"text": ["w" * 100_000 + " regime fell."]}),
    ],
    ids=["one article", "nothing read", "an outlet missing", "one date", "one long word"],
)  # fmt: skip
def test_any_corpus_has_a_report(table: pd.DataFrame) -> None:
    page = Report(report_of(*load(table)))
    assert list(page.words) == ["", *CONTENTS]
    assert all(page.words[part].strip() for part in CONTENTS)


@pytest.mark.filterwarnings("ignore:.* of no group")  # the page itself says what is left out
def test_of_many_outlets_the_largest_stand_side_by_side() -> None:
    names = [f"Outlet {number:02}" for number in range(MOST_OUTLETS + 2)]
    outlets = [*names, *names[2:]]  # the first two have one article, the others two
    texts = [f"Ann Reed’s regime may fall {number}." for number in range(len(outlets))]
    articles, found = load(pd.DataFrame({"text": texts, "outlet": outlets}))
    few, left_out = sections.grouped(articles)
    page = Report(
        f'<section id="rates">{section("rates", sections.rates(few, found, left_out))}</section>'
        f'<section id="read">{section("read", sections.read(articles, found))}</section>'
    )
    rated = [row["Outlet"] for row in page.table("loaded: all labels together")]
    assert list(dict.fromkeys(rated)) == [*names[2:], EVERY]
    assert "2 outlets with fewer articles" in page.words["rates"]
    assert {row["Outlet"] for row in page.table("What was read")} == {*names, EVERY}


def test_the_whole_report_has_the_largest_outlets_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "MOST_OUTLETS", 1)
    texts = ["The regime fell.", "A sham vote, said Ann Reed.", "It rained."]
    table = pd.DataFrame({"text": texts, "outlet": ["A", "B", "B"]})
    page = Report(report_of(*load(table)))
    rated = [row["Outlet"] for row in page.table("loaded: all labels together")]
    assert set(rated) == {"B", EVERY}
    assert "1 outlet with fewer articles" in page.words["rates"]


# ------------------------------------------------------------------- the command
def test_the_command_says_what_it_replaced_and_takes_a_web_page_only(tmp_path: Path) -> None:
    source, out = tmp_path / "one.txt", tmp_path / "new" / "report.html"
    source.write_text("The regime fell, said Ann Reed.", encoding="utf-8")
    said = []
    for _ in range(2):
        done = CliRunner().invoke(app, ["report", str(source), "--out", str(out)])
        assert done.exit_code == 0, done.output
        said.append(done.stdout.strip())
    assert said == [str(out), f"{out} (replaced)"]
    done = CliRunner().invoke(app, ["report", str(source), "--out", str(source)])
    assert done.exit_code == 2 and "expected the name of a web page" in done.stderr
    assert source.read_text(encoding="utf-8").startswith("The regime")


def test_a_table_that_is_wider_than_a_telephone_says_that_it_scrolls(html: str) -> None:
    wide = re.findall(r'<div class="(mk-wide[^"]*)"[^>]*>\s*<table>(.*?)</thead>', html, re.DOTALL)
    assert len(wide) > 8
    for classes, head in wide:
        assert ("mk-many" in classes) == (head.count("<th") > 4)
    assert re.search(r"\.mk-many caption::after\{content:\"[^\"]*scroll", html, re.IGNORECASE)


def test_figures_are_numbered(report: Report) -> None:
    captions = re.findall(r"Figure (\d+)\.", report.words["figures"])
    assert captions == [str(at) for at in range(1, len(report.pictures) + 1)]
