"""Page furniture set apart: what patterns know, and what repeats over an outlet's articles."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from mediakit.contract.tables import TEXT
from mediakit.contract.wording import number
from mediakit.corpus.languages import foreign_pieces, foreign_share, identify, labelled
from mediakit.corpus.lines import (
    CAPTION,
    DATELINE,
    FIRST,
    PAYWALL,
    QUOTED,
    Piece,
    Sieve,
    agencies_in,
    bare,
    dateline,
    list_heads,
)
from mediakit.corpus.notes import MENDED, REMARK, WARNING, Notes
from mediakit.corpus.table import BATCH

TEASER = "teaser"
MOST_LISTED, ITEMS = 14, 12  # words of a headline under *Most read*, and how many there may be
REPEATED, FOREIGN = "repeated line", "foreign"
LEAST, LEAST_SHARE = 3, 0.02  # articles of an outlet in which a line repeats
EDGES = FIRST, 6  # lines from the top and the bottom in which furniture stands
MOST_WORDS = 25  # of a repeated line that is furniture
FEW_LINES = 3  # of an article without paragraphs
MOST_OF_TEXT = 0.6  # a line that is more of a text is the article
MIXED = 0.15  # share of foreign words from which an article is mixed
MOST_ROWS = 10  # standing lines listed an outlet
SENTENCE = re.compile(r"[.!?:…][\"“”'’)\]]*$")
FIGURES = re.compile(r"\d+")
LONG_LINE = 250  # letters from which only the same line is the same
DATA = re.compile(r"0 ?(?:%|per ?cent|points?|votes?)|[$€£]0")  # figures alike: results, prices
ASKING = re.compile(
    r"\b(?:sign(?:ing)? up|newsletters?|subscribe|unsubscribe|your inbox|click|download our"
    r"|follow us|check out our|e-?mail us|us an e-?mail|contact us|donate|support our"
    r"|become a member|our app)\b"
)
BLANK_LINES = re.compile(r"\n{3,}")
COLUMNS = "text", "furniture", "captions", "agency", "text_before"


class Article(NamedTuple):
    """One article on its way through: which of its lines are no text, without those that are."""

    place: int
    outlet: str
    may_be_english: bool  # as its label says
    mended: dict[int, str]  # line -> what is left of it
    taken: dict[int, Piece]  # line -> what it is
    cut: list[Piece]  # pieces of lines that stay

    def lines(self, text: str) -> list[str]:
        """Return the lines of the article's text, without the pieces that were cut."""
        lines = text.split("\n")
        for index, line in self.mended.items():
            lines[index] = line
        return lines


def set_furniture_apart(
    frame: pd.DataFrame, notes: Notes, *, keep: bool = False, repeats: bool = True
) -> None:
    """Take page furniture out of the texts of `frame`, into columns of its own.

    Furniture is what ``furniture.csv`` knows (teasers, sign-ups, share buttons, copyright lines,
    credits, captions, datelines), lines in another language, and short lines, no sentences, that
    stand at the top or the end of three or more articles of an outlet and 2 % of them. Two
    articles with the same longest line count once, so that copies make nothing repeat. A repeated
    sentence is standing copy: it is named in the report and stays. So does a text that would be
    empty.

    Parameters
    ----------
    frame : DataFrame
        Articles; ``text``, ``furniture``, ``captions``, ``agency`` and ``text_before`` change.
    notes : Notes
        One row per outlet and kind says how many lines and words it took.
    keep : bool
        Only say it.
    repeats : bool
        Whether `frame` holds whole outlets, so that repeated lines can be seen.
    """
    articles = [
        _read(place, outlet, text, label)
        for place, (outlet, text, label) in enumerate(
            zip(
                _texts(frame, "outlet"),
                _texts(frame, "text"),
                _texts(frame, "language"),
                strict=True,
            )
        )
    ]
    if repeats:
        _take_repeated(articles, frame, notes)
    changed = {
        one.place
        for one, text in zip(articles, _texts(frame, "text"), strict=True)
        if _is_changed(one, text, notes, frame)
    }
    _tell(articles, notes, keep)
    for article, text in zip(articles, _texts(frame, "text"), strict=True):
        _tell_mixed(article, text, frame, notes, keep)
    if changed and not keep:
        _enter(frame, articles, changed)


