"""What articles were read for and by whom, and which of what was found counts."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

import pandas as pd

from mediakit.contract.labels import MEANINGS
from mediakit.contract.tables import Found, check
from mediakit.contract.wording import number

MANY = 20  # articles: in so many each signal of ours is expected once
WAY = "where=\"signal == 'loaded'\""
NO_GROUP = ".* without a value in .* left out"  # how `with_group` warns
OPEN = "*"  # whatever labels a function of the user's own gives
_MARKS = str.maketrans({mark: f"%{ord(mark):02X}" for mark in "%,;:"})


def looked_text(looked: Mapping[str, Iterable[str]]) -> str:
    """Return what is looked for as a cell of the readings says it.

    Examples
    --------
    >>> looked_text({"tone": ["sentence"], "wording": ["mine", "a:b"]})
    'tone: sentence; wording: mine, a%3Ab'
    """
    return "; ".join(f"{_marked(one)}: {names_text(labels)}" for one, labels in looked.items())


def looked_of(text: str) -> dict[str, list[str]]:
    """Return the labels of each signal that a cell of the readings names.

    Examples
    --------
    >>> looked_of("tone: sentence; wording: mine, a%3Ab")
    {'tone': ['sentence'], 'wording': ['mine', 'a:b']}
    """
    parts = [part.partition(": ") for part in text.split("; ") if part]
    return {unquote(signal): names_of(labels) for signal, _, labels in parts}


def names_text(names: Iterable[str]) -> str:
    """Return names as one cell.

    Examples
    --------
    >>> names_text(["Ann Reed", "Reed, Bo"])
    'Ann Reed, Reed%2C Bo'
    """
    return ", ".join(map(_marked, names))


def lists_text(hashes: Mapping[str, str]) -> str | None:
    """Return the user's own lists as a cell of the readings says them: names and sha256."""
    said = (f"{_marked(name)} (sha256 {hash_})" for name, hash_ in hashes.items())
    return ", ".join(said) or None


def lists_of(readings: pd.DataFrame) -> list[tuple[str, str]]:
    """Return name and sha256 of each list of the user's own that the articles were read with."""
    said = {one for text in readings["lists"].dropna().unique() for one in text.split(", ")}
    pairs = (one.removesuffix(")").split(" (sha256 ") for one in sorted(said))
    return [(unquote(name), hash_) for name, hash_ in pairs]


def names_of(text: str) -> list[str]:
    """Return the names of a cell that `names_text` wrote."""
    return [unquote(name) for name in text.split(", ") if name]


def _marked(name: str) -> str:
    return name.translate(_MARKS)


def labels_looked(found: Found) -> dict[str, list[str]]:
    """Return all labels that were looked for in any of the articles: only those can be zero.

    Raises
    ------
    ValueError
        If articles were read of which no reading says what was looked for.
    """
    check_readings(found)
    looked: dict[str, dict[str, None]] = {}
    for text in found.readings["looked"].dropna().unique():
        for signal, labels in looked_of(text).items():
            looked.setdefault(signal, {}).update(dict.fromkeys(labels))
    open_ = [signal for signal, labels in looked.items() if OPEN in labels]
    for signal in open_:
        given = found.evidence.loc[found.evidence["signal"] == signal, "label"]
        looked[signal].update(dict.fromkeys(sorted(set(given))))
        del looked[signal][OPEN]
    return {signal: list(labels) for signal, labels in looked.items()}


def asked(found: Found) -> pd.DataFrame:
    """Return article_id, signal and label: one row for each label an article was read for."""
    every = labels_looked(found)
    rows = []
    for text in found.readings["looked"].dropna().unique():
        for signal, labels in looked_of(text).items():
            given = set(found.evidence.loc[found.evidence["signal"] == signal, "label"])
            own = {*labels, *given} if OPEN in labels else set(labels)
            rows += [(text, signal, label) for label in every[signal] if label in own]
    labels_of = pd.DataFrame(rows, columns=["looked", "signal", "label"], dtype=object)
    readings = found.readings[["article_id", "looked"]]
    return readings.merge(labels_of, on="looked")[["article_id", "signal", "label"]]


def was_looked_for(found: Found, signal: str) -> bool:
    """Tell whether any of the articles was read for a signal."""
    return bool((found.evidence["signal"] == signal).any()) or signal in labels_looked(found)


def made_by(readings: pd.DataFrame) -> dict[str, list[str]]:
    """Return all that made the readings: engines, models, versions, lists of the user's own."""
    columns = ("engine", "model", "mediakit", "lists", "aliases")
    return {column: sorted(readings[column].dropna().unique()) for column in columns}


def alias_names(readings: pd.DataFrame) -> set[str]:
    """Return the names that the user's aliases gave: these are final."""
    return {name for text in readings["alias_names"].dropna().unique() for name in names_of(text)}


def check_readings(found: Found) -> None:
    """Raise an error that says what to do, unless each article was read once and says what for."""
    check_once(found)
    ids = found.readings["article_id"]
    if unknown := set(found.words["article_id"]) - set(ids[found.readings["looked"].notna()]):
        raise ValueError(
            f"found.readings does not say which labels were looked for in {len(unknown)} articles "
            f"(first: {min(unknown)!r}), so zeros cannot be told from blanks. Keep all five tables "
            "of what find() returned; join two with mk.Found(*map(pd.concat, zip(one, other)))."
        )


