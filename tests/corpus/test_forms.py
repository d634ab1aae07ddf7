"""Every fix of a form mends what it is for, says so, and leaves alone what only looks like it."""

from __future__ import annotations

import html
import json
import re
import textwrap
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.corpus.cleaning import clean
from mediakit.corpus.forms import FIXES, replay
from mediakit.corpus.load import load_articles
from mediakit.corpus.report import report

CASES = json.loads((Path(__file__).parents[1] / "cases" / "forms.json").read_text("utf-8"))
SAID = {name: fix.says.strip(" :") for name, fix in FIXES.items()}

WORDS = st.sampled_from(
    "the a council of Halm mayor Ida Holt said bridge pier rotten and nobody was told that it"
    " would close before winter because engineers feared another collapse near river".split()
)
SENTENCES = st.lists(WORDS, min_size=12, max_size=30).map(lambda words: f"The {' '.join(words)}.")
PARAGRAPHS = st.lists(
    st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join), min_size=3, max_size=5, unique=True
)


def load(text: str, **columns: object) -> pd.DataFrame:
    return load_articles(pd.DataFrame({"text": [text], **columns}), progress=False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['fix']}: {case['given'][:30]!r}")
def test_case(case: dict[str, str | None]) -> None:
    given_text, wanted, fix = case["given"], case["wanted"], case["fix"]
    assert given_text is not None and fix is not None
    cleaned = clean(given_text)
    assert cleaned.text == (given_text if wanted is None else wanted)
    assert any(row.startswith(SAID[fix]) for row in cleaned.repairs) == (wanted is not None)
    assert clean(cleaned.text) == (cleaned.text, ())


def test_every_fix_has_cases() -> None:
    """A case that it mends, and, but for those whose form no honest text has, one that stays."""
    mended = {case["fix"] for case in CASES if case["wanted"] is not None}
    left = {case["fix"] for case in CASES if case["wanted"] is None}
    assert mended == set(FIXES) and left >= set(FIXES) - {"mojibake"}


def test_replay_applies_the_fixes_that_are_named() -> None:
    text = "<p>Ida&nbsp; Holt</p>"
    assert replay(text, ["markup", "blanks"]) == "Ida Holt"
    assert replay(text, []) == text


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS, st.integers(40, 100), st.sampled_from(["\n\n", "    ", "\t"]))
def test_filled_lines_become_the_paragraphs_they_were(
    paragraphs: list[str], width: int, how: str
) -> None:
    indent = "" if how == "\n\n" else how
    joint = "\n\n" if how == "\n\n" else "\n"
    filled = joint.join(
        textwrap.fill(p, width, initial_indent=indent, expand_tabs=False) for p in paragraphs
    )
    assert clean(filled).text == joint.join(paragraphs)


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS, st.sampled_from(["p", "div", "li", "h3", "blockquote"]))
def test_markup_becomes_the_paragraphs_it_was(paragraphs: list[str], name: str) -> None:
    marked = "\n".join(f'<{name} class="a">{html.escape(p)}</{name}>' for p in paragraphs)
    assert clean(marked).text == "\n\n".join(paragraphs)


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS)
def test_tokens_become_the_words_they_were(paragraphs: list[str]) -> None:
    text = "\n\n".join(f'"{p[:-1]}," she said, "so." It ended (in May).' for p in paragraphs)
    apart = re.sub(r' *([",.()]) *(?!\n)', r" \1 ", text)
    apart = re.sub(r" +", " ", apart.replace("\n", " \n ")).strip()
    assert clean(apart).text == text


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<br>", "<q>", "</q>", "<script>", "</b>", "<b>", "<", ">", "&lt;", "&amp;",
             "&quot;", " ", "  ", "\t", "\n", "\n\n", "   ", "\u00a0", "\u2009", "``", "''", '"', "'",
             "“", "”", " , ", " . ", "?", "†", "\ufffd", "word", "a", "said", "it?s", "nÕt", "Ò", ",Ó",
             "-\n", "[x](/y)", "Home", "News", "Sport", "|", "=E2=80=9C", "\\n\\n", "@-@", "-LRB-", "1"]
        ), max_size=25,
    ).map("".join)
)  # fmt: skip
def test_mending_twice_changes_nothing_more(text: str) -> None:
    cleaned = clean(text).text
    assert clean(cleaned) == (cleaned, ())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=30))
