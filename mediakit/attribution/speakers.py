"""From the mention of a source to the speaker: one canonical name within an article."""

from __future__ import annotations

from functools import cache

from mediakit.attribution.capitals import opens_sentence, phrase_text
from mediakit.attribution.cast import Cast, Mention, Person
from mediakit.attribution.gazetteer import demonyms, institutions, places
from mediakit.attribution.grammar import role_words, roles, title_words, word_class
from mediakit.attribution.record import Attribution, Piece
from mediakit.document import POSSESSIVE, WORD, Document, match_key, strip_possessive

PRONOUNS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "who": "u"}
PLURAL = frozenset({"they", "them", "their", "we", "it", "its", "our"})
REACH = 3  # paragraphs a pronoun looks back
NO_END = 10**9


def resolve_speakers(document: Document, attributions: list[Attribution], cast: Cast) -> None:
    """Set speaker, kind of source and anonymity of each attribution, in reading order.

    Surnames, titles and descriptions go to the fullest name in the article; *he* and *she* to the
    speaker before, or to the nearest person named that can be meant; *they* and *it* to the
    speaker before. Unnamed sources keep their own words. Misses descriptions that share no
    country or title with a name, and pronouns across many persons.
    """
    previous: Attribution | None = None
    for attribution in sorted(attributions, key=lambda a: (a.source or a.contents[0])[0]):
        if attribution.source is not None:
            attribution.speaker = speaker_of(document, attribution.source, cast, previous)
        elif (
            attribution.frame == "quotation"
            and previous is not None
            and _quoted_run(document, previous, attribution)
        ):
            attribution.speaker = previous.speaker
        if attribution.relay is not None:
            _name_relay(document, attribution, cast)
        if attribution.speaker:
            previous = attribution
    kinds: dict[str | None, str] = {}
    for attribution in attributions:  # when every title in the article is known
        attribution.source_type, attribution.anonymous = kind_of_source(
            attribution.speaker, document, attribution.source, cast
        )
        if attribution.source_type != "unknown":
            kinds.setdefault(attribution.speaker, attribution.source_type)
    for attribution in attributions:  # one speaker is of one kind
        attribution.source_type = kinds.get(attribution.speaker, "unknown")


CARRIERS = frozenset({"media", "state_media", "document"})


def _name_relay(document: Document, attribution: Attribution, cast: Cast) -> None:
    """Name who carried the words; what is neither an outlet nor a document carried nothing."""
    assert attribution.relay is not None
    name = speaker_of(document, attribution.relay, cast, None)
    kind = kind_of_source(name, document, attribution.relay, cast)[0]
    named = name[0].isupper() and name not in cast.persons
    named = named and name.lower() not in word_class("pronoun", "weekday", "month")
    outlet = match_key(name.split()[-1]) in word_class("outlet_noun")
    if kind in CARRIERS or outlet or (kind == "unknown" and named):
        attribution.relay_speaker = name
    else:
        attribution.relay = None


def _quoted_run(document: Document, previous: Attribution, attribution: Attribution) -> bool:
    before = document.words_in(*previous.contents[-1])
    after = document.words_in(*attribution.contents[0])
    if not before or not after:
        return False
    return document.paragraph_of[after[0]] - document.paragraph_of[before[-1]] <= 1


def speaker_of(document: Document, mention: Piece, cast: Cast, previous: Attribution | None) -> str:
    """Return the canonical name behind the words of `mention`."""
    words = document.words_in(*mention)
    raw = [strip_possessive(word) for word in document.words[words.start : words.stop]]
    keys = document.keys[words.start : words.stop]
    if len(keys) == 1 and keys[0] in PRONOUNS:
        person = _antecedent(document, words.start, cast, previous, PRONOUNS[keys[0]])
        return person or raw[0]
    if len(keys) == 1 and keys[0] in PLURAL:
        return previous.speaker if previous is not None and previous.speaker else raw[0]
    named = cast.mentions_in(document, words)
    if named and not _is_modifier(document, named[0].last, words.stop):
        joined = [m for m in named if _joins(document, words, m, named[0])]
        return " & ".join(dict.fromkeys([named[0].actor, *(m.actor for m in joined)]))
    if named_body := institution_in(raw):
        return cast.fullest_name(named_body)
    if described := described_person(document, words, cast, raw, keys):
        return described
    return _bare_phrase(document, words)


