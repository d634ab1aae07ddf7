"""A report on a corpus: one page with methods, counts, figures and articles to read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from mediakit.contract import style, tables
from mediakit.contract.cells import escaped
from mediakit.contract.readings import of_articles
from mediakit.contract.wording import decimal, number
from mediakit.pages.page import Page
from mediakit.pages.report.markup import isolated, paragraph, section
from mediakit.pages.report.methods import UNVALIDATED, making, methods
from mediakit.pages.report.pictures import figures
from mediakit.pages.report.sections import grouped, rates, read, sources
from mediakit.pages.report.telling import most_telling
from mediakit.pages.show import show_in
from mediakit.reading.provenance import origin

SHEET = Path(__file__).with_name("report.css")
CONTENTS = {
    "methods": "Methods", "read": "What was read", "sources": "Who speaks", "rates": "Rates",
    "figures": "Figures", "articles": "Articles to read", "making": "Versions and lists",
}  # fmt: skip


def write_report(
    articles: pd.DataFrame,
    found: tables.Found,
    out: str | Path,
    *,
    title: str | None = None,
    manifest: Mapping[str, Any] | None = None,
) -> Path:
    """Write a report on a corpus as one web page that needs nothing else, and prints well.

    It holds the methods in words, what was read and what was not, who speaks, rates by outlet with
    denominators and intervals, every figure of ``FIGURES`` that can be drawn, the reading view of
    at most six articles with the rule that chose them, and versions, seeds and hashes of lists.
    The same input gives the same bytes. Of more than twelve outlets those with most articles are
    set side by side. Misses pairs of articles on one event: for these see `compare` and
    `compare_texts`.

    Parameters
    ----------
    articles : DataFrame
        The articles. What was found in others is left out.
    found : Found
        What `mk.find` found in them.
    out : path
        The file, such as ``report.html``. One of the same name is replaced.
    title : str, optional
        What the report is about; without it the number of articles.
    manifest : mapping, optional
        The manifest of a folder of results: adds input, your own lists and the day of reading.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ValueError
        If `out` does not end in ``.html``, or the tables do not belong together.

    Examples
    --------
    >>> import mediakit as mk
    >>> from tempfile import TemporaryDirectory
    >>> articles = mk.load_articles("The regime fell, said Ann Lee.", progress=False)
    >>> found = mk.find(articles)
    >>> with TemporaryDirectory() as folder:
    ...     path = mk.write_report(articles, found, f"{folder}/report.html")
    ...     path.name, "<h1" in path.read_text(encoding="utf-8")
    ('report.html', True)
    """
    path = check_name(out)
    page = report_of(articles, found, title, manifest)
    path.parent.mkdir(parents=True, exist_ok=True)
    return page.save(path)


def check_name(out: str | Path) -> Path:
    """Return the path of a report, which must be that of a web page."""
    path = Path(out).expanduser()
    if path.suffix.lower() not in (".html", ".htm") or path.is_dir():
        raise ValueError(
            f"Got {str(out)!r} for the report; expected the name of a web page, such as "
            "report.html."
        )
    return path


def report_of(
    articles: pd.DataFrame,
    found: tables.Found,
    title: str | None = None,
    manifest: Mapping[str, Any] | None = None,
) -> Page:
    """Return the page that `write_report` writes."""
    found = of_articles(articles, found)
    manifest = manifest or {}
    articles = tables.conform(articles, "articles")
    few, left_out = grouped(articles)
    name = title or f"How {number(len(articles), 'article')} frame the world, and in whose words"
    body = [
        _head(name, articles, found),
        methods(found),
        read(articles, found),
        sources(few, found),
        rates(few, found, left_out),
        figures(few, found),
        _views(articles, found),
        making(found, manifest),
    ]
    css = style.page_css() + "".join(SHEET.read_text(encoding="utf-8").splitlines())
    html = f'<div class="mk-page mk-report" lang="en"><style>{css}</style>{"".join(body)}</div>'
    return Page(html, name)


def _head(name: str, articles: pd.DataFrame, found: tables.Found) -> str:
    """Return the title, what the page is, and the way to its parts."""
    words, outlets = int(found.words["n_words"].sum()), articles["outlet"].nunique()
    parts = [number(len(articles), "article"), number(words, "word")]
    parts += [number(outlets, "outlet")] if outlets else []
    parts += [number(len(found.attributions), "attribution")]
    links = "".join(f'<li><a href="#{to}">{said}</a></li>' for to, said in CONTENTS.items())
    return (
        f'<header><p class="mk-kicker">A report by {escaped(origin(found))}</p>'
        f'<h1 dir="auto">{isolated(name)}</h1>'
        f"{paragraph(', '.join(parts) + '.', 'mk-lead')}{paragraph(UNVALIDATED, 'mk-caution')}"
        f'<nav aria-label="Parts of this report"><ol>{links}</ol></nav></header>'
    )


def _views(articles: pd.DataFrame, found: tables.Found) -> str:
    """Return the reading views of the most telling articles, with the rule and each one's rate."""
    chosen, rule = most_telling(articles, found)
    parts = [paragraph(rule)]
    for place, row in enumerate(chosen.to_dict("records"), 1):
        said = (
            f"{place}. {decimal(row['per_1000'])} per 1,000 words: {row['n']} in "
            f"{row['n_words']:,} words of the narrator ({row['labels']})."
        )
        view = show_in(articles, found, row["article_id"], heading="h3")
        parts.append(f"<article>{paragraph(said, 'mk-why')}{view}</article>")
    return section("articles", "Articles to read", *parts)
