"""A name in its parts: titles, surname, suffix, and what is no person's name."""

from __future__ import annotations

import pytest

from mediakit.reading.person_names import (
    bare,
    full_name,
    is_pronoun,
    middles_fit,
    nicknames_of,
    office_in,
    parts_of,
    surname_of,
)


@pytest.mark.parametrize(
    ("titled", "plain"),
    [
        ("Senator Ann Reed", "Ann Reed"),
        ("the Rev. Ann Reed", "Ann Reed"),
        ("Former Secretary of State Ann Reed", "Ann Reed"),
        ("Ohio Attorney General Ann Reed", "Ann Reed"),
        ("Reps. Ann Reed", "Ann Reed"),
        ("The Wall Street Journal", "Wall Street Journal"),
        ("Virginia Woolf", "Virginia Woolf"),
        ("General Motors", "General Motors"),
        ("Dean Smith", "Dean Smith"),
    ],
)
def test_a_title_goes_before_a_full_name(titled: str, plain: str) -> None:
    assert bare(titled)[1] == plain


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("John F. Kennedy", ("John", "F", "Kennedy", "")),
        ("Ursula von der Leyen", ("Ursula", "", "von der Leyen", "")),
        ("Tim Cole, Jr.", ("Tim", "", "Cole", "Jr")),
        ("Ann Reed Reed", ("Ann", "", "Reed", "")),
        ("Reed", None), ("White House", None), ("ann reed", None), ("Virginia Republicans", None),
        ("Average Americans", None), ("Senator Reed", None),
    ],
)  # fmt: skip
def test_only_persons_have_full_names(name: str, parts: tuple[str, ...] | None) -> None:
    found = full_name(name)
    assert found == parts if parts else found is None


@pytest.mark.parametrize(
    ("words", "name", "office", "in_full"),
    [
        ("President Donald Trump", "Donald J. Trump", {"president"}, True),
        ("President Trump", "Donald J. Trump", {"president"}, False),
        ("former Vice President Trump’s", "Trump", {"vice president"}, False),
        ("President Holt’s lawyer Tim Cole", "Tim Cole", {"lawyer"}, True),
        ("Mr. Cole", "Cole", set(), False),
        ("the senator", "Cole", set(), False),
        ("Sen. T. Cole (D-Ohio)", "Tim Cole", {"sen", "senator"}, True),
    ],
)
def test_an_office_stands_right_before_the_name(
    words: str, name: str, office: set[str], in_full: bool
) -> None:
    offices, full = office_in(words, name)
    assert (office <= offices and bool(offices) == bool(office), full) == (True, in_full)


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        ("", "B", True), ("B", "Bell", True), ("HW", "H W", True), ("Bell", "Bell", True),
        ("B", "BC", True), ("B", "C", False), ("W", "HW", False), ("Bell", "Bea", False),
    ],
)  # fmt: skip
def test_middle_names_fit_their_initials(one: str, other: str, fit: bool) -> None:
    assert middles_fit(one, other) == middles_fit(other, one) == fit


def test_nicknames_go_both_ways_but_not_on() -> None:
    assert "charles" in nicknames_of("Chuck") and "chuck" in nicknames_of("Charles")
    assert "charlie" not in nicknames_of("Chuck")
    assert {"christopher", "christine"} <= nicknames_of("Chris")


@pytest.mark.parametrize(
    ("name", "surname"),
    [("Mr. Reed", "Reed"), ("President Reed’s", "Reed"), ("Ann von Reed", "von Reed"), ("Reed", "Reed")],
)  # fmt: skip
def test_surnames(name: str, surname: str) -> None:
    assert surname_of(name) == surname


@pytest.mark.parametrize(
    ("speaker", "parts"),
    [
        ("Ann Reed", ["Ann Reed"]), ("Reed & Cole", ["Reed", "Cole"]), ("", [""]),
        ("Johnson & Johnson", ["Johnson & Johnson"]), ("AT&T", ["AT&T"]),
    ],
)  # fmt: skip
def test_two_who_speak_together(speaker: str, parts: list[str]) -> None:
    assert parts_of(speaker) == parts


@pytest.mark.parametrize(("word", "pronoun"), [("us", True), ("US", False), ("I", True), ("who", True), ("WHO", False)])  # fmt: skip
def test_pronouns(word: str, pronoun: bool) -> None:
    assert is_pronoun(word) == pronoun
