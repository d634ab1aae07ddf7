"""Closed classes of English words and the list of cues, as the rules look them up."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mediakit.contract.resources import read_rows
from mediakit.text.inflection import inflect, plural, verb_forms


@cache
def word_class(*kinds: str) -> frozenset[str]:
    """Return all words of `kinds` in ``function_words.csv`` and ``grammar.csv``.

    Raises
    ------
    KeyError
        If a kind has no word.
    """
    rows = (*read_rows("function_words"), *read_rows("grammar"))
    if unknown := set(kinds) - {row["kind"] for row in rows}:
        raise KeyError(f"no words of kind {', '.join(sorted(unknown))} in the data files")
    return frozenset(row["word"] for row in rows if row["kind"] in kinds)


class Cue(NamedTuple):
    """One inflected form of a row of ``cues.csv``."""

    words: tuple[str, ...]
    pos: str
    frames: frozenset[str]
    positioning: str
    act: str
    lemma: str
    finite: bool
    noun: bool  # the form may also be a noun: "claims", "states", "support"
    weak: bool  # too often no cue for rules; for the learned taggers, and to read a cue they found


WEAK_NOTES = ("weak cue", "often not a cue")
ORDER = "avpnr"  # of parts of speech: "convinced" is the adjective


@cache
def cues(weak: bool = False) -> dict[str, list[Cue]]:
    """Return the cues by the first word of each of their forms, longest first.

    Those that are often none are left out, unless `weak`.
    """
    index: dict[str, list[Cue]] = {}
    nouns = {
        row["cue"] for row in read_rows("cues") if row["pos"] == "n" or row["note"] == "also a noun"
    }
    for row in read_rows("cues"):
        doubtful = any(note in row["note"] for note in WEAK_NOTES)
        if doubtful and not weak:
            continue
        frames = frozenset(row["frame"].split("|"))
        lemma, pos = row["cue"], row["pos"]
        for form in inflect(lemma, pos if pos in "vn" else ""):
            words = tuple(form.split())
            finite = pos == "v" and not words[0].endswith("ing")
            noun = form == lemma or (lemma in nouns and form == plural(lemma))
            positioning, act = row["positioning"], row["act"]
            cue = Cue(words, pos, frames, positioning, act, lemma, finite, noun, doubtful)
            index.setdefault(words[0], []).append(cue)
    for candidates in index.values():
        candidates.sort(key=lambda cue: (-len(cue.words), ORDER.find(cue.pos)))
    return index


@cache
def roles() -> dict[str, str]:
    """Return role and title nouns, singular and plural, with the kind of source they name."""
    found: dict[str, str] = {}
    for row in read_rows("titles"):
        if row["kind"] == "honorific":
            continue
        for form in inflect(row["title"].rstrip("."), "n"):
            if found.get(form, "unknown") == "unknown":
                found[form] = row["source_type"]
    return found


@cache
def role_words() -> frozenset[str]:
    """Return the last words of all roles and titles, singular and plural."""
    return frozenset(role.split()[-1] for role in roles())


@cache
def past_forms() -> frozenset[str]:
    """Return the irregular past forms of verbs: rose, fell."""
    return frozenset(row["past"] for row in read_rows("irregular") if row["past"])


@cache
def title_words() -> frozenset[str]:
    """Return the last words of the titles that can stand before a name."""
    titles = (row["title"].rstrip(".") for row in read_rows("titles") if row["kind"] == "title")
    return frozenset(title.split()[-1] for title in titles)


@cache
def speaking_nouns() -> frozenset[str]:
    """Return nouns that can speak without a name: roles, bodies, kinds of documents."""
    documents = {
        row["name"].split()[-1] for row in read_rows("institutions") if row["name"].islower()
    }
    plurals = {plural(noun) for noun in documents}
    return role_words() | word_class("organisation") | documents | plurals


@cache
def clause_words() -> frozenset[str]:
    """Return words that no noun phrase holds before its head: they, and, of, who, will.

    Determiners are not among them, nor adverbs.
    """
    return word_class("pronoun", "conjunction", "preposition", "relative") | auxiliaries()


@cache
def closed_words() -> frozenset[str]:
    """Return `clause_words` and determiners: no noun, no adjective, no verb of its own."""
    return clause_words() | word_class("determiner")


@cache
def binding_words() -> frozenset[str]:
    """Return words that bind what follows to what they follow: of, and, who."""
    return word_class("preposition", "conjunction", "relative")


@cache
def auxiliaries() -> frozenset[str]:
    """Return words that may stand between a subject and its cue."""
    be_have_do = {form for verb in ("be", "have", "do") for form in verb_forms(verb)}
    return word_class("auxiliary", "modal", "negation") | be_have_do


@cache
def quoting_verbs() -> frozenset[str]:
    """Return said, adds, told: the finite forms that stand beside what somebody is quoted with."""
    return frozenset(
        key
        for key, entries in cues().items()
        if any(
            cue.pos == "v"
            and cue.finite
            and not cue.noun
            and len(cue.words) == 1
            and "quote" in cue.frames
            for cue in entries
        )
    )


def speaks(key: str, *acts: str) -> bool:
    """Tell a verb that is a cue, of one of `acts` if they are given."""
    return any(
        cue.pos == "v" and (cue.act in acts if acts else cue.finite and not cue.noun)
        for cue in cues().get(key, ())
    )
