"""Who is one person: each rule, the table of all rules, and what holds whatever the names are."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.contract import tables
from mediakit.contract.tables import Found
from mediakit.reading import same_person
from mediakit.reading.aliases import correct
from mediakit.reading.same_person import FULL_NAMES, MOST, SURNAMES, persons

# One answer in every table and picture: tests/test_one_answer.py.


def corpus(
    speakers: list[list[Any]], named: list[list[Any]] | None = None
) -> tuple[pd.DataFrame, Found]:
    """Make articles in which people speak, ``[name, words of the source, article]``, or are named.

    Each has an article of its own unless the number says otherwise.
    """
    acts, evidence = [], []
    for n, (name, *rest) in enumerate(speakers):
        source, article = [*rest, *[name, n][len(rest) :]]
        row = {
            "article_id": f"a{article}", "field": "text", "attribution_id": n, "speaker": name,
            "source": source, "n_words": 10, "n_quoted": 0, "positioning": "neutral",
        }  # fmt: skip
        acts.append([row.get(column) for column in tables.ATTRIBUTIONS])
    for n, (name, *rest) in enumerate(named or [], len(speakers)):
        text, article = [*rest, *[name, n][len(rest) :]]
        row = {"article_id": f"a{article}", "field": "text", "signal": "naming", "label": "title",
               "text": text, "target": name, "start": 0, "end": 1, "voice": "narrator"}  # fmt: skip
        evidence.append([row.get(column) for column in tables.EVIDENCE])
    made = tables.make("evidence", evidence), tables.make("attributions", acts)
    ids = sorted({*made[0]["article_id"], *made[1]["article_id"]})
    readings = tables.conform(pd.DataFrame({"article_id": ids}), "readings")
    found = Found(*made, tables.make("words"), tables.make("report"), readings)
    return pd.DataFrame({"article_id": ids, "text": "x"}), found


def joined(people: same_person.Persons) -> dict[str, Any]:
    """Return whom each name was joined to: in all articles, or in each."""
    into: dict[str, Any] = {}
    for row in people.joined.astype(object).to_dict("records"):
        if isinstance(row["article_id"], str):
            into.setdefault(row["name"], {})[row["article_id"]] = row["person"]
        else:
            into[row["name"]] = row["person"]
    return into


@pytest.mark.cases("persons")
def test_names_are_one_person_only_where_one_can_be_meant(case: dict[str, Any]) -> None:
    people = persons(*corpus(case["speakers"], case.get("named")))
    assert joined(people) == case.get("joined", {})
    apart = dict(zip(people.apart["name"], people.apart["may_be"], strict=True))
    assert {name: sorted(may.split("; ")) for name, may in apart.items()} == {
        name: sorted(may.split("; ")) for name, may in case.get("apart", {}).items()
    }


RULES: list[tuple[str, list[list[Any]]]] = [
    ("another form of the name", [["Ann Reed"], ["Sen. Ann Reed"]]),
    ("middle name", [["Ann Reed"], ["Ann B. Reed"]]),
    ("nickname", [["Chuck Reed"], ["Charles Reed"]]),
    ("Jr. of the same title", [["Tim Reed", "Mayor Tim Reed"], ["Tim Reed Jr.", "Mayor Tim Reed Jr."]]),
    ("Jr. of one bearer only", [["Tim Reed"], ["Tim B. Reed Jr."]]),
    ("surname of one person only", [["Ann Reed"], ["Reed"]]),
    ("surname and title", [["Ann Reed", "Mayor Ann Reed"], ["Tim Reed"], ["Reed", "Mayor Reed"]]),
    ("surname and gender", [["Ann Reed"], ["Tim Reed"], ["Reed", "Mrs. Reed"]]),
    ("pronoun", [["they"]]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "speakers"), RULES)
def test_the_rule_that_decided_is_named(rule: str, speakers: list[list[Any]]) -> None:
    assert persons(*corpus(speakers)).joined["reason"].tolist() == [rule]


@pytest.mark.parametrize("rule", [*FULL_NAMES, *SURNAMES])
def test_every_rule_has_a_case_and_is_needed(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    speakers = dict(RULES)[rule]
    for name in ("FULL_NAMES", "SURNAMES"):
        rules = {key: take for key, take in getattr(same_person, name).items() if key != rule}
        monkeypatch.setattr(same_person, name, rules)
    assert rule not in persons(*corpus(speakers)).joined["reason"].tolist()


def test_what_stays_apart_has_its_weight() -> None:
    people = persons(*corpus([["Reed"], ["Reed"], ["Tim Reed"], ["Tim Reed"], ["Ann Reed"], ["Tim Cole"], ["Tim Cole Jr."]]))  # fmt: skip
    assert people.apart.to_numpy().tolist() == [
        ["Reed", "Tim Reed; Ann Reed", 2, 2, 20],
        ["Tim Cole", "Tim Cole Jr.", 1, 1, 10],
    ]


def test_only_the_given_articles_count() -> None:
    articles, found = corpus([["Reed"], ["Ann Reed"], ["Tim Reed"]])
    assert joined(persons(articles.iloc[:2], found)) == {"Reed": "Ann Reed"}
    assert persons(articles, found).joined.empty


def test_of_very_many_of_one_name_nobody_can_say_who_is_one() -> None:
    names = [[f"Ann {chr(65 + n % 26)}{chr(97 + n // 26)}a Reed"] for n in range(MOST)]
    assert persons(*corpus([*names, ["Ann Reed"]])).joined.empty
    assert joined(persons(*corpus([names[0], ["Ann Reed"]]))) == {"Ann Reed": names[0][0]}


@pytest.mark.parametrize(
    ("alias", "speakers", "into"),
    [
        ("Reed", [["Reed"], ["Ann Reed"]], {}),
        ("Chuck Reed", [["Chuck Reed"], ["Charles Reed"]], {}),
        ("Sen. Ann Reed", [["Sen. Ann Reed"], ["Ann Reed"]], {}),
        # A final name is another person, so that a surname may be either's, too.
        ("Ann Reed", [["Ann Reed"], ["Ann B. Reed"], ["Reed"]], {}),
        # Others may join it.
        ("Ann B. Reed", [["Ann Reed"], ["Ann B. Reed"]], {"Ann Reed": "Ann B. Reed"}),
        ("they", [["they"]], {}),
    ],
)
def test_a_name_that_aliases_gave_joins_no_other(
    alias: str, speakers: list[list[Any]], into: dict[str, str]
) -> None:
    articles, found = corpus(speakers)
    rows = pd.DataFrame({"name": [alias], "speaker": [alias]})
    assert joined(persons(articles, correct(articles, found, rows))) == into


GIVEN = ["Ann", "Tim", "Bill", "William", "Chris", "Zbrqx"]
NAMES = st.one_of(
    st.builds(
        "{}{}{}{}{}".format,
        st.sampled_from(["", "Sen. ", "Mayor ", "Mr. "]),
        st.sampled_from(GIVEN),
        st.sampled_from([" ", " B. ", " Bell ", " C. "]),
        st.sampled_from(["Reed", "Cole"]),
        st.sampled_from(["", " Jr.", "’s"]),
    ),
    st.sampled_from(["Reed", "Cole", "Mr. Reed", "they", "US", "officials", "Reed & Tim Cole"]),
)
SOURCES = st.sampled_from(
    ["", "he", "she", "Mr. Reed", "Mayor Reed", "Sen. Cole", "Mayor Ann Reed"]
)
SPEAKERS = st.lists(st.tuples(NAMES, SOURCES, st.integers(0, 3)).map(list), max_size=14)


@settings(max_examples=60)
@given(SPEAKERS, st.randoms(use_true_random=False))
def test_persons_are_persons_whatever_the_order(speakers: list[list[Any]], random: Any) -> None:
    articles, found = corpus(speakers)
    people = persons(articles, found)

    # One name means one in one article, and whom it joined joins nobody further.
    rows = people.joined.fillna({"article_id": "*"})
    assert not rows.duplicated(["name", "article_id"]).any()
    assert not set(rows.loc[rows["article_id"] == "*", "name"]) & set(
        rows.loc[rows["article_id"] != "*", "name"]
    )
    acts = found.attributions
    once = people.of(acts["article_id"], acts["speaker"])
    assert people.of(acts["article_id"], once) == once

    # The order of rows and articles tells nothing.
    shuffled = list(range(len(acts)))
    random.shuffle(shuffled)
    other = found._replace(attributions=acts.iloc[shuffled])
    same = persons(articles.iloc[::-1], other)
    for one, two in zip(people, same, strict=True):
        pd.testing.assert_frame_equal(one, two)

    # Whoever stays apart still has a row, with the weight of its attributions.
    for row in people.apart.to_dict("records"):
        mine = [n for n, person in enumerate(once) if person == row["name"]]
        assert row["n_attributions"] == len(mine) and row["n_words"] == 10 * len(mine)
