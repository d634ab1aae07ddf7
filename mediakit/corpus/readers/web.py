"""Saved web pages (.html): one article each."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from mediakit.contract.wording import number
from mediakit.corpus.decoding import MARKS, decode
from mediakit.corpus.readers.trees import (
    CAPTIONS,
    find_all,
    first_text,
    name_of,
    parse_html,
    read_blocks,
)

CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
PAGE = re.compile(
    rb"(?:\s|<\?xml[^>]*>|<!--.{0,5000}?-->)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)

# One per article in the exports of Nexis and Factiva.
EXPORTED = re.compile(r"""<DOC NUMBER=|<div[^>]+\bid=["']article-""", re.IGNORECASE)

# What holds no text of the article, in a page that is long because of it.
WEIGHT = re.compile(
    rb"<(script|style|svg|template)\b(?![^>]{0,200}ld\+json)[^>]*>.*?</\1\s*>|<!--.*?-->"
    rb"|(?<=[\"'(])data:[\w/+.-]+;base64,[\w+/=\s%]+",
    re.IGNORECASE | re.DOTALL,
)
BOX = re.compile(
    r"(?<![a-z])(?:paywall|newsletter|sign-?up|subscri(?:be|ption)|piano|regwall|barrier)(?![a-z])",
    re.IGNORECASE,
)
ASKING = re.compile(
    r"\b(?:subscri(?:be|bers?|ption)|sign up|newsletter|log ?in|register|inbox)\b", re.IGNORECASE
)
MOST_OF_BOX, FEW_WORDS = 60, 100  # words of a box, and of a text before a barrier
DATED = re.compile(
    r"(?:[A-Z]\w+,? )?(?:\d{1,2}\.? \w+,? \d{4}|\w+ \d{1,2},? \d{4}|\d{4}-\d\d-\d\d"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4})"
)
LONG, TOO_LONG = 2**20, 24 * 2**20
MENUS = ("nav", "footer", "form")
MENU_ROLES = frozenset({"navigation", "contentinfo", "search", "banner"})
STAMPS = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.created", "pubdate", "publishdate", "date",
)  # fmt: skip


