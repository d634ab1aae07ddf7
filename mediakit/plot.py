"""The plots under the name that notebooks use: see `mediakit.figures.plot`."""

from mediakit.figures.plot import *  # noqa: F403
from mediakit.figures.plot import __all__


def __dir__() -> list[str]:
    return sorted(__all__)
