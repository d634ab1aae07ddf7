"""Anything that holds articles becomes one table of articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from mediakit.contract.progress import progress as progress_of
from mediakit.contract.progress import say
from mediakit.corpus.article import Row
from mediakit.corpus.loader import Loader
from mediakit.corpus.notes import REMARK, WARNING
from mediakit.corpus.report import imports, report

__all__ = ["imports", "load_articles", "report", "stream_articles"]

WHOLE = 50_000_000  # letters of text that are looked at as a whole: some ten thousand articles
IN_BATCHES = (
    "read batch by batch: lines that repeat over an outlet's articles stay in the texts, and only "
    "equal texts are told as copies; load_articles sees both"
)


def load_articles(
    source: Any,
    *,
    clean: bool = True,
    columns: Mapping[str, str] | None = None,
    names: str | None = None,
    strict: bool = False,
    furniture: str = "drop",
    dayfirst: bool | None = None,
    encoding: str | None = None,
    progress: bool = True,
) -> pd.DataFrame:
    r"""Load articles from files, folders, a DataFrame or one text into one table.

    Nothing is lost in silence: what was skipped, mended or marked stands in `report`, and what
    became of each file in `imports`. An article without text is no row of the table but one of the
    report. Articles that are one text (printed twice, another version, agency copy: see
    `duplicates`) are marked and kept. What is missed: tables without names of columns, sheets of a
    workbook that are no articles, dates that are only a year or a month, scans without recognised
    text, old Office files (`.doc`, `.xls`): each is refused with what to do.

    Parameters
    ----------
    source : path, glob, list of them, table, Series, open file, or str
        Files are told by their content, then by their ending: texts, Word, OpenDocument, RTF, PDF,
        saved pages and mails (one article each, several where a text file parts them); CSV, Excel,
        JSON, JSON lines, Parquet, Arrow, feeds, mailboxes, agency XML, CoNLL-U. In a folder all
        files below it are read, sorted, but for hidden and lock files; in an archive (ZIP, tar,
        gzip) likewise, named ``archive.zip/member.txt``. A ``metadata.csv`` beside files of one
        article each is joined by its column ``file``; a list of articles without texts (Media
        Cloud, GDELT) beside other files by the address, or by its id as the file's name. Tables are
        a DataFrame, polars or Arrow table, dict of columns or list of dicts. A str that is no path
        is the text of one article.
    clean : bool
        Mend the form of title and text once: markup, entities, filled lines, odd blanks, tokens,
        mojibake, invisible characters, lost marks, menus, pull quotes; the text as given stays in
        ``text_before``; a first line of
        the text that repeats the title goes. Quotation marks and no-break spaces stay. With False
        the text stays exactly as it was decoded.
    columns : mapping, optional
        Our column -> yours, such as ``{"text": "my column"}``, where the names are not recognised
        or another column is wanted.
    names : str, optional
        What the names of the files say, such as ``"{outlet}_{published}_{title}.txt"`` or
        ``"{outlet}/{published}"`` with the folder: our columns, or names of your own; ``{}`` stands
        for anything. It counts more than what a page says of itself, less than a ``metadata.csv``.
    strict : bool
        Raise an error if a file or an article was skipped, or a file says that it holds more or
        fewer articles than were read. Without it the line that is said begins with that.
    furniture : {"drop", "keep"}
        Leave page furniture out of the texts, or keep it in them. Furniture is what stands on the
        page and is no article: sign-ups, teasers, share buttons, copyright lines, credits,
        captions, datelines, short lines that repeat over an outlet's articles, lines in another
        language. It goes into ``furniture``, ``captions`` and ``agency``; ``text_before`` holds
        the text with it. Either way the report says how many lines and words of each outlet these
        are, and which repeated sentences stay. With ``clean=False`` it is not looked for.
    dayfirst : bool, optional
        Whether 03/04/2018 is in April. Without it the other dates of the column tell; where they do
        not, such dates are not read and the report says so. Years and months alone are no days:
        they are not read either, and none is invented.
    encoding : str, optional
        Of the text files, tables and pages, such as ``"cp1251"``, where you know it. Without it a
        file is UTF-8, else what its bytes show. A byte order mark counts more, and so does what
        Word, Excel, PDF, XML and mails say of themselves.
    progress : bool
        Say what was lost, what was read and how columns were mapped, and how far it is if it takes
        long.

    Returns
    -------
    DataFrame
        ``article_id`` (given, else the file's stem, else 12 digits of the text's sha1; ``-2`` for
        repeats), ``title``, ``text``, ``outlet``, ``author``, ``section``, ``genre`` (given, or
        told by section, title, address and layout: news, opinion, analysis, interview, live,
        gallery, letter, review, transcript; absent where nothing tells), ``url``, ``language``,
        ``published`` (as printed), ``published_utc`` (where the zone is known), ``captions``,
        ``furniture``, ``agency`` (news agencies in datelines and credits), ``text_before`` (the
        text as given, where its form was mended), ``copy_group`` and ``copy_kind`` of articles
        that are one text (kept where the table has groups), ``source_file``, then all further
        columns. Those of a CSV are text. Outlets that differ in capitals, blanks, “The” or “.com”
        only are written alike. ``attrs["mapped"]`` says per file which column became which.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If a single table has no column for the text, nothing at all could be read, or with
        `strict` something was not.

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
    loader = Loader(source, clean, columns, strict, names, furniture, dayfirst, encoding)
    articles = loader.frame(_shown(loader, progress), whole=True)
    if progress:
        say(loader.summary(len(articles)))
    return articles


