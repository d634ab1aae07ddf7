"""Colours, type and figure settings that the reading view and the figures share."""

from __future__ import annotations

from string import Template
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


def page_css() -> str:
    """Return the style sheet of the reading view; every rule is scoped to ``.mk-page``.

    Examples
    --------
    >>> page_css().startswith(".mk-page{")
    True
    """
    light, dark = (
        "".join(f"--mk-{name}:{colour};" for name, colour in THEMES[theme].items())
        for theme in ("light", "dark")
    )
    rules = Template(_CSS).substitute(
        light=light,
        dark=dark,
        lines=_line_rules(),
        **{voice: f'"{note}"' for voice, note in VOICE_NOTES.items()},
    )
    return "".join(line.strip() for line in rules.splitlines())


def _line_rules() -> str:
    """Give signal S in row R the class ``mk-RS``: several signals stack below one another.

    With ``mk-Rlong`` only the start is underlined: whole sentences would drown the rest.
    """
    rules = []
    for signal, (on, off, height) in LINES.items():
        colour = f"var(--mk-{signal})"
        image = (
            f"repeating-linear-gradient(90deg,{colour} 0 {on}px,transparent {on}px {on + off}px)"
            if off
            else f"linear-gradient({colour},{colour})"
        )
        rules += [
            f".mk-page .mk-{row}{signal}{{--mk-u{row}:{image};--mk-h{row}:{height}px}}"
            for row in range(len(LINES))
        ]
    rules += [f".mk-page .mk-{row}long{{--mk-x{row}:1.2em}}" for row in range(len(LINES))]
    images = ",".join(f"var(--mk-u{row},none)" for row in range(len(LINES)))
    sizes = ",".join(f"var(--mk-x{row},100%) var(--mk-h{row},0)" for row in range(len(LINES)))
    # Row 0 stands where an underline stands, two go below it; more than three go on top.
    places = "0 calc(100% - 5px),0 calc(100% - 2px),0 100%,0 0,0 3px"
    rules.append(
        f".mk-page .mk-e{{background-image:{images};background-size:{sizes};"
        f"background-position:{places};background-repeat:no-repeat}}"
    )
    rules += [
        f".mk-page .mk-sheet:has(.mk-f-{signal}:not(:checked)) [data-mk-field] .mk-{row}{signal}"
        f"{{--mk-h{row}:0px}}"
        for signal in LINES
        for row in range(len(LINES))
    ]
    return "\n".join(rules)


