"""What a report counts: what was read, who speaks, and rates with their denominators."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from mediakit.contract import tables
from mediakit.contract.cells import plain, shortened
from mediakit.contract.labels import MEANS, rank
from mediakit.contract.wording import NONE, between, decimal, number, percent
from mediakit.figures.contrasts import SEED, shares_of_types
from mediakit.pages.rendering import Table
from mediakit.reading.same_person import are_speakers, count_joined
from mediakit.results.summary import gist
from mediakit.statistics.comparison import compare
from mediakit.statistics.copies import said_of_copies, with_weights
from mediakit.statistics.groups import ALL, WORDING
from mediakit.statistics.measures import measure
from mediakit.statistics.speakers import speakers

MOST_OUTLETS, MOST_SPEAKERS, MOST_REASONS = 12, 20, 25
EVERY = "(all articles)"  # a name no outlet has
RATED = ("narrator", WORDING, "quotation")
UNPLACED = "(no outlet named)"


def grouped(articles: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Return the articles with the outlets that are set side by side, and how many are not.

    Of more than twelve those with most articles stay; the others lose their name, not their rows.
    """
    counts = articles["outlet"].value_counts()
    ordered = sorted(counts.items(), key=lambda one: (-one[1], str(one[0])))
    kept = {name for name, _ in ordered[:MOST_OUTLETS]}
    result = articles.assign(outlet=articles["outlet"].where(articles["outlet"].isin(kept)))
    result.attrs = dict(articles.attrs)
    return result, len(ordered) - len(kept)


# ------------------------------------------------------------------- what was read
def read(articles: pd.DataFrame, found: tables.Found, duplicates: str = "weight") -> dict[str, Any]:
    """Return what was read, by outlet, and what was not, with the reasons."""
    outlets = articles["outlet"].fillna(UNPLACED)
    names = sorted(set(outlets) - {UNPLACED}) + [UNPLACED] * (UNPLACED in set(outlets))
    parts = [(name, outlets == name) for name in names]
    if len(parts) != 1:
        parts.append((EVERY, pd.Series(True, articles.index)))
    columns = ["Outlet", "Articles", "Read", "Words", *(v.capitalize() for v in tables.VOICES),
               "Attributions", "First", "Last"]  # fmt: skip
    reasons = _reasons(found.report)
    return {
        "n_articles": len(articles),
        "n_read": int(articles["article_id"].isin(found.words["article_id"]).sum()),
        "n_rows": len(found.report),
        "n_lost": int(found.report["article_id"].isna().sum()),
        "outlets": Table(
            "What was read: titles and texts, and the share of their words in each voice",
            columns,
            [_outlet_row(name, articles[rows], found) for name, rows in parts],
            columns[1:],
        ),
        "reasons": Table("What was skipped, repaired or not read", ["Reason", "Rows", "First"],
                         reasons[:MOST_REASONS], ["Rows"]),
        "more": max(0, len(reasons) - MOST_REASONS),
        "copies": said_of_copies(articles, "outlet", duplicates),
    }  # fmt: skip


def _outlet_row(name: str, articles: pd.DataFrame, found: tables.Found) -> tuple[Any, ...]:
    ids = set(articles["article_id"])
    words = found.words[found.words["article_id"].isin(ids)]
    by_voice, total = words.groupby("voice")["n_words"].sum(), int(words["n_words"].sum())
    dates = articles["published"].dropna()
    ends = [f"{day:%Y-%m-%d}" for day in (dates.min(), dates.max())] if len(dates) else [NONE] * 2
    return (
        name, len(articles), int(words["article_id"].nunique()), total,
        *(percent(int(by_voice.get(voice, 0)), total, 1) for voice in tables.VOICES),
        int(found.attributions["article_id"].isin(ids).sum()), *ends,
    )  # fmt: skip


