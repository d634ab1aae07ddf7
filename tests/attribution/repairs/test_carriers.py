"""Outlets that carry words, and signatures: spans are given, so no tagger has a say."""

from __future__ import annotations

import pytest

from mediakit.attribution import Attribution
from mediakit.attribution.record import Piece
from mediakit.attribution.repairs import REPAIRS
from mediakit.attribution.repairs.carriers import is_outlet
from mediakit.text.document import Document


def at(text: str, part: str | None) -> Piece | None:
    return None if part is None else (text.index(part), text.index(part) + len(part))


def given(text: str, source: str | None, cue: str, *contents: str) -> Attribution:
    pieces = [piece for part in contents if (piece := at(text, part))]
    return Attribution(pieces, cue=at(text, cue), source=at(text, source))


def settle_carriers(document: Document, found: list[Attribution]) -> None:
    for name in ("quoted_by", "quoted_as_saying", "according_to", "outlet_report"):
        REPAIRS[name](document, found)
        found[:] = [attribution for attribution in found if attribution.contents]


def find_relay(document: Document, found: Attribution) -> Piece | None:
    REPAIRS["carried_by"](document, [found])
    return found.relay


def add_signed(document: Document, found: list[Attribution]) -> list[Attribution]:
    REPAIRS["signed"](document, found)
    return [attribution for attribution in found if attribution.contents]


def parts(text: str, found: Attribution) -> list[object]:
    source, cue, relay = (p and text[slice(*p)] for p in (found.source, found.cue, found.relay))
    return [source, cue, relay, [text[slice(*piece)] for piece in found.contents]]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expect"),
    [
        ("According to Radio Halm, Orr has said that the border would close.",
         "Radio Halm", "According to", "Orr has said that the border would close",
         ["Orr", "has said", "Radio Halm", ["the border would close"]]),
        ("State television reported that Orr said: “We close.”",
         "State television", "reported", "that Orr said: “We close.”",
         ["Orr", "said", "State television", ["“We close.”"]]),
        ("The agency quoted an unnamed official as saying that it was over.",
         "The agency", "quoted", "an unnamed official as saying that it was over",
         ["an unnamed official", "quoted", "The agency", ["that it was over"]]),
        ("“We close,” Orr was quoted as saying by Radio Halm.",
         "Radio Halm", "was quoted as saying by", "“We close,”",
         ["Orr", "was quoted as saying by", "Radio Halm", ["“We close,”"]]),
        # the tagger took the one quoted for a part of the content
        ("“We close,” Minister Pavel Orr was quoted as saying by Radio Halm. “Now.”",
         None, "was quoted as saying by", "“We close,” Minister Pavel Orr",
         ["Minister Pavel Orr", "was quoted as saying by", "Radio Halm", ["“We close,”"]]),
        # whatever the tagger made of the words around “according to”
        ("“We close,” said Ada Orr, according to Radio Halm.",
         "Radio Halm", "according to", "“We close,” said",
         ["Ada Orr", "said", "Radio Halm", ["“We close,”"]]),
        ("The border is shut, said Ada Orr, according to Radio Halm.",
         "Radio Halm", "according to", "The border is shut, said Ada Orr",
         ["Ada Orr", "said", "Radio Halm", ["The border is shut"]]),
        ("The border is shut, Orr has said, according to Radio Halm.",
         "Radio Halm", "according to", "The border is shut",
         ["Orr", "has said", "Radio Halm", ["The border is shut"]]),
        ("According to the Post, Ada Orr said the border would close.",
         "the Post, Ada Orr", "According to", "the border would close",
         ["Ada Orr", "said", "the Post", ["the border would close"]]),
        ("Orr said the border would close, according to state broadcaster HTV.",
         "state broadcaster HTV", "according to", "the border would close",
         ["Orr", "said", "state broadcaster HTV", ["the border would close"]]),
        ("It came from the agency, which quoted an unnamed general as saying it was over.",
         "which", "quoted", "an unnamed general as saying it was over",
         ["an unnamed general", "quoted", "the agency", ["it was over"]]),
        # “quoted by X as saying”, seen as one or with only a part of it
        ("“We close,” Minister Pavel Orr was quoted by Radio Halm as saying.",
         "Radio Halm", "was quoted by", "“We close,” Minister Pavel Orr",
         ["Minister Pavel Orr", "was quoted by Radio Halm as saying", "Radio Halm",
          ["“We close,”"]]),
        ("In May Mr. Orr had been cited by a local newspaper as saying it was over.",
         None, "saying", "it was over",
         ["Mr. Orr", "had been cited by a local newspaper as saying", "a local newspaper",
          ["it was over"]]),
        ("The mayor was quoted on Monday by Radio Halm as saying that it was over.",
         "Radio Halm as", "was quoted on Monday by", "that it was over",
         ["The mayor", "was quoted on Monday by Radio Halm as saying", "Radio Halm",
          ["that it was over"]]),
        # the tagger left the speaker and the verb in front out
        ("President Orr called Mr. Holt “a tested friend,” the Halm news agency reported.",
         "the Halm news agency", "reported", "Mr. Holt “a tested friend,”",
         ["President Orr", "called", "the Halm news agency", ["Mr. Holt “a tested friend,”"]]),
        ("Orr said that it was over, reported state television.",
         "state television", "reported", "it was over",
         ["Orr", "said", "state television", ["it was over"]]),
        # who speaks for oneself stays the source
        ("What they called “reforms” failed, the newspaper reported.",
         "the newspaper", "reported", "“reforms” failed",
         ["the newspaper", "reported", None, ["“reforms” failed"]]),
        ("What they called “reforms” failed, the newspaper reported.",
         "the newspaper", "reported", "What they called “reforms” failed",
         ["the newspaper", "reported", None, ["What they called “reforms” failed"]]),
        ("The newspaper also reported that it was over.",
         "The newspaper", "also reported", "it was over",
         ["The newspaper", "also reported", None, ["it was over"]]),
        ("Orr called it “a joke,” Ida Holt recalled.",
         "Ida Holt", "recalled", "it “a joke,”", ["Ida Holt", "recalled", None, ["it “a joke,”"]]),
        ("Radio Halm was cited by Orr as an example of bias.",
         "Orr", "was cited by", "as an example of bias",
         ["Orr", "was cited by", None, ["as an example of bias"]]),
        ("The border is shut, according to Radio Halm.",
         "Radio Halm", "according to", "The border is shut",
         ["Radio Halm", "according to", None, ["The border is shut"]]),
        ("According to Radio Halm, the border is shut. Orr said so.",
         "Radio Halm", "According to", "the border is shut",
         ["Radio Halm", "According to", None, ["the border is shut"]]),
        ("It was Ida Holt, who quoted an unnamed general as saying it was over.",
         "who", "quoted", "an unnamed general as saying it was over",
         ["who", "quoted", None, ["an unnamed general as saying it was over"]]),
        ("Radio Halm reported that the border would close.",
         "Radio Halm", "reported", "that the border would close",
         ["Radio Halm", "reported", None, ["that the border would close"]]),
        ("Ida Holt claimed that Orr said it was over.",
         "Ida Holt", "claimed", "that Orr said it was over",
         ["Ida Holt", "claimed", None, ["that Orr said it was over"]]),
        ("Radio Halm reported that “Orr said it was over”.",
         "Radio Halm", "reported", "that “Orr said it was over”",
         ["Radio Halm", "reported", None, ["that “Orr said it was over”"]]),
    ],
)  # fmt: skip
def test_the_innermost_speaks_and_the_outlet_carries(
    text: str, source: str | None, cue: str, content: str, expect: list[object]
) -> None:
    found = given(text, source, cue, content)
    settle_carriers(Document(text), [found])
    assert parts(text, found) == expect


