"""What an article says about a person: titles, appositions, parties, bodies, campaigns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from mediakit.attribution.people.capitals import PARTY
from mediakit.attribution.people.cast import Mention
from mediakit.attribution.source_types.of_words import (
    UNKNOWN,
    has_cause,
    head_index,
    kind_of_body,
    kind_of_words,
)
from mediakit.contract.resources import read_rows
from mediakit.text.document import POSSESSIVE, Document, match_key, strip_possessive
from mediakit.text.gazetteer import demonyms, places, speaker_words
from mediakit.text.inflection import singular
from mediakit.text.word_classes import role_words, word_class

LONGEST = 18
ENOUGH = 15  # mentions of a person: who has not been introduced by then will not be
DESCRIBED = ("politics", "expert", "media")  # kinds that a verb tells: “who teaches law”
Description = tuple[str, str, float]  # kind, head noun, weight
ShortForms = Mapping[str, list[str]]


def kind_of_person(
    document: Document,
    mentions: list[Mention],
    short_forms: ShortForms,
    political: frozenset[int],
) -> str:
    """Return the kind of source that the article makes of a person, from all its mentions.

    Candidates are politics whatever office they hold; else the description that weighs most,
    where each counts once: titles, appositions, a party, a body behind the name, an age, a
    campaign. News introduces whom readers may not know; whom it never introduces is taken for a
    politician where the article, or what it says of the person, is about politics (`political`:
    those sentences), and for a private person elsewhere.
    """
    seen: set[tuple[str, str]] = set()
    points: dict[str, float] = {}
    for mention in mentions[:ENOUGH]:
        for kind, head, weight in descriptions(document, mention, short_forms):
            if kind != UNKNOWN and (kind, head) not in seen:
                seen.add((kind, head))
                points[kind] = points.get(kind, 0.0) + weight
    if points:
        return max(points, key=lambda kind: points[kind])
    named = {document.sentence_of[m.first] for m in mentions if not document.quoted[m.first]}
    near = len(named & political)
    often = near and near >= 0.2 * len(named)
    return "politics" if often or len(political) >= 0.25 * len(document.sentences) else "citizen"


def descriptions(
    document: Document, mention: Mention, short_forms: ShortForms
) -> Iterator[Description]:
    """Yield kind, head noun and weight of everything that describes the person at `mention`."""
    for words in (_before(document, mention), _apposed_before(document, mention)):
        yield from _read(document, words, 2.0, short_forms)
    yield from _after(document, mention, short_forms)
    opening = document.sentence_starts[document.sentence_of[mention.first]]
    if document.keys[opening] == "writing" and opening < mention.first:
        yield "media", "writing", 2.0  # "Writing for the Halm Post, Ida Moss noted"
    if _has_campaign(document, mention):
        yield "politics", "campaign", 1.2


def _read(
    document: Document, words: range, weight: float, short_forms: ShortForms
) -> Iterator[Description]:
    if not words:
        return
    raw = [strip_possessive(word) for word in document.words[words.start : words.stop]]
    keys = document.keys[words.start : words.stop]
    relative = next(
        (at for at, key in enumerate(keys) if at and key in word_class("relative")), len(keys)
    )
    raw, keys = raw[:relative], keys[:relative]
    head = head_index(keys, raw)
    now = "now" in keys[:2]
    owners = [at for at in range(head) if document.words[words.start + at].endswith(POSSESSIVE)]
    own = keys[owners[-1] + 1 if owners else 0 : head + 1]
    if set(own) & speaker_words("candidacy"):
        yield "politics", "candidate", 5.0
        return
    spelled = [word for at in raw for word in short_forms.get(at, [at])]
    kind = kind_of_words(spelled, "politics" if _serves_person(spelled, head) else UNKNOWN)
    if len(raw) == 1 and keys[0] in honorific_kinds():
        kind, weight = honorific_kinds()[keys[0]], 1.0
    elif len(raw) == 1 and keys[0] not in role_words() and kind != "media":
        return
    if kind == "document" or document.quoted[words.start]:
        weight = 0.5
    yield (kind if kind != "document" else UNKNOWN), keys[head], weight + 3.0 * now


def _serves_person(raw: list[str], head: int) -> bool:
    """Tell “Moss spokesman” and “aide to Mr. Moss” from “Treasury spokesman”."""
    if singular(match_key(raw[head])) not in speaker_words("personal_staff"):
        return False
    names = [
        at
        for at, word in enumerate(raw)
        if word[0].isupper() and word not in demonyms() and (word,) not in places()
    ]
    return bool(names) and kind_of_body(raw, place=False) == UNKNOWN


def _before(document: Document, mention: Mention) -> range:
    """Return the words of the title in front of a name: “MSNBC host”, “Halm’s”."""
    first = name = _name_of(document, mention)
    while first > 0 and name - first < 8:
        gap = document.gap(first - 1)
        key = document.keys[first - 1]
        joined = gap in (" ", "\u00a0", "/", "-") or (gap.strip() == "." and first < name)
        if gap.strip() == "." and document.sentence_of[first - 1] == document.sentence_of[first]:
            joined = True
        verb = key.endswith(("ing", "ed")) and key not in word_class("participle_adjective")
        if not joined or (key in _closed() and key != "first") or verb:
            break
        first -= 1
        if document.words[first].endswith(POSSESSIVE):
            break
    return range(first, name)


@cache
def honorific_kinds() -> dict[str, str]:
    """Return the kinds that honorifics tell: the Rev., Dr., Lord."""
    return {
        row["title"].rstrip("."): row["source_type"]
        for row in read_rows("titles")
        if row["kind"] == "honorific"
    }


def _name_of(document: Document, mention: Mention) -> int:
    """Return the first word of the bare name: the title words of a mention come before it."""
    length = len(mention.actor.split())
    return max(mention.first, mention.last - length)


@cache
def _closed() -> frozenset[str]:
    return word_class(
        "determiner", "preposition", "conjunction", "pronoun", "relative", "adverb", "modal",
        "auxiliary", "no_title",
    ) | {"to"}  # fmt: skip


def _apposed_before(document: Document, mention: Mention) -> range:
    """Return the words of “Apple’s chief executive, Tim Cook”: the description before a name."""
    first = mention.first
    if first < 2 or document.gap(first - 1).strip() != ",":
        return range(0)
    start = end = first
    while start > 0 and end - start < 10:
        if start < end and document.gap(start - 1) not in (" ", "\u00a0"):
            break
        start -= 1
        if document.keys[start] in word_class("determiner") or document.keys[start] in (
            "his",
            "her",
        ):
            start += 1
            break
    words = range(start, end)
    owned = start > 0 and document.keys[start - 1] in ("his", "her")
    if owned and set(document.keys[start:end]) & speaker_words("candidacy"):
        return range(0)
    role = any(document.keys[word] in role_words() for word in words)
    return words if role and len(words) < 10 else range(0)


def _after(document: Document, mention: Mention, short_forms: ShortForms) -> Iterator[Description]:
    """Read what stands behind a name: a party, an age, an apposition, a body, “is a …”."""
    last = mention.last
    if last >= len(document.words) - 1:
        return
    gap, key, following = document.gap(last - 1), *document.keys[last : last + 2]
    if PARTY.match(document.words[last]) and ("(" in gap or "," in gap):
        yield "politics", "party", 1.5
    elif gap.strip() == "," and document.words[last].isdigit() and len(key) == 2:
        yield "citizen", "age", 0.6
        if document.gap(last).strip() == ",":
            yield from _read(document, _clause(document, last + 1), 1.5, short_forms)
    elif gap.strip() in (",", "),") or "(" in gap:
        yield from _apposition(document, last, short_forms)
    elif gap == " " and key in speaker_words("after_name"):
        words = document.words[last + 1 : last + 7]
        words = words[1:] if words[:1] in (["the"], ["The"]) else words
        if has_cause([match_key(word) for word in words]):
            yield "civil_society", "group", 1.5  # “of the rights group Open Courts”
            return
        words = words if words and words[0][0].isupper() else []
        kind = kind_of_body([strip_possessive(w) for w in words if w[0].isupper()], place=False)
        yield (kind if kind != "government" else UNKNOWN), "body", 1.5
    elif gap == " " and key in word_class("copula") and following in word_class("article"):
        yield from _read(document, _clause(document, last + 2), 1.5, short_forms)
    elif gap == " " and key in word_class("copula") and following in role_words():
        yield from _read(document, _clause(document, last + 1), 1.5, short_forms)


def _apposition(document: Document, word: int, short_forms: ShortForms) -> Iterator[Description]:
    words = _clause(document, word)
    if not words:
        return
    key = document.keys[word]
    if key == "who":
        yield from _relative(document, words)
        return
    start = word
    while start < words.stop - 1 and document.keys[start] in word_class("determiner"):
        start += 1
    opens = start > word or document.keys[start] in role_words() or key in ("now", "former")
    opens = opens or any(document.keys[at] in role_words() for at in words[:5])
    if opens:
        yield from _read(document, range(start, words.stop), 2.0, short_forms)


@cache
def _verb_kinds() -> dict[str, str]:
    """Return verbs that tell the kind of whoever is their subject: teaches, hosts."""
    return {verb: kind for kind in DESCRIBED for verb in word_class(f"verb_of_{kind}")}


def _relative(document: Document, words: range) -> Iterator[Description]:
    """Read “who heads the Institute …”, “who served as ambassador”."""
    keys = document.keys
    for at in range(words.start + 1, min(words.start + 7, words.stop)):
        if keys[at] not in speaker_words("describing_verb"):
            continue
        rest = [strip_possessive(word) for word in document.words[at + 1 : words.stop]]
        if keys[at] in _verb_kinds():
            yield _verb_kinds()[keys[at]], keys[at], 1.5
        elif keys[at + 1 : at + 2] == ["as"] or keys[at] in word_class("copula"):
            past = keys[at] in ("served", "worked", "was")
            rest = rest[1:] if keys[at + 1 : at + 2] == ["as"] else rest
            kind = kind_of_words(rest[1:] if rest[:1] in (["a"], ["an"], ["the"]) else rest)
            yield ("politics" if past and kind == "government" else kind), "served", 1.5
        else:
            yield kind_of_body(rest, place=False), keys[at], 1.5
        return


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


def _has_campaign(document: Document, mention: Mention) -> bool:
    """Tell whether the article speaks of the person's campaign, rally, voters or nomination."""
    last = mention.last
    links = speaker_words("candidate_link")
    if document.keys[last : last + 1] and document.gap(last - 1) in (" ", "\u00a0"):
        if document.keys[last] in links:
            return True
        if document.words[last - 1].endswith(POSSESSIVE):
            return bool(links & set(document.keys[last : last + 3]))
    return False
