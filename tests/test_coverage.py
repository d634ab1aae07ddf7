"""The constructed coverage: what was planted is found, with the right sign, and nothing else is.

The floors of recall are a little below what was measured with the accurate engine: loaded words
.73 (narrator) and .75 (quotation), hedges .66, approximators .68, concessions 1, cues .97, with the
person .96, the source type .77.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import mediakit as mk
from mediakit.contract.labels import LABELS
from mediakit.contract.tables import POSITIONINGS, SOURCE_TYPES, VOICES, Found
from mediakit.statistics.groups import ALL
from mediakit.text.document import WORD

FOLDER = Path(__file__).parents[1] / "data" / "coverage"
PLANTED = pd.read_csv(FOLDER / "planted.csv", keep_default_na=False)
WIRE, TRIBUNE, BANNER, LEDGER = OUTLETS = (
    "Meridian Wire", "The Sarn Tribune", "National Banner", "The Open Ledger",
)  # fmt: skip
GOVERNMENT = ("Tomas Veld", "Greta Holm", "Pavel Rusk")
OPPOSITION = ("Ida Korn", "Aron Beck")

# signal, label, voice, the outlet with more, those with less
CONTRASTS = [
    ("loaded", ALL, "narrator", TRIBUNE, (WIRE, BANNER, LEDGER)),
    ("loaded", ALL, "quotation", BANNER, (WIRE, TRIBUNE)),
    ("stance", "hedge", "narrator", LEDGER, (WIRE, TRIBUNE, BANNER)),
]
# what share of the planted is found in its voice, at the least
RECALL = {
    ("loaded", "narrator"): 0.68, ("loaded", "quotation"): 0.7, ("hedge", "narrator"): 0.62,
    ("approximator", "narrator"): 0.63, ("concession", "narrator"): 0.97,
}  # fmt: skip
# of the planted cues: found at all, with their positioning, with the person, with the source type
CUES = {"cue": 0.95, "positioning": 0.95, "speaker": 0.93, "source_type": 0.74}


@pytest.fixture(scope="module")
def articles(coverage: tuple[pd.DataFrame, Found]) -> pd.DataFrame:
    return coverage[0]


@pytest.fixture(scope="module")
def found(coverage: tuple[pd.DataFrame, Found]) -> Found:
    return coverage[1]


@pytest.fixture(scope="module")
def differences(articles: pd.DataFrame, found: Found) -> pd.DataFrame:
    where = "field == 'text' and signal in ['loaded', 'stance']"
    table = mk.compare(articles, mk.measure(articles, found, where=where), event="event", seed=5)
    return table[table["kind"] == "difference"]


@pytest.fixture(scope="module")
def cited(articles: pd.DataFrame, found: Found) -> pd.DataFrame:
    """Return the attributions, with the outlet."""
    return found.attributions.merge(articles[["article_id", "outlet"]], on="article_id")


# ---- the corpus itself ------------------------------------------------------------------------


def test_the_folder_loads_as_the_articles_and_nothing_else(articles: pd.DataFrame) -> None:
    assert len(articles) == 48 and articles["published"].notna().all()
    assert set(articles["outlet"]) == set(OUTLETS)
    assert (articles.groupby("event")["outlet"].nunique() == 4).all()
    assert articles["event"].nunique() == 12
    skipped = {Path(file).name for file in mk.report(articles)["file"]}
    assert skipped == {"planted.csv", "README.md"}


def test_articles_have_200_to_400_words_and_curly_marks(articles: pd.DataFrame) -> None:
    assert articles["text"].str.count(WORD.pattern).between(200, 400).all()
    for text in [*articles["title"], *articles["text"]]:
        assert not set(text) & set("\"'`<>*_#") and text.count("“") == text.count("”")


def test_the_planted_stands_where_it_is_said_to(articles: pd.DataFrame) -> None:
    fields = articles.set_index("article_id")[["title", "text"]]
    for row in PLANTED.itertuples():
        text = fields.loc[row.article_id, row.field]
        assert text[row.start : row.end] == row.words
        quoted = text.count("“", 0, row.start) > text.count("”", 0, row.start)
        assert quoted == (row.voice == "quotation"), row
    assert not PLANTED.duplicated(["article_id", "field", "start"]).any()


def test_the_planted_is_coded_in_the_terms_of_the_tables() -> None:
    cues, spans = (PLANTED[(PLANTED["signal"] == "sourcing") == yes] for yes in (True, False))
    assert set(cues["positioning"]) == set(POSITIONINGS)
    assert set(cues["source_type"]) <= set(SOURCE_TYPES) and (cues["speaker"] != "").all()
    assert set(spans["voice"]) == set(VOICES) and set(cues["voice"]) == {""}
    assert ((spans["speaker"] == "") == (spans["voice"] == "narrator")).all()
    assert all(row.label in LABELS[row.signal] for row in PLANTED.itertuples())


@pytest.mark.parametrize(("label", "each"), [("approximator", 2), ("concession", 1)])
def test_what_is_no_difference_is_none(label: str, each: int) -> None:
    told = PLANTED[(PLANTED["label"] == label) & (PLANTED["voice"] == "narrator")]
    counts = told.groupby("article_id").size()
    assert len(counts) == 48 and (counts == each).all()


# ---- contrasts --------------------------------------------------------------------------------


def between(table: pd.DataFrame, a: str, b: str, *key: str) -> tuple[float, float, float, float]:
    """Return what `a` has more than `b`, the interval, and q."""
    signal, label, voice = key
    chosen = table[
        (table["signal"] == signal) & (table["label"] == label) & (table["voice"] == voice)
    ]
    for one, other, sign in ((a, b, 1), (b, a, -1)):
        rows = chosen[(chosen["group"] == one) & (chosen["other"] == other)]
        if len(rows):
            row = rows.iloc[0]
            ends = sorted((sign * row["low"], sign * row["high"]))
            return sign * row["estimate"], ends[0], ends[1], row["q"]
    raise AssertionError(f"{a} and {b} are not compared")


@pytest.mark.parametrize(
    ("key", "more", "less"),
    [(key, more, less) for *key, more, others in CONTRASTS for less in others],
)
def test_planted_differences_are_found(
    differences: pd.DataFrame, key: list[str], more: str, less: str
) -> None:
    estimate, low, high, q = between(differences, more, less, *key)
    assert 0 < low < estimate < high and q < 0.05


def test_no_difference_is_found_where_none_was_planted(differences: pd.DataFrame) -> None:
    key = ("stance", "approximator", "narrator")
    found = [between(differences, a, b, *key) for a, b in combinations(OUTLETS, 2)]
    assert min(q for *_, q in found) > 0.05
    # Counts that hardly vary over twelve events make intervals too narrow: with every voice as
    # planted one of the six leaves out zero, as read now two do. q tells no two outlets apart.
    assert sum(not low < 0 < high for _, low, high, _ in found) <= 2


def shares(rows: pd.DataFrame, column: str, *values: Any) -> dict[str, float]:
    """Return which share of each outlet's rows has one of `values`."""
    share = rows[column].isin(values).groupby(rows["outlet"]).mean()
    return {str(outlet): float(value) for outlet, value in share.items()}


