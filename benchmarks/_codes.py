"""Hits of the lists, drawn from real news and coded by hand by two readers.

    python benchmarks/_codes.py draw OUT.csv [--seed 11]     # 50 hits a label, with context
    python benchmarks/_codes.py keep A.csv B.csv             # both readings, without text

A reader writes 1 (a true instance of the label as docs/signals.md defines it) or 0 into the column
`code`. What is kept (tests/codes/hits.csv) holds ids and offsets, no text: the id is the first 12
digits of the text's sha1.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

import pandas as pd

import mediakit as mk
from mediakit.contract.labels import LABELS

sys.path.insert(0, str(Path(__file__).parent))
from _readme import ROOT, SHARED

KEPT = ROOT / "tests" / "codes" / "hits.csv"
CODED = (
    *(("loaded", x) for x in ("regime", "violence", "dependency", "delegitimation", "intensifier")),
    *(("stance", label) for label in LABELS["stance"]),
)
EACH = 50  # hits a label
KEY = ["article_id", "start", "end", "label"]


def sample_articles(seed: int, n: int) -> pd.DataFrame:
    """Return `n` articles of the sample under the hash of their text."""
    sample = pd.read_parquet(SHARED / "corpora/allsides_sample.parquet")["text"]
    texts = sample.sample(n, random_state=seed).tolist()
    ids = [hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:12] for text in texts]
    frame = pd.DataFrame({"article_id": ids, "text": texts, "language": "en"})
    return frame.drop_duplicates("article_id")


def draw(options: argparse.Namespace) -> None:
    """Draw the hits of each label; at most two of one article and label."""
    articles = sample_articles(options.seed, options.articles)
    found = mk.find(articles, engine="fast", signals=["loaded", "stance"], progress=False)
    texts = articles.set_index("article_id")["text"]
    parts = []
    for _, label in CODED:
        rows = found.evidence.query("label == @label")
        rows = rows.sample(frac=1, random_state=options.seed)
        rows = rows.groupby("article_id").head(2).head(EACH)
        if len(rows) < EACH:
            print(f"{label}: only {len(rows)} hits; draw from more articles")
        parts.append(rows)
    hits = pd.concat(parts)
    hits["context"] = [
        f"{texts[r.article_id][max(0, r.start - 160) : r.start]}[[{r.text}]]"
        f"{texts[r.article_id][r.end : r.end + 120]}".replace("\n", " ")
        for r in hits.itertuples()
    ]
    hits = hits[["signal", *KEY, "text", "term", "context"]].assign(code="")
    hits.to_csv(options.out, index=False)


def keep(options: argparse.Namespace) -> None:
    """Join two readings and keep them without text; say how far they agree."""
    a, b = (pd.read_csv(path).set_index(["signal", *KEY])["code"] for path in options.readings)
    joined = pd.DataFrame({"reader_a": a, "reader_b": b}).astype(int).reset_index()
    KEPT.parent.mkdir(exist_ok=True)
    joined.sort_values(["signal", "label", "article_id", "start"]).to_csv(KEPT, index=False)
    print(summarise(joined).to_string())


def summarise(codes: pd.DataFrame) -> pd.DataFrame:
    """Return for each label: hits, share of true ones by each reader, agreement."""
    same = codes["reader_a"] == codes["reader_b"]
    table = codes.assign(agreement=same).groupby(["signal", "label"], sort=False)
    return table.agg(
        n=("start", "size"), reader_a=("reader_a", "mean"), reader_b=("reader_b", "mean"),
        agreement=("agreement", "mean"),
    )  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("draw")
    one.add_argument("out", type=Path)
    one.add_argument("--seed", type=int, default=11)
    one.add_argument("--articles", type=int, default=1500)
    one.set_defaults(run=draw)
    two = commands.add_parser("keep")
    two.add_argument("readings", type=Path, nargs=2)
    two.set_defaults(run=keep)
    options = parser.parse_args()
    options.run(options)
