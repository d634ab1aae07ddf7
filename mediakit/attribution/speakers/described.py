"""Whom a description means: “the senator”, “the two candidates”, “the union”, “the poll”."""

from __future__ import annotations

from functools import cache

from mediakit.attribution.people.cast import Cast, Mention, Person
from mediakit.attribution.people.entities import Entity, before, may_mean
from mediakit.attribution.people.scene import Scene
from mediakit.text.document import Document
from mediakit.text.gazetteer import body_nouns, demonyms, families, speaker_words
from mediakit.text.inflection import singular
from mediakit.text.phrases import Phrase, is_plural
from mediakit.text.word_classes import role_words, roles, title_words, word_class

NO_END = 10**9
PARTIES = {"republican": "r", "gop": "r", "democratic": "d", "democrat": "d"}


def described_person(
    document: Document, words: range, cast: Cast, raw: list[str], keys: list[str]
) -> str | None:
    """Find whom “the Russian leader”, “China’s number one” or “the senator” means."""
    countries = {demonyms()[word] for word in raw if word in demonyms()}
    role = _role(keys)
    if keys[-1] in ("republican", "democrat") and keys[0] == "the":
        until = words.start if document.field != "title" else NO_END
        party = PARTIES[keys[-1]]
        fits = [p for p in cast.persons.values() if party in {PARTIES.get(w) for w in p.words}]
        person = _nearest([p for p in fits if p.places and p.places[0] < until], until)
        return person.name if person is not None else None
    if role is None or keys[-1] != role.split()[-1]:
        return None
    definite = keys[0] == "the" or raw[0] in demonyms()
    if not definite or role not in personal_roles() or {"next", "new", "future"} & set(keys):
        return None
    until = words.start if document.field != "title" else NO_END
    present = [p for p in cast.persons.values() if p.places and p.places[0] < until]
    if not countries:
        return _titled(present, role, keys, until)
    fits = [p for p in present if p.countries & countries]
    if role not in word_class("leader_role"):
        return _titled(fits, role, keys, until)
    if not fits:
        # Nobody is tied to that country yet: the one person so far who is tied to no other.
        free = [p for p in present if not p.countries]
        fits = free if len(free) == 1 else []
    person = _nearest(fits, until)
    if person is None:
        return None
    person.countries |= countries
    person.titles.add(role)
    return person.name


def _titled(persons: list[Person], role: str, keys: list[str], until: int) -> str | None:
    """Return who bears the role or one of its family, of the party that is said."""
    family = families(role.split()[-1])
    fits = [p for p in persons if any(family & families(t.split()[-1]) for t in p.titles)]
    past = "former" in keys
    if past or role == "president":
        left = [p for p in fits if "former" in p.words]
        # "the former president" is nobody who is president: the one named last without the office
        others = [p for p in persons if p not in fits]
        fits = (left or others) if past else ([p for p in fits if p not in left] or fits)
        if past:
            person = _nearest(fits, until)
            return person.name if person is not None else None
    party = {PARTIES[key] for key in keys if key in PARTIES}
    if party:
        known = [p for p in fits if party & {PARTIES.get(word) for word in p.words}]
        fits = known or [p for p in fits if not {PARTIES.get(word) for word in p.words} - {None}]
    own = {"the", *role.split()}
    said = {family for key in keys if key not in own for family in families(key)}
    told = {p.name: {family for word in p.words for family in families(word)} for p in fits}
    place = [p for p in fits if said & told[p.name]]
    person = _nearest(place or _plainest(fits, role, own) or fits, until)
    return person.name if person is not None else None


def _plainest(persons: list[Person], role: str, own: set[str]) -> list[Person]:
    """Return who bears just this title: “the president” is no vice president, nor Ukraine's."""
    found = [p for p in persons if role in p.titles]
    found = [p for p in found if not p.countries] or found
    return [p for p in found if p.words <= own | set(PARTIES)] or found


@cache
def personal_roles() -> frozenset[str]:
    """Return the titles of one person: what can stand before a name, and leaders."""
    bodies = word_class("organisation", "title_adjective")
    titles = (role for role in roles() if role.split()[-1] in title_words() - bodies)
    return frozenset(titles) | word_class("leader_role")


def _role(keys: list[str]) -> str | None:
    for length in (4, 3, 2, 1):
        phrase = " ".join(keys[-length:])
        if phrase in word_class("leader_role") or phrase in roles():
            return phrase
    return None


def _nearest(persons: list[Person], word: int) -> Person | None:
    return max(
        persons,
        key=lambda p: max((place for place in p.places if place < word), default=-1),
        default=None,
    )


