"""What is said about articles elsewhere: in names of files, lists of articles, a metadata.csv."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import islice
from pathlib import Path

from mediakit.corpus.article import PRIVATE, Row
from mediakit.corpus.coded import read_coded
from mediakit.corpus.columns import map_columns
from mediakit.corpus.filenames import NamePattern, suggest
from mediakit.corpus.listing import Listing, is_listing
from mediakit.corpus.metadata import NAME, Metadata, metadata_files
from mediakit.corpus.namedates import read_names
from mediakit.corpus.notes import ARTICLE, FILE, REMARK, WARNING, Notes
from mediakit.corpus.readers import ENDINGS
from mediakit.corpus.rows import is_remark, reason_of, rows_of, single
from mediakit.corpus.sources import Source
from mediakit.corpus.values import as_text, is_absent


class Joins:
    """What is joined with the articles of a load.

    Parameters
    ----------
    sources : list of Source
        All that was found.
    columns : mapping
        Our column -> theirs, as the user wants it.
    names : str or None
        What the names of the files say, as for `load_articles`.
    notes : Notes
        Of the whole load.
    order : ``"day"``, ``"month"`` or None
        What comes first in 03-04-2019, if that is known.

    Attributes
    ----------
    sources : list of Source
        Those that hold articles: without what is joined with them.
    mapped : dict
        Per metadata.csv, their columns and ours, where the names differ.
    seen : set of str
        The columns of what is joined.
    """

    def __init__(
        self, sources: list[Source], columns: Mapping[str, str], names: str | None, notes: Notes,
        order: str | None = None,
    ) -> None:  # fmt: skip
        self.columns, self.notes = columns, notes
        self.pattern = NamePattern(names) if names else None
        self._look_at_names = names is None
        self._told: dict[str, dict[str, str]] = {}  # what names say that nobody asked for
        self._order = order
        joined = metadata_files(path for one in sources if (path := single(one)))
        # A metadata.csv is no table of articles where it is about the files beside it.
        self.sources = [one for one in sources if one.given not in joined.values()]
        shown = {one.given: one.name for one in sources if isinstance(one.given, Path)}
        coded = next((one.encoding for one in sources), None)
        read = partial(read_coded, ENDINGS[".csv"], encoding=coded)
        self.metadata = {
            folder: Metadata(file, read, columns, shown.get(file))
            for folder, file in joined.items()
        }
        self.listings: list[Listing] = []
        self.mapped: dict[str, dict[str, str]] = {}
        self.seen: set[str] = set()

    def start(self) -> None:
        """Read what is to be joined; say what is wrong with it."""
        self._start_metadata()
        self._start_listings()
        self._look_for_names()

    def of(self, source: Source) -> Callable[[Row], Row]:
        """Return what joins a row of `source` with what is said about it elsewhere."""
        path, metadata = single(source), self.metadata_of(source)
        found = metadata.find(path) if metadata and path else {}
        if found is None:
            self.notes.add(WARNING, f"a file without a row in {NAME}", source.name)
        named = self._named(source)
        return partial(self._join, path=path, file=source.name, named=named, found=found or {})

    def metadata_of(self, source: Source) -> Metadata | None:
        """Return the metadata.csv beside a file of one article."""
        path = single(source)
        return self.metadata.get(path.parent) if path else None

    def finish(self) -> None:
        """Say, when all is read, what was listed and is not there."""
        for metadata in self.metadata.values():
            for line, name in metadata.rows_without_file():
                reason = f"a row without a file: there is no {name!r} in this folder"
                self.notes.add(WARNING, reason, metadata.name, line)
        for listing in self.listings:
            for line, reason in listing.without_text():
                self.notes.add(ARTICLE, reason, listing.file, line)

    def _start_metadata(self) -> None:
        for metadata in self.metadata.values():
            name = metadata.name
            for line, reason in metadata.problems:
                self.notes.add(WARNING, reason, name, line)
            renamed = {theirs: ours for theirs, ours in metadata.columns.items() if theirs != ours}
            if renamed:
                self.mapped[name] = renamed
            self.seen |= set(metadata.names)

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
                listing = Listing(source.name, rows_of(source), self.columns)
            except Exception as error:
                self.notes.add(FILE, f"unreadable file: {reason_of(error)}", source.name)
            else:
                self.listings.append(listing)
                for line, reason in listing.problems:
                    self.notes.add(WARNING, reason, source.name, line)
            done.format = "list of articles"
            self.notes.finish()

    def _is_listing(self, source: Source) -> bool:
        """Look at the first rows of a table."""
        if source.problem or isinstance(source.given, str) or single(source):
            return False
        try:
            first = list(islice((row for row in rows_of(source) if not is_remark(row)), 3))
        except Exception:  # it will be told when it is read
            return False
        names = dict.fromkeys(name for row in first for name in row if name not in PRIVATE)
        return is_listing(names, self.columns)

    def _named(self, source: Source) -> dict[str, str]:
        """Return what the name of a file says by the pattern ``names=``."""
        if self.pattern is None or source.name is None:
            return {}
        named = self.pattern.find(source.name)
        if named is None:
            reason = f"its name does not fit names={self.pattern.pattern!r}"
            self.notes.add(WARNING, reason, source.name)
        return named or {}

    def _look_for_names(self) -> None:
        """Read what names of files say without doubt; say if they seem to hold more."""
        if not self._look_at_names or self.metadata or self.listings:
            return
        singles = [one for one in self.sources if single(one)]
        if named := read_names([one.name for one in singles if one.name], self._order):
            self._told = named.fields
            self.notes.add(WARNING, named.said)
            return
        texts = [one for one in singles if one.format and one.format.name == "text"]
        if said := suggest([one.name for one in texts if one.name]):
            self.notes.add(REMARK, said)

    def _join(
        self, row: Row, *, path: Path | None, file: str | None, named: Row, found: Row
    ) -> Row:
        """Return a row with what its file's name, a list and the metadata.csv say about it."""
        if path is not None and (told := self._told.get(file or "")):
            ours = map_columns([name for name in row if not is_absent(row[name])]).columns
            row = {**row, **{name: v for name, v in told.items() if name not in ours.values()}}
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
