"""Our own codes: what their README says of them, and that they fit their texts."""

from __future__ import annotations

import csv
import json
from hashlib import sha256
from pathlib import Path

CODES = Path(__file__).parent.parent / "training/codes"
README = (CODES / "README.md").read_text(encoding="utf-8")


def read(name: str) -> dict[str, dict]:
    lines = (CODES / name).read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def test_codes_lie_in_their_texts_and_in_one_another() -> None:
    for row in read("codes.jsonl").values():
        text = row.get("text")
        if text is not None:
            assert sha256(text.encode()).hexdigest()[:12] == row["sha256"], row["id"]
        for code in row["attributions"]:
            spans = [span for role in ("source", "cue", "content") for span in code[role]]
            assert all(0 <= start < end <= len(text or "x" * end) for start, end in spans)
            if code["in"] is not None:
                around = row["attributions"][code["in"]]["content"]
                assert all(any(a <= s and e <= b for a, b in around) for s, e in code["content"])


def test_the_readme_counts_the_texts_and_the_second_readings() -> None:
    first, second = read("codes.jsonl"), read("second.jsonl")
    assert f"{len(second)} of the {len(first)} texts" in README
    assert all(second[one]["sha256"] == first[one]["sha256"] for one in second)


def test_the_readme_says_how_often_two_readers_of_modes_agree() -> None:
    with (CODES / "modes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    shares = []
    for corpus in ("PolNeAR dev", "codes.jsonl"):
        own = [row for row in rows if row["corpus"] == corpus]
        same = sum(row["first"] == row["second"] for row in own) / len(own)
        shares.append(f"{same:.3f}".removeprefix("0"))
    assert f"{shares[0]} and {shares[1]} agree" in README
