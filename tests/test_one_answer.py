"""Who is one person is one answer: in speakers, figures, positioning, naming and the report."""

from __future__ import annotations

from html.parser import HTMLParser

import pandas as pd
import pytest

import mediakit as mk
from mediakit.contract.tables import Found, conform
from mediakit.figures.catalogue import FIGURES
from mediakit.pages.report import section
from mediakit.pages.report.sections import sources
from mediakit.reading import same_person

Corpus = tuple[pd.DataFrame, Found]

TITLE = [
    "President Donald Trump signed the bill on Friday. “I am proud,” Trump said. The senators left "
    "the room and went home for the weekend.",
    "President Trump said on Monday that the wall would be built. “We need it,” Trump said. The "
    "border was quiet on that day.",
    "Melania Trump said on Tuesday that she would visit the border. “I care,” she said. The visit "
    "took place in Texas the next week.",
]
FORMS = [
    "Attorney General Eric Holder said the law must stay.",
    "Attorney General Eric H. Holder Jr. said that the law was good.",
    "“It must stay,” Holder said.",
]
GENDER = [
    "Hillary Clinton said that she would run. “I am ready,” she said.",
    "Mr. Clinton said on Monday that the deal was good. “We need it,” Mr. Clinton said.",
]
# Texts, and how many attributions each person has.
TOLD: dict[str, tuple[list[str], dict[str, int]]] = {
    "title": (TITLE, {"Donald Trump": 4, "Melania Trump": 2}),
    "forms": (FORMS, {"Eric H. Holder Jr.": 3}),
    "gender": (GENDER, {"Hillary Clinton": 1, "Clinton": 1}),
    "title, invented": (
        [
            "Governor Tim Barlow opened the bridge. “It holds,” Barlow said.",
            "Governor Barlow said that tolls would rise.",
            "Ida Barlow said that the bridge was ugly.",
        ],
        {"Tim Barlow": 2, "Ida Barlow": 1},
    ),
    "nickname, invented": (
        [
            "Senator Chuck Brandt said the mill must close.",
            "Senator Charles E. Brandt said that the mill was old.",
            "“It must close,” Brandt said.",
        ],
        {"Charles E. Brandt": 3},
    ),
    "middle name, invented": (
        [
            "Sarah Colby Marsh said that taxes were high.",
            "Sarah Marsh said that taxes were low.",
            "Bernie Marsh said that taxes were fine.",
            "Bernard Marsh said that there were no taxes.",
        ],
        {"Sarah Colby Marsh": 2, "Bernard Marsh": 2},
    ),
    "gender, invented": (
        [
            "Tim Barlow said that it would rain.",
            "Ida Barlow said that it would snow.",
            "Mrs. Barlow said that it would not. “Never,” Mrs. Barlow said.",
        ],
        {"Tim Barlow": 1, "Ida Barlow": 2},
    ),
    "namesakes, invented": (
        [
            "George B. Marsh said that it would rain.",
            "George C. Marsh said that it would snow.",
            "George Marsh said that it would hail.",
        ],
        {"George B. Marsh": 1, "George C. Marsh": 1, "George Marsh": 1},
    ),
    "surname of a place, invented": (
        ["Ms. London, a teacher, spoke first. “Be quiet,” London said."],
        {"London": 1},
    ),
}
# Persons named like a place or a body, and one beside whom a mayor is named; their kind of source,
# how many attributions and how many names they have.
BEARERS: dict[str, tuple[str, str, int, int]] = {
    "Jamal Washington": (
        "Jamal Washington, a bus driver from Halm, waited an hour. “Nobody came,” Washington said. "
        "The talks in Washington went on.",
        "citizen", 1, 2,
    ),
    "Denzel Washington": (
        "Denzel Washington came to the theatre on Monday. “I love this play,” Washington said.",
        "citizen", 1, 2,
    ),
    "Anna London": (
        "Anna London, a nurse, left the ward at noon. London said that the beds were full.",
        "citizen", 1, 2,
    ),
    "Michael Jordan": (
        "Michael Jordan bought the club in May. “It will win,” Jordan said on Friday.",
        "citizen", 1, 2,
    ),
    "Kevin Israel": (
        "Kevin Israel, a baker, opened his shop at five. Israel said that the flour was dear.",
        "citizen", 1, 2,
    ),
    "Chad Moss": (
        "Chad Moss, a farmer, lost his barn. “It burned,” Chad said. Moss said that it was old.",
        "citizen", 2, 3,
    ),
    "Tyrese Ford": (
        "Tyrese Ford, a retired plumber, sold his house. “It was time,” Ford said on Friday.",
        "citizen", 1, 2,
    ),
    "Ana Orr": (
        "“He was late,” Ana Orr said on Monday. After the meeting with the mayor, Ana Orr left.",
        "citizen", 1, 2,
    ),
}  # fmt: skip


