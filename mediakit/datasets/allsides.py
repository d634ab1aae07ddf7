"""AllSides: articles with the political leaning that allsides.com gives them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from mediakit.contract.tables import TEXT
from mediakit.datasets.gold import UNALIGNED, Corpus, Row, as_articles, frame, given

NEEDED = "data/jsons"
SPLITS = ("random", "media")
PARTS = ("train", "valid", "test")
LABELS: dict[str, Any] = {
    "article_id": TEXT, "leaning": TEXT, "split_random": TEXT, "split_media": TEXT,
}  # fmt: skip


def read(clone: Path) -> Corpus:
    """Read a clone: articles; ``labels``, the leaning and the parts of the published splits."""
    articles: list[Row] = []
    labels: list[Row] = []
    unaligned: list[Row] = []
    splits = {split: _split(clone / "data" / "splits" / split) for split in SPLITS}
    for path in sorted((clone / NEEDED).glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        if not given(data["content_original"]):
            reason = "content_original is empty"
            unaligned.append(
                {"article_id": data["ID"], "label": data["bias_text"], "reason": reason}
            )
            continue
        articles.append(_article(data))
        parts = {f"split_{split}": splits[split].get(data["ID"]) for split in SPLITS}
        labels.append({"article_id": data["ID"], "leaning": data["bias_text"], **parts})
    return Corpus(
        as_articles(articles),
        {"labels": frame(labels, LABELS), "unaligned": frame(unaligned, UNALIGNED)},
    )


def _split(folder: Path) -> dict[str, str]:
    """Return in which part of a split each article is."""
    part_of: dict[str, str] = {}
    for part in PARTS:
        path = folder / f"{part}.tsv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                part_of |= {row["ID"]: part for row in csv.DictReader(file, delimiter="\t")}
    return part_of


def _article(data: dict[str, Any]) -> Row:
    return {
        "article_id": data["ID"],
        "title": given(data["title"]),
        "text": data["content_original"],
        "outlet": data["source"],
        "author": given(data["authors"]),
        "url": data["url"],
        "published": given(data["date"]),
        "topic": data["topic"],
        "source_url": data["source_url"],
    }
