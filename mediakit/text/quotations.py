"""Where quotations begin and end, in all typography of news: offsets only.

Marks are read by the place they stand in (white space, letters and stops around them), paired by
kind, and only then read as nested, lost or doubled. Single marks count outside double ones.
"""

from __future__ import annotations

import re
import sys
from typing import NamedTuple

from mediakit.text.word_classes import quoting_verbs, word_class


class Quotation(NamedTuple):
    """Text between quotation marks; `start` and `end` lie inside the marks.

    The outer offsets are those of the marks; where one is missing they equal the inner ones.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool


DOUBLE, ANGLE, SMALL_ANGLE, CORNER, WHITE_CORNER, SINGLE = range(6)
KINDS = {
    **dict.fromkeys(("“", "”", "„", "‟", '"', '""', "``", "''", "＂", "″", "′′", ",,"), DOUBLE),
    **dict.fromkeys(("❝", "❞", "〝", "〞", "〟"), DOUBLE),
    **dict.fromkeys(("«", "»", "<<", ">>"), ANGLE),
    **dict.fromkeys("‹›", SMALL_ANGLE),
    **dict.fromkeys("「」｢｣﹁﹂", CORNER),
    **dict.fromkeys("『』﹃﹄", WHITE_CORNER),
    **dict.fromkeys("‘’'`´‚‛′❛❜＇", SINGLE),
}
OPENING = frozenset(("“", "„", "``", ",,", "❝", "〝", "«", "<<", "‹", *"「｢﹁『﹃‘‚‛❛"))
CLOSING = frozenset(("”", "❞", "〞", "〟", "»", ">>", "›", *"」｣﹂』﹄’❜"))
#: Marks that close only what their partner opened: „so“, »so«, ›so‹, ‚so‘.
PARTNERS = {"“": "„", "«": "»", "‹": "›", "‘": "‚"}
#: Marks that open nothing unless they are closed: arrows, commas and shifts look like them.
PAIRED_ONLY = frozenset(("»", "›", "‹", "<<", ">>", ",,", "‚"))
# Marks that a spreadsheet doubled count as one; in `end.""Next` there are two.
DOUBLED = r'(?<!\S)""(?=\w)|(?<=\S)""(?!\w)'
DOUBLE_SIGNS = "“”„‟«»″＂❝❞〝〞〟‹›「」｢｣﹁﹂『』﹃﹄"
# Behind a look ahead, which says no at once to nearly every place.
MARK = re.compile(
    rf"(?=[\"'’‘`´′❛❜‚‛＇{DOUBLE_SIGNS}])(?:{DOUBLED}|``|''|′′|[\"{DOUBLE_SIGNS}]"
    r"|(?<![^\W_])[‘'`´′‚‛❛＇](?=\S)|(?<=\S)[’'`´′❜＇‘](?![^\W_]))"
)
TYPED = (",,", "<<", ">>")  # typed for marks; commas are many, so they are searched only where told
TYPED_MARK = re.compile(rf"(?<!\S),,(?=[^\W\d])|<<(?=[^\W\d])|(?<=[^\s<>])>>(?!\w)|{MARK.pattern}")
BEFORE_OPENING = frozenset("([{—–-―/¡¿‐‑“„‘«‹\"'=*_")  # stand before a mark that opens
BEHIND_CLOSING = frozenset(".,;:!?)]}—–-―/…”’»›\"'*_")  # stand behind a mark that closes
AFTER_ONLY = frozenset(",;:!?)]}”’»›")  # no quotation begins with them
INCHES = re.compile(r"(?<![\d.])\d{1,3}$|[½¼¾]$")
YEAR = re.compile(r"\d\ds?(?![\w%]|(?:\s+[A-Z]\w*){1,3}['’])")  # not '60 Minutes'
OF_YEAR = re.compile(
    r"\b(?:of|in|the|since|from|by|before|after|until|till|to|and|for|during|back|early|late|mid"
    r"|spring|summer|fall|autumn|winter)\s+$",
    re.IGNORECASE,
)
ELIDED = frozenset(("'n", "’n", "‘n", "'N", "’N", "‘N"))  # rock 'n' roll: no end of a quotation
STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*(?=\s)")
# The comma, or the damaged mark, behind which “said Orr” or “he said” stands.
TOLD = re.compile(
    r"(?:(?<=\w)(?P<single>[’'])(?=[,.]\s)|(?<=[\w,.])(?P<dagger>†)"
    r"|(?<=\w)[,?!](?P<odd>[^\w\s]{0,2})(?=\s))[^\w\s]*\s*"
    r"(?:(?:[Hh]e|[Ss]he|[Tt]hey|[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){0,2})\s+)?(?P<verb>[a-z]+)\b"
)
DAMAGED = ("single", "dagger", "odd")  # what a closing mark became: us’, us,? us†
MOST_UNCLOSED = 600  # characters that a mark without its partner can hold, to the sentence's end
MOST_LINES = 5  # paragraphs without a mark between one that opens and one that only closes


class Mark(NamedTuple):
    """One mark in its place: `opens` and `closes` are both true where the place does not tell."""

    left: int
    right: int
    kind: int
    opens: bool
    closes: bool


def find_quotations(text: str, paragraphs: list[tuple[int, int]]) -> list[Quotation]:
    r"""Find the quotations of a text in order; nested ones are part of those around them.

    Counts all that its marks enclose: “…”, "…", ‘…’, „…“, «…», »…«, ‹…›, 「…」, ``…'' and
    what looks like them. Each paragraph that reopens a quotation gives one; single marks stay open
    to the end of a paragraph only where the next one reopens. A mark without its partner holds at
    most its paragraph, and ends before “said Orr” and the like. Apostrophes, years, feet and inches
    are no marks. Misses a quotation that opens with an apostrophe's mark (’so’).

    Examples
    --------
    >>> text = "‘Taxes rise.\n\n‘Rents fall in the ’90s’ way,’ Moss said."
    >>> [text[q.start:q.end] for q in find_quotations(text, [(0, 12), (14, len(text))])]
    ['Taxes rise.', 'Rents fall in the ’90s’ way,']
    """
    pattern = TYPED_MARK if any(sign in text for sign in TYPED) else MARK
    marks = [_marks(text, start, end, pattern) for start, end in paragraphs]
    found: list[Quotation] = []
    open_from = -1  # the paragraph whose quotation is still open
    for at, (bounds, here) in enumerate(zip(paragraphs, marks, strict=True)):
        if not here:
            continue
        last = at + 1 == len(marks)
        reopened = None if last else _reopens(marks[at + 1], paragraphs[at + 1][0])
        quoted = _Paragraph(text, *bounds, here, reopened)
        if open_from >= 0 and at - open_from <= MOST_LINES and (lone := quoted.closes_first()):
            found += [Quotation(*piece, *piece, False) for piece in paragraphs[open_from + 1 : at]]
            if bounds[0] < lone.left:
                found.append(Quotation(bounds[0], lone.left, bounds[0], lone.right, True))
            quoted.skip = lone.right
        more = quoted.quotations()
        if more or any(mark.kind != SINGLE for mark in here):
            still = bool(more) and more[-1].end == bounds[1] and not more[-1].closed
            open_from = at if still else -1
        found += more
    return found


def _marks(text: str, start: int, end: int, pattern: re.Pattern[str]) -> list[Mark]:
    """Return the marks of one paragraph, without those that are apostrophes or inches for sure."""
    found = []
    for match in pattern.finditer(text, start, end):
        (left, right), sign = match.span(), match[0]
        before = text[left - 1] if left > start else " "
        after = text[right] if right < end else " "
        kind = KINDS[sign]
        place = _single if kind == SINGLE else _double
        opens, closes = place(text, sign, before, after, right)
        if opens or closes:
            found.append(Mark(left, right, kind, opens, closes))
    return found


def _double(text: str, sign: str, before: str, after: str, right: int) -> tuple[bool, bool]:
    """Tell whether a mark can open and can close where it stands."""
    free = before.isspace()
    if sign in OPENING:  # “so“ and «so«: an opening mark at the end of a word closes
        ends = not free and before not in BEFORE_OPENING and not after.isalnum()
        return True, ends
    if sign in CLOSING:  # ”so” and »so«: a closing mark at the start of a word opens
        begins = after.isalnum() and (sign == "»" or free or before in BEFORE_OPENING)
        return begins, True
    if before.isdigit():  # 6'2": inches and seconds
        return False, True
    if sign == '""':
        return after.isalnum(), not after.isalnum()
    if sign == "''" and before.isalpha() and after.isalpha():  # don''t: a doubled apostrophe
        return False, False
    led = before in BEFORE_OPENING
    if free:
        stop = after in AFTER_ONLY or (after == "." and text[right : right + 2] != "..")
        return True, stop or after.isspace()
    if after.isspace():
        return led, True
    ended = after in BEHIND_CLOSING
    return led or not ended, ended or not led


def _single(text: str, sign: str, before: str, after: str, right: int) -> tuple[bool, bool]:
    """Tell whether a single mark can open and can close where it stands."""
    opens = (
        sign not in CLOSING
        and not before.isalnum()
        and not after.isspace()
        and after not in AFTER_ONLY
        and (after.isalnum() or before.isspace() or before in BEFORE_OPENING)
        and not (after == "." and text[right : right + 2] != "..")
        and not _is_elision(text, right)
    )
    ends = not opens and not before.isspace() and not after.isalnum()
    return opens, ends and text[max(0, right - 3) : right - 1] not in ELIDED


def _is_elision(text: str, right: int) -> bool:
    """Tell the apostrophe of ’tis, ’n’, ’90s and “the class of '68” from a mark."""
    end = right
    while end - right < 8 and text[end : end + 1].isalpha():
        end += 1
    if text[right:end].lower() in word_class("elision"):
        return True
    year = YEAR.match(text, right)
    if year is None:
        return False
    return year[0].endswith("s") or bool(OF_YEAR.search(text, max(0, right - 12), right - 1))


