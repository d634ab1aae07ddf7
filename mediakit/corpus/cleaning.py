"""Cleaning of a title or text, once, on loading."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from mediakit.corpus.forms import FIXES

LINE_END = re.compile("\r\n?|[\v\f\u0085\u2028\u2029]")
TRAILING_BLANKS = re.compile(r"[ \t\u00a0]+(?=\n)")
MANY_LINE_ENDS = re.compile(r"\n{3,}")
MOST_PASSES = 8


class Cleaned(NamedTuple):
    """A clean text, and what had to be repaired in it."""

    text: str
    repairs: tuple[str, ...]


def clean(text: str) -> Cleaned:
    r"""Clean one title or text; cleaning twice changes nothing more.

    Its form is mended: each of `FIXES` that the text needs, in order, again until nothing changes.
    Besides, line ends become ``\n``, at most two in a row, without blanks before them, and
    characters are composed (NFC). What stays: quotation marks, no-break spaces, wide characters.
    Named as a repair is all of this but line ends, blanks at them and composing.

    Examples
    --------
    >>> clean("<p>â€œTaxes rise,â€\x9d\r\nsaid AT&amp;T.</p>").text
    '“Taxes rise,” said AT&T.'
    >>> clean("Nothing  odd.").repairs
    ('odd white space evened',)
    """
    return clean_without_captions(text)[0]


def clean_without_captions(text: str) -> tuple[Cleaned, list[str]]:
    """Clean as `clean` does, and return the captions that its markup sets apart.

    Examples
    --------
    >>> clean_without_captions("<p>Taxes rise. Rents fall.</p><figcaption>The quay.</figcaption>")
    (Cleaned(text='Taxes rise. Rents fall.', repairs=(...)), ['The quay.'])
    """
    repairs: dict[str, None] = {}
    captions: dict[str, None] = {}
    before = None
    for _ in range(MOST_PASSES):
        if text == before:
            break
        before = text
        text = _mend(text, repairs, captions)
    return Cleaned(text, tuple(repairs)), list(captions)


def _mend(text: str, repairs: dict[str, None], captions: dict[str, None]) -> str:
    for fix in FIXES.values():
        if fix.fits(text) and (mended := fix.mend(text)) != text:
            repairs[fix.says + fix.more(text, mended)] = None
            captions |= dict.fromkeys(fix.captions(text))
            text = mended
        if fix.name == "invisible":
            text = _even_line_ends(text)
    return _even_line_ends(text).strip(" \t\n")


def _even_line_ends(text: str) -> str:
    if LINE_END.search(text):
        text = LINE_END.sub("\n", text)
    text = unicodedata.normalize("NFC", text)
    if " \n" in text or "\t\n" in text or "\u00a0\n" in text:
        text = TRAILING_BLANKS.sub("", text)
    if "\n\n\n" in text:
        text = MANY_LINE_ENDS.sub("\n\n", text)
    return text
