"""GDELT files: addresses of articles with codes, no texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mediakit.corpus.decoding import Lines

#: Fields in a line, a first line, and our columns by place.
GRAPH = (27, re.compile(rb"\d{14}-T?\d+\t\d{14}\t"),
         {0: "article_id", 1: "published", 3: "outlet", 4: "url", 7: "gdelt_themes",
          15: "gdelt_tone"})  # fmt: skip
MENTIONS = (16, re.compile(rb"\d+\t\d{14}\t\d{14}\t"), {2: "published", 4: "outlet", 5: "url"})
EVENTS = (61, re.compile(rb"\d+\t\d{8}\t\d{6}\t"), {59: "published", 60: "url"})
OLD_EVENTS = (58, re.compile(rb"\d+\t\d{8}\t\d{6}\t"), {56: "published", 57: "url"})


def fits(path: Path, head: bytes) -> bool:
    """Tell by the number of fields and the first ones; such files have no header."""
    return _kind(head) is not None


def _kind(head: bytes) -> tuple[int, re.Pattern[bytes], dict[int, str]] | None:
    first = head.partition(b"\n")[0]
    fields = first.count(b"\t") + 1
    for kind in (GRAPH, MENTIONS, EVENTS, OLD_EVENTS):
        if abs(fields - kind[0]) <= (kind is MENTIONS) and kind[1].match(first):
            return kind
    return None


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read the addresses, with date and outlet: a list of articles to be joined with their texts.

    A line of another number of fields is reported.
    """
    with path.open("rb") as file:
        kind = _kind(file.read(2**16))
    if kind is None:
        raise ValueError("no GDELT file")
    for number, line in enumerate(Lines(path), 1):
        fields = line.rstrip("\r\n").split("\t")
        if len(fields) <= max(kind[2]):
            yield {"_line": number, "_error": f"broken line: {len(fields)} fields of {kind[0]}"}
            continue
        row = {name: fields[place] for place, name in kind[2].items()}
        row["published"] = _moment(row["published"])
        yield row | {"_line": number}


def _moment(stamp: str) -> str:
    """Return a stamp of fourteen digits, which is in UTC, as an ISO date."""
    if re.fullmatch(r"\d{14}", stamp) is None:
        return stamp
    day, clock = stamp[:8], stamp[8:]
    return f"{day[:4]}-{day[4:6]}-{day[6:]}T{clock[:2]}:{clock[2:4]}:{clock[4:]}+00:00"
