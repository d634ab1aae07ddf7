"""The words of a source, as the rules ask about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from propcache.api import cached_property

from mediakit.attribution.people import Mention, Scene
from mediakit.attribution.record import Names
from mediakit.attribution.speakers.description import Description
from mediakit.text.document import POSSESSIVE, Document, strip_possessive
from mediakit.text.gazetteer import speaker_words
from mediakit.text.phrases import Phrase, is_named, is_plural
from mediakit.text.sieve import sift
from mediakit.text.word_classes import binding_words, title_words, word_class

Rule = Callable[["Source"], str | Names | None]


@dataclass(eq=False)
class Source:
    """Words that name who speaks; `rules` are those by which parts of them are read in turn.

    `part` is true of one of several (“Ida Holt” in “Ida Holt and others”).
    """

    scene: Scene
    words: range
    rules: Mapping[str, Rule]
    part: bool = False

    @property
    def document(self) -> Document:
        """The field in which the words stand."""
        return self.scene.document

    @cached_property
    def phrase(self) -> Phrase:
        """The words as a noun phrase."""
        return self.scene.phrase(self.words)

    @cached_property
    def raw(self) -> list[str]:
        """The words of the core as written, without possessive ’s."""
        words = self.document.words[self.phrase.first : self.phrase.last]
        return [strip_possessive(word) for word in words]

    @cached_property
    def keys(self) -> list[str]:
        """The words of the core in lower case."""
        return self.document.keys[self.phrase.first : self.phrase.last]

    @cached_property
    def named(self) -> bool:
        """Whether the core holds a name."""
        return is_named(self.document, self.phrase.first, self.phrase.last, self.scene.case)

    @cached_property
    def plural(self) -> bool:
        """Whether the head is a plural."""
        return is_plural(self.document, self.phrase)

    @cached_property
    def description(self) -> Description:
        """The words of the core as the description of a person."""
        opener, phrase = ["the"] if self.phrase.definite else [], self.phrase
        raw, keys = opener + self.raw, opener + self.keys
        words = range(phrase.first, phrase.last)
        return Description(self.document, words, self.scene.cast, raw, keys)

    @cached_property
    def pronoun(self) -> str:
        """The pronoun that the words are, or nothing."""
        return pronoun_at(self.document, self.words)

    @cached_property
    def person(self) -> Mention | None:
        """The person whom the words name."""
        return person_in(self.scene, self.words)

    def read(self, words: range) -> Names:
        """Return whom a part of the words, or the words they stand for, names."""
        answer, _ = decide(replace(self, words=words, part=True))
        return answer


def decide(source: Source) -> tuple[Names, str | None]:
    """Return whom the words name by the first of their rules that answers, and that rule."""
    found: tuple[str | Names, str] | tuple[None, None] = sift(source.rules, source)
    answer, by = found
    return ((answer,) if isinstance(answer, str) else answer or ()), by


# ------------------------------------------------------------------------- pronouns
def pronouns() -> frozenset[str]:
    """Return the pronouns that are resolved."""
    return speaker_words(
        "pronoun_m", "pronoun_f", "pronoun_plural", "pronoun_neuter", "pronoun_relative",
        "pronoun_first",
    )  # fmt: skip


def pronoun_of(key: str) -> str:
    """Return the pronoun of a contraction: “they’ve” is *they*."""
    return key.split("'")[0]


def pronoun_at(document: Document, words: range) -> str:
    """Return the pronoun of “he”, “who all” and “they themselves”; none of “his advisers”."""
    key = pronoun_of(document.keys[words.start])
    if key not in pronouns():
        return ""
    if len(words) == 1 or key in speaker_words("pronoun_alone"):
        return "" if "and" in document.keys[words.start : words.stop] else key
    return key if document.keys[words.start + 1] in speaker_words("behind_pronoun") else ""


# -------------------------------------------------------------------------- persons
def person_in(scene: Scene, words: range) -> Mention | None:
    """Return the person whom the words name, where the name is no modifier of another noun."""
    phrase = scene.phrase(words)
    inside = scene.cast.mentions_in(scene.document, range(phrase.first, phrase.last))
    return next((mention for mention in inside if _is_head(scene.document, mention, phrase)), None)


def _is_head(document: Document, mention: Mention, phrase: Phrase) -> bool:
    closed = binding_words()
    for word in range(phrase.first, mention.first):
        if document.keys[word] not in closed:
            continue
        title = document.keys[word - 1] in title_words() if word > phrase.first else False
        if not (
            title
            and document.keys[word] in speaker_words("title_link")
            and word + 1 < mention.first
        ):
            return False
    if mention.last >= phrase.last:
        return True
    if document.words[mention.last - 1].endswith(POSSESSIVE):
        return False
    following = document.keys[mention.last]
    if document.gap(mention.last - 1) != " ":
        return True
    return following in closed | word_class("adverb") | speaker_words("emphatic")
