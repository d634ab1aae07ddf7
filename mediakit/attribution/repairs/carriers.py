"""Outlets that only carry another's words: the innermost speaker speaks, they are relays.

Counts “according to Radio Halm, Orr said that …”, “…,” said Orr, according to Radio Halm, “Orr
called it “…,” Radio Halm reported” and “the agency, which quoted Orr as saying …”. An outlet that
speaks for itself stays the source. Misses outlets that neither ``institutions.csv`` nor a noun such
as *newspaper* tells, and speakers with an apposition (“said Orr, the mayor, …”).
"""

from __future__ import annotations

from mediakit.attribution.record import Attribution, Piece
from mediakit.attribution.repairs.quoted import AS_SAYING
from mediakit.attribution.repairs.spans import EDGES, MOST_WORDS, phrase_from, without, words_before
from mediakit.text.document import Document, strip_possessive
from mediakit.text.gazetteer import institutions
from mediakit.text.word_classes import auxiliaries, quoting_verbs, word_class

OUTLETS = frozenset({"media", "state_media"})
MOST_BEHIND = 14  # words between a quotation and its carrier


def according_to(document: Document, found: list[Attribution]) -> None:
    """Of “Orr said it was over, according to Radio Halm” Orr speaks."""
    taken = {attribution.cue for attribution in found}
    for attribution in found:
        if attribution.cue is None or attribution.source is None or not attribution.contents:
            continue
        cue = document.phrase(*attribution.cue).lower()
        if cue == "according to" and not _read_according(document, attribution, taken):
            _unwrap(document, attribution, attribution.source)


def outlet_report(document: Document, found: list[Attribution]) -> None:
    """Of “Radio Halm reported that Orr said it was over” Orr speaks."""
    taken = {attribution.cue for attribution in found}
    for attribution in found:
        if attribution.source is None or attribution.cue is None or not attribution.contents:
            continue
        cue = document.phrase(*attribution.cue).lower()
        if attribution.relay is not None or cue == "according to":
            continue
        carrier = _outlet_of(document, attribution.source)
        if carrier is not None and not _read_reported(document, attribution, taken):
            _unwrap(document, attribution, carrier)


def _outlet_of(document: Document, source: Piece) -> Piece | None:
    """Return the outlet that a source names; behind “the agency, *which*” that is the agency."""
    words = document.words_in(*source)
    if len(words) == 1 and document.keys[words[0]] in word_class("relative") and words[0]:
        last = words[0] - 1
        closed = word_class("preposition", "conjunction", "auxiliary")
        first = last
        while (
            first
            and last - first < MOST_WORDS
            and document.keys[first] not in word_class("determiner")
            and document.keys[first - 1] not in closed
            and document.gap(first - 1).isspace()
        ):
            first -= 1
        source = document.starts[first], document.ends[last]
    return source if is_outlet(document, source) else None


def is_outlet(document: Document, piece: Piece) -> bool:
    """Tell whether `piece` names an outlet, or a newspaper, agency, broadcaster …."""
    words = [strip_possessive(document.words[word]) for word in document.words_in(*piece)]
    known = institutions()
    for size in range(min(5, len(words)), 0, -1):
        for at in range(len(words) - size + 1):
            row = known.get(tuple(words[at : at + size]))
            if row is not None and (size > 1 or words[at][0].isupper()):
                return row["source_type"] in OUTLETS
    return bool(words) and words[-1].lower() in word_class("outlet_noun")


def _read_according(document: Document, attribution: Attribution, taken: set[Piece | None]) -> bool:
    """Find who speaks in the text around *according to*, whatever the tagger made of it."""
    assert attribution.cue is not None and attribution.source is not None
    start, end = attribution.cue
    relay = phrase_from(document, end + 1)
    if relay is None:
        return False
    in_front = end < attribution.contents[0][0]  # “According to X, Orr said …”
    if in_front:
        said = _said_behind(document, relay[1])
    else:
        said = _said_before(document, start) or _said_in_front(document, attribution)
    if said is None or said[1] in taken:
        return False
    subject, cue = said
    gone = min(subject[0], cue[0]), max(subject[1], cue[1])
    if in_front:
        behind = document.words_in(*cue)[-1] + 1
        that = document.keys[behind : behind + 1] == ["that"]
        gone = start, document.ends[behind] if that else cue[1]
    contents = without(document, attribution.contents, *gone)
    if not contents:
        return False
    attribution.source, attribution.cue, attribution.relay = subject, cue, relay
    attribution.contents = contents
    return True


Said = tuple[Piece, Piece]  # the subject and its verb of speech


def _said_behind(document: Document, offset: int) -> Said | None:
    """According to Radio Halm, *Orr said* that …."""
    words = document.words_in(offset, min(offset + 200, len(document.text)))
    if not words or not words[0] or document.gap(words[0] - 1).strip() != ",":
        return None
    verb = _verb_behind_subject(document, words.start, words.stop)
    return None if verb is None else _said(document, words.start, verb)


