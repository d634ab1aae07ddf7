"""Show a text with numbered tokens to a coder, and read the codes back as words.

    python -m training.coding show TEXT.json
    python -m training.coding check TEXT.json CODES.tsv

TEXT.json holds ``text`` (and ``outlet``, ``title``). CODES.tsv has a line for each attribution, six
cells parted by tabs: class, source, cue, content, speaker, in. Spans are numbers of tokens, ``a-b``,
both inclusive, pieces parted by commas, ``-`` for none; ``in`` is the number of the line, from 1,
whose content holds this one.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

TOKEN = re.compile(r"\w+(?:[-'’‐‑.]\w+)*|[^\w\s]")
CLASSES = ("speech", "mind", "deed", "generic", "turn")
ROLES = ("source", "cue", "content")
SHOWN = 120  # characters of a span that are shown whole


def tokens(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in TOKEN.finditer(text)]


def show(row: dict[str, Any]) -> str:
    """Return the text, each token with its number behind it, paragraphs apart."""
    text, words, last = row["text"], [], 0
    for number, (start, end) in enumerate(tokens(text)):
        words.append("\n¶" if not number or "\n" in text[last:start] else "")
        words.append(f"{text[start:end]}_{number}")
        last = end
    return " ".join(filter(None, [row.get("outlet", ""), "·", row.get("title", ""), *words]))


def read_line(line: str, text: str, n_lines: int) -> dict[str, Any]:
    """Return one attribution with offsets of characters; raise where it is not in order."""
    places = tokens(text)
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) != 6:
        raise ValueError(f"{len(cells)} cells, not 6")
    if cells[0] not in CLASSES:
        raise ValueError(f"class {cells[0]!r}; expected one of {', '.join(CLASSES)}")
    spans = dict(zip(ROLES, (_spans(cell, len(places)) for cell in cells[1:4]), strict=True))
    used = [at for pieces in spans.values() for a, b in pieces for at in range(a, b + 1)]
    if not spans["content"] or len(spans["source"]) > 1 or len(used) != len(set(used)):
        raise ValueError("no content, a source in pieces, or roles that overlap")
    within = None if cells[5] in ("-", "") else int(cells[5]) - 1
    if within is not None and not 0 <= within < n_lines:
        raise ValueError(f"in {cells[5]}: there is no such line")
    offsets = {role: [[places[a][0], places[b][1]] for a, b in spans[role]] for role in ROLES}
    return {"class": cells[0], **offsets, "speaker": cells[4], "in": within}


def _spans(cell: str, n: int) -> list[tuple[int, int]]:
    found = []
    for piece in cell.split(",") if cell not in ("-", "") else ():
        first, _, last = piece.strip().partition("-")
        span = int(first), int(last or first)
        if not 0 <= span[0] <= span[1] < n:
            raise ValueError(f"span {piece!r} lies outside 0 to {n - 1} or is reversed")
        found.append(span)
    return found


def check(row: dict[str, Any], lines: list[str]) -> list[str]:
    """Return each line as words, or what is wrong with it."""
    text, told, read = row["text"], [], []
    for number, line in enumerate(lines, 1):
        try:
            code = read_line(line, text, len(lines))
        except ValueError as error:
            read.append(None)
            told.append(f"line {number}: {error}")
            continue
        read.append(code)
        said = [" ‖ ".join(_short(text[s:e]) for s, e in code[role]) or "-" for role in ROLES]
        told.append(
            f"{number} {code['class']} [{said[0]}] <{said[1]}> {said[2]} = {code['speaker']}"
        )
    for number, code in enumerate(read, 1):
        around = read[code["in"]] if code and code["in"] is not None else None
        if around and not all(
            any(a <= s and e <= b for a, b in around["content"]) for s, e in code["content"]
        ):
            told.append(f"line {number}: its content is not inside that of line {code['in'] + 1}")
    return told


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else f"{text[:55]} … {text[-55:]}"


if __name__ == "__main__":
    given = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    if sys.argv[1] == "show":
        print(show(given))
    else:
        codes = Path(sys.argv[3]).read_text(encoding="utf-8").split("\n")
        print("\n".join(check(given, [line for line in codes if line.strip()])))
