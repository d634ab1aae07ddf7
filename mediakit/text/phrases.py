"""A source as a noun phrase: its determiner, quantity, head, modifiers, and what explains it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from mediakit.text.document import POSSESSIVE, Document, strip_possessive
from mediakit.text.gazetteer import (
    body_nouns,
    demonyms,
    given_names,
    institutions,
    nouns,
    places,
    speaker_words,
)
from mediakit.text.word_classes import (
    auxiliaries,
    binding_words,
    clause_words,
    closed_words,
    cues,
    past_forms,
    role_words,
    roles,
    word_class,
)


class Case(NamedTuple):
    """What tells a name from a word that its place capitalises."""

    lower: frozenset[str]  # words that the field writes in lower case somewhere
    proper: frozenset[str]  # words of the names of persons, in lower case
    loud: frozenset[int]  # sentences written like headlines


class Phrase(NamedTuple):
    """The words of a source: core [first, last) with its `head`, and what follows until `stop`."""

    first: int
    last: int
    head: int
    stop: int
    definite: bool
    quantified: bool
    owner: int | None  # the word that owns it: "his" advisers, "Clinton’s" campaign


def read_phrase(document: Document, words: range) -> Phrase:
    """Read the noun phrase `words`: quantity and determiner come off, an apposition stays behind.

    Examples
    --------
    >>> document = Document("A majority of the young voters in Halm, mostly women, agreed.")
    >>> phrase = read_phrase(document, range(0, 10))
    >>> document.words[phrase.first : phrase.last], document.words[phrase.head]
    (['young', 'voters', 'in', 'Halm'], 'voters')
    """
    keys, first, stop = document.keys, words.start, words.stop
    while first < stop - 1 and keys[first] in _leading() and document.words[first] != "US":
        first += 1
    last = _core_end(document, first, stop)
    while last - 1 > first and keys[last - 1] in _trailing() and document.words[last - 1].islower():
        last -= 1  # "Holt had", "a report that"
    first, definite, quantified, owner = _strip(document, first, last)
    head = first + head_index(keys[first:last], document.words[first:last])
    if owner is None:
        for word in range(first, head):
            if document.words[word].endswith(POSSESSIVE) or document.gap(word)[:1] in "'’":
                owner = word
    return Phrase(first, last, head, stop, definite, quantified, owner)


def _strip(document: Document, first: int, last: int) -> tuple[int, bool, bool, int | None]:
    """Take off determiners, possessors and quantities: “A third of the”, “six in 10”."""
    keys = document.keys
    definite = quantified = False
    owner = None
    while first < last - 1:
        key, following = keys[first], keys[first + 1]
        step = 1
        if key in word_class("possessor"):
            owner = first
        elif key in word_class("definite") and following not in word_class("behind_those"):
            if key == "those" and following.endswith(("ing", "ed")):
                break  # "those responding"
            definite = True
        elif key == "of" and (quantified or definite):
            pass
        elif length := _counts(keys, first, last):
            quantified, step = True, length
        elif key in speaker_words("quantity") or _is_number(key):
            if _is_no_quantity(key, following):
                break
            quantified = key not in ("other", "so-called") or quantified
        elif key not in word_class("determiner") or is_initial(document, first):
            break
        elif key in word_class("article") and following in speaker_words("partitive"):
            quantified = True
        first += step
    return first, definite, quantified, owner


def _counts(keys: list[str], first: int, last: int) -> int:
    """Return the words of “small groups”, “six in” and “nine out” before their *of* and number."""
    key, following = keys[first], keys[first + 1]
    if following in word_class("crowd") and keys[first + 2 : first + 3] == ["of"]:
        return 2  # "small groups of protesters"
    share = (_is_number(key) or key in ("out", "than")) and following in ("in", "out")
    return 2 if share and first + 3 < last else 0  # "six in 10 voters", "nine out of 10"


def _is_no_quantity(key: str, following: str) -> bool:
    """Tell “some in the party”, “a group of parents” and “a 2014 study”."""
    amount = _is_number(key) or key in speaker_words("partitive")
    if following == "in" or (following == "of" and not amount):
        return True
    return len(key) == 4 and key.isdigit()


@cache
def _leading() -> frozenset[str]:
    return word_class("preposition", "conjunction", "focus") - {"like", "both"}


@cache
def _trailing() -> frozenset[str]:
    return binding_words() | word_class("auxiliary", "modal", "possessor", "article")


def _is_number(key: str) -> bool:
    if key[0].isdigit():
        return True
    return key.split("-")[0] in word_class("number") and key.split("-")[-1] in word_class("number")


def _core_end(document: Document, first: int, stop: int) -> int:
    """Return the word behind the core: before a comma, a bracket, a dash, or “, who”."""
    for word in range(first, stop - 1):
        gap = document.gap(word)
        if gap in (" ", "/", "-", "–") or abbreviates(document, word + 1):
            continue
        digits = document.words[word][-1].isdigit() and document.words[word + 1][0].isdigit()
        if gap in (",", ".") and digits:
            continue  # “4,200” and “1.5” are two words each
        if document.sentence_of[word + 1] != document.sentence_of[word]:
            return word + 1
        if any(mark in gap for mark in ",(;:—[") or " - " in gap or "--" in gap or "– " in gap:
            if "," in gap and document.words[word + 1].rstrip(".") in ("Jr", "Sr"):
                continue
            return min(stop, enumeration_end(document, first, word + 1))
    for word in range(first + 1, stop):
        if document.keys[word] == "who":
            return word
    return stop


def head_index(keys: Sequence[str], raw: Sequence[str]) -> int:
    """Return the index of the head noun: the last word before a preposition, relative, participle.

    Examples
    --------
    >>> phrase = "young lawyers based in Halm".split()
    >>> phrase[head_index(phrase, phrase)]
    'lawyers'
    """
    for at in range(1, len(keys)):
        if not raw[at][0].islower():
            continue
        key = keys[at]
        if key in behind_head() and (key != "to" or at + 1 < len(keys)):
            return at - 1
        participle = key.endswith(("ing", "ed")) and key not in role_words()
        if participle and keys[at - 1] in nouns():
            return at - 1
    return len(keys) - 1


@cache
def behind_head() -> frozenset[str]:
    """Return words that end a noun phrase's head: prepositions, relatives, auxiliaries, and."""
    return word_class("preposition", "relative", "auxiliary") | {"and", "familiar"}


