"""Lists of articles without texts, such as Media Cloud's: joined with the texts by address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from mediakit.corpus.columns import map_columns
from mediakit.corpus.dates import TwoReadings, read_date
from mediakit.corpus.orders import weigh_order
from mediakit.corpus.values import as_text, is_absent

TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|cmp|cmpid|smid|smtyp|ref|ref_src|partner|ito|xtor|s_cid"
)
HOW = (
    "it is a list of articles, by address: save the pages as .html (or the texts under their ids, "
    "such as 17.txt) in a folder, and give both, mk.load_articles(['list.csv', 'folder'])"
)


def is_listing(names: Iterable[str], chosen: Mapping[str, str]) -> bool:
    """Say whether a table with these columns lists articles by address, without their texts."""
    ours = map_columns(names, chosen).columns.values()
    return "url" in ours and "text" not in ours


class Listing:
    """What a list says about each article.

    Parameters
    ----------
    file : str or None
        What the report calls it.
    rows : iterable of dict
        As a reader gives them.
    chosen : mapping
        Our column -> theirs, as the user wants it.

    Attributes
    ----------
    problems : list of (line, reason)
        Rows that could not be read, or are not used.
    """

    def __init__(
        self, file: str | None, rows: Iterable[dict[str, Any]], chosen: Mapping[str, str]
    ) -> None:
        self.file, self.problems = file, list[tuple[int | None, str]]()
        self._rows: list[dict[str, Any]] = []
        self._by_url: dict[str, int] = {}
        self._by_id: dict[str, int] = {}
        self._used: set[int] = set()
        for row in rows:
            if "_error" in row:
                self.problems.append((row.get("_line"), row["_error"]))
            elif set(row) - {"_note", "_warning", "_line", "_announced", "_encoding"}:
                self._enter(row, chosen)
        self._settle_dates()

    def _enter(self, row: dict[str, Any], chosen: Mapping[str, str]) -> None:
        ours = map_columns([name for name in row if not name.startswith("_")], chosen).columns
        said = {
            ours.get(name, name): value
            for name, value in row.items()
            if name == "_line" or (not name.startswith("_") and not is_absent(value))
        }
        url = plain_address(as_text(said.get("url")) or "")
        if url and url in self._by_url:
            self.problems.append((row.get("_line"), f"a second row for {said['url']!r}: not used"))
            return
        self._rows.append(said)
        if url:
            self._by_url[url] = len(self._rows) - 1
        if article_id := as_text(said.get("article_id")):
            self._by_id.setdefault(article_id, len(self._rows) - 1)

    def _settle_dates(self) -> None:
        """Read dates that have the day or the month first by what the whole column says."""
        found = weigh_order(row.get("published") for row in self._rows)
        if found.order and found.weak:
            self.problems.append((None, found.said()))
        for row in self._rows if found.order else ():
            try:
                read_date(row.get("published"))
            except TwoReadings:
                row["published"] = read_date(row["published"], found.order).printed.isoformat()
            except (ValueError, OverflowError):
                continue

    def find(self, url: str | None, path: Path | None) -> dict[str, Any] | None:
        """Return what the list says about an article, by its address, else by its file's name."""
        place = self._by_url.get(plain_address(url or ""))
        if place is None and path is not None:
            place = self._by_id.get(path.stem)
        if place is None:
            return None
        self._used.add(place)
        return {name: value for name, value in self._rows[place].items() if name != "_line"}

    def without_text(self) -> Iterator[tuple[int | None, str]]:
        """Yield line and reason of every article in the list whose text was not given."""
        for place, row in enumerate(self._rows):
            if place not in self._used:
                shown = as_text(row.get("url")) or as_text(row.get("title")) or "?"
                yield row.get("_line"), f"listed, but its text was not given: {shown[:120]}"


def plain_address(url: str) -> str:
    """Return an address without what does not tell pages apart: scheme, www, tracking, fragment.

    Examples
    --------
    >>> plain_address("https://www.Post.example/a/?utm_source=x#top")
    'post.example/a'
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    host = (parts.netloc or "").lower().removeprefix("www.")
    asked = [pair for pair in parse_qsl(parts.query) if not TRACKING.fullmatch(pair[0].lower())]
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{host}{parts.path.rstrip('/')}{query}"
