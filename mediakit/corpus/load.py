"""Anything that holds articles becomes one table of articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from types import NoneType
from typing import Any

import pandas as pd

from mediakit.contract.progress import progress as progress_of
from mediakit.contract.progress import say
from mediakit.contract.tables import ARTICLES, REPORT, conform, make
from mediakit.contract.wording import number
from mediakit.corpus.article import PRIVATE, Maker, Register, Row, free
from mediakit.corpus.columns import (
    Columns,
    explain_dates,
    explain_doubt,
    map_columns,
    name_columns,
    recognise,
)
from mediakit.corpus.dates import are_dates, find_order
from mediakit.corpus.metadata import NAME, Metadata, metadata_files
from mediakit.corpus.notes import ARTICLE, FILE, REMARK, Notes
from mediakit.corpus.readers import ENDINGS
from mediakit.corpus.sources import Source, find_sources
from mediakit.corpus.values import as_column

HEAD = 500  # rows in which a column must appear


def load_articles(
    source: Any,
    *,
    clean: bool = True,
    columns: Mapping[str, str] | None = None,
    progress: bool = True,
) -> pd.DataFrame:
    r"""Load articles from files, folders, a DataFrame or one text into one table.

    Nothing is lost in silence: what was skipped, repaired or marked stands in `report`. An article
    without text is no row of the table but one of the report. Articles with the same text are
    marked there and kept. What is missed: tables in text files that have no header, all sheets of a
    workbook but the first, `.doc`, `.pdf`, `.rtf`.

    Parameters
    ----------
    source : path, glob, list of them, DataFrame, or str
        Files end in ``.txt`` (one article each), ``.docx``, ``.html``, ``.csv``, ``.tsv``,
        ``.xlsx``, ``.jsonl``, ``.json`` or ``.parquet``. In a folder all files below it are read,
        sorted, but for hidden and lock files. A ``metadata.csv`` beside files of one article each
        is joined by its column ``file``. A str that is no path is the text of one article.
    clean : bool
        Clean title and text once: line ends, NFC, mojibake, invisible characters; a first line of
        the text that repeats the title goes. Quotation marks and no-break spaces stay. With False
        the text stays exactly as it was decoded.
    columns : mapping, optional
        Our column -> yours, such as ``{"text": "my column"}``, where the names are not recognised
        or another column is wanted.
    progress : bool
        Say what was read and how columns were mapped, and how far it is if it takes long.

    Returns
    -------
    DataFrame
        ``article_id`` (given, else the file's stem, else 12 digits of the text's sha1; ``-2`` for
        repeats), ``title``, ``text``, ``outlet``, ``author``, ``section``, ``url``, ``language``,
        ``published`` (as printed), ``published_utc`` (where the zone is known), ``source_file``,
        then all further columns. Those of a CSV are text. ``attrs["mapped"]`` says per file which
        column became which.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If a single table has no column for the text, or nothing at all could be read.

    Examples
    --------
    >>> articles = load_articles("Taxes rise.\n\nNobody asked.", progress=False)
    >>> articles[["article_id", "text"]].values.tolist()
    [['361023858723', 'Taxes rise.\n\nNobody asked.']]
    >>> frame = pd.DataFrame({"body": ["Taxes rise.", ""], "newspaper": ["The Post", "The Sun"]})
    >>> articles = load_articles(frame, progress=False)
    >>> articles.outlet.tolist(), report(articles).reason.tolist()
    (['The Post'], ['empty text'])
    """
    loader = _Loader(source, clean, columns)
    articles = loader.frame(list(_shown(loader, progress)))
    if progress:
        say(loader.summary(len(articles)))
    return articles


def stream_articles(
    source: Any,
    *,
    clean: bool = True,
    columns: Mapping[str, str] | None = None,
    size: int = 500,
) -> Iterator[pd.DataFrame]:
    """Load articles batch by batch: the rows of `load_articles`, `size` at a time.

    Only one batch is in memory (Excel, ``.json`` and a DataFrame are read whole). Ids are unique
    over all batches. ``attrs["report"]`` of a batch holds what was noted since the one before.
    Further columns may differ in presence and dtype between batches.

    Parameters
    ----------
    source, clean, columns
        As for `load_articles`.
    size : int
        Articles in a batch.

    Returns
    -------
    iterator of DataFrame
        As from `load_articles`.

    Raises
    ------
    FileNotFoundError, ValueError
        As from `load_articles`.

    Examples
    --------
    >>> frame = pd.DataFrame({"text": ["One.", "Two.", "Three."]})
    >>> [len(batch) for batch in stream_articles(frame, size=2)]
    [2, 1]
    """
    if size < 1:
        raise ValueError(f"Got size={size}; expected a number of articles of at least 1.")
    return _batches(_Loader(source, clean, columns), size)


def report(articles: pd.DataFrame) -> pd.DataFrame:
    """Return what was skipped, repaired or marked when `articles` were loaded.

    Parameters
    ----------
    articles : DataFrame
        From `load_articles`, filtered or not. Joining or concatenating tables loses the report.

    Returns
    -------
    DataFrame
        ``article_id`` and ``field`` where there is an article, ``signal`` (always absent here),
        ``file``, ``line`` (of the file; row of a DataFrame), ``reason``.

    Examples
    --------
    >>> report(load_articles(pd.DataFrame({"text": ["One.", None]}), progress=False)).line.tolist()
    [2]
    """
    rows = articles.attrs.get("report", [])
    return make("report", ([row.get(column) for column in REPORT] for row in rows))


class _Loader:
    """One pass over the articles of a source, and what has to be remembered on the way."""

    def __init__(self, source: Any, cleaning: bool, columns: Mapping[str, str] | None) -> None:
        self.cleaning, self.columns = cleaning, _checked_columns(columns)
        if isinstance(source, pd.DataFrame):
            source = _with_ids(source)
        self.table = source if isinstance(source, pd.DataFrame) else None
        self.notes = Notes(self.table.attrs.get("report", ()) if self.table is not None else ())
        self.register = Register(self.notes)
        for name, unique in _renamed(self.table):
            self.notes.add(REMARK, f"column {name!r} comes twice: the second is {unique!r}")
        self.mapped: dict[str, dict[str, str]] = {}
        self.sources = find_sources(source, ENDINGS)
        joined = metadata_files(path for one in self.sources if (path := _single(one)))
        # A metadata.csv is no table of articles where it is about the files beside it.
        self.sources = [one for one in self.sources if one.given not in joined.values()]
        self.metadata = {
            folder: Metadata(file, ENDINGS[".csv"].read, self.columns)
            for folder, file in joined.items()
        }
        self._orders: dict[tuple[Path | int, str], str | None] = {}
        self._wanted = set(self.columns.values())  # columns asked for and not yet seen

    def __iter__(self) -> Iterator[Row]:
        self._start_metadata()
        any_article = False
        for source in self.sources:
            for article in self._articles(source):
                any_article = True
                yield article
        for metadata in self.metadata.values():
            for line, name in metadata.rows_without_file():
                reason = f"a row without a file: there is no {name!r} in this folder"
                self.notes.add(REMARK, reason, metadata.file.as_posix(), line)
        for name in sorted(self._wanted) if self.sources and self.table is None else ():
            self.notes.add(REMARK, f"no file has the column {name!r} asked for with columns=")
        if not any_article and not (self.table is not None and self.table.empty):
            reasons = self.notes.reasons() or " there is no file."
            raise ValueError(
                f"No article could be read. Reasons:{reasons}\n"
                f"Expected articles with text in files that end in {', '.join(ENDINGS)}."
            )

    def frame(self, articles: list[Row]) -> pd.DataFrame:
        """Make the table of `articles`, with what was noted since the last one in its attrs."""
        further = [] if self.table is not None else [name for row in articles for name in row]
        columns = {}
        for name in dict.fromkeys([*ARTICLES, *further]):
            values = [row.get(name) for row in articles]
            if str(ARTICLES.get(name)).startswith("datetime64"):
                columns[name] = pd.Series(values, dtype="datetime64[us]")
            else:
                known = name in ARTICLES
                columns[name] = pd.Series(values, dtype=object) if known else as_column(values)
        frame = conform(pd.DataFrame(columns), "articles")
        if self.table is not None:
            rows = [row["_row"] for row in articles]
            frame = pd.concat([frame, self._further(self.table, rows)], axis=1)
        mapped = {file: dict(columns) for file, columns in self.mapped.items()}
        frame.attrs = {"report": self.notes.take(), "mapped": mapped}
        return frame

    def summary(self, read: int) -> str:
        """Say in a line or two what was read, skipped, repaired and mapped."""
        first = f"Read {number(read, 'article')}"
        files = sum(source.name is not None for source in self.sources)
        if files:
            first += f" from {number(files - self.notes.counts[FILE], 'file')}"
        said = [first, *self.notes.summary()]
        text = "; ".join(said) + (": see mk.report(articles)." if len(said) > 1 else ".")
        pairs = dict.fromkeys(pair for columns in self.mapped.values() for pair in columns.items())
        if pairs:
            text += " Columns: " + ", ".join(f"{theirs} -> {ours}" for theirs, ours in pairs) + "."
        return text

    def _articles(self, source: Source) -> Iterator[Row]:
        """Yield the articles of one source; whatever goes wrong is noted and the rest goes on."""
        before = self.notes.counts.total()
        rows = self._guarded(source)
        head = list(islice(rows, HEAD))
        content = [row for row in head if not _is_remark(row)]
        if content and not self._settle_columns(source, content):
            return
        path = _single(source)
        maker = Maker(
            source.name, path.stem if path else None, self.cleaning, self.columns,
            lambda name: self._order(source, name), self.notes, self.register,
        )  # fmt: skip
        for row in chain(head, rows):
            if "_error" in row:
                self.notes.add(ARTICLE, row["_error"], source.name, row.get("_line"))
            elif _is_remark(row):
                self.notes.add(REMARK, row["_note"], source.name, row.get("_line"))
            elif article := maker.make(row):
                yield article | ({"_row": row["_line"] - 1} if self.table is not None else {})
        if not head and self.notes.counts.total() == before and self.table is None:
            self.notes.add(FILE, "no article in the file", source.name)
        if maker.renamed and not path:
            self.mapped[source.name or "DataFrame"] = maker.renamed

    def _guarded(self, source: Source) -> Iterator[Row]:
        """Yield rows as read; a file that breaks is noted, its rows up to there count."""
        if source.problem:
            self.notes.add(FILE, source.problem, source.name)
            return
        path = _single(source)
        metadata = self.metadata.get(path.parent) if path else None
        found = metadata.find(path) if metadata and path else {}
        if found is None:
            self.notes.add(REMARK, f"a file without a row in {NAME}", source.name)
        try:
            for row in _rows(source):
                yield {**row, **(found or {})}
        except Exception as error:  # a reader may fail in any way; the other files go on
            reason = f"unreadable file: {str(error) or type(error).__name__}"
            self.notes.add(FILE, reason, source.name)

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
            self.notes.add(REMARK, explain_doubt(ours, theirs), source.name, None, None, ours)
        if not _single(source) and "published" not in found.columns.values():
            further = [name for name in names if name not in found.columns]
            if dates := [n for n in further if are_dates(row.get(n) for row in content)]:
                self.notes.add(REMARK, explain_dates(dates), source.name, None, None, "published")
        return True

    def _problem(self, source: Source, names: list[str], found: Columns) -> tuple[str, str] | None:
        """Say what columns a source lacks, and what to do about it."""
        listed = f"its columns are {', '.join(map(repr, names)) or 'none'}"
        wanted = () if _single(source) else self.columns.values()
        if missing := ", ".join(repr(name) for name in wanted if name not in names):
            return f"no column {missing} as asked for with columns=; {listed}", "Name one of these"
        if "text" not in found.columns.values():
            advice = "Say which one holds the text with columns={'text': 'its name'}"
            return f"no column for the text; {listed}", advice
        return None

    def _start_metadata(self) -> None:
        for metadata in self.metadata.values():
            name = metadata.file.as_posix()
            for line, reason in metadata.problems:
                self.notes.add(REMARK, reason, name, line)
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

    def _further(self, table: pd.DataFrame, rows: list[int]) -> pd.DataFrame:
        """Return the further columns of the user's table with the dtypes they have there."""
        names = name_columns(map(str, table.columns))
        ours = map_columns(names, self.columns).columns
        return pd.DataFrame(
            {
                free(name): table.iloc[rows, place].reset_index(drop=True)
                for place, name in enumerate(names)
                if name not in ours
            },
            index=range(len(rows)),
        )


