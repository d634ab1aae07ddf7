"""Who speaks in a corpus: one row a speaker, in all and per article, and who was taken as one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from mediakit.contract.readings import alias_names, made_by, of_articles
from mediakit.contract.tables import (
    COUNT,
    OFFSET,
    POSITIONINGS,
    REPORT,
    SOURCE_TYPES,
    TEXT,
    Found,
    as_dtype,
    make,
)
from mediakit.reading.aliases import Aliases, correct
from mediakit.reading.same_person import (
    JOINT,
    NO_SOURCE,
    UNRESOLVED,
    full_names,
    genders_said,
    is_pronoun,
    join_names,
    parts_of,
)

_COUNTS: dict[str, Any] = {
    "n_attributions": COUNT, "n_words": COUNT, "n_quoted": COUNT, "n_paraphrased": COUNT,
    "share": "Float64",
}  # fmt: skip
_CLAIMS: dict[str, Any] = {f"n_{positioning}": COUNT for positioning in POSITIONINGS}
_KIND: dict[str, Any] = {"source_type": TEXT, "anonymous": "boolean"}
#: Columns and dtypes of the three tables.
SPEAKERS: dict[str, Any] = {
    "speaker": TEXT, **_KIND, "n_articles": COUNT, "n_outlets": COUNT, **_COUNTS,
    "first_position": "Float64", **_CLAIMS, "also": TEXT,
}  # fmt: skip
BY_ARTICLE: dict[str, Any] = {
    "article_id": TEXT, "outlet": TEXT, "speaker": TEXT, **_KIND, **_COUNTS, "first_field": TEXT,
    "first_start": OFFSET, "first_position": "Float64", **_CLAIMS, "attribution_ids": TEXT,
}  # fmt: skip
MERGES: dict[str, Any] = {
    "name": TEXT, "speaker": TEXT, "reason": TEXT, "n_articles": COUNT, "n_attributions": COUNT,
}  # fmt: skip


class Speakers(NamedTuple):
    """What `speakers` returns: four plain tables."""

    speakers: pd.DataFrame
    by_article: pd.DataFrame
    merges: pd.DataFrame
    report: pd.DataFrame
    readings: pd.DataFrame


def speakers(
    articles: pd.DataFrame,
    found: Found,
    aliases: str | Path | pd.DataFrame | Aliases | None = None,
) -> Speakers:
    """Count who speaks, over all articles and in each.

    Counts the attributions of titles and texts. A surname, or a name without its middle initial,
    joins the fullest name of the only person in the corpus who can be meant, of all who speak or,
    where `found` holds naming, are named; *Mr.* does not join a woman. Names that several bear stay
    apart. Two who speak together are one row (“Ann Reed & Tim Cole”). Attributions without a source
    are one row, “(no source named)”, and pronouns that were not resolved another, “(pronoun, not
    resolved)”. Misses nicknames, changed names, and different persons of one name; unnamed speakers
    (“officials”) of different articles share a row. Aliases mend all of that.

    Parameters
    ----------
    articles : DataFrame
        The articles. Only attributions in these count.
    found : Found
        What `find` returned for them.
    aliases : path of a CSV, or DataFrame, optional
        Your own names and exclusions, applied before anything is counted: see `correct`. A name
        that you give as ``speaker`` is final: it joins no other.

    Returns
    -------
    Speakers
        A named tuple of tables. ``speakers``: one row a speaker, most words first: speaker,
        source_type (the most frequent one but *unknown*), anonymous (in all attributions),
        n_articles, n_outlets, n_attributions, n_words, n_quoted, n_paraphrased, share (of all
        attributed words), first_position (mean over the articles), n_neutral, n_distancing,
        n_endorsing, also (the names that were joined).
        ``by_article``: one row per article and speaker, in order of appearance, with outlet, share
        (of the article's attributed words), first_field, first_start, first_position (0 is where
        the title, or a text without one, begins; 1 where the text ends) and attribution_ids, the
        rows of ``found.attributions`` that are counted. An article in which nobody speaks has none.
        ``merges``: one row a joined name: name, speaker, reason, n_articles, n_attributions. With
        wrong cells of ``speaker`` mended (the name itself keeps it apart) it serves as aliases.
        ``report``: what the aliases did, and which surnames several bear, so that they stay apart.
        ``readings``: which engine read each article, and the aliases that were applied.

    Raises
    ------
    ValueError
        If a table or the aliases are not in order.

    Examples
    --------
    >>> import mediakit as mk
    >>> texts = ["“We shut,” Ann Reed said. “Too late,” said Orr.", "“It will open,” said Reed."]
    >>> articles = mk.load_articles(pd.DataFrame({"text": texts}), progress=False)
    >>> who = mk.speakers(articles, mk.find(articles))
    >>> who.speakers[["speaker", "n_articles", "n_words", "n_quoted"]].values.tolist()
    [['Ann Reed', 2, 5, 5], ['Orr', 1, 2, 2]]
    >>> who.merges[["name", "speaker", "reason"]].values.tolist()
    [['Reed', 'Ann Reed', 'surname of one person only']]
    """
    found = of_articles(articles, found)
    before = len(found.report)
    if aliases is not None:
        found = correct(articles, found, aliases)
    said = _said(articles, found)
    into = _joined(said, found)
    said["speaker"] = [into.get(name, name) for name in said["name"]]
    apart = make("report", _kept_apart(said, found.evidence))
    told = pd.concat([found.report.iloc[before:], apart], ignore_index=True)
    return Speakers(_speakers(said), _by_article(said), _merges(said, into), told, found.readings)


def write_speakers(who: Speakers, out: str | Path) -> list[Path]:
    """Write the tables of `speakers` as CSV into a folder, with a manifest of how they were made.

    Parameters
    ----------
    who : Speakers
        What `speakers` returned.
    out : path
        The folder; it is made if it is not there. Files of the same names are replaced.

    Returns
    -------
    list of Path
        The files: ``speakers.csv``, ``speakers_by_article.csv``, ``speakers_merges.csv``,
        ``speakers_report.csv``, ``speakers_readings.csv`` and ``speakers_manifest.json``.
    """
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    tables: dict[str, dict[str, Any]] = {}
    for name, table in who._asdict().items():
        file = "speakers.csv" if name == "speakers" else f"speakers_{name}.csv"
        content = table.to_csv(index=False, lineterminator="\n", float_format="%.6g").encode()
        (folder / file).write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        tables[name] = {"file": file, "rows": len(table), "sha256": digest}
    manifest = {"provenance": made_by(who.readings), "tables": tables}
    text = json.dumps(manifest, indent=2, ensure_ascii=False)
    (folder / "speakers_manifest.json").write_text(text + "\n", encoding="utf-8")
    return [
        *(folder / entry["file"] for entry in tables.values()),
        folder / "speakers_manifest.json",
    ]


# ---------------------------------------------------------------- who is who
def _joined(said: pd.DataFrame, found: Found) -> dict[str, str]:
    """Return the row for each name that does not stand for itself."""
    names = set(said["name"]) - {NO_SOURCE}
    pronouns = {name for name in names if is_pronoun(name)}
    sources = said["source"].astype(object).where(said["source"].notna(), "")
    genders = genders_said(said["name"], sources)
    into = join_names(names - pronouns, _others(found.evidence), genders)
    final = alias_names(found.readings)
    kept = {name: row for name, row in into.items() if name not in final}
    return kept | dict.fromkeys(pronouns - final, UNRESOLVED)


def _others(evidence: pd.DataFrame) -> Iterator[str]:
    """Yield whom the articles name, speaking or not."""
    naming = (evidence["signal"] == "naming") & evidence["label"].isin(("name", "title"))
    yield from evidence.loc[naming, "target"].dropna().unique()
    for speaker in evidence["speaker"].dropna().unique():
        yield from parts_of(speaker)


def _kept_apart(said: pd.DataFrame, evidence: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Yield a row of the report for each surname that several bear, most attributions first."""
    own = said.loc[said["name"] == said["speaker"], "name"].value_counts()
    bearers = full_names({*own.index, *(set(_others(evidence)) - set(said["name"]))})
    for name, n in own.items():
        full = sorted(bearers.get(str(name), []), key=lambda one: -own.get(one, 0))
        if len(full) > 1:
            some = ", ".join(full[:4]) + (" and others" if len(full) > 4 else "")
            row = {
                "signal": "speakers",
                "reason": f"surname kept apart: {name!r} ({n:,} attributions) may be {some}",
            }
            yield tuple(row.get(column) for column in REPORT)


