"""Names of one person: titles, forms, and two who speak together."""

from __future__ import annotations

import pytest

from mediakit.reading.same_person import full_names, genders_said, is_pronoun, join_names, parts_of

# What joins whom in a figure stands in test_figures.py, in a table of speakers in test_speakers.py.


@pytest.mark.parametrize(
    ("name", "titled"),
    [
        ("Ann Reed", "Senator Ann Reed"),
        ("Ann Reed", "the Rev. Ann Reed"),
        ("Ann Reed", "Former Secretary of State Ann Reed"),
        ("John F. Kennedy", "President John F Kennedy"),
        ("Ann O’Hara", "Ann O'Hara's"),
        ("Wall Street Journal", "The Wall Street Journal"),
    ],
)
def test_a_title_or_another_form_is_the_same_name(name: str, titled: str) -> None:
    assert join_names({name, titled}, ()) == {titled: name}


@pytest.mark.parametrize(
    "names",
    [
        ("General Motors", "Motors"), ("Dean Smith", "Smith", "Adam Smith"), ("The Hill", "Hill"),
        ("Chief Executive", "Executive"), ("Dean Allen Smith", "Allen Smith"), ("President Clinton", "Hillary Clinton"),
    ],
)  # fmt: skip
def test_what_looks_like_a_title_joins_nobody(names: tuple[str, ...]) -> None:
    joined = join_names(set(names), ())
    assert names[0] not in joined and names[0] not in joined.values()


@pytest.mark.parametrize(
    ("said", "joined"), [({}, False), ({"Ryan": {"m"}}, True), ({"Ryan": {"f"}}, False)]
)
def test_mr_tells_a_surname_that_is_a_given_name(said: dict[str, set[str]], joined: bool) -> None:
    assert bool(join_names({"Ryan", "Paul Ryan"}, (), said)) == joined


def test_accents_tell_no_two_persons_apart() -> None:
    assert join_names({"José Reyna", "Jose Reyna"}, ()) == {"Jose Reyna": "José Reyna"}


def test_the_title_in_the_text_tells_the_gender() -> None:
    sources = ["Mr. Reed", "Reed", "President Reed", "Mrs. Cole", "Lady Reed’s", "Mr. Reed"]
    speakers = ["Reed", "Reed", "Reed", "Ann Cole", "Reed", "Holt"]
    assert genders_said(speakers, sources) == {"Reed": {"m", "f"}}


@pytest.mark.parametrize(
    ("speaker", "parts"),
    [
        ("Ann Reed", ["Ann Reed"]), ("Reed & Cole", ["Reed", "Cole"]), ("", [""]),
        ("Johnson & Johnson", ["Johnson & Johnson"]), ("AT&T", ["AT&T"]),
    ],
)  # fmt: skip
def test_two_who_speak_together(speaker: str, parts: list[str]) -> None:
    assert parts_of(speaker) == parts


def test_only_persons_have_full_names() -> None:
    names = ["Ann Reed", "Team Reed", "Curious Reed", "Reed", "ann reed", "Ursula von der Leyen"]
    assert full_names(names) == {"Reed": ["Ann Reed"], "von der Leyen": ["Ursula von der Leyen"]}


@pytest.mark.parametrize(("word", "pronoun"), [("us", True), ("US", False), ("I", True), ("who", True), ("WHO", False)])  # fmt: skip
def test_pronouns(word: str, pronoun: bool) -> None:
    assert is_pronoun(word) == pronoun
