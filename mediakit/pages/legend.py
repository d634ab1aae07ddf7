"""What stands around an article's text: its byline, and the key to its marks with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from mediakit.contract import style, tables
from mediakit.contract.cells import Row, escaped, plain, records, shortened
from mediakit.contract.labels import look_of, rank
from mediakit.reading.same_person import is_pronoun


class Shaded(NamedTuple):
    """A speaker who has a shade of his own, with his attributed words and attributions."""

    speaker: str
    words: int
    ids: list[int]
    shade: int = 0


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


def byline(article: Row) -> str:
    """Return outlet, date, author and id of an article; a heading where it has no title."""
    published = article.get("published")
    if isinstance(published, pd.Timestamp):
        published = f"{published.day} {published.month_name()} {published.year}"
    author = plain(article.get("author"))
    parts = [
        f"<b><bdi>{escaped(outlet)}</bdi></b>" if (outlet := plain(article.get("outlet"))) else "",
        f"<bdi>{escaped(plain(published))}</bdi>",
        f"<bdi>{escaped(author)}</bdi>" if author else "",
        f"article <bdi>{escaped(str(article['article_id']))}</bdi>",
    ]
    shown = " · ".join(part for part in parts if part not in ("", "<bdi></bdi>"))
    tag = "p" if plain(article.get("title")) else "h1"  # screen readers jump to a heading
    return f'<{tag} class="mk-byline" lang="en">{shown}</{tag}>'


def legend(found: tables.Found, shaded: list[Shaded]) -> str:
    """Return the key to the marks, with what was counted in this article."""
    words = found.words.groupby("voice")["n_words"].sum()
    total = int(words.sum())
    voices = []
    for voice in tables.VOICES:
        n = int(words.get(voice, 0))
        count = f"<b>{n:,}</b> words, {100 * n / total:.0f} %" if total else ""
        marks = "" if voice == "narrator" else f" mk-{voice[0]} mk-b mk-z"
        key = f'<span class="mk-k{marks}">{voice}</span>'
        voices.append(f"<li>{_filter(voice, key) if marks else key} {count}</li>")
    who = [
        f'<li><span class="mk-k mk-q mk-b mk-z mk-s{one.shade}">'
        f"<bdi>{escaped(shortened(one.speaker, 32))}</bdi></span> <b>{one.words:,}</b></li>"
        for one in shaded
    ]
    marked = found.evidence[found.evidence["start"].notna()]
    marked = marked[marked["signal"] != "sourcing"]
    signals = []
    for signal in sorted(set(marked["signal"]), key=rank):
        labels = marked.loc[marked["signal"] == signal, "label"].value_counts()
        ordered = sorted(labels.items(), key=lambda item: (-item[1], str(item[0])))
        listed = ", ".join(f"{escaped(str(label))}&nbsp;{n}" for label, n in ordered)
        line = look_of(signal).name
        key = f'<span class="mk-k"><span class="mk-e mk-0{line}">{escaped(signal)}</span></span>'
        signals.append(
            f"<li>{_filter(line, key)} <b>{labels.sum():,}</b><small>{listed}</small></li>"
        )
    kinds = found.attributions["kind"].value_counts()
    listed = ", ".join(f"{kind}&nbsp;{kinds[kind]}" for kind in tables.KINDS if kind in kinds)
    key = (
        '<span class="mk-k"><span class="mk-source">source</span>, '
        '<span class="mk-cue">cue</span>, <span class="mk-relay">relay</span></span>'
    )
    sources = (
        f"<li>{_filter('sourcing', key)} "
        f"<b>{len(found.attributions):,}</b> attributions<small>{listed}</small></li>"
    )
    none = "no evidence found" if total else "this article was not read: found.report says why"
    return (
        '<div class="mk-legend" lang="en"><ul><li class="mk-head">Whose voice</li>'
        f"{''.join(voices)}{sources}</ul>{_list('Words of', who)}"
        f'<ul><li class="mk-head">Evidence</li>{"".join(signals) or f"<li>{none}</li>"}</ul></div>'
    )


def _filter(name: str, key: str) -> str:
    """Return an entry of the legend that switches its marks off; style sheets alone do it."""
    return f'<label><input type="checkbox" checked class="mk-f mk-f-{name}">{key}</label>'


def _list(head: str, items: list[str]) -> str:
    return f'<ul><li class="mk-head">{head}</li>{"".join(items)}</ul>' if items else ""
