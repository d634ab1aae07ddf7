"""BASIL: three outlets on each of 100 events, with spans of lexical and informational bias."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from mediakit.contract.tables import OFFSET, TEXT
from mediakit.datasets.gold import UNALIGNED, Corpus, Row, as_articles, frame

MEMBER = re.compile(r"emnlp19-BASIL/data/((\d+)_(\w+))\.json")
# The archive has sentences and no paragraphs. A blank between them lets a quotation run on over
# its sentences, as it does in the article; a line end would close it.
BETWEEN = " "

SPANS: dict[str, Any] = {
    "article_id": TEXT, "field": TEXT, "label": TEXT, "start": OFFSET, "end": OFFSET, "text": TEXT,
    "target": TEXT, "polarity": TEXT, "aim": TEXT, "indirect_target": TEXT,
    "indirect_sentiment": TEXT, "quote": "boolean", "speaker": TEXT, "sentence": OFFSET,
    "alignment": TEXT,
}  # fmt: skip
SENTENCES: dict[str, Any] = {
    "article_id": TEXT, "sentence": OFFSET, "start": OFFSET, "end": OFFSET,
}  # fmt: skip
STANCE: dict[str, Any] = {"article_id": TEXT, "stance": TEXT, "annotators": TEXT}
SENTIMENT: dict[str, Any] = {"article_id": TEXT, "toward": TEXT, "sentiment": TEXT}


def read(archive: Path) -> Corpus:
    """Read the archive: articles; ``spans``, ``sentences``, ``stance``, ``sentiment``."""
    articles: list[Row] = []
    gold: dict[str, list[Row]] = {
        name: [] for name in ("spans", "sentences", "stance", "sentiment", "unaligned")
    }
    for article_id, event, data in _members(archive):
        starts = _starts([each["sentence"] for each in data["body"]])
        articles.append(_article(article_id, event, data))
        for start, each in zip(starts, data["body"], strict=True):
            sentence = {"article_id": article_id, "sentence": each["sentence-index"]}
            end = start + len(each["sentence"])
            gold["sentences"].append({**sentence, "start": start, "end": end})
            for one in each["annotations"]:
                placed = place(each["sentence"], one["text"], one["start"], one["end"])
                if isinstance(placed, str):
                    published = {"label": one["bias"].lower(), "text": one["text"]}
                    where = {"start": one["start"], "end": one["end"], "reason": placed}
                    gold["unaligned"].append({"article_id": article_id, **published, **where})
                else:
                    first, last, how = placed
                    text = each["sentence"][first:last]
                    where = {"start": start + first, "end": start + last, "alignment": how}
                    gold["spans"].append({**sentence, **_span(one), **where, "text": text})
        answers = data["article-level-annotations"]
        gold["stance"].append(
            {
                "article_id": article_id,
                "stance": answers["stance"].lower(),
                "annotators": " ".join(data["annotators"]),
            }
        )
        gold["sentiment"] += [
            {"article_id": article_id, "toward": toward, "sentiment": sentiment.lower()}
            for toward, sentiment in answers["author-sentiment"].items()
        ]
    columns = {
        "spans": SPANS, "sentences": SENTENCES, "stance": STANCE, "sentiment": SENTIMENT,
        "unaligned": UNALIGNED,
    }  # fmt: skip
    return Corpus(
        as_articles(articles), {name: frame(gold[name], columns[name]) for name in columns}
    )


def place(sentence: str, wanted: str, start: int, end: int) -> tuple[int, int, str] | str:
    """Return where the annotated text stands in its sentence and how that was seen, or why not.

    The offsets of the archive are believed where the annotated text stands there, blanks around it
    aside. Else the text counts where it occurs just once.

    Examples
    --------
    >>> place("They are raiding Medicare.", "raiding", 9, 16)
    (9, 16, 'as published')
    >>> place("They are raiding Medicare.", "raiding ", 9, 16)
    (9, 16, 'without blanks')
    >>> place("They are raiding Medicare.", "raiding", 0, 7)
    (9, 16, 'found again')
    >>> place("They say they lie.", "they lied", 9, 17)
    'the annotated text occurs 0 times in the sentence'
    """
    if sentence[start:end] == wanted:
        return start, end, "as published"
    bare = wanted.strip()
    there = sentence[start:end]
    if bare and there.strip() == bare:
        first = start + there.index(bare)
        return first, first + len(bare), "without blanks"
    if bare and sentence.count(bare) == 1:
        first = sentence.index(bare)
        return first, first + len(bare), "found again"
    times = sentence.count(bare) if bare else 0
    return f"the annotated text occurs {times} times in the sentence"


def _members(archive: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    with ZipFile(archive) as opened:
        found = [match for name in opened.namelist() if (match := MEMBER.fullmatch(name))]
        for match in sorted(found, key=lambda match: (int(match[2]), match[3].lower())):
            yield match[1].lower(), match[2], json.loads(opened.read(match[0]))


def _starts(sentences: list[str]) -> list[int]:
    starts, at = [], 0
    for sentence in sentences:
        starts.append(at)
        at += len(sentence) + len(BETWEEN)
    return starts


def _article(article_id: str, event: str, data: dict[str, Any]) -> Row:
    return {
        "article_id": article_id,
        "title": data["title"],
        "text": BETWEEN.join(each["sentence"] for each in data["body"]),
        "outlet": data["source"].lower(),
        "url": data["url"],
        "published": data["date"],
        "event": event,
        "main_event": data["main-event"] or None,
        "main_entities": "; ".join(data["main-entities"]),
    }


def _span(one: dict[str, Any]) -> Row:
    return {
        "field": "text",
        "label": one["bias"].lower(),
        "target": one["target"],
        "polarity": one["polarity"].lower(),
        "aim": one["aim"].lower(),
        "indirect_target": one.get("indirect-target-name"),
        "indirect_sentiment": one["indirect-ally-opponent-sentiment"].lower(),
        "quote": one["quote"] == "Yes",
        "speaker": one["speaker"],
    }
