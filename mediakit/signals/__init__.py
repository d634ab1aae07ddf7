"""The framing signals: SIGNALS is the table of contents, in the order of ``labels.csv``."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from mediakit.attribution import Attributions
from mediakit.contract.labels import DEFAULT, SOUGHT
from mediakit.contract.tables import Contents
from mediakit.text.document import Document, Span

__all__ = ["DEFAULT", "SIGNALS", "Signal"]

#: A signal reads one field of one article and returns what it found there.
Signal = Callable[[Document, Attributions], list[Span]]

#: The function of each signal: `find` of the module of its name.
SIGNALS: Contents[Signal] = Contents(
    "signal", {name: import_module(f"mediakit.signals.{name}").find for name in SOUGHT}
)
