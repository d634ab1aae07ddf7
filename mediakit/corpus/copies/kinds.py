"""What two articles that share text are to each other."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import NamedTuple

import numpy as np

from mediakit.contract.resources import read_rows
from mediakit.corpus.copies.similarity import Array, covered, fingerprints

SAME, UPDATE, WIRE, COPY, TEMPLATE = "same", "update", "wire", "copy", "template"
ALIKE = 0.7  # share of both texts that is alike once numbers are blanked
NUMBERS = 3  # that differ, and over half of them, before two texts are of one template


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


def is_template(one: list[str], other: list[str], told: tuple[Told, Told]) -> bool:
    """Tell two reports on different days that differ in little but their numbers.

    Weather, closing prices, results: a form filled in anew is no copy. On one and the same day it
    is a corrected version.

    Examples
    --------
    >>> form = "the port index closed at {} on {} after a day of thin trade: {} shares rose"
    >>> days = (812, "monday", 40), (790, "friday", 31)
    >>> texts = [form.format(*each).split() for each in days]
    >>> is_template(*texts, (Told("post", 1.0), Told("post", 5.0)))
    True
    """
    days = {each.day for each in told}
    if len(days) == 1:  # NaN differs from NaN: days that are not known may differ
        return False
    figures = [Counter(filter(is_number, text)) for text in (one, other)]
    fewer = min(each.total() for each in figures)
    in_both = (figures[0] & figures[1]).total()
    if fewer < NUMBERS or in_both > fewer / 2:
        return False
    blank = [["0" if is_number(word) else word for word in text] for text in (one, other)]
    numbers = {word: at for at, word in enumerate(dict.fromkeys(blank[0] + blank[1]))}
    left, right = (np.array([numbers[w] for w in text], np.uint32) for text in blank)
    return all(share >= ALIKE for share in _shares(left, right))


def _shares(left: Array, right: Array) -> tuple[float, float]:
    prints = fingerprints(left), fingerprints(right)
    if not min(map(len, prints)):
        return 0.0, 0.0
    return float(covered(*prints).mean()), float(covered(*prints[::-1]).mean())


@cache
def is_number(word: str) -> bool:
    """Tell a figure, a number in words, a weekday or a month."""
    return any(letter.isdigit() for letter in word) or word in _numbers()


@cache
def _numbers() -> frozenset[str]:
    kinds = {"number", "month", "weekday"}
    return frozenset(row["word"] for row in read_rows("function_words") if row["kind"] in kinds)
