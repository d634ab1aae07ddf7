"""Lines that a file or a printer filled to a width, where paragraphs are meant."""

from __future__ import annotations

import re
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
CUT = re.compile(r"[^\W\d_]{2,}-\n(?=[a-zß-öø-ÿ])")
OPENING = '“"«„‘'
CELLS = re.compile(r"\t|\S {3,}\S.*\S {3,}\S")


class _Line(NamedTuple):
    indent: int
    text: str
    tab: bool


def may_be_filled(text: str) -> bool:
    """Say whether a text has enough lines, of a length that lines are filled to."""
    ends = text.count("\n")
    if ends < FEWEST or len(text) > 60 * WIDEST * ends:
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
    raws = text.split("\n")
    lines = [_line(raw) for raw in raws]
    indents = sorted(line.indent for line in lines if line.text)
    if len(indents) <= FEWEST:
        return text
    base = indents[len(indents) // 10]
    # A break counts between two lines of text of which the second is not set in.
    breaks = [
        at
        for at in range(len(lines) - 1)
        if lines[at].text and lines[at + 1].text and lines[at + 1].indent <= base
    ]
    width = _width([len(lines[at].text) + lines[at].indent for at in breaks if not lines[at].tab])
    if width is None:
        return text
    full = {at for at in breaks if _is_full(lines[at], lines[at + 1].text, width)}
    if not _was_filled(lines, breaks, full):
        return text
    hyphens = sum(HYPHEN.search(lines[at].text[-40:]) is not None for at in full)
    cut = hyphens > 1 and hyphens > 0.08 * len(full)
    told = "blank lines" if "\n\n" in text else ""
    if any(line.text and line.indent > base for line in lines[1:]):
        told = "set in"
    joined, pieces = set(breaks), raws[:1]
    for at, raw in enumerate(raws[1:]):
        here, following = lines[at].text, lines[at + 1].text
        if at in joined and _goes_on(here, following, at in full, told):
            pieces[-1] = pieces[-1].rstrip()
            if HYPHEN.search(here[-40:]) is None:
                pieces.append(" ")
            elif cut and following[0].islower():
                pieces[-1] = pieces[-1][:-1]
            pieces.append(following)
        else:
            pieces += ["\n", raw]
    return "".join(pieces)


def _line(raw: str) -> _Line:
    expanded = raw.expandtabs(8)
    return _Line(len(expanded) - len(expanded.lstrip()), raw.strip(), "\t" in raw)


def _width(lengths: list[int]) -> int | None:
    """Estimate the width: the longest line, but for a few that stick out."""
    if len(lengths) < FEWEST:
        return None
    lengths = sorted(lengths, reverse=True)
    few = len(lengths) // 20
    while few and lengths[0] - lengths[few] > 4:
        lengths, few = lengths[1:], few - 1
    return lengths[0] if NARROWEST <= lengths[0] <= WIDEST else None


def _is_full(line: _Line, following: str, width: int) -> bool:
    """Say whether the first word of the next line would not have fitted into this one."""
    if CELLS.search(line.text) or CELLS.search(following):
        return False
    word = following.split(maxsplit=1)[0]
    return line.indent + len(line.text) + 1 + len(word) > width


def _was_filled(lines: list[_Line], breaks: list[int], full: set[int]) -> bool:
    """Say whether the line ends look like those of filled text.

    Filled lines end anywhere in a sentence, and the next goes on in lower case; the others are
    last lines of paragraphs and end as sentences do.
    """
    if len(full) < FEWEST:
        return False
    small = sum(lines[at + 1].text[:1].islower() for at in full)
    if small < 0.35 * len(full):
        return False
    short = [at for at in breaks if at not in full]
    ended = sum(SENTENCE_END.search(lines[at].text[-12:]) is not None for at in short)
    return len(full) >= 0.5 * len(breaks) and len(short) - ended <= 0.15 * len(breaks)


def _goes_on(line: str, following: str, full: bool, told: str) -> bool:
    """Say whether a paragraph of filled text goes on in the next line.

    A quotation after a sentence's end is taken for a paragraph's beginning, unless blanks or blank
    lines tell where paragraphs begin (`told`). What is set in tells most: the rest goes on.
    """
    ended = SENTENCE_END.search(line[-12:]) is not None
    heading = len(following) < 40 and following.isupper()
    if (heading or ITEM.match(following)) and (ended or not full):
        return False
    if ended and not told and following[0] in OPENING:
        return False
    return full or (not ended and (told == "set in" or following[0].islower()))


def warn_hyphens(text: str) -> list[str]:
    r"""Say how many words are still cut by a hyphen at a line's end: whole ones are not found.

    Examples
    --------
    >>> warn_hyphens("The quay is closed since Mon-\nday.")
    ["a hyphen at a line's end may cut 1 word (Mon-/day): not joined"]
    >>> warn_hyphens("A well-known mayor -\nor was he?")
    []
    """
    if "-\n" not in text or not (cut := list(CUT.finditer(text))):
        return []
    behind = re.match(r"\w*", text[cut[0].end() :])
    first = f"{cut[0][0].strip()}/{behind[0] if behind else ''}"
    words = "1 word" if len(cut) == 1 else f"{len(cut):,} words"
    return [f"a hyphen at a line's end may cut {words} ({first}): not joined"]
