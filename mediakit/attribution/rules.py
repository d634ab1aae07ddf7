"""The first tagger: attributions by rules over cues, quotation marks and phrase edges."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from mediakit.attribution.contents import (
    behind_recipient,
    clause_from,
    content_before,
    ends_quotation,
    has_verb,
    is_adverbial,
    next_comma,
    opens_quotation,
    rest_behind,
    that_clause,
)
from mediakit.attribution.grammar import Cue, auxiliaries, cues, roles, speaking_nouns, word_class
from mediakit.attribution.overlaps import add_leftovers, settle
from mediakit.attribution.phrases import (
    WordRange,
    is_adverb,
    is_apposition,
    looks_verbal,
    phrase_after,
    phrase_before,
    skip_auxiliaries,
    starts_clause,
    subject_pronouns,
)
from mediakit.attribution.record import Attribution, Piece
from mediakit.document import POSSESSIVE, Document

BE = frozenset({"is", "was", "are", "were", "be", "been", "being"})
POSSESSIVES = frozenset({"his", "her", "their", "its"})


class Place(NamedTuple):
    """Where a cue stands: words [at, end) in the sentence of words [first, last)."""

    document: Document
    cue: Cue
    at: int
    end: int
    first: int
    last: int
    speaking: WordRange | None = None  # the source of the cue before, in the same sentence


def find_attributions(document: Document) -> list[Attribution]:
    """Find the attributions of one field, by rules, in the order of their contents.

    Counts verbs of speech and thought with a clause, an object, an infinitive or a quotation;
    nouns such as *claim* with a possessor; *according to*; quotations without a cue that continue
    one. Misses most cues that are no verbs, sources far from their cue, and ironic uses.
    """
    found = add_leftovers(document, settle(document, list(_by_cues(document))))
    return sorted(found, key=lambda attribution: attribution.contents[0])


def _by_cues(document: Document) -> Iterator[Attribution]:
    """Read each cue outside quotation marks, the longest first, once."""
    index, keys = cues(), document.keys
    sentences = _sentence_words(document)
    used = 0
    speaking: tuple[int, WordRange | None] = (-1, None)
    for at, key in enumerate(keys):
        if at < used or key not in index or document.quoted[at]:
            continue
        for cue in index[key]:
            end = at + len(cue.words)
            if end > len(keys) or tuple(keys[at:end]) != cue.words:
                continue
            sentence = document.sentence_of[at]
            before = speaking[1] if speaking[0] == sentence else None
            place = Place(document, cue, at, end, *sentences[sentence], before)
            attribution = READERS[cue.pos](place) if cue.pos in READERS else None
            if attribution is not None:
                attribution.positioning, attribution.act = cue.positioning, cue.act
                used = end
                if attribution.source is not None:
                    source = document.words_in(*attribution.source)
                    speaking = (sentence, (source.start, source.stop))
                yield attribution
                break


def _sentence_words(document: Document) -> dict[int, WordRange]:
    """Return first and last word (exclusive) of each sentence."""
    ranges: dict[int, WordRange] = {}
    for word, sentence in enumerate(document.sentence_of):
        first, _ = ranges.get(sentence, (word, word))
        ranges[sentence] = (first, word + 1)
    return ranges


# ------------------------------------------------------------------------ verbs
def _verb(place: Place) -> Attribution | None:
    """Read a verb of speech or thought: inverted, behind its content, or before it."""
    document, cue, at, end, first, _, _ = place
    if document.field != "title" and at > first and document.words[at][0].isupper():
        return None  # "United States", "Paris Attacks"
    if document.keys[end : end + 3] == ["not", "to", "be"]:
        return None  # "who asked not to be named"
    start = skip_auxiliaries(document, at, first)
    joined = start > first and not starts_clause(document, start)
    if joined and document.keys[start - 1] in _not_before_verb():
        return None
    may_invert = start == at and "quote" in cue.frames and cue.finite and not cue.noun
    if may_invert and starts_clause(document, at) and (inverted := _inverted(place)):
        return inverted
    if quoted := _quoted_as_saying(place):
        return quoted
    if document.keys[at] in ("citing", "quoting"):
        return None  # "the paper reported, citing officials": no content
    source = _subject(place, start)
    if source is None or not _can_speak(document, source, not {"clause", "quote"} & cue.frames):
        return None
    group = [key for key in document.keys[start:at] if key in auxiliaries()]
    passive = bool(group) and group[-1] in BE and cue.words[0].endswith("ed")
    may_trail = not passive and {"quote", "clause"} & cue.frames
    if may_trail and (trailing := _trailing(place, source, start)):
        return trailing
    if passive and not ("quote" in cue.frames and opens_quotation(document, end)):
        return None
    return _leading(place, source, start)


def _quoted_as_saying(place: Place) -> Attribution | None:
    """Read “The agency quoted an official as saying that …”: the agency is the relay."""
    document, cue, at, end, first, last, _ = place
    if cue.lemma not in ("quote", "cite"):
        return None
    for word in range(end + 1, min(last - 2, end + 14)):
        if document.keys[word : word + 2] == ["as", "saying"]:
            begin = word + 2 + (document.keys[word + 2] == "that")
            mark = opens_quotation(document, begin) if begin < last else False
            piece = clause_from(document, begin, last, after_mark=mark) if begin < last else None
            if piece is None:
                return None
            made = _made(document, [piece], (end, word), (at, end), "clause", 0.85)
            carrier = phrase_before(document, skip_auxiliaries(document, at, first), first)
            if carrier is not None:
                made.relay = document.starts[carrier[0]], document.ends[carrier[1] - 1]
            return made
    return None


@cache
def _not_before_verb() -> frozenset[str]:
    subjects = {"this", "that", "some", "many", "all", "those", "each"}
    return word_class("determiner") - subjects | {"to", "of"} | POSSESSIVES | {"my", "our", "your"}


def _subject(place: Place, start: int) -> WordRange | None:
    """Find the source before a verb; of “…, adding” and “… and says” the subject before."""
    document, cue, at, _, first, _, speaking = place
    source = phrase_before(document, start, first)
    if source is not None and looks_verbal(document, source[1] - 1) and source[1] == start:
        return None  # "announced plans"
    if source is not None:
        owner = document.words[source[1] - 1].endswith(POSSESSIVE)
        if owner and not cue.words[0].endswith("ing"):
            return None  # "Clinton's emails"; but "Putin's saying"
        if start == at and cue.noun:
            base = cue.words[0] == cue.lemma.split()[0]
            agrees = _is_plural(document, source) if base else _can_speak(document, source, True)
            return source if agrees else None
        return source
    before = document.keys[start - 1] if start > first else ""
    gerund = cue.words[0].endswith("ing") and start > first and "," in document.gap(start - 1)
    if gerund or (before in ("and", "but") and not cue.noun):
        source = speaking or phrase_after(document, first, start)
        if source is not None and _can_speak(document, source, strict=True):
            return source
    return None


def _inverted(place: Place) -> Attribution | None:
    """“…,” claimed Putin: the source stands behind the cue."""
    document, _, at, end, first, last, _ = place
    if at == 0:
        return None
    quotation = ends_quotation(document, at - 1)
    comma = at > first and "," in document.gap(at - 1)
    if not quotation and (not comma or phrase_before(document, at, first) is not None):
        return None
    source = phrase_after(document, end, last)
    if source is None or not _can_speak(document, source, strict=not quotation):
        return None
    goes_on = source[1] < last and document.gap(source[1] - 1) == " "
    if not quotation and goes_on and document.keys[source[1]] not in word_class("preposition"):
        return None  # "…, said Budapest would not": the name is no source
    content = content_before(document, at, first)
    if not content:
        return None
    if source[1] < last and not is_apposition(document, source[1]):
        content += rest_behind(document, source[1], last)
    return _made(document, content, source, (at, end), "inverted", 0.9)


def _trailing(place: Place, source: WordRange, start: int) -> Attribution | None:
    """Taxes will rise, he said: the content stands before the source."""
    document, _, _, end, first, last, _ = place
    before = source[0] - 1
    if before < 0:
        return None
    quotation = ends_quotation(document, before)
    goes_on = end < last and (opens_quotation(document, end) or document.keys[end] == "that")
    stop = end == last or document.gap(end - 1).strip(" \u00a0")[:1] in (".", ",")
    if not stop:
        stop = is_adverbial(document, end) and that_clause(document, end, last) is None
    breaks = quotation or any(mark in document.gap(before) for mark in ",?")
    if not ((quotation and not goes_on) or (stop and before >= first and breaks)):
        return None
    content = content_before(document, source[0], first)
    if not content:
        return None
    content += rest_behind(document, end, last)
    return _made(document, content, source, (start, end), "trailing", 0.85)


def _leading(place: Place, source: WordRange, start: int) -> Attribution | None:
    """He said that taxes will rise: the content follows the cue."""
    document, _, _, end, _, last, _ = place
    opening = _opening(place) if end < last else None
    if opening is None or opening[0] >= last:
        return None
    begin, confidence = opening
    behind = cues().get(document.keys[end], ())
    if begin == end and place.cue.noun and any(c.finite and not c.noun for c in behind):
        return None  # "news reports said": the noun
    bare = begin == end and not opens_quotation(document, end)
    if bare and "object" in place.cue.frames and not _can_speak(document, source, strict=True):
        return None  # "a flood claimed whole villages"
    quotation = opens_quotation(document, end)
    piece = clause_from(document, begin, last, after_mark=quotation)
    return _made(document, [piece], source, (start, end), "clause", confidence) if piece else None


def _opening(place: Place) -> tuple[int, float] | None:
    """Find the word that opens the content behind the cue, and how sure that is."""
    document, cue, _, end, _, last, _ = place
    key, frames = document.keys[end], cue.frames
    if opens_quotation(document, end):
        return end, 0.9
    if "." in document.gap(end - 1):
        return None
    that = that_clause(document, end, last)
    if that is not None and (that == end or _may_lead_to_that(place)):
        clause = frames & {"clause", "that", "recipient", "infinitive"}
        return (that + 1, 0.85) if clause else None
    if "recipient" in frames and (behind := behind_recipient(document, end, last)):
        return behind, 0.7
    if "infinitive" in frames and key == "to":
        return end, 0.7
    if "question" in frames and key in word_class("question_word"):
        return end, 0.75
    if "clause" in frames:
        return _clause_opening(place)
    if frames & {"object", "as"}:
        blocked = word_class("preposition", "conjunction", "adverb") - {"her", "that"}
        return None if key in blocked else (end, 0.55)
    if "for" in frames and key in ("for", "on", "against"):
        return end, 0.6
    return None


def _may_lead_to_that(place: Place) -> bool:
    """Tell whether the word behind the cue can stand before *that*: “said on Monday that”.

    “He said the law is a mistake that will cost jobs” has its clause right behind the cue.
    """
    document, cue, _, end, _, _, _ = place
    if "recipient" in cue.frames or "clause" not in cue.frames:
        return True
    return is_adverbial(document, end) or is_adverb(document, end)


def _clause_opening(place: Place) -> tuple[int, float] | None:
    document, cue, _, end, _, last, _ = place
    if cue.frames & {"object", "for"}:
        return end, 0.7
    if document.keys[end] in word_class("preposition") - {"for", "of"}:
        comma = next_comma(document, end, last)  # "said on Monday, …"
        return (comma, 0.7) if comma is not None else None
    return (end, 0.8) if has_verb(document, end, last) else None


# -------------------------------------------------------- nouns and fixed phrases
def _noun(place: Place) -> Attribution | None:
    """“Moscow’s contentious claim that …”, “his threat to …”: a possessor and a clause."""
    document, _, at, end, first, last, _ = place
    if end >= last or document.gap(end - 1).strip() or document.keys[end] not in ("that", "to"):
        return None
    source = _possessor(document, at, first)
    begin = end + (document.keys[end] == "that")
    piece = clause_from(document, begin, last) if source and begin < last else None
    if piece is None or source is None:
        return None
    return _made(document, [piece], source, (at, end), "noun", 0.7)


def _possessor(document: Document, at: int, first: int) -> WordRange | None:
    for word in range(at - 1, max(first, at - 4) - 1, -1):
        if starts_clause(document, word + 1):
            return None
        if document.words[word].endswith(("'s", "’s", "s’", "s'")):
            return phrase_before(document, word + 1, first)
        if document.keys[word] in POSSESSIVES:
            return word, word + 1
    return None


def _fixed(place: Place) -> Attribution | None:
    """“According to X, …” and “…, according to X”."""
    document, _, at, end, first, last, _ = place
    source = phrase_after(document, end, last)
    if source is None:
        return None
    if at > first:
        content = content_before(document, at, first)
        content += rest_behind(document, source[1], last) if content else []
    else:
        comma = source[1] < last and "," in document.gap(source[1] - 1)
        begin = source[1] if comma else next_comma(document, source[1], last)
        piece = clause_from(document, begin, last) if begin is not None and begin < last else None
        content = [piece] if piece else []
    return _made(document, content, source, (at, end), "fixed", 0.85) if content else None


READERS = {"v": _verb, "n": _noun, "p": _fixed}


# ---------------------------------------------------------------------- sources
def _is_plural(document: Document, source: WordRange) -> bool:
    key, word = document.keys[source[1] - 1], document.words[source[1] - 1]
    if key in ("i", "we", "they", "you", "who", "people"):
        return True
    for at in range(source[0] + 1, source[1] - 1):  # "analysts at the bank"
        if document.keys[at] in word_class("source_preposition"):
            return _is_plural(document, (source[0], at))
    ending = key.endswith("s") and not key.endswith(("ss", "ous", "us", "is"))
    joined = "and" in document.keys[source[0] : source[1]]
    return joined or (ending and not word.endswith(("'s", "’s")))


def _can_speak(document: Document, source: WordRange, strict: bool) -> bool:
    """Tell whether the phrase can be a source; `strict` wants a name, pronoun or role."""
    keys = document.keys[source[0] : source[1]]
    if keys in (["you"], ["this"], ["that"], ["these"], ["what"], ["which"]):
        return False
    if source[1] - source[0] == 1 and any(not cue.noun for cue in cues().get(keys[0], ())):
        return False  # "Asked whether …"
    if len(keys) == 1 and keys[0] in subject_pronouns():
        return not strict or keys[0] != "it"
    if document.words[source[1] - 1][0].isupper():
        return True
    if strict:
        return bool(set(keys) & speaking_nouns()) or keys[-2:] == ["number", "one"]
    # A lower-case singular without a determiner is no subject: "security guarantees".
    return len(keys) > 1 or keys[0] in roles() or keys[0].endswith("s")


def _made(
    document: Document,
    contents: list[Piece],
    source: WordRange,
    cue: WordRange,
    frame: str,
    confidence: float,
) -> Attribution:
    def chars(words: WordRange) -> Piece:
        return document.starts[words[0]], document.ends[words[1] - 1]

    first, end = cue
    while first < end - 1 and (is_adverb(document, first) or is_adverbial(document, first)):
        first += 1  # "also praised", "on Monday said": the cue is the verb
    return Attribution(
        contents=sorted(contents),
        cue=chars((first, end)),
        source=chars(source),
        frame=frame,
        confidence=confidence,
    )