def _is_modifier(document: Document, after: int, stop: int) -> bool:
    """Tell whether a name only modifies the source: “Clinton’s campaign”, “McConnell aides”."""
    if after >= stop:
        return False
    if document.words[after - 1].endswith(POSSESSIVE):
        return True
    closed = word_class("conjunction", "preposition", "relative", "adverb")
    noun = document.words[after][0].islower() and document.keys[after] not in closed
    return document.gap(after - 1) == " " and noun


def _joins(document: Document, words: range, mention: Mention, first: Mention) -> bool:
    return (
        mention is not first
        and mention.first > words.start
        and document.keys[mention.first - 1] == "and"
        and mention.first - 1 == first.last
    )


def institution_in(raw: list[str]) -> dict[str, str] | None:
    """Return the row of ``institutions.csv`` that the words hold at their end or alone."""
    bare = raw[1:] if raw and raw[0].lower() in word_class("determiner") else raw
    if row := institutions().get(tuple(bare)):
        return row
    for length in range(min(6, len(bare)), 0, -1):
        row = institutions().get(tuple(bare[-length:]))
        before = set(map(str.lower, bare[:-length]))
        if row is not None and bare[-1][0].isupper() and not before & word_class("preposition"):
            return row
    return None


def described_person(
    document: Document, words: range, cast: Cast, raw: list[str], keys: list[str]
) -> str | None:
    """Find whom “the Russian leader”, “China’s number one” or “the senator” means."""
    countries = {demonyms()[word] for word in raw if word in demonyms()}
    role = _role(keys)
    if role is None or keys[-1] != role.split()[-1]:
        return None
    definite = keys[0] == "the" or raw[0] in demonyms()
    if not definite or role not in personal_roles() or {"next", "new", "future"} & set(keys):
        return None
    until = words.start if document.field != "title" else NO_END
    before = [p for p in cast.persons.values() if p.places and p.places[0] < until]
    if countries:
        if role not in word_class("leader_role"):
            return None
        fits = [p for p in before if p.countries & countries]
        if not fits:
            # Nobody is tied to that country yet: the one person so far who is tied to no other.
            free = [p for p in before if not p.countries]
            fits = free if len(free) == 1 else []
        person = _nearest(fits, until)
        if person is not None:
            person.countries |= countries
            person.titles.add(role)
    else:
        fits = [p for p in before if role in p.titles]
        person = _nearest(fits, until)
    return person.name if person is not None else None


@cache
def personal_roles() -> frozenset[str]:
    """Return the titles of one person: what can stand before a name, and leaders."""
    bodies = word_class("organisation", "title_adjective")
    titles = (role for role in roles() if role.split()[-1] in title_words() - bodies)
    return frozenset(titles) | word_class("leader_role")


def _role(keys: list[str]) -> str | None:
    for length in (3, 2, 1):
        phrase = " ".join(keys[-length:])
        if phrase in word_class("leader_role") or phrase in roles():
            return phrase
    return None


