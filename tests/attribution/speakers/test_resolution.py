"""From the words of a source to one canonical name, its kind, and whether it is anonymous."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mediakit.attribution import attribute
from mediakit.attribution.people import Cast, Scene
from mediakit.attribution.record import Attribution
from mediakit.attribution.source_types.of_speakers import tell_source_types
from mediakit.attribution.speakers import name_speakers
from mediakit.contract import tables
from mediakit.text.document import Document

FILE = Path(__file__).parents[2] / "cases" / "speakers.json"
CASES = json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.cases("speakers")
def test_speakers(case: dict[str, list[dict[str, object]]]) -> None:
    [found] = attribute([Document(str(case["text"]))])
    wanted = case["expect"] + [{"speaker": ""}] * len(found)
    seen = [{key: getattr(a, key) for key in keys} for a, keys in zip(found, wanted, strict=False)]
    assert seen == case["expect"]


def test_the_cases_know_only_kinds_of_the_contract() -> None:
    named = {kind for case in CASES for e in case["expect"] if (kind := e.get("source_type"))}
    assert named <= set(tables.SOURCE_TYPES)


def test_a_relay_has_its_own_canonical_name() -> None:
    text = "“It is over,” Orr was quoted as saying by the official Xinhua News Agency."
    [[found]] = attribute([Document(text)])
    assert (found.speaker, found.relay_speaker) == ("Orr", "Xinhua News Agency")


def test_the_same_words_in_another_article_mean_somebody_else() -> None:
    for name in ("Ida Holt", "Carl Holt"):
        [found] = attribute([Document(f"{name} runs the mill. Holt said it was late.")])
        assert [a.speaker for a in found] == [name]


def resolve_speakers(document: Document, found: list[Attribution]) -> None:
    scene = Scene(document, Cast([document]), found)
    name_speakers(scene)
    tell_source_types(scene)


def resolved(text: str, *sources: str) -> list[Attribution]:
    """Resolve sources that are given as text, in order."""
    document = Document(text)
    found, at = [], 0
    for source in sources:
        match = re.compile(rf"\b{source}\b").search(text, at)
        assert match is not None
        start, at = match.span()
        cue = (at + 1, text.index(" ", at + 1))
        content = (cue[1] + 1, text.index(".", cue[1]))
        found.append(Attribution([content], cue, (start, at)))
    resolve_speakers(document, found)
    return found


@pytest.mark.parametrize(
    ("text", "sources", "speakers"),
    [
        ("Ida Holt ran. Her advisers said no.", ["Her advisers"], ["Ida Holt’s advisers"]),
        ("Ida Holt ran. Her campaign said no.", ["Her campaign"], ["Ida Holt’s campaign"]),
        ("The Holt campaign lost. Ida Holt ran. Her campaign said no.", ["Her campaign"],
         ["Holt campaign"]),
        ("Ida Holt and Carl Moss say no.", ["Ida Holt and Carl Moss"], ["Ida Holt & Carl Moss"]),
        ("Ida Holt said no. Carl Moss said so, adding that it rained.", ["Ida Holt", "Carl Moss"],
         ["Ida Holt", "Carl Moss"]),
        ("Teachers marched. They said no. Ida Holt left.", ["They"], ["teachers"]),
        ("The young voters said no. These voters said why.", ["The young voters", "These voters"],
         ["young voters", "young voters"]),
        ("Carl Moss met pilots who said no.", ["who"], ["pilots"]),
        ("President Orr angered Carl Moss when he said no.", ["he"], ["Orr"]),
        ("A senator left. The nurse said no.", ["The nurse"], ["nurse"]),
        ("We walked home. I said no.", ["I"], ["author"]),
        ("It rained. I’m sure it said no.", ["I"], ["author"]),
        ("Ida Holt and Carl Moss met. The two said no.", ["The two"], ["Ida Holt & Carl Moss"]),
        ("Ida Holt and Carl Moss met. Both said no.", ["Both"], ["Ida Holt & Carl Moss"]),
        ("Ida Holt and Carl Moss met. They said no.", ["They"], ["Ida Holt & Carl Moss"]),
        ("Sen. Ida Holt and Sen. Carl Moss met. The senators said no.", ["The senators"],
         ["Ida Holt & Carl Moss"]),
        ("Ida Holt and Carl Moss met. The nurses said no.", ["The nurses"], ["nurses"]),
        ("Two candidates — Ida Holt and Carl Moss — said no.",
         ["Two candidates — Ida Holt and Carl Moss"], ["Ida Holt & Carl Moss"]),
        ("Three candidates, Ida Holt, Carl Moss, and Jan Orr, said no.",
         ["Three candidates, Ida Holt, Carl Moss, and Jan Orr"], ["Ida Holt & Carl Moss & Jan Orr"]),
        ("Ida Holt, Carl Moss and Jan Orr met. Holt, Moss and Orr said no.",
         ["Holt, Moss and Orr"], ["Ida Holt & Carl Moss & Jan Orr"]),
        ("Sen. Ida Holt left. The senior senator from Ohio said no.",
         ["The senior senator from Ohio"], ["Ida Holt"]),
        ("We like liberals. Liberals said no.", ["Liberals"], ["liberals"]),
        ("Ida Holt ran. She and others said no.", ["She and others"], ["Ida Holt & others"]),
        ("Voters stayed home. The teachers marched. Some said no.", ["Some"], ["teachers"]),
        ("While voters slept, the teachers marched. Several said no.", ["Several"], ["teachers"]),
        ("Teachers marched. Some in the party said no.", ["Some in the party"],
         ["some in the party"]),
        ("President Ida Holt met former President Carl Moss. The former president said no.",
         ["The former president"], ["Carl Moss"]),
        ("President Ida Holt met former President Carl Moss. The president said no.",
         ["The president"], ["Ida Holt"]),
        ("A senior Liberal aide said no. The Liberal aide said why.",
         ["A senior Liberal aide", "The Liberal aide"], ["senior Liberal aide"] * 2),
        ("Academics, armed with data from projects, who said no, left.", ["who"], ["academics"]),
        ("Ida Holt and Carl Moss were among those who said no.", ["who"],
         ["Ida Holt & Carl Moss"]),
        ("Carl Ohm left. Ohm’s lawyer said no. His lawyer said why.", ["Ohm’s lawyer", "His lawyer"],
         ["Carl Ohm’s lawyer", "Carl Ohm’s lawyer"]),
        ("Carl Fenn, a Halm analyst, said no. He said why.", ["Carl Fenn", "He"],
         ["Carl Fenn", "Carl Fenn"]),
        ("Carl Fenn said no. A nurse will often wait. He said why.", ["Carl Fenn", "He"],
         ["Carl Fenn", "Carl Fenn"]),
        ("The A.T.F. said no.", ["The A.T.F"],
         ["Bureau of Alcohol, Tobacco, Firearms and Explosives"]),
        ("The Committee on Roads, Dams and Bridges said no.",
         ["The Committee on Roads, Dams and Bridges"], ["Committee on Roads, Dams and Bridges"]),
        ("The Committee on Roads, Ida Holt and others said no.", ["The Committee on Roads, Ida"],
         ["Committee on Roads"]),
        ("Some in the party said no.", ["Some in the party"], ["some in the party"]),
        ("Fenn had said no.", ["Fenn had"], ["Fenn"]),
        ("A report that it rained was false.", ["A report that"], ["report"]),
        ("It was run by Eva Lind. Lind said no.", ["Eva Lind. Lind"], ["Eva Lind"]),
        ("It was run by the Lorne. Lind said no.", ["Lorne. Lind"], ["Lorne"]),
        ("The U.S. said no.", ["The U.S"], ["U.S."]),
    ],
)  # fmt: skip
def test_sources_find_their_speaker(text: str, sources: list[str], speakers: list[str]) -> None:
    assert [a.speaker for a in resolved(text, *sources)] == speakers


def test_a_second_cue_without_a_source_belongs_to_the_same_speaker() -> None:
    text = "Ida Holt said no, adding that it rained."
    document = Document(text)
    first = Attribution([(14, 16)], (9, 13), (0, 8))
    second = Attribution([(25, 40)], (18, 24))
    passive = Attribution([(25, 29)], (9, 13))
    resolve_speakers(document, [first, second, passive])
    assert (first.speaker, second.speaker, passive.speaker) == ("Ida Holt", "Ida Holt", None)
    assert not second.anonymous and passive.anonymous
