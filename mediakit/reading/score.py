"""How loaded a sentence or an article is as a whole."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from mediakit.attribution import ENGINES, tag
from mediakit.attribution.tagging.loadedness import text_value
from mediakit.contract.tables import known
from mediakit.text.document import Document


def score_text(texts: Iterable[str], engine: str = "accurate") -> pd.Series:
    """Score whole sentences or articles by how loaded their language is.

    Counts what the engine's network learnt from sentences that experts called biased (BABE) or
    marked for lexical bias (BASIL): wording, not slant by selection or placement. Fitted on single
    sentences: a text of more than three scores the mean of its sentences, weighted by their words,
    so an article is less extreme than its worst sentence. It does not know whose voice a word is
    in: for that, use `find`. Its agreement with human coding, measured on sentences, is in the
    README's table.

    Parameters
    ----------
    texts : iterable of str
        Sentences or articles; a column of a DataFrame keeps its index. Absent text gives NaN.
    engine : {"accurate", "fast"}
        Which network reads.

    Returns
    -------
    Series of float, shape (n_texts,)
        Scores between 0 and 1, named ``score``. They rank; they are no probabilities.

    Raises
    ------
    ValueError
        If the engine is unknown.
    TypeError
        If `texts` is one string instead of several.

    Examples
    --------
    >>> import mediakit as mk
    >>> scores = mk.score_text(["The vote is on Monday.", "This disgraceful sham must end."])
    >>> bool(scores[0] < scores[1])
    True

    References
    ----------
    Spinde et al. (2021), *Neural Media Bias Detection Using Distant Supervision With BABE*;
    Fan et al. (2019), *In Plain Sight: Media Bias Through the Lens of Factual Reporting*.
    """
    known(engine, ENGINES, "engine")
    if isinstance(texts, str):
        raise TypeError(f"Got one text, {texts[:40]!r}; expected several: write [text].")
    index = texts.index if isinstance(texts, pd.Series) else None
    documents = (Document(text) if isinstance(text, str) else Document("") for text in texts)
    values = [text_value(one, tag(one, engine)) if one.words else None for one in documents]
    return pd.Series(values, index=index, dtype="float64", name="score")