def read(texts: list[str]) -> Corpus:
    table = pd.DataFrame({"text": texts, "outlet": [f"Outlet {n}" for n in range(len(texts))]})
    articles = mk.load_articles(table, progress=False)
    return articles, mk.find(articles, engine="fast", progress=False)


@pytest.fixture(scope="module")
def corpora() -> dict[str, Corpus]:
    return {name: read(texts) for name, (texts, _) in TOLD.items()}


@pytest.fixture(scope="module")
def bearers() -> dict[str, Corpus]:
    return {name: read([text]) for name, (text, *_) in BEARERS.items()}


# ------------------------------------------------------------------ the five outputs
def in_speakers(articles: pd.DataFrame, found: Found) -> dict[str, int]:
    table = mk.speakers(articles, found).speakers
    return dict(zip(table["speaker"], table["n_attributions"], strict=True))


def in_who_speaks(articles: pd.DataFrame, found: Found) -> dict[str, int]:
    table = FIGURES["who_speaks"](articles, found)[1]
    return dict(zip(table["speaker"], table["total"], strict=True))


def in_positioning(articles: pd.DataFrame, found: Found) -> dict[str, int]:
    table = mk.positioning(articles, found, seed=1, least=1, draws=9)
    return dict(zip(table["speaker"], table["n"], strict=True))


def in_naming(articles: pd.DataFrame, found: Found) -> dict[str, int]:
    persons = mk.naming(articles, found).query("label != 'metonym'")
    return persons.groupby("actor")["n"].sum().to_dict()


