"""What two articles that share text are to each other."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np

from mediakit.contract.resources import read_rows
from mediakit.corpus.copies.similarity import TOKEN, Array, covered, fingerprints

SAME, UPDATE, WIRE, COPY, TEMPLATE = "same", "update", "wire", "copy", "template"
FACTS = 3  # numbers in what is alike, over half of them others, before it is a form
SAME_NUMBERS = 0.8  # share of them that two copies of a form have
QUOTED = re.compile(r"""["“”„«»][^"“”„«»\n]+["“”„«»]|(?<!\w)[‘'](?! )[^\n]+?(?<! )[’'](?!\w)""")
NAME_NOT_BEHIND = frozenset(("", *".!?:;\n“”\"‘’'«»—-"))  # where any word has a capital


class Told(NamedTuple):
    """What is known of an article beside its text."""

    outlet: str  # without case and blanks; empty if not known
    day: float  # NaN if not known


def kind_of(one: Told, other: Told, identical: bool) -> str:
    """Return what an article is to another one that shares its text.

    Examples
    --------
    >>> kind_of(Told("post", 1.0), Told("sun", 1.0), True)
    'wire'
    >>> kind_of(Told("post", 1.0), Told("post", 2.0), False)
    'update'
    >>> kind_of(Told("", np.nan), Told("post", 2.0), False)
    'copy'
    """
    if one.outlet and other.outlet and one.outlet != other.outlet:
        return WIRE
    if identical:
        return SAME
    return UPDATE if one.outlet and other.outlet else COPY


def is_template(one: str, other: str, told: tuple[Told, Told]) -> bool:
    """Tell two reports of one form: where they are alike, most of the numbers are others.

    Weather, closing prices, results of a district: a form filled in anew is no copy. Of one and
    the same day it is a corrected version, unless most of the names are others, too.

    Examples
    --------
    >>> form = "The port index closed at {} on {} after a day of thin trade: {} shares rose"
    >>> days = (812, "Monday", 40), (790, "Friday", 31)
    >>> texts = [form.format(*each) for each in days]
    >>> is_template(*texts, (Told("post", 1.0), Told("post", 5.0)))
    True
    >>> is_template(*texts, (Told("post", 1.0), Told("post", 1.0)))
    False
    """
    facts = _facts(one, other)
    days = {each.day for each in told}
    if len(days) == 1 and not _differ(facts, str.istitle, 1):  # NaN is not NaN: they may differ
        return False
    return _differ(facts, is_number)


def same_numbers(one: str, other: str) -> bool:
    """Tell two texts of one form that are filled in alike: nearly all numbers are the same.

    Examples
    --------
    >>> form = "The port index closed at {} on {} after a day of thin trade: {} shares rose"
    >>> text = form.format(812, "Monday", 40)
    >>> same_numbers(text, "HALM - " + text), same_numbers(text, form.format(790, "Friday", 40))
    (True, False)
    """
    own = [Counter(fact for fact in text if is_number(fact[1])) for text in _facts(one, other)]
    fewer = min(each.total() for each in own)
    return fewer >= FACTS and (own[0] & own[1]).total() >= SAME_NUMBERS * fewer


def _facts(one: str, other: str) -> list[list[tuple[str, str]]]:
    """Return the words of what two texts have alike but for numbers and names, each behind one."""
    words = [_words(text) for text in (one, other)]
    blank = [[_blank(word) for word in text] for text in words]
    numbers = {word: at for at, word in enumerate(dict.fromkeys(blank[0] + blank[1]))}
    left, right = (np.array([numbers[w] for w in text], np.uint32) for text in blank)
    prints = fingerprints(left), fingerprints(right)
    alike = covered(*prints), covered(*prints[::-1])
    return [
        [
            (before, word)
            for before, word, here in zip(["", *text], own, there, strict=False)
            if here
        ]
        for text, own, there in zip(blank, words, alike, strict=True)
    ]


def _words(text: str) -> list[str]:
    """Return the words of a text without case, but a capital where one tells a name."""
    found = []
    for match in TOKEN.finditer(unicodedata.normalize("NFKC", text)):
        word, before = match[0], text[max(match.start() - 2, 0) : match.start()].rstrip()
        is_name = word[0].isupper() and before[-1:] not in NAME_NOT_BEHIND
        lower = word.casefold()
        found.append(lower.title() if is_name and not is_number(lower) else lower)
    return found


def _differ(
    facts: list[list[tuple[str, str]]], of: Callable[[str], bool], least: int = FACTS
) -> bool:
    """Say whether two texts have words of a kind, each behind a word, and over half are others."""
    own = [Counter(fact for fact in text if of(fact[1])) for text in facts]
    fewer = min(each.total() for each in own)
    return fewer >= least and (own[0] & own[1]).total() <= fewer / 2


def _blank(word: str) -> str:
    return "0" if is_number(word) else "X" if word.istitle() else word


def quoted(text: str) -> Array:
    """Say for each word of a text whether it stands between quotation marks.

    Examples
    --------
    >>> quoted("He said: “It is so.” They left.").tolist()
    [False, False, True, True, True, False, False]
    """
    text = unicodedata.normalize("NFKC", text)
    starts = np.array([found.start() for found in TOKEN.finditer(text)], int)
    inside = np.zeros(len(starts), bool)
    for found in QUOTED.finditer(text):
        first, last = np.searchsorted(starts, found.span())
        inside[first:last] = True
    return inside


@cache
def is_number(word: str) -> bool:
    """Tell a figure, a number in words, a weekday or a month."""
    return any(letter.isdigit() for letter in word) or word in _numbers()


@cache
def _numbers() -> frozenset[str]:
    kinds = {"number", "month", "weekday"}
    return frozenset(row["word"] for row in read_rows("function_words") if row["kind"] in kinds)
