"""Whom a pronoun means: he and she, they and it, who and which, I and we."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, takewhile

from mediakit.attribution.people import Mention, Scene, before
from mediakit.attribution.record import Names
from mediakit.attribution.speakers.collectives import group_in
from mediakit.attribution.speakers.description import described_person
from mediakit.attribution.speakers.source import Source
from mediakit.attribution.speakers.together import persons_before
from mediakit.text.clauses import is_subject, prepositions
from mediakit.text.document import POSSESSIVE, Document, strip_possessive
from mediakit.text.gazetteer import speaker_words
from mediakit.text.inflection import singular
from mediakit.text.phrases import bare_text, noun_start, phrase_text, read_phrase
from mediakit.text.sieve import sift
from mediakit.text.word_classes import binding_words, role_words, roles, word_class

REACH = 3  # paragraphs a pronoun looks back
MOST_BACK = 1_000  # words a pronoun looks back, in however long a paragraph


# ------------------------------------------------------------------------------ rules
def pronoun_person(source: Source) -> Names | None:
    """“He” and “she” are the person with most points: subject, same sentence, spoke last."""
    gender = _gender_of(source.pronoun)
    return person_before(source.scene, source.words.start, gender) if gender else None


def first_person(source: Source) -> Names | None:
    """Inside a content “I” is its speaker; outside it is who writes."""
    if source.pronoun not in speaker_words("pronoun_first"):
        return None
    around = source.scene.containing(source.words.start)
    if around is not None and around.speakers:
        return around.speakers
    return ("author",) if source.pronoun in speaker_words("pronoun_singular") else None


def relative_pronoun(source: Source) -> Names | None:
    """“Who” and “which” are the noun phrase before them: “lawmakers who”, “Holt, who”."""
    if source.pronoun not in speaker_words("pronoun_relative"):
        return None
    found = noun_before(source.scene, source.words.start)
    return source.read(found) if isinstance(found, range) else found


def pronoun_group(source: Source) -> Names | None:
    """“They” and “it” are who spoke last if the number fits, else the first noun that fits."""
    plural = source.pronoun in speaker_words("pronoun_plural")
    if not plural and source.pronoun not in speaker_words("pronoun_neuter"):
        return None
    return _group_or_body(source.scene, source.words.start, plural)


def pronoun_unresolved(source: Source) -> str | None:
    """“They”, of which no rule says whom it means, stays as it is written."""
    if not source.pronoun:
        return None
    first = source.words.start
    written = phrase_text(source.document, first, first + 1).replace("’", "'")
    return written.split("'")[0]


PRONOUNS = {
    "pronoun_person": pronoun_person,
    "first_person": first_person,
    "relative_pronoun": relative_pronoun,
    "pronoun_group": pronoun_group,
}


def meant(source: Source, word: int) -> Names | None:
    """Return whom the pronoun at `word` means."""
    names, _ = sift(PRONOUNS, replace(source, words=range(word, word + 1)))
    return names


def _gender_of(pronoun: str) -> str:
    return next((one for one in "mf" if pronoun in speaker_words(f"pronoun_{one}")), "")


# ------------------------------------------------------------------ he and she
def person_before(scene: Scene, word: int, gender: str) -> Names | None:
    """Return the person whom *he* or *she* at `word` means.

    Each person named in the last paragraphs gets points: for the subject of a clause, most of the
    same sentence, for having spoken last, for a gender that is known; less for every sentence
    between, unless it goes on with the same pronoun. Names inside quotation marks do not count.
    """
    document = scene.document
    paragraph = document.paragraph_of[word]
    points: dict[Names, float] = {}
    own = scene.in_turn_of(word)
    for mention in scene.mentions_before(word):
        if paragraph - document.paragraph_of[mention.first] > REACH:
            break
        if word - mention.first > MOST_BACK:
            break
        if document.quoted[mention.first] and not document.quoted[word]:
            continue
        if _modifies(document, mention) or mention.first in scene.labels:
            continue
        if mention.actor in own:
            continue
        known = scene.cast.persons[mention.actor].gender
        if known in (gender, "u"):
            score = KNOWN * (known == gender) - FAR * _distance(scene, mention.first, word)
            if _is_prominent(document, mention.first, mention.last):
                same = document.sentence_of[mention.first] == document.sentence_of[word]
                score += SUBJECT + SAME * same
            names = (mention.actor,)
            points[names] = max(points.get(names, -99.0), score)
    for spoken in scene.spoken_before(word):
        far = paragraph - document.paragraph_of[spoken.word] > REACH
        if far or (points and spoken is not scene.last_spoken(word)):
            break
        known = "" if spoken.plural else scene.gender_of(spoken.names[0], spoken.head)
        if known in (gender, "u") and spoken.names != own:
            score = SPOKE + KNOWN * (known == gender) - 0.5 * _distance(scene, spoken.word, word)
            points[spoken.names] = max(points.get(spoken.names, -99.0), score)
        if known:
            break  # a body or a document that spoke last is no *he*
    for back in (0, 1):
        name, score = _unnamed_subject(scene, document.sentence_of[word] - back, word, gender)
        if name:
            points.setdefault((name,), score - FAR * back)
    return max(points, key=lambda names: points[names], default=None)


def _unnamed_subject(
    scene: Scene, sentence: int, word: int, gender: str
) -> tuple[str | None, float]:
    """Return who “The senator” or “A woman” at the start of a sentence is, and points."""
    document = scene.document
    if sentence < 0:
        return None, 0.0
    start = document.sentence_starts[sentence]
    keys, openers = document.keys, speaker_words("opens_subject")
    first = next((at for at in range(start, min(start + 4, word)) if keys[at] in openers), None)
    if first is None or document.quoted[first]:
        return None, 0.0
    for at in range(first + 1, min(first + 7, word)):
        if keys[at] in word_class("preposition", "auxiliary", "relative"):
            break
        known = scene.gender_of("", keys[at])
        if known not in (gender, "u") or not document.words[at][0].islower():
            continue
        if scene.cast.mentions_in(document, range(start, min(at + 3, word))):
            break
        if keys[first] != "the" and keys[at + 1] in word_class("modal"):
            break  # "A nurse will often": any nurse
        raw = [strip_possessive(text) for text in document.words[first : at + 1]]
        words = range(first, at + 1)
        described = described_person(document, words, scene.cast, raw, keys[first : at + 1])
        name = bare_text(document, read_phrase(document, words), scene.case)
        return described or name, KNOWN * (known == gender) + 1.6
    return None, 0.0


# Points; chosen on the development articles, where they are flat: halving one changes little.
KNOWN, SUBJECT, SAME, SPOKE, FAR = 0.4, 1.0, 1.0, 1.8, 0.7


def _distance(scene: Scene, first: int, word: int) -> int:
    """Count the sentences from `first` to `word` that do not open with a personal pronoun."""
    there, here = (scene.document.sentence_of[at] for at in (first, word))
    if there >= here:
        return 0
    return scene.plain_openings[here] - scene.plain_openings[there + 1] + 1


def _is_prominent(document: Document, first: int, last: int) -> bool:
    """Tell whether a name opens its sentence or clause, or has a verb behind it."""
    keys = document.keys
    if last < len(keys) and document.words[last - 1].endswith(POSSESSIVE):
        return False
    if first == 0 or document.sentence_of[first - 1] != document.sentence_of[first]:
        return True
    opens = keys[first - 1] in binding_words() - prepositions() or "," in document.gap(first - 1)
    return opens or is_subject(document, first, last)


def _modifies(document: Document, mention: Mention) -> bool:
    """Tell “the Murdoch outlets”: a name behind *the* or *a* and before a noun."""
    first, last = mention.first, mention.last
    return (
        first > 0
        and document.keys[first - 1] in speaker_words("before_modifier")
        and mention.label == "name"
        and document.gap(last - 1) == " "
        and last < len(document.words)
        and document.words[last][0].islower()
    )


# ---------------------------------------------------------------- they and it
def _group_or_body(scene: Scene, word: int, plural: bool) -> Names | None:
    """Return the group or body that *they* or *it* means.

    Who spoke last, if its number fits, at most two sentences back; else the first noun that fits,
    in this sentence, then in the two before; for *they* also a body that spoke last.
    """
    document = scene.document
    sentence = document.sentence_of[word]
    near = takewhile(
        lambda spoken: sentence - document.sentence_of[spoken.word] <= 2, scene.spoken_before(word)
    )
    recent = list(near)
    others = [spoken for spoken in recent if scene.person(spoken.names) is None]
    if recent and recent[0] in others and recent[0].plural == plural:
        return recent[0].names
    for back in range(min(3, sentence + 1)):
        start, end = document.sentences[sentence - back]
        words = document.words_in(start, min(end, document.starts[word]))
        found = group_in(scene, words) if plural else _first_entity(scene, words, back == 0)
        if found:
            return found
        if back == 0 and (fits := [spoken for spoken in others if spoken.plural == plural]):
            return fits[0].names
    return others[0].names if others and plural else None


def _first_entity(scene: Scene, words: range, same: bool) -> Names | None:
    """Return the first body or document named in `words`; of the same sentence the last one."""
    found = before(scene.entities, words.stop)
    inside = list(takewhile(lambda e: e.first >= words.start, found))
    inside = [e for e in inside if e.kind != "place" or e.head == "country"]
    fits = [e for e in inside if not scene.document.quoted[e.first]]
    return (fits[0 if same else -1].name,) if fits else None


# ------------------------------------------------------------- who and which
def noun_before(scene: Scene, word: int) -> Names | range | None:
    """Return the noun phrase before a relative pronoun: “lawmakers who”, “Moss, which”."""
    document = scene.document
    if word == 0:
        return None
    if person := _person_before_relative(scene, word):
        return person
    entity = next(before(scene.entities, word), None)
    if entity is not None and entity.last == word:
        return (entity.name,)
    for named in islice(before(scene.entities, word), 3):  # "Halm Future, a lobby group that"
        apposed = named.last < word and document.gap(named.last - 1).strip() == ","
        determined = document.keys[named.last : named.last + 1]
        if apposed and word - named.last < 9 and set(determined) & word_class("determiner"):
            same = document.sentence_of[named.first] == document.sentence_of[word]
            return (named.name,) if same and document.keys[word] != "who" else None
    floor = document.sentence_starts[document.sentence_of[word]]
    if document.keys[word] in speaker_words("who") and "," in document.gap(word - 1):
        word = _behind_people(document, word, floor)
    first = noun_start(document, word - 1, floor)
    if document.keys[first:word] == ["those"] and document.keys[first - 1] == "among":
        return _subject(scene, first, floor) or range(first, word)
    while (
        first > floor + 1
        and document.keys[first - 1] == "of"
        and document.keys[word] in speaker_words("who")
    ):
        first = noun_start(document, first - 2, floor)
    return range(first, word)


def _behind_people(document: Document, word: int, floor: int) -> int:
    """Return the word behind the persons of “academics, armed with studies, who”, else `word`."""
    for at in range(word - 1, floor - 1, -1):
        key = document.keys[at]
        if singular(key) in roles() or key in speaker_words("people_word", "counted"):
            return at + 1
    return word


def _subject(scene: Scene, word: int, floor: int) -> Names | None:
    """Return the persons before `word`: “Ida Holt and Carl Moss were among those who”."""
    inside = [*takewhile(lambda m: m.first >= floor, scene.mentions_before(word))][::-1]
    if not inside:
        return None
    people = persons_before(scene, word, 0) if len(inside) > 1 else None
    return people or (inside[0].actor,)


def _person_before_relative(scene: Scene, word: int) -> Names | None:
    """Return the person right before *who*, or before an apposition that *who* ends."""
    document = scene.document
    sentence = document.sentence_of[word]
    for mention in scene.mentions_before(word):
        if mention.last > word:
            continue
        if document.sentence_of[mention.first] != sentence or word - mention.last > 14:
            return None
        if mention.last == word:
            return _joined_before(scene, mention, word)
        apposed = document.gap(mention.last - 1).strip() == "," and document.keys[word] == "who"
        opener = document.keys[mention.last]
        if apposed and (opener in word_class("determiner") or opener in role_words()):
            return (mention.actor,)
    return None


def _joined_before(scene: Scene, mention: Mention, word: int) -> Names:
    """Return both of “Ida Holt and Carl Moss, who say”, one of “…, who says”."""
    document = scene.document
    following = document.keys[word + 1] if word + 1 < len(document.keys) else "s"
    singular_verb = following.endswith("s") or following == "has"
    if mention.first > 1 and document.keys[mention.first - 1] == "and" and not singular_verb:
        earlier = scene.cast.mentions_in(document, range(mention.first - 2, mention.first - 1))
        if earlier and not following.endswith("ed"):
            return (earlier[0].actor, mention.actor)
    return (mention.actor,)
