"""Who carried the words, behind the cue: spans are given, so no tagger has a say."""

from __future__ import annotations

import pytest

from mediakit.attribution.record import Attribution
from mediakit.attribution.repairs import REPAIRS
from mediakit.text.document import Document


def relay_of(text: str, cue: str, content: str) -> str | None:
    start, at = text.index(cue), text.index(content)
    made = Attribution([(at, at + len(content))], cue=(start, start + len(cue)))
    REPAIRS["carried_by"](Document(text), [made])
    return made.relay and text[slice(*made.relay)]


@pytest.mark.parametrize(
    ("cue", "behind", "relay"),
    [
        ("said", " in an interview with Radio Halm", "Radio Halm"),
        ("said", " on Monday in an interview with the Halm Post", "the Halm Post"),
        ("said", " in his weekly radio column for the Bank of Halm", "the Bank of Halm"),
        ("said", ", speaking to Radio Halm", None),  # not directly behind the cue
        ("said", " speaking to Radio Halm on Friday", "Radio Halm"),
        ("was quoted", " by Radio Halm and the Post", "Radio Halm"),
        ("said", " in an interview with reporters", None),  # names nobody
        ("said", " by", None),
        ("said", " in a small town with Radio Halm", None),
    ],
)
def test_who_carried_the_words_is_named_behind_the_cue(
    cue: str, behind: str, relay: str | None
) -> None:
    assert relay_of(f"“We close,” Orr {cue}{behind}.", cue, "“We close,”") == relay


@pytest.mark.parametrize("space", [" ", "  ", "\u00a0", "\t", " " * 90])
def test_a_relay_is_found_however_the_words_are_set(space: str) -> None:
    text = "“We close,” Orr said on Monday in an exclusive interview with Radio Halm."
    assert relay_of(text.replace(" ", space), "said", f"“We{space}close,”") == (f"Radio{space}Halm")


def test_the_name_of_a_carrier_has_at_most_fourteen_words() -> None:
    names = [f"Radio {'Halm ' * n}".strip() for n in (13, 14)]
    found = [
        relay_of(f"“We close,” Orr said in an interview with {name}.", "said", "“We close,”")
        for name in names
    ]
    assert [len(relay.split()) for relay in found if relay] == [14, 14]


def test_a_content_that_holds_the_outlet_keeps_it_unless_that_stands_behind() -> None:
    text = "Orr said in an interview with Radio Halm that it was over."
    assert relay_of(text, "said", "Radio Halm that it was over") == "Radio Halm"
    assert relay_of(text, "said", "with Radio Halm that it was over") is None


def test_without_a_cue_nobody_carries_anything() -> None:
    made = Attribution([(0, 11)])
    REPAIRS["carried_by"](Document("“We close.”"), [made])
    assert made.relay is None
