"""Articles in, evidence out: every span with the voice it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import index
from pathlib import Path
from typing import Any

import pandas as pd

from mediakit.attribution import ENGINES, Attribution, Attributions, Linked, attribute
from mediakit.contract.hashes import version_of
from mediakit.contract.labels import LABELS
from mediakit.contract.progress import progress as progress_of
from mediakit.contract.progress import say
from mediakit.contract.readings import OPEN, lists_text, looked_text
from mediakit.contract.tables import KINDS, REPORT, Found, check, known, make
from mediakit.reading.aliases import Aliases, apply_aliases, read_aliases, tell
from mediakit.reading.opened import Opened, link_ahead
from mediakit.reading.provenance import model_of
from mediakit.reading.voices import Voices
from mediakit.reading.word_lists import Terms, read_lists
from mediakit.signals import DEFAULT, SIGNALS, Signal
from mediakit.text.document import Document, Span
from mediakit.text.lexicon import Lexicon, match


def find(
    articles: pd.DataFrame,
    *,
    engine: str = "accurate",
    signals: Sequence[str | Signal] | None = None,
    lexicons: Mapping[str, Terms] | None = None,
    aliases: str | Path | pd.DataFrame | Aliases | None = None,
    progress: bool = True,
) -> Found:
    """Find framing signals in articles, each with its voice and speaker.

    Counts in titles and texts. A span is the narrator's unless at least half of its words lie in
    somebody's content; it is a quotation if most of those stand inside quotation marks. Articles
    in another language than English are not read: they are in ``report`` and give NA, not zero.

    Parameters
    ----------
    articles : DataFrame
        The table that `load_articles` returns. It is not changed.
    engine : {"accurate", "fast"}
        Which network reads the text: the careful one, or the quick one for large corpora.
    signals : sequence of str or functions, optional
        Names in ``SIGNALS`` (default: loaded, stance, naming), and functions of your own
        ``(document, attributions) -> list of Span``; a function's name becomes its signal.
        Sourcing is always read.
    lexicons : mapping of name to terms, optional
        Word lists of your own: a list of words (``patron*`` matches by the beginning), a DataFrame
        or the path of a CSV with a column ``term``, or a text file with one term a line. Their
        hits have the signal ``wording`` and the list's name as label.
    aliases : path of a CSV, or DataFrame, optional
        Your own list of speakers to rename and false hits to strike: see `correct`.
    progress : bool, default True
        Show how far the reading is, if it takes more than three seconds.

    Returns
    -------
    Found
        A named tuple of five tables. ``evidence``: one row a span (article_id, field, signal,
        label, start, end, text, value, voice, speaker, attribution_id, target, term).
        ``attributions``: one row an act of attribution. ``words``: words per article, field, voice
        and speaker. ``report``: what was not read, and why. ``readings``: one row an article, with
        engine, model, version, the labels that were looked for (only those can be zero), and your
        lists.

    Raises
    ------
    ValueError
        If the engine or a signal is unknown, or the articles table or the aliases are not in order.

    Examples
    --------
    >>> import mediakit as mk
    >>> articles = mk.load_articles("The regime fell. “A lifeline,” said Ann Lee.", progress=False)
    >>> found = mk.find(articles, lexicons={"mine": ["lifeline"]})
    >>> found.evidence.query("signal == 'wording'")[["text", "voice", "speaker"]].values.tolist()
    [['lifeline', 'quotation', 'Ann Lee']]
    """
    check(articles, "articles")
    known(engine, ENGINES, "engine")
    finders = choose_signals(signals, lexicons)
    listed = None if aliases is None else read_aliases(aliases)  # before the long work
    gathered = _Gathered(engine, finders, _loading_rows(articles))
    rows = zip(
        articles["article_id"],
        _column(articles, "title"),
        articles["text"],
        _column(articles, "language"),
        _column(articles, "source_file"),
        strict=True,
    )
    opened = (
        Opened(article_id, _text(title), _text(text), _text(language), _text(file) or None)
        for article_id, title, text, language, file in rows
    )
    shown = progress_of("Reading", "articles", len(articles), progress)
    with shown as done:
        for article, linked in link_ahead(opened, engine):
            gathered.read(article, linked)
            done(1)
    if progress:
        for said in gathered.failures():
            say(said)
    found = gathered.found()
    if listed is None:
        return found
    corrected, hits = apply_aliases(articles, found, listed)
    nothing = sum(not hit["matched"] for hit in hits)
    if progress and nothing:
        say(f"{nothing} rows of the aliases matched nothing: see found.report")
    return tell(corrected, listed, hits)


def _loading_rows(articles: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the loader's rows about these articles, and about what was skipped."""
    present = {None, *articles["article_id"]}
    return [
        row
        for row in articles.attrs.get("report", [])
        if row.get("article_id") in present or str(row.get("kind", "")).startswith("skipped")
    ]


