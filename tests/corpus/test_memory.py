"""Loading holds few articles as Python objects: what a letter more costs stays small."""

import json
import random
import tracemalloc

import pytest

from mediakit.corpus.load import load_articles, stream_articles

WORDS = (
    "harbour council quay boat ferry vote budget mayor storm bridge school market strike court "
    "police river winter summer letter report minister village factory union press"
).split()
FEW, MANY = 600, 1_100  # articles, more than are looked at for columns


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Two files of articles in curly quotation marks, half of them with a line of the page."""
    rng = random.Random(1)
    folder = tmp_path_factory.mktemp("corpora")
    for n in (FEW, MANY):
        with (folder / f"{n}.jsonl").open("w", encoding="utf-8") as file:
            for number in range(n):
                lines = [f"“{' '.join(rng.choices(WORDS, k=60)).capitalize()}.”" for _ in range(4)]
                lines += ["Sign up for our newsletter"] * (number % 2)
                row = {"id": f"a{number}", "text": "\n\n".join(lines), "outlet": "Halm Post"}
                file.write(json.dumps(row) + "\n")
    return folder


@pytest.fixture(scope="module")
def cells(tmp_path_factory):
    """Two files of articles in markup, so that each has a text before, with further columns."""
    rng = random.Random(1)
    folder = tmp_path_factory.mktemp("cells")
    for n in (FEW, MANY):
        with (folder / f"{n}.jsonl").open("w", encoding="utf-8") as file:
            for number in range(n):
                lines = [f"<p>{' '.join(rng.choices(WORDS, k=60))}.</p>" for _ in range(4)]
                further = {f"code {k}": f"{rng.random()}" for k in range(20)}
                row = {"id": f"a{number}", "text": "".join(lines), "outlet": "Halm Post"}
                file.write(json.dumps(row | further) + "\n")
    return folder


def cost(load, folder) -> float:
    """Return the bytes of Python objects and numbers at the most, for each further letter."""
    load(folder / f"{FEW}.jsonl")  # word lists and models are read once
    peaks = []
    for n in (FEW, MANY):
        tracemalloc.start()
        load(folder / f"{n}.jsonl")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    letters = (folder / f"{MANY}.jsonl").stat().st_size - (folder / f"{FEW}.jsonl").stat().st_size
    return (peaks[1] - peaks[0]) / letters


@pytest.mark.parametrize("kind", ["files", "cells"])
def test_a_load_holds_few_articles_as_python_objects(kind, request):
    # Mostly numbers of words and runs; Arrow's table is not counted. Lists of all texts cost 11,
    # the first 500 rows held to the end 2.3, further columns as Python objects 3.
    folder = request.getfixturevalue(kind)
    assert cost(lambda path: load_articles(path, progress=False), folder) < 1.5


def test_a_stream_holds_one_batch(files):
    def load(path):
        for _ in stream_articles(path, size=50):
            pass

    assert cost(load, files) < 0.3
