"""What an article says about a person: titles, appositions, parties, bodies, campaigns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from mediakit.attribution.people import Mention
from mediakit.attribution.source_types.of_bodies import UNKNOWN, has_cause, source_type_of_body
from mediakit.attribution.source_types.of_words import source_type_of_words
from mediakit.contract.resources import read_rows
from mediakit.text.appositions import PARTY, apposed_before, apposed_behind
from mediakit.text.document import POSSESSIVE, Document, match_key, strip_possessive
from mediakit.text.gazetteer import demonyms, places, speaker_words
from mediakit.text.inflection import singular
from mediakit.text.phrases import abbreviates, head_index
from mediakit.text.word_classes import closed_words, role_words, word_class

LONGEST = 18
ENOUGH = 15  # mentions of a person: who has not been introduced by then will not be
OFTEN, MOSTLY = 0.2, 0.25  # shares of sentences on politics: of those that name him, of all
DESCRIBED = ("politics", "expert", "media")  # kinds that a verb tells: “who teaches law”
ShortForms = Mapping[str, list[str]]


class Description(NamedTuple):
    """What one mention tells of a person: kind of source, head noun, and how much it weighs."""

    kind: str
    head: str
    weight: float


class Named(NamedTuple):
    """One mention of a person in the article's text, and what abbreviations there stand for."""

    document: Document
    mention: Mention
    short_forms: ShortForms
    gap: str  # what stands between the mention and the next word
    key: str  # the next word in lower case; none where the text ends
    goes_on: bool  # whether another word stands behind that


Told = Sequence[Description]


def source_type_of_person(
    document: Document, mentions: list[Mention], short_forms: ShortForms
) -> tuple[str, str] | None:
    """Return the kind that the descriptions of a person tell, and which of them weighs most.

    Candidates are politics whatever office they hold; else the kind that weighs most, where each
    description counts once.
    """
    seen: set[tuple[str, str]] = set()
    points: dict[str, float] = {}
    best: dict[str, tuple[float, str]] = {}
    for mention in mentions[:ENOUGH]:
        for name, (kind, head, weight) in descriptions(document, mention, short_forms):
            if kind != UNKNOWN and (kind, head) not in seen:
                seen.add((kind, head))
                points[kind] = points.get(kind, 0.0) + weight
                best[kind] = max(best.get(kind, (0.0, "")), (weight, name))
    if not points:
        return None
    kind = max(points, key=lambda kind: points[kind])
    return kind, best[kind][1]


def is_about_politics(
    document: Document, mentions: list[Mention], political: frozenset[int]
) -> bool:
    """Tell whether the article, or what it says of a person, is about politics."""
    named = {document.sentence_of[m.first] for m in mentions if not document.quoted[m.first]}
    near = len(named & political)
    often = near > 0 and near >= OFTEN * len(named)
    return often or len(political) >= MOSTLY * len(document.sentences)


def descriptions(
    document: Document, mention: Mention, short_forms: ShortForms
) -> Iterator[tuple[str, Description]]:
    """Yield everything that describes the person at a mention, and the rule that reads it."""
    last, total = mention.last, len(document.keys)
    key = document.keys[last] if last < total else ""
    gap = document.gap(last - 1)
    named = Named(document, mention, short_forms, gap, key, last < total - 1)
    for name, rule in DESCRIPTIONS.items():
        for found in rule(named):
            yield name, found


# ------------------------------------------------------------------------------ rules
def title_before(named: Named) -> Told:
    """“MSNBC host Ida Holt” is a title in front of the name."""
    return _read(named, _before(named.document, named.mention), 2.0)


def description_before(named: Named) -> Told:
    """“Apple’s chief executive, Ida Holt” is described in front of the comma."""
    return _read(named, _apposed_before(named.document, named.mention), 2.0)


def party_behind(named: Named) -> Told:
    """“Ida Holt (D-Ohio)” and “Ida Holt, R-Ohio” are politics."""
    document, last = named.document, named.mention.last
    if not named.goes_on or not ("(" in named.gap or "," in named.gap):
        return ()
    if PARTY.match(document.words[last]):
        return (Description("politics", "party", 1.5),)
    return ()


def age_behind(named: Named) -> Told:
    """“Ida Holt, 43, a nurse” is a citizen unless more is said."""
    document, last = named.document, named.mention.last
    if not named.goes_on or named.gap.strip() != ",":
        return ()
    if document.words[last].isdigit() and len(named.key) == 2:
        return (Description("citizen", "age", 0.6),)
    return ()


