"""Table in, Axes out: nothing is counted and nothing is written here."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator, StrMethodFormatter

from mediakit import style, tables

NO_SOURCE = "(no source named)"
PRONOUN = "(pronoun, not resolved)"
#: Rows of `speakers` that are nobody in particular: drawn last and grey.
UNNAMED = (NO_SOURCE, PRONOUN)
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
    _need(table, ("kind", "start_word", "end_word", "voice", "signal", "label", "speaker"), "strip")
    ax = _axes(ax)
    voices = table[table["kind"] == "voice"]
    evidence = table[table["kind"] == "evidence"]
    if voices.empty:
        return _say(ax, "nothing to draw: no words were read")
    n_words = int(voices["end_word"].max())
    for voice in tables.VOICES:
        rows = voices[voices["voice"] == voice]
        spans = [
            (int(a), int(b - a)) for a, b in zip(rows["start_word"], rows["end_word"], strict=True)
        ]
        height = HEIGHTS[voice]
        ax.broken_barh(spans, (0, height), color=style.VOICE_COLOURS[voice], linewidth=0)
    signals = sorted(set(evidence["signal"].dropna()), key=style.rank, reverse=True)
    labels = []
    for place, signal in enumerate(signals):
        rows = evidence[evidence["signal"] == signal]
        middles = (rows["start_word"] + rows["end_word"]).astype(float) / 2
        low = 1.25 + place * 0.8
        colour = style.signal_colour(signal)
        # Many ticks are drawn thinner, or they would run together into a bar.
        thin = min(1.0, max(0.5 * _width(ax) / len(rows), 0.25))
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
    _count_words(ax)
    shares = voices["end_word"] - voices["start_word"]
    _voice_key(ax, shares.groupby(voices["voice"]).sum().to_dict())
    return ax


def speakers(table: pd.DataFrame, ax: Axes | None = None, top: int = 12) -> Axes:
    """Draw who speaks how much: words in quotation and in paraphrase by speaker.

    Quotation is dark, paraphrase light and hatched. The number is the sum of the two, the share is
    that of all attributed words of the table, those of speakers that are not drawn included.
    Words without a source's name and those of pronouns stand last and in grey.

    Parameters
    ----------
    table : DataFrame
        One row per speaker: speaker, quotation, paraphrase, total, share (0 to 1).
    ax : Axes, optional
        Where to draw; a new one if there is none.
    top : int, default 12
        How many named speakers to draw; a line below says how many were left out.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing, or `top` is below 1.

    Examples
    --------
    >>> table = pd.DataFrame({"speaker": ["Xi"], "quotation": [6], "paraphrase": [4],
    ...     "total": [10], "share": [1.0]})
    >>> from matplotlib.figure import Figure
    >>> [label.get_text() for label in speakers(table, Figure().subplots()).get_yticklabels()]
    ['Xi']
    """
    _need(table, ("speaker", "quotation", "paraphrase", "total", "share"), "speakers")
    if top < 1:
        raise ValueError(f"Got top={top}; expected the number of speakers to draw, 1 or more.")
    ax = _axes(ax)
    if table.empty:
        return _say(ax, "nobody is quoted or paraphrased")
    table = table.sort_values(["total", "speaker"], ascending=[False, True], kind="stable")
    nobody = table["speaker"].isin(UNNAMED)
    named, unnamed = table[~nobody], table[nobody]
    drawn, left_out = named.head(top), named.iloc[top:]
    rows = pd.concat([drawn, unnamed])
    gap = 0.3 if len(drawn) and len(unnamed) else 0
    places = [place + gap * (place >= len(drawn)) for place in range(len(rows))]
    quoted, told = rows["quotation"].astype(float), rows["paraphrase"].astype(float)
    colours = {
        voice: [colour] * len(drawn) + [style.UNNAMED_COLOURS[voice]] * len(unnamed)
        for voice, colour in style.VOICE_COLOURS.items()
        if voice in style.UNNAMED_COLOURS
    }
    ax.barh(places, quoted, 0.66, color=colours["quotation"])
    ax.barh(
        places, told, 0.66, left=quoted, color=colours["paraphrase"],
        hatch="////", edgecolor="white", linewidth=0,
    )  # fmt: skip
    longest = float(rows["total"].max())
    for place, total, share in zip(places, rows["total"], rows["share"], strict=True):
        ax.text(
            float(total) + 0.015 * longest, place, f"{int(total):,} · {_percent(share)}",
            va="center", ha="left", fontsize=_size(0.9), color=style.MUTED,
        )  # fmt: skip
    ax.set_yticks(places, [_shorten(str(name), 26) for name in rows["speaker"]])
    ax.set_ylim(places[-1] + 0.6, -0.6)
    ax.set_xlim(0, longest * 1.36 or 1)
    ax.spines["left"].set_visible(False)
    _count_words(ax)
    further = "further speaker" if len(left_out) == 1 else "further speakers"
    rest = f"\n{len(left_out):,} {further}: {int(left_out['total'].sum()):,} words"
    ax.set_xlabel("words · share of all attributed words" + rest * bool(len(left_out)))
    # Not the bars' own: the first may be grey.
    handles = [
        Patch(facecolor=style.VOICE_COLOURS[voice], label=voice, edgecolor="white", linewidth=0,
              hatch="////" if voice == "paraphrase" else None)
        for voice in ("quotation", "paraphrase")
    ]  # fmt: skip
    ax.legend(
        handles=handles, loc="lower right", bbox_to_anchor=(1, 1), ncols=2, frameon=False,
        borderaxespad=0.2, handlelength=1.2, columnspacing=1.2, fontsize=_size(0.95),
    )  # fmt: skip
    return ax


def _name_speakers(ax: Axes, voices: pd.DataFrame, n_words: int) -> int:
    """Write speakers below what they say, longest first, where no name meets another."""
    size = _size(0.85)
    per_letter = n_words / _width(ax) * size * 0.56
    taken: list[list[tuple[float, float]]] = [[] for _ in range(MOST_NAMES)]
    blocks = _blocks(voices)
    for start, end, speaker in sorted(blocks, key=lambda block: (block[0] - block[1], block[0])):
        name = _shorten(speaker, 32)
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
                ax.text(middle, low, name, va="top", ha="center", fontsize=size)
                break
    if blocks and not any(taken):
        many = f"no room for the names of {len({name for *_, name in blocks}):,} speakers"
        ax.text(0, -0.2, many, va="top", fontsize=size, color=style.MUTED)
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
    labels = {voice: f"{voice} {_percent(words.get(voice, 0) / total)}" for voice in tables.VOICES}
    handles = [
        Patch(color=style.VOICE_COLOURS[voice], label=label) for voice, label in labels.items()
    ]
    letters = len("".join(labels.values())) + 3 * 4  # a patch and its gap take four
    ax.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False,
        borderaxespad=0, handlelength=1, handletextpad=0.5, columnspacing=1.2,
        fontsize=min(_size(0.95), 0.85 * _width(ax) / letters / 0.56),
    )  # fmt: skip


def _count_words(ax: Axes) -> None:
    """Give the axis whole numbers of words."""
    ax.xaxis.set_major_locator(MaxNLocator("auto", integer=True, steps=[1, 2, 2.5, 5, 10]))
    ax.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))


def _axes(ax: Axes | None) -> Axes:
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    axes: Axes = plt.subplots(layout="constrained")[1]
    return axes


def _say(ax: Axes, message: str) -> Axes:
    """Write `message` where there is nothing to draw."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, message, transform=ax.transAxes, ha="center", va="center")
    return ax


