"""How well and how fast sourcing is: scored on human coding, written into the README's table.

Needs the gold data and the scorer beside the project (../shared, or MEDIAKIT_SHARED); says so and
stops where they are missing. Every figure is of this machine, this date and these versions.
"""

from __future__ import annotations

import datetime
import importlib.util
import os
import platform
import re
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

import mediakit as mk
from mediakit.document import WORD
from mediakit.resources import combined_hash

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("MEDIAKIT_SHARED", ROOT.parent / "shared"))
GOLD = {
    "PolNeAR dev (84 articles)": "polnear_dev.jsonl",
    "PolNeAR train (871 articles)": "polnear_train.jsonl",
    "seed article": "seed_article.jsonl",
}
SCORES = ("voice", "attribution", "tight", "quoted", "indirect", "end_to_end", "cue")
START, END = "<!-- accuracy: written by `python3 run.py bench` -->", "<!-- accuracy: end -->"


def load_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", SHARED / "bench/attribution_bench.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predict(gold: list[dict[str, Any]], engine: str) -> list[dict[str, Any]]:
    """Find attributions in the gold's texts, untouched, so that offsets fit."""
    articles = pd.DataFrame(
        {"article_id": [g["id"] for g in gold], "text": [g["text"] for g in gold]}
    )
    articles["language"] = "en"
    found = mk.find(articles, engine=engine, signals=[], progress=False)
    spans = found.evidence.query("label in ['source', 'cue', 'content']")
    rows: dict[str, dict[int, dict[str, list[list[int]]]]] = {g["id"]: {} for g in gold}
    for row in spans.itertuples():
        roles = rows[row.article_id].setdefault(
            row.attribution_id, {"source": [], "cue": [], "content": []}
        )
        roles[row.label].append([row.start, row.end])
    return [{"id": key, "attributions": list(value.values())} for key, value in rows.items()]


def speed(engine: str) -> dict[str, float]:
    """Words per second of `find` on the sample of real articles, and of a bare tokenisation."""
    sample = pd.read_parquet(SHARED / "corpora/allsides_sample.parquet").head(1500)
    articles = mk.load_articles(sample, progress=False)
    started = time.perf_counter()
    bare = sum(len(WORD.findall(text)) for text in articles["text"])
    bare_seconds = time.perf_counter() - started
    rates = {"bare tokenisation": bare / bare_seconds}
    for name, signals in (("sourcing alone", []), ("default signals", None)):
        started = time.perf_counter()
        found = mk.find(articles, engine=engine, signals=signals, progress=False)
        rates[name] = float(found.words["n_words"].sum()) / (time.perf_counter() - started)
    return rates


def table(engine: str) -> list[str]:
    scorer = load_scorer()
    lines = [
        "| sourcing, F1 | voice | attribution | tight | quoted | indirect | end to end | cue |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, file in GOLD.items():
        gold = scorer.read_jsonl(str(SHARED / "gold" / file))
        result = scorer.score(gold, predict(gold, engine))
        cells = " | ".join(f"{result[score]['f1']:.3f}".lstrip("0") for score in SCORES)
        lines.append(f"| {name} | {cells} |")
    return lines


def main() -> int:
    if not (SHARED / "gold").is_dir():
        print(f"{SHARED} is missing: it holds the gold data and the scorer. Nothing was measured.")
        return 0
    rates = speed("fast")
    lines = table("fast")
    lists = combined_hash()
    made = (
        f"Measured on {datetime.date.today():%Y-%m-%d} with mediakit {mk.__version__} (rules; both "
        f"engines are the same), lists {lists}, Python {platform.python_version()}, pandas "
        f"{pd.__version__}, one process on a 2-core machine: "
        + ", ".join(f"{name} {rate:,.0f} words/s" for name, rate in rates.items())
        + "."
    )
    section = "\n".join([START, "", *lines, "", made, "", END])
    print(section)
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    pattern = re.compile(re.escape(START) + ".*?" + re.escape(END), re.DOTALL)
    if not pattern.search(text):
        print(f"README.md has no section between {START} and {END}: nothing was written.")
        return 1
    readme.write_text(pattern.sub(lambda _: section, text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
