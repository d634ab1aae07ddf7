"""What the resolution of speakers remembers while it reads one field."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import NamedTuple

from propcache.api import cached_property

from mediakit.attribution.people.cast import Cast, Mention, Person
from mediakit.attribution.people.entities import Entity, find_entities, fullest
from mediakit.attribution.record import Attribution, Names
from mediakit.text.document import Document, match_key
from mediakit.text.gazetteer import body_nouns, speaker_words
from mediakit.text.phrases import Case, Phrase, read_phrase
from mediakit.text.word_classes import role_words

_IN_BRACKETS = re.compile(r"\(([A-Z]{3,})\)")
_BEFORE_BRACKETS = re.compile(r"(?:[A-Z][\w’'-]*\s+(?:(?:of|for|to|the|and|in|on)\s+)*){2,9}$")
LATEST = 1_000  # speakers and bodies among whom a short form looks for whom it means
_BACK = 160  # characters in which a name in front of its abbreviation begins


class Spoken(NamedTuple):
    """A speaker already resolved: where, who, the head noun of its words, and its number."""

    word: int
    names: Names
    head: str
    plural: bool
    attribution: Attribution


@dataclass
class Scene:
    """One field with its cast, what it names besides persons, and who has spoken so far."""

    document: Document
    cast: Cast
    attributions: list[Attribution]
    spoken: list[Spoken] = field(default_factory=list)
    owned: dict[tuple[Names, str], str] = field(default_factory=dict)  # (owner, head): its name
    phrases: dict[Names, Phrase] = field(default_factory=dict)  # the first words of each speaker
    _phrases: dict[tuple[int, int], Phrase] = field(default_factory=dict)
    _names: dict[tuple[str, ...], str] = field(default_factory=dict)  # of bodies, in full

    @cached_property
    def entities(self) -> list[Entity]:
        """Bodies, documents and places that the field names, in order."""
        return find_entities(self.document, self.cast)

    @cached_property
    def case(self) -> Case:
        """What tells names from other capitalised words."""
        lower = frozenset(filter(str.islower, self.document.words))
        proper = {match_key(word) for name in self.cast.persons for word in name.split()}
        return Case(lower, frozenset(proper), self.document.headlines)

    def phrase(self, words: range) -> Phrase:
        """Read the noun phrase `words`, each once."""
        key = (words.start, words.stop)
        if key not in self._phrases:
            self._phrases[key] = read_phrase(self.document, words)
        return self._phrases[key]

    def fullest(self, raw: list[str]) -> str:
        """Return the fullest name of the body or document that `raw` names, each sought once."""
        key = tuple(raw)
        if key not in self._names:
            self._names[key] = fullest(raw, self.entities, self.cast)
        return self._names[key]

    @cached_property
    def political(self) -> frozenset[int]:
        """The sentences of the article's text that speak of politics."""
        return political_sentences(self.cast.text_or(self.document))

    @cached_property
    def short_forms(self) -> dict[str, list[str]]:
        """The words behind abbreviations: AROS is the “Alliance to Reclaim Our Schools”."""
        found: dict[str, list[str]] = {}
        text = self.document.text
        for match in _IN_BRACKETS.finditer(text):
            name = _BEFORE_BRACKETS.search(text[max(0, match.start() - _BACK) : match.start()])
            if name is None:
                continue
            words, short = name[0].split(), match[1]
            letters = [at for at, word in enumerate(words) if word[0] == short[0]]
            for start in letters:
                spelled = "".join(word[0] for word in words[start:] if word[0].isupper())
                if spelled == short:
                    found.setdefault(short, words[start:])
        return found

    @cached_property
    def plain_openings(self) -> list[int]:
        """How many sentences before each do not open with a personal pronoun."""
        personal = speaker_words("pronoun_m", "pronoun_f")
        keys, starts = self.document.keys, self.document.sentence_starts
        return [0, *accumulate(at < len(keys) and keys[at] not in personal for at in starts)]

    @cached_property
    def labels(self) -> frozenset[int]:
        """The words of the labels that name who speaks in a turn: no pronoun means them."""
        turns = (one.source for one in self.attributions if one.kind == "turn" and one.source)
        return frozenset(word for source in turns for word in self.document.words_in(*source))

    def in_turn_of(self, word: int) -> Names:
        """Return who speaks in the turn in which `word` stands: *he* and *she* mean others."""
        around = self.containing(word)
        while around is not None and around.kind != "turn":
            around = around.within
        return around.speakers if around is not None else ()

    @cached_property
    def mentions(self) -> list[Mention]:
        """The persons that the field names, in order."""
        return self.cast.mentions(self.document)

    def person(self, names: Names) -> Person | None:
        """Return the person of the cast who speaks alone under `names`."""
        return self.cast.persons.get(names[0]) if len(names) == 1 else None

    def gender_of(self, speaker: str, head: str) -> str:
        """Return m, f or u for a speaker who can be *he* or *she*, else nothing."""
        if speaker in self.cast.persons:
            return self.cast.persons[speaker].gender
        if head.endswith("woman") or head in speaker_words("noun_f"):
            return "f"
        if head.endswith("man") or head in speaker_words("noun_m"):
            return "m"
        return "u" if head in role_words() and head not in body_nouns() else ""

    def mentions_before(self, word: int) -> Iterator[Mention]:
        """Yield the persons named before `word`, the last first."""
        every = self.mentions
        at = bisect_left(every, word, key=lambda mention: mention.first)
        return (every[place] for place in range(at - 1, -1, -1))

    def spoken_before(self, word: int) -> Iterator[Spoken]:
        """Yield who spoke before `word`, the last first."""
        at = bisect_left(self.spoken, word, key=lambda spoken: spoken.word)
        return (self.spoken[place] for place in range(at - 1, -1, -1))

    def latest(self) -> Iterator[Spoken]:
        """Yield who spoke so far, the last first."""
        return islice(reversed(self.spoken), LATEST)

    def last_spoken(self, word: int) -> Spoken | None:
        """Return the latest speaker before `word`."""
        return next(self.spoken_before(word), None)

    def containing(self, word: int) -> Attribution | None:
        """Return the attribution in whose content `word` stands, the innermost."""
        return self._holders.get(word)

    @cached_property
    def _holders(self) -> dict[int, Attribution]:
        """The attribution in whose content each word stands, the innermost; the first of equals."""
        found: dict[int, Attribution] = {}
        starts = self.document.starts
        for one in sorted(self.attributions, key=lambda a: a.hull[1] - a.hull[0]):
            for begin, end in one.contents:
                for word in range(bisect_left(starts, begin), bisect_left(starts, end)):
                    found.setdefault(word, one)
        return found


def political_sentences(document: Document) -> frozenset[int]:
    """Return the sentences that speak of an election, a party or a parliament."""
    context = speaker_words("politics_context")
    return frozenset(
        sentence
        for sentence, key in zip(document.sentence_of, document.keys, strict=True)
        if key in context
    )
