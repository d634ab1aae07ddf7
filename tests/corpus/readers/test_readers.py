"""Each format: what goes in comes out, and one bad line costs one line."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediakit.corpus.load import load_articles, report
from mediakit.corpus.readers import delimited
from mediakit.corpus.stubs import is_number
from mediakit.corpus.values import is_void

TEXT = "“Taxes rise,” said Ann Lee.\n\nNobody – not “one” – asked."
ROWS = [
    {"id": "007", "title": "Taxes rise", "text": TEXT, "source": "The Post", "date": "2016-09-29"},
    {"id": "008", "title": 'A "quoted", title', "text": "Two.", "source": "", "date": ""},
]
SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
# Half surrogates and NUL stand in no file that other programs write.


def has_words(text: str) -> bool:
    """Say whether a text is an article, however odd: no blanks, bare number or word for nothing."""
    return bool(text.strip()) and not is_number(text) and not is_void(text)


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def load(path: Path, **options: object) -> pd.DataFrame:
    return load_articles(path, progress=False, **options)


def reported(articles: pd.DataFrame) -> list[tuple[int | None, str]]:
    frame = report(articles)
    return [
        (None if pd.isna(line) else int(line), reason)
        for line, reason in zip(frame["line"], frame["reason"], strict=True)
    ]


def write_csv(path: Path, rows: list[dict[str, str]], delimiter: str = ",", **options: str) -> Path:
    with path.open("w", newline="", **options) as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def make(path: Path) -> Path:
    frame = pd.DataFrame(ROWS)
    if path.suffix in (".csv", ".tsv"):
        write_csv(path, ROWS, "\t" if path.suffix == ".tsv" else ",", encoding="utf-8")
    elif path.suffix == ".xlsx":
        frame.to_excel(path, index=False)
    elif path.suffix in (".jsonl", ".ndjson"):
        frame.to_json(path, orient="records", lines=True)
    elif path.suffix == ".json":
        frame.to_json(path, orient="records")
    else:
        frame.to_parquet(path)
    return path


@pytest.mark.parametrize(
    "ending", [".csv", ".tsv", ".xlsx", ".jsonl", ".ndjson", ".json", ".parquet"]
)
def test_tables_round_trip(tmp_path: Path, ending: str) -> None:
    articles = load(make(tmp_path / f"a{ending}"))
    assert articles["article_id"].tolist() == ["007", "008"]
    assert articles["title"].tolist() == ["Taxes rise", 'A "quoted", title']
    assert articles["text"].tolist() == [TEXT, "Two."]
    assert articles["outlet"].fillna("-").tolist() == ["The Post", "-"]
    assert articles["published"].tolist()[0] == pd.Timestamp("2016-09-29")
    assert articles["source_file"].tolist() == [(tmp_path / f"a{ending}").as_posix()] * 2
    assert reported(articles) == []


# ------------------------------------------------------------------------------- encodings


@pytest.mark.parametrize("ending", [".txt", ".csv", ".jsonl"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(tmp_path: Path, ending: str, encoding: str) -> None:
    text = "“Überall” – said Zoë…"
    content = {
        ".txt": text,
        ".csv": f'text,n\n"{text}",1\nTwo.,2\n',
        ".jsonl": json.dumps({"text": text}, ensure_ascii=False) + '\n{"text": "Two."}',
    }[ending]
    path = tmp_path / f"a{ending}"
    path.write_bytes(content.encode(encoding))
    articles = load(path)
    assert articles["text"].iloc[0] == text
    line = {".txt": 1, ".csv": 2, ".jsonl": 1}[ending]
    said = [(line, "not UTF-8: 1 line read as Windows-1252 (cp1252)")]
    assert reported(articles) == (said if encoding == "cp1252" else [])


def test_line_ends_of_other_encodings_are_exact(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("One.\r\nTwo.\rThree.\n".encode("utf-16"))
    assert load(path, clean=False)["text"].tolist() == ["One.\r\nTwo.\rThree.\n"]


def test_one_odd_line_does_not_spoil_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "“One”"}\n'.encode() + '{"text": "“Two”"}\n'.encode("cp1252"))
    assert load(path)["text"].tolist() == ["“One”", "“Two”"]


def test_bytes_that_mean_nothing_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"caf\xe9 \x81")
    assert any("1 bytes could not be read" in reason for _, reason in reported(load(path)))


# --------------------------------------------------------------------------------- plain


@SLOW
@given(text=ANY_TEXT.filter(has_words))
def test_unclean_text_is_exact(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    marks = text.startswith("\ufeff")
    odd = sum(ord(c) < 32 and c not in "\t\n\v\f\r\x1b" for c in text)
    if not marks and odd <= len(text.encode()) * 0.3 and not is_void(text):
        assert load(path, clean=False)["text"].tolist() == [text]


# ------------------------------------------------------------------------------ delimited


@SLOW
@given(
    texts=st.lists(ANY_TEXT.filter(has_words), min_size=1, max_size=4),
    delimiter=st.sampled_from(",;\t|"),
)
def test_csv_round_trip(tmp_path: Path, texts: list[str], delimiter: str) -> None:
    rows = [{"id": str(n), "text": text, "mood": "x"} for n, text in enumerate(texts)]
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, ["id", "text", "mood"], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    path = tmp_path / "a.csv"
    path.write_bytes(buffer.getvalue().encode())
    assert load(path, clean=False)["text"].tolist() == texts


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    articles = load(write_csv(tmp_path / "a.csv", ROWS, delimiter, encoding="utf-8-sig"))
    assert articles["text"].tolist() == [TEXT, "Two."]


def test_excel_names_its_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\ntext;mood\nOne, two.;x\n")
    assert load(path)["text"].tolist() == ["One, two."]


def test_old_macintosh_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,text\r1,One.\r2,Two.\r")
    assert load(path)["text"].tolist() == ["One.", "Two."]


def test_ragged_lines_are_reported_with_their_number(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id,text\n1,"One,\n\ntwo."\n2,Two,and more\n\n3\n4,Four.,,\n5,Five.\n')
    articles = load(path)
    assert articles["article_id"].tolist() == ["1", "4", "5"]
    assert reported(articles) == [
        (5, "broken line: 3 fields where the header has 2"),
        (7, "broken line: 1 fields where the header has 2"),
    ]


def test_a_quotation_mark_left_open_does_not_swallow_the_file(tmp_path: Path) -> None:
    lines = [f"{n},Text {n}." for n in range(500)]
    lines[100] = '100,"He left, and never'
    lines[300] = '300,"Open'
    path = tmp_path / "a.csv"
    path.write_text("id,text\n" + "\n".join(lines) + "\n")
    articles = load(path)
    assert len(articles) == 499
    assert articles["text"].iloc[-1] == "Text 499."
    assert [line for line, _ in reported(articles)] == [102, 302]


def test_quotation_marks_that_are_not_doubled(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id,text\n1,"He said "hello" to me"\n2,"She said ""hello"" too"\n')
    articles = load(path)
    assert articles["text"].tolist() == ['He said "hello" to me', 'She said "hello" too']
    assert [line for line, _ in reported(articles)] == [2]


def test_very_long_fields(tmp_path: Path) -> None:
    before = csv.field_size_limit(131072)
    long = "word " * 100_000
    path = write_csv(tmp_path / "a.csv", [{"text": long}])
    assert load(path, clean=False)["text"].tolist() == [long]
    for _ in delimited.read(path):  # whoever reads beside keeps the limit
        assert csv.field_size_limit() == 131072
    assert csv.field_size_limit(before) == 131072


# ------------------------------------------------------------------------------ jsonlines


@SLOW
@given(texts=st.lists(st.text().filter(has_words), min_size=1, max_size=5), plain=st.booleans())
def test_jsonl_round_trip(tmp_path: Path, texts: list[str], plain: bool) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"text": text}, ensure_ascii=plain) for text in texts]
    path.write_bytes("\n".join(lines).encode())
    assert load(path, clean=False)["text"].tolist() == texts


def test_a_broken_line_costs_one_line(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"Text {n}."}) for n in range(5)]
    lines[2] = lines[2][:-4]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines) + '\n"just text"\n')
    articles = load(path)
    assert articles["text"].tolist() == ["Text 0.", "Text 1.", "Text 3.", "Text 4."]
    (first, broken), (second, no_object) = reported(articles)
    assert (first, second) == (3, 6)
    assert broken.startswith("broken line: ") and "expected an object" in no_object


@pytest.mark.parametrize(
    "content",
    [
        {"text": "One."},
        [{"text": "One."}],
        {
            "status": "ok",
            "articles": [{"content": "One.", "source": {"id": None, "name": "The Post"}}],
        },
    ],
)
def test_json_files(tmp_path: Path, content: object) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(content, indent=1))
    articles = load(path)
    assert articles["text"].tolist() == ["One."]
    assert articles["outlet"].fillna("The Post").tolist() == ["The Post"]


def test_json_lines_with_the_ending_of_json(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"text": "One."}\n{"text": "Two."}\n')
    assert load(path)["text"].tolist() == ["One.", "Two."]


def test_half_a_surrogate_pair_can_be_stored(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "a \\ud83d b", "mood": "\\udc00"}\n{"text": "\\ud83d\\ude00"}')
    articles = load(path, clean=False)
    assert articles["text"].tolist() == ["a \ufffd b", "😀"]
    articles.to_parquet(tmp_path / "a.parquet")


def test_lists_of_authors_and_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": ["One.", "Two."], "authors": ["Ann Lee", "Bo Li"]}))
    articles = load(path)
    assert articles["text"].tolist() == ["One.\n\nTwo."]
    assert articles["author"].tolist() == ["Ann Lee; Bo Li"]


# ---------------------------------------------------------------------------------- excel


def test_excel_keeps_text_numbers_and_dates(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    frame = pd.DataFrame(
        {
            "id": ["007", 8],
            "text": ["One.", "Two."],
            "date": [datetime(2016, 9, 29, 10), "May 30, 2014"],
        }
    )
    with pd.ExcelWriter(path) as book:
        frame.to_excel(book, sheet_name="News", index=False)
        frame[["date"]].to_excel(book, sheet_name="Others", index=False)
        pd.DataFrame().to_excel(book, sheet_name="Empty", index=False)
    articles = load(path)
    assert articles["article_id"].tolist() == ["007", "8"]
    assert articles["published"].tolist() == [datetime(2016, 9, 29, 10), datetime(2014, 5, 30)]
    assert reported(articles) == [(None, "only the first sheet was read, not 'Others'")]


def test_sheets_of_like_columns_are_read_and_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with pd.ExcelWriter(path) as book:
        for sheet, words in (("Post", "One."), ("Sun", "Two.")):
            frame = pd.DataFrame({"Titel": ["x"], "Volltext": [words]})
            frame.to_excel(book, sheet_name=sheet, index=False)
        pd.DataFrame({"Code": ["1"]}).to_excel(book, sheet_name="Codes", index=False)
    articles = load(path)
    assert articles[["text", "sheet"]].values.tolist() == [["One.", "Post"], ["Two.", "Sun"]]
    assert [reason for _, reason in reported(articles)] == [
        "no column of outlets: if 'sheet' names them, columns={'outlet': 'sheet'} reads it",
        "2 sheets of articles were read: 'Post', 'Sun' (column 'sheet')",
        "only sheets of articles were read, not 'Codes'",
    ]


@pytest.mark.parametrize(
    "above",
    [
        [["Press search, spring", None, None]],
        [["Search", None, None], [None, None, None], ["5 March 2018", "exported", None]],
        [["Article", None, "Meta"]],  # merged cells
    ],
)
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_rows_above_the_header_are_left_out_and_told(
    tmp_path: Path, above: list[list[str | None]], ending: str
) -> None:
    path = tmp_path / f"a.{ending}"
    rows = [*above, ["Titel", "Volltext", "Datum"], ["Ice", "It froze.", "5.3.2018"]]
    frame = pd.DataFrame(rows)
    if ending == "xlsx":
        frame.to_excel(path, index=False, header=False)
    else:
        frame.to_csv(path, index=False, header=False, sep=";")
    articles = load(path)
    assert articles[["title", "text"]].values.tolist() == [["Ice", "It froze."]]
    assert articles["published"].notna().all()
    n = sum(any(row) for row in above)
    [(_, reason)] = reported(articles)
    assert reason.startswith(f"{n} row") and "above the names of the columns" in reason


def test_a_header_that_is_missing_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    line = (
        "It rained on the coast all day, and the ferries stayed in the harbour until the evening."
    )
    path.write_text(f'Post,"{line}"\nSun,"{line}"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="looks like an article, not like names of columns"):
        load(path)


def test_a_cell_that_excel_cut_is_told_in_a_csv_too(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,outlet\n" + "a " * 16383 + "b,Post\n", encoding="utf-8")
    assert any("may be cut off" in reason for _, reason in reported(load(path)))


def test_merged_headers_of_a_table_are_one_name() -> None:
    columns = pd.MultiIndex.from_tuples([("Article", "Text"), ("Unnamed: 1_level_0", "Outlet")])
    articles = load(pd.DataFrame([["It rained.", "Post"]], columns=columns))
    assert articles[["text", "outlet"]].values.tolist() == [["It rained.", "Post"]]


def test_a_full_excel_cell_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    pd.DataFrame({"text": ["x" * 32767, "y_x000D_\nz"]}).to_excel(path, index=False)
    articles = load(path)
    assert articles["text"].iloc[1] == "y\nz"
    assert len(reported(articles)) == 1 and "may be cut off" in reported(articles)[0][1]


# -------------------------------------------------------------------------------- parquet


def test_parquet_types(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    frame = pd.DataFrame(
        {
            "id": [7, 8],
            "text": ["One.", "Two."],
            "date": pd.to_datetime(["2016-09-29T10:00:00.000000001Z", None]),
            "score": [0.5, None],
        },
        index=["x", "y"],
    )
    frame.to_parquet(path)
    articles = load(path)
    assert articles["article_id"].tolist() == ["7", "8"]
    assert articles["published_utc"].iloc[0] == pd.Timestamp("2016-09-29T10:00Z")
    assert articles["published"].isna().tolist() == [False, True]
    assert articles["score"].fillna(-1).tolist() == [0.5, -1]
    assert "__index_level_0__" not in articles


NESTED = "nested value without a text of its own: kept as JSON"


@pytest.mark.parametrize(
    ("field", "value", "text", "said"),
    [
        ("headline", {"main": "Taxes rise", "kicker": "Money"}, "Taxes rise", []),
        ("title", {"rendered": "Taxes rise"}, "Taxes rise", []),
        ("title", {"main": None, "content": {"value": "Taxes rise"}}, "Taxes rise", []),
        ("title", {"main": ""}, None, []),
        ("author", {"name": "Ann Lee", "title": "Editor"}, "Ann Lee", []),
        ("author", [{"name": "Ann Lee"}, {"name": "Bo Li"}], "Ann Lee; Bo Li", []),
        ("author", [{"born": 1970}], '{"born": 1970}', [NESTED]),
        ("byline", {"original": "By Ann Lee", "person": []}, "By Ann Lee", []),
        ("source", {"id": "post", "name": "The Post"}, "The Post", []),
        ("source", {"ö": 1}, '{"ö": 1}', [NESTED]),
        ("body", {"title": "Taxes rise", "text": "One."}, "One.", []),
        ("body", [{"content": "One."}, {"content": "Two."}], "One.\n\nTwo.", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", [".jsonl", ".parquet"])
def test_nested_values(
    tmp_path: Path, ending: str, field: str, value: object, text: str | None, said: list[str]
) -> None:
    frame = pd.DataFrame([{"body": "One.", field: value}])
    path = tmp_path / f"a{ending}"
    if ending == ".parquet":
        frame.to_parquet(path)
    else:
        frame.to_json(path, orient="records", lines=True, force_ascii=False)
    articles = load(path)
    ours = {"headline": "title", "byline": "author", "source": "outlet", "body": "text"}
    found = articles[ours.get(field, field)].iloc[0]
    assert (None if pd.isna(found) else found) == text
    assert [reason for _, reason in reported(articles)] == said


# ----------------------------------------------------------------------------------- word


def test_word(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "Taxes rise", ""
    document.add_paragraph("“Taxes rise,” said").add_run(" Ann Lee.")
    document.add_paragraph("")
    document.add_paragraph("First line\nsecond line.")
    document.add_table(1, 1).cell(0, 0).text = "In a table."
    document.save(str(tmp_path / "a.docx"))
    articles = load(tmp_path / "a.docx")
    assert articles["article_id"].tolist() == ["a"]
    assert articles["text"].tolist() == [
        "“Taxes rise,” said Ann Lee.\n\nFirst line\nsecond line.\n\nIn a table."
    ]
    assert articles["title"].tolist() == ["Taxes rise"] and articles["author"].isna().all()


@pytest.mark.parametrize(
    ("style", "property", "title", "text"),
    [
        ("Title", "", "Taxes rise", "Nobody asked."),
        ("Heading 1", "", "Taxes rise", "Nobody asked."),
        ("Heading 2", "", None, "Taxes rise\n\nNobody asked."),
        ("Normal", "", None, "Taxes rise\n\nNobody asked."),
        ("Title", "Of the file", "Of the file", "Taxes rise\n\nNobody asked."),
        ("Title", "Word Document", "Taxes rise", "Nobody asked."),
    ],
)
def test_the_title_of_a_word_document(
    tmp_path: Path, style: str, property: str, title: str | None, text: str
) -> None:
    import docx

    document = docx.Document()
    document.core_properties.title = property
    document.add_paragraph("")
    document.add_paragraph("Taxes rise", style=style)
    document.add_paragraph("Nobody asked.")
    document.save(str(tmp_path / "a.docx"))
    row = load(tmp_path / "a.docx").iloc[0]
    assert (None if pd.isna(row["title"]) else row["title"], row["text"]) == (title, text)
    assert pd.isna(row["author"])  # python-docx enters itself


def test_a_word_document_that_is_all_title_keeps_it_as_text(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Taxes rise", 0)
    document.core_properties.author = "Ann Lee"
    document.save(str(tmp_path / "a.docx"))
    row = load(tmp_path / "a.docx").iloc[0]
    assert row["text"] == "Taxes rise" and row["author"] == "Ann Lee"


def test_word_text_boxes_count_once_and_deleted_text_not_at_all(tmp_path: Path) -> None:
    import docx
    from docx.oxml import parse_xml

    names = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    box = "<w:txbxContent><w:p><w:r><w:t>Box.</w:t></w:r></w:p></w:txbxContent>"
    document = docx.Document()
    document.add_paragraph("Before.")._p.append(
        parse_xml(
            f"<w:r {names}><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    document.add_paragraph("Kept")._p.append(
        parse_xml(f"<w:ins {names}><w:r><w:t> and inserted.</w:t></w:r></w:ins>")
    )
    document.paragraphs[-1]._p.append(
        parse_xml(f"<w:del {names}><w:r><w:delText>Deleted.</w:delText></w:r></w:del>")
    )
    document.save(str(tmp_path / "a.docx"))
    assert load(tmp_path / "a.docx")["text"].tolist() == ["Before.\n\nBox.\n\nKept and inserted."]


def test_word_with_several_articles_is_marked(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    for text in ("One.", "End of Document", "Two.", "End of Document"):
        document.add_paragraph(text)
    document.save(str(tmp_path / "a.docx"))
    assert any(
        "may hold 2 articles of a database" in reason
        for _, reason in reported(load(tmp_path / "a.docx"))
    )


# ------------------------------------------------------------------------------------ web

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}">
<title>Taxes rise | The Post</title>
<meta property="og:title" content="Taxes rise"><meta property="og:site_name" content="The Post">
<meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2016-09-29T10:00:00Z">
<link rel="canonical" href="https://post.example/taxes"></head>
<body><nav><a href="/">Home</a><a href="/s">Sport</a></nav><article><h1>Taxes rise</h1>
<p>“Taxes will rise,” the minister said on Monday, adding that nobody had been asked about it.</p>
<p>The opposition said that the café owners of the city would pay for all of this in the end.</p>
</article><footer>All rights reserved</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1"])
def test_web_pages(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "taxes.html"
    path.write_bytes(
        PAGE.format(charset=charset).encode("utf-8" if charset == "utf-8" else "cp1252")
    )
    row = load(path).iloc[0]
    assert row["article_id"] == "taxes" and row["title"] == "Taxes rise"
    assert row["outlet"] == "The Post" and row["author"] == "Ann Lee"
    assert row["url"] == "https://post.example/taxes"
    assert row["published"] == pd.Timestamp("2016-09-29 10:00")
    assert row["text"].startswith("“Taxes will rise,”") and "café" in row["text"]
    assert "Sport" not in row["text"] and "rights" not in row["text"]


def test_a_date_in_the_running_text_is_not_the_page_s(tmp_path: Path) -> None:
    page = PAGE.format(charset="utf-8")
    page = page.replace('content="2016-09-29T10:00:00Z"', "")
    path = tmp_path / "a.html"
    path.write_text(page.replace("said on Monday", "said on 12 May 2014"))
    assert load(path)["published"].isna().all()


def test_a_page_exported_from_a_database_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE.format(charset="utf-8") + "<!-- <DOC NUMBER=1><DOC NUMBER=2> -->")
    assert any("2 articles, but was read as one" in reason for _, reason in reported(load(path)))


def test_a_long_web_page_is_not_cut(tmp_path: Path) -> None:
    sentence = "The minister said on Monday that number {} of the many taxes would have to rise."
    body = "".join(f"<p>{sentence.format(n)}</p>" for n in range(400))
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><article><h1>Taxes</h1>{body}</article></body></html>")
    assert sentence.format(399) in load(path)["text"].iloc[0]


def test_a_page_behind_a_paywall_is_a_stub_without_its_boxes(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<html><head><title>Taxes rise | Post</title><meta property='og:site_name' content='Post'>"
        "<meta property='article:published_time' content='2018-03-05'></head><body><article>"
        "<h1>Taxes rise</h1><p class='byline'>By Ida Holt</p><p>The town of Halm will pay more."
        "</p><div class='newsletter'><h3>Our newsletter</h3><p>The best of Halm in your inbox.</p>"
        "</div><div class='paywall'><h2>Subscribe to read on</h2></div></article></body></html>"
    )
    articles = load(path)
    assert articles["text"].tolist() == ["The town of Halm will pay more."]
    said = [reason for _, reason in reported(articles)]
    assert "7 words before a paywall ('Subscribe to read on'): only a stub is here" in said


def test_a_page_that_states_neither_outlet_nor_date_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    body = "".join(
        f"<div>The council of Halm met {n} times in May, said Holt.</div>" for n in "679"
    )
    path.write_text(
        "<html><head><title>Taxes rise - Halm Post</title></head><body><div>Taxes rise</div>"
        f"<div>3 April 2019</div>{body}<div>Most read</div><div>Ten best quays</div></body></html>"
    )
    articles = load(path)
    assert "Ten best" not in articles["text"][0] and "2019" not in articles["text"][0]
    assert str(articles["published"][0])[:10] == "2019-04-03"
    said = "\n".join(reason for _, reason in reported(articles))
    assert "'3 April 2019' is read as one" in said and "its title ends with 'Halm Post'" in said
