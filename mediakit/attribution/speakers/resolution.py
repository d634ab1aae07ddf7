"""From the mention of a source to the speaker: one canonical name within an article."""

from __future__ import annotations

from mediakit.attribution.people.cast import Cast, Mention
from mediakit.attribution.people.entities import LINKS, fullest
from mediakit.attribution.people.scene import Scene, Spoken
from mediakit.attribution.record import Attribution, Piece
from mediakit.attribution.source_types.anonymity import is_anonymous
from mediakit.attribution.source_types.of_speakers import interviews, kind_of_speaker
from mediakit.attribution.source_types.of_words import UNKNOWN
from mediakit.attribution.speakers.described import (
    apposed_persons,
    described_body,
    described_group,
    described_person,
    described_persons,
    initialled,
    introduced_later,
    listed_persons,
    party_member_from,
)
from mediakit.attribution.speakers.groups import some_of
from mediakit.attribution.speakers.pronouns import meant_by, pronoun_of, pronouns
from mediakit.text.document import POSSESSIVE, Document, match_key, strip_possessive
from mediakit.text.gazetteer import institutions, places, speaker_words
from mediakit.text.phrases import Phrase, bare_text, is_named, is_plural, noun_phrase, phrase_text
from mediakit.text.word_classes import title_words, word_class


def resolve_speakers(document: Document, attributions: list[Attribution], cast: Cast) -> None:
    """Set speaker, kind of source and anonymity of each attribution, in reading order.

    Surnames, titles and descriptions go to the fullest name in the article, pronouns to the person
    or group that fits best, short forms of bodies to their full names. Unnamed sources keep their
    own words, without determiner and quantity. A second cue or a further quotation without a
    source goes to who spoke before it. Misses descriptions that share no title, party or country
    with a name, and pronouns across many persons.
    """
    scene = Scene(document, cast, attributions)
    for attribution in sorted(attributions, key=lambda a: (a.source or a.cue or a.contents[0])[0]):
        if attribution.source is not None:
            attribution.speaker = speaker_of(scene, attribution.source)
            _remember(scene, attribution)
        else:
            attribution.speaker = _unsaid(scene, attribution)
        if attribution.relay is not None:
            _name_relay(scene, attribution)
    kinds: dict[str, str] = {}
    for attribution in attributions:
        speaker = attribution.speaker or ""
        if speaker not in kinds:
            kinds[speaker] = kind_of_speaker(scene, speaker)
            if kinds[speaker] == UNKNOWN and speaker.isupper() and interviews(scene, speaker):
                kinds[speaker] = "media"
        attribution.source_type = kinds[speaker]
        phrase = scene.own_phrase(attribution) or scene.phrases.get(speaker)
        attribution.anonymous = is_anonymous(scene, speaker, kinds[speaker], phrase)


def _remember(scene: Scene, attribution: Attribution) -> None:
    assert attribution.source is not None
    words = scene.document.words_in(*attribution.source)
    if not attribution.speaker or not words:
        return
    phrase = scene.phrase(words)
    key = scene.document.keys[phrase.head]
    pronoun = pronoun_of(key) in pronouns()
    last = scene.last_spoken(words.start)
    same = last is not None and last.speaker == attribution.speaker
    plural = last.plural if same and last and pronoun else is_plural(scene.document, phrase)
    plural = plural or " & " in attribution.speaker
    scene.spoken.append(
        Spoken(words.start, attribution.speaker, "" if pronoun else key, plural, attribution)
    )
    if not pronoun:
        scene.phrases.setdefault(attribution.speaker, phrase)
        scene.own[id(attribution)] = phrase


# --------------------------------------------------------------- without a source
def _unsaid(scene: Scene, attribution: Attribution) -> str | None:
    """Return who speaks where no source is marked: who spoke before, in a run or by a second cue.

    A further quotation without cue belongs to the speaker of the quotation before it, at most a
    paragraph away; “…, adding that” to the speaker of the same sentence. A passive, a noun and an
    impersonal cue belong to nobody.
    """
    document = scene.document
    if attribution.cue is None:
        at = document.words_in(*attribution.contents[0])
        last = scene.last_spoken(at.start) if at else None
        if last is None or not at:
            return None
        before = document.words_in(*last.attribution.contents[-1])
        near = before and document.paragraph_of[at[0]] - document.paragraph_of[before[-1]] <= 1
        return last.speaker if near else None
    words = document.words_in(*attribution.cue)
    if not words or not document.keys[words[0]].endswith("ing"):
        return None
    last = scene.last_spoken(words.start)
    same = last is not None and (
        document.sentence_of[last.word] == document.sentence_of[words.start]
    )
    return last.speaker if last is not None and same else None


