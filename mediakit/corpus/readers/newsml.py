"""News agencies' XML: NITF, NewsML 1 and NewsML-G2, one article an item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mediakit.corpus.readers.trees import (
    PROLOG,
    find_all,
    first_text,
    name_of,
    parse_xml,
    read_blocks,
)

ROOT = re.compile(
    PROLOG + rb"<(?:\w+:)?(nitf|NewsML|newsMessage|newsItem|packageItem)\b",
    re.DOTALL,
)
HIDDEN = frozenset({"head", "script", "style", "title", "media-metadata", "media-reference",
                    "hedline", "byline", "dateline", "distributor"})  # fmt: skip
MOMENTS = ("firstcreated", "versioncreated", "contentcreated", "firstpublished", "sent")
FIRST_MOMENTS = ("firstcreated", "thisrevisioncreated", "dateandtime")  # of NewsML 1
LONGEST = 64 * 2**20


def fits(path: Path, head: bytes) -> bool:
    """Tell by the first element."""
    return ROOT.match(head) is not None


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read the text of each item: paragraphs, captions apart; headline, byline, date, section.

    Items without text (pictures, packages) are reported. Nothing is fetched, no entity resolved.
    """
    if path.stat().st_size > LONGEST:
        raise ValueError(f"XML of more than {LONGEST // 2**20} MB: give it in several files")
    root = parse_xml(path.read_bytes())
    items = list(find_all(root, "newsitem")) or [root]
    for number, item in enumerate(items, 1):
        nitf = next(find_all(item, "nitf"), None)
        row = _of_nitf(nitf) if nitf is not None else {}
        row = {**_of_newsml(item), **{name: value for name, value in row.items() if value}}
        if not row.get("text"):
            yield {"_error": "an item without text (a picture, or a package)", "_line": number}
        else:
            yield row | {"_line": number}


def _of_nitf(root: Any) -> dict[str, Any]:
    content = next(find_all(root, "body.content", "block"), root)
    blocks = read_blocks(content, HIDDEN)
    docdata = next(find_all(root, "docdata"), root)
    dateline = first_text(root, "dateline")
    return {
        "article_id": _attribute(root, "doc-id", "id-string"),
        "title": first_text(root, "hl1") or first_text(root, "title"),
        "text": blocks.text,
        "outlet": _attribute(root, "pubdata", "name") or first_text(root, "distributor"),
        "author": first_text(root, "byline"),
        "section": _attribute(root, "pubdata", "position.section"),
        "published": _attribute(docdata, "date.issue", "norm")
        or _attribute(root, "pubdata", "date.publication")
        or _attribute(root, "story.date", "norm"),
        "subjects": "; ".join(
            key for node in find_all(docdata, "keyword") if (key := node.get("key"))
        ),
        "captions": "\n".join(blocks.captions),
        **({"nitf_dateline": dateline} if dateline else {}),
    }


def _of_newsml(item: Any) -> dict[str, Any]:
    content = next(find_all(item, "inlinexml", "datacontent", "contentset", "inlinedata"), None)
    blocks = read_blocks(content, HIDDEN) if content is not None else None
    texts = list(find_all(content, "body")) if content is not None else []
    if texts:
        blocks = read_blocks(texts[0], HIDDEN)
    moments = FIRST_MOMENTS if name_of(item) == "newsml" else MOMENTS
    return {
        "article_id": item.get("guid") or first_text(item, "publicidentifier"),
        "title": first_text(item, "headline") or first_text(item, "title"),
        "text": blocks.text if blocks else "",
        "outlet": _named(item, "provider", "infosource", "infoSource"),
        "author": first_text(item, "by", "byline") or _named(item, "creator"),
        "language": _language(item, content),
        "published": next(filter(None, (first_text(item, name) for name in moments)), None),
        "subjects": "; ".join(_subjects(item)),
        "url": item.get("href"),
        "captions": "\n".join(blocks.captions) if blocks else "",
    }


def _subjects(item: Any) -> Iterator[str]:
    meta = next(find_all(item, "contentmeta"), None)
    for node in find_all(meta, "subject") if meta is not None else ():
        if name := first_text(node, "name"):
            yield name


def _named(item: Any, *names: str) -> str | None:
    """Return the name in an element, else what it is called by a code."""
    for node in find_all(item, *names):
        if said := first_text(node, "name") or node.get("literal") or node.get("qcode"):
            return str(said)
    return None


def _language(item: Any, content: Any) -> str | None:
    stated = _attribute(item, "language", "tag") or _attribute(item, "language", "formalname")
    for node in (content, item):
        if node is not None and not stated:
            stated = node.get("{http://www.w3.org/XML/1998/namespace}lang")
    return stated


def _attribute(root: Any, name: str, attribute: str) -> str | None:
    values = (
        {key.lower(): value for key, value in node.items()}.get(attribute)
        for node in find_all(root, name)
    )
    return next((str(value) for value in values if value), None)