def is_plural(document: Document, phrase: Phrase) -> bool:
    """Tell a plural head from a singular one by its ending."""
    key, owner = document.keys[phrase.head], document.words[phrase.head].endswith(POSSESSIVE)
    return is_plural_noun(key) and (not owner or key in word_class("plural"))


def is_plural_noun(key: str) -> bool:
    """Tell “lawyers” and “people” from “lawyer” and “news”, by the ending of what no list has."""
    if key in word_class("plural", "singular"):
        return key in word_class("plural")
    return key.rstrip("'").endswith("s") and not key.endswith(("ss", "us", "is"))


def is_named(document: Document, first: int, last: int, case: Case) -> bool:
    """Tell whether words [first, last) hold a name: a capital that its place does not explain."""
    return any(_is_name(document, word, first, last, case) for word in range(first, last))


def _is_name(document: Document, word: int, first: int, last: int, case: Case) -> bool:
    text = document.words[word]
    if not text[0].isupper():
        return False
    if any(letter.isupper() for letter in text[1:]):
        return True
    plain = word > first and not opens_sentence(document, word)
    if plain and document.sentence_of[word] not in case.loud:
        return True
    return not is_common(document, word, last, case)


def is_common(document: Document, word: int, last: int, case: Case) -> bool:
    """Tell a word that is capitalised only because it opens a sentence or stands in a headline."""
    text, key = document.words[word], document.keys[word]
    if _is_proper(text, key, case):
        return False
    if document.sentence_of[word] not in case.loud and _names_body(document, word, last):
        return False
    if key in case.lower or key in nouns() or key in speaker_words("quantity"):
        return True
    if word + 1 >= last or document.words[word + 1][0].isupper():
        return False
    # “Old voters” and “Foreign policy”, but “Varenian parliament” and “Kroger and Walgreens”
    behind = takewhile(lambda key: key not in closed_words(), document.keys[word + 1 : last])
    documents = speaker_words("generic_document")
    return key in _common_words() or any(is_plural_noun(k) or k in documents for k in behind)


@cache
def _common_words() -> frozenset[str]:
    """Return the words that the lists of rules, roles and cues know: foreign, civil, admission."""
    parts = frozenset(part for role in roles() for part in role.split())
    listed = word_class("adverb", "preposition", "title_adjective", "voter_adjective", "time_word")
    return parts | listed | frozenset(cues(weak=True))


def _is_proper(text: str, key: str, case: Case) -> bool:
    """Tell a word that is a name wherever it stands: Halm’s, Danes, NATO, a person's name."""
    if text.endswith(POSSESSIVE) or text in demonyms() or (text,) in places():
        return True
    listed = (text,) in institutions() and key not in role_words()
    capitals = any(letter.isupper() for letter in text[1:])
    return listed or capitals or text.isupper() or key in _always_capital() or key in case.proper


def _names_body(document: Document, word: int, last: int) -> bool:
    """Tell the start of “State Department”, “Citizens for Clean Water”, “Committee on Roads”."""
    behind = document.words[word + 1 : min(word + 3, last)]
    if behind and behind[0][0].isupper():
        return True
    key = document.keys[word]
    linked = len(behind) > 1 and behind[1][0].isupper()
    return linked and (key.endswith("s") or key in body_nouns())


@cache
def _always_capital() -> frozenset[str]:
    peoples = {demonym.lower() + "s" for demonym in demonyms()}
    return speaker_words("party_word", "people_word") | frozenset(peoples)


def bare_text(document: Document, phrase: Phrase, case: Case) -> str:
    """Return the phrase as its own name: no determiner, no quantity, no capital by place."""
    text = phrase_text(document, phrase.first, phrase.last)
    if is_common(document, phrase.first, phrase.last, case) and (
        opens_sentence(document, phrase.first) or document.words[phrase.first][0].isupper()
    ):
        return text[0].lower() + text[1:]
    return text


