"""What each actor is called: by which outlet, in whose voice, how often."""

from __future__ import annotations

import pandas as pd

from mediakit.tables import Found, known

COLUMNS = ("actor", "label", "voice", "n", "n_articles", "called")


def naming(articles: pd.DataFrame, found: Found, by: str = "outlet") -> pd.DataFrame:
    """Count what each actor is called, by outlet and voice.

    Counts the evidence of the signal naming: names, titles, descriptions and metonyms, each with
    the actor it means. What the signal misses is missing here; pronouns are not counted.

    Parameters
    ----------
    articles : DataFrame
        The articles.
    found : Found
        What `find` found in them, with the signal ``naming``.
    by : str, default "outlet"
        The column of `articles` that groups them; where it is absent the group is NA.

    Returns
    -------
    DataFrame
        One row per group, actor, label and voice: the column `by`, ``actor``, ``label``,
        ``voice``, ``n`` (spans), ``n_articles``, ``called`` (the wordings, most frequent first,
        with their counts). Sorted by group and actor, frequent actors first.

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
    known(by, articles.columns, "column of the articles")
    if "naming" not in found.evidence.attrs.get("looked", {"naming": ()}):
        raise ValueError(
            "Naming was not looked for in these results; expected the signal 'naming'. Run "
            "mk.find(articles) with signals=['naming'] or without `signals`."
        )
    spans = found.evidence[(found.evidence["signal"] == "naming")].dropna(subset=["target"])
    group = articles.drop_duplicates("article_id").set_index("article_id")[by]
    spans = spans.assign(**{by: spans["article_id"].map(group), "actor": spans["target"]})
    keys = [by, "actor", "label", "voice"]
    grouped = spans.groupby(keys, dropna=False, sort=False)
    table = grouped.agg(
        n=("text", "size"), n_articles=("article_id", "nunique"), called=("text", _called)
    )
    table = table.reset_index()
    if table.empty:
        return pd.DataFrame(columns=[by, *COLUMNS])
    total = table.groupby([by, "actor"], dropna=False)["n"].transform("sum")
    order = ["_", by, "total", "actor", "label", "voice"]
    table = table.assign(_=table[by].isna(), total=-total).sort_values(order, kind="stable")
    return table.drop(columns=["_", "total"]).reset_index(drop=True)


def _called(texts: pd.Series) -> str:
    counts = texts.str.replace(r"\s+", " ", regex=True).value_counts()
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{text} ({n})" for text, n in ordered)
