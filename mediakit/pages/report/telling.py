"""Which articles a report shows: those that say most in the outlet's own voice, by a rule."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from mediakit.contract import tables
from mediakit.contract.labels import ALWAYS, MEANS, counted, rank

MOST = 6  # articles
LEAST, LONGEST = 150, 3000  # words: below, one word makes a rate; above, nobody reads it here


class Telling(NamedTuple):
    """The articles that were chosen, and the rule in words."""

    chosen: pd.DataFrame
    rule: str


def most_telling(articles: pd.DataFrame, found: tables.Found, most: int = MOST) -> Telling:
    """Choose the articles whose narrator uses most loaded terms per 1,000 of its words.

    Counts the text, not the title, in the narrator's voice alone: what speakers say does not make
    an article telling. Of articles with the same text the first is taken, of equal rates the first
    id. Where no loaded term was found in the narrator's voice, the next signal in the order of the
    reading view's legend is counted. Misses what is telling by what it leaves out; these are the
    extremes of the corpus and not typical of it.

    Parameters
    ----------
    articles : DataFrame
        The articles.
    found : Found
        What `mk.find` found in them.
    most : int, default 6
        How many to choose.

    Returns
    -------
    Telling
        `chosen`, one row an article, highest rate first: article_id, n, n_words (of the
        narrator in the text), per_1000, labels (with their counts); and `rule`, in words.
    """
    signal, hits = _hits(found)
    words = found.words[found.words["field"] == "text"]
    own = words[words["voice"] == "narrator"].groupby("article_id")["n_words"].sum()
    whole = words.groupby("article_id")["n_words"].sum()
    if not signal:
        return Telling(_rows(articles.iloc[:0], hits, own), "Nothing was found to choose them by.")
    sized = articles.drop_duplicates("text")
    sized = sized[sized["article_id"].map(whole).fillna(0).le(LONGEST)]
    enough = sized[sized["article_id"].map(own).fillna(0).ge(LEAST)]
    few = not enough["article_id"].isin(hits["article_id"]).any()
    table = _rows(sized if few else enough, hits, own)
    table = table.sort_values(["per_1000", "article_id"], ascending=[False, True])
    size = f"at most {LONGEST:,} words"
    size += "" if few else f", at least {LEAST} of them the narrator’s"
    what = counted(signal)
    rule = (
        f"Chosen by rule: most {what} in the narrator’s voice per 1,000 words of the narrator, "
        f"among articles whose text has {size}; of articles with the same text the first; at most "
        f"{most}. They are the extremes of this corpus, not typical of it."
    )
    return Telling(table.head(most).reset_index(drop=True), rule)


def _hits(found: tables.Found) -> tuple[str | None, pd.DataFrame]:
    """Return the signal to choose by, and its spans in texts and the narrator's voice."""
    evidence = found.evidence
    own = evidence[(evidence["voice"] == "narrator") & (evidence["field"] == "text")]
    own = own[~own["signal"].isin((ALWAYS, *MEANS)) & own["start"].notna()]
    # A span counts once a label, as in measure.
    own = own.drop_duplicates(["article_id", "signal", "label", "start", "end"])
    signal = min(set(own["signal"]), key=rank, default=None)
    return signal, own[own["signal"] == signal]


def _rows(articles: pd.DataFrame, hits: pd.DataFrame, own: pd.Series) -> pd.DataFrame:
    """Return a row for each of the articles in which there is a hit."""
    counts = hits["article_id"].value_counts()
    articles = articles[articles["article_id"].isin(counts.index)]
    ids = articles["article_id"]
    table = pd.DataFrame({
        "article_id": ids,
        "n": ids.map(counts).astype("int64"),
        "n_words": ids.map(own).astype("int64"),
        "labels": [_labels(hits[hits["article_id"] == one]) for one in ids],
    })  # fmt: skip
    table["per_1000"] = 1000 * table["n"].astype(float) / table["n_words"].astype(float)
    return table


def _labels(hits: pd.DataFrame) -> str:
    """Return *regime 3, actor 1*."""
    counts: dict[Any, int] = hits["label"].value_counts().to_dict()
    ordered = sorted(counts.items(), key=lambda one: (-one[1], str(one[0])))
    return ", ".join(f"{label} {n}" for label, n in ordered)
