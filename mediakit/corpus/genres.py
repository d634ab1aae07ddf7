"""What kind of article one is: told by its section, title, address, outlet and layout."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

import pandas as pd

from mediakit.contract.resources import read_rows
from mediakit.contract.tables import TEXT

GENRES = (
    "news", "opinion", "analysis", "interview", "live", "gallery", "letter", "review", "transcript",
)  # fmt: skip
LINES = 3  # lines of a text in which a label stands
MOST_LETTERS = 400  # of a title or label
LEAST = 5  # turns, time stamps or captions that make a genre
PARTS = re.compile(r"[;,/|>:»]| - ")
TIME = re.compile(r"^(?:\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?)\b", re.M | re.I)
ASKED = re.compile(r"^(?:Q|Question)\s?[.:]\s?\S.*", re.M)
ANSWERED = re.compile(r"^(?:A|Answer)\s?[.:]\s?\S", re.M)
TURN = re.compile(r"^(?:[A-Z][A-Z.'’-]+ ){0,3}[A-Z][A-Z.'’-]+:\s", re.M)
NO_TURNS = frozenset({"THE FACTS:", "FACTS:", "CLAIM:", "VIDEO:", "PHOTO:", "READ:", "RELATED:"})
MOST_BESIDE = 60  # words beside the pictures of a gallery
PICTURE = re.compile(r"Hide [Cc]aption \d+ of \d+")


def tell_genres(frame: pd.DataFrame) -> None:
    """Enter the genre of articles that have none; it stays absent where nothing tells.

    Precision comes first: a section, a label in the title or over the text, a folder in the
    address, the outlet's name, or a layout (questions and answers, time stamps, turns, captions)
    must say it. What is missed: opinion that no label marks.

    Parameters
    ----------
    frame : DataFrame
        Articles, with furniture still in the text; ``genre`` changes.

    Examples
    --------
    >>> articles = pd.DataFrame({"title": ["Opinion: Tax the rich", "Taxes rise"], "text": "Tax."})
    >>> tell_genres(articles)
    >>> articles["genre"].tolist()[0]
    'opinion'
    """
    columns = [
        frame[name] if name in frame else [None] * len(frame)
        for name in ("genre", "section", "title", "url", "outlet", "text")
    ]
    told = [
        given if isinstance(given, str) and given.strip() else genre_of(*map(_text, row))
        for given, *row in zip(*columns, strict=True)
    ]
    frame["genre"] = pd.Series(told, index=frame.index, dtype=object).astype(TEXT)


def genre_of(section: str, title: str, url: str, outlet: str, text: str) -> str | None:
    """Tell the genre of one article; what is clearer comes first.

    Examples
    --------
    >>> genre_of("Comment", "", "", "", ""), genre_of("", "Live: The vote", "", "", "")
    ('opinion', 'live')
    >>> genre_of("", "Letters from the front reach home", "", "", "") is None
    True
    """
    of_section = _of_parts("section", PARTS.split(section)) if section else None
    if of_section not in (None, "news"):
        return of_section
    start = [line.strip() for line in text[:MOST_LETTERS].split("\n") if line.strip()][:LINES]
    return (
        _matched("title", title)
        or next(filter(None, (_matched("line", line) for line in start)), None)
        or (_of_parts("url", urlsplit(url).path.split("/")[:-1] if _is_url(url) else []))
        or _matched("outlet", outlet)
        or _of_layout(text)
        or of_section
    )


def _of_layout(text: str) -> str | None:
    """Tell by pictures without an article, time stamps, questions to a person, or turns."""
    if "Hide " in text and len(PICTURE.findall(text)) >= LEAST:
        beside = (line for line in text.split("\n") if not PICTURE.search(line))
        if sum(len(line.split()) for line in beside) < MOST_BESIDE:
            return "gallery"
    if len(TIME.findall(text)) >= LEAST:
        return "live"
    asked = ASKED.findall(text)
    if len(asked) >= LEAST - 2 and len(ANSWERED.findall(text)) >= LEAST - 2:
        # Without “you” somebody answers questions that nobody was asked.
        addressed = sum(re.search(r"\byou(?:r|rs)?\b", line) is not None for line in asked)
        return "interview" if addressed >= len(asked) / 2 else None
    turns = [turn for turn in TURN.findall(text) if turn.strip() not in NO_TURNS]
    n_lines = sum(map(bool, text.split("\n")))
    often = len(turns) >= 2 * LEAST and len(turns) >= 0.3 * n_lines
    return "transcript" if often and len(set(turns)) <= len(turns) / 2 else None


def _is_url(url: str) -> bool:
    return url.startswith(("http://", "https://")) and "[" not in url


def _of_parts(where: str, parts: list[str]) -> str | None:
    known = _exact(where)
    return next((known[p] for part in parts if (p := part.strip().casefold()) in known), None)


def _matched(where: str, text: str) -> str | None:
    text = text[:MOST_LETTERS].strip()
    if not text:
        return None
    return next((genre for regex, genre in _patterns(where) if regex.fullmatch(text)), None)


@cache
def _exact(where: str) -> dict[str, str]:
    return {row["pattern"]: row["genre"] for row in read_rows("genres") if row["where"] == where}


@cache
def _patterns(where: str) -> list[tuple[re.Pattern[str], str]]:
    rows = (row for row in read_rows("genres") if row["where"] == where)
    return [(re.compile(row["pattern"], re.IGNORECASE), row["genre"]) for row in rows]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