def _antecedent(
    document: Document, word: int, cast: Cast, previous: Attribution | None, gender: str
) -> str | None:
    """Find the person a pronoun means: subject of the sentence before, else the speaker before."""
    paragraph = document.paragraph_of[word]
    sentence = document.sentence_of[word]
    fits = {
        name: person
        for name, person in cast.persons.items()
        if gender == "u" or person.gender in (gender, "u")
    }
    opening: str | None = None
    latest: str | None = None
    for mention in reversed(cast.mentions(document)):
        if mention.first >= word or mention.actor not in fits:
            continue
        if paragraph - document.paragraph_of[mention.first] > REACH:
            break
        if latest is None:
            latest = mention.actor
        opens = (
            mention.first == 0
            or document.sentence_of[mention.first - 1] != document.sentence_of[mention.first]
        )
        if opens and not document.quoted[mention.first]:
            opening = mention.actor
            if (
                previous is None
                or previous.source is None
                or document.starts[mention.first] >= previous.source[0]
            ):
                return opening
            break
    if previous is not None and previous.speaker in fits and previous.source is not None:
        then = document.words_in(*previous.source)
        if (
            then
            and paragraph - document.paragraph_of[then[0]] <= REACH
            and sentence >= document.sentence_of[then[0]]
        ):
            return previous.speaker
    return opening or latest


def _nearest(persons: list[Person], word: int) -> Person | None:
    return max(
        persons, key=lambda p: max(place for place in p.places if place < word), default=None
    )


def _bare_phrase(document: Document, words: range) -> str:
    """Return the mention without determiners and quantifiers: “some aides” is “aides”."""
    skip = word_class("determiner", "number") | {"some", "many", "several", "most", "all"}
    first, last = words.start, words.stop
    while first < last - 1 and document.keys[first] in skip:
        first += 1
    for word in range(first, last - 1):
        if "," in document.gap(word) or "(" in document.gap(word):  # an apposition
            last = word + 1
            break
    text = phrase_text(document, first, last)
    # "Experts said": a capital that only opens the sentence.
    plain = document.keys[first] in role_words() and not any(
        word[0].isupper() for word in document.words[first + 1 : last]
    )
    return text[0].lower() + text[1:] if plain and opens_sentence(document, words.start) else text


# ------------------------------------------------------------------ kind of source
def kind_of_source(
    speaker: str | None, document: Document, mention: Piece | None, cast: Cast
) -> tuple[str, bool]:
    """Return the kind of source (`SOURCE_TYPES`) and whether it is anonymous.

    From what the mention and the article say: titles and roles, institutions, documents, states.
    Never from a list of persons. A person without a title in the article is ``unknown``.
    """
    if not speaker:
        return "unknown", mention is not None
    words = document.words_in(*mention) if mention else range(0)
    raw = [strip_possessive(word) for word in document.words[words.start : words.stop]]
    person = cast.persons.get(speaker.split(" & ")[0])
    if person is not None:
        kinds = [roles()[title] for title in sorted(person.titles) if title in roles()]
        kinds += [kind for word in raw if (kind := roles().get(match_key(word)))]
        if person.titles & word_class("leader_role") and person.countries:
            kinds.insert(0, "government")
        return next((kind for kind in kinds if kind != "unknown"), "unknown"), False
    phrase = WORD.findall(speaker)
    row = institution_in(phrase) or institution_in(raw)
    if row is not None:
        return row["source_type"], row["kind"] == "document" and not any(
            w[0].isupper() for w in phrase
        )
    if tuple(phrase) in places() or speaker in demonyms():
        return "government", False
    kind = _kind_by_words(phrase)
    named = any(word[0].isupper() for word in phrase)
    identified = named and not all(word in demonyms() for word in phrase if word[0].isupper())
    if kind in ("document", "state_media"):
        return kind, not named
    return kind, not identified


def _kind_by_words(phrase: list[str]) -> str:
    keys = [match_key(word) for word in phrase]
    for start in range(len(phrase)):
        for length in (4, 3, 2, 1):
            row = institutions().get(tuple(phrase[start : start + length])) or institutions().get(
                tuple(keys[start : start + length])
            )
            if row is not None:
                return row["source_type"]
    for length in (3, 2, 1):
        for start in range(len(keys) - length, -1, -1):
            kind = roles().get(" ".join(keys[start : start + length]))
            if kind and kind != "unknown":
                return kind
    return "unknown"
