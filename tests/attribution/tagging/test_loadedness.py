"""From what the network says of tokens to how loaded words and texts are."""

from __future__ import annotations

import numpy as np
import pytest

from mediakit.attribution.tagging.loadedness import (
    listed_spans,
    listed_words,
    text_features,
    text_value,
    word_evidence,
    word_values,
)
from mediakit.attribution.tagging.tagger import tag
from mediakit.contract.hashes import ENGINES
from mediakit.text.document import Document

TEXT = "The despot’s far-reaching sham failed. It rained."


def test_words_of_the_list_start_from_higher_odds() -> None:
    document = Document(TEXT)
    tagging = tag(document, "fast")
    spans = listed_spans(document)
    listed = listed_words(document, spans)
    assert [document.text[span.start : span.end] for span in spans] == ["despot", "sham"]
    assert [document.words[at] for at in np.flatnonzero(listed)] == ["despot’s", "sham"]
    plain = word_values(document, tagging, np.zeros_like(listed))
    values = word_values(document, tagging, listed)
    assert (values[listed] > plain[listed]).all() and (values[~listed] == plain[~listed]).all()
    assert ((values > 0) & (values < 1)).all()


def test_a_hyphenated_word_is_as_loaded_as_its_most_loaded_part() -> None:
    document = Document(TEXT)
    tagging = tag(document, "fast")
    word = document.words.index("far-reaching")
    inside = [
        value
        for start, value in zip(tagging.tokens.starts, tagging.loaded[:, 0], strict=True)
        if document.starts[word] <= start < document.ends[word]
    ]
    assert len(inside) > 1 and word_evidence(document, tagging)[word] == max(inside)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_text_is_as_loaded_as_its_sentences(engine: str) -> None:
    mild, loaded = "The mill opened on Monday.", "The vile despot’s regime is a disgraceful sham."
    value = {
        text: text_value(d, tag(d, engine)) for text in (mild, loaded) for d in [Document(text)]
    }
    assert 0 < value[mild] < value[loaded] < 1
    mixed = Document(" ".join([mild, mild, loaded, mild]))
    assert value[mild] < text_value(mixed, tag(mixed, engine)) < value[loaded]


def test_without_a_word_there_is_nothing_to_score() -> None:
    document = Document("…")
    assert 0 < text_value(document, tag(document, "fast")) < 1
    nothing = np.zeros(0)
    assert text_features(nothing, nothing, nothing).tolist() == [0, 0, 0]
