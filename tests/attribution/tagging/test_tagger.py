"""The two models that ship: their files, and that they read whatever they are given."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.attribution import ENGINES, engine_version, tag, tag_and_link
from mediakit.attribution.repairs import mend
from mediakit.attribution.tagging.linking import link
from mediakit.attribution.tagging.tagger import CLS, PARAGRAPH, WINDOW, tag_blocks
from mediakit.attribution.tagging.tokens import Tokens
from mediakit.contract import hashes, resources
from mediakit.text.document import Document

FOLDER = resources.FOLDER.parent / "models"
MEGABYTES = {"accurate": 25, "fast": 12}
PIECES = st.sampled_from(["“", "”", '"', "''", "``", "«", "»", " said ", "Orr", "\n\n", "\n", ". ", "\u00a0", "\u200b",
                          "İ", "習近平", "a" * 60, "1,000", " they will not sell ", "—"])  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
def test_a_model_is_small_and_says_what_it_is(engine: str) -> None:
    files = [FOLDER / engine / name for name in (*resources.MODEL_FILES, "card.md")]
    assert sum(file.stat().st_size for file in files) <= MEGABYTES[engine] * 1e6
    card = files[-1].read_text(encoding="utf-8")
    for word in ("Limits", "Data", "licence", "Reliability", "2016"):
        assert word in card, f"the card of {engine} says nothing of {word}"
    vocabulary = files[1].read_text(encoding="utf-8").split("\n")
    assert vocabulary[0] == "[PAD]" and vocabulary[CLS] == "[CLS]"
    assert vocabulary[PARAGRAPH] == "[PARAGRAPH]" and "[UNK]" in vocabulary
    assert len(set(vocabulary)) == len(vocabulary)
    assert not [word for word in vocabulary if " " in word], "a vocabulary holds no sentences"


@pytest.mark.parametrize("engine", ENGINES)
def test_the_settings_forbid_an_inside_without_a_begin(engine: str) -> None:
    moves = json.loads((FOLDER / engine / "settings.json").read_text(encoding="utf-8"))["moves"]
    for inside in (2, 4, 6):
        allowed = {before for before in range(7) if moves[before][inside] > -100}
        assert allowed == {inside - 1, inside}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_version_names_engine_and_weights(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    version = engine_version(engine)
    assert re.fullmatch(rf"{engine} [0-9a-f]{{12}}", version)
    monkeypatch.setattr(hashes, "MODEL_FILES", ("vocabulary.txt",))
    assert engine_version(engine) != version, "every file counts"


@pytest.mark.parametrize("engine", ENGINES)
@given(text=st.lists(PIECES, max_size=30).map("".join))
@settings(max_examples=25)
def test_whatever_the_text_every_token_gets_a_role(engine: str, text: str) -> None:
    document = Document(text)
    tagging = tag(document, engine)
    n = len(tagging.tokens.words)
    assert tagging.roles.shape == (n, 7) and len(tagging.links) == len(tagging.window) == n
    assert np.allclose(tagging.roles.sum(1), 1, atol=1e-4)
    assert all(0 <= a.confidence <= 1 for a in mend(document, link(tagging)))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_second_reading_gives_the_same(engine: str) -> None:
    document = Document("“We lost,” Ida Holt said. She blamed the ministry.\n\nNobody answered.")
    first, second = tag(document, engine), tag(Document(document.text), engine)
    assert np.array_equal(first.roles, second.roles) and np.array_equal(first.links, second.links)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_paragraph_longer_than_a_window_is_read(engine: str) -> None:
    document = Document("The mill stood still. " * 90 + "“We lost,” Ida Holt said.")
    tagging = tag(document, engine)
    assert len(tagging.tokens.words) > 2 * WINDOW[engine]
    assert len(set(tagging.window.tolist())) > 1
    last = mend(document, link(tagging))[-1]
    assert document.text[slice(*last.contents[-1])] == "“We lost,”"


@pytest.mark.parametrize("most", [1, 2])
def test_block_by_block_a_text_says_what_it_says_at_once(most: int) -> None:
    text = "“We lost,” Ida Holt said. " + "The mill stood still. " * 60
    document = Document("\n\n".join([text, "She blamed the ministry. " * 50, text]))
    whole, blocks = tag(document, "accurate"), [*tag_blocks(Tokens(document), "accurate", most)]
    assert len(blocks) > 1 and all(block.tokens.paragraphs[0][0] == 0 for block in blocks)
    for name in ("roles", "loaded"):
        parts = np.concatenate([getattr(block, name) for block in blocks])
        assert np.array_equal(parts, getattr(whole, name)), name
    found = [attribution for block in blocks for attribution in link(block)]
    assert found == link(whole) and len(found) > 2
    assert not tag_and_link(document, "accurate").tagging.links.size, "nothing asks for them again"


@pytest.mark.parametrize("engine", ENGINES)
def test_case_and_marks_are_seen(engine: str) -> None:
    plain = tag(Document("orr said the mill is shut"), engine).roles
    capital = tag(Document("Orr said the mill is shut"), engine).roles
    assert not np.array_equal(plain, capital)
    curly, straight = (
        tag(Document(t), engine).roles for t in ("“We lost,” he said.", '"We lost," he said.')
    )
    assert np.array_equal(curly, straight)