def _read(place: int, outlet: str, text: str, label: str) -> Article:
    """Sort the lines of one text by what patterns and languages say of each."""
    sieve, lines = Sieve(text), text.split("\n")
    may_be_english = not label or "en" in labelled(label)
    article = Article(place, outlet, may_be_english, {}, {}, [])
    position = 0
    for index, line in enumerate(lines):
        if not line or line.isspace():
            continue
        if len(line) <= MOST_OF_TEXT * len(text) and (kind := sieve.kind_of(line, position)):
            article.taken[index] = Piece(kind, line.strip())
            continue
        lines[index], cut = sieve.cut(line) if sieve.patterns else (line, [])
        if cut:
            article.cut.extend(cut)
            article.mended[index] = lines[index]
            if not lines[index]:  # nothing is left of it
                continue
            if kind := sieve.kind_of(lines[index], position):
                article.taken[index] = Piece(kind, lines[index])
                continue
        if position == 0 and (opening := dateline(lines[index])):
            article.cut.append(Piece(DATELINE, opening.text.strip()))
            lines[index] = lines[index][len(opening.text) :]
        if lines[index] != line:
            article.mended[index] = lines[index]
        position += 1
    _take_listed(article, lines)
    if may_be_english:
        left = {i: line for i, line in enumerate(lines) if line and i not in article.taken}
        for index in foreign_pieces(left):
            article.taken[index] = Piece(FOREIGN, lines[index].strip())
    return article


def _take_listed(article: Article, lines: list[str]) -> None:
    """Take the headlines under the heading of a list, *Most read*, where a text ends with it."""
    under: list[int] = []
    for index in range(len(lines) - 1, 0, -1):
        line, piece = lines[index].strip(), article.taken.get(index)
        if piece is not None and piece.kind == TEASER and bare(line) in list_heads():
            article.taken.update({i: Piece(TEASER, lines[i].strip()) for i in under})
            under = []
        elif line and piece is None:
            if len(line.split()) > MOST_LISTED or SENTENCE.search(line) or len(under) >= ITEMS:
                return
            under.append(index)


def _take_repeated(articles: list[Article], frame: pd.DataFrame, notes: Notes) -> None:
    """Take the lines that repeat over an outlet's articles; say which repeated ones stay."""
    by_outlet = defaultdict(list)
    for article in articles:
        by_outlet[article.outlet].append(article)
    for outlet, own in by_outlet.items():
        if len(own) >= LEAST:
            _take_repeated_of(outlet, own, frame["text"], notes)


def _take_repeated_of(outlet: str, own: list[Article], texts: pd.Series, notes: Notes) -> None:
    printed: dict[str, str] = {}
    where: dict[str, set[int]] = defaultdict(set)  # line -> the longest lines of its articles
    inside: Counter[str] = Counter()  # times that it stands amid a text, or twice in it
    longest, hashes = [], array("q")  # the lines themselves would be all texts
    for article in own:
        lines = article.lines(_text(texts, article))
        longest.append(hash(max(lines, key=len)))
        hashes.extend(hash(line) for _, line, _ in _left(article, lines))
    values, times = np.unique(np.frombuffer(hashes, np.int64), return_counts=True)
    often = set(values[times >= LEAST].tolist())
    for article, twin in zip(own, longest, strict=True) if often else ():
        seen = set()
        lines = article.lines(_text(texts, article))
        for index, line, edge in _left(article, lines):
            if hash(line) not in often:
                continue
            printed.setdefault(line, lines[index].strip())
            where[line].add(twin)
            inside[line] += not edge or line in seen
            seen.add(line)
    least = max(LEAST, LEAST_SHARE * len(set(longest)))
    repeated = {line: len(twins) for line, twins in where.items() if len(twins) >= least}
    taken, standing = set(), {}
    for line, n in repeated.items():
        if _asks_the_reader(line) or (inside[line] <= 0.2 * n and _is_no_sentence(line)):
            taken.add(line)
        else:
            standing[printed[line]] = n
    for article in own if taken else ():
        lines = article.lines(_text(texts, article))
        for index, line, edge in _left(article, lines):
            if line in taken and (edge or _asks_the_reader(line)):
                article.taken[index] = Piece(REPEATED, lines[index].strip())
    _tell_standing(outlet, own, standing, notes)


