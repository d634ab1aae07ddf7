"""Numbers into pictures: FIGURES by name, each with the table behind it."""

from mediakit.figures.catalogue import FIGURES, draw

__all__ = ["FIGURES", "draw"]