def test_two_cues_of_one_passive_are_one_attribution() -> None:
    text = (
        "It rained. Spokesman Pavel Orr was quoted by the Halm news agency as saying it was over."
    )
    agency = "the Halm news agency"
    both = [
        given(text, agency, "was quoted by", "Spokesman Pavel Orr"),
        given(text, agency, "as saying", "it was over"),
    ]
    settle_carriers(Document(text), both)
    assert [parts(text, found) for found in both] == [
        ["Spokesman Pavel Orr", f"was quoted by {agency} as saying", agency, ["it was over"]]
    ]


def test_one_quoted_by_keeps_the_apposition_that_the_tagger_saw() -> None:
    text = "Orr, the foreign minister, was quoted by Radio Halm as telling it that it was over."
    found = given(text, None, "was quoted by", "Orr, the foreign minister", "that it was over")
    settle_carriers(Document(text), [found])
    assert parts(text, found)[0::3] == ["Orr, the foreign minister", ["that it was over"]]


def test_one_quoted_by_takes_the_quotation_from_whoever_held_it() -> None:
    text = "Orr spoke of rain. “We close,” the mayor was quoted by Radio Halm as saying."
    before = given(text, "Orr", "spoke", "of rain", "“We close,”")
    both = [before, given(text, "Radio Halm", "was quoted by", "the mayor")]
    settle_carriers(Document(text), both)
    assert [parts(text, found)[0::3] for found in both] == [
        ["Orr", ["of rain"]],
        ["the mayor", ["“We close,”"]],
    ]


def test_what_is_reported_of_a_speaker_with_an_attribution_stays_with_the_outlet() -> None:
    text = "Orr said it was over, the newspaper reported."
    own = given(text, "Orr", "said", "over")
    found = given(text, "the newspaper", "reported", "it was")
    settle_carriers(Document(text), [own, found])
    assert parts(text, found)[:3] == ["the newspaper", "reported", None]


