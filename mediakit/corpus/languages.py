"""Which language a text is in: by its script, by an identifier, and by English words.

The identifier (py3langid) is sure of a paragraph and guesses about a headline. So its word counts
only where it is sure; short texts are English by words that an English dictionary has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from mediakit.contract.resources import read_rows
from mediakit.corpus.values import as_language

SAMPLE = 600  # characters that tell the language of most texts
FEW = 8  # words from which a label may be doubted
LONG = 20  # words from which the identifier knows
SURE = 0.9
CERTAIN = 0.99
LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
LABEL = re.compile(r"([^\W\d_]+):")  # a word before a colon
# Letters from the Greek block on; among them stand some Latin ones, with marks of Vietnamese.
NO_LATIN = re.compile(
    r"[\u0370-\u1dff\u1f00-\u1fff\u2c00-\ua7ff\ua800-\ufeff\U00010000-\U0003ffff](?<=\w)"
)
NO_WORDS = re.compile(r"https?://\S+|www\.\S+|[@#]\w+")
SENTENCES = re.compile(r"(?<=[.!?。！？])[\"”’)]*\s*(?=[^\s\d])")
LABELS = re.compile(r"[;,/|&+]|\band\b")
NO_LABEL = frozenset({"und", "unknown", "mul", "multiple", "other", "none", "n/a", "na", "zxx"})
PIDGIN, SCOTS = "pcm", "sco"
READ = frozenset({"en", PIDGIN})  # Nigerian Pidgin reports in English frames, so it is read


class Language(NamedTuple):
    """What a text tells about its language: a code, None where it cannot be told, and how surely.

    Attributes
    ----------
    code : str or None
        ISO 639.
    sure : float
        Between 0 and 1.
    """

    code: str | None
    sure: float

    @property
    def english(self) -> bool:
        """Say whether the rules for English can read it."""
        return self.code in READ

    @property
    def name(self) -> str:
        """Name it in words, with its code."""
        named = _names().get(self.code or "")
        return f"{named} ({self.code})" if named else f"the language {self.code!r}"


UNTOLD = Language(None, 0.0)


def identify(text: str) -> Language:
    """Tell the language of a text by its beginning; without a clear word in it, by more of it.

    Lists of English words, telegrams and headlines are English, and so is English in which most
    names are foreign. What is missed: a short text of words that several languages share, and one
    of names only; their language is not told.

    Examples
    --------
    >>> identify("Der Hafen bleibt geschlossen, sagte die Ministerin.").code
    'de'
    >>> identify("Goals: Müller 12, Özil 34. Attendance: 75,000.").code
    'en'
    >>> identify("Hafen").code is None
    True
    """
    told = _identify(text[:SAMPLE])
    return told if told.english or len(text) <= SAMPLE else _identify(text[: 4 * SAMPLE])


def labelled(label: str) -> list[str]:
    """Return the codes of a language label; several of “English; French”, none of “unknown”.

    Examples
    --------
    >>> labelled("ENGLISH"), labelled("en-GB"), labelled("English; French"), labelled("und")
    (['en'], ['en'], ['en', 'fr'], [])
    """
    if label.strip().lower() in NO_LABEL:
        return []
    codes = [as_language(part.strip()) for part in LABELS.split(label) if part.strip()]
    codes = ["en" if code.lower().startswith(("en-", "eng")) else code for code in codes]
    return [code for code in codes if code.lower() not in NO_LABEL]


def why_not_english(text: str, label: str) -> tuple[str | None, str | None]:
    """Return why a text cannot be read as English, and what is doubtful where it can.

    A given label decides, unless the text is certainly in another language.

    Examples
    --------
    >>> why_not_english("Der Hafen bleibt zu, sagte die Ministerin am Montag.", "")
    ("the text is German (de); lists and rules are for English: set language='en' if it is", None)
    >>> why_not_english("The port is shut.", "German")
    ("language is 'German'; lists and rules are for English", None)
    """
    codes = labelled(label)
    if codes and "en" not in codes:
        wrong = identify(text)
        reason = f"language is {label!r}; lists and rules are for English"
        if wrong.code == "en" and wrong.sure >= SURE and len(LETTERS.findall(text)) >= FEW:
            reason += ". The text looks English: set language='en' to read it"
        return reason, None
    if codes and is_plainly_english(text[:SAMPLE]):
        return None, None
    told = identify(text)
    if told.code == PIDGIN:
        return None, f"the text is {told.name}: read as English"
    if told.english:
        return None, None
    if codes:
        foreign = told.code is not None and told.sure >= SURE
        if foreign and told.sure >= CERTAIN and _long_or_other_script(text):
            return f"language is {label!r}, but the text is {told.name}", None
        return (
            None,
            f"language is {label!r}, but the text looks like {told.name}" if foreign else None,
        )
    if told.code is None:
        return "the language cannot be told; set language='en' if it is English", None
    return (
        f"the text is {told.name}; lists and rules are for English: set language='en' if it is",
        None,
    )


def is_plainly_english(text: str) -> bool:
    """Say whether common English words leave no doubt: 20 words or more, a quarter of them such.

    Many times quicker than to identify the language, and enough for most news.
    """
    words = LETTERS.findall(text.lower())
    if len(words) < LONG:
        return False
    english = sum(map(_words("en").__contains__, words))
    return english >= 0.25 * len(words) and not sum(map(_marked().__contains__, words)) > 2


def is_foreign(text: str) -> Language | None:
    """Return the language of a line or sentence that is surely not English; else None.

    Only what has six words or more, or another script, can be sure.

    Examples
    --------
    >>> is_foreign("Les impôts vont augmenter en mai, a dit le ministre.").code
    'fr'
    >>> is_foreign("Erdoğan, Müller and Özil met Szczęsny in Ankara on Monday.") is None
    True
    """
    words = LETTERS.findall(text)
    lower = [word.lower() for word in words]
    if sum(map(_words("en").__contains__, lower)) >= 0.2 * len(words) and text.isascii():
        return None
    if len(words) < 6 and _latin_share(text) > 0.5:
        return None
    told = _identify(text[: 2 * SAMPLE])
    return None if told.english or told.code is None or told.sure < SURE else told


def foreign_pieces(lines: Mapping[int, str]) -> list[int]:
    """Return which lines of an English text are not English; none if the text is not English.

    Lines with common English words are not looked at more closely.

    Examples
    --------
    >>> foreign_pieces({0: "The port is shut.", 1: "Der Hafen ist seit Montag geschlossen."})
    [1]
    """
    suspects = [index for index, line in lines.items() if _may_be_foreign(line)]
    found = [index for index in suspects if is_foreign(lines[index])]
    if not found:
        return []
    rest = "\n".join(line for index, line in lines.items() if index not in found)
    return found if identify(rest).english and len(LETTERS.findall(rest)) > 3 else []


def foreign_share(line: str) -> float:
    """Return the share of a line's words that stand in sentences of another language.

    Examples
    --------
    >>> foreign_share("The port is shut. Der Hafen ist seit Montag geschlossen.")
    0.6
    """
    sentences = SENTENCES.split(line)
    foreign = [one for one in sentences if _may_be_foreign(one) and is_foreign(one)]
    return sum(len(one.split()) for one in foreign) / max(len(line.split()), 1)


def _may_be_foreign(line: str) -> bool:
    words = line.lower().split()
    if not line.isascii():
        if _latin_share(line) <= 0.5:
            return True
    elif not _only_english().isdisjoint(words):
        return False
    return len(words) >= 6 and sum(map(_words("en").__contains__, words)) < 0.1 * len(words)


def _identify(text: str) -> Language:
    text = NO_WORDS.sub(" ", text)
    words = LETTERS.findall(text)
    if not words:
        return UNTOLD if any(map(str.isalpha, text)) else Language("en", 0.0)
    code, sure, english = _ranked(text)
    if _latin_share(text) < 0.5:
        return Language(code, max(sure, CERTAIN) if code not in READ else 0.0)
    if english >= 0.5:
        return Language(SCOTS, SURE) if _is_scots(words) else Language("en", english)
    if code == PIDGIN and sure >= 0.5:
        return Language(PIDGIN, sure)
    known = _known_share(words, LABEL.findall(text))
    if sure >= SURE and known < 0.8 and len(words) > 2:
        return Language(code, sure)
    if known >= 0.6 or (code == "en" and len(words) > 2) or (sure < 0.5 and _has_the(words)):
        return Language("en", 0.5)
    return Language(code, sure) if sure >= 0.35 and len(words) > 1 else UNTOLD


def _known_share(words: list[str], labels: list[str]) -> float:
    """Return the share of words that are English; names count half, and alone they tell nothing.

    Names stand in capitals; where everything does, words before a colon are none (*Referee: Orr*).
    """
    lower = [word for word in words if word[:1].islower() and len(word) > 1]
    chosen = map(_unshared, (lower, labels if not lower else [], words))
    told = next(filter(None, map(list, chosen)), words)
    share = sum(map(_is_english_word, told)) / len(told)
    if (labels and not lower) or (len(lower) > 2 and share >= SURE):
        return share  # no names among them
    return min(share, 0.3 + sum(map(_is_english_word, words)) / len(words))


def _has_the(words: list[str]) -> bool:
    """Say whether a word that only English has is among them, and none of its neighbours'."""
    lower = [word.lower() for word in words]
    english = any(w in _words("en") and w not in _words("shared") for w in lower)
    return english and not any(w in _marked() for w in lower)