def _reopens(marks: list[Mark], start: int) -> Mark | None:
    """Return the mark with which a paragraph begins, if it can open."""
    return marks[0] if marks and marks[0].left == start and marks[0].opens else None


class _Paragraph:
    """The marks of one paragraph and what they enclose."""

    def __init__(
        self, text: str, start: int, end: int, marks: list[Mark], reopened: Mark | None
    ) -> None:
        self.text, self.start, self.end, self.marks = text, start, end, marks
        self.reopened = reopened
        self.skip = start
        self.partner, self.lone = _pair(text, marks)

    def closes_first(self) -> Mark | None:
        """Return the mark that closes what an earlier paragraph opened."""
        first = next((at for at, mark in enumerate(self.marks) if mark.kind != SINGLE), None)
        return self.marks[first] if first is not None and first == self.lone else None

    def quotations(self) -> list[Quotation]:
        """Return the quotations that stand in no other."""
        found: list[Quotation] = []
        at = 0
        while at < len(self.marks):
            mark, close = self.marks[at], self.partner.get(at)
            if mark.left < self.skip or not mark.opens:
                at += 1
            elif mark.kind == SINGLE:
                at = self._from_single(at, found)
            elif close is not None:
                self._add(found, mark, self.marks[close])
                at = close + 1
            else:
                at = self._from_unclosed(at, found)
        return found

    def _add(self, found: list[Quotation], first: Mark, last: Mark) -> None:
        if first.right < last.left and not self.text[first.right : last.left].isspace():
            found.append(Quotation(first.right, last.left, first.left, last.right, True))

    def _add_open(self, found: list[Quotation], first: Mark, end: int, behind: int = 0) -> None:
        """Add what has no closing mark of its kind; a damaged one stands from `end` to `behind`."""
        inside = self.text[first.right : end].rstrip()
        if any(map(str.isalnum, inside[:200])):
            end = first.right + len(inside)
            behind = max(end, behind)
            found.append(Quotation(first.right, end, first.left, behind, behind > end))

    # ------------------------------------------------------------------ single marks
    def _from_single(self, at: int, found: list[Quotation]) -> int:
        """Add the quotation that a single mark opens, if it is one; return the next mark."""
        first, weak, next_ = self.marks[at], None, at + 1
        while next_ < len(self.marks):
            mark = self.marks[next_]
            if mark.kind != SINGLE:
                if (close := self.partner.get(next_)) is None:
                    if mark.opens:
                        break
                    close = next_
                next_ = close
            elif mark.opens:
                break
            elif not self._is_weak(mark):
                self._add(found, first, mark)
                return next_ + 1
            else:
                weak = weak if weak is not None else next_
            next_ += 1
        else:
            again = self.reopened is not None and self.reopened.kind == SINGLE
            if again and self._may_run_on(first):
                self._add_open(found, first, self.end)
                return len(self.marks)
        if weak is None:
            return at + 1
        self._add(found, first, self.marks[weak])
        return weak + 1

    def _is_weak(self, mark: Mark) -> bool:
        """Tell what may be the apostrophe of a plural (“the miners' leader”), or feet."""
        before, after = self.text[mark.left - 1], self.text[mark.right : mark.right + 1]
        if before.isdigit():
            return True
        dropped = self.text[mark.left - 2 : mark.left] == "in"  # goin' home
        return (before in "sS" or dropped) and after.isspace() and mark.right < self.end

    def _may_run_on(self, mark: Mark) -> bool:
        """Tell a mark at the start or behind a stop: in “the 'Ndrangheta” it is an apostrophe."""
        before = self.text[max(self.start, mark.left - 16) : mark.left].rstrip()
        return not before or self.text[mark.left] == "‘" or not before[-1].isalnum()

    # ------------------------------------------------------------------ marks without partner
    def _from_unclosed(self, at: int, found: list[Quotation]) -> int:
        """Add what a mark without partner opens, to the next that opens; return that one."""
        first = self.marks[at]
        next_ = at + 1
        while next_ < len(self.marks):
            mark = self.marks[next_]
            alike = mark.kind == first.kind or next_ in self.partner
            if mark.kind != SINGLE and mark.opens and alike:
                break
            next_ += 1
        sign = self.text[first.left : first.right]
        again = self.reopened is not None and self.reopened.kind == first.kind
        if (first.closes or sign in PAIRED_ONLY) and not (again and first.left == self.start):
            return at + 1
        if next_ == len(self.marks):
            end = (self.end, 0) if again else self._spoken_to(first.right, self.end)
            self._add_open(found, first, *end)
            return next_
        mark = self.marks[next_]
        if next_ not in self.partner and self._is_misplaced(mark):
            self._add(found, first, mark)
            return next_ + 1
        if again and next_ in self.partner and self._is_inside(mark):
            self._add_open(found, first, self.end)
            return len(self.marks)
        # Behind a stop it is the same quotation that reopens, in paragraphs that were joined.
        before = self.text[max(0, mark.left - 8) : mark.left].rstrip()[-1:]
        most = sys.maxsize if before in ".!?…’'" else MOST_UNCLOSED
        self._add_open(found, first, *self._spoken_to(first.right, mark.left, most))
        return next_

    def _is_misplaced(self, mark: Mark) -> bool:
        """Tell “"Taxes rise, "Moss said”: behind a comma a straight mark without partner closes."""
        straight = self.text[mark.left] not in OPENING
        return straight and self.text[max(0, mark.left - 8) : mark.left].rstrip()[-1:] == ","

    def _is_inside(self, mark: Mark) -> bool:
        """Tell “told me “never again””: words quoted within what is quoted."""
        before = self.text[max(0, mark.left - 8) : mark.left].rstrip()[-1:]
        return before.isalnum() and self.text[mark.right].islower()

    def _spoken_to(self, start: int, end: int, most: int = MOST_UNCLOSED) -> tuple[int, int]:
        """Return where words without a closing mark end at the latest, and what it became."""
        for match in TOLD.finditer(self.text, start, end):
            if match["verb"] in quoting_verbs():
                return next(match.span(name) for name in DAMAGED if match[name] is not None)
        if end - start > most and (stop := STOP.search(self.text, start, end)):
            return stop.end(), 0
        return end, 0


