"""Text that was decoded with the wrong table."""

from __future__ import annotations

import re
from functools import cache

# Decoding text wrongly leaves two odd characters side by side, or one that no keyboard has.
PERHAPS = re.compile(r"[^\x00-\x7f]{2}|[\x80-\x9f]|[ÂÃ] ")
HALF_MARK = re.compile("â€(?:\\?|\x9d|\ufffd)?(?=[\\s.,;:!?)]|$)")
RIGHT_MARK = re.compile(r"(?<!\S)“(?=\w)|(?<=\w)’(?=[st]\b)")
NOT_WORDS = (
    "don can won isn doesn didn wasn weren couldn wouldn shouldn hasn haven aren hadn".split()
)
SUBJECTS = "it that there he she we they you what who let".split()
#: A dash or point that stands free: a text that has both tables, so its signs are what they seem.
FREE_SIGN = re.compile(r"(?<!\w)[—–•](?!\w)")
#: Marks in UTF-8 that a DOS table read, and those of which two of three bytes became ``??``.
DOS = {"ΓÇ£": "“", "ΓÇ¥": "”", "ΓÇÖ": "’", "ΓÇÿ": "‘", "ΓÇô": "–", "ΓÇö": "—", "ΓÇª": "…"}
DOS_MARK = re.compile("ΓÇ[£¥Öÿôöª]")
TWO_LOST = re.compile(
    r"(?<=[A-Za-z])â\?\?(?=(?:s|t|re|ve|ll|d|m)\b)|(?<!\S)â\?\?(?=\w)"
    r"|(?<=[,.!?…])â\?\?(?!\w)|(?<=\w)â\?\?(?=[\s,.;:])"
)
WRONG_TABLES = (("cp1252", "mac_roman"), ("mac_roman", "cp1252"), ("cp437", "cp1252"))


def mend_mojibake(text: str) -> str:
    """Decode again what was UTF-8 or Windows-1252 and read as something else (by ftfy).

    Examples
    --------
    >>> mend_mojibake("â€œTaxes rise,â€ Ida MÃ¼ller said.")
    '“Taxes rise,” Ida Müller said.'
    """
    return "".join(map(_mend_line, text.splitlines(keepends=True)))


def _mend_line(line: str) -> str:
    # ftfy is slow on long text and does much that honest text should not suffer: only its
    # decoding is wanted, and only for lines that may need it.
    if not PERHAPS.search(line) and "â??" not in line:
        return line
    line = DOS_MARK.sub(lambda match: DOS[match[0]], line)
    line = TWO_LOST.sub(_lost_mark, line)
    from ftfy import fix_encoding
    from ftfy.fixes import fix_c1_controls

    if "â€œ" in line:  # the last byte of a closing mark is none in Windows-1252 and is often lost
        line = HALF_MARK.sub("”", line)
    return fix_c1_controls(fix_encoding(line))


def _lost_mark(match: re.Match[str]) -> str:
    """Return the mark that stood there: its place tells which."""
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    if before.isalpha() and after.isalpha():
        return "’"
    return "”" if before.strip() else "“"


@cache
def _tables() -> tuple[tuple[re.Pattern[str], dict[int, str]], ...]:
    """For each pair of tables what proves it, and what each character should have been."""
    made = []
    for wrong, right in WRONG_TABLES:
        odd = {}
        for byte in range(128, 256):
            one = bytes([byte])
            read, meant = one.decode(wrong, "replace"), one.decode(right, "replace")
            if "\ufffd" not in (read, meant):
                odd[ord(read)] = meant
        back = {meant: chr(read) for read, meant in odd.items()}
        opening, closing, apostrophe = back["“"], back["”"], back["’"]
        proof = (
            rf"\b(?:{'|'.join(NOT_WORDS)}){apostrophe}t\b"
            rf"|\b(?:{'|'.join(SUBJECTS)}){apostrophe}(?:s|re|ve|ll|d)\b"
            # Õ and Æ, but not í: Solís is a name.
            rf"|(?-i:[a-z]{{3}}(?![a-z\u00df-\u00ff]){apostrophe}s [a-z])"
            rf"|(?<!\S){opening}(?=\w)[^\n{opening}]+?(?<=[,.!?…]){closing}(?!\w)"
        )
        made.append((re.compile(proof, re.IGNORECASE), odd))
    return tuple(made)


def may_be_other_table(text: str) -> bool:
    """Say whether a text has one of the letters that marks become."""
    return not text.isascii() and any(letter in text for letter in "ÒÕìíôÆ")


def mend_other_table(text: str) -> str:
    """Decode again what a Mac wrote and Windows read, or the other way about.

    Only where a contraction (*donÕt*) or a quotation (*ÒNo,Ó*) proves it, and no curly mark stands
    where one should. Where a dash stands between blanks only letters are decoded again: the text
    was put together from two.

    Examples
    --------
    >>> mend_other_table("ÒTaxes rise,Ó Ida MŸller said. It wasnÕt true.")
    '“Taxes rise,” Ida Müller said. It wasn’t true.'
    >>> mend_other_table("It wasnÕt Ida Holt — or was it?")
    'It wasn’t Ida Holt — or was it?'
    >>> mend_other_table("Seán Ó Briain")
    'Seán Ó Briain'
    """
    if RIGHT_MARK.search(text):
        return text
    for proof, odd in _tables():
        if proof.search(text):
            if FREE_SIGN.search(text):
                odd = {code: meant for code, meant in odd.items() if chr(code).isalpha()}
            return text.translate(odd)
    return text
