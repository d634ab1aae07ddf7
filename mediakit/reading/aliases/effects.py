"""What a list of aliases did, row by row, and what a manifest says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from mediakit.contract.cells import plain
from mediakit.contract.readings import names_of, names_text
from mediakit.contract.tables import REPORT, Found, conform, make
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
    """Enter in the report what each row did."""
    told = make("report", report_rows(aliases, hits))
    return found._replace(report=pd.concat([found.report, told], ignore_index=True))


def sign(
    readings: pd.DataFrame, aliases: Aliases, changed: Iterable[str], struck: Iterable[str]
) -> pd.DataFrame:
    """Add a list of aliases to the readings, and in how many places it changed an article."""
    said = describe_aliases(aliases)
    names = names_of_aliases(aliases)
    first = readings["aliases"].isna()
    new = readings.assign(
        aliases=[f"{old}; {said}" if isinstance(old, str) else said for old in readings["aliases"]],
        alias_names=[
            names_text(dict.fromkeys([*names_of(plain(old)), *names]))
            for old in readings["alias_names"]
        ],
    )
    for column, ids in (("alias_changed", changed), ("alias_struck", struck)):
        counts = readings["article_id"].map(Counter(ids)).astype("Int64").fillna(0)
        new[column] = readings[column].mask(first, 0) + counts
    return conform(new, "readings")


def describe_aliases(aliases: Aliases | Mapping[str, Any]) -> str:
    """Return file, rows and hash of a list of aliases, as readings say them."""
    one = identity(aliases) if isinstance(aliases, Aliases) else aliases
    return f"{one['file'] or 'a table'} ({number(one['rows'], 'row')}, sha256 {one['sha256']})"


def names_of_aliases(aliases: Aliases) -> list[str]:
    """Return the names that a list gives to speakers."""
    return sorted({alias.speaker for alias in aliases.rows if alias.speaker})


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
        "speakers": names_of_aliases(aliases),
    }


def report_rows(aliases: Aliases, hits: list[Counter[str]]) -> Iterator[tuple[Any, ...]]:
    """Yield a row of the report for each row of the list."""
    for alias, hit in zip(aliases.rows, hits, strict=True):
        row = {"signal": "aliases", "file": aliases.file, "line": alias.line}
        row |= {"reason": _result(alias, hit), "kind": "alias"}
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
