"""What was changed in a text that was taken over: every row can be read off both texts."""

from __future__ import annotations

import html
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mediakit as mk
from mediakit.text.alignment import align

CASES = json.loads((Path(__file__).parents[1] / "cases/changes.json").read_text(encoding="utf-8"))


def pair(a: str, b: str, **columns: Any) -> pd.DataFrame:
    return pd.DataFrame({"article_id": ["a", "b"], "text": [a, b], **columns})


def told(changes: pd.DataFrame) -> list[list[Any]]:
    rows = changes[["kind", "unit", "text_a", "text_b", "detail"]].astype(object)
    return rows.where(rows.notna(), None).values.tolist()  # type: ignore[no-any-return]


@pytest.mark.parametrize("case", CASES, ids=[case["note"] for case in CASES])
def test_a_case(case: dict[str, Any]) -> None:
    assert told(mk.diff(pair(case["a"], case["b"]), "a", "b")) == case["want"]


@pytest.mark.parametrize("case", CASES, ids=[case["note"] for case in CASES])
def test_offsets_are_those_of_the_texts(case: dict[str, Any]) -> None:
    for row in mk.diff(pair(case["a"], case["b"]), "a", "b").to_dict("records"):
        for side in "ab":
            if isinstance(row[f"text_{side}"], str):
                start, end = row[f"start_{side}"], row[f"end_{side}"]
                assert case[side][start:end] == row[f"text_{side}"]


def test_another_headline_is_one_change() -> None:
    articles = pair("It rained.", "It rained.", title=["Militants flee port", "Terrorists run"])
    changes = mk.diff(articles, "a", "b")
    assert changes[["field", "kind", "unit", "text_b"]].values.tolist() == [
        ["title", "replaced", "title", "Terrorists run"]
    ]


def test_signals_at_changed_places_are_named() -> None:
    articles = mk.load_articles(
        pair("The government fell on Monday.", "The regime fell on Monday."), progress=False
    )
    found = mk.find(articles, engine="fast", progress=False)
    (row,) = mk.diff(articles, "a", "b", found=found).to_dict("records")
    assert pd.isna(row["signals_a"])
    assert row["signals_b"] == "loaded regime"
    assert "loaded regime" in mk.show_diff(articles, "a", "b", found=found)


def test_the_same_text_has_no_changes() -> None:
    assert mk.diff(pair("“It rained,” he said.", '"It  rained," he said.'), "a", "b").empty


def test_ids_that_are_not_there_are_named() -> None:
    articles = pair("One.", "Two.")
    with pytest.raises(ValueError, match="No article named 'c'; there are 'a', 'b'"):
        mk.diff(articles, "a", "c")
    with pytest.raises(ValueError, match="'a' twice"):
        mk.diff(articles, "a", "a")


SENTENCES = [
    "The port was closed on Monday.", "Ida Holt said she would return.", "It rained.",
    "“We won,” the army claimed.", "Three of 12 ships sank.", "", "…",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from([*SENTENCES, "\n\n"]), max_size=9).map(" ".join)


@settings(max_examples=80, deadline=None)
@given(TEXTS, TEXTS)
def test_every_word_is_kept_cut_or_changed(a: str, b: str) -> None:
    found = align(a, b)
    assert len({n for n, _ in found.pairs}) == len({m for _, m in found.pairs}) == len(found.pairs)
    firm = [n for n, m in found.pairs if (n, m) not in found.moved]
    assert firm == sorted(firm)
    changes = mk.diff(pair(a, b), "a", "b") if a and b else None
    if changes is not None:
        for side in "ab":
            inner = changes[(changes["kind"] != "moved") & changes[f"text_{side}"].notna()]
            spans = sorted(zip(inner[f"start_{side}"], inner[f"end_{side}"], strict=True))
            assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS)
def test_the_page_shows_both_texts_whole(a: str, b: str) -> None:
    page = str(mk.show_diff(pair(a, b), "a", "b"))
    rows = page.partition('<div class="mk-rows">')[2].partition('<p class="mk-foot"')[0]
    rows = rows.partition('<table class="mk-list"')[0]
    shown = re.sub(r"<sup>.*?</sup>&#8288;", "", rows)
    for side, text in (("A", a), ("B", b)):
        parts = re.findall(rf'data-mk-side="{side}">(.*?)</div>', shown, re.DOTALL)
        bare = re.sub(r"<[^>]+>", "", " ".join(parts).replace("</p>", " "))
        assert html.unescape(bare).split() == text.split()
