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
    anchor_of,
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
    yield from rows(*read_text(path))


def read_rtf_file(path: Path) -> Iterator[Row]:
    """Read the articles of a rich text file."""
    yield from rows(*read_rtf(path))


def rows(content: str, remark: Row) -> Iterator[Row]:
    """Yield how many articles a text announces, its articles, and a remark."""
    lines = [
        (n, line)
        for n, line in enumerate(content.replace("\f", "\n").split("\n"), 1)
        if not FURNITURE.fullmatch(line.strip(" |\t"))
    ]
    coded = _is_coded(lines)
    pieces = list(_split_coded(lines) if coded else _split_shown(lines))
    if coded:  # what follows a number of an article without codes is shown, not coded
        pieces = [part for piece in pieces for part in _with_shown(piece)]
    yield {"_announced": len(pieces)}
    yield from guarded(((piece[0][0], piece) for piece in pieces), _read_piece)
    if left := _left_over(lines):
        yield {"_note": f"left out, after the last article: {left[:160]!r}", "_line": lines[-1][0]}
    if remark:
        yield remark


def _left_over(lines: Lines) -> str:
    """Return what follows the last article and is neither one nor the summary of the search."""
    ends = [n for n, (_, line) in enumerate(lines) if DOCUMENT.fullmatch(_bare(line))]
    after = lines[ends[-1] + 1 :] if ends else []
    rest = [line.strip("| \t") for _, line in after]
    known = _is_coded(after) or any(SUMMARY.match(line) or is_words(line) for line in rest)
    return "" if known else " ".join(filter(None, rest))


def _read_piece(piece: Lines) -> Row:
    """Read an article in its layout: with codes, or as it is shown."""
    return _coded(piece) if _is_coded(piece) else _shown(piece)


def _is_coded(lines: Lines) -> bool:
    """Say whether there is a headline with its code, in the head of an article."""
    return any(_code(line) == "HD" and _in_head(lines, n) for n, (_, line) in enumerate(lines))


def _with_shown(piece: Lines) -> Iterator[Lines]:
    """Yield an article with codes, and those that follow it without: two exports in one file."""
    ends = [n for n, (_, line) in enumerate(piece) if DOCUMENT.fullmatch(_bare(line))]
    rest = piece[ends[0] + 1 :] if ends else []
    if len(ends) < 2 or not any(is_words(line) for _, line in rest):
        yield piece
        return
    yield piece[: ends[0] + 1]
    yield from _split_shown(rest)


def _bare(line: str) -> str:
    """Return what a line says apart from its code and the marks of a table."""
    match = CODE.match(line.strip("| \t"))
    return (match[2] if match and match[1] == "AN" else line).strip("| \t")


def _code(line: str) -> str | None:
    """Return the code that a line begins with."""
    match = CODE.match(line.strip("| \t"))
    return match[1] if match and key(match[1]) in labels("factiva", "code") else None


def _split_coded(lines: Lines) -> Iterator[Lines]:
    """Split after each accession number, and before a headline that follows a text."""
    piece: Lines = []
    seen: set[str] = set()
    style = next((_style(line) for _, line in lines if _code(line) == "HD"), None)
    for n, (number, line) in enumerate(lines):
        code = _code(line) if _style(line) == style else None
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
    near = {_code(line) for _, line in lines[n : n + 14]}
    codes = {"HD", "WC", "PD", "SN", "LP", "TD", "BY", "AN", "SC"} & near
    return len(codes) >= 3 and len({"WC", "PD", "SN", "LP"} & near) >= 2


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
    return from_codes(codes) | {"_ended": "AN" in codes}


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
    lines = _without_summary([line for line in lines if not DOCUMENT.fullmatch(line)])
    anchor = anchor_of(lines)
    if anchor is None:
        words = " ".join(filter(None, lines))[:160]
        return {"_error": f"no count of words, so that head and text cannot be told: {words!r}"}
    above = [line for line in lines[: anchor + 1] if line]
    end = _end_of_head(lines, anchor)
    below = [line for line in lines[anchor + 1 : end] if line]
    row = from_view(above, below, lines[end:], found[1] if found else None)
    return row | {"_ended": found is not None}


def _without_summary(lines: list[str]) -> list[str]:
    """Leave out the summary of another search that stands before an article."""
    starts = [n for n, line in enumerate(lines[:20]) if SUMMARY.match(line)]
    ends = [n for n, line in enumerate(lines[:40]) if starts and n > starts[0] and not line]
    anchor = anchor_of(lines)
    return lines[ends[0] :] if ends and anchor is not None and ends[0] < anchor else lines


def end_of_head(lines: Sequence[str]) -> int:
    """Return where the text begins, or the length of a piece that has no count of words."""
    anchor = anchor_of(lines)
    return len(lines) if anchor is None else _end_of_head(lines, anchor)


def _end_of_head(lines: Sequence[str], anchor: int) -> int:
    """Return where the text begins: after the line of rights, else after the first empty line."""
    rights = [n for n in range(anchor, min(anchor + 24, len(lines))) if RIGHTS.match(lines[n])]
    if rights:
        return rights[-1] + 1 if rights[-1] - rights[0] < 4 else rights[0] + 1
    blank = (n for n in range(anchor + 3, len(lines)) if not lines[n])
    return next(blank, len(lines))
