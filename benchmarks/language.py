"""How well loaded terms, stance and scores agree with human coding, written into the README's table.

Needs the gold beside the project (../shared, or MEDIAKIT_SHARED). The lists are measured here and
now; what the networks reach on text they did not learn from stands in models/*/heldout.json, which
`training.cut` writes from fits that left a fold of articles out.
"""

from __future__ import annotations

import datetime
import json
import platform
import sys
import time
from pathlib import Path
from typing import Any

import pandas as pd

import mediakit as mk
from mediakit.attribution import ENGINES, attribute, engine_version
from mediakit.contract.hashes import evidence_hash
from mediakit.signals import DEFAULT, SIGNALS
from mediakit.text.document import Document

sys.path.insert(0, str(Path(__file__).parent))
from _codes import KEPT, summarise
from _readme import SHARED, load_scorer, write_section

PACKAGE = Path(mk.__file__).parent
START, END = "<!-- language: written by `python3 run.py bench` -->", "<!-- language: end -->"
ALONE = ("evaluative", "emotive", "partisan", "actor")
#: What others reach on the same data; `measured.md` beside the gold says how.
KNOWN = [
    "| best existing list (Liu negative, MPQA) | .27 | .65 | .67 |",
    "| second group of experts | .74 | | |",
]


def number(value: float) -> str:
    return f"{value:.3f}".replace("0.", ".", 1)


def heldout_rows() -> list[str]:
    """Rows of the networks, by folds of articles that they did not learn from."""
    rows = []
    for engine in ENGINES:
        said = json.loads((PACKAGE / "models" / engine / "heldout.json").read_text())
        cells = " | ".join(number(said[key]) for key in ("babe_words", "babe_text", "basil_text"))
        rows.append(f"| {engine}, {said['how']} | {cells} |")
    return rows


def list_row(labels: tuple[str, ...], name: str) -> str:
    """Row of some categories alone, on the develop part that the lists were written with."""
    scorer = load_scorer("loaded_bench")
    gold = scorer.read_jsonl(str(SHARED / "gold/babe.develop.jsonl"))
    spans = {g["id"]: SIGNALS["loaded"](Document(g["text"]), []) for g in gold}  # type: ignore[arg-type]
    said = {
        key: {"spans": [[s.start, s.end] for s in found if s.label in labels]}
        for key, found in spans.items()
    }
    result = scorer.score_terms(gold, said)
    token = result["token"]
    precision, recall = number(token["p"]), number(token["r"])
    return (
        f"| {name}, develop (P {precision}, R {recall}) | {number(token['f1'])} | "
        f"{number(result['sentence_auc'])} | |"
    )


def precision_lines() -> list[str]:
    """Precision of the labels by two readings of drawn hits."""
    if not KEPT.is_file():
        return []
    table = summarise(pd.read_csv(KEPT))
    lines = [
        "| label | hits | true, reader A | true, reader B | agreement |",
        "|---|---|---|---|---|",
    ]
    for (signal, label), row in table.iterrows():
        cells = " | ".join(number(row[key]) for key in ("reader_a", "reader_b", "agreement"))
        lines.append(f"| {signal}: {label} | {int(row['n'])} | {cells} |")
    return lines


def speed(engine: str, n: int) -> tuple[float, float, float]:
    """Words per second of all language signals given the tagger's output, their cost, and flood."""
    sample = pd.read_parquet(SHARED / "corpora/allsides_sample.parquet")["text"].head(n)
    documents = [Document(text) for text in sample if text.strip()]
    words = sum(len(document.words) for document in documents)
    started = time.perf_counter()
    said = [attribute([one], engine)[0] for one in documents]
    sourcing = time.perf_counter() - started
    loaded = 0
    started = time.perf_counter()
    for document, attributions in zip(documents, said, strict=True):
        for name in DEFAULT:
            spans = SIGNALS[name](document, attributions)
            loaded += len(spans) * (name == "loaded")
    seconds = time.perf_counter() - started
    return words / seconds, seconds / sourcing, 1000 * loaded / words


def main() -> int:
    if not (SHARED / "gold").is_dir():
        print(f"{SHARED} is missing: it holds the gold data and the scorer. Nothing was measured.")
        return 0
    lines: list[Any] = [
        "| loaded language | BABE words, token F1 | BABE sentences, AUC | BASIL sentences, AUC |",
        "|---|---|---|---|", *KNOWN, *heldout_rows(),
        list_row(ALONE, "evaluative, emotive, partisan, actor alone"),
        list_row(tuple(mk.LABELS["loaded"]), "all categories alone"), "",
    ]  # fmt: skip
    lines += [*precision_lines(), ""]
    for engine, n in (("accurate", 150), ("fast", 600)):
        rate, cost, flood = speed(engine, n)
        lines.append(
            f"- **{engine}** ({engine_version(engine)}): all language signals, once sourcing is "
            f"known, {rate:,.0f} words/s; they add {100 * cost:.0f} % to sourcing; {flood:.1f} "
            "loaded spans per 1,000 words of news."
        )
    made = (
        f"Measured on {datetime.date.today():%Y-%m-%d} with mediakit {mk.__version__}, lists, models "
        f"and rules {evidence_hash()}, Python {platform.python_version()}, pandas {pd.__version__}. "
        "The lists were written with the develop part in view."
    )
    return write_section(START, END, [*lines, "", made])


if __name__ == "__main__":
    sys.exit(main())