def _reason(name: str, speaker: str) -> str:
    if speaker == UNRESOLVED:
        return "pronoun"
    if JOINT in speaker:
        return "speak together"
    if " " not in name:
        return "surname of one person only"
    return "another form of the name"


# ------------------------------------------------------------------- counting
def _said(articles: pd.DataFrame, found: Found) -> pd.DataFrame:
    """Return the attributions with all that is counted of them."""
    said = found.attributions.reset_index(drop=True)
    speaker = said["speaker"].astype(object)
    about = articles.set_index("article_id").reindex(columns=["outlet", "title", "text"])
    title, text = (_lengths(about[field]) for field in ("title", "text"))
    ids = said["article_id"]
    first = said[["source_start", "cue_start", "content_start"]].min(axis=1).astype("Int64")
    offset = first + ids.map(title).where(said["field"] == "text", 0).astype("Int64")
    length = (ids.map(title) + ids.map(text)).astype("Float64")
    order = {article_id: n for n, article_id in enumerate(about.index)}
    claims = {f"n_{one}": said["positioning"] == one for one in POSITIONINGS}
    said = said.assign(
        name=speaker.where(speaker.notna(), NO_SOURCE),
        outlet=ids.map(about["outlet"]),
        first_field=said["field"],
        first_start=first,
        first_position=offset.astype("Float64") / length.mask(length == 0),
        n_attributions=1,
        n_paraphrased=said["n_words"] - said["n_quoted"],
        order=ids.map(order),
        **claims,
    )
    # In order of appearance.
    return said.sort_values(["order", "first_position", "attribution_id"], ignore_index=True)


