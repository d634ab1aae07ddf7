"""One field of one article, cut into paragraphs, sentences, words and quotations: offsets only."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from propcache.api import cached_property

from mediakit.contract.resources import read_rows

WORD = re.compile(r"[^\W_]+(?:[-'’‐‑][^\W_]+)*")
BLANK_LINE = re.compile(r"\n[ \t\r\f\v\u00a0]*\n\s*")
LINE_END = re.compile(r"\s*\n\s*")
# Marks are searched behind a look ahead: it says no at once to nearly every place.
SENTENCE_END = re.compile(r"(?=[.!?…\n])(?:[.!?…]+(?:[\"'”’»)\]]+|'')?(?=\s)|(?<=[:])(?=\n))")
POSSESSIVE = ("'s", "’s", "'S", "’S")
# Marks that a spreadsheet doubled count as one; in `end.""Next` there are two.
DOUBLED = r'(?<!\S)""(?=\w)|(?<=\S)""(?!\w)'
QUOTE_MARK = re.compile(
    r"(?=[\"“”„‟«»'’‘`])"
    rf"(?:{DOUBLED}|``|''|[\"“”„‟«»]|(?<![^\W_])[‘'](?=[^\W_])|(?<=\S)[’'](?![^\W_]))"
)
OPENING, CLOSING = {"“", "„", "``", "«"}, {"”", "»"}


class Span(NamedTuple):
    """A piece of a field's text that a signal found; offsets are characters, end exclusive."""

    start: int
    end: int
    label: str
    value: float | None = None
    target: str | None = None
    term: str | None = None


