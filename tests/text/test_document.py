"""One field cut into paragraphs, sentences, words and quotations: every offset is sound."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.text.document import WORD, Document, match_key

PIECES = st.sampled_from(
    ["“", "”", "‘", "’", '"', "'", "''", "``", "«", "»", "„", "‟", " ", "\u00a0", "\n", "\n\n", "\n \n",
     ". ", "? ", "… ", ": ", ", ", " – ", "U.S. ", "Mr. ", "p.m.", "J. ", "the ", "We ", "said ", "leaders’ ",
     "Moscow’s", "don't", "İ", "ß", "ǅ", "e\u0301", "習近平", "👩\u200d👧", "\u200b", "\u00ad", "\ufeff",
     "6'2\"", "’90s", "\r", "\x00", "\u2028", "-", "_", "½"]
)  # fmt: skip
MESSY = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200)


@pytest.mark.cases("quotations")
def test_quotations(case: dict[str, object]) -> None:
    text = str(case["text"])
    found = [text[q.outer_start : q.outer_end] for q in Document(text).quotations]
    assert found == case["expect"]


@pytest.mark.cases("sentences")
def test_sentences(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert [text[start:end] for start, end in Document(text).sentences] == case["expect"]


# ------------------------------------------------------------------ whatever the text
@given(MESSY)
def test_words_and_their_offsets_are_aligned(text: str) -> None:
    document = Document(text)
    n = len(document.words)
    parts = (document.starts, document.ends, document.keys, document.quoted)
    assert [len(part) for part in parts] == [n] * 4
    assert len(document.sentence_of) == len(document.paragraph_of) == n
    for word, start, end in zip(document.words, document.starts, document.ends, strict=True):
        assert text[start:end] == word and WORD.fullmatch(word)
    assert all(end <= start for end, start in zip(document.ends, document.starts[1:], strict=False))
    assert "".join(WORD.findall(text)) == "".join(document.words)


@given(MESSY)
def test_no_word_is_lost_between_gaps(text: str) -> None:
    document = Document(text)
    rebuilt = text[: document.starts[0]] if document.words else text
    for at, word in enumerate(document.words):
        rebuilt += word + document.gap(at)
    assert rebuilt.split() == text.split()


@given(MESSY)
def test_paragraphs_and_sentences_hold_every_word_once(text: str) -> None:
    document = Document(text)
    for pieces in (document.paragraphs, document.sentences):
        assert all(start < end for start, end in pieces)
        assert all(a[1] <= b[0] for a, b in pairwise(pieces))
        assert all(text[start:end] == text[start:end].strip() for start, end in pieces)
    for index, pieces in (
        (document.paragraph_of, document.paragraphs),
        (document.sentence_of, document.sentences),
    ):
        for at, start, end in zip(index, document.starts, document.ends, strict=True):
            assert pieces[at][0] <= start and end <= pieces[at][1]
    for start, end in document.sentences:
        assert any(left <= start and end <= right for left, right in document.paragraphs)


@given(MESSY)
def test_quotations_stay_in_their_paragraph_and_apart(text: str) -> None:
    document = Document(text)
    found = document.quotations
    for quotation in found:
        assert quotation.outer_start <= quotation.start < quotation.end <= quotation.outer_end
        assert quotation.closed == (quotation.end < quotation.outer_end)
        assert any(
            left <= quotation.outer_start and quotation.outer_end <= right
            for left, right in document.paragraphs
        )
    assert all(a.outer_end <= b.outer_start for a, b in pairwise(found))


@given(MESSY)
def test_quoted_words_are_those_inside_quotations(text: str) -> None:
    document = Document(text)
    for flag, start, end in zip(document.quoted, document.starts, document.ends, strict=True):
        inside = any(q.start < end and start < q.end for q in document.quotations)
        assert bool(flag) == inside


@given(MESSY, st.data())
def test_words_in_are_those_that_share_a_character(text: str, data: st.DataObject) -> None:
    document = Document(text)
    edges = st.sampled_from([0, len(text), *document.starts, *document.ends])
    inner = st.integers(0, len(text))
    start, end = sorted((data.draw(edges | inner), data.draw(edges | inner)))
    expected = [
        word
        for word, (left, right) in enumerate(zip(document.starts, document.ends, strict=True))
        if left < end and start < right
    ]
    assert start == end or list(document.words_in(start, end)) == expected


@given(MESSY)
def test_keys_are_lower_case_and_stable(text: str) -> None:
    for word, key in zip(Document(text).words, Document(text).keys, strict=True):
        assert key == match_key(word)
        assert not key.endswith("’s") or key.endswith("’s’s") or word.count("’") > 1 or len(key) < 3
        assert "’" not in key and "‑" not in key and "‐" not in key


# ------------------------------------------------------------------ single facts
@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Moscow’s state-run TV didn't ‘air’ it.",
            ["Moscow’s", "state-run", "TV", "didn't", "air", "it"],
        ),
        ("far‑right and far‐left", ["far‑right", "and", "far‐left"]),
        ("a_b c", ["a", "b", "c"]),
        ("3.5 percent, $1,200", ["3", "5", "percent", "1", "200"]),
        ("İstanbul’s Straße", ["İstanbul’s", "Straße"]),
        ("", []),
        ("… – “”", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert Document(text).words == words


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("Moscow’s", "moscow"), ("Moscow's", "moscow"), ("MOSCOW’S", "moscow"), ("Don’t", "don't"),
        ("leaders", "leaders"), ("far‑right", "far-right"), ("Far‐Right’s", "far-right"),
        ("ÉLITE’S", "élite"), ("is", "is"), ("s", "s"),
    ],
)  # fmt: skip
def test_match_key(word: str, key: str) -> None:
    assert match_key(word) == key


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.\n\nTwo\nlines.", ["One.", "Two\nlines."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One\nmore.\n \t\u00a0\nTwo.", ["One\nmore.", "Two."]),
        ("\n\nOne.\nTwo.\n\n", ["One.", "Two."]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert [text[start:end] for start, end in Document(text).paragraphs] == paragraphs


def test_a_quotation_ends_with_its_paragraph() -> None:
    document = Document("“Open here.\n\nNot quoted. “Closed.”")
    assert [q.closed for q in document.quotations] == [False, True]
    quoted = [w for w, flag in zip(document.words, document.quoted, strict=True) if flag]
    assert quoted == ["Open", "here", "Closed"]


def test_repr_is_short() -> None:
    assert repr(Document("word " * 500)).count("word") < 12


@given(MESSY)
def test_a_quotation_is_found_at_each_of_its_characters_and_nowhere_else(text: str) -> None:
    document = Document(text)
    for offset in range(len(text)):
        inside = [q for q in document.quotations if q.start <= offset < q.end]
        assert [document.quotation_at(offset)] == (inside or [None])
