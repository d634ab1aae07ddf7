"""Columns, dtypes and checks of every table that travels between functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Self, TypeVar

import pandas as pd

from mediakit.contract.shown import as_html, as_text, rows_of
from mediakit.contract.wording import number

# pandas 3 calls its text dtype "str"; in pandas 2 that name would turn NA into "nan".
TEXT: Any = "str" if int(pd.__version__.split(".")[0]) >= 3 else pd.StringDtype("pyarrow")
OFFSET, COUNT = "Int64", "Int64"

VOICES = ("narrator", "paraphrase", "quotation")
FIELDS = ("title", "text")
KINDS = ("direct", "mixed", "indirect", "turn")
POSITIONINGS = ("neutral", "distancing", "endorsing")
ACTS = (
    "statement", "accusation", "praise", "demand", "commitment",
    "intention", "question", "denial", "agreement", "opinion",
)  # fmt: skip
SOURCE_TYPES = (
    "government", "politics", "media", "state_media", "expert",
    "business", "civil_society", "citizen", "document", "unknown",
)  # fmt: skip

ARTICLES: dict[str, Any] = {
    "article_id": TEXT, "title": TEXT, "text": TEXT, "outlet": TEXT, "author": TEXT,
    "section": TEXT, "edition": TEXT, "subjects": TEXT, "genre": TEXT, "url": TEXT,
    "language": TEXT, "published": "datetime64[us]", "published_utc": "datetime64[us, UTC]",
    "n_stated": COUNT, "captions": TEXT, "furniture": TEXT, "agency": TEXT, "text_before": TEXT,
    "copy_group": TEXT, "copy_kind": TEXT, "source_file": TEXT,
}  # fmt: skip
EVIDENCE: dict[str, Any] = {
    "article_id": TEXT, "field": TEXT, "signal": TEXT, "label": TEXT, "start": OFFSET,
    "end": OFFSET, "text": TEXT, "value": "Float64", "voice": TEXT, "speaker": TEXT,
    "attribution_id": "Int64", "target": TEXT, "term": TEXT,
}  # fmt: skip
ATTRIBUTIONS: dict[str, Any] = {
    "article_id": TEXT, "field": TEXT, "attribution_id": "Int64", "kind": TEXT,
    "positioning": TEXT, "act": TEXT, "confidence": "Float64", "source": TEXT,
    "source_start": OFFSET, "source_end": OFFSET, "speaker": TEXT, "speaker_by": TEXT,
    "source_type": TEXT, "source_type_by": TEXT, "anonymous": "boolean", "cue": TEXT,
    "cue_start": OFFSET, "cue_end": OFFSET, "content_start": OFFSET, "content_end": OFFSET,
    "n_words": COUNT, "n_quoted": COUNT, "relay": TEXT, "relay_start": OFFSET,
    "relay_end": OFFSET, "relay_speaker": TEXT,
}  # fmt: skip
WORDS: dict[str, Any] = {
    "article_id": TEXT, "field": TEXT, "voice": TEXT, "speaker": TEXT, "n_words": COUNT,
}  # fmt: skip
REPORT: dict[str, Any] = {
    "article_id": TEXT, "field": TEXT, "signal": TEXT, "file": TEXT, "line": "Int64",
    "reason": TEXT, "kind": TEXT,
}  # fmt: skip
IMPORTS: dict[str, Any] = {
    "file": TEXT, "format": TEXT, "encoding": TEXT, "announced": COUNT, "read": COUNT,
    "skipped": COUNT, "mended": COUNT, "duplicates": COUNT, "problem": TEXT,
}  # fmt: skip
READINGS: dict[str, Any] = {
    "article_id": TEXT, "engine": TEXT, "model": TEXT, "mediakit": TEXT, "looked": TEXT,
    "lists": TEXT, "aliases": TEXT, "alias_names": TEXT, "alias_changed": COUNT,
    "alias_struck": COUNT,
}  # fmt: skip
MEASURES: dict[str, Any] = {
    "article_id": TEXT, "field": TEXT, "signal": TEXT, "label": TEXT, "voice": TEXT,
    "n": COUNT, "n_words": COUNT, "per_1000": "Float64",
}  # fmt: skip

#: Columns that tables of 0.1.0 lack; `conform` adds them, empty.
SINCE_0_2 = frozenset({"speaker_by", "source_type_by"})
#: Columns that tables of 0.2.0 lack.
SINCE_0_3 = frozenset({"kind"})

SCHEMAS: dict[str, dict[str, Any]] = {
    "articles": ARTICLES, "evidence": EVIDENCE, "attributions": ATTRIBUTIONS,
    "words": WORDS, "report": REPORT, "imports": IMPORTS, "readings": READINGS,
    "measures": MEASURES,
}  # fmt: skip


MADE_BY = {
    "articles": "mk.load_articles(frame)",
    "measures": "mk.measure(articles, found), which gives one row an article",
}
Named = TypeVar("Named")


def make(name: str, rows: Iterable[Sequence[Any]] = ()) -> pd.DataFrame:
    """Make the table `name` from rows whose values stand in the schema's order.

    The columns that tables of 0.2.0 lack (`SINCE_0_3`) may be left out.
    """
    schema = SCHEMAS[name]
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    late = len(SINCE_0_3 & schema.keys())
    if late and len(columns) == len(schema) - late:
        columns += [(None,) * len(columns[0])] * late
    return pd.DataFrame(
        {
            column: as_dtype(pd.Series(list(values), dtype=object), dtype)
            for (column, dtype), values in zip(schema.items(), columns, strict=True)
        }
    )


def as_dtype(values: pd.Series, dtype: Any) -> pd.Series:
    """Convert one column to its dtype in the contract; absent becomes NA."""
    if str(dtype).startswith("datetime64"):
        return pd.to_datetime(values, utc="UTC" in str(dtype)).astype(dtype)
    if dtype == TEXT and values.dtype == object:
        values = values.where(values.notna(), None)
    return values.astype(dtype)


def conform(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return `frame` with all columns of the contract, typed and first; further columns stay."""
    schema = SCHEMAS[name]
    columns = {
        column: as_dtype(frame[column], dtype)
        if column in frame
        else as_dtype(pd.Series([None] * len(frame), index=frame.index, dtype=object), dtype)
        for column, dtype in schema.items()
    }
    further = frame.loc[:, ~frame.columns.isin(list(schema))]
    result = pd.concat([pd.DataFrame(columns, index=frame.index), further], axis=1)
    result.attrs = dict(frame.attrs)
    return result


