"""What comes first in dates such as 03/04/2016: the day or the month."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from mediakit.contract.wording import number
from mediakit.corpus.dates import YEAR_LAST

FEW_DECIDE = 2  # dates that show the order of a column, below which it is doubtful
ORDERS = "day", "month"
RARE = 0.05  # share of the others, likewise: of true days three in five show the order


def order_said(dayfirst: bool | None) -> str | None:
    """Return what comes first in 03/04/2016 as the user says it."""
    if not (dayfirst is None or isinstance(dayfirst, bool)):
        raise TypeError(
            f"Got dayfirst={dayfirst!r}; expected True (03/04/2018 is in April), False (it is in "
            "March) or None (as the other dates of the column tell, else not read)."
        )
    return None if dayfirst is None else "day" if dayfirst else "month"


def is_contrary(value: object, order: str) -> bool:
    """Say whether a date can only be read the other way than with `order` first.

    Examples
    --------
    >>> is_contrary("04/13/2018", "day"), is_contrary("13/04/2018", "day")
    (True, False)
    """
    return find_order([value]) not in (None, order)


class Both:
    """Dates of one column of which some can only have the day first and some only the month."""

    def __init__(self) -> None:
        self._examples: dict[str, str] = {}

    def enter(self, value: object) -> None:
        """Enter one date as it was given."""
        if len(self._examples) < len(ORDERS) and (order := find_order([value])):
            self._examples.setdefault(order, str(value).strip()[:40])

    def said(self) -> str | None:
        """Say that both are there; None if they are not.

        Examples
        --------
        >>> both = Both()
        >>> both.enter("13/04/2019"), both.said()
        (None, None)
        >>> both.enter("04/13/2019")
        >>> both.said()
        "dates have the day first ('13/04/2019') and the month first ('04/13/2019') in one column: \
those that can be read either way are not sure; write all as 2019-04-13"
        """
        if len(self._examples) < len(ORDERS):
            return None
        day, month = (self._examples[order] for order in ORDERS)
        return (
            f"dates have the day first ({day!r}) and the month first ({month!r}) in one column: "
            "those that can be read either way are not sure; write all as 2019-04-13"
        )


class Order(NamedTuple):
    """What comes first in a column's numbers, by which of them, and of how many others."""

    order: str | None
    deciding: int = 0
    example: str = ""
    open: int = 0

    @property
    def weak(self) -> bool:
        """Whether few dates decide how many are read: one typing error would turn them all."""
        return self.open > 0 and self.deciding < max(FEW_DECIDE, RARE * self.open)

    def said(self) -> str:
        """Say which dates decided.

        Examples
        --------
        >>> weigh_order(["03/04/2019", "25/04/2019"]).said()
        "1 date of 2 has the day first for sure ('25/04/2019'), and so the others were read, too; \
if that is wrong, say it with dayfirst=False"
        """
        dates = self.deciding + self.open
        have = "has" if self.deciding == 1 else "have"
        return (
            f"{number(self.deciding, 'date')} of {dates:,} {have} the {self.order} first for sure "
            f"({self.example!r}), and so the others were read, too; if that is wrong, say it with "
            f"dayfirst={self.order != 'day'}"
        )


def weigh_order(values: Iterable[object]) -> Order:
    """Find what comes first in a column's numbers; the order is None where either may be."""
    deciding: dict[str, list[str]] = {"day": [], "month": []}
    n_open = 0
    for value in values:
        if isinstance(value, str) and (match := YEAR_LAST.match(value.strip())) and match[2] != ".":
            first, second = int(match[1]), int(match[3])
            if max(first, second) > 12:
                deciding["day" if first > 12 else "month"].append(value.strip()[:40])
            else:
                n_open += first != second
    told = [order for order, dates in deciding.items() if dates]
    if len(told) != 1:
        return Order(None, open=n_open)
    return Order(told[0], len(deciding[told[0]]), deciding[told[0]][0], n_open)


def find_order(values: Iterable[object]) -> str | None:
    """Say whether a column's numbers have the day or the month first; None if either may be."""
    return weigh_order(values).order
