"""What an outlet changed in a text that it took over: cuts, additions, words, order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pandas as pd

from mediakit.contract import tables
from mediakit.contract.cells import Row, one_line, plain, records
from mediakit.text.alignment import Alignment, Edit, align
from mediakit.text.document import Document
from mediakit.text.word_classes import cues

CUT, ADDED, REPLACED, CUE, NUMBER, MOVED = (
    "cut", "added", "replaced", "attribution", "number", "moved",
)  # fmt: skip
CHANGES: dict[str, Any] = {
    "field": tables.TEXT, "kind": tables.TEXT, "unit": tables.TEXT, "text_a": tables.TEXT,
    "text_b": tables.TEXT, "detail": tables.TEXT, "start_a": tables.OFFSET,
    "end_a": tables.OFFSET, "start_b": tables.OFFSET, "end_b": tables.OFFSET,
    "n_words_a": tables.COUNT, "n_words_b": tables.COUNT, "sentence": tables.TEXT,
    "signals_a": tables.TEXT, "signals_b": tables.TEXT,
}  # fmt: skip
Change = dict[str, Any]


def diff(
    articles: pd.DataFrame, a: str, b: str, *, found: tables.Found | None = None
) -> pd.DataFrame:
    """List what `b` has otherwise than `a`, change by change: cuts, additions, words, verbs, order.

    Sentences are matched first, wherever they stand: equal ones, then those that share half their
    words; what is left is cut or added. Within matched sentences words are compared. Case,
    typography and white space are no changes. A sentence that was worded anew from end to end is
    cut and added; of one that became two, one is matched. That a word was changed says nothing of
    why: the agency may have sent several versions.

    Parameters
    ----------
    articles : DataFrame
        The articles.
    a, b : str
        The ids of the text taken over, such as the agency's, and of what was made of it.
    found : Found, optional
        What `mk.find` found in both: names the signals at changed places.

    Returns
    -------
    DataFrame
        One row a change, in the order of `b`, what was cut where it stood in `a`: ``field``
        (``title``, ``text``); ``kind`` (``cut``, ``added``, ``replaced``, ``attribution``: one
        verb of attribution for another, ``number``: other figures, ``moved``); ``unit``
        (``title``, ``paragraph``, ``sentence``, ``words``); ``text_a``, ``text_b``; ``detail``
        (of verbs of attribution the positioning, such as ``neutral -> distancing``; of what moved
        ``up`` or ``down``); ``start_a`` … ``end_b``, characters of the two fields;
        ``n_words_a``, ``n_words_b``; ``sentence``, the whole one, of `b` or, of a cut, of `a`;
        ``signals_a``, ``signals_b``, such as ``loaded regime``, where `found` is given.

    Raises
    ------
    ValueError
        If there is no such article, or `found` is of another text.

    Examples
    --------
    >>> texts = ["The army said militants fled. It rained.", "The army claimed terrorists fled."]
    >>> articles = pd.DataFrame({"article_id": ["wire", "echo"], "text": texts})
    >>> changes = diff(articles, "wire", "echo").query("kind != 'cut'")
    >>> changes[["kind", "text_a", "text_b"]].values.tolist()
    [['attribution', 'said', 'claimed'], ['replaced', 'militants', 'terrorists']]
    """
    one, other = versions(articles, a, b)
    rows: list[Change] = []
    for field in tables.FIELDS:
        texts = plain(one.get(field)), plain(other.get(field))
        if all(texts):
            rows += ({"field": field, **row} for row in changes_of(align(*texts), field))
    for row in rows:
        for side, article in (("a", a), ("b", b)) if found is not None else ():
            row[f"signals_{side}"] = _signals(found, article, row, side)
    return pd.DataFrame(
        {
            name: tables.as_dtype(pd.Series([row.get(name) for row in rows], dtype=object), dtype)
            for name, dtype in CHANGES.items()
        }
    )


def versions(articles: pd.DataFrame, a: str, b: str) -> tuple[Row, Row]:
    """Return two articles of a table by their ids; raise an error that says what to do."""
    tables.check(articles, "articles")
    if a == b:
        raise ValueError(f"Got the id {a!r} twice; expected the ids of two articles.")
    by_id = {
        row["article_id"]: row for row in records(articles[articles["article_id"].isin([a, b])])
    }
    for one in (a, b):
        if one not in by_id:
            tables.known(one, articles["article_id"].tolist()[:10_000], "article")
    return by_id[a], by_id[b]


def changes_of(found: Alignment, field: str = "text") -> list[Change]:
    """Return the changes of one field, in the order of the second text."""
    if field == "title" and not found.pairs:  # a headline is always one for the other
        return [
            _row(found.a, "a", 0, len(found.a.text)) | _row(found.b, "b", 0, len(found.b.text))
            | {"kind": REPLACED, "unit": "title", "sentence": one_line(found.b.text)}
        ]  # fmt: skip
    rows = [row for pair in found.pairs for row in _in_sentence(found, pair)]
    rows += _moved(found)
    taken = [{pair[side] for pair in found.pairs} for side in (0, 1)]
    rows += _alone(found.a, taken[0], CUT, "a")
    rows += _alone(found.b, taken[1], ADDED, "b")
    behind = _place_of_cuts(found)
    return sorted(rows, key=lambda row: (
        row["start_b"] if "start_b" in row else behind(row["start_a"]), row.get("start_a", 0)
    ))  # fmt: skip


# ------------------------------------------------------------------ kinds of changes
def _in_sentence(found: Alignment, pair: tuple[int, int]) -> Iterator[Change]:
    """Yield what became of the words of one sentence."""
    start, end = found.b.sentences[pair[1]]
    for edit in (part for whole in found.edits(pair) for part in _by_verb(found, whole)):
        row = _row(found.a, "a", edit.start_a, edit.end_a) | _row(
            found.b, "b", edit.start_b, edit.end_b
        )
        kind, detail = _kind(found, edit)
        if kind in (CUT, ADDED):
            other = "b" if kind == CUT else "a"
            del row[f"text_{other}"]  # its place is known, words it has none
        sentence = one_line(found.b.text[start:end])
        yield {**row, "kind": kind, "unit": "words", "detail": detail, "sentence": sentence}


def _by_verb(found: Alignment, edit: Edit) -> Iterator[Edit]:
    """Part one verb of attribution for another from what stands beside it: said he, claimed she."""
    left = found.a.words_in(edit.start_a, edit.end_a)
    right = found.b.words_in(edit.start_b, edit.end_b)
    verbs = [
        at
        for at in range(len(left))
        if len(left) == len(right) > 1
        and _positioning([found.a.keys[left[at]]])
        and _positioning([found.b.keys[right[at]]])
    ]
    if not verbs:
        yield edit
        return
    at = verbs[0]
    for first, last in ((0, at), (at, at + 1), (at + 1, len(left))):
        if first < last:
            yield Edit(
                found.a.starts[left[first]], found.a.ends[left[last - 1]],
                found.b.starts[right[first]], found.b.ends[right[last - 1]],
            )  # fmt: skip


def _kind(found: Alignment, edit: Edit) -> tuple[str, str | None]:
    left = [found.a.keys[at] for at in found.a.words_in(edit.start_a, edit.end_a)]
    right = [found.b.keys[at] for at in found.b.words_in(edit.start_b, edit.end_b)]
    if edit.start_a == edit.end_a:
        return ADDED, None
    if edit.start_b == edit.end_b:
        return CUT, None
    said = _positioning(left), _positioning(right)
    if said[0] and said[1]:
        return CUE, " -> ".join(said) if said[0] != said[1] else said[0]  # type: ignore[arg-type]
    figures = [[word for word in words if any(map(str.isdigit, word))] for words in (left, right)]
    return (NUMBER if all(figures) and figures[0] != figures[1] else REPLACED), None


def _positioning(words: list[str]) -> str | None:
    """Return the positioning of the verb of attribution among few words, None without one."""
    for at, word in enumerate(words[:4]):
        for cue in cues().get(word, ()):
            if cue.pos == "v" and tuple(words[at : at + len(cue.words)]) == tuple(cue.words):
                return cue.positioning
    return None


def _moved(found: Alignment) -> Iterator[Change]:
    """Yield what stands elsewhere: sentences side by side in both texts are one move."""
    order = [pair for pair in found.pairs if pair in found.moved]
    groups = groupby(enumerate(order), lambda one: (one[1][0] - one[0], one[1][1] - one[0]))
    firm = [pair for pair in found.pairs if pair not in found.moved]
    for _, members in groups:
        pairs = [pair for _, pair in members]
        spans = {}
        for side, text in enumerate((found.a, found.b)):
            spans["ab"[side]] = (
                text.sentences[pairs[0][side]][0], text.sentences[pairs[-1][side]][1],
            )  # fmt: skip
        above = sum(n < pairs[0][0] for n, _ in firm), sum(m < pairs[0][1] for _, m in firm)
        yield {
            **_row(found.a, "a", *spans["a"]), **_row(found.b, "b", *spans["b"]),
            "kind": MOVED, "unit": _unit(found.b, *spans["b"]),
            "detail": "up" if above[1] < above[0] else "down",
            "sentence": one_line(found.b.text[slice(*found.b.sentences[pairs[0][1]])]),
        }  # fmt: skip


def _alone(text: Document, taken: set[int], kind: str, side: str) -> Iterator[Change]:
    """Yield the sentences that have no partner, those of one paragraph in one row."""
    alone = [n for n in range(len(text.sentences)) if n not in taken]
    paragraph_at = {n: _paragraph(text, text.sentences[n][0]) for n in alone}
    for _, members in groupby(
        enumerate(alone), lambda one: (one[1] - one[0], paragraph_at[one[1]])
    ):
        run = [n for _, n in members]
        start, end = text.sentences[run[0]][0], text.sentences[run[-1]][1]
        yield {
            **_row(text, side, start, end), "kind": kind, "unit": _unit(text, start, end),
            "sentence": one_line(text.text[slice(*text.sentences[run[0]])]),
        }  # fmt: skip


def _row(text: Document, side: str, start: int, end: int) -> Change:
    return {
        f"text_{side}": text.text[start:end], f"start_{side}": start, f"end_{side}": end,
        f"n_words_{side}": len(text.words_in(start, end)) if start < end else 0,
    }  # fmt: skip


def _paragraph(text: Document, at: int) -> int:
    return bisect_right(text.paragraphs, (at, len(text.text))) - 1


def _unit(text: Document, start: int, end: int) -> str:
    starts, ends = zip(*text.paragraphs, strict=True)
    return "paragraph" if start in starts and end in ends else "sentence"


def _place_of_cuts(found: Alignment) -> Any:
    """Return a function that says where in the second text a cut would stand."""
    firm = [
        (found.a.sentences[n][0], found.b.sentences[m][1])
        for n, m in found.pairs
        if (n, m) not in found.moved
    ]

    def place(start: int) -> int:
        return max((end for at, end in firm if at <= start), default=-1)

    return place


def _signals(found: tables.Found | None, article: str, row: Change, side: str) -> str | None:
    """Name the signals at a changed place, each once."""
    start, end = row.get(f"start_{side}"), row.get(f"end_{side}")
    if found is None or start is None or end is None:
        return None
    evidence = found.evidence
    here = evidence[
        (evidence["article_id"] == article)
        & (evidence["field"] == row["field"])
        & (evidence["signal"] != "sourcing")
        & (evidence["start"] < end)
        & (evidence["end"] > start)
    ]
    names = dict.fromkeys(f"{one.signal} {one.label}" for one in here.itertuples())
    return "; ".join(names) or None