def apposition_behind(named: Named) -> Told:
    """“Ida Holt, a lawyer from Halm” and “Ida Holt, 43, a lawyer” are described behind."""
    document = named.document
    if (found := apposed_behind(document, named.mention.last)) is None:
        return ()
    first = found.first
    while first < found.last - 1 and document.keys[first] in word_class("determiner"):
        first += 1
    return _read(named, range(first, found.last), 2.0)


def relative_behind(named: Named) -> Told:
    """“Ida Holt, who teaches law” is described by what she does."""
    document, last = named.document, named.mention.last
    if named.goes_on and named.gap.strip() in (",", "),") and named.key == "who":
        return _relative(document, _clause(document, last))
    return ()


def affiliation(named: Named) -> Told:
    """“Ida Holt of the rights group Open Courts” is of the kind of the body."""
    beside = named.gap == " " or (named.gap == ", " and named.key == "of")
    if not (named.goes_on and beside and named.key in speaker_words("after_name")):
        return ()
    last = named.mention.last
    words = named.document.words[last + 1 : last + 7]
    words = words[1:] if words[:1] in (["the"], ["The"]) else words
    if has_cause([match_key(word) for word in words]):
        return (Description("civil_society", "group", 1.5),)
    names = words if words and words[0][0].isupper() else []
    kind = source_type_of_body([strip_possessive(w) for w in names if w[0].isupper()], place=False)
    return (Description(kind if kind != "government" else UNKNOWN, "body", 1.5),)


def predicate(named: Named) -> Told:
    """“Ida Holt is a nurse” says what she is."""
    if not named.goes_on or named.gap != " " or named.key not in word_class("copula"):
        return ()
    following = named.document.keys[named.mention.last + 1]
    article = following in word_class("article")
    if article or following in role_words():
        first = named.mention.last + 1 + article
        return _read(named, _clause(named.document, first), 1.5)
    return ()


def byline(named: Named) -> Told:
    """“Writing for the Halm Post, Ida Holt noted” makes her media."""
    document, first = named.document, named.mention.first
    opening = document.sentence_starts[document.sentence_of[first]]
    if document.keys[opening] == "writing" and opening < first:
        return (Description("media", "writing", 2.0),)
    return ()


def campaign(named: Named) -> Told:
    """“Holt’s campaign” and “Holt supporters” make Holt a politician."""
    document, last = named.document, named.mention.last
    links = speaker_words("candidate_link")
    near = bool(named.key) and named.gap == " "
    owner = near and document.words[last - 1].endswith(POSSESSIVE)
    if near and (named.key in links or (owner and links & set(document.keys[last : last + 3]))):
        return (Description("politics", "campaign", 1.2),)
    return ()


#: What describes a person: all are read, and the kind that weighs most wins.
DESCRIPTIONS: dict[str, Callable[[Named], Told]] = {
    "title_before": title_before,
    "description_before": description_before,
    "party_behind": party_behind,
    "age_behind": age_behind,
    "apposition_behind": apposition_behind,
    "relative_behind": relative_behind,
    "affiliation": affiliation,
    "predicate": predicate,
    "byline": byline,
    "campaign": campaign,
}


# ---------------------------------------------------------------------------- helpers
def _read(named: Named, words: range, weight: float) -> Told:
    """Read words that describe a person, up to a relative pronoun."""
    if not words:
        return ()
    document = named.document
    keys = document.keys[words.start : words.stop]
    relative = word_class("relative")
    end = next((at for at, key in enumerate(keys) if at and key in relative), len(keys))
    raw = [strip_possessive(w) for w in document.words[words.start : words.start + end]]
    keys = keys[:end]
    head = head_index(keys, raw)
    if set(keys[_behind_owner(document, words.start, head) : head + 1]) & speaker_words(
        "candidacy"
    ):
        return (Description("politics", "candidate", 5.0),)
    written = document.words[words.start : words.start + end]
    spelled = [
        word
        for at, as_written in zip(raw, written, strict=True)
        for word in named.short_forms.get(at, [as_written])
    ]
    staff = _serves_person([strip_possessive(word) for word in spelled], head)
    kind = source_type_of_words(spelled, "politics" if staff else UNKNOWN)
    if len(raw) == 1 and keys[0] in honorific_source_types():
        kind, weight = honorific_source_types()[keys[0]], 1.0
    elif len(raw) == 1 and keys[0] not in role_words() and kind != "media":
        return ()
    weight = 0.5 if document.quoted[words.start] else weight
    if kind == "document":
        return ()
    return (Description(kind, keys[head], weight + 3.0 * ("now" in keys[:2])),)