class Cells(HTMLParser):
    """The cells of the tables of a page, row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
        self.inside = tag in ("td", "th") or (self.inside and tag not in ("table", "tr"))

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


def who_speaks_in_report(articles: pd.DataFrame, found: Found) -> str:
    return section("sources", sources(conform(articles, "articles"), found))


def in_report(articles: pd.DataFrame, found: Found) -> dict[str, int]:
    page = Cells()
    page.feed(who_speaks_in_report(articles, found).split("</table>")[0])
    return {row[0]: int(row[4]) for row in page.rows[1:]}


OUTPUTS = {
    "speakers": in_speakers, "who_speaks": in_who_speaks, "positioning": in_positioning,
    "naming": in_naming, "report": in_report,
}  # fmt: skip
COUNTS_ATTRIBUTIONS = ("speakers", "positioning", "report")


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("told", TOLD)
def test_each_output_tells_the_same_persons(
    corpora: dict[str, Corpus], told: str, output: str
) -> None:
    right = TOLD[told][1]
    says = OUTPUTS[output](*corpora[told])
    assert says == right if output in COUNTS_ATTRIBUTIONS else says.keys() == right.keys()


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("name", BEARERS)
def test_a_full_name_beats_a_place_in_each_output(
    bearers: dict[str, Corpus], name: str, output: str
) -> None:
    says = OUTPUTS[output](*bearers[name])
    assert (
        says == {name: BEARERS[name][2]} if output in COUNTS_ATTRIBUTIONS else set(says) == {name}
    )


@pytest.mark.parametrize("name", BEARERS)
def test_a_full_name_has_no_government_and_no_metonym(
    bearers: dict[str, Corpus], name: str
) -> None:
    articles, found = bearers[name]
    right = {BEARERS[name][1]}
    assert set(found.attributions["source_type"]) == right
    assert set(mk.speakers(articles, found).speakers["source_type"]) == right
    named = mk.naming(articles, found).query("label != 'description'")
    assert named[["label", "n"]].values.tolist() == [["name", BEARERS[name][3]]]
    assert "government" not in who_speaks_in_report(articles, found).split("</table>")[0].lower()


def test_a_surname_behind_an_honorific_beats_a_place(corpora: dict[str, Corpus]) -> None:
    articles, found = corpora["surname of a place, invented"]
    assert "metonym" not in set(mk.naming(articles, found)["label"])
    assert set(found.attributions["source_type"]) == {"citizen"}


def test_a_state_beside_its_namesake_is_a_state() -> None:
    articles, found = read(
        [
            "Jamal Washington, a bus driver, waited an hour. Washington imposed sanctions on Tehran. "
            "In Washington, senators left. “Nobody came,” Washington said."
        ]
    )
    assert in_speakers(articles, found)["Jamal Washington"] == 1
    named = mk.naming(articles, found).groupby(["actor", "label"])["n"].sum().to_dict()
    assert named == {
        ("Jamal Washington", "name"): 2,
        ("Jamal Washington", "description"): 1,
        ("United States", "metonym"): 1,
    }


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize(
    ("told", "apart", "left"),
    [("title", "Trump", "Donald Trump"), ("nickname, invented", "Chuck Brandt", "Charles E. Brandt")],
)  # fmt: skip
def test_what_aliases_keep_apart_is_apart_in_each_output(
    corpora: dict[str, Corpus], told: str, apart: str, left: str, output: str
) -> None:
    articles, found = corpora[told]
    own = mk.correct(articles, found, pd.DataFrame({"name": [apart], "speaker": [apart]}))
    assert {apart, left} <= OUTPUTS[output](articles, own).keys()


@pytest.mark.parametrize("output", OUTPUTS)
def test_part_of_a_corpus_is_a_corpus(corpora: dict[str, Corpus], output: str) -> None:
    articles, found = corpora["title"]
    assert OUTPUTS[output](articles.iloc[1:], found).keys() == {"Trump", "Melania Trump"}


def test_what_stays_apart_is_printed_with_its_weight(corpora: dict[str, Corpus]) -> None:
    articles, found = corpora["namesakes, invented"]
    says = "'George Marsh' (1 attribution, 4 words) may be George B. Marsh, George C. Marsh"
    who = mk.speakers(articles, found)
    assert who.report["reason"].tolist() == [f"kept apart: {says}"]
    table = FIGURES["who_speaks"](articles, found)[1]
    assert f"Kept apart: {says}. " in table.attrs["caption"]
    may_be = dict(zip(table["speaker"], table["may_be"], strict=True))
    assert may_be["George Marsh"] == "George B. Marsh; George C. Marsh"
    page = Cells()
    page.feed(who_speaks_in_report(articles, found))
    assert ["George Marsh", may_be["George Marsh"], "1", "1", "4"] in page.rows


def test_each_output_counts_the_same_speakers_and_joined_names() -> None:
    articles, found = read(
        [
            "Ann Reed said that it rained. “It is wet,” Reed said. “It pours,” was heard. "
            "“Nobody knows,” they said.",
            "Senator Ann Reed said that it snowed. Others said that it did not.",
        ]
    )
    who = mk.speakers(articles, found)
    assert set(who.speakers["speaker"]) == {"Ann Reed", same_person.UNRESOLVED}
    assert "1 speaker in 2 articles" in repr(who) and "0 names joined another" in repr(who)
    caption = FIGURES["who_speaks"](articles, found)[1].attrs["caption"]
    assert "1 speaker, 2 articles; 0 names joined another" in caption
    page = who_speaks_in_report(articles, found)
    assert "The 1 of 1 speaker with" in page and "0 names joined another" in page


# Names that stand for several in one article, or in two, and names that are no several.
CONFLICTS: dict[str, tuple[list[str], set[str]]] = {
    "Mr. and Mrs. of a couple": (
        [
            "Bill and Hillary Clinton arrived in Iowa. “I am tired,” Mr. Clinton said. "
            "“I am not,” Mrs. Clinton said."
        ],
        {"Clinton"},
    ),
    "a title of nobody": (
        [
            "President Bill Clinton spoke in Ohio.",
            "Hillary Clinton spoke in Iowa.",
            "Former Secretary of State Clinton said she was sorry. President Clinton said he was "
            "proud.",
        ],
        {"Clinton"},
    ),
    "a title of the one, Mr. of the other": (
        [
            "Mayor Ann Reed spoke on Monday.",
            "Tim Reed, a farmer, spoke on Friday.",
            "Mayor Reed said she was sorry. Mr. Reed said he was not.",
        ],
        {"Reed"},
    ),
    "companies": (
        [
            "Ann Smith said it rained.",
            "Smith & Wesson said sales rose.",
            "Barnes & Noble said it closed.",
            "Ann Noble said no.",
        ],
        {"Ann Smith", "Smith & Wesson", "Barnes & Noble", "Ann Noble"},
    ),
    "two together": (
        ["Ann Smith and Tim Cole said it rained. They said it poured."],
        {"Ann Smith & Tim Cole"},
    ),
    "Jr. of one bearer": (
        ["Eric Holder said the law must stay.", "Eric H. Holder Jr. said that the law was good."],
        {"Eric H. Holder Jr."},
    ),
}


@pytest.mark.parametrize("case", CONFLICTS)
def test_evidence_against_evidence_decides_nothing_and_is_told(case: str) -> None:
    texts, right = CONFLICTS[case]
    articles, found = read(texts)
    for output in (in_speakers, in_who_speaks, in_report):
        assert set(output(articles, found)) == right
    apart = mk.speakers(articles, found).apart["name"].tolist()
    assert apart == sorted(right & {"Clinton", "Reed"})
