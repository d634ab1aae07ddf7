"""Colours, type and figure settings that the reading view and the figures share."""

from __future__ import annotations

from typing import Any

from mediakit.contract.labels import MEANINGS

#: Fills of the three voices in figures: one hue in two strengths, the narrator grey.
VOICE_COLOURS: dict[str, str] = {
    "narrator": "#d3d0c8",
    "paraphrase": "#84b5de",
    "quotation": "#1f5f99",
}
#: The same for words of nobody in particular: in grey.
UNNAMED_COLOURS: dict[str, str] = {"paraphrase": "#b9b6ae", "quotation": "#6f6c66"}
#: Groups side by side: told apart by readers of all colour vision (after Okabe and Ito 2008).
GROUP_COLOURS = ("#1f5f99", "#b3390b", "#007a5e", "#8a4fa3", "#7a5200", "#55534e")
#: Kinds of source: fill and hatch.
SOURCE_FILLS: dict[str, tuple[str, str | None]] = {
    "government": ("#1f5f99", None), "politics": ("#84b5de", None), "media": ("#b3390b", None),
    "state_media": ("#b3390b", "////"), "expert": ("#007a5e", None),
    "business": ("#7a5200", None), "civil_society": ("#d9a441", None),
    "citizen": ("#f0d9a8", None), "document": ("#8fcbb5", "...."), "unknown": ("#d3d0c8", None),
}  # fmt: skip
#: Lines and ticks of the signals in figures.
SIGNAL_COLOURS: dict[str, str] = {
    name: told.colour for name, told in MEANINGS.items() if told.colour
}
INK, MUTED, PAPER = "#1c1b19", "#5a5852", "#fffefb"


def on(fill: str) -> str:
    """Return the ink, dark or light, that is read on `fill`."""
    red, green, blue = (int(fill[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return INK if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else PAPER


#: Shades of the speakers with the most words, for each theme: behind a paraphrase, behind a
#: quotation, and of bars and sources (blue, orange, green, purple, yellow). All others are grey.
SHADES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "light": (
        ("#e4eff9", "#bfdaf2", "#1d5a94"), ("#fdeddc", "#f8d3a8", "#8a4a00"),
        ("#e0f3ea", "#b5e0cc", "#006148"), ("#f4e8f7", "#e2c8e9", "#76397f"),
        ("#f7f3d2", "#ebe093", "#675900"),
    ),
    "dark": (
        ("#1e2f40", "#2a4b6b", "#a6cff3"), ("#3a2a18", "#5e3f17", "#f3bd83"),
        ("#19322a", "#1f5242", "#86d8ba"), ("#33263a", "#533461", "#e0b4ea"),
        ("#353017", "#544a14", "#e6d677"),
    ),
}  # fmt: skip


def _shades(theme: str) -> dict[str, str]:
    """Name the shades of a theme: p0, q0, e0 for the first speaker, and so on."""
    return {
        f"{part}{at}": colour
        for at, shades in enumerate(SHADES[theme])
        for part, colour in zip("pqe", shades, strict=True)
    }


#: Colours of the reading view: what each theme puts behind, and on, the article's words.
THEMES: dict[str, dict[str, str]] = {
    "light": {
        "ink": INK, "muted": MUTED, "paper": PAPER, "rule": "#d9d6ce", "card": "#ffffff",
        "paraphrase": "#eeece7", "quotation": "#dbd8d0", "edge": "#75726a", "lit": "#fbe7a1",
        **{name: told.light for name, told in MEANINGS.items() if told.colour}, **_shades("light"),
    },
    "dark": {
        "ink": "#ebe8e1", "muted": "#aaa79f", "paper": "#17191c", "rule": "#3b3e43",
        "card": "#24272b", "paraphrase": "#2b2d30", "quotation": "#43464a", "edge": "#a9a69e",
        "lit": "#5c4a10",
        **{name: told.dark for name, told in MEANINGS.items() if told.colour}, **_shades("dark"),
    },
}  # fmt: skip


#: What each voice means: whose claim, whose words.
VOICE_NOTES: dict[str, str] = {
    "narrator": "Narrator: the outlet’s claim and words",
    "paraphrase": "Paraphrase: a speaker’s claim, the outlet’s words",
    "quotation": "Quotation: a speaker’s claim and words",
}


def figure_style() -> dict[Any, Any]:
    """Return the matplotlib settings of mediakit's own figures.

    With them the same table gives the same bytes in every process, for one matplotlib version.

    Returns
    -------
    dict
        Settings for ``matplotlib.rc_context``.

    Examples
    --------
    >>> figure_style()["svg.hashsalt"]
    'mediakit'
    """
    return {
        "svg.hashsalt": "mediakit",
        "svg.fonttype": "path",
        "font.family": "DejaVu Sans",
        "font.size": 7,
        "axes.titlesize": 8,
        "figure.titlesize": 8,
        "figure.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.titleweight": "bold",
        "axes.labelsize": 7,
        "axes.labelcolor": MUTED,
        "axes.edgecolor": "#a5a299",
        "axes.linewidth": 0.6,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.facecolor": "white",
        "figure.facecolor": "white",
        "figure.dpi": 150,
        "savefig.dpi": 300,
        "savefig.bbox": None,
        "text.color": INK,
        "text.usetex": False,
        "text.parse_math": False,  # two dollars in a title are no formula
        "xtick.color": MUTED,
        "ytick.color": INK,
        "xtick.major.width": 0.6,
        "ytick.major.size": 0,
        "hatch.linewidth": 0.5,
        "path.simplify": True,
        "legend.frameon": False,
        "legend.fontsize": 6.5,
    }


#: How each signal's underline looks without colour: on and off in pixels (0: unbroken), height.
LINES: dict[str, tuple[float, ...]] = {
    name: told.line for name, told in MEANINGS.items() if told.line
}
