"""From the fields of an article to its attributions: the passes, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from typing import NamedTuple

import numpy as np

from mediakit.attribution.cues.judgement import judge_cue
from mediakit.attribution.people import Cast, Scene
from mediakit.attribution.record import Attribution
from mediakit.attribution.repairs import mend
from mediakit.attribution.source_types import tell_source_types
from mediakit.attribution.speakers import name_speakers
from mediakit.attribution.tagging.linking import link
from mediakit.attribution.tagging.tagger import Floats, Tagging, tag_blocks
from mediakit.attribution.tagging.tokens import Tokens
from mediakit.attribution.turns import TURN, Labels, add_turns, is_printed, without_strangers
from mediakit.contract.hashes import model_hash
from mediakit.text.document import Document
from mediakit.text.turns import Layout, find_turns, without_labels


class Attributions(list[Attribution]):
    """The attributions of one field, the cast of the whole article, and what the tagger said.

    `layout` names how the field is set in turns, if it is.
    """

    def __init__(
        self,
        items: Iterable[Attribution] = (),
        cast: Cast | None = None,
        tagging: Tagging | None = None,
        layout: str | None = None,
    ) -> None:
        super().__init__(items)
        self.cast = cast
        self.tagging = tagging
        self.layout = layout


class Linked(NamedTuple):
    """What the tagger says of a field, and the attributions that were linked from it.

    Attributes
    ----------
    tagging : Tagging
        Without vectors for linking: nothing asks for them again.
    attributions : list of Attribution
        As the tagger sees them; `attribute` mends and completes them in place.
    layout : Layout, optional
        How the field is set in turns, if it is: their labels were not shown to the tagger.
    """

    tagging: Tagging
    attributions: list[Attribution]
    layout: Layout | None = None


def tag_and_link(document: Document, engine: str) -> Linked:
    """Do for a field all that needs no other field: most of it is arithmetic outside Python."""
    layout = find_turns(document)
    tokens = Tokens(document if layout is None else without_labels(document, layout))
    found: list[Attribution] = []
    loaded: list[Floats] = []
    roles: list[Floats] = []
    for block in tag_blocks(tokens, engine):
        found += link(block)
        roles.append(block.roles)
        loaded.append(block.loaded)
    nothing = block.links[:0], block.window[:0], block.starts[:0]
    tagging = Tagging(
        tokens, np.concatenate(roles), *nothing, np.concatenate(loaded), block.settings
    )
    return Linked(tagging, found, layout)


def attribute(
    documents: list[Document],
    engine: str = "accurate",
    linked: Sequence[Linked] | None = None,
) -> list[Attributions]:
    """Find the attributions of an article's fields.

    Counts speech, thought and attitude with somebody's content: verb and clause, verb and object,
    nouns and adjectives (“his threat”), *according to*, quotations that run on. Misses contents
    whose cue is more than a window of 192 word pieces away, and quotations within quotations.

    Parameters
    ----------
    documents : list of Document
        The fields of one article (title, text).
    engine : {"accurate", "fast"}
        Which tagger reads the text.
    linked : sequence of Linked, optional
        What `tag_and_link` said of each document, where it was asked before.

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
    linked = linked or [tag_and_link(document, engine) for document in documents]
    labels = [
        Labels(document, one.layout) if one.layout else None
        for document, one in zip(documents, linked, strict=True)
    ]
    cast = Cast(documents, [name for one in labels if one for name in one.names])
    numbers = count()
    result = []
    for document, one, (tagging, found, _) in zip(documents, labels, linked, strict=True):
        found = add_turns(documents, document, mend(document, found), one, cast)
        for attribution in found:
            attribution.positioning, attribution.act = judge_cue(document, attribution)
        scene = Scene(document, cast, found)
        name_speakers(scene)
        scene.attributions = found = without_strangers(found)
        tell_source_types(scene)
        inner: dict[int, list[Attribution]] = {}
        for attribution in found:
            if attribution.within is not None:
                inner.setdefault(id(attribution.within), []).append(attribution)
        for attribution in found:
            attribution.id = next(numbers)
            _count(document, attribution, inner.get(id(attribution), []))
        result.append(Attributions(found, cast, tagging, one.layout.name if one else None))
    return result


def engine_version(engine: str) -> str:
    """Return the engine's name with the hash of its model: what a table of results was made with.

    Examples
    --------
    >>> engine_version("fast").split(" ")[0]
    'fast'
    """
    return f"{engine} {model_hash(engine)}"


def _count(document: Document, attribution: Attribution, inner: list[Attribution]) -> None:
    """Count words and quoted words, but for those that are others' within; the kind follows."""
    others = {word for one in inner for piece in one.contents for word in document.words_in(*piece)}
    words = [
        word
        for piece in attribution.contents
        for word in document.words_in(*piece)
        if word not in others
    ]
    attribution.n_words = len(words)
    attribution.n_quoted = sum(document.quoted[word] for word in words)
    if is_printed(attribution):
        attribution.n_quoted = attribution.n_words
    if attribution.kind == TURN:
        return
    share = attribution.n_quoted / max(1, attribution.n_words)
    attribution.kind = "indirect" if share == 0 else "direct" if share >= 0.9 else "mixed"
