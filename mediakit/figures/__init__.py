"""Numbers into pictures: FIGURES by name, each with the table behind it."""

from mediakit.figures.catalogue import FIGURES, draw
from mediakit.figures.picture import Picture

__all__ = ["FIGURES", "Picture", "draw"]
