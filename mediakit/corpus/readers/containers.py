"""What is inside a file that is a ZIP of parts: Word, Excel, OpenDocument, or simply files."""

from __future__ import annotations

import re
import zipfile
from functools import lru_cache
from pathlib import Path

MOST_PARTS = 256 * 2**20  # bytes that the XML of a document may unpack to
MOST_RATIO = 200  # unpacked to packed: text seldom packs better than 1 to 20
SMALL = 32 * 2**20  # below this nothing is a bomb
WORD = re.compile(r"^word/document\d*\.xml$")
KINDS = {
    "word/document.xml": "docx", "xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb",
    "ppt/presentation.xml": "pptx", "Index/Document.iwa": "pages", "Index.zip": "pages",
}  # fmt: skip


def kind_of(path: Path) -> str:
    """Return what a ZIP is: ``docx``, ``xlsx``, …, a type it states itself, or ``zip``."""
    names, stated = _look(str(path), *_changed(path))
    return stated or next((kind for name, kind in KINDS.items() if name in names), "zip")


def mime_of(path: Path) -> str:
    """Return the type that an OpenDocument or EPUB file states as its first part, or ""."""
    return _look(str(path), *_changed(path))[1]


def _changed(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=8)
def _look(path: str, _time: int, _size: int) -> tuple[frozenset[str], str]:
    """Return the names in a ZIP, as far as they tell its kind, and its stated type."""
    try:
        with zipfile.ZipFile(path) as parts:
            # Word on the web calls its part “document2.xml”.
            listed = (WORD.sub("word/document.xml", name) for name in parts.namelist())
            names = frozenset(KINDS) & frozenset(listed)
            if "mimetype" not in parts.namelist() or parts.getinfo("mimetype").file_size > 200:
                return names, ""
            return names, parts.read("mimetype").decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError):
        return frozenset(), ""


def check_parts(path: Path) -> str | None:
    """Say what is wrong with a document whose parts would unpack to more than can be text."""
    try:
        with zipfile.ZipFile(path) as parts:
            sizes = [
                (one.file_size, one.compress_size)
                for one in parts.infolist()
                if one.filename.lower().endswith((".xml", ".rels"))
            ]
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        return f"broken file: {error}"
    largest = sum(size for size, _ in sizes)
    packed = sum(packed for _, packed in sizes)
    if largest > MOST_PARTS or (largest > SMALL and largest > packed * MOST_RATIO):
        return f"its text unpacks to {largest / 2**20:,.0f} MB, more than a document holds: refused"
    return None
