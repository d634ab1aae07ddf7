"""What a list of aliases did, row by row, and what a manifest says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from mediakit.contract.tables import REPORT, Found, make
from mediakit.contract.wording import number
from mediakit.reading.aliases.table import Alias, Aliases

#: What a row did is counted under these keys, besides "matched" and "articles".
DONE = {"attributions": "attribution", "spans": "span", "mentions": "other mention"}
NOTHING = {
    "name": "no speaker is called",
    "source": "no source reads",
    "cue": "no cue reads",
    "term": "no hit has the words or the entry",
    "place": "nothing stands at",
}


def tell(found: Found, aliases: Aliases, hits: list[Counter[str]]) -> Found:
    """Enter in the report what each row did, and in every table's provenance the list itself."""
    told = make("report", report_rows(aliases, hits))
    report = pd.concat([found.report, told], ignore_index=True)
    report.attrs = dict(found.report.attrs)
    return sign(found._replace(report=report), record(aliases, hits))


def sign(found: Found, entry: Mapping[str, Any]) -> Found:
    """Add the record of a list of aliases to the provenance of each table."""
    signed = []
    for frame in found:
        before = frame.attrs.get("provenance", {})
        after = {**before, "aliases": [*before.get("aliases", []), dict(entry)]}
        frame = frame.copy(deep=False)
        frame.attrs = {**frame.attrs, "provenance": after}
        signed.append(frame)
    return Found(*signed)


def identity(aliases: Aliases) -> dict[str, Any]:
    """Return the file, hash and number of rows of a list of aliases."""
    return {"file": aliases.file, "sha256": aliases.sha256, "rows": len(aliases.rows)}


def record(aliases: Aliases, hits: list[Counter[str]]) -> dict[str, Any]:
    """Return what a manifest says of a list of aliases: which one, and what it did."""
    totals: Counter[str] = Counter()
    for alias, hit in zip(aliases.rows, hits, strict=True):
        totals.update({f"{alias.action} {key}": hit[key] for key in DONE})
    return {
        **identity(aliases),
        "attributions_changed": totals["change attributions"],
        "attributions_excluded": totals["exclude attributions"],
        "spans_excluded": totals["exclude spans"],
        "mentions_renamed": totals["change mentions"],
        "rows_without_match": sum(not hit["matched"] for hit in hits),
        "speakers": sorted({alias.speaker for alias in aliases.rows if alias.speaker}),
    }


def report_rows(aliases: Aliases, hits: list[Counter[str]]) -> Iterator[tuple[Any, ...]]:
    """Yield a row of the report for each row of the list."""
    for alias, hit in zip(aliases.rows, hits, strict=True):
        row = {"signal": "aliases", "file": aliases.file, "line": alias.line}
        row["reason"] = _result(alias, hit)
        yield tuple(row.get(column) for column in REPORT)


def _result(alias: Alias, hit: Counter[str]) -> str:
    if not hit["matched"]:
        return f"alias matched nothing: {_why_nothing(alias, hit)}"
    done = [number(hit[key], noun) for key, noun in DONE.items() if hit[key]]
    if not done:
        return "alias overruled: rows with more conditions, or further down, decided"
    verb = "excluded" if alias.action == "exclude" else "changed"
    less = hit["matched"] - sum(hit[key] for key in DONE)
    rest = f"; other rows decided on {less:,} more" if less > 0 else ""
    return f"alias {verb}: {', '.join(done)} in {number(hit['articles'], 'article')}{rest}"


def _why_nothing(alias: Alias, hit: Counter[str]) -> str:
    """Name the conditions that fit nothing anywhere, and where the value does occur."""
    why = [
        f"{NOTHING.get(column, f'nothing has the {column}')} {value!r}"
        for column, value in alias.where.items()
        if not hit[f"alone {column}"]
    ]
    if "name" in alias.where and not hit["alone name"]:
        if hit["as source"]:
            why.append("a source reads so: for that use the column 'source'")
        if hit["as speaker"]:
            why.append(f"{alias.speaker!r} is there already")
    return "; ".join(why) or "each condition fits something, but nothing fits them all"
