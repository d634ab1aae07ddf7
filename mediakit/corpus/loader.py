"""One pass over all that was given: source by source, row by row, article by article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from types import NoneType
from typing import Any

import pandas as pd

from mediakit.contract.cells import plain
from mediakit.contract.tables import ARTICLES, known
from mediakit.contract.wording import number
from mediakit.corpus.article import PRIVATE, Maker, Register, Row
from mediakit.corpus.columns import (
    Columns,
    explain_dates,
    explain_doubt,
    map_columns,
    name_columns,
    recognise,
)
from mediakit.corpus.copies import mark_copies
from mediakit.corpus.dates import are_dates, find_order, order_said
from mediakit.corpus.filenames import NamePattern, suggest
from mediakit.corpus.furniture import set_furniture_apart
from mediakit.corpus.genres import tell_genres
from mediakit.corpus.given import as_frame
from mediakit.corpus.listing import HOW, Listing, is_listing
from mediakit.corpus.metadata import NAME, Metadata, metadata_files
from mediakit.corpus.notes import (
    ARTICLE,
    DUPLICATE,
    FILE,
    LEFT_OUT,
    LOST,
    REMARK,
    WARNING,
    Import,
    Notes,
)
from mediakit.corpus.outlets import join_outlets
from mediakit.corpus.readers import ENDINGS
from mediakit.corpus.report import refuse_losses
from mediakit.corpus.sources import Source, find_sources, readable
from mediakit.corpus.table import make_table
from mediakit.corpus.values import as_text

FURNITURE = ("drop", "keep")
HEAD = 500  # rows in which a column must appear
LONGEST_NAME = 80  # characters of a column's name; more are a text
MOST = 100  # columns that an error message lists


class Loader:
    """One pass over the articles of a source, and what has to be remembered on the way."""

    def __init__(
        self,
        source: Any,
        cleaning: bool,
        columns: Mapping[str, str] | None,
        strict: bool = False,
        names: str | None = None,
        furniture: str = "drop",
        dayfirst: bool | None = None,
    ) -> None:
        self.order = order_said(dayfirst)
        self.furniture = known(furniture, FURNITURE, "way with furniture")
        self._spellings: dict[str, str] = {}
        self.cleaning, self.columns, self.strict = cleaning, _checked_columns(columns), strict
        self.names = NamePattern(names) if names is not None else None
        source = as_frame(source)
        if isinstance(source, pd.DataFrame):
            source = _with_ids(source)
        self.table = source if isinstance(source, pd.DataFrame) else None
        earlier = self.table.attrs if self.table is not None else {}
        self.notes = Notes(earlier.get("report", ()), earlier.get("imports", ()))
        self.register = Register(self.notes)
        for name, unique in _renamed(self.table):
            self.notes.add(REMARK, f"column {name!r} comes twice: the second is {unique!r}")
        self.mapped: dict[str, dict[str, str]] = {}
        found = find_sources(source, ENDINGS)
        for one in found:
            if one.left_out:
                self.notes.add(LEFT_OUT, one.problem or "left out", one.name)
        self.sources = [one for one in found if not one.left_out]
        joined = metadata_files(path for one in self.sources if (path := _single(one)))
        # A metadata.csv is no table of articles where it is about the files beside it.
        self.sources = [one for one in self.sources if one.given not in joined.values()]
        shown = {one.given: one.name for one in found if isinstance(one.given, Path)}
        self.metadata = {
            folder: Metadata(file, ENDINGS[".csv"].read, self.columns, shown.get(file))
            for folder, file in joined.items()
        }
        self.listings: list[Listing] = []
        self._orders: dict[tuple[Path | int, str], str | None] = {}
        self._wanted = set(self.columns.values())  # columns asked for and not yet seen

    def __iter__(self) -> Iterator[Row]:
        self._start_metadata()
        self._start_listings()
        self._suggest_names()
        any_article = False
        for source in self.sources:
            for article in self._articles(source):
                any_article = True
                yield article
        for warning in self.register.outlets.warn_marks():
            self.notes.add(WARNING, warning, None, None, None, "text")
        for metadata in self.metadata.values():
            for line, name in metadata.rows_without_file():
                reason = f"a row without a file: there is no {name!r} in this folder"
                self.notes.add(WARNING, reason, metadata.name, line)
        for listing in self.listings:
            for line, reason in listing.without_text():
                self.notes.add(ARTICLE, reason, listing.file, line)
        for name in sorted(self._wanted) if self.sources and self.table is None else ():
            self.notes.add(WARNING, f"no file has the column {name!r} asked for with columns=")
        if not any_article and not (self.table is not None and self.table.empty):
            reasons = self.notes.reasons() or " there is no file."
            raise ValueError(
                f"No article could be read. Reasons:{reasons}\n"
                f"Expected articles with text in files that end in {', '.join(ENDINGS)}."
            )
        if self.strict:
            refuse_losses(self.notes)

    def frame(self, articles: Iterable[Row], whole: bool = False) -> pd.DataFrame:
        """Make the table of `articles`, with what was noted since the last one in its attrs.

        Of a `whole` table all copies are marked, else only those that `Register` saw are reported.
        """
        frame = make_table(articles, self.table, self.columns)
        join_outlets(frame, self.notes, self._spellings)
        tell_genres(frame)
        if self.cleaning:
            set_furniture_apart(frame, self.notes, keep=self.furniture == "keep", repeats=whole)
        if whole:
            file_of = dict(zip(frame["article_id"], frame["source_file"], strict=True))
            for id_, reason in mark_copies(frame):
                if id_ not in self.register.twins:
                    file = plain(file_of[id_]) or None
                    self.notes.add(DUPLICATE, reason, file, None, id_, "text")
        mapped = {file: dict(columns) for file, columns in self.mapped.items()}
        rows, done = self.notes.take()
        frame.attrs = {"report": rows, "imports": done, "mapped": mapped}
        return frame

    def summary(self, read: int) -> str:
        """Say in a line or two what was lost, read, repaired and mapped, the worst first."""
        files = sum(source.name is not None for source in self.sources)
        of = f" from {number(files - self.notes.counts[FILE], 'file')}" if files else ""
        text = self.notes.summary(f"{number(read, 'article')}{of}")
        pairs = dict.fromkeys(pair for columns in self.mapped.values() for pair in columns.items())
        if pairs:
            text += " Columns: " + ", ".join(f"{theirs} -> {ours}" for theirs, ours in pairs) + "."
        return text

    @property
    def lost(self) -> bool:
        """Whether a file or an article was skipped or is missing so far."""
        return any(self.notes.counts[kind] for kind in LOST)

    def _articles(self, source: Source) -> Iterator[Row]:
        """Yield the articles of one source, and keep count of what became of it."""
        done = self.notes.begin(source.name, source.kind)
        if isinstance(source.given, Path) and readable(source.given.name) != source.given.name:
            self.notes.add(REMARK, "the file's name is not UTF-8: its bytes are written out",
                           source.name)  # fmt: skip
        for article in self._made(source, done):
            done.read += 1
            yield article
        self.notes.finish()

    def _made(self, source: Source, done: Import) -> Iterator[Row]:
        """Yield the articles of one source; whatever goes wrong is noted and the rest goes on."""
        before = self.notes.counts.total()
        rows = self._guarded(source)
        head = list(islice(rows, HEAD))
        content = [row for row in head if not _is_remark(row)]
        if content and not self._settle_columns(source, content):
            return
        path = _single(source)
        maker = Maker(
            source.name, readable(path.stem) if path else None, self.cleaning, self.columns,
            lambda name: self._order(source, name), self.notes, self.register,
            self.order,
        )  # fmt: skip
        for row in chain(head, rows):
            if (announced := row.get("_announced")) is not None:
                done.announce(announced)
            done.encoding = row.get("_encoding") or done.encoding
            if "_error" in row:
                self.notes.add(ARTICLE, row["_error"], source.name, row.get("_line"))
            elif _is_remark(row):
                if "_note" in row:
                    self.notes.add(REMARK, row["_note"], source.name, row.get("_line"))
            elif article := self._article(maker, row):
                yield article | ({"_row": row["_line"] - 1} if self.table is not None else {})
        if not head and self.notes.counts.total() == before and self.table is None:
            self.notes.add(FILE, "no article in the file", source.name)
        if maker.renamed and not path:
            self.mapped[source.name or "DataFrame"] = maker.renamed

    def _article(self, maker: Maker, row: Row) -> Row | None:
        """Make an article of a row; one that breaks is noted, and the others go on."""
        try:
            return maker.make(row)
        except Exception as error:
            reason = f"unreadable article: {_plain(error)}"
            self.notes.add(ARTICLE, reason, maker.file, row.get("_line"))
            return None

    def _guarded(self, source: Source) -> Iterator[Row]:
        """Yield rows as read; a file that breaks is noted, its rows up to there count."""
        if source.problem:
            self.notes.add(FILE, source.problem, source.name)
            return
        path = _single(source)
        metadata = self.metadata.get(path.parent) if path else None
        found = metadata.find(path) if metadata and path else {}
        if found is None:
            self.notes.add(WARNING, f"a file without a row in {NAME}", source.name)
        before, named = _state(source), self._named(source)
        try:
            for row in _rows(source):
                yield row if _is_remark(row) else self._joined(row, path, named, found or {})
            if _state(source) != before:
                reason = "the file changed while it was read: load it again when it is finished"
                self.notes.add(WARNING, reason, source.name)
        except Exception as error:  # a reader may fail in any way; the other files go on
            reason = f"unreadable file: {_plain(error)}"
            self.notes.add(FILE, reason, source.name)

    def _named(self, source: Source) -> dict[str, str]:
        """Return what the name of a file says by the pattern ``names=``."""
        if self.names is None or source.name is None:
            return {}
        named = self.names.find(source.name)
        if named is None:
            reason = f"its name does not fit names={self.names.pattern!r}"
            self.notes.add(WARNING, reason, source.name)
        return named or {}

    def _suggest_names(self) -> None:
        """Say if the names of texts hold what nobody asked for."""
        texts = [one for one in self.sources if one.format and one.format.name == "text"]
        if self.names is None and not self.metadata and not self.listings and (
            said := suggest([one.name for one in texts if one.name])
        ):  # fmt: skip
            self.notes.add(REMARK, said)

    def _joined(self, row: Row, path: Path | None, named: Row, found: Row) -> Row:
        """Return a row with what its file's name, a list and the metadata.csv say about it."""
        if not named and not found and not self.listings:
            return row
        if path is None and named:  # a table knows better than its file's name
            ours = map_columns([name for name in row if name not in PRIVATE], self.columns).columns
            named = {name: one for name, one in named.items() if name not in ours.values()}
        return {**row, **named, **self._listed(row, path), **found}

    def _listed(self, row: Row, path: Path | None) -> Row:
        """Return what the lists of articles say about a row; note it if they say nothing."""
        if not self.listings:
            return {}
        ours = map_columns([name for name in row if name not in PRIVATE], self.columns).columns
        url = next((as_text(row[name]) for name, one in ours.items() if one == "url"), None)
        for listing in self.listings:
            if (said := listing.find(url, path)) is not None:
                return said
        file = path.as_posix() if path else None
        self.notes.add(WARNING, f"in no list of articles: {url or 'no address'}", file)
        return {}

    def _start_listings(self) -> None:
        """Take the lists of articles without texts out of the sources, to be joined with them."""
        if len(self.sources) < 2:
            return
        lists = [one for one in self.sources if self._is_listing(one)]
        if len(lists) == len(self.sources):
            return
        self.sources = [one for one in self.sources if not any(one is other for other in lists)]
        for source in lists:
            done = self.notes.begin(source.name, "list of articles")
            try:
                listing = Listing(source.name, _rows(source), self.columns)
            except Exception as error:
                self.notes.add(FILE, f"unreadable file: {_plain(error)}", source.name)
            else:
                self.listings.append(listing)
                for line, reason in listing.problems:
                    self.notes.add(WARNING, reason, source.name, line)
            done.format = "list of articles"
            self.notes.finish()

    def _is_listing(self, source: Source) -> bool:
        """Look at the first rows of a table."""
        if source.problem or isinstance(source.given, str) or _single(source):
            return False
        try:
            first = list(islice((row for row in _rows(source) if not _is_remark(row)), 3))
        except Exception:  # it will be told when it is read
            return False
        names = dict.fromkeys(name for row in first for name in row if name not in PRIVATE)
        return is_listing(names, self.columns)

    def _settle_columns(self, source: Source, content: list[Row]) -> bool:
        """Say whether there is a column for the text; raise if this is the only source."""
        names = list(dict.fromkeys(name for row in content for name in row if name not in PRIVATE))
        found = map_columns(names, self.columns)
        self._wanted -= set(names)
        if problem := self._problem(source, names, found):
            if len(self.sources) == 1:
                raise ValueError(f"{source.name or 'The table'} has {'. '.join(problem)}.")
            self.notes.add(FILE, problem[0], source.name)
            return False
        for ours, theirs in found.doubts.items():
            self.notes.add(WARNING, explain_doubt(ours, theirs), source.name, None, None, ours)
        if not _single(source) and "published" not in found.columns.values():
            further = [name for name in names if name not in found.columns]
            if dates := [n for n in further if are_dates(row.get(n) for row in content)]:
                self.notes.add(WARNING, explain_dates(dates), source.name, None, None, "published")
        return True

    def _problem(self, source: Source, names: list[str], found: Columns) -> tuple[str, str] | None:
        """Say what columns a source lacks, and what to do about it."""
        more = f" and {len(names) - MOST:,} more" if len(names) > MOST else ""
        listed = f"its columns are {', '.join(map(repr, names[:MOST])) or 'none'}{more}"
        wanted = () if _single(source) else self.columns.values()
        if missing := ", ".join(repr(name) for name in wanted if name not in names):
            return f"no column {missing} as asked for with columns=; {listed}", "Name one of these"
        if "text" not in found.columns.values():
            advice = "Say which one holds the text with columns={'text': 'its name'}"
            if any(len(name) > LONGEST_NAME for name in names):
                advice = (
                    "The first row looks like an article, not like names of columns: write such "
                    "names above it, text,outlet,date"
                )
            if is_listing(names, self.columns):
                advice += f". If none does, {HOW}"
            return f"no column for the text; {listed}", advice
        return None

    def _start_metadata(self) -> None:
        for metadata in self.metadata.values():
            name = metadata.name
            for line, reason in metadata.problems:
                self.notes.add(WARNING, reason, name, line)
            renamed = {theirs: ours for theirs, ours in metadata.columns.items() if theirs != ours}
            if renamed:
                self.mapped[name] = renamed
            self._wanted -= set(metadata.names)

    def _order(self, source: Source, name: str) -> str | None:
        """Find out by a second look at a whole column if the day or the month comes first."""
        path = _single(source)
        metadata = self.metadata.get(path.parent) if path else None
        key = (metadata.file if metadata else id(source), name)
        if key not in self._orders:
            values = metadata.column(name) if metadata else (r.get(name) for r in _rows(source))
            self._orders[key] = find_order(values)
        return self._orders[key]


