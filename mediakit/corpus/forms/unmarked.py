"""Articles and outlets whose quotation marks were lost on the way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mediakit.corpus.forms.lost import count_lost

MARK = re.compile("[\"“”„‟«»‹›「」『』＂]|''|``|(?:^|[\\s(])[‘'](?=\\w)", re.MULTILINE)
SAYING = re.compile(
    r"\b(?:said|says|told|added|asked|argued|warned|insisted|replied|tells|adds)\b", re.IGNORECASE
)
#: Words that a narrator of news rarely says, and people who are quoted do.
FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|our|us|me)\b")
FEWEST_SAYING, FEWEST_PERSONS = 4, 2
MOSTLY = 0.7  # share of letters that are capitals
SAMPLE = 400  # letters that tell it
FEWEST_ARTICLES, FEWEST_LETTERS = 5, 600


def warn_marks(text: str) -> list[str]:
    """Say what in a text looks like lost quotation marks that loading could not mend.

    Counts: an English text without any mark in which at least four verbs of saying stand and *I*
    or *we* at least twice; question marks before a word, and characters lost in decoding. Missed:
    marks lost in short texts, and in reports that quote no one in the first person.

    Examples
    --------
    >>> warn_marks(
    ...     "We saw it, Holt said. I saw it, she added. We left, Orr said. No, he said."
    ... )  # doctest: +ELLIPSIS
    ['no quotation mark in the text, but 4 verbs of saying and words such as I or we: were ...']
    >>> warn_marks("He called it “a sham”.")
    []
    """
    rows = []
    if lost := count_lost(text):
        rows.append(f"{lost:,} characters may be lost quotation marks or letters: not mended")
    if len(text) < 60 or MARK.search(text):
        return rows
    saying = len(SAYING.findall(text))
    if saying >= FEWEST_SAYING and len(FIRST_PERSON.findall(text)) >= FEWEST_PERSONS:
        rows.append(
            f"no quotation mark in the text, but {saying} verbs of saying and words such as I or "
            "we: were the marks lost? What was quoted then counts as said indirectly or by nobody"
        )
    return rows


def warn_capitals(text: str) -> list[str]:
    """Say that a text is in capitals: what tells names from other words is lost.

    Examples
    --------
    >>> len(warn_capitals("THE BANK RAISED RATES ON FRIDAY, ITS PRESIDENT SAID. " * 4))
    1
    >>> warn_capitals("The bank raised rates on Friday, its president said. " * 4)
    []
    """
    some = text[:: max(1, len(text) // SAMPLE)]
    big, small = sum(map(str.isupper, some)), sum(map(str.islower, some))
    if len(text) < 150 or big < MOSTLY * (big + small):
        return []
    return ["the text is in capitals: names, speakers and sources are read worse in it"]


class Outlets:
    """Counts for each outlet its articles, and those with a quotation mark."""

    def __init__(self) -> None:
        self._all: Counter[str] = Counter()
        self._marked: Counter[str] = Counter()

    def enter(self, outlet: str | None, text: str) -> None:
        """Count one article; short ones tell nothing."""
        if outlet and len(text) >= FEWEST_LETTERS:
            self._all[outlet] += 1
            if not self._marked[outlet] and MARK.search(text):
                self._marked[outlet] += 1

    def warn_marks(self) -> Iterator[str]:
        """Yield a warning for each outlet of five articles or more without any mark.

        Examples
        --------
        >>> outlets = Outlets()
        >>> for _ in range(5):
        ...     outlets.enter("Halm Post", "We saw it, Holt said. " * 40)
        >>> list(outlets.warn_marks())
        ["no quotation mark in any of 5 articles of 'Halm Post': were the marks lost?"]
        """
        for outlet, number in self._all.items():
            if number >= FEWEST_ARTICLES and not self._marked[outlet]:
                yield (
                    f"no quotation mark in any of {number:,} articles of {outlet!r}: were the "
                    "marks lost?"
                )