def _need(table: object, columns: tuple[str, ...], name: str) -> None:
    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"plot.{name} got a {type(table).__name__}; expected a DataFrame.")
    if missing := [column for column in columns if column not in table.columns]:
        raise ValueError(
            f"plot.{name} needs the column {', '.join(map(repr, missing))}; the table has "
            f"{', '.join(map(repr, table.columns)) or 'none'}. The figures of mk.FIGURES return "
            "such a table beside the picture."
        )


def _width(ax: Axes) -> float:
    """Return the width of `ax` in points, before the layout is final."""
    inches = ax.figure.bbox.width / ax.figure.dpi
    return max(float(inches * ax.get_position().width * 72), 1)


def _size(factor: float) -> float:
    """Return the user's font size times `factor`."""
    return float(rcParams["font.size"]) * factor


def _percent(share: float) -> str:
    return "<1 %" if 0 < share < 0.005 else f"{100 * share:.0f} %"


def printable(text: str) -> str:
    """Return `text` in one line without characters that no font has and no SVG may hold."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def _shorten(name: str, most: int) -> str:
    """Cut a long name behind a word, or inside it where half of the room would stay empty."""
    name = printable(name)
    if len(name) <= most:
        return name
    cut = name[:most].rfind(" ")
    return name[: cut if cut > most // 2 else most - 1].rstrip() + "…"