def initialled(scene: Scene, word: str) -> str | None:
    """Return the one person whose initials `word` writes: “ARC” for Anna Ruth Crane."""
    if len(word) != 3 or not word.isupper():
        return None
    fits = [
        name
        for name in scene.cast.persons
        if "".join(part[0] for part in name.replace("-", " ").split()) == word
    ]
    return fits[0] if len(fits) == 1 else None


def party_member_from(scene: Scene, phrase: Phrase) -> str | None:
    """Return who “the senator from Ohio” and “the Republican from Ohio” is.

    Where no person's party is said, the Republican is who spoke last.
    """
    document = scene.document
    if document.keys[phrase.head + 1 : phrase.head + 2] != ["from"] or not phrase.definite:
        return None
    words = range(phrase.first, phrase.head + 1)
    raw, keys = document.words[words.start : words.stop], document.keys[words.start : words.stop]
    if named := described_person(document, words, scene.cast, ["the", *raw], ["the", *keys]):
        return named
    party = PARTIES.get(keys[-1])
    last = scene.last_spoken(phrase.first)
    if not party or last is None:
        return None
    person = scene.cast.persons.get(last.speaker)
    near = document.paragraph_of[phrase.first] - document.paragraph_of[last.word] <= 1
    if person is None or not near:
        return None
    return person.name if {PARTIES.get(word) for word in person.words} <= {party, None} else None


# ---------------------------------------------------------- bodies and documents
def described_body(scene: Scene, phrase: Phrase) -> str | None:
    """Find the body or document that “the union”, “the poll” or “the city” means.

    Of what was named or has spoken before, the nearest that fits; in a headline or lead what is
    named first behind.
    """
    document = scene.document
    key = document.keys[phrase.head]
    plural = is_plural(document, phrase)
    place = key in ("city", "state", "country", "nation")
    if key not in body_nouns() and key not in speaker_words("generic_document"):
        return None
    lead = document.field == "title" or document.sentence_of[phrase.first] < 3
    if plural:
        return None
    if phrase.definite:
        known = before(scene.entities, phrase.first)
        if place:
            return next(
                (e.name for e in known if e.kind == "place" and _is_place(key, e.head)), None
            )
        if issued := _issuer(scene, phrase):
            return issued
        if entity := _best(document, phrase, known):
            return _earlier(scene, key, entity.first - 4) or entity.name
        return _earlier(scene, key, -1)
    if lead and not place:
        later = [entity for entity in scene.entities if entity.first >= phrase.last]
        entity = _best(document, phrase, later)
        return entity.name if entity else None
    return None


def _best(document: Document, phrase: Phrase, entities: list[Entity]) -> Entity | None:
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


def _earlier(scene: Scene, key: str, after: int) -> str | None:
    """Return who spoke last under a noun of the same family, behind word `after`."""
    for spoken in reversed(scene.spoken):
        if spoken.word <= after:
            return None
        if spoken.head and families(key) & families(spoken.head):
            return spoken.speaker
    return None


def described_group(scene: Scene, phrase: Phrase) -> str | None:
    """Find who “these voters” or “the Liberal aide” is: the last under all those words."""
    keys = scene.document.keys
    if not phrase.definite:
        return None
    if phrase.last - phrase.first == 1:
        return _earlier(scene, keys[phrase.head], -1)
    said = set(keys[phrase.first : phrase.last])
    for spoken in reversed(scene.spoken):
        if spoken.head == keys[phrase.head] and said <= set(spoken.speaker.lower().split()):
            return spoken.speaker
    return None


def _issuer(scene: Scene, phrase: Phrase) -> str | None:
    """Return whose “the statement” is: of the last who “issued a statement” or “said in” it."""
    document, key = scene.document, scene.document.keys[phrase.head]
    if "statement" not in families(key):
        return None
    for spoken in reversed(scene.spoken):
        if spoken.head == key:
            return None
        cue = spoken.attribution.cue and document.words_in(*spoken.attribution.cue)
        if cue and key in document.keys[cue.start : cue.stop]:
            return f"{spoken.speaker}’s {key}"
    return None


# ------------------------------------------------------------- persons named together


def described_persons(scene: Scene, words: range, phrase: Phrase) -> str | None:
    """Find who “the two”, “both men” or “the senators” are: persons named together before."""
    document = scene.document
    head = document.keys[phrase.head]
    counted = set(document.keys[words.start : phrase.head + 1]) & word_class("pair")
    plain = head in word_class("pair") or head in ("men", "women")
    if phrase.last > phrase.head + 1 or not (phrase.definite or counted & {"both"}):
        return None
    if not (plain or head in role_words() or head in ("democrats", "republicans")):
        return None
    people = persons_before(scene, words.start)
    if people is None or (counted and len(people) != 2):
        return None
    # one is enough: "Senators Ida Holt and Carl Moss" says it before the first alone
    if not (plain and counted) and not any(_may_be(scene, name, head, phrase) for name in people):
        return None
    return " & ".join(people)


