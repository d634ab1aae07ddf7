"""Cleaning of a title or text, once, on loading."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

INVISIBLE = {
    "terminal escapes": re.compile(r"\x1b\[[\d;]*[A-Za-z]"),
    "soft hyphens": re.compile("\u00ad"),
    "zero-width": re.compile("[\u200b\u2060\ufeff]"),
    # U+0085 is a line end.
    "control characters": re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"),
}
LINE_END = re.compile("\r\n?|[\v\f\u0085\u2028\u2029]")
TRAILING_BLANKS = re.compile(r"[ \t]+(?=\n)")
MANY_LINE_ENDS = re.compile(r"\n{3,}")
ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2028\u2029\u2060\ufeff]"
)  # all of the above
# Decoding text wrongly leaves two odd characters side by side, or one that no keyboard has.
PERHAPS_MOJIBAKE = re.compile(r"[^\x00-\x7f]{2}|[\x80-\x9f]|[ÂÃ] ")
EVIDENT_ENTITY = re.compile(
    r"&(?:amp|quot|apos|nbsp|hellip|[lr][sd]quo|[mn]dash|[A-Za-z](?:acute|grave|circ|uml|cedil|tilde)"
    r"|szlig|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});"
)
MARKUP = re.compile(r"</?[A-Za-z]")


class Cleaned(NamedTuple):
    """A clean text, and what had to be repaired in it."""

    text: str
    repairs: tuple[str, ...]


def clean(text: str) -> Cleaned:
    r"""Clean one title or text; cleaning twice changes nothing more.

    What changes: line ends become ``\n``, at most two in a row, without blanks before them;
    characters are composed (NFC); text that was decoded wrongly is repaired, HTML entities in text
    without markup are decoded; control characters, terminal escapes, soft hyphens and zero-width
    characters go. What stays: quotation marks, no-break spaces, ligatures, wide characters.
    Named as a repair is all of this but line ends, blanks and composing.

    Examples
    --------
    >>> clean("â€œTaxes riseâ€\x9d,\r\nsaid AT&amp;T.  ")  # doctest: +ELLIPSIS
    Cleaned(text='“Taxes rise”,\nsaid AT&T.', repairs=(...))
    """
    repairs: dict[str, None] = {}
    removed: Counter[str] = Counter()
    while (cleaned := _clean_once(text, repairs, removed)) != text:
        text = cleaned
    if gone := removed.total():
        kinds = ", ".join(f"{kind} {number:,}" for kind, number in removed.items() if number)
        repairs[f"invisible characters removed: {gone:,} ({kinds})"] = None
    return Cleaned(text, tuple(repairs))


def _clean_once(text: str, repairs: dict[str, None], removed: Counter[str]) -> str:
    # Mojibake first: soft hyphens, control characters and no-break spaces are parts of it.
    if not text.isascii() and PERHAPS_MOJIBAKE.search(text):
        repaired = "".join(map(_repair, text.splitlines(keepends=True)))
        if repaired != text:
            repairs["mojibake repaired"] = None
            text = repaired
    if "&" in text and EVIDENT_ENTITY.search(text) and not MARKUP.search(text):
        from ftfy.fixes import unescape_html

        text = unescape_html(text)
        repairs["HTML entities decoded"] = None
    # Most texts need none of this, and a search is faster than five replacements.
    if ODD.search(text):
        for kind, pattern in INVISIBLE.items():
            shorter = pattern.sub("", text)
            removed[kind] += len(text) - len(shorter)
            text = shorter
        text = LINE_END.sub("\n", text)
    text = unicodedata.normalize("NFC", text)
    if " \n" in text or "\t\n" in text:
        text = TRAILING_BLANKS.sub("", text)
    if "\n\n\n" in text:
        text = MANY_LINE_ENDS.sub("\n\n", text)
    return text.strip(" \t\n")


def _repair(line: str) -> str:
    # ftfy is slow on long text and does much that honest text should not suffer: only its
    # decoding is wanted, and only for lines that may need it.
    if not PERHAPS_MOJIBAKE.search(line):
        return line
    from ftfy import fix_encoding
    from ftfy.fixes import fix_c1_controls

    return fix_c1_controls(fix_encoding(line))
