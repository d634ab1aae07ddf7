"""From the mention of a source to who speaks: the sieve of rules, in their order."""

from __future__ import annotations

from mediakit.attribution.people import Scene, Spoken
from mediakit.attribution.record import JOINT, Attribution, Names
from mediakit.attribution.source_types import UNKNOWN, source_type_of_speaker
from mediakit.attribution.speakers.bodies import (
    body_before,
    body_name,
    included_names,
    institution,
    name_behind_title,
)
from mediakit.attribution.speakers.collectives import counted_group, group_before
from mediakit.attribution.speakers.description import PERSONS
from mediakit.attribution.speakers.persons import (
    apposed_name,
    bearer_from,
    full_name,
    introduced_later,
    learn_office,
    of_description,
    owner,
    remember_owner,
)
from mediakit.attribution.speakers.pronouns import PRONOUNS, pronoun_unresolved
from mediakit.attribution.speakers.source import Rule, Source, decide, pronoun_of, pronouns
from mediakit.attribution.speakers.together import (
    apposed_names,
    coordination,
    listed_names,
    named_together,
)
from mediakit.attribution.speakers.unsaid import UNSAID, Unsaid
from mediakit.text.document import match_key
from mediakit.text.phrases import bare_text
from mediakit.text.sieve import sift
from mediakit.text.word_classes import word_class


def own_words(source: Source) -> str:
    """“Two officials”, whom no rule knows, keep their own words: “officials”."""
    text = bare_text(source.document, source.phrase, source.scene.case)
    remember_owner(source, text)
    return text


#: From the words of a source to who speaks: the first rule that answers decides.
SIEVES: dict[str, Rule] = {
    **PRONOUNS,
    "pronoun_unresolved": pronoun_unresolved,
    "listed_names": listed_names,
    "apposed_names": apposed_names,
    "coordination": coordination,
    "full_name": full_name,
    "apposed_name": apposed_name,
    "named_together": named_together,
    "owner": owner,
    "institution": institution,
    **{name: of_description(rule) for name, rule in PERSONS.items()},
    "introduced_later": introduced_later,
    "bearer_from": bearer_from,
    "counted_group": counted_group,
    "name_behind_title": name_behind_title,
    "included_names": included_names,
    "body_before": body_before,
    "group_before": group_before,
    "body_name": body_name,
    "own_words": own_words,
}


#: Rules that name several who speak together, and those that name anew who was named before.
SEVERAL = frozenset({"listed_names", "apposed_names", "coordination", "named_together"})
ANEW = frozenset({*PRONOUNS, *UNSAID})


# -------------------------------------------------------------------------- the pass
def name_speakers(scene: Scene) -> None:
    """Set the speakers of each attribution, in reading order, and the rule that named them.

    Surnames, titles and descriptions go to the fullest name in the article, pronouns to the person
    or group that fits best, short forms of bodies to their full names. Unnamed sources keep their
    own words, without determiner and quantity. A second cue or a further quotation without a
    source goes to who spoke before it. Misses descriptions that share no title, party or country
    with a name, and pronouns across many persons.
    """
    for attribution in sorted(scene.attributions, key=_place):
        if attribution.kind == "turn":
            continue  # its layout told who speaks
        if attribution.source is None:
            names, by = sift(UNSAID, Unsaid(scene, attribution, SIEVES))
            attribution.speakers, attribution.speaker_by = names or (), by
        elif words := scene.document.words_in(*attribution.source):
            source = Source(scene, words, SIEVES)
            attribution.speakers, attribution.speaker_by = decide(source)
            if attribution.speaker_by == "country_leader":
                learn_office(source, *attribution.speakers)
            _remember(source, attribution)
        if attribution.relay is not None:
            _name_relay(scene, attribution)


def _place(attribution: Attribution) -> int:
    return (attribution.source or attribution.cue or attribution.contents[0])[0]


def _remember(source: Source, attribution: Attribution) -> None:
    """Keep who spoke, for pronouns and descriptions to come."""
    scene, phrase, first = source.scene, source.phrase, source.words.start
    if not attribution.speakers:
        return
    key = source.document.keys[phrase.head]
    pronoun = pronoun_of(key) in pronouns()
    last = scene.last_spoken(first)
    same = last is not None and last.names == attribution.speakers
    plural = last.plural if same and last and pronoun else source.plural
    plural = plural or len(attribution.speakers) > 1
    head = "" if pronoun else key
    scene.spoken.append(Spoken(first, attribution.speakers, head, plural, attribution))
    if not pronoun:
        scene.phrases.setdefault(attribution.speakers, phrase)
        attribution.phrase = phrase


# ------------------------------------------------------------------------------ relay
CARRIERS = frozenset({"media", "state_media", "document"})


def _name_relay(scene: Scene, attribution: Attribution) -> None:
    """Name who carried the words; what is neither an outlet nor a document carried nothing."""
    assert attribution.relay is not None
    words = scene.document.words_in(*attribution.relay)
    names = decide(Source(scene, words, SIEVES))[0] if words else ()
    if names and _carries(scene, names):
        attribution.relay_speaker = JOINT.join(names)
    else:
        attribution.relay = None


def _carries(scene: Scene, names: Names) -> bool:
    kind, _ = source_type_of_speaker(scene, names)
    name = names[-1]
    if kind in CARRIERS or match_key(name.split()[-1]) in word_class("outlet_noun"):
        return True
    named = names[0][0].isupper() and scene.person(names) is None
    closed = word_class("pronoun", "weekday", "month")
    return kind == UNKNOWN and named and name.lower() not in closed