class _Gathered:
    """The rows of the five tables, as they come article by article."""

    def __init__(
        self, engine: str, finders: Mapping[str, Signal], report: Iterable[Mapping[str, Any]]
    ) -> None:
        self.engine, self.finders = engine, finders
        self.readings: list[tuple[Any, ...]] = []
        wording = finders.get("wording")
        own = wording.lists if isinstance(wording, _Wording) else {}
        lists = lists_text({name: one.sha256 for name, one in own.items()})
        said = model_of(engine), version_of("mediakit"), looked_text(_looked(finders)), lists
        self.reading = (engine, *said, *[None] * 4)  # no aliases yet
        self.evidence: list[tuple[Any, ...]] = []
        self.attributions: list[tuple[Any, ...]] = []
        self.words: list[tuple[Any, ...]] = []
        self.report: list[tuple[Any, ...]] = [
            tuple(row.get(column) for column in REPORT) for row in report
        ]
        self.failed: dict[str, list[str]] = {}

    def read(self, article: Opened, linked: Callable[[], list[Linked]]) -> None:
        """Read one article; one that cannot be read is a row in the report."""
        article_id, file, documents = article.article_id, article.file, article.documents
        self.readings.append((article_id, *self.reading))
        if article.reason:
            self.report.append((article_id, None, None, file, None, article.reason))
            return
        if article.doubt:
            self.report.append((article_id, "text", None, file, None, article.doubt))
        try:
            attributed = attribute(documents, self.engine, linked())
            voices = list(map(Voices, documents, attributed))
        except Exception as error:  # one bad article never stops a run of a thousand
            self.report.append((article_id, None, None, file, None, _failure("sourcing", error)))
            return
        for document, said, heard in zip(documents, attributed, voices, strict=True):
            if said.layout:
                reason = f"read as a transcript ({said.layout}): each turn is a quotation"
                self.report.append((article_id, document.field, None, file, None, reason))
            self.words.extend((article_id, document.field, *row) for row in heard.counts())
            self.attributions.extend(_attribution_row(article_id, document, a) for a in said)
            self.evidence.extend(_sourcing_rows(article_id, document, said, heard))
            for name in self.finders:
                self._find(name, article_id, document, said, heard, file)

    def _find(
        self,
        name: str,
        article_id: str,
        document: Document,
        said: Attributions,
        voices: Voices,
        file: str | None,
    ) -> None:
        try:
            spans = [_checked(span, document) for span in self.finders[name](document, said)]
            rows = [_evidence_row(article_id, document, name, s, voices) for s in spans]
        except Exception as error:
            reason = _failure(name, error)
            self.failed.setdefault(name, []).append(reason)
            self.report.append((article_id, document.field, name, file, None, reason))
            return
        self.evidence.extend(rows)

    def failures(self) -> list[str]:
        """Say which signals failed, how often, and why the first time."""
        return [
            f"{reasons[0]} (in {len(reasons)} titles or texts; all are in found.report)"
            for reasons in self.failed.values()
        ]

    def found(self) -> Found:
        """Make the tables; what reading noted itself is of the kind "not read"."""
        whole = len(REPORT)
        self.report = [row if len(row) == whole else (*row, "not read") for row in self.report]
        return Found(*(make(name, getattr(self, name)) for name in Found._fields))


