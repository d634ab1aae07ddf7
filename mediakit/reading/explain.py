"""Why a row is there: list, entry and source, what moved its score, which rule named whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from mediakit.attribution import ENGINES, tag
from mediakit.attribution.tagging.loadedness import listed_spans, listed_words, word_values
from mediakit.contract.labels import rule_of
from mediakit.contract.resources import entry_of
from mediakit.contract.tables import Found, known
from mediakit.reading.explain_speaker import attribution_of, speaker_lines
from mediakit.text.document import Document

NEAR = 25  # words to either side whose part in the score is tried
LEAST = 0.02  # what moves the score by less is not named
NEEDED = ("article_id", "field", "signal", "label", "start", "end", "text", "voice")
NEEDED_OF_ATTRIBUTIONS = (
    "article_id", "field", "source", "source_start", "source_end", "speaker", "source_type",
    "cue", "cue_start", "cue_end", "content_start", "content_end",
)  # fmt: skip
FROM_LIST = ("term", "label", "weight", "case", "note", "source", "licence")


def explain(
    articles: pd.DataFrame,
    row: pd.Series | Mapping[str, Any],
    found: Found | str | None = None,
    engine: str | None = None,
) -> pd.DataFrame:
    """Say why a row is there: list, entry, source, what moved its score, which rule named whom.

    For an entry of a list: the list, the row, its note and source; for what no list holds: the
    definition of its label. For loaded terms besides: the score in context, and how it changes when
    a nearby word of the paragraph is taken away. What no single word explains is not seen. To
    switch a hit off, strike it in your list of aliases: see `correct`. Of an attribution: the words
    of its source, the rule that found the speaker in them, and the one that tells the kind of
    source. What each rule is worth stands in ``docs/rules.md``.

    Parameters
    ----------
    articles : DataFrame
        The articles the evidence was found in.
    row : Series or mapping
        One row of ``found.evidence`` or ``found.attributions``.
    found : Found, optional
        What `find` returned: its readings name the engine, its attributions the rules. Sourcing
        evidence needs it, or the engine with which to read the article anew.
    engine : {"accurate", "fast"}, optional
        The engine that read the article, where `found` is not at hand; it may stand in its place.
        Without both, a loaded term is explained by the engine whose value for it is nearer.

    Returns
    -------
    DataFrame
        ``what``, ``says``, ``moves``: one line each for signal, voice, and list and entry, or
        rule; then one for each word that moves the score, with how much it falls without it.

    Raises
    ------
    TypeError
        If `row` is a table of several rows.
    ValueError
        If `row` is no row of evidence, its article is not among `articles` or the readings, its
        text is another by now, or nobody said which engine read it.

    Examples
    --------
    >>> import mediakit as mk
    >>> articles = mk.load_articles("The despot fell.", progress=False)
    >>> found = mk.find(articles)
    >>> why = mk.explain(articles, found.evidence.query("label == 'regime'").iloc[0], found)
    >>> why.set_index("what").says[["list", "entry", "source"]].tolist()
    ['loaded', 'despot', 'mediakit']
    >>> articles = mk.load_articles("Ann Reed spoke. She said it rained.", progress=False)
    >>> why = mk.explain(articles, mk.find(articles).attributions.iloc[0])
    >>> why.set_index("what").says[["source", "speaker"]].tolist()
    ['She', 'Ann Reed']
    >>> why.set_index("what").says["speaker_by"]
    'pronoun_person: “He” and “she” are the person with most points: subject, same ...'
    """
    if isinstance(found, str):
        found, engine = None, found
    if engine is not None:
        known(engine, ENGINES, "engine")
    row = _row(row)
    if "cue_start" in row:
        content = _content_of(articles, row)
        return _table([("found", content, None), *speaker_lines(row)])
    text = _text_of(articles, row)
    told = engine or _engine_told(row, found)
    lines: list[tuple[str, str, float | None]] = [
        ("found", str(row["text"]), None),
        ("signal", f"{row['signal']}: {row['label']}", None),
        ("voice", _voice(row), None),
    ]
    lines += [(what, says, None) for what, says in _entry(row.get("term")).items()]
    if not _given(row.get("term")) and (rule := rule_of(row["signal"], row["label"])):
        lines.append(("rule", rule, None))
    if row["signal"] == "loaded":
        if _given(row.get("value")):
            value = f"{float(row['value']):.2f}, read within the whole article"
            lines.append(("value", value, None))
        used = told or _nearer(row, text)
        guess = "" if told else ": its value is nearer; nobody told, so pass found"
        lines.append(("engine", f"{used}{guess}", None))
        lines += _context(text, int(row["start"]), int(row["end"]), used)
    if _given(row.get("target")):
        lines.append(("about", str(row["target"]), None))
    if row["signal"] == "sourcing":
        lines += speaker_lines(_act_of(articles, row, found, told))
    return _table(lines)


def _table(lines: Sequence[tuple[str, str, float | None]]) -> pd.DataFrame:
    frame = pd.DataFrame(lines, columns=["what", "says", "moves"])
    return frame.astype({"moves": "Float64"})


def _row(row: object) -> dict[str, Any]:
    if isinstance(row, pd.DataFrame):
        raise TypeError(
            f"explain() says why one row is there; got a table of {len(row)}. Take one with "
            ".iloc[0], or go through them: for _, row in rows.iterrows()."
        )
    found: dict[str, Any] = dict(row)  # type: ignore[call-overload]
    needed = NEEDED_OF_ATTRIBUTIONS if "cue_start" in found else NEEDED
    if missing := [name for name in needed if name not in found]:
        raise ValueError(
            f"Got a row without {', '.join(map(repr, missing))}; expected one of found.evidence "
            "or found.attributions."
        )
    return found


def _content_of(articles: pd.DataFrame, row: dict[str, Any]) -> str:
    """Return the content of an attribution from its article, which must be as it was read."""
    for part in ("source", "cue"):
        if _given(row[part]):
            row |= {"start": row[f"{part}_start"], "end": row[f"{part}_end"], "text": row[part]}
            break
    else:
        row |= {"start": 0, "end": 0, "text": ""}
    return _text_of(articles, row)[int(row["content_start"]) : int(row["content_end"])]


def _text_of(articles: pd.DataFrame, row: Mapping[str, Any]) -> str:
    same = articles[articles["article_id"] == row["article_id"]]
    if same.empty:
        raise ValueError(
            f"Got a row of article {row['article_id']!r}, which is not among the {len(articles)} "
            "articles; give the articles that the evidence was found in."
        )
    text = str(same.iloc[0][row["field"]])
    if text[int(row["start"]) : int(row["end"])] != row["text"]:
        raise ValueError(
            f"The {row['field']} of article {row['article_id']!r} has changed since it was read: "
            f"expected {row['text']!r} at {row['start']}. Run mk.find(articles) again."
        )
    return text


def _engine_told(row: Mapping[str, Any], found: Found | None) -> str | None:
    """Return the engine that read a row's article, by the readings."""
    if found is None:
        return None
    readings = found.readings
    read_by = readings.loc[readings["article_id"] == row["article_id"], "engine"]
    if read_by.empty:
        raise ValueError(
            f"found.readings does not name article {row['article_id']!r}. Give what find() "
            "returned for it, or name the engine with engine=."
        )
    return str(read_by.iloc[0]) if _given(read_by.iloc[0]) else None


