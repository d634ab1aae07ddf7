"""Feeds saved as files: RSS and Atom, one article an item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mediakit.corpus.readers.trees import PROLOG, html_text

ROOT = re.compile(
    PROLOG
    + rb"<(?:rss\b|(?:\w+:)?feed\b[^>]{0,2000}http://(?:www\.w3\.org/2005/Atom|purl\.org/atom)"
    rb"|rdf:RDF\b[^>]{0,2000}http://(?:purl\.org/rss/|channel\.netscape\.com))",
    re.IGNORECASE | re.DOTALL,
)
SUMMARY = "only the summary that the feed gives, not the whole article"


def fits(path: Path, head: bytes) -> bool:
    """Tell a feed by its first element."""
    return ROOT.match(head) is not None


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read the items of a feed with feedparser, their markup as paragraphs.

    Where an item has its whole text (``content:encoded``, ``content``), that counts; else its
    summary, which is marked. The feed's title is the outlet.
    """
    import feedparser

    # A name or text is fetched if it looks like an address: only bytes are safe.
    found = feedparser.parse(path.read_bytes(), sanitize_html=False, resolve_relative_uris=False)
    if not found.entries and found.bozo:
        raise ValueError(f"broken feed: {found.bozo_exception}")
    feed = found.feed
    for number, entry in enumerate(found.entries, 1):
        whole = max((one.value for one in entry.get("content", ())), key=len, default="")
        summary = entry.get("summary", "")
        body = whole if len(whole) >= len(summary) else summary
        blocks = html_text(body)
        source = entry.get("source") or {}
        row: dict[str, Any] = {
            "article_id": entry.get("id") or entry.get("link"),
            "title": html_text(entry.get("title", "")).text or None,
            "text": blocks.text,
            "outlet": source.get("title") or feed.get("title"),
            "author": entry.get("author"),
            "subjects": "; ".join(tag.term for tag in entry.get("tags", ()) if tag.term) or None,
            # A guid that is no address stands for the link where there is none.
            "url": link if "://" in (link := entry.get("link") or "") else None,
            "language": (entry.get("language") or feed.get("language")),
            "published": entry.get("published") or entry.get("updated"),
            "captions": "\n".join(blocks.captions) or None,
            "_line": number,
        }
        if body and not whole:
            row["_note"] = SUMMARY
        yield row
    if found.bozo and found.entries:
        yield {"_note": f"a broken feed: items after number {len(found.entries)} may be missing"
               f" ({found.bozo_exception})"}  # fmt: skip
