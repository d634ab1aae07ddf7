"""A report on a corpus: one page with methods, counts, figures and articles to read."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from mediakit.contract import tables
from mediakit.contract.readings import NO_GROUP, of_articles
from mediakit.contract.wording import number
from mediakit.pages.page import Page
from mediakit.pages.rendering import css, page_css, render
from mediakit.pages.report.methods import UNVALIDATED, making, methods
from mediakit.pages.report.pictures import figures
from mediakit.pages.report.sections import grouped, rates, read, sources
from mediakit.pages.report.telling import most_telling
from mediakit.pages.show import show_in
from mediakit.reading.provenance import origin

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
    duplicates: str = "weight",
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
    duplicates : {"weight", "keep", "drop"}
        What to do with copies of one text in all that is counted: see `compare`. The page says
        what was done.

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
    page = report_of(articles, found, title, manifest, duplicates)
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
    duplicates: str = "weight",
) -> Page:
    """Return the page that `write_report` writes."""
    found = of_articles(articles, found)
    manifest = manifest or {}
    articles = tables.conform(articles, "articles")
    few, left_out = grouped(articles)
    name = title or f"How {number(len(articles), 'article')} frame the world, and in whose words"
    with warnings.catch_warnings():  # the page itself says which outlets are left out
        warnings.filterwarnings("ignore", NO_GROUP, UserWarning)
        values = {
            "methods": methods(found),
            "read": read(articles, found, duplicates),
            "sources": sources(few, found, duplicates),
            "rates": rates(few, found, left_out, duplicates),
            "figures": figures(few, found, duplicates),
            "articles": _to_read(articles, found),
            "making": making(found, manifest),
        }
    html = render(
        "report/report.html",
        css=page_css() + css("report/report.css"),
        made=origin(found), name=name, counted=_counted(articles, found), contents=CONTENTS,
        unvalidated=UNVALIDATED, parts={name: section(name, values[name]) for name in CONTENTS},
    )  # fmt: skip
    return Page(html, name)


def section(name: str, values: Mapping[str, Any]) -> str:
    """Return a section of the report, written by the template of its name."""
    return render(f"report/{name}.html", **values)


def _counted(articles: pd.DataFrame, found: tables.Found) -> list[str]:
    """Return what the report counts, in the words of its first line."""
    counts = {
        "article": len(articles),
        "word": int(found.words["n_words"].sum()),
        "outlet": int(articles["outlet"].nunique()),
        "attribution": len(found.attributions),
    }
    return [number(n, noun) for noun, n in counts.items() if n or noun != "outlet"]


def _to_read(articles: pd.DataFrame, found: tables.Found) -> dict[str, Any]:
    """Return the most telling articles with their reading views, and the rule that chose them."""
    chosen, rule = most_telling(articles, found)
    views = [show_in(articles, found, one, heading="h3") for one in chosen["article_id"]]
    return {"chosen": chosen.astype(object).to_dict("records"), "views": views, "rule": rule}
