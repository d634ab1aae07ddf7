"""Results in a folder: written batch by batch, whole or not at all, and read back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

import pandas as pd

from mediakit.contract.progress import progress as progress_of
from mediakit.contract.readings import (
    filtered,
    lists_text,
    looked_text,
    names_text,
    of_articles,
)
from mediakit.contract.tables import Found, known, make
from mediakit.corpus.copies import mark_copies
from mediakit.corpus.load import load_batches
from mediakit.corpus.notes import DUPLICATE
from mediakit.reading.aliases import describe_aliases, identity, read_aliases
from mediakit.reading.word_lists import read_lists
from mediakit.results import formats
from mediakit.results.manifest import MANIFEST, TABLES, describe, describe_tables, read_manifest
from mediakit.results.target import refuse_inside, same_results, write_whole
from mediakit.results.writer import Tally, manifest_of, write_batches, write_found


class Summary(NamedTuple):
    """What was done: the folder, whether it was written now, and its manifest."""

    folder: Path
    written: bool
    manifest: dict[str, Any]

    def __repr__(self) -> str:
        """Say what the folder holds; the whole manifest stands in it."""
        done = "written" if self.written else "left as it was, with the same results"
        rows = ((name, one["rows"]) for name, one in self.manifest["tables"].items())
        held = ", ".join(f"{name} {n:,}" for name, n in rows)
        return f"Summary of {self.folder}: {done}\nrows: {held}"


def write_results(
    articles: Any,
    found: Any = None,
    out: str | Path | None = None,
    *,
    format: str = "parquet",
    excel_safe: bool = False,
    replace: bool = False,
    **options: Any,
) -> Summary:
    """Write articles and what was found in them to a folder: as found, corrected or filtered.

    Evidence of articles that are not in the table is left out; further columns of yours are kept,
    as `stream_results` keeps those of the articles. The folder appears whole at the end or not at
    all, and `read_results` reads it. ``write_results(source, out, ...)`` is `stream_results`.

    Parameters
    ----------
    articles : DataFrame
        The articles.
    found : Found
        What `find` returned for them, or what you made of it.
    out : path
        Folder to write: a new or empty one. One that holds the same tables is left as it is.
    format : str
        ``"parquet"``, ``"csv"`` or ``"jsonl"``.
    excel_safe : bool
        Write CSV for spreadsheets: with a byte order mark, and with an apostrophe before a text
        that one would run as a formula (``=cmd|…``). Without it a CSV holds every text as it is.
    replace : bool
        Write anew where other results of mediakit stand. Anything else is never overwritten.

    Returns
    -------
    Summary
        ``folder``, ``written`` and ``manifest``, as of `stream_results`. The input of its settings
        is a hash over all tables; ``aliases`` are in the table ``readings``.

    Raises
    ------
    FileExistsError
        If `out` holds other results (the error names what changed) or anything else.
    TypeError
        If `found` is not what `find` returns.
    ValueError
        If the tables do not belong together, or there is no article.

    Examples
    --------
    >>> import tempfile, mediakit as mk
    >>> articles = mk.load_articles("The regime fell, said Ann Lee.", progress=False)
    >>> found = mk.find(articles)
    >>> loaded = found._replace(evidence=found.evidence.query("signal == 'loaded'"))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     summary = mk.write_results(articles, loaded, folder)
    ...     articles, again = mk.read_results(folder)
    >>> again.evidence["text"].tolist(), again.readings["engine"].tolist()
    (['regime'], ['accurate'])
    """
    if not isinstance(found, Found):
        target = found if out is None else out
        if not isinstance(target, (str, Path)) or (found is not None and out is not None):
            raise TypeError(
                f"Got a {type(found).__name__} as found; expected what mk.find(articles) returns: "
                "mk.write_results(articles, found, out)."
            )
        return stream_results(
            articles, target, format=format, excel_safe=excel_safe, replace=replace, **options
        )
    if options or out is None:
        wrong = "no folder" if out is None else ", ".join(f"{name}=" for name in options)
        raise TypeError(
            f"Got {wrong}; expected mk.write_results(articles, found, out). What reads articles "
            "anew, with engine=, signals=, lexicons= and aliases=, is mk.stream_results(source, "
            "out)."
        )
    known(format, formats.FORMATS, "format")
    found = _told(of_articles(articles, found))
    if articles.empty:
        raise ValueError("Got no article; expected at least one to write.")
    settings = describe_tables(articles, found, format) | _safe(excel_safe, format)

    def write(folder: Path) -> Tally:
        return write_found(articles, found, folder, format, excel_safe)

    return _written(Path(out), write, settings, replace)


def _safe(excel_safe: bool, format: str) -> dict[str, Any]:
    """Return the setting, which only a CSV can have, where it is on."""
    if excel_safe and format != "csv":
        raise ValueError(f"excel_safe= is for spreadsheets; expected format='csv', got {format!r}.")
    return {"excel_safe": True} if excel_safe else {}


def _told(found: Found) -> Found:
    """Return what was found, with a row of the report where evidence was filtered."""
    new = [said for said in filtered(found) if said not in set(found.report["reason"])]
    rows = make("report", ((None, None, None, None, None, said, "filtered") for said in new))
    return found._replace(report=pd.concat([found.report, rows])) if new else found


def stream_results(
    source: Any,
    out: str | Path,
    *,
    engine: str = "accurate",
    signals: Sequence[Any] | None = None,
    lexicons: Mapping[str, Any] | None = None,
    aliases: str | Path | pd.DataFrame | None = None,
    clean: bool = True,
    columns: Mapping[str, str] | None = None,
    furniture: str = "drop",
    dayfirst: bool | None = None,
    encoding: str | None = None,
    format: str = "parquet",
    excel_safe: bool = False,
    replace: bool = False,
    strict: bool = False,
    progress: bool = True,
) -> Summary:
    """Read articles, find their evidence and write all tables to a folder, batch by batch.

    Up to 50 million letters of text, some ten thousand articles, are looked at together first, for
    copies and lines that repeat over an outlet; of more, only one batch is in memory at a time,
    and a warning says what was not seen. The folder appears whole at the end or not at all: a run
    that fails or is stopped leaves `out` as it was. Two runs over the same articles write the same
    bytes, but for ``run`` in the manifest (date, processor, seconds, words per second).

    Parameters
    ----------
    source : path, list of paths, DataFrame or text
        Whatever `load_articles` takes. The user's further columns are kept in ``articles``:
        numbers, truth values, times and text as they are, anything else as text. A column that is
        a number in one batch and text in another is text.
    out : path
        Folder to write: a new or empty one. One that holds the same results (same articles,
        settings, lists and version) is left as it is.
    engine, signals, lexicons, aliases : optional
        As for `find`.
    clean, columns, furniture, dayfirst, encoding
        As for `load_articles`.
    format : str
        ``"parquet"``, ``"csv"`` or ``"jsonl"``.
    excel_safe : bool
        Write CSV for spreadsheets: with a byte order mark, and with an apostrophe before a text
        that one would run as a formula (``=cmd|…``). Without it a CSV holds every text as it is.
    replace : bool
        Write anew where other results of mediakit stand. Anything else is never overwritten.
    strict : bool
        Write nothing if a file or an article was skipped: as for `load_articles`.
    progress : bool
        Show how far the reading is.

    Returns
    -------
    Summary
        ``folder``, ``written`` (False if the same results stood there) and ``manifest`` (a dict:
        ``settings``, ``mapped`` (their column -> ours, and in how many files), ``imports`` (of each
        file: see `imports`), ``counts``, ``aliases`` (what your list did), ``looked``, ``tables``,
        ``versions``, ``run``).

    Raises
    ------
    FileExistsError
        If `out` holds other results (the error names what changed) or anything else.
    ValueError
        If a setting is unknown, or `out` lies in the folder that is read, or no article was read.

    Examples
    --------
    >>> import tempfile, mediakit.results.folder as results
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     summary = results.stream_results(
    ...         "The regime claimed victory.", folder, progress=False)
    ...     articles, found = results.read_results(folder)
    >>> summary.manifest["counts"]["articles"], len(articles)
    (1, 1)
    """
    known(format, formats.FORMATS, "format")
    refuse_inside(Path(out).expanduser().resolve(), source)
    lists = read_lists(lexicons)
    listed = None if aliases is None else read_aliases(aliases)
    which = None if listed is None else identity(listed)
    settings = describe(source, engine, signals, lists, clean, format, columns, which)
    settings |= _safe(excel_safe, format)
    reading: dict[str, Any] = {"furniture": furniture, "dayfirst": dayfirst, "encoding": encoding}
    usual = {"furniture": "drop", "dayfirst": None, "encoding": None}
    settings |= {name: said for name, said in reading.items() if said != usual[name]}

    def write(folder: Path) -> Tally:
        _, batches = load_batches(source, columns, clean=clean, strict=strict, **reading)
        options = {"engine": engine, "signals": signals, "lexicons": lists, "progress": progress}
        with progress_of("Reading", "articles", shown=progress):  # each batch moves it: see find
            return write_batches(batches, folder, format, options, listed, excel_safe)

    return _written(Path(out), write, settings, replace)


def read_results(folder: str | Path) -> tuple[pd.DataFrame, Found]:
    """Read a folder that `write_results` or `stream_results` (``mediakit find``) wrote.

    Parameters
    ----------
    folder : path
        The folder with ``manifest.json``.

    Returns
    -------
    tuple of DataFrame and Found
        The articles, and what was found in them, with the dtypes of the contract; `report` works
        on these articles too. Copies are marked in them as `load_articles` marks them.
        Of a folder of 0.1.0 the readings are made from its manifest. A further column of whole
        numbers comes back as ``Int64``.

    Raises
    ------
    FileNotFoundError
        If the folder or one of its tables is missing.
    """
    manifest = _manifest_of(folder)
    articles, *others = (read_table(folder, name) for name in TABLES if name in manifest["tables"])
    found = Found(*others)
    if "readings" not in manifest["tables"]:
        found = found._replace(readings=_readings(articles, manifest))
    # All that loading said, without what find said of articles that it could not read.
    wordless = ~found.report["article_id"].isin(found.words["article_id"])
    by_find = found.report["signal"].notna() | (_of_articles(found.report) & wordless)
    rows = found.report[~by_find].astype(object)
    kept = rows.where(rows.notna(), None).to_dict("records")
    articles.attrs["report"] = kept + _copies(
        articles, {row["article_id"] for row in kept if row["kind"] == DUPLICATE}
    )
    if "imports" in manifest:  # 0.2.0 wrote none
        articles.attrs["imports"] = manifest["imports"]
    return articles, found


def _copies(articles: pd.DataFrame, told: set[Any]) -> list[dict[str, Any]]:
    """Mark copies where articles were read in batches, and return what the report lacks of them."""
    return [
        {"article_id": id_, "field": "text", "reason": reason, "kind": DUPLICATE}
        for id_, reason in mark_copies(articles)
        if id_ not in told
    ]


def read_table(folder: str | Path, name: str) -> pd.DataFrame:
    """Read one table of a folder of results: see `read_results`."""
    manifest = _manifest_of(folder)
    entry = manifest["tables"][known(name, TABLES, "table")]
    path = Path(folder) / entry["file"]
    if not path.is_file():
        raise FileNotFoundError(
            f"{folder} lacks {entry['file']}. Write it anew: `mediakit find` with --replace."
        )
    return formats.read_table(path, name, entry["columns"], entry.get("excel_safe", False))


def _manifest_of(folder: str | Path) -> dict[str, Any]:
    manifest = read_manifest(folder)
    if manifest is None:
        raise FileNotFoundError(
            f"{folder} is no folder of results: it has no {MANIFEST} of mediakit. Make one with "
            f"`mediakit find INPUT --out {folder}`, or load articles with mk.load_articles."
        )
    return manifest


def _readings(articles: pd.DataFrame, manifest: Mapping[str, Any]) -> pd.DataFrame:
    """Return the readings of a folder of 0.1.0, which holds them in the manifest alone."""
    settings, aliases = manifest["settings"], manifest.get("aliases")
    lists, engine = settings["lexicons"], settings["engine"]
    row = (
        engine,
        settings["models"][engine],
        settings["mediakit"],
        looked_text(manifest["looked"]),
        lists_text(lists),
        describe_aliases(aliases) if aliases else None,
        names_text(aliases["speakers"]) if aliases else None,
        None,  # counted over all articles
        None,
    )
    return make("readings", ((article_id, *row) for article_id in articles["article_id"]))


def _written(
    out: Path, write: Callable[[Path], Tally], settings: dict[str, Any], replace: bool
) -> Summary:
    """Write a folder whole, unless it holds the same results."""
    target = out.expanduser().resolve()
    if same := same_results(target, settings, replace):
        return Summary(out, False, same)
    started = perf_counter()
    with write_whole(target) as folder:
        manifest = manifest_of(settings, write(folder), perf_counter() - started)
        text = json.dumps(manifest, indent=2, ensure_ascii=False)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
        if same_results(target, settings, replace):
            raise FileExistsError(f"Another run wrote {out} meanwhile; its results were kept.")
    return Summary(out, True, manifest)


def _of_articles(report: pd.DataFrame) -> pd.Series:
    """Tell which rows that `find` reported are about a whole article."""
    return report["article_id"].notna() & report["field"].isna() & report["signal"].isna()
