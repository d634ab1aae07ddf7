"""The figures of groups choose what they draw, and say so where there is nothing to draw."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import mediakit as mk
from mediakit.figures import contrasts
from mediakit.statistics import resample
from mediakit.statistics.comparison import compare

TEXTS = {
    "A": ["It rained and it rained.", "The regime fell in the night and the cabinet met."],
    "B": ["The regime fell.", "The regime met."],
    "C": ["It rained on the plan."],
}


def corpus(texts: dict[str, list[str]] = TEXTS, **columns: Any) -> pd.DataFrame:
    rows = [(group, text) for group, some in texts.items() for text in some]
    table = pd.DataFrame(rows, columns=["outlet", "text"]).assign(**columns)
    articles = mk.load_articles(table, progress=False)
    return articles.assign(copy_group=None)  # equal texts stand for articles of their own here


def drawn(articles: pd.DataFrame, **given: Any) -> pd.DataFrame:
    found = mk.find(articles, progress=False, signals=given.pop("signals", ["loaded"]))
    return contrasts.keyness(articles, found, **given)[1]


def test_key_words_are_those_of_the_group_with_most_loaded_terms_and_nothing_is_drawn_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    articles = corpus({name: texts * 3 for name, texts in TEXTS.items()})
    found = mk.find(articles, progress=False, signals=["loaded"])
    rates = mk.measure(articles, found, where=contrasts.LOADED + " and voice == 'narrator'")
    told = compare(rates, articles, seed=1, draws=20).query("kind == 'rate' and label == '(all)'")
    most = told.loc[told["estimate"].idxmax(), "group"]

    def draw(*_: Any, **__: Any) -> None:
        raise AssertionError("rates need no draws")

    monkeypatch.setattr(resample, "add_up", draw)
    assert drawn(articles)["group"].unique().tolist() == [most] == ["B"]


def test_among_equals_the_first_is_drawn_and_another_if_asked_for() -> None:
    articles = corpus({"B": ["The regime fell."] * 5, "A": ["A regime rose."] * 5})
    assert drawn(articles)["group"].unique().tolist() == ["A"]
    assert drawn(articles, group="B")["group"].unique().tolist() == ["B"]


def test_where_nobody_looked_for_loaded_terms_the_first_group_is_drawn() -> None:
    articles = corpus({name: texts * 5 for name, texts in TEXTS.items()})
    assert drawn(articles, signals=[])["group"].unique().tolist() == ["A"]


def test_groups_may_stand_in_any_column() -> None:
    articles = corpus({name: texts * 3 for name, texts in TEXTS.items()})
    articles["n"] = articles["outlet"]
    assert drawn(articles, by="n")["group"].unique().tolist() == ["B"]


@pytest.mark.parametrize(
    ("text", "language"), [("Il pleut sur la ville.", "fr"), ("…", "en")], ids=["unread", "empty"]
)
def test_without_a_word_of_the_narrators_there_is_nothing_to_draw(text: str, language: str) -> None:
    articles = corpus({"A": [text] * 3, "B": [text] * 3}, language=language)
    table = drawn(articles)
    assert table.empty and "Words of the narrator" in table.attrs["caption"]


def test_where_all_is_quoted_there_is_nothing_to_draw() -> None:
    articles = corpus({"A": ["“It rained.”"], "B": ["“It snowed.”"]})
    found = mk.find(articles, progress=False, signals=["loaded"])
    quoted = found._replace(words=found.words.assign(voice="quotation"))
    assert contrasts.keyness(articles, quoted)[1].empty


@pytest.mark.parametrize("name", ["loaded_rates", "loaded_differences"])
def test_figures_of_loaded_words_keep_pairs_where_events_are_named(name: str) -> None:
    articles = corpus({group: some * 6 for group, some in TEXTS.items()})
    articles["event"] = [f"e{at % 6}" for at in range(len(articles))]
    found = mk.find(articles, progress=False, signals=["loaded"])
    _, table = mk.FIGURES[name](articles, found, event="event")
    _, apart = mk.FIGURES[name](articles, found)
    rates = mk.measure(articles, found, where="signal == 'loaded' and field == 'text'")
    told = mk.compare(rates, articles, event="event", seed=contrasts.SEED)
    first = table.iloc[0]
    same = told[
        (
            told[["kind", "label", "voice", "group"]] == first[["kind", "label", "voice", "group"]]
        ).all(axis=1)
    ]
    assert first["low"] in same["low"].tolist() and not table["low"].equals(apart["low"])
    assert "over events" in table.attrs["caption"] and "over articles" in apart.attrs["caption"]
