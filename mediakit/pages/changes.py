"""Two versions of one text beside each other, with what one outlet changed in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from mediakit.contract import tables
from mediakit.contract.cells import Row, plain, records
from mediakit.contract.wording import number
from mediakit.pages.legend import byline
from mediakit.pages.page import Page
from mediakit.pages.rendering import css, render
from mediakit.reading.changes import diff, versions
from mediakit.text.alignment import align
from mediakit.text.document import Document

KINDS = {
    "cut": "cut", "added": "added", "replaced": "other words",
    "attribution": "other verb of attribution", "number": "other number", "moved": "moved",
}  # fmt: skip
#: Marks with a number of their own, by which one is found on the other side.
NUMBERED = ("replaced", "attribution", "number", "moved")


class Part(NamedTuple):
    """Words of one text, what was done to them, and the change's number on this page."""

    words: str
    kind: str = ""
    moved: str = ""  # "up" or "down"
    label: str = ""  # what a reader is told on pointing at it
    number: int | None = None  # where the change begins


Block = list[Part]


def show_diff(articles: pd.DataFrame, a: str, b: str, *, found: tables.Found | None = None) -> Page:
    """Show two versions of a text beside each other, with what `diff` lists marked in both.

    The first stands left, its cuts struck through; what the second added is underlined, and what it
    replaced has a number that stands on both sides. Paragraphs stand beside what became of them;
    on a narrow screen below each other.

    Parameters
    ----------
    articles : DataFrame
        The articles.
    a, b : str
        The ids of the text taken over, such as the agency's, and of what was made of it.
    found : Found, optional
        What `mk.find` found in both: names the signals at changed places.

    Returns
    -------
    Page
        Self-contained HTML (a `str`): no script, no address of the outside world.

    Raises
    ------
    ValueError
        As `diff` does.

    Examples
    --------
    >>> texts = ["The army said militants fled.", "The army claimed terrorists fled."]
    >>> articles = pd.DataFrame({"article_id": ["wire", "echo"], "text": texts})
    >>> ">claimed<" in show_diff(articles, "wire", "echo")
    True
    """
    changes = diff(articles, a, b, found=found)
    both = versions(articles, a, b)
    rows = records(changes)
    parts = {
        (side, field): _parts(plain(article.get(field)), _marks(rows, side, field))
        for side, article in zip("ab", both, strict=True)
        for field in tables.FIELDS
    }
    html = render(
        "changes.html", css=css("colours.css", "view.css", "changes.css"), kinds=KINDS,
        articles=[byline(article) for article in both], said=_said(changes),
        titles=[parts[side, "title"][0] if parts[side, "title"] else [] for side in "ab"],
        rows=_beside(both, parts["a", "text"], parts["b", "text"]),
        listed=[row for row in rows if row["kind"] in ("attribution", "replaced", "number")],
        with_signals=found is not None,
    )  # fmt: skip
    return Page(html, " | ".join(plain(one.get("title")) or str(one["article_id"]) for one in both))


# ------------------------------------------------------------------ one text
class _Mark(NamedTuple):
    start: int
    end: int
    kind: str
    label: str
    number: int | None


def _marks(rows: list[Row], side: str, field: str) -> list[_Mark]:
    """Return the marks of one field; numbers count the changes that both sides show."""
    found: list[_Mark] = []
    count = 0
    for row in rows:
        count += row["kind"] in NUMBERED
        start, end = row[f"start_{side}"], row[f"end_{side}"]
        here = row["field"] == field and plain(start) != "" and start < end
        shown = count if row["kind"] in NUMBERED else None
        if here:
            found.append(_Mark(int(start), int(end), row["kind"], _label(row, side), shown))
    return found


def _label(row: Row, side: str) -> str:
    other = plain(row["text_b" if side == "a" else "text_a"])
    told = KINDS[row["kind"]]
    if row["kind"] in ("replaced", "attribution", "number"):
        told += f": “{other}” in the other" if len(other) < 120 else ""
    if detail := plain(row["detail"]):
        told += f" ({detail})"
    signals = plain(row[f"signals_{side}"])
    return told + (f" · {signals}" if signals else "")


def _parts(text: str, marks: list[_Mark]) -> list[Block]:
    """Cut a field into paragraphs and those at the edges of marks."""
    bounds = sorted({edge for mark in marks for edge in (mark.start, mark.end)})
    blocks = []
    for start, end in Document(text).paragraphs if text else ():
        edges = [start, *(edge for edge in bounds if start < edge < end), end]
        blocks.append([_part(text, left, right, marks) for left, right in pairwise(edges)])
    return blocks


def _part(text: str, start: int, end: int, marks: list[_Mark]) -> Part:
    here = [mark for mark in marks if mark.start <= start and end <= mark.end]
    inner = next((mark for mark in here if mark.kind != "moved"), None)
    moved = next((mark for mark in here if mark.kind == "moved"), None)
    begins = next((mark.number for mark in (moved, inner) if mark and mark.start == start), None)
    if inner and inner.start == start and inner.number:
        begins = inner.number
    where = ("up" if "(up)" in moved.label else "down") if moved else ""
    label = " · ".join(mark.label for mark in (inner, moved) if mark)
    return Part(text[start:end], inner.kind if inner else "", where, label, begins)


# ------------------------------------------------------------------ beside each other
def _beside(
    both: tuple[Row, Row], left: list[Block], right: list[Block]
) -> Iterator[tuple[list[Block], list[Block]]]:
    """Yield rows of paragraphs: those that became one another, and those that stand alone."""
    found = align(*(plain(article.get("text")) for article in both))
    at = [
        [bisect_right(text.paragraphs, (start, len(text.text))) - 1 for start, _ in text.sentences]
        for text in (found.a, found.b)
    ]
    firm = [(at[0][i], at[1][j]) for i, j in found.pairs if (i, j) not in found.moved]
    n = m = 0
    for one, other in _linked(firm):
        yield from (([left[k]], []) for k in range(n, one.start))
        yield from (([], [right[k]]) for k in range(m, other.start))
        yield left[one.start : one.stop], right[other.start : other.stop]
        n, m = one.stop, other.stop
    yield from (([left[k]], []) for k in range(n, len(left)))
    yield from (([], [right[k]]) for k in range(m, len(right)))


def _linked(pairs: list[tuple[int, int]]) -> list[tuple[range, range]]:
    """Join pairs of paragraphs that share one; pairs rise on both sides."""
    groups: list[tuple[range, range]] = []
    for one, other in pairs:
        if groups and (one < groups[-1][0].stop or other < groups[-1][1].stop):
            last = groups.pop()
            groups.append((range(last[0].start, one + 1), range(last[1].start, other + 1)))
        else:
            groups.append((range(one, one + 1), range(other, other + 1)))
    return groups


def _said(changes: pd.DataFrame) -> str:
    """Say how much was changed."""
    text = changes[changes["field"] == "text"]
    cut, added = (
        int(text.loc[text["kind"] == kind, f"n_words_{side}"].sum())
        for kind, side in (("cut", "a"), ("added", "b"))
    )
    counts = text["kind"].value_counts()
    named = [
        number(cut, "word") + " cut", f"{added:,} added",
        number(int(counts.get("replaced", 0)), "replacement"),
        number(int(counts.get("attribution", 0)), "verb") + " of attribution changed",
        number(int(counts.get("number", 0)), "number") + " changed",
        f"{int(counts.get('moved', 0)):,} moved",
    ]  # fmt: skip
    return ", ".join(named)
