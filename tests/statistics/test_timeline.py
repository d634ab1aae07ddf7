"""Over time: every article in its period, every period in its place, gaps kept as gaps."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.contract import tables
from mediakit.statistics.comparison import compare
from mediakit.statistics.periods import PERIODS, periods_between, periods_of
from mediakit.statistics.timeline import EVERY, over_time

MOMENTS = st.datetimes(datetime(1700, 1, 1), datetime(2250, 1, 1))
DAYS = st.dates(date(2025, 11, 1), date(2026, 3, 1))


def dates(*values: object) -> pd.Series:
    return pd.Series(np.array([np.datetime64(v or "NaT", "us") for v in values]))  # type: ignore[call-overload]


def on(*days: object, **columns: object) -> pd.DataFrame:
    ids = [f"a{at}" for at in range(len(days))]
    return pd.DataFrame({"article_id": ids, "text": "x", "published": dates(*days), **columns})


def each(*hits: int | None, words: int = 100, field: str = "text") -> pd.DataFrame:
    return tables.make(
        "measures",
        [(f"a{at}", field, "loaded", "regime", "narrator", n, words, None if n is None else 1000 * n / words) for at, n in enumerate(hits)],
    )  # fmt: skip


def told(rates: pd.DataFrame, articles: pd.DataFrame, unit: str = "week", **given_: object) -> pd.DataFrame:  # fmt: skip
    return over_time(articles, rates, **{"unit": unit, "seed": 7, "draws": 100, **given_})  # type: ignore[arg-type]


def counts(table: pd.DataFrame) -> dict[str, int | None]:
    numbers = [None if pd.isna(n) else int(n) for n in table["n"]]
    return dict(zip(table["period"], numbers, strict=True))


# ------------------------------------------------------------------ periods
def following(first: date, unit: str) -> date:
    if unit == "month":
        return (first + timedelta(days=31)).replace(day=1)
    return first + timedelta(days={"day": 1, "week": 7}[unit])


@given(MOMENTS, st.sampled_from(sorted(PERIODS)))
def test_a_moment_lies_from_the_first_day_of_its_period_to_before_the_next(
    moment: datetime, unit: str
) -> None:
    [first] = [date.fromisoformat(day) for day in periods_of(dates(moment), unit)]
    assert first <= moment.date() < following(first, unit)
    assert first.weekday() == 0 or unit != "week"
    assert first.day == 1 or unit != "month"


@given(DAYS, DAYS)
def test_two_days_share_a_week_where_they_share_the_iso_week(one: date, other: date) -> None:
    left, right = periods_of(dates(one, other), "week")
    assert (left == right) == (one.isocalendar()[:2] == other.isocalendar()[:2])


@pytest.mark.parametrize(
    ("moment", "day", "week", "month"),
    [
        ("2026-01-01T00:00", "2026-01-01", "2025-12-29", "2026-01-01"),
        ("2026-01-04T23:59:59.999999", "2026-01-04", "2025-12-29", "2026-01-01"),
        ("2026-01-05T00:00", "2026-01-05", "2026-01-05", "2026-01-01"),
        ("2024-02-29T12:00", "2024-02-29", "2024-02-26", "2024-02-01"),
    ],
)
def test_the_first_day_of_a_period(moment: str, day: str, week: str, month: str) -> None:
    found = [periods_of(dates(moment), unit)[0] for unit in ("day", "week", "month")]
    assert found == [day, week, month]


def test_without_a_date_there_is_no_period() -> None:
    found = periods_of(dates("2026-01-05", None), "week")
    assert found.isna().tolist() == [False, True]
    assert periods_between(dates(None, None), "week") == []
    assert periods_of(dates(None), "day").isna().all()


@given(st.lists(DAYS, min_size=1, max_size=5), st.sampled_from(sorted(PERIODS)))
def test_all_periods_from_the_first_date_to_the_last_are_there(days: list[date], unit: str) -> None:
    whole = [date.fromisoformat(day) for day in periods_between(dates(*days), unit)]
    mine = {date.fromisoformat(day) for day in periods_of(dates(*days), unit)}
    assert mine <= set(whole)
    assert (whole[0], whole[-1]) == (min(mine), max(mine))
    assert all(following(first, unit) == second for first, second in pairwise(whole))  # fmt: skip


def test_a_period_of_another_name_is_explained() -> None:
    with pytest.raises(ValueError, match=r"No period named 'weeks'; there are 'day', 'week', 'month'\. Did you mean 'week'\?"):  # fmt: skip
        periods_of(dates("2026-01-05"), "weeks")


# ------------------------------------------------------------------ rates of periods
@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("day", {"2026-01-04": 1, "2026-01-05": 2, "2026-01-06": None, "2026-01-07": 4}),
        ("week", {"2025-12-29": 1, "2026-01-05": 6}),
        ("month", {"2026-01-01": 7}),
    ],
)
def test_an_article_counts_in_its_day_week_and_month(unit: str, expected: dict[str, int]) -> None:
    articles = on("2026-01-04T23:59", "2026-01-05T00:00", "2026-01-07T12:00")
    assert counts(told(each(1, 2, 4), articles, unit)) == expected


def test_a_period_without_an_article_is_a_row_without_numbers() -> None:
    table = told(each(1, 0), on("2026-01-05", "2026-01-19"))
    assert counts(table) == {"2026-01-05": 1, "2026-01-12": None, "2026-01-19": 0}
    gap = table.loc[1]
    numbers = ["estimate", "low", "high", "n_articles", "n", "n_words", "share_articles", "dp"]
    assert gap[numbers].isna().all()
    assert gap["warning"] == "no article: a gap"
    assert gap[["field", "signal", "label", "voice", "group"]].tolist() == ["text", "loaded", "regime", "narrator", EVERY]  # fmt: skip
    assert (table.loc[2, "estimate"], table.loc[2, "n_articles"]) == (0, 1)


def test_gaps_go_over_the_turn_of_the_year() -> None:
    table = told(each(1, 2), on("2025-11-30", "2026-02-01"), "month")
    assert counts(table) == {
        "2025-11-01": 1, "2025-12-01": None, "2026-01-01": None, "2026-02-01": 2,
    }  # fmt: skip


def test_rates_and_intervals_are_those_of_compare() -> None:
    rng = np.random.default_rng(3)
    articles = on(*["2026-01-06"] * 12, *["2026-01-20"] * 15)
    rates = each(*(int(n) for n in rng.poisson(4, 27)))
    columns = ["estimate", "low", "high", "n_articles", "n", "n_words", "share_articles", "dp", "warning"]  # fmt: skip
    table = told(rates, articles).set_index("period")[columns]
    for period, some in (("2026-01-05", articles.head(12)), ("2026-01-19", articles.tail(15))):
        alone = compare(rates, some.assign(outlet="A"), seed=7, draws=100)[columns]
        pd.testing.assert_frame_equal(table.loc[[period]].reset_index(drop=True), alone)
    assert table["low"].notna().tolist() == [True, False, True]


def test_each_group_has_every_period_of_all() -> None:
    articles = on("2026-01-05", "2026-01-19", "2026-01-12", "2026-01-20", outlet=list("AABB"))
    table = told(each(1, 2, 4, 8), articles, by="outlet")
    found = {group: counts(rows) for group, rows in table.groupby("group")}
    assert found == {
        "A": {"2026-01-05": 1, "2026-01-12": None, "2026-01-19": 2},
        "B": {"2026-01-05": None, "2026-01-12": 4, "2026-01-19": 8},
    }


def test_articles_without_a_date_or_a_group_are_left_out() -> None:
    days = ("2026-01-05", None, "2026-01-06", "2026-03-30")
    articles = on(*days, outlet=["A", "A", "A", None])
    assert counts(told(each(1, 2, 4, 8), articles, by="outlet")) == {"2026-01-05": 5}
    assert counts(told(each(1, 2, 4, 8), articles, "month")) == {"2026-01-01": 5, "2026-02-01": None, "2026-03-01": 8}  # fmt: skip


def test_an_article_that_was_not_counted_is_no_gap_and_no_zero() -> None:
    table = told(each(1, None), on("2026-01-05", "2026-01-12"))
    last = table.loc[1]
    assert last["n_articles"] == 0 and pd.isna(last["estimate"])
    assert last["warning"] == "no articles: no interval"


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.one_of(st.none(), DAYS), st.integers(0, 9), st.sampled_from("AB")), min_size=1, max_size=8).filter(lambda rows: any(day for day, _, _ in rows)),
    st.sampled_from(["week", "month"]),
    st.sampled_from([None, "outlet"]),
)  # fmt: skip
def test_hits_add_up_to_those_of_all_dated_articles(
    rows: list[tuple[date | None, int, str]], unit: str, by: str | None
) -> None:
    articles = on(*(day for day, _, _ in rows), outlet=[outlet for _, _, outlet in rows])
    table = told(each(*(n for _, n, _ in rows)), articles, unit, by=by, draws=10)
    assert table["n"].sum() == sum(n for day, n, _ in rows if day)
    assert table["n_articles"].sum() == sum(1 for day, _, _ in rows if day)
    assert not table.duplicated(["group", "period"]).any()
    assert (table["estimate"].isna() == (table["warning"] == "no article: a gap")).all()


# ------------------------------------------------------------------ the table
def test_titles_come_first_and_periods_in_order() -> None:
    articles = on("2026-01-19", "2026-01-05", title="y")
    rates = pd.concat([each(1, 2), each(3, 4, field="title")])
    table = told(rates, articles)
    assert table[["field", "period", "n"]].astype(object).fillna(-1).to_numpy().tolist() == [
        ["title", "2026-01-05", 4], ["title", "2026-01-12", -1], ["title", "2026-01-19", 3],
        ["text", "2026-01-05", 2], ["text", "2026-01-12", -1], ["text", "2026-01-19", 1],
    ]  # fmt: skip
    assert table.attrs == {
        "unit": "week", "by": None, "seed": 7, "level": 0.95, "draws": 100,
        "duplicates": "weight", "copies": "",
        "dates": "Periods are those of the dates as printed (published), not moved to one zone; of "
        f"0 of {len(articles)} articles the moment in UTC is known.",
    }  # fmt: skip
    assert {str(table[c].dtype) for c in ("estimate", "low", "high", "share_articles", "dp")} == {"Float64"}  # fmt: skip
    assert {str(table[c].dtype) for c in ("n_articles", "n", "n_words")} == {"Int64"}


def test_the_order_of_rows_moves_nothing_and_the_seed_does() -> None:
    rng = np.random.default_rng(5)
    days = [date(2026, 1, 1) + timedelta(days=int(d)) for d in rng.integers(0, 40, 60)]
    articles, rates = on(*days), each(*(int(n) for n in rng.poisson(4, 60)))
    table = told(rates, articles)
    mixed = told(rates.sample(frac=1, random_state=1), articles.sample(frac=1, random_state=2))
    pd.testing.assert_frame_equal(mixed, table, check_exact=True)
    other = told(rates, articles, seed=8)
    assert not other["low"].equals(table["low"]) and other["n"].equals(table["n"])


def test_groups_may_stand_in_a_column_called_period() -> None:
    articles = on("2026-01-05", "2026-01-05", "2026-01-12", desk=["x", "y", "y"])
    articles["period"] = articles["desk"]
    named, called = (told(each(1, 2, 4), articles, by=by) for by in ("desk", "period"))
    pd.testing.assert_frame_equal(named, called)
    assert called.groupby("group")["n"].sum().to_dict() == {"x": 1, "y": 6}


# ------------------------------------------------------------------ errors
@pytest.mark.parametrize(
    ("articles", "given_", "message"),
    [
        (on("2026-01-05").drop(columns="published"), {}, r"no column 'published'; there are 'article_id'"),
        (on("2026-01-05"), {"by": "outlet"}, r"no column 'outlet'; there are 'article_id'"),
        (on(None), {}, r"No article has a date in the column 'published'\. Fill it"),
        (on("2026-01-05"), {"unit": "year"}, r"No period named 'year'; there are 'day', 'week', 'month'"),
        (on("2026-01-05"), {"level": 0}, r"Got level=0; expected a share between 0 and 1"),
        (on("2026-01-05"), {"draws": -5}, r"Got draws=-5; expected a whole number above 0"),
    ],
    ids=["published", "by", "dates", "unit", "level", "draws"],
)  # fmt: skip
def test_what_cannot_be_is_explained(
    articles: pd.DataFrame, given_: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        told(each(1), articles, **given_)  # type: ignore[arg-type]
