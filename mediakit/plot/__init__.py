"""Table in, Axes out: nothing is counted and nothing is written here."""

from mediakit.plot._axes import printable, say
from mediakit.plot.article import strip
from mediakit.plot.people import NO_SOURCE, PRONOUN, UNNAMED, positioning, source_types, speakers
from mediakit.plot.rates import CUT, differences, over_time, rates
from mediakit.plot.words import keyness

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
