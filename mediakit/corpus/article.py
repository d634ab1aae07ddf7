"""One row of a file becomes one article: ids, cleaning, dates, duplicates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from hashlib import sha1
from typing import Any

from mediakit.contract.tables import ARTICLES
from mediakit.contract.wording import number
from mediakit.corpus.cleaning import clean_without_captions
from mediakit.corpus.columns import Columns, map_columns
from mediakit.corpus.cut import Lengths, has_open_end, why_cut, without_mark
from mediakit.corpus.dates import TwoReadings, doubt, read_date
from mediakit.corpus.forms.doubled import warn_doubled
from mediakit.corpus.forms.lines import warn_hyphens
from mediakit.corpus.forms.unmarked import Outlets, warn_capitals, warn_marks
from mediakit.corpus.lists import broken_list, read_list
from mediakit.corpus.notes import ARTICLE, DUPLICATE, MENDED, REMARK, WARNING, Notes
from mediakit.corpus.orders import Both, is_contrary
from mediakit.corpus.pieces import Pieces
from mediakit.corpus.stubs import is_number, stub_in, total_in
from mediakit.corpus.values import (
    BODIES,
    NAMES,
    as_count,
    as_language,
    as_text,
    becomes_json,
    is_absent,
    is_void,
    without_textless,
)

Row = dict[str, Any]

TEXTS = (
    "outlet", "author", "section", "edition", "subjects", "genre", "url", "language", "captions",
    "furniture", "agency", "text_before", "copy_group", "copy_kind",
)  # fmt: skip
PRIVATE = ("_line", "_error", "_note", "_warning", "_announced", "_encoding")
LINES = re.compile(r"\s*\n\s*")
VERBATIM = ("captions", "furniture", "text_before")
REPEATED = "first line repeats the title: taken out of the text"
OPEN_END = "ends with dots: may be cut off"
NESTED = "nested value without a text of its own: kept as JSON"
LISTED = "a list that a program wrote into the cell read as its items"


class Register:
    """Ids and texts of all articles so far, so that ids are unique and twins are seen."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._ids: dict[str, int] = {}  # id -> the number that a repeat of it may have
        self._texts: dict[bytes, str] = {}
        self.twins: set[str] = set()  # articles whose very text was there before
        self.outlets = Outlets()

    def enter(self, wanted: str, digest: bytes, file: str | None, line: int | None) -> str:
        """Return the article's id: `wanted`, or with ``-2``, ``-3`` … if it is taken."""
        article_id = wanted
        while article_id in self._ids:
            number = self._ids[wanted]
            article_id, self._ids[wanted] = f"{wanted}-{number}", number + 1
        self._ids[article_id] = 2
        if article_id != wanted:
            self._notes.add(REMARK, f"id {wanted!r} repeated: renamed", file, line, article_id)
        twin = self._texts.setdefault(digest, article_id)
        if twin != article_id:
            self.twins.add(article_id)
            reason = f"duplicate text: the same as in {twin!r}"
            self._notes.add(DUPLICATE, reason, file, line, article_id, "text")
        return article_id


