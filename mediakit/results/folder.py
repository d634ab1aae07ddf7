"""Results in a folder: written batch by batch, whole or not at all, and read back."""

from __future__ import annotations

import json
import platform
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet

from mediakit.contract.hashes import version_of
from mediakit.contract.progress import progress as progress_of
from mediakit.contract.readings import labels_looked, lists_text, looked_text, names_text
from mediakit.contract.tables import Found, known, make
from mediakit.corpus.load import stream_articles
from mediakit.reading.aliases import (
    Aliases,
    apply_aliases,
    describe_aliases,
    identity,
    read_aliases,
    record,
    report_rows,
)
from mediakit.reading.find import find, read_lists
from mediakit.results import formats
from mediakit.results.manifest import MANIFEST, TABLES, describe, read_manifest
from mediakit.results.target import refuse_inside, same_results, write_whole


class Summary(NamedTuple):
    """What `write_results` did: the folder, whether it wrote it now, and its manifest."""

    folder: Path
    written: bool
    manifest: dict[str, Any]


def write_results(
    source: Any,
    out: str | Path,
    *,
    engine: str = "accurate",
    signals: Sequence[Any] | None = None,
    lexicons: Mapping[str, Any] | None = None,
    aliases: str | Path | pd.DataFrame | None = None,
    clean: bool = True,
    columns: Mapping[str, str] | None = None,
    format: str = "parquet",
    replace: bool = False,
    progress: bool = True,
) -> Summary:
    """Read articles, find their evidence and write all tables to a folder, batch by batch.

    Only one batch is in memory at a time. The folder appears whole at the end or not at all: a run
    that fails or is stopped leaves `out` as it was. Two runs over the same articles write the same
    bytes, but for ``run`` in the manifest (date, seconds, words per second).

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
    clean, columns
        As for `load_articles`.
    format : str
        ``"parquet"``, ``"csv"`` or ``"jsonl"``.
    replace : bool
        Write anew where other results of mediakit stand. Anything else is never overwritten.
    progress : bool
        Show how far the reading is.

    Returns
    -------
    Summary
        ``folder``, ``written`` (False if the same results stood there) and ``manifest`` (a dict:
        ``settings``, ``mapped`` (their column -> ours, and in how many files), ``counts``,
        ``aliases`` (what your list did), ``looked``, ``tables``, ``versions``, ``run``).

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
    ...     summary = results.write_results(
    ...         "The regime claimed victory.", folder, progress=False)
    ...     articles, found = results.read_results(folder)
    >>> summary.manifest["counts"]["articles"], len(articles)
    (1, 1)
    """
    known(format, formats.FORMATS, "format")
    target = Path(out).expanduser().resolve()
    refuse_inside(target, source)
    lists = read_lists(lexicons)
    listed = None if aliases is None else read_aliases(aliases)
    which = None if listed is None else identity(listed)
    settings = describe(source, engine, signals, lists, clean, format, columns, which)
    if same := same_results(target, settings, replace):
        return Summary(Path(out), False, same)

    started = perf_counter()
    with write_whole(target) as folder:
        batches = stream_articles(source, clean=clean, columns=columns)
        options = {"engine": engine, "signals": signals, "lexicons": lists}
        with progress_of("Reading", "articles", shown=progress):  # each batch moves it: see find
            tally = _write_tables(batches, folder, format, options | {"progress": progress}, listed)
        seconds = perf_counter() - started
        manifest = _manifest(settings, tally, seconds)
        text = json.dumps(manifest, indent=2, ensure_ascii=False)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
        if same_results(target, settings, replace):
            raise FileExistsError(f"Another run wrote {out} meanwhile; its results were kept.")
    return Summary(Path(out), True, manifest)