def check_once(found: Found) -> None:
    """Raise an error that says what to do, unless each article was read once."""
    acts = found.attributions[["article_id", "attribution_id"]]
    for rows in (found.readings[["article_id"]], acts):
        if (twice := rows.duplicated()).any():
            raise ValueError(
                f"Found holds article {rows.loc[twice, 'article_id'].iloc[0]!r} more than once, so "
                "its words would count twice. Read each article once, with all signals: "
                "mk.find(articles, signals=[...])."
            )


def of_articles(articles: pd.DataFrame, found: Found) -> Found:
    """Return what was found in these articles: the articles table decides what counts.

    What was found in others is left out; rows of the report about no article stay. Warns where
    attributions were filtered, or articles were read by several engines or models.

    Raises
    ------
    TypeError
        If `found` is not what `find` returns.
    ValueError
        If a table is not in order, an article was read twice, or `found` is about other articles
        altogether.
    """
    check(articles, "articles")
    if not isinstance(found, Found):
        raise TypeError(
            f"Got a {type(found).__name__}; expected what mk.find(articles) returns, whole: its "
            "evidence, attributions, words, report and readings."
        )
    for name, table in found._asdict().items():
        check(table, name)
    ids = set(articles["article_id"])
    held = {*found.words["article_id"], *found.readings["article_id"]}
    if held and ids and not held & ids:
        raise ValueError(
            f"Found holds {len(held)} articles, and none of them is among the {len(ids)} articles "
            f"of the table (first: {min(held)!r} and {min(ids)!r}). Give the articles that find() "
            "was given, or some of them."
        )
    kept = Found(*(_rows(table, ids, name) for name, table in found._asdict().items()))
    check_once(kept)
    for said in (*_apart(kept), *_unlike(kept.readings)):
        warn(said)
    return kept


def _apart(found: Found) -> Iterator[str]:
    """Say where attributions do not belong to evidence or words: one of the three was filtered."""
    acts, sourcing = found.attributions, found.evidence[found.evidence["signal"] == "sourcing"]
    worded = found.words[(found.words["voice"] != "narrator") & (found.words["n_words"] > 0)]
    for name, rows, key in (
        ("evidence", sourcing, ["article_id", "attribution_id"]),
        ("words", worded, ["article_id", "speaker"]),
    ):
        there = pd.MultiIndex.from_frame(acts[key].astype(object))
        if n := int((~pd.MultiIndex.from_frame(rows[key].astype(object)).isin(there)).sum()):
            yield (
                f"found.attributions lacks what {number(n, 'row')} of found.{name} belong to, so "
                f"counts will disagree. Give all tables as find() returned them: choose articles "
                f"by the articles table, and what is counted with measure(…, {WAY})."
            )
            return


def _unlike(readings: pd.DataFrame) -> Iterator[str]:
    """Say that the articles were not all read by one engine and model."""
    pairs = readings.dropna(subset=["engine"])[["engine", "model"]].astype(str)
    by = (pairs["engine"] + " (" + pairs["model"] + ")").value_counts().sort_index()
    if len(by) > 1:
        read = "; ".join(f"{name}: {n:,}" for name, n in by.items())
        yield (
            f"The articles were not all read by the same engine and model ({read}), so groups may "
            "differ by their reading alone. Read all of them with one: mk.find(articles, engine=…)."
        )


def filtered(found: Found, counted: Iterable[str] | None = None) -> list[str]:
    """Say which signals were looked for and have no row, though many articles were read.

    Where evidence was filtered, what was taken out would be counted as zero. Of the signals that
    are `counted`, if that is given.
    """
    there, looked = set(found.evidence["signal"]), labels_looked(found)
    gone = ["sourcing"] if len(found.attributions) and "sourcing" not in there else []
    if found.words["article_id"].nunique() >= MANY:
        usual = (one for one in looked if one in MEANINGS and MEANINGS[one].when == "default")
        gone += [one for one in usual if one not in there]
    gone = [one for one in gone if counted is None or one in set(counted)]
    if not gone:
        return []
    return [
        f"found.evidence has no row of {', '.join(gone)}, which the articles were read for: if it "
        "was filtered, its zeros mean nothing. Give evidence as find() returned it, and choose "
        f"what is counted with measure(…, {WAY})."
    ]


def with_group(articles: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the articles that have a group; warn how many have none, since nobody sees them."""
    kept = articles.dropna(subset=[by])
    if lost := len(articles) - len(kept):
        warn(f"{number(lost, 'article')} without a value in {by!r} left out: of no group.")
    return kept


def warn(said: str) -> None:
    """Warn at the line of the user's that called mediakit."""
    frame, level = sys._getframe(1), 2
    while frame.f_back and str(frame.f_globals.get("__name__")).startswith("mediakit."):
        frame, level = frame.f_back, level + 1
    warnings.warn(said, UserWarning, stacklevel=level)


def _rows(table: pd.DataFrame, ids: set[str], name: str) -> pd.DataFrame:
    kept = table["article_id"].isin(ids)
    if name == "report":
        kept |= table["article_id"].isna()
    return table if kept.all() else table[kept]
