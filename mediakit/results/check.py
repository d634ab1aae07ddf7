"""The import doctor: what became of each file, in lines for the terminal."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

import pandas as pd

from mediakit.contract.tables import IMPORTS, REPORT, make
from mediakit.contract.wording import number
from mediakit.corpus.load import load_batches
from mediakit.results.summary import MOST, reason_lines

FILES = 30  # lines of files


class Checked(NamedTuple):
    """What was said, the whole report, and whether anything was lost."""

    lines: list[str]
    report: pd.DataFrame
    imports: pd.DataFrame
    lost: bool


def check(
    source: Any,
    columns: dict[str, str] | None = None,
    *,
    furniture: str = "drop",
    dayfirst: bool | None = None,
    encoding: str | None = None,
) -> Checked:
    """Load articles batch by batch, keep none, and say what became of each file.

    Parameters
    ----------
    source : path or list of paths
        As for `mediakit.load_articles`.
    columns : mapping, optional
        Our column -> theirs.
    furniture, dayfirst, encoding
        As for `mediakit.load_articles`.

    Returns
    -------
    Checked
        ``lines`` for the terminal, the worst first; the tables ``report`` and ``imports``;
        ``lost``: whether something was skipped or missing.

    Raises
    ------
    FileNotFoundError, ValueError
        As from `mediakit.load_articles`.
    """
    loader, batches = load_batches(
        source, columns=columns, furniture=furniture, dayfirst=dayfirst, encoding=encoding
    )
    rows: list[dict[str, Any]] = []
    files: list[dict[str, Any]] = []
    articles = 0
    for batch in batches:
        articles += len(batch)
        rows += batch.attrs["report"]
        files += batch.attrs["imports"]
    report = make("report", ([row.get(column) for column in REPORT] for row in rows))
    imports = make("imports", ([row.get(column) for column in IMPORTS] for row in files))
    lines = [loader.summary(articles).replace(": see mk.report(articles)", "")]
    lines += [*_files(imports), *reason_lines(report, whole="")]
    return Checked(lines, report, imports, loader.lost)


def _files(imports: pd.DataFrame) -> list[str]:
    """Say of each file what was read of it: first those with a problem, then by format."""
    bad = imports[imports["problem"].notna() | (imports["skipped"] > 0)]
    lines = []
    for row in bad.head(FILES).astype(object).to_dict("records"):
        format, problem = (
            "" if pd.isna(row[name]) else row[name] for name in ("format", "problem")
        )
        file = "the input" if pd.isna(row["file"]) else row["file"]
        skipped = f", {row['skipped']:,} skipped" if row["skipped"] else ""
        said = f"  {file}: {format or 'unknown format'}, {row['read']:,} read{skipped}"
        lines.append(said + (f"; {problem}" if problem else ""))
    if len(bad) > FILES:
        lines.append(f"  … and {number(len(bad) - FILES, 'file')} more with a problem")
    whole = imports.drop(bad.index)
    by_format = Counter(whole["format"].fillna("unknown format"))
    articles = whole.groupby(whole["format"].fillna("unknown format"))["read"].sum()
    for name, files in by_format.most_common(MOST):
        lines.append(f"  {number(files, 'file')} of the format {name}: "
                     f"{number(int(articles[name]), 'article')}, none skipped")  # fmt: skip
    return lines
