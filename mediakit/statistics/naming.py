"""What each actor is called: by which outlet, in whose voice, how often."""

from __future__ import annotations

import pandas as pd

from mediakit.contract.readings import of_articles, was_looked_for
from mediakit.contract.tables import Found, known
from mediakit.reading.same_person import parts_in, persons
from mediakit.statistics.copies import counted, note, with_weights

COLUMNS = ("actor", "label", "voice", "n", "n_articles", "called", "n_copies", "n_weighted")


def naming(
    articles: pd.DataFrame, found: Found, by: str = "outlet", *, duplicates: str = "weight"
) -> pd.DataFrame:
    """Count what each actor is called, by outlet and voice.

    Counts the evidence of the signal naming: names, titles, descriptions and metonyms, each with
    the actor it means. What means several (“the two leaders”) counts once for each of them. Names
    are joined over articles as in `speakers`. What the signal misses is missing here; pronouns are
    not counted, and a state (“Moscow”) is another actor than its president.

    Parameters
    ----------
    articles : DataFrame
        The articles. Only evidence from these counts.
    found : Found
        What `find` found in them, with the signal ``naming``.
    by : str, default "outlet"
        The column of `articles` that groups them; where it is empty the group is NA.
    duplicates : {"weight", "keep", "drop"}
        What to do with articles that share a `copy_group` within one group: k of them weigh 1/k
        each; all count in full; or the first of them alone counts.

    Returns
    -------
    DataFrame
        One row per group, actor, label and voice: the column `by`, ``actor``, ``label``,
        ``voice``, ``n`` (spans), ``n_articles``, ``called`` (the wordings, most frequent first,
        with their counts), ``n_copies`` (of n_articles, those that repeat another of the group),
        ``n_weighted`` (the spans by weight). Sorted by group and actor, those with most spans by
        weight first, groups of NA last.

    Raises
    ------
    ValueError
        If `articles` has no column `by`, or naming was not looked for.

    Examples
    --------
    >>> import mediakit as mk
    >>> articles = mk.load_articles("President Ana Orr left. Orr lost.", progress=False)
    >>> mk.naming(articles, mk.find(articles))[["actor", "label", "n"]].values.tolist()
    [['Ana Orr', 'name', 1], ['Ana Orr', 'title', 1]]
    """
    known(by, list(articles.columns), "column of the articles")
    every, articles = articles, counted(articles, by, duplicates)
    found = of_articles(articles, found)
    if not was_looked_for(found, "naming"):
        raise ValueError(
            "Naming was not looked for in these results; expected the signal 'naming'. Run "
            "mk.find(articles) with signals=['naming'] or without `signals`."
        )
    group = articles.set_index("article_id")[by]
    spans = found.evidence[found.evidence["signal"] == "naming"].dropna(subset=["target"])
    spans = pd.DataFrame(
        {
            "group": spans["article_id"].map(group),
            "actor": spans["target"].astype(object).map(parts_in(found)),
            **{column: spans[column] for column in ("label", "voice", "text", "article_id")},
        }
    ).explode("actor", ignore_index=True)
    people = persons(articles, found).of(spans["article_id"], spans["actor"])
    state = spans["label"] == "metonym"  # states join nobody
    spans["actor"] = spans["actor"].where(state, pd.Series(people, spans.index, dtype=object))
    spans = with_weights(spans, articles, found.words["article_id"], by, duplicates)
    keys = ["group", "actor", "label", "voice"]
    table = (
        spans.groupby(keys, dropna=False, sort=False, observed=True)
        .agg(
            n=("text", "size"),
            n_articles=("article_id", "nunique"),
            called=("text", _called),
            n_stories=("story", "nunique"),
            n_weighted=("weight", "sum"),
        )
        .reset_index()
    )
    table["n_copies"] = table["n_articles"] - table["n_stories"]
    weighted = table.groupby(["group", "actor"], dropna=False)["n_weighted"].transform("sum")
    table["total"] = -weighted.round(9)  # three thirds are one
    order = ["group", "total", "actor", "label", "voice"]
    table = table.sort_values(order, kind="stable", na_position="last", ignore_index=True)
    return note(table.rename(columns={"group": by})[[by, *COLUMNS]], every, by, duplicates)


def _called(texts: pd.Series) -> str:
    """Return the wordings with their counts: “Orr (3), the senator (1)”."""
    counts = texts.astype(str).str.replace(r"\s+", " ", regex=True).value_counts()
    ordered = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
    return ", ".join(f"{text} ({n})" for text, n in ordered)
