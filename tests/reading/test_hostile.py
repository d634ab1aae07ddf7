"""Whatever stands in a text: one row for what cannot be read, the rest unharmed, in linear time."""

from __future__ import annotations

import random
import sys
from types import CodeType, FrameType
from typing import Any

import numpy as np
import pandas as pd
import pytest

import mediakit as mk
from mediakit.attribution import attribute
from mediakit.reading import find as reading
from mediakit.reading import opened
from mediakit.text.document import WORD, Document

SIGNALS = ["loaded", "stance", "naming", "tone"]
STORY = (
    "The regime fell on Monday, and nobody in Halm may have wept. “We will rebuild the mill,” said "
    "Ida Holt, a lawyer. She claimed that Mayor Orr’s plan was a ‘sham’.\n\nAccording to Carl Moss, "
    "teachers feared for their pay; he said the council “had not read” the bill. Radio Halm "
    "reported that Moss’s campaign was in debt.\n\n“I never said so,” the mayor, Jan Orr, told "
    '"Halm Today". They and Ms. Holt disagreed: "Some say we lied.\n\n"We did not," she added.'
)
MARKS = "\"“”‘’'«»‹›„‚`´″「」"
ODD = [
    *"\0\x01\x1b\u200b\u200d\u0301\ufeff\u202e\u2028\x85\r\t\u00a0\f😀([…",
    "\n\n", " Q: ", " said ", " he said ", "’s ", "- ", ". ",
]  # fmt: skip
BENT = (str.upper, str.lower, str.title, str.swapcase, lambda text: text.replace("\n", " "))


def bend(text: str, draw: random.Random) -> str:
    """Cut, double and swap marks, drop and strew characters, splice the text, change its case."""
    if draw.random() < 0.4:
        text = draw.choice(BENT)(text)
    lost, doubled, odd = draw.random() / 2, draw.random() / 2, draw.choice((0, 0.01, 0.05))
    kept = []
    for character in text:
        if character in MARKS:
            if draw.random() < lost:
                continue
            if draw.random() < doubled:
                kept.append(draw.choice((character, draw.choice(MARKS))))
        elif draw.random() < odd:
            kept.append(draw.choice(ODD))
        kept.append(character)
    start, end = sorted(draw.randrange(len(kept) + 1) for _ in range(2))
    return "".join(kept[start:] + kept[:end] if draw.random() < 0.5 else kept[start:])


def bent(number: int, seed: int) -> pd.DataFrame:
    draw = random.Random(seed)
    texts = [bend(STORY, draw) for _ in range(number)]
    titles = [text[: draw.randrange(80)] for text in texts]
    names = [f"a{n}" for n in range(number)]
    return pd.DataFrame({"article_id": names, "title": titles, "text": texts, "language": "en"})


def find(articles: pd.DataFrame) -> mk.Found:
    return mk.find(articles, engine="fast", signals=SIGNALS, progress=False)


@pytest.mark.parametrize(
    ("number", "seed"),
    [(30, 1), *(pytest.param(500, seed, marks=pytest.mark.slow) for seed in (2, 3, 4))],
)
def test_bent_texts_are_read_and_their_offsets_hold(number: int, seed: int) -> None:
    articles = mk.load_articles(bent(number, seed), clean=False, progress=False)
    found = find(articles)
    assert not [reason for reason in found.report["reason"] if "failed" in reason]
    field = {
        (row.article_id, name): getattr(row, name) or ""
        for row in articles.itertuples()
        for name in ("title", "text")
    }
    for row in found.evidence.itertuples():
        text = field[row.article_id, row.field]
        assert 0 <= row.start < row.end <= len(text) and text[row.start : row.end] == row.text
    counted = found.words.groupby(["article_id", "field"])["n_words"].sum()
    for place, total in counted.items():
        assert total == len(WORD.findall(field[place])), place
    contents = found.evidence.query("signal == 'sourcing' and label == 'content'")
    crossing = 0
    turns = found.attributions.query("kind == 'turn'")
    in_turns = set(zip(turns["article_id"], turns["attribution_id"], strict=True))
    for (article, _), of_one in contents.groupby(["article_id", "field"]):
        # Apart, or within a turn of a transcript; of bent turns some contents run over the end.
        of_one = of_one.sort_values(["start", "end"])
        own = [(article, id_) in in_turns for id_ in of_one["attribution_id"]]
        apart = of_one[~np.array(own, dtype=bool)]
        crossing += int((apart["start"].to_numpy()[1:] < apart["end"].to_numpy()[:-1]).sum())
    # Known: a paragraph that reopens takes words of a cue that stands within its marks.
    assert crossing <= len(articles) / 100
    some = articles.iloc[::-3]
    again = find(some)
    for name in ("evidence", "attributions", "words"):
        first, second = getattr(found, name), getattr(again, name)
        first = first[first["article_id"].isin(some["article_id"])]
        both = (one.sort_values("article_id", kind="stable") for one in (first, second))
        pd.testing.assert_frame_equal(*(one.reset_index(drop=True) for one in both))


def test_half_of_a_character_is_a_row_and_the_rest_is_read() -> None:
    texts = ["Orr said the mill\ud83d is shut.", "Orr said the mill is shut."]
    articles = pd.DataFrame({"article_id": ["a", "b"], "text": pd.Series(texts, dtype=object)})
    found = find(articles.assign(language="en"))
    [row] = found.report.itertuples()
    assert row.article_id == "a" and "half of a character (U+D83D)" in row.reason
    assert set(found.words["article_id"]) == {"b"}


@pytest.mark.parametrize(
    ("module", "name"), [(opened, "why_not_english"), (reading, "attribute"), (reading, "Voices")]
)
def test_an_error_in_one_article_is_a_row_with_its_name(
    module: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = getattr(module, name)

    def fail(first: Any, *others: Any) -> Any:
        documents = first if isinstance(first, list) else [first]
        if any("Halm" in getattr(one, "text", one) for one in documents):
            raise IndexError("out of range")
        return whole(first, *others)

    monkeypatch.setattr(module, name, fail)
    texts = ["Orr said Halm is shut.", "Orr said the mill is shut."]
    found = find(pd.DataFrame({"article_id": ["a", "b"], "text": texts, "language": "en"}))
    [row] = found.report.itertuples()
    assert row.article_id == "a" and "IndexError: out of range" in row.reason
    assert set(found.words["article_id"]) == {"b"} == set(found.attributions["article_id"])


# ------------------------------------------------------------------- work in proportion
LONG = {
    "one paragraph": STORY.replace("\n", " ") + " ",
    "titles": "Mr. ",
    "one surname": "Ida Holt said Holt lied. Carl Holt and Holt said so. She told him that he lied. ",
    "they": "The council lied. They said they knew. The union said it knew, and some said so. ",
    "I": "“I know,” she said. “I said that I lied,” I said. ",
    "spaced marks": '" ',
    "open marks": "“a ",
    "corners": "「",
    "loaded": "regime sham ",
}


def steps(text: str) -> int:
    """Count the lines of ours that run while a text is read: the same on every machine."""
    count = 0

    def line(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def call(frame: FrameType, event: str, _: object) -> Any:
        code: CodeType = frame.f_code
        return line if "mediakit" in code.co_filename else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        document = Document(text)
        [said] = attribute([document], "fast")
        for signal in SIGNALS:
            reading.SIGNALS[signal](document, said)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("kind", LONG)
def test_twice_the_text_is_twice_the_work(kind: str) -> None:
    half = LONG[kind] * (1_500 // len(LONG[kind]))
    steps(half)  # lists are loaded, words remembered
    assert steps(half * 2) < 2.5 * steps(half)
