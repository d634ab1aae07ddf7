"""The two taggers: for every token of a field its role, vectors that link it, and how loaded it is.

Both are small networks run by onnxruntime from ``mediakit/models``; they are read when first
used. ``training/`` says how they were fitted, ``models/*/card.md`` on what and how well.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any

import numpy as np

from mediakit.attribution.tagging.tokens import Part, Tokens, pack
from mediakit.text.document import Document

ROLES = ("none", "source", "cue", "content")
WINDOW = {"accurate": 192, "fast": 128}  # pieces read at once
# Windows read at once, by one thread. They share the scales of quantising: a window that is read
# alone says the same whatever stands beside it, and a core's cache holds it.
BATCH = {"accurate": 1, "fast": 16}
BLOCK = 256  # windows that are tagged before they are linked: more than an article has
LONGEST = 2  # blocks in one paragraph, from which a block may end within it
CACHED = 2**18  # words whose spelling is remembered
MOST_PIECES = 6  # of one word: what a taggers needs of a web address is its start
DIGIT = re.compile(r"\d")
CLS, PARAGRAPH = 1, 2  # ids both vocabularies keep for "start of window" and "end of paragraph"
Floats = np.ndarray[Any, np.dtype[np.float32]]
Integers = np.ndarray[Any, np.dtype[np.int64]]
Laid = tuple[Integers, Integers, Floats, Integers, Integers]  # see `_lay_out`
Run = Callable[[Any, Any, Any], list[Floats]]


@dataclass(frozen=True)
class Settings:
    """What was chosen on dev for one tagger, and is kept beside its network.

    Attributes
    ----------
    moves : ndarray, shape (7, 7)
        What going from one role to another adds to a path's score.
    least : float
        Probability from which a cue without content takes one that another cue can spare.
    confidence : list of float
        Intercept and weights of the logistic curve that turns scores into confidence.
    loaded : list of float
        Intercept, slope, and what a word of the list has in advance, of the curve that turns
        evidence into a word's value: 0.5 is the cut with the best token F1.
    text : list of float
        Intercept and weights of the curve for a sentence: see `text_features`.
    """

    moves: Floats
    least: float
    confidence: list[float]
    loaded: list[float]
    text: list[float]


@dataclass
class Tagging:
    """What a tagger says of a field: roles of its tokens and vectors for linking them.

    Attributes
    ----------
    tokens : Tokens
    roles : ndarray, shape (tokens, 7)
        Probabilities of none, then of begin and inside of source, cue, content.
    links : ndarray, shape (tokens, 4, width)
        Asking and answering vectors, content to cue, then cue to source.
    window : ndarray of int, shape (tokens,)
        The window in which the token was read; tokens of two windows cannot be compared.
    starts : ndarray, shape (windows, width)
        The answering vector of each window's start: "no source here".
    loaded : ndarray, shape (tokens, 2)
        Evidence that the token is loaded here, and that its sentence is biased (log odds).
    settings : Settings
        What reading and linking need to know of this tagger.
    """

    tokens: Tokens
    roles: Floats
    links: Floats
    window: Integers
    starts: Floats
    loaded: Floats
    settings: Settings


def tag(document: Document, engine: str) -> Tagging:
    """Give each token of a field its roles' probabilities and its link vectors."""
    return next(tag_blocks(Tokens(document), engine, sys.maxsize))


def tag_blocks(tokens: Tokens, engine: str, most: int = BLOCK) -> Iterator[Tagging]:
    """Tag a field block by block, so that a long one takes no more memory than a short one.

    A block holds `most` windows and ends with a paragraph; where that one is `LONGEST` times as
    long, within it.
    """
    run, spell, settings = _load(engine)
    n = len(tokens.words)
    ids = list(map(spell, tokens.words))
    edges = np.zeros(n + 1, np.int64)
    np.cumsum(np.fromiter(map(len, ids), np.int64, n), out=edges[1:])
    size = _even(edges, tokens, WINDOW[engine]) - 1
    windows = pack(tokens.paragraphs, edges, size, tokens.sentences)
    if not windows:
        none, links = np.zeros((0, 7), np.float32), np.zeros((0, 4, 1), np.float32)
        window = np.zeros(0, np.int64)
        yield Tagging(tokens, none, links, window, none, none[:, :2], settings)
    for block in cut_blocks(windows, most):
        first, last = block[0][0].first, block[-1][-1].last
        part = tokens.part(first, last)
        inside = [[Part(a - first, b - first, closed) for a, b, closed in w] for w in block]
        bounds = edges[first : last + 1] - edges[first]
        laid = _lay_out(part, ids[first:last], bounds, inside)
        yield _tag_block(part, run, settings, laid)


def _tag_block(part: Tokens, run: Run, settings: Settings, laid: Laid) -> Tagging:
    pieces, shapes, mask, window, place = laid
    roles, flat, loaded = run(pieces, shapes, mask)
    links = flat.reshape(*flat.shape[:2], 4, -1)
    at = (window, place)
    odds = _odds(roles[at])
    return Tagging(part, odds, links[at], window, links[:, 0, 3].copy(), loaded[at], settings)