def noun_phrase(document: Document, head: int) -> Phrase:
    """Return the noun phrase that ends at `head`, without what stands behind it."""
    floor = document.sentence_starts[document.sentence_of[head]]
    return read_phrase(document, range(noun_start(document, head, floor), head + 1))


def noun_start(document: Document, head: int, floor: int) -> int:
    """Return the first word of the noun phrase that ends at `head`."""
    first = head
    while first > floor and document.gap(first - 1) in (" ", "-", "/"):
        key = document.keys[first - 1]
        if key in word_class("determiner"):
            return first - 1
        verb = key in past_forms() or key.endswith(("ed", "ing"))
        if key not in word_class("voter_adjective") and (key in phrase_breaks() or verb):
            break
        first -= 1
    return first


@cache
def phrase_breaks() -> frozenset[str]:
    """Return words that do not stand between a determiner and its noun: of, who, also, said."""
    return clause_words() | word_class("adverb") | speaker_words("speech_verb")


# ---- words as they are written
def abbreviates(document: Document, word: int) -> bool:
    """Tell whether the stop before `word` belongs to an abbreviation: “Sen. John”, “J. Smith”."""
    gap = document.gap(word - 1)
    return gap.strip() == "." and document.sentence_of[word] == document.sentence_of[word - 1]


def is_initial(document: Document, word: int) -> bool:
    """Tell the letters of “A.T.F.” and “J. Smith” from the words *A* and *I*."""
    return len(document.words[word]) == 1 and document.gap(word)[:1] == "."


def enumeration_end(document: Document, first: int, last: int) -> int:
    """Return the end of a body that is named by a list: “Bureau of Roads, Dams and Bridges”.

    Words [first, last) end at its first comma; where no list goes on it is `last`. Counts single
    capitalised words that are themselves no names of bodies, places or persons.
    """
    words, keys = document.words, document.keys
    heads = (at for at in range(first, last - 1) if keys[at] in body_nouns())
    if not any(keys[at + 1] in word_class("body_topic") for at in heads):
        return last
    if tuple(words[first:last]) in institutions():
        return last
    end = last
    while end < len(words) - 1 and document.gap(end - 1) == ", " and _may_be_listed(words[end]):
        end += 1
    goes_on = keys[end : end + 1] == ["and"] and end + 1 < len(words)
    return end + 2 if end > last and goes_on and _may_be_listed(words[end + 1]) else last


def _may_be_listed(word: str) -> bool:
    known = (word,) in institutions() or (word,) in places() or word.lower() in given_names()
    return word[0].isupper() and not known and word not in demonyms()


_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.[A-Z]|\b[JS]r)$")


def phrase_text(document: Document, first: int, last: int) -> str:
    """Return words [first, last) as written, “Donald J. Trump”, without a possessive ’s."""
    text = document.phrase(document.starts[first], document.ends[last - 1])
    stop = document.text[document.ends[last - 1] : document.ends[last - 1] + 1] == "."
    return text + "." if stop and _ABBREVIATED.search(text) else strip_possessive(text)


def opens_sentence(document: Document, word: int) -> bool:
    """Tell whether `word` may be capitalised only because it comes first."""
    return (
        word == 0
        or document.sentence_of[word] != document.sentence_of[word - 1]
        or any(mark in document.gap(word - 1) for mark in '“"‘:')
    )


def goes_on(document: Document, word: int) -> bool:
    """Tell whether only a space or the stop of an abbreviation stands before the word."""
    if document.sentence_of[word] != document.sentence_of[word - 1]:
        return False
    return document.gap(word - 1).isspace() or abbreviates(document, word)


def ends_phrase(document: Document, word: int) -> bool:
    """Tell the last word of a noun phrase from a modifier: “White House aides”."""
    if word + 1 >= len(document.words) or not goes_on(document, word + 1):
        return True
    key = document.keys[word + 1]
    if key in no_nouns() or key in past_forms() or key.endswith(("ed", "ly")):
        return True
    return any(cue.pos == "v" and not cue.noun for cue in cues(weak=True).get(key, ()))


def is_verb(document: Document, word: int) -> bool:
    """Tell a finite verb; “claims” and “sanctions” by what follows them."""
    if word >= len(document.keys):
        return False
    key = document.keys[word]
    if key in auxiliaries() or key in past_forms() or key.endswith("ed"):
        return True
    forms = [cue for cue in cues().get(key, ()) if cue.pos == "v" and cue.finite]
    if forms and not any(cue.noun for cue in forms):
        return True
    if not forms and (not key.endswith("s") or key in no_nouns()):
        return False
    if word + 1 >= len(document.words) or not goes_on(document, word + 1):
        return False
    following = document.keys[word + 1]
    return following in _objects() or document.words[word + 1][0].isupper()


@cache
def _objects() -> frozenset[str]:
    """Return words that begin an object or a clause."""
    return word_class("determiner", "pronoun", "number") | {"to"}


@cache
def no_nouns() -> frozenset[str]:
    """Return `closed_words`, adverbs and weekdays: before and behind a name they are not of it."""
    return closed_words() | word_class("adverb", "weekday")
