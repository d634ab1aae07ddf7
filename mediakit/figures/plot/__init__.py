"""Table in, Axes out: nothing is counted and nothing is written here."""

# What figures use beside the plots stands here without being a plot: see __all__.
from mediakit.figures.plot._axes import printable as printable
from mediakit.figures.plot._axes import say as say
from mediakit.figures.plot.article import strip
from mediakit.figures.plot.people import NO_SOURCE as NO_SOURCE
from mediakit.figures.plot.people import PRONOUN as PRONOUN
from mediakit.figures.plot.people import UNNAMED as UNNAMED
from mediakit.figures.plot.people import positioning, source_types, speakers
from mediakit.figures.plot.rates import CUT as CUT
from mediakit.figures.plot.rates import differences, over_time, rates
from mediakit.figures.plot.words import keyness

__all__ = [
    "differences",
    "keyness",
    "over_time",
    "positioning",
    "rates",
    "source_types",
    "speakers",
    "strip",
]
