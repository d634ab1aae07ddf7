"""How each speaker's words are presented: shares of attributions, beside the outlet's own."""

from __future__ import annotations

import pandas as pd
import pytest

import mediakit as mk
from mediakit.statistics.positioning import COLUMNS, EVERY, positioning

#: Outlet, who speaks in each of its articles, and how.
TOLD = [
    ("Post", "Ida Holt", "claimed"), ("Post", "Ida Holt", "said"), ("Post", "Ida Holt", "claimed"),
    ("Post", "Carl Moss", "said"), ("Post", "Carl Moss", "revealed"),
    ("Daily", "Ida Holt", "said"), ("Daily", "Ida Holt", "said"), (None, "Ida Holt", "claimed"),
]  # fmt: skip


@pytest.fixture(scope="module")
def read() -> tuple[pd.DataFrame, mk.Found]:
    texts = [f"It rained. {name} {verb} that the road was shut." for _, name, verb in TOLD]
    articles = pd.DataFrame(
        {
            "article_id": [f"a{n}" for n in range(len(TOLD))],
            "text": texts,
            "outlet": [outlet for outlet, _, _ in TOLD],
        }
    )
    return articles, mk.find(articles, engine="fast", signals=[], progress=False)


def told(read: tuple[pd.DataFrame, mk.Found], **options: object) -> pd.DataFrame:
    given = {"seed": 1, "least": 1, "draws": 50, **options}
    return positioning(*read, **given)  # type: ignore[arg-type]


def test_shares_are_of_each_speakers_attributions_and_the_base_of_all(
    read: tuple[pd.DataFrame, mk.Found],
) -> None:
    table = told(read)
    assert list(table.columns) == list(COLUMNS) and set(table["group"]) == {EVERY}
    counts = ["speaker", "n", "n_neutral", "n_distancing", "n_endorsing", "n_articles", "share"]
    assert table[counts].values.tolist() == [
        ["Ida Holt", 6, 3, 3, 0, 6, 0.5],
        ["Carl Moss", 2, 1, 0, 1, 2, 0.0],
    ]
    assert (table["base"] == 3 / 8).all()


def test_each_outlet_has_a_base_of_its_own_and_an_article_without_one_is_in_none(
    read: tuple[pd.DataFrame, mk.Found],
) -> None:
    with pytest.warns(UserWarning, match="1 article without a value in 'outlet' left out"):
        table = told(read, by="outlet")
    assert table[["group", "speaker", "n", "n_distancing"]].values.tolist() == [
        ["Daily", "Ida Holt", 2, 0],
        ["Post", "Ida Holt", 3, 2],
        ["Post", "Carl Moss", 2, 0],
    ]
    assert table["base"].tolist() == pytest.approx([0, 2 / 5, 2 / 5])


def test_who_is_quoted_less_than_asked_for_has_no_row(read: tuple[pd.DataFrame, mk.Found]) -> None:
    assert told(read, least=3)["speaker"].tolist() == ["Ida Holt"]
    assert told(read, least=9).empty


def test_intervals_hold_the_share_stay_shares_and_widen_with_the_level(
    read: tuple[pd.DataFrame, mk.Found],
) -> None:
    narrow, wide = (told(read, least=3, level=level, draws=400).iloc[0] for level in (0.5, 0.95))
    assert 0 <= wide.low <= narrow.low < narrow.share < narrow.high <= wide.high <= 1
    assert told(read).iloc[1][["low", "high"]].isna().all()  # nothing varies
