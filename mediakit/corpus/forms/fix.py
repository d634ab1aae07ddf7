"""What a fix of a form is: a name, what the report says of it, a cheap test, and the mending."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


def _nothing_more(before: str, after: str) -> str:
    return ""


class Fix(NamedTuple):
    """One named fix, which can be replayed by itself.

    Parameters
    ----------
    name : str
        What it is called.
    says : str
        What the report says where it changed a text.
    fits : callable
        A cheap test: whether a text may need it at all.
    mend : callable
        Returns the text mended; what is not surely of this form comes back as it was.
    more : callable
        Returns, of the text before and after, what the report adds.
    """

    name: str
    says: str
    fits: Callable[[str], object]
    mend: Callable[[str], str]
    more: Callable[[str, str], str] = _nothing_more
