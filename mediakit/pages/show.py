"""The reading view of one article, or of two beside each other."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

import pandas as pd

from mediakit.contract import tables
from mediakit.contract.cells import Row, records
from mediakit.contract.readings import check_once
from mediakit.pages.page import Page
from mediakit.pages.view import page_of, pages_beside, view_of


def show(articles: pd.DataFrame, found: tables.Found, article_id: str) -> Page:
    """Show one article with its voices shaded and its evidence underlined.

    Paraphrase and quotation are shaded and edged with a dotted and an unbroken bar; each signal
    has an underline of its own; sources are bold, cues italic, relays both. Pointing at a marked
    word, tapping it, or moving to it with the Tab key opens a card that says what was found.
    Quotation marks outside every attribution are the narrator's and not shaded.

    Parameters
    ----------
    articles : DataFrame
        The articles.
    found : Found
        What `mk.find` found in them.
    article_id : str
        The article to show.

    Returns
    -------
    Page
        Self-contained HTML (a `str`): no script, no address of the outside world.

    Raises
    ------
    ValueError
        If there is no such article, or the evidence does not fit its text.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Putin said “yes”."]})
    >>> content = ("a", "text", "sourcing", "content", 11, 16, "“yes”", None, "quotation", "Putin")
    >>> evidence = tables.make("evidence", [(*content, 0, None, None)])
    >>> others = [tables.make(name) for name in ("attributions", "words", "report")]
    >>> "“yes”</span>" in show(articles, tables.Found(evidence, *others), "a")
    True
    """
    return page_of(*_with_found(articles, found, article_id))


def show_in(
    articles: pd.DataFrame, found: tables.Found, article_id: str, heading: str = "h3"
) -> str:
    """Return the view of one article as `show` gives it, for a page that has the style sheet."""
    return view_of(*_with_found(articles, found, article_id), heading=heading)


def compare_texts(articles: pd.DataFrame, found: tables.Found, *ids: str | Iterable[str]) -> Page:
    """Show two articles beside each other: what two outlets made of one event.

    Each is marked as `show` marks it, with counts of its own; where there is room (900 pixels)
    they stand in two columns whose parts begin at the same height, else one under the other.
    Counts are of these two articles: a difference between them says nothing of their outlets.

    Parameters
    ----------
    articles : DataFrame
        The articles.
    found : Found
        What `mk.find` found in them.
    *ids : two article ids
        The articles to show, the left one first: ``"a1", "b1"``, or both in one list.

    Returns
    -------
    Page
        Self-contained HTML (a `str`): no script, no address of the outside world.

    Raises
    ------
    ValueError
        If there are not two ids, there is no such article, or the evidence does not fit its text.

    Examples
    --------
    >>> import mediakit as mk
    >>> table = pd.DataFrame({"title": ["Taxes rise", "Tax shock"], "text": ["Yes.", "No."]})
    >>> articles = mk.load_articles(table, progress=False)
    >>> compare_texts(articles, mk.find(articles), articles["article_id"]).name
    'Taxes rise | Tax shock'
    """
    listed = [one for given in ids for one in ([given] if isinstance(given, str) else given)]
    if len(listed) != 2 or listed[0] == listed[1]:
        some = ", ".join(map(repr, listed[:3])) + (", …" if len(listed) > 3 else "")
        raise ValueError(
            f"Got {some or 'no id'}; expected the ids of two articles, such as "
            "compare_texts(articles, found, 'a1', 'b1')."
        )
    return pages_beside(_with_found(articles, found, one) for one in listed)


# ------------------------------------------------------------------ one article
def _with_found(
    articles: pd.DataFrame, found: tables.Found, article_id: str
) -> tuple[Row, tables.Found]:
    """Return an article and what was found in it."""
    return _article(articles, article_id), _of_article(found, article_id)


def _article(articles: pd.DataFrame, article_id: str) -> Row:
    tables.check(articles, "articles")
    rows = records(articles[articles["article_id"] == article_id])
    if rows:
        return rows[0]
    ids = [str(one) for one in articles["article_id"]]
    close = difflib.get_close_matches(str(article_id), ids, 1) if len(ids) < 10_000 else []
    listed = ", ".join(map(repr, ids[:5])) + (", …" if len(ids) > 5 else "") or "none"
    raise ValueError(
        f"No article has the id {article_id!r}; there are {len(ids)}: {listed}. "
        + (f"Did you mean {close[0]!r}? " if close else "")
        + "Take one from articles['article_id']."
    )


def _of_article(found: Any, article_id: str) -> tables.Found:
    """Return the rows of one article; sourcing rows must be among them."""
    if not hasattr(found, "attributions"):
        raise TypeError(
            f"Got a {type(found).__name__}; expected what mk.find(articles) returns, whole: its "
            "evidence, attributions and words are all shown."
        )
    named = {"evidence": found.evidence, "attributions": found.attributions, "words": found.words}
    rows = {
        name: tables.check(frame, name).loc[frame["article_id"] == article_id]
        for name, frame in named.items()
    }
    attributed = rows["attributions"]["content_start"].notna().any()
    if attributed and not (rows["evidence"]["label"] == "content").any():
        raise ValueError(
            "The evidence holds no contents of attributions (signal 'sourcing'), so the voices "
            "cannot be shown. Give all evidence that mk.find returned. To read for less: "
            "mk.find(articles, signals=['loaded']); to count less: measure(…, where=…)."
        )
    result: tables.Found = found._replace(**rows)
    check_once(result)
    return result
