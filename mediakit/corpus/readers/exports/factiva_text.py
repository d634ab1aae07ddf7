"""Factiva's text and RTF files: with the index (HD, WC, PD …), or as the articles are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from mediakit.corpus.readers.exports.content import head_text, read_rtf, read_text, shows
from mediakit.corpus.readers.exports.factiva import (
    ACCESSION,
    DOCUMENT,
    FURNITURE,
    NAMED,
    RIGHTS,
    from_codes,
    from_view,
    is_words,
)
from mediakit.corpus.readers.exports.fields import Row, guarded, key, labels

Lines = list[tuple[int, str]]  # numbered

CODE = re.compile(r"([A-Z]{2,3})(?:[ \t\u00a0]*\|[ \t]*|[ \t\u00a0]+|$)(.*)")
HEADS = ("HD", "WC", "PD", "SN", "SC", "LP", "TD", "AN", "LA", "CY")
AFTER = ("RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "CT", "ART", "DE")
LISTS = ("CO", "IN", "NS", "RE")
RTF = re.compile(rb"Factiva|" + ACCESSION.encode())
SUMMARY = re.compile(r"(?:Search Summary|Suchzusammenfassung|Récapitulatif de la recherche)\b")


def fits(path: Path, head: bytes) -> bool:
    """Tell the text by its codes, or by a count of words and a line such as “Document NYTF…”."""
    return _is_factiva(head_text(head))


def fits_rtf(path: Path, head: bytes) -> bool:
    """Tell the rich text like the text."""
    if not head.startswith(b"{\\rtf") or not shows(path, head, RTF):
        return False
    return _is_factiva(read_rtf(path)[0])


def _is_factiva(text: str) -> bool:
    lines = [line.strip() for line in text.split("\n")]
    codes = {
        match[1]
        for line in lines
        if (match := CODE.fullmatch(line.strip("|"))) and match[1] in HEADS
    }
    if "HD" in codes and len(codes) >= 4:
        return True
    return any(map(DOCUMENT.fullmatch, lines)) and any(map(is_words, lines))


def read(path: Path) -> Iterator[Row]:
    """Read the articles of a text file; ``_line`` is the line at which the article begins."""
    yield from _rows(*read_text(path))


def read_rtf_file(path: Path) -> Iterator[Row]:
    """Read the articles of a rich text file."""
    yield from _rows(*read_rtf(path))


def _rows(content: str, remark: Row) -> Iterator[Row]:
    lines = [
        (n, line)
        for n, line in enumerate(content.replace("\f", "\n").split("\n"), 1)
        if not FURNITURE.fullmatch(line.strip(" |\t"))
    ]
    coded = sum(bool(_code(line)) and _code(line) == "HD" for _, line in lines)
    pieces = list(_split_coded(lines) if coded else _split_shown(lines))
    yield {"_announced": len(pieces)}
    yield from guarded(((piece[0][0], piece) for piece in pieces), _coded if coded else _shown)
    if remark:
        yield remark


def _code(line: str) -> str | None:
    """Return the code that a line begins with."""
    match = CODE.match(line.strip("| \t"))
    return match[1] if match and key(match[1]) in labels("factiva", "code") else None


def _split_coded(lines: Lines) -> Iterator[Lines]:
    """Split after each accession number, and before a headline that follows a text."""
    piece: Lines = []
    seen: set[str] = set()
    for n, (number, line) in enumerate(lines):
        code = _code(line)
        ended = bool(seen & {"AN", "end"}) or (code in ("HD", "SE") and bool(seen & {"TD", "LP"}))
        begins = code in ("HD", "SE", "BY", "CLM") and _in_head(lines, n)
        if piece and ended and begins:
            yield piece
            piece, seen = [], set()
        if code:
            seen.add(code)
        if DOCUMENT.fullmatch(line.strip("| \t")):
            seen.add("end")
        if piece or begins:
            piece.append((number, line))
    if any(line.strip() for _, line in piece):
        yield piece


def _in_head(lines: Lines, n: int) -> bool:
    """Say whether a code stands in the head of an article: others follow closely."""
    near = [_code(line) for _, line in lines[n : n + 14]]
    return len({"HD", "WC", "PD", "SN", "LP", "TD", "BY", "AN", "SC"} & set(near)) >= 3


def _coded(piece: Lines) -> Row:
    codes: dict[str, list[str]] = {}
    now, line_before = "", ""
    style = next((_style(line) for _, line in piece if _code(line) == "HD"), None)
    for _, given in piece:
        line = given.strip("| \t")
        code = _code(given) if _style(given) == style else None
        if DOCUMENT.fullmatch(line):
            codes["AN"], now = [line], "AN"
        elif code and _is_code_here(code, line, now, codes):
            now = code
            rest = CODE.match(line)
            codes.setdefault(code, []).extend([rest[2].strip()] if rest and rest[2].strip() else [])
        elif now and line and SUMMARY.match(line) and "AN" in codes:
            break
        elif now and line:
            held = codes.setdefault(now, [])
            if (
                held
                and line_before.strip("| \t")
                and now in ("LP", "TD")
                and _is_wrapped(line_before)
            ):
                held[-1] += f" {line}"
            else:
                held.append(line)
        line_before = given
    return from_codes(codes)


def _is_code_here(code: str, line: str, now: str, codes: dict[str, list[str]]) -> bool:
    """Say whether a line that begins with two capitals is a field, and no word of the text."""
    if now in ("LP", "TD") and code != "TD" and code not in AFTER:
        return False
    rest = CODE.match(line)
    text = rest[2] if rest else ""
    listed = not text or code not in LISTS or bool(NAMED.match(text))
    return listed and code not in codes


def _style(line: str) -> str:
    """Return how a code stands apart: alone, before a bar, before several blanks or one."""
    after = line.strip()[2:].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if not after.strip():
        return "alone"
    if after.lstrip().startswith("|"):
        return "bar" if after.strip("| \t") else "alone"
    return "wide" if after[:2].isspace() or after[0] in "\t\u00a0" else "blank"


def _is_wrapped(line: str) -> bool:
    """Say whether a line was broken for its width: long, and without the end of a sentence."""
    return 60 <= len(line.strip()) <= 100 and not re.search(r"[.!?:\"”»]$", line.strip())


def _split_shown(lines: Lines) -> Iterator[Lines]:
    """Split after each line with an accession number; what follows the last one is a summary."""
    piece: Lines = []
    for number, line in lines:
        if piece or line.strip():
            piece.append((number, line))
        if DOCUMENT.fullmatch(line.strip("| \t")):
            yield piece
            piece = []
    if any(is_words(line) for _, line in piece):
        yield piece


def _shown(piece: Lines) -> Row:
    lines = [line.strip("| \t") for _, line in piece]
    found = next((match for line in reversed(lines) if (match := DOCUMENT.fullmatch(line))), None)
    lines = [line for line in lines if not DOCUMENT.fullmatch(line)]
    anchor = next((n for n, line in enumerate(lines) if is_words(line)), None)
    if anchor is None:
        words = " ".join(filter(None, lines))[:160]
        return {"_error": f"no count of words, so that head and text cannot be told: {words!r}"}
    above = [line for line in lines[: anchor + 1] if line]
    end = _end_of_head(lines, anchor)
    below = [line for line in lines[anchor + 1 : end] if line]
    return from_view(above, below, lines[end:], found[1] if found else None)


def _end_of_head(lines: Sequence[str], anchor: int) -> int:
    """Return where the text begins: after the line of rights, else after the first empty line."""
    rights = [n for n in range(anchor, min(anchor + 24, len(lines))) if RIGHTS.match(lines[n])]
    if rights:
        return rights[-1] + 1 if rights[-1] - rights[0] < 4 else rights[0] + 1
    blank = (n for n in range(anchor + 3, len(lines)) if not lines[n])
    return next(blank, len(lines))
