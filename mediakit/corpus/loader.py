"""One pass over all that was given: source by source, row by row, article by article."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from types import NoneType
from typing import Any

import pandas as pd

from mediakit.contract.cells import plain
from mediakit.contract.tables import ARTICLES, known
from mediakit.contract.wording import number
from mediakit.corpus.article import PRIVATE, Maker, Register, Row
from mediakit.corpus.bodies import choose_text, longest_texts
from mediakit.corpus.coded import checked_encoding
from mediakit.corpus.columns import (
    Columns,
    explain_repeats,
    map_columns,
    name_columns,
    recognise,
)
from mediakit.corpus.copies import READ as READ_FOR_COPIES
from mediakit.corpus.copies import mark_copies
from mediakit.corpus.doubts import doubts_of
from mediakit.corpus.furniture import set_furniture_apart
from mediakit.corpus.genres import tell_genres
from mediakit.corpus.given import as_frame
from mediakit.corpus.joining import Joins
from mediakit.corpus.languages import let_go
from mediakit.corpus.listing import HOW, is_listing
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
from mediakit.corpus.orders import order_said, weigh_order
from mediakit.corpus.outlets import join_outlets
from mediakit.corpus.packing import returning_memory, set_aside
from mediakit.corpus.readers import ENDINGS
from mediakit.corpus.report import refuse_losses
from mediakit.corpus.rows import is_remark, reason_of, rows_of, single, state_of
from mediakit.corpus.sources import Source, find_sources, may_be_name, readable
from mediakit.corpus.table import make_table

FURNITURE = ("drop", "keep")
SOUGHT = {"outlet": "an outlet", "published": "a date"}  # what comparisons ask for
HEAD = 500  # rows in which a column must appear
HEAD_LETTERS = 2**24  # in fewer, if they hold so much
MANY_TEXTS = 2**26  # bytes of texts beside which what tells languages is no longer held
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
        encoding: str | None = None,
    ) -> None:
        coded = checked_encoding(encoding)
        self.order = order_said(dayfirst)
        self._known = Counter[str]()  # articles that have an outlet, a date
        self.furniture = known(furniture, FURNITURE, "way with furniture")
        self._spellings: dict[str, str] = {}
        self.cleaning, self.columns, self.strict = cleaning, _checked_columns(columns), strict
        source = as_frame(source)
        if isinstance(source, pd.DataFrame):
            source = _with_ids(source)
        self.table = source if isinstance(source, pd.DataFrame) else None
        earlier = self.table.attrs if self.table is not None else {}
        self.notes = Notes(earlier.get("report", ()), earlier.get("imports", ()))
        self.register = Register(self.notes)
        given = [] if self.table is None else [str(name) for name in self.table.columns]
        for said in explain_repeats(given, name_columns(given)):
            self.notes.add(REMARK, said)
        self.mapped: dict[str, dict[str, str]] = {}
        found = [one._replace(encoding=coded) for one in find_sources(source, ENDINGS)]
        for one in found:
            if one.left_out:
                self.notes.add(LEFT_OUT, one.problem or "left out", one.name)
        self.sources = [one for one in found if not one.left_out]
        self.joins = Joins(self.sources, self.columns, names, self.notes, self.order)
        self.sources = self.joins.sources
        self._chosen: dict[int, dict[str, str]] = {}  # source -> columns, the text by its length
        self._orders: dict[tuple[Path | int, str], str | None] = {}
        self._wanted = set(self.columns.values())  # columns asked for and not yet seen

    def __iter__(self) -> Iterator[Row]:
        self.joins.start()
        self.sources = self.joins.sources
        self._wanted -= self.joins.seen
        self.mapped |= self.joins.mapped
        any_article = False
        for source in self.sources:
            for article in self._articles(source):
                any_article = True
                yield article
        for warning in self.register.outlets.warn_marks():
            self.notes.add(WARNING, warning, None, None, None, "text")
        self.joins.finish()
        for name in sorted(self._wanted) if self.sources and self.table is None else ():
            self.notes.add(WARNING, f"no file has the column {name!r} asked for with columns=")
        if self.table is not None and self.table.empty:
            self.notes.add(WARNING, "the table has no row: nothing was read")
        elif not any_article:
            reasons = self.notes.reasons() or " there is no file."
            raise ValueError(
                f"No article could be read. Reasons:{reasons}\n"
                f"Expected articles with text in files that end in {', '.join(ENDINGS)}."
            )
        if self.strict:
            refuse_losses(self.notes)

    def frame(
        self, articles: Iterable[Row], whole: bool | Callable[[], bool] = False
    ) -> pd.DataFrame:
        """Make the table of `articles`, with what was noted since the last one in its attrs.

        Of a `whole` table (asked once all of them are there) all copies are marked, else only
        those that `Register` saw are reported.
        """
        with returning_memory():
            frame = make_table(articles, self.table, self.columns)
            whole = whole() if callable(whole) else whole
            join_outlets(frame, self.notes, self._spellings)
            tell_genres(frame)
            if self.cleaning:
                keep = self.furniture == "keep"
                set_furniture_apart(frame, self.notes, keep=keep, repeats=whole)
            if whole:
                self._mark_copies(frame)
        for name in SOUGHT:
            self._known[name] += int(frame[name].notna().sum())
        mapped = {file: dict(columns) for file, columns in self.mapped.items()}
        rows, done = self.notes.take()
        frame.attrs = {"report": rows, "imports": done, "mapped": mapped}
        return frame

    def _mark_copies(self, frame: pd.DataFrame) -> None:
        """Mark the copies of a whole table, and note those that nobody has noted."""
        file_of = dict(zip(frame["article_id"], frame["source_file"], strict=True))
        if frame["text"].array.nbytes > MANY_TEXTS:
            let_go()
        with set_aside(frame, but=READ_FOR_COPIES):
            marked = list(mark_copies(frame))
        for id_, reason in marked:
            if id_ not in self.register.twins:
                file = plain(file_of[id_]) or None
                self.notes.add(DUPLICATE, reason, file, None, id_, "text")

    def summary(self, read: int) -> str:
        """Say in a line or two what was lost, read, repaired and mapped, the worst first."""
        files = sum(source.name is not None for source in self.sources)
        of = f" from {number(files - self.notes.counts[FILE], 'file')}" if files else ""
        text = self.notes.summary(f"{number(read, 'article')}{of}")
        absent = [said for name, said in SOUGHT.items() if not self._known[name]]
        if files and read > 1 and absent:
            text += f" None has {' or '.join(absent)}."
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
        if isinstance(source.given, str) and (said := may_be_name(source.given)):
            self.notes.warn(said)
        for article in self._made(source, done):
            done.read += 1
            yield article
        self.notes.finish()

    def _made(self, source: Source, done: Import) -> Iterator[Row]:
        """Yield the articles of one source; whatever goes wrong is noted and the rest goes on."""
        before = self.notes.counts.total()
        rows = self._guarded(source)
        head = _first(rows)
        if not self._settle_columns(source, head):
            return
        is_empty = all(map(is_remark, head))
        path = single(source)
        maker = Maker(
            source.name, readable(path.stem) if path else None, self.cleaning,
            self._chosen.get(id(source), self.columns),
            lambda name: self._order(source, name), self.notes, self.register,
            self.order,
        )  # fmt: skip
        for row in chain(_popped(head), rows):
            if (announced := row.get("_announced")) is not None:
                done.announce(announced)
            done.encoding = row.get("_encoding") or done.encoding
            if "_error" in row:
                self.notes.add(ARTICLE, row["_error"], source.name, row.get("_line"))
            elif is_remark(row):
                if "_note" in row:
                    self.notes.add(REMARK, row["_note"], source.name, row.get("_line"))
                if "_warning" in row:
                    self.notes.warn(row["_warning"], source.name, row.get("_line"))
            elif article := self._article(maker, row):
                yield article | ({"_row": row["_line"] - 1} if self.table is not None else {})
        if is_empty and self.notes.counts.total() == before and self.table is None:
            self.notes.add(FILE, "no article in the file", source.name)
        if parted := maker.parted():
            self.notes.warn(parted, source.name)
        if both := maker.both.said():
            self.notes.add(WARNING, both, source.name, None, None, "published")
        if limit := maker.lengths.said():
            self.notes.add(WARNING, limit, source.name, None, None, "text")
        if maker.renamed and not path:
            self.mapped[source.name or "DataFrame"] = maker.renamed

    def _article(self, maker: Maker, row: Row) -> Row | None:
        """Make an article of a row; one that breaks is noted, and the others go on."""
        try:
            return maker.make(row)
        except Exception as error:
            reason = f"unreadable article: {reason_of(error)}"
            self.notes.add(ARTICLE, reason, maker.file, row.get("_line"))
            return None

    def _guarded(self, source: Source) -> Iterator[Row]:
        """Yield rows as read; a file that breaks is noted, its rows up to there count."""
        if source.problem:
            self.notes.add(FILE, source.problem, source.name)
            return
        before, join = state_of(source), self.joins.of(source)
        try:
            for row in rows_of(source):
                yield row if is_remark(row) else join(row)
            if state_of(source) != before:
                reason = "the file changed while it was read: load it again when it is finished"
                self.notes.add(WARNING, reason, source.name)
        except Exception as error:  # a reader may fail in any way; the other files go on
            reason = f"unreadable file: {reason_of(error)}"
            self.notes.add(FILE, reason, source.name)

    def _settle_columns(self, source: Source, head: Iterable[Row]) -> bool:
        """Say whether there is a column for the text; raise if this is the only source."""
        content = [row for row in head if not is_remark(row)]
        if not content:
            return True
        names = list(dict.fromkeys(name for row in content for name in row if name not in PRIVATE))
        found = map_columns(names, self.columns)
        self._wanted -= set(names)
        if problem := self._problem(source, names, found, content):
            if len(self.sources) == 1:
                raise ValueError(f"{source.name or 'The table'} has {'. '.join(problem)}.")
            self.notes.add(FILE, problem[0], source.name)
            return False
        chosen = self.columns
        if "text" not in chosen:
            theirs = next(name for name, ours in found.columns.items() if ours == "text")
            choice = choose_text(content, theirs)
            if choice.said:
                self.notes.add(WARNING, choice.said, source.name, None, None, "text")
            if choice.name != theirs:
                chosen = chosen | {"text": choice.name}
                found = map_columns(names, chosen)
        self._chosen[id(source)] = chosen
        if self.table is not None:
            self.columns |= chosen  # the table is made by these in the end
        doubts = doubts_of(content, found, is_table=not single(source))
        for field, reason in doubts:
            self.notes.add(WARNING, reason, source.name, None, None, field)
        return True

    def _problem(
        self, source: Source, names: list[str], found: Columns, head: list[Row]
    ) -> tuple[str, str] | None:
        """Say what columns a source lacks, and what to do about it."""
        more = f" and {len(names) - MOST:,} more" if len(names) > MOST else ""
        listed = f"its columns are {', '.join(map(repr, names[:MOST])) or 'none'}{more}"
        wanted = () if single(source) else self.columns.values()
        if missing := ", ".join(repr(name) for name in wanted if name not in names):
            return f"no column {missing} as asked for with columns=; {listed}", "Name one of these"
        if "text" not in found.columns.values():
            advice = "Say which one holds the text with columns={'text': 'its name'}"
            if any(len(name) > LONGEST_NAME for name in names):
                advice = (
                    "The first row looks like an article, not like names of columns: write such "
                    "names above it, text,outlet,date"
                )
            if parts := [name for name in names if recognise(name) == "part"]:
                listed_parts = ", ".join(map(repr, parts))
                advice += f" ({listed_parts}: by the name only a lead or a summary)"
            if is_listing(names, self.columns):
                advice += f". If none does, {HOW}"
            said = f"no column for the text; {listed}"
            if wordy := longest_texts(head, [name for name in names if name not in found.columns]):
                said += f"; {wordy!r} may be it: columns={{'text': {wordy!r}}} reads it"
            return said, advice
        return None

    def _order(self, source: Source, name: str) -> str | None:
        """Find out by a second look at a whole column if the day or the month comes first."""
        metadata = self.joins.metadata_of(source)
        key = (metadata.file if metadata else id(source), name)
        if key not in self._orders:
            values = metadata.column(name) if metadata else (r.get(name) for r in rows_of(source))
            found = weigh_order(values)
            if found.order and found.open:
                file = metadata.name if metadata else source.name
                kind = WARNING if found.weak else REMARK
                self.notes.add(kind, found.said(), file, None, None, "published")
            self._orders[key] = found.order
        return self._orders[key]


def _first(rows: Iterator[Row]) -> deque[Row]:
    """Return the first rows of a source: `HEAD`, or fewer where they are long."""
    head, letters = deque[Row](), 0
    while len(head) < HEAD and letters < HEAD_LETTERS and (row := next(rows, None)) is not None:
        head.append(row)
        letters += sum(len(v if isinstance(v, str) else str(v)) for v in row.values())
    return head


def _popped(head: deque[Row]) -> Iterator[Row]:
    """Yield rows and let go of them."""
    while head:
        yield head.popleft()


def _with_ids(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table that can be read: ids that became its index are a column again."""
    if not len(table.columns):
        raise ValueError(
            "Got a table without columns; expected one with a column of texts, such as "
            "pd.DataFrame({'text': ['…']})."
        )
    if isinstance(table.columns, pd.MultiIndex):  # merged headers
        parts = [[part for part in map(str, one) if _is_named(part)] for one in table.columns]
        names = [own[-1] if own else "" for own in parts]
        if len(set(names)) < len(names) or not any(recognise(name) == "text" for name in names):
            names = [" ".join(own) for own in parts]
        table = table.set_axis(names, axis="columns")
    name = table.index.name
    if isinstance(name, str) and recognise(name) == "article_id" and name not in table.columns:
        return table.reset_index()
    return table


def _is_named(part: str) -> bool:
    """Say whether a part of a merged header is a name, and no place that pandas filled."""
    return bool(part.strip()) and not part.startswith("Unnamed:")


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
