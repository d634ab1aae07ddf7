"""The list of aliases as the user wrote it: read, and checked row by row."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from mediakit.contract.hashes import hash_of
from mediakit.contract.tables import FIELDS, SOURCE_TYPES, known
from mediakit.corpus.readers import ENDINGS

ACTIONS = ("change", "exclude")
EFFECTS = ("speaker", "source_type", "anonymous")
SAID = ("name", "source", "cue")  # conditions on who says it, and how
SPANS = ("signal", "label", "term")  # conditions on other evidence
NAMES = ("name", "as speaker", "as source")  # "US" is not "us"
SCOPE = ("article_id", "outlet", "field")
PLACE = ("start", "end")
COLUMNS = ("action", *SAID, *EFFECTS, *SPANS, *SCOPE, *PLACE, "note")
IGNORED = ("note", "reason", "n_articles", "n_attributions")  # so that merges serve as aliases
FILES = (".csv", ".tsv", ".xlsx")
TRUTH = dict.fromkeys(("yes", "true", "1"), True) | dict.fromkeys(("no", "false", "0"), False)


class Alias(NamedTuple):
    """One row of the list: what it looks for (`where`), and what it sets."""

    line: int
    action: str
    speaker: str | None
    source_type: str | None
    anonymous: bool | None
    where: dict[str, str]  # column -> value as values are compared; start and end are one "place"

    @property
    def of_attributions(self) -> bool:
        """Whether the row can mean attributions: it asks for nothing that only others have."""
        sourcing = self.where.get("signal", "sourcing") == "sourcing"
        return sourcing and not {"label", "term"} & set(self.where)

    @property
    def of_spans(self) -> bool:
        """Whether the row can mean evidence that is no part of an attribution."""
        if self.action == "change" or {"source", "cue"} & set(self.where):
            return False
        asked = bool({*SPANS, "place"} & set(self.where))
        return asked and self.where.get("signal") != "sourcing"

    @property
    def of_mentions(self) -> bool:
        """Whether the row renames whoever is called so: relays and targets of naming, too."""
        return self.speaker is not None and set(self.where) <= {"name", *SCOPE}


class Aliases(NamedTuple):
    """A checked list of aliases; `file` is None where a DataFrame was given."""

    file: str | None
    sha256: str
    rows: tuple[Alias, ...]


def read_aliases(aliases: str | Path | pd.DataFrame | Aliases) -> Aliases:
    """Read and check a list of aliases; see `correct` for its columns.

    Raises
    ------
    ValueError
        If there is no such file, or a column or a row cannot be understood.
    """
    if isinstance(aliases, Aliases):
        return aliases
    if isinstance(aliases, pd.DataFrame):
        ours = _columns(map(str, aliases.columns), "the table")
        rows = enumerate(aliases.itertuples(index=False, name=None), 1)
        read = [
            _alias(f"row {n} of the table", n, dict(zip(ours, row, strict=True))) for n, row in rows
        ]
        return Aliases(None, hash_of(aliases), tuple(filter(None, read)))
    path = Path(aliases).expanduser()
    if not path.is_file() or path.suffix.lower() not in FILES:
        what = "table that can be read" if path.is_file() else "file"
        raise ValueError(
            f"Aliases: got {str(aliases)!r}, which is no {what}; expected a file that ends in "
            f"{', '.join(FILES)}, or a DataFrame, with columns such as name and speaker."
        )
    return Aliases(path.name, hash_of(path), tuple(filter(None, _read(path))))


def _read(path: Path) -> Iterator[Alias | None]:
    """Read the rows of a file; spreadsheets count rows, text files lines."""
    rows = ENDINGS[path.suffix.lower()].read(path)
    unit = "row" if path.suffix.lower() == ".xlsx" else "line"
    while True:
        try:
            row = next(rows, None)
        except Exception as error:  # whatever a damaged file makes a reader say
            raise ValueError(
                f"Aliases: {path.name} cannot be read: {error}. Save it anew, as CSV or XLSX."
            ) from error
        if row is None:
            return
        line = row.pop("_line", 0)
        place = f"{unit} {line} of {path.name}"
        row.pop("_note", None)
        if broken := row.pop("_error", None):
            raise ValueError(f"Aliases, {place}: {broken}. Mend the line.")
        ours = _columns(row, path.name)
        yield _alias(place, line, dict(zip(ours, row.values(), strict=True)))


def _columns(columns: Iterable[str], table: str) -> list[str]:
    """Return our names of the columns: case and spaces do not count (“Source type”)."""
    ours: list[str] = []
    for column in columns:
        name = "_".join(column.strip("\ufeff ").lower().split())
        if name in ours and name in COLUMNS:
            raise ValueError(f"Aliases, {table}: two columns are called {name!r}. Delete one.")
        ours.append(name)
        # what has no header is nobody's: an index that pandas wrote, cells left behind
        if name in (*COLUMNS, *IGNORED) or name.startswith(("column_", "unnamed:")):
            continue
        close = difflib.get_close_matches(name, COLUMNS, 1)
        hint = f"Did you mean {close[0]!r}?" if close else "Remarks may stand in 'note'."
        raise ValueError(
            f"Aliases, {table}: got the column {column!r}; expected a first line that names the "
            f"columns, among {', '.join(COLUMNS)}. {hint}"
        )
    return ours


def _alias(place: str, line: int, row: Mapping[str, Any]) -> Alias | None:
    """Check one row; None for an empty one."""
    cells = {column: text for column in COLUMNS[:-1] if (text := _cell(row.get(column)))}
    if not cells:
        return None
    try:
        return _checked(line, cells)
    except ValueError as error:
        raise ValueError(f"Aliases, {place}: {error}") from None


def _checked(line: int, cells: dict[str, str]) -> Alias:
    action = known(cells.pop("action", "change").lower(), ACTIONS, "action")
    if action == "exclude" and "name" not in cells and "speaker" in cells:
        cells["name"] = cells.pop("speaker")  # as in a row copied from found.evidence
    effects = {effect: cells.pop(effect) for effect in EFFECTS if effect in cells}
    where = _conditions(cells)
    if not {*SAID, "term", "place"} & set(where):
        raise ValueError(
            f"got {', '.join([*cells, *effects]) or 'an action'} only; expected something to look "
            "for: a name, source, cue or term, or a place (article_id, start, end). Fill one, or "
            "delete the row."
        )
    _check_action(action, effects, where)
    kind, hidden = effects.get("source_type"), effects.get("anonymous")
    return Alias(
        line,
        action,
        effects.get("speaker"),
        known(kind.lower().replace(" ", "_"), SOURCE_TYPES, "source_type") if kind else None,
        TRUTH[known(hidden.lower(), TRUTH, "value of anonymous")] if hidden else None,
        where,
    )


def _conditions(cells: Mapping[str, str]) -> dict[str, str]:
    """Return what a row looks for, as values are compared; start and end are one place."""
    where = {
        column: value if column == "article_id" else plain(value, column in NAMES)
        for column, value in cells.items()
    }
    if "field" in where:
        known(where["field"], FIELDS, "field")
    if set(PLACE) & set(where):
        where["place"] = _place(where.pop("start", ""), where.pop("end", ""))
        where.setdefault("field", "text")
        if "article_id" not in where:
            raise ValueError(
                "start and end need an article_id. Copy all three from found.evidence."
            )
    return where


def _check_action(action: str, effects: Mapping[str, str], where: Mapping[str, str]) -> None:
    """Raise an error unless the action goes with what the row sets and looks for."""
    if action == "exclude" and effects:
        raise ValueError(
            f"exclude strikes hits, so {', '.join(effects)} means nothing. Empty it, or write "
            "change."
        )
    if action == "change" and not effects:
        raise ValueError(
            "got nothing to set; expected a speaker, source_type or anonymous. To strike hits, "
            "write exclude as action, or delete the row."
        )
    if action == "change" and (others := [column for column in SPANS if column in where]):
        raise ValueError(
            f"change is about speakers, but {', '.join(others)} asks for other hits, which can "
            "only be excluded. Empty it, or write exclude."
        )


def _cell(value: Any) -> str:
    if value is None or value is pd.NA or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():  # pandas makes 12.0 of 12 beside a gap
        value = int(value)
    return " ".join(str(value).split())


def _place(start: str, end: str) -> str:
    start, end = (text.removesuffix(".0") for text in (start, end))  # pandas writes 12.0, too
    if not start.isdecimal() or not (end or "0").isdecimal():
        raise ValueError(
            f"got start {start!r} and end {end!r}; expected whole numbers, counted in characters, "
            "as in found.evidence."
        )
    return f"{int(start)}:{int(end) if end else ''}"


def plain(text: str, case: bool = False) -> str:
    """Return `text` as aliases compare it: apostrophes are one, and case counts only if `case`.

    Examples
    --------
    >>> plain("The  Kremlin’s"), plain("US", case=True)
    ("the kremlin's", 'US')
    """
    text = " ".join(text.replace("’", "'").split())
    return text if case else text.casefold()
