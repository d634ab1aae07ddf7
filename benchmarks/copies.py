"""How many planted copies `mk.duplicates` finds, how many it makes up, and how its time grows.

Needs the corpus beside the project (../shared, or MEDIAKIT_SHARED): its 4,846 articles, into which
500 edits of 400 of them are planted: cuts of 10 to 60 %, paragraphs in another order, other labels
and words, own leads, datelines, headlines, typography, alone and together, under another outlet's
name or as a later version of the same one. A pair counts where it touches a planted article: right
is one with its original or another edit of that. The corpus has copies of its own: what comes from
two articles that stand in one group before anything is planted is neither right nor wrong.

    python benchmarks/copies.py
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pandas as pd

import mediakit as mk

sys.path.insert(0, str(Path(__file__).parent))
from _readme import SHARED

CORPUS = SHARED / "corpora/allsides_sample.parquet"
ORIGINALS, EDITS, LEAST_WORDS = 400, 500, 120
SIZES = (1000, 2000, 4800)
LABELS = {
    "said": "claimed", "says": "insists", "told": "informed", "Republican": "GOP",
    "Democrats": "liberals", "militants": "terrorists", "immigrants": "migrants",
    "officials": "bureaucrats", "government": "administration", "president": "leader",
    "protesters": "rioters", "group": "faction", "plan": "scheme", "law": "statute",
    "people": "citizens", "big": "huge", "but": "however", "while": "as", "lawmakers": "members",
}  # fmt: skip
LEAD = (
    "What happened yesterday surprised few of those who have followed {0} for long.",
    "It was a day on which many in {0} asked how things could have come to this.",
    "Our correspondent reports on what is known about {0}, and on what is not.",
    "For months readers have written to this newspaper about {0}; here is what we found.",
)
Edit = Callable[[random.Random, list[str]], list[str]]


def cut(draw: random.Random, paragraphs: list[str]) -> list[str]:
    """Leave 10 to 60 % of the words out: the end, or sentences here and there."""
    share = draw.uniform(0.1, 0.6)
    words = sum(len(p.split()) for p in paragraphs)
    pieces = [s for p in paragraphs for s in [*re.split(r"(?<=[.!?]) ", p), "\n"]]
    left_out: set[int] = set()
    order = list(range(len(pieces)))[::-1]
    if draw.random() < 0.5:
        draw.shuffle(order)
    for at in order:
        size = sum(len(pieces[one].split()) for one in left_out)
        if size + len(pieces[at].split()) <= share * words and pieces[at] != "\n":
            left_out.add(at)
    kept = " ".join(p for at, p in enumerate(pieces) if at not in left_out)
    return [p.strip() for p in kept.split("\n") if p.strip()]


def reorder(draw: random.Random, paragraphs: list[str]) -> list[str]:
    """Bring the paragraphs behind the first into another order."""
    rest = paragraphs[1:]
    draw.shuffle(rest)
    return [*paragraphs[:1], *rest]


def relabel(draw: random.Random, paragraphs: list[str]) -> list[str]:
    """Change labels and verbs wherever they stand, and one word in thirty beside."""

    def other(match: re.Match[str]) -> str:
        word = match[0]
        return LABELS.get(word) or (word + draw.choice(("ly", "s", "ish")) if draw.random() < 0.03 else word)  # fmt: skip

    return [re.sub(r"\w+", other, p) for p in paragraphs]


def lead(draw: random.Random, paragraphs: list[str]) -> list[str]:
    """Put one to three paragraphs of one's own in the place of the first."""
    own = [draw.choice(LEAD).format(draw.choice(("Congress", "the capital", "the party"))) for _ in range(draw.randint(2, 6))]  # fmt: skip
    return [" ".join(own[:3]), *([" ".join(own[3:])] if own[3:] else []), *paragraphs[1:]]


def dateline(draw: random.Random, paragraphs: list[str]) -> list[str]:
    """Put another dateline and a credit line."""
    place = draw.choice(("HALM", "WASHINGTON", "NEW YORK", "LONDON"))
    return [f"{place} (Wire) — {paragraphs[0]}", *paragraphs[1:], "The Wire contributed to this."]


def typography(draw: random.Random, paragraphs: list[str]) -> list[str]:
    """Print other quotation marks, dashes, spaces and capitals."""
    pairs = (("“", '"'), ("”", '"'), ("’", "'"), ("—", " - "), (" the ", " THE "), (". ", ".  "))
    for old, new in pairs:
        paragraphs = [p.replace(old, new) for p in paragraphs]
    return paragraphs


