"""JSON lines (one object a line), and JSON files that hold a list of objects or one object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mediakit.corpus.columns import recognise
from mediakit.corpus.decoding import Lines


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read one article a line; a line that is no JSON object is reported, the others go on."""
    lines = Lines(path)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield {**_as_object(json.loads(line)), "_line": number}
        except (ValueError, RecursionError) as error:
            yield {"_line": number, "_error": f"broken line: {error}"}
    if told := lines.remark():
        yield told


def read_json(path: Path) -> Iterator[dict[str, Any]]:
    """Read a list of objects, one object, or an object that wraps such a list (``articles: […]``).

    A file of JSON lines with the wrong ending is read as such.
    """
    lines = Lines(path)
    try:
        content = json.loads("".join(lines))
    except ValueError as error:
        if "Extra data" not in str(error):
            raise
        yield from read(path)
        return
    for number, item in enumerate(_items(content), 1):
        try:
            yield {**_as_object(item), "_line": number}
        except ValueError as error:
            yield {"_line": number, "_error": f"broken item: {error}"}
    if told := lines.remark():
        yield told


def _items(content: Any) -> list[Any]:
    if isinstance(content, list):
        return content
    if isinstance(content, dict) and not any(
        recognise(name) == "text" for name in _strings(content)
    ):
        wrapped = [value for value in content.values() if _is_list_of_objects(value)]
        if len(wrapped) == 1:
            return list(wrapped[0])
    return [content]


def _strings(content: dict[str, Any]) -> list[str]:
    return [name for name, value in content.items() if isinstance(value, str)]


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _as_object(item: Any) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise ValueError(f'got {json.dumps(item)[:40]}, expected an object such as {{"text": "…"}}')
    return item
