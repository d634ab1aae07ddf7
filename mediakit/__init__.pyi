from . import datasets, figures, plot
from .contract.labels import LABELS
from .contract.tables import Found
from .corpus.copies import duplicates
from .corpus.load import imports, load_articles, report
from .figures.catalogue import FIGURES
from .pages.changes import show_diff
from .pages.concordance import kwic
from .pages.report import write_report
from .pages.show import compare_texts, show
from .reading.aliases import correct
from .reading.changes import diff
from .reading.explain import explain
from .reading.find import find
from .reading.score import score_text
from .results.folder import read_results, stream_results, write_results
from .signals import SIGNALS
from .statistics.comparison import compare, matched
from .statistics.events import events
from .statistics.keyness import keyness
from .statistics.measures import measure
from .statistics.naming import naming
from .statistics.positioning import positioning
from .statistics.speakers import Speakers, speakers, write_speakers
from .statistics.timeline import over_time
from .text.document import Document, Span

__version__: str
__all__ = [
    "FIGURES",
    "LABELS",
    "SIGNALS",
    "Document",
    "Found",
    "Span",
    "Speakers",
    "compare",
    "compare_texts",
    "correct",
    "datasets",
    "diff",
    "duplicates",
    "events",
    "explain",
    "figures",
    "find",
    "imports",
    "keyness",
    "kwic",
    "load_articles",
    "matched",
    "measure",
    "naming",
    "over_time",
    "plot",
    "positioning",
    "read_results",
    "report",
    "score_text",
    "show",
    "show_diff",
    "speakers",
    "stream_results",
    "write_report",
    "write_results",
    "write_speakers",
]
