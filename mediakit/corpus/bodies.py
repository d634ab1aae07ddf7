"""Which of several columns holds the texts: the first known name, or one longer by far."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from mediakit.corpus.columns import explain_doubt, recognise
from mediakit.corpus.values import BODIES, as_text

BY_FAR = 2  # times as long, over all rows
MOSTLY = 0.6  # of the rows, in which it is longer
WORDY = 4  # words a cell of a column that may be the text
TAG = re.compile(r"<[^>]{1,500}>")
#: Columns that are longer because of what is around the article.
RAW = re.compile(r"raw|html|ocr", re.IGNORECASE)

HOW = "choose with columns={'text': …}"


class Choice(NamedTuple):
    """The column that is read as the text, and what is to be said of it."""

    name: str
    said: str | None


def choose_text(rows: Sequence[Mapping[str, Any]], taken: str) -> Choice:
    """Choose the column of the texts by the first rows; `taken` is the one by its name.

    Parameters
    ----------
    rows : sequence of mapping
        The first rows of a table.
    taken : str
        Their column that is the text by its name.

    Examples
    --------
    >>> choose_text([{"text": "Taxes rise …", "content": "Taxes rise. Nobody asked. "}], "text")
    Choice(name='content', said="'content' was taken as text, not 'text': its texts are 2.1 times \
as long; choose with columns={'text': …}")
    >>> choose_text([{"text": "Taxes rise. Nobody asked.", "article": "17"}], "text")
    Choice(name='text', said=None)
    """
    names = dict.fromkeys(name for row in rows for name in row if recognise(name) == "text")
    if not names.keys() - {taken}:
        return Choice(taken, None)
    texts = {name: [_seen(row.get(name)) for row in rows] for name in (taken, *names)}
    own = texts.pop(taken)
    others = {n: t for n, t in texts.items() if t != own and any(map(str.isalpha, "".join(t)))}
    if not others:
        return Choice(taken, None)
    name, longest = max(others.items(), key=lambda pair: _letters(pair[1]))
    share = _letters(longest) / max(_letters(own), 1)
    pairs = [(mine, other) for mine, other in zip(own, longest, strict=True) if mine or other]
    longer = sum(len(other) > len(mine) for mine, other in pairs)
    if share >= BY_FAR and longer >= MOSTLY * len(pairs) and not RAW.search(name):
        times = f"{share:,.1f} times as long" if _letters(own) else "there, the others are empty"
        said = f"{name!r} was taken as text, not {taken!r}: its texts are {times}; {HOW}"
        return Choice(name, said)
    return Choice(taken, explain_doubt("text", [taken, *others]))


def longest_texts(rows: Sequence[Mapping[str, Any]], names: Iterable[str]) -> str | None:
    """Return the column with the longest texts, to be proposed; None if no cells are sentences.

    Examples
    --------
    >>> longest_texts([{"n": "7", "sentence": "Nobody asked the town."}], ["n", "sentence"])
    'sentence'
    """
    words = {name: sum(_seen(row.get(name)).count(" ") + 1 for row in rows) for name in names}
    longest = max(words, key=lambda name: words[name], default=None)
    return longest if longest is not None and words[longest] >= WORDY * len(rows) else None


def _seen(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("latin-1")  # for its length
    return TAG.sub("", as_text(value, "\n\n", BODIES) or "").strip()


def _letters(texts: Iterable[str]) -> int:
    return sum(map(len, texts))
