"""What is said: where the content beside a cue starts and ends."""

from __future__ import annotations

import re

from mediakit.attribution.grammar import auxiliaries, cues, past_forms, role_words, word_class
from mediakit.attribution.phrases import starts_clause
from mediakit.attribution.record import Piece
from mediakit.document import Document, Quotation

# A clause that a cue opened ends before these.
CLOSERS = re.compile(
    r"\s*[,–—;-]*\s*(?:[,;–—]|\s-\s)\s*(?:but|while|whereas|though|although|despite|according to"
    r"|adding|even as|yet|and (?:then )?(?:he|she|they|it|has|have|had|said|added|told)\b)\b"
    r"|\s+as (?:the|an?|his|her|their|its) (?:reasons?|justification|pretext|excuse|grounds|proof"
    r"|evidence)\b"
    r"|\s*[,–—]?\s*\baccording to\b"
)
OUTER = " \t\r\n\u00a0,;:.–—-"  # marks that belong to no content at its edges


# ------------------------------------------------------------------- quotations
def ends_quotation(document: Document, word: int) -> bool:
    """Tell whether a quotation closes right behind `word` and the sentence may go on."""
    if not document.quoted[word] or word + 1 >= len(document.words):
        return False
    if document.paragraph_of[word] != document.paragraph_of[word + 1]:
        return False
    gap = document.gap(word)
    next_sentence = document.sentence_of[word] != document.sentence_of[word + 1]
    if next_sentence and not re.match(r"[?!,]", gap):
        return False
    return not document.quoted[word + 1] or bool(re.search("[”\"»]|''", gap))


def opens_quotation(document: Document, word: int) -> bool:
    """Tell whether a quotation opens right before `word`, with nothing but marks between."""
    if word >= len(document.words) or not document.quoted[word]:
        return False
    return bool(re.search("[“\"„«‘']|``", document.gap(word - 1) if word else "“"))


def quotation_at(document: Document, word: int) -> Quotation | None:
    """Return the quotation in which `word` stands."""
    return document.quotation_at(document.starts[word])


# ---------------------------------------------------------------------- clauses
def that_clause(document: Document, start: int, last: int) -> int | None:
    """Find *that* within 12 words of `start`, with no break but commas between."""
    for word in range(start, min(last, start + 12)):
        if document.keys[word] == "that":
            return word
        if word > start and starts_clause(document, word) and "," not in document.gap(word - 1):
            return None
    return None


def behind_recipient(document: Document, start: int, last: int) -> int | None:
    """Return the word behind the recipient that opens at `start`: “told Euronews its stance”."""
    keys, words = document.keys, document.words
    bare_role = keys[start] in role_words() and words[start].islower()
    if keys[start] in word_class("recipient") or bare_role:
        return start + 1 if start + 1 < last else None
    at = start
    if keys[at] in word_class("determiner"):
        at += 1
        while at < min(last, start + 3) and words[at].islower() and not starts_clause(document, at):
            at += 1
    while at < last and words[at][0].isupper() and keys[at] not in word_class("pronoun"):
        if at > start and starts_clause(document, at):
            break
        at += 1
    return at if start < at < last else None


def next_comma(document: Document, start: int, last: int) -> int | None:
    """Return the word behind the next comma or before which a quotation opens."""
    for word in range(start, last - 1):
        if "," in document.gap(word) or opens_quotation(document, word + 1):
            return word + 1
    return None


def has_verb(document: Document, start: int, last: int) -> bool:
    """Tell whether the words can hold a clause: something behind the first looks like a verb."""
    return any(
        key in auxiliaries()
        or key in cues()
        or key in past_forms()
        or key.endswith(("ed", "s", "t", "n"))
        for key in document.keys[start + 1 : last]
    )


def is_adverbial(document: Document, word: int) -> bool:
    """Tell whether place or time follows a cue: “said on Monday”, “told reporters later”."""
    adverbial = word_class("weekday", "preposition", "time_word")
    return word < len(document.keys) and document.keys[word] in adverbial


# ----------------------------------------------------------------------- pieces
def clause_from(
    document: Document, begin: int, last: int, after_mark: bool = False
) -> Piece | None:
    """Return the clause from word `begin` to its end in the sentence.

    With `after_mark` a quotation opens there and is taken with its marks.
    """
    start = document.starts[begin]
    quotation = quotation_at(document, begin)
    if quotation is not None and (after_mark or start - quotation.start <= 1):
        start = quotation.outer_start
    sentence_end = document.sentences[document.sentence_of[last - 1]][1]
    end = sentence_end
    for match in CLOSERS.finditer(document.text, document.ends[begin], sentence_end):
        if document.quotation_at(match.start()) is None:
            end = match.start()
            break
    end = min(end, _next_verb(document, begin, last) or end)
    open_there = document.quotation_at(sentence_end - 1) if end == sentence_end else None
    if open_there is not None:
        end = open_there.outer_end  # a quotation of several sentences is taken to its mark
    return trim(document, start, end)


def _next_verb(document: Document, begin: int, last: int) -> int | None:
    """Return where a second verb of the same speaker starts: “‘a disgrace’ and vowed”."""
    for word in range(begin + 1, last - 1):
        if document.keys[word] != "and" or document.quoted[word] or document.quoted[word + 1]:
            continue
        following = document.keys[word + 1]
        said = following in ("said", "says", "added", "told")
        finite = any(cue.finite and not cue.noun for cue in cues().get(following, ()))
        if said or (finite and ends_quotation(document, word - 1)):
            return document.ends[word - 1] + len(document.gap(word - 1).rstrip())
    return None


def content_before(document: Document, word: int, first: int) -> list[Piece]:
    """Return what stands before `word`: the quotation that ends there, else the sentence."""
    before = word - 1
    if before < 0:
        return []
    quotation = quotation_at(document, before)
    if quotation is None and word <= first:
        return []
    start = document.sentences[document.sentence_of[first]][0]
    if quotation is not None and not len(document.words_in(start, quotation.start)):
        start = quotation.outer_start
    limit = document.starts[word]
    piece = trim(document, min(start, limit), limit)
    return [piece] if piece else []


def rest_behind(document: Document, word: int, last: int) -> list[Piece]:
    """Return the piece behind source and cue, as in “The tax,” he said, “would hurt”."""
    if word >= last:
        return []
    gap = document.gap(word - 1)
    piece = None
    if opens_quotation(document, word):
        piece = None if "." in gap else clause_from(document, word, last, after_mark=True)
    elif gap.strip() == "," and document.keys[word] not in word_class(
        "conjunction", "relative", "adverb", "weekday", "preposition", "clause_opener"
    ):
        piece = clause_from(document, word, last)
    return [piece] if piece else []


def trim(document: Document, start: int, end: int) -> Piece | None:
    """Take white space and outer punctuation off; None if no word is left."""
    text = document.text
    while start < end and text[start] in OUTER:
        start += 1
    while end > start and text[end - 1] in OUTER:
        end -= 1
    return (start, end) if len(document.words_in(start, end)) else None
