"""Gold articles as the taggers learn them: a role for each token, and links between them."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from mediakit.attribution.tagging.tokens import Tokens, pack
from mediakit.text.document import Document

ROLES = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
MARK = re.compile(r"``|''|[\"“”„‟«»]")


@dataclass
class Example:
    """One article: tokens, and for each token its role, attribution and source's attribution."""

    id: str
    tokens: Tokens
    roles: np.ndarray  # index into ROLES
    attribution: np.ndarray  # of a cue or content token: which attribution; else -1
    sources: list[np.ndarray]  # for each attribution the tokens of its source


def read_gold(path: Path) -> list[dict[str, Any]]:
    with open(path, encoding="utf-8") as handle:
        return [json.loads(line) for line in handle if line.strip()]


def make_example(row: dict[str, Any]) -> Example:
    """Put a gold article's spans onto tokens; where spans overlap the first one stays."""
    tokens = Tokens(Document(row["text"]))
    starts, ends = np.array(tokens.starts), np.array(tokens.ends)
    roles = np.zeros(len(starts), dtype=np.int64)
    belongs = np.full(len(starts), -1, dtype=np.int64)
    sources = []
    for number, found in enumerate(row["attributions"]):
        for role in ("source", "cue", "content"):
            begin = ROLES.index(f"B-{role}")
            inside_all = []
            for start, end in found[role]:
                first = int(np.searchsorted(ends, start, side="right"))
                last = int(np.searchsorted(starts, end, side="left"))
                inside = np.arange(first, last)
                inside_all.append(inside)
                free = inside[roles[inside] == 0]
                if role != "source":
                    belongs[free] = number
                roles[free] = begin + 1
                if len(free):
                    roles[free[0]] = begin
            if role == "source":
                sources.append(np.concatenate(inside_all) if inside_all else np.array([], int))
    return Example(row["id"], tokens, roles, belongs, sources)


def windows_at(paragraphs: list[tuple[int, int]], lengths: list[int], size: int) -> list[list[int]]:
    """Return the tokens of each window, −1 for a paragraph's end."""
    edges = np.cumsum([0, *lengths])
    return [
        [t for first, last, closed in window for t in (*range(first, last), *[-1] * closed)]
        for window in pack(paragraphs, edges, size)
    ]


def roughen(row: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """Return the article as a careless export would hold it: marks lost, paragraphs joined."""
    edits: list[tuple[int, int, str]] = []
    if rng.random() < 0.15:
        edits += [(*m.span(), "") for m in MARK.finditer(row["text"]) if rng.random() < 0.25]
    if rng.random() < 0.1:
        edits += [
            (*m.span(), " ") for m in re.finditer(r"\n\s*\n", row["text"]) if rng.random() < 0.6
        ]
    if rng.random() < 0.1:
        lead = re.match(r"\s*(?:\S+\s+){3,6}", row["text"])
        if lead:
            edits.append((0, lead.end(), lead[0].upper()))
    return edit(row, edits) if edits else row


def excerpt(row: dict[str, Any], rng: random.Random) -> list[dict[str, Any]]:
    """Return one to four sentences as a text of their own; none if they would part an attribution.

    Readers paste short texts, headlines and single paragraphs; whole articles do not teach those.
    """
    sentences = Document(row["text"]).sentences
    first = rng.randrange(len(sentences))
    start, end = (
        sentences[first][0],
        sentences[first : first + rng.choice((1, 2, 2, 3, 3, 4))][-1][1],
    )
    kept = []
    for attribution in row["attributions"]:
        spans = [span for role in ("source", "cue", "content") for span in attribution[role]]
        inside = [start <= s and e <= end for s, e in spans]
        if all(inside):
            kept.append(attribution)
        elif any(s < end and start < e for s, e in spans):
            return []
    moved = [
        {
            role: [[s - start, e - start] for s, e in found[role]]
            for role in ("source", "cue", "content")
        }
        for found in kept
    ]
    short = {**row, "text": row["text"][start:end], "attributions": moved}
    gaps = [(*m.span(), " ") for m in re.finditer(r"\s*\n\s*", short["text"])]
    return [edit(short, gaps) if gaps and rng.random() < 0.7 else short]


def edit(row: dict[str, Any], edits: list[tuple[int, int, str]]) -> dict[str, Any]:
    """Apply non-overlapping edits to the text and move the gold's offsets along."""
    text, parts, shift = row["text"], [], np.zeros(len(row["text"]) + 1, dtype=np.int64)
    position = 0
    for start, end, new in sorted(edits):
        if start < position or (start == 0 and len(new) != end):
            continue
        parts += [text[position:start], new]
        shift[end:] += len(new) - (end - start)
        position = end
    parts.append(text[position:])
    moved = lambda at: int(at + shift[at])  # noqa: E731
    found = [
        {
            role: [[moved(s), max(moved(s), moved(e))] for s, e in attribution[role]]
            for role in ("source", "cue", "content")
        }
        for attribution in row["attributions"]
    ]
    return {**row, "text": "".join(parts), "attributions": found}
