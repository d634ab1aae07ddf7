"""Days, weeks and months: the period an article was published in, and those between."""

from __future__ import annotations

import pandas as pd

from mediakit.contract.tables import TEXT, known

PERIODS = {"day": "D", "week": "W-SUN", "month": "M"}  # weeks run from Monday to Sunday


def periods_of(published: pd.Series, unit: str) -> pd.Series:
    """Return the first day of each date's period, as text; NA where there is no date.

    Examples
    --------
    >>> dates = pd.Series(pd.to_datetime(["2026-01-08", None]))
    >>> periods_of(dates, "week").tolist(), periods_of(dates, "month")[0]
    (['2026-01-05', nan], '2026-01-01')
    """
    starts = _periods(published, unit).dt.start_time
    return pd.Series(starts.dt.strftime("%Y-%m-%d").astype(TEXT))


def periods_between(published: pd.Series, unit: str) -> list[str]:
    """Return the first days of all periods from the first date to the last, the empty ones too."""
    periods = _periods(published, unit).dropna()
    if periods.empty:
        return []
    whole = pd.period_range(periods.min(), periods.max(), freq=PERIODS[unit])
    return [str(one) for one in whole.start_time.strftime("%Y-%m-%d")]


def _periods(published: pd.Series, unit: str) -> pd.Series:
    known(unit, PERIODS, "period")
    periods: pd.Series = pd.to_datetime(published).dt.to_period(PERIODS[unit])
    return periods
