"""Write the documents that are made from data: docs/signals.md from labels.csv and its template.

python3 run.py docs
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mediakit.contract.labels import MEANINGS

DOCS = Path(__file__).parent


def head(signal: str) -> str:
    """Return the heading of a signal, and what it counts and misses."""
    told = MEANINGS[signal]
    counts = f"**Counts** {told.counts}.\n**Misses** {told.misses}."
    return f"## {signal}: {told.definition}\n\n{counts}"


def table(signal: str) -> str:
    """Return the labels of a signal as a table."""
    rows = [
        f"| `{one.name}` | {one.definition} | {one.example} | {one.misses} |"
        for one in MEANINGS[signal].labels.values()
    ]
    columns = "| label | definition | example | what is missed or wrongly counted |"
    return "\n".join([columns, "|---|---|---|---|", *rows])


def signals() -> str:
    """Return docs/signals.md: a signal that its template does not name stands at the end."""
    told: list[str] = []
    # Markdown, not HTML: nothing is escaped.
    templates = Environment(
        loader=FileSystemLoader(DOCS), undefined=StrictUndefined, keep_trailing_newline=True
    )
    written = templates.get_template("signals.md.jinja").render(
        head=lambda signal: told.append(signal) or head(signal), table=table
    )
    others = [f"\n{head(one)}\n\n{table(one)}\n" for one in MEANINGS if one not in told]
    return written + "".join(others)


if __name__ == "__main__":
    (DOCS / "signals.md").write_text(signals(), encoding="utf-8")
