"""The first tagger: attributions by rules over cues, quotation marks and phrase edges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mediakit.attribution.grammar import Cue, auxiliaries, cues, role_words, roles, word_class
from mediakit.attribution.phrases import (
    WordRange,
    phrase_after,
    phrase_before,
    skip_auxiliaries,
    starts_clause,
)
from mediakit.attribution.record import Attribution, Piece
from mediakit.document import Document

# A clause that a cue opened ends before these, read from the comma or dash on.
CLOSERS = re.compile(
    r"\s*[,–—;-]*\s*(?:[,;–—]|\s-\s)\s*(?:but|while|whereas|though|although|despite|according to|adding|"
    r"even as|yet|and (?:then )?(?:he|she|they|it|has|have|had|said|added|told)\b)\b"
    r"|\s+as (?:the|a|an|his|her|their|its) (?:reasons?|justification|pretext|excuse|grounds|proof|evidence)\b"
    r"|\s*[,–—]?\s*according to\b"
)
# Words between a cue and its clause: "said on Monday in an interview with X that".
COMPLEMENT = re.compile(r"\bthat\b")
RELAY = re.compile(
    r"\b(?:in an? (?:[\w-]+ ){0,3}(?:interview|conversation|op-ed|column|appearance|statement) "
    r"(?:with|to|on|for|in)|speaking (?:to|on)|by|on)\s+"
)
TRAILING = " \t\r\n\u00a0,;:.–—-"
QUOTED_AS = re.compile(r"(?:quoted|cited|reported) (?:as )?(?:saying|telling)$")


def find_attributions(document: Document) -> list[Attribution]:
    """Find the attributions of one field, by rules, in the order of their contents.

    Counts verbs of speech and thought with a clause, an object, an infinitive or a quotation;
    nouns such as *claim* with a possessor; *according to*; quotations without a cue that continue
    one. Misses most cues that are no verbs, sources far from their cue, and ironic uses.
    """
    found = list(_by_cues(document))
    found = _settle(document, found)
    found = _with_leftover_quotations(document, found)
    found.sort(key=lambda attribution: attribution.contents[0])
    return found


# ------------------------------------------------------------------ cue by cue
def _by_cues(document: Document) -> Iterator[Attribution]:
    index = cues()
    keys = document.keys
    sentence_range = _ranges(document, document.sentence_of)
    used = -1
    for at, key in enumerate(keys):
        if key not in index or at <= used or document.quoted[at]:
            continue
        for cue in index[key]:
            end = at + len(cue.words)
            if end > len(keys) or tuple(keys[at:end]) != cue.words:
                continue
            first, last = sentence_range[document.sentence_of[at]]
            reader = _READERS[cue.pos]
            attribution = reader(document, cue, at, end, first, last)
            if attribution is not None:
                attribution.positioning, attribution.act = cue.positioning, cue.act
                used = end - 1
                yield attribution
                break


def _ranges(document: Document, index_of: list[int]) -> dict[int, WordRange]:
    ranges: dict[int, WordRange] = {}
    for word, number in enumerate(index_of):
        first, _ = ranges.get(number, (word, word))
        ranges[number] = (first, word + 1)
    return ranges


def _verb(
    document: Document, cue: Cue, at: int, end: int, first: int, last: int
) -> Attribution | None:
    """Read a verb of speech or thought: behind its content, inverted, or before it."""
    keys = document.keys
    if document.field != "title" and at > first and document.words[at][0].isupper():
        return None  # "United States", "Paris Attacks"
    start = skip_auxiliaries(document, at, first)
    before = keys[start - 1] if start > first else ""
    if not starts_clause(document, start) and before in _not_before_verb():
        return None
    may_invert = start == at and "quote" in cue.frames and cue.finite and not cue.noun
    if may_invert and starts_clause(document, at):
        if inverted := _inverted(document, at, end, first, last):
            return inverted
    source = _subject(document, cue, start, at, first)
    if source is None or not _can_speak(document, source, not {"clause", "quote"} & cue.frames):
        return None
    passive = at > start and keys[at - 1] in _BE and cue.words[0].endswith("ed")
    if not passive and {"quote", "clause"} & cue.frames:
        if trailing := _trailing(document, source, start, end, first, last):
            return trailing
    if passive and not ("quote" in cue.frames and _opens_quotation(document, end)):
        return None
    return _content_after(document, cue, source, start, end, last)


_BE = frozenset({"is", "was", "are", "were", "be", "been", "being"})


def _subject(document: Document, cue: Cue, start: int, at: int, first: int) -> WordRange | None:
    """Find the source before a verb; of “…, adding” and “… and says” the subject before."""
    source = phrase_before(document, start, first)
    if source is not None:
        if start == at and cue.noun:
            base = cue.words[0] == cue.lemma.split()[0]
            agrees = _plural(document, source) if base else _can_speak(document, source, strict=True)
            return source if agrees else None
        return source
    before = document.keys[start - 1] if start > first else ""
    gerund = cue.words[0].endswith("ing") and start > first and "," in document.gap(start - 1)
    if gerund or (before in ("and", "but") and not cue.noun):
        source = phrase_after(document, first, start)
        if source is not None and _can_speak(document, source, strict=True):
            return source
    return None


def _inverted(document: Document, at: int, end: int, first: int, last: int) -> Attribution | None:
    """“…,” claimed Putin: the source stands behind the cue."""
    before = at - 1
    if before < 0:
        return None
    if not _ends_quotation(document, before):
        comma = at > first and "," in document.gap(before)
        if not comma or phrase_before(document, at, first) is not None:
            return None
    source = phrase_after(document, end, last)
    if source is None or not _can_speak(document, source, strict=not _ends_quotation(document, before)):
        return None
    content = _content_before(document, at, first)
    if not content:
        return None
    content += _rest(document, source[1], last)
    return _made(document, content, source, (at, end), "inverted", 0.9)


def _trailing(
    document: Document, source: WordRange, start: int, end: int, first: int, last: int
) -> Attribution | None:
    """Taxes will rise, he said: the content stands before the source."""
    before = source[0] - 1
    if before < 0:
        return None
    gap = document.gap(end - 1).strip(" \u00a0")
    quotation = _ends_quotation(document, before)
    closes = end == last or gap[:1] in (".", ",") or (
        _adverbial(document, end) and _that(document, end, last) is None
    )
    goes_on = end < last and (_opens_quotation(document, end) or document.keys[end] == "that")
    if quotation and not goes_on or closes and before >= first and (
        "," in document.gap(before) or quotation or "?" in document.gap(before)
    ):
        content = _content_before(document, source[0], first)
        if content:
            content += _rest(document, end, last)
            return _made(document, content, source, (start, end), "trailing", 0.85)
    return None


def _content_after(
    document: Document, cue: Cue, source: WordRange, start: int, end: int, last: int
) -> Attribution | None:
    """Read the clause, object, infinitive or quotation that follows the cue."""
    if end >= last:
        return None
    keys, frames = document.keys, cue.frames
    gap = document.gap(end - 1)
    begin = end
    confidence = 0.7
    quote = _opens_quotation(document, end)
    if "." in gap and not quote:
        return None
    if quote:
        confidence = 0.9
    elif that := _that(document, end, last):
        if not frames & {"clause", "that", "recipient", "infinitive"}:
            return None
        begin, confidence = that + 1, 0.85
    elif "recipient" in frames and (skipped := _skip_recipient(document, end, last)):
        begin = skipped
    elif keys[end] == "to" and "infinitive" in frames:
        confidence = 0.7
    elif "question" in frames and keys[end] in ("whether", "if", "how", "why", "what", "who", "when"):
        confidence = 0.75
    elif "clause" in frames:
        if keys[end] in word_class("preposition") - {"for", "of"} and "object" not in frames and "for" not in frames:
            # "said on Monday" without a clause behind it
            comma = _next_comma(document, end, last)
            if comma is None:
                return None
            begin = comma
        elif "object" not in frames and not _has_verb(document, end, last):
            return None
    elif frames & {"object", "as"}:
        if keys[end] in word_class("preposition", "conjunction", "adverb") - {"her", "that"}:
            return None
        confidence = 0.55
    elif "for" in frames and keys[end] in ("for", "on", "against"):
        confidence = 0.6
    else:
        return None
    if begin >= last:
        return None
    piece = _clause_from(document, begin, last, after_mark=quote)
    return _made(document, [piece], source, (start, end), "clause", confidence) if piece else None


def _noun(document: Document, cue: Cue, at: int, end: int, first: int, last: int) -> Attribution | None:
    """“Moscow’s contentious claim that …”, “his threat to …”: a possessor and a clause."""
    if end >= last or document.gap(end - 1).strip():
        return None
    if document.keys[end] not in ("that", "to"):
        return None
    for word in range(at - 1, max(first, at - 4) - 1, -1):
        if starts_clause(document, word + 1):
            return None
        if document.words[word].endswith(("'s", "’s", "s’", "s'")):
            source = phrase_before(document, word + 1, first)
            break
        if document.keys[word] in ("his", "her", "their", "its"):
            source = (word, word + 1)
            break
    else:
        return None
    begin = end + (document.keys[end] == "that")
    piece = _clause_from(document, begin, last) if source and begin < last else None
    if piece is None or source is None:
        return None
    return _made(document, [piece], source, (at, end), "noun", 0.7)


def _fixed(document: Document, cue: Cue, at: int, end: int, first: int, last: int) -> Attribution | None:
    """“According to X, …” and “…, according to X”."""
    source = phrase_after(document, end, last)
    if source is None:
        return None
    if at == first:
        if source[1] >= last:
            return None
        comma = document.gap(source[1] - 1)
        begin = source[1] if "," in comma else _next_comma(document, source[1], last)
        if begin is None:
            return None
        piece = _clause_from(document, begin, last)
        return _made(document, [piece], source, (at, end), "fixed", .85) if piece else None
    content = _content_before(document, at, first)
    return _made(document, content, source, (at, end), "fixed", .85) if content else None


_READERS = {"v": _verb, "n": _noun, "p": _fixed, "a": lambda *_: None}


# ------------------------------------------------------------------- the pieces
def _not_before_verb() -> frozenset[str]:
    return word_class("determiner") - {"this", "that", "some", "many", "all", "those", "each"} | {"to", "of", "his", "her", "their", "its", "my", "our", "your"}


def _plural(document: Document, source: WordRange) -> bool:
    key, word = document.keys[source[1] - 1], document.words[source[1] - 1]
    joined = "and" in document.keys[source[0] : source[1]]
    return key in ("i", "we", "they", "you", "who", "people") or joined or (
        key.endswith("s") and not word.endswith(("'s", "’s")) and not key.endswith(("ss", "ous", "us", "is"))
    )


def _can_speak(document: Document, source: WordRange, strict: bool) -> bool:
    """Tell whether the phrase can be a source; `strict` wants a name, pronoun or role."""
    keys = document.keys[source[0] : source[1]]
    if keys == ["you"]:
        return False
    if not strict:
        # A lower-case singular without a determiner is no subject: "security guarantees".
        head = document.words[source[1] - 1]
        return (
            len(keys) > 1 or head[0].isupper() or keys[0] in roles() or keys[0].endswith("s")
            or keys[0] in ("he", "she", "they", "it", "i", "we", "you", "who", "everyone", "nobody")
        )
    if len(keys) == 1 and keys[0] in {"he", "she", "they", "i", "we", "who"}:
        return True
    head = document.words[source[1] - 1]
    return head[0].isupper() or bool(set(keys) & role_words()) or keys[-2:] == ["number", "one"]


def _ends_quotation(document: Document, word: int) -> bool:
    """Tell whether a quotation closes right behind `word` and the sentence may go on."""
    if not document.quoted[word] or word + 1 >= len(document.words):
        return False
    if document.paragraph_of[word] != document.paragraph_of[word + 1]:
        return False
    gap = document.gap(word)
    if document.sentence_of[word] != document.sentence_of[word + 1] and not re.match(r"[?!,]", gap):
        return False
    return not document.quoted[word + 1] or bool(re.search("[”\"»]|''", gap))


def _opens_quotation(document: Document, word: int) -> bool:
    """Tell whether a quotation opens right before `word`, with nothing but marks between."""
    if word >= len(document.words) or not document.quoted[word]:
        return False
    return bool(re.search("[“\"„«‘']|``", document.gap(word - 1)))


def _that(document: Document, end: int, last: int) -> int | None:
    """Find *that* within 12 words of the cue, with no break of the clause between."""
    for word in range(end, min(last, end + 12)):
        if document.keys[word] == "that":
            return word
        if word > end and starts_clause(document, word) and "," not in document.gap(word - 1):
            return None
    return None


def _skip_recipient(document: Document, end: int, last: int) -> int | None:
    """“told Euronews its stance …”: return the word behind the recipient."""
    if document.keys[end] in ("him", "her", "them", "us", "me", "you", "reporters", "lawmakers", "supporters", "journalists"):
        return end + 1 if end + 1 < last else None
    at = end
    if document.keys[at] in word_class("determiner"):
        at += 1
        while at < last and document.words[at][0].islower() and at < end + 3 and not starts_clause(document, at):
            at += 1
    while at < last and document.words[at][0].isupper() and document.keys[at] not in word_class("pronoun") and (at == end or not starts_clause(document, at)):
        at += 1
    return at if end < at < last else None


def _adverbial(document: Document, end: int) -> bool:
    keys = document.keys
    return end < len(keys) and (keys[end] in word_class("weekday", "preposition") or keys[end] in ("later", "earlier", "yesterday", "today", "adding", "during"))


def _next_comma(document: Document, start: int, last: int) -> int | None:
    for word in range(start, last - 1):
        if "," in document.gap(word) or _opens_quotation(document, word + 1):
            return word + 1
    return None


def _has_verb(document: Document, start: int, last: int) -> bool:
    return any(
        key in auxiliaries() or key in cues() or key.endswith(("ed", "s", "t", "n"))
        for key in document.keys[start + 1 : last]
    )


def _clause_from(document: Document, begin: int, last: int, after_mark: bool = False) -> Piece | None:
    """Return the clause from word `begin` to its end in the sentence."""
    text = document.text
    start = document.starts[begin]
    quotation = _quotation_at(document, begin)
    if quotation is not None and document.quoted[begin] and (after_mark or start - quotation.start <= 1):
        start = quotation.outer_start
    sentence_end = document.sentences[document.sentence_of[last - 1]][1]
    end = sentence_end
    for match in CLOSERS.finditer(text, document.ends[begin], sentence_end):
        if not _inside_quotation(document, match.start()):
            end = match.start()
            break
    if after_mark and quotation is not None and quotation.outer_end >= sentence_end - 1:
        end = max(end, quotation.outer_end)
    return _trim(document, start, end)


def _content_before(document: Document, word: int, first: int) -> list[Piece]:
    """Return what the sentence says before `word`; a whole quotation that ends there wins."""
    before = word - 1
    if before < 0:
        return []
    quotation = _quotation_at(document, before)
    start = document.starts[first]
    if quotation is not None and document.quoted[before]:
        sentence_start = document.sentences[document.sentence_of[first]][0]
        if quotation.start <= sentence_start + 2 or document.words_in(sentence_start, quotation.start) == range(0):
            start = quotation.outer_start
        elif not len(document.words_in(sentence_start, quotation.start)):
            start = quotation.outer_start
        else:
            start = sentence_start
    if word <= first and (quotation is None or not document.quoted[before]):
        return []
    limit = document.starts[word]
    piece = _trim(document, min(start, limit), limit)
    return [piece] if piece else []


def _rest(document: Document, word: int, last: int) -> list[Piece]:
    """“The tax,” he said, “would hurt”: the piece behind source and cue, if there is one."""
    if word >= last:
        return []
    gap = document.gap(word - 1)
    if _opens_quotation(document, word):
        piece = None if "." in gap else _clause_from(document, word, last, after_mark=True)
    elif gap.strip() == "," and document.keys[word] not in _no_rest():
        piece = _clause_from(document, word, last)
    else:
        piece = None
    return [piece] if piece else []


@cache
def _no_rest() -> frozenset[str]:
    """Words behind “he said,” that open something else than the rest of the content."""
    return word_class("conjunction", "relative", "adverb", "weekday", "preposition") | {"adding", "referring", "citing", "noting", "saying", "calling", "speaking"}


def _quotation_at(document: Document, word: int):  # type: ignore[no-untyped-def]
    at = document.starts[word]
    for quotation in document.quotations:
        if quotation.start <= at < quotation.end:
            return quotation
        if quotation.start > at:
            return None
    return None


def _inside_quotation(document: Document, offset: int) -> bool:
    return any(q.start <= offset < q.end for q in document.quotations)


def _trim(document: Document, start: int, end: int) -> Piece | None:
    """Take white space and outer punctuation off; marks that belong to a quotation stay."""
    text = document.text
    while start < end and text[start] in TRAILING:
        start += 1
    while end > start and text[end - 1] in TRAILING:
        end -= 1
    return (start, end) if len(document.words_in(start, end)) else None


def _made(document: Document, contents: list[Piece], source: WordRange, cue: WordRange, frame: str, confidence: float) -> Attribution:
    return Attribution(
        contents=sorted(contents),
        cue=_chars(document, cue),
        source=_chars(document, source),
        frame=frame,
        confidence=confidence,
    )


def _chars(document: Document, words: WordRange) -> Piece:
    return document.starts[words[0]], document.ends[words[1] - 1]


# --------------------------------------------------------------- settle overlaps
def _settle(document: Document, found: list[Attribution]) -> list[Attribution]:
    """Let contents not overlap: the innermost speaker wins, an outer carrier is the relay."""
    found = sorted(found, key=lambda a: (a.hull[1] - a.hull[0]))  # inner before outer
    kept: list[Attribution] = []
    for outer in found:
        carried = False
        for inner in list(kept):
            if not _overlap(outer, inner):
                continue
            nested_noun = inner.frame == "noun" and outer.frame in ("trailing", "inverted")
            if nested_noun or _self_report(document, outer, inner):
                kept.remove(inner)
                continue
            lead = inner.source[0] if inner.source else inner.contents[0][0]
            begin, end = outer.contents[0][0], outer.contents[-1][1]
            same = inner.contents == outer.contents
            covers = lead >= begin and inner.contents[-1][1] <= end
            words_before = len(document.words_in(begin, max(begin, min(lead, inner.contents[0][0]))))
            words_left = words_before + len(document.words_in(inner.contents[-1][1], end))
            if same or (covers and words_before <= 2 and words_left <= 4):
                if outer.source and inner.relay is None and outer.source != inner.source and outer.cue != inner.cue:
                    inner.relay = outer.source
                carried = True
                break
            outer.contents = _without(document, outer.contents, inner.contents)
            if not outer.contents:
                carried = True
                break
        if not carried:
            kept.append(outer)
    return kept


def _self_report(document: Document, outer: Attribution, inner: Attribution) -> bool:
    """“Putin’s saying he wants …”: the pronoun that opens the clause is its own speaker."""
    if inner.source is None or outer.cue is None:
        return False
    words = document.words_in(*inner.source)
    pronoun = len(words) == 1 and document.keys[words[0]] in ("he", "she", "they", "it", "i", "we")
    return pronoun and abs(inner.source[0] - outer.contents[0][0]) <= 5


def _overlap(a: Attribution, b: Attribution) -> bool:
    return any(s < f and t < e for s, e in a.contents for t, f in b.contents)


def _without(document: Document, pieces: list[Piece], holes: list[Piece]) -> list[Piece]:
    """Cut `holes` out of `pieces`; scraps without a word go."""
    for left, right in holes:
        cut = []
        for start, end in pieces:
            if right <= start or left >= end:
                cut.append((start, end))
                continue
            for scrap in ((start, min(left, end)), (max(right, start), end)):
                if scrap[0] < scrap[1] and (piece := _trim(document, *scrap)):
                    cut.append(piece)
        pieces = cut
    return pieces


# ------------------------------------------------------------ leftover quotations
def _with_leftover_quotations(document: Document, found: list[Attribution]) -> list[Attribution]:
    """Give quotations that no cue reached to the speaker before them, or to nobody.

    A quotation of a sentence's length goes on from the attribution before it in its paragraph, or
    from the paragraph before where it reopens a quotation; a fragment of under five words stays
    the narrator's (a scare quote).
    """
    result = sorted(found, key=lambda a: a.contents[0])
    for quotation in document.quotations:
        piece = (quotation.outer_start, quotation.outer_end)
        words = document.words_in(quotation.start, quotation.end)
        if not words or any(s < piece[1] and piece[0] < e for a in result for s, e in a.contents):
            continue
        before = [a for a in result if a.contents[0][0] < piece[0]]
        previous = max(before, key=lambda a: a.contents[-1], default=None)
        if previous is not None and _continues(document, previous, words, quotation):
            previous.contents = sorted([*previous.contents, piece])
        elif len(words) >= 5:
            source = _source_of_colon(document, words[0])
            result.append(Attribution([piece], source=source, frame="quotation", confidence=0.4))
            result.sort(key=lambda a: a.contents[0])
    return result


def _continues(document: Document, previous: Attribution, words: range, quotation) -> bool:  # type: ignore[no-untyped-def]
    """Tell whether the quotation goes on from `previous`: same paragraph or a quoted run."""
    last_word = document.words_in(*previous.contents[-1])[-1]
    apart = document.paragraph_of[words[0]] - document.paragraph_of[last_word]
    starts_sentence = document.text[quotation.start : quotation.start + 1].isupper()
    alone = starts_sentence and len(words) >= 3
    if apart == 0:
        return alone
    paragraph = document.paragraphs[document.paragraph_of[words[0]]]
    opens_paragraph = quotation.outer_start == paragraph[0]
    was_quoted = bool(document.quoted[last_word])
    return apart == 1 and opens_paragraph and alone and was_quoted


def _source_of_colon(document: Document, word: int) -> WordRange | None:
    if word == 0 or ":" not in document.gap(word - 1):
        return None
    source = phrase_before(document, word - 1, max(0, word - 10))
    return _chars(document, source) if source else None