def _nearer(row: Mapping[str, Any], text: str) -> str:
    """Return the engine whose value for a loaded term is nearer to the row's."""
    if not _given(row.get("value")):
        raise ValueError(_UNTOLD)
    words = Document(text).words_in(int(row["start"]), int(row["end"]))

    def off(engine: str) -> float:
        return abs(_score(text, words.start, len(words), engine) - float(row["value"]))

    return min(ENGINES, key=off)


_UNTOLD = (
    "Got a row, but not what it was found with; expected mk.explain(articles, row, found), or the "
    "engine that read the article: mk.explain(articles, row, 'fast')."
)


def _act_of(
    articles: pd.DataFrame, row: Mapping[str, Any], found: Found | None, engine: str | None
) -> Mapping[str, Any]:
    """Return the attribution of a row of sourcing evidence: as it was found, else read anew."""
    if found is not None:
        acts = found.attributions
        mine = (acts["article_id"] == row["article_id"]) & (
            acts["attribution_id"] == row["attribution_id"]
        )
        return dict(acts[mine].iloc[0]) if mine.any() else {}
    if engine is None:
        raise ValueError(_UNTOLD)
    return attribution_of(articles, row, engine) or {}


def _voice(row: Mapping[str, Any]) -> str:
    speaker = row.get("speaker")
    return str(row["voice"]) + (f" of {speaker}" if _given(speaker) else "")


def _entry(term: Any) -> dict[str, str]:
    """Return what the list says of an entry ``list:row``; nothing for a list of the user's own."""
    if not _given(term):
        return {}
    name, _, number = str(term).rpartition(":")
    entry = entry_of(str(term))
    if entry is None:
        return {"list": name, "row": number}
    said = {"list": name, "row": number, "entry": entry["term"]}
    return said | {key: entry[key] for key in FROM_LIST[1:] if entry.get(key)}


def _context(text: str, start: int, end: int, engine: str) -> list[tuple[str, str, float | None]]:
    """Return the score in context, and the words without which it would be another."""
    document = Document(text)
    left, right = next(
        (pair for pair in document.paragraphs if pair[0] <= start < pair[1]), (0, len(text))
    )
    part = Document(text[left:right])
    mine = part.words_in(start - left, end - left)
    full = _score(part.text, mine.start, len(mine), engine)
    found: list[tuple[str, str, float | None]] = []
    for word in range(max(0, mine.start - NEAR), min(len(part.words), mine.stop + NEAR)):
        if word in mine:
            continue
        masked = part.text[: part.starts[word]] + "_" + part.text[part.ends[word] :]
        first = mine.start - (word < mine.start)  # the mask is no word
        moved = full - _score(masked, first, len(mine), engine)
        if abs(moved) >= LEAST:
            found.append(("context", part.words[word], round(moved, 3)))
    found.sort(key=lambda line: -abs(line[2] or 0))
    alone = f"{full:.2f} if its paragraph is read alone: what the words below move; 0.5 is the cut"
    return [("score", alone, None), *found[:8]]


def _score(text: str, first: int, n: int, engine: str) -> float:
    document = Document(text)
    listed = listed_words(document, listed_spans(document))
    return float(word_values(document, tag(document, engine), listed)[first : first + n].max())


def _given(value: Any) -> bool:
    return value is not None and not pd.isna(value)
