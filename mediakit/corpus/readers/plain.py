"""Text files: one article each, or several that separators part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mediakit.corpus.decoding import Lines
from mediakit.corpus.readers.headed import dated_heads, letters
from mediakit.corpus.readers.parted import describe, head_fields, part

LINE_END = re.compile("\r\n?")


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read the file as the text of one article, or of several where separators tell.

    What parts articles, see `parted.part`; where a separator may only part sections, it is reported
    and the text is one. Fields at the head (*Title: …*, *Date: …*) are columns. Else the first line
    is not taken for a title, since nothing says it is one.
    """
    lines = Lines(path)
    text = "".join(lines)
    found = part(LINE_END.sub("\n", text))
    whole = len(found.parts) == 1
    if not whole:
        announced = {} if found.announced is None else {"_announced": found.announced}
        yield {"_note": describe(found), **announced}
    else:
        own = found.parts[0][1].split("\n") if found.parts else []
        if said := dated_heads(own) or letters(own):
            yield {"_warning": said}
    for number, (line, one) in enumerate(found.parts, 1):
        row: dict[str, Any] = {} if whole else {"article_id": f"{path.stem}-{number}"}
        fields, rest = head_fields(text if whole and not found.how else one)
        row |= {**fields, "text": rest}
        if not whole:
            row["_line"] = line + 1
        told = lines.remark() if number == 1 else {}
        notes = [found.doubt, told.get("_note")]
        if fields:
            notes.insert(0, f"fields at the head read as columns: {', '.join(fields)}")
        row = told | row
        if said := "; ".join(filter(None, notes)):
            row["_note"] = said
        yield row
