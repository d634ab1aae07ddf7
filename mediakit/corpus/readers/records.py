"""Where in nested JSON the articles are: a list of objects, at whatever depth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from mediakit.corpus.columns import is_header, recognise
from mediakit.corpus.values import BODIES, is_absent

DEEPEST = 12
LOOKED_AT = 20  # items of a list
WRAPPERS = frozenset({"$oid", "$date", "$numberLong", "$numberInt", "$numberDouble", "$uuid"})
TOTALS = frozenset(
    "totalresults totalresultscount totalhits totalcount numfound numresults total hits count"
    " resultcount totalarticles".split()
)


class Found(NamedTuple):
    """Articles in a file, and what has to be said about them."""

    items: list[Any]
    notes: list[str]


class _List(NamedTuple):
    path: tuple[str, ...]
    items: list[Any]
    has_text: bool


def find_records(content: Any) -> Found:
    """Return the articles in `content`.

    That is, a list of objects with a text, wrapped in objects at any depth (``response.docs``);
    objects by key; a table as columns or split in columns and data; else one object. Of several
    lists those with a text count, all of them (articles by day), with their place in ``json_path``.

    Examples
    --------
    >>> find_records({"status": "ok", "response": {"docs": [{"text": "One."}]}}).items
    [{'text': 'One.'}]
    >>> find_records({"a1": {"text": "One."}, "a2": {"text": "Two."}}).items
    [{'article_id': 'a1', 'text': 'One.'}, {'article_id': 'a2', 'text': 'Two.'}]
    >>> find_records({"text": ["One.", "Two."], "title": ["A", "B"]}).items
    [{'text': 'One.', 'title': 'A'}, {'text': 'Two.', 'title': 'B'}]
    """
    if isinstance(content, list):
        return Found(_of_list(content), [])
    if not isinstance(content, dict):
        return Found([content], [])
    if table := _as_table(content):
        return Found(table, [])
    if _own_text(content):
        return Found([content], [])
    lists = list(_lists(content, ()))
    with_text = [one for one in lists if one.has_text and len(one.items) > 1]
    if not with_text and has_text(content):
        return Found([content], [])
    with_text = [one for one in lists if one.has_text]
    if not with_text:  # a list of articles without their texts, if there is only one
        if len(lists) != 1:
            return Found([content], [])
        return Found(lists[0].items, _totals(content, lists))
    return Found(_together(content, with_text), _totals(content, with_text))


def _of_list(content: list[Any]) -> list[Any]:
    """Return the articles in a list: its items, texts, or the lists inside its items."""
    if content and all(isinstance(item, str) and " " in item.strip() for item in content):
        return [{"text": item} for item in content]
    if any(isinstance(item, dict) and has_text(item) for item in content[:LOOKED_AT]):
        return content
    if len(content) > 1 and all(isinstance(item, list) for item in content):
        names = list(map(str, content[0]))  # rows below one of names
        return (
            [dict(zip(names, row, strict=False)) for row in content[1:]]
            if (is_header(names))
            else content
        )
    inner = [one for one in _lists(content, ()) if one.has_text]
    return _together(content, inner) if inner else content


def _together(content: Any, lists: list[_List]) -> list[Any]:
    """Return the items of all lists; of several, with their place and what is said above them."""
    if len(lists) == 1:
        return lists[0].items
    items = []
    for one in lists:
        above: dict[str, Any] = {"json_path": ".".join(one.path)}
        level, outer = content, ""
        for name in one.path:
            if isinstance(level, dict):
                above |= {
                    f"{outer}_{key}" if outer else key: value
                    for key, value in level.items()
                    if isinstance(value, (str, int, float)) and recognise(key) != "text"
                }
            outer = outer if name.isdigit() else name
            level = level[int(name) if isinstance(level, list) else name]
        items += [{**above, **item} for item in one.items]
    return items


def has_text(item: Mapping[str, Any]) -> bool:
    """Say whether an object has a text of its own, or one level down (``fields.bodyText``)."""
    return _own_text(item) or any(
        isinstance(value, dict) and _inner(name, value) for name, value in item.items()
    )


def _own_text(item: Mapping[str, Any]) -> bool:
    return any(
        recognise(name) == "text" and not is_absent(value) and not _is_records(value)
        for name, value in item.items()
        if not isinstance(value, dict) or _is_body(value)
    )


def _is_body(value: Mapping[str, Any]) -> bool:
    """Say whether an object is a text in a wrapper (``content.rendered``) and no whole article."""
    whole = any(recognise(name) in ("title", "published", "url") for name in value)
    return not whole and any(not is_absent(value.get(key)) for key in BODIES)


def open_fields(item: dict[str, Any]) -> dict[str, Any]:
    """Return an object whose text stands one level down with that level opened.

    Examples
    --------
    >>> open_fields({"id": "a", "fields": {"bodyText": "One.", "byline": "Ann Lee"}})
    {'id': 'a', 'fields_bodyText': 'One.', 'fields_byline': 'Ann Lee'}
    >>> open_fields({"_id": "a", "_source": {"text": "One.", "title": "A"}})
    {'_id': 'a', 'text': 'One.', 'title': 'A'}
    """
    if _own_text(item):
        return item
    for outer, value in item.items():
        if isinstance(value, dict) and _inner(outer, value):
            rest = {name: one for name, one in item.items() if name != outer}
            inner = {
                f"{outer}_{name}" if name in rest or recognise(f"{outer}_{name}") else name: one
                for name, one in value.items()
            }
            return {**rest, **inner}
    return item


def plain_values(item: dict[str, Any]) -> dict[str, Any]:
    """Return an object with the values that MongoDB wraps by their type as they are.

    Of a post that its database cut, the whole text counts.

    Examples
    --------
    >>> plain_values({"_id": {"$oid": "5a"}, "date": {"$date": {"$numberLong": "1520208000000"}}})
    {'_id': '5a', 'date': '1520208000000'}
    >>> plain_values({"text": "They said…", "extended_tweet": {"full_text": "They said no."}})
    {'text': 'They said no.'}
    """
    item = {name: _unwrapped(value) for name, value in item.items()}
    extended = item.get("extended_tweet")
    if isinstance(extended, dict) and isinstance(whole := extended.get("full_text"), str):
        item = {name: value for name, value in item.items() if name != "extended_tweet"}
        item |= {"text": whole}
    return item


def _unwrapped(value: Any) -> Any:
    while isinstance(value, dict) and len(value) == 1 and next(iter(value)) in WRAPPERS:
        value = next(iter(value.values()))
    return value


def _inner(outer: str, value: Mapping[str, Any]) -> bool:
    return any(
        "text" in (recognise(name), recognise(f"{outer}_{name}"))
        for name, one in value.items()
        if isinstance(one, str) and one.strip()
    )


def _is_records(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, dict) and len(item) > 1 for item in value)
        and sum(has_text(item) for item in value[:LOOKED_AT]) > 0
        and any(recognise(name) in ("title", "published", "url") for name in value[0])
    )


def _lists(content: Any, path: tuple[str, ...]) -> Iterator[_List]:
    """Yield the lists of objects and the objects by key below `content`, the outermost only."""
    if len(path) > DEEPEST:
        return
    if isinstance(content, list):
        for place, value in enumerate(content):
            yield from _of_value(value, (*path, str(place)))
        return
    by_key = {key: value for key, value in content.items() if isinstance(value, dict)}
    if (
        len(by_key) == len(content)
        and len(content) > 1
        and all(has_text(one) for one in by_key.values())
    ):
        items = [{"article_id": key, **value} for key, value in by_key.items()]
        yield _List(path, items, True)
        return
    for name, value in content.items():
        yield from _of_value(value, (*path, name))


def _of_value(value: Any, path: tuple[str, ...]) -> Iterator[_List]:
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        some = any(has_text(item) for item in value[:LOOKED_AT])
        inner = [] if some else [one for one in _lists(value, path) if one.has_text]
        yield from inner or [_List(path, value, some)]
    elif isinstance(value, dict):
        lists = [one for one in _lists(value, path) if one.has_text and len(one.items) > 1]
        if has_text(value) and not lists:
            yield _List(path, [value], True)
        else:
            yield from _lists(value, path)
    elif isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value):
        yield from _lists(value, path)


def _as_table(content: dict[str, Any]) -> list[Any]:
    """Return the rows of a table as pandas and R write it; none if it is no table."""
    columns, data = content.get("columns"), content.get("data")
    if isinstance(columns, list) and isinstance(data, list) and content.keys() <= {
        "columns", "index", "data"
    }:  # fmt: skip
        return [
            dict(zip(map(str, columns), row, strict=False)) for row in data if isinstance(row, list)
        ]
    values = list(content.values())
    if len(values) < 2 or not any(recognise(name) == "text" for name in content):
        return []
    one_each = {"article_id", "title", "outlet", "published", "url"} & set(map(recognise, content))
    if one_each and all(isinstance(v, list) and len(v) == len(values[0]) and v for v in values):
        return [dict(zip(content, row, strict=True)) for row in zip(*values, strict=True)]
    if all(isinstance(one, dict) and one.keys() == values[0].keys() and one for one in values):
        return [{name: one[key] for name, one in content.items()} for key in values[0]]
    return []


def _totals(content: dict[str, Any], lists: list[_List]) -> list[str]:
    """Say where a file states more results than it holds, as one page of an answer does."""
    held = sum(len(one.items) for one in lists)
    notes = []
    for path in {one.path for one in lists}:
        level: Any = content
        for name in path[:-1]:
            notes += _stated(level, held)
            level = level.get(name) if isinstance(level, dict) else None
        notes += _stated(level, held)
        if isinstance(level, dict):
            for beside in ("meta", "metadata", "info", "pagination"):
                notes += _stated(level.get(beside), held)
    return list(dict.fromkeys(notes))


def _stated(level: Any, held: int) -> list[str]:
    if not isinstance(level, dict):
        return []
    return [
        f"the file states {value:,} results ({name}) and holds {held:,}: the others stand in "
        "further pages of the answer"
        for name, value in level.items()
        if re.sub(r"\W|_", "", name).lower() in TOTALS
        and isinstance(value, int)
        and not isinstance(value, bool)
        and value > held
    ]
