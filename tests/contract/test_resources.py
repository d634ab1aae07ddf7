"""The data files that come with the package: readable, sourced, licensed, without repeats."""

from __future__ import annotations

from collections import Counter

import pytest

from mediakit.contract import resources, tables
from mediakit.contract.labels import LABELS

REMARKS = {"note", "weight", "source", "licence"}
VALUES = {
    ("cues", "positioning"): set(tables.POSITIONINGS),
    ("cues", "act"): set(tables.ACTS),
    ("institutions", "source_type"): set(tables.SOURCE_TYPES),
    ("titles", "source_type"): {*tables.SOURCE_TYPES, ""},
    ("loaded", "label"): set(LABELS["loaded"]),
    ("stance", "label"): set(LABELS["stance"]),
    ("given_names", "gender"): {"f", "m", "u"},
    ("loaded", "pos"): {"", "n", "v", "a"},
    ("stance", "pos"): {"", "n", "v", "a"},
    ("loaded", "case"): {"", "lower", "exact"},
    ("stance", "case"): {"", "lower", "exact", "figures"},
}


@pytest.mark.parametrize("name", resources.names())
def test_every_row_is_whole_and_says_where_it_is_from(name: str) -> None:
    rows = resources.read_rows(name)
    assert rows
    for number, row in enumerate(rows, 2):
        assert None not in row and None not in row.values(), f"{name}.csv line {number}: columns"
        assert row["source"] and row["licence"], f"{name}.csv line {number}: no source or licence"
        assert all(value == value.strip() for value in row.values()), f"{name}.csv line {number}"


@pytest.mark.parametrize("name", resources.names())
def test_no_row_comes_twice(name: str) -> None:
    rows = Counter(
        tuple(value for column, value in row.items() if column not in REMARKS)
        for row in resources.read_rows(name)
    )
    assert [row for row, count in rows.items() if count > 1] == []


@pytest.mark.parametrize(("name", "column"), list(VALUES))
def test_columns_hold_only_what_the_contract_knows(name: str, column: str) -> None:
    found = {row[column] for row in resources.read_rows(name)}
    assert found <= VALUES[name, column]


@pytest.mark.parametrize("name", ["loaded", "stance"])
def test_every_label_has_entries_and_every_weight_is_a_share(name: str) -> None:
    rows = resources.read_rows(name)
    by_list = {"in_context", "scare_quote"}  # these two no list can know
    hits = [row for row in rows if float(row["weight"])]  # weight 0: matches, and is no hit
    assert {row["label"] for row in hits} == set(LABELS[name]) - by_list
    assert {row["label"] for row in rows} <= set(LABELS[name])
    assert all(0 <= float(row["weight"]) <= 1 for row in rows)


def test_names_are_sorted_and_hold_the_lists_of_the_signals() -> None:
    assert resources.names() == sorted(set(resources.names()))
    assert {"loaded", "stance", "cues"} <= set(resources.names())


def test_an_unknown_list_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        resources.read_rows("lodaed")
