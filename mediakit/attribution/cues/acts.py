"""What a speaker does with plain words: the speech act that a content makes evident."""

from __future__ import annotations

from functools import cache, lru_cache

from mediakit.attribution.cues.cue_words import act_words, noun_acts, read_words
from mediakit.attribution.record import Piece
from mediakit.contract.resources import read_rows
from mediakit.text.document import WHITE, Document
from mediakit.text.word_classes import auxiliaries, word_class

MAX_WORDS = 60  # of a content; what comes later seldom decides
EARLY = 25  # words of a content in which the speaker's "I" counts
NEAR = 4  # words behind the cue in which its object stands: “offered his full | support”
REACH = 4  # words between a subject and its verb: "I have never really believed"
SCOPE = 8  # words over which a negation reaches: "not ready for an honest talk"
HINT = 0.5  # what a word weighs that is blame or praise only beside another: *failed*
LASTING = ("denial", "opinion", "praise")  # acts that "I will" makes no commitment
CLOSING = WHITE + "\"'”’»)]"
CONTRACTIONS = {
    "'ll": "will", "'d": "would", "'m": "am", "'re": "are", "'ve": "have", "n't": "not",
}  # fmt: skip

Hits = dict[str, list[int]]  # for each kind of act word the places where one stands


def judge_content(
    document: Document, contents: list[Piece], lemma: str = "", plain: bool = True
) -> str:
    """Return the speech act that the words of a content make evident, or nothing.

    Counts, in this order: a question mark at the end; what only certain cues make an act of
    (*told them to leave*); much blame or praise; the speaker's own act (*we will appeal*, *they
    oppose it*); obligation of others; some blame or praise; guesses and forecasts. Missed: acts
    that need knowledge of the world.

    Parameters
    ----------
    document : Document
        The field in which the content stands.
    contents : list of (int, int)
        Pieces of the content, as character offsets.
    lemma : str
        The cue, as ``cues.csv`` has it; empty if it is not in the list.
    plain : bool
        Whether the cue leaves the act to the content (*said*); of others only questions count.

    Returns
    -------
    str
        An act, or an empty string where none is evident.

    Examples
    --------
    >>> text = "we will appeal / who pays? / the town must act / it may rain / it rained"
    >>> document, at, acts = Document(text), 0, []
    >>> for piece in text.split(" / "):
    ...     acts.append(judge_content(document, [(at, at + len(piece))]))
    ...     at += len(piece) + 3
    >>> acts
    ['commitment', 'question', 'demand', 'opinion', '']
    """
    words = [word for piece in contents for word in document.words_in(*piece)[:MAX_WORDS]]
    tokens = _tokens([document.keys[word] for word in words])
    if not tokens:
        return ""
    hits = _hits(tokens)
    if lemma in act_words("naming"):
        return _polarity(tokens, hits, HINT)
    if not (
        len(words) == 1
        or document.gap(words[0]).strip()
        or document.keys[words[1]] in act_words("own", "own_indirect")
    ):
        hits.pop("answer", None)  # “No, …” and “No I …” deny, “No parent should …” does not
    hits = _without_self_blame(tokens, hits, bool(document.quoted[words[0]]))
    quoted, ends_quoted = bool(document.quoted[words[0]]), bool(document.quoted[words[-1]])
    asked = document.text[slice(*contents[-1])].rstrip(CLOSING).endswith("?")
    if asked and (plain or ends_quoted):
        return "question"
    act = _by_cue(tokens, hits, lemma, quoted)
    if not act and (plain or (not lemma and quoted)):
        act = _by_words(tokens, hits, quoted)
    return act


def _by_cue(tokens: list[str], hits: Hits, lemma: str, quoted: bool) -> str:
    """Read contents that only certain cues make an act of.

    “told them | to leave”, “expressed | their *support*”, “announced | that it *will* close”.
    """
    if lemma in act_words("light"):
        named = (noun_acts()[token] for token in tokens[:NEAR] if token in noun_acts())
        if act := next(named, ""):
            return act
    directed = lemma in act_words("directs") and not quoted and "to" in tokens[:NEAR]
    if directed and not {*tokens[: tokens.index("to")]} & _clause_openers():
        return "demand"
    announced = lemma in act_words("announces") and "future" in hits
    return "commitment" if announced else ""


def _by_words(tokens: list[str], hits: Hits, quoted: bool) -> str:
    """Read what the words say by themselves, the surest signs first."""
    if 0 in (*hits.get("refusal", ()), *hits.get("answer", ())):
        return "denial"
    return (
        _polarity(tokens, hits, 2)
        or _own_act(tokens, hits, quoted)
        or _demand(tokens, hits)
        or _polarity(tokens, hits)
        or ("opinion" if hits.keys() & {"forecast", "view"} else "")
    )


def _tokens(keys: list[str]) -> list[str]:
    """Cut contractions in two, “we'll” into “we will”; a leading *that* is no content."""
    tokens: list[str] = []
    for key in keys:
        if "'" in key:
            tokens.extend(_split(key))
        else:
            tokens.append(key)
    return tokens[1:] if tokens[:1] == ["that"] else tokens


@lru_cache(maxsize=1 << 12)
def _split(key: str) -> tuple[str, ...]:
    for ending, word in CONTRACTIONS.items():
        if key.endswith(ending):
            stem = {"wo": "will", "ca": "can"}.get(key[: -len(ending)], key[: -len(ending)])
            return stem, word
    return (key,)