def _pair(text: str, marks: list[Mark]) -> tuple[dict[int, int], int]:
    """Pair the marks that are not single by kind; return the first that closes nothing, or -1."""
    partner: dict[int, int] = {}
    opened: list[int] = []
    depth = [0] * (SINGLE + 1)
    lone = -1
    for at, mark in enumerate(marks):
        kind = mark.kind
        if kind == SINGLE:
            continue
        closes = mark.closes and depth[kind]
        if not closes and mark.opens and depth[kind]:
            closes = _is_partner(text, marks[opened[-1]], mark)
        if (
            closes
            and kind == DOUBLE
            and text[mark.left - 1].isnumeric()
            and _is_inches(text, marks, at)
        ):
            continue
        if closes:
            while marks[opened[-1]].kind != kind:
                depth[marks[opened.pop()].kind] -= 1
            partner[opened.pop()] = at
            depth[kind] -= 1
        elif mark.opens:
            opened.append(at)
            depth[kind] += 1
        elif lone < 0:
            lone = at
    return partner, lone


def _is_partner(text: str, first: Mark, last: Mark) -> bool:
    """Tell „ so “ between spaces: a mark of two uses closes what its partner opened."""
    sign = text[last.left : last.right]
    return PARTNERS.get(sign) == text[first.left : first.right] and not (
        text[last.right : last.right + 1].isalnum() and text[last.left - 1].isspace()
    )


def _is_inches(text: str, marks: list[Mark], at: int) -> bool:
    """Tell the first of two closing marks that stands behind a short number: a 7" single."""
    mark = marks[at]
    if not INCHES.search(text[max(0, mark.left - 4) : mark.left]):
        return False
    next_ = next((m for m in marks[at + 1 : at + 9] if m.kind == DOUBLE), None)
    return next_ is not None and not next_.opens and not text[next_.left - 1].isdigit()
