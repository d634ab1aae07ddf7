"""Bodies and documents: their full names, and what “the union”, “the poll” or “the city” means."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from mediakit.attribution.people import LATEST, Entity, Scene, before, may_mean
from mediakit.attribution.record import Names, owned_by
from mediakit.attribution.speakers.collectives import earlier
from mediakit.attribution.speakers.persons import remember_owner
from mediakit.attribution.speakers.source import Source
from mediakit.text.document import Document, match_key, strip_possessive
from mediakit.text.gazetteer import body_nouns, families, institutions, places, speaker_words
from mediakit.text.phrases import Phrase, bare_text
from mediakit.text.word_classes import title_words, word_class


def institution(source: Source) -> str | None:
    """“AROS” or “Congress” is a body or place that the list, or the article, names in full."""
    scene, raw = source.scene, source.raw
    spelled = scene.short_forms.get(raw[0], raw) if len(raw) == 1 else raw
    key = match_key(raw[0])
    lone = raw[0][0].isupper() and key not in scene.case.lower  # "Congress"
    lone = lone and (source.phrase.definite or key not in title_words())  # "The Economist"
    listed = tuple(raw) in institutions() and (source.named or lone)
    if not listed and not (source.named and (spelled is not raw or tuple(raw) in places())):
        return None
    name = scene.fullest(spelled)
    row = institutions().get(tuple(raw), {"name": name})
    return name if row["name"].startswith("The ") else name.removeprefix("The ")


def name_behind_title(source: Source) -> str | None:
    """Of “the official Xinhua News Agency” the name behind plain words speaks."""
    scene, document, phrase = source.scene, source.document, source.phrase
    first = phrase.first
    while first < phrase.last and document.words[first][0].islower():
        first += 1
    if first == phrase.first or first >= phrase.last:
        return None
    binding = word_class("preposition", "conjunction")
    if any(document.keys[word] in binding for word in range(phrase.first, first)):
        return None
    raw = [strip_possessive(word) for word in document.words[first : phrase.last]]
    entity = any(e.first == first and e.last == phrase.last for e in scene.entities)
    lower = any(word[0].islower() and word not in word_class("body_link") for word in raw)
    if lower or not (entity or tuple(raw) in institutions()):
        return None
    return scene.fullest(raw)


def included_names(source: Source) -> Names | None:
    """Of “Other unions, including the Dockers and the Pilots” those named speak."""
    document, phrase = source.document, source.phrase
    opener = document.keys[phrase.last : phrase.last + 2]
    if phrase.last >= phrase.stop or not source.plural:
        return None
    if opener[:1] != ["including"] and opener != ["which", "include"]:
        return None
    inside = range(phrase.last, phrase.stop)
    bodies = [e for e in source.scene.entities if e.first in inside and e.kind != "place"]
    people = [(m.first, m.actor) for m in source.scene.cast.mentions_in(document, inside)]
    names = sorted([*people, *((e.first, e.name) for e in bodies)])
    return tuple(name for _, name in names) or None


def body_before(source: Source) -> Names | None:
    """“The union” and “the poll” are the nearest such body or document named before.

    In a headline or lead what is named first behind.
    """
    scene, document, phrase = source.scene, source.document, source.phrase
    key = document.keys[phrase.head]
    place = key in speaker_words("place_noun")
    if source.named or (key not in body_nouns() and key not in speaker_words("generic_document")):
        return None
    if source.plural:
        return None
    if phrase.definite:
        known = islice(before(scene.entities, phrase.first), LATEST)
        if place:
            fits = (e.name for e in known if e.kind == "place" and _is_place(key, e.head))
            return next(((name,) for name in fits), None)
        if issued := _issuer(scene, phrase):
            return (issued,)
        if entity := _best(document, phrase, known):
            return earlier(scene, key, entity.first - 4) or (entity.name,)
        return earlier(scene, key, -1)
    lead = document.field == "title" or document.sentence_of[phrase.first] < 3
    if lead and not place:
        later = [entity for entity in scene.entities if entity.first >= phrase.last]
        named = _best(document, phrase, later)
        return (named.name,) if named else None
    return None


def body_name(source: Source) -> str | None:
    """“The latest Halm Post poll” and “Radio Halm” are the fullest form in the article."""
    scene, phrase, raw = source.scene, source.phrase, source.raw
    if not source.named:
        return None
    while raw[0] in speaker_words("recency") and phrase.first < phrase.head:
        phrase, raw = phrase._replace(first=phrase.first + 1), raw[1:]
    text = bare_text(source.document, phrase, scene.case)
    remember_owner(source, text)
    return scene.fullest(text.split())


def _best(document: Document, phrase: Phrase, entities: Iterable[Entity]) -> Entity | None:
    """Return the first entity that the head can mean, rather one that shares its modifiers."""
    key = document.keys[phrase.head]
    fits = [entity for entity in entities if entity.kind != "place" and may_mean(key, entity)]
    said = set(document.keys[phrase.first : phrase.head]) - speaker_words("headline_adjective")
    complement = {word for word in document.keys[phrase.head + 1 : phrase.last] if len(word) > 3}
    shared = [e for e in fits if (said | complement) & set(e.name.lower().split())]
    if shared:
        return shared[0]
    unlike = complement or (said and key == "court" and phrase.definite)
    return fits[0] if fits and not unlike else None


def _is_place(key: str, kind: str) -> bool:
    return kind in {"city": ("city", "capital"), "state": ("state",)}.get(key, ("country",))


def _issuer(scene: Scene, phrase: Phrase) -> str | None:
    """Return whose “the statement” is: of the last who “issued a statement” or “said in” it."""
    document, key = scene.document, scene.document.keys[phrase.head]
    if "statement" not in families(key):
        return None
    for spoken in scene.latest():
        if spoken.head == key:
            return None
        cue = spoken.attribution.cue and document.words_in(*spoken.attribution.cue)
        if cue and key in document.keys[cue.start : cue.stop]:
            return owned_by(spoken.names, key)
    return None
