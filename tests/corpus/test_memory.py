"""Loading holds few articles as Python objects: its peak is a small multiple of the text."""

import json
import random
import tracemalloc

import pytest

from mediakit.corpus.load import load_articles, stream_articles

WORDS = (
    "harbour council quay boat ferry vote budget mayor storm bridge school market strike court "
    "police river winter summer letter report minister village factory union press"
).split()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """A file of 900 articles with 1.6 million letters, half of them with a line of the page."""
    rng = random.Random(1)
    path = tmp_path_factory.mktemp("corpus") / "articles.jsonl"
    n_letters = 0
    with path.open("w", encoding="utf-8") as file:
        for number in range(900):
            lines = [f"“{' '.join(rng.choices(WORDS, k=60)).capitalize()}.”" for _ in range(4)]
            lines += ["Sign up for our newsletter"] * (number % 2)
            text = "\n\n".join(lines)
            n_letters += len(text)
            row = {"id": f"a{number}", "text": text, "outlet": "Halm Post"}
            file.write(json.dumps(row) + "\n")
    load_articles("Word lists are read once.", progress=False)
    return path, n_letters


def peak(load) -> int:
    """Return the bytes of Python objects and arrays of numbers at their most."""
    tracemalloc.start()
    try:
        load()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_load_holds_few_articles_as_python_objects(corpus):
    path, n_letters = corpus
    # The table itself is Arrow's and is not counted; a list of all texts alone would be 2 a letter.
    assert peak(lambda: load_articles(path, progress=False)) < 3 * n_letters


def test_a_stream_holds_one_batch(corpus):
    path, n_letters = corpus
    assert peak(lambda: [len(batch) for batch in stream_articles(path, size=50)]) < n_letters
