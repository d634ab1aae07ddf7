"""Factiva's web pages: with the index (codes in a table), or as the articles are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mediakit.corpus.readers.exports.content import (
    cut_off,
    is_html,
    paragraphs,
    parse_html,
    read_text,
    shows,
)
from mediakit.corpus.readers.exports.factiva import (
    DOCUMENT,
    anchor_of,
    element_class,
    from_codes,
    from_view,
    is_author,
)
from mediakit.corpus.readers.exports.fields import Row, guarded

PAGE = re.compile(
    rb"<title>\s*(?:Dow Jones )?Factiva\b|factivalogo|Factiva, Inc|factiva\.com", re.I
)
SHOWN = re.compile(
    rb"""id=["']?article-[A-Z0-9]{8,}|class=["']article [a-z]{2}Article\b|"""
    rb"""class=["']index["'][^>]*>\s*(?:<[^>]*>\s*){0,3}<b>\s*HD\b""",
    re.I,
)
STATE = re.compile(r"""<input[^>]{0,200}\bvalue=(?:"[^"]*"|'[^']*')[^>]*>""", re.IGNORECASE)
NUMBER = re.compile(r"article-(\w+)")


def fits(path: Path, head: bytes) -> bool:
    """Tell a page of Factiva by its articles: their ids, or their table of codes."""
    return is_html(head) and shows(path, head, SHOWN)


def read(path: Path) -> Iterator[Row]:
    """Read the articles of a page; ``_line`` is the number of the article.

    An article that stands in the page twice over (one element inside another) counts once.
    """
    content, remark = read_text(path)
    tree = parse_html(STATE.sub("", content))
    shown = [node for node in tree.iter("div") if NUMBER.fullmatch(node.get("id") or "")]
    indexed = [table for table in tree.iter("table") if _is_indexed(table)]
    bare = [node for node in tree.iter("div") if _is_shown(node)]
    nodes = _outermost(shown or indexed or bare)
    yield {"_announced": len(nodes)}
    yield from guarded(enumerate(nodes, 1), _article)
    yield from filter(None, (cut_off(content), remark))


def _outermost(nodes: list[Any]) -> list[Any]:
    known = set(nodes)
    return [node for node in nodes if not any(above in known for above in node.iterancestors())]


def _article(node: Any) -> Row:
    table = node if node.tag == "table" else next(filter(_is_indexed, node.iter("table")), None)
    row = from_codes(_codes(table)) if table is not None else _shown(node)
    number = NUMBER.fullmatch(node.get("id") or "")
    if number and not row.get("article_id"):
        row["article_id"] = number[1]
    return row


def _is_indexed(table: Any) -> bool:
    cells = (cell for cell in table.iter("td") if "index" in element_class(cell))
    return any(_code(cell) in ("HD", "WC", "PD", "LP", "TD", "AN") for cell in cells)


def _is_shown(node: Any) -> bool:
    return any(re.fullmatch(r"[a-z]{2}Article", name) for name in element_class(node))


def _code(cell: Any) -> str:
    return str(cell.text_content()).replace("\u00a0", " ").strip()


def _codes(table: Any) -> dict[str, list[str]]:
    codes: dict[str, list[str]] = {}
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if len(cells) >= 2 and "index" in element_class(cells[0]):
            lines = [line for cell in cells[1:] for line in paragraphs(cell)]
            codes.setdefault(_code(cells[0]), []).extend(lines)
    return codes


def _shown(node: Any) -> Row:
    number = NUMBER.fullmatch(node.get("id") or "")
    lines: list[tuple[str, str]] = []
    for element in _parts(node):
        kind = _kind(element)
        lines += [(kind, line) for line in paragraphs(element)]
    found = next((m for _, line in reversed(lines) if (m := DOCUMENT.fullmatch(line))), None)
    lines = [(kind, line) for kind, line in lines if not DOCUMENT.fullmatch(line)]
    plain = [line if kind != "p" else "" for kind, line in lines]
    anchor = -1 if (found_words := anchor_of(plain)) is None else found_words
    first = next((n for n, (kind, _) in enumerate(lines) if kind == "p" and n > anchor), len(lines))
    above = [line for kind, line in lines[: anchor + 1] if kind == "line"]
    below = [line for kind, line in lines[anchor + 1 : first] if kind in ("line", "author")]
    given = {
        name: " ".join(line for kind, line in lines[:first] if kind == name)
        for name in ("title", "author")
        if any(kind == name for kind, _ in lines[:first])
    }
    if "title" in given:
        # Without the headline and the count: the section, perhaps the author, and credits.
        title = next(n for n, (kind, _) in enumerate(lines) if kind == "title")
        over = sum(kind == "line" for kind, _ in lines[:title])
        given |= {"section": "; ".join(above[:over])} if over else {}
        rest = above[over:-1] if anchor >= 0 else []
        if "author" not in given and rest and is_author(rest[-1]):
            given["author"] = rest.pop()
        given |= {"credit": "; ".join(rest)} if rest else {}
    body = [(kind, line) for kind, line in lines[first:] if kind in ("p", "line")]
    if len(body) > 1 and body[-1][0] == "line" and _is_publisher(body[-1][1]):
        given["publisher"] = body.pop()[1]
    number_of = found[1] if found else number and number[1]
    return from_view(above, below, [line for _, line in body], number_of, given)


def _is_publisher(line: str) -> bool:
    """Say whether the line after the last paragraph names who publishes: short, no sentence."""
    return len(line.split()) <= 10 and not re.search(r"[.!?…:][\"'”’»)]*$", line.rstrip("."))


def _parts(node: Any) -> Iterator[Any]:
    """Yield the elements that hold one field or paragraph each, in the order of the page."""
    for child in node:
        if not isinstance(child.tag, str):
            continue
        inner = [
            one for one in child.iter() if one is not child and one.tag in ("div", "p", "table")
        ]
        if child.tag == "div" and inner and child.get("id") != "hd":
            yield from _parts(child)
        else:
            yield child


def _kind(element: Any) -> str:
    classes = element_class(element)
    if element.get("id") == "hd" or any(name.endswith("Headline") for name in classes):
        return "title"
    if "author" in classes:
        return "author"
    return "p" if any("articleparagraph" in name.lower() for name in classes) else "line"
