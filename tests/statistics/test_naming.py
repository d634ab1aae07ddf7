"""The table of what each actor is called."""

from __future__ import annotations

import pandas as pd
import pytest

from mediakit.contract.tables import Found
from mediakit.reading.find import find
from mediakit.statistics.naming import COLUMNS, naming

ARTICLES = pd.DataFrame(
    {
        "article_id": ["a", "b", "c"],
        "outlet": ["Halm Post", "Halm Post", None],
        "desk": ["home", "world", "world"],
        "text": [
            "French President Paul Rault met Chinese leader Xi Jinping. The two leaders dined. "
            "Rault left.\n\nRault\npaid, said Ida Holt.",
            "Mr. Rault stayed. Moscow denies that.",
            "Paul Rault sings.",
        ],
    }
)


@pytest.fixture(scope="module")
def found() -> Found:
    return find(ARTICLES, engine="fast", signals=["naming"], progress=False)


def rows(table: pd.DataFrame, **where: str) -> list[list[object]]:
    for column, value in where.items():
        table = table[table[column] == value]
    return table[["actor", "label", "n", "n_articles", "called"]].to_numpy().tolist()


def test_one_row_for_group_actor_label_and_voice(found: Found) -> None:
    table = naming(ARTICLES, found)
    assert list(table.columns) == ["outlet", *COLUMNS]
    assert not table.duplicated(["outlet", "actor", "label", "voice"]).any()


def test_a_surname_joins_its_person_in_other_articles(found: Found) -> None:
    table = naming(ARTICLES, found)
    titles = rows(table, outlet="Halm Post", actor="Paul Rault", label="title")
    called = "French President Paul Rault (1), Mr. Rault (1)"
    assert titles == [["Paul Rault", "title", 2, 2, called]]


def test_what_means_two_counts_for_each(found: Found) -> None:
    table = naming(ARTICLES, found)
    both = table.loc[table["label"] == "description", ["actor", "called"]].to_numpy().tolist()
    assert both == [["Paul Rault", "The two leaders (1)"], ["Xi Jinping", "The two leaders (1)"]]


def test_wordings_are_counted_whatever_their_line_ends(found: Found) -> None:
    names = naming(ARTICLES, found).query("actor == 'Paul Rault' and label == 'name'")
    home = names[names["outlet"] == "Halm Post"]
    assert home["n"].sum() == 2
    assert all(called.startswith("Rault (") for called in home["called"])


def test_a_state_is_an_actor(found: Found) -> None:
    [row] = rows(naming(ARTICLES, found), label="metonym")
    assert row == ["Russia", "metonym", 1, 1, "Moscow (1)"]


def test_frequent_actors_come_first_and_no_outlet_last(found: Found) -> None:
    table = naming(ARTICLES, found)
    assert table["actor"].iloc[0] == "Paul Rault"
    assert table["outlet"].isna().to_numpy().tolist() == [False] * (len(table) - 1) + [True]


def test_another_column_may_group(found: Found) -> None:
    table = naming(ARTICLES, found, by="desk")
    assert set(table["desk"]) == {"home", "world"}


def test_only_the_articles_given_count(found: Found) -> None:
    table = naming(ARTICLES[ARTICLES["article_id"] == "c"], found)
    assert rows(table) == [["Paul Rault", "name", 1, 1, "Paul Rault (1)"]]


def test_nothing_found_is_an_empty_table(found: Found) -> None:
    nothing = found._replace(evidence=found.evidence.iloc[:0])
    table = naming(ARTICLES, nothing)
    assert table.empty
    assert list(table.columns) == ["outlet", *COLUMNS]


def test_wrong_calls_say_what_is_there(found: Found) -> None:
    with pytest.raises(ValueError, match=r"No column of the articles named 'outlets'.*'outlet'"):
        naming(ARTICLES, found, by="outlets")
    other = find(ARTICLES, engine="fast", signals=["stance"], progress=False)
    with pytest.raises(ValueError, match="Naming was not looked for"):
        naming(ARTICLES, other)
