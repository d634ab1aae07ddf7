"""The framing signals: SIGNALS is the table of contents."""

from __future__ import annotations

from collections.abc import Callable

from mediakit.attribution import Attributions
from mediakit.signals import loaded, naming, stance, tone
from mediakit.text.document import Document, Span

#: A signal reads one field of one article and returns what it found there.
Signal = Callable[[Document, Attributions], list[Span]]

SIGNALS: dict[str, Signal] = {
    "loaded": loaded.find,
    "stance": stance.find,
    "naming": naming.find,
    "tone": tone.find,
}

#: What `find` looks for unless told otherwise; sourcing is always read, for the voices.
DEFAULT = ("loaded", "stance", "naming")