_CSS = """\
.mk-page{$light
container:mk-view/inline-size;background:var(--mk-paper);color:var(--mk-ink);
font:18px/1.72 Charter,"Bitstream Charter","Iowan Old Style",Georgia,"Liberation Serif",serif;
text-align:start;overflow-wrap:anywhere;color-scheme:light;
-webkit-print-color-adjust:exact;print-color-adjust:exact}
@media (prefers-color-scheme:dark){.mk-page{$dark color-scheme:dark}}
[data-jp-theme-light="true"] .mk-page{$light color-scheme:light}
[data-jp-theme-light="false"] .mk-page{$dark color-scheme:dark}
.mk-page .mk-sheet{max-width:calc(60ch + 2.4em);margin:0 auto;padding:2em 1.2em 1.4em;
box-sizing:border-box}
.mk-page .mk-byline,.mk-page .mk-legend,.mk-page .mk-foot{
font-family:system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-size:13px;
line-height:1.5;color:var(--mk-muted)}
.mk-page .mk-byline{margin:0 0 .4em;font-weight:400;letter-spacing:.02em}
.mk-page .mk-byline:not(:has(+.mk-title)){margin-bottom:1em}
.mk-page .mk-byline b{color:var(--mk-ink);font-weight:600}
.mk-page .mk-title{position:relative;margin:0 0 .6em;padding:0;border:0;color:inherit;
font-family:inherit;font-size:1.75em;line-height:1.3;font-weight:700;text-wrap:balance}
.mk-page .mk-text{min-width:0}
.mk-page .mk-text p{position:relative;margin:0 0 .9em;padding:0;font:inherit;color:inherit}
.mk-page .mk-legend{margin:0 0 1.8em;padding:.7em 0;border:solid var(--mk-rule);
border-width:1px 0;display:flex;flex-wrap:wrap;gap:.5em 2em}
.mk-page .mk-legend ul{list-style:none;margin:0;padding:0;flex:1 1 13em}
.mk-page .mk-legend li{margin:0 0 .3em;padding:0}
.mk-page .mk-legend li.mk-head{color:var(--mk-ink);font-weight:600}
.mk-page .mk-legend .mk-k{color:var(--mk-ink);padding:1px 4px 4px;white-space:nowrap}
.mk-page .mk-legend .mk-e{padding-block:0 5px}
.mk-page .mk-legend label{cursor:pointer}
.mk-page .mk-f{margin:0 .35em 0 0;width:1em;height:1em;vertical-align:-.1em;
accent-color:var(--mk-sourcing)}
.mk-page .mk-legend b{color:var(--mk-ink);font-weight:600;font-variant-numeric:tabular-nums}
.mk-page .mk-legend small{display:block;font-size:12px;padding-inline-start:4px}
.mk-page .mk-foot{margin:2em 0 0;padding:.8em 0 0;border-top:1px solid var(--mk-rule)}
.mk-page .mk-e,.mk-page .mk-p,.mk-page .mk-q{padding-block:1px 5px;
-webkit-box-decoration-break:slice;box-decoration-break:slice}
.mk-page .mk-p{background-color:var(--mk-paraphrase);--mk-w:$paraphrase}
.mk-page .mk-q{background-color:var(--mk-quotation);--mk-w:$quotation}
.mk-page .mk-p.mk-b{border-inline-start:2px dotted var(--mk-edge);padding-inline-start:2px}
.mk-page .mk-p.mk-z{border-inline-end:2px dotted var(--mk-edge);padding-inline-end:2px}
.mk-page .mk-q.mk-b{border-inline-start:3px solid var(--mk-edge);padding-inline-start:1px}
.mk-page .mk-q.mk-z{border-inline-end:3px solid var(--mk-edge);padding-inline-end:1px}
$lines
.mk-page .mk-source,.mk-page .mk-cue,.mk-page .mk-relay{color:var(--mk-sourcing)}
.mk-page .mk-source,.mk-page .mk-relay{font-weight:600}
.mk-page .mk-cue,.mk-page .mk-relay{font-style:italic}
.mk-page .mk-sheet:has(.mk-f-paraphrase:not(:checked)) [data-mk-field] .mk-p,
.mk-page .mk-sheet:has(.mk-f-quotation:not(:checked)) [data-mk-field] .mk-q{
background-color:transparent;border-color:transparent}
.mk-page .mk-sheet:has(.mk-f-sourcing:not(:checked)) [data-mk-field] :is(.mk-source,
.mk-cue,.mk-relay){
color:inherit;font-weight:inherit;font-style:inherit}
.mk-page [tabindex]:focus-visible{outline:2px solid var(--mk-edge);outline-offset:1px}
.mk-page [data-mk-field] span:hover::after,
.mk-page [data-mk-field] span:focus::after{content:var(--mk-w,$narrator) var(--mk-v,"");
position:absolute;z-index:9;inset-inline:0;
margin-top:2.2em;padding:.6em .8em;box-sizing:border-box;pointer-events:none;
background:var(--mk-card);color:var(--mk-ink);border:1px solid var(--mk-rule);
border-top:3px solid var(--mk-edge);border-radius:2px;box-shadow:0 3px 14px #0003;
font:normal 400 13px/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
letter-spacing:0;white-space:pre-line;unicode-bidi:plaintext;text-align:start}
.mk-page [data-mk-field]:hover span:focus:not(:hover)::after{z-index:8}
.mk-page span[data-mk]:hover::after,.mk-page span[data-mk]:focus::after{
content:attr(data-mk) "\\A" var(--mk-w,$narrator) var(--mk-v,"")}
@container mk-view (min-width:900px){
.mk-page .mk-sheet{max-width:calc(60ch + 296px + 2.4em);display:grid;
column-gap:40px;align-content:start;
grid-template:"b b" auto "t t" auto "x l" 1fr "f f" auto/minmax(0,60ch) minmax(0,1fr)}
.mk-page .mk-byline{grid-area:b}
.mk-page .mk-title{grid-area:t;max-width:20em}
.mk-page .mk-text{grid-area:x}
.mk-page .mk-foot{grid-area:f}
.mk-page .mk-legend{grid-area:l;align-self:start;display:block;border-width:1px 0 0;
margin-top:.4em;position:sticky;top:1em}
.mk-page .mk-legend ul{margin-bottom:1.2em}
.mk-page .mk-text span:hover::after,.mk-page .mk-text span:focus::after{
inset-inline:calc(100% + 40px) auto;width:256px;margin-top:0}}
.mk-page.mk-beside{container-name:mk-beside}
.mk-page .mk-pair>.mk-page{container:none}
.mk-page .mk-pair>.mk-page+.mk-page{border-top:1px solid var(--mk-rule)}
@container mk-beside (min-width:900px){
.mk-page .mk-pair{display:grid;grid-template:repeat(3,auto) 1fr auto/1fr 1fr;max-width:1280px;
margin:0 auto}
.mk-page .mk-pair>.mk-page,.mk-page .mk-pair .mk-sheet{display:grid;grid-row:1/span 5;
grid-template:subgrid/minmax(0,1fr)}
.mk-page .mk-pair>.mk-page+.mk-page{border-top:0;border-inline-start:1px solid var(--mk-rule)}
.mk-page .mk-pair .mk-sheet{width:100%;padding-inline:2em;column-gap:0}
.mk-page .mk-pair .mk-byline{grid-row:1}
.mk-page .mk-pair .mk-title{grid-row:2}
.mk-page .mk-pair .mk-legend{grid-row:3}
.mk-page .mk-pair .mk-text{grid-row:4}
.mk-page .mk-pair .mk-foot{grid-row:5}}
@media (forced-colors:active){.mk-page .mk-e{text-decoration:underline}}
@media print{.mk-page,[data-jp-theme-light] .mk-page{$light background:none;font-size:12pt;
color-scheme:light}
.mk-page .mk-sheet{display:block;padding:0;max-width:60ch}
.mk-page .mk-text{max-width:60ch}
.mk-page .mk-text p{orphans:3;widows:3}
.mk-page .mk-e,.mk-page .mk-p,.mk-page .mk-q{padding-bottom:6px}
.mk-page .mk-legend{break-inside:avoid;position:static}
.mk-page .mk-hint{display:none}
.mk-page .mk-f{display:none}
.mk-page span::after{content:none!important}}
"""