class Maker:
    """Makes articles of the rows of one source.

    Parameters
    ----------
    file : str or None
        What the report calls the source.
    stem : str or None
        The id of an article without one, if the file holds one article.
    cleaning : bool
        Whether to clean.
    chosen : mapping
        Our column -> theirs, as the user wants it.
    order_of : callable
        Says for a column of dates if the day or the month comes first, as far as that is known.
    notes, register : Notes, Register
        Of the whole load.
    order : ``"day"``, ``"month"`` or None
        What comes first in numbers such as 03/04/2016, as the user says it.
    """

    def __init__(
        self,
        file: str | None,
        stem: str | None,
        cleaning: bool,
        chosen: Mapping[str, str],
        order_of: Callable[[str], str | None],
        notes: Notes,
        register: Register,
        order: str | None = None,
    ) -> None:
        self.file, self.stem, self.cleaning, self.chosen = file, stem, cleaning, chosen
        self.notes, self.register, self.order_of = notes, register, order_of
        self.order = order
        self._void: set[tuple[str, str]] = set()
        self.renamed: dict[str, str] = {}  # their column -> ours, where the names differ
        self.lengths = Lengths()
        self.pieces = Pieces()
        self.both = Both()
        self._columns: dict[tuple[str, ...], Columns] = {}

    def make(self, row: Row) -> Row | None:
        """Return the article that `row` holds; None, and a note, if it has no text."""
        line = row.get("_line")
        names = tuple(name for name in row if name not in PRIVATE)
        ours = self._map(names)
        given = self._without_void(_join(ours, row), ours, line)
        text, repairs = self._read("text", given)
        before = as_text(given["text"], "\n\n", BODIES) if set(repairs) - {NESTED} else None
        self.lengths.enter(before or text or "")
        whole, cut = without_mark(text or "")
        if cut and self.cleaning:
            before, text = before or text, whole
        title, title_repairs = self._read("title", given)
        if text and title and self.cleaning:
            text, repeated = without_title(text, title)
            repairs += (REPEATED,) if repeated else ()
        if text is None or not text.strip() or is_number(text):
            total = total_in(row[name] for name in names)
            empty = (
                "empty text"
                if not (text or "").strip()
                else (f"a number where the text should be, no article: {text!r}")
            )
            said = f"a row of totals, no article: {total!r}" if total else empty
            self.notes.add(REMARK if total else ARTICLE, said, self.file, line)
            return None
        self.pieces.enter(given, text)
        digest = sha1(text.encode())
        wanted = (as_text(given.get("article_id")) or "").strip() or self.stem
        article_id = self.register.enter(
            wanted or digest.hexdigest()[:12], digest.digest(), self.file, line
        )
        note = self._noter(line, article_id)
        note("text", repairs)
        note("text", (row.get("_note"),), REMARK)
        note("text", (row.get("_warning"),), WARNING)
        unmended = (
            [*warn_marks(text), *warn_hyphens(text), *warn_doubled(text)] if self.cleaning else ()
        )
        note("text", unmended, WARNING)
        note("text", warn_capitals(text), WARNING)
        note("text", (stub_in(text), broken_list(text)), WARNING)
        note("title", title_repairs)
        article: Row = {"article_id": article_id, "text": text, "title": title}
        for field in TEXTS:
            article[field], repairs = self._read(field, given)
            note(field, repairs)
        if before is not None:
            article["text_before"] = before
        self.register.outlets.enter(article["outlet"], text)
        article["n_stated"] = as_count(given.get("n_stated"))
        cut = cut or why_cut(before or text, article["n_stated"])
        note("text", (cut,), WARNING)
        note("text", (OPEN_END,) if cut is None and has_open_end(text) else (), REMARK)
        for field in ("published", "published_utc"):
            if not is_absent(given.get(field)):
                theirs = next(name for name, column in ours.items() if column == field)
                note(field, (self._date(article, field, given[field], theirs),), WARNING)
        article["source_file"] = as_text(given.get("source_file")) or self.file
        return article | {free(name): row[name] for name in names if name not in ours}

    def parted(self) -> str | None:
        """Say that the rows may be paragraphs of articles; None if nothing shows it."""
        columns = {n: ours for one in self._columns.values() for n, ours in one.columns.items()}
        return self.pieces.said(columns)

    def _without_void(self, given: Row, ours: Mapping[str, str], line: int | None) -> Row:
        """Empty the cells that say in a word that they are; told once a column and word."""
        for field, value in given.items():
            if field in VERBATIM or not is_void(value):
                continue
            given[field] = None
            if (field, value) not in self._void:
                self._void.add((field, value))
                theirs = next(name for name, column in ours.items() if column == field)
                said = f"{value.strip()!r} in {theirs!r} is taken for an empty cell, here and below"
                self.notes.add(REMARK, said, self.file, line, None, field)
        return given

    def _noter(self, line: int | None, article_id: str) -> Callable[..., None]:
        """Return a function that notes what was done to a field of this article."""

        def note(field: str, remarks: Iterable[str | None], kind: str = MENDED) -> None:
            for remark in filter(None, remarks):
                as_was = REMARK if remark == NESTED else kind
                self.notes.add(as_was, remark, self.file, line, article_id, field)

        return note

    def _map(self, names: tuple[str, ...]) -> dict[str, str]:
        if names not in self._columns:
            self._columns[names] = map_columns(names, self.chosen)
            for theirs, ours in self._columns[names].columns.items():
                if theirs != ours:
                    self.renamed[theirs] = ours
        return self._columns[names].columns

    def _read(self, field: str, given: Row) -> tuple[str | None, tuple[str, ...]]:
        """Return a field as text, clean if wanted, and what was repaired in it."""
        joint, keys = ("\n\n", BODIES) if field == "text" else ("; ", NAMES)
        content, textless = given.get(field), 0
        if field == "text":
            content, textless = without_textless(content)
        written = read_list(content) if self.cleaning and field not in VERBATIM else None
        content = content if written is None else written
        value = as_text(content, joint, keys)
        if value is None:
            return None, ()
        repairs: tuple[str, ...] = (NESTED,) if becomes_json(content, keys) else ()
        repairs += (LISTED,) if written else ()
        repairs += (f"{number(textless, 'block')} without text left out",) if textless else ()
        if field == "language":
            return as_language(value), repairs
        if not self.cleaning or field in VERBATIM:
            return value, repairs
        cleaned, captions = clean_without_captions(value)
        if field == "text" and captions:
            own = as_text(given.get("captions"), "\n")
            given["captions"] = "\n".join(filter(None, (own, *captions)))
        value = cleaned.text if field == "text" else LINES.sub(" ", cleaned.text)
        return value or None, repairs + cleaned.repairs

    def _date(self, article: Row, field: str, value: object, theirs: str) -> str | None:
        """Enter one date into `article`; return why it was not read, or what to know of it."""
        said = f"date {str(value)[:40]!r}"
        if field == "published":
            self.both.enter(value)
        try:
            try:
                when = read_date(value)
            except TwoReadings:
                when = read_date(value, self.order or self.order_of(theirs))
        except TwoReadings as error:
            return f"{said} was not read: {error}; say it with dayfirst=True or False"
        except (ValueError, OverflowError) as error:
            return f"{said} was not read: {error}"
        if field == "published":
            article["published"], article["published_utc"] = when.printed, when.utc
        else:
            article["published_utc"] = when.utc or when.printed
        doubts = [when.note, doubt(when, datetime.now())]
        if self.order and is_contrary(value, self.order):
            other = "month" if self.order == "day" else "day"
            doubts.append(f"the {other} comes first: it cannot be read otherwise")
        return f"{said}: {'; '.join(filter(None, doubts))}" if any(doubts) else None


