"""Dates: read as printed, or not at all."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.corpus.dates import TwoReadings, find_order, read_date


@pytest.mark.parametrize(
    ("given_", "printed", "utc"),
    [
        ("2016-09-29", "2016-09-29T00:00:00", None),
        ("2016-09-29T10:00:00-04:00", "2016-09-29T10:00:00", "2016-09-29T14:00:00"),
        ("2016-09-29T10:00:00.123Z", "2016-09-29T10:00:00.123000", "2016-09-29T10:00:00.123000"),
        ("2016-09-29 10:00:00 UTC", "2016-09-29T10:00:00", "2016-09-29T10:00:00"),
        ("2016/9/5", "2016-09-05T00:00:00", None),
        ("20160929", "2016-09-29T00:00:00", None),
        ("May 30, 2014 Friday", "2014-05-30T00:00:00", None),
        ("30 May 2014", "2014-05-30T00:00:00", None),
        ("30th of May, 2014", "2014-05-30T00:00:00", None),
        ("Sept. 5, 2016", "2016-09-05T00:00:00", None),
        ("September 30, 2015 Wednesday 9:03 AM GMT", "2015-09-30T09:03:00", "2015-09-30T09:03:00"),
        ("September 30, 2015 9:03 p.m. EDT", "2015-09-30T21:03:00", "2015-10-01T01:03:00"),
        ("September 30, 2015 9:03 AM CST", "2015-09-30T09:03:00", None),
        ("Thu, 29 Sep 2016 10:00:00 +0200", "2016-09-29T10:00:00", "2016-09-29T08:00:00"),
        ("May 30, 2014 Friday, Late Edition - Final", "2014-05-30T00:00:00", None),
        ("30.5.2014", "2014-05-30T00:00:00", None),
        ("03.04.2016, 10:15", "2016-04-03T10:15:00", None),
        ("13/04/2016", "2016-04-13T00:00:00", None),
        ("4/13/2016 10:00 PM", "2016-04-13T22:00:00", None),
        ("9/28/16", "2016-09-28T00:00:00", None),
        ("9/28/76", "1976-09-28T00:00:00", None),
        ("5/5/2016", "2016-05-05T00:00:00", None),
    ],
)
def test_dates_that_are_read(given_: str, printed: str, utc: str | None) -> None:
    when = read_date(given_)
    assert when.printed.isoformat() == printed
    assert (when.utc and when.utc.isoformat()) == utc


@pytest.mark.parametrize(
    "given_",
    ["2016", "May 2016", "May 30", "30 May 14", "yesterday", "Friday", "10 11 2016", "2016-13-05",
     "2016/13/05", "1475143200", "31/31/2016", "0001-11-30", "", "n/a", "2016-02-30",
     "Monday in May 2016", "12:30", "tax 2016 maybe", 1475143200, 1475143200.0, True],
)  # fmt: skip
def test_dates_that_are_not_read(given_: object) -> None:
    with pytest.raises(ValueError):
        read_date(given_)


def test_two_readings() -> None:
    with pytest.raises(TwoReadings):
        read_date("03/04/2016")
    assert read_date("03/04/2016", "day").printed == datetime(2016, 4, 3)
    assert read_date("03-04-2016", "month").printed == datetime(2016, 3, 4)


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["03/04/2016", "13/04/2016"], "day"),
        (["03/04/2016", "04/13/2016", None, 7], "month"),
        (["03/04/2016"], None),
        (["13/04/2016", "04/13/2016"], None),
        (["03/04/2016", "13.04.2016"], None),  # dots are another custom
    ],
)
def test_the_order_of_a_column(values: list[object], order: str | None) -> None:
    assert find_order(values) == order


def test_dates_that_are_dates() -> None:
    assert read_date(date(2016, 9, 29)).printed == datetime(2016, 9, 29)
    assert read_date(pd.Timestamp("2016-09-29T10:00:00.000000001")).printed == datetime(
        2016, 9, 29, 10
    )
    assert read_date(pd.Timestamp("2016-09-29T10:00", tz="Europe/Berlin")).utc == datetime(
        2016, 9, 29, 8
    )


@given(st.datetimes(datetime(1700, 1, 1), datetime(2200, 1, 1)), st.integers(-12 * 60, 14 * 60))
def test_iso_round_trip(moment: datetime, minutes: int) -> None:
    from datetime import timezone

    zoned = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    when = read_date(zoned.isoformat())
    assert when.printed == moment
    assert when.utc == zoned.astimezone(UTC).replace(tzinfo=None)


@given(
    st.dates(date(1700, 1, 1), date(2200, 1, 1)),
    st.sampled_from(["%B %d, %Y", "%d %b %Y", "%A, %d %B %Y"]),
)
def test_english_round_trip(day: date, form: str) -> None:
    assert read_date(day.strftime(form)).printed.date() == day


@given(st.text())
def test_anything_else_is_a_value_error(text: str) -> None:
    with suppress(ValueError, OverflowError):
        read_date(text)


@pytest.mark.skipif(
    not hasattr(time, "tzset"), reason="zones of the machine can be set on Unix only"
)
def test_the_zone_of_the_machine_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "TZ", "America/New_York")
    time.tzset()
    try:
        assert read_date("May 30, 2014 9:03 AM").utc is None
        assert read_date("May 30, 2014 9:04 AM EST").utc == datetime(2014, 5, 30, 14, 4)
    finally:
        monkeypatch.undo()
        time.tzset()
