"""Speakers, kinds of source, positioning and act against `speakers_dev.jsonl`."""

from __future__ import annotations

import collections
import json
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from mediakit.attribution import Attribution, attribute
from mediakit.text.document import Document

PRONOUNS = frozenset("he she they it who his her their its i we him them".split())
CODED = ("source_type", "positioning", "act")


Read = Callable[[dict[str, Any]], list[Attribution]]  # an article of the gold to its attributions


def score(
    shared: Path, scorer: ModuleType, engine: str, read: Read | None = None
) -> dict[str, float]:
    """Return shares right and macro-F1 over attributions that match end to end."""
    return score_pairs(matched(shared, scorer, read or reader(engine)))


Pairs = list[tuple[Attribution, dict[str, Any], str]]


def score_pairs(pairs: Pairs) -> dict[str, float]:
    """Return the scores of matched attributions."""
    named = [(a, code, text) for a, code, text in pairs]
    right = [same(a.speaker or "", code["speaker"]) for a, code, _ in named]
    pronoun = [
        ok for ok, (_, _, source) in zip(right, named, strict=True) if source.lower() in PRONOUNS
    ]
    scores: dict[str, float] = {
        "matched": len(pairs),
        "speaker": sum(right) / len(right),
        "speaker of pronouns": sum(pronoun) / max(1, len(pronoun)),
        "anonymous": sum(a.anonymous == code["anonymous"] for a, code, _ in pairs) / len(pairs),
    }
    for name in CODED:
        f1 = f1_by_class([(code[name], getattr(a, name)) for a, code, _ in pairs])
        scores[f"{name} macro-F1"] = sum(f for f, _ in f1.values()) / len(f1)
        if name == "positioning":
            scores["recall of distancing"] = f1["distancing"][1]
    return scores


def reader(engine: str) -> Read:
    """Return what finds the attributions in the text of an article."""

    def read(article: dict[str, Any]) -> list[Attribution]:
        documents = [Document(article["title"], "title"), Document(article["text"])]
        return attribute(documents, engine)[-1]

    return read


def matched(shared: Path, scorer: ModuleType, read: Read) -> Pairs:
    """Return attribution, its hand coding and the text of its source, where they match."""
    gold = {g["id"]: g for g in scorer.read_jsonl(str(shared / "gold/polnear_dev.jsonl"))}
    codes: dict[str, dict[int, dict[str, Any]]] = collections.defaultdict(dict)
    with open(shared / "gold/speakers_dev.jsonl", encoding="utf-8") as lines:
        for line in lines:
            code = json.loads(line)
            codes[code["id"]][code["index"]] = code
    pairs = []
    for key, coded in codes.items():
        article = gold[key]
        found = read(article)
        index = scorer.TokenIndex(article["text"], scorer.TOKEN_PATTERN)
        theirs = [index.tokens_in(a["content"]) for a in article["attributions"]]
        ours = [index.tokens_in(a.contents) for a in found]
        for g, p in scorer.match_greedily(theirs, ours, 0.5):
            wanted = index.tokens_in(article["attributions"][g]["source"])
            source = found[p].source
            got = index.tokens_in([source]) if source else set()
            if g in coded and (wanted & got or not (wanted or got)):
                pairs.append(
                    (found[p], coded[g], article["text"][slice(*source)] if source else "")
                )
    return pairs


def same(mine: str, gold: str) -> bool:
    """Tell whether two names mean one person or body: equal, or one within the other's words."""
    a, b = (re.findall(r"\w+", name.lower().removeprefix("the ")) for name in (mine, gold))
    if a == b or not (a and b):
        return a == b
    short, long = sorted((a, b), key=len)
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


def f1_by_class(pairs: list[tuple[str, str]]) -> dict[str, tuple[float, float]]:
    """Return F1 and recall of each class that the gold holds."""
    result = {}
    for name in {gold for gold, _ in pairs}:
        hit = sum(gold == mine == name for gold, mine in pairs)
        gold_n = sum(gold == name for gold, _ in pairs)
        mine_n = sum(mine == name for _, mine in pairs)
        result[name] = (2 * hit / (gold_n + mine_n), hit / gold_n)
    return result
