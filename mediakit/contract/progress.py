"""Progress of long work and short messages, in a terminal, a notebook and a log alike."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

logger = logging.getLogger("mediakit")

FIRST = 3.0  # seconds that work may take without a word
EVERY = 10.0  # seconds between two lines of a log, and more and more of them in a long run
SHARE = 0.1  # of the time passed: after ten minutes a line a minute
_above: ContextVar[Any] = ContextVar("above", default=None)  # the bar of the work around


def say(message: str) -> None:
    """Say something in a line: through the logger ``mediakit`` where logging is set up for it.

    Else a notebook shows it as its own output, not in the red of errors, and a script on stderr.
    ``logging.getLogger("mediakit").setLevel("WARNING")`` silences messages and bars.
    """
    if logger.level or (logger.hasHandlers() and logger.isEnabledFor(logging.INFO)):
        logger.info(message)
    else:
        print(message, file=sys.stdout if in_notebook() else sys.stderr)


def in_notebook() -> bool:
    """Tell whether a kernel runs this code, whose output a page shows."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and hasattr(ipython.get_ipython(), "kernel")


@contextmanager
def progress(
    doing: str,
    unit: str,
    total: int | None = None,
    shown: bool = True,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Callable[[int], Any]]:
    """Show how far some work has come, once it has taken three seconds.

    A terminal and a notebook have a bar, a log has lines. Work within other work of the same unit
    moves the bar of that, and is silent if it counts something else.

    Yields
    ------
    function
        To be called with the number of units just done.

    Examples
    --------
    >>> with progress("Reading", "articles", total=3) as done:
    ...     for article in "abc":
    ...         done(1)
    """
    above = _above.get()
    shown = shown and logger.level <= logging.INFO
    if above is not None or not shown:
        yield (
            above.update if shown and above is not None and above.unit.strip() == unit else _nothing
        )
        return
    in_a_line = sys.stderr.isatty() or in_notebook()
    bar = (_bar if in_a_line else _Lines)(doing, unit, total, clock)
    token = _above.set(bar)
    try:
        yield bar.update
    finally:
        _above.reset(token)
        bar.close()


def _nothing(_: int) -> None:
    """Show nothing."""


def _bar(doing: str, unit: str, total: int | None, _: Callable[[], float]) -> Any:
    from tqdm import tqdm

    file = sys.stdout if in_notebook() else sys.stderr
    return tqdm(desc=doing, unit=f" {unit}", total=total, delay=FIRST, leave=False, file=file)


class _Lines:
    """Progress as lines of a log."""

    def __init__(
        self, doing: str, unit: str, total: int | None, clock: Callable[[], float]
    ) -> None:
        self.doing, self.unit, self.total, self.clock = doing, unit, total, clock
        self.n, self.said = 0, False
        self.start = clock()
        self.next = self.start + FIRST

    def update(self, n: int) -> None:
        self.n += n
        now = self.clock()
        if now < self.next or self.n == self.total:
            return
        passed = now - self.start
        self.next = now + max(EVERY, SHARE * passed)
        self.said = True
        of = f" of {self.total:,}" if self.total else ""
        left = (
            f", about {_time(passed / self.n * (self.total - self.n))} left" if self.total else ""
        )
        say(f"{self.doing}: {self.n:,}{of} {self._unit()} in {_time(passed)}{left}")

    def close(self) -> None:
        if self.said:
            passed = _time(self.clock() - self.start)
            say(f"{self.doing}: {self.n:,} {self._unit()} in {passed}")

    def _unit(self) -> str:
        return self.unit.removesuffix("s") if (self.total or self.n) == 1 else self.unit


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
