"""What a fix of a form is: a name, what the report says of it, a cheap test, and the mending."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


def _no_captions(text: str) -> list[str]:
    return []


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
    captions : callable
        Returns the captions that the mending takes out of the text, for the column of captions.
    """

    name: str
    says: str
    fits: Callable[[str], object]
    mend: Callable[[str], str]
    more: Callable[[str, str], str] = _nothing_more
    captions: Callable[[str], list[str]] = _no_captions