def _rows(source: Source) -> Iterator[Row]:
    given = source.given
    if isinstance(given, str):
        yield {"text": given}
    elif isinstance(given, Path):
        assert source.format is not None  # what has none is a problem
        yield from source.format.read(given)
    else:
        names = name_columns(map(str, given.columns))
        for number, values in enumerate(given.itertuples(index=False, name=None), 1):
            yield {**dict(zip(names, values, strict=True)), "_line": number}


def _state(source: Source) -> tuple[int, int] | None:
    """Return what shows if a file is changed: its size and when it was written."""
    if not isinstance(source.given, Path):
        return None
    try:
        state = source.given.stat()
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns


def _single(source: Source) -> Path | None:
    """Return the path of a file that holds one article, else None."""
    single = source.format is not None and source.format.single
    return source.given if single and isinstance(source.given, Path) else None


def _is_remark(row: Row) -> bool:
    """Say whether a row is no article, only something to report."""
    # A row of a line's number alone is an article without anything in it.
    return "_error" in row or (len(row.keys() - {"_line"}) > 0 and row.keys() <= set(PRIVATE))


def _plain(error: Exception) -> str:
    """Say in one line what went wrong."""
    said = " ".join(str(error).split())
    return f"{said[:300]}…" if len(said) > 300 else said or type(error).__name__


