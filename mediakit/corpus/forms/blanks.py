"""White space between words."""

from __future__ import annotations

import re

RUN = re.compile(r"(?<=\S)(?:[ \t\u00a0\u2000-\u200a\u202f\u205f]{2,}|\t)(?=\S)")
INDENT = re.compile(r"^[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+", re.MULTILINE)
#: Blanks that are not the plain one and stand between letters: between figures and at French marks
#: they are good typography, and so is the no-break space (U+00A0).
ODD_BLANK = re.compile(r"(?<=[^\W\d_.,])[\u1680\u2000-\u200a\u202f\u205f](?=[^\W\d_])")
PERHAPS = re.compile(
    r"[\u1680\u2000-\u200a\u202f\u205f]|\u00a0[ \u00a0]"
    r"|(?<=[ \n])\u00a0|(?<=\n)\u3000|\A[\u00a0\u3000]"
)
ANY_ODD = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
CELL = re.compile(r"\t+| {3,}")


def has_odd_blanks(text: str) -> bool:
    """Say whether there is a run of blanks, a tab, an odd blank or a line that is set in."""
    if "  " in text or "\t" in text or "\n " in text:
        return True
    if "\u00a0" in text and _is_no_break(text):
        return True
    return (
        not text.isascii() and ANY_ODD.search(text) is not None and PERHAPS.search(text) is not None
    )


def even_blanks(text: str) -> str:
    r"""Put one blank where several are, or a tab, or a thin one between letters.

    Lines set in lose what sets them in. Cells of a table stay apart: two lines or more, one after
    the other, with as many gaps.

    Examples
    --------
    >>> even_blanks("Ida  Holt\tsaid no."), even_blanks("5\u202f000 euros")
    ('Ida Holt said no.', '5\u202f000 euros')
    >>> even_blanks("Halm\t12\t14\nKestle\t9\t11")
    'Halm\t12\t14\nKestle\t9\t11'
    """
    if _is_no_break(text):
        text = text.replace("\u00a0", " ")
    lines = ODD_BLANK.sub(" ", text).split("\n")
    gaps = [_gaps(line) for line in lines] if "\t" in text or "   " in text else [0] * len(lines)
    for at, line in enumerate(lines):
        beside = (gaps[max(0, at - 1)] if at else 0, gaps[at + 1] if at + 1 < len(lines) else 0)
        if not gaps[at] or gaps[at] not in beside:
            lines[at] = RUN.sub(" ", line)
    return INDENT.sub("", "\n".join(lines))


def _is_no_break(text: str) -> bool:
    """Say whether so many blanks are no-break ones that no writer meant them."""
    return text.count("\u00a0") > 0.2 * text.count(" ") + 3


def _gaps(line: str) -> int:
    """Count the gaps between cells; 0 if the line looks like prose with odd blanks."""
    cells = CELL.split(line.strip())
    if len(cells) == 1 or line.rstrip().endswith((".", "”", '"')) or len(cells) > 12:
        return 0
    return len(cells) - 1
