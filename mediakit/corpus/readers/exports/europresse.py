"""Europresse: saved pages with one ``<article>`` element for each article."""

from __future__ import annotations

import re
from collections import Counter
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
from mediakit.corpus.readers.exports.dated import find_date
from mediakit.corpus.readers.exports.fields import Row, finish, guarded, key, labels

SHOWN = re.compile(rb"DocPublicationName|titreArticleVisu|docOcurrContainer")
PARTS = ("DocPublicationName", "DocHeader", "titreArticle")
NUMBER = re.compile(r"\b(?:news|web|pub|tvr?)[·.]\d{8}[·.]\S+")
WORDS = re.compile(r"(?<!\d)(\d{1,3}(?:[\u00a0\u202f .,]\d{3})+|\d+)\s+([^\W\d_]+)")
PAGE = re.compile(r"(?:^|,\s*)(?:p|pp|pg|page|S)\.?\s*([A-Z]*\d[\w-]*(?:,\s?[A-Z]*\d[\w-]*)*)\s*$")
ISSUE = re.compile(r",\s*(?:no|n°|nº|Nr|No|vol)\.?\s*(.+)$", re.IGNORECASE)
RIGHTS = re.compile(r"(?:©|\(c\)|Copyright|Tous droits réservés)", re.IGNORECASE)


def fits(path: Path, head: bytes) -> bool:
    """Tell a page by the classes of its elements."""
    return is_html(head) and shows(path, head, SHOWN)


def read(path: Path) -> Iterator[Row]:
    """Read the articles of a page; ``_line`` is the number of the article."""
    content, remark = read_text(path)
    tree = parse_html(content)
    nodes = [node for node in tree.iter("article") if _find(node, *PARTS) is not None]
    nodes = [node for node in nodes if not any(above in nodes for above in node.iterancestors())]
    nodes = nodes or _around_publications(tree)
    yield {"_announced": len(nodes)}
    yield from guarded(enumerate(nodes, 1), _article)
    yield from filter(None, (cut_off(content), remark))


def _around_publications(tree: Any) -> list[Any]:
    """Return the elements of older pages: each holds the name of one publication, and a text."""
    names = [node for node in tree.iter() if _has(node, "DocPublicationName")]
    names = [
        node
        for node in names
        if not any(_has(one, "DocPublicationName") for one in node.iterancestors())
    ]
    held = Counter(above for name in names for above in name.iterancestors())
    found = []
    for name in names:
        alone = [above for above in name.iterancestors() if held[above] == 1]
        found += alone[-1:] or [name]
    if len(names) == 1 and (body := tree.find(".//body")) is not None:
        return [body]
    return found


def _has(node: Any, name: str) -> bool:
    return isinstance(node.tag, str) and name in (node.get("class") or "")


def _find(node: Any, *names: str) -> Any:
    """Return the first element with one of these classes, or None."""
    for name in names:
        for element in node.iter():
            if _has(element, name):
                return element
    return None


def _line(element: Any) -> str | None:
    return " ".join(paragraphs(element)) if element is not None else None


def _article(node: Any) -> Row:
    fields: dict[str, str | None] = {}
    publication = _find(node, "DocPublicationName")
    if publication is not None:
        lines = [line for part in paragraphs(publication) for line in part.split("\n")]
        issue = ISSUE.search(lines[0]) if lines else None
        fields["outlet"] = (lines[0][: issue.start()] if issue else lines[0]) if lines else None
        fields["issue"] = issue[1] if issue else None
        if len(lines) > 1:
            fields["section"] = " ".join(lines[1:])
    _enter_header(_line(_find(node, "DocHeader")) or "", fields)
    title = _find(node, "titreArticleVisu", "titreArticle")
    fields["title"] = _line(title)
    fields["kicker"] = _line(_find(node, "rdp__surtitre", "surtitre"))
    fields["subtitle"] = _line(_find(node, "rdp__subtitle", "soustitre", "sousTitre"))
    fields["author"] = _line(_find(node, "docAuthors", "sm-margin-bottomNews", "authors"))
    number = _find(node, "publiC-lblNodoc", "lblNodoc")
    certified = _line(number) or next(
        (match[0] for line in paragraphs(node) if (match := NUMBER.search(line))), None
    )
    found = NUMBER.search(certified or "")
    fields["article_id"] = found[0] if found else certified
    body, rights = _body(node)
    fields["copyright"] = rights
    if fields.get("date") is None:
        dated = next((d for line in paragraphs(node)[:6] if (d := find_date(line))), None)
        fields["date"] = dated.published if dated else None
    return finish("europresse", fields, body)


def _enter_header(header: str, fields: dict[str, str | None]) -> None:
    """Enter what the line says: “Économie, lundi 5 mars 2018 452 mots, p. 7”."""
    for match in WORDS.finditer(header):
        if key(match[2]) in labels("europresse", "words"):
            fields["n_stated"] = f"{match[1]} {match[2]}"
            header = header[: match.start()] + header[match.end() :]
            break
    if page := PAGE.search(header):
        fields["pages"], header = page[1], header[: page.start()]
    found = find_date(header)
    if found is None:
        fields["header"] = header
        return
    fields["date"] = found.published
    if found.before:
        before = fields.get("section")
        fields["section"] = f"{before}; {found.before}" if before else found.before
    fields["edition"] = found.edition


def _body(node: Any) -> tuple[list[str], str | None]:
    element = _find(node, "docOcurrContainer", "DocText")
    if element is None:
        element = next(iter(node.iter("section")), None)
    if element is None:
        return [], None
    lines = paragraphs(element)
    rights = None
    while lines and RIGHTS.match(lines[-1]) and len(lines[-1]) < 300:
        rights = f"{lines[-1]} {rights or ''}".strip()
        lines.pop()
    return [line for line in lines if not NUMBER.fullmatch(line)], rights
