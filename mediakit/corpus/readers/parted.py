"""Several articles in one text: where separators tell, and where they may."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from mediakit.contract.wording import number
from mediakit.corpus.columns import recognise

Part = tuple[int, str]  # the line on which it begins, counted from 0, and its text

RULE = re.compile(r"[ \t]*([=\-*_#~+•–—])(?:[ \t]?\1){2,}[ \t]*$")
TITLED = re.compile(r"[ \t]*([=#*~\-])\1{1,}[ \t]+(\S.*?)[ \t]+\1{2,}[ \t]*$")
NUMBERED = re.compile(
    r"[ \t]*(?:Document|Dokument|Documento|Article|Artikel|Artículo|Articolo|Item|Story|Text|Texte)"
    r"[ \t]*(?:No\.?|Nr\.?|#)?[ \t]*(\d+)(?:[ \t]*(?:of|von|de|di|van|/)[ \t]*(\d+))?"
    r"[ \t]*[.:)\-–]?[ \t]*$",
    re.IGNORECASE,
)
OF = re.compile(
    r"[ \t]*[\[(]?(\d+)[ \t]*(?:of|von|de|di|van|/)[ \t]*(\d+)(?:[ \t]+[A-Za-z]+)?[\])]?[ \t]*$"
)
FIELD = re.compile(r"([^\W\d_][\w \-/]{0,30}?)[ \t]*:[ \t]+(\S.*)$")
TITLE_END = re.compile(r"[.!;,:…][\"'”’»)]*$")
LONG_RULE, LONG_TITLE, FEWEST_WORDS = 10, 140, 30
SURE = "="  # rules of other signs may part sections of one article, or end it


class Parting(NamedTuple):
    """How a text falls into articles."""

    parts: list[Part]
    how: str = ""
    announced: int | None = None
    doubt: str | None = None


def part(text: str) -> Parting:
    r"""Return the articles in a text.

    It is split at numbered heads (*Document 1 of 5*), at titles between marks (``=== Title ===``),
    at rules of ten characters or of ``=``, at blocks of fields (*Title: …*), and at other rules and
    page breaks if each part begins like an article, with fields or with a title and then text.
    Rules and page breaks that may only part sections, pages or a note are told, and the text is
    one.

    Examples
    --------
    >>> [text for _, text in part("A\n\nOne.\n\n====\n\nB\n\nTwo.\n\n====\n\nC\n\nThree.").parts]
    ['A\n\nOne.', 'B\n\nTwo.', 'C\n\nThree.']
    >>> part("One sentence here.\n\n***\n\nAnother one here.").doubt
    "a line of '***' may part 2 articles, or sections of one: read as one"
    """
    lines = text.split("\n")
    for way in (_at_numbers, _at_titles, _at_rules, _at_fields):
        found = way(lines)
        if found is not None:
            return found
    return Parting([(0, text)])


def _at_numbers(lines: list[str]) -> Parting | None:
    """Split at heads that count from 1 upwards."""
    for pattern in (OF, NUMBERED):
        heads = [
            (place, match) for place, line in enumerate(lines) if (match := pattern.match(line))
        ]
        if not heads or any(line.strip() for line in lines[: heads[0][0]]):
            continue  # something stands before the first: a list inside a text
        counted = [int(match[1]) for _, match in heads]
        stated = {int(match[2]) for _, match in heads if match[2]}
        total = stated.pop() if len(stated) == 1 else None
        if counted[0] != 1 or counted != sorted(set(counted)) or (len(heads) < 2 and total != 1):
            continue
        parts = _between(lines, [place for place, _ in heads], skip=1)
        return Parting(parts, f"lines such as {lines[heads[0][0]].strip()!r}", total)
    return None


def _heads(lines: list[str], pattern: re.Pattern[str]) -> list[tuple[int, re.Match[str]]]:
    return [(place, match) for place, line in enumerate(lines) if (match := pattern.match(line))]


def _at_titles(lines: list[str]) -> Parting | None:
    """Split at titles between marks; each becomes the first line of its part."""
    heads = _heads(lines, TITLED)
    if len(heads) < 2 or len({match[1] for _, match in heads}) > 1:
        return None
    if any(line.strip() for line in lines[: heads[0][0]]):
        return None
    plain = list(lines)
    for place, match in heads:
        plain[place] = f"Title: {match[2]}\n"
    parts = _between(plain, [place for place, _ in heads], skip=0)
    return Parting(parts, f"lines such as {lines[heads[0][0]].strip()!r}")


def _at_rules(lines: list[str]) -> Parting | None:
    """Split at rules and page breaks, if they tell."""
    broken = [line for whole in lines for line in _page_breaks(whole)]
    kinds: dict[str, list[int]] = {}
    for place, line in enumerate(broken):
        if line == "\f":
            kinds.setdefault("\f", []).append(place)
        elif (match := RULE.match(line)) and not _underlines(broken, place):
            kinds.setdefault(match[1], []).append(place)
    doubt = None
    for sign, places in sorted(kinds.items(), key=lambda kind: -len(kind[1])):
        parts = _between(broken, [-1, *places], skip=1)
        if len(parts) < 2:
            continue
        name = "page breaks" if sign == "\f" else f"lines of {broken[places[0]].strip()[:12]!r}"
        sure = sign in SURE or all(len(broken[p].strip()) >= LONG_RULE for p in places)
        if (sign != "\f" and sure and _is_article(parts[-1][1], len(parts))) or _all_begin(
            parts, sign
        ):
            return Parting(parts, name)
        one = name if sign == "\f" else name.replace("lines of", "a line of", len(parts) == 2)
        doubt = doubt or f"{one} may part {len(parts)} articles, or sections of one: read as one"
    return Parting([(0, "\n".join(lines))], doubt=doubt) if doubt else None


def _page_breaks(line: str) -> Iterator[str]:
    """Yield a line with each page break in it as a line of its own."""
    for piece in re.split("(\f)", line) if "\f" in line else (line,):
        if piece or "\f" not in line:
            yield piece


def _underlines(lines: list[str], place: int) -> bool:
    """Say whether a rule stands directly under a line, as under a heading, or in a table."""
    above = lines[place - 1].strip() if place else ""
    below = lines[place + 1].strip() if place + 1 < len(lines) else ""
    ruled = RULE.match(above) is not None
    return bool(above) and not ruled and above != "\f" and not FIELD.match(below)


def _all_begin(parts: list[Part], sign: str) -> bool:
    """Say whether every part begins like an article: with fields, or a title of its own."""
    if all(len(_fields(text)) > 1 for _, text in parts):
        return True
    firsts = [text.strip().split("\n", 1)[0] for _, text in parts]
    return (
        len(set(firsts)) == len(firsts)  # a running head is the same on every page
        and all(_begins_with_title(text) for _, text in parts)
        and (sign != "\f" or all(_ends(text) for _, text in parts))
    )


def _is_article(text: str, parts: int) -> bool:
    """Say whether what stands behind the last rule is more than a note or credit."""
    return parts > 2 or len(text.split()) >= FEWEST_WORDS or len(_fields(text)) > 1


def _begins_with_title(text: str) -> bool:
    first, _, rest = text.strip().partition("\n")
    return (
        len(first) < LONG_TITLE
        and not TITLE_END.search(first.strip())
        and rest.startswith("\n")
        and len(rest.split()) > len(first.split())
        and len(rest.split()) > FEWEST_WORDS // 2
    )


def _ends(text: str) -> bool:
    return re.search(r"[.!?…][\"'”’»)]*\s*$", text) is not None


def _at_fields(lines: list[str]) -> Parting | None:
    """Split where blocks of fields begin with the same field behind a blank line."""
    first = next((place for place, line in enumerate(lines) if line.strip()), None)
    if first is None or not (match := FIELD.match(lines[first])):
        return None
    begins = [
        place
        for place in range(first, len(lines))
        if (place == first or not lines[place - 1].strip())
        and (again := FIELD.match(lines[place]))
        and again[1] == match[1]
        and len(_fields("\n".join(lines[place : place + 12]))) > 1
    ]
    if len(begins) < 2:
        return None
    return Parting(_between(lines, begins, skip=0), f"blocks that begin with {match[1] + ':'!r}")


def _between(lines: list[str], places: list[int], skip: int) -> list[Part]:
    """Return what stands between the lines `places`, which count (or not, with ``skip=1``)."""
    parts = []
    for begin, end in zip(places, [*places[1:], len(lines)], strict=True):
        text = "\n".join(lines[begin + skip : end])
        if text.strip():
            before = len(text) - len(text.lstrip("\n\r \t\f"))
            parts.append((max(begin, 0) + skip + text[:before].count("\n"), text.strip("\n\r\f")))
    return parts


def _fields(text: str) -> dict[str, str]:
    """Return the fields at the head of a text that are columns we know, and its rest apart."""
    return head_fields(text)[0]


def head_fields(text: str) -> tuple[dict[str, str], str]:
    r"""Return the fields that a text begins with (*Title: …*), and the text behind them.

    They count from two upwards, or from one if it is the title, and only if all lines up to a blank
    one are fields.

    Examples
    --------
    >>> head_fields("Title: Taxes rise\nDate: 2018-03-05\n\nNobody asked.")
    ({'Title': 'Taxes rise', 'Date': '2018-03-05'}, 'Nobody asked.')
    >>> head_fields("Reed: No.\nLind: Yes.\n\nThey left.")
    ({}, 'Reed: No.\nLind: Yes.\n\nThey left.')
    """
    stripped = text.lstrip("\ufeff\n\r \t")
    marked = re.match(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|$)", stripped, re.DOTALL)
    head, _, rest = (
        (marked[1], "", stripped[marked.end() :]) if marked else stripped.partition("\n\n")
    )
    fields: dict[str, str] = {}
    for line in head.split("\n"):
        match = FIELD.match(line.strip())
        if match is None or match[1] in fields:
            return {}, text
        fields[match[1]] = match[2].strip().strip('"') if marked else match[2].strip()
    known = [column for name in fields if (column := recognise(name))]
    if "text" in known or not rest.strip():
        return {}, text
    alone = len(fields) == 1 and known == ["title"]
    if not alone and (len(known) < 2 or len(known) < len(fields) / 2):
        return {}, text
    return fields, rest.lstrip("\n")


def describe(found: Parting, called: Callable[[int, str], str] = number) -> str:
    """Say how many articles a file was split into, and where."""
    return f"{called(len(found.parts), 'article')} in one file: split at {found.how}"