def cut_blocks(windows: list[list[Part]], most: int) -> Iterator[list[list[Part]]]:
    """Cut windows into blocks: see `tag_blocks`.

    Examples
    --------
    >>> ends = [False, False, True, False, True]
    >>> windows = [[Part(n, n + 1, closed)] for n, closed in enumerate(ends)]
    >>> [len(block) for block in cut_blocks(windows, 2)]
    [3, 2]
    """
    first = 0
    for at, window in enumerate(windows, 1):
        size = at - first
        if at == len(windows) or (size >= most and (window[-1].closed or size >= LONGEST * most)):
            yield windows[first:at]
            first = at


def _odds(logits: Floats) -> Floats:
    """Return probabilities, in double precision rounded to single.

    The last bits of an exponential are not the same on every processor; so they are rounded off.
    """
    odds = np.exp(logits.astype(np.float64) - logits.max(1, keepdims=True))
    rounded: Floats = (odds / odds.sum(1, keepdims=True)).astype(np.float32)
    return rounded


def _lay_out(
    tokens: Tokens, ids: list[list[int]], edges: Integers, windows: list[list[Part]]
) -> Laid:
    """Return the network's three inputs, and window and place of each token's first piece."""
    flat = np.fromiter(chain.from_iterable(ids), np.int64, int(edges[-1]))
    case = np.repeat(tokens.shapes, np.diff(edges))
    widths = [sum(int(edges[b] - edges[a]) + closed for a, b, closed in w) + 1 for w in windows]
    size = (len(windows), max(widths))
    pieces, shapes = np.zeros(size, np.int64), np.full(size, 3, np.int64)
    mask = (np.arange(size[1]) < np.array(widths)[:, None]).astype(np.float32)
    pieces[:, 0] = CLS
    window, place = np.zeros(len(ids), np.int64), np.zeros(len(ids), np.int64)
    for row, parts in enumerate(windows):
        at = 1
        for first, last, closed in parts:
            begin, end = int(edges[first]), int(edges[last])
            stop = at + end - begin
            pieces[row, at:stop], shapes[row, at:stop] = flat[begin:end], case[begin:end]
            window[first:last], place[first:last] = row, edges[first:last] - (begin - at)
            if closed:
                pieces[row, stop] = PARAGRAPH
            at = stop + closed
    return pieces, shapes, mask, window, place


def _even(edges: Integers, tokens: Tokens, most: int) -> int:
    """Return a window size that fills all windows about alike: padding is work for nothing."""
    total = int(edges[-1]) + len(tokens.paragraphs)
    bounds = edges[tokens.paragraphs] if tokens.paragraphs else np.zeros((1, 2), np.int64)
    longest = int((bounds[:, 1] - bounds[:, 0]).max()) + 1
    count = -(-total // (most - 1)) or 1
    return min(most, max(total // count + longest // 2, 16) + 1)


@cache
def _load(engine: str) -> tuple[Run, Callable[[str], list[int]], Settings]:
    import onnxruntime

    folder = files("mediakit") / "models" / engine
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1
    network = (folder / "network.onnx").read_bytes()
    session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    raw = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    settings = Settings(**{**raw, "moves": np.array(raw["moves"], np.float32)})
    return _reader(session, BATCH[engine]), _speller(engine, folder), settings


def _reader(session: Any, at_once: int) -> Run:
    """Return what reads windows a few of like length at a time, and several times side by side."""
    pool = ThreadPoolExecutor(os.cpu_count(), "mediakit-tagger")

    def read(feed: dict[str, Any]) -> list[Floats]:
        some: list[Floats] = session.run(None, feed)
        return some

    def run(pieces: Any, shapes: Any, mask: Any) -> list[Floats]:
        feed = {"pieces": pieces, "shapes": shapes, "mask": mask}
        if len(mask) <= at_once:
            return read(feed)
        widths = mask.sum(1).astype(np.int64)
        order = np.argsort(widths, kind="stable")
        groups = [order[at : at + at_once] for at in range(0, len(order), at_once)]
        groups.reverse()  # the longest first: no thread waits for one at the end
        feeds = [{name: v[rows, : widths[rows[-1]]] for name, v in feed.items()} for rows in groups]
        whole: list[Floats] = []
        for rows, some in zip(groups, pool.map(read, feeds), strict=True):
            whole = whole or [np.zeros((*mask.shape, x.shape[2]), np.float32) for x in some]
            for into, part in zip(whole, some, strict=True):
                into[rows, : part.shape[1]] = part
        return whole

    return run


def _speller(engine: str, folder: Any) -> Callable[[str], list[int]]:
    """Return what turns a token into ids: word pieces (accurate) or the word, else its ending."""
    listed = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    known = {piece: at for at, piece in enumerate(listed)}
    if engine == "fast":
        return lru_cache(maxsize=CACHED)(lambda word: [spell_whole(word, known)])
    from tokenizers import Tokenizer, models

    pieces = Tokenizer(models.WordPiece(known, unk_token="[UNK]"))
    return lru_cache(maxsize=CACHED)(lambda word: pieces.encode(word).ids[:MOST_PIECES])


def spell_whole(word: str, known: dict[str, int]) -> int:
    """Return the id of a word; of its ending (``-ing``), digits as 0, where it is not listed.

    Examples
    --------
    >>> known = {"[UNK]": 0, "said": 1, "-ing": 2, "0000": 3}
    >>> [spell_whole(word, known) for word in ("said", "grumbling", "2016", "zzz")]
    [1, 2, 3, 0]
    """
    if word in known:
        return known[word]
    word = DIGIT.sub("0", word)
    for form in (word, "-" + word[-3:], "-" + word[-2:]):
        if form in known:
            return known[form]
    return known["[UNK]"]
