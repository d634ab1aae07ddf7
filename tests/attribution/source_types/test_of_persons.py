"""What an article makes of a person: who describes it, how often, and how near to politics."""

from __future__ import annotations

import pytest

from mediakit.attribution import attribute
from mediakit.text.document import Document


def kinds(text: str) -> list[str]:
    [found] = attribute([Document(text)], "fast")
    return [one.source_type for one in found]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Carl Moss, a lawyer, said it rained.", "expert"),
        ("Economist Carl Moss said it rained.", "expert"),
        ("Carl Moss, 51, said it rained.", "citizen"),
        ("Carl Moss (R-Ohio) said it rained.", "politics"),
        ("Carl Moss of the rights group Open Courts said it rained.", "civil_society"),
        ("Carl Moss is a lawyer. Moss said it rained.", "expert"),
        ("Carl Moss, who teaches law, said it rained.", "expert"),
        ("Carl Moss’s campaign began. Moss said it rained.", "politics"),
        ("Writing for the Halm Post, Carl Moss said it rained.", "media"),
        ("Dr. Carl Moss said it rained.", "expert"),
        # what weighs most, each once
        ("Carl Moss, 51, left. Carl Moss, 51, slept. Carl Moss, a lawyer, said it rained.", "expert"),
        ("Carl Moss, a finance minister, was once a candidate. Candidate Carl Moss said it rained.", "politics"),
        ("Carl Moss, now a lawyer, said it rained. The former minister Carl Moss slept.", "expert"),
    ],
)  # fmt: skip
def test_descriptions_tell_the_kind(text: str, kind: str) -> None:
    assert kinds(text)[0] == kind


@pytest.mark.parametrize(("before", "kind"), [(13, "expert"), (14, "citizen")])
def test_the_first_fifteen_mentions_introduce_a_person(before: int, kind: str) -> None:
    text = f"Carl Moss slept. {'Moss ate. ' * before}Moss, a lawyer, said it rained."
    assert kinds(text) == [kind]


@pytest.mark.parametrize(("others", "kind"), [(2, "politics"), (3, "citizen")])
def test_where_a_quarter_of_the_article_is_politics_whoever_is_not_introduced_is_too(
    others: int, kind: str
) -> None:
    assert kinds("Carl Moss said it rained. The senate met. " + "It froze. " * others) == [kind]


@pytest.mark.parametrize(("others", "kind"), [(4, "politics"), (5, "citizen")])
def test_so_is_who_is_named_beside_politics_in_a_fifth_of_his_sentences(
    others: int, kind: str
) -> None:
    assert kinds("Carl Moss said the senate met. " + "Moss slept. " * others) == [kind]