def _may_be(scene: Scene, name: str, head: str, phrase: Phrase) -> bool:
    """Tell whether a person can be one of “the senators” or of “the Ohio Democrats”."""
    person = scene.cast.persons[name]
    borne = {family for title in person.titles for family in families(title.split()[-1])}
    first = next(m.first for m in scene.mentions if m.actor == name)
    before = scene.document.keys[max(0, first - 1) : first]  # "Senators" in front of the first
    borne |= {family for key in before for family in families(singular(key))}
    if head in ("democrats", "republicans"):
        elected = borne & {"legislator", "senator", "governor", "leader"}
        return phrase.last - phrase.first > 1 and bool(elected)
    return bool(borne & families(singular(head)))


def persons_before(scene: Scene, word: int, reach: int = 2) -> list[str] | None:
    """Return the persons of “Ida Holt and Carl Moss”, the last named together before `word`."""
    document = scene.document
    inside = [m for m in scene.mentions if m.last <= word and not document.quoted[m.first]]
    for at in range(len(inside) - 1, 0, -1):
        if document.sentence_of[word] - document.sentence_of[inside[at].first] > reach:
            return None
        if not _joins(document, inside[at - 1], inside[at], "and"):
            continue
        first = at - 1
        while first > 0 and _joins(document, inside[first - 1], inside[first], ","):
            first -= 1
        return list(dict.fromkeys(mention.actor for mention in inside[first : at + 1]))
    return None


def _joins(document: Document, left: Mention, right: Mention, link: str) -> bool:
    """Tell “Ida Holt and Carl Moss” and, with the link “,”, “Ida Holt, Carl Moss”."""
    between = document.keys[left.last : right.first]
    if document.sentence_of[left.first] != document.sentence_of[right.first]:
        return False
    if link == ",":
        return not between and document.gap(left.last - 1).strip() == ","
    near = len(between) < 6 and between[-1:] in (["and"], ["&"])
    return near and (len(between) == 1 or document.gap(left.last - 1).strip() in (",", "(", ""))


def apposed_persons(scene: Scene, phrase: Phrase) -> str | None:
    """Return who is named in “Two candidates — Ida Holt and Carl Moss”, also behind the source."""
    document = scene.document
    gap = document.gap(phrase.last - 1) if phrase.last < len(document.words) else ""
    if not any(mark in gap for mark in ",:—–(") and "--" not in gap and " - " not in gap:
        return None
    sentence = document.sentence_of[phrase.first]
    near = [m for m in scene.mentions if m.first >= phrase.last]
    near = [m for m in near if document.sentence_of[m.first] == sentence]
    if not near or near[0].first > phrase.last + 1:
        return None
    people = list(dict.fromkeys(mention.actor for mention in _list_of(document, near)))
    return " & ".join(people) if len(people) > 1 else None


def listed_persons(scene: Scene, words: range) -> str | None:
    """Return all of “Ida Holt, Carl Moss and Jan Orr” where the words name nobody else."""
    inside = scene.cast.mentions_in(scene.document, words)
    if len(inside) < 3 or inside[0].first > words.start or inside[-1].last < words.stop:
        return None
    whole = len(_list_of(scene.document, inside)) == len(inside)
    return " & ".join(dict.fromkeys(m.actor for m in inside)) if whole else None


def _list_of(document: Document, mentions: list[Mention]) -> list[Mention]:
    """Return the first of `mentions` and those that commas and *and* join to it."""
    end = 1
    while end < len(mentions) and (
        _joins(document, mentions[end - 1], mentions[end], ",")
        or _joins(document, mentions[end - 1], mentions[end], "and")
    ):
        end += 1
    return mentions[:end]


def introduced_later(scene: Scene, phrase: Phrase) -> str | None:
    """Find who “Lawmaker” or “A senator” in a headline or lead is: the first named behind."""
    document = scene.document
    if document.field != "title" and document.sentence_of[phrase.first] > 1:
        return None
    key = document.keys[phrase.head]
    if is_plural(document, phrase) or key not in {r.split()[-1] for r in roles()}:
        return None
    family = families(key)
    fits = [
        (min(p.places), p.name)
        for p in scene.cast.persons.values()
        if p.places and any(family & families(title.split()[-1]) for title in (*p.titles, *p.words))
    ]
    return min(fits)[1] if fits else None
