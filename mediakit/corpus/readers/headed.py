"""Several articles in one document: the rows of a table, or what stands under headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from mediakit.contract.wording import number
from mediakit.corpus.columns import header_place, is_header, name_columns, recognise, repeats_header
from mediakit.corpus.dates import TwoReadings, read_date
from mediakit.corpus.readers.parted import describe, part

MOST_BEFORE = 60  # words before the first heading, more are an article themselves
HEAD_LINES, HEAD_WORDS = 3, 14  # under a heading, where its date stands
APART = 40  # words between two dates that each begin an article
MOSTLY = 0.8  # of the headings that must show that an article begins there
BETWEEN = re.compile(r"\s*[,;|·•()\[\]/–—]\s*|\s+-\s+|\t+|\n|:\s")
SENTENCE_END = re.compile(r"[.!?…:;,]\W*$")
YEAR = re.compile(r"\d{4}|[./-]\d\d\b")
COUNTED = re.compile(r"\s*(\d{1,4})[.):]\s+(?=\S)")
HOW = "save each article as a file of its own, or write its date under each heading"
#: “Sir, ”, “SIR – ”, “Dear Editor:”, “To the Editor.” at the beginning of a letter.
GREETING = re.compile(
    r"\s*(?:(?:Dear )?(?:Sir or Madam|Sirs?(?: or Madam)?|Madam|Editors?|Mr\.? Editor)"
    r"|SIRS?|To the Editors?|TO THE EDITORS?)(?:\s*[,:–—.]|\s+-|\s*$)"
)


class Paragraph(NamedTuple):
    """A paragraph that is not empty, with what shows where an article begins."""

    text: str
    level: int | None = None  # of a heading, 0 in the style Title
    breaks: bool = False  # whether a page begins with it


class Found(NamedTuple):
    """Articles in a document, what is said of them, or why they may be there."""

    rows: list[dict[str, Any]]
    said: str = ""
    doubt: str | None = None
    kind: str = "_warning"  # of the doubt


def under_headings(paragraphs: Sequence[Paragraph]) -> Found:
    """Part a document at its uppermost headings, where they tell that articles begin there.

    They tell if most have a short line with a date under them, or begin a page. Otherwise they may
    be subheadings: that is a doubt.

    Examples
    --------
    >>> found = under_headings([
    ...     Paragraph("Taxes rise", 1), Paragraph("The Post, 5 March 2018"), Paragraph("Alas."),
    ...     Paragraph("Rents fall", 1), Paragraph("The Sun, 6 March 2018"), Paragraph("At last."),
    ... ])
    >>> [(row["title"], row["published"]) for row in found.rows]
    [('Taxes rise', '5 March 2018'), ('Rents fall', '6 March 2018')]
    """
    counted = Counter(one.level for one in paragraphs if one.level is not None)
    level = min((level for level, n in counted.items() if n > 1), default=None)
    if level is None:
        return Found([])
    places = [n for n, one in enumerate(paragraphs) if one.level == level]
    before = paragraphs[: places[0]]
    if sum(len(one.text.split()) for one in before) > MOST_BEFORE:
        return Found([])
    ends = [*places[1:], len(paragraphs)]
    sections = [paragraphs[a:b] for a, b in zip(places, ends, strict=True)]
    dates = [_date_under(section) for section in sections]
    paged = [section[0].breaks for section in sections[1:]]
    shown = ", ".join(repr(section[0].text[:40]) for section in sections[:2])
    if any(len(section) < 2 for section in sections) or not (
        sum(map(bool, dates)) >= MOSTLY * len(dates) or sum(paged) >= MOSTLY * len(paged)
    ):
        n = len(sections)
        return Found([], doubt=f"{n} headings ({shown} …) may begin {n} articles, or sections of "
                     f"one: read as one article; {HOW}")  # fmt: skip
    titles = _uncounted([section[0].text.strip() for section in sections])
    rows = [
        {
            "title": title,
            "text": "\n\n".join(one.text for one in section[1:]),
            **({"published": date} if date else {}),
        }
        for title, date, section in zip(titles, dates, sections, strict=True)
    ]
    said = f"{number(len(rows), 'article')} in one file: split at headings such as {shown}"
    if left := " / ".join(one.text for one in before):
        said += f"; left out before the first: {left[:120]!r}"
    return Found(rows, said)


def at_rules(paragraphs: Sequence[Paragraph]) -> Found:
    """Part a document without headings as a text file is: at rules, numbers, breaks of pages.

    Examples
    --------
    >>> found = at_rules([Paragraph("Ice."), Paragraph("======"), Paragraph("Snow. " * 30)])
    >>> [row["text"][:5] for row in found.rows], found.said
    (['Ice.', 'Snow.'], "2 articles in one file: split at lines of '======'")
    """
    found = part("\n\n".join("\f" * one.breaks + one.text for one in paragraphs))
    if len(found.parts) > 1:
        return Found([{"text": text} for _, text in found.parts], describe(found))
    own = [one.text for one in paragraphs]
    if said := dated_heads(own) or letters(own):
        return Found([], doubt=said)
    return Found([], doubt=found.doubt, kind="_note")


def dated_heads(lines: Sequence[str]) -> str | None:
    """Say that short lines with dates, far from each other, may each begin an article.

    Examples
    --------
    >>> text = "The harbour of Halm is shut until the quay is mended. " * 5
    >>> dated_heads(["The Post, 5 March 2018", text, "The Sun, 6 March 2018", text])[:50]
    "2 lines such as 'The Post, 5 March 2018' may begin"
    >>> dated_heads(["Halm, 5 March 2018", text, text]) is None
    True
    """
    heads: list[str] = []
    since = APART
    for line in lines:
        n_words = len(line.split())
        short = n_words <= HEAD_WORDS and not SENTENCE_END.search(line)
        if since >= APART and short and YEAR.search(line) and date_in(line):
            heads.append(line.strip())
            since = 0
        since += n_words
    if since < APART:  # nothing under the last
        heads = heads[:-1]
    if len(heads) < 2 or len(set(heads)) < len(heads):
        return None
    n = len(heads)
    return (
        f"{n} lines such as {heads[0]!r} may begin {n} articles: read as one article; save each "
        "article as a file of its own, or part them by lines of ===="
    )


def letters(lines: Sequence[str]) -> str | None:
    """Say that paragraphs that greet an editor may each begin a letter, and so an article.

    Examples
    --------
    >>> letters(["Sir, The quay is shut.", "Ann Lee, Halm", "Sir, It is not."])[:45]
    "2 paragraphs that begin like 'Sir, The quay i"
    >>> letters(["Sir, The quay is shut.", "“Sir, it is not,” she said."]) is None
    True
    """
    greeted = [line.strip() for line in lines if GREETING.match(line)]
    if len(greeted) < 2:
        return None
    n = len(greeted)
    return (
        f"{n} paragraphs that begin like {greeted[0][:40]!r} may be {n} letters to the editor: "
        "read as one article; save each letter as a file of its own, or part them by lines of ===="
    )


def _date_under(section: Sequence[Paragraph]) -> str | None:
    """Return the date in a short line under a heading."""
    for one in section[1 : 1 + HEAD_LINES]:
        if len(one.text.split()) <= HEAD_WORDS and (date := date_in(one.text)):
            return date
    return None


def date_in(line: str) -> str | None:
    """Return the date that stands in a line between commas, brackets or strokes.

    Examples
    --------
    >>> date_in("The Post, March 5, 2018, p. 3"), date_in("Source: The Sun (2018-03-05)")
    ('March 5, 2018', '2018-03-05')
    >>> date_in("Nobody asked, he said.") is None
    True
    """
    marks = [(0, 0), *(m.span() for m in BETWEEN.finditer(line)), (len(line), len(line))]
    spans = [(a[1], b[0]) for a, b in combinations(marks, 2) if a[1] < b[0]]
    for begin, end in sorted(spans, key=lambda span: span[1] - span[0]):
        piece = line[begin:end].strip(" .")
        if not any(map(str.isdigit, piece)) or piece.isdigit():
            continue
        try:
            read_date(piece)
        except TwoReadings:
            return piece
        except (ValueError, OverflowError):
            continue
        return piece
    return None


def _uncounted(titles: list[str]) -> list[str]:
    """Return titles without the numbers that count them from 1."""
    found = [COUNTED.match(title) for title in titles]
    counts = [int(match[1]) for match in found if match]
    if counts != list(range(1, len(titles) + 1)):
        return titles
    return [
        title[match.end() :] if match else title for title, match in zip(titles, found, strict=True)
    ]


def in_table(rows: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    """Return the articles in a table: a row each below the names of columns, or beside names.

    Examples
    --------
    >>> in_table([["Outlet", "Text"], ["Post", "Taxes rise."], ["Sun", "Rents fall."]])
    [{'Outlet': 'Post', 'Text': 'Taxes rise.'}, {'Outlet': 'Sun', 'Text': 'Rents fall.'}]
    >>> in_table([["Title", "Ice"], ["Text", "It melts."], ["Title", "Snow"], ["Text", "It too."]])
    [{'Title': 'Ice', 'Text': 'It melts.'}, {'Title': 'Snow', 'Text': 'It too.'}]
    >>> in_table([["Party", "Seats"], ["Greens", "12"]])
    []
    """
    rows = [row for row in rows if any(map(str.strip, row))]
    place = header_place(rows)
    if rows and is_header(rows[place]):
        names = name_columns(rows[place])
        return [
            dict(zip(names, row, strict=False))
            for row in rows[place + 1 :]
            if not repeats_header(names, row)
        ]
    return list(_beside_names(rows))


def _beside_names(rows: Sequence[Sequence[str]]) -> Iterator[dict[str, Any]]:
    """Yield articles of a table of two columns, the names in the first."""
    names = [row[0].strip().rstrip(":").strip() for row in rows]
    if not all(len(row) == 2 for row in rows) or not is_header(names):
        return
    if sum(recognise(name) is not None for name in names) * 2 < len(names):
        return
    article: dict[str, Any] = {}
    for name, (_, value) in zip(names, rows, strict=True):
        if name in article:
            yield article
            article = {}
        article[name] = value
    yield article


def weigh_table(rows: list[dict[str, Any]], outside: Sequence[str]) -> Found:
    """Say whether a document is its table of articles, by how much stands outside."""
    n_outside = sum(len(text.split()) for text in outside)
    n_inside = sum(len(str(value).split()) for row in rows for value in row.values())
    columns = ", ".join(map(repr, rows[0]))
    if n_outside > n_inside:
        doubt = (
            f"a table with the columns {columns} may hold {number(len(rows), 'article')}: read as "
            "one article with all around it; save the table alone, or as a .csv or .xlsx file"
        )
        return Found([], doubt=doubt)
    said = f"{number(len(rows), 'article')} in one file: the rows of a table, {columns}"
    if outside:
        said += f"; left out beside it: {number(n_outside, 'word')}, {' / '.join(outside)[:120]!r}"
    return Found(rows, said)