def _behind_owner(document: Document, first: int, head: int) -> int:
    """Return where the words behind “Halm’s” begin, counted from word `first`."""
    owners = [at for at in range(head) if document.words[first + at].endswith(POSSESSIVE)]
    return owners[-1] + 1 if owners else 0


def _serves_person(raw: list[str], head: int) -> bool:
    """Tell “Moss spokesman” and “aide to Mr. Moss” from “Treasury spokesman”."""
    if singular(match_key(raw[head])) not in speaker_words("personal_staff"):
        return False
    names = [
        at
        for at, word in enumerate(raw)
        if word[0].isupper() and word not in demonyms() and (word,) not in places()
    ]
    return bool(names) and source_type_of_body(raw, place=False) == UNKNOWN


def _before(document: Document, mention: Mention) -> range:
    """Return the words of the title in front of a name: “MSNBC host”, “Halm’s”."""
    first = name = _name_of(document, mention)
    while first > 0 and name - first < 8:
        gap = document.gap(first - 1)
        key = document.keys[first - 1]
        if not (gap in (" ", "/", "-") or abbreviates(document, first)):
            break
        if key in _no_title() and key != "first":
            break
        if key.endswith(("ing", "ed")) and key not in word_class("participle_adjective"):
            break
        first -= 1
        if document.words[first].endswith(POSSESSIVE):
            break
    return range(first, name)


@cache
def honorific_source_types() -> dict[str, str]:
    """Return the kinds that honorifics tell: the Rev., Dr., Lord."""
    return {
        row["title"].rstrip("."): row["source_type"]
        for row in read_rows("titles")
        if row["kind"] == "honorific"
    }


def _name_of(document: Document, mention: Mention) -> int:
    """Return the first word of the bare name: the title words of a mention come before it."""
    own = _keys_of(mention.actor)
    inside = range(mention.first, mention.last)
    return next((word for word in inside if document.keys[word] in own), mention.first)


@lru_cache(maxsize=2**14)
def _keys_of(name: str) -> frozenset[str]:
    return frozenset(map(match_key, name.split()))


@cache
def _no_title() -> frozenset[str]:
    return closed_words() | word_class("adverb", "no_title")


def _apposed_before(document: Document, mention: Mention) -> range:
    """Return the words of “Apple’s chief executive, Tim Cook,” without their determiner."""
    found = apposed_before(document, mention.first, mention.last)
    if found is None:
        return range(0)
    first = found.first
    opener = document.keys[first]
    if opener in word_class("determiner"):
        first += 1
    rival = speaker_words("candidacy") & set(document.keys[first : found.last])
    if rival and opener in word_class("possessor"):
        return range(0)  # “his opponent, Ana Orr,”
    return range(first, found.last)


@cache
def _verb_source_types() -> dict[str, str]:
    """Return verbs that tell the kind of whoever is their subject: teaches, hosts."""
    return {verb: kind for kind in DESCRIBED for verb in word_class(f"verb_of_{kind}")}


def _relative(document: Document, words: range) -> Told:
    """Read “who heads the Institute …”, “who served as ambassador”."""
    keys = document.keys
    for at in range(words.start + 1, min(words.start + 7, words.stop)):
        if keys[at] not in speaker_words("describing_verb"):
            continue
        rest = [strip_possessive(word) for word in document.words[at + 1 : words.stop]]
        served = rest[:1] == ["as"]
        if keys[at] in _verb_source_types():
            return (Description(_verb_source_types()[keys[at]], keys[at], 1.5),)
        elif served or keys[at] in word_class("copula"):
            rest = rest[served:]
            kind = source_type_of_words(rest[bool(word_class("article") & {*rest[:1]}) :])
            past = kind == "government" and keys[at] in speaker_words("past_service")
            return (Description("politics" if past else kind, "served", 1.5),)
        else:
            return (Description(source_type_of_body(rest, place=False), keys[at], 1.5),)
    return ()


def _clause(document: Document, word: int) -> range:
    """Return the words from `word` to the next comma, bracket, dash or end of the sentence."""
    end, total = word + 1, len(document.words)
    if word >= total:
        return range(0)
    while end < total and end - word < LONGEST:
        gap = document.gap(end - 1)
        ends = any(mark in gap for mark in ',();:—“”"') or " - " in gap
        if ends or document.sentence_of[end] != document.sentence_of[end - 1]:
            break
        end += 1
    return range(word, end)
