"""Word lists: read from anything a user has, checked, and matched on whole words."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.contract.resources import read_rows
from mediakit.text.document import Document, match_key
from mediakit.text.inflection import inflect
from mediakit.text.lexicon import build_lexicon, load_lexicon, match, user_lexicon

PIECES = st.sampled_from(
    ["the ", "regime", "police", "state", "police state", "\n", "\u00a0", "’s ", "'s ", ", ", "-", "‑", " ", "war ",
     "crimes ", "Patron", "patrons ", "no credible ", "opposition ", "REGIME’S ", "İ ", "“", "”", "it’s clear ", ". "]
)  # fmt: skip
MESSY = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=120)
TERMS = ["lifeline", "patron*", "police state", "no credible opposition", "war", "far-right"]


def hits(text: str, *rows: dict[str, object], name: str = "mine") -> list[str]:
    lexicon = build_lexicon(name, [{"label": name, **row} for row in rows])
    return [text[span.start : span.end] for span in match(Document(text), lexicon)]


# ------------------------------------------------------------------ what matches
@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("regime", "The regime fell; regimes fall.", ["regime"]),
        ("regime", "The Regime’s men. The regime's men.", ["Regime", "regime"]),
        ("regime", "THE REGIME’S MEN", ["REGIME"]),
        ("regime", "regimen, anti-regime, regime-backed", []),
        ("patron*", "Patrons, patronage, a patron’s, unpatron", ["Patrons", "patronage", "patron"]),
        ("police state", "police state police\nstate police\u00a0state", ["police state", "police\nstate", "police\u00a0state"]),
        ("police state", "police  \n  state’s", ["police  \n  state"]),
        ("police state", "police, state. Police. State — police (state)", []),
        ("police stat*", "Police states and a police station", ["Police states", "police station"]),
        ("polic* stat*", "Policing stats and policy; states", ["Policing stats"]),
        ("far-right", "far-right far‑right far‐right FAR-RIGHT far right", ["far-right", "far‑right", "far‐right", "FAR-RIGHT"]),
        ("far right", "far-right far right", ["far right"]),
        ("don't", "Don’t and don't and dont", ["Don’t", "don't"]),
        ("Putin’s war", "In Putin's war, Putin war", ["Putin's war", "Putin war"]),
        ("élite", "Élite ÉLITE elite", ["Élite", "ÉLITE"]),
        ("war war", "war war war", ["war war"]),
    ],
)  # fmt: skip
def test_a_term_matches_whole_words(term: str, text: str, found: list[str]) -> None:
    assert hits(text, {"term": term}) == found


@pytest.mark.parametrize(
    ("case", "found"),
    [("", ["MAY", "May", "may"]), ("exact", ["may"]), ("lower", ["may"])],
)
def test_case(case: str, found: list[str]) -> None:
    assert hits("MAY May may maybe", {"term": "may", "case": case}) == found


def test_exact_case_reads_the_whole_phrase_as_written() -> None:
    row = {"term": "White House", "case": "exact"}
    assert hits("White House white house White house WHITE HOUSE", row) == ["White House"]
    assert hits("The White\u00a0House and the White\nHouse", row) == [
        "White\u00a0House",
        "White\nHouse",
    ]


def test_exact_case_with_a_wildcard() -> None:
    assert hits("Patrons patrons PATRONS", {"term": "Patron*", "case": "exact"}) == ["Patrons"]


def test_the_longest_entry_wins() -> None:
    text = "no credible opposition at all"
    long, short = {"term": "no credible opposition"}, {"term": "no credible"}
    assert hits(text, long, short) == hits(text, short, long) == ["no credible opposition"]
    assert hits(text, {**short, "label": "other"}, long) == ["no credible opposition"]
    assert hits("no credible plan", long, {**short, "label": "other"}) == ["no credible"]


def test_a_term_under_two_labels_is_a_hit_of_both() -> None:
    rows = [{"term": "war", "label": label} for label in ("harm", "power", "harm")]
    lexicon = build_lexicon("mine", [*rows, {"term": "war crimes", "label": "harm"}])
    found = [(s.start, s.label) for s in match(Document("war, war crimes, war"), lexicon)]
    assert found == [(0, "harm"), (0, "power"), (5, "harm"), (17, "harm"), (17, "power")]


def test_inflected_forms_and_weights() -> None:
    lexicon = build_lexicon(
        "mine", [{"term": "prop up", "label": "help", "pos": "v", "weight": 0.4}]
    )
    text = "They prop up, propped up and are propping up banks."
    spans = match(Document(text), lexicon)
    assert [text[s.start : s.end] for s in spans] == ["prop up", "propped up", "propping up"]
    assert {(s.label, s.value, s.term) for s in spans} == {("help", 0.4, "mine:1")}


def test_a_term_names_its_row_below_the_header() -> None:
    lexicon = build_lexicon("x", [{"term": "one", "label": "a"}, {"term": "two", "label": "b"}])
    assert lexicon.labels == ("a", "b")
    assert [s.term for s in match(Document("two one"), lexicon)] == ["x:2", "x:1"]


@pytest.mark.parametrize("name", ["loaded", "stance"])
def test_every_entry_of_our_lists_finds_itself(name: str) -> None:
    """Whatever form an entry has, a text that consists of it is a hit of its label."""
    lexicon = load_lexicon(name)
    lost = []
    for row in read_rows(name):
        for form in inflect(row["term"], row["pos"]):
            text = form + " 300" * (row["case"] == "figures")
            spans = match(Document(text), lexicon)
            whole = [
                s for s in spans if (s.start, s.end) == (0, len(form)) and s.label == row["label"]
            ]
            if not whole:
                lost.append(form)
    assert lost == []


# ------------------------------------------------------------------ whatever the text
@given(MESSY)
def test_every_hit_lies_on_words_and_matches_its_entry(text: str) -> None:
    document = Document(text)
    lexicon = user_lexicon("mine", TERMS)
    spans = match(document, lexicon)
    for span in spans:
        words = document.words_in(span.start, span.end)
        assert span.start == document.starts[words[0]]
        assert document.ends[words[-1]] - span.end in (0, 2)
        term = TERMS[int(str(span.term).split(":")[1]) - 1]
        keys = [match_key(document.words[word]) for word in words]
        for key, part in zip(keys, map(match_key, term.split()), strict=True):
            assert key.startswith(part[:-1]) if part.endswith("*") else key == part
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(MESSY)
def test_no_single_word_is_missed(text: str) -> None:
    document = Document(text)
    found = {span.start for span in match(document, user_lexicon("mine", ["regime", "war"]))}
    expected = {
        start
        for key, start in zip(document.keys, document.starts, strict=True)
        if key in ("regime", "war")
    }
    assert found == expected


# ------------------------------------------------------------------ the user's lists
def test_every_way_to_give_a_list_gives_the_same(tmp_path: Path) -> None:
    terms = ["lifeline", "patron*", "police state"]
    ways: dict[str, object] = {"list": terms, "frame": pd.DataFrame({"term": terms})}
    for suffix, text in {
        ".csv": "term,note\nlifeline,\npatron*,x\npolice state,\n",
        ".tsv": "note\tterm\n\tlifeline\nx\tpatron*\n\tpolice state\n",
        ".txt": "# my words\nlifeline\n\npatron*\npolice state\n",
    }.items():
        path = tmp_path / f"list{suffix}"
        path.write_text("\ufeff" + text, encoding="utf-8")
        ways[suffix], ways[suffix + " str"] = path, str(path)
    text = Document("A lifeline for the patrons of a police state.")
    expected = [(2, 10, "mine"), (19, 26, "mine"), (32, 44, "mine")]
    for way, given_terms in ways.items():
        spans = match(text, user_lexicon("mine", given_terms))  # type: ignore[arg-type]
        assert [(s.start, s.end, s.label) for s in spans] == expected, way


def test_a_generator_of_words_is_a_list_too() -> None:
    lexicon = user_lexicon("mine", (word for word in ["war"]))
    assert len(match(Document("war"), lexicon)) == 1


def test_columns_of_the_user_are_used_and_blanks_are_not() -> None:
    frame = pd.DataFrame(
        {"term": ["prop up", "May", "war"], "pos": ["v", None, ""], "case": [None, "exact", None],
         "weight": [0.2, None, None], "label": ["help", None, ""]}
    )  # fmt: skip
    before = frame.copy()
    spans = match(Document("He propped up May, may and war."), user_lexicon("mine", frame))
    assert [(s.label, s.value, s.term) for s in spans] == [
        ("help", 0.2, "mine:1"),
        ("mine", 1.0, "mine:2"),
        ("mine", 1.0, "mine:3"),
    ]
    pd.testing.assert_frame_equal(frame, before)


def test_terms_with_commas_and_quotes_in_a_csv(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        'term,note\n"war","a, b"\n"lifeline","two\nlines"\n"patron",\n', encoding="utf-8"
    )
    found = [s.term for s in match(Document("war lifeline patron"), user_lexicon("mine", path))]
    assert found == ["mine:1", "mine:2", "mine:3"]


@pytest.mark.parametrize(
    "content",
    [
        "term,label,note\nwar,,\n,,\n,,look up\n\nélite,,\n,,\n",
        "term;label;weight\r\nwar;;1\r\n;;\r\n;;\r\n;;\r\nélite;mine;0,4\r\n",
        "sep=;\r\nterm;label\r\nwar\r\n;\r\n\r\n \r\nélite;\r\n",
        "term|note, or so; or not\nwar|\n|\n|\n|\nélite|\n",
    ],
    ids=["comma", "semicolon", "sep=", "bar"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_empty_rows_are_skipped_and_counted_whatever_excel_wrote(
    tmp_path: Path, content: str, encoding: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content.encode(encoding))
    spans = match(Document("An élite war"), user_lexicon("mine", path))
    assert [(s.label, s.term) for s in spans] == [("mine", "mine:5"), ("mine", "mine:1")]
    assert spans[0].value == (0.4 if "0,4" in content else 1)


@pytest.mark.parametrize("empty", [None, float("nan"), pd.NA, "", "  "])
def test_empty_rows_of_a_table_are_skipped_and_counted(empty: object) -> None:
    frame = pd.DataFrame(
        {"term": ["war", empty, "peace"], "pos": ["n", empty, empty]}, dtype=object
    )
    spans = match(Document("wars, peace"), user_lexicon("mine", frame))
    assert [s.term for s in spans] == ["mine:1", "mine:3"]
    with pytest.raises(ValueError, match="'mine' is empty"):
        user_lexicon("mine", frame.iloc[1:2])


@pytest.mark.parametrize("filled", ["pos", "label", "weight"])
def test_a_row_that_lacks_only_its_term_is_named(filled: str) -> None:
    row = {"pos": "v", "label": "mine", "weight": "1"}
    frame = pd.DataFrame([{"term": "war"}, {filled: row[filled]}])
    with pytest.raises(ValueError, match=r"Row 2 of list 'mine' holds no word: got ''"):
        user_lexicon("mine", frame)


@pytest.mark.parametrize(
    "content", ["# my words\nwar\n\npolice state\n", 'war\r\n"police state"\r\n']
)
def test_a_csv_of_one_column_without_a_header_is_a_list(tmp_path: Path, content: str) -> None:
    for name in ("list.csv", "list.tsv"):
        (tmp_path / name).write_text(content, encoding="utf-8")
        lexicon = user_lexicon("mine", tmp_path / name)
        spans = match(Document("war in a police state"), lexicon)
        assert [(s.start, s.end, s.term) for s in spans] == [(0, 3, "mine:1"), (9, 21, "mine:2")]


@pytest.mark.parametrize("content", ["war,1\npeace,2\n", "war\npeace;calm\n"])
def test_a_csv_of_several_columns_needs_a_header(tmp_path: Path, content: str) -> None:
    (tmp_path / "list.csv").write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match="expected a column 'term'"):
        user_lexicon("mine", tmp_path / "list.csv")


@pytest.mark.parametrize("terms", [[], ["  "], ["…"], [""]])
def test_a_list_without_a_word_is_an_error(terms: list[str]) -> None:
    with pytest.raises(ValueError, match=r"'mine'.*(empty|holds no word)"):
        user_lexicon("mine", terms)


def test_an_empty_file_is_an_error(tmp_path: Path) -> None:
    for name, text in (("a.txt", "\n# nothing\n"), ("b.csv", "term,note\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        with pytest.raises(ValueError, match="'mine'"):
            user_lexicon("mine", tmp_path / name)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"columns 'word', 'n'; expected a column 'term'"):
        user_lexicon("mine", pd.DataFrame({"word": ["war"], "n": [1]}))
    path = tmp_path / "list.csv"
    path.write_text("word\nwar\n", encoding="utf-8")
    with pytest.raises(ValueError, match="expected a column 'term'"):
        user_lexicon("mine", path)


def test_one_word_instead_of_a_list_is_explained() -> None:
    with pytest.raises(ValueError, match=r"'lifeline', which is no file.*\['lifeline'\]"):
        user_lexicon("mine", "lifeline")


def test_a_row_without_a_word_is_named() -> None:
    with pytest.raises(ValueError, match=r"Row 2 of list 'mine' holds no word: got '—'"):
        user_lexicon("mine", ["war", "—"])
