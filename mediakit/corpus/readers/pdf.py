"""PDF files with a text layer: one article each, or an export of Nexis or Factiva."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from mediakit.contract.wording import number
from mediakit.corpus.readers.databases import count_records
from mediakit.corpus.readers.exports.printed import read_printed

NUMBER = re.compile(
    r"[-–—|•·\s]*(?:page|seite|página|pagina|p\.|s\.)?\s*\d{1,3}"
    r"(?:\s*(?:of|von|de|sur|di|/)\s*\d{1,4})?[-–—|•·\s]*$",
    re.IGNORECASE,
)
HYPHEN = re.compile(r"(\w+)[-\u2010\u00ad]$")
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
             0xFB06: "st"}  # fmt: skip
SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
MARGIN = 2  # lines at the head and foot of a page that may be running heads
FEW_GAPS, LEADING = 5, 1.5
FEW_LETTERS = 0.5


class Line(NamedTuple):
    """A line of text and where it begins on its page."""

    text: str
    x: float
    y: float
    size: float


def fits(path: Path, head: bytes) -> bool:
    """Tell a PDF by its mark, which may stand behind some bytes of another program."""
    return b"%PDF-" in head[:1024]


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read the text with pypdf: paragraphs from lines, without running heads and page numbers.

    Columns are read one after the other; words parted at a line's end are joined, but for those
    that have their hyphen elsewhere; ligatures become letters. All of it is reported. What is
    missed: pictures of text, and where an article ends on a page that holds several.

    Raises
    ------
    ValueError
        If the file is a scan without text, has a password, or its letters cannot be told.
    """
    pages, title, author = _pages(path)
    notes: list[str] = []
    empty = sum(not page for page in pages)
    if empty == len(pages):
        raise ValueError(
            f"a scan: {number(len(pages), 'page')} without any text. Recognise it first, such as "
            "with “ocrmypdf scan.pdf text.pdf”, and load the new file"
        )
    if empty:
        notes.append(f"{empty} of {number(len(pages), 'page')} hold no text (pictures of text?)")
    ordered = [_in_columns(page) for page in pages]
    if columns := sum(moved for _, moved in ordered):
        notes.append(f"columns read one after the other on {number(columns, 'page')}")
    lines = [line for page, _ in ordered for line in page]
    printed = read_printed(
        [line.text for line in lines],
        lambda numbers: _paragraphs_of([lines[n] for n in numbers]),
    )
    if printed is not None:
        yield from _named(printed, path.stem)
        return
    lean, heads = _without_heads([page for page, _ in ordered])
    if heads:
        shown = ", ".join(repr(one) for one in dict.fromkeys(heads[:3]))
        notes.append(f"{number(len(heads), 'running head')} or page numbers taken out ({shown})")
    text, joined = _join(list(_paragraphs(lean)))
    if joined:
        notes.append(f"{number(joined, 'hyphen')} at line ends taken out")
    letters = sum(character.isalnum() or character.isspace() for character in text)
    if letters < len(text) * FEW_LETTERS or "\ufffd" * 3 in text:
        raise ValueError(
            "its letters cannot be told (a font without a table of them). Recognise it, such as "
            "with “ocrmypdf --force-ocr old.pdf new.pdf”, and load the new file"
        )
    known = title and " ".join(title.split()) in " ".join(text[:2000].split())
    row = {"title": title if known else None, "text": text, "author": author}
    yield row | ({"_note": "; ".join(notes)} if notes else {})


def _paragraphs_of(lines: list[Line]) -> list[str]:
    return _join(list(_paragraphs([lines])))[0].split("\n\n") if lines else []


def _named(rows: Iterator[dict[str, Any]], stem: str) -> Iterator[dict[str, Any]]:
    """Yield the articles of an export with an id each."""
    for row in rows:
        named = {"article_id": f"{stem}-{row['_line']}"} if "text" in row else {}
        yield named | row


def _is_mark(line: str) -> bool:
    """Say whether a line ends or begins a record of a database: it repeats, and must stay."""
    return count_records(f"{line}\n{line}") is not None


