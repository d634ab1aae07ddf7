"""Turns of a transcript as attributions: who speaks in each, and what is said within it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mediakit.attribution.people import Cast
from mediakit.attribution.record import Attribution, Piece
from mediakit.text.document import Document
from mediakit.text.gazetteer import honorifics
from mediakit.text.turns import Layout, Turn, is_role
from mediakit.text.word_classes import role_words, title_words, word_class

TURN = "turn"
NAMED, PLACED = "label", "layout"  # what told who speaks
_FULL = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr|Sir)\.? )?[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}")
_YOU = re.compile(r"you\b", re.I)
_WORD = re.compile(r"[^\W_][\w.’'&-]*")
_LOUD = re.compile(r"[A-Z]{2}")
_TALKED_TO = re.compile(
    r"(?:spoke|speaks|talked|talks|sat down|sits down|chatted|met|conversation|interview(?:ed|s)?|"
    r"asked|asks|Q ?& ?A|caught up)\W+(?:(?:to|with|of|the|an?|former|\w+(?:or|er|an|ist))\W+)*$"
)
_ASKER = re.compile(
    r"(?:\b[Bb]y|\bhosts?|[Rr]eporters?|[Cc]orrespondent|[Ee]ditor|[Pp]resenter|\btells|\btold|"
    r"\banswers?|questions from|interview with (?:our|the) \w+)\W+$"
)
_OF_OUTLET = re.compile(
    r",? (?:of|from|at) (?:(?:the|The|BBC|Radio|our|NPR|CNN|this) ?)?(?:[A-Z]\w+ )*"
    r"(?:Post|Times|News|Radio|Herald|Tribune|Journal|Guardian|Gazette|Magazine|Courier|Star|"
    r"Chronicle|TV|Television|Echo|Mail|Telegraph|Review|programme|program|newspaper)\b"
    r"|(?: of| from| at) (?:BBC|Radio|NPR|CNN)\b|,? (?:a|the|our) (?:reporter|host|journalist|"
    r"correspondent|interviewer)\b"
)
_EXPLAINED = re.compile(r",? (?:the|its?|a|an|who|whose|is|was|has|had|\d\d|author|chief|head)\b")


class Labels:
    """The labels of a layout: which names they hold, and who speaks under each.

    Parameters
    ----------
    document : Document
        The text in which the turns stand.
    layout : Layout
        Its turns.
    """

    def __init__(self, document: Document, layout: Layout) -> None:
        self.document = document
        self.layout = layout
        self._written = {word.casefold(): word for word in document.words if not _LOUD.search(word)}
        labelled = [turn for turn in layout.turns if turn.label and turn.role == "named"]
        self.names = dict.fromkeys(self.name(self._text(turn)) for turn in labelled)
        self.names.pop("", None)
        self._beside = {
            word.lower(): self.name(self._text(turn))
            for turn in reversed(labelled)
            for word in re.findall(r"\w+", turn.beside)
            if is_role(word)
        }

    def _text(self, turn: Turn) -> str:
        return self.document.phrase(*turn.label) if turn.label else ""

    def _parts(self, label: str) -> tuple[list[str], list[str]]:
        """Return the titles before a name, and the words of the name."""
        words = _WORD.findall(label)
        titles = honorifics().keys() | title_words() | role_words() | {"the", "former", "fmr", "us"}
        at = 0
        while at < len(words) and words[at].lower().rstrip(".").replace(".", "") in titles:
            at += 1
        if "of" in words[at:]:  # "Mr. DUNN of Ohio"
            words = words[: at + words[at:].index("of")] if at else words
        return words[:at], words[at:]

    def name(self, label: str) -> str:
        """Return the name in a label in sentence case, without titles; nothing of a role.

        Examples
        --------
        >>> document = Document("SENATOR MARK McDUNN: Yes.")
        >>> Labels(document, Layout("", [])).name("SENATOR MARK McDUNN")
        'Mark McDunn'
        """
        _, words = self._parts(label)
        if not words or all(is_role(word) or word.isdigit() for word in words):
            return ""
        if words[0].islower():  # "The Minister for Rivers"
            return ""
        return " ".join(self._cased(word, alone=len(words) == 1) for word in words)

    def _cased(self, word: str, alone: bool) -> str:
        bare = word.rstrip(".")
        if not bare.isupper() and not re.search(r"[A-Z]{2}", bare):
            return word
        if len(bare.replace(".", "")) < 2:
            return word
        if written := self._written.get(bare.casefold()):
            return written if written[0].isupper() else written.capitalize()
        spelled = not re.search(r"[AEIOUY]", bare) or (alone and len(bare) < 4 and bare != "LEE")
        if "." in bare or spelled:
            return word if "." in bare else bare
        parts = re.split(r"([-’'])", bare)
        cased = "".join(
            part[:2] + part[2:].capitalize() if part.startswith("Mc") else part.capitalize()
            for part in parts
        )
        return re.sub(r"^Mc(\w)", lambda m: "Mc" + m[1].upper(), cased)

    # ------------------------------------------------------------------ who speaks
    def speaker(self, turn: Turn, cast: Cast) -> str | None:
        """Return who speaks in a turn that has a label with a name or a role."""
        label = self._text(turn)
        titles, words = self._parts(label)
        name = self.name(label)
        if not name and _FULL.fullmatch(turn.beside):  # "The Minister for Rivers (Leo Brandt)"
            return self._resolved(self.name(turn.beside) or turn.beside, cast)
        if not name:
            return self._of_role(label, cast)
        if len(words) == 1 and (spelled := self._with_initials(words[0], cast)):
            return spelled
        honorific = titles[-1].lower().rstrip(".") if titles else ""
        gender = honorifics().get(honorific, "u")
        if self._is_shared(name, gender):
            return f"{titles[-1].capitalize()} {name}"
        full = [one for one in self.names if _shortens(name, one)]
        person = cast.find(full[0] if len(full) == 1 else name, gender)
        return person.name if person is not None else full[0] if len(full) == 1 else name

    def _is_shared(self, name: str, gender: str) -> bool:
        """Tell a surname that Mr. and Ms. bear in this text: “MR. DUNN”, “MS. DUNN”."""
        if gender == "u" or " " in name:
            return False
        other = set()
        for turn in self.layout.turns:
            titles, _ = self._parts(self._text(turn))
            if titles and self.name(self._text(turn)) == name:
                other.add(honorifics().get(titles[-1].lower().rstrip("."), "u"))
        return {"m", "f"} <= other

    def _with_initials(self, label: str, cast: Cast) -> str | None:
        """Return the person whose initials a label gives: JC is Jane Cole."""
        letters = label.replace(".", "")
        if not (letters.isupper() and 2 <= len(letters) <= 3):
            return None
        fits = {
            one
            for one in (*cast.persons, *self.names)
            if " " in one and letters in (_initials(one), _initials(one)[:1] + _initials(one)[-1:])
        }
        return fits.pop() if len(fits) == 1 else None

    def _of_role(self, label: str, cast: Cast) -> str | None:
        """Return whom “HOST” or “THE PRESIDENT” means, else the words of the label."""
        words = [word.lower() for word in _WORD.findall(label)]
        for word in words:
            if self._beside.get(word):
                return self._resolved(self._beside[word], cast)
        dropped = word_class("determiner") | honorifics().keys()
        said = " ".join(word for word in words if word not in dropped)
        fits = [p for p in cast.persons.values() if said in p.titles or words[-1] in p.titles]
        if len(fits) == 1 and words[0] == "the":
            return fits[0].name
        return said or None

    def _resolved(self, name: str, cast: Cast) -> str:
        person = cast.find(name)
        return person.name if person is not None else name


def _shortens(name: str, full: str) -> bool:
    """Tell a surname or a given name of a full name: “Keller”, “Dana” of “Dana Keller”."""
    return " " not in name and " " in full and name in (full.split()[-1], full.split()[0])


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


# ------------------------------------------------------------- those who ask and answer
def interview_parties(
    documents: list[Document], layout: Layout, cast: Cast
) -> tuple[str | None, str | None]:
    """Return who asks and who answers, as title and introduction tell it, else None.

    Whom the title or the introduction names first answers, and who is explained (*Ida Holt, the
    mayor*); who is named behind *by*, *reporter* or *tells*, or is *of the Post*, asks.
    """
    first = min(turn.label[0] if turn.label else turn.contents[0][0] for turn in layout.turns)
    points: dict[str, float] = {}
    led: set[str] = set()
    for document in documents:
        for mention in cast.mentions(document):
            start, end = document.starts[mention.first], document.ends[mention.last - 1]
            if document.field != "title" and start >= first:
                break
            before = document.text[max(0, start - 60) : start]
            behind = document.text[end : end + 60]
            score = 0.3 if mention.actor in points else 1.0 if not points else 0.0
            score += 2.0 * (document.field == "title") + 1.2 * bool(_EXPLAINED.match(behind))
            if _TALKED_TO.search(before):
                led.add(mention.actor)
                score += 0.5
            score -= 3.0 * bool(_ASKER.search(before))
            score -= 3.0 * bool(_OF_OUTLET.match(behind))
            points[mention.actor] = points.get(mention.actor, 0.0) + score
    answers = max(points, key=lambda one: points[one], default=None)
    if answers is None or points[answers] <= 0:
        return min(points, key=lambda one: points[one], default=None), None
    others = [one for one in points if one != answers]
    asked = [one for one in others if points[one] < 0]
    # "Ann Orr spoke to Leo Brandt", "Leo Brandt spoke to Ann Orr": no third person is meant
    linked = len(others) == 1 and (
        others[0] in led or (answers in led and others[0] in [*points][:1])
    )
    asks = asked[0] if len(asked) == 1 else others[0] if linked else None
    return asks, answers


# ------------------------------------------------------------------------ attributions
def add_turns(
    documents: list[Document],
    document: Document,
    found: list[Attribution],
    labels: Labels | None,
    cast: Cast,
) -> list[Attribution]:
    """Return the attributions of a text with one for each of its turns.

    What the tagger made of labels goes; what is said within a turn stays, within it; what the
    tagger took across turns keeps its part in the turn, or outside of them, where its cue stands.
    """
    if labels is None:
        return found
    asks, answers = interview_parties(documents, labels.layout, cast)
    turns = []
    for turn in labels.layout.turns:
        if turn.role == "named":
            speaker, by = (labels.speaker(turn, cast), NAMED) if turn.label else (None, None)
        elif turn.role == "asks":
            speaker, by = asks or "interviewer", PLACED
        else:
            speaker, by = answers or "interviewee", PLACED
        names = (speaker,) if speaker else ()
        turns.append(Attribution(
            turn.contents, source=turn.label, kind=TURN, confidence=0.95,
            speakers=names, speaker_by=by if names else None,
        ))  # fmt: skip
    inner = list(_within(document, found, turns))
    return sorted([*turns, *inner], key=lambda one: (one.contents[0][0], -one.hull[1]))


def _within(
    document: Document, found: list[Attribution], turns: list[Attribution]
) -> Iterator[Attribution]:
    """Yield what is said outside of the turns, and within them."""
    owner = [-1] * len(document.starts)
    spans = []
    for number, turn in enumerate(turns):
        start = turn.source[0] if turn.source else turn.contents[0][0]
        spans.append((start, turn.hull[1]))
        for piece in turn.contents:
            words = document.words_in(*piece)
            owner[words.start : words.stop] = [number] * len(words)

    def whose(piece: Piece) -> set[int]:
        words = document.words_in(*piece)
        return set(owner[words.start : words.stop])

    for one in found:
        marked = [piece for piece in (one.cue, one.source) if piece is not None]
        holders = set().union(*map(whose, marked or one.contents[:1]))
        if not holders:  # the cue is a mark: the colon of a label
            continue
        if holders == {-1}:
            if any(start <= piece[0] < end for piece in marked for start, end in spans):
                continue  # of a label
            one.contents = [p for p in one.contents if whose(p) <= {-1}]
            if one.contents:
                yield one
        elif len(holders) == 1 and one.source is not None:
            (number,) = holders
            one.contents = [p for p in one.contents if whose(p) == {number}]
            if one.contents:
                one.within = one.within or turns[number]
                yield one


def without_strangers(found: list[Attribution]) -> list[Attribution]:
    """Leave what is said within turns by nobody known, or by *you*: the turn's speaker keeps it."""
    return [
        one
        for one in found
        if one.within is None
        or one.within.kind != TURN
        or (
            one.speakers
            and one.speaker_by != "pronoun_unresolved"
            and not _YOU.match(one.speaker or "")
        )
    ]


def is_printed(one: Attribution) -> bool:
    """Tell words printed as their speaker spoke them: a turn, and “I think …” within it."""
    if one.kind == TURN:
        return True
    around = one.within
    return around is not None and around.kind == TURN and one.speakers == around.speakers
