"""What the command line says of a run: counts, mappings, and why something was left out."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from mediakit.contract.wording import number
from mediakit.corpus.notes import ARTICLE, FILE, KINDS, LEFT_OUT, LOST, WARNING, say_short
from mediakit.results.folder import Summary, read_table

MOST = 8  # lines of one kind
DAYFIRST = {
    "dayfirst=True or False": "--dayfirst or --monthfirst",
    "dayfirst=True": "--dayfirst",
    "dayfirst=False": "--monthfirst",
}
MOST_GRAVE = 200  # lines of losses and warnings
MOST_TAIL = 200  # letters of what a reason goes on to say
MARKS = re.compile(r"""'[^']*'|"[^"]*"|\d[\d,.]*""")
RANKED = (*LOST, "not read", *KINDS[len(LOST) :])  # the worst first; the second is find's


def describe_run(summary: Summary) -> str:
    """Say in a few plain lines what was found and what to do next."""
    folder, counts, run = summary.folder, summary.manifest["counts"], summary.manifest["run"]
    if not summary.written:
        return (
            f"Nothing to do: {folder} holds the results of the same articles and settings "
            f"(from {run['date']}). To write them anew add --replace."
        )
    report = read_table(summary.folder, "report")
    return "\n".join(
        [
            *_short(summary.manifest.get("imports", [])),
            f"{number(counts['articles'], 'article')} read, {_skipped(report)}"
            + (f", {counts['unread']:,} not searched" if counts["unread"] else ""),
            *_mappings(summary.manifest["mapped"]),
            *reason_lines(report),
            f"{number(counts['words'], 'word')} in {run['seconds']:.1f} s: "
            f"{run['words_per_second']:,} words per second "
            f"(finding alone {run['words_per_second_finding']:,})",
            f"Evidence: {_counts(counts['evidence'])}",
            f"Attributions: {_counts(counts['attributions'])}",
            f"All tables are in {folder}",
            "",
            f"Next: mediakit figures {folder} --out figures",
            "Or in a notebook:",
            "    import mediakit as mk",
            f"    articles, found = mk.read_results({str(folder)!r})",
        ]
    )


def _skipped(report: pd.DataFrame) -> str:
    """Say how many files and articles were skipped, each by its name."""
    counts = report["kind"].value_counts()
    said = [
        number(int(counts[kind]), kind.split()[1]) for kind in (FILE, ARTICLE) if kind in counts
    ]
    return f"{' and '.join(said)} skipped" if said else "0 skipped"


def _short(imports: list[dict[str, Any]]) -> list[str]:
    """Say first of all how many articles files announced that were not read."""
    short = [one for one in imports if one["announced"] not in (None, one["read"])]
    announced, read = (sum(one[name] for one in short) for name in ("announced", "read"))
    return [f"Warning: {say_short(len(short), announced, read)}"] if short else []


def _mappings(mapped: list[dict[str, Any]]) -> list[str]:
    """Say which column became which, one line for each distinct mapping, the usual ones first."""
    mapped = sorted(mapped, key=lambda one: -one["files"])
    lines = []
    for one in mapped[:MOST]:
        pairs = ", ".join(f"{theirs} -> {ours}" for theirs, ours in one["columns"].items())
        where = f" (in {number(one['files'], 'file')})" if len(mapped) > 1 else ""
        lines.append(f"Columns: {pairs}{where}")
    if len(mapped) > MOST:
        lines.append(f"… and {len(mapped) - MOST:,} other mappings: see mapped in manifest.json")
    return lines