def _said_before(document: Document, offset: int) -> Said | None:
    """“…,” *said Orr*, according to Radio Halm; “…,” *Orr said*, according to Radio Halm."""
    before = document.words_in(0, offset)
    if len(before) < 3 or document.gap(before[-1]).strip() != ",":
        return None
    last = first = before[-1]
    while first and last - first < MOST_WORDS and document.gap(first - 1).isspace():
        first -= 1
    if not first or document.gap(first - 1).isspace() or document.quoted[last]:
        return None
    closed = {"”", '"'} & {*document.gap(first - 1)}  # a quotation may end a sentence
    if document.sentence_of[first - 1] != document.sentence_of[last] and not closed:
        return None
    if document.keys[first] in quoting_verbs():
        if last == first:
            return None
        subject = document.starts[first + 1], document.ends[last]
        return subject, (document.starts[first], document.ends[first])
    verb = _verb_behind_subject(document, first, last + 2)
    return _said(document, first, verb) if verb is not None and last - verb < 2 else None


def _said_in_front(document: Document, attribution: Attribution) -> Said | None:
    """*Orr said* the border was shut, according to Radio Halm."""
    start = document.words_in(*attribution.contents[0]).start
    verb = start - 1 - (start > 0 and document.keys[start - 1] == "that")
    if verb < 1 or document.keys[verb] not in quoting_verbs():
        return None
    subject = words_before(document, document.starts[verb])
    if subject is None or document.sentence_of[verb] != document.sentence_of[start]:
        return None
    if document.keys[document.words_in(*subject).start] in word_class("relative"):
        return None  # "What they called “reforms” failed"
    return _said(document, document.words_in(*subject).start, verb)


def _said(document: Document, first: int, verb: int) -> Said:
    """Cut the words from `first` to `verb` in two: auxiliaries belong to the verb."""
    cue = verb
    while cue - 1 > first and document.keys[cue - 1] in auxiliaries():
        cue -= 1
    subject = document.starts[first], document.ends[cue - 1]
    return subject, (document.starts[cue], document.ends[verb])


def _read_reported(document: Document, attribution: Attribution, taken: set[Piece | None]) -> bool:
    """*Orr called* it “…,” Radio Halm reported: the tagger left Orr and the verb outside."""
    assert attribution.cue is not None
    if attribution.cue[0] < attribution.hull[1]:
        return False
    said = _said_in_front(document, attribution)
    if said is None or said[1] in taken:
        return False
    attribution.relay = attribution.source
    attribution.source, attribution.cue = said
    return True


def _unwrap(document: Document, attribution: Attribution, carrier: Piece) -> None:
    """According to Radio Halm, “Orr said that …”: Orr speaks."""
    words = document.words_in(*attribution.contents[0])
    first = words.start + (document.keys[words.start] == "that")
    if first >= words.stop:
        return  # the text ends behind “that”
    if _quoted_as(document, attribution, first, carrier) or _behind_quotation(
        document, attribution, carrier
    ):
        return
    verb = _verb_behind_subject(document, first, words.stop)
    if verb is None:
        return
    begin = verb + 1 + (document.keys[verb + 1] == "that")
    if begin >= words.stop:
        return
    attribution.relay = carrier
    attribution.source, attribution.cue = _said(document, first, verb)
    gap = document.text[document.ends[begin - 1] : document.starts[begin]]
    start = document.starts[begin] - len(gap.lstrip(EDGES))
    attribution.contents[0] = (start, attribution.contents[0][1])


def _behind_quotation(document: Document, attribution: Attribution, carrier: Piece) -> bool:
    """“…,” Orr said, according to Radio Halm: Orr speaks."""
    for at, (start, end) in enumerate(attribution.contents):
        words = document.words_in(start, end)
        quoted = [word for word in words if document.quoted[word]]
        tail = range(quoted[-1] + 1 if quoted else words.start, words.stop)
        if not (quoted or at) or not 2 <= len(tail) <= MOST_BEHIND:
            continue
        verb = _verb_behind_subject(document, tail.start, tail.stop + 1)
        if verb is None:
            continue
        kept = [(start, _behind_mark(document, quoted[-1]))] if quoted else []
        attribution.contents[at : at + 1] = kept
        attribution.relay = carrier
        attribution.source, attribution.cue = _said(document, tail.start, verb)
        return True
    return False


def _behind_mark(document: Document, word: int) -> int:
    """Return the end of the quotation in which `word` stands, its mark included."""
    quotation = document.quotation_at(document.starts[word])
    return quotation.outer_end if quotation is not None else document.ends[word]


def _quoted_as(document: Document, attribution: Attribution, first: int, carrier: Piece) -> bool:
    """Radio Halm quoted “Orr as saying that …”: Orr speaks, the cue stays."""
    words = document.words_in(*attribution.contents[0])
    for word in range(first, min(first + MOST_WORDS, words.stop - 2)):
        if AS_SAYING.match(document.text, document.ends[word]):
            begin = document.starts[min(word + 3, words.stop - 1)]
            attribution.relay = carrier
            attribution.source = (document.starts[first], document.ends[word])
            mark = document.text[begin - 1] if begin else ""
            start = begin - (mark in "“\"«'")
            attribution.contents[0] = (start, attribution.contents[0][1])
            return True
    return False


def _verb_behind_subject(document: Document, first: int, stop: int) -> int | None:
    """Return the verb of speech within a few words of `first`, with no mark between."""
    if document.keys[first] in word_class("relative"):
        return None  # "What they called “reforms” failed"
    for word in range(first + 1, min(first + 1 + MOST_WORDS, stop - 1)):
        if not document.gap(word - 1).isspace() or document.quoted[word]:
            return None
        if document.keys[word] in quoting_verbs():
            return word
    return None
