"""Gold for the heads of loadedness: which words judge, and which sentences are biased.

BABE gives single sentences, BASIL whole articles. Each becomes a lesson: tokens, a label for each
token, the sentence it stands in, and a label for each sentence. Folds never part an article.
"""

from __future__ import annotations

import hashlib
import pickle
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from mediakit.attribution.tagging.tokens import Tokens
from mediakit.text.document import Document
from training.corpus import read_gold, windows_at

BABE, BASIL = 0, 1
CLS, PARAGRAPH, PAD = 101, 1, 0
UNKNOWN = -100
Array = np.ndarray[Any, Any]


@dataclass
class Lesson:
    """One text whose loaded words and sentences were coded."""

    id: str
    corpus: int
    tokens: Tokens
    loaded: Array  # of each token: 1, 0, or UNKNOWN for marks
    sentence: Array  # of each token: number of its sentence, -1 for none
    biased: Array  # of each sentence: 1 or 0


def fold_of(row: dict[str, Any], folds: int) -> int:
    """Return the fold of a row: one for all sentences of an article, one for all of an event."""
    key = row.get("event") or row.get("link") or row["text"]
    return int(hashlib.sha256(str(key).encode()).hexdigest()[:8], 16) % folds


def read_coded(
    gold: Path, folds: int, without: int | None
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the rows of BABE and BASIL develop to learn, and those of the fold left out."""
    rows = read_gold(gold / "babe.develop.jsonl") + read_gold(gold / "basil.develop.jsonl")
    out = [fold_of(row, folds) == without for row in rows]
    learnt = [row for row, left in zip(rows, out, strict=True) if not left]
    return learnt, [row for row, left in zip(rows, out, strict=True) if left]


def make_lesson(row: dict[str, Any]) -> Lesson:
    """Put a coded text's spans onto tokens."""
    tokens = Tokens(Document(row["text"]))
    starts, ends = np.array(tokens.starts), np.array(tokens.ends)
    loaded = np.array([0 if word[0].isalnum() else UNKNOWN for word in tokens.words], np.int64)
    corpus = BASIL if "event" in row else BABE
    if corpus == BABE:
        spans, bounds = row["spans"], row.get("bounds", [[0, len(row["text"])]])
        biased = row["biased"] if "bounds" in row else [row["biased"]]
    else:
        spans = [[x["start"], x["end"]] for x in row["spans"] if x["type"] == "lexical"]
        bounds = row["sentences"]
        biased = [any(s < e and b < t for s, t in spans) for b, e in bounds]
    for start, end in spans:
        inside = slice(np.searchsorted(ends, start, "right"), np.searchsorted(starts, end, "left"))
        loaded[inside] = np.where(loaded[inside] == UNKNOWN, UNKNOWN, 1)
    sentence = np.searchsorted([b for b, _ in bounds], starts, "right") - 1
    return Lesson(row["id"], corpus, tokens, loaded, sentence, np.array(biased, np.float32))


def joined(rows: list[dict[str, Any]], rng: random.Random) -> list[dict[str, Any]]:
    """Join some of BABE's sentences to short texts: articles are read in windows of many."""
    rows = rows[:]
    rng.shuffle(rows)
    result = []
    while rows:
        some = [rows.pop() for _ in range(min(len(rows), rng.choice((1, 1, 2, 3, 4))))]
        gap, text, spans, bounds = rng.choice((" ", "\n\n")), "", [], []
        for row in some:
            text += gap if text else ""
            spans += [[a + len(text), b + len(text)] for a, b in row["spans"]]
            bounds.append([len(text), len(text) + len(row["text"])])
            text += row["text"]
        biased = [row["biased"] for row in some]
        result.append({"id": "", "text": text, "spans": spans, "bounds": bounds, "biased": biased})
    return result


def alone(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each sentence of a BASIL article as a row of its own."""
    result = []
    for number, (start, end) in enumerate(row["sentences"]):
        if not row["text"][start:end].strip():
            continue
        spans = [
            {
                **span,
                "start": max(span["start"], start) - start,
                "end": min(span["end"], end) - start,
            }
            for span in row["spans"]
            if span["start"] < end and start < span["end"]
        ]
        sentence = {"id": f"{row['id']}#{number}", "event": row["event"], "spans": spans}
        result.append({**sentence, "text": row["text"][start:end], "sentences": [[0, end - start]]})
    return result


def windows_of(
    lesson: Lesson, pieces: Any, size: int, cls: int = CLS, paragraph: int = PARAGRAPH
) -> list[dict[str, Any]]:
    """Cut a lesson into windows as the network reads them, [CLS] first."""
    ids = [pieces(word) for word in lesson.tokens.words]
    result = []
    for window in windows_at(lesson.tokens.paragraphs, [len(x) for x in ids], size - 1):
        row_ids, shapes, loaded, sentence = [cls], [3], [UNKNOWN], [-1]
        for token in window:
            mine = ids[token] if token >= 0 else [paragraph]
            rest = len(mine) - 1
            row_ids += mine
            shapes += [int(lesson.tokens.shapes[token]) if token >= 0 else 3] * len(mine)
            loaded += [int(lesson.loaded[token]) if token >= 0 else UNKNOWN, *[UNKNOWN] * rest]
            sentence += [int(lesson.sentence[token]) if token >= 0 else -1, *[-1] * rest]
        result.append({
            "pieces": np.array(row_ids), "shapes": np.array(shapes), "loaded": np.array(loaded),
            "sentence": np.array(sentence), "biased": lesson.biased, "corpus": lesson.corpus,
        })  # fmt: skip
    return result


def collate(rows: list[dict[str, Any]]) -> dict[str, torch.Tensor]:
    """Put windows into one batch."""
    n, most = max(len(row["pieces"]) for row in rows), max(len(row["biased"]) for row in rows)
    fill = {"pieces": PAD, "shapes": 3, "loaded": UNKNOWN, "sentence": -1}
    batch = {key: torch.full((len(rows), n), value) for key, value in fill.items()}
    batch["mask"] = torch.zeros((len(rows), n))
    batch["biased"] = torch.full((len(rows), most), -1.0)
    for i, row in enumerate(rows):
        batch["mask"][i, : len(row["pieces"])] = 1
        for key in fill:
            batch[key][i, : len(row[key])] = torch.from_numpy(row[key])
        batch["biased"][i, : len(row["biased"])] = torch.from_numpy(row["biased"])
    batch["corpus"] = torch.tensor([row["corpus"] for row in rows])
    return batch


def groups(rows: list[dict[str, Any]], cut: Any, size: int, rng: random.Random) -> list[list]:
    """Return batches of one pass over BABE and BASIL; half of BASIL is read by the sentence."""
    basil = [row for row in rows if "event" in row]
    parts = [alone(row) if rng.random() < 0.5 else [row] for row in basil]
    babe = joined([row for row in rows if "event" not in row], rng)
    lessons = [make_lesson(row) for row in [*babe, *(x for part in parts for x in part)]]
    windows = [window for lesson in lessons for window in cut(lesson)]
    windows.sort(key=lambda window: len(window["pieces"]) + rng.random() * 16)
    return [windows[at : at + size] for at in range(0, len(windows), size)]


def evidence_of(
    network: torch.nn.Module, lessons: list[Lesson], windows: list[list[dict[str, Any]]]
) -> list[Array]:
    """Return for each lesson the evidence of its tokens, shape (tokens, 2)."""
    flat = [(number, w) for number, some in enumerate(windows) for w in some]
    order = sorted(range(len(flat)), key=lambda i: len(flat[i][1]["pieces"]))
    found: list[Any] = [None] * len(flat)
    network.eval()
    with torch.no_grad():
        for at in range(0, len(order), 32):
            some = order[at : at + 32]
            batch = collate([flat[i][1] for i in some])
            *_, evidence = network(batch["pieces"], batch["shapes"], batch["mask"])
            first = batch["sentence"].numpy() >= 0
            for row, i in enumerate(some):
                found[i] = evidence[row].numpy()[first[row]]
    network.train()
    parts: list[list[Array]] = [[] for _ in lessons]
    for (number, _), one in zip(flat, found, strict=True):
        parts[number].append(one)
    return [np.concatenate([np.zeros((0, 2), np.float32), *part]) for part in parts]


def look_at(network: torch.nn.Module, rows: list[dict[str, Any]], cut: Any, out: Path) -> str:
    """Keep what is said of rows not learnt from; return best token F1 and AUC, as a line.

    `cut` makes a lesson's windows.
    """
    rows = [x for row in rows for x in (alone(row) if "event" in row else [row])]
    lessons = [lesson for lesson in map(make_lesson, rows) if lesson.tokens.words]
    evidence = evidence_of(network, lessons, [cut(lesson) for lesson in lessons])
    keep(out / "heldout.pickle", lessons, evidence)
    parts = []
    for corpus, name in ((BABE, "babe"), (BASIL, "basil")):
        mine = [(x, e) for x, e in zip(lessons, evidence, strict=True) if x.corpus == corpus]
        if mine:
            words = np.concatenate([e[x.loaded >= 0, 0] for x, e in mine])
            marks = np.concatenate([x.loaded[x.loaded >= 0] for x, _ in mine])
            means = np.array([e[:, 1].mean() for _, e in mine])
            answers = np.array([x.biased[0] for x, _ in mine])
            said = f"{best_f1(words, marks):.3f} sentences {area(means, answers):.3f}"
            parts.append(f"{name} words {said}")
    return ", ".join(parts)


def best_f1(scores: Array, marks: Array) -> float:
    hits = np.cumsum(marks[np.argsort(-scores)])
    return float((2 * hits / (np.arange(1, len(hits) + 1) + marks.sum())).max())


def area(scores: Array, marks: Array) -> float:
    """Return the area under the ROC curve; ties count half."""
    order = np.argsort(scores, kind="stable")
    _, inverse, counts = np.unique(scores[order], return_inverse=True, return_counts=True)
    ranks = np.empty(len(scores))
    ranks[order] = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    n = marks.sum()
    return float((ranks[marks > 0].sum() - n * (n + 1) / 2) / (n * (len(marks) - n)))


def keep(path: Path, lessons: list[Lesson], evidence: list[Array]) -> None:
    """Write what a network said of texts that it did not learn from."""
    rows = [
        {"id": x.id, "corpus": x.corpus, "evidence": e, "loaded": x.loaded, "biased": x.biased}
        for x, e in zip(lessons, evidence, strict=True)
    ]
    with open(path, "wb") as handle:
        pickle.dump(rows, handle)
