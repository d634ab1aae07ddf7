"""What each rule of attribution is worth: scores on PolNeAR dev without it, into docs/rules.md.

Needs the gold data and the scorer beside the project (../shared, or MEDIAKIT_SHARED); says so and
stops where they are missing. Each article is tagged once; a rule is left out by running the passes
behind the tagger without it.

    python benchmarks/ablation.py [TABLE ...]
"""

from __future__ import annotations

import copy
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, NamedTuple

import mediakit as mk
from mediakit.attribution import (
    ENGINES,
    RULES,
    Attribution,
    Attributions,
    Linked,
    attribute,
    engine_version,
    sentence,
    tables_of,
    tag_and_link,
    without,
)
from mediakit.text.document import Document

sys.path.insert(0, str(Path(__file__).parent))
import _speakers
from _readme import ROOT, SHARED, load_scorer, write_section

IN_GIT = ("seeds", "data/coverage")
START, END = "<!-- rules: written by `python3 benchmarks/ablation.py` -->", "<!-- rules: end -->"
SCORES = {"end to end": "F1", "speaker": "speaker", "source_type macro-F1": "kind",
          "anonymous": "anonymous"}  # fmt: skip


class Result(NamedTuple):
    """Scores, and per attribution of dev what a rule can change."""

    scores: dict[str, float]
    found: dict[str, list[tuple[Any, ...]]]


class Tagged:
    """The articles of PolNeAR dev, and those in git, tagged once by an engine."""

    def __init__(self, engine: str) -> None:
        self.engine, self.scorer = engine, load_scorer("attribution_bench")
        self.gold = self.scorer.read_jsonl(str(SHARED / "gold/polnear_dev.jsonl"))
        fields = {one["id"]: (one["title"], one["text"]) for one in self.gold}
        for corpus in IN_GIT:
            articles = mk.load_articles(ROOT / corpus, progress=False)
            for one in articles.fillna({"title": ""}).itertuples():
                fields[f"{corpus}: {one.article_id}"] = (one.title, one.text)
        self.read: dict[str, list[Attributions]] = {}
        self.tagged: dict[str, list[tuple[Document, Linked]]] = {}
        for key, (title, text) in fields.items():
            documents = [Document(title, "title"), Document(text)]
            self.tagged[key] = [(one, tag_and_link(one, engine)) for one in documents]

    def score(self, keys: Collection[str] | None = None, spans: bool = True) -> Result:
        """Run the passes, on all articles or on `keys` only, and score what they give on dev.

        Without `spans` no rule has touched any: who matches whom stays as it was.
        """
        fresh = {key: self._read(key) for key in (self.tagged if keys is None else keys)}
        read = self.read | fresh
        if keys is None:
            self.read = fresh
        if spans:
            self.pairs = _speakers.matched(
                SHARED, self.scorer, lambda article: read[article["id"]][-1]
            )
            predicted = [
                {"id": one["id"], "attributions": [as_gold(a) for a in read[one["id"]][-1]]}
                for one in self.gold
            ]
            self.f1 = self.scorer.score(self.gold, predicted)["end_to_end"]["f1"]
        by_id = {(key, a.id): a for key, fields in read.items() for a in fields[-1]}
        pairs = [(by_id[code["id"], a.id], code, source) for a, code, source in self.pairs]
        scores = _speakers.score_pairs(pairs) | {"end to end": self.f1}
        found = {key: [state(a) for one in fields for a in one] for key, fields in read.items()}
        return Result(scores, found)

    def answers(self) -> dict[tuple[str, str], Counter[str]]:
        """Count per rule and article what it answers while all is read; repairs answer nothing."""
        counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        saved = [(table, rules, dict(rules)) for table in RULES for rules in tables_of(table)]
        here = [""]
        for table, rules, _ in saved:
            for name, rule in rules.items():
                rules[name] = counting(rule, table, counts[table, name], here)
        try:
            for here[0] in self.tagged:
                self._read(here[0])
        finally:
            for _, rules, before in saved:
                rules.update(before)
        return counts

    def _read(self, key: str) -> list[Attributions]:
        documents = [document for document, _ in self.tagged[key]]
        linked = [
            one._replace(attributions=copy.deepcopy(one.attributions))
            for _, one in self.tagged[key]
        ]
        return attribute(documents, self.engine, linked)