# ------------------------------------------------------------------ with a source
def speaker_of(scene: Scene, mention: Piece) -> str:
    """Return the canonical name behind the words of `mention`."""
    document = scene.document
    words = document.words_in(*mention)
    if not words:
        return ""
    if _is_pronoun(document, words):
        written = phrase_text(document, words.start, words.start + 1).replace("’", "'")
        return _meant(scene, words.start) or written.split("'")[0]
    phrase = scene.phrase(words)
    if people := listed_persons(scene, words) or (
        is_plural(document, phrase) and apposed_persons(scene, phrase)
    ):
        return people
    parts = _joined(scene, words)
    names = [
        "others"
        if part is not parts[0] and document.keys[part.stop - 1] == "others"
        else _one_speaker(scene, part)
        for part in parts
    ]
    names = [name for name in names if name]
    return " & ".join(dict.fromkeys(names))


def _meant(scene: Scene, word: int) -> str | None:
    """Return whom the pronoun at `word` means, by the name of the noun phrase it stands for."""
    found = meant_by(scene, word)
    return _one_speaker(scene, found) if isinstance(found, range) else found


def _is_pronoun(document: Document, words: range) -> bool:
    """Tell “he”, “who all” and “they themselves” from “his advisers”."""
    key = pronoun_of(document.keys[words.start])
    if key not in pronouns():
        return False
    if len(words) == 1 or key in ("who", "which", "whom", "he", "she", "they", "it", "we", "i"):
        return "and" not in document.keys[words.start : words.stop]
    return document.keys[words.start + 1] in ("all", "both", "also", "himself", "herself")


def _joined(scene: Scene, words: range) -> list[range]:
    """Cut “Lena Moss and Carl Holt” into its speakers; leave “Research and Trade” alone."""
    document = scene.document
    keys = document.keys
    phrase = scene.phrase(words)
    for at in range(phrase.first + 1, phrase.last - 1):
        if keys[at] not in ("and", "&"):
            continue
        left, right = range(words.start, at), range(at + 1, words.stop)
        if _stands_alone(scene, left, right):
            return [left, *_joined(scene, right)]
    for at in range(phrase.last, words.stop - 1):  # "Ida Holt, the mayor, and Carl Moss"
        right = range(at + 1, words.stop)
        if keys[at] == "and" and "," in document.gap(at - 1) and _person_in(scene, right):
            return [range(words.start, at), *_joined(scene, right)]
    return [words]


def _stands_alone(scene: Scene, left: range, right: range) -> bool:
    keys = scene.document.keys
    bound = any(keys[word] in word_class("preposition") for word in left[1:])
    named = _person_in(scene, right)
    if _person_in(scene, left) is not None or _is_pronoun(scene.document, left):
        return named is not None or keys[right[0]] in word_class("determiner", "of_others")
    if bound:
        return False
    if named is not None or keys[right[0]] in word_class("determiner") | {"other"}:
        return True
    plain = {keys[left[-1]], keys[right[0]]}
    return len(right) == 1 and len(left) <= 2 and all(key.endswith("s") for key in plain)


