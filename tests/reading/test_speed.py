"""What grows with the corpus grows no faster than it: ratios within one run, never seconds."""

from __future__ import annotations

import time
from collections.abc import Callable

import pandas as pd
import pytest

import mediakit as mk

pytestmark = pytest.mark.slow
PARAGRAPH = (
    "The regime fell on Monday, and nobody in Halm may have wept. “We will rebuild the mill,” said "
    "Ida Holt, a lawyer. She claimed that the plan of the mayor was a sham.\n\nAccording to Carl "
    "Moss, teachers feared for their pay; he said the council had not read the bill. Radio Halm "
    "reported that Moss’s campaign was in debt.\n\n"
)
MORE = 8  # times as much
WORST = 1.5  # times as long as linear growth would take


def articles(number: int, paragraphs: int) -> pd.DataFrame:
    texts = [f"Number {n}. {PARAGRAPH * paragraphs}" for n in range(number)]
    outlets = ["Post", "Daily"] * number
    return pd.DataFrame(
        {"article_id": [f"a{n}" for n in range(number)], "text": texts, "outlet": outlets[:number]}
    )


def seconds(work: Callable[[], object]) -> float:
    """Return the processor's seconds of the fastest of three runs."""
    taken = []
    for _ in range(3):
        before = time.process_time()
        work()
        taken.append(time.process_time() - before)
    return min(taken)


def find(table: pd.DataFrame) -> mk.Found:
    return mk.find(table, engine="fast", progress=False)


@pytest.mark.parametrize(
    ("few", "many"), [((6, 3), (6 * MORE, 3)), ((1, 12), (1, 12 * MORE))], ids=["articles", "words"]
)
def test_reading_takes_time_in_proportion(few: tuple[int, int], many: tuple[int, int]) -> None:
    less, more = articles(*few), articles(*many)
    find(less)  # networks and lists are loaded
    assert seconds(lambda: find(more)) < WORST * MORE * seconds(lambda: find(less))


@pytest.mark.parametrize("what", ["measure", "speakers", "keyness"])
def test_statistics_take_no_more_than_in_proportion(what: str) -> None:
    def run(table: pd.DataFrame, found: mk.Found) -> object:
        options = {"keyness": {"by": "outlet", "least": 1}}.get(what, {})
        return getattr(mk, what)(table, found, **options)

    given = [(table, find(table)) for table in (articles(10, 2), articles(10 * MORE, 2))]
    run(*given[0])
    less, more = (seconds(lambda pair=pair: run(*pair)) for pair in given)
    assert more < WORST * MORE * less