def without_title(text: str, title: str) -> tuple[str, bool]:
    r"""Return a clean text without a first line that repeats the title, and if there was one.

    Such words would count twice. White space does not matter; nothing but the line and the blanks
    after it goes, and a text that is all title stays.

    Examples
    --------
    >>> without_title("Taxes rise\n\nNobody asked.", "Taxes  rise")
    ('Nobody asked.', True)
    >>> without_title("Taxes rise again.", "Taxes rise")
    ('Taxes rise again.', False)
    """
    repeated, wanted = False, title.split()
    while wanted:
        first, _, rest = text.partition("\n")
        rest = rest.lstrip(" \t\n")
        if not rest or first.split(maxsplit=len(wanted)) != wanted:
            break
        text, repeated = rest, True
    return text, repeated


def _join(ours: Mapping[str, str], row: Row) -> Row:
    """Return the row under our names; columns that are one text together become a list."""
    given: Row = {}
    for theirs, column in ours.items():
        if theirs in row:
            value = row[theirs]
            given[column] = [given[column], value] if column in given else value
    return given


def free(name: str) -> str:
    """Keep a further column apart from ours, where the user chose another one.

    Examples
    --------
    >>> free("mood"), free("text")
    ('mood', 'text_given')
    """
    return f"{name}_given" if name in ARTICLES else name
