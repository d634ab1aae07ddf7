"""The concordance: every piece of evidence between the words before and after it."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from mediakit.contract import tables
from mediakit.contract.cells import Row, one_line, plain, records
from mediakit.contract.wording import number
from mediakit.pages.rendering import render
from mediakit.pages.view import check_fit
from mediakit.text.document import WORD

KWIC_COLUMNS = (
    "left", "text", "right", "voice", "speaker", "label", "term",
    "outlet", "article_id", "field", "start", "end",
)  # fmt: skip
#: What a notebook leaves out, since one does not read it; the table holds it.
UNREAD = ("term", "field", "start", "end")


class Lines(pd.DataFrame):
    """A concordance: a DataFrame that a notebook shows with its hits below one another."""

    @property
    def _constructor(self) -> Any:
        return Lines

    def _repr_html_(self) -> str | None:
        if not {"left", "text", "right"} <= set(self.columns) or not self.columns.is_unique:
            return pd.DataFrame(self)._repr_html_()  # type: ignore[operator, no-any-return]
        most = pd.get_option("display.max_rows") or len(self)
        shown = pd.DataFrame(self)[[name for name in self.columns if name not in UNREAD]]
        rows = [[plain(value) for value in row] for row in shown.head(most).itertuples(index=False)]
        left_out = [name for name in self.columns if name in UNREAD]
        said = number(len(self), "line") + (f", the first {most:,}" if len(self) > most else "")
        return str(
            render("kwic.html", columns=list(shown), rows=rows, said=said, left_out=left_out)
        )


def kwic(
    articles: pd.DataFrame, evidence: pd.DataFrame, *, window: int = 45, sort: str | None = None
) -> Lines:
    """Put every piece of evidence between the words before and after it: a concordance.

    Line ends are shown as spaces, and a word that the window would cut is left out. With the
    usual 45 characters a notebook shows both sides whole.

    Parameters
    ----------
    articles : DataFrame
        The articles in which the evidence was found.
    evidence : DataFrame
        Evidence, or those rows of it that a query left. What was found in other articles than
        these is left out.
    window : int, default 45
        Characters of context on either side, at most.
    sort : {"left", "right"}, optional
        Bring like contexts together: by the words before, the nearest first, or by those behind.

    Returns
    -------
    Lines
        A DataFrame that a notebook shows as a concordance. One row per row of `evidence`, with its
        index and, unless sorted, in its order: left, text, right, voice, speaker, label, term,
        outlet, article_id, field, start, end.

    Raises
    ------
    ValueError
        If none of the evidence is of these articles, a text is another one, or `sort` is unknown.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["The autocratic leaders met."]})
    >>> hit = ("a", "text", "loaded", "regime", 4, 14, "autocratic", 1.0, "narrator")
    >>> evidence = tables.make("evidence", [(*hit, None, None, None, "loaded:1")])
    >>> kwic(articles, evidence, window=9)[["left", "text", "right"]].values.tolist()
    [['The ', 'autocratic', ' leaders']]
    """
    tables.check(articles, "articles")
    tables.check(evidence, "evidence")
    if window < 0:
        raise ValueError(f"Got window={window}; expected a number of characters such as 45.")
    if sort is not None:
        tables.known(sort, ("left", "right"), "sort")
    needed = articles[articles["article_id"].isin(set(evidence["article_id"]))]
    if len(evidence) and len(articles) and needed.empty:
        raise ValueError(
            f"The evidence has article {evidence['article_id'].iloc[0]!r}, the articles table does "
            "not, nor any other. Give kwic the articles that mk.find was given, or some of them."
        )
    evidence = evidence[evidence["article_id"].isin(set(needed["article_id"]))]
    by_id = {row["article_id"]: row for row in records(needed)}
    rows = []
    for row in records(evidence):
        article = by_id[row["article_id"]]
        left, right = _context(plain(article.get(row["field"])), row, window)
        rows.append((left, one_line(plain(row["text"])), right, article.get("outlet")))
    made = ("left", "text", "right", "outlet")
    columns = zip(*rows, strict=True) if rows else [()] * len(made)
    texts = pd.DataFrame(
        {
            name: tables.as_dtype(pd.Series(list(values), evidence.index, object), tables.TEXT)
            for name, values in zip(made, columns, strict=True)
        }
    )
    kept = [column for column in KWIC_COLUMNS if column not in made]
    lines = pd.concat([texts, evidence[kept]], axis=1)[list(KWIC_COLUMNS)]
    if sort is None:
        return Lines(lines)
    step = -1 if sort == "left" else 1
    by = lines[sort].map(lambda context: " ".join(WORD.findall(context.lower())[::step]))
    return Lines(lines.iloc[by.reset_index(drop=True).sort_values(kind="stable").index])


def _context(text: str, row: Row, window: int) -> tuple[str, str]:
    """Return the words before and after a span, none of them cut."""
    if not plain(row["start"]):
        return "", ""
    start, end = int(row["start"]), int(row["end"])
    check_fit(row, text)
    left, right = text[max(start - window, 0) : start], text[end : end + window]
    if start > window and not text[start - window - 1].isspace() and re.search(r"\s", left):
        left = re.sub(r"^\S+", "", left)
    if end + window < len(text) and not text[end + window].isspace() and re.search(r"\s", right):
        right = re.sub(r"\S+$", "", right)
    return one_line(left).lstrip(), one_line(right).rstrip()
