"""Quotation marks, apostrophes and joined letters, written with other signs."""

from __future__ import annotations

import re

PERHAPS = re.compile("[´′″ʼʹʺ]")
APOSTROPHE = re.compile(r"(?<=[^\W\d_])[´`′ʼʹ](?=(?:s|t|re|ve|ll|d|m)\b)", re.IGNORECASE)
PAIRS = (
    (re.compile(r"(?<![\w″])″(?=\w)([^″\n]+?)(?<=[\w,.!?…'’)])″(?!\w)"), r"“\1”"),
    (re.compile(r"(?<![\wʺ])ʺ(?=\w)([^ʺ\n]+?)(?<=[\w,.!?…'’)])ʺ(?!\w)"), r"“\1”"),
    (re.compile(r"(?<![\w´])´´(?=\w)([^´\n]+?)(?<=[\w,.!?…'’)])´´(?!\w)"), r"“\1”"),
    (re.compile(r"(?<![\w′])′′(?=\w)([^′\n]+?)(?<=[\w,.!?…'’)])′′(?!\w)"), r"“\1”"),
    (re.compile(r"(?<![\w`])``(?=\w)([^`\n]+?)(?<=[\w,.!?…'’)])``(?!\w)"), r"“\1”"),
    (re.compile(r"(?<![\w′])′(?=\w)([^′\n]+?)(?<=[\w,.!?…'’)])′(?!\w)"), r"‘\1’"),
    (re.compile(r"(?<![\w´`])[´`](?=\w)([^´`\n]+?)(?<=[\w,.!?…'’)])´(?!\w)"), r"‘\1’"),
    (re.compile(r"(?<![\w`])`(?=\w)([^`\n]+?)(?<=[,.!?…])`(?!\w)"), r"‘\1’"),
    (re.compile(r"(?<![\w,]),,(?=\w)([^\n]{1,600}?)(?<=[\w,.!?…'’)])(?:''|[\"“”])(?!\w)"), r"„\1“"),
    (re.compile(r"<<\s?(?=\w)([^<>\n]+?)(?<=[\w,.!?…'’)])\s?>>"), r"«\1»"),
)  # fmt: skip

#: Printers' joined letters, as PDFs give them: a search for *official* would miss *oﬃcial*.
LIGATURES = {
    ord(joined): apart
    for joined, apart in zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)
}
LIGATURE = re.compile("[\ufb00-\ufb06]")


def has_ligature(text: str) -> bool:
    """Say whether letters stand joined, as printers join them."""
    return not text.isascii() and LIGATURE.search(text) is not None


def part_ligatures(text: str) -> str:
    """Write joined letters apart; letters of their own (æ, œ, ĳ, ß) stay.

    Examples
    --------
    >>> part_ligatures("The oﬃcial ﬂed Ægina")
    'The official fled Ægina'
    """
    return text.translate(LIGATURES)


def has_other_signs(text: str) -> bool:
    """Say whether one of the signs is there that may stand for a mark."""
    if '""' in text or "`" in text or "<<" in text or ",," in text:
        return True
    return not text.isascii() and PERHAPS.search(text) is not None


def mend_signs(text: str) -> str:
    """Write the marks that were meant, where both of a pair, or a contraction, tell that surely.

    What reading knows as marks stays: straight ones, doubled apostrophes, ``so''.

    Examples
    --------
    >>> mend_signs("″It isn´t true,″ Holt said. A plank of 6′ 2″.")
    '“It isn’t true,” Holt said. A plank of 6′ 2″.'
    """
    text = APOSTROPHE.sub("’", text)
    for pattern, marks in PAIRS:
        text = pattern.sub(marks, text)
    if text.count('"') == 2 * text.count('""'):  # a spreadsheet doubled every one
        text = text.replace('""', '"')
    return text