def choose_signals(
    signals: Sequence[str | Signal] | None, lexicons: Mapping[str, Terms] | None = None
) -> dict[str, Signal]:
    """Return the finders by name, those of the user's own lists last.

    Raises
    ------
    ValueError
        If a name is unknown, or two signals have one name.
    TypeError
        If something is neither a name nor a function.
    """
    chosen: dict[str, Signal] = {}
    if isinstance(signals, str):
        signals = [signals]
    for signal in DEFAULT if signals is None else signals:
        if isinstance(signal, str):
            if signal != "sourcing":
                chosen[signal] = SIGNALS[known(signal, SIGNALS, "signal")]
        elif callable(signal):
            name = getattr(signal, "__name__", type(signal).__name__)
            if name in (*LABELS, "wording", *chosen):
                raise ValueError(
                    f"Two signals are named {name!r}; the function's name becomes its signal. Give "
                    "the function a name of its own."
                )
            chosen[name] = signal
        else:
            raise TypeError(
                f"Got {signal!r} as a signal; expected a name such as 'loaded' or a function "
                "(document, attributions) -> list of Span."
            )
    if lists := read_lists(lexicons):
        chosen["wording"] = _Wording(lists)
    return chosen


class _Wording:
    """The signal of the user's own lists."""

    def __init__(self, lists: Mapping[str, Lexicon]) -> None:
        self.lists = lists
        self.labels = tuple(label for one in lists.values() for label in one.labels)

    def __call__(self, document: Document, attributions: Attributions) -> list[Span]:
        return [span for lexicon in self.lists.values() for span in match(document, lexicon)]


def _looked(finders: Mapping[str, Signal]) -> dict[str, list[str]]:
    """Say which labels are looked for: only those can be counted as zero."""
    looked = {"sourcing": list(KINDS)}
    for name, finder in finders.items():
        own = list(getattr(finder, "labels", ()))
        ours = name == "wording" or finder is SIGNALS.get(name)
        looked[name] = list(LABELS.get(name, own)) if ours else [*own, OPEN]
    return looked


def _evidence_row(
    article_id: str, document: Document, signal: str, span: Span, voices: Voices
) -> tuple[Any, ...]:
    voice, owner = voices.of(span.start, span.end)
    return (
        article_id, document.field, signal, span.label, span.start, span.end,
        document.text[span.start : span.end], span.value, voice,
        owner.speaker if owner else None, owner.id if owner else None, span.target, span.term,
    )  # fmt: skip


def _sourcing_rows(
    article_id: str, document: Document, attributions: Sequence[Attribution], voices: Voices
) -> list[tuple[Any, ...]]:
    """Give source, cue, relay and each piece of the content as evidence, with its attribution."""
    rows = []
    for attribution in attributions:
        parts = [
            ("source", attribution.source),
            ("cue", attribution.cue),
            ("relay", attribution.relay),
        ]
        parts += [("content", piece) for piece in attribution.contents]
        for label, piece in parts:
            if piece is None:
                continue
            start, end = piece
            voice, _ = voices.of(start, end)
            speaker = attribution.relay_speaker if label == "relay" else attribution.speaker
            rows.append((
                article_id, document.field, "sourcing", label, start, end, document.text[start:end],
                None, voice, speaker, attribution.id, None, None,
            ))  # fmt: skip
    return rows


def _attribution_row(article_id: str, document: Document, a: Attribution) -> tuple[Any, ...]:
    def part(piece: tuple[int, int] | None) -> tuple[Any, Any, Any]:
        return (document.phrase(*piece), *piece) if piece else (None, None, None)

    return (
        article_id, document.field, a.id, a.kind, a.positioning, a.act, a.confidence,
        *part(a.source), a.speaker, a.speaker_by, a.source_type, a.source_type_by, a.anonymous,
        *part(a.cue), *a.hull, a.n_words, a.n_quoted, *part(a.relay), a.relay_speaker,
    )  # fmt: skip


def _checked(span: Span, document: Document) -> Span:
    """Return a span of a user's function as `Span`, or raise an error that names what is wrong."""
    span = Span(*span)
    span = span._replace(
        start=index(span.start),
        end=index(span.end),
        value=None if span.value is None else float(span.value),
    )
    for name in ("label", "target", "term"):
        value = getattr(span, name)
        if not isinstance(value, str) and (name == "label" or value is not None):
            raise TypeError(f"the {name} of span {span.start}:{span.end} is {value!r}, no text")
    if not (0 <= span.start < span.end <= len(document.text)):
        raise ValueError(
            f"span {span.start}:{span.end} does not lie in the {document.field} of "
            f"{len(document.text)} characters; give offsets into document.text"
        )
    return span


def _column(articles: pd.DataFrame, name: str) -> Iterable[Any]:
    return articles[name] if name in articles else [None] * len(articles)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _failure(signal: str, error: Exception) -> str:
    return f"{signal} failed: {type(error).__name__}: {error}"
