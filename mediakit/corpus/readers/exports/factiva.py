"""What the layouts of Factiva share: the codes of fields, and the lines above an article's text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from mediakit.corpus.readers.exports.dated import find_date
from mediakit.corpus.readers.exports.fields import Row, finish, key, labels

NUMBER = r"\d{1,3}(?:[.,\u00a0\u202f ’']\d{3})+|\d+"
WORDS = re.compile(rf"({NUMBER})\s*([^\W\d_]+)")
ACCESSION = r"[A-Z][A-Z0-9]{2,9}\d{6,}[A-Za-z0-9]*"
# In whatever language: one word, and a number such as only Factiva gives.
DOCUMENT = re.compile(
    rf"(?:[^\W\d_]{{4,12}}[ \u00a0]+|[\u3040-\u9fff\uac00-\ud7af]{{2,4}}[ \u00a0]*)({ACCESSION})"
)
CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s*[AP]M)?(?:\s+[A-Z]{3,4})?", re.IGNORECASE)
RIGHTS = re.compile(
    r"(?:\(c\)|©|Copyright|Copr\.|All rights reserved|Alle Rechte|Tous droits)", re.I
)
FURNITURE = re.compile(
    r"(?:Dow Jones )?Factiva|"
    r"(?:Page|Seite|Página|Pagina) \d+ (?:of|von|de|di|sur) \d+(?:\W*|\W.*(?:Factiva|Dow Jones).*)|"
    r"©? ?\d{4} (?:Dow Jones|Factiva),? .*(?:rights reserved|vorbehalten|réservés|reservados).*",
    re.IGNORECASE,
)
#: Lines under the headline that name no author.
CREDIT = re.compile(
    r"(?:Special(?:ly)? (?:to|for)|Compiled (?:by|from)|Exclusive (?:to|for)"
    r"|From (?:our|staff|wire))\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
NAMED = re.compile(r"[a-z0-9]{2,12}\s*:\s*")
CODE = re.compile(r"(?=\d*[A-Z])[A-Z0-9]{2,10}")
PAGE = re.compile(r"[A-Z]{0,4}-?\d{1,4}[A-Z]?(?:\s?[,/-]\s?[A-Z]?\d{1,4})*")


def anchor_of(lines: Sequence[str]) -> int | None:
    """Return which line is the count of words: the first that a date follows.

    A headline may look like one (“1,000 words”).
    """
    found = [n for n, line in enumerate(lines) if is_words(line)]
    for candidates in (found, [n for n, line in enumerate(lines) if WORDS.fullmatch(line)]):
        for n in candidates:
            near = [m for m in range(n + 1, min(n + 4, len(lines))) if _is_dated(lines[m])]
            if near and not set(found) & set(range(n + 1, near[0])):
                return n  # of an unknown language of the menus, too: a number, a word, a year
    return min(found, default=None)


def _is_dated(line: str) -> bool:
    """Say whether a line is a date, or in a language that we do not read has a year."""
    return len(line) < 60 and bool(YEAR.search(line) or find_date(line))


def is_words(line: str) -> bool:
    """Say whether a line is the count of words, in a language of the menus.

    Examples
    --------
    >>> is_words("877 Wörter"), is_words("1,204 words"), is_words("30 people")
    (True, True, False)
    """
    match = WORDS.fullmatch(line.strip())
    return bool(match and key(match[2]) in labels("factiva", "words"))


def from_codes(codes: Mapping[str, Sequence[str]]) -> Row:
    """Return the row of an article whose fields have Factiva's codes (HD, WC, PD …).

    Parameters
    ----------
    codes : mapping
        Code -> its paragraphs.
    """
    known = labels("factiva", "code")
    fields: dict[str, str | None] = {}
    body: list[str] = []
    for code, lines in codes.items():
        name = known.get(key(code), code.casefold())
        if name == "text":
            continue
        text = ("\n" if name == "captions" else " ").join(lines).strip()
        if name in ("subjects", "regions", "companies", "industries"):
            text = "; ".join(NAMED.sub("", part, count=1).strip() for part in text.split("|"))
        fields[name] = text
    for code in ("LP", "TD"):
        body += codes.get(code, ())
    if number := DOCUMENT.search(fields.get("article_id") or ""):
        fields["article_id"] = number[1]
    return finish("factiva", fields, body)


def from_view(
    above: Sequence[str],
    below: Sequence[str],
    body: Sequence[str],
    number: str | None,
    given: Mapping[str, str] | None = None,
) -> Row:
    """Return the row of an article as it is shown, its fields without labels.

    Parameters
    ----------
    above : sequence of str
        The lines above the count of words, that one last: section, headline, author.
    below : sequence of str
        Those after it: date, time, outlet, code, edition and page, language, rights.
    body : sequence of str
        The paragraphs.
    number : str, optional
        The accession number.
    given : mapping, optional
        Fields that are known by other signs.
    """
    fields: dict[str, str | None] = {"n_stated": above[-1] if above else None}
    fields |= _named_by_place(above[:-1])
    fields |= given or {}
    fields["article_id"] = number
    rest = list(below)
    dated = find_date if any(map(find_date, rest)) else _is_dated
    while rest and not dated(rest[0]):
        fields["credit"] = _joined(fields.get("credit"), rest.pop(0))
    if rest:
        fields["date"] = rest.pop(0)
    for clock in [line for line in rest if CLOCK.fullmatch(line)][:1]:
        fields["time"] = clock
        rest.remove(clock)
    rights = [line for line in rest if RIGHTS.match(line)]
    rest = [line for line in rest if line not in rights]
    fields["copyright"] = " ".join(rights)
    codes = [n for n, line in enumerate(rest) if n and CODE.fullmatch(line)]
    code = next(
        (n for n in codes if number and number.startswith(rest[n])), min(codes, default=None)
    )
    if rest:
        fields["outlet"] = rest[0] if code is None else rest[code - 1]
    if code is not None:
        fields["source_code"] = rest[code]
    further = rest[(code if code is not None else 0) + 1 :]
    if further:
        fields["language"] = further.pop()
    for line in further:
        name = "page" if PAGE.fullmatch(line) else "edition"
        name = "group_code" if CODE.fullmatch(line) and line.isalpha() else name
        fields[name] = _joined(fields.get(name), line)
    return finish("factiva", fields, body)


def _named_by_place(lines: Sequence[str]) -> dict[str, str | None]:
    """Tell section, headline and author by their place: a section is short, a name has no verb."""
    if not lines:
        return {}
    if len(lines) == 1:
        return {"title": lines[0]}
    if len(lines) == 2:
        if is_author(lines[1]):
            return {"title": lines[0], "author": lines[1]}
        return {"section": lines[0], "title": lines[1]}
    if is_author(lines[-1]) or len(lines) > 3:
        return {"section": lines[0], "title": " ".join(lines[1:-1]), "author": lines[-1]}
    return {"section": lines[0], "title": " ".join(lines[1:])}


def is_author(line: str) -> bool:
    """Say whether a line names an author: a few names, or what begins with “By”.

    Examples
    --------
    >>> is_author("By Ann Moss"), is_author("Ann Moss"), is_author("Special to The Halm Post")
    (True, True, False)
    """
    words = line.split()
    if CREDIT.match(line) or not words or len(words) > 12 or line.endswith(("?", "!", ".")):
        return False
    if words[0].casefold() in ("by", "von", "par", "por", "di", "door"):
        return True
    capital = sum(word[:1].isupper() for word in words)
    return len(words) <= 5 and capital >= len(words) - 1 and not any(map(str.isdigit, line))


def _joined(before: str | None, line: str) -> str:
    return f"{before}; {line}" if before else line


def element_class(element: Any) -> set[str]:
    """Return the classes of an element of a page."""
    return set((element.get("class") or "").split())