def stream_articles(
    source: Any,
    *,
    clean: bool = True,
    columns: Mapping[str, str] | None = None,
    names: str | None = None,
    strict: bool = False,
    furniture: str = "drop",
    dayfirst: bool | None = None,
    encoding: str | None = None,
    size: int = 500,
) -> Iterator[pd.DataFrame]:
    """Load articles batch by batch: the rows of `load_articles`, `size` at a time.

    Only one batch is in memory (small ``.json``, files of one article and a DataFrame are read
    whole). Ids are unique over all batches. `report` and `imports` of a batch say what was noted,
    and which files were done, since the one before. Only articles with exactly the same text are
    marked, in the report, since others than those of the batch are not at hand: `read_results`
    marks all. Lines that only their repetition over an outlet shows to be page furniture stay in
    the text, and an outlet is written as it first comes; the report says so. What fits one batch
    is read as by `load_articles`. Further columns may differ in presence
    and dtype between batches.

    Parameters
    ----------
    source, clean, columns, names, strict, furniture, dayfirst, encoding
        As for `load_articles`; the error of `strict` comes at the end.
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
    return _batches(
        Loader(source, clean, columns, strict, names, furniture, dayfirst, encoding), size
    )


def load_batches(
    source: Any,
    columns: Mapping[str, str] | None = None,
    *,
    clean: bool = True,
    strict: bool = False,
    size: int = 500,
    whole: int = WHOLE,
    furniture: str = "drop",
    dayfirst: bool | None = None,
    encoding: str | None = None,
) -> tuple[Loader, Iterator[pd.DataFrame]]:
    """Return the pass over `source` and its batches: after the last one it can sum up itself.

    Up to `whole` letters of text are looked at together before the first batch, so that copies and
    repeated lines are seen as by `load_articles`; of more, each batch sees its own, and that is
    a warning.
    """
    loader = Loader(source, clean, columns, strict, None, furniture, dayfirst, encoding)
    return loader, _whole_or_batches(loader, size, whole)


def _whole_or_batches(loader: Loader, size: int, whole: int) -> Iterator[pd.DataFrame]:
    remaining = iter(loader)
    ended = True

    def held() -> Iterator[Row]:
        nonlocal ended
        letters = 0
        for article in remaining:
            yield article
            letters += len(article["text"] or "")
            if letters > whole:
                ended = False
                loader.notes.add(WARNING, IN_BATCHES)
                return

    frame = loader.frame(held(), whole=lambda: ended)
    for start in range(0, max(len(frame), 1), size):
        batch = frame.iloc[start : start + size].reset_index(drop=True)
        batch.attrs = frame.attrs if start == 0 else {**frame.attrs, "report": [], "imports": []}
        yield batch
    if ended:
        return
    rows: list[Row] = []
    for article in remaining:
        if len(rows) == size:
            yield loader.frame(rows)
            rows = []
        rows.append(article)
    yield loader.frame(rows)  # with what was noted after the last article


def _batches(loader: Loader, size: int) -> Iterator[pd.DataFrame]:
    batch: list[Row] = []
    first = True
    for article in loader:
        if len(batch) == size:
            if first:
                loader.notes.add(REMARK, IN_BATCHES)
            # Only now, so that whatever is noted after the last article goes with the last batch.
            yield loader.frame(batch)
            batch, first = [], False
        batch.append(article)
    yield loader.frame(batch, whole=first)


def _shown(loader: Loader, shown: bool) -> Iterator[Row]:
    """Pass the articles on, and show how far it is."""
    with progress_of("Loading", "articles", shown=shown) as done:
        for article in loader:
            yield article
            done(1)