@cache
def _index() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the entries of ``act_words.csv`` by their first word, the longest first."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in read_rows("act_words"):
        words = tuple(row["word"].split())
        index.setdefault(words[0], []).append((words, row["kind"]))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


def _hits(tokens: list[str]) -> Hits:
    """Find the act words of a content."""
    hits: Hits = {}
    index = _index()
    for at in [at for at, token in enumerate(tokens) if token in index]:
        for words, kind in index[tokens[at]]:
            if len(words) == 1 or tuple(tokens[at : at + len(words)]) == words:
                places = hits.setdefault(kind, [])
                if at not in places[-1:]:  # “failed to” is not also “failed”
                    places.append(at)
    return hits


@cache
def _clause_openers() -> frozenset[str]:
    """Return words between a cue and *to* that show a clause: “told her *how* to leave”."""
    return word_class("question_word") | act_words("own", "own_indirect") | {"that"}


def _own_act(tokens: list[str], hits: Hits, quoted: bool) -> str:
    """Read what the speaker says of himself: “I will sign”, “they do not want to go”."""
    if not quoted and tokens[0] in act_words("own_indirect"):
        return _act_behind(tokens, 0, indirect=True)
    main = [
        at
        for at in hits.get("own", ())
        if at < EARLY and (not at or tokens[at - 1] not in _subordinators())
    ]
    return next(filter(None, (_act_behind(tokens, at) for at in main)), "")


@cache
def _subordinators() -> frozenset[str]:
    """Return words that open a clause beside the point: “because I don't want their money”."""
    opens = word_class("conjunction", "relative", "question_word")
    return opens - word_class("coordinator") - {"that"}


def _act_behind(tokens: list[str], subject: int, indirect: bool = False) -> str:
    """Read the verb behind a subject, over auxiliaries, negation and adverbs."""
    negated = future = past = False
    for at in range(subject + 1, min(len(tokens), subject + 2 + REACH)):
        token = tokens[at]
        if token in act_words("negation"):
            negated = True
        elif token in act_words("future"):
            future = True
        elif token == "going" and tokens[at + 1 : at + 2] == ["to"]:
            future = not past
        elif token in auxiliaries() or token in word_class("adverb") or token.endswith("ly"):
            past = past or token in word_class("past_auxiliary")
            future = future and token != "be"
        elif token != "to" or not future:
            told = not indirect and (past or token.endswith("ed"))
            act = _act_of(tuple(tokens[at : at + 3]), future, told)
            negated = negated and token not in act_words("omission")  # “will never forget”
            return "denial" if negated and act not in ("opinion", "") else act
    return ""


def _act_of(words: tuple[str, ...], future: bool, told: bool) -> str:
    """Return the act of the speaker's own verb: what one *will* do is a commitment.

    What is `told` of the past (*I asked*) is none, but for opinions (*I thought*).
    """
    reading = read_words(words, 0, 1)
    weak = reading.weak and reading.lemma not in act_words("own_verb")
    if future and not reading.open and (weak or reading.act not in LASTING):
        return "commitment"
    if weak or reading.act in ("statement", "question"):
        return ""
    return reading.act if not told or reading.act == "opinion" else ""


def _demand(tokens: list[str], hits: Hits) -> str:
    """Read obligation of others and imperatives; not “I must”, “will have to”, “no longer”."""
    first = len(tokens) > 1 and tokens[0] in act_words("imperative_lead")  # “Never forget …”
    if tokens[first] in act_words("imperative") and 0 not in hits.get("filler", ()):
        return "demand"
    for at in hits.get("obligation", ()):
        before = {*tokens[max(0, at - 2) : at]}
        foreseen = tokens[at] in word_class("foreseen") and before & _modals()
        if not (foreseen or before & {"i", "longer"}):
            return "demand"
    return ""


@cache
def _modals() -> frozenset[str]:
    """Return words before *have to* and *need to* that make them no demand: “will have to”."""
    return word_class("modal") | act_words("negation")


def _without_self_blame(tokens: list[str], hits: Hits, quoted: bool) -> Hits:
    """Leave out blame that the speaker takes: “I am ashamed”, “we have failed”, said he failed."""

    def is_own(at: int) -> bool:
        while at and (tokens[at - 1] in _links() or tokens[at - 1].endswith("ly")):
            at -= 1
        own = act_words("own") if quoted or at != 1 else act_words("own", "own_indirect")
        return at > 0 and tokens[at - 1] in own

    blame = ("negative", "negative_hint")
    return {
        kind: [at for at in places if kind not in blame or not is_own(at)]
        for kind, places in hits.items()
    }


@cache
def _links() -> frozenset[str]:
    """Return words that may stand between a subject and what is said of it."""
    return auxiliaries() | word_class("adverb") | act_words("negation")


def _polarity(tokens: list[str], hits: Hits, least: float = 1) -> str:
    """Weigh blame against praise; “not great” is blame, “not bad” is nothing."""
    negation = act_words("negation")

    def is_negated(at: int) -> bool:
        return any(token in negation for token in tokens[max(0, at - SCOPE) : at])

    blame = praise = 0.0
    for ending, weight in (("", 1), ("_hint", HINT)):
        blame += weight * sum(not is_negated(at) for at in hits.get(f"negative{ending}", ()))
        praised = [is_negated(at) for at in hits.get(f"positive{ending}", ())]
        blame += weight * sum(praised)
        praise += weight * (len(praised) - sum(praised))
    if abs(blame - praise) < least:
        return ""
    return "accusation" if blame > praise else "praise"