def _one_speaker(scene: Scene, words: range) -> str:
    document = scene.document
    if _is_pronoun(document, words):
        return _meant(scene, words.start) or document.words[words.start]
    if mention := _person_in(scene, words):
        return mention.actor
    phrase = scene.phrase(words)
    if apposed := _apposed_person(scene, phrase) or described_persons(scene, words, phrase):
        return apposed
    if phrase.owner is not None and (owned := _owned(scene, phrase)):
        return owned
    raw = [strip_possessive(word) for word in document.words[phrase.first : phrase.last]]
    named = is_named(document, phrase.first, phrase.last, scene.case)
    if len(raw) == 1 and (person := initialled(scene, raw[0])):
        return person
    spelled = scene.short_forms.get(raw[0], raw) if len(raw) == 1 else raw
    key = match_key(raw[0])
    lone = raw[0][0].isupper() and key not in scene.case.lower  # "Congress"
    lone = lone and (phrase.definite or key not in title_words())  # "The Economist"
    listed = tuple(raw) in institutions() and (named or lone)
    if listed or (named and (spelled is not raw or tuple(raw) in places())):
        name = fullest(spelled, scene.entities, scene.cast)
        row = institutions().get(tuple(raw), {"name": name})
        return name if row["name"].startswith("The ") else name.removeprefix("The ")
    keys = document.keys[phrase.first : phrase.last]
    if not is_plural(document, phrase):
        opener = ["the"] if phrase.definite else []
        described = described_person(
            document, range(phrase.first, phrase.last), scene.cast, opener + raw, opener + keys
        ) or (introduced_later(scene, phrase) if not phrase.definite else None)
        if described or (described := party_member_from(scene, phrase)):
            return described
    before = document.keys[phrase.first - 1] if phrase.first > words.start else ""
    if keys[0] in word_class("preposition") and before in word_class("quantifier"):
        return f"{before} {phrase_text(document, phrase.first, phrase.last)}"  # "some in the party"
    if phrase.head == phrase.first and (keys[0] in speaker_words("quantity") or keys[0].isdigit()):
        return _counted(scene, phrase)
    if body := _named_behind(scene, phrase):
        return body
    if included := _included(scene, phrase):
        return included
    if not named and (known := described_body(scene, phrase) or described_group(scene, phrase)):
        return known
    while raw[0] in ("new", "latest", "recent") and phrase.first < phrase.head and named:
        phrase, raw = phrase._replace(first=phrase.first + 1), raw[1:]
    text = bare_text(document, phrase, scene.case)
    _remember_owner(scene, phrase, text)
    return fullest(text.split(), scene.entities, scene.cast) if named else text


def _named_behind(scene: Scene, phrase: Phrase) -> str | None:
    """Return the body of “the official Xinhua News Agency”: a name behind plain words."""
    document = scene.document
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
    lower = any(word[0].islower() and word not in LINKS for word in raw)
    if lower or not (entity or tuple(raw) in institutions()):
        return None
    return fullest(raw, scene.entities, scene.cast)


def _included(scene: Scene, phrase: Phrase) -> str | None:
    """Return who is named in “Other unions, including the Dockers and the Pilots”."""
    document = scene.document
    opener = document.keys[phrase.last : phrase.last + 2]
    if phrase.last >= phrase.stop or not is_plural(document, phrase):
        return None
    if opener[:1] != ["including"] and opener != ["which", "include"]:
        return None
    inside = range(phrase.last, phrase.stop)
    bodies = [e for e in scene.entities if e.first in inside and e.kind != "place"]
    people = [(m.first, m.actor) for m in scene.cast.mentions_in(document, inside)]
    names = sorted([*people, *((e.first, e.name) for e in bodies)])
    return " & ".join(name for _, name in names) or None


def _remember_owner(scene: Scene, phrase: Phrase, text: str) -> None:
    """Keep “advisers to Mr. Holt” for “his advisers”."""
    document = scene.document
    if document.keys[phrase.head + 1 : phrase.head + 2] not in (["to"], ["of"], ["for"]):
        return
    for mention in scene.cast.mentions_in(document, range(phrase.head + 1, phrase.last)):
        scene.owned.setdefault((mention.actor, document.keys[phrase.head]), text)
        return


def _counted(scene: Scene, phrase: Phrase) -> str:
    """Return who “46 percent” or “another third” are: the group that was counted before."""
    document = scene.document
    if document.keys[phrase.first] in word_class("quantifier"):
        behind = document.keys[phrase.head + 1 : phrase.last]
        if behind and behind[1:2] not in (["them"], ["these"], ["those"]):
            return bare_text(document, phrase, scene.case)  # "some in the party"
        if group := some_of(scene, phrase.first):
            return group
        return document.keys[phrase.first]
    floor = document.sentence_starts[max(0, document.sentence_of[phrase.first] - 4)]
    for word in range(phrase.first - 1, floor - 1, -1):
        if document.keys[word] in speaker_words("counted"):
            return bare_text(document, noun_phrase(document, word), scene.case)
    return phrase_text(document, phrase.first, phrase.last)


