"""The user's own word lists: every way to give one, and what Excel makes of it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from mediakit.reading.word_lists import read_lists, user_lexicon
from mediakit.text.document import Document
from mediakit.text.lexicon import match


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


def test_a_phrase_with_a_comma_in_quotation_marks_is_one_term(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text('"war, civil"\npeace\n', encoding="utf-8")
    lexicon = user_lexicon("mine", tmp_path / "list.csv")
    assert [s.term for s in match(Document("peace"), lexicon)] == ["mine:2"]


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


# ------------------------------------------------------------------ the fingerprint
def test_the_same_entries_have_the_same_fingerprint_whatever_they_stand_in(tmp_path: Path) -> None:
    terms = ["lifeline", "patron*"]
    file = tmp_path / "mine.csv"
    file.write_text("note;term\n;lifeline\nx;patron*\n", "utf-8")
    same: list[object] = [terms, iter(terms), pd.DataFrame({"term": terms, "x": 1}), file]
    lists = [read_lists({"mine": one})["mine"] for one in same]  # type: ignore[dict-item]
    assert len({one.sha256 for one in lists}) == 1 and len(lists[0].sha256) == 64
    other = read_lists({"mine": ["lifeline", "patron"]})["mine"]
    assert other.sha256 != lists[0].sha256


def test_a_list_that_was_read_stays() -> None:
    lists = read_lists({"mine": (word for word in ["war"])})
    assert read_lists(lists) == lists