class Quotation(NamedTuple):
    """Text between quotation marks; `start` and `end` lie inside the marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool


class Document:
    r"""Offsets of everything that signals read: each is cut once, when first asked for.

    A *word* is ``[^\W_]+(?:[-'’‐‑][^\W_]+)*``. A *paragraph* ends at a blank line, or at every
    line end where the text has no blank line. A quotation ends with its paragraph at the latest.

    Parameters
    ----------
    text : str
        Title or text of an article.
    field : str
        ``"title"`` or ``"text"``.

    Examples
    --------
    >>> document = Document("He said: “Taxes rise.” Nobody asked.")
    >>> document.words[:2], [document.text[q.start:q.end] for q in document.quotations]
    (['He', 'said'], ['Taxes rise.'])
    >>> len(document.sentences)
    2
    """

    def __init__(self, text: str, field: str = "text") -> None:
        self.text = text
        self.field = field

    def __repr__(self) -> str:
        return f"Document({self.text[:40]!r}…, {self.field!r}, {len(self.words)} words)"

    # ------------------------------------------------------------------ words
    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return list(map(re.Match.span, WORD.finditer(self.text)))

    @cached_property
    def starts(self) -> list[int]:
        """Character offset at which each word starts."""
        return [start for start, _ in self._spans]

    @cached_property
    def ends(self) -> list[int]:
        """Character offset at which each word ends (exclusive)."""
        return [end for _, end in self._spans]

    @cached_property
    def words(self) -> list[str]:
        """The words as they are written."""
        return [self.text[start:end] for start, end in self._spans]

    @cached_property
    def keys(self) -> list[str]:
        """The words as lists match them: lower case, straight apostrophe, no possessive ’s."""
        return list(map(match_key, self.words))

    @cached_property
    def capitals(self) -> list[int]:
        """The indices of the words that begin with a capital letter."""
        return [at for at, word in enumerate(self.words) if word[0].isupper()]

    def words_in(self, start: int, end: int) -> range:
        """Return the indices of the words that share a character with ``text[start:end]``."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def gap(self, word: int) -> str:
        """Return the text between word `word` and the one after it."""
        end = self.starts[word + 1] if word + 1 < len(self.starts) else len(self.text)
        return self.text[self.ends[word] : end]

    # ------------------------------------------------- paragraphs and sentences
    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """Start and end of each paragraph, without the white space around it."""
        break_ = BLANK_LINE if BLANK_LINE.search(self.text.strip()) else LINE_END
        return _pieces(self.text, 0, len(self.text), (m.span() for m in break_.finditer(self.text)))

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Start and end of each sentence; none crosses a paragraph."""
        found: list[tuple[int, int]] = []
        for start, end in self.paragraphs:
            breaks = (
                (match.end(), match.end())
                for match in SENTENCE_END.finditer(self.text, start, end)
                if _ends_sentence(self.text, match, end)
            )
            found.extend(_pieces(self.text, start, end, breaks))
        return found

    @cached_property
    def sentence_starts(self) -> list[int]:
        """The index of the first word of each sentence."""
        return [bisect_right(self.ends, start) for start, _ in self.sentences]

    @cached_property
    def headlines(self) -> frozenset[int]:
        """The sentences written like headlines, in which a capital tells no name.

        Counts those of a title, and the first two of a text if their longer words are capitalised,
        but for one of ten.
        """
        if self.field == "title":
            return frozenset(range(len(self.sentences)))
        found = set()
        for sentence, (start, end) in enumerate(self.sentences[:2]):
            words = self.words_in(start, end)
            long = [word for word in self.words[words.start : words.stop] if len(word) > 3]
            plain = sum(word[0].islower() for word in long)
            if len(long) > 3 and plain <= 0.1 * len(long):
                found.add(sentence)
        return frozenset(found)

    @cached_property
    def sentence_of(self) -> list[int]:
        """For each word the index of its sentence."""
        return _index_of(self.starts, self.sentences)

    @cached_property
    def paragraph_of(self) -> list[int]:
        """For each word the index of its paragraph."""
        return _index_of(self.starts, self.paragraphs)

    # ------------------------------------------------------------- quotations
    @cached_property
    def quotations(self) -> list[Quotation]:
        """Quotations in order; a paragraph that reopens one gives a further one."""
        return [q for start, end in self.paragraphs for q in _quotations(self.text, start, end)]

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [quotation.start for quotation in self.quotations]

    def quotation_at(self, offset: int) -> Quotation | None:
        """Return the quotation in which the character at `offset` stands, inside its marks."""
        at = bisect_right(self._quotation_starts, offset) - 1
        found = self.quotations[at] if at >= 0 else None
        return found if found is not None and offset < found.end else None

    @cached_property
    def quoted(self) -> bytearray:
        """For each word 1 if it stands inside quotation marks, else 0."""
        flags = bytearray(len(self.starts))
        for quotation in self.quotations:
            for word in self.words_in(quotation.start, quotation.end):
                flags[word] = 1
        return flags


def strip_possessive(word: str) -> str:
    """Return `word` without its possessive ’s, as written otherwise."""
    return word[:-2] if word.endswith(POSSESSIVE) else word


@lru_cache(maxsize=2**18)
def match_key(word: str) -> str:
    """Return `word` as word lists match it.

    Examples
    --------
    >>> match_key("Moscow’s"), match_key("Don’t"), match_key("leaders’")
    ('moscow', "don't", "leaders'")
    """
    word = strip_possessive(word).lower()
    if word.isascii():
        return word
    return word.replace("’", "'").replace("‐", "-").replace("‑", "-")


def _pieces(
    text: str, start: int, end: int, breaks: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Cut text[start:end] at `breaks` (pairs of offsets) and strip each piece."""
    pieces = []
    for stop, restart in [*breaks, (end, end)]:
        piece = text[start:stop]
        if bare := piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            pieces.append((left, left + len(bare)))
        start = restart
    return pieces


def _index_of(starts: list[int], ranges: list[tuple[int, int]]) -> list[int]:
    """For each offset, in order, the index of the last range that starts at or before it."""
    behind = [start for start, _ in ranges[1:]] + [sys.maxsize]
    found, at = [], 0
    for start in starts:
        while start >= behind[at]:
            at += 1
        found.append(at)
    return found


@cache
def _abbreviations() -> dict[str, str]:
    return {row["abbreviation"]: row["kind"] for row in read_rows("abbreviations")}


_LAST_TOKEN = re.compile(r"[^\s(\[\"“‘]+$")
_INITIALS = re.compile(r"[A-Z](?:\.[A-Z])+")
_NEXT = re.compile(r"[\s\"'“‘«(\[]*(\S)")


def _ends_sentence(text: str, match: re.Match[str], end: int) -> bool:
    """Tell whether the stop at `match` ends a sentence: abbreviations and initials do not."""
    following = _NEXT.match(text, match.end(), end)
    if following is None or following[1].islower():
        return following is None
    if match[0] != ".":
        return True
    before = _LAST_TOKEN.search(text, max(0, match.start() - 24), match.start())
    token = before[0] if before else ""
    if len(token) == 1 and token.isupper() and token != "I":
        return False
    kind = _abbreviations().get(token, "maybe" if _INITIALS.fullmatch(token) else "")
    if kind in ("title", "mid"):
        return False
    if kind == "maybe":
        # "U.S. Senate" goes on, "in the U.S. The" does not: only a sentence opener ends it.
        opener = WORD.match(text, following.start(1), end)
        return opener is not None and opener[0].lower() in _openers()
    return True


@cache
def _openers() -> frozenset[str]:
    kinds = {"determiner", "pronoun", "conjunction", "preposition", "adverb", "relative"}
    return frozenset(row["word"] for row in read_rows("function_words") if row["kind"] in kinds)


def _quotations(text: str, start: int, end: int) -> list[Quotation]:
    """Find the quotations of one paragraph.

    Straight marks open or close by the white space around them and toggle only where that does
    not tell; single marks count only outside double ones, and only as a closed pair.
    """
    found: list[Quotation] = []
    open_at: tuple[int, int, str] | None = None
    position = start
    while match := QUOTE_MARK.search(text, position, end):
        mark, (left, right) = match[0], match.span()
        position = right
        if mark in ("'", "’", "‘"):
            opens = mark != "’" and text[right : right + 1].isalnum()  # not “the miners' leader”
            if open_at is None and opens and (close := _closing_single(text, right, end)):
                found.append(Quotation(right, close, left, close + 1, True))
                position = close + 1
            continue
        if open_at is None:
            if _opens(text, mark, left, right, start, end):
                open_at = (left, right, mark)
        elif _closes(text, mark, left, right, end):
            if open_at[1] < left:
                found.append(Quotation(open_at[1], left, open_at[0], right, True))
            open_at = None
    if open_at is not None:
        found.append(Quotation(open_at[1], end, open_at[0], end, False))
    return found


def _opens(text: str, mark: str, left: int, right: int, start: int, end: int) -> bool:
    before = text[left - 1] if left > start else " "
    after = text[right] if right < end else " "
    if mark in CLOSING:
        # »so« and ”so”: a closing mark at the start of a word opens.
        return after.isalnum() and (mark == "»" or before.isspace())
    if mark in OPENING:
        return True
    if mark == '""' and not after.isalnum():
        return False
    if before.isdigit() and mark in ('"', "''"):  # 6'2": inches and seconds
        return False
    return not after.isspace()


def _closes(text: str, mark: str, left: int, right: int, end: int) -> bool:
    if mark in CLOSING or mark in ("‟", "«"):
        return True
    before, after = text[left - 1], text[right] if right < end else " "
    if mark in OPENING:  # „so“ and “so“: an opening mark at the end of a word closes
        return not before.isspace() and not after.isalnum()
    return not (before.isspace() and not after.isspace())


_CLOSING_SINGLE = re.compile(r"(?<=\S)[’'](?![^\W_])")
_ELISION = re.compile(r"(?:\d0s|tis|twas|em|til|cause|bout|n)\b", re.IGNORECASE)


def _closing_single(text: str, position: int, end: int) -> int | None:
    """Return where the single quotation that opens before `position` closes, or None."""
    if _ELISION.match(text, position):
        return None
    fallback = None
    for match in _CLOSING_SINGLE.finditer(text, position, end):
        close = match.start()
        if '"' in text[position:close] or "“" in text[position:close]:
            break
        plural = text[close - 1] in "sS" and text[close + 1 : close + 2] == " "
        if not plural:
            return close
        fallback = fallback or close
    return fallback