def check(frame: object, name: str) -> pd.DataFrame:
    """Return `frame` if it can serve as table `name`, else raise an error that says what to do.

    Parameters
    ----------
    frame : DataFrame
        The table that was given.
    name : str
        One of `SCHEMAS`.

    Raises
    ------
    TypeError
        If `frame` is no DataFrame.
    ValueError
        If key columns are missing, or article ids are absent, repeated or no text.
    """
    made_by = MADE_BY.get(name, "mk.find(articles)")
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(
            f"Got a {type(frame).__name__} where the {name} table (a DataFrame) was expected. "
            f"Make one with {made_by}."
        )
    needed = ("article_id", "text") if name == "articles" else tuple(SCHEMAS[name])
    missing = [c for c in needed if c not in frame.columns and c not in SINCE_0_2 | SINCE_0_3]
    if missing:
        raise ValueError(
            f"The {name} table has no column {', '.join(map(repr, missing))}; its columns are "
            f"{', '.join(map(repr, frame.columns)) or 'none'}. Make the table with {made_by}."
        )
    if name == "articles":
        ids = frame["article_id"]
        if ids.isna().any() or ids.duplicated().any():
            bad = "absent" if ids.isna().any() else repr(ids[ids.duplicated()].iloc[0])
            raise ValueError(
                f"Every article needs an article_id of its own; got {bad} more than once or not at "
                "all. mk.load_articles(frame) makes ids unique and says so in its report."
            )
        if others := [id_ for id_ in ids if not isinstance(id_, str)]:
            raise ValueError(
                f"The article_id {others[0]!r} is a {type(others[0]).__name__}; expected text. "
                "Make the table with mk.load_articles(frame)."
            )
    return frame


def need_column(articles: pd.DataFrame, column: str) -> None:
    """Raise an error that says what to do, unless the articles have the column."""
    if column not in articles.columns:
        raise ValueError(
            f"The articles have no column {column!r}; there are "
            f"{', '.join(map(repr, articles.columns))}. Add it: articles[{column!r}] = …"
        )


