"""Factiva's XML (``PPSResponse``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mediakit.corpus.readers.exports.content import shows
from mediakit.corpus.readers.exports.fields import Row, finish, guarded

ROOT = re.compile(rb"<(?:\w+:)?(?:PPSResponse|ppsArticleResponse|ppsarticleResultSet)\b")
COUNT = ("ppsarticleResultSet", "articleResultSet")
BODY = ("leadParagraph", "tailParagraphs")
FIELDS = {
    "accessionNo": "article_id", "headline": "title", "byline": "author", "wordCount": "n_stated",
    "sourceName": "outlet", "sectionName": "section", "edition": "edition",
    "baseLanguage": "language", "copyright": "copyright", "publisherName": "publisher",
    "sourceCode": "source_code", "notes": "notes", "reference": "reference", "pages": "page",
    "columnName": "column", "credit": "credit", "artWork": "captions", "contact": "contact",
    "corrections": "correction", "attribCode": "attribution", "volume": "volume",
    "contactInfo": "contact", "publicationDate": "date",
}  # fmt: skip
NAMED = {
    "newsSubject": "subjects", "region": "regions", "company": "companies",
    "industry": "industries", "descField": "descriptors",
}  # fmt: skip


def fits(path: Path, head: bytes) -> bool:
    """Tell the XML by its outer elements."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and shows(path, head[:4096], ROOT)


def read(path: Path) -> Iterator[Row]:
    """Read the articles of an XML file; ``_line`` is the line at which the article begins."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=True)
    root = etree.fromstring(path.read_bytes(), parser)
    if root is None:
        raise ValueError("no XML in the file")
    articles = [node for node in root.iter() if _name(node) == "article"]
    stated = [
        int(node.get("count"))
        for node in root.iter()
        if _name(node) in COUNT and (node.get("count") or "").isdigit()
    ]
    yield {"_announced": max(sum(stated), len(articles))}
    yield from guarded(
        ((node.sourceline or n, node) for n, node in enumerate(articles, 1)), _article
    )
    if parser.error_log:
        yield {
            "_note": f"broken XML: {parser.error_log[0].message}",
            "_line": parser.error_log[0].line,
        }


def _name(node: Any) -> str:
    return str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""


def _article(node: Any) -> Row:
    fields: dict[str, str | None] = {}
    body: list[str] = []
    for child in node:
        name = _name(child)
        if name in BODY:
            body += _lines(child)
        elif name in NAMED:
            before = fields.get(NAMED[name])
            text = _text(child)
            fields[NAMED[name]] = f"{before}; {text}" if before else text
        elif name in FIELDS:
            fields[FIELDS[name]] = " ".join(_lines(child))
        elif name and name != "logo" and _text(child):
            fields[name.casefold()] = _text(child)
    published = fields.pop("date", None)
    row = finish("factiva", fields | {"date": None}, body)
    if published and "_error" not in row:
        # As given, since the zone stands in it.
        row["published"] = published
        notes = [n for n in row.pop("_note", "").split("; ") if n and n != "no date in the export"]
        row |= {"_note": "; ".join(notes)} if notes else {}
    return row


def _lines(node: Any) -> list[str]:
    """Return the paragraphs of an element, or its whole text."""
    parts = [child for child in node if _name(child) in ("paragraph", "para", "p")]
    return [text for part in parts or [node] if (text := _text(part))]


def _text(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())