def read_results(folder: str | Path) -> tuple[pd.DataFrame, Found]:
    """Read a folder that `write_results` (or ``mediakit find``) wrote.

    Parameters
    ----------
    folder : path
        The folder with ``manifest.json``.

    Returns
    -------
    tuple of DataFrame and Found
        The articles, and what was found in them, with the dtypes of the contract; `report` works
        on these articles too.
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
    articles.attrs["report"] = rows.where(rows.notna(), None).to_dict("records")
    return articles, found


def read_table(folder: str | Path, name: str) -> pd.DataFrame:
    """Read one table of a folder of results: see `read_results`."""
    manifest = _manifest_of(folder)
    entry = manifest["tables"][known(name, TABLES, "table")]
    path = Path(folder) / entry["file"]
    if not path.is_file():
        raise FileNotFoundError(
            f"{folder} lacks {entry['file']}. Write it anew: `mediakit find` with --replace."
        )
    return formats.read_table(path, name, entry["columns"])


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


# ------------------------------------------------------------------------- writing


class _Tally:
    """What a run counts as it goes."""

    def __init__(self) -> None:
        self.articles = self.skipped = self.unread = self.words = 0
        self.finding = 0.0
        self.evidence: Counter[str] = Counter()
        self.attributions: Counter[str] = Counter()
        self.looked: dict[str, list[str]] = {}
        self.mapped: dict[str, dict[str, str]] = {}
        self.tables: dict[str, dict[str, Any]] = {}
        self.aliases: dict[str, Any] | None = None

    def add(self, articles: pd.DataFrame, found: Found, seconds: float) -> None:
        self.articles += len(articles)
        self.mapped = articles.attrs.get("mapped", {})  # of all files so far
        self.words += int(found.words["n_words"].sum())
        loading = articles.attrs.get("report", [])
        self.skipped += sum(map(_is_skip, loading))
        self.unread += int(_of_articles(found.report.iloc[len(loading) :]).sum())
        self.finding += seconds
        self.evidence.update(found.evidence["signal"].tolist())
        self.attributions.update(found.attributions["kind"].tolist())
        for signal, labels in labels_looked(found).items():
            before = self.looked.setdefault(signal, list(labels))
            if set(labels) != set(before):  # a user's own function: its labels show as they come
                before[:] = sorted({*before, *labels})


def _is_skip(row: Mapping[str, Any]) -> bool:
    """Tell whether a row of the loader's report is about something that is not in the table."""
    return str(row.get("kind", "")).startswith("skipped")


def _of_articles(report: pd.DataFrame) -> pd.Series:
    """Tell which rows that `find` reported are about a whole article."""
    return report["article_id"].notna() & report["field"].isna() & report["signal"].isna()


def _write_tables(
    batches: Iterable[pd.DataFrame],
    folder: Path,
    format: str,
    options: dict[str, Any],
    aliases: Aliases | None,
) -> _Tally:
    """Write every table; articles go through parts, since later batches may have more columns."""
    tally = _Tally()
    hits: list[Counter[str]] = [Counter() for _ in (aliases.rows if aliases else ())]
    parts: list[Path] = []
    (folder / "parts").mkdir()
    with ExitStack() as stack:
        write = {
            name: stack.enter_context(
                _table(folder, name, format, formats.file_schema(name), tally)
            )
            for name in Found._fields
        }
        for articles in batches:
            before = perf_counter()
            found = find(articles, **options)
            if aliases:
                found, more = apply_aliases(articles, found, aliases)
                for hit, one in zip(hits, more, strict=True):
                    hit.update(one)
            tally.add(articles, found, perf_counter() - before)
            for name, frame in found._asdict().items():
                write[name](formats.to_arrow(frame, name))
            part = formats.to_arrow(articles, "articles", further=True)
            parts.append(folder / "parts" / f"{len(parts)}.parquet")
            pa.parquet.write_table(part, parts[-1])
        if aliases:  # a row that fits nothing in one batch may fit in another
            told = make("report", report_rows(aliases, hits))
            write["report"](formats.to_arrow(told, "report"))
            tally.aliases = record(aliases, hits)
    schema = formats.common_schema("articles", map(pa.parquet.read_schema, parts))
    with _table(folder, "articles", format, schema, tally) as write_articles:
        for path in parts:
            write_articles(formats.fit(pa.parquet.read_table(path), schema))
    shutil.rmtree(folder / "parts")
    return tally


@contextmanager
def _table(
    folder: Path, name: str, format: str, schema: pa.Schema, tally: _Tally
) -> Iterator[Callable[[pa.Table], None]]:
    """Open one table for writing and enter it in the tally."""
    file = f"{name}.{format}"
    columns = {field.name: str(field.type) for field in schema}
    entry = tally.tables[name] = {"file": file, "rows": 0, "columns": columns}
    with formats.open_table(folder / file, schema) as opened:

        def write(table: pa.Table) -> None:
            if len(table):
                opened.write_table(table)
                entry["rows"] += len(table)

        yield write


def _manifest(settings: dict[str, Any], tally: _Tally, seconds: float) -> dict[str, Any]:
    return {
        "settings": settings,
        "mapped": [
            {"columns": dict(columns), "files": files}
            for columns, files in Counter(tuple(m.items()) for m in tally.mapped.values()).items()
        ],
        "counts": {
            "articles": tally.articles,
            "skipped": tally.skipped,
            "unread": tally.unread,
            "words": tally.words,
            "evidence": dict(sorted(tally.evidence.items())),
            "attributions": dict(sorted(tally.attributions.items())),
        },
        "aliases": tally.aliases,
        "looked": tally.looked,
        "tables": {name: tally.tables[name] for name in TABLES},
        "versions": {
            "python": platform.python_version(),
            **{name: version_of(name) for name in ("mediakit", "pandas", "pyarrow")},
        },
        "run": {
            "date": datetime.now(UTC).isoformat(timespec="seconds"),
            "seconds": round(seconds, 3),
            "seconds_finding": round(tally.finding, 3),
            "words_per_second": round(tally.words / max(seconds, 1e-9)),
            "words_per_second_finding": round(tally.words / max(tally.finding, 1e-9)),
        },
    }