def _unshared(words: list[str]) -> list[str]:
    """Leave out words that English shares with its neighbours: “in”, “man”, “was”."""
    return [word for word in words if word.lower() not in _words("shared")]


def _is_english_word(word: str) -> bool:
    plain = word.replace("’", "'")
    plain = plain.removesuffix("'s")
    lower = plain.lower()
    return lower not in _words("other") and (plain in _dictionary() or lower in _dictionary())


def _is_scots(words: list[str]) -> bool:
    found = [word for word in map(str.lower, words) if word in _words(SCOTS)]
    return len(set(found)) >= 3 and len(found) >= 0.08 * len(words)


def _latin_share(text: str) -> float:
    """Return the share of letters that are Latin."""
    others = 0 if text.isascii() else len(NO_LATIN.findall(text))
    return 1 - others / sum(map(str.isalpha, text)) if others else 1.0


def _long_or_other_script(text: str) -> bool:
    return _latin_share(text) < 0.5 or len(LETTERS.findall(text)) >= LONG


def _ranked(text: str) -> tuple[str, float, float]:
    """Return the likeliest language, how likely it is, and how likely English is."""
    ranking = _identifier().rank(text)
    chances = dict(ranking)
    code, sure = ranking[0]
    return code, sure, chances["en"]


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def let_go() -> None:
    """Let go of the identifier, 70 MB, which half a second reads again when it is wanted."""
    _identifier.cache_clear()


@cache
def _words(language: str) -> frozenset[str]:
    rows = read_rows("language_words")
    return frozenset(row["word"] for row in rows if row["language"] == language)


@cache
def _only_english() -> frozenset[str]:
    return _words("en") - _words("shared")


@cache
def _marked() -> frozenset[str]:
    return _words("other") | _words(SCOTS)


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in read_rows("languages")}


@cache
def _dictionary() -> frozenset[str]:
    """Return the words of TextBlob's English lexicon, without those tagged as foreign."""
    found = find_spec("textblob")
    assert found is not None and found.submodule_search_locations
    file = Path(found.submodule_search_locations[0]) / "en" / "en-lexicon.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" ") for line in lines if line and not line.startswith(";;;"))
    return frozenset(word for word, *tags in pairs if tags and "FW" not in tags)
