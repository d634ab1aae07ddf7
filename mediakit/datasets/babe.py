"""BABE: sentences of news whose bias, and whose biased words, experts marked."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pandas as pd

from mediakit.contract.tables import OFFSET, TEXT
from mediakit.datasets.gold import UNALIGNED, Corpus, Row, as_articles, frame

COLUMNS = ["text", "news_link", "outlet", "topic", "type", "label_bias", "label_opinion",
           "biased_words"]  # fmt: skip
SENTENCES: dict[str, Any] = {"article_id": TEXT, "group": TEXT, "bias": TEXT, "opinion": TEXT}
WORDS: dict[str, Any] = {
    "article_id": TEXT, "field": TEXT, "label": TEXT, "start": OFFSET, "end": OFFSET, "text": TEXT,
    "word": TEXT, "n_places": OFFSET,
}  # fmt: skip
PLAIN = str.maketrans("‘’“”", "''\"\"")  # one character for one: offsets stay


def read(*tables: Path) -> Corpus:
    """Read the tables of the groups: sentences as articles; ``sentences``, ``words``."""
    articles: list[Row] = []
    gold: dict[str, list[Row]] = {"sentences": [], "words": [], "unaligned": []}
    for path in tables:
        group = path.stem.rpartition("_")[2]
        for number, row in enumerate(_rows(path), 1):
            article_id = f"{group}-{number:04}"
            articles.append(_article(article_id, group, row))
            gold["sentences"].append(
                {
                    "article_id": article_id,
                    "group": group,
                    "bias": row["label_bias"].lower(),
                    "opinion": row["label_opinion"].lower(),
                }
            )
            words, unaligned = _words(row["text"], row["biased_words"])
            gold["words"] += [{"article_id": article_id, **one} for one in words]
            gold["unaligned"] += [{"article_id": article_id, **one} for one in unaligned]
    columns = {"sentences": SENTENCES, "words": WORDS, "unaligned": UNALIGNED}
    return Corpus(
        as_articles(articles), {name: frame(gold[name], columns[name]) for name in columns}
    )


def places(sentence: str, word: str) -> list[tuple[int, int]]:
    """Return where a marked word stands in its sentence: as written, else in another case.

    Only whole words count; straight and curly quotation marks are the same.

    Examples
    --------
    >>> places("Lies, more lies and “lies”.", "lies")
    [(11, 15), (21, 25)]
    >>> places("Lies and believers.", "lies"), places("Believers.", "lie")
    ([(0, 4)], [])
    """
    parts = [re.escape(part) for part in word.translate(PLAIN).split()]
    pattern = r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)"
    for flags in (0, re.IGNORECASE):
        found = [match.span() for match in re.finditer(pattern, sentence.translate(PLAIN), flags)]
        if parts and found:
            return found
    return []


def _words(sentence: str, published: str) -> tuple[list[Row], list[Row]]:
    """Return the marked words with their places, and those without."""
    marked = _as_list(published)
    if marked is None:
        reason = "biased_words is no list of words"
        return [], [{"label": "biased", "text": published, "reason": reason}]
    words: list[Row] = []
    unaligned: list[Row] = []
    for word in dict.fromkeys(marked):
        found = places(sentence, word)
        if not found:
            reason = "the marked word is no word of the sentence"
            unaligned.append({"label": "biased", "text": word, "reason": reason})
        one = {"field": "text", "label": "biased", "word": word, "n_places": len(found)}
        words += [{**one, "start": a, "end": b, "text": sentence[a:b]} for a, b in found]
    return words, unaligned


def _as_list(published: str) -> list[str] | None:
    try:
        marked = ast.literal_eval(published)
    except (ValueError, SyntaxError):
        return None
    if not isinstance(marked, list) or not all(isinstance(word, str) for word in marked):
        return None
    return marked


def _rows(path: Path) -> list[Row]:
    table = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    if missing := [name for name in COLUMNS if name not in table.columns]:
        raise ValueError(
            f"{path.name} has no column {', '.join(map(repr, missing))}; its columns are "
            f"{', '.join(map(repr, table.columns))}. Expected a table of BABE's final labels."
        )
    values = table[COLUMNS].itertuples(index=False, name=None)
    return [dict(zip(COLUMNS, row, strict=True)) for row in values]


def _article(article_id: str, group: str, row: Row) -> Row:
    return {
        "article_id": article_id,
        "text": row["text"],
        "outlet": row["outlet"],
        "url": row["news_link"],
        "group": group,
        "topic": row["topic"] or None,
        "leaning": row["type"] or None,
    }
