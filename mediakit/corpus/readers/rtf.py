"""Rich text (.rtf): one article each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PICTURES = re.compile(rb"(?<=[\s\d}a-z])[0-9a-fA-F]{64,}|(?:[0-9a-fA-F]{64,}\s+){2,}")
INFO = re.compile(rb"\{\\info\b")
BREAKS = re.compile("\n+")
HIDDEN = re.compile(rb"\{\\\*\\(?:annotation|atnid|atnauthor)\b")


def fits(path: Path, head: bytes) -> bool:
    """Tell rich text by its first characters."""
    return head.lstrip().startswith(b"{\\rtf")


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read the paragraphs with striprtf; title and author if the file names them.

    Pictures, headers, footers and footnotes are missed; text in tables counts, a tab between
    cells.
    """
    content = PICTURES.sub(b" ", path.read_bytes())
    text = _plain(content.decode("latin-1"))
    if b"\\cell" in content:
        text = text.replace("|", "\t")
    row: dict[str, Any] = {
        "title": _stated(content, b"title"),
        "text": BREAKS.sub("\n\n", text.strip("\n")),
        "author": _stated(content, b"author"),
    }
    if lost := row["text"].count("\ufffd"):
        row["_note"] = f"{lost} bytes could not be read and became \ufffd"
    yield row


def _plain(content: str) -> str:
    from striprtf import striprtf

    to_text: Any = striprtf.rtf_to_text  # it has no types
    return str(to_text(content, encoding="cp1252", errors="replace"))


def _stated(content: bytes, name: bytes) -> str | None:
    """Return what the file's properties say."""
    start = INFO.search(content)
    if start is None:
        return None
    area = content[start.start() : start.start() + 4000]
    found = re.search(rb"\{\\" + name + rb"\s((?:\\[{}]|[^{}])*)\}", area)
    if found is None:
        return None
    inner = "{\\rtf1\\ansi " + found[1].decode("latin-1") + "}"
    return _plain(inner).strip() or None
