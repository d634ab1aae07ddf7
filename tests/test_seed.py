"""The seed article, read by hand: who says what, and whose words are loaded.

Offsets are those of a hand annotation of the article (two readings, reconciled).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from mediakit.attribution import ENGINES
from mediakit.contract.tables import Found
from mediakit.reading.find import find
from mediakit.statistics.measures import measure

TEXT = (Path(__file__).parents[1] / "seeds" / "000_cd0c925074f7044f.txt").read_text(
    encoding="utf-8"
)
Row = Any  # a row of a table
ARTICLES = pd.DataFrame({"article_id": ["seed"], "text": [TEXT]})

# source, cue, pieces of content, relay, speaker, kind, type of source, positioning
ATTRIBUTIONS = [
    ((152, 171), (172, 179), [(180, 217)], None, "Chinese state media", "mixed", "state_media", "neutral"),
    ((556, 558), (559, 563), [(564, 666)], (680, 710), "Xi Jinping", "mixed", "government", "neutral"),
    ((868, 892), (893, 900), [(901, 1034)], None, "US intelligence report", "mixed", "document", "distancing"),
    ((1064, 1069), (1070, 1074), [(1115, 1180)], (1096, 1109), "Vladimir Putin", "indirect", "government", "neutral"),
    ((1340, 1358), (1359, 1379), [(1182, 1339)], (1383, 1414), "Vladimir Putin", "direct", "government", "neutral"),
    ((1416, 1418), (1424, 1431), [(1432, 1500)], None, "Vladimir Putin", "mixed", "government", "neutral"),
    ((1594, 1599), (1586, 1593), [(1502, 1585), (1601, 1738)], None, "Vladimir Putin", "direct", "government", "distancing"),
    ((1739, 1778), (1779, 1787), [(1788, 1933)], None, "Volodymyr Zelenskyy", "indirect", "government", "neutral"),
    ((1935, 1940), (1941, 1947), [(1948, 1990)], None, "China", "indirect", "government", "distancing"),
    ((1999, 2006), (2018, 2022), [(2032, 2100)], None, "experts", "indirect", "expert", "neutral"),
    ((2121, 2129), (2142, 2147), [(2153, 2207)], None, "Moscow", "indirect", "government", "distancing"),
    ((2217, 2224), (2225, 2231), [(2232, 2280)], None, "Vladimir Putin", "indirect", "government", "neutral"),
    ((2353, 2371), (2372, 2385), [(2386, 2426)], None, "Xi Jinping", "indirect", "government", "neutral"),
]  # fmt: skip

# label, start, end, voice: at the least these
LOADED = [
    ("regime", 4, 17, "narrator"),  # authoritarian
    ("regime", 421, 431, "narrator"),  # autocratic
    ("dependency", 737, 745, "narrator"),  # lifeline
    ("delegitimation", 2440, 2462, "narrator"),  # no credible opposition
    ("violence", 1015, 1023, "paraphrase"),  # wage war
    ("dependency", 1542, 1557, "quotation"),  # Western patrons
    ("violence", 458, 483, "narrator"),  # intensifies its offensive
    ("violence", 783, 790, "narrator"),  # the war
    ("violence", 2299, 2310, "narrator"),  # “… as the reason for his assault”
    ("evaluative", 1503, 1516, "quotation"),  # Unfortunately
]
STANCE = [
    ("doubt", 893, 900, "narrator"),  # alleged
    ("doubt", 1586, 1593, "narrator"),  # claimed
    ("doubt", 1941, 1947, "narrator"),  # claims
    ("doubt", 2130, 2141, "narrator"),  # contentious
    ("hedge", 912, 920, "quotation"),  # probably
    ("obligation", 1243, 1247, "quotation"),  # must
    ("obligation", 1805, 1809, "paraphrase"),  # must
    ("approximator", 811, 818, "narrator"),  # much of
    ("negation", 1611, 1614, "quotation"),  # not
    ("concession", 1992, 1998, "narrator"),  # though
    ("concession", 2209, 2216, "narrator"),  # despite
]
METONYMS = {451: "Russia", 712: "China", 750: "Russia", 901: "China", 1115: "Russia", 1929: "Ukraine",
            1935: "China", 2102: "China", 2121: "Russia", 2153: "Russia"}  # fmt: skip
PLACES = (118, 534, 1055)  # Beijing, Kharkiv, Beijing: where somebody is, not who acts


@cache
def read(engine: str) -> Found:
    return find(ARTICLES, engine=engine, progress=False)


@pytest.fixture
def found() -> Found:
    return read("accurate")


def spans(found: Found, signal: str) -> set[tuple[str, int, int, str]]:
    rows = found.evidence.query("signal == @signal")
    return set(rows[["label", "start", "end", "voice"]].itertuples(index=False, name=None))


def words(start: int, end: int) -> set[int]:
    """Return where the words of a piece start."""
    return {start + word.start() for word in re.finditer(r"[\w’-]+", TEXT[start:end])}


def pieces(found: Found, attribution_id: int) -> list[tuple[int, int]]:
    rows = found.evidence.query("label == 'content' and attribution_id == @attribution_id")
    return list(rows[["start", "end"]].itertuples(index=False, name=None))


def likeness(found: Found, row: Row, number: int) -> float:
    """Return Dice on the words of the contents; 0 where the sources do not overlap."""
    (source_start, source_end), _, contents = ATTRIBUTIONS[number][:3]
    if pd.isna(row.source_start) or not (
        row.source_start < source_end and source_start < row.source_end
    ):
        return 0
    ours = set().union(*[words(*piece) for piece in pieces(found, row.attribution_id)])
    gold = set().union(*[words(*piece) for piece in contents])
    return 2 * len(ours & gold) / (len(ours) + len(gold))


def match(found: Found, number: int) -> Row | None:
    """Return the attribution found that shares most of content and some of source."""
    best = max(found.attributions.itertuples(), key=lambda row: likeness(found, row, number))
    return best if likeness(found, best, number) >= 0.5 else None


@pytest.mark.parametrize(("engine", "least", "most"), [("accurate", 13, 16), ("fast", 13, 16)])
def test_thirteen_attributions(engine: str, least: int, most: int) -> None:
    found = read(engine)
    matched = [match(found, number) for number in range(len(ATTRIBUTIONS))]
    ids = [row.attribution_id for row in matched if row is not None]
    assert len(ids) == len(set(ids)) >= least
    assert len(found.attributions) <= most
    assert found.attributions["attribution_id"].tolist() == list(range(len(found.attributions)))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("number", range(len(ATTRIBUTIONS)))
def test_attribution(engine: str, number: int) -> None:
    _, cue, _, relay, speaker, kind, source_type, positioning = ATTRIBUTIONS[number]
    found = read(engine)
    row = match(found, number)
    assert row is not None
    held = pieces(found, row.attribution_id)
    assert (row.content_start, row.content_end) == (held[0][0], held[-1][1])
    assert row.cue_start < cue[1] and cue[0] < row.cue_end
    if relay is None:
        assert pd.isna(row.relay_start) and pd.isna(row.relay_end)
    else:
        assert (row.relay_start, row.relay_end) == relay
        assert pd.notna(row.relay_speaker)
    assert (row.speaker, row.kind, row.source_type) == (speaker, kind, source_type)
    assert row.positioning == positioning
    assert row.anonymous == (speaker == "experts")


@pytest.mark.parametrize("engine", ENGINES)
def test_putin_speaks_five_times_under_one_name(engine: str) -> None:
    found = read(engine).attributions.query("speaker == 'Vladimir Putin'")
    assert found["source"].str.removesuffix("’s").tolist() == [
        "Putin", "the Russian leader", "He", "Putin", "Putin",
    ]  # fmt: skip


def test_acts_that_two_readers_agreed_on(found: Found) -> None:
    acts = dict(zip(found.attributions["content_start"], found.attributions["act"], strict=True))
    assert {start: acts[start] for start in (180, 564, 901, 1432, 1948, 2386)} == {
        180: "statement", 564: "statement", 901: "accusation", 1432: "praise", 1948: "statement",
        2386: "praise",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("start", "act"), [(1502, "accusation"), (1788, "demand"), (2232, "intention")]
)
def test_acts_that_only_the_content_tells(found: Found, start: int, act: str) -> None:
    row = found.attributions[found.attributions["content_start"] == start].iloc[0]
    assert row["act"] == act


@pytest.mark.parametrize("engine", ENGINES)
def test_loaded_words_and_whose_voice_they_are_in(engine: str) -> None:
    assert spans(read(engine), "loaded") >= set(LOADED)


@pytest.mark.parametrize("engine", ENGINES)
def test_stance_words_and_whose_voice_they_are_in(engine: str) -> None:
    assert spans(read(engine), "stance") >= set(STANCE)


def test_old_friend_is_the_state_media_s(found: Found) -> None:
    rows = found.evidence.query("text == 'old friend'")
    assert len(rows) and set(rows["voice"]) == {"quotation"}
    assert set(rows["speaker"]) == {"Chinese state media"}


def test_good_partners_is_xi_s_and_cctv_carries_it(found: Found) -> None:
    words = find(ARTICLES, lexicons={"mine": ["good neighbours", "good partners"]}).evidence
    rows = words.query("signal == 'wording'")
    assert rows["text"].tolist() == ["good neighbours", "good partners"]
    assert set(rows["voice"]) == {"quotation"} and set(rows["speaker"]) == {"Xi Jinping"}
    carried = found.attributions.query("speaker == 'Xi Jinping' and content_start == 564")
    assert carried["relay"].str.endswith("CCTV").all() and carried["relay_speaker"].notna().all()


def test_no_fragment_is_a_scare_quote(found: Found) -> None:
    assert [row for row in spans(found, "stance") if row[0] == "scare_quote"] == []


def test_states_that_act_are_metonyms_and_places_are_not(found: Found) -> None:
    rows = found.evidence.query("label == 'metonym'")
    targets = dict(zip(rows["start"], rows["target"], strict=True))
    assert {start: targets.get(start) for start in METONYMS} == METONYMS
    assert not set(PLACES) & set(targets)


@pytest.mark.parametrize("start", [931, 1432, 1526])
def test_states_that_receive_are_metonyms_too(found: Found, start: int) -> None:
    assert start in set(found.evidence.query("label == 'metonym'")["start"])


@pytest.mark.parametrize(
    ("start", "label", "target"),
    [
        (180, "description", "Vladimir Putin"),
        (219, "title", "Xi Jinping"),
        (254, "description", "Vladimir Putin"),
        (1340, "description", "Vladimir Putin"),
        (1739, "title", "Volodymyr Zelenskyy"),
        (2353, "description", "Xi Jinping"),
        (2386, "name", "Vladimir Putin"),
        (2499, "name", "Xi Jinping"),
    ],
)
def test_naming(found: Found, start: int, label: str, target: str) -> None:
    rows = found.evidence.query("signal == 'naming' and start == @start")
    assert rows[["label", "target"]].to_numpy().tolist() == [[label, target]]


@pytest.mark.parametrize("engine", ENGINES)
def test_every_word_has_a_voice(engine: str) -> None:
    by_voice = read(engine).words.groupby("voice")["n_words"].sum().to_dict()
    assert sum(by_voice.values()) == 400 and by_voice["quotation"] == 73
    assert 170 <= by_voice["narrator"] <= 215 + 5  # 215 by hand


def test_rates_trace_back_to_the_words(found: Found) -> None:
    rates = measure(ARTICLES, found).query("label == 'regime' and voice == 'narrator'")
    n_words = found.words.query("voice == 'narrator'")["n_words"].sum()
    assert rates[["n", "n_words"]].to_numpy().tolist() == [[2, n_words]]


@pytest.mark.parametrize(
    ("start", "label"),
    [(0, "description"), (413, "description")],  # The authoritarian leaders, the two autocratic …
)
def test_both_are_meant_where_both_are_named(found: Found, start: int, label: str) -> None:
    rows = found.evidence.query("label == @label and start == @start")
    assert rows["target"].tolist() == ["Vladimir Putin & Xi Jinping"]