def _batches(loader: _Loader, size: int) -> Iterator[pd.DataFrame]:
    batch: list[Row] = []
    for article in loader:
        if len(batch) == size:
            # Only now, so that whatever is noted after the last article goes with the last batch.
            yield loader.frame(batch)
            batch = []
        batch.append(article)
    yield loader.frame(batch)


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


def _single(source: Source) -> Path | None:
    """Return the path of a file that holds one article, else None."""
    single = source.format is not None and source.format.single
    return source.given if single and isinstance(source.given, Path) else None


def _is_remark(row: Row) -> bool:
    """Say whether a row is no article, only something to report."""
    return "_error" in row or ("_note" in row and row.keys() <= set(PRIVATE))


def _with_ids(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table that can be read: ids that became its index are a column again."""
    if not len(table.columns):
        raise ValueError(
            "Got a table without columns; expected one with a column of texts, such as "
            "pd.DataFrame({'text': ['…']})."
        )
    name = table.index.name
    if isinstance(name, str) and recognise(name) == "article_id" and name not in table.columns:
        return table.reset_index()
    return table


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


def _shown(loader: _Loader, shown: bool) -> Iterator[Row]:
    """Pass the articles on, and show how far it is."""
    with progress_of("Loading", "articles", shown=shown) as done:
        for article in loader:
            yield article
            done(1)