def _lengths(texts: pd.Series) -> pd.Series:
    """Return the number of characters; 0 for an absent text or a blank one, which is not read."""
    return pd.Series(
        [len(text) if isinstance(text, str) and text.strip() else 0 for text in texts], texts.index
    )


def _by_article(said: pd.DataFrame) -> pd.DataFrame:
    table = _counted(said, ["article_id", "speaker"])
    firsts = said.drop_duplicates(["article_id", "speaker"])
    for column in ("outlet", "first_field", "first_start", "first_position"):
        table[column] = firsts[column].to_numpy(object)
    ids = _listed(said, ["article_id", "speaker"], "attribution_id")
    table["attribution_ids"] = ["; ".join(map(str, sorted(one))) for one in ids]
    words = table.groupby("article_id")["n_words"].transform("sum")
    table["share"] = table["n_words"].astype("Float64") / words.mask(words == 0)
    return _typed(table, BY_ARTICLE)


def _speakers(said: pd.DataFrame) -> pd.DataFrame:
    table = _counted(said, ["speaker"])
    groups = said.groupby("speaker", sort=False)
    firsts = said.drop_duplicates(["article_id", "speaker"]).groupby("speaker", sort=False)
    table["n_articles"] = groups["article_id"].nunique().to_numpy()
    table["n_outlets"] = groups["outlet"].nunique().to_numpy()
    table["first_position"] = firsts["first_position"].mean().to_numpy(object)
    names = _listed(said, ["speaker"], "name")
    others = zip(table["speaker"], names, strict=True)
    table["also"] = ["; ".join(sorted(set(all_) - {one})) or None for one, all_ in others]
    total = int(table["n_words"].sum())
    table["share"] = table["n_words"].astype("Float64") / (total or pd.NA)
    table = _typed(table, SPEAKERS)
    return table.sort_values(["n_words", "speaker"], ascending=[False, True], ignore_index=True)


def _merges(said: pd.DataFrame, into: Mapping[str, str]) -> pd.DataFrame:
    groups = said[said["name"].isin(into)].groupby("name")
    table = pd.DataFrame(
        {"n_articles": groups["article_id"].nunique(), "n_attributions": groups.size()}
    ).reset_index()
    table["speaker"] = [into[name] for name in table["name"]]
    table["reason"] = list(map(_reason, table["name"], table["speaker"]))
    return _typed(table, MERGES).sort_values(["speaker", "name"], ignore_index=True)


def _counted(said: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Return one row for each `key`, in order of appearance, with what both tables count."""
    groups = said.groupby(key, sort=False)
    sums = [column for column in {**_COUNTS, **_CLAIMS} if column != "share"]
    table: pd.DataFrame = groups[sums].sum()
    table["anonymous"] = groups["anonymous"].all()
    known = said[said["source_type"].notna() & (said["source_type"] != "unknown")]
    kinds = known.groupby([*key, "source_type"])["n_attributions"].sum().reset_index()
    kinds["rank"] = kinds["source_type"].map({kind: n for n, kind in enumerate(SOURCE_TYPES)})
    kinds = kinds.sort_values(["n_attributions", "rank"], ascending=[False, True])
    most = kinds.drop_duplicates(key).set_index(key)["source_type"]
    table["source_type"] = most.reindex(table.index).fillna("unknown")
    return table.reset_index()


def _listed(said: pd.DataFrame, key: list[str], column: str) -> list[list[Any]]:
    """Return the values of `column` for each `key`, in order of appearance."""
    values: dict[tuple[Any, ...], list[Any]] = {}
    keys = zip(*(said[one] for one in key), strict=True)
    for one, value in zip(keys, said[column], strict=True):
        values.setdefault(one, []).append(value)
    return list(values.values())


def _typed(table: pd.DataFrame, schema: Mapping[str, Any]) -> pd.DataFrame:
    return pd.DataFrame({c: as_dtype(table[c], dtype) for c, dtype in schema.items()})
