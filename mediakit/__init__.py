"""mediakit: how news frames the world, measured so that every number leads back to the text."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from mediakit.contract.labels import LABELS
from mediakit.contract.tables import Found
from mediakit.corpus.load import load_articles, report
from mediakit.pages.show import compare_texts, kwic, show
from mediakit.reading.aliases import correct
from mediakit.reading.explain import explain
from mediakit.reading.find import find
from mediakit.reading.score import score_text
from mediakit.results.folder import read_results, write_results
from mediakit.signals import SIGNALS
from mediakit.statistics.comparison import compare, matched
from mediakit.statistics.keyness import keyness
from mediakit.statistics.measures import measure
from mediakit.statistics.naming import naming
from mediakit.statistics.positioning import positioning
from mediakit.statistics.speakers import Speakers, speakers, write_speakers
from mediakit.statistics.timeline import over_time
from mediakit.text.document import Document, Span

__version__ = "0.1.0"

__all__ = [
    "LABELS",
    "SIGNALS",
    "Document",
    "Found",
    "Span",
    "Speakers",
    "compare",
    "compare_texts",
    "correct",
    "explain",
    "find",
    "keyness",
    "kwic",
    "load_articles",
    "matched",
    "measure",
    "naming",
    "over_time",
    "positioning",
    "read_results",
    "report",
    "score_text",
    "show",
    "speakers",
    "write_results",
    "write_speakers",
]

# Not with mediakit: the first two load matplotlib, the third what fetches files.
_LAZY = {
    "plot": "mediakit.plot",
    "figures": "mediakit.figures",
    "datasets": "mediakit.datasets",
}


def __getattr__(name: str) -> Any:
    if name == "FIGURES":
        return import_module("mediakit.figures").FIGURES
    if name == "write_report":
        return import_module("mediakit.pages.report").write_report
    if name in _LAZY:
        return import_module(_LAZY[name])
    raise AttributeError(f"module 'mediakit' has no attribute {name!r}")