def _left(article: Article, lines: list[str]) -> Iterator[tuple[int, str, bool]]:
    """Yield the lines that are still text, figures alike, and whether they stand at an edge.

    An article of one line has none that could be beside its text.
    """
    left = [i for i, line in enumerate(lines) if line.strip() and i not in article.taken]
    for position, index in enumerate(left if len(left) > 1 else ()):
        line = lines[index]
        if any(map(str.isalpha, line)):
            edge = position < EDGES[0] or position >= len(left) - EDGES[1]
            before = lines[left[position - 1]].rstrip() if position else ""
            if before and QUOTED.match(before[-1]):
                edge = False  # who said it: “It is so.” / Ida Holt, Norby Sun
            yield index, _figures_alike(line), edge


def _figures_alike(line: str) -> str:
    line = " ".join(line.split()) if len(line) <= LONG_LINE else line
    return FIGURES.sub("0", line).casefold() if len(line) <= LONG_LINE else line


def _asks_the_reader(line: str) -> bool:
    """Say whether a repeated line is about the page: it asks to sign up, click, write, give.

    Examples
    --------
    >>> _asks_the_reader("please send us an email."), _asks_the_reader("please send help.")
    (True, False)
    """
    short = len(line) <= LONG_LINE and not QUOTED.search(line)
    return short and ASKING.search(line) is not None


def _is_no_sentence(line: str) -> bool:
    """Say whether a repeated line is furniture: short, and neither a sentence nor a subheading.

    Examples
    --------
    >>> _is_no_sentence("ann lee, halm post"), _is_no_sentence("the war began in february.")
    (True, False)
    >>> _is_no_sentence("image 0 of 0"), _is_no_sentence("holt: 0 percent")
    (True, False)
    """
    n_words = line.count(" ") + 1
    is_said = SENTENCE.search(line) or re.search('[“”"]', line) or DATA.search(line)
    return n_words <= MOST_WORDS and not is_said


def _without(article: Article, text: str) -> str:
    """Return the text without what is none."""
    lines = [line for i, line in enumerate(article.lines(text)) if i not in article.taken]
    return BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def _is_changed(article: Article, text: str, notes: Notes, frame: pd.DataFrame) -> bool:
    """Say whether some of a text is none; a text of which nothing would be left stays."""
    if not article.taken and not article.cut:
        return False
    if any(map(str.isalnum, _without(article, text))):
        return True
    article.taken.clear()
    article.cut.clear()
    reason = "nothing but page furniture, captions or credits: the text stays as it is"
    notes.add(WARNING, reason, None, None, str(frame["article_id"].iloc[article.place]), "text")
    return False


def _tell(articles: list[Article], notes: Notes, keep: bool) -> None:
    """Enter one row per outlet and kind: lines, words, articles, an example."""
    words: Counter[tuple[str, str]] = Counter()
    lines: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], str] = {}
    holders: dict[tuple[str, str], set[int]] = defaultdict(set)
    outlets = Counter(article.outlet for article in articles)
    for article in articles:
        for piece in _pieces(article):
            key = article.outlet, piece.kind
            words[key] += len(piece.text.split())
            lines[key] += 1
            holders[key].add(article.place)
            examples.setdefault(key, piece.text)
    done = "still in the text" if keep else "left out of the text"
    for (outlet, kind), n in sorted(words.items(), key=lambda item: (item[0][0], -item[1])):
        key = outlet, kind
        reason = (
            f"{kind} {done}: {_of(outlet, len(holders[key]), outlets[outlet])}, "
            f"{number(lines[key], 'line')} with {number(n, 'word')}, such as "
            f"{_short(examples[key])!r}"
        )
        notes.add(REMARK if keep else MENDED, reason, None, None, None, "text")
        if kind == PAYWALL:
            notes.add(WARNING, f"{_of(outlet, len(holders[key]), outlets[outlet])} "
                      f"may stop at a paywall: {_short(examples[key])!r}",
                      None, None, None, "text")  # fmt: skip


