"""Nexis Uni and Lexis: Word and RTF files with one article or many, with or without a cover."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence, Set
from itertools import dropwhile, pairwise, takewhile
from pathlib import Path
from typing import Any, NamedTuple

from mediakit.corpus.readers import word
from mediakit.corpus.readers.exports.content import head_text, read_rtf, read_text, shows
from mediakit.corpus.readers.exports.dated import is_dateline
from mediakit.corpus.readers.exports.fields import Row, finish, guarded, key, labels

DOCUMENT = re.compile(r"word/document\d*\.xml")
LARGEST = 2**26  # bytes of the document in which the kind must show
BOOKMARK = re.compile(r"Bookmark_\d+")
PART = re.compile(r"(Body|Classification)(?:_\d+)?")
SHOWN = re.compile(rb'w:name="Bookmark_1"')
RTF = re.compile(rb"\\bkmkstart Bookmark_1\b|Load-Date|End of Document|Dokumentende|Job Number:")
COUNT = re.compile(
    r"^\W*(?:Documents?|Dokumente?|Documentos?|Documenti?|Documenten)\W*\((\d+)\)\W*$"
)
FIELD = re.compile(
    r"([^\W\d_][^\W\d_/' .’-]*(?:[-/' .’][^\W\d_]+){0,4}):(\u00a0|[ \t])?", re.DOTALL
)
RIGHTS = re.compile(r"(?:Copyright|©|\(c\))[\s\d:]", re.IGNORECASE)
ADDRESS = re.compile(r"\s*\(https?://\S+\)$")  # of a link in rich text
PAGE = re.compile(r"(?:Page|Seite|Página|Pagina) \d+ (?:of|von|de|di|sur|van) \d+")
#: A date that names no day: “March 2018”, “Spring 2018”, “5/3/2018”.
LOOSE_DATE = re.compile(
    r"(?:[^\W\d_]{3,12}\.?(?:[ -/]+[^\W\d_]{3,12}\.?)?,?\s+)?(?:1[6-9]|20)\d\d"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
)
#: Fields whose further lines are something else: an edition, what the author is or does.
CONTINUED = {"date": "edition", "author": "author_note"}
LINK = re.compile(r"https?://\S+")


class Paragraph(NamedTuple):
    """A paragraph, whether an article begins at it, and the part of one whose heading it is.

    Bookmarks say so in files from Word, whatever the language.
    """

    text: str
    begins: bool = False
    heads: str | None = None


def fits(path: Path, head: bytes) -> bool:
    """Tell a Nexis export in Word by its bookmarks or by its labels."""
    if not head.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            name = next(filter(DOCUMENT.fullmatch, archive.namelist()), None)
            if name is None:
                return False
            with archive.open(name) as file:
                content = file.read(LARGEST)
    except (OSError, KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return False
    texts = [re.sub(rb"<[^>]*>", b"", part) for part in content.split(b"</w:p>")]
    lines = [text.decode("utf-8", "replace").strip(" \n\t") for text in texts]
    return _is_nexis(lines, bool(SHOWN.search(content))) or is_loose(lines)


def fits_rtf(path: Path, head: bytes) -> bool:
    """Tell a Nexis export in rich text by its labels."""
    if not head.startswith(b"{\\rtf") or not shows(path, head, RTF):
        return False
    return _is_nexis([line.strip(" \t") for line in read_rtf(path)[0].split("\n")], False)


def fits_text(path: Path, head: bytes) -> bool:
    """Tell a text made of such a file, by a program or by hand, by its labels."""
    return is_loose([line.strip(" \t\f") for line in head_text(head).split("\n")])


def is_loose(lines: Sequence[str]) -> bool:
    """Tell lines of an export without its no-break spaces: all its labels are there."""
    fields = {found[0] for line in lines if (found := _field(line, strict=False))}
    ends = any(key(line) in labels("nexis", "end") for line in lines)
    return ends and {"n_stated", "load_date"} <= fields


def _is_nexis(lines: Sequence[str], marked: bool) -> bool:
    named = {found for line in lines if (found := _field(line, strict=True))}
    fields = {field for field, _ in named} & {"n_stated", "load_date", "language"}
    ends = any(key(line) in labels("nexis", "end") for line in lines)
    if marked or ends:
        return bool(fields or (marked and named)) or (ends and any(map(_is_error, lines)))
    return "n_stated" in fields and any(key(line) in labels("nexis", "body") for line in lines)


def read(path: Path) -> Iterator[Row]:
    """Read the articles of a Word file; ``_line`` is the number of the article."""
    import docx

    document = docx.Document(str(path))
    yield from rows(
        [Paragraph(word.text_of(node), *_marked(node)) for node in word.paragraphs(document)]
    )
    yield from word.unread_parts(document)


def read_rtf_file(path: Path) -> Iterator[Row]:
    """Read the articles of a rich text file; ``_line`` is the number of the article."""
    text, remark = read_rtf(path)
    yield from rows([Paragraph(line) for line in text.split("\n")])
    if remark:
        yield remark


def read_text_file(path: Path) -> Iterator[Row]:
    """Read the articles of a text file; ``_line`` is the number of the article."""
    text, remark = read_text(path)
    yield from rows([Paragraph(line) for line in text.split("\n")])
    if remark:
        yield remark


def _marked(node: Any) -> tuple[bool, str | None]:
    """Return whether an article begins at a paragraph, and which part of it, by its bookmarks."""
    from docx.oxml.ns import qn

    names = [str(mark.get(qn("w:name"))) for mark in node.iter(qn("w:bookmarkStart"))]
    part = next((found[1].lower() for name in names if (found := PART.fullmatch(name))), None)
    return any(map(BOOKMARK.fullmatch, names)), part


def rows(given: Sequence[Paragraph]) -> Iterator[Row]:
    """Yield how many articles the paragraphs of a file announce, and the articles."""
    out = page_lines([p.text.strip() for p in given], {n for n, p in enumerate(given) if p.begins})
    covers, articles = _split([p for n, p in enumerate(given) if n not in out])
    stated = [int(found[1]) for p in covers if (found := COUNT.match(p.text.strip()))]
    yield {"_announced": sum(stated) if stated else len(articles)}
    if covers and not stated and not _is_cover(covers):
        words = " ".join(" ".join(p.text.split()) for p in covers if p.text.strip())
        yield {"_note": f"left out, before the first article: {words[:160]!r}"}
    yield from guarded(enumerate(articles, 1), _article)


def page_lines(texts: Sequence[str], begins: Set[int] = frozenset()) -> set[int]:
    """Return which lines are such as “Page 2 of 3”, or a running title right before or after one.

    Examples
    --------
    >>> page_lines(["Rents rise", "So it is,", "Page 2 of 3", "Rents rise", "she said."])
    {2, 3}
    """
    out = {n for n, text in enumerate(texts) if PAGE.fullmatch(text)}
    seen: dict[str, int] = {}
    for n, text in enumerate(texts):
        first = seen.setdefault(text, n)
        beside = n - 1 in out or n + 1 in out
        if text and first < n and beside and n not in begins and len(text.split()) > 1:
            out.add(n)
    return out


def _split(given: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Sequence[Paragraph]]]:
    """Split where an article begins by its bookmark, and after each mark of an end.

    Where a file has neither, the date of loading ends an article. Covers, and what stands before
    the first article without being one, are returned apart.
    """
    ends = [n + 1 for n, p in enumerate(given) if key(p.text) in labels("nexis", "end")]
    begins = [n for n, p in enumerate(given) if p.begins]
    if not ends and not begins:
        ends = [n + 1 for n, p in enumerate(given) if _is_loaded(p.text.strip(" \n\t"))]
    cuts = sorted({0, *begins, *ends, len(given)})
    pieces = [given[start:end] for start, end in pairwise(cuts)]
    pieces = [piece for piece in pieces if any(p.text.strip() for p in piece)]
    covers: list[Paragraph] = []
    articles = []
    for n, piece in enumerate(pieces):
        cover, article = _cover_of(piece) if _is_cover(piece) else ((), piece)
        if not n and len(pieces) > 1 and pieces[1][0].begins and not _is_article(piece):
            cover, article = piece, ()  # a list of titles
        covers += cover
        if article:
            articles.append(article)
    return covers, articles


def _cover_of(piece: Sequence[Paragraph]) -> tuple[Sequence[Paragraph], Sequence[Paragraph]]:
    """Part a cover from the article that follows it without a mark."""
    dates = [n for n, p in enumerate(piece) if is_dateline(p.text.strip())]
    starts = [n for n in dates if _is_head(piece, n)]
    if not starts:
        return piece, ()
    title = starts[0]
    while title and piece[title - 1].text.strip():
        title -= 1
    return piece[:title], piece[title:]


def _is_article(piece: Sequence[Paragraph]) -> bool:
    """Say whether there is a date, a field or a heading of an article, or its error."""
    lines = [p.text.strip(" \n\t") for p in piece]
    return any(
        p.heads or is_dateline(line) or _field(line, strict=False) or _is_error(line)
        for p, line in zip(piece, lines, strict=True)
    )


def is_last(line: str) -> bool:
    """Say whether a line cannot be one of the text: the date of loading, or the mark of an end."""
    return _is_loaded(line) or key(line) in labels("nexis", "end")


def _is_loaded(line: str) -> bool:
    """Say whether a line is the date of loading, which stands last in an article."""
    found = _field(line, strict=False)
    return bool(found and found[0] == "load_date" and is_dateline(found[1]))


def _is_cover(piece: Sequence[Paragraph]) -> bool:
    return any(
        key(p.text.partition(":")[0]) in labels("nexis", "cover") or COUNT.match(p.text.strip())
        for p in piece[:12]
    )


def _is_head(piece: Sequence[Paragraph], date: int) -> bool:
    """Say whether a line with a date is that of an article: rights or fields follow."""
    after = [p.text.strip(" \n\t") for p in piece[date + 1 : date + 8]]
    return any(RIGHTS.match(line) or _field(line, strict=False) for line in after)


def _is_error(line: str) -> bool:
    folded = key(line)
    return len(line) < 300 and any(words in folded for words in labels("nexis", "error"))


def _field(line: str, strict: bool) -> tuple[str, str] | None:
    """Return the field that a line begins, and its text; `strict` wants the no-break space.

    A speaker's name and other look-alikes in a text have a plain space after the colon.
    """
    match = FIELD.match(line)
    if not match or (strict and match[2] != "\u00a0"):
        return None
    known = labels("nexis", "head", "tail")
    field = known.get(key(match[1]))
    if field is None and match[2] == "\u00a0":
        field = re.sub(r"\W+", "_", match[1].casefold())
    return (field, line[match.end() :].strip()) if field else None


def _article(piece: Sequence[Paragraph]) -> Row | None:
    piece = list(piece)
    ended = any(is_last(p.text.strip(" \n\t")) for p in piece)
    while piece and (not piece[-1].text.strip() or key(piece[-1].text) in labels("nexis", "end")):
        piece.pop()
    # A heading counts by its bookmark, as if it were in English.
    lines = [p.heads.title() if p.heads else p.text.strip(" \n\t") for p in piece]
    strict = any(_field(line, strict=True) for line in lines)
    body = _body(lines, strict)
    if body is None:
        said = next((line for line in lines if _is_error(line)), None)
        words = said or " ".join(filter(None, lines))
        reason = "the database could not show it" if said else "no text in the export"
        return {"_error": f"{reason}: {words[:160]!r}"}
    start, end, after = body
    fields = _head(lines[:start], strict)
    _tail(lines[after:], fields, strict)
    text = _text(lines[end[0] : end[1]], fields)
    return finish("nexis", fields, text) | {"_ended": ended}


def _body(lines: Sequence[str], strict: bool) -> tuple[int, tuple[int, int], int] | None:
    """Return where the head ends, where the text stands, and where what follows it begins."""
    named = [n for n, line in enumerate(lines) if _is_field(line, strict, "head")]
    headings = [n for n, line in enumerate(lines) if key(line) in labels("nexis", "body")]
    dates = [n for n, line in enumerate(lines) if is_dateline(line)]
    first = max(dates[:1] + named[:1], default=0)
    heading = next((n for n in headings if n >= first and (named or dates)), None)
    if heading is not None:
        start = heading + 1
    elif named:
        heading = start = _last_of(named) + 1
    else:
        return None
    stop = next((n for n in range(start, len(lines)) if _ends(lines, n, strict)), len(lines))
    while stop == len(lines) > start and strict and _field(lines[-1], strict):
        stop -= 1  # a field of a name we do not know
    return heading, (start, stop), stop


def _last_of(named: Sequence[int]) -> int:
    """Return the last line of the fields of a head: those that stand close together."""
    last = named[0]
    for n in named[1:]:
        if n - last > 3:
            break
        last = n
    return last


def _is_field(line: str, strict: bool, place: str) -> bool:
    match = FIELD.match(line)
    return bool(
        match and (match[2] == "\u00a0" or not strict) and key(match[1]) in labels("nexis", place)
    )


def _ends(lines: Sequence[str], n: int, strict: bool) -> bool:
    """Say whether the text ends before a line: a field of the tail, or a heading of its own."""
    line = lines[n]
    if _is_field(line, strict, "tail"):
        # Without no-break spaces only the date of loading is sure to be no part of the text.
        return strict or _is_loaded(line)
    if key(line) not in labels("nexis", "heading") or ":" in line or n + 1 >= len(lines):
        return False
    # A copy saved anew has no blank lines; then nothing but fields follows the heading.
    following = [one for one in lines[n + 1 :] if one]
    return not lines[n + 1] or all(_is_field(one, False, "tail") for one in following)


def _head(lines: Sequence[str], strict: bool) -> dict[str, str | None]:
    """Return title, outlet, date and the fields of the head."""
    fields: dict[str, str | None] = {}
    filled = [line for line in lines if line]
    date = next((n for n, line in enumerate(filled) if n >= 1 and is_dateline(line)), None)
    if date is not None and date == 1 and len(filled) > 2 and is_dateline(filled[2]):
        date = 2  # a title that is itself a date
    if date is None and LOOSE_DATE.fullmatch(filled[(block := _n_before_blank(lines)) - 1]):
        date = block - 1 or None
    outlet = (date if date is not None else _n_before_blank(lines)) - 1
    if outlet > 1 and filled[outlet].startswith("("):
        outlet -= 1  # the blog of an outlet stands in a line of its own
    after = outlet + 1 if date is None else date
    last = "date"
    alone = date == 1  # an outlet is always there, a title is not
    for n, line in enumerate(filled):
        if n < max(outlet, 1) and not alone:
            _add(fields, "title", ADDRESS.sub("", line))
        elif n < after:
            _add(fields, "outlet", line)
        elif n == date:
            fields["date"] = line
        elif found := _field(line, strict):
            last = found[0]
            _add(fields, *found)
        elif RIGHTS.match(line):
            last = "copyright"
            _add(fields, last, line)
        else:
            _add(fields, CONTINUED.get(last, last), line)
    return fields


def _add(fields: dict[str, str | None], name: str, line: str) -> None:
    before = fields.get(name)
    if not before or line not in before:
        fields[name] = f"{before} {line}" if before else line


def _n_before_blank(lines: Sequence[str]) -> int:
    """Return how many lines the first block has."""
    filled = list(dropwhile(lambda line: not line, lines))
    return len(list(takewhile(bool, filled)))


def _tail(lines: Sequence[str], fields: dict[str, str | None], strict: bool) -> None:
    """Enter what stands after the text: picture captions, classification, the date of loading."""
    now: str | None = None
    for line in filter(None, lines):
        heading = labels("nexis", "heading").get(key(line))
        if heading and ":" not in line:
            now = heading
        elif found := _field(line, strict):
            now = found[0] if found[0] not in ("author", "section") else f"{found[0]}_after"
            if found[1]:
                _add(fields, now, found[1])
        elif RIGHTS.match(line):
            _add(fields, "copyright", line)
        elif now:
            _add(fields, now, line)


def _text(lines: Sequence[str], fields: dict[str, str | None]) -> list[str]:
    """Return the paragraphs of the text; a link alone at its end is the article's address.

    The labels ABSTRACT and FULL TEXT that a few outlets set into the text are no part of it.
    """
    text = [line for line in lines if line.strip("\u00a0")]
    if text and LINK.fullmatch(text[-1]):
        fields["url"] = text.pop()
    if text and text[0] == "ABSTRACT" and "FULL TEXT" in text[:8]:
        cut = text.index("FULL TEXT")
        fields["abstract"] = " ".join(text[1:cut])
        text = text[cut + 1 :]
    return text
