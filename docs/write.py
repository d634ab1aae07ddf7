"""Write the documents that are made from data and code.

docs/signals.md from labels.csv and its template, docs/import.md from the table of formats and from
bad inputs that are built and loaded, the README's table of signals from labels.csv, and the names
and sentences of the rules in docs/rules.md; their numbers are the ablation's, and empty until it
has run.

    python3 run.py docs
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mediakit.attribution import RULES, sentence
from mediakit.contract.labels import MEANINGS
from mediakit.corpus.decoding import LONGEST_LINE
from mediakit.corpus.encodings import ENCODINGS
from mediakit.corpus.readers import FORMATS
from mediakit.corpus.sources import LARGEST

DOCS = Path(__file__).parent
README = DOCS.parent / "README.md"
SIGNALS = ("<!-- signals: written by `python3 run.py docs` -->", "<!-- signals: end -->")


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


def importing() -> str:
    """Return docs/import.md: the formats, and what becomes of each bad input."""
    sys.path.insert(0, str(DOCS.parent))  # its inputs stand with the tests
    from tests.corpus.bad_inputs import table

    rows = [
        f"| {form.name} | {' '.join(form.endings) or '–'} | {'yes' if form.fits else 'no'} | "
        f"{'one' if form.single else 'many'} | {_what_is_read(form.read)} |"
        for form in FORMATS
    ]
    templates = Environment(
        loader=FileSystemLoader(DOCS), undefined=StrictUndefined, keep_trailing_newline=True
    )
    return templates.get_template("import.md.jinja").render(
        formats="\n".join(rows), encodings=", ".join(ENCODINGS.values()), bad=table(),
        largest=max(LARGEST.values()) // 2**20, longest=LONGEST_LINE // 2**20,
    )  # fmt: skip


def _what_is_read(function: object) -> str:
    """Return a reader's first line without what it says to developers of places in a file."""
    return re.sub(r"; ``_line``[^.]*\.", ".", _first_line(function))


def _first_line(function: object) -> str:
    return re.sub(r"\s+", " ", (function.__doc__ or "").strip().split("\n\n")[0]).replace(
        "|", "\\|"
    )


def readme() -> str:
    """Return README.md with the table of what is measured."""
    start, end = SIGNALS
    rows = [
        f"| {signal} | {told.definition} | {', '.join(told.labels) or 'yours'} |"
        for signal, told in MEANINGS.items()
    ]
    table = "\n".join(["| signal | what | labels |", "|---|---|---|", *rows])
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(start)
    return f"{before}{start}\n\n{table}\n\n{end}{rest.split(end)[1]}"


def rules() -> str:
    """Return docs/rules.md with the rules of the code, each with the numbers that it had."""
    text = (DOCS / "rules.md").read_text(encoding="utf-8")
    for name, known in RULES.items():
        heading = f"### {name.capitalize()}\n"
        begin = text.index(heading) + len(heading)
        end = re.compile(r"\n(?=### |<!--)").search(text, begin)
        assert end is not None, f"docs/rules.md: nothing ends the table of {name}"
        lines = text[begin : end.start()].strip().split("\n")
        had = dict(re.findall(r"^\| `(\w+)` \| .+? (\|.*)$", "\n".join(lines), re.MULTILINE))
        empty = "|" + "  |" * (lines[1].count("|") - 3)
        rows = [f"| `{n}` | {sentence(rule)} {had.get(n, empty)}" for n, rule in known.items()]
        text = text[:begin] + "\n".join(["", *lines[:2], *rows, ""]) + text[end.start() :]
    return text


if __name__ == "__main__":
    (DOCS / "signals.md").write_text(signals(), encoding="utf-8")
    (DOCS / "import.md").write_text(importing(), encoding="utf-8")
    (DOCS / "rules.md").write_text(rules(), encoding="utf-8")
    README.write_text(readme(), encoding="utf-8")
