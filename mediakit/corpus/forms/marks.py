"""Quotation marks and apostrophes typed with other signs."""

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