def fits(path: Path, head: bytes) -> bool:
    """Tell a whole page by its first tag; a text with some markup in it is no page."""
    return PAGE.match(head.removeprefix(codecs.BOM_UTF8)) is not None


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read text, title, author, date, outlet and address with trafilatura, without any network.

    ``<q>`` keeps its marks, ``<blockquote>`` its block, each paragraph its own; captions are a
    column of their own. What is missed: text that a script loads, and pages that trafilatura takes
    for all menu. A date counts only where the page states it as its own, with the zone it states.
    """
    content, note = decode_page(lean(path.read_bytes()))
    if several := len(EXPORTED.findall(content)):
        note = f"looks like a database export of {several} articles, but was read as one"
    yield {
        **extract(content),
        **({"_note": note} if note else {}),
        **({"_announced": several} if several else {}),
    }


def lean(content: bytes) -> bytes:
    """Return a long page without scripts, styles, drawings, comments and pictures in its text.

    Raises
    ------
    ValueError
        If it is too long even then.
    """
    if len(content) > LONG:
        content = WEIGHT.sub(b"", content)
    if len(content) > TOO_LONG:
        raise ValueError(
            f"a page of {len(content) / 2**20:,.0f} MB without its scripts is no one article: "
            "save each article as a file of its own"
        )
    return content


def extract(content: str) -> dict[str, Any]:
    """Return the article in a page.

    Raises
    ------
    ValueError
        If there is none.
    """
    from trafilatura import bare_extraction

    root = parse_html(content)
    if root is None:
        raise ValueError("no article was found in the page")
    language, stamps = root.get("lang"), list(_stamps(root))
    section = _meta(root, "article:section")
    captions = _prepare(root)
    barrier = _drop_boxes(root)
    shown = read_blocks(root).paragraphs
    heading = first_text(root, "title")
    found = bare_extraction(
        root,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None:
        raise ValueError("no article was found in the page")
    page = found if isinstance(found, dict) else found.as_dict()
    title = page.get("title")
    paragraphs = read_blocks(found.body).paragraphs if hasattr(found, "body") else []
    paragraphs = paragraphs or list(filter(None, [page.get("text")]))
    if len(paragraphs) == 1:
        paragraphs = _parted(paragraphs[0], shown)
    # The page shows its headline and byline once, and so they count once.
    byline = f"by {page.get('author') or ''}".casefold()
    while len(paragraphs) > 1 and (paragraphs[0] == title or paragraphs[0].casefold() == byline):
        del paragraphs[0]
    date, outlet = page.get("date"), page.get("sitename")
    dated = None if date else next(filter(DATED.fullmatch, paragraphs[:3]), None)
    if dated and len(paragraphs) > 1:
        paragraphs.remove(dated)
        date = dated
    text = "\n\n".join(paragraphs)
    doubts = [_barred(barrier, text)] if barrier else []
    doubts += [f"the page states no date: its line {dated!r} is read as one"] if dated else []
    lacking = [name for name, own in (("outlet", outlet), ("date", date)) if not own]
    return {
        "title": title,
        "text": text,
        "outlet": outlet,
        "author": page.get("author"),
        "section": section,
        "subjects": "; ".join(page.get("tags") or ()) or None,
        "url": page.get("url"),
        "language": page.get("language") or language,
        # trafilatura gives the day alone; where the page states the moment, that is better.
        "published": next((one for one in stamps if date and one.startswith(date)), date),
        "captions": "\n".join(captions) or None,
        **({"_warning": "; ".join(doubts)} if doubts else {}),
        # No doubt about the text, and a metadata.csv may say it.
        **({"_note": _lacking(lacking, title or "", heading or "")} if lacking else {}),
    }


def _drop_boxes(root: Any) -> str | None:
    """Take out boxes that ask to subscribe or sign up; return what a barrier says, if one is there.

    Counts: short, and both its name and its words say so; some pages call the article a paywall.
    """
    barrier = None
    for node in list(find_all(root, "div", "section", "aside")):
        named = BOX.search(f"{node.get('class') or ''} {node.get('id') or ''}")
        said = " ".join("".join(f"{piece} " for piece in node.itertext()).split())
        if named and len(said.split()) <= MOST_OF_BOX and ASKING.search(said):
            if named[0].lower() not in ("newsletter", "signup", "sign-up"):
                barrier = barrier or said
            with suppress(ValueError, AttributeError):  # it went with one above it
                node.drop_tree()
    return barrier


def _parted(text: str, shown: list[str]) -> list[str]:
    """Return the paragraphs of a text that was joined to one, as the page shows them."""
    squeezed = "".join(text.split())
    own = [one for one in shown if "".join(one.split()) in squeezed]
    return own if "".join("".join(own).split()) == squeezed else [text]


def _barred(barrier: str, text: str) -> str:
    n_words = len(text.split())
    only = "only a stub is here" if n_words < FEW_WORDS else "the text may stop there"
    return f"{number(n_words, 'word')} before a paywall ({barrier[:60]!r}): {only}"


def _lacking(lacking: list[str], title: str, heading: str) -> str:
    """Say what the page does not state, and what in its title looks like the outlet."""
    said = f"the page states no {' and no '.join(lacking)}"
    end = heading.removeprefix(title).strip(" -–—|·:") if heading.startswith(title) else ""
    if "outlet" in lacking and title and end:
        said += f"; its title ends with {end[:60]!r}: enter the outlet in metadata.csv"
    return said


def _prepare(root: Any) -> list[str]:
    """Take menus and captions out, give ``<q>`` its marks, and return the captions."""
    captions = []
    for node in list(root.iter()):
        name = name_of(node)
        if name in CAPTIONS:
            captions += read_blocks(node).captions
            _drop(node)
        elif name in MENUS or node.get("role") in MENU_ROLES:
            _drop(node)
        elif name == "q":
            node.text = "“" + (node.text or "")
            if len(node):
                node[-1].tail = (node[-1].tail or "") + "”"
            else:
                node.text += "”"
            node.tag = "span"
    return list(dict.fromkeys(captions))


def _drop(node: Any) -> None:
    # A page that is all form (old ASP.NET) is no menu.
    if node.getparent() is not None and not next(find_all(node, "article", "h1"), None):
        with suppress(ValueError):  # it went with one above it
            node.drop_tree()


def _meta(root: Any, *names: str) -> str | None:
    for node in find_all(root, "meta"):
        said = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        if said in names and (content := (node.get("content") or "").strip()):
            return str(content)
    return None


def _stamps(root: Any) -> Iterator[str]:
    """Yield the moments of publication that a page states, the surest first."""
    for name in STAMPS:
        if stated := _meta(root, name):
            yield stated
    for node in find_all(root, "script"):
        if (node.get("type") or "").lower() == "application/ld+json":
            with suppress(ValueError, RecursionError):
                yield from _published(json.loads("".join(node.itertext())))
    for node in find_all(root, "time"):
        if node.get("datetime"):
            yield node.get("datetime").strip()


def _published(content: Any) -> Iterator[str]:
    waiting = [content]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if isinstance(one.get("datePublished"), str):
                yield one["datePublished"]
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def decode_page(content: bytes) -> tuple[str, str | None]:
    """Decode by the mark, as UTF-8, as the page says, else as Windows-1252; say if the last."""
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
