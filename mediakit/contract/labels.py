"""The signals and their labels: what each means, counts and misses, from ``labels.csv``."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

OWN = "wording"  # the signal of the user's own lists; its looks are those of functions, too
ALWAYS = "sourcing"  # read whether asked for or not: the voices rest on it


class Label(NamedTuple):
    """One label: what it marks, an invented example with the hit in ``**``, what is missed."""

    name: str
    definition: str
    example: str
    misses: str


class Meaning(NamedTuple):
    """One signal: what it is, counts and misses, how it looks, and its labels."""

    name: str
    definition: str
    counts: str
    misses: str
    value: str  # how the number in `value` is worded
    mean_of: str  # what its measure is the mean of; nothing: hits per 1,000 words
    when: str  # "always", "default", "asked" (only if named), "own list"
    counted: str  # what its hits are called in the plural
    colour: str  # in figures; without one it looks like the user's own lists
    light: str  # on the pages' light paper
    dark: str
    line: tuple[float, ...]  # its underline: on and off in pixels (0: unbroken), height
    labels: dict[str, Label]


def _read() -> dict[str, Meaning]:
    """Read the file: a row without a label is a signal, those below it are its labels."""
    signals: dict[str, Meaning] = {}
    with Path(__file__).with_name("labels.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name, label = row["signal"], row["label"]
            if label:
                told = Label(label, row["definition"], row["example"], row["misses"])
                signals[name].labels[label] = told
                continue
            signals[name] = Meaning(
                name, row["definition"], row["counts"], row["misses"], row["value"],
                row["mean_of"], row["when"], row["counted"], row["colour"],
                row["light"] or row["colour"], row["dark"],
                tuple(map(float, row["line"].split())), {},
            )  # fmt: skip
    return signals


#: The signals in the order of the file, those of the user's own lists among them.
MEANINGS: dict[str, Meaning] = _read()

#: Every label a signal of mediakit can give. The user's own lists are labels of ``wording``.
LABELS: dict[str, tuple[str, ...]] = {
    name: tuple(signal.labels) for name, signal in MEANINGS.items() if signal.labels
}
#: The signals that are measured by a mean of their values, and what that is.
MEANS = {name: told.mean_of for name, told in MEANINGS.items() if told.mean_of}
#: The signals that a module of ``mediakit/signals`` finds, and those of them sought unasked.
SOUGHT = tuple(name for name, signal in MEANINGS.items() if signal.when in ("default", "asked"))
DEFAULT = tuple(name for name in SOUGHT if MEANINGS[name].when == "default")


def look_of(signal: str) -> Meaning:
    """Return the signal that lends `signal` its colour and line: itself, or ``wording``.

    Examples
    --------
    >>> look_of("loaded").colour, look_of("mine").name
    ('#b3390b', 'wording')
    """
    told = MEANINGS.get(signal, MEANINGS[OWN])
    return told if told.colour else MEANINGS[OWN]


def counted(signal: str) -> str:
    """Return what the hits of `signal` are called.

    Examples
    --------
    >>> counted("loaded"), counted("mine")
    ('loaded terms', 'hits of mine')
    """
    return (signal in MEANINGS and MEANINGS[signal].counted) or f"hits of {signal}"


def valued(signal: str, value: float) -> str:
    """Return in words what the number in the column `value` is.

    Examples
    --------
    >>> valued("loaded", 0.764), valued("stance", 1), valued("mine", -3)
    ('loadedness here 0.76 of 1', 'weight 1', 'value −3')
    """
    worded = (signal in MEANINGS and MEANINGS[signal].value) or "value {}"
    return worded.format(f"{value:.2g}".replace("-", "−"))


def rank(signal: str) -> tuple[int, str]:
    """Return the sort key that puts signals in one order everywhere, sourcing last.

    Examples
    --------
    >>> sorted(["sourcing", "mine", "naming", "loaded"], key=rank)
    ['loaded', 'mine', 'naming', 'sourcing']
    """
    order = [*(name for name in MEANINGS if name != ALWAYS), ALWAYS]
    return order.index(signal if signal in order else OWN), signal


def rule_of(signal: str, label: str) -> str | None:
    """Return the definition of a label as plain text; None for one of the user's own.

    Examples
    --------
    >>> rule_of("sourcing", "relay"), rule_of("wording", "mine")
    ('the outlet or document that carried the words', None)
    """
    told = MEANINGS[signal].labels.get(label) if signal in MEANINGS else None
    return told.definition.replace("*", "").replace("`", "") if told else None