def as_gold(a: Attribution) -> dict[str, list[list[int]]]:
    """Return the spans of an attribution as the scorer takes them."""
    pieces = {"source": [a.source], "cue": [a.cue], "content": a.contents}
    return {role: [list(p) for p in found if p is not None] for role, found in pieces.items()}


def state(a: Attribution) -> tuple[Any, ...]:
    """Return what the rules decide of an attribution."""
    spans = (*a.contents, a.source, a.cue, a.relay)
    return (*spans, a.speaker, a.source_type, a.anonymous, a.relay_speaker)


def counting(
    rule: Callable[..., Any], table: str, counts: Counter[str], here: list[str]
) -> Callable[..., Any]:
    """Return the rule so that it counts what it answers in the article that is read."""

    def counted(*given: Any) -> Any:
        answer = rule(*given)
        if table == "descriptions of persons":
            answer = list(answer)
            counts[here[0]] += len(answer)
        else:
            counts[here[0]] += answer is not None or table == "repairs"
        return answer

    return counted


def changed(before: Result, after: Result, in_git: bool) -> int:
    """Count the attributions that end otherwise, and those that are gone or new."""
    return sum(
        max(len(set(old) - set(after.found[key])), len(set(after.found[key]) - set(old)))
        for key, old in before.found.items()
        if (": " in key) == in_git
    )


def worth(value: float, base: float) -> str:
    """Return by how much a score moves without a rule, in thousandths; nothing where it stays."""
    moved = round(1000 * (value - base))
    return f"{moved:+d}".replace("-", "−") if moved else ""


def main() -> int:
    if not (SHARED / "gold").is_dir():
        print(f"{SHARED} is missing: it holds the gold data and the scorer. Nothing was measured.")
        return 0
    tables = sys.argv[1:] or list(RULES)
    devs = {engine: Tagged(engine) for engine in ENGINES}
    base = {engine: dev.score() for engine, dev in devs.items()}
    answers = {engine: dev.answers() for engine, dev in devs.items()}
    found = base["accurate"].found
    n = sum(len(said) for key, said in found.items() if ": " not in key)
    lines = [
        f"Of {n:,} attributions in the 84 articles of PolNeAR dev. Scores of the whole, accurate / "
        "fast: "
        + ", ".join(
            f"{short} {' / '.join(f'{base[e].scores[score]:.3f}'.lstrip('0') for e in ENGINES)}"
            for score, short in SCORES.items()
        )
        + f" ({', '.join(map(engine_version, ENGINES))}).",
    ]
    for table in tables:
        lines += ["", f"### {table.capitalize()}", "",
                  f"| rule | what it holds | answers | changes | in git | {' | '.join(SCORES.values())} |",
                  "|---|---|---|---|---|" + "---|" * len(SCORES)]  # fmt: skip
        for dev in devs.values():
            dev.score()  # who matches whom with all rules
        for name in list(RULES[table]):
            with without(table, name):
                results = {
                    e: dev.score(
                        [k for k, n in answers[e][table, name].items() if n], table == "repairs"
                    )
                    for e, dev in devs.items()
                }
            moves = [
                [worth(results[e].scores[score], base[e].scores[score]) for e in ENGINES]
                for score in SCORES
            ]
            cells = [" / ".join(m or "0" for m in move) if any(move) else "" for move in moves]
            said = sum(answers["accurate"][table, name].values()) if table != "repairs" else ""
            lines.append(
                f"| `{name}` | {sentence(RULES[table][name])} | {said} | "
                f"{changed(base['accurate'], results['accurate'], False)} | "
                f"{changed(base['accurate'], results['accurate'], True)} | {' | '.join(cells)} |"
            )
            print(lines[-1], file=sys.stderr, flush=True)
    if tables != list(RULES):
        return 0
    return write_section(START, END, lines, "docs/rules.md")


if __name__ == "__main__":
    sys.exit(main())
