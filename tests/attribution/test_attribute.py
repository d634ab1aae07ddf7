"""Who says what: sources, cues, contents and relays as a careful coder would mark them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.attribution import ENGINES, Attribution, attribute
from mediakit.contract import tables
from mediakit.text.document import Document

PIECES = st.sampled_from(
    ["“We will not sell,”", "“Never.”", '"Never,"', " said Ida Holt", " he said", " she claimed,", " Holt says ",
     "according to police", ", according to Holt,", " that ", " the bridge is shut", ". ", ", ", "\n\n", "“", "”",
     '"', "''", " was quoted as saying by Radio Halm", "Moscow’s claim that ", " and ", ", adding that ", ": ",
     "Two officials told ", "He ", "They ", "\u00a0", "İ", "習近平", "’", " but ", " who ", "(", ")"]
)  # fmt: skip
MESSY = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=120)


def seen(document: Document, found: Attribution, wanted: dict[str, object]) -> dict[str, object]:
    """Return the parts of an attribution that the case says something about.

    The taggers learnt from coders who count “that” to the content and “on Monday” to the cue.
    """

    def text(piece: tuple[int, int] | None) -> str | None:
        return document.text[slice(*piece)] if piece else None

    cue = text(found.cue)
    if isinstance(wanted.get("cue"), str) and str(wanted["cue"]) in (cue or ""):
        cue = str(wanted["cue"])
    parts: dict[str, object] = {
        "source": text(found.source),
        "cue": cue,
        "content": [str(text(piece)).removeprefix("that ") for piece in found.contents],
        "relay": text(found.relay),
        "kind": found.kind,
        "positioning": found.positioning,
        "act": found.act,
    }
    return {
        key: value for key, value in parts.items() if key in wanted or (key == "relay" and value)
    }


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.cases("attributions")
def test_attributions(
    case: dict[str, list[dict[str, object]]], engine: str, request: pytest.FixtureRequest
) -> None:
    if known := case.get(f"xfail_{engine}"):
        request.applymarker(pytest.mark.xfail(reason=str(known), strict=True))
    document = Document(str(case["text"]), str(case.get("field", "text")))
    [found] = attribute([document], engine)
    wanted = case["expect"] + [{}] * len(found)
    assert [seen(document, a, w) for a, w in zip(found, wanted, strict=False)] == case["expect"]


@given(MESSY, st.sampled_from(["text", "title"]))
def test_whatever_the_text_the_attributions_are_sound(text: str, field: str) -> None:
    document = Document(text, field)
    [found] = attribute([document])
    taken: set[int] = set()
    for number, a in enumerate(found):
        assert a.id == number
        assert a.contents == sorted(a.contents) and a.contents
        for start, end in [*a.contents, *filter(None, (a.source, a.cue, a.relay))]:
            assert 0 <= start < end <= len(text)
        words = [word for piece in a.contents for word in document.words_in(*piece)]
        assert words and not taken.intersection(words), "contents overlap"
        taken.update(words)
        assert a.n_words == len(words) and 0 <= a.n_quoted <= a.n_words
        share = a.n_quoted / a.n_words
        assert a.kind == ("indirect" if not share else "direct" if share >= 0.9 else "mixed")
        assert a.positioning in tables.POSITIONINGS and a.act in tables.ACTS
        assert a.source_type in tables.SOURCE_TYPES and 0 <= a.confidence <= 1
        assert a.source is None or a.speaker
        assert a.relay is None or a.relay_speaker
    assert [a.contents[0] for a in found] == sorted(a.contents[0] for a in found)


@pytest.mark.parametrize("engine", list(ENGINES))
def test_every_engine_reads(engine: str) -> None:
    [found] = attribute([Document("“We lost,” Ida Holt said.")], engine)
    assert [(a.speaker, a.kind) for a in found] == [("Ida Holt", "direct")]


def test_numbers_run_through_the_article() -> None:
    title = Document("Holt says mill will close", "title")
    text = Document("“The mill will close,” Ida Holt said. Orr said it was late.")
    first, second = attribute([title, text])
    assert [a.id for a in [*first, *second]] == [0, 1, 2]
    assert [a.speaker for a in first] == ["Ida Holt"]


@pytest.mark.parametrize(
    ("text", "kind", "quoted", "words"),
    [
        ("Holt said the mill was late.", "indirect", 0, 4),
        ("Holt said the mill was “late”.", "mixed", 1, 4),
        ("“The mill was late,” Holt said.", "direct", 4, 4),
        (
            "Holt said “the mill was very late again this week on Monday and Tuesday” too.",
            "direct",
            12,
            13,
        ),
    ],
)
def test_kind_follows_from_the_share_of_quoted_words(
    text: str, kind: str, quoted: int, words: int
) -> None:
    [[found]] = attribute([Document(text)])
    assert (found.kind, found.n_quoted, found.n_words) == (kind, quoted, words)


def test_nothing_in_nothing() -> None:
    assert attribute([]) == []
    assert attribute([Document("")]) == [[]]


@pytest.mark.parametrize("end", ["", " ", "  ", "\n", ", ", "\u00a0"])
def test_a_name_and_an_apposition_may_end_the_text(end: str) -> None:
    [found] = attribute([Document(f"The mill closed. He met Ann Reed, a lawyer{end}")])
    assert found == []
    assert list(found.cast.persons) == ["Ann Reed"]