def _reasons(report: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Return the report by the gist of its reasons, the most frequent first."""
    rows = []
    for said, group in report.groupby(report["reason"].map(gist), sort=True):
        first = group.iloc[0]
        reason = first["reason"] if group["reason"].nunique() == 1 else said
        file = Path(plain(first["file"])).name
        where = ", ".join(filter(None, (file, plain(first["article_id"]), plain(first["field"]))))
        rows.append((str(reason), len(group), where))
    return sorted(rows, key=lambda row: (-row[1], row[0]))


# ---------------------------------------------------------------------- who speaks
def sources(
    articles: pd.DataFrame, found: tables.Found, duplicates: str = "weight"
) -> dict[str, Any]:
    """Return who speaks: speakers, kinds of source, how claims are placed."""
    who = speakers(articles, found, duplicates=duplicates)
    acts = with_weights(
        found.attributions, articles, found.words["article_id"], None, duplicates
    ).query("weight > 0")
    total = int(acts["n_words"].sum())
    columns = ["Speaker", "Kind", "Articles", "Outlets", "Attributions", "Words", "Share", "Quoted",
               "Distancing", "Endorsing"]  # fmt: skip
    named = are_speakers(who.speakers["speaker"])
    shown = pd.concat([who.speakers[named].head(MOST_SPEAKERS), who.speakers[~named]])
    rows = [
        (row["speaker"], _spaced(row["source_type"]), row["n_articles"], row["n_outlets"],
         row["n_attributions"], row["n_words"], percent(row["share"], 1, 1), row["n_quoted"],
         row["n_distancing"], row["n_endorsing"])
        for row in shown.astype(object).to_dict("records")
    ]  # fmt: skip
    caption = (
        f"The {min(int(named.sum()), MOST_SPEAKERS):,} of {number(int(named.sum()), 'speaker')} "
        "with the most words, and below them words whose source has no name; the last two columns "
        "count attributions by what the cue does with the claim"
    )
    return {
        "n_attributions": len(acts),
        "n_words": total,
        "n_anonymous": int(acts["anonymous"].fillna(False).sum()),
        "n_joined": count_joined(who.merges["name"], who.merges["speaker"]),
        "speakers": Table(caption, columns, rows, columns[2:]),
        "apart": None if who.apart.empty else _apart(who.apart),
        "kinds": _kinds(articles, found, duplicates),
        "placings": _placings(acts),
    }


def _apart(apart: pd.DataFrame) -> Table:
    """Return the names that may mean several persons, with their weight."""
    first, words = apart.head(MOST_SPEAKERS), int(apart["n_words"].sum())
    caption = (
        f"Kept apart, since they may mean several: {number(len(apart), 'name')} with "
        f"{number(int(apart['n_attributions'].sum()), 'attribution')} and {number(words, 'word')}"
        + (f"; the {len(first):,} with the most words" if len(first) < len(apart) else "")
    )
    columns = ["Name", "May be", "Articles", "Attributions", "Words"]
    rows = first[["name", "may_be", "n_articles", "n_attributions", "n_words"]]
    return Table(caption, columns, list(rows.itertuples(index=False, name=None)), columns[2:])


def _kinds(articles: pd.DataFrame, found: tables.Found, duplicates: str) -> Table:
    """Return the kinds of source: attributions, words, and the share of words in each outlet."""
    by = shares_of_types(articles, found, "outlet", duplicates)
    every = shares_of_types(articles.assign(outlet=EVERY), found, "outlet", duplicates)
    every = every.set_index("source_type")
    names, whole = sorted(by["group"].unique()), by.groupby("group")["n_words"].sum()
    share = by.set_index(["group", "source_type"])["share"]
    columns = ["Kind of source", "Attributions", "Words", "Share of words", *names]
    rows, total = [], int(every["n_words"].sum())
    for kind in tables.SOURCE_TYPES:
        mine = [every[column].get(kind, 0) for column in ("n", "n_words", "share")]
        shares = (_share(share.get((name, kind), 0), whole[name]) for name in names)
        rows.append((_spaced(kind), int(mine[0]), int(mine[1]), _share(mine[2], total), *shares))
    rows.append(("all", int(every["n"].sum()), total, percent(total, total, 1),
                 *(number(int(whole[name]), "word") for name in names)))  # fmt: skip
    caption = "Kinds of source, by what the article says of them, and their share in each outlet"
    return Table(caption, columns, rows, columns[1:])


def _share(part: Any, whole: Any) -> str:
    """Return a share in per cent, and nothing where there is nothing to share."""
    return percent(part if whole else None, 1, 1)


def _placings(acts: pd.DataFrame) -> Table:
    """Return how often cues place what is said, and their shares by the weight of the articles."""
    counts, weights = (
        acts["positioning"].value_counts(),
        acts.groupby("positioning")["weight"].sum(),
    )
    total = float(acts["weight"].sum())
    rows = [
        (one, int(counts.get(one, 0)), percent(float(weights.get(one, 0)), total, 1))
        for one in tables.POSITIONINGS
    ]
    caption = "How cues place what is said: said is neutral, claimed distancing, revealed endorsing"
    return Table(caption, ["Cue", "Attributions", "Share"], rows, ["Attributions", "Share"])


# -------------------------------------------------------------------------- rates
def rates(
    articles: pd.DataFrame, found: tables.Found, left_out: int = 0, duplicates: str = "weight"
) -> dict[str, Any]:
    """Return the rates by outlet of each signal; `left_out` outlets are not among them."""
    told = rate_table(articles, found, duplicates)
    signals = {}
    for signal in sorted(set(told["signal"]), key=rank):
        mine = told[told["signal"] == signal]
        several = mine.loc[mine["label"] != ALL, "label"].nunique() > 1
        signals[signal] = [_totals(signal, mine)] + [_by_label(signal, mine)] * several
    return {"signals": signals, "left_out": left_out, "every": EVERY, "seed": SEED}


def rate_table(
    articles: pd.DataFrame, found: tables.Found, duplicates: str = "weight"
) -> pd.DataFrame:
    """Return the rates of `compare` for each outlet and for all articles, of texts."""
    measured = measure(articles, found, where="field == 'text'")
    measured = measured[measured["signal"] != "sourcing"]
    if measured.empty:
        return measured
    groups = [articles.assign(outlet=EVERY)]
    if articles["outlet"].notna().any():
        groups.insert(0, articles)
    parts = [
        compare(group, measured, by="outlet", seed=SEED, pairs=False, duplicates=duplicates)
        for group in groups
    ]
    return pd.concat(parts, ignore_index=True)


def _totals(signal: str, told: pd.DataFrame) -> Table:
    """Return the rate of all labels together, for each group and voice."""
    whole = told[told["label"] == ALL] if (told["label"] == ALL).any() else told
    mean_of = MEANS.get(signal)
    what = "Mean" if mean_of else "Per 1,000 words"
    columns = ["Outlet", "Whose words", "Found", "Words", "Articles", what, "95 % interval",
               "Caution"]  # fmt: skip
    digits = 2 if mean_of else 1
    several = whole["label"].nunique() > 1
    rows = [
        (row["group"], f"{row['label']}, {row['voice']}" if several else row["voice"],
         int(row["n"]), int(row["n_words"]), int(row["n_articles"]),
         decimal(row["estimate"], digits), between(row["low"], row["high"], digits),
         plain(row["warning"]))
        for voice in RATED
        for _, row in whole[whole["voice"] == voice].iterrows()
    ]  # fmt: skip
    caption = f"{signal}: {f'mean {mean_of}' if mean_of else 'all labels together'}"
    return Table(caption, columns, rows, columns[2:7])


def _by_label(signal: str, told: pd.DataFrame) -> Table:
    """Return the rate of each label in the narrator's voice, one column a group."""
    own = told[(told["voice"] == "narrator") & (told["label"] != ALL)]
    groups = list(dict.fromkeys(own["group"]))
    words = own.groupby("group")["n_words"].max()
    rows = []
    for label, mine in own.groupby("label", sort=False):
        by = mine.set_index("group")
        cells = (f"{decimal(by['estimate'][g])} ({int(by['n'][g]):,})" for g in groups)
        rows.append((_spaced(label), *cells))
    heads = (f"{shortened(group, 40)}: {number(int(words[group]), 'word')}" for group in groups)
    columns = ["Label", *heads]
    caption = f"{signal} in the narrator’s voice: per 1,000 words, and how many were found"
    return Table(caption, columns, rows, columns[1:])


def _spaced(name: Any) -> str:
    return plain(name).replace("_", " ")
