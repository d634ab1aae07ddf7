"""Who speaks in a corpus: one row a speaker, in all and per article, and who was taken as one."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from mediakit.attribution import GUESSES
from mediakit.contract.hashes import statistics_hash
from mediakit.contract.readings import made_by, of_articles
from mediakit.contract.shown import as_html, as_text, rows_of
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
from mediakit.contract.wording import number
from mediakit.reading.aliases import Aliases, correct
from mediakit.reading.same_person import NO_SOURCE, Persons, are_speakers, count_joined, persons
from mediakit.statistics.copies import counted, note, with_weights

_COUNTS: dict[str, Any] = {
    "n_attributions": COUNT, "n_words": COUNT, "n_quoted": COUNT, "n_paraphrased": COUNT,
    "share": "Float64",
}  # fmt: skip
_CLAIMS: dict[str, Any] = {f"n_{positioning}": COUNT for positioning in POSITIONINGS}
_KIND: dict[str, Any] = {"source_type": TEXT, "anonymous": "boolean"}
#: Columns and dtypes of the three tables.
SPEAKERS: dict[str, Any] = {
    "speaker": TEXT, **_KIND, "n_articles": COUNT, "n_outlets": COUNT, **_COUNTS,
    "first_position": "Float64", **_CLAIMS, "also": TEXT, "n_copies": COUNT,
    "n_words_weighted": "Float64",
}  # fmt: skip
BY_ARTICLE: dict[str, Any] = {
    "article_id": TEXT, "outlet": TEXT, "speaker": TEXT, **_KIND, **_COUNTS, "first_field": TEXT,
    "first_start": OFFSET, "first_position": "Float64", **_CLAIMS, "attribution_ids": TEXT,
}  # fmt: skip
MERGES: dict[str, Any] = {
    "name": TEXT, "speaker": TEXT, "article_id": TEXT, "reason": TEXT, "n_articles": COUNT,
    "n_attributions": COUNT,
}  # fmt: skip


MOST_NAMES = 4  # that one name may be, in the report


SHOWN = ["speaker", "source_type", "n_articles", "n_attributions", "n_words", "share"]


class Speakers(NamedTuple):
    """What `speakers` returns: six plain tables."""

    speakers: pd.DataFrame
    by_article: pd.DataFrame
    merges: pd.DataFrame
    apart: pd.DataFrame
    report: pd.DataFrame
    readings: pd.DataFrame

    def __repr__(self) -> str:
        """Say who speaks most, and what could not be decided."""
        return as_text(self._said(), self.speakers.reindex(columns=SHOWN))

    def _repr_html_(self) -> str:
        return as_html(self._said(), self.speakers.reindex(columns=SHOWN))

    def _said(self) -> list[str]:
        many = number(int(are_speakers(self.speakers["speaker"]).sum()), "speaker")
        joined = count_joined(self.merges["name"], self.merges["speaker"])
        apart = number(len(self.apart), "name")
        return [
            f"{many} in {number(self.by_article['article_id'].nunique(), 'article')}",
            f"{number(joined, 'name')} joined another, {apart} stayed apart",
            *filter(None, [self.speakers.attrs.get("copies")]),
            rows_of(self._asdict()),
        ]


def speakers(
    articles: pd.DataFrame,
    found: Found,
    aliases: str | Path | pd.DataFrame | Aliases | None = None,
    *,
    duplicates: str = "weight",
) -> Speakers:
    """Count who speaks, over all articles and in each.

    Counts the attributions of titles and texts. Names are joined over articles where only one of
    all who speak or, where `found` holds naming, are named can be meant: without title or middle
    name, by a nickname (Chuck and Charles E. Reed), by the surname alone, by surname and title
    (*President Reed*), by surname and gender (*Mr.* is no woman). What may mean several stays
    apart, and is told with its weight. Two who speak together are one row (“Ann Reed & Tim Cole”).
    Attributions without a source are one row, “(no source named)”, and pronouns that were not
    resolved another, “(pronoun, not resolved)”. Misses changed names, and different persons of one
    name; unnamed speakers (“officials”) of different articles share a row. Aliases mend all of
    that.

    Parameters
    ----------
    articles : DataFrame
        The articles. Only attributions in these count.
    found : Found
        What `find` returned for them.
    aliases : path of a CSV, or DataFrame, optional
        Your own names and exclusions, applied before anything is counted: see `correct`. A name
        that you give as ``speaker`` is final: it joins no other.
    duplicates : {"weight", "keep", "drop"}
        What to do with articles that share a `copy_group`, in whatever outlet: k of them weigh 1/k
        each in the shares; all count in full; or the first of them alone counts.

    Returns
    -------
    Speakers
        A named tuple of tables. ``speakers``: one row a speaker, most words first: speaker,
        source_type (the most frequent one but *unknown*; those that
        only an introduction left out speaks for, `citizen_unexplained` and
        `politician_unexplained`, count where there is no other), anonymous (in all attributions),
        n_articles, n_outlets, n_attributions, n_words, n_quoted, n_paraphrased, share (of all
        attributed words), first_position (mean over the articles), n_neutral, n_distancing,
        n_endorsing, also (the names that were joined), n_copies (of n_articles, those that repeat
        another), n_words_weighted (the words by weight: share and order are made of them). Counts
        are copies and all; ``speakers.attrs["copies"]`` says what was done with these.
        ``by_article``: one row per article and speaker, in order of appearance, with outlet, share
        (of the article's attributed words), first_field, first_start, first_position (0 is where
        the title, or a text without one, begins; 1 where the text ends) and attribution_ids, the
        rows of ``found.attributions`` that are counted. An article in which nobody speaks has none.
        ``merges``: one row a joined name: name, speaker, article_id (where it means this speaker;
        NA: in all articles), reason (the rule), n_articles, n_attributions. With wrong cells of
        ``speaker`` mended (the name itself keeps it apart) it serves as aliases.
        ``apart``: one row a name that may mean several, most words first: name, may_be, n_articles,
        n_attributions, n_words. ``report``: what the aliases did, and what stays apart.
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
    every, articles = articles, counted(articles, None, duplicates)
    found = of_articles(articles, found)
    before = len(found.report)
    if aliases is not None:
        found = correct(articles, found, aliases)
    people = persons(articles, found)
    said = _said(articles, found)
    said["speaker"] = people.of(said["article_id"], said["name"])
    told = pd.concat([found.report.iloc[before:], _kept_apart(people)], ignore_index=True)
    said = with_weights(said, articles, found.words["article_id"], None, duplicates)
    who = note(_speakers(said), every, None, duplicates)
    return Speakers(
        who, _by_article(said), _merges(said, people), people.apart, told, found.readings
    )


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
        ``speakers_apart.csv``, ``speakers_report.csv``, ``speakers_readings.csv`` and
        ``speakers_manifest.json``.
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
    made = {"provenance": made_by(who.readings), "statistics": statistics_hash()}
    copies = {name: who.speakers.attrs.get(name) for name in ("duplicates", "copies")}
    manifest = {**made, **copies, "tables": tables}
    text = json.dumps(manifest, indent=2, ensure_ascii=False)
    (folder / "speakers_manifest.json").write_text(text + "\n", encoding="utf-8")
    return [
        *(folder / entry["file"] for entry in tables.values()),
        folder / "speakers_manifest.json",
    ]


