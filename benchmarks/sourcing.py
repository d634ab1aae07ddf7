"""How well and how fast sourcing is: scored on human coding, written into the README's table.

Needs the gold data and the scorer beside the project (../shared, or MEDIAKIT_SHARED); says so and
stops where they are missing. Every figure is of this machine, this date and these versions.
"""

from __future__ import annotations

import datetime
import json
import platform
import re
import resource
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

import mediakit as mk
from mediakit.attribution import ENGINES, engine_version
from mediakit.contract.hashes import evidence_hash

sys.path.insert(0, str(Path(__file__).parent))
import _speakers
from _readme import SHARED, load_scorer, write_section

GOLD = {
    "PolNeAR dev (84 articles)": "polnear_dev.jsonl",
    "PolNeAR train (840 articles)": "polnear_train.jsonl",
    "seed article": "seed_article.jsonl",
}
SCORES = ("voice", "attribution", "tight", "quoted", "indirect", "end_to_end", "cue")
#: What others reach on the same dev articles; `measured.md` beside the gold says how.
KNOWN = [
    "| best existing system, retrained | .713 | .659 | .504 | .795 | .581 | .585 | .660 |",
    "| second human coder (20 articles) | .916 | .820 | .762 | .966 | .771 | .768 | .814 |",
]
START, END = "<!-- accuracy: written by `python3 run.py bench` -->", "<!-- accuracy: end -->"


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


def speed(engine: str, articles: pd.DataFrame) -> dict[str, float]:
    """Words per second of `find` (median of three), of a bare tokenisation beside it, peak memory."""
    mk.find(articles.head(3), engine=engine, progress=False)  # the model is read once
    started = time.perf_counter()
    bare = sum(len(re.findall(r"\w+", text)) for text in articles["text"])
    bare_rate = bare / (time.perf_counter() - started)
    rates = {}
    for name, signals in (("sourcing alone", []), ("default signals", None)):
        seconds = []
        for _ in range(3):
            started = time.perf_counter()
            found = mk.find(articles, engine=engine, signals=signals, progress=False)
            seconds.append(time.perf_counter() - started)
        rates[name] = float(found.words["n_words"].sum()) / statistics.median(seconds)
    rates["ratio"] = bare_rate / rates["sourcing alone"]
    rates["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return rates


def in_a_process(engine: str, n: int) -> dict[str, float]:
    """Measure the speed in a fresh process, so that its peak memory is its own."""
    program = [sys.executable, str(Path(__file__)), "--speed", engine, str(n)]
    return json.loads(subprocess.run(program, capture_output=True, text=True, check=True).stdout)


def score_engine(engine: str) -> tuple[list[str], dict[str, Any]]:
    """Return the lines of the table for one engine, and the scores on dev."""
    scorer = load_scorer("attribution_bench")
    lines, dev = [], {}
    for name, file in GOLD.items():
        gold = scorer.read_jsonl(str(SHARED / "gold" / file))
        result = scorer.score(gold, predict(gold, engine), by_outlet=True)
        cells = " | ".join(f"{result[score]['f1']:.3f}".lstrip("0") for score in SCORES)
        lines.append(f"| {engine}, {name} | {cells} |")
        dev = dev or result
    return lines, dev


def describe_outlets(dev: dict[str, Any]) -> str:
    outlets = dev["by_outlet"].items()
    gaps = {name: o["pred_voice_share"] - o["gold_voice_share"] for name, o in outlets}
    near = sum(abs(gap) <= 0.05 for gap in gaps.values())
    listed = ", ".join(f"{name} {gap:+.3f}" for name, gap in gaps.items())
    return (
        f"share of attributed words within .05 of gold for {near} of {len(gaps)} outlets ({listed})"
    )


def score_speakers(engine: str) -> str:
    """Speakers, kinds, positions and acts of the matched attributions of 21 dev articles."""
    right = _speakers.score(SHARED, load_scorer("attribution_bench"), engine)
    matched = int(right.pop("matched"))
    rounded = (f"{name} {value:.2f}".replace(" 0.", " .") for name, value in right.items())
    return f"{', '.join(rounded)} (n = {matched})"


def main() -> int:
    if sys.argv[1:2] == ["--speed"]:
        sample = pd.read_parquet(SHARED / "corpora/allsides_sample.parquet")
        articles = mk.load_articles(sample.head(int(sys.argv[3])), progress=False)
        print(json.dumps(speed(sys.argv[2], articles)))
        return 0
    if not (SHARED / "gold").is_dir():
        print(f"{SHARED} is missing: it holds the gold data and the scorer. Nothing was measured.")
        return 0
    lines = [
        "| sourcing, F1 | voice | attribution | tight | quoted | indirect | end to end | cue |",
        "|---|---|---|---|---|---|---|---|",
        *KNOWN,
    ]
    notes = []
    for engine in ENGINES:
        rates = in_a_process(engine, 200 if engine == "accurate" else 1000)
        scored, dev = score_engine(engine)
        lines += scored
        notes += [
            f"- **{engine}** ({engine_version(engine)}): sourcing alone "
            f"{rates['sourcing alone']:,.0f} words/s (a bare `re` tokenisation of the same text is "
            f"{rates['ratio']:,.0f} times as fast), default signals {rates['default signals']:,.0f} "
            f"words/s, peak memory {rates['peak']:,.0f} MB; {describe_outlets(dev)}; over matched "
            f"attributions of 21 dev articles: {score_speakers(engine)}."
        ]
    made = (
        f"Measured on {datetime.date.today():%Y-%m-%d} with mediakit {mk.__version__}, lists, models "
        f"and rules {evidence_hash()}, Python {platform.python_version()}, pandas {pd.__version__}, "
        f"onnxruntime {version('onnxruntime')}, one process on a 2-core machine, median of three runs. Train was learnt "
        "from, so its figures say nothing of new text."
    )
    return write_section(START, END, [*lines, "", *notes, "", made])


if __name__ == "__main__":
    sys.exit(main())
