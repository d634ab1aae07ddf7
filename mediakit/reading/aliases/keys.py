"""Which rows of the tables have what a list of aliases asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from mediakit.contract.tables import Found
from mediakit.reading.aliases.table import NAMES, Alias, plain
from mediakit.reading.person_names import parts_of


class Keys:
    """Positions of a table's rows by column and value, of those values that are asked for.

    Parameters
    ----------
    aliases : iterable of Alias
        The rows that ask.
    """

    def __init__(self, aliases: Iterable[Alias]) -> None:
        self.asked: dict[str, set[str]] = defaultdict(set)
        self._rows: dict[tuple[str, str], set[int]] = defaultdict(set)
        for alias in aliases:
            for column, value in alias.where.items():
                self.asked[column].add(value)
            # Why a name matched nothing: it may be a source's words, or be renamed already.
            self.asked["as source"].add(alias.where.get("name", ""))
            self.asked["as speaker"].add(plain(alias.speaker or "", True))

    def add(self, column: str, values: Iterable[tuple[int, Any]]) -> None:
        """Enter (position, value) pairs of one column, absent values left out."""
        if asked := self.asked.get(column):
            for position, value in values:
                if isinstance(value, str) and (key := self._key(column, value)) in asked:
                    self._rows[column, key].add(position)

    @staticmethod
    def _key(column: str, value: str) -> str:
        return value if column in ("article_id", "place") else plain(value, column in NAMES)

    def alone(self, column: str, value: str) -> set[int]:
        """Return the rows that fit one condition."""
        return self._rows.get((column, value), set())

    def fit(self, where: Mapping[str, str]) -> set[int]:
        """Return the rows that fit all conditions."""
        return set.intersection(*(self.alone(*condition) for condition in where.items()))


def attribution_keys(aliases: Iterable[Alias], outlets: Mapping[str, Any], found: Found) -> Keys:
    """Return the keys of ``found.attributions``; one has a place for each of its parts."""
    table, keys = found.attributions, Keys(aliases)
    _add_common(keys, table, outlets)
    for column in ("source", "cue"):
        keys.add(column, enumerate(table[column]))
    keys.add("as source", enumerate(table["source"]))
    keys.add("as speaker", enumerate(table["speaker"]))
    for position, speaker in enumerate(table["speaker"]):
        if isinstance(speaker, str):
            keys.add("name", [(position, speaker), *((position, p) for p in parts_of(speaker))])
    keys.add("signal", ((position, "sourcing") for position in range(len(table))))
    if "place" in keys.asked:
        acts = zip(table["article_id"], table["attribution_id"], strict=True)
        positions = {act: position for position, act in enumerate(acts)}
        parts = found.evidence[found.evidence["signal"] == "sourcing"]
        acts = zip(parts["article_id"], parts["attribution_id"], strict=True)
        at = [positions.get(act, -1) for act in acts]
        hulls = range(len(table)), table["content_start"], table["content_end"]
        _add_places(keys, at, parts["start"], parts["end"])
        _add_places(keys, *hulls)
    return keys


def span_keys(aliases: Iterable[Alias], outlets: Mapping[str, Any], found: Found) -> Keys:
    """Return the keys of the rows of ``found.evidence`` that are no part of an attribution."""
    table, keys = found.evidence, Keys(aliases)
    _add_common(keys, table, outlets)
    for column in ("signal", "label", "term"):
        keys.add(column, enumerate(table[column]))
    keys.add("term", enumerate(table["text"]))
    keys.add("name", enumerate(table["speaker"]))
    _add_places(keys, range(len(table)), table["start"], table["end"])
    sourcing = {p for p, signal in enumerate(table["signal"]) if signal == "sourcing"}
    for rows in keys._rows.values():
        rows -= sourcing
    return keys


def _add_common(keys: Keys, table: pd.DataFrame, outlets: Mapping[str, Any]) -> None:
    keys.add("article_id", enumerate(table["article_id"]))
    keys.add("outlet", enumerate(table["article_id"].map(outlets)))
    keys.add("field", enumerate(table["field"]))


def _add_places(keys: Keys, at: Iterable[int], starts: pd.Series, ends: pd.Series) -> None:
    for position, start, end in zip(at, starts, ends, strict=True):
        if position >= 0 and start is not pd.NA:
            keys.add("place", ((position, place) for place in (f"{start}:{end}", f"{start}:")))