def _pages(path: Path) -> tuple[list[list[Line]], str | None, str | None]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    if not (log := logging.getLogger("pypdf")).handlers:
        log.addHandler(logging.NullHandler())  # it tells of every small fault
    try:
        with path.open("rb") as file:
            reader = PdfReader(file, strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise FileNotDecryptedError
            pages = [_lines(page) for page in reader.pages]
            about = reader.metadata
            return pages, _stated(about and about.title), _stated(about and about.author)
    except (FileNotDecryptedError, DependencyError) as error:
        raise ValueError("protected by a password: print it to a new PDF, and load that") from error
    except PyPdfError as error:
        raise ValueError(f"broken PDF: {error}") from error


def _stated(name: object) -> str | None:
    return " ".join(str(name).split()) or None if name else None


def _lines(page: Any) -> list[Line]:
    """Return the lines of a page in the file's order, parted where a gap is wide."""
    lines: list[Line] = []
    end = 0.0  # about where the last piece ended

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        nonlocal end
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        high = abs(size * (tm[3] or tm[1] or 1) * (cm[3] or cm[1] or 1)) or 1.0
        for place, piece in enumerate(text.split("\n")):
            fresh = place > 0 or not lines
            if not fresh and piece.strip() and lines[-1].text.strip():
                same = abs(lines[-1].y - y) < high / 2
                fresh = not same or x > end + 2.5 * high or x < lines[-1].x - high
            if fresh:
                lines.append(Line(piece, x, y, high))
            elif piece.strip() and not lines[-1].text.strip():
                lines[-1] = Line(piece, x, y, high)
            elif piece:
                lines[-1] = lines[-1]._replace(text=lines[-1].text + piece)
            if piece.strip():
                end = x + len(piece) * high * 0.45

    page.extract_text(visitor_text=visit)
    return [
        line._replace(text=" ".join(line.text.translate(LIGATURES).split()))
        for line in lines
        if line.text.strip()
    ]


def _in_columns(lines: list[Line]) -> tuple[list[Line], bool]:
    """Return lines column by column, if the file has them row by row, and say if it had."""
    rows = sum(
        abs(one.y - two.y) < one.size / 2 and two.x > one.x + 8 * one.size
        for one, two in pairwise(lines)
    )
    if rows < 4 or rows < len(lines) / 4:
        return lines, False
    starts = Counter(round(line.x / 12) * 12 for line in lines)
    edges: list[float] = []
    for start in sorted(start for start, count in starts.items() if count > rows / 3):
        if not edges or start > edges[-1] + 60:
            edges.append(start)
    column = [sum(line.x > edge - 10 for edge in edges) for line in lines]
    order = sorted(range(len(lines)), key=lambda place: (column[place], -lines[place].y))
    return [lines[place] for place in order], True


def _without_heads(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """Take out lines that repeat at the head or foot of pages, and page numbers."""
    edges = [_edges(page) for page in pages]
    often = Counter(key for page in edges for key in {_key(line.text) for line in page})
    filled = sum(map(bool, pages))
    heads: list[str] = []
    lean = []
    for page, edge in zip(pages, edges, strict=True):
        repeated = {line for line in edge if often[_key(line.text)] >= max(2, 0.4 * filled)}
        out = repeated | {line for line in edge if NUMBER.match(line.text)}
        out = {line for line in out if not _is_mark(line.text)}
        heads += [line.text for line in page if line in out]
        lean.append([line for line in page if line not in out])
    return lean, heads


def _edges(page: list[Line]) -> list[Line]:
    """Return the lines at the head and foot of a page; of a short page only the outermost."""
    ordered = sorted(page, key=lambda line: -line.y)
    deep = MARGIN if len(page) > 3 * MARGIN else 1 if len(page) > 2 else 0
    return ordered[:deep] + ordered[len(ordered) - deep :] if deep else []


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())


def _paragraphs(pages: list[list[Line]]) -> Iterator[list[str]]:
    """Yield the lines of each paragraph: a gap, another size or an indent begins one."""
    lines = [line for page in pages for line in page]
    gaps = [one.y - two.y for one, two in pairwise(lines) if 0 < one.y - two.y < 4 * one.size]
    usual = sorted(gaps)[len(gaps) // 4] if gaps else 0.0
    ends = sum(bool(SENTENCE_END.search(line.text)) for line in lines)
    if len(gaps) < FEW_GAPS or ends > 0.7 * len(lines):  # lines that are paragraphs tell nothing
        usual = min(usual, LEADING * max((line.size for line in lines), default=0.0))
    paragraph: list[str] = []
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else None
        if before and paragraph and _begins(before, line, usual, lines[place + 1 : place + 2]):
            yield paragraph
            paragraph = []
        paragraph.append(line.text)
    if paragraph:
        yield paragraph


def _begins(before: Line, line: Line, usual: float, after: list[Line]) -> bool:
    gap = before.y - line.y
    if abs(before.size - line.size) > 0.15 * before.size:
        return True
    if gap <= 0 or gap > 4 * line.size:  # another column or page
        return bool(SENTENCE_END.search(before.text))
    if gap > 1.3 * usual:
        return True
    indented = line.x > before.x + 0.5 * line.size and line.x < before.x + 6 * line.size
    return indented and (not after or after[0].x < line.x - 0.5 * line.size)


def _join(paragraphs: list[list[str]]) -> tuple[str, int]:
    """Join lines to paragraphs, words parted by a hyphen to words; count the hyphens taken out."""
    words = {word.casefold() for lines in paragraphs for line in lines
             for word in re.findall(r"\w+(?:[-\u2010]\w+)+", line)}  # fmt: skip
    taken = 0
    done = []
    for lines in paragraphs:
        text = lines[0]
        for line in lines[1:]:
            parted = HYPHEN.search(text)
            following = re.match(r"[^\W\d_]+", line)
            if parted and following and following[0][0].islower():
                if f"{parted[1]}-{following[0]}".casefold() not in words:
                    text, taken = text[:-1], taken + 1
                text += line
            elif parted and re.match(r"\w", line):
                text += line  # a name or number in two: “Franco-” “German”
            else:
                text += f" {line}"
        done.append(text)
    return "\n\n".join(done), taken