def reason_lines(
    report: pd.DataFrame, whole: str = "  All of them: see the table report"
) -> list[str]:
    """Return the reasons of the report, grouped and counted, the worst kinds first.

    What was lost and every warning has a line, however many; only then some are left to the report.
    """
    report = report.assign(
        gist=report["reason"].map(gist),
        rank=report["kind"].map({kind: n for n, kind in enumerate(RANKED)}).fillna(len(RANKED)),
    )
    report = report[report["kind"].ne(LEFT_OUT).fillna(True)]
    groups = [group for _, group in report.groupby("gist", sort=False)]
    groups.sort(key=lambda group: (group["rank"].min(), -len(group)))
    grave = sum(int(group["rank"].min()) <= RANKED.index(WARNING) for group in groups)
    most = max(MOST, min(grave, MOST_GRAVE))
    lines = []
    for group in groups[:most]:
        row = group.head(1).to_dict("records")[0]
        said = _said(group)
        where = [row[column] for column in ("file", "article_id", "field", "signal")]
        places = [place for place in where if isinstance(place, str)]
        places += [f"line {row['line']}"] if isinstance(row["line"], int) else []
        first = "first " if len(group) > 1 else ""
        at = f" ({first}{', '.join(places)})" if places else ""
        told = _advises(said) or not _advises(row["reason"])
        such = "" if told else f", such as: {as_options(row['reason'])}"
        lines.append(f"  {len(group):,} × {as_options(said)}{at}{such}")
    if len(groups) > most:
        rest = sum(map(len, groups[most:]))
        lines.append(f"  … and {rest:,} for {number(len(groups) - most, 'other reason')}")
    return [*lines, whole] if lines and whole else lines


def gist(reason: str) -> str:
    """Return what a reason has in common with others of its kind: no names, numbers or details.

    >>> gist("date '3:04' was not read: it lacks the year"), gist("broken line: 3 fields")
    ('date … was not read', 'broken line')
    >>> gist("date '1.1.2099': lies in the future")
    'date …: lies in the future'
    """
    first, _, rest = _halves(MARKS.sub("…", reason))
    if "…" in first and len(first.replace("…", "").split()) < 2:  # “date …”: the rest says why
        return f"{first}: {rest}" if rest else first
    return first


def _halves(reason: str) -> tuple[str, str, str]:
    """Return a reason up to its first colon or semicolon, that sign, and the rest."""
    parts = re.split("([:;])", reason, maxsplit=1)
    first, sign, rest = parts if len(parts) == 3 else (reason, "", "")
    return first.strip(), sign, rest.strip()


def _said(group: pd.DataFrame) -> str:
    """Say the reason of a group: whole if it is one, else its gist and how one of them goes on."""
    reasons = group["reason"].unique()
    if len(reasons) == 1:
        return str(reasons[0])
    general = {MARKS.sub("…", reason) for reason in reasons}
    common = str(group["gist"].iloc[0])
    if any("columns={" in reason for reason in general):
        return common  # which columns is said of the first
    if len(general) == 1:
        return general.pop()
    tails = group["reason"].map(lambda reason: _halves(MARKS.sub("…", reason))[2])
    if ":" in common or not (tail := str(tails.value_counts().index[0])):
        return common
    tail = tail if len(tail) <= MOST_TAIL else tail[:MOST_TAIL].rsplit(" ", 1)[0] + " …"
    return f"{common}; most often: {tail}"


def _advises(reason: str) -> bool:
    """Say whether a reason tells what to do, by naming an argument such as dayfirst=.

    >>> _advises("date '3/4' was not read: say it with dayfirst="), _advises("cut: 3 of 4")
    (True, False)
    """
    return re.search(r"\b(?:columns|dayfirst|encoding|names|furniture)=", reason) is not None


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {n:,}" for name, n in counts.items()) or "none"


def as_options(message: str) -> str:
    """Turn the loader's advice for Python into advice for the command line.

    >>> as_options("choose with columns={'text': 'full text'}")
    'choose with --columns "text=full text"'
    >>> as_options("say it with dayfirst=True or False")
    'say it with --dayfirst or --monthfirst'
    """

    def option(match: re.Match[str]) -> str:
        pair = f"{match[1]}={match[2].strip(chr(39) + chr(34))}"
        return f'--columns "{pair}"' if " " in pair else f"--columns {pair}"

    message = re.sub(r"""columns=\{'(\w+)': ('[^']*'|"[^"]*"|…)\}""", option, message)
    for ours, theirs in DAYFIRST.items():
        message = message.replace(ours, theirs)
    return re.sub(r"(?<!-)\bcolumns=(?!\w)", "--columns", message)
