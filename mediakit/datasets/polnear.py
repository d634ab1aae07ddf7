"""PolNeAR: attributions in news of the US campaign of 2016, as brat wrote them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from mediakit.contract.tables import OFFSET, TEXT
from mediakit.datasets.gold import UNALIGNED, Corpus, Row, as_articles, frame

NEEDED = "data/metadata.tsv"
ABSENT = ("", "None", "NA")
SPANS: dict[str, Any] = {
    "article_id": TEXT, "field": TEXT, "annotator": TEXT, "attribution": TEXT, "kind": TEXT,
    "label": TEXT, "piece": OFFSET, "start": OFFSET, "end": OFFSET, "text": TEXT,
}  # fmt: skip


class Mark(NamedTuple):
    """A stretch that an annotator marked: its pieces, and its text as brat wrote it."""

    label: str
    pieces: list[tuple[int, int]]
    text: str


def read(clone: Path) -> Corpus:
    """Read a clone: articles; ``spans``, one row for each piece of a source, cue or content."""
    articles: list[Row] = []
    spans: list[Row] = []
    unaligned: list[Row] = []
    with (clone / NEEDED).open(encoding="utf-8-sig", newline="") as file:
        metadata = list(csv.DictReader(file, delimiter="\t"))
    for row in metadata:
        name, folder = row["filename"], clone / "data" / row["compartment"]
        path = folder / "text" / f"{name}.txt"
        text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
        if not text.strip():
            reason = f"no text of this article in {row['compartment']}/text"
            unaligned.append({"article_id": name, "reason": reason})
            continue
        articles.append(_article(text, row))
        for annotator in row["annotators"].split("|"):
            path = folder / "attributions" / f"{name}_{annotator}.ann"
            if not path.exists():
                reason = f"no annotations by {annotator}: there is no {path.name}"
                unaligned.append({"article_id": name, "reason": reason})
                continue
            who = {"article_id": name, "annotator": annotator}
            for one in _spans(text, path.read_bytes().decode("utf-8-sig")):
                (unaligned if "reason" in one else spans).append({**who, **one})
    return Corpus(
        as_articles(articles),
        {"spans": frame(spans, SPANS), "unaligned": frame(unaligned, UNALIGNED)},
    )


def parse(annotations: str) -> tuple[dict[str, Mark], list[tuple[str, str, list[str]]]]:
    r"""Return the marks of a brat file by id, and its attributions: id, kind, ids of marks.

    Examples
    --------
    >>> marks, attributions = parse(
    ...     "T1\tSource 0 3\tShe\nT2\tContent 9 11;14 16\tit is\nT3\tAttribution 4 8\tsaid\n"
    ...     "E1\tAttribution:T3 Source:T1 Content:T2"
    ... )
    >>> marks["T2"].pieces, attributions
    ([(9, 11), (14, 16)], [('E1', 'Attribution', ['T1', 'T2'])])
    """
    marks: dict[str, Mark] = {}
    attributions: list[tuple[str, str, list[str]]] = []
    for line in annotations.split("\n"):
        id_, _, rest = line.rstrip("\r").partition("\t")
        if id_.startswith("T"):
            head, _, text = rest.partition("\t")
            label, _, where = head.partition(" ")
            ends = [piece.split() for piece in where.split(";")]
            marks[id_] = Mark(label, [(int(start), int(end)) for start, end in ends], text)
        elif id_.startswith("E"):
            (kind, _), *parts = [part.split(":") for part in rest.split()]
            attributions.append((id_, kind, [mark for _, mark in parts]))
    return marks, attributions


def _spans(text: str, annotations: str) -> Iterator[Row]:
    """Yield a row for each piece of each mark; a mark that is not in the text gives its reason."""
    marks, attributions = parse(annotations)
    used = {mark for _, _, ids in attributions for mark in ids}
    # The stretch that brat calls Attribution is the cue once more.
    loose = [id_ for id_, mark in marks.items() if not mark.label.startswith("Attribution")]
    members = [(id_, kind, mark) for id_, kind, ids in attributions for mark in ids]
    members += [("", "", mark) for mark in loose if mark not in used]
    for attribution, kind, id_ in members:
        mark = marks.get(id_)
        if mark is None:
            yield {
                "label": kind.lower(),
                "reason": f"{attribution} names {id_}, which is not there",
            }
            continue
        label = mark.label.lower()
        # brat writes the pieces in one line, a blank between them
        there = " ".join(text[start:end] for start, end in mark.pieces)
        if " ".join(there.split()) != " ".join(mark.text.split()):
            where = {"start": mark.pieces[0][0], "end": mark.pieces[-1][1], "text": mark.text}
            yield {"label": label, **where, "reason": "another text stands at these offsets"}
            continue
        for piece, (start, end) in enumerate(mark.pieces):
            where = {"piece": piece, "start": start, "end": end, "text": text[start:end]}
            whose = {"attribution": attribution, "kind": kind.lower(), "label": label}
            yield {"field": "text", **whose, **where}


def _article(text: str, row: Row) -> Row:
    known = {name: None if value in ABSENT else value for name, value in row.items()}
    return {
        "article_id": row["filename"],
        "title": known["title"],
        "text": text,
        "outlet": known["publisher"],
        "author": known["author"],
        "published": known["publication_date"],
        "compartment": known["compartment"],
        "annotators": (known["annotators"] or "").replace("|", " "),
        "level": known["level"],
        "wire": known["wire"],
        "credit": known["credit"],
    }
