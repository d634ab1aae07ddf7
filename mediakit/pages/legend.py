"""What stands around an article's text: its byline, and the key to its marks with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from mediakit.contract import style, tables
from mediakit.contract.cells import Row, plain, records
from mediakit.contract.labels import look_of, rank
from mediakit.reading.person_names import is_pronoun


class Shaded(NamedTuple):
    """A speaker who has a shade of his own, with his attributed words and attributions."""

    speaker: str
    words: int
    ids: list[int]
    shade: int = 0


class Marked(NamedTuple):
    """A signal in the legend: whose underline it has, how often it was found, and its labels."""

    name: str
    line: str
    n: int
    labels: list[tuple[str, int]]


class Legend(NamedTuple):
    """The key to the marks, with what was counted in one article."""

    voices: dict[str, int]  # words
    total: int
    n_attributions: int
    kinds: list[tuple[str, int]]
    shaded: list[Shaded]
    signals: list[Marked]


def legend(found: tables.Found, shaded: list[Shaded]) -> Legend:
    """Count what the legend of an article names; `found` holds the rows of this article alone."""
    words = found.words.groupby("voice")["n_words"].sum()
    marked = found.evidence[found.evidence["start"].notna()]
    signals = [
        Marked(str(signal), look_of(str(signal)).name, len(rows), _counts(rows["label"]))
        for signal, rows in marked[marked["signal"] != "sourcing"].groupby("signal")
    ]
    kinds = found.attributions["kind"].value_counts()
    return Legend(
        {voice: int(words.get(voice, 0)) for voice in tables.VOICES},
        int(words.sum()),
        len(found.attributions),
        [(kind, int(kinds[kind])) for kind in tables.KINDS if kind in kinds],
        shaded,
        sorted(signals, key=lambda one: rank(one.name)),
    )


def most_words(said: pd.DataFrame, names: Sequence[str] | None = None) -> list[Shaded]:
    """Return those of `names` who speak; without names whoever has the most words.

    They are as many as there are shades, and each has that of the place of the name.
    """
    by_name: dict[str, Shaded] = {}
    for row in records(said.dropna(subset=["speaker", "attribution_id"])):
        name, words = str(row["speaker"]), row["n_words"]
        old = by_name.get(name, Shaded(name, 0, []))
        more: int = 0 if pd.isna(words) else int(words)
        by_name[name] = Shaded(name, old.words + more, [*old.ids, int(row["attribution_id"])])
    named = [one for one in by_name.values() if not is_pronoun(one.speaker)]
    ordered = sorted(named, key=lambda one: (-one.words, one.speaker))
    names = names if names is not None else [one.speaker for one in ordered]
    shade = {name: at for at, name in enumerate(names[: len(style.SHADES["light"])])}
    return [one._replace(shade=shade[one.speaker]) for one in ordered if one.speaker in shade]


def byline(article: Row) -> dict[str, str]:
    """Return outlet, date, author and id of an article as they are read; absent is empty."""
    published: Any = article.get("published")
    if isinstance(published, pd.Timestamp):
        published = f"{published.day} {published.month_name()} {published.year}"
    said = {name: plain(article.get(name)) for name in ("outlet", "author")}
    return said | {"published": plain(published), "id": str(article["article_id"])}


def _counts(labels: pd.Series) -> list[tuple[str, int]]:
    """Return each label with its number, the most frequent first."""
    counts = labels.value_counts().items()
    return sorted(((str(label), int(n)) for label, n in counts), key=lambda one: (-one[1], one[0]))
