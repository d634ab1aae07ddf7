"""What the fields of exports are called, in all languages of the menus, and the row they become."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any

from mediakit.contract.resources import read_rows
from mediakit.contract.tables import ARTICLES
from mediakit.contract.wording import number
from mediakit.corpus.readers.exports.dated import find_date
from mediakit.corpus.values import as_count

Row = dict[str, Any]

NO_END = (
    "the last article lacks what ends the others: the file may be cut off, and later ones missing"
)
SHARE, WORDS = 0.05, 3  # by which the stated length may differ from what was read
NONE = ("none available.", "none available", "not available", "anonymous", "none", "-none-")
BY = re.compile(r"(?:By|BY|Von|VON|Par|PAR|Por|POR|Di|Door|DOOR)[:\s]\s*(?=\w)")
PAGES = re.compile(
    r"(?:^|[;,]\s*)(?:(?:Pg|Pág|Pag|Blz|[SP])\.|(?:Page|Pages|Seite|Pagina|Bladzijde)\b)\s*([^;]*)"
)
CORRECTED = re.compile(r"(?:^|; )(Correction Appended)(?=;|$)", re.IGNORECASE)
NUMBERED = re.compile(r"\d{1,4}\)\s+")
ENTITY = re.compile(r"&(?:#\d+|#[xX][\da-fA-F]+|[A-Za-z]\w{1,30});")
PARTS = re.compile(r"\w+")
#: What databases count beside the text: some the headline, some the captions, some all of it.
COUNTED = (
    ("title",), ("author",), ("abstract", "highlight"), ("graphic", "captions"),
    ("correction", "notes"),
)  # fmt: skip
RIGHTS = re.compile(
    r"(?:Copyright|Copr\.|©|\(c\))\W.{0,80}?\b(?:19|20)\d\d\b.*|.*\b(?:All rights reserved"
    r"|Alle Rechte vorbehalten|Tous droits réservés|Todos los derechos reservados"
    r"|Tutti i diritti riservati|Alle rechten voorbehouden|Todos os direitos reservados)\W*",
    re.IGNORECASE,
)
LONGEST_RIGHTS = 300  # characters
ADDRESS = re.compile(r"\W*(?:https?://\S+)?\W*")
IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@cache
def labels(export: str, *places: str) -> Mapping[str, str]:
    """Return the labels that an export uses at these places: folded label -> field.

    Examples
    --------
    >>> labels("nexis", "head")["lange"], labels("proquest", "text")["volltext"]
    ('n_stated', 'text')
    """
    return {
        key(row["label"]): row["field"] or key(row["label"])
        for row in reversed(read_rows("export_labels"))
        if row["export"] == export and row["place"] in places
    }


def key(label: str) -> str:
    """Fold a label: case, accents, blanks (also those an e-mail put inside) and marks do not count.

    Examples
    --------
    >>> key("LÄNGE"), key("Load-Date"), key("Publica tion title")
    ('lange', 'loaddate', 'publicationtitle')
    """
    folded = unicodedata.normalize("NFKD", label).casefold()
    return "".join(character for character in folded if character.isalnum())


def phrase(field: str | None) -> str | None:
    """Return a field in one line, without entities; None where it says that there is nothing.

    Examples
    --------
    >>> phrase("Smith &amp;  Sons"), phrase("None available."), phrase("Anonymous")
    ('Smith & Sons', None, None)
    """
    text = field or ""
    for _ in range(2):  # "&amp;quot;" was escaped twice
        if ENTITY.search(text):
            text = html.unescape(text)
    text = " ".join(text.split())
    return None if text.casefold() in NONE or not text else text


def n_words(text: str) -> int:
    """Count words as databases do: between blanks; Chinese and Japanese signs one by one."""
    return len(IDEOGRAPHS.sub(r" \g<0> ", text).split())


def finish(export: str, fields: Mapping[str, str | None], body: Iterable[str]) -> Row:
    """Return the row of one article, under our names and with the export's prefix.

    Parameters
    ----------
    export : str
        The prefix, such as ``nexis``.
    fields : mapping
        Field -> as printed. ``date`` becomes ``published`` and ``edition``.
    body : iterable of str
        The paragraphs of the text.

    Returns
    -------
    dict
        With ``_error`` if there is no text, with ``_note`` if the length is not the stated one.
    """
    given = {name: text for name, field in fields.items() if (text := phrase(field))}
    paragraphs = _without_tail(list(filter(None, (paragraph.strip() for paragraph in body))), given)
    _settle_date(given, fields.get("date"))
    if author := given.get("author"):
        bare = author.strip(" ;,")
        given["author"] = BY.sub("", bare, count=1) if BY.match(bare) else bare
        if given["author"] != author:
            given["byline"] = author
    if section := given.get("section"):
        if pages := PAGES.search(section):
            given["pages"] = pages[1].strip()
            section = section[: pages.start()] + section[pages.end() :]
        parts = dict.fromkeys(part.strip(" ,") for part in section.split(";"))
        given["section"] = "; ".join(filter(None, parts))  # “Section C; ; Section C;” is one
    if corrected := CORRECTED.search(given.get("edition", "")):
        given.setdefault("correction", corrected[1])
        given["edition"] = CORRECTED.sub("", given["edition"]).strip(" ;")
    if title := given.get("title"):
        given["title"] = NUMBERED.sub("", title, count=1) if NUMBERED.match(title) else title
    if language := given.get("language"):
        given["language"] = language.partition(";")[0]
    row: Row = {
        name if name in ARTICLES else f"{export}_{name}": text
        for name, text in given.items()
        if text
    }
    row["text"] = "\n\n".join(paragraphs)
    return row | _checked(row)


def _without_tail(text: list[str], given: dict[str, str]) -> list[str]:
    """Return the paragraphs without lines of links, and without lines of rights at their end."""
    known = labels("nexis", "link")
    links = [line for line in text if _is_link(line, known)]
    if links:
        given["links"] = "; ".join(links)
        text = [line for line in text if line not in links]
    rights: list[str] = []
    while len(text) > 1 and len(text[-1]) < LONGEST_RIGHTS and RIGHTS.fullmatch(text[-1]):
        rights.insert(0, text.pop())
    if rights:
        said = filter(None, (given.get("copyright"), *rights))
        given["copyright"] = "; ".join(dict.fromkeys(said))
    return text


def _is_link(line: str, known: Mapping[str, str]) -> bool:
    """Say whether a line is the name of a link (“Link to Image”), alone or with its address."""
    words = re.split(r"\W*https?://", line, maxsplit=1)[0]
    return key(words) in known and bool(ADDRESS.fullmatch(line[len(words) :]))


def _settle_date(given: dict[str, str], lines: str | None) -> None:
    """Take the date apart; what cannot be read stays as printed, so that the report names it."""
    if not (printed := given.pop("date", None)) or not lines:
        return
    found = find_date(html.unescape(lines))
    if found is None:
        given["published"] = printed
        return
    given["published"] = found.published
    time = given.pop("time", None)
    if time and ":" in time and " " not in found.published:
        given["published"] += f" {time}"
    if found.edition:
        given["edition"] = "; ".join(filter(None, (given.get("edition"), found.edition)))


def _checked(row: Row) -> Row:
    stated, title = as_count(row.get("n_stated")), row.get("title")
    if not row["text"]:
        named = f" of {title!r}" if title else ""
        size = f", stated length {number(stated, 'word')}" if stated is not None else ""
        return {"_error": f"no text in the export{named}{size}"}
    notes = [] if row.get("published") else ["no date in the export"]
    if notes and (loaded := row.get("nexis_load_date")):
        notes[0] += f" (the database took it in on {loaded})"
    if stated is None:
        return {"_note": notes[0]} if notes else {}
    way = _way_to(stated, row)
    if not way:
        read = n_words(row["text"])
        notes.append(f"stated length {number(stated, 'word')}, but {read:,} were read")
    return ({"_note": "; ".join(notes)} if notes else {}) | {"_length": way}


def _way_to(stated: int, row: Row) -> str:
    """Say how a text comes to the stated length: by its words, with what else is counted, or not.

    Databases split words at hyphens and apostrophes, or do not, and count the headline, the author,
    the summary or the captions, or do not: each sum may be the one.

    Examples
    --------
    >>> row = {"text": "word " * 400, "nexis_captions": "word " * 100}
    >>> [_way_to(stated, row) for stated in (410, 505, 450)]
    ['text', 'more', '']
    """
    text = row["text"]
    n = n_words(text)
    if abs(n - stated) <= SHARE * stated:
        return "text"
    least, most = min(n, len(PARTS.findall(text))), max(n, len(PARTS.findall(text)))
    extra = [
        sum(n_words(str(part)) for name, part in row.items() if name.endswith(names))
        for names in COUNTED
    ]
    sums = {sum(part for part, used in zip(extra, ways, strict=True) if used)
            for ways in product((False, True), repeat=len(extra))}  # fmt: skip
    for more in sums:
        if (least + more) * (1 - SHARE) - WORDS <= stated <= (most + more) * (1 + SHARE) + WORDS:
            return "more"
    return ""


def guarded(pieces: Iterable[tuple[int, Any]], read: Callable[[Any], Row | None]) -> Iterator[Row]:
    """Read each piece of a file; one that breaks is a row with ``_error``, the others go on.

    Parameters
    ----------
    pieces : iterable of (int, object)
        Position in the file, and the piece.
    read : callable
        Returns the row of a piece, or None where it holds no article; with ``_ended`` where it is
        known whether the lines are there that end an article.
    """
    ways: Counter[str] = Counter()
    some_ended, ended, last = False, True, None
    for line, piece in pieces:
        try:
            row = read(piece)
        except Exception as error:  # whatever is wrong with one article, the others count
            row = {"_error": f"unreadable article: {str(error) or type(error).__name__}"}
        if row is not None:
            if (way := row.pop("_length", None)) is not None:
                ways[way] += 1
            ended, last = row.pop("_ended", True) or "_error" in row, line
            some_ended = some_ended or ended
            yield row | {"_line": line}
    if some_ended and not ended:
        yield {"_note": NO_END, "_line": last}
    if ways["more"]:
        yield {"_note": _lengths(ways)}


def _lengths(ways: Mapping[str, int]) -> str:
    """Say how many texts are as long as the export states, and what explains the others.

    Examples
    --------
    >>> _lengths({"text": 71, "more": 28, "": 1})[:58]
    'stated lengths: 71 of 100 texts within 5 %; 28 with headli'
    """
    said = (
        f"stated lengths: {ways['text']:,} of {number(sum(ways.values()), 'text')} within 5 %; "
        f"{ways['more']:,} with headline, author or captions counted or words split at hyphens "
        "and apostrophes"
    )
    return said + (f"; {ways['']:,} not explained" if ways[""] else "")
