"""The score of a whole text."""

from __future__ import annotations

import pandas as pd
import pytest

import mediakit as mk
from mediakit.attribution import ENGINES

PLAIN = "The committee meets on Monday at ten to vote on the budget."
LOADED = "The radical mob's disgusting lies are a brazen assault on decent Americans."


@pytest.mark.parametrize("engine", ENGINES)
def test_judging_language_scores_higher(engine: str) -> None:
    plain, loaded = mk.score_text([PLAIN, LOADED], engine=engine)
    assert 0 <= plain < 0.5 < loaded <= 1


def test_a_column_keeps_its_index_and_absent_text_is_absent() -> None:
    texts = pd.Series([PLAIN, None, " "], index=["a", "b", "c"])
    scores = mk.score_text(texts, engine="fast")
    assert scores.index.tolist() == ["a", "b", "c"]
    assert scores.notna().tolist() == [True, False, False]


def test_a_text_scores_the_same_alone_and_among_others() -> None:
    alone = mk.score_text([LOADED], engine="fast")[0]
    assert mk.score_text([PLAIN, LOADED, PLAIN], engine="fast")[1] == alone


def test_one_text_is_an_error_that_says_what_to_write() -> None:
    with pytest.raises(TypeError, match=r"write \[text\]"):
        mk.score_text(PLAIN)
    with pytest.raises(ValueError, match="slow"):
        mk.score_text([PLAIN], engine="slow")
