"""The language of a text: named, or said not to be known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.corpus.languages import identify, is_foreign, labelled, why_not_english

CASES = json.loads(
    (Path(__file__).parents[1] / "cases" / "languages.json").read_text(encoding="utf-8")
)
ENGLISH = (
    "The harbour has been shut since Monday, and the council said that it would not open before "
    "the end of the month, because the crane is still in the water. "
)
GERMAN = (
    "Der Hafen ist seit Montag geschlossen, und der Rat sagte, dass er nicht vor dem Ende des "
    "Monats öffnen werde, weil der Kran noch immer im Wasser liege. "
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_the_language_is_told(case: dict[str, str | None]) -> None:
    assert identify(case["text"] or "").code == case["language"], case["note"]


def test_more_of_a_text_tells_where_its_beginning_does_not() -> None:
    names = "Łukasz Özgür Kjær Þór Ødegård Šimek " * 20
    assert not identify(names).english
    assert identify(names + ENGLISH * 20).english


@pytest.mark.parametrize(
    ("label", "codes"),
    [
        ("ENGLISH", ["en"]),
        ("en-GB", ["en"]),
        ("en_US", ["en"]),
        ("eng", ["en"]),
        ("English; French", ["en", "fr"]),
        ("German", ["de"]),
        ("unknown", []),
        ("und", []),
        ("n/a", []),
        ("", []),
    ],
)
def test_labels_as_they_occur(label: str, codes: list[str]) -> None:
    assert labelled(label) == codes


@pytest.mark.parametrize(
    ("text", "label", "reason", "doubt"),
    [
        (ENGLISH, "", None, None),
        (ENGLISH, "en-GB", None, None),
        (ENGLISH, "English; French", None, None),
        (GERMAN, "", "the text is German (de)", None),
        (GERMAN, "unknown", "the text is German (de)", None),
        (GERMAN, "de", "language is 'de'", None),
        (GERMAN, "en", "language is 'en', but the text is German (de)", None),
        ("Die Fähre fährt nicht, sagte er.", "en", None, "language is 'en', but the text looks"),
        (
            ENGLISH,
            "German",
            "language is 'German'; lists and rules are for English. The text",
            None,
        ),
        ("渡轮今天停航。", "en", "language is 'en', but the text is Chinese (zh)", None),
        ("Hafen", "", "the language cannot be told", None),
        ("Hafen", "en", None, None),
        ("Di pipo dem don tok say di road no good.", "", None, "the text is Nigerian Pidgin"),
    ],
)
def test_why_an_article_is_not_read(
    text: str, label: str, reason: str | None, doubt: str | None
) -> None:
    found = why_not_english(text, label)
    for got, wanted in zip(found, (reason, doubt), strict=True):
        assert got is None if wanted is None else (got or "").startswith(wanted)


def test_foreign_lines_are_told_from_english_with_foreign_names() -> None:
    told = is_foreign(GERMAN)
    assert told and told.name == "German (de)"
    assert is_foreign("Łukasz Özgür beat Kjær Þór of Norby in the final on Monday.") is None
    assert is_foreign("Der Hafen") is None, "two words of a name or a title"


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    told = identify(text)
    assert 0 <= told.sure <= 1 and told.name
    is_foreign(text)
