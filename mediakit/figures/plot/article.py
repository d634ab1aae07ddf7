"""One article as a strip of voices."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from mediakit.contract import style, tables
from mediakit.contract.labels import look_of, rank
from mediakit.contract.wording import number, percent
from mediakit.figures.plot._axes import (
    count_words,
    need,
    new_axes,
    say,
    shorten,
    size,
    width,
)

#: Height of each voice's band: the three can be told apart without colour.
HEIGHTS = {"narrator": 0.24, "paraphrase": 0.56, "quotation": 0.88}
NEAR = 6  # words between two pieces of one statement
MOST_NAMES = 2  # rows of names below the band
LEAST = 0.25  # of its name's length a block must have to be named


def strip(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw one article as a strip: whose voice each word is in, and where the evidence stands.

    The band is low and grey for the narrator, higher and light for paraphrase, highest and dark
    for quotation. Speakers are named below it as far as there is room, the longest first.

    Parameters
    ----------
    table : DataFrame
        One row per stretch of a voice and per piece of evidence: kind (``voice`` or
        ``evidence``), start_word, end_word, voice, signal, label, speaker, text.
    ax : Axes, optional
        Where to draw; a new one if there is none.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing.

    Examples
    --------
    >>> columns = ["kind", "start_word", "end_word", "voice", "signal", "label", "speaker", "text"]
    >>> row = ("voice", 0, 2, "narrator", None, None, None, "Taxes rise")
    >>> table = pd.DataFrame([row], columns=columns)
    >>> from matplotlib.figure import Figure
    >>> strip(table, Figure().subplots()).get_xlabel()
    'word'
    """
    need(table, ("kind", "start_word", "end_word", "voice", "signal", "label", "speaker"), "strip")
    ax = new_axes(ax)
    voices = table[table["kind"] == "voice"]
    evidence = table[table["kind"] == "evidence"]
    if voices.empty:
        return say(ax, "nothing to draw: no words were read")
    n_words = int(voices["end_word"].max())
    for voice in tables.VOICES:
        rows = voices[voices["voice"] == voice]
        spans = [
            (int(a), int(b - a)) for a, b in zip(rows["start_word"], rows["end_word"], strict=True)
        ]
        height = HEIGHTS[voice]
        ax.broken_barh(spans, (0, height), color=style.VOICE_COLOURS[voice], linewidth=0)
    signals = sorted(set(evidence["signal"].dropna()), key=rank, reverse=True)
    labels = []
    for place, signal in enumerate(signals):
        rows = evidence[evidence["signal"] == signal]
        middles = (rows["start_word"] + rows["end_word"]).astype(float) / 2
        low = 1.25 + place * 0.8
        colour = look_of(signal).colour
        # Many ticks are drawn thinner, or they would run together into a bar.
        thin = min(1.0, max(0.5 * width(ax) / len(rows), 0.25))
        ax.vlines(middles.tolist(), low, low + 0.6, color=colour, linewidth=thin)
        name = "cues" if set(rows["label"]) == {"cue"} else signal
        labels.append((low + 0.3, f"{name} {len(rows)}"))
    if not signals:
        ax.text(0, 1.55, " no evidence found", va="center", color=style.MUTED)
    ticks = [(0.4, "voice"), *labels]
    ax.set_yticks([at for at, _ in ticks], [label for _, label in ticks])
    depth = _name_speakers(ax, voices, n_words)
    ax.set_xlim(0, n_words)
    ax.set_ylim(-0.15 - 0.5 * depth, 1.2 + 0.8 * max(len(signals), 1))
    ax.spines["left"].set_visible(False)
    ax.set_xlabel("word")
    count_words(ax)
    shares = voices["end_word"] - voices["start_word"]
    _voice_key(ax, shares.groupby(voices["voice"]).sum().to_dict())
    return ax


def _name_speakers(ax: Axes, voices: pd.DataFrame, n_words: int) -> int:
    """Write speakers below what they say, longest first, where no name meets another."""
    letters = size(0.85)
    per_letter = n_words / width(ax) * letters * 0.56
    taken: list[list[tuple[float, float]]] = [[] for _ in range(MOST_NAMES)]
    blocks = _blocks(voices)
    for start, end, speaker in sorted(blocks, key=lambda block: (block[0] - block[1], block[0])):
        name = shorten(speaker, 32)
        half = len(name) * per_letter / 2
        middle = min(max((start + end) / 2, half), max(n_words - half, half))
        left, right = middle - half - per_letter, middle + half + per_letter
        if 2 * half > n_words or end - start < LEAST * 2 * half:
            continue
        for row, names in enumerate(taken):
            if all(right <= a or left >= b for a, b in names):
                names.append((left, right))
                low = -0.2 - 0.5 * row
                ax.plot([start, end], [-0.08, -0.08], color=style.MUTED, linewidth=0.8)
                ax.text(middle, low, name, va="top", ha="center", fontsize=letters)
                break
    if blocks and not any(taken):
        many = number(len({name for *_, name in blocks}), "speaker")
        ax.text(
            0,
            -0.2,
            f"no room for the names of {many}",
            va="top",
            fontsize=letters,
            color=style.MUTED,
        )
        return 1
    return max((row + 1 for row, names in enumerate(taken) if names), default=0)


def _blocks(voices: pd.DataFrame) -> list[tuple[int, int, str]]:
    """Join what one speaker says with no more than a cue and a source in between."""
    blocks: list[tuple[int, int, str]] = []
    said = (
        voices[voices["voice"] != "narrator"].dropna(subset=["speaker"]).sort_values("start_word")
    )
    for start, end, speaker in zip(
        said["start_word"], said["end_word"], said["speaker"], strict=True
    ):
        if blocks and blocks[-1][2] == speaker and start - blocks[-1][1] <= NEAR:
            start = blocks.pop()[0]
        blocks.append((int(start), int(end), str(speaker)))
    return blocks


def _voice_key(ax: Axes, words: dict[Any, int]) -> None:
    """Name the voices above the strip, each with its share of the words."""
    total = sum(words.values()) or 1
    labels = {voice: f"{voice} {percent(words.get(voice, 0), total)}" for voice in tables.VOICES}
    handles = [
        Patch(color=style.VOICE_COLOURS[voice], label=label) for voice, label in labels.items()
    ]
    letters = len("".join(labels.values())) + 3 * 4  # a patch and its gap take four
    ax.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False,
        borderaxespad=0, handlelength=1, handletextpad=0.5, columnspacing=1.2,
        fontsize=min(size(0.95), 0.85 * width(ax) / letters / 0.56),
    )  # fmt: skip
