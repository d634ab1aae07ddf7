"""Names, places and bodies: each list is read as it stands, and none contradicts another."""

from __future__ import annotations

import pytest

from mediakit.contract.resources import read_rows
from mediakit.contract.tables import SOURCE_TYPES
from mediakit.text import gazetteer
from mediakit.text.word_classes import cues, roles, word_class


def test_given_names_know_genders() -> None:
    names = gazetteer.given_names()
    assert (names["ann"], names["carl"], names["avery"]) == ("f", "m", "u")
    assert set(names.values()) == {"f", "m", "u"} and "quill" not in names


def test_bodies_and_roles_have_kinds_of_the_contract() -> None:
    known = {*SOURCE_TYPES, "unknown"}
    assert set(gazetteer.body_nouns().values()) <= known
    assert {row["source_type"] for row in gazetteer.institutions().values()} <= known
    assert set(roles().values()) <= known


@pytest.mark.parametrize(
    "name", ["institutions", "places", "given_names", "titles", "bodies", "nicknames"]
)
def test_no_row_stands_twice(name: str) -> None:
    rows = read_rows(name)
    seen = [tuple(value for key, value in row.items() if key != "source") for row in rows]
    assert len(seen) == len(set(seen))


def test_places_tell_their_country_and_kind() -> None:
    assert gazetteer.places()[("Moscow",)]["country"] == "Russia"
    assert gazetteer.demonyms()["Danish"] == "Denmark"
    kinds = {row["kind"] for row in gazetteer.places().values()}
    assert {"capital", "seat", "country"} <= kinds


def test_a_word_class_that_nobody_wrote_is_an_empty_one_and_classes_join() -> None:
    assert {"the"} <= word_class("determiner") and {"of"} <= word_class("preposition")
    assert word_class("determiner", "preposition") == word_class("determiner") | word_class(
        "preposition"
    )


def test_cues_are_found_by_their_first_word() -> None:
    said = cues()["said"]
    assert any(cue.finite and cue.pos == "v" for cue in said)
    assert "zzz" not in cues()