KINDS: dict[str, tuple[Edit, ...]] = {
    "cut": (cut,), "order": (reorder,), "labels": (relabel,), "lead": (lead,),
    "dateline": (dateline,), "typography": (typography,), "cut, lead": (cut, lead),
    "cut, labels": (cut, relabel), "all": (cut, reorder, relabel, lead, dateline, typography),
    "labels, order": (relabel, reorder),
}  # fmt: skip


def planted(articles: pd.DataFrame, draw: random.Random) -> pd.DataFrame:
    """Return edits of some of the articles; ``original`` and ``edit`` say what each is."""
    long = articles[articles["text"].str.split().str.len() >= LEAST_WORDS]
    originals = long.sample(ORIGINALS, random_state=7)
    chosen = [*range(ORIGINALS), *draw.sample(range(ORIGINALS), EDITS - ORIGINALS)]
    outlets = sorted(set(articles["outlet"]))
    rows = []
    for number, at in enumerate(chosen):
        row = originals.iloc[at]
        edit = list(KINDS)[number % len(KINDS)]
        paragraphs = [p for p in row["text"].split("\n") if p.strip()]
        for change in KINDS[edit]:
            paragraphs = change(draw, paragraphs)
        rows.append(
            {
                "article_id": f"planted-{number}", "original": row["article_id"], "edit": edit,
                "text": "\n\n".join(paragraphs), "title": f"Another headline {number}",
                "outlet": draw.choice((row["outlet"], *draw.choices(outlets, k=3))),
                "published": row["published"] + pd.Timedelta(days=draw.randint(0, 3)),
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def pairs_of(table: pd.DataFrame) -> set[tuple[str, str]]:
    """Return all pairs of articles in one group."""
    copies = table[table["kind"] != "template"]
    groups = copies.groupby("group")["article_id"]
    return {pair for _, ids in groups for pair in combinations(sorted(ids), 2)}


def agreement(articles: pd.DataFrame) -> list[str]:
    """Plant, find, and say how many pairs were found and how many of those are right."""
    edits = planted(articles, random.Random(7))
    own = pairs_of(mk.duplicates(articles))
    source = dict(zip(edits["article_id"], edits["original"], strict=True))
    families: dict[str, list[str]] = {}
    for edit, original in source.items():
        families.setdefault(original, [original]).append(edit)
    wanted = {pair for ids in families.values() for pair in combinations(sorted(ids), 2)}
    found = {
        pair
        for pair in pairs_of(mk.duplicates(pd.concat([articles, edits], ignore_index=True)))
        if source.keys() & set(pair)
        and tuple(sorted(source.get(one, one) for one in pair)) not in own
    }
    right = wanted & found
    lines = [
        f"{len(edits)} edits: recall {len(right) / len(wanted):.3f} ({len(right)} of {len(wanted)} pairs), "
        f"precision {len(right) / len(found):.3f} ({len(found) - len(right)} of {len(found)} wrong)"
    ]
    all_of, missed = Counter(edits["edit"]), Counter[str]()
    for edit, name in zip(edits["article_id"], edits["edit"], strict=True):
        missed[name] += tuple(sorted((edit, source[edit]))) not in right
    lines += [f"  {name}: {all_of[name] - missed[name]} of {all_of[name]} with their original" for name in KINDS]  # fmt: skip
    return lines


def growth(articles: pd.DataFrame, rounds: int = 3) -> list[str]:
    """Time the search over more and more articles, the best of some rounds of each."""
    best = dict.fromkeys(SIZES, float("inf"))
    mixed = articles.sample(frac=1, random_state=7)
    for _ in range(rounds):
        for size in SIZES:
            some = mixed.head(size)
            start = time.process_time()
            mk.duplicates(some)
            best[size] = min(best[size], time.process_time() - start)
    # By words, not by articles: samples differ in how long theirs are.
    words = {size: mixed.head(size)["text"].str.split().str.len().sum() for size in SIZES}
    first = SIZES[0]
    return [
        f"{size:,} articles: {best[size]:.2f} s, {best[size] / best[first] / (size / first):.2f} of linear "
        f"({best[size] / best[first] / (words[size] / words[first]):.2f} by words)"
        for size in SIZES
    ]


def main() -> int:
    if not CORPUS.is_file():
        print(f"There is no {CORPUS}: nothing was measured.")
        return 1
    articles = pd.read_parquet(CORPUS)
    articles["published"] = pd.to_datetime(articles["published"], errors="coerce")
    print("\n".join([*agreement(articles), *growth(articles)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
