"""What is skipped, mended or marked on loading: the rows of the report, and the count per file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from mediakit.contract.wording import number

# Kinds of rows, as the report calls them, the worst first.
MISSING = "missing articles"  # a file announced more or fewer articles than were read
FILE = "skipped file"
ARTICLE = "skipped article"
WARNING = "warning"  # read, but doubtful: a date, a column, a setting
DUPLICATE = "duplicate"
MENDED = "mended"  # a form was repaired
REMARK = "marked"  # nothing was changed
LEFT_OUT = "left out"  # no file of articles: hidden, locked, or a part of a saved page
KINDS = (MISSING, FILE, ARTICLE, WARNING, DUPLICATE, MENDED, REMARK, LEFT_OUT)
#: With ``strict=True`` a row of these kinds is an error.
LOST = (MISSING, FILE, ARTICLE)
MOST_LEADING = 2  # warnings of `Notes.warn` that are said at once; all are in the report


@dataclass
class Import:
    """What became of one source: see `mediakit.corpus.report.imports`."""

    file: str | None
    format: str | None = None
    encoding: str | None = None
    announced: int | None = None
    read: int = 0
    skipped: int = 0
    mended: set[str | None] = field(default_factory=set)
    duplicates: set[str | None] = field(default_factory=set)
    problem: str | None = None

    def row(self) -> dict[str, Any]:
        """Return it as a row of the table."""
        return {**vars(self), "mended": len(self.mended), "duplicates": len(self.duplicates)}

    def note(self, kind: str, reason: str, article_id: str | None) -> None:
        """Count one row of the report."""
        if kind == ARTICLE:
            self.skipped += 1
        elif kind == MENDED:
            self.mended.add(article_id)
        elif kind == DUPLICATE:
            self.duplicates.add(article_id)
        elif kind in (FILE, MISSING) and self.problem is None:
            self.problem = reason

    def announce(self, articles: int) -> None:
        """Enter how many articles a file says that it holds; parts of a file add up."""
        self.announced = (self.announced or 0) + articles

    def shortfall(self) -> str | None:
        """Say that not as many articles were read as announced."""
        if self.announced is None or self.announced == self.read:
            return None
        skipped = f" ({self.skipped:,} skipped with a row each)" if self.skipped else ""
        return f"{number(self.announced, 'article')} announced, {self.read:,} read{skipped}"


class Notes:
    """The report as it grows.

    Parameters
    ----------
    before : iterable of dict
        Rows of an earlier report that stay; the same row is not entered twice.
    files_before : iterable of dict
        What became of the files of an earlier load.
    """

    def __init__(
        self, before: Iterable[dict[str, Any]] = (), files_before: Iterable[dict[str, Any]] = ()
    ) -> None:
        self.rows = [dict(row) for row in before]
        self.counts: Counter[str] = Counter()
        self._done = [dict(row) for row in files_before]
        self._current: Import | None = None
        self._announced = self._read_of_announced = self._short = 0
        self._worst: list[dict[str, Any]] = []
        self._leading: list[str] = []  # warnings that the line that is said begins with
        self._before = {tuple(row.values()) for row in self.rows}

    def begin(self, file: str | None, format: str | None) -> Import:
        """Begin with the next source: what is noted about its file counts for it."""
        self._current = Import(file, format)
        return self._current

    def finish(self) -> None:
        """Close the source that was begun; say so if it holds more or less than was read."""
        one = self._current
        if one is None:
            return
        if short := one.shortfall():
            self.add(MISSING, short, one.file)
            self._announced += one.announced or 0
            self._read_of_announced += one.read
            self._short += 1
        self._done.append(one.row())
        self._current = None

    def add(
        self,
        kind: str,
        reason: str,
        file: str | None = None,
        line: int | None = None,
        article_id: str | None = None,
        field: str | None = None,
    ) -> None:
        """Enter one row; `kind` is one of `KINDS`."""
        self.counts[kind] += 1
        if self._current is not None and self._current.file == file:
            self._current.note(kind, reason, article_id)
        elif kind == DUPLICATE:  # told of when all files are read
            for done in self._done:
                done["duplicates"] += done["file"] == file
        row = {
            "article_id": article_id, "field": field, "signal": None, "file": file, "line": line,
            "reason": reason, "kind": kind,
        }  # fmt: skip
        if kind in LOST and len(self._worst) < 10:
            self._worst.append(row)
        if tuple(row.values()) not in self._before:
            self.rows.append(row)

    def warn(self, reason: str, file: str | None = None, line: int | None = None) -> None:
        """Enter a warning that the line that is said begins with: what counts as one article."""
        self.add(WARNING, reason, file, line, None, "text")
        if len(self._leading) < MOST_LEADING:
            self._leading.append(f"{file}: {reason}" if file else reason)

    def take(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Return the rows of the report, and those of the imports, since the last call."""
        taken, self.rows = self.rows, []
        done, self._done = self._done, []
        return taken, done

    def reasons(self, most: int = 10) -> str:
        """List the reasons for an error message, the worst first."""
        rows = self._worst or self.rows
        listed = [f"\n  {row['file'] or 'the input'}: {row['reason']}" for row in rows[:most]]
        lost = sum(self.counts[kind] for kind in LOST) if self._worst else len(self.rows)
        more = f"\n  … and {lost - most:,} more" if lost > most else ""
        return "".join(listed) + more

    def summary(self, read: str) -> str:
        """Say what was lost, then what was read, then what was repaired and marked."""
        said = []
        if self._short:
            said.append(say_short(self._short, self._announced, self._read_of_announced))
        said += self._leading
        skipped = [
            number(self.counts[kind], kind.split()[1])
            for kind in (FILE, ARTICLE)
            if self.counts[kind]
        ]
        said += [f"skipped {' and '.join(skipped)}"] if skipped else []
        said.append(f"read {read}")
        if self.counts[WARNING]:
            said.append(number(self.counts[WARNING], "warning"))
        if self.counts[DUPLICATE]:
            said.append(number(self.counts[DUPLICATE], "duplicate"))
        said += [f"{self.counts[kind]:,} {kind}" for kind in (MENDED, REMARK) if self.counts[kind]]
        text = "; ".join(said) + (": see mk.report(articles)." if len(said) > 1 else ".")
        warned = "Warning: " if self._short or self._leading else ""
        return warned + (text if warned else text[0].upper() + text[1:])


def say_short(files: int, announced: int, read: int) -> str:
    """Say how many articles files announced, and how many were read.

    Examples
    --------
    >>> say_short(5, 135, 5)
    '5 files hold about 135 articles, 5 were read'
    """
    hold, were = "holds" if files == 1 else "hold", "was" if read == 1 else "were"
    return (
        f"{number(files, 'file')} {hold} about {number(announced, 'article')}, {read:,} {were} read"
    )
