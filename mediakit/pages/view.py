"""One article as a web page: its voices shaded, its evidence underlined, nothing else needed."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from mediakit.contract import style, tables
from mediakit.contract.cells import Row, one_line, plain, records, shortened
from mediakit.contract.labels import look_of, valued
from mediakit.contract.resources import entry_of
from mediakit.pages.legend import byline, legend, most_words
from mediakit.pages.page import Page
from mediakit.pages.rendering import page_css, render
from mediakit.reading.provenance import origin
from mediakit.reading.voices import Run, contents_of, printed_of, voice_runs
from mediakit.text.document import Document

LONG = 80  # characters; sentences, not words and phrases


def page_of(article: Row, found: tables.Found) -> Page:
    """Return the page of one article; `found` holds the rows of this article alone."""
    return Page(view_of(article, found, page_css()), name_of(article))


def pages_beside(pairs: Iterable[tuple[Row, tables.Found]]) -> Page:
    """Return articles beside each other, each with what was found in it alone."""
    pairs = list(pairs)
    said = pd.concat([found.attributions for _, found in pairs])
    shades = [one.speaker for one in most_words(said)]  # who speaks in both has one shade
    views = [view_of(article, found, shades=shades) for article, found in pairs]
    html = render("beside.html", views=views, css=page_css())
    return Page(html, " | ".join(name_of(article) for article, _ in pairs))


def view_of(
    article: Row,
    found: tables.Found,
    css: str = "",
    heading: str = "h1",
    shades: Sequence[str] | None = None,
) -> str:
    """Return the view of one article for a page that may hold several.

    `css` is written before the styles of its speakers, `heading` is the tag of its title, and
    `shades` are the speakers who have one, in the order of shades.
    """
    speakers, shaded = _speakers(found), most_words(found.attributions, shades)
    # Two views in one notebook must not share their speakers.
    key = f"{article['article_id']} {speakers}".encode("utf-8", "replace")
    scope = "mk-" + hashlib.sha1(key, usedforsecurity=False).hexdigest()[:8]
    title, text = (_blocks(plain(article.get(name)), name, found) for name in tables.FIELDS)
    return render(
        "view.html", scope=scope, language=plain(article.get("language")) or "und", css=css,
        speakers_css=render("speakers.css", scope=scope, speakers=speakers, shaded=shaded),
        article=byline(article), legend=legend(found, shaded), heading=heading,
        title=title, text=text, made=origin(found),
    )  # fmt: skip


def name_of(article: Row) -> str:
    """Return the title of an article, or else its id."""
    return plain(article.get("title")) or str(article["article_id"])


# ------------------------------------------------------------------------ a field
class Part(NamedTuple):
    """Words of one voice and one set of evidence; without classes and card they are bare."""

    words: str
    classes: str = ""
    card: str = ""  # what was found, a line each
    stop: bool = False  # whether the Tab key stops here


class Block(NamedTuple):
    """A paragraph or the title, and what stands before it; without parts the rest of a text."""

    before: str
    parts: list[Part] | None


def _blocks(text: str, field: str, found: tables.Found) -> list[Block]:
    """Cut a field into paragraphs and their parts; together they are the field."""
    if field == "title" and not text:
        return []
    rows = _fitting(found.evidence, field, text)
    runs = voice_runs(text, contents_of(found.evidence, field), printed_of(found.attributions))
    bounds = [(0, len(text))] if field == "title" else Document(text).paragraphs
    segments = list(_segments(text, runs, rows, bounds))
    starts = [start for start, *_ in segments]
    edges = _edges(runs)
    blocks, position = [], 0
    for start, end in bounds:
        inside = segments[bisect_left(starts, start) : bisect_left(starts, end)]
        parts = [_part(text, *segment, edges) for segment in inside]
        blocks.append(Block(text[position:start], parts))
        position = end
    return [*blocks, Block(text[position:], None)]


def _segments(
    text: str, runs: list[Run], rows: list[Row], blocks: list[tuple[int, int]]
) -> Iterator[tuple[int, int, Run, list[Row]]]:
    """Cut `text` wherever a run, a block or a piece of evidence starts or ends."""
    starting: dict[int, list[int]] = {}
    ending: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        starting.setdefault(row["start"], []).append(number)
        ending.setdefault(row["end"], []).append(number)
    bounds = {bound for pair in blocks for bound in pair}
    bounds |= {bound for run in runs for bound in (run.start, run.end)}
    run_at = {run.start: run for run in runs}
    active: dict[int, Row] = {}
    run = Run(0, 0, "narrator", None)
    for start, end in pairwise(sorted(bounds | starting.keys() | ending.keys())):
        for number in ending.get(start, ()):
            active.pop(number, None)
        active.update((number, rows[number]) for number in starting.get(start, ()))
        run = run_at.get(start, run)
        yield start, end, run, list(active.values())


def _edges(runs: list[Run]) -> set[int]:
    """Return where a run opens, and negative where one closes, with a bar.

    Quotations have bars on both sides, a paraphrase only where it meets another speaker.
    """
    edges = set()
    for before, run in pairwise([Run(0, 0, "narrator", None), *runs]):
        same = before.attribution_id == run.attribution_id
        if run.voice == "quotation" or not same:
            edges.add(run.start)
        if before.voice == "quotation" or not same:
            edges.add(-before.end)
    return edges | {-run.end for run in runs[-1:]}


def _part(text: str, start: int, end: int, run: Run, rows: list[Row], edges: set[int]) -> Part:
    """Return one inline element that carries every piece of evidence of its characters."""
    words = text[start:end]
    if run.voice == "narrator" and not rows:
        return Part(words)
    classes, lines = [], []
    if run.voice != "narrator":
        classes += [f"mk-{run.voice[0]}", f"mk-v{run.attribution_id}"]
        classes += ["mk-b"] * (start == run.start and start in edges)
        classes += ["mk-z"] * (end == run.end and -end in edges)
    classes += _underline(start, rows)
    for row in rows:
        if row["signal"] == "sourcing" and row["label"] in ("source", "cue", "relay"):
            classes.append(f"mk-{row['label']}")
            if one := plain(row["attribution_id"]):
                classes.append(f"mk-v{int(float(one))}")
        if row["signal"] != "sourcing" or row["label"] != "content":
            lines.append(_card_line(row, whole=end - start == row["end"] - row["start"], run=run))
    stop = bool(lines) or start == run.start
    return Part(words, " ".join(dict.fromkeys(classes)), "\n".join(lines), stop)


def _underline(start: int, rows: list[Row]) -> list[str]:
    """Return the classes of the underlines; a long span is underlined at its start only."""
    long: dict[str, bool] = {}
    for row in rows:
        is_long = row["end"] - row["start"] > LONG
        if row["signal"] != "sourcing" and (not is_long or row["start"] == start):
            line = look_of(row["signal"]).name
            long[line] = is_long and long.get(line, True)
    lines = [line for line in style.LINES if line in long]
    classes = ["mk-e"] * bool(lines)
    for place, line in enumerate(lines):
        classes += [f"mk-{place}{line}"] + [f"mk-{place}long"] * long[line]
    return classes


def _card_line(row: Row, whole: bool, run: Run) -> str:
    """Say in one line what a piece of evidence is; its words only where the mark is shorter."""
    said = [f"{plain(row['signal'])} · {plain(row['label'])}"]
    if not whole:
        said.append(f"“{one_line(shortened(row['text'], 50))}”")
    if row["signal"] == "sourcing":
        said.append(plain(row["speaker"]))
    if target := plain(row["target"]):
        said.append(f"about {target}")
    if term := plain(row["term"]):
        entry = entry_of(term)
        own, _, at = term.rpartition(":")
        said.append(f"entry “{entry['term']}”" if entry else f"entry {at} of your list {own}")
    if plain(row["value"]):
        said.append(valued(row["signal"], row["value"]))
    if row["signal"] != "sourcing" and plain(row["voice"]) not in ("", run.voice):
        said.append(f"counted as {row['voice']}")
    return " · ".join(filter(None, said))


def _speakers(found: tables.Found) -> dict[int, str]:
    """Say for each attribution who speaks, by which cue, and through whom."""
    said = {}
    contents = found.evidence[found.evidence["label"] == "content"]
    for row in [*records(contents), *records(found.attributions)]:
        parts = [plain(row["speaker"]) or "no source named"]
        if cue := plain(row.get("cue")):
            placing = plain(row.get("positioning"))
            parts.append(f"cue “{cue}”" + (f", {placing}" if placing else ""))
        if relay := plain(row.get("relay_speaker")) or plain(row.get("relay")):
            parts.append(f"relayed by {relay}")
        if plain(row["attribution_id"]):
            said[int(row["attribution_id"])] = one_line(" · ".join(parts))
    return said


# ------------------------------------------------------------------- small pieces
def _fitting(evidence: pd.DataFrame, field: str, text: str) -> list[Row]:
    """Return the rows of `evidence` that mark a span of `field`, each checked against `text`."""
    rows = []
    for row in records(evidence[(evidence["field"] == field) & evidence["start"].notna()]):
        check_fit(row, text)
        rows.append({**row, "start": int(row["start"]), "end": int(row["end"])})
    return [row for row in rows if row["start"] < row["end"]]


def check_fit(row: Row, text: str) -> None:
    """Raise an error if a row of evidence does not stand in `text` where it says."""
    start, end = int(row["start"]), int(row["end"])
    if text[start:end] != row["text"]:
        raise ValueError(
            f"Evidence does not fit article {row['article_id']!r}: at {start}–{end} of its "
            f"{row['field']} stands {text[start:end][:40]!r}, expected {str(row['text'])[:40]!r}. "
            "The articles have changed since; run mk.find(articles) again."
        )