def test_no_word_is_lost_in_markup(words: list[str]) -> None:
    deep = "".join(f"<div>{word} " for word in words) * 20
    assert clean(deep).text.split() == words * 20


def test_what_is_nested_too_deep_for_a_parser_keeps_its_words() -> None:
    assert clean("<div>" * 5000 + "Holt <b>said</b> no" + "</div>" * 5000).text == "Holt said no"


def test_the_text_as_given_is_kept_where_its_form_was_mended() -> None:
    articles = load_articles(
        pd.DataFrame({"text": ["<p>Holt said no.</p>", "Holt said no \r\n\r\nShe left.", "Cafe\u0301."]}),
        progress=False,
    )  # fmt: skip
    before = articles["text_before"]
    assert before[0] == "<p>Holt said no.</p>" and before[1:].isna().all()
    row = report(articles).iloc[0]
    assert row["article_id"] == articles["article_id"][0]
    assert row["reason"] == "HTML markup read as text"


def test_not_clean_is_exactly_as_decoded() -> None:
    odd = " <p>a  &amp; b</p>\r\n``so'' "
    articles = load_articles(pd.DataFrame({"text": [odd]}), clean=False, progress=False)
    assert articles["text"][0] == odd and pd.isna(articles["text_before"][0])


def test_what_goes_is_told_in_its_words() -> None:
    text = "Home\nNews\nSport\n\nThe quay is closed."
    assert clean(text).repairs == ("menus taken out: Home / News / Sport",)
    assert clean("<nav>x</nav><p>So it is.</p>").repairs == (
        "HTML markup read as text; left out: 1 × <nav>",
    )


LOST = (
    "We saw the crane fall, Ida Holt said. I told them that it was rotten, she added. The port"
    " is closed. We will not forgive them, Carl Dunn said. Nobody asked us, he told the council."
)


def test_an_article_whose_marks_are_lost_is_told() -> None:
    assert any("no quotation mark" in reason for reason in report(load(LOST)).reason)
    marked = "“We saw the crane fall,” Ida Holt said. " + LOST
    assert not any("no quotation mark" in reason for reason in report(load(marked)).reason)
    indirect = "Officials said the port was closed. Holt said it would open in May. " * 5
    assert not any("no quotation mark" in reason for reason in report(load(indirect)).reason)


def test_marks_that_cannot_be_mended_surely_are_told() -> None:
    reasons = report(load("He called it a ?sham and went home. Caf\ufffd Halm.")).reason
    assert any(reason.startswith("2 characters may be lost") for reason in reasons)


def test_an_outlet_without_any_mark_is_told() -> None:
    plain = [f"The port of town {n} is closed, officials said on Monday. " * 15 for n in range(6)]
    quoting = [f"“The port of city {n} is closed,” officials said. " * 15 for n in range(6)]
    frame = pd.DataFrame({"text": plain + quoting, "outlet": ["Halm Post"] * 6 + ["Moor News"] * 6})
    reasons = report(load_articles(frame, progress=False)).reason
    told = [reason for reason in reasons if "in any of" in reason]
    assert told == ["no quotation mark in any of 6 articles of 'Halm Post': were the marks lost?"]


def test_a_text_in_capitals_is_a_warning() -> None:
    capitals = "THE BANK RAISED RATES ON FRIDAY, ITS PRESIDENT SAID. " * 4
    frame = pd.DataFrame({"text": [capitals, capitals.capitalize()]})
    told = report(load_articles(frame, progress=False)).query("kind == 'warning'")
    assert told["reason"].str.startswith("the text is in capitals").sum() == 1
