"""What is skipped, repaired or marked on loading: the rows of the report, and their count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from mediakit.contract.wording import number

ARTICLE, FILE, REMARK = "skipped article", "skipped file", "repaired or marked"


class Notes:
    """The report as it grows.

    Parameters
    ----------
    before : iterable of dict
        Rows of an earlier report that stay; the same row is not entered twice.
    """

    def __init__(self, before: Iterable[dict[str, Any]] = ()) -> None:
        self.rows = [dict(row) for row in before]
        self.counts: Counter[str] = Counter()
        self._before = {tuple(row.values()) for row in self.rows}

    def add(
        self,
        kind: str,
        reason: str,
        file: str | None = None,
        line: int | None = None,
        article_id: str | None = None,
        field: str | None = None,
    ) -> None:
        """Enter one row; `kind` is what it counts as."""
        self.counts[kind] += 1
        row = {
            "article_id": article_id, "field": field, "signal": None, "file": file, "line": line,
            "reason": reason, "kind": kind,
        }  # fmt: skip
        if tuple(row.values()) not in self._before:
            self.rows.append(row)

    def take(self) -> list[dict[str, Any]]:
        """Return the rows since the last call."""
        taken, self.rows = self.rows, []
        return taken

    def reasons(self, most: int = 10) -> str:
        """List the reasons for an error message."""
        listed = [f"\n  {row['file'] or 'the input'}: {row['reason']}" for row in self.rows[:most]]
        more = f"\n  … and {len(self.rows) - most:,} more" if len(self.rows) > most else ""
        return "".join(listed) + more

    def summary(self) -> list[str]:
        """Say how many were skipped and how many repaired or marked."""
        skipped = [
            number(self.counts[kind], kind.split()[1])
            for kind in (ARTICLE, FILE)
            if self.counts[kind]
        ]
        said = [f"skipped {' and '.join(skipped)}"] if skipped else []
        return said + ([f"{self.counts[REMARK]:,} {REMARK}"] if self.counts[REMARK] else [])
