"""What a line of an article is by its own words: text, page furniture, a caption, a credit.

The patterns stand in ``furniture.csv``. Each has a cue, letters that must be in a text before the
pattern is tried: that is what makes it quick.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from mediakit.contract.resources import read_rows

CAPTION, DATELINE, PAYWALL = "caption", "dateline", "paywall"
FIRST = 3  # lines in which a byline stands
MOST_EXACT = 6  # words of a line that is furniture as a whole
MOST_WORDS, MOST_LETTERS = 120, 2_000  # of a line that a pattern knows as a whole
MOST_DATELINE = 200  # letters
SPOKEN = 12  # words from which a line with quotation marks is text, whatever else is in it
MAY_QUOTE = frozenset({CAPTION, "copyright"})
BARE = re.compile(r"^[\W_\d]+|[\W_\d]+$")
QUOTED = re.compile('["“”„»«]')
MONTH = r"(?:Jan|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug|Sept|Sep|Oct|Nov|Dec)[a-z]*\.?"
CAPITALS = r"[A-Z][A-Z.'’-]+(?:[ ,/]+(?:of |the )?[A-Z][A-Z.'’-]+){0,4}"
REGION = r"(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?){0,2}"
DAY = rf"(?:,? {MONTH} \d{{1,2}}(?:,? \d{{4}})?)?"
SOURCE = r"\((?P<source>[A-Z][\w./ -]{1,40})\)"
DASH = r"\s*(?:[-–—]{1,2}|:)\s*"
#: “WASHINGTON (AP) — ”, “LONDON, March 5 (Reuters) - ”, “(CNN) ”, “PARIS — ”.
DATELINES = (
    re.compile(rf"{CAPITALS}{REGION}{DAY}\s*{SOURCE}(?:{DASH}|\s+)(?=\S)"),
    re.compile(rf"(?:[A-Z][\w.'’-]+[ ,]+){{1,5}}(?:\d{{1,2}},? )?{SOURCE}{DASH}(?=\S)"),
    re.compile(rf"{SOURCE}\s*(?:[-–—]{{1,2}})?\s*(?=[A-Z“\"‘'])"),
    re.compile(rf"(?P<place>{CAPITALS}){REGION}{DAY}(?:\s+[-–—]{{1,2}}\s+|[–—]|--)(?=[A-Z“\"‘'])"),
)
NO_PLACE = frozenset(
    "EXCLUSIVE UPDATE UPDATED BREAKING WATCH OPINION ANALYSIS NEW LIVE VIDEO READ CORRECTION FILE "
    "BREXIT COVID NATO REVIEW EDITORIAL INTERVIEW NOTE WARNING FACT MYTH PRO CON DAY PART".split()
)


class Pattern(NamedTuple):
    """One row of ``furniture.csv``."""

    number: int  # the earlier row decides
    regex: re.Pattern[str]
    where: str
    kind: str
    cue: str
    most_words: int


class Piece(NamedTuple):
    """Something that is no text: what it is and its words, as they stood there."""

    kind: str
    text: str


def bare(line: str) -> str:
    """Return a line without case, figures and marks around it, as lines are compared.

    Examples
    --------
    >>> bare("• READ MORE: "), bare("12 Comments")
    ('read more', 'comments')
    """
    return BARE.sub("", " ".join(line.split())).casefold()


def kind_of(line: str, position: int = FIRST) -> str | None:
    """Return what kind of furniture a whole line is, None if it is text.

    Examples
    --------
    >>> kind_of("Sign up for our newsletter"), kind_of("The quay at Halm. (Photo: Ann Lee)")
    ('newsletter', 'caption')
    >>> kind_of("The mayor asked people to sign up for shifts.") is None
    True
    """
    return Sieve(line).kind_of(line, position)


class Sieve:
    """The patterns whose cue is in one text.

    Parameters
    ----------
    text : str
        The whole text.
    """

    def __init__(self, text: str) -> None:
        lower = text.lower()
        there = [own for cue, own in _by_cue().items() if cue in lower]
        self.patterns = sorted((one for own in there for one in own), key=itemgetter(0))

    def kind_of(self, line: str, position: int) -> str | None:
        """Return what kind of furniture a line is as a whole; `position` counts from the top."""
        n_words = line.count(" ") + 1
        if n_words <= MOST_EXACT and (found := _exact().get(bare(line))):
            return found
        if not self.patterns or n_words > MOST_WORDS or len(line) > MOST_LETTERS:
            return None
        lower, stripped = line.lower(), line.strip().lstrip("•*>|- ")
        quoted = n_words > SPOKEN and len(QUOTED.findall(line)) > 1
        for one in self.patterns:
            if (
                one.cue in lower
                and n_words <= one.most_words
                and (one.where == "line" or (one.where == "first" and position < FIRST))
                and not (quoted and one.kind not in MAY_QUOTE)
                and one.regex.fullmatch(stripped)
            ):
                return one.kind
        return None

    def cut(self, line: str) -> tuple[str, list[Piece]]:
        """Return a line without the pieces of it that are furniture, and those pieces."""
        pieces: list[Piece] = []
        for one in self.patterns:
            if one.where not in ("inside", "start") or len(line) > 20 * MOST_LETTERS:
                continue
            if one.cue in line.lower():

                def take(found: re.Match[str], kind: str = one.kind) -> str:
                    pieces.append(Piece(kind, found[0].strip()))
                    return " "

                if one.where == "start":
                    if found := one.regex.match(line):
                        line = take(found) + line[found.end() :]
                else:
                    line = one.regex.sub(take, line)
        return (re.sub("  +", " ", line).strip(), pieces) if pieces else (line, pieces)


def dateline(line: str) -> Piece | None:
    """Return the dateline that opens a line: place, day, agency.

    A word in capitals that is no place, such as “EXCLUSIVE — ”, opens none.

    Examples
    --------
    >>> dateline("HALM, March 5 (AP) — The harbour is shut.").text
    'HALM, March 5 (AP) — '
    >>> dateline("EXCLUSIVE — The harbour is shut.") is None
    True
    """
    for regex in DATELINES:
        if found := regex.match(line[:MOST_DATELINE]):
            named = found.groupdict()
            source, place = named.get("source"), named.get("place")
            if place is not None and (len(place) < 4 or set(place.split()) & NO_PLACE):
                continue
            if source is not None and not (source in agencies() or source.isupper()):
                continue
            return Piece(DATELINE, found[0])
    return None


def agencies_in(pieces: list[Piece]) -> Iterator[str]:
    """Yield the news agencies that datelines and credits name; those of photographs are none."""
    for piece in pieces:
        if piece.kind in (DATELINE, "credit", "copyright") and "hoto" not in piece.text:
            for found in _agency_names().finditer(piece.text):
                yield agencies()[found[0]]


@cache
def agencies() -> dict[str, str]:
    """Return the names of news agencies, in capitals too, each with its common short name."""
    names = {row["name"]: row["agency"] for row in read_rows("agencies")}
    return names | {name.upper(): agency for name, agency in names.items()}


@cache
def _agency_names() -> re.Pattern[str]:
    longest_first = sorted(agencies(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


@cache
def _exact() -> dict[str, str]:
    rows = (row for row in read_rows("furniture") if row["where"] in ("exact", "head"))
    return {bare(row["pattern"]): row["kind"] for row in rows}


@cache
def list_heads() -> frozenset[str]:
    """Return the lines, bare, under which headlines of other articles are listed."""
    return frozenset(bare(r["pattern"]) for r in read_rows("furniture") if r["where"] == "head")


@cache
def _by_cue() -> dict[str, list[Pattern]]:
    found: dict[str, list[Pattern]] = {}
    for number, row in enumerate(read_rows("furniture")):
        if row["where"] not in ("exact", "head"):
            regex = re.compile(row["pattern"], re.IGNORECASE)
            most = int(row["most_words"] or 1_000_000)
            one = Pattern(number, regex, row["where"], row["kind"], row["cue"], most)
            found.setdefault(row["cue"], []).append(one)
    return found