def _person_in(scene: Scene, words: range) -> Mention | None:
    """Return the person whom the words name, where the name is no modifier of another noun."""
    document = scene.document
    phrase = scene.phrase(words)
    inside = scene.cast.mentions_in(document, range(phrase.first, phrase.last))
    return next((mention for mention in inside if _is_head(document, mention, phrase)), None)


def _is_head(document: Document, mention: Mention, phrase: Phrase) -> bool:
    closed = word_class("preposition", "conjunction", "relative")
    for word in range(phrase.first, mention.first):
        if document.keys[word] not in closed:
            continue
        title = document.keys[word - 1] in title_words() if word > phrase.first else False
        if not (title and document.keys[word] in ("of", "for") and word + 1 < mention.first):
            return False
    if mention.last >= phrase.last:
        return True
    if document.words[mention.last - 1].endswith(POSSESSIVE):
        return False
    following = document.keys[mention.last]
    if document.gap(mention.last - 1) != " ":
        return True
    return following in closed | word_class("adverb") | {"himself", "herself"}


def _apposed_person(scene: Scene, phrase: Phrase) -> str | None:
    """Return the person of “the chief executive, Tim Cook,”: a role explained by a name."""
    document = scene.document
    if phrase.last >= phrase.stop or is_plural(document, phrase):
        return None
    for mention in scene.cast.mentions_in(document, range(phrase.last, phrase.stop)):
        if mention.first <= phrase.last + 1 and mention.last <= phrase.stop:
            follows = "," in document.gap(phrase.last - 1)
            possessive = document.words[mention.last - 1].endswith(POSSESSIVE)
            return mention.actor if follows and not possessive else None
    return None


def _owned(scene: Scene, phrase: Phrase) -> str | None:
    """Return the name of “his advisers” or “Holt’s campaign”: with the owner's full name."""
    document = scene.document
    owner = phrase.owner
    assert owner is not None
    key = document.keys[phrase.head]
    first = owner + 1
    if document.keys[owner] in pronouns():
        name = _meant(scene, owner)
    else:
        name = None
        for mention in scene.cast.mentions_in(document, range(owner, owner + 1)):
            name = mention.actor
        if name is None and phrase.definite:  # "the prime minister’s spokesman"
            words = range(phrase.first, owner + 1)
            keys = document.keys[phrase.first : owner + 1]
            raw = [strip_possessive(word) for word in document.words[phrase.first : owner + 1]]
            name = described_person(document, words, scene.cast, ["the", *raw], ["the", *keys])
    if not name or name == "author":
        return None
    if name.endswith(f"’s {key}"):
        return name  # "his lawyer", behind "Holt’s lawyer": the same
    if key == "campaign":
        return campaign_of(scene, name)
    if (name, key) in scene.owned:
        return scene.owned[name, key]
    return f"{name}’s {phrase_text(document, first, phrase.last)}"


def campaign_of(scene: Scene, name: str) -> str:
    """Return the fullest form in which the article names the campaign of a person."""
    last = name.split()[-1]
    forms = [f"{name} campaign", f"{last} campaign", f"{name}’s campaign", f"{last}’s campaign"]
    return next((form for form in forms if form in scene.document.text), f"{name}’s campaign")


# ------------------------------------------------------------------------------ relay
CARRIERS = frozenset({"media", "state_media", "document"})


def _name_relay(scene: Scene, attribution: Attribution) -> None:
    """Name who carried the words; what is neither an outlet nor a document carried nothing."""
    assert attribution.relay is not None
    name = speaker_of(scene, attribution.relay)
    kind = kind_of_speaker(scene, name)
    named = bool(name) and name[0].isupper() and name not in scene.cast.persons
    named = named and name.lower() not in word_class("pronoun", "weekday", "month")
    outlet = bool(name) and match_key(name.split()[-1]) in word_class("outlet_noun")
    if kind in CARRIERS or outlet or (kind == UNKNOWN and named):
        attribution.relay_speaker = name
    else:
        attribution.relay = None
