"""Transcripts, hearings, interviews: the layout of a text in turns, found from its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from mediakit.text.dialogue import is_answered, is_dialogue, is_question, speaks_of_talk
from mediakit.text.document import Document
from mediakit.text.labels import FAMILIES, INSIDE, QUESTION
from mediakit.text.stage import is_heading, is_narration, spoken, turn_words

Piece = tuple[int, int]

LEAST = 3  # turns that make a layout; one of the labels comes again
MOST_LABEL = 90  # characters of a label with what explains it
LEAST_SHARE = 0.08  # of the lines between the first turn and the last that open one

_ARROWS = re.compile(r"^>>\s", re.M)
_EXAMINES = re.compile(r"(?:BY|By) (M[RS]S?\. [A-Z’'-]+|[A-Z][\w.]+ [\w’'-]+):?\s*$")


class Turn(NamedTuple):
    """What one speaker says at once.

    Attributes
    ----------
    label : tuple of int, or None
        Where the speaker is named, without what explains it; None where nothing names one.
    role : {"named", "asks", "answers"}
        What the label, or its place, tells besides a name.
    contents : list of tuple of int
        The words spoken, without labels and stage directions.
    beside : str
        What explains the label: “host”, “Halm East) (Lab”.
    """

    label: Piece | None
    role: str
    contents: list[Piece]
    beside: str = ""
    start: int = 0  # of the line that opens it


class Layout(NamedTuple):
    """How a text is set in turns; `turns` in order."""

    name: str
    turns: list[Turn]


class _Opening(NamedTuple):
    """A line that opens a turn: its number, its label, and where the words begin."""

    line: int
    label: Piece | None
    role: str
    start: int
    beside: str = ""
    form: str = ""


def find_turns(document: Document) -> Layout | None:
    r"""Return the layout of a text in turns, or None where it is not clear.

    Several lines must open with a label of one kind, at least two speak and one again, and what
    stands behind the labels must be talk: so “Pros:”, “PHOTO:” or an outlet's own questions and
    answers are the narrator's. Misses turns inside running text, and labels in small letters.

    Examples
    --------
    >>> text = "KELLER: Are you ready?\n\nDUNN: I am.\n\nKELLER: (LAUGHTER) Then we go."
    >>> found = find_turns(Document(text))
    >>> found.name, [[text[a:b] for a, b in turn.contents] for turn in found.turns]
    ('labels in capitals', [['Are you ready?'], ['I am.'], ['Then we go.']])
    >>> find_turns(Document("Pros: You save.\n\nCons: You wait.\n\nPros: None.")) is None
    True
    """
    if document.field == "title" or len(document.text) < 30:
        return None
    lines = list(_lines(document.text))
    cut = _cut_inside(document.text, lines)
    for pieces in [lines, *([cut] if len(cut) > len(lines) + LEAST else [])]:
        choices = [found for name in FAMILIES if (found := _openings(document, pieces, name))]
        if choices:
            openings = max(choices, key=lambda found: sum(one.label is not None for one in found))
            turns = _turns(document, pieces, openings)
            if len(turns) >= LEAST and len({_label(document, turn) for turn in turns}) > 1:
                return Layout(_name_of(document, openings), turns)
    openings = _unlabelled(document, lines)
    turns = _turns(document, lines, openings) if openings else []
    return Layout("questions and answers without labels", turns) if turns else None


def without_labels(document: Document, layout: Layout) -> Document:
    r"""Return the text with blanks in place of the labels, so that all offsets stay.

    Examples
    --------
    >>> document = Document("KELLER: Why?\n\nDUNN: I slept.\n\nKELLER: I see.")
    >>> layout = find_turns(document)
    >>> without_labels(document, layout).text.split()
    ['Why?', 'I', 'slept.', 'I', 'see.']
    """
    text, pieces, at = document.text, [], 0
    for turn in layout.turns:
        start, end = turn.start, turn.contents[0][0]
        if at <= start < end:
            pieces += [text[at:start], re.sub(r"\S", " ", text[start:end])]
            at = end
    return Document("".join([*pieces, text[at:]]), document.field)


def _label(document: Document, turn: Turn) -> str:
    return document.text[slice(*turn.label)] if turn.label else f"{turn.role} {turn.contents[0]}"


def _lines(text: str) -> Iterator[Piece]:
    for match in re.finditer(r"[^\n]+", text):
        stripped = match[0].strip()
        if stripped:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield start, start + len(stripped)


def _cut_inside(text: str, lines: list[Piece]) -> list[Piece]:
    """Cut lines before labels inside them, for texts whose paragraphs were lost."""
    found = []
    for start, end in lines:
        for match in INSIDE.finditer(text, start, end):
            found.append((start, match.start()))
            start = match.end()
        found.append((start, end))
    return found


# --------------------------------------------------------------------------- labels
def is_role(label: str) -> bool:
    """Tell a label with a word for a part in a talk: “HOST”, “Speaker 2”, “UNIDENTIFIED MALE”."""
    return bool({*re.findall(r"[a-z]+", label.lower())} & turn_words("role"))


def _is_speaker(label: str) -> bool:
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", label.lower().replace("’", "'"))
    if not words or len(words) > 8:
        return False
    if any(char.isdigit() for char in label) and not is_role(label):
        return False
    nobody = turn_words("nobody")
    return not ({" ".join(words), words[-1], words[0]} & nobody)


def _opening(document: Document, number: int, line: Piece, family: str) -> _Opening | None:
    start, end = line
    if asked := QUESTION.match(document.text, start, end):
        asks = "asks" if asked["asks"].lower().startswith("q") else "answers"
        form = "blank" if asked["mark"].isspace() else "sign"
        return _Opening(number, asked.span("asks"), asks, asked.end(), form=form)
    if _EXAMINES.match(document.text, start, end):
        return None
    if family == "line" and end - start > MOST_LABEL:
        return None
    match = FAMILIES[family].match(document.text, start, min(end, start + 2 * MOST_LABEL))
    if match is None:
        return None
    groups = match.groupdict()
    name = next((one for one in ("label", "label2") if groups.get(one)), None)
    if name is None:
        return _Opening(number, None, "named", match.end()) if family == "arrows" else None
    if not _is_speaker(match[name]):
        return None
    label = match.span(name)
    return _Opening(number, label, "named", match.end(), match["beside"] or "", family)


def _openings(document: Document, lines: list[Piece], family: str) -> list[_Opening]:
    """Return the lines that open turns with labels of one family, if they make a layout."""
    if family == "arrows" and not _ARROWS.search(document.text):
        return []
    found = [
        opening
        for number, line in enumerate(lines)
        if (opening := _opening(document, number, line, family))
    ]
    found = _without_articles(found)
    if family == "line":
        found = _on_lines(document, lines, found)
    if family not in ("colon", "arrows"):
        found = _without_strays(document, found)
    return found if _is_layout(document, lines, found) else []


def _without_strays(document: Document, found: list[_Opening]) -> list[_Opening]:
    """Leave what stands once before a dash, or on a line of its own: a dateline, a heading."""
    keys = _keys(document, found)
    often = max(keys.values(), default=0) > 2

    def comes_again(one: _Opening) -> bool:
        if one.role != "named" or one.label is None:
            return True
        label = _plain(document, one)
        return max(keys[label], keys[label.split()[-1]]) > 1

    strict = {"line", "dash"}
    return [one for one in found if comes_again(one) or (often and one.form not in strict)]


def _without_articles(found: list[_Opening]) -> list[_Opening]:
    """Leave “A bridge fell.” where no question stands before it."""
    kept: list[_Opening] = []
    for one in found:
        lone = one.role == "answers" and one.form == "blank"
        if not lone or (kept and kept[-1].role == "asks" and kept[-1].form == "blank"):
            kept.append(one)
    return kept


def _on_lines(document: Document, lines: list[Piece], found: list[_Opening]) -> list[_Opening]:
    """Leave a label on a line of its own that has no words below it."""
    names = {one.line for one in found if one.form == "line"}
    return [
        one for one in found
        if one.form != "line" or (one.line + 1 < len(lines) and one.line + 1 not in names)
    ]  # fmt: skip


def _keys(document: Document, found: list[_Opening]) -> Counter[str]:
    """Count the turns of each label; “KELLER” and “DANA KELLER” are one."""
    labels = [_plain(document, one) for one in found]
    return Counter(label.split()[-1] if label.split()[-1] in labels else label for label in labels)


def _plain(document: Document, opening: _Opening) -> str:
    """Return a label in small letters, without a state: “mr. dunn” of “Mr. DUNN of Ohio”."""
    if opening.role != "named" or opening.label is None:
        return opening.role
    label = document.text[slice(*opening.label)].lower().strip(".")
    return label.partition(" of ")[0] if opening.form == "stop" else label


def _is_layout(document: Document, lines: list[Piece], found: list[_Opening]) -> bool:
    if len(found) < LEAST:
        return False
    keys = _keys(document, found)
    arrows = all(one.label is None for one in found)
    again = sum(n for n in keys.values() if n > 1)
    loud = _form(document, found[0]) == "labels in capitals"
    if (len(keys) < 2 and not arrows) or again < (0.5 if loud else 0.6) * len(found):
        return False
    between = found[-1].line - found[0].line + 1
    dense = 0.3 if found[0].form == "dash" else LEAST_SHARE
    if len(found) < dense * between:
        return False
    said = list(_said(document, lines, found))
    roles = {one.role for one in found}
    if "named" not in roles:
        asked = [text for one, text in said if one.role == "asks"]
        answers = [text for one, text in said if one.role == "answers"]
        intro = speaks_of_talk(document.text[: lines[found[0].line][0]])
        return bool(asked and answers) and is_answered(asked, answers, intro)
    talk = sum(is_dialogue(text) for _, text in said)
    return talk >= 0.34 * len(said)


def _said(
    document: Document, lines: list[Piece], found: list[_Opening]
) -> Iterator[tuple[_Opening, str]]:
    """Yield each opening with the text up to the next, three lines at the most."""
    stops = [one.line for one in found[1:]] + [len(lines)]
    for one, stop in zip(found, stops, strict=True):
        last = max(one.line, min(stop, one.line + 3) - 1)
        yield one, document.text[one.start : max(one.start, lines[last][1])]


def _unlabelled(document: Document, lines: list[Piece]) -> list[_Opening]:
    """Return the openings of questions that alternate with somebody's answers, without labels."""
    asks = [is_question(document.text[start:end]) for start, end in lines]
    if sum(asks) < LEAST:
        return []
    found: list[_Opening] = []
    for number, (start, _) in enumerate(lines):
        if asks[number] and not (number and asks[number - 1]):
            found.append(_Opening(number, None, "asks", start))
        elif number and asks[number - 1] and not asks[number]:
            found.append(_Opening(number, None, "answers", start))
    if found and found[-1].role == "asks":
        found.pop()
    if len(found) < 2 * LEAST:
        return []
    said = list(_said(document, lines, found))
    asked = [text for one, text in said if one.role == "asks"]
    answers = [text for one, text in said if one.role == "answers"]
    if len(asked) < LEAST or len(asked) < 0.2 * (len(lines) - found[0].line):
        return []
    intro = speaks_of_talk(document.text[: lines[found[0].line][0]])
    return found if is_answered(asked, answers, intro, labelled=False) else []


# ---------------------------------------------------------------------------- names
def _name_of(document: Document, openings: list[_Opening]) -> str:
    """Name the layout after most of its labels."""
    forms = Counter(_form(document, one) for one in openings)
    return forms.most_common(1)[0][0]


_PLAIN = {
    "brackets": "labels in brackets", "stop": "labels with a full stop",
    "dash": "labels and dashes", "blank": "labels set apart",
    "line": "labels on lines of their own",
}  # fmt: skip


def _form(document: Document, opening: _Opening) -> str:
    if opening.role != "named":
        return "questions and answers"
    if opening.label is None:
        return "arrows"
    if opening.form in _PLAIN:
        return _PLAIN[opening.form]
    label = document.text[slice(*opening.label)]
    if label.replace(".", "").isupper():
        return "initials" if len(label.replace(".", "")) < 4 else "labels in capitals"
    return "names and a colon"


# ----------------------------------------------------------------------------- turns
def _turns(document: Document, lines: list[Piece], openings: list[_Opening]) -> list[Turn]:
    """Return the turns: what is spoken up to the next label, without what the narrator says."""
    names = {
        document.text[slice(*one.label)].split()[-1].strip(".").lower()
        for one in openings
        if one.label is not None and one.role == "named"
    }
    stops = [one.line for one in openings[1:]] + [len(lines)]
    runs = [range(one.line + 1, stop) for one, stop in zip(openings, stops, strict=True)]
    own_line = any(one.start >= lines[one.line][1] for one in openings)
    goes_on = any(len(run) > own_line for run in runs[:-1])
    sparse = len(openings) < 8 or len(openings) < 0.25 * (len(lines) - openings[0].line)
    paragraphs = set(document.paragraphs)
    turns: list[Turn] = []
    examiner: Piece | None = None
    for one, run in zip(openings, runs, strict=True):
        contents = list(spoken(document, one.start, lines[one.line][1]))
        printed = document.text[one.start : lines[one.line][1]].strip()[:1] in tuple('“"')
        for number in run:
            start, end = lines[number]
            text = document.text[start:end]
            if examines := _EXAMINES.match(text):
                examiner = (start + examines.start(1), start + examines.end(1))
                break
            alone = (start, end) in paragraphs
            if is_narration(text, names, alone) or _is_other_label(document, start, end):
                break
            if contents and (
                (run is runs[-1] and not goes_on)
                or (sparse and not is_dialogue(text))
                or (printed and text[:1] not in "“\"‘'")
            ):
                break
            if not (alone and is_heading(text)):
                contents += spoken(document, start, end)
        if contents:
            label, role = one.label, one.role
            if role == "asks" and examiner is not None and label is not None:
                label, role = examiner, "named"
            beside = one.beside.strip(" ,()[]")
            turns.append(Turn(label, role, contents, beside, lines[one.line][0]))
    return turns


def _is_other_label(document: Document, start: int, end: int) -> bool:
    """Tell “THE FACTS: …” or “Photo: …”: there the narrator speaks."""
    match = FAMILIES["colon"].match(document.text, start, end)
    return match is not None and not _is_speaker(match["label"])
