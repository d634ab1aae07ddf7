"""The content of an export file: its text, and the paragraphs of markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mediakit.corpus.decoding import MARKS, Lines

Row = dict[str, Any]

CUT_RTF = "the rich text has no end: it may be cut off, and later articles missing"
MOST = 2**23  # bytes of a file in which its kind must show
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd div dl dt figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section table tbody td th thead tr "
    "ul".split()
)
SILENT = frozenset(("script", "style", "head", "noscript", "template", "input", "button", "select"))
BLANK = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v\n]*|[ \t\r\f\v]+")


def read_text(path: Path) -> tuple[str, Row]:
    """Return a file's text, and a row about its encoding, empty where that is UTF-8."""
    lines = Lines(path)
    return "".join(lines).replace("\r\n", "\n").replace("\r", "\n"), lines.remark()


def read_rtf(path: Path) -> tuple[str, Row]:
    """Return the text of a rich text file without headers, and a row if it has no end."""
    from striprtf import striprtf

    content = path.read_bytes().decode("cp1252", "replace")  # RTF itself is ASCII
    remark = {} if content.rstrip(" \r\n\t\0").endswith("}") else {"_note": CUT_RTF}
    to_text: Any = striprtf.rtf_to_text  # it has no types
    return str(to_text(content, encoding="cp1252", errors="replace")).replace("\r", "\n"), remark


def shows(path: Path, head: bytes, pattern: re.Pattern[bytes]) -> bool:
    """Say whether a pattern is in a file: in its first bytes, or in its first megabytes."""
    if pattern.search(head):
        return True
    with path.open("rb") as file:
        return bool(pattern.search(file.read(MOST)))


def head_text(head: bytes) -> str:
    """Return the beginning of a text file, line ends evened; empty of any other kind of file."""
    encoding = next((name for mark, name in MARKS if head.startswith(mark)), "utf-8")
    if encoding.startswith("utf-8") and b"\0" in head[:1024]:
        return ""
    if head.startswith((b"{\\rtf", b"PK", b"%PDF")) or is_html(head):
        return ""
    return head.decode(encoding, "ignore").replace("\r\n", "\n").replace("\r", "\n")


def is_html(head: bytes) -> bool:
    """Say whether a file begins like a web page."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1].replace(b"\xff", b"<").replace(b"\xfe", b"<")
    return start == b"<" and bool(
        re.search(
            rb"<\W{0,3}(?:!doctype\s+html|html|head|body|div|meta)\b",
            head.replace(b"\0", b"")[:4096],
            re.IGNORECASE,
        )
    )


def cut_off(content: str) -> Row:
    """Return a row that says so if a page has no end, as one whose download broke off."""
    if re.search(r"</(?:html|body)\s*>", content[-5000:], re.IGNORECASE):
        return {}
    return {"_note": "the page has no end: it may be cut off, and later articles missing"}


def parse_html(markup: str) -> Any:
    """Parse a piece of markup, however broken; nothing is fetched, no entity is expanded."""
    from lxml import html

    parser = html.HTMLParser(recover=True, no_network=True, huge_tree=True, remove_pis=True)
    return html.document_fromstring(f"<div>{markup.replace(chr(0), '')}</div>", parser=parser)


def paragraphs(node: Any) -> list[str]:
    """Return the paragraphs of an element: what stands between tags that begin a new block.

    White space of the source is one blank, ``<br>`` a line end, two of them a new paragraph; a
    no-break space stays. Scripts, styles and form fields are left out.
    """
    pieces: list[str] = []
    for kind, text in _walk(node):
        if kind == "text":
            pieces.append(BLANK.sub(" ", text))
        else:
            pieces.append("\n" if kind == "br" else "\n\n")
    joined = re.sub(r"[ \t]*\n[\s\u00a0]*\n\s*|[ \t]*\n[ \t]*", _line_end, "".join(pieces))
    found = (re.sub(r" {2,}", " ", part).strip(" \n\t") for part in re.split(r"\n{2,}", joined))
    return [part for part in found if part.strip()]


def _line_end(match: re.Match[str]) -> str:
    return "\n\n" if match[0].count("\n") > 1 else "\n"


def _walk(node: Any) -> Iterator[tuple[str, str]]:
    """Yield texts, line ends and ends of blocks in the order of the page, without recursion."""
    stack: list[tuple[Any, bool]] = [(node, False)]
    while stack:
        element, closing = stack.pop()
        known = isinstance(element.tag, str)
        tag = element.tag.rpartition("}")[2].lower() if known else ""
        if closing:
            if tag in BLOCKS:
                yield "block", ""
            if element is not node and element.tail:
                yield "text", element.tail
            continue
        stack.append((element, True))
        if not known or tag in SILENT:
            continue
        if tag == "br":
            yield "br", ""
        if tag in BLOCKS:
            yield "block", ""
        if element.text:
            yield "text", element.text
        stack.extend((child, False) for child in reversed(element))
