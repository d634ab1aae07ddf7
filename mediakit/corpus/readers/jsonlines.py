"""JSON lines (one object a line), and JSON files that hold articles at whatever depth."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from mediakit.contract.wording import number as count
from mediakit.corpus.columns import recognise
from mediakit.corpus.decoding import MARKS, Lines
from mediakit.corpus.readers.records import find_records, has_text, open_fields, plain_values

LARGE = 24 * 2**20  # bytes of a file that is not read as a whole
LOOKED_AT = 2**16  # characters that tell JSON lines
CALL = re.compile(r"\s*[\w$.]+\s*\(\s*([\[{].*[\]}])\s*\)\s*;?\s*", re.DOTALL)
START, BETWEEN = re.compile(r"[\ufeff\s]*\[?\s*"), re.compile(r"[\s,;]*")
TOO_LARGE = 256 * 2**20  # of one in which no list of articles is found


def fits_lines(path: Path, head: bytes) -> bool:
    """Tell JSON lines: the first line is an object, and so begins the second."""
    text = _decoded(head).lstrip()
    if not text.startswith("{"):
        return False
    first, end, rest = text.partition("\n")
    if not end or not rest.lstrip().startswith("{"):
        return False
    with suppress(ValueError, RecursionError):
        return isinstance(json.loads(first), dict)
    return False


def fits_json(path: Path, head: bytes) -> bool:
    """Tell JSON by its beginning: an object with a name in marks, or a list of such."""
    text = "".join(_decoded(head[:4096]).split())
    return text.startswith(('{"', '[{"')) and '":' in text


def _decoded(head: bytes) -> str:
    encoding = next((name for mark, name in MARKS if head.startswith(mark)), "utf-8")
    return head.decode(encoding, "ignore")


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read one article a line; a line that is no JSON object is reported, the others go on."""
    lines = Lines(path)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield {**open_fields(_as_object(json.loads(line))), "_line": number}
        except (ValueError, RecursionError) as error:
            yield {"_line": number, "_error": f"broken line: {error}"}
    if told := lines.remark():
        yield told


def read_json(path: Path) -> Iterator[dict[str, Any]]:
    """Read a list of objects, one object, or such a list wrapped in objects at any depth.

    A large file is read item by item. A file of JSON lines with the wrong ending is read as such.
    Where a file states more results than it holds, that is reported.
    """
    if path.stat().st_size > LARGE:
        yield from _read_large(path)
        return
    lines = Lines(path)
    text = "".join(lines)
    try:
        content = json.loads(_without_call(text))
    except json.JSONDecodeError as error:
        if "Extra data" in str(error) and fits_lines(path, text[:LOOKED_AT].encode()):
            yield from read(path)
        else:
            yield from _salvaged(text, error)
        return
    except RecursionError:
        raise ValueError("nested too deeply to be articles") from None
    found = find_records(content)
    yield from _rows(found.items)
    for note in found.notes:
        yield {"_note": note}
    if told := lines.remark():
        yield told


def _without_call(text: str) -> str:
    """Return the content of an answer that a script calls a function with (JSONP), or the text."""
    match = CALL.fullmatch(text)
    return match[1] if match else text


def _salvaged(text: str, error: json.JSONDecodeError) -> Iterator[dict[str, Any]]:
    """Yield what is whole in broken JSON: one object after another, or a list up to the break.

    Raises
    ------
    ValueError
        If nothing is.
    """
    found, place = _one_by_one(text)
    if not any(isinstance(item, dict) and has_text(item) for item in found):
        found, place = _up_to_break(text), error.pos
    if not found:
        raise error
    yield from _rows(found)
    if rest := text[place:].strip("\ufeff \t\r\n,;[]}"):
        line = text.count("\n", 0, len(text) - len(text[place:].lstrip())) + 1
        reason = f"broken JSON: {error}; {count(len(found), 'item')} before that read, then"
        yield {"_line": line, "_error": f"{reason} {rest[:40]!r} not, nor what follows"}
    else:
        yield {"_note": f"broken JSON ({error}): all its {count(len(found), 'item')} were read"}


def _one_by_one(text: str) -> tuple[list[Any], int]:
    """Return the objects that stand one after another or in a list, and where they end."""
    decoder, found = json.JSONDecoder(), []
    place = START.match(text).end()  # type: ignore[union-attr]  # it matches nothing, too
    while place < len(text) and text[place] == "{":
        try:
            item, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            break
        found.append(item)
        place = BETWEEN.match(text, end).end()  # type: ignore[union-attr]
    return found, place


def _up_to_break(text: str) -> list[Any]:
    """Return the items of the first list of texts that stand before the break."""
    import ijson

    content = text.encode()
    found: list[Any] = []
    with suppress(ijson.JSONError):
        if prefix := _list_with_texts(BytesIO(content)):
            found.extend(ijson.items(BytesIO(content), prefix, use_float=True))
    return found


def _rows(items: Any) -> Iterator[dict[str, Any]]:
    for number, item in enumerate(items, 1):
        try:
            yield {**open_fields(_as_object(item)), "_line": number}
        except ValueError as error:
            yield {"_line": number, "_error": f"broken item: {error}"}


def _read_large(path: Path) -> Iterator[dict[str, Any]]:
    """Read a large file item by item: its first list of objects that have a text."""
    import ijson

    with path.open("rb") as file:
        head = file.read(2**16)
    start = len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0
    if fits_lines(path, head):
        yield from read(path)
        return
    with path.open("rb") as file:
        file.seek(start)
        prefix = _list_with_texts(file)
    if prefix is None:
        if path.stat().st_size > TOO_LARGE:
            raise ValueError("no list of objects with a text in the file")
        yield from _rows(find_records(json.loads(path.read_bytes())).items)
        return
    with path.open("rb") as file:
        file.seek(start)
        yield from _rows(ijson.items(file, prefix, use_float=True))
    if prefix != "item":
        where = prefix.removesuffix(".item")
        yield {"_note": f"a large file: its list {where!r} was read, what stands beside it not"}


def _list_with_texts(file: Any) -> str | None:
    """Return where the first list is whose objects have a text."""
    import ijson

    for prefix, event, value in ijson.parse(file, use_float=True):
        if event == "map_key" and recognise(value) == "text":
            parts = prefix.split(".")
            if "item" in parts:
                last = len(parts) - parts[::-1].index("item")
                return ".".join(parts[:last])
    return None


def _as_object(item: Any) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise ValueError(f'got {json.dumps(item)[:40]}, expected an object such as {{"text": "…"}}')
    return plain_values(item)