def _tell_standing(outlet: str, own: list[Article], standing: dict[str, int], notes: Notes) -> None:
    """Enter the repeated lines that stay."""
    listed = sorted(standing.items(), key=lambda item: (-item[1], item[0]))
    for line, n in listed[:MOST_ROWS]:
        words = n * len(line.split())
        reason = (
            f"standing copy kept in the text: {_of(outlet, n, len(own))}, {number(n, 'line')} "
            f"with {number(words, 'word')}, {_short(line)!r}"
        )
        notes.add(REMARK, reason, None, None, None, "text")
    if (more := len(listed) - MOST_ROWS) > 0:
        reason = f"standing copy kept in the text: {outlet or 'no outlet'}, {more:,} further lines"
        notes.add(REMARK, reason, None, None, None, "text")


def _tell_mixed(article: Article, text: str, frame: pd.DataFrame, notes: Notes, keep: bool) -> None:
    """Say that a good part of an article is in another language, in lines or in sentences.

    Sentences are looked at where paragraphs are lost; elsewhere a language has its own lines.
    """
    lines = article.lines(text)
    n_words = sum(len(line.split()) for line in lines) or 1
    foreign = sum(len(p.text.split()) for p in article.taken.values() if p.kind == FOREIGN)
    share, done = foreign / n_words, "still in the text" if keep else "left out of the text"
    left = [line for i, line in enumerate(lines) if line and i not in article.taken]
    if article.may_be_english and not foreign and len(left) <= FEW_LINES:
        share, done = max(map(foreign_share, left), default=0.0), "still in the text"
    if share >= MIXED and not foreign and not identify("\n".join(left)).english:
        return  # an article in another language
    if share >= MIXED:
        reason = f"mixed languages: {share:.0%} of the words are not English: {done}"
        notes.add(WARNING, reason, None, None, str(frame["article_id"].iloc[article.place]), "text")


def _enter(frame: pd.DataFrame, articles: list[Article], changed: set[int]) -> None:
    """Write the texts and what was taken out of them, and let go of the old ones on the way."""
    order = [*frame.columns]
    names = [name for name in order if name in COLUMNS]
    names += [name for name in COLUMNS if name not in order]
    starts = range(0, len(frame), BATCH)
    index, old = frame.index, {}
    for name in names:
        column = frame.pop(name) if name in order else pd.Series(None, index, dtype=TEXT)
        old[name] = [column.iloc[start : start + BATCH] for start in reversed(starts)]
        del column
    new: dict[str, list[pd.Series]] = {name: [] for name in names}
    for start in starts:
        columns = {name: list(_strings(parts.pop())) for name, parts in old.items()}
        for row, article in enumerate(articles[start : start + BATCH]):
            if article.place in changed:
                _enter_one(columns, row, article)
        for name, values in columns.items():
            cells = pd.Series([value or None for value in values], dtype=object)
            new[name].append(cells.astype(TEXT))
    for name in names:
        place = order.index(name) if name in order else len(frame.columns)
        frame.insert(place, name, pd.concat(new.pop(name)).set_axis(index))


def _enter_one(columns: dict[str, list[str]], row: int, article: Article) -> None:
    pieces, text = list(_pieces(article)), columns["text"][row]
    captions = [p.text for p in pieces if p.kind == CAPTION]
    furniture = [p.text for p in pieces if p.kind != CAPTION]
    columns["text_before"][row] = columns["text_before"][row] or text
    columns["text"][row] = _without(article, text)
    _append(columns["captions"], row, captions, "\n")
    _append(columns["furniture"], row, furniture, "\n")
    _append(columns["agency"], row, dict.fromkeys(agencies_in(pieces)), "; ")


def _append(values: list[str], place: int, further: Iterable[str], joint: str) -> None:
    given = [values[place]] if values[place] else []
    values[place] = joint.join(dict.fromkeys([*given, *further]))


def _pieces(article: Article) -> Iterator[Piece]:
    yield from article.cut
    for index in sorted(article.taken):
        yield article.taken[index]


def _texts(frame: pd.DataFrame, column: str) -> Iterator[str]:
    """Yield the values of a column as text, absent ones as the empty text."""
    return _strings(frame[column] if column in frame else [None] * len(frame))


def _strings(values: Iterable[object]) -> Iterator[str]:
    return (value if isinstance(value, str) else "" for value in values)


def _text(texts: pd.Series, article: Article) -> str:
    text = texts.iloc[article.place]
    return text if isinstance(text, str) else ""


def _of(outlet: str, holders: int, articles: int) -> str:
    return f"{outlet or 'no outlet'}, {holders:,} of {number(articles, 'article')}"


def _short(text: str, most: int = 80) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
