"""One article as a web page: its voices shaded, its evidence underlined, nothing else needed."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path

import pandas as pd

from mediakit.contract import style, tables
from mediakit.contract.cells import Row, escaped, one_line, plain, records, shortened
from mediakit.contract.labels import look_of
from mediakit.contract.resources import entry_of
from mediakit.pages.legend import Shaded, byline, legend, most_words
from mediakit.reading.provenance import origin
from mediakit.reading.voices import Run, contents_of, voice_runs
from mediakit.text.document import Document

LONG = 80  # characters; sentences, not words and phrases
HINT = "Point at a mark, tap it or press Tab to see what was found."  # not on paper
POLICY = "default-src 'none';style-src 'unsafe-inline';img-src data:"


class Page(str):
    """A reading view: HTML that a notebook shows, a browser opens, and `save` writes.

    Examples
    --------
    >>> Page("<div>Taxes rise.</div>", "Taxes")
    <Page 'Taxes', 1 KB: show it in a notebook, or .save("page.html")>
    """

    name: str

    def __new__(cls, html: str, name: str = "") -> Page:
        """Make a page of `html` that goes by `name`."""
        page = super().__new__(cls, html)
        page.name = name
        return page

    def __repr__(self) -> str:
        size = len(self) // 1000 + 1
        return f'<Page {self.name!r}, {size} KB: show it in a notebook, or .save("page.html")>'

    def _repr_html_(self) -> str:
        return str(self)

    def save(self, path: str | Path) -> Path:
        """Write the view to `path` as a web page that needs nothing else, and return the path.

        The folder is made if it is not there.
        """
        head = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            # Whatever a text holds: the page runs no script and asks for no address.
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><meta name="viewport" '
            f'content="width=device-width,initial-scale=1"><title>{escape(self.name)}</title>'
            '<meta name="color-scheme" content="light dark"><style>body{margin:0}'
            "@media screen{body{background:#fffefb}}@media screen and (prefers-color-scheme:dark)"
            "{body{background:#17191c}}</style></head><body><main>"
        )
        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        html = f"{head}{self}</main></body></html>\n"
        path.write_bytes(html.encode("utf-8", "xmlcharrefreplace"))
        return path


def page_of(article: Row, found: tables.Found) -> Page:
    """Return the page of one article; `found` holds the rows of this article alone."""
    html = view_of(article, found, style.page_css())
    return Page(html, name_of(article))


def pages_beside(pairs: Iterable[tuple[Row, tables.Found]]) -> Page:
    """Return articles beside each other, each with what was found in it alone."""
    pairs = list(pairs)
    said = pd.concat([found.attributions for _, found in pairs])
    shades = [one.speaker for one in most_words(said)]  # who speaks in both has one shade
    views = "".join(view_of(article, found, shades=shades) for article, found in pairs)
    html = (
        f'<div class="mk-page mk-beside"><style>{style.page_css()}</style>'
        f'<div class="mk-pair">{views}</div></div>'
    )
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
    article_id = str(article["article_id"])
    speakers, shaded = _speakers(found), most_words(found.attributions, shades)
    # Two views in one notebook must not share their speakers.
    key = f"{article_id} {speakers}".encode("utf-8", "replace")
    scope = "mk-" + hashlib.sha1(key, usedforsecurity=False).hexdigest()[:8]
    title, text = (_field_html(plain(article.get(f)), f, found, heading) for f in tables.FIELDS)
    language = escape(plain(article.get("language")) or "und")
    return (
        f'<div class="mk-page {scope}" lang="{language}">'
        f"<style>{css}{_speaker_css(scope, speakers, shaded)}</style>"
        f'<div class="mk-sheet">{byline(article)}{title}{legend(found, shaded)}{text}'
        f'<p class="mk-foot" lang="en">{escape(_note(found))} <span class="mk-hint">{HINT}</span>'
        "</p></div></div>"
    )


def name_of(article: Row) -> str:
    """Return the title of an article, or else its id."""
    return plain(article.get("title")) or str(article["article_id"])


# --------------------------------------------------------------- HTML of a field
def _field_html(text: str, field: str, found: tables.Found, heading: str) -> str:
    """Return the title as heading or the text as paragraphs; its text nodes are the field."""
    if field == "title" and not text:
        return ""
    rows = _fitting(found.evidence, field, text)
    runs = voice_runs(text, contents_of(found.evidence, field))
    if field == "title":
        blocks, tag = [(0, len(text))], f'{heading} class="mk-title" data-mk-field="title"'
    else:
        blocks, tag = Document(text).paragraphs, "p"
    segments = list(_segments(text, runs, rows, blocks))
    starts = [start for start, *_ in segments]
    edges = _edges(runs)
    html, position = [], 0
    for start, end in blocks:
        html += [escaped(text[position:start]), f'<{tag} dir="auto">']
        for segment in segments[bisect_left(starts, start) : bisect_left(starts, end)]:
            html.append(_segment_html(text, *segment, edges))
        html.append(f"</{tag.split()[0]}>")
        position = end
    inner = "".join([*html, escaped(text[position:])])
    return inner if field == "title" else f'<div class="mk-text" data-mk-field="text">{inner}</div>'


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


def _segment_html(
    text: str, start: int, end: int, run: Run, rows: list[Row], edges: set[int]
) -> str:
    """Return one inline element that carries every piece of evidence of its characters."""
    words = escaped(text[start:end])
    if run.voice == "narrator" and not rows:
        return words
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
    card = f' data-mk="{escaped(chr(10).join(lines))}"' if lines else ""
    stop = ' tabindex="0"' if lines or start == run.start else ""
    return f'<span class="{" ".join(dict.fromkeys(classes))}"{stop}{card}>{words}</span>'


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
        said.append(f"entry “{entry['term']}”" if entry else f"list {term}")
    if plain(row["value"]):
        said.append(f"value {row['value']:.2g}")
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


def _speaker_css(scope: str, speakers: Mapping[int, str], shaded: list[Shaded]) -> str:
    """Write each speaker once, with his shade, and light the pieces of an attribution together."""
    shades = "".join(
        f".{scope} :is({','.join([f'.mk-s{at}', *(f'.mk-v{one}' for one in row.ids)])})"
        f"{{--mk-paraphrase:var(--mk-p{at});--mk-quotation:var(--mk-q{at});"
        f"--mk-edge:var(--mk-e{at});--mk-sourcing:var(--mk-e{at})}}"
        for row in shaded
        for at in [row.shade]
    )
    return shades + "".join(
        f'.{scope} .mk-v{one}{{--mk-v:"\\A {_css(text)}"}}'
        f".{scope}:has(.mk-v{one}:hover) .mk-v{one}{{background-color:var(--mk-lit)}}"
        for one, text in speakers.items()
    )


# -------------------------------------------------------- what stands around it


def _note(found: tables.Found) -> str:
    return (
        f"{origin(found)}: a program made these marks and counts, nobody has checked them by hand."
    )


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


def _css(text: str) -> str:
    """Escape `text` for a CSS string; no character of it can end the string or the sheet."""
    return re.sub(r"[^\w .,·“”’()-]", lambda match: f"\\{ord(match[0]):x} ", text)
