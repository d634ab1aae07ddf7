"""Paragraphs that are no part of the text: pull quotes and menus."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from mediakit.contract.resources import read_rows

FEWEST, MOST = 8, 60  # words of a pull quote
LONGEST = 300_000  # letters of an article; more is a book, and the search would take long
MARKS = re.compile(r"[\s\"“”„‘’'«»]+")
SIGNED = re.compile(r"\s*(?:[—–]|--)\s*[^\n—–]{2,60}$")
MENU_END = re.compile(r"\s*(?:[|•·›»/>]|::)\s*")
FEWEST_ITEMS = 3


def may_repeat(text: str) -> bool:
    """Say whether a text has paragraphs enough to repeat one."""
    return len(text) <= LONGEST and text.count("\n") >= 2


def drop_pull_quotes(text: str) -> str:
    r"""Take out a paragraph that only repeats what stands in a longer paragraph.

    Counts: 8 to 60 words, the same but for marks and white space, signed or not. A paragraph that
    comes twice as such (a refrain) stays, and so does one that repeats less than a sentence, and a
    lead: the first paragraph, if it is neither in marks nor signed.

    Examples
    --------
    >>> drop_pull_quotes(
    ...     "Holt said no. “Nobody told us that the piers were rotten then.” She left.\n\n"
    ...     "“Nobody told us that the piers were rotten then.” — Ida Holt\n\nIt rained."
    ... )
    'Holt said no. “Nobody told us that the piers were rotten then.” She left.\n\nIt rained.'
    """
    paragraphs = text.split("\n")
    perhaps = [at for at, paragraph in enumerate(paragraphs) if _may_be_pulled(paragraph, text)]
    if not perhaps:
        return text
    bare = [_bare(paragraph) for paragraph in paragraphs]
    gone = set()
    lead = next(at for at, paragraph in enumerate(paragraphs) if paragraph.strip())
    for at in perhaps:
        if at == lead and not _is_quoted(paragraphs[at]):
            continue
        cores = {bare[at], _bare(SIGNED.sub("", paragraphs[at]))}
        longer = [line for line in bare if len(line) > len(bare[at])]
        if any(_is_part(core, line) for core in cores for line in longer):
            gone.add(at)
    if not gone:
        return text
    kept = [paragraph for at, paragraph in enumerate(paragraphs) if at not in gone]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")


def _is_quoted(paragraph: str) -> bool:
    return MARKS.match(paragraph.strip()) is not None or SIGNED.search(paragraph) is not None


def _may_be_pulled(paragraph: str, text: str) -> bool:
    """Say whether some letters of a paragraph of the right length come again: a quick test."""
    length = len(paragraph)
    if not 30 <= length <= 500 or not FEWEST <= paragraph.count(" ") + 1 <= MOST:
        return False
    return text.count(paragraph[length // 3 : length // 3 + 14]) > 1


def _bare(line: str) -> str:
    """Return the words and stops of a paragraph, to compare."""
    return MARKS.sub(" ", line.casefold()).strip(" .,")


def _is_part(core: str, line: str) -> bool:
    """Say whether the words of a paragraph stand as whole sentences in a longer one."""
    start = line.find(core) if core.count(" ") + 1 >= FEWEST else -1
    while start >= 0:
        before, after = line[:start].rstrip(), line[start + len(core) :].lstrip()
        if (not before or before[-1] in ".!?:,…—–") and (
            not after or core[-1] in "!?…" or after[0] in ".,!?—–"
        ):
            return True
        start = line.find(core, start + 1)
    return False


@cache
def _menu_words() -> frozenset[str]:
    return frozenset(row["words"] for row in read_rows("menus"))


def may_have_menu(text: str) -> bool:
    """Say whether there are lines enough for a menu, or one with bars."""
    return text.count("\n") >= FEWEST_ITEMS - 1 or " | " in text


def drop_menus(text: str) -> str:
    r"""Take out menus: three short lines or more in a row, or one with bars, of words of menus.

    Counts: at least three items listed, and two of three in ``lexicons/menus.csv``.

    Examples
    --------
    >>> drop_menus("Home\nNews\nSport\nSign in\n\nThe quay is closed.\n\nHome | News | Sport")
    'The quay is closed.'
    """
    lines = text.split("\n")
    if sum(0 < len(line) <= 30 for line in lines) < FEWEST_ITEMS and " | " not in text:
        return text
    gone: set[int] = set()
    run: list[int] = []
    for at, line in enumerate([*lines, "An end."]):
        if not line.strip() and run:
            continue
        if _is_item(line):
            run.append(at)
            continue
        listed = sum(_listed(lines[place]) for place in run)
        if listed >= FEWEST_ITEMS and listed * 3 >= len(run) * 2:
            gone.update(run)
        run = []
        items = MENU_END.split(line.strip()) if len(line) < 400 else []
        listed = sum(map(_listed, items))
        if listed >= FEWEST_ITEMS and listed * 3 >= len(items) * 2:
            gone.add(at)
    if not gone or len(gone) == len([line for line in lines if line.strip()]):
        return text
    kept = [line for at, line in enumerate(lines) if at not in gone]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")


def _is_item(line: str) -> bool:
    bare = line.strip()
    return 0 < len(bare) <= 30 and bare[-1] not in '.!?,;:”"' and bare.count(" ") <= 3


def _listed(item: str) -> bool:
    return item.strip(" •-*|>").lower() in _menu_words()


def quote_lost_lines(before: str, after: str) -> str:
    """Say which lines went, in their words."""
    here, there = Counter(before.split("\n")), Counter(after.split("\n"))
    gone = [line.strip() for line in here - there if line.strip()]
    shown = " / ".join(f"{line[:80]}…" if len(line) > 80 else line for line in gone[:5])
    return f": {shown}" + (f" / … {len(gone) - 5:,} more" if len(gone) > 5 else "")
