"""Names that a person and a place share."""

from __future__ import annotations

import pytest

from mediakit.attribution.people import is_shared
from mediakit.attribution.people.capitals import capital_runs
from mediakit.attribution.people.namesakes import is_town, means_person
from mediakit.text.document import Document


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("A man met Israel.", True),
        ("Later, Israel said no.", True),
        ("A man met Israel’s prime minister.", False),
        ("A man met Israel’s daughter.", True),
        ("A man met Israel officials.", False),
        ("A man lives in Israel.", False),
    ],
)
def test_what_a_shared_name_means(text: str, person: bool) -> None:
    document = Document(text)
    [word] = [at for at, key in enumerate(document.keys) if key.startswith("israel")]
    assert means_person(document, word, 0) is person


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("It was hot in Jackson, Mississippi.", True),
        ("It was hot in Jackson, she said.", False),
        ("It pleased Jackson, Mississippi said.", False),
    ],
)
def test_the_state_behind_a_town(text: str, town: bool) -> None:
    document = Document(text)
    [run] = [run for run in capital_runs(document) if document.words[run.name] == "Jackson"]
    assert is_town(document, run) is town


def test_shared_names_are_those_of_places_and_bodies() -> None:
    assert is_shared("Jordan’s") and not is_shared("Orr")