def _with_ids(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table that can be read: ids that became its index are a column again."""
    if not len(table.columns):
        raise ValueError(
            "Got a table without columns; expected one with a column of texts, such as "
            "pd.DataFrame({'text': ['…']})."
        )
    if isinstance(table.columns, pd.MultiIndex):  # merged headers
        names = [
            " ".join(part for part in map(str, one) if _is_named(part)) for one in table.columns
        ]
        table = table.set_axis(names, axis="columns")
    name = table.index.name
    if isinstance(name, str) and recognise(name) == "article_id" and name not in table.columns:
        return table.reset_index()
    return table


def _is_named(part: str) -> bool:
    """Say whether a part of a merged header is a name, and no place that pandas filled."""
    return bool(part.strip()) and not part.startswith("Unnamed:")


def _renamed(table: pd.DataFrame | None) -> Iterator[tuple[str, str]]:
    """Yield the columns of a table that have the name of one before, and what they are called."""
    names = [] if table is None else [str(name).strip() for name in table.columns]
    for name, unique in zip(names, name_columns(names), strict=True):
        if name and name != unique:
            yield name, unique


def _checked_columns(columns: Mapping[str, str] | None) -> dict[str, str]:
    if not isinstance(columns, (Mapping, NoneType)):
        raise TypeError(
            f"columns= got {columns!r}; expected our names with yours, such as "
            "columns={'text': 'your column'}."
        )
    columns = dict(columns or {})
    for ours in columns:
        if ours not in ARTICLES:
            raise ValueError(
                f"columns= names {ours!r}, which is no column of the articles table; those are "
                f"{', '.join(ARTICLES)}. Write columns={{'text': 'your column'}}: ours first, "
                "then yours."
            )
    return columns
