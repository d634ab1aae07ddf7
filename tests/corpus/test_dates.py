"""Dates: read as printed, or not at all."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.contract.resources import read_rows
from mediakit.corpus.dates import TwoReadings, read_date
from mediakit.corpus.orders import find_order


@pytest.mark.parametrize(
    ("given_", "printed", "utc"),
    [
        ("2016-09-29", "2016-09-29T00:00:00", None),
        ("2018-W10-1", "2018-03-05T00:00:00", None),
        ("2018-03-05 10:00 Europe/Berlin", "2018-03-05T10:00:00", "2018-03-05T09:00:00"),
        ("2018-07-05T10:00:00+01:00[Europe/London]", "2018-07-05T10:00:00", "2018-07-05T09:00:00"),
        ("10:15 15/03/2018", "2018-03-15T10:15:00", None),
        ("5 Mar 2018 (print edition)", "2018-03-05T00:00:00", None),
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
        ("Jan 29,   2020 @ 05:33:50.000", "2020-01-29T05:33:50", None),
        ("Published 5 March 2018", "2018-03-05T00:00:00", None),
        ("First published on 5 March 2018, updated 6 March 2018", "2018-03-05T00:00:00", None),
        ("5 March 2018 | Updated 6 March 2018", "2018-03-05T00:00:00", None),
        ("March 5, 2018 at 10:15 a.m. ET", "2018-03-05T10:15:00", "2018-03-05T15:15:00"),
        ("July 5, 2018 10:15 AM ET", "2018-07-05T10:15:00", "2018-07-05T14:15:00"),
        ("March 5, 2018 Monday 10:11 PM EST", "2018-03-05T22:11:00", "2018-03-06T03:11:00"),
        ("5 March 2018, 10.15am", "2018-03-05T10:15:00", None),
        ("Montag, 5. März 2018, 10.15 Uhr", "2018-03-05T10:15:00", None),
        ("5. März 2018 Montag 6:00 AM GMT+1", "2018-03-05T06:00:00", "2018-03-05T05:00:00"),
        ("Mon Mar 5 2018 10:15:00 GMT+0100 (CET)", "2018-03-05T10:15:00", "2018-03-05T09:15:00"),
        ("Thu Sep 29 10:00:00 +0000 2016", "2016-09-29T10:00:00", "2016-09-29T10:00:00"),
        ("Montag, 05.03.2018", "2018-03-05T00:00:00", None),
        ("Veröffentlicht am 05.03.2018 um 10:15 Uhr", "2018-03-05T10:15:00", None),
        ("5. Jänner 2018", "2018-01-05T00:00:00", None),
        ("mar. 6 févr. 2018 à 10h15", "2018-02-06T10:15:00", None),
        ("mar 6 mar 2018", "2018-03-06T00:00:00", None),
        ("1er août 2018", "2018-08-01T00:00:00", None),
        ("martes, 6 de marzo de 2018", "2018-03-06T00:00:00", None),
        ("5 ago 2018", "2018-08-05T00:00:00", None),
        ("lunedì 5 marzo 2018, ore 10:15", "2018-03-05T10:15:00", None),
        ("maandag 5 maart 2018 10:15 uur", "2018-03-05T10:15:00", None),
        ("segunda-feira, 5 de março de 2018", "2018-03-05T00:00:00", None),
        ("2018年3月5日", "2018-03-05T00:00:00", None),
        ("Jan 11, 2 009", "2009-01-11T00:00:00", None),
        ("05-Mar-18", "2018-03-05T00:00:00", None),
        ("5 March '18", "2018-03-05T00:00:00", None),
        ("05/Mar/2018:10:15:00 +0100", "2018-03-05T10:15:00", "2018-03-05T09:15:00"),
        ("20180305101500", "2018-03-05T10:15:00", None),
        ("20180305T101500Z", "2018-03-05T10:15:00", "2018-03-05T10:15:00"),
        (20180305, "2018-03-05T00:00:00", None),
    ],
)
def test_dates_that_are_read(given_: str, printed: str, utc: str | None) -> None:
    when = read_date(given_)
    assert when.printed.isoformat() == printed
    assert (when.utc and when.utc.isoformat()) == utc


@pytest.mark.parametrize(
    "given_",
    ["2016", "May 2016", "May 30", "30 May 14", "yesterday", "Friday", "10 11 2016", "2016-13-05",
     "2016/13/05", "31/31/2016", "0001-11-30", "", "n/a", "2016-02-30", "2016-05", "05/2016", 2016,
     "Monday in May 2016", "12:30", "tax 2016 maybe", True, 12, 1.5, "2018030510", 123456, 1e300,
     "5 hours ago", "vor 5 Stunden", "il y a 2 jours", "hace 3 horas", "gestern", "5-7 May 2016",
     "May 5–11, 2016", "5 & 6 May 2016", "1/2 May 2016", "Mai 2016", "noviembre de 2016", "Q1 2016",
     "2016-W10", "FY2016", "2H16", "2016-03-05/2016-03-07",
     "05.03.2016 bis 07.03.2016", "2016-03-05 10:00 Nowhere/Land", "summer 2016", "20161305", "99999", "31 février 2016", "5 mars 2016 et demi"],
)  # fmt: skip
def test_dates_that_are_not_read(given_: object) -> None:
    with pytest.raises(ValueError):
        read_date(given_)


@pytest.mark.parametrize(
    ("given_", "printed", "note"),
    [
        (43164, "2018-03-05T00:00:00", "read as a day that Excel counts from 1900"),
        ("43164.5", "2018-03-05T12:00:00", "read as a day that Excel counts from 1900"),
        (1520244900, "2018-03-05T10:15:00", "read as seconds since 1970, in UTC"),
        ("1520244900000", "2018-03-05T10:15:00", "read as milliseconds since 1970, in UTC"),
        (
            "Updated: 5 March 2018",
            "2018-03-05T00:00:00",
            "the day of an update, not of publication",
        ),
        ("Stand: 05.03.2018", "2018-03-05T00:00:00", "the day of an update, not of publication"),
        ("Friday, 5 March 2018", "2018-03-05T00:00:00", "the day of the week is another one"),
        ("Freitag, 05.03.2018", "2018-03-05T00:00:00", "the day of the week is another one"),
    ],
)
def test_what_is_to_be_known_of_a_date_is_told(given_: object, printed: str, note: str) -> None:
    when = read_date(given_)
    assert (when.printed.isoformat(), when.note) == (printed, note)


@pytest.mark.parametrize(
    "given_",
    ["2018", "May 2018", "2018-05", 2018, "mars 2018", "3-5 May 2018", pd.Period("2018-05")],
)
def test_a_period_is_no_day_and_none_is_invented(given_: object) -> None:
    with pytest.raises(ValueError, match="no day is invented"):
        read_date(given_)


MONTHS = [row for row in read_rows("months") if row["kind"] == "month"]
WEEKDAYS = [row for row in read_rows("months") if row["kind"] == "weekday"]


@settings(max_examples=150)
@given(
    st.dates(date(1700, 1, 1), date(2200, 1, 1)), st.sampled_from(["de", "fr", "es", "it", "nl", "pt", "en"]),
    st.sampled_from(["{w}, {d}. {m} {y}", "{d} {m} {y}", "{w} {d} de {m} de {y}", "{m} {d}, {y}", "{w}. {d} {m}. {y}"]),
    st.data(),
)  # fmt: skip
def test_round_trip_in_seven_languages(
    day: date, language: str, form: str, data: st.DataObject
) -> None:
    month, weekday = (
        data.draw(st.sampled_from([row["word"] for row in rows if row["language"] == language and int(row["number"]) == number]))
        for rows, number in ((MONTHS, day.month), (WEEKDAYS, day.isoweekday()))
    )  # fmt: skip
    when = read_date(form.format(w=weekday, d=day.day, m=month, y=day.year))
    assert when.printed.date() == day and when.note is None


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
    assert read_date(pd.Period("2016-09-29", "D")).printed == datetime(2016, 9, 29)
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
