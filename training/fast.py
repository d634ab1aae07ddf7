"""Fit the fast tagger: a small network taught by PolNeAR train and by the accurate tagger.

    python -m training.fast label ARTICLES.parquet OUT_DIR          # the teacher reads the news
    python -m training.fast fit GOLD_DIR OUT_DIR [--epochs 12]      # the pupil learns
    python -m training.fast export OUT_DIR MODEL_DIR

`label` runs the accurate engine of this package over the articles and keeps roles and links;
`fit` learns gold and labels together; dev is only looked at.
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from mediakit.attribution.tagging.linking import find_stretches, link_stretches
from mediakit.attribution.tagging.tagger import DIGIT, Tagging, spell_whole, tag
from mediakit.text.document import Document
from training import loaded
from training.corpus import ROLES, excerpt, make_example, read_gold, roughen, windows_at
from training.network import loaded_loss_of
from training.small import LINK, Block, FlatBlock, Small

WINDOW = 256
TAUGHT, CODED = 5.0, 3.0  # weights of loadedness as the teacher and as coders see it
Array = np.ndarray[Any, Any]


@dataclass
class Lesson:
    """One article to learn: soft roles, and for each token the attribution it belongs to."""

    words: list[str]
    shapes: Array
    paragraphs: list[tuple[int, int]]
    roles: Array  # (tokens, 7) float16
    attribution: Array  # of cues and contents; −1 elsewhere
    source: Array  # of tokens of a source: its number; −1 elsewhere
    source_of: dict[int, int]  # attribution → source, −1 for none
    loaded: Array  # (tokens, 2) float16: the teacher's evidence; NaN where it was not asked


# ---------------------------------------------------------------------- lessons
def from_gold(row: dict[str, Any], soft: Array | None = None) -> Lesson:
    example = make_example(row)
    roles = np.eye(len(ROLES), dtype=np.float16)[example.roles]
    if soft is not None:
        roles = (roles + soft) / 2
    source = np.full(len(roles), -1)
    source_of = {}
    for number, tokens in enumerate(example.sources):
        source_of[number] = number if len(tokens) else -1
        source[tokens] = number  # a shared source keeps its last number …
    for number, tokens in enumerate(example.sources):
        if len(tokens):
            source_of[number] = int(source[tokens[0]])  # … for all who share it
    t = example.tokens
    unasked = np.full((len(roles), 2), np.nan, np.float16)
    return Lesson(
        t.words, t.shapes, t.paragraphs, roles, example.attribution, source, source_of, unasked
    )


def from_tagging(tagging: Tagging) -> Lesson:
    """Turn what the accurate engine says of an article into a lesson."""
    stretches = find_stretches(tagging)
    contents, sources = link_stretches(tagging, stretches)
    n = len(tagging.roles)
    attribution, source, source_of = np.full(n, -1), np.full(n, -1), {}
    for at, found in contents.items():
        if found.to >= 0:
            for member in (at, found.to):
                attribution[stretches[member].first : stretches[member].last] = found.to
    for cue, found in sources.items():
        source_of[cue] = found.to
        attribution[stretches[cue].first : stretches[cue].last] = cue
        if found.to >= 0:
            source[stretches[found.to].first : stretches[found.to].last] = found.to
    t = tagging.tokens
    roles = tagging.roles.astype(np.float16)
    said = tagging.loaded.astype(np.float16)
    return Lesson(t.words, t.shapes, t.paragraphs, roles, attribution, source, source_of, said)


def label(options: argparse.Namespace) -> None:
    import pyarrow.parquet as pq

    texts = pq.read_table(options.articles, columns=["text"])["text"].to_pylist()[: options.limit]
    lessons, started = [], time.time()
    for at, text in enumerate(texts):
        lessons.append(from_tagging(tag(Document(text), "accurate")))
        if at % 500 == 0:
            print(at, f"{time.time() - started:.0f} s", flush=True)
    options.out.mkdir(parents=True, exist_ok=True)
    with open(options.out / "labels.pickle", "wb") as handle:
        pickle.dump(lessons, handle)


# ------------------------------------------------------------------- vocabulary
def choose_words(lessons: list[Lesson], most: int) -> list[str]:
    """Return the fixed entries, the endings and the most frequent words."""
    counts: Counter[str] = Counter()
    for lesson in lessons:
        counts.update(lesson.words)
    zeros: Counter[str] = Counter()
    endings: Counter[str] = Counter()
    for word, n in counts.items():
        if DIGIT.search(word):
            zeros[DIGIT.sub("0", word)] += n
        elif word.isalpha():
            endings["-" + word[-3:]] += 1
            endings["-" + word[-2:]] += 1
    kept = [w for w, n in counts.most_common() if n >= 4 and not DIGIT.search(w)][:most]
    extra = [z for z, n in zeros.most_common(300)] + [e for e, n in endings.most_common(2500)]
    return ["[PAD]", "[CLS]", "[PARAGRAPH]", "[UNK]", *dict.fromkeys(extra + kept)]


# ---------------------------------------------------------------------- windows
def windows_of(lesson: Lesson, ids: Array, size: int) -> list[dict[str, Array]]:
    result = []
    for window in windows_at(lesson.paragraphs, [1] * len(ids), size - 1):
        at = np.array([-2, *window])
        real = at >= 0
        pick = np.maximum(at, 0)
        mark = np.where(at == -2, 1, 2)
        result.append({
            "pieces": np.where(real, ids[pick], mark),
            "shapes": np.where(real, lesson.shapes[pick], 3),
            "roles": np.where(real[:, None], lesson.roles[pick], 0),
            "evidence": np.where(real[:, None], lesson.loaded[pick], np.nan),
            "heads": real | (at == -2),
            "attribution": np.where(real, lesson.attribution[pick], -1),
            "source": np.where(real, lesson.source[pick], -1),
            "wanted": np.array([
                lesson.source_of.get(int(a), -2) if r and a >= 0 else -2
                for r, a in zip(real, lesson.attribution[pick], strict=True)
            ]),
        })  # fmt: skip
    return result


def collate(rows: list[dict[str, Array]]) -> dict[str, torch.Tensor]:
    n = max(len(row["pieces"]) for row in rows)
    fill = {"pieces": 0, "shapes": 3, "heads": False, "attribution": -1, "source": -1, "wanted": -2}
    batch = {}
    for key, value in fill.items():
        table = np.full((len(rows), n), value, dtype=bool if key == "heads" else np.int64)
        for i, row in enumerate(rows):
            table[i, : len(row[key])] = row[key]
        batch[key] = torch.from_numpy(table)
    roles = np.zeros((len(rows), n, len(ROLES)), np.float32)
    for i, row in enumerate(rows):
        roles[i, : len(row["roles"])] = row["roles"]
    batch["roles"] = torch.from_numpy(roles)
    evidence = np.full((len(rows), n, 2), np.nan, np.float32)
    for i, row in enumerate(rows):
        evidence[i, : len(row["evidence"])] = row["evidence"]
    batch["evidence"] = torch.from_numpy(evidence)
    batch["mask"] = (batch["pieces"] != 0).float()
    return batch


def loss_of(network: Small, batch: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return cross-entropy with the soft roles, and −log of the weight on the right link."""
    roles, links, found = network(batch["pieces"], batch["shapes"], batch["mask"])
    real = batch["roles"].sum(-1) > 0
    role_loss = -(batch["roles"] * roles.log_softmax(-1)).sum(-1)[real].mean()
    kind = batch["roles"].argmax(-1)
    cue, content = (kind == 3) | (kind == 4), kind >= 5
    ask_cue, be_cue, ask_source, be_source = links.split(LINK, dim=-1)
    heads, same = batch["heads"][:, None, :], batch["attribution"]
    cue_of = (same[:, :, None] == same[:, None, :]) & cue[:, None, :] & content[:, :, None]
    cue_of &= same[:, :, None] >= 0
    source_of = (batch["wanted"][:, :, None] == batch["source"][:, None, :]) & cue[:, :, None]
    source_of &= batch["wanted"][:, :, None] >= 0
    source_of[:, :, 0] |= (batch["wanted"] == -1) & cue
    total = roles.new_zeros(())
    for ask, be, right in ((ask_cue, be_cue, cue_of), (ask_source, be_source, source_of)):
        scores = ask @ be.transpose(1, 2) * LINK**-0.5
        scores = scores.masked_fill(~heads, -1e4).log_softmax(-1)
        asked = right.any(-1)
        if asked.any():
            total = total - scores.masked_fill(~right, -1e4).logsumexp(-1)[asked].mean()
    taught = batch["evidence"][..., 0].isfinite()
    if taught.any():
        entropy = nn.functional.binary_cross_entropy_with_logits
        soft = batch["evidence"][taught].sigmoid()
        role_loss = role_loss + TAUGHT * entropy(found[taught], soft)
    return role_loss, total


