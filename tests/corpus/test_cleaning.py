"""Cleaning repairs what is broken and leaves honest text alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mediakit.corpus.cleaning import clean

#: Pieces of which broken text is made, so that chance finds them.
PIECES = st.sampled_from(
    ["â€œ", "â€\x9d", "Ã©", "Ã\xad", "\u00ad", "\u200b", "\ufeff", "\r", "\n", " ", "\t", "&amp;",
     "amp;", "&", "&lt;", "b>", "e\u0301", "e", "\u0301", "\x1b[1m", "\x1b", "[1m", "\x00", "\x85",
     "\x92", "\u2028", "Ã ", "Â\xa0", "“", "”", "’", "«", "»", "ﬁ", "Ａ", "\xa0"]
)  # fmt: skip
MESSY = st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=12).map("".join)


def is_word(token: str) -> bool:
    return token[0].isalnum() and "?" not in token[:-1]


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("a\r\nb\rc\u2028d\u2029e", "a\nb\nc\nd\ne"),
        ("a \t\n\n \n\n\nb", "a\n\nb"),
        ("\n\n a\n", "a"),
        ("cafe\u0301", "café"),
        ("soft\u00adhyphen zero\u200bwidth\u2060 mark\ufeff", "softhyphen zerowidth mark"),
        ("bell\x07 nul\x00 \x1b[31mred\x1b[0m", "bell nul red"),
        ("â€œYesâ€\x9d", "“Yes”"),
        ("donâ€™t", "don’t"),
        ("donÃ¢â‚¬â„¢t", "don’t"),
        ("Ã\u00ad is í", "í is í"),
        ("don\x92t wait\x85", "don’t wait…"),
        ("AT&amp;T said &quot;no&quot; &#8217;", 'AT&T said "no" ’'),
    ],
)
def test_repaired(raw: str, cleaned: str) -> None:
    assert clean(raw).text == cleaned


@pytest.mark.parametrize(
    "honest",
    [
        "“Taxes,” she said, ‘rise’ – «non» „nein“ ''so'' ``too''",
        "No\u00a0break; 5\u2009000 and « so »",
        "ＷＩＤＥ letters, ½ and ²",
        "Müller, Zoë, Đặng, Łódź, Ærø, Besançon, naïve, SÃO PAULO, São Paulo",
        "Путин и Си", "习近平", "שלום", "سلام", "👩\u200d👩\u200d👧 family", "می\u200cخواهم",
        "R&D; AT&T; fish & chips; a&b", "The <b> tag and </b>",
        "Halm\t1\nKestle\t2", "x < y and y > z", "C:\\new\\table", "𝒥ohn", "…and then—“what?”—he left",
    ],
)  # fmt: skip
def test_honest_text_is_left_alone(honest: str) -> None:
    assert clean(honest) == (honest, ())


def test_repairs_are_named() -> None:
    assert clean("donâ€™t &amp; won’t").repairs == ("mojibake repaired", "HTML entities decoded")
    assert clean("a \r\n\n\n\nb\t\u2028ce\u0301").repairs == ()


def test_removed_characters_are_counted() -> None:
    soft = "hy\u00adphen " * 1747
    assert clean(soft).repairs == ("invisible characters removed: 1,747 (soft hyphens 1,747)",)
    assert clean("a\u200b\u2060\ufeffb\x07\x1b[1mc\r\n").repairs == (
        "invisible characters removed: 8 (terminal escapes 4, zero-width 3, control characters 1)",
    )


@given(st.text("ab \n\r\t\u00ad\u200b\u2060\ufeff\x00\x07\x1b", max_size=20))
def test_every_removed_character_is_counted(text: str) -> None:
    number = sum(character not in "ab \n\r\t" for character in text)
    said = [repair.split()[3] for repair in clean(text).repairs if repair.startswith("invis")]
    assert said == ([str(number)] if number else [])


@settings(max_examples=400, deadline=None)
@given(MESSY)
@example("Ã\u200b\u00ad")
@example("&am\u200bp;amp;")
@example("e\u00ad\u0301")
@example("\x1b\u200b[1m")
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    cleaned = clean(text).text
    assert clean(cleaned) == (cleaned, ())


@settings(max_examples=400, deadline=None)
@given(MESSY)
def test_what_cleaned_text_is_free_of(text: str) -> None:
    cleaned = clean(text).text
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not set(cleaned) & set("\r\0\u00ad\u200b\u2060\ufeff\u2028\x85\x1b")
    assert "\n\n\n" not in cleaned and " \n" not in cleaned and cleaned == cleaned.strip(" \n\t")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text("abyzABYZ019-,.;:!?'()%/", min_size=1, max_size=9).filter(is_word)))
def test_plain_words_are_untouched(words: list[str]) -> None:
    assert clean(" ".join(words)) == (" ".join(words), ())
