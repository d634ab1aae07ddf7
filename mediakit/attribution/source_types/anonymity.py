"""Whether a source is anonymous: neither a person nor an identifiable body is named."""

from __future__ import annotations

from mediakit.attribution.people.scene import Scene
from mediakit.attribution.record import Names
from mediakit.attribution.source_types.of_words import head_index, is_cause, words_of
from mediakit.text.document import match_key
from mediakit.text.gazetteer import (
    body_nouns,
    demonyms,
    institutions,
    places,
    speaker_words,
)
from mediakit.text.inflection import singular
from mediakit.text.phrases import Phrase
from mediakit.text.word_classes import role_words, word_class


def is_anonymous(scene: Scene, speakers: Names, kind: str, phrase: Phrase | None) -> bool:
    """Tell whether the first of `speakers` is neither a named person nor an identifiable body.

    “Officials”, “a Pentagon official”, “some Republicans”, “polls” and “a judge” are anonymous;
    “the governor”, “the report”, “Republicans”, a law and “a spokesman for the Halm Post”, who
    speaks for a body that is named, are not.
    """
    if not speakers:
        return True
    first = speakers[0]
    if first == "author" or first in scene.cast.persons:
        return False
    raw = words_of(first)
    keys = [match_key(word) for word in raw]
    party = len(raw) > 1 and tuple(raw) in institutions()  # “Liberal Democrats”
    if keys and keys[-1] in ("republicans", "democrats") and not party:
        return len(raw) > 1 or (phrase is not None and (phrase.quantified or _some(scene, phrase)))
    if not raw or tuple(raw) in institutions() or tuple(raw) in places():
        return not raw
    if keys[0] == "the" and len(keys) > 1:
        raw, keys = raw[1:], keys[1:]
        if tuple(raw) in institutions():
            return False
    head = head_index(keys, raw)
    key = keys[head]
    definite = phrase is not None and phrase.definite
    quantified = phrase is not None and phrase.quantified
    plural = (key.endswith("s") and not key.endswith(("ss", "us", "is"))) or key == "people"
    named = [w for w in raw if w[0].isupper() and w not in demonyms() and (w,) not in places()]
    named = [w for w in named if match_key(w) not in speaker_words("party_word")]
    if is_cause(raw, keys):
        return False
    if keys[0] in word_class("unnamed") or key in speaker_words("people_word", "private_person"):
        return True
    if key in word_class("law"):
        return False
    if kind == "document":
        return _is_unnamed_document(raw, head, plural, definite or quantified)
    if kind == "state_media" or keys[-2:] == ["news", "agency"]:
        return not any(word[0].isupper() for word in raw)
    if key in role_words() and key not in body_nouns():
        return _is_unnamed_person(scene, raw, head, bool(named), kind, definite)
    if raw[head][:-1] in demonyms():
        return True
    if named and not (plural and raw[head][0].islower() and key not in body_nouns()):
        return False
    return not definite or plural or key not in body_nouns()


def _some(scene: Scene, phrase: Phrase) -> bool:
    """Tell “other Republicans” from the party."""
    return phrase.first > 0 and scene.document.keys[phrase.first - 1] in ("other", "fellow")


def _is_unnamed_person(
    scene: Scene, raw: list[str], head: int, named: bool, kind: str, definite: bool
) -> bool:
    """Tell “a Pentagon official” from who speaks for a named body or alone holds an office."""
    single = singular(match_key(raw[head]))
    owner = any(name.split()[-1] in raw for name in scene.cast.persons)
    office = single in speaker_words("office")
    if named and not owner:
        if single in speaker_words("spokesperson"):
            return False
        if (office or kind == "expert") and _has_body(raw):
            return False
    return single != match_key(raw[head]) or not (definite and office)


def _is_unnamed_document(raw: list[str], head: int, plural: bool, definite: bool) -> bool:
    key = match_key(raw[head])
    named = any(word[0].isupper() for word in raw[: head + 1])  # "US intelligence report"
    named = named or any(word[0].isupper() and (word,) not in places() for word in raw)
    if named or plural:
        return not named
    by = "by" in raw or "of" in raw
    return not (definite or by or key in ("statement", "slide", "transcript", "tweet", "ad"))


def _has_body(raw: list[str]) -> bool:
    lower = (match_key(word) for word in raw if word[0].isupper())
    listed = any(
        tuple(raw[start:end]) in institutions()
        for start in range(len(raw))
        for end in range(start + 1, min(start + 6, len(raw)) + 1)
    )
    return listed or any(word in body_nouns() for word in lower)
