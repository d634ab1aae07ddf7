"""Saved web pages (.html): one article each."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mediakit.corpus.decoding import MARKS, decode

CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)

# One per article in the exports of Nexis and Factiva.
EXPORTED = re.compile(r"""<DOC NUMBER=|<div[^>]+\bid=["']article-""", re.IGNORECASE)


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read text, title, author, date, outlet and address with trafilatura, without any network.

    What is missed: text that a script loads, and pages that trafilatura takes for all menu. A date
    counts only where the page states it as its own.
    """
    from trafilatura import bare_extraction

    content, note = _decode(path.read_bytes())
    if several := len(EXPORTED.findall(content)):
        note = f"looks like a database export of {several} articles, but was read as one"
    found = bare_extraction(
        content,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None:
        raise ValueError("no article was found in the page")
    page = found if isinstance(found, dict) else found.as_dict()
    title, text = page.get("title"), page.get("text") or ""
    yield {
        "title": title,
        # The page shows its headline once, and so it counts once.
        "text": text.removeprefix(f"{title}\n"),
        "outlet": page.get("sitename"),
        "author": page.get("author"),
        "url": page.get("url"),
        "language": page.get("language"),
        "published": page.get("date"),
        **({"_note": note} if note else {}),
        **({"_announced": several} if several else {}),
    }


def _decode(content: bytes) -> tuple[str, str | None]:
    """Decode by the mark, as UTF-8, as the page says, else as Windows-1252."""
    if not content.strip():
        raise ValueError("the file is empty")
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding), None
    stated = CHARSET.search(content[:4096])
    text, odd = decode(content, _codec(stated[1].decode()) if stated else None)
    return text, f"not UTF-8: read as {odd}" if odd else None


def _codec(name: str) -> str:
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return "utf-8"
    # Browsers read pages that say Latin-1 as Windows-1252, and pages are made with browsers.
    return "cp1252" if known in ("iso8859-1", "ascii") else known
