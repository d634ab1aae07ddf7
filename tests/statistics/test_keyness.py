"""Keyness: the formulas as published, whose words count, and where phrases end."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mediakit as mk
from mediakit.contract import tables
from mediakit.statistics.keyness import COLUMNS, keyness

TEXTS = {
    "A": ["the rain fell and the rain stayed", "a storm and a flood in the north"],
    "B": ["the vote fell short and the vote was lost", "rain or no rain they vote", "a vote"],
    "C": ["the flood of votes", "storm storm storm and the north wind"],
}
VOICED = [
    "Orr said the plan failed badly. Ida Holt said “the plan was a sham”. The plan rests.",
    "It rained on the plan. Orr said it rained hard, and Ida Holt said “a plan”.",
]


def corpus(texts: dict[str, list[str]] = TEXTS, **columns: object) -> pd.DataFrame:
    rows = [(group, text) for group, some in texts.items() for text in some]
    ids = [f"a{at}" for at in range(len(rows))]
    return pd.DataFrame({
        "article_id": ids, "outlet": [group for group, _ in rows], "text": [text for _, text in rows], **columns,
    })  # fmt: skip


def voiced() -> tuple[pd.DataFrame, tables.Found]:
    articles = corpus({"A": VOICED[:1], "B": VOICED[1:]})
    return articles, mk.find(articles, progress=False)


def terms(table: pd.DataFrame, group: str = "A") -> dict[str, int]:
    rows = table[(table["group"] == group) & (table["n"] > 0)]
    return dict(zip(rows["term"], rows["n"].tolist(), strict=True))


def cells(table: pd.DataFrame, *columns: str) -> dict[tuple[str, str], list[float]]:
    keys = zip(table["group"], table["term"], strict=True)
    return dict(zip(keys, table[list(columns)].to_numpy().tolist(), strict=True))


# ------------------------------------------------------------------ the formulas
@pytest.mark.parametrize("prior", [500, 10])
def test_log_odds_are_those_of_monroe_colaresi_and_quinn_2008(prior: int) -> None:
    # Equations 15 (log-odds with a prior), 16 (their difference), 20 (variance) and 22 (z).
    counts = {group: Counter(" ".join(texts).split()) for group, texts in TEXTS.items()}
    every = sum(counts.values(), Counter[str]())
    weight = {w: Fraction(prior * n, every.total()) for w, n in every.items()}
    expected = {}
    for group, own in counts.items():
        rest = every - own
        for w in every:
            a, b = own[w] + weight[w], rest[w] + weight[w]
            odds_a, odds_b = a / (own.total() + prior - a), b / (rest.total() + prior - b)
            ratio, spread = math.log(odds_a) - math.log(odds_b), math.sqrt(1 / a + 1 / b)
            half = 1.959963984540054 * spread
            expected[group, w] = [ratio, ratio / spread, ratio - half, ratio + half]
    table = keyness(corpus(), least=1, prior=prior)
    found = cells(table, "log_odds", "z", "low", "high")
    assert found.keys() == expected.keys()
    for key, values in expected.items():
        assert found[key] == pytest.approx(values, abs=1e-9), key


def test_g2_is_that_of_rayson_and_garside_2000() -> None:
    counts = {group: Counter(" ".join(texts).split()) for group, texts in TEXTS.items()}
    every = sum(counts.values(), Counter[str]())
    found = cells(keyness(corpus(), least=1), "g2")
    assert len(found) == 3 * len(every)
    for (group, w), [g2] in found.items():
        a, c = counts[group][w], counts[group].total()
        b, d = every[w] - a, every.total() - c
        # Their table 1: E1 = c (a + b) / (c + d), E2 = d (a + b) / (c + d).
        wanted = [c * (a + b) / (c + d), d * (a + b) / (c + d)]
        sums = [n * math.log(n / e) for n, e in zip((a, b), wanted, strict=True) if n]
        sign = 1 if a / c >= b / d else -1
        assert g2 == pytest.approx(sign * 2 * sum(sums), abs=1e-9), (group, w)


def test_g2_is_that_of_the_handbook_of_cqpweb() -> None:
    # Hardie (2012): 52 of 50,000 words against 57 of 75,000 have a log-likelihood of 2.65.
    articles = corpus({"A": ["key " * 52 + "x " * 49_948], "B": ["key " * 57 + "x " * 74_943]})
    found = cells(keyness(articles), "g2", "n", "n_words", "n_rest", "n_words_rest")
    assert found["A", "key"] == pytest.approx([2.65, 52, 50_000, 57, 75_000], abs=0.005)
    assert found["B", "key"] == pytest.approx([-2.65, 57, 75_000, 52, 50_000], abs=0.005)


def test_counts_and_rates_stand_beside_the_statistics() -> None:
    found = cells(keyness(corpus(), least=1), "n", "n_words", "per_1000", "n_articles", "n_rest", "n_words_rest", "per_1000_rest", "n_articles_rest")  # fmt: skip
    assert found["A", "rain"] == pytest.approx([2, 15, 2000 / 15, 1, 2, 28, 2000 / 28, 1])
    assert found["B", "vote"] == pytest.approx([4, 17, 4000 / 17, 3, 0, 26, 0, 0])


def test_two_groups_are_each_others_mirror() -> None:
    table = keyness(corpus({"A": TEXTS["A"], "B": TEXTS["B"]}), least=1)
    found = cells(table, "log_odds", "z", "g2")
    for (group, term), values in found.items():
        if group == "A":
            assert values == pytest.approx([-value for value in found["B", term]], abs=1e-12)
    assert found["B", "vote"][1] > 0 > found["A", "vote"][1]


def test_the_prior_draws_the_ratio_to_zero() -> None:
    ratios = [
        cells(keyness(corpus(), least=1, prior=prior), "log_odds")["B", "vote"][0]
        for prior in (1, 10, 500, 1e5, 1e9)
    ]
    assert ratios == sorted(ratios, reverse=True)
    assert ratios[0] > 2 and 0 <= ratios[-1] < 1e-6


def test_rare_words_do_not_come_first() -> None:
    common, filler = "strike " * 40, "x " * 950
    articles = corpus({"A": [common + filler + "zeal zeal"], "B": ["strike " * 10 + filler]})
    table = keyness(articles, least=1)
    assert table[table["group"] == "A"]["term"].tolist() == ["strike", "zeal", "x"]


def test_a_wider_level_gives_a_wider_interval_round_the_same_ratio() -> None:
    narrow, wide = (keyness(corpus(), level=level) for level in (0.5, 0.99))
    assert narrow["log_odds"].equals(wide["log_odds"])
    assert ((wide["low"] < narrow["low"]) & (wide["high"] > narrow["high"])).all()


# ------------------------------------------------------------------ the table
def test_groups_stand_in_order_and_the_highest_z_first() -> None:
    table = keyness(corpus(), least=1)
    assert table["group"].drop_duplicates().tolist() == ["A", "B", "C"]
    for _, rows in table.groupby("group"):
        assert rows["z"].is_monotonic_decreasing
        tied = rows[rows["z"].duplicated(keep=False)]
        assert len(tied) and all(
            some["term"].is_monotonic_increasing for _, some in tied.groupby("z")
        )
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == {name: str(pd.Series([], dtype=dtype).dtype) for name, dtype in COLUMNS.items()}  # fmt: skip
    assert table.attrs == {
        "duplicates": "weight",
        "copies": "",
        "by": "outlet",
        "where": None,
        "length": 1,
        "prior": 500.0,
        "level": 0.95,
        "report": [],
    }


def test_rare_terms_leave_the_table_but_not_the_sums() -> None:
    every, some = keyness(corpus(), least=1), keyness(corpus(), least=4)
    total = every["n"] + every["n_rest"]
    pd.testing.assert_frame_equal(some, every[total >= 4].reset_index(drop=True))
    assert 0 < len(some) < len(every)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_articles_moves_nothing(seed: int) -> None:
    mixed = corpus().sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(keyness(mixed, least=1), keyness(corpus(), least=1), check_exact=True)  # fmt: skip
    assert not mixed["article_id"].is_monotonic_increasing


def test_articles_without_a_group_are_left_out() -> None:
    articles = corpus({**TEXTS, "D": ["rain rain rain rain rain rain"]})
    articles["outlet"] = articles["outlet"].where(articles["outlet"] != "D", None)
    with pytest.warns(UserWarning, match="1 article without a value in 'outlet' left out"):
        table = keyness(articles, least=1)
    pd.testing.assert_frame_equal(table, keyness(corpus(), least=1))
    assert cells(table, "n_rest")["B", "rain"] == [2]


def test_any_column_may_hold_the_groups() -> None:
    articles = corpus(desk=[1, 1, 2, 2, 2, 1, 1])
    table = keyness(articles, by="desk", least=1)
    assert table["group"].drop_duplicates().tolist() == ["1", "2"]
    assert terms(table, "2")["vote"] == 4


@settings(max_examples=40)
@given(
    st.lists(st.lists(st.sampled_from("ab ba, cc. d\n e's —".split(" ")), min_size=1), min_size=2, max_size=5),
    st.integers(1, 3),
)  # fmt: skip
def test_the_counts_of_terms_are_the_words_of_the_group(
    given_: list[list[str]], length: int
) -> None:
    texts = {f"G{at}": [" ".join(words)] for at, words in enumerate(given_)}
    articles = corpus({**texts, "H": ["xx yy zz. Xx yy ww"]})  # there is always more than one term
    table = keyness(articles, length=length, least=1)
    assert (table.groupby("group")["n"].sum() == table.groupby("group")["n_words"].first()).all()
    total = table.assign(both=table["n"] + table["n_rest"]).groupby("term")["both"]
    assert (total.nunique() == 1).all() and (total.first() > 0).all()
    assert (table["n_articles"] <= table["n"]).all()
    assert (np.sign(table["log_odds"].round(9)) * np.sign(table["g2"].round(9)) >= 0).all()


# ------------------------------------------------------------------ terms
def test_words_are_counted_without_case_and_possessive() -> None:
    found = terms(keyness(corpus({"A": ["Moscow’s MOSCOW moscow's don’t"], "B": ["x"]}), least=1))
    assert found == {"moscow": 3, "don't": 1}


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("The plan failed", ["the plan", "plan failed"]),
        ("The plan. Nobody came", ["the plan", "nobody came"]),
        ("Plan, cost and time", ["cost and", "and time"]),
        ("The “grand plan” fell", ["grand plan"]),
        ("The plan\nNobody came", ["the plan", "nobody came"]),
        ("Plan – cost (and time)", ["and time"]),
        ("The  plan", ["the plan"]),
    ],
)
def test_a_phrase_ends_at_marks_and_at_the_ends_of_sentences(text: str, phrases: list[str]) -> None:
    table = keyness(corpus({"A": [text], "B": ["x y"]}), length=2, least=1)
    assert sorted(terms(table)) == sorted(phrases)
    assert table.loc[table["group"] == "A", "n_words"].unique().tolist() == [len(phrases)]


def test_a_phrase_may_have_three_words() -> None:
    table = keyness(corpus({"A": ["one two three four. Five six"], "B": ["x y z"]}), length=3, least=1)  # fmt: skip
    assert sorted(terms(table)) == ["one two three", "two three four"]


def test_no_phrase_goes_from_the_title_into_the_text() -> None:
    articles = corpus({"A": ["fell hard"], "B": ["x y"]}, title=["the plan", None])
    assert sorted(terms(keyness(articles, length=2, least=1))) == ["fell hard", "the plan"]
    title = keyness(articles, least=1, where="field == 'title'")
    assert terms(title) == {"the": 1, "plan": 1}


# ------------------------------------------------------------------ whose words
def test_where_on_the_voice_counts_only_its_words() -> None:
    articles, found = voiced()

    def of(voice: str) -> dict[str, int]:
        return terms(keyness(articles, found, where=f"voice == {voice!r}", least=1))

    assert of("narrator") == {
        "orr": 1,
        "said": 2,
        "ida": 1,
        "holt": 1,
        "the": 1,
        "plan": 1,
        "rests": 1,
    }
    assert of("paraphrase") == {"the": 1, "plan": 1, "failed": 1, "badly": 1}
    assert of("quotation") == {"the": 1, "plan": 1, "was": 1, "a": 1, "sham": 1}


def test_where_on_the_speaker_counts_only_her_words() -> None:
    articles, found = voiced()
    table = keyness(articles, found, where="speaker == 'Ida Holt'", least=1)
    assert terms(table) == {"the": 1, "plan": 1, "was": 1, "a": 1, "sham": 1}
    assert terms(table, "B") == {"a": 1, "plan": 1}


@pytest.mark.parametrize("voice", tables.VOICES)
def test_a_voice_has_the_words_that_find_counted(voice: str) -> None:
    articles, found = voiced()
    table = keyness(articles, found, where=f"voice == {voice!r}", least=1)
    words = found.words[found.words["voice"] == voice].groupby("article_id")["n_words"].sum()
    counted = table.groupby("group")["n_words"].first()
    assert counted.tolist() == words.tolist() and len(words) == 2


def test_a_phrase_ends_where_the_voice_ends() -> None:
    articles, found = voiced()
    alone, known = (keyness(articles, f, length=2, least=1) for f in (None, found))
    assert "said the" in terms(alone) and "said the" not in terms(known)
    assert {"orr said", "the plan", "plan failed"} <= terms(known).keys()


def test_a_group_that_does_not_hold_the_voice_has_no_words() -> None:
    articles = corpus({"A": VOICED[:1], "B": ["It rained."]})
    found = mk.find(articles, progress=False)
    table = keyness(articles, found, where="speaker == 'Orr'", least=1)
    nobody = table[table["group"] == "B"]
    assert len(nobody) == 4
    assert (nobody[["n", "n_words", "per_1000", "g2"]] == 0).all(axis=None)
    assert nobody["log_odds"].abs().max() < 0.01


def test_without_a_word_there_is_an_empty_table() -> None:
    table = keyness(corpus({"A": ["…"], "B": ["– –"]}), least=1, where="field == 'title'")
    assert len(table) == 0 and list(table.columns) == list(COLUMNS)
    assert table["n"].dtype == "int64" and table.attrs["where"] == "field == 'title'"


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("field == 'title'", r"condition .* fits no word\. There are field: text\. Mend the spelling"),
        ("voice == 'narator'", r"fits no word\. There are voice: narrator, paraphrase, quotation\."),
        ("speaker == 'Holt'", r"fits no word\. There are speaker: Orr, Ida Holt\."),
        ("article_id == 'zz'", r"fits no word\. There are other articles\."),
    ],
)  # fmt: skip
def test_a_condition_that_fits_no_word_is_explained(where: str, message: str) -> None:
    articles, found = voiced()
    with pytest.raises(ValueError, match=message):
        keyness(articles, found, where=where)


def test_an_error_does_not_list_all_speakers() -> None:
    firsts = "Ada Bea Cora Dina Edda Fay Gwen Hela Jana Kim Lena Mona Nora Rosa".split()
    names = [f"{first} Holt" for first in firsts]
    texts = [f"“It rained,” said {name}." for name in names]
    articles = corpus({"A": texts[:5], "B": texts[5:]})
    found = mk.find(articles, progress=False)
    with pytest.raises(ValueError, match=r"speaker: Ada Holt, .* and [1-4] more\."):
        keyness(articles, found, where="speaker == 'Holt'")


def test_an_article_that_was_not_read_is_in_no_voice() -> None:
    articles = corpus({"A": ["It rained."], "B": ["It snowed.", "Il pleut."]}, language=["en", "en", "fr"])  # fmt: skip
    found = mk.find(articles, progress=False)
    table = keyness(articles, found, where="voice == 'narrator'", least=1)
    assert terms(table, "B") == {"it": 1, "snowed": 1}
    assert mk.report(table)[["article_id", "field", "reason"]].values.tolist() == [
        ["a2", "text", "not read: language is 'fr'; lists and rules are for English"]
    ]
    assert terms(keyness(articles, least=1), "B") == {"it": 1, "snowed": 1, "il": 1, "pleut": 1}


def test_an_article_that_find_was_not_given_is_left_out_and_reported() -> None:
    articles = corpus(
        {"A": ["It rained."], "B": ["It snowed.", "It froze."]}, title=[None, "", "…"]
    )
    found = mk.find(articles.head(2), progress=False)
    table = keyness(articles, found, least=1)
    assert terms(table, "B") == {"it": 1, "snowed": 1}
    assert mk.report(table)["reason"].tolist() == ["not read: find() was not given it"]
    whole = keyness(articles, mk.find(articles, progress=False), least=1)
    assert len(mk.report(whole)) == 0 and terms(whole, "B")["froze"] == 1


def test_where_nothing_was_read_there_is_an_empty_table_and_the_report() -> None:
    articles = corpus({"A": ["Il pleut."], "B": ["Il neige."]}, language=["fr", "fr"])
    table = keyness(
        articles, mk.find(articles, progress=False), where="voice == 'narrator'", least=1
    )
    assert len(table) == 0 and mk.report(table)["article_id"].tolist() == ["a0", "a1"]


def test_one_term_alone_is_neither_more_nor_less() -> None:
    table = keyness(corpus({"A": ["rain rain rain"], "B": ["rain rain"]}))
    assert table["g2"].tolist() == [0, 0]
    assert table[["log_odds", "low", "high", "z"]].isna().all(axis=None)
    assert table["n"].tolist() == [3, 2]


# ------------------------------------------------------------------ errors
@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"by": "paper"}, r"no column 'paper'; there are 'article_id', 'outlet', 'text'.*Add it: articles\['paper'\]"),
        ({"by": "one"}, r"column 'one' holds 1 \(expected two or more\)\. Add articles, or name another column"),
        ({"by": "none"}, r"column 'none' holds 0 \(expected two or more\)"),
        ({"length": 4}, r"Got length=4; expected 1, 2 or 3 words"),
        ({"length": 0}, r"Got length=0; expected 1, 2 or 3"),
        ({"prior": 0}, r"Got prior=0; expected a number of words above 0, such as 500"),
        ({"prior": float("nan")}, r"Got prior=nan; expected"),
        ({"level": 95}, r"Got level=95; expected a share between 0 and 1, such as 0\.95"),
        ({"where": "voice == 'narrator'"}, r"asks whose words they are; give keyness\(\) what find\(\) returned"),
        ({"where": "speaker.notna()"}, r"asks whose words they are"),
        ({"where": "field = 'title'"}, r"condition .* cannot be read .*expected something like .* over the columns article_id, field, voice, speaker"),
        ({"where": "fild == 'title'"}, r"cannot be read .*expected something like"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_explained(wrong: dict[str, object], message: str) -> None:
    articles = corpus(one="x", none=None)
    with pytest.raises(ValueError, match=message):
        keyness(articles, **wrong)  # type: ignore[arg-type]


def test_tables_that_are_others_are_explained() -> None:
    with pytest.raises(TypeError, match=r"Got a list where the articles table.*mk\.load_articles"):
        keyness(["rain"])  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"articles table has no column 'article_id'"):
        keyness(pd.DataFrame({"text": ["rain"], "outlet": ["A"]}))
