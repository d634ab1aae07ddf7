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
from mediakit.text.quotations import Quotation, find_quotations

WORD = re.compile(r"[^\W_]+(?:[-'’‐‑][^\W_]+)*")
BLANK_LINE = re.compile(r"\n[ \t\r\f\v\u00a0]*\n\s*")
LINE_END = re.compile(r"\n\s*")
# Marks are searched behind a look ahead: it says no at once to nearly every place.
SENTENCE_END = re.compile(r"(?=[.!?…])(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)")
_SPACE = re.compile(r"\s+")
#: All white space, to strip with other characters.
WHITE = "".join(filter(str.isspace, map(chr, range(0x3001))))
POSSESSIVE = ("'s", "’s", "'S", "’S")


class Span(NamedTuple):
    """A piece of a field's text that a signal found; offsets are characters, end exclusive."""

    start: int
    end: int
    label: str
    value: float | None = None
    target: str | None = None
    term: str | None = None


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
        """Return what stands between word `word` and the next one, white space as one blank.

        A line end stands only where a paragraph ends: so no rule asks how a text was set.
        """
        end = self.starts[word + 1] if word + 1 < len(self.starts) else len(self.text)
        gap = self.text[self.ends[word] : end]
        if gap == " ":
            return gap
        if "\n" in gap and self._ends_paragraph(word):
            return "\n".join(one_blank(part) for part in gap.partition("\n")[::2])
        return one_blank(gap)

    def _ends_paragraph(self, word: int) -> bool:
        of = self.paragraph_of
        return word + 1 == len(of) or of[word] != of[word + 1]

    def phrase(self, start: int, end: int) -> str:
        """Return ``text[start:end]`` as words to be compared or shown: white space as one blank."""
        return one_blank(self.text[start:end])

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
        return find_quotations(self.text, self.paragraphs)

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


def one_blank(text: str) -> str:
    r"""Return `text` with each run of white space as one blank.

    Examples
    --------
    >>> one_blank("Ida\u00a0Holt,\n  mayor")
    'Ida Holt, mayor'
    """
    return _SPACE.sub(" ", text)


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
_LIST_NUMBER = re.compile(r"\d{1,2}")
_INITIALS = re.compile(r"[A-Z](?:\.[A-Z])+")
_NEXT = re.compile(r"[\s\"'“‘«(\[]*(\S)")


def _ends_sentence(text: str, match: re.Match[str], end: int) -> bool:
    """Tell whether the stop at `match` ends a sentence: not in abbreviations, initials, “1.”."""
    following = _NEXT.match(text, match.end(), end)
    if following is None or following[1].islower():
        return following is None
    if match[0] != ".":
        return True
    before = _LAST_TOKEN.search(text, max(0, match.start() - 24), match.start())
    token = before[0] if before else ""
    if len(token) == 1 and token.isupper() and token != "I":
        return False
    if (
        before
        and _LIST_NUMBER.fullmatch(token)
        and text[before.start() - 1 : before.start()] in ("", "\n")
    ):
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
