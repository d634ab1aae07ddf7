"""The figures, by name: each draws anybody's articles and returns the table behind it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from io import BytesIO
from itertools import islice
from pathlib import Path
from textwrap import shorten
from typing import Any

import pandas as pd
from matplotlib import rc_context
from matplotlib.figure import Figure

from mediakit.contract import style, tables
from mediakit.contract.cells import plain, records
from mediakit.contract.progress import progress
from mediakit.contract.readings import of_articles
from mediakit.contract.wording import number
from mediakit.figures import contrasts, plot
from mediakit.figures.picture import CAUTION, METADATA, ONE_COLUMN, Picture, sign
from mediakit.reading.same_person import Persons, are_speakers, count_joined, persons
from mediakit.reading.voices import Run, contents_of, printed_of, voice_runs
from mediakit.statistics.copies import check_duplicates, counted, said_of_copies
from mediakit.statistics.speakers import told_apart
from mediakit.text.document import Document

MOST_APART = 3  # names that a caption tells
PDF = {"Description": "Subject"}  # what PDF calls it
STRIP_COLUMNS = (
    "kind", "field", "start_word", "end_word", "voice", "signal", "label", "speaker", "text",
)  # fmt: skip


def voice_strip(
    articles: pd.DataFrame, found: tables.Found, *, article_id: str | None = None
) -> tuple[Figure, pd.DataFrame]:
    """Draw one article as a strip of voices with its evidence above.

    The words of the title come first, then those of the text. Of sourcing only the cues are drawn
    as ticks: contents are the band itself.

    Parameters
    ----------
    articles : DataFrame
        The articles.
    found : Found
        What `mk.find` found in them.
    article_id : str, optional
        The article; without it that with the most attributions, of equals the first id.

    Returns
    -------
    figure : Figure
    table : DataFrame
        kind (voice, evidence), field, start_word, end_word, voice, signal, label, speaker, text;
        `table.attrs` holds caption and alt text.

    Raises
    ------
    ValueError
        If there is no such article.
    """
    found = of_articles(articles, found)
    if article_id is None:
        article_id = _most_attributed(articles, found)
    elif not (articles["article_id"] == article_id).any():
        raise ValueError(
            f"No article has the id {article_id!r}. Take one from articles['article_id'], or leave "
            "article_id out."
        )
    table = _strip_table(articles, found, article_id)
    voices = table[table["kind"] == "voice"]
    words = (voices["end_word"] - voices["start_word"]).groupby(voices["voice"]).sum()
    total = int(words.sum())
    shares = ", ".join(f"{v} {int(words.get(v, 0))}" for v in tables.VOICES)
    ticks = int((table["kind"] == "evidence").sum())
    pieces = number(ticks, "piece of evidence", "pieces of evidence")
    table.attrs["caption"] = (
        f"Whose voice each word of article {article_id!r} is in, and where evidence stands "
        f"(n = {number(total, 'word')}, {pieces}). {CAUTION}"
        if total
        else f"Nothing to draw: no words were read (n = 0). {CAUTION}"
    )
    table.attrs["alt"] = (
        f"Strip of {number(total, 'word')} by voice: {shares}; {number(ticks, 'tick')} of evidence."
    )
    with rc_context(style.figure_style()):
        rows = table.loc[table["kind"] == "evidence", "signal"].nunique()
        figure = Picture(figsize=(2 * ONE_COLUMN, 1.5 + 0.2 * rows), layout="constrained")
        plot.strip(table, figure.subplots())
        if total:
            figure.suptitle(_heading(articles, article_id), x=0.01, ha="left")
        sign(figure, found, f"n = {number(total, 'word')}, {number(int(total > 0), 'article')}")
    return figure, table


def who_speaks(
    articles: pd.DataFrame, found: tables.Found, *, top: int = 12, duplicates: str = "weight"
) -> tuple[Figure, pd.DataFrame]:
    """Draw how many words each speaker has, in quotation and in paraphrase.

    Counts the attributed words of titles and texts. Speakers are joined by name over all articles;
    attributed words without a speaker are one row, “(no source named)”, and those of pronouns and
    words such as *others* another, “(pronoun, not resolved)”. Who is one person is decided as in
    `speakers`; the caption tells how much is said by names that may mean several.

    Parameters
    ----------
    articles : DataFrame
        The articles.
    found : Found
        What `mk.find` found in them.
    top : int, default 12
        How many named speakers to draw. The table holds all.
    duplicates : {"weight", "keep", "drop"}
        What to do with articles that share a `copy_group`. Bars are whole words, so that of copies
        the first alone counts unless all are to be kept; the caption says so.

    Returns
    -------
    figure : Figure
    table : DataFrame
        One row per speaker, most words first: speaker, quotation, paraphrase, total, share (of all
        attributed words), also (the names or the pronouns that were joined), may_be (whom a name
        may mean that was kept apart), both between semicolons; `table.attrs` holds caption and
        alt text.
    """
    check_duplicates(duplicates)
    dropped = "keep" if duplicates == "keep" else "drop"
    copies = said_of_copies(articles, None, dropped)
    articles = counted(articles, None, dropped)
    found = of_articles(articles, found)
    people = persons(articles, found)
    table = _speaker_table(found.words, people)
    total, of = int(table["total"].sum()), int(found.words["n_words"].sum())
    named = table[are_speakers(table["speaker"])]
    also = named.assign(name=named["also"].str.split("; ")).explode("name").dropna(subset="name")
    joined = count_joined(also["name"], also["speaker"])
    table.attrs["caption"] = (
        f"Words in quotation and paraphrase by speaker (n = {total:,} attributed of {of:,} words, "
        f"{number(len(named), 'speaker')}, {number(len(articles), 'article')}; "
        f"{number(joined, 'name')} joined another). {_apart(people)}"
        f"{f'{copies} ' if copies else ''}{CAUTION}"
    )
    table.attrs["alt"] = _speakers_alt(table, named, top)
    with rc_context(style.figure_style()):
        height = 0.95 + 0.2 * max(min(top, len(named)) + len(table) - len(named), 3)
        figure = Picture(figsize=(ONE_COLUMN, height), layout="constrained")
        plot.speakers(table, figure.subplots(), top=top)
        sign(
            figure,
            found,
            f"n = {number(total, 'attributed word')}, {number(len(articles), 'article')}",
        )
    return figure, table


def _apart(people: Persons) -> str:
    """Say how much is said by names that may mean several, the heaviest of them by name."""
    if people.apart.empty:
        return ""
    first = list(islice(told_apart(people), MOST_APART))
    rest = len(people.apart) - len(first)
    more = f"; and {number(rest, 'other name')}" if rest else ""
    return f"Kept apart: {'; '.join(first)}{more}. "


FIGURES: tables.Contents[Callable[..., tuple[Figure, pd.DataFrame]]] = tables.Contents("figure", {
    "voice_strip": voice_strip,
    "who_speaks": who_speaks,
    "loaded_rates": contrasts.loaded_rates,
    "loaded_differences": contrasts.loaded_differences,
    "source_types": contrasts.source_types,
    "positioning": contrasts.positioning,
    "keyness": contrasts.keyness,
    "loaded_over_time": contrasts.loaded_over_time,
})  # fmt: skip


OF_ONE = ("voice_strip",)  # figures of one article, where nothing is added up


def counting(name: str, duplicates: str) -> dict[str, str]:
    """Return how a figure is to count copies, as far as it counts."""
    return {} if name in OF_ONE else {"duplicates": duplicates}


def draw(
    articles: pd.DataFrame,
    found: tables.Found,
    out: str | Path,
    only: str | Iterable[str] | None = None,
    *,
    duplicates: str = "weight",
) -> pd.DataFrame:
    """Draw the figures into a folder: each as PNG, SVG and PDF, with its table and its caption.

    Parameters
    ----------
    articles : DataFrame
        The articles.
    found : Found
        What `mk.find` found in them.
    out : str or Path
        The folder; it is made if it is not there. Files of the same name are replaced.
    only : str or iterable of str, optional
        Names from `FIGURES`; all without it.
    duplicates : {"weight", "keep", "drop"}
        What to do with copies of one text: see `compare`.

    Returns
    -------
    DataFrame
        One row per file: name, file, sha256.

    Raises
    ------
    ValueError
        If there is no figure of that name.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Nobody spoke."]})
    >>> nothing = tables.Found(*map(tables.make, ("evidence", "attributions", "words", "report")))
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     draw(articles, nothing, folder, only="who_speaks")["file"].tolist()
    ['who_speaks.csv', 'who_speaks.md', 'who_speaks.pdf', 'who_speaks.png', 'who_speaks.svg']
    """
    names = [only] if isinstance(only, str) else list(FIGURES if only is None else only)
    for name in names:
        tables.known(name, FIGURES, "figure")
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    with progress("Drawing", "figures", len(names)) as done:
        for name in names:
            figure, table = FIGURES[name](articles, found, **counting(name, duplicates))
            for file, content in sorted(_files(name, figure, table).items()):
                (folder / file).write_bytes(content)
                rows.append((name, file, hashlib.sha256(content).hexdigest()))
            done(1)
    return pd.DataFrame(rows, columns=["name", "file", "sha256"], dtype=tables.TEXT)


def _files(name: str, figure: Figure, table: pd.DataFrame) -> dict[str, bytes]:
    """Return the bytes of each file of a figure."""
    alt, caption = table.attrs["alt"], table.attrs["caption"]
    files = {
        f"{name}.csv": table.to_csv(index=False, lineterminator="\n", float_format="%.6g").encode(),
        f"{name}.md": f"![{alt}]({name}.png)\n\n{caption}\n".encode(),
    }
    # For programs and screen readers.
    said = {
        "Title": plot.printable(f"{alt} {figure.get_supxlabel()}"),
        "Description": caption,
    }
    with rc_context(style.figure_style()):
        for kind, metadata in METADATA.items():
            buffer = BytesIO()
            text = {PDF.get(key, key) if kind == "pdf" else key: says for key, says in said.items()}
            figure.savefig(buffer, format=kind, metadata={**metadata, **text})
            files[f"{name}.{kind}"] = buffer.getvalue()
    return files


def _most_attributed(articles: pd.DataFrame, found: tables.Found) -> str | None:
    counts = found.attributions["article_id"].value_counts()
    ids = sorted(articles["article_id"].astype(str), key=lambda one: (-counts.get(one, 0), one))
    return ids[0] if ids else None


def _heading(articles: pd.DataFrame, article_id: str | None) -> str:
    row = records(articles[articles["article_id"] == article_id])[0]
    title = plain(row.get("title")) or plain(row["text"])
    outlet = plain(row.get("outlet"))
    heading = plot.printable(f"{outlet}: {title}" if outlet else title)
    return shorten(heading, 90, placeholder=" …")


def _strip_table(
    articles: pd.DataFrame, found: tables.Found, article_id: str | None
) -> pd.DataFrame:
    """Return the stretches of each voice and the evidence of one article, in word positions."""
    rows: list[tuple[Any, ...]] = []
    evidence = found.evidence[found.evidence["article_id"] == article_id]
    contents = evidence[(evidence["signal"] == "sourcing") & (evidence["label"] == "content")]
    said = zip(contents["attribution_id"], contents["speaker"], strict=True)
    speakers = {one: speaker for one, speaker in said if not pd.isna(one)}
    printed = printed_of(found.attributions[found.attributions["article_id"] == article_id])
    offset = 0
    # An article that was not read is nobody's voice, not the narrator's.
    read = found.words["article_id"].unique()
    chosen = (articles["article_id"] == article_id) & articles["article_id"].isin(read)
    for article in records(articles[chosen]):
        for field in tables.FIELDS:
            document = Document(plain(article.get(field)), field)
            here = evidence[(evidence["field"] == field) & evidence["start"].notna()]
            runs = voice_runs(document.text, contents_of(here, field), printed)
            rows += _voice_rows(document, runs, speakers, offset)
            rows += _evidence_rows(document, here, offset)
            offset += len(document.words)
    rows.sort(key=lambda row: row[0] == "evidence")
    table = pd.DataFrame(rows, columns=list(STRIP_COLUMNS))
    numbers = ("start_word", "end_word")
    return table.astype({c: "int64" if c in numbers else tables.TEXT for c in STRIP_COLUMNS})


def _voice_rows(
    document: Document, runs: list[Run], speakers: dict[Any, Any], offset: int
) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    position = 0
    for run in runs:
        first = position
        while position < len(document.starts) and document.starts[position] < run.end:
            position += 1
        if position > first:
            text = document.text[document.starts[first] : document.ends[position - 1]]
            speaker = speakers.get(run.attribution_id)
            rows.append((
                "voice", document.field, first + offset, position + offset, run.voice,
                None, None, None if pd.isna(speaker) else speaker, " ".join(text.split()),
            ))  # fmt: skip
    return rows


def _evidence_rows(document: Document, here: pd.DataFrame, offset: int) -> list[tuple[Any, ...]]:
    rows = []
    for row in records(here):
        if row["signal"] == "sourcing" and row["label"] != "cue":
            continue
        words = document.words_in(int(row["start"]), int(row["end"]))
        rows.append((
            "evidence", document.field, words.start + offset, max(words.stop, words.start) + offset,
            row["voice"], row["signal"], row["label"], row["speaker"], row["text"],
        ))  # fmt: skip
    return rows


def _speakers_alt(table: pd.DataFrame, named: pd.DataFrame, top: int) -> str:
    if table.empty:
        return "An empty chart: nobody is quoted or paraphrased."
    first = (table if named.empty else named).iloc[0]
    return (
        f"Stacked bars of {number(min(top, len(named)), 'speaker')}; the most words has "
        f"{first['speaker']} with {first['total']:,}."
    )


def _speaker_table(words: pd.DataFrame, people: Persons) -> pd.DataFrame:
    """Sum the attributed words by person."""
    said = words[words["voice"].isin(tables.VOICES[1:]) & (words["n_words"] > 0)]
    names = said["speaker"].astype(object).where(said["speaker"].notna(), plot.NO_SOURCE)
    said = said.assign(name=names, speaker=people.of(said["article_id"], names))
    counts = {
        voice: said["n_words"].where(said["voice"] == voice, 0).groupby(said["speaker"]).sum()
        for voice in ("quotation", "paraphrase")
    }
    table = pd.DataFrame(counts).astype("int64").rename_axis("speaker").reset_index()
    table["speaker"] = table["speaker"].astype(tables.TEXT)
    table["total"] = table["quotation"] + table["paraphrase"]
    table["share"] = table["total"] / max(int(table["total"].sum()), 1)
    also = said[said["name"] != said["speaker"]].groupby("speaker")["name"].unique()
    listed = {person: "; ".join(sorted(names)) for person, names in also.items()}
    may_be = dict(zip(people.apart["name"], people.apart["may_be"], strict=True))
    for column, of in (("also", listed), ("may_be", may_be)):
        values = pd.Series([of.get(one) for one in table["speaker"]], dtype=object)
        table[column] = tables.as_dtype(values, tables.TEXT)
    return table.sort_values(["total", "speaker"], ascending=[False, True], ignore_index=True)