def _kept_apart(people: Persons) -> pd.DataFrame:
    """Return a row of the report for each name that may mean several, most words first."""
    rows = (
        {"signal": "speakers", "reason": f"kept apart: {said}", "kind": "kept apart"}
        for said in told_apart(people)
    )
    return make("report", ([row.get(column) for column in REPORT] for row in rows))


def told_apart(people: Persons) -> Iterator[str]:
    """Yield each name that may mean several, with its weight: “'Reed' (2 attributions, …)”."""
    for name, may_be, _, n, words in people.apart.itertuples(index=False, name=None):
        names = may_be.split("; ")
        some = ", ".join(names[:MOST_NAMES]) + " and others" * (len(names) > MOST_NAMES)
        yield f"{name!r} ({number(n, 'attribution')}, {number(words, 'word')}) may be {some}"


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
    firsts = said.drop_duplicates(["article_id", "speaker"])
    table["n_articles"] = groups["article_id"].nunique().to_numpy()
    table["n_outlets"] = groups["outlet"].nunique().to_numpy()
    table["n_copies"] = table["n_articles"] - groups["story"].nunique().to_numpy()
    words = (said["n_words"] * said["weight"]).groupby(said["speaker"], sort=False)
    table["n_words_weighted"] = words.sum().to_numpy(float).round(9)
    table["first_position"] = _mean_position(firsts)
    names = _listed(said, ["speaker"], "name")
    others = zip(table["speaker"], names, strict=True)
    table["also"] = ["; ".join(sorted(set(all_) - {one})) or None for one, all_ in others]
    total = float(table["n_words_weighted"].sum())
    table["share"] = table["n_words_weighted"].astype("Float64") / (total or pd.NA)
    table = _typed(table, SPEAKERS)
    order = ["n_words_weighted", "speaker"]
    return table.sort_values(order, ascending=[False, True], ignore_index=True)


def _mean_position(firsts: pd.DataFrame) -> Any:
    """Return where each speaker comes first, on average over the articles by their weight."""
    by = firsts["speaker"]
    if (firsts["weight"] == 1).all():
        mean = firsts["first_position"].groupby(by, sort=False).mean()
    else:
        weights = firsts["weight"].where(firsts["first_position"].notna(), 0.0)
        total = weights.groupby(by, sort=False).sum()
        sums = (firsts["first_position"].fillna(0) * weights).groupby(by, sort=False).sum()
        mean = sums.astype("Float64") / total.mask(total == 0)
    return mean.to_numpy(object)


def _merges(said: pd.DataFrame, people: Persons) -> pd.DataFrame:
    """Count the attributions of each name that was joined, in all articles or in one."""
    keys = [*zip(said["article_id"], said["name"], strict=True)]
    n = Counter(keys)
    places: dict[str, list[str]] = {}
    for article, name in n:
        places.setdefault(name, []).append(article)
    rows = []
    for name, person, article, reason in people.joined.astype(object).itertuples(
        index=False, name=None
    ):
        where = [article] if isinstance(article, str) else places.get(name, [])
        if total := sum(n[one, name] for one in where):
            rows.append((name, person, article, reason, len(where), total))
    table = _typed(pd.DataFrame(rows, columns=list(MERGES), dtype=object), MERGES)
    return table.sort_values(["speaker", "name", "article_id"], ignore_index=True)


def _counted(said: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Return one row for each `key`, in order of appearance, with what both tables count."""
    groups = said.groupby(key, sort=False)
    sums = [column for column in {**_COUNTS, **_CLAIMS} if column != "share"]
    table: pd.DataFrame = groups[sums].sum()
    table["anonymous"] = groups["anonymous"].all()
    known = said[said["source_type"].notna() & (said["source_type"] != "unknown")]
    guessed = known["source_type_by"].isin(GUESSES)  # a guess outvotes no description
    known = known[~guessed | guessed.groupby([known[one] for one in key]).transform("all")]
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