def test_a_speaker_who_has_an_attribution_of_his_own_is_not_given_another() -> None:
    text = "Orr said the border would close, according to Radio Halm."
    own = given(text, "Orr", "said", "the border")
    found = given(text, "Radio Halm", "according to", "the border would close")
    settle_carriers(Document(text), [own, found])
    assert parts(text, found)[:3] == ["Radio Halm", "according to", None]


def test_the_one_quoted_takes_the_quotation_from_whoever_held_it() -> None:
    text = "Orr spoke of rain. “We close,” the mayor was quoted as saying by Radio Halm."
    before = given(text, "Orr", "spoke", "of rain", "“We close,”")
    found = given(text, "Radio Halm", "was quoted as saying by", "the mayor")
    both = [before, found]
    settle_carriers(Document(text), both)
    assert parts(text, found) == [
        "the mayor", "was quoted as saying by", "Radio Halm", ["“We close,”"]
    ]  # fmt: skip
    assert both == [before, found] and parts(text, before)[3] == ["of rain"]


def test_an_attribution_that_loses_all_its_content_goes() -> None:
    text = "“We close,” the mayor was quoted as saying by Radio Halm. Orr left."
    before = given(text, "Orr", "left", "“We close,”")
    both = [before, given(text, "Radio Halm", "was quoted as saying by", "the mayor")]
    settle_carriers(Document(text), both)
    assert len(both) == 1 and before not in both


def test_a_quotation_that_goes_on_behind_its_outlet_is_kept() -> None:
    text = "“We close,” Orr was quoted as saying by Radio Halm. “We open in May.”"
    found = given(text, None, "was quoted as saying by", "“We close,”", "“We open in May.”")
    settle_carriers(Document(text), [found])
    assert parts(text, found)[3] == ["“We close,”", "“We open in May.”"]


@pytest.mark.parametrize(
    ("words", "outlet"),
    [("the official Xinhua News Agency", True), ("a local newspaper", True), ("Ida Holt", False)],
)
def test_an_outlet_is_told_by_list_or_noun(words: str, outlet: bool) -> None:
    assert is_outlet(Document(words), (0, len(words))) == outlet


@pytest.mark.parametrize(
    ("text", "cue", "relay"),
    [
        ("Orr said in an interview with Radio Halm that it was over.", "said", "Radio Halm"),
        ("Orr said on Monday in an interview with Radio Halm that it was over.", "said",
         "Radio Halm"),
        ("Orr said it was over in an interview with Radio Halm.", "said", None),
        ("Orr said in an interview with him that it was over.", "said", None),
    ],
)  # fmt: skip
def test_a_relay_is_named_directly_behind_the_cue(text: str, cue: str, relay: str | None) -> None:
    found = given(text, "Orr", cue, "it was over")
    assert find_relay(Document(text), found) == at(text, relay)


def test_a_content_that_begins_with_the_relay_gives_it_back() -> None:
    text = "Orr said in an interview with Radio Halm that “it was over”."
    found = given(text, "Orr", "said in an interview with", "Radio Halm that “it was over”")
    assert find_relay(Document(text), found) == at(text, "Radio Halm")
    assert parts(text, found)[3] == ["“it was over”"]


def test_a_signature_takes_its_quotation_from_whoever_held_it() -> None:
    text = "Orr said it was over.\n\n“It is a disgrace.” — Ada Miller\n\nIt rained."
    held = given(text, "Orr", "said", "it was over", "“It is a disgrace.”")
    found = add_signed(Document(text), [held])
    assert [parts(text, a) for a in found] == [
        ["Orr", "said", None, ["it was over"]],
        ["Ada Miller", "—", None, ["“It is a disgrace.”"]],
    ]


@pytest.mark.parametrize("text", ["“It is a disgrace.” — it rained", "“It is late” – Ada left."])
def test_a_dash_without_a_name_to_the_line_s_end_signs_nothing(text: str) -> None:
    assert add_signed(Document(text), []) == []


@pytest.mark.parametrize("text", ["Radio Halm reported that", "According to Radio Halm, that"])
def test_a_text_that_breaks_off_behind_that_is_left_as_it_is(text: str) -> None:
    cue = "reported" if "reported" in text else "According to"
    found = [given(text, "Radio Halm", cue, "that")]
    settle_carriers(Document(text), found)
    assert parts(text, found[0])[3] == ["that"]


@pytest.mark.parametrize(("more", "speaker"), [(12, "Orr"), (13, "Radio Halm")])
def test_between_quotation_and_outlet_stand_a_dozen_words_and_no_more(
    more: int, speaker: str
) -> None:
    content = "“We close,” Orr said" + " late" * more
    text = f"{content}, according to Radio Halm."
    found = given(text, "Radio Halm", "according to", content)
    settle_carriers(Document(text), [found])
    assert parts(text, found)[0] == speaker
