"""Names that a person and a place or body share: which of the two a word means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from mediakit.attribution.people.capitals import Run, is_introduced, last_name
from mediakit.text.appositions import apposed_behind, persons_of_office
from mediakit.text.document import POSSESSIVE, Document, strip_possessive
from mediakit.text.gazetteer import (
    body_nouns,
    given_names,
    honorifics,
    institutions,
    nouns,
    places,
    speaker_words,
)
from mediakit.text.phrases import opens_sentence
from mediakit.text.word_classes import cues, roles, speaks, word_class


@lru_cache(maxsize=2**14)
def is_shared(word: str) -> bool:
    """Tell a name that a place or a body has, too: Washington, Jordan, Ford."""
    name = strip_possessive(word)
    return any((form,) in places() or (form,) in institutions() for form in (name, name.title()))


def shared_parts(document: Document, run: Run, name: str) -> Iterator[str]:
    """Yield the parts of a full name, surname or given name, that a place or a body has, too.

    Only of names that are surely a person's: *Grant Jordan* at the start of a sentence may be a
    verb with its object, and the *Jordan Valley* is nobody.
    """
    words = name.split()
    first, last = words[0], last_name(words)
    if not (is_shared(first) or is_shared(last)):
        return
    if len(words) < 2:
        if _is_honoured(document, run.name) and not _goes_on(document, run.last):
            yield last.title()  # “Ms. London”
        return
    known = first.lower() in given_names() or run.first < run.name
    if _goes_on(document, run.last) or not (known or _has_office(document, run.last)):
        return
    sure = is_introduced(document, run)
    verb = opens_sentence(document, run.name) and first.lower() in cues(weak=True)
    if is_shared(last) and (sure or not (verb or is_shared(first))):
        yield last.title()
    if is_shared(first) and sure:
        yield first.title()


def _has_office(document: Document, last: int) -> bool:
    """Tell “Tyrese Jordan, a bus driver,” from “Port Jordan, a town in Halm,”."""
    found = apposed_behind(document, last)
    return found is not None and document.keys[found.head] in persons_of_office()


def _goes_on(document: Document, word: int) -> bool:
    """Tell “George Washington University”."""
    behind = document.words[word : word + 1]
    return bool(behind) and behind[0][0].isupper() and document.gap(word - 1) == " "


def is_town(document: Document, run: Run) -> bool:
    """Tell “in Jackson, Mississippi,”: the state behind a name says that it is a place's."""
    state = run.last
    if run.first < run.name or run.name == 0 or document.gap(state - 1) != ", ":
        return False
    row = next(
        (
            places()[key]
            for length in (2, 1)
            if (key := tuple(document.words[state : state + length])) in places()
        ),
        None,
    )
    located = document.keys[run.name - 1] in word_class("locative")
    return located and row is not None and row["kind"] != "city"


def means_person(document: Document, word: int, introduced: int) -> bool:
    """Tell whether the shared name at `word` means the person of that name, by the first rule.

    Parameters
    ----------
    document : Document
    word : int
    introduced : int
        The word at which the article gives the full name; in a title 0.

    Examples
    --------
    >>> document = Document("Jamal Washington, a driver, came to Washington. Washington said no.")
    >>> [means_person(document, word, 0) for word in (6, 7)]
    [False, True]
    """
    if word < introduced and not _is_honoured(document, word):
        return False  # news introduces by the full name
    return next((person for rule, person in RULES.values() if rule(document, word)), True)


def _is_honoured(document: Document, word: int) -> bool:
    """Tell “Mr. Washington”, not “Miss Jordan”."""
    before = document.keys[word - 1] if word else ""
    return before in honorifics() and before != "miss"


def _is_dateline(document: Document, word: int) -> bool:
    """Tell “WASHINGTON — A bus …”, “WASHINGTON (Halm Wire) …”: capitals that open a paragraph."""
    opens = word == 0 or document.paragraph_of[word - 1] != document.paragraph_of[word]
    loud = document.words[word].isupper() and document.field != "title"
    return opens and loud and document.gap(word).strip()[:1] in ("—", "–", "-", "(", ",")


def _is_where(document: Document, word: int) -> bool:
    """Tell “in Washington”, “to Jordan”, “the Bank of Israel”, “in Halm, Washington,”."""
    keys, at = document.keys, word - 1
    if at < 0 or opens_sentence(document, word):
        return False
    if document.gap(at).strip() == ",":  # the place behind a town
        while at > 0 and document.words[at][0].isupper() and document.gap(at - 1) == " ":
            at -= 1
    elif keys[at] == "of":
        return at > 0 and (document.words[at - 1][0].isupper() or keys[at - 1] in body_nouns())
    if keys[at] not in word_class("locative") or keys[at] == "of":
        return False
    return keys[at - 1 : at + 1] != ["according", "to"]


def _has_article(document: Document, word: int) -> bool:
    """Tell “the Hill”, “the Ford plant”."""
    return word > 0 and document.keys[word - 1] in word_class("article")


def _is_modifier(document: Document, word: int) -> bool:
    """Tell “Washington officials”, “Israel’s parliament”, “Israel’s prime minister”."""
    behind = document.keys[word + 1 : word + 3]
    if not behind or document.gap(word) != " ":
        return False
    if document.words[word].endswith(POSSESSIVE):
        state = word_class("leader_role", "statecraft")
        office = roles().get(" ".join(behind)) == "government"
        return office or any(
            key in body_nouns() or key in state or roles().get(key) == "government"
            for key in behind
        )
    verb = behind[1:] and behind[1] in word_class("determiner", "pronoun")  # “heads the union”
    return behind[0] in nouns() and not verb


def _is_beside_state(document: Document, word: int) -> bool:
    """Tell “Moscow accused Washington of …”, “Washington and Beijing”."""
    for at in (word - 2, word + 2):
        if not 0 <= at < len(document.words) or not document.words[at][0].isupper():
            continue
        first, link = min(at, word), document.keys[(at + word) // 2]
        row = places().get((strip_possessive(document.words[at]),))
        joined = document.gap(first) == document.gap(first + 1) == " "
        linked = joined and (link in word_class("joining") or speaks(link))
        if row and row["kind"] != "city" and linked:
            return True
    return False


def _speaks(document: Document, word: int) -> bool:
    """Tell “Washington said”, “said Washington”."""
    beside = document.keys[word + 1 : word + 2] if document.gap(word) == " " else []
    beside += document.keys[word - 1 : word] if word and document.gap(word - 1) == " " else []
    return any(key in speaker_words("speech_verb") or speaks(key) for key in beside)


def _acts_as_state(document: Document, word: int) -> bool:
    """Tell “Washington imposed sanctions”."""
    end = word + 1
    while end < min(word + 6, len(document.words)) and document.gap(end - 1) == " ":
        end += 1
    return bool(word_class("statecraft") & set(document.keys[word + 1 : end]))


Rule = Callable[[Document, int], bool]
RULES: dict[str, tuple[Rule, bool]] = {  # the rule, and whether it tells a person
    "honorific": (_is_honoured, True),
    "dateline": (_is_dateline, False),
    "where": (_is_where, False),
    "article": (_has_article, False),
    "modifier": (_is_modifier, False),
    "beside a state": (_is_beside_state, False),
    "speaks": (_speaks, True),
    "acts as a state": (_acts_as_state, False),
}
