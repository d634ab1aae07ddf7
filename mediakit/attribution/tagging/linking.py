"""From roles of tokens to attributions: spans, and which content and source belong to which cue."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from mediakit.attribution.record import Attribution, Piece
from mediakit.attribution.tagging.stretches import (
    CONTENT,
    CUE,
    SOURCE,
    Array,
    Stretch,
    find_stretches,
)
from mediakit.attribution.tagging.tagger import Tagging

DECIMALS = 6  # of a confidence: more are not the same on every processor


class Link(NamedTuple):
    """The stretch that another one belongs to (−1 for none), and the probability of that."""

    to: int
    strength: float


def link(tagging: Tagging) -> list[Attribution]:
    """Make the attributions of one field from a tagger's roles and link vectors.

    Every cue with content makes one attribution: a content goes to the cue its tokens point at,
    a cue to the source it points at or to none. A content without any cue in its window makes one
    of its own. What no token was tagged for is missed, and so are cues further than a window away.

    Parameters
    ----------
    tagging : Tagging
        What `tag` said of it.

    Returns
    -------
    list of Attribution
        Contents, cue, source and confidence are set.
    """
    weights = np.array(tagging.settings.confidence)
    result = []
    for attribution, scores in link_with_scores(tagging):
        odds = float(weights[0] + weights[1:] @ scores)
        attribution.confidence = round(1 / (1 + math.exp(-odds)), DECIMALS)
        result.append(attribution)
    return result


def link_with_scores(tagging: Tagging) -> list[tuple[Attribution, Array]]:
    """Return each attribution with the logarithms that its confidence is computed from.

    They are of: weakest content, all contents' links, cue, source's link, and whether cue and
    source were found.
    """
    stretches = find_stretches(tagging)
    contents, sources = link_stretches(tagging, stretches)
    pieces: dict[int, list[int]] = {}
    for at, found in contents.items():
        pieces.setdefault(found.to, []).append(at)
    result = []
    for cue, members in pieces.items():
        source = sources[cue] if cue >= 0 else Link(-1, 1.0)
        attribution = Attribution(
            [_piece(tagging, stretches[member]) for member in members],
            cue=_piece(tagging, stretches[cue]) if cue >= 0 else None,
            source=_piece(tagging, stretches[source.to]) if source.to >= 0 else None,
        )
        strengths = (
            min(stretches[member].strength for member in members),
            min(contents[member].strength for member in members) if cue >= 0 else 1.0,
            stretches[cue].strength if cue >= 0 else 1.0,
            source.strength,
        )
        found_both = (float(cue >= 0), float(source.to >= 0))
        result.append((attribution, np.array([*np.log(np.maximum(strengths, 1e-4)), *found_both])))
    return result


def link_stretches(
    tagging: Tagging, stretches: list[Stretch]
) -> tuple[dict[int, Link], dict[int, Link]]:
    """Return the cue of each content, and the source of each cue, by index of stretch."""
    contents: dict[int, Link] = {}
    sources: dict[int, Link] = {}
    windows: dict[int, dict[int, list[int]]] = {}
    for at, stretch in enumerate(stretches):
        window = windows.setdefault(int(tagging.window[stretch.first]), {1: [], 2: [], 3: []})
        window[stretch.role].append(at)
    for number, members in windows.items():
        cues = members[CUE]
        if members[CONTENT] and cues:
            odds = _odds(tagging, stretches, members[CONTENT], cues, 0, None)
            contents.update(_share_out(odds, members[CONTENT], cues, tagging.settings.least))
        else:
            contents.update({at: Link(-1, 0.0) for at in members[CONTENT]})
        if cues:  # the window's start stands for "no source"
            nobody = tagging.starts[number]
            odds = _odds(tagging, stretches, cues, members[SOURCE], 2, nobody)
            for row, at in enumerate(cues):
                best = int(odds[row].argmax())
                sources[at] = Link([*members[SOURCE], -1][best], float(odds[row, best]))
    return contents, sources


def _share_out(odds: Array, contents: list[int], cues: list[int], least: float) -> dict[int, Link]:
    """Give each content to its likeliest cue; one left without takes what others can spare."""
    chosen = odds.argmax(1)
    count = np.bincount(chosen, minlength=len(cues))
    for cue in np.flatnonzero(count == 0):
        spare = np.where(count[chosen] > 1, odds[:, cue], 0)
        best = int(spare.argmax())
        if spare[best] > least:
            count[chosen[best]] -= 1
            count[cue] += 1
            chosen[best] = cue
    return {
        at: Link(cues[cue], float(odds[row, cue]))
        for row, (at, cue) in enumerate(zip(contents, chosen, strict=True))
    }


def _odds(
    tagging: Tagging,
    stretches: list[Stretch],
    askers: list[int],
    answers: list[int],
    channel: int,
    nobody: Array | None,
) -> Array:
    """Return how likely each asking stretch belongs to each answering one, and last to nobody."""
    if len(answers) + (nobody is not None) == 1:  # where there is one answer it is that one
        return np.ones((len(askers), 1))
    asking, begins, lengths = _tokens_of(stretches, askers)
    answering, edges, _ = _tokens_of(stretches, answers)
    vectors = tagging.links[answering, channel + 1]
    if nobody is not None:
        vectors = np.concatenate([vectors, nobody[None]])
        edges.append(len(answering))
    # In double precision processors differ by 1e-16: too little to change what is chosen.
    scores = tagging.links[asking, channel].astype(np.float64) @ vectors.T.astype(np.float64)
    scores -= scores.max(1, keepdims=True)
    scores *= tagging.links.shape[2] ** -0.5
    odds = np.exp(scores)
    odds = np.add.reduceat(odds, edges, axis=1) / odds.sum(1, keepdims=True)
    means: Array = np.add.reduceat(np.log(odds + 1e-9), begins, axis=0)
    means /= np.array(lengths)[:, None]
    return np.exp(means, out=means)


def _tokens_of(
    stretches: list[Stretch], members: list[int]
) -> tuple[list[int], list[int], list[int]]:
    """Return the tokens of the stretches one after another, where each begins, and its length."""
    tokens: list[int] = []
    begins, lengths = [], []
    for member in members:
        _, first, last, _ = stretches[member]
        begins.append(len(tokens))
        lengths.append(last - first)
        tokens.extend(range(first, last))
    return tokens, begins, lengths


def _piece(tagging: Tagging, stretch: Stretch) -> Piece:
    return tagging.tokens.starts[stretch.first], tagging.tokens.ends[stretch.last - 1]
