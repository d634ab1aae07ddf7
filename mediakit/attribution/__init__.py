"""Who says what in an article: sources, cues, contents, speakers and kinds of source."""

from __future__ import annotations

from mediakit.attribution.cast import Cast
from mediakit.attribution.record import Attribution, Attributions
from mediakit.attribution.relay import find_relay
from mediakit.attribution.rules import find_attributions
from mediakit.attribution.speakers import resolve_speakers
from mediakit.document import Document

#: The tagger behind each engine. Until the learned taggers land both are the same rules.
ENGINES = {"accurate": find_attributions, "fast": find_attributions}

__all__ = ["ENGINES", "Attribution", "Attributions", "attribute"]


def attribute(documents: list[Document], engine: str = "accurate") -> list[Attributions]:
    """Find the attributions of an article's fields.

    Parameters
    ----------
    documents : list of Document
        The fields of one article (title, text).
    engine : {"accurate", "fast"}
        Which tagger reads the text.

    Returns
    -------
    list of Attributions
        One for each document, numbered through the article, each in order of its contents.

    Examples
    --------
    >>> document = Document("“We are ready,” claimed Vladimir Putin. He also praised China.")
    >>> [found] = attribute([document])
    >>> [(a.speaker, a.positioning, a.kind) for a in found]
    [('Vladimir Putin', 'distancing', 'direct'), ('Vladimir Putin', 'neutral', 'indirect')]
    """
    cast = Cast(documents)
    number = 0
    result = []
    for document in documents:
        found = ENGINES[engine](document)
        for attribution in found:
            if attribution.relay is None:
                attribution.relay = find_relay(document, attribution)
        resolve_speakers(document, found, cast)
        found.sort(key=lambda a: a.contents[0])
        for attribution in found:
            attribution.id = number
            number += 1
            _count(document, attribution)
        result.append(Attributions(found, cast))
    return result


def _count(document: Document, attribution: Attribution) -> None:
    """Count words and quoted words; the kind follows from their share."""
    words = [word for piece in attribution.contents for word in document.words_in(*piece)]
    attribution.n_words = len(words)
    attribution.n_quoted = sum(document.quoted[word] for word in words)
    share = attribution.n_quoted / max(1, attribution.n_words)
    attribution.kind = "indirect" if share == 0 else "direct" if share >= 0.9 else "mixed"
