"""Events: articles that share words and days are one, whatever their order."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pandas as pd
import pytest

import mediakit as mk

NAMES = "Halm Norland Orr Holt Kestle Varga Brin Tolm Ulst Zeron Quist Pell Mirov Dask".split()
THINGS = "ferry bridge strike school storm wheat budget train forest museum wage permit".split()
COMMON = "people government council report week plan work state money city".split()


def archive(n_events: int = 12, outlets: int = 3) -> pd.DataFrame:
    """Return articles of some events, with names and things of their own and common words."""
    rows = []
    for event in range(n_events):
        own = [NAMES[event], NAMES[(event + 5) % 14], THINGS[event % 12], THINGS[(event + 7) % 12]]
        for outlet in range(outlets):
            draw = random.Random(event * 31 + outlet)
            words = [draw.choice(own if draw.random() < 0.3 else COMMON) for _ in range(120)]
            rows.append(
                {
                    "article_id": f"{event}-{outlet}", "text": " ".join(words) + ".",
                    "title": f"{own[2].title()} in {own[0]}", "outlet": f"Outlet {outlet}",
                    "published": pd.Timestamp("2026-03-01") + pd.Timedelta(days=10 * event + outlet),
                    "true": event,
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def sets(table: pd.DataFrame) -> set[frozenset[str]]:
    return {frozenset(ids) for _, ids in table.groupby("event")["article_id"]}


def test_events_are_found_and_told() -> None:
    articles = archive()
    found = mk.events(articles)
    assert sets(found) == {frozenset(ids) for _, ids in articles.groupby("true")["article_id"]}
    assert found["similarity"].between(0.5, 1).all()
    first = found.iloc[0]
    assert first["event"].startswith("2026-")
    assert first["n_articles"] == 3
    assert first["event_title"] in set(articles["title"])


def test_order_of_rows_changes_nothing() -> None:
    articles = archive()
    mixed = articles.sample(frac=1, random_state=7)
    assert sets(mk.events(mixed)) == sets(mk.events(articles))


def test_the_same_words_another_week_are_another_event() -> None:
    articles = archive(1).assign(
        published=pd.to_datetime(["2026-03-01", "2026-03-02", "2026-03-20"])
    )
    assert sets(mk.events(articles)) == {frozenset({"0-0", "0-1"}), frozenset({"0-2"})}
    assert mk.events(articles, days=30)["event"].nunique() == 1


def test_without_dates_words_must_be_more_alike() -> None:
    dated = archive(1).assign(published=pd.Timestamp("2026-03-01"))
    undated = dated.drop(columns="published")
    alike = [mk.events(table, least=0.7)["event"].nunique() for table in (dated, undated)]
    assert alike[0] < alike[1]
    assert mk.events(undated)["event"].str.startswith("undated ").all()


def test_batches_and_large_archives_change_no_event(monkeypatch: pytest.MonkeyPatch) -> None:
    from mediakit.statistics import events as module

    whole = sets(mk.events(archive()))
    monkeypatch.setattr(module, "ROWS", 4)
    assert sets(mk.events(archive())) == whole
    monkeypatch.setattr(module, "LARGEST", 4)
    assert sets(mk.events(archive())) == whole


def test_names_can_be_mapped_on_the_articles() -> None:
    articles = archive()
    named = mk.events(articles).set_index("article_id")["event"]
    articles["event"] = articles["article_id"].map(named)
    assert len(mk.matched(articles)) == len(articles)


def test_texts_without_words_and_empty_tables() -> None:
    table = pd.DataFrame({"article_id": list("abc"), "text": ["…", "12 13", ""]})
    found = mk.events(table)
    assert found["article_id"].tolist() == ["a", "b"]
    assert found["event"].nunique() == 2
    assert mk.events(table.head(0)).empty
    assert not np.isnan(found["similarity"].astype(float)).any()


@pytest.mark.parametrize(
    "wrong", [{"days": -1}, {"days": 1.5}, {"least": 0}, {"least": 2}, {"days": True}]
)
def test_what_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="expected a"):
        mk.events(archive(1), **wrong)
