"""Stance: how certain the text is, and what it doubts, concedes, denies or keeps at a distance."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, takewhile

from mediakit.attribution import Attributions
from mediakit.text.document import WHITE, Document, Span
from mediakit.text.lexicon import load_lexicon, match
from mediakit.text.quotations import Quotation
from mediakit.text.word_classes import word_class

MAX_FRAGMENT = 4  # words; what is longer is a quotation, not a scare quote
MAX_IN_SENTENCE = 2  # more are a list of answers, words or slogans
ECHOES = 9  # letters by which a quotation is longer than the fragment that it holds
NUMBER = re.compile(r"Nos?\.?\s*\d")  # “No. 4” denies nothing
NEIGHBOUR = re.compile(r"[\s,:]*(?:\w+\s+)?")  # between “called” or “the term” and the fragment
LED = re.compile(r"[^\W_]\s+$")  # a word leads into the fragment
KIND = re.compile(r"\s+[a-z]{4,}")  # a “no-knock” warrant: the name of a kind


def find(document: Document, attributions: Attributions) -> list[Span]:
    """Find hedges, boosters, doubt, approximators, obligation, negation, concession, scare quotes.

    Counts entries of ``lexicons/stance.csv`` (*about* and *some* only before an amount in
    figures), and as ``scare_quote`` a quoted fragment of up to four words that is in nobody's
    content, nor a title, a name, a term that is introduced or a word that is spoken about. A row of
    the list with weight 0 is no hit: it keeps the shorter entry within it from counting (“jobless
    claims”, “as though”). Misses irony and hedging by tense; counts some terms and unattributed
    quotations as scare quotes. Checked by two readings of 50 hits a label: README, “How well”.

    Parameters
    ----------
    document : Document
        One field of one article.
    attributions : Attributions
        Who says what in that field: a fragment inside a content is a quotation, not a scare quote.

    Returns
    -------
    list of Span
        ``label`` as above, ``value`` the entry's weight, ``term`` the entry (NA for scare quotes).

    Examples
    --------
    >>> text = "The so-called “experts” may err. They tabled new jobless claims."
    >>> [(s.label, text[s.start:s.end]) for s in find(Document(text), [])]
    [('doubt', 'so-called'), ('scare_quote', '“experts”'), ('hedge', 'may')]
    """
    matched = match(document, load_lexicon("stance"))
    spans = [s for s in matched if s.value and not _is_number(document, s)]
    # The list's rows for scare quotes say what stands beside a fragment that is none.
    beside = [(s.start, s.end) for s in matched if s.label == "scare_quote"]
    spans += _scare_quotes(document, attributions, beside)
    return sorted(spans)


def _is_number(document: Document, span: Span) -> bool:
    return span.label == "negation" and NUMBER.match(document.text, span.start) is not None


def _scare_quotes(
    document: Document, attributions: Attributions, beside: list[tuple[int, int]]
) -> Iterator[Span]:
    """Yield the fragments that distance, not those that name, mention or quote."""
    singles = document.field == "title" or not all(
        _is_single(document.text, quotation) for quotation in document.quotations
    )
    if not any(_is_fragment(document, quotation, singles) for quotation in document.quotations):
        return
    contents = sorted(piece for attribution in attributions for piece in attribution.contents)
    reach = list(accumulate((end for _, end in contents), max))
    spoken = _long_quotations(document)
    quoting = {  # sentences in which somebody is quoted: their fragments are quotations too
        _sentence(document, piece[0])
        for attribution in attributions
        if attribution.kind != "indirect"
        for piece in attribution.contents
    }
    in_sentence = Counter(_sentence(document, q.start) for q in document.quotations)
    text, last, used = document.text, 0, True
    for quotation in document.quotations:
        sentence = _sentence(document, quotation.start)
        # “master” and “slave”: what is said of the first holds for the second
        listed = NEIGHBOUR.fullmatch(text, last, quotation.outer_start) is not None
        used = (
            (used or not listed)
            and in_sentence[sentence] <= MAX_IN_SENTENCE
            and sentence not in quoting
            and not _overlaps(quotation, contents, reach)
            and not _is_mentioned(text, quotation, beside)
        )
        last = quotation.outer_end
        fragment = used and _is_fragment(document, quotation, singles)
        if fragment and not _is_echo(document, quotation, spoken):
            yield Span(quotation.outer_start, quotation.outer_end, "scare_quote")


def _overlaps(quotation: Quotation, contents: list[tuple[int, int]], reach: list[int]) -> bool:
    """Tell whether somebody says some of it; `reach` is how far the contents up to each go."""
    before = bisect_left(contents, (quotation.end,))
    return before > 0 and reach[before - 1] > quotation.start


def _is_fragment(document: Document, quotation: Quotation, singles: bool) -> bool:
    """Tell a short lower-case fragment in running text from a title, a name or a sentence.

    `singles` is true where single marks are not those of all quotations.
    """
    words = document.words_in(quotation.start, quotation.end)
    if not quotation.closed or not 1 <= len(words) <= MAX_FRAGMENT:
        return False
    text = document.text
    if text[quotation.start : quotation.end].rstrip().endswith((".", "!", "?")):
        return False
    # At the start of a clause stands a word spoken about, or somebody's speech.
    if not LED.search(text, max(0, quotation.outer_start - 24), quotation.outer_start):
        return False
    # Where quotations stand in double marks, single ones are headings that quote.
    if singles and _is_single(text, quotation):
        return False
    inside = text[quotation.start : quotation.end].rstrip(WHITE + ",")
    if "," in inside or document.keys[words[0]] in word_class("answer_word"):
        return False  # speech, a vote, a rating: “sorry, Ida”, “yes”, “mostly false”
    return document.words[words[0]][0].islower()


def _long_quotations(document: Document) -> list[str]:
    """Return the quotations that are longer than a fragment, the longest first."""
    said = (document.phrase(q.start, q.end).lower() for q in document.quotations)
    return sorted((one for one in dict.fromkeys(said) if len(one) > ECHOES), key=len, reverse=True)


def _is_echo(document: Document, quotation: Quotation, spoken: list[str]) -> bool:
    """Tell whether a longer quotation of the text holds the words: then they are somebody's."""
    words = document.phrase(quotation.start, quotation.end).rstrip(" ,").lower()
    longer = takewhile(lambda said: len(said) > len(words) + ECHOES, spoken)
    return any(words in said for said in longer)


def _is_single(text: str, quotation: Quotation) -> bool:
    return quotation.start - quotation.outer_start == 1 and text[quotation.outer_start] in "'‘"


def _is_mentioned(text: str, quotation: Quotation, beside: list[tuple[int, int]]) -> bool:
    """Tell a name or a word spoken about: “known as …”, “the term …”, “… signs”, a “…” warrant."""
    at = bisect_left(beside, (quotation.outer_start,))
    before = at > 0 and NEIGHBOUR.fullmatch(text, beside[at - 1][1], quotation.outer_start)
    after = at < len(beside) and not text[quotation.outer_end : beside[at][0]].strip(WHITE + ",-—–")
    article = text[max(0, quotation.outer_start - 24) : quotation.outer_start].split()[-1:]
    kind = article in (["a"], ["an"]) and KIND.match(text, quotation.outer_end)
    return bool(before or after or kind)


def _sentence(document: Document, offset: int) -> int:
    return bisect_right(document.sentences, (offset, len(document.text)))
