"""The tables of a folder of results as they are written, and the manifest that counts them."""

from __future__ import annotations

import platform
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet

from mediakit.contract.hashes import version_of
from mediakit.contract.processor import describe_processor
from mediakit.contract.readings import alias_names, labels_looked, made_by
from mediakit.contract.tables import Found, make
from mediakit.reading.aliases import Aliases, apply_aliases, record, report_rows
from mediakit.reading.find import find
from mediakit.results import formats
from mediakit.results.manifest import TABLES

VERSIONS = ("mediakit", "numpy", "onnxruntime", "pandas", "pyarrow")


class Tally:
    """What a run counts as it goes."""

    def __init__(self, excel_safe: bool = False) -> None:
        self.excel_safe = excel_safe
        self.articles = self.skipped = self.unread = self.words = 0
        self.finding = 0.0
        self.evidence: Counter[str] = Counter()
        self.attributions: Counter[str] = Counter()
        self.looked: dict[str, list[str]] = {}
        self.mapped: dict[str, dict[str, str]] = {}
        self.imports: list[dict[str, Any]] = []  # one a file: see mediakit.imports
        self.tables: dict[str, dict[str, Any]] = {}
        self.aliases: dict[str, Any] | None = None

    def add(self, articles: pd.DataFrame, found: Found, seconds: float) -> None:
        """Count some articles."""
        self.articles += len(articles)
        self.mapped = articles.attrs.get("mapped", {})  # of all files so far
        self.imports += articles.attrs.get("imports", [])
        self.words += int(found.words["n_words"].sum())
        self.skipped += sum(map(_is_skip, articles.attrs.get("report", [])))
        self.unread += int((~articles["article_id"].isin(found.words["article_id"])).sum())
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


def write_batches(
    batches: Iterable[pd.DataFrame],
    folder: Path,
    format: str,
    options: dict[str, Any],
    aliases: Aliases | None,
    excel_safe: bool = False,
) -> Tally:
    """Write every table; articles go through parts, since later batches may have more columns."""
    tally = Tally(excel_safe)
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


def write_found(
    articles: pd.DataFrame, found: Found, folder: Path, format: str, excel_safe: bool = False
) -> Tally:
    """Write tables that are whole already, with the user's further columns."""
    tally = Tally(excel_safe)
    tally.add(articles, found, 0.0)
    tally.aliases = _aliases_of(found.readings)
    for name, frame in {"articles": articles, **found._asdict()}.items():
        table = formats.to_arrow(frame, name, further=True)
        schema = formats.common_schema(name, [table.schema])
        with _table(folder, name, format, schema, tally) as write:
            write(formats.fit(table, schema))
    return tally


def _aliases_of(readings: pd.DataFrame) -> dict[str, Any] | None:
    """Return what the readings say of lists of aliases: which, what they did, whom they name."""
    if not (lists := made_by(readings)["aliases"]):
        return None
    done = {name: int(readings[f"alias_{name}"].sum()) for name in ("changed", "struck")}
    return {"lists": lists, **done, "speakers": sorted(alias_names(readings))}


@contextmanager
def _table(
    folder: Path, name: str, format: str, schema: pa.Schema, tally: Tally
) -> Iterator[Callable[[pa.Table], None]]:
    """Open one table for writing and enter it in the tally."""
    file = f"{name}.{format}"
    columns = {field.name: str(field.type) for field in schema}
    entry = tally.tables[name] = {"file": file, "rows": 0, "columns": columns}
    if tally.excel_safe:
        entry["excel_safe"] = True  # its apostrophes go when it is read back
    with formats.open_table(folder / file, schema, tally.excel_safe) as opened:

        def write(table: pa.Table) -> None:
            if len(table):
                opened.write_table(table)
                entry["rows"] += len(table)

        yield write


def manifest_of(settings: dict[str, Any], tally: Tally, seconds: float) -> dict[str, Any]:
    """Return what a folder says of itself: settings, counts, versions, and the run."""
    return {
        "settings": settings,
        "mapped": [
            {"columns": dict(columns), "files": files}
            for columns, files in Counter(tuple(m.items()) for m in tally.mapped.values()).items()
        ],
        "imports": tally.imports,
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
            **{name: version_of(name) for name in VERSIONS},
        },
        "run": {
            "date": datetime.now(UTC).isoformat(timespec="seconds"),
            "processor": describe_processor(),
            "seconds": round(seconds, 3),
            "seconds_finding": round(tally.finding, 3),
            "words_per_second": round(tally.words / max(seconds, 1e-9)),
            "words_per_second_finding": round(tally.words / tally.finding)
            if tally.finding
            else None,  # nothing was found anew
        },
    }