@torch.no_grad()
def look_at(network: Small, rows: list[dict[str, Array]]) -> str:
    network.eval()
    hit, gold, pred, loss = np.zeros(3), np.zeros(3), np.zeros(3), []
    for i in range(0, len(rows), 16):
        batch = collate(rows[i : i + 16])
        loss.append([x.item() for x in loss_of(network, batch)])
        roles, *_ = network(batch["pieces"], batch["shapes"], batch["mask"])
        real = batch["roles"].sum(-1) > 0
        found, right = (roles.argmax(-1)[real] + 1) // 2, (batch["roles"].argmax(-1)[real] + 1) // 2
        for k in range(3):
            hit[k] += ((found == k + 1) & (right == k + 1)).sum()
            gold[k] += (right == k + 1).sum()
            pred[k] += (found == k + 1).sum()
    network.train()
    f1 = 2 * hit / np.maximum(1, gold + pred)
    return f"source {f1[0]:.4f} cue {f1[1]:.4f} content {f1[2]:.4f} loss {np.mean(loss, axis=0)}"


# -------------------------------------------------------------------------- fit
def fit(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    train = read_gold(options.gold / "polnear_train.jsonl")
    labelled: list[Lesson] = []
    if not options.gold_only:
        with open(options.labels or options.out / "labels.pickle", "rb") as handle:
            labelled = pickle.load(handle)  # written by `label` above
    plain = [from_gold(row) for row in train]
    if options.start:
        listed = (options.start / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    else:
        listed = choose_words([*plain, *labelled], options.words)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "vocabulary.txt").write_text("\n".join(listed), encoding="utf-8")
    known = {word: at for at, word in enumerate(listed)}
    ids = lambda lesson: np.array([spell_whole(w, known) for w in lesson.words], dtype=np.int64)  # noqa: E731
    dev = [from_gold(row) for row in read_gold(options.gold / "polnear_dev.jsonl")]
    dev_rows = [w for lesson in dev for w in windows_of(lesson, ids(lesson), WINDOW)]
    labelled_ids = [ids(lesson) for lesson in labelled]
    coded, looked = loaded.read_coded(options.gold, options.folds, options.without)
    spell = lambda word: [spell_whole(word, known)]  # noqa: E731
    cut = partial(loaded.windows_of, pieces=spell, size=WINDOW // 2, cls=1, paragraph=2)
    network = Small(
        len(listed), dilations=options.layers, width=options.width, dropout=options.dropout
    )
    if options.minilm:
        network.words.weight.data = borrow(options.minilm, listed, network.words.weight.shape[1])
    if options.start:
        state = torch.load(options.start / "network.pt", weights_only=True)
        network.load_state_dict(state, strict=False)
    optimizer = torch.optim.AdamW(network.parameters(), lr=options.rate, weight_decay=0.01)
    started, step, total = time.time(), 0, None
    with open(options.out / "log.txt", "w", encoding="utf-8") as log:
        for epoch in range(options.epochs):
            size = WINDOW if epoch % 2 == 0 else WINDOW // 2
            lessons = [from_gold(roughen(row, rng)) for row in train for _ in range(options.repeat)]
            lessons += [
                from_gold(x)
                for _ in range(options.excerpts)
                for row in train
                for x in excerpt(row, rng)
            ]
            rows = [w for x in lessons for w in windows_of(x, ids(x), size)]
            for lesson, known_ids in zip(labelled, labelled_ids, strict=True):
                rows += windows_of(lesson, known_ids, size)
            order = sorted(
                range(len(rows)), key=lambda i: len(rows[i]["pieces"]) + rng.random() * 16
            )
            batch_size = 16 * WINDOW // size
            groups = [
                [rows[k] for k in order[i : i + batch_size]]
                for i in range(0, len(order), batch_size)
            ]
            for _ in range(options.passes):
                groups += loaded.groups(coded, cut, 32, rng)
            rng.shuffle(groups)
            total = total or len(groups) * options.epochs
            losses = []
            for group in groups:
                rate = min(1.0, step / 500) * max(0.01, 1 - step / total)
                optimizer.param_groups[0]["lr"] = options.rate * rate
                if "loaded" in group[0]:
                    words, sentences, _ = loaded_loss_of(network, loaded.collate(group))
                    (CODED * (words + 0.25 * sentences)).backward()
                else:
                    roles, links = loss_of(network, collate(group))
                    (roles + options.link_weight * links).backward()
                    losses.append((roles.item(), links.item()))
                nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimizer.step()
                optimizer.zero_grad()
                step += 1
                if step % 200 == 0 and losses:
                    a, b = np.mean(losses[-200:], axis=0)
                    print(
                        f"{step}/{total} {time.time() - started:.0f} s {a:.4f} {b:.4f}",
                        file=log,
                        flush=True,
                    )
            a, b = np.mean(losses, axis=0)
            line = f"epoch {epoch + 1} {time.time() - started:.0f} s {a:.4f} {b:.4f} dev {look_at(network, dev_rows)}"
            line += " " + loaded.look_at(network, looked, cut, options.out) if looked else ""
            print(line, file=log, flush=True)
            torch.save(network.state_dict(), options.out / "network.pt")


def borrow(folder: Path, listed: list[str], width: int) -> torch.Tensor:
    """Start the words from MiniLM's word pieces, turned onto their first principal axes."""
    from safetensors.torch import load_file
    from tokenizers import Tokenizer

    table = load_file(str(folder / "model.safetensors"))["embeddings.word_embeddings.weight"]
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    table = table - table.mean(0)
    rows = []
    for word in listed:
        ids = tokenizer.encode(word.removeprefix("-"), add_special_tokens=False).ids
        rows.append(table[[i for i in ids if i] or [100]].mean(0))
    words = torch.stack(rows)
    _, _, axes = torch.linalg.svd(words - words.mean(0), full_matrices=False)
    small = (words - words.mean(0)) @ axes[:width].T
    return small / small.std() * 0.1


def export(options: argparse.Namespace) -> None:
    import shutil

    from onnxruntime.quantization import QuantType, quantize_dynamic

    from training.export import export as write
    from training.portable import make_portable

    listed = (options.out / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    network = Small(len(listed), dilations=options.layers, width=options.width)
    network.load_state_dict(torch.load(options.out / "network.pt", weights_only=True))
    network.layers = nn.ModuleList(
        FlatBlock(layer) if isinstance(layer, Block) else layer for layer in network.layers
    )
    write(network, options.model, int8=False)
    path = options.model / "network.onnx"
    quantize_dynamic(
        str(path),
        str(path),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["Gather", "MatMul"],
    )
    make_portable(path)
    shutil.copy(options.out / "vocabulary.txt", options.model)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("label")
    one.add_argument("articles", type=Path)
    one.add_argument("out", type=Path)
    one.add_argument("--limit", type=int)
    one.set_defaults(run=label)
    two = commands.add_parser("fit")
    two.add_argument("gold", type=Path)
    two.add_argument("out", type=Path)
    two.add_argument("--minilm", type=Path)
    two.add_argument("--epochs", type=int, default=5)
    two.add_argument("--repeat", type=int, default=1)
    two.add_argument("--excerpts", type=int, default=0, help="of each article an epoch")
    two.add_argument("--seed", type=int, default=13)
    two.add_argument("--rate", type=float, default=2e-3)
    two.add_argument("--words", type=int, default=27000)
    two.add_argument("--dropout", type=float, default=0.1)
    two.add_argument("--link-weight", type=float, default=0.4)
    two.add_argument("--gold-only", action="store_true")
    two.add_argument("--start", type=Path, help="folder of a fit to go on from")
    two.add_argument("--passes", type=int, default=2, help="over BABE and BASIL an epoch")
    two.add_argument("--folds", type=int, default=5, help="of BABE and BASIL")
    two.add_argument("--without", type=int, help="fold that is looked at, not learnt")
    two.add_argument("--labels", type=Path, help="labels.pickle, if not in OUT_DIR")
    three = commands.add_parser("export")
    three.add_argument("out", type=Path)
    three.add_argument("model", type=Path)
    for sub in (two, three):
        sub.add_argument("--layers", default="1,2,a,4,8")
        sub.add_argument("--width", type=int, default=128)
    two.set_defaults(run=fit)
    three.set_defaults(run=export)
    options = parser.parse_args()
    options.run(options)
