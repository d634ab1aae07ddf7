"""Table in, Axes out: nothing is counted and nothing is written here."""

from mediakit.figures.plot._axes import printable, say
from mediakit.figures.plot.article import strip
from mediakit.figures.plot.people import (
    NO_SOURCE,
    PRONOUN,
    UNNAMED,
    positioning,
    source_types,
    speakers,
)
from mediakit.figures.plot.rates import CUT, differences, over_time, rates
from mediakit.figures.plot.words import keyness

__all__ = [
    "CUT",
    "NO_SOURCE",
    "PRONOUN",
    "UNNAMED",
    "differences",
    "keyness",
    "over_time",
    "positioning",
    "printable",
    "rates",
    "say",
    "source_types",
    "speakers",
    "strip",
]
