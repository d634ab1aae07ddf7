"""Tone: TextBlob's polarity of each sentence, no more than it promises."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mediakit.signals import DEFAULT, SIGNALS, tone
from mediakit.text.document import Document


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("A terrible day. It rained.", [-1.0, 0.0]),
        ("A wonderful day!\n\nA bad road.", [1.0, -0.7]),
        ("", []),
        ("… !", []),
    ],
)
def test_each_sentence_has_a_polarity(text: str, values: list[float]) -> None:
    document = Document(text)
    spans = tone.find(document, [])  # type: ignore[arg-type]
    assert [round(span.value or 0, 2) for span in spans] == values
    assert {span.label for span in spans} <= {"sentence"}
    sentences = [(s, e) for s, e in document.sentences if document.words_in(s, e)]
    assert [(span.start, span.end) for span in spans] == sentences


def test_it_is_the_baseline_that_its_docstring_admits() -> None:
    text = "The radical, extremist senator slammed the reckless witch hunt."
    [span] = tone.find(Document(text), [])  # type: ignore[arg-type]
    assert span.value == 0.0


def test_it_is_off_by_default_and_loads_textblob_only_when_used() -> None:
    assert "tone" in SIGNALS and "tone" not in DEFAULT
    code = "import sys, mediakit.signals.tone; sys.exit('textblob' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
