"""Lines that a file or a printer filled to a width, where paragraphs are meant."""

from __future__ import annotations

import re
from statistics import quantiles
from typing import NamedTuple

NARROWEST, WIDEST = 24, 132
FEWEST = 3  # full lines that are joined, at least
SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
#: What begins a line of its own: a point of a list, a speaker of a transcript, a time.
ITEM = re.compile(
    r"[-•*·–—▪►>]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s|[A-Z][A-Z .'’-]{0,40}:\s|[QA][:.]\s"
    r"|\d{1,2}[:.]\d\d\s"
)
HYPHEN = re.compile(r"[^\W\d_]{2,}-$")
CAPTION_CELL = re.compile(r"\t|\S {3,}\S.*\S {3,}\S")


class _Line(NamedTuple):
    indent: int
    text: str


def may_be_filled(text: str) -> bool:
    """Say whether a text has enough lines, of a length that lines are filled to."""
    ends = text.count("\n")
    if ends <= FEWEST or len(text) > 60 * WIDEST * ends:
        return False
    blank = text.count("\n\n")
    return ends - 2 * blank >= FEWEST or _runs_on(text)


def _runs_on(text: str) -> bool:
    """Say whether many paragraphs begin in lower case: lines with a blank line after each."""
    begun = re.findall(r"\n\n\s*(\w)", text)
    return len(begun) >= FEWEST and sum(map(str.islower, begun)) > 0.4 * len(begun)


def join_lines(text: str) -> str:
    r"""Join the lines of each paragraph, if the text was filled to a width.

    A line was *filled* if the first word of the next would not have fitted. Joined are filled lines
    only; a paragraph ends at a blank line, an indented line, or a line that was not filled. Words
    cut by a hyphen are whole again. Poems, lists, tables and transcripts have lines that end
    before the width and stay.

    Examples
    --------
    >>> print(join_lines('''The council of Halm voted to
    ... close the bridge for a year.
    ...
    ... Nobody had told the town how
    ... rotten the piers were and it
    ... will not forgive, Holt said.'''))
    The council of Halm voted to close the bridge for a year.
    <BLANKLINE>
    Nobody had told the town how rotten the piers were and it will not forgive, Holt said.
    """
    if _runs_on(text) and (single := re.sub(r"\n\n", "\n", text)).count("\n\n") == 0:
        joined = _join(single)
        return re.sub(r"\n", "\n\n", joined) if joined != single else text
    return _join(text)


def _join(text: str) -> str:
    lines = [_line(raw) for raw in text.split("\n")]
    present = [line for line in lines if line.text]
    if len(present) <= FEWEST:
        return text
    base = sorted(line.indent for line in present)[len(present) // 10]
    width = _width(lines)
    if width is None:
        return text
    # A break counts between two lines of text of which the second is not set in.
    breaks = [
        at
        for at in range(len(lines) - 1)
        if lines[at].text and lines[at + 1].text and not _set_in(lines, at + 1, base)
    ]
    full = {at for at in breaks if _is_full(lines, at, width, base)}
    if not _was_filled(lines, breaks, full, base):
        return text
    hyphens = sum(HYPHEN.search(lines[at].text) is not None for at in full)
    split = hyphens > 0.04 * len(full) and hyphens > 1
    pieces = [text.split("\n")[0]]
    for at, raw in enumerate(text.split("\n")[1:]):
        if at in full and not ITEM.match(lines[at + 1].text):
            pieces[-1] = _glue(pieces[-1].rstrip(), lines[at + 1].text, split)
        else:
            pieces.append(raw)
    return "\n".join(pieces)


def _line(raw: str) -> _Line:
    expanded = raw.expandtabs(8)
    bare = expanded.lstrip()
    return _Line(len(expanded) - len(bare), raw.strip())


def _set_in(lines: list[_Line], at: int, base: int) -> bool:
    return lines[at].indent > base


def _width(lines: list[_Line]) -> int | None:
    """Estimate the width: nine of ten lines that another follows are at most so long."""
    lengths = sorted(
        lines[at].indent + len(lines[at].text)
        for at in range(len(lines) - 1)
        if lines[at].text and lines[at + 1].text
    )
    if len(lengths) < FEWEST:
        return None
    width = int(quantiles(lengths, n=10)[-1]) if len(lengths) > 9 else lengths[-1]
    return width if NARROWEST <= width <= WIDEST else None


def _is_full(lines: list[_Line], at: int, width: int, base: int) -> bool:
    here, following = lines[at], lines[at + 1].text
    if CAPTION_CELL.search(here.text) or CAPTION_CELL.search(following):
        return False
    word = following.split(maxsplit=1)[0]
    if "-" in word[1:-1]:
        word = word[: word.index("-", 1) + 1]
    # Two characters of grace: a width is known only from the lines that nearly reach it.
    return here.indent + len(here.text) + 1 + len(word) >= width - 1


def _was_filled(lines: list[_Line], breaks: list[int], full: set[int], base: int) -> bool:
    """Say whether the line ends look like those of filled text.

    Filled lines end anywhere in a sentence, and the next goes on in lower case; the others are
    last lines of paragraphs and end as sentences do.
    """
    if len(full) < FEWEST:
        return False
    goes_on = sum(lines[at + 1].text[:1].islower() for at in full)
    if goes_on < 0.35 * len(full):
        return False
    short = [at for at in breaks if at not in full]
    ended = sum(SENTENCE_END.search(lines[at].text) is not None for at in short)
    return len(full) >= 0.5 * len(breaks) and len(short) - ended <= 0.15 * len(breaks)


def _glue(before: str, after: str, split: bool) -> str:
    if HYPHEN.search(before) and after[:1].islower():
        return before[:-1] + after if split else before + after
    return f"{before} {after}"