@pytest.mark.parametrize(
    ("persons", "positioning", "outlet"),
    [
        (GOVERNMENT, "distancing", TRIBUNE),
        (OPPOSITION, "distancing", BANNER),
        (GOVERNMENT, "endorsing", BANNER),
        (OPPOSITION, "endorsing", TRIBUNE),
    ],
)
def test_cues_are_given_to_whom_they_were_planted(
    cited: pd.DataFrame, persons: tuple[str, ...], positioning: str, outlet: str
) -> None:
    share = shares(cited[cited["speaker"].isin(persons)], "positioning", positioning)
    mine = share.pop(outlet)
    assert len(share) == 3 and mine > 0.25 and max(share.values()) < 0.05


@pytest.mark.parametrize(
    ("column", "values"), [("source_type", ("expert", "document")), ("anonymous", (True,))]
)
def test_the_ledger_cites_experts_documents_and_the_unnamed(
    cited: pd.DataFrame, column: str, values: tuple[Any, ...]
) -> None:
    share = shares(cited, column, *values)
    ledger = share.pop(LEDGER)
    assert len(share) == 3 and ledger > 1.3 * max(share.values())


# ---- recall -----------------------------------------------------------------------------------


def meet(one: Any, start: int, end: int) -> bool:
    return bool(start < one.end and one.start < end)


@pytest.mark.parametrize(("what", "voice"), RECALL)
def test_planted_words_are_found_in_their_voice(found: Found, what: str, voice: str) -> None:
    column = "signal" if what == "loaded" else "label"
    places = defaultdict(list)
    for row in found.evidence.itertuples():
        if getattr(row, column) == what and row.voice == voice:
            places[row.article_id, row.field].append(row)
    planted = PLANTED[(PLANTED[column] == what) & (PLANTED["voice"] == voice)]
    hits = [
        any(meet(row, hit.start, hit.end) for hit in places[row.article_id, row.field])
        for row in planted.itertuples()
    ]
    assert sum(hits) / len(hits) >= RECALL[what, voice]


@pytest.mark.parametrize("what", CUES)
def test_planted_cues_are_found(found: Found, what: str) -> None:
    acts = defaultdict(list)
    for act in found.attributions.dropna(subset=["cue_start"]).itertuples():
        acts[act.article_id, act.field].append(act)
    hits = []
    for row in PLANTED[PLANTED["signal"] == "sourcing"].itertuples():
        named = str(row.speaker).istitle() and row.source_type != "document"
        if what == "speaker" and not named:
            continue  # what documents and the unnamed are called is a convention
        here = acts[row.article_id, row.field]
        one = next((act for act in here if meet(row, act.cue_start, act.cue_end)), None)
        hits.append(one is not None and (what == "cue" or getattr(one, what) == getattr(row, what)))
    assert sum(hits) / len(hits) >= CUES[what]
