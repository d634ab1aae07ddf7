"""The older Nexis and LexisNexis Academic: HTML and text files of many articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from mediakit.corpus.readers.exports.content import (
    head_text,
    is_html,
    paragraphs,
    parse_html,
    read_rtf,
    read_text,
    shows,
)
from mediakit.corpus.readers.exports.dated import is_dateline
from mediakit.corpus.readers.exports.fields import (
    SHARE,
    Row,
    finish,
    guarded,
    key,
    labels,
    n_words,
)
from mediakit.corpus.readers.exports.numbered import NUMBERED, announced, number_of
from mediakit.corpus.values import as_count

COUNTED = re.compile(rb">\s*(?:1 of \d[\d,.]* DOCUMENTS?|Dokument 1 von \d+|Document 1 de \d+)\s*<")
DOC = re.compile(rb"<DOC NUMBER\s*=[^>]{0,20}>\s*<DOCFULL>", re.IGNORECASE)
START = re.compile(r"<DOC NUMBER\s*=[^>]*>(?:\s*<DOCFULL>)?(?:\s*-->)?", re.IGNORECASE)
HEADER = re.compile(r'<META[^>]*\bDOCUMENTS="(\d+)"', re.IGNORECASE)
LABEL = re.compile(r"\s*([A-ZÀ-Ý][A-ZÀ-Ý'’ -]{2,30}):(?:[ \u00a0]|$|\n)\s*(.*)", re.DOTALL)
RIGHTS = re.compile(r"\s*(?:Copyright|©|\(c\))[\s\d:]", re.IGNORECASE)
#: What the download says of itself before its first article.
REQUEST = re.compile(
    r"^[ \t]*(?:Download Request|Print Request|Time of Request|Number of Lines|Job Number|Send to"
    r"|Client ID(?:/Project Name)?|Search Terms|Selected Items|Terms|Source|Research Information"
    r"|Service|Combined Source)\b[ \t]*(?::.*)?$",
    re.MULTILINE | re.IGNORECASE,
)
RESERVED = re.compile(r"\b(?:All Rights Reserved|Alle Rechte|Tous droits)", re.IGNORECASE)
SURE = ("load_date", "language", "publication_type", "document_type", "journal_code")
LONG = ("graphic", "correction", "notes")


class Block(NamedTuple):
    """A part of an article: the field it begins with, if any, and its paragraphs.

    `whole` has the label, too: in the text, what looks like one is a part of it.
    """

    field: str | None
    lines: list[str]
    whole: list[str] = []  # noqa: RUF012 - never written to
    sure: bool = False  # the label stands in an element of its own


def fits_html(path: Path, head: bytes) -> bool:
    """Tell the HTML by its comments, one before each article, or by the numbers they show."""
    return is_html(head) and (shows(path, head, DOC) or shows(path, head, COUNTED))


def fits_text(path: Path, head: bytes) -> bool:
    """Tell the text by the line “1 of 20 DOCUMENTS” and a line such as ``LENGTH:``.

    Without numbers, as when single articles were saved, by its fields: a length in words at the
    head, and a date of loading or a language after the text.
    """
    lines = head_text(head).split("\n")
    fields = [_field_of(line) for line in lines]
    if any(map(NUMBERED.match, lines)):
        return any(fields)
    sized = any(
        field == "n_stated" and as_count(line) for field, line in zip(fields, lines, strict=True)
    )
    return sized and bool({"load_date", "language"} & set(fields))


def _field_of(line: str) -> str | None:
    """Return the field that a line begins, in capitals as these files have it."""
    match = LABEL.match(line)
    return labels("nexis", "head", "tail").get(key(match[1])) if match else None


def fits_rtf(path: Path, head: bytes) -> bool:
    """Tell the rich text like the text."""
    return head.startswith(b"{\\rtf") and fits_text(path, read_rtf(path)[0].encode())


def read_html(path: Path) -> Iterator[Row]:
    """Read the articles of an HTML file; ``_line`` is the number of the article."""
    content, remark = read_text(path)
    if not START.search(content):  # its comments are gone: a page saved anew, or from an e-mail
        yield from _from_text("\n\n".join(paragraphs(parse_html(content))), remark)
        return
    pieces = [content[start:end] for start, end in _between(list(START.finditer(content)), content)]
    header = HEADER.search(content[:20000])
    trees = [(n, parse_html(piece)) for n, piece in enumerate(pieces, 1)]
    numbers = [number_of("\n".join(paragraphs(tree)[:3])) for _, tree in trees]
    yield announced(numbers, int(header[1]) if header else None)
    yield from guarded(trees, lambda tree: _article(list(_blocks_of(tree))))
    if remark:
        yield remark


def read_text_file(path: Path) -> Iterator[Row]:
    """Read the articles of a text file; ``_line`` is the line at which the article begins."""
    yield from _from_text(*read_text(path))


def read_rtf_file(path: Path) -> Iterator[Row]:
    """Read the articles of a rich text file of the same layout."""
    yield from _from_text(*read_rtf(path))


def _from_text(content: str, remark: Row) -> Iterator[Row]:
    starts = list(NUMBERED.finditer(content))
    if starts:
        yield announced([number_of(start[0]) for start in starts], None)
        cuts = list(_between(starts, content))
    else:
        cuts = _by_tails(content)
        yield {"_announced": len(cuts)}
    lines = [content.count("\n", 0, start) + 1 for start, _ in cuts]
    pieces = [_blocks_of_text(content[start:end]) for start, end in cuts]
    yield from guarded(zip(lines, pieces, strict=True), _article)
    if remark:
        yield remark


def _by_tails(content: str) -> list[tuple[int, int]]:
    """Return where articles without numbers begin and end: each with the lines after its text.

    Those are fields that no text holds, such as the date of loading, other fields, and rights.
    """
    cuts, place, tail = [], 0, False
    start = max((match.end() for match in REQUEST.finditer(content[:4000])), default=0)
    for line in content.splitlines(keepends=True):
        field = _field_of(line)
        if field in SURE and not tail:
            tail = True
        elif tail and line.strip() and field is None and not _is_rights_line(line):
            cuts.append((start, place))
            start, tail = place, False
        place += len(line)
    return [*cuts, (start, len(content))]


def _is_rights_line(line: str) -> bool:
    return bool(RIGHTS.match(line) or RESERVED.search(line))


def _between(starts: Sequence[re.Match[str]], content: str) -> Iterator[tuple[int, int]]:
    ends = [start.start() for start in starts[1:]] + [len(content)]
    return zip((start.end() for start in starts), ends, strict=True)


def _blocks_of(tree: Any) -> Iterator[Block]:
    """Yield the blocks of an HTML article; the label of a field stands in an element of its own."""
    body = tree.find("body")
    top = body[0] if body is not None and len(body) else tree
    loose = (top.text or "").strip()
    if loose:
        yield Block(None, [loose])
    for element in top:
        lines = paragraphs(element)
        field = _label_of(element)
        if field and lines:
            first = lines[0].partition(":")[2].strip(" \n\u00a0")
            yield Block(field, ([first] if first else []) + lines[1:], lines, sure=True)
        elif lines:
            yield Block(None, lines, lines)
        if element.tail and element.tail.strip():
            yield Block(None, [" ".join(element.tail.split())])


def _label_of(element: Any) -> str | None:
    for span in element.iter("span"):
        text = " ".join(span.text_content().split())
        if text:
            return _known(text[:-1]) if text.endswith(":") else None
    return None


def _known(label: str) -> str | None:
    # "LENGTH" is a field of the head, "GRAPHIC" of the tail, "BODY" begins the text.
    return labels("nexis", "head", "tail", "text").get(key(label))


def _blocks_of_text(piece: str) -> list[Block]:
    """Return the blocks of a text article: what stands between empty lines, its lines joined."""
    width = max(map(len, piece.split("\n")))
    blocks = []
    for part in re.split(r"\n[ \t\u00a0\f]*\n\s*", piece.strip("\n")):
        lines = [line.strip(" \t\f") for line in part.split("\n") if line.strip(" \t\f")]
        if not lines:
            continue
        text = _unwrapped(lines, width if width <= 120 else 0)
        match = LABEL.match(text)
        field = _known(match[1]) if match else None
        value = [match[2].strip()] if match and field else [text]
        blocks.append(Block(field, [line for line in value if line], [text]))
    return blocks


def _unwrapped(lines: Sequence[str], width: int) -> str:
    """Join lines that were broken because the next word had no room."""
    text = lines[0]
    for before, line in pairwise(lines):
        room = len(before) + 1 + len(line.split(maxsplit=1)[0])
        text += (" " if room > width > 0 else "\n") + line
    return text


def _article(blocks: list[Block]) -> Row | None:
    blocks = [block for block in blocks if not _isnumber_of(block)]
    if not any(block.lines for block in blocks):
        return {"_error": "no text in the export: an empty document"}
    fields: dict[str, str | None] = {}
    head, body, tail = _parts(blocks)
    _enter_head(head, fields)
    for block in tail:
        _enter(fields, block)
    ended = any(block.field in SURE for block in tail)
    text = [line for block in body for line in block.lines]
    return finish("nexis", fields, text) | {"_ended": ended}


def _isnumber_of(block: Block) -> bool:
    return len(block.lines) == 1 and bool(NUMBERED.match(block.lines[0].strip()))


def _parts(blocks: list[Block]) -> tuple[list[Block], list[Block], list[Block]]:
    """Split into head, text and tail.

    The head ends with its last field; one block between fields may go on with the field before.
    The tail begins with a field that texts do not hold (the date of loading, the language), or
    with those right before it, such as the captions.
    """
    ended = _end_of_head(blocks)
    opened = (
        n for n, block in enumerate(blocks[: ended + 3])
        if block.field == "text" and (block.sure or n <= ended or not block.lines)
    )  # fmt: skip
    start = next(opened, ended)
    stop = _start_of_tail(blocks, start)
    between = blocks[start:stop]
    named = [block for block in between if block.sure and block.field != "text"]
    heading = between[0] if between and between[0].field == "text" else None
    body = [
        Block(None, block.lines if block is heading else block.whole or block.lines)
        for block in between
        if block not in named
    ]
    return blocks[:start], body, named + blocks[stop:]


def _end_of_head(blocks: list[Block]) -> int:
    heads = set(labels("nexis", "head").values())
    date = next((n for n, block in enumerate(blocks[:8]) if n and _is_date(block)), None)
    at = date if date is not None else 0
    if at + 1 < len(blocks) and not blocks[at + 1].sure:
        again = blocks[at + 1].field in {block.field for block in blocks[at + 2 : at + 8]}
        if blocks[at + 1].field not in heads or again:
            blocks[at + 1] = Block(None, blocks[at + 1].whole)  # a headline may look like a field
    # Outlet, date and headline; without a headline a field follows the date.
    after = at + 1 + (at + 1 < len(blocks) and blocks[at + 1].field is None)
    named: list[int] = []
    for n in range(at, len(blocks)):
        if blocks[n].field in heads:
            if named and (n - named[-1] > 2 or blocks[n].field in {blocks[m].field for m in named}):
                break
            if not named and n > at + 5:
                break
            named.append(n)
    return named[-1] + 1 if named else after


def _start_of_tail(blocks: Sequence[Block], start: int) -> int:
    tails = set(labels("nexis", "tail").values())
    last = max((n for n in range(start, len(blocks)) if _is_sentence(blocks[n])), default=start)
    named = [n for n in range(start, len(blocks)) if blocks[n].field in SURE]
    sure = next((n for n in named if blocks[n].sure or n > last), None)
    if sure is None:
        stop = len(blocks)
        while stop > start and (blocks[stop - 1].field in tails or _is_rights(blocks[stop - 1])):
            stop -= 1
        return stop
    stop = sure
    for n in range(sure - 1, max(start, sure - 6) - 1, -1):
        # Captions and corrections may go on over several blocks of a text file: the text is whole.
        goes_on = blocks[n].field in LONG and not blocks[n].sure and _is_whole(blocks, start, n)
        if blocks[n].field in tails and (n == stop - 1 or goes_on):
            stop = n
    return stop


def _is_sentence(block: Block) -> bool:
    """Say whether a block is no field and no line of rights, and ends as a text does."""
    text = " ".join(block.lines)
    ended = re.search(r"\w\W*[.!?…][\"'”’»)]*$", text)
    return block.field is None and bool(ended) and not _is_rights_line(text)


def _is_whole(blocks: Sequence[Block], start: int, stop: int) -> bool:
    """Say whether these blocks have as many words as the head states."""
    stated = next((as_count(" ".join(b.lines)) for b in blocks if b.field == "n_stated"), None)
    n = sum(n_words(line) for block in blocks[start:stop] for line in block.whole)
    return n >= (1 - 2 * SHARE) * stated if stated else n > 0


def _is_date(block: Block) -> bool:
    lines = (line for part in block.lines for line in part.split("\n"))
    return block.field is None and any(is_dateline(line.strip()) for line in lines)


def _is_rights(block: Block) -> bool:
    return block.field is None and bool(block.lines) and bool(RIGHTS.match(block.lines[0]))


def _enter_head(head: Sequence[Block], fields: dict[str, str | None]) -> None:
    """Enter outlet, date, edition, headline and fields; headline and date may change places."""
    loose = [block for block in head if block.field is None and block.lines]
    rights = [block for block in loose if _is_rights(block)]
    loose = [block for block in loose if not _is_rights(block)]
    for block in rights:
        fields["copyright"] = " ".join(block.lines)
    date = next((n for n, block in enumerate(loose) if n and _is_date(block)), None)
    if date is None and loose and _is_date(loose[0]):
        date = 0
    if date is not None:
        fields["date"] = "\n".join(loose[date].lines)
    rest = [block for n, block in enumerate(loose) if n != date]
    order = [block for block in head if block in rest]
    if order and date != 0:
        fields["outlet"] = " ".join(order.pop(0).lines)
    if order:
        fields["title"] = " ".join(" ".join(block.lines) for block in order[:1])
    last = "title"
    for block in head:
        if block.field:
            last = block.field
            _enter(fields, block)
        elif block in order[1:]:
            _enter(fields, Block(last if last != "title" else "subtitle", block.lines))


def _enter(fields: dict[str, str | None], block: Block) -> None:
    name = block.field or ("copyright" if _is_rights(block) else "unnamed")
    text = " ".join(block.lines)
    before = fields.get(name)
    fields[name] = f"{before}; {text}" if before and text else before or text