def in_order(articles: pd.DataFrame, other: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the articles and the table beside them, whichever came first.

    Articles come first everywhere; ``rates.pipe(mk.compare, articles)`` hands them in second.
    """

    def are_articles(frame: object) -> bool:
        columns = frame.columns if isinstance(frame, pd.DataFrame) else ()
        return "text" in columns and "signal" not in columns

    swapped = are_articles(other) and not are_articles(articles)
    return (other, articles) if swapped else (articles, other)


def rows_where(frame: pd.DataFrame, where: str | None) -> pd.DataFrame:
    """Return the rows that fit the condition `where`, all without one.

    Raises
    ------
    TypeError
        If the condition is no text.
    ValueError
        If it cannot be read.
    """
    if where is None:
        return frame
    wanted = f"\"voice == 'narrator'\" over the columns {', '.join(frame.columns)}"
    if not isinstance(where, str):
        raise TypeError(
            f"Got a {type(where).__name__} as where=; expected a condition in words, such as "
            f"{wanted}. Of a mask say the condition that made it: where= keeps the denominators."
        )
    try:
        return frame.query(where)
    except Exception as error:
        raise ValueError(
            f"The condition {where!r} cannot be read ({error}); expected something like {wanted}."
        ) from error


class UnknownName(KeyError, ValueError):
    """What `known` raises; a `KeyError` too, where a name is looked up."""

    __str__ = Exception.__str__  # a KeyError would put the sentence in quotation marks


class Contents(dict[str, Named]):
    """A table of contents, such as ``FIGURES``: what is not in it is answered with what is.

    Examples
    --------
    >>> Contents("figure", {"keyness": 1})["keynes"]
    Traceback (most recent call last):
    mediakit.contract.tables.UnknownName: No figure named 'keynes'; there are 'keyness'. Did you \
mean 'keyness'?
    """

    def __init__(self, what: str, named: Mapping[str, Named]) -> None:
        super().__init__(named)
        self.what = what

    def __missing__(self, name: str) -> Named:
        return self[known(name, self, self.what)]


def known(name: str, choices: Mapping[str, Any] | Iterable[str], what: str) -> str:
    """Return `name` if it is one of `choices`, else raise an error that lists them."""
    choices = list(choices)
    if name in choices:
        return name
    import difflib

    close = difflib.get_close_matches(str(name), choices, 1)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    listed = ", ".join(repr(choice) for choice in choices) or "none"
    raise UnknownName(f"No {what} named {name!r}; there are {listed}.{hint}")


SHOWN = ["article_id", "field", "signal", "label", "text", "voice", "speaker"]


class _Tables(NamedTuple):
    evidence: pd.DataFrame
    attributions: pd.DataFrame
    words: pd.DataFrame
    report: pd.DataFrame
    readings: pd.DataFrame


class Found(_Tables):
    """What `find` returns: five plain tables.

    Two of them become one by ``mk.Found(*map(pd.concat, zip(one, other)))``, some of their articles
    by ``mk.Found(*(table[table["article_id"].isin(ids)] for table in found))``. Without
    ``readings`` nobody knows what the articles were read for: `measure` then raises an error.
    """

    __slots__ = ()

    def __new__(
        cls,
        evidence: pd.DataFrame,
        attributions: pd.DataFrame,
        words: pd.DataFrame,
        report: pd.DataFrame,
        readings: pd.DataFrame | None = None,
    ) -> Self:
        """Make it of its tables; of four, what the articles were read for is not known."""
        if readings is None:
            unknown = [None] * (len(READINGS) - 1)
            readings = make("readings", ((one, *unknown) for one in words["article_id"].unique()))
        return super().__new__(cls, evidence, attributions, words, report, readings)

    def __repr__(self) -> str:
        """Say what was read and found, with the first rows of evidence."""
        return as_text(self._said(), self.evidence.reindex(columns=SHOWN))

    def _repr_html_(self) -> str:
        return as_html(self._said(), self.evidence.reindex(columns=SHOWN))

    def _said(self) -> list[str]:
        readings = self.readings
        engines = ", ".join(sorted(set(readings["engine"].dropna()))) or "not known"
        signals = {one.split(":")[0] for text in set(readings["looked"].dropna())
                   for one in text.split("; ")}  # fmt: skip
        return [
            f"Found in {number(self.words['article_id'].nunique(), 'article')} read",
            f"engine: {engines}; looked for: {', '.join(sorted(signals)) or 'not known'}",
            rows_of(self._asdict()),
        ]
