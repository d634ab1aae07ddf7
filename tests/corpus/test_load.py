"""Loading: what is read, what is named how, and that nothing is lost in silence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import nullcontext
from hashlib import sha1
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.contract import tables
from mediakit.contract.resources import read_rows
from mediakit.corpus.article import without_title
from mediakit.corpus.cleaning import clean
from mediakit.corpus.columns import map_columns, recognise
from mediakit.corpus.load import (
    IN_BATCHES,
    imports,
    load_articles,
    load_batches,
    report,
    stream_articles,
)
from mediakit.corpus.notes import KINDS
from mediakit.corpus.readers import ENDINGS
from mediakit.corpus.sources import is_text


def load(source: object, **options: object) -> pd.DataFrame:
    return load_articles(source, progress=False, **options)


def reasons(articles: pd.DataFrame) -> list[str]:
    return report(articles)["reason"].tolist()


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# ------------------------------------------------------------------------ the table


def test_the_table_follows_the_contract() -> None:
    articles = load(pd.DataFrame({"text": ["One.", "Two."], "mood": ["a", "b"]}))
    assert list(articles.columns) == [*tables.ARTICLES, "mood"]
    for column, dtype in tables.ARTICLES.items():
        assert articles[column].dtype == pd.Series([], dtype=dtype).dtype, column
    assert articles.index.equals(pd.RangeIndex(2))
    assert list(report(articles).columns) == list(tables.REPORT)
    tables.check(articles, "articles")


def test_a_dataframe_is_not_changed_and_its_own_columns_keep_their_dtypes() -> None:
    frame = pd.DataFrame(
        {
            "content": ["One.\r\n", None, "Two."],
            "leaning": pd.Categorical(["left", "left", "right"]),
            "score": pd.array([1, None, 3], dtype="Int64"),
            "tags": [["a"], ["b"], []],
        },
        index=[7, 8, 7],
    )
    before = frame.copy(deep=True)
    articles = load(frame)
    pd.testing.assert_frame_equal(frame, before)
    assert articles["text"].tolist() == ["One.", "Two."]
    assert articles["leaning"].dtype == frame["leaning"].dtype
    assert articles["score"].tolist() == [1, 3] and str(articles["score"].dtype) == "Int64"
    assert articles["tags"].tolist() == [["a"], []]
    assert report(articles)[["line", "reason"]].values.tolist() == [[2, "empty text"]]


def test_an_empty_dataframe_gives_an_empty_table() -> None:
    assert len(load(pd.DataFrame({"text": []}))) == 0


def test_loading_the_result_again_changes_nothing() -> None:
    frame = pd.DataFrame(
        {
            "text": ["One.", "One.", "", "Two."],
            "date": ["2016-09-29T10:00:00-04:00", "?", "", "2016-09-30"],
            "mood": [1, 2, 3, 4],
        }
    )
    once = load(frame)
    again = load(once)
    pd.testing.assert_frame_equal(once, again)
    assert reasons(again) == reasons(once)


def test_the_report_survives_filtering_and_parquet(tmp_path: Path) -> None:
    articles = load(pd.DataFrame({"text": ["One.", ""], "mood": ["a", "b"]}))
    kept = articles[articles["mood"] == "a"].reset_index(drop=True)
    assert reasons(kept) == ["empty text"]
    kept.to_parquet(tmp_path / "a.parquet")
    assert reasons(pd.read_parquet(tmp_path / "a.parquet")) == ["empty text"]


def test_a_table_without_a_report_says_so(tmp_path: Path) -> None:
    one, other = (load(pd.DataFrame({"text": [text, ""]})) for text in ("One.", "Two."))
    one.to_csv(tmp_path / "a.csv", index=False)
    other.attrs["report"][0]["line"] = 3  # tables whose reports are the same keep them
    for lost in (pd.concat([one, other]), pd.read_csv(tmp_path / "a.csv")):
        for ask in (report, imports):
            with pytest.raises(ValueError, match=r"carries no re.*Load the files together"):
                ask(lost)
    with pytest.raises(TypeError, match="Got a str"):
        report("a.csv")  # type: ignore[arg-type]


def test_the_record_of_files_counts_each(tmp_path: Path) -> None:
    lines = "text,date\nOne.,2016-03-01\n,\nTwo AT&amp;T.,2016-99-01\nOne.,\n"
    write(tmp_path / "a.csv", lines)
    write(tmp_path / "b.xyz", "One.")
    articles = load(tmp_path)
    found = imports(articles).assign(file=[Path(f).name for f in imports(articles)["file"]])
    assert found["announced"].isna().all()
    numbers = found[["file", "read", "skipped", "mended", "duplicates"]]
    assert numbers.values.tolist() == [["a.csv", 3, 1, 1, 1], ["b.xyz", 0, 0, 0, 0]]
    assert found["format"].fillna("-").tolist() == ["table in a text file", "-"]
    assert found["problem"].notna().tolist() == [False, True]
    kinds = report(articles)["kind"].tolist()
    assert sorted(kinds) == [
        "duplicate", "marked", "mended", "skipped article", "skipped file", "warning",
    ]  # fmt: skip
    kept = articles[articles["text"] == "One."]
    assert len(imports(kept)) == 2  # of the load, whatever was filtered since


@pytest.fixture
def announcing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Make files that say that they hold three articles, and hold two."""

    def read(path: Path) -> Iterator[dict[str, object]]:
        yield {"_announced": 3}
        yield from ({"text": f"{word} of {path.stem}.", "_line": 1} for word in ("One", "Two"))

    monkeypatch.setitem(ENDINGS, ".csv", ENDINGS[".csv"]._replace(read=read))
    write(tmp_path / "a.csv", "x")
    write(tmp_path / "b.csv", "x")
    return tmp_path


def test_the_worst_is_said_first(announcing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles = load_articles(announcing)
    assert capsys.readouterr().err.startswith(
        "Warning: 2 files hold about 6 articles, 4 were read; read 4 articles from 2 files: see "
    )
    assert imports(articles)[["announced", "read"]].values.tolist() == [[3, 2], [3, 2]]
    assert (
        report(articles)[["kind", "reason"]].values.tolist()
        == [["missing articles", "3 articles announced, 2 read"]] * 2
    )


def test_strict_refuses_what_was_lost(announcing: Path) -> None:
    with pytest.raises(ValueError, match=r"strict: .*\n.*a\.csv: 3 articles announced, 2 read"):
        load(announcing, strict=True)
    with pytest.raises(ValueError, match="strict"):
        list(stream_articles(announcing, strict=True))
    for frame, lost in (({"text": ["One.", "One."]}, False), ({"text": ["One.", ""]}, True)):
        context = pytest.raises(ValueError, match="empty text") if lost else nullcontext()
        with context:
            load(pd.DataFrame(frame), strict=True)


# ----------------------------------------------------------------- what a source may be


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("Taxes rise.\nNobody asked.", True),
        ("article.txt\n", True),
        ("Taxes rise. Nobody asked. Nobody was told.", True),
        ("word " * 50, True),
        ("The regime fell, said Ann Lee.", True),
        ("Did he say that?", True),
        ("the president has left the building", True),
        ("coverage", False),
        ("coverage.csv", False),
        ("my report.docx", False),
        ("data/my coverage", False),
        ("data\\my coverage", False),
        ("my coverage", False),
        ("news/*.txt", False),
        ("https://example.org/a-story", False),
    ],
)
def test_text_or_path(given: str, text: bool) -> None:
    assert is_text(given, tuple(ENDINGS)) is text


def test_what_exists_is_a_file_whatever_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "He came. He saw. He won. He left" / "a.txt", "One.")
    assert load("He came. He saw. He won. He left")["article_id"].tolist() == ["a"]


def test_one_text() -> None:
    text = "Taxes rise.\n\nNobody asked."
    articles = load(text)
    assert articles["article_id"].tolist() == [sha1(text.encode()).hexdigest()[:12]]
    assert articles["text"].tolist() == [text] and articles["source_file"].isna().all()


@pytest.mark.parametrize(
    "given", ["nowhere.csv", "no/where", "nowhere", Path("no where"), "n/*.txt"]
)
def test_a_path_that_does_not_exist(given: str | Path) -> None:
    with pytest.raises(FileNotFoundError, match="No such file"):
        load(given)


def test_an_address_is_not_fetched() -> None:
    with pytest.raises(FileNotFoundError, match="never goes online"):
        load("https://example.org/story.html")


@pytest.mark.parametrize("given", [3, None, b"text", {1, 2}])
def test_other_types_are_refused(given: object) -> None:
    with pytest.raises(TypeError, match="expected a file, a folder"):
        load(given)


@pytest.mark.parametrize("given", ["", "  ", []])
def test_nothing_is_refused(given: object) -> None:
    with pytest.raises(ValueError, match=r"empty"):
        load(given)


def test_folder_list_and_glob(tmp_path: Path) -> None:
    for name in ("b.txt", "a.TXT", "deep/c.txt", ".hidden.txt", ".~lock.a.txt#", "~$d.docx"):
        write(tmp_path / name, f"Text of {name}.")
    write(tmp_path / "deep" / ".cache" / "d.txt", "Hidden.")
    assert load(tmp_path)["article_id"].tolist() == ["a", "b", "c"]
    assert load(str(tmp_path / "*.txt"))["article_id"].tolist() == ["b"]
    assert load(str(tmp_path / "**" / "*.txt"))["article_id"].tolist() == ["b", "c"]
    listed = load([tmp_path / "deep", tmp_path / "b.txt", tmp_path])
    assert listed["article_id"].tolist() == ["c", "b", "a"]
    assert listed["source_file"].iloc[0] == (tmp_path / "deep" / "c.txt").as_posix()
    told = report(listed)
    assert set(told["kind"]) == {"left out"} and len(told) == 4  # hidden and locked, a row each


def test_parts_of_a_saved_page_are_left_out(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "One.")
    write(tmp_path / "page.htm", "")
    write(tmp_path / "page_files" / "advert.txt", "Buy!")
    write(tmp_path / "my_files" / "b.txt", "Two.")
    assert load(tmp_path)["article_id"].tolist() == ["a", "b"]


def test_a_missing_file_in_a_list_is_reported(tmp_path: Path) -> None:
    articles = load([write(tmp_path / "a.txt", "One."), tmp_path / "b.txt"])
    assert len(articles) == 1 and "No such file" in reasons(articles)[0]


# ----------------------------------------------------------------------------- columns


def test_columns_csv_names_each_column_once() -> None:
    rows = read_rows("columns")
    assert {row["column"] for row in rows} == {
        *tables.ARTICLES, "file", "part", "date_part", "other_date",
    }  # fmt: skip
    assert all(row["source"] and row["licence"] for row in rows)
    for row in rows:  # no name is hidden by an earlier one
        known = (None, row["column"]) if row["together"] else (row["column"],)
        assert recognise(row["name"]) in known, row["name"]
    assert len({(row["name"], row["together"]) for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("names", "mapped"),
    [
        (["Title", "Content", "Source", "Date", "bias"],
         {"Title": "title", "Content": "text", "Source": "outlet", "Date": "published"}),
        (["ID", "Headline", "Full-Text", "media_name", "publish_date", "Lang", "web_url"],
         {"ID": "article_id", "Headline": "title", "Full-Text": "text", "media_name": "outlet",
          "publish_date": "published", "Lang": "language", "web_url": "url"}),
        (["Überschrift", "VOLLTEXT", "Zeitung", "Datum", "Ressort"],
         {"Überschrift": "title", "VOLLTEXT": "text", "Zeitung": "outlet", "Datum": "published",
          "Ressort": "section"}),
        (["titre", "texte", "auteur"], {"titre": "title", "texte": "text", "auteur": "author"}),
        (["título", "contenido", "fecha", "idioma"],
         {"título": "title", "contenido": "text", "fecha": "published", "idioma": "language"}),
        (["content", "text"], {"text": "text"}),
        (["story", "body"], {"body": "text"}),
        (["domain", "publisher"], {"publisher": "outlet"}),
        (["mood"], {}),
        (["Headline", "Load-Date", "Body"],
         {"Headline": "title", "Load-Date": "published", "Body": "text"}),
        (["Date", "LoadDate"], {"Date": "published"}),
        (["id", "webTitle", "webUrl", "webPublicationDate", "sectionName", "bodyText"],
         {"id": "article_id", "webTitle": "title", "webUrl": "url", "bodyText": "text",
          "webPublicationDate": "published", "sectionName": "section"}),
        (["fields.headline", "fields.bodyText", "fields.byline"],
         {"fields.headline": "title", "fields.bodyText": "text", "fields.byline": "author"}),
        (["Title", "StoreId", "DocumentURL", "pubtitle", "pubdate", "Full text"],
         {"Title": "title", "StoreId": "article_id", "DocumentURL": "url", "pubtitle": "outlet",
          "pubdate": "published", "Full text": "text"}),
        (["AN", "HD", "TD", "LP", "SN", "BY", "SE", "LA", "PD", "WC"],
         {"AN": "article_id", "HD": "title", "LP": "text", "TD": "text", "SN": "outlet",
          "BY": "author", "SE": "section", "LA": "language", "PD": "published"}),
        (["text", "HD", "TD", "PD"], {"text": "text", "HD": "title", "PD": "published"}),
        (["text", "SE", "LA", "PD"], {"text": "text"}),
        (["TD", "PD"], {}),
        (["an", "hd", "td", "pd"], {}),
    ],
)  # fmt: skip
def test_names_that_people_use(names: list[str], mapped: dict[str, str]) -> None:
    assert map_columns(names).columns == mapped


def test_what_was_mapped_is_said_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name in "ab":
        frame = pd.DataFrame({"content": [f"One {name}.", ""], "source": ["The Post", "The Sun"]})
        frame.to_csv(tmp_path / f"{name}.csv", index=False)
    articles = load_articles(tmp_path)
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "Skipped 2 articles; read 2 articles from 2 files: see mk.report(articles). "
        "None has a date. Columns: content -> text, source -> outlet.\n"
    )
    assert articles.attrs["mapped"] == {
        (tmp_path / f"{name}.csv").as_posix(): {"content": "text", "source": "outlet"}
        for name in "ab"
    }
    load_articles(tmp_path, progress=False)
    assert capsys.readouterr().err == ""


def test_a_doubtful_column_is_said_and_can_be_chosen() -> None:
    frame = pd.DataFrame({"story": ["The story."], "body": ["The body."]})
    articles = load(frame)
    assert articles["text"].tolist() == ["The body."] and articles["story"].tolist() == [
        "The story."
    ]
    assert "'body' was taken as text, although 'story' may be it" in reasons(articles)[0]
    chosen = load(frame, columns={"text": "story"})
    assert chosen["text"].tolist() == ["The story."] and reasons(chosen) == []


def test_lead_and_rest_of_a_factiva_table_are_one_text() -> None:
    frame = pd.DataFrame(
        {"TD": ["Rest.", "All."], "LP": ["Lead.", None], "HD": ["A", "B"], "SN": ["The Post"] * 2}
    )
    articles = load(frame)
    assert articles["text"].tolist() == ["Lead.\n\nRest.", "All."]
    assert articles["title"].tolist() == ["A", "B"] and "LP" not in articles
    chosen = load(frame, columns={"text": "LP"})
    assert chosen["text"].tolist() == ["Lead."] and chosen["TD"].tolist() == ["Rest."]


@pytest.mark.parametrize(
    ("column", "values", "said"),
    [
        ("day of issue", ["12 May 2014", "", "13 May 2014"], True),
        ("when", ["03/04/2016", "05/06/2016", "01/01/2017"], True),
        ("stamp", pd.to_datetime(["2016-09-29", None, "2016-09-30"]), True),
        ("update", ["yes", "no", "12 May 2014"], False),
        ("year", [2014, 2015, 2016], False),
        ("empty", [None, "", " "], False),
        ("notes", ["12 May 2014" + " and much else" * 9] * 3, False),
    ],
)
def test_a_column_that_looks_like_dates_is_said(column: str, values: Any, said: bool) -> None:
    frame = pd.DataFrame({"text": ["One.", "Two.", "Three."], column: values})
    articles = load(frame)
    reason = f"column {column!r} looks like dates: columns={{'published': {column!r}}} reads it"
    assert reasons(articles) == ([reason] if said else [])
    assert articles["published"].isna().all()
    assert not [one for one in reasons(load(frame.assign(date="2016-01-01"))) if "looks" in one]


def test_several_columns_of_dates_are_one_row() -> None:
    frame = pd.DataFrame({"text": ["One."], "a": ["2016-09-29"], "b": ["2016-09-30"]})
    assert reasons(load(frame)) == [
        "column 'a' looks like dates: columns={'published': 'a'} reads it; so does 'b'"
    ]


def test_an_exact_name_counts_and_other_texts_are_told() -> None:
    articles = load(pd.DataFrame({"content": ["No."], "Text": ["No."], "text": ["Yes."]}))
    assert articles["text"].tolist() == ["Yes."] and reasons(articles) == [
        "'text' was taken as text, although 'content' or 'Text' may be it: choose with "
        "columns={'text': …}"
    ]
    assert articles["Text"].tolist() == articles["content"].tolist() == ["No."]


def test_a_chosen_column_beside_one_of_our_name() -> None:
    frame = pd.DataFrame({"text": ["Teaser."], "all of it": ["Everything."]})
    articles = load(frame, columns={"text": "all of it"})
    assert articles["text"].tolist() == ["Everything."]
    assert articles["text_given"].tolist() == ["Teaser."]


def test_no_text_column() -> None:
    with pytest.raises(
        ValueError, match=r"no column for the text; its columns are 'a', 'b'.*columns="
    ):
        load(pd.DataFrame({"a": ["x"], "b": ["y"]}))
    with pytest.raises(ValueError, match=r"no column 'c' as asked for.*Name one of these"):
        load(pd.DataFrame({"text": ["x"]}), columns={"text": "c"})
    with pytest.raises(ValueError, match="which is no column of the articles table"):
        load(pd.DataFrame({"text": ["x"]}), columns={"txt": "text"})


def test_no_text_column_in_one_of_several_files(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", "a,b\nx,y\n")
    write(tmp_path / "b.csv", "text\nOne.\n")
    articles = load(tmp_path)
    assert articles["text"].tolist() == ["One."]
    assert reasons(articles) == ["no column for the text; its columns are 'a', 'b'"]


def test_repeated_column_names() -> None:
    frame = pd.DataFrame([["One.", "Two."]], columns=["text", "text"])
    articles = load(frame)
    assert articles["text"].tolist() == ["One."] and articles["text_2"].tolist() == ["Two."]


# --------------------------------------------------------------------------------- ids


def test_given_ids_stay_text() -> None:
    frame = pd.DataFrame({"id": ["007", " x ", None], "text": ["One.", "Two.", "Three."]})
    hashed = sha1(b"Three.").hexdigest()[:12]
    assert load(frame)["article_id"].tolist() == ["007", "x", hashed]
    numbers = pd.DataFrame(
        {"id": [7, None], "text": ["One.", "Two."]}
    )  # pandas makes them 7.0, NaN
    assert load(numbers)["article_id"].iloc[0] == "7"


def test_repeated_ids_are_renamed_and_reported() -> None:
    frame = pd.DataFrame(
        {"id": ["a", "a", "a-2", "a"], "text": ["One.", "Two.", "Three.", "Four."]}
    )
    articles = load(frame)
    assert articles["article_id"].tolist() == ["a", "a-2", "a-2-2", "a-3"]
    assert report(articles)["article_id"].tolist() == ["a-2", "a-2-2", "a-3"]
    assert reasons(articles)[0] == "id 'a' repeated: renamed"


def test_duplicate_texts_are_marked_and_kept() -> None:
    articles = load(pd.DataFrame({"id": ["a", "b", "c"], "text": ["One.", "Two.", "One. "]}))
    assert len(articles) == 3
    assert report(articles)[["article_id", "reason"]].values.tolist() == [
        ["c", "duplicate text: the same as in 'a'"]
    ]


def test_ids_of_files(tmp_path: Path) -> None:
    write(tmp_path / "x" / "007.txt", "One.")
    write(tmp_path / "y" / "007.txt", "Two.")
    assert load(tmp_path)["article_id"].tolist() == ["007", "007-2"]


# ------------------------------------------------------------------- nothing lost silently


def test_a_thousand_good_files_and_some_bad_ones(tmp_path: Path) -> None:
    for number in range(1000):
        write(tmp_path / f"{number:04}.txt", f"Article {number}.")
    write(tmp_path / "0500b.parquet", b"PAR1 broken")
    write(tmp_path / "0501b.docx", "no zip")
    write(tmp_path / "0502b.xlsx", "no zip")
    write(tmp_path / "0503b.txt", b"")
    write(tmp_path / "0504b.txt", b"%PDF-1.4 \x00\x01\x02")
    write(tmp_path / "0505b.txt", "  \n ")
    write(tmp_path / "0506b.json", "{")
    write(tmp_path / "0507b.pdf", "x")
    write(tmp_path / "0508b.html", "<html></html>")
    write(tmp_path / "0509b.csv", "text,date\n")
    articles = load(tmp_path)
    assert len(articles) == 1000
    found = report(articles).assign(file=report(articles)["file"].map(lambda file: Path(file).name))
    said = dict(found[["file", "reason"]].values.tolist())
    assert len(found) == 10
    for name in ("0500b.parquet", "0501b.docx", "0502b.xlsx", "0506b.json", "0508b.html"):
        assert said[name].startswith("unreadable file: "), name
    assert "0 bytes" in said["0503b.txt"] and "broken PDF" in said["0504b.txt"]
    assert said["0505b.txt"] == "empty text" and "broken PDF" in said["0507b.pdf"]
    assert said["0509b.csv"] == "no article in the file"


def test_nothing_at_all(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"No article could be read.*no file"):
        load(tmp_path)
    write(tmp_path / "a.txt", "")
    write(tmp_path / "b.xyz", "x")
    with pytest.raises(ValueError, match=r"(?s)a\.txt: unreadable file.*b\.xyz: unknown ending"):
        load(tmp_path)
    with pytest.raises(ValueError, match="empty text"):
        load(pd.DataFrame({"text": ["", None]}))


def test_what_was_read_before_a_file_breaks_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def breaks(path: Path):  # type: ignore[no-untyped-def]
        yield {"text": "One.", "_line": 1}
        raise RuntimeError("the disk is gone")

    monkeypatch.setitem(ENDINGS, ".csv", ENDINGS[".csv"]._replace(read=breaks))
    articles = load(write(tmp_path / "a.csv", "x"))
    assert articles["text"].tolist() == ["One."]
    assert reasons(articles) == ["unreadable file: the disk is gone"]


# ---------------------------------------------------------------------------- metadata


def test_metadata_beside_text_files(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        write(tmp_path / f"{name}.txt", f"Headline?\n\nText of {name}.")
    write(
        tmp_path / "metadata.csv",
        "File;Headline;Source;Date;Mood\n"
        "a.txt;Taxes rise;The Post;13/04/2016;sour\n"
        "texts/b;Taxes fall;The Sun;03/04/2016;\n"
        "d.txt;Lost;The Sun;;\n",
    )
    articles = load(tmp_path)
    assert articles["article_id"].tolist() == ["a", "b", "c"]
    assert articles["title"].fillna("-").tolist() == ["Taxes rise", "Taxes fall", "-"]
    assert articles["outlet"].fillna("-").tolist() == ["The Post", "The Sun", "-"]
    assert articles["text"].iloc[0] == "Headline?\n\nText of a."
    assert articles["Mood"].fillna("-").tolist() == ["sour", "-", "-"]
    # The column as a whole says that the day comes first.
    assert articles["published"].dt.strftime("%Y-%m-%d").fillna("-").tolist() == [
        "2016-04-13", "2016-04-03", "-",
    ]  # fmt: skip
    assert [(Path(row.file).name, row.reason) for row in report(articles).itertuples()] == [
        (
            "metadata.csv",
            "1 date of 2 has the day first for sure ('13/04/2016'), and so the others were read, "
            "too; if that is wrong, say it with dayfirst=False",
        ),
        ("c.txt", "a file without a row in metadata.csv"),
        ("metadata.csv", "a row without a file: there is no 'd.txt' in this folder"),
    ]
    assert articles.attrs["mapped"][(tmp_path / "metadata.csv").as_posix()]["Headline"] == "title"
    assert load(tmp_path / "a.txt")["title"].tolist() == ["Taxes rise"]


def test_the_columns_of_metadata_can_be_chosen(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "One.")
    write(tmp_path / "metadata.csv", "file,who,mood,text\na.txt,The Post,sour,Another text.\n")
    articles = load(tmp_path, columns={"outlet": "who"})
    assert articles["outlet"].tolist() == ["The Post"] and articles["text"].tolist() == ["One."]
    assert reasons(articles) == []
    assert reasons(load(tmp_path, columns={"outlet": "whom"})) == [
        "no file has the column 'whom' asked for with columns="
    ]


def test_metadata_that_names_no_file(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "One.")
    write(tmp_path / "metadata.csv", "headline,mood\nTaxes rise,sour\n")
    said = reasons(load(tmp_path))
    assert said[0].startswith("no column 'file'") and len(said) == 2


def test_a_metadata_csv_alone_is_a_table(tmp_path: Path) -> None:
    assert len(load(write(tmp_path / "metadata.csv", "id,text\n1,One.\n").parent)) == 1


# ------------------------------------------------------------------------ dates, languages


def test_dates_of_a_column_that_can_be_read_in_two_ways() -> None:
    frame = pd.DataFrame(
        {"text": ["One.", "Two.", "Three."], "date": ["03/04/2016", "5/5/16", None]}
    )
    articles = load(frame)
    assert articles["published"].isna().tolist() == [True, False, True]
    assert report(articles)[["article_id", "field"]].values.tolist() == [
        [articles["article_id"].iloc[0], "published"]
    ]
    assert (
        "'03/04/2016' was not read: it can be read with the day or the month"
        in reasons(articles)[0]
    )
    frame["date"] = ["03/04/2016", "5/5/16", "4/13/2016"]
    assert load(frame)["published"].dt.month.tolist() == [3, 5, 4]


def test_the_order_of_dates_is_that_of_the_file_not_of_the_batch(tmp_path: Path) -> None:
    rows = [{"text": f"Text {n}.", "date": "03/04/2016"} for n in range(5)]
    rows.append({"text": "Last.", "date": "13/04/2016"})
    path = write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)))
    first = next(iter(stream_articles(path, size=1)))
    assert first["published"].dt.strftime("%d.%m.").tolist() == ["03.04."]


def test_zones() -> None:
    frame = pd.DataFrame(
        {"text": ["One.", "Two."], "date": ["2016-09-29T10:00:00-04:00", "2016-09-29 10:00"]}
    )
    articles = load(frame)
    assert articles["published"].dt.hour.tolist() == [10, 10]
    assert articles["published_utc"].iloc[0] == pd.Timestamp("2016-09-29T14:00Z")
    assert articles["published_utc"].isna().tolist() == [False, True]


def test_languages() -> None:
    given = ["English", "en_US", "DE", "fra", "Klingon", ""]
    frame = pd.DataFrame({"text": list("abcdef"), "lang": given})
    assert load(frame)["language"].fillna("-").tolist() == ["en", "en", "de", "fr", "Klingon", "-"]


# -------------------------------------------------------------------------- clean or not


def test_clean_and_not_clean(tmp_path: Path) -> None:
    raw = "â€œTaxesâ€\x9d\u00ad rise. \r\n\r\n\r\n\r\nNobody asked.\u200b\r\n"
    path = write(tmp_path / "a.txt", raw)
    assert load(path)["text"].tolist() == ["“Taxes” rise.\n\nNobody asked."]
    assert reasons(load(path)) == [
        "mojibake repaired",
        "invisible characters removed: 2 (soft hyphens 1, zero-width 1)",
    ]
    assert load(path, clean=False)["text"].tolist() == [raw]
    assert reasons(load(path, clean=False)) == []
    assert load(raw, clean=False)["text"].tolist() == [raw]


def test_a_title_is_one_line() -> None:
    frame = pd.DataFrame({"title": [" Taxes\u2028rise \r\n"], "text": ["One."]})
    assert load(frame)["title"].tolist() == ["Taxes rise"]
    assert load(frame, clean=False)["title"].tolist() == [" Taxes\u2028rise \r\n"]


def test_removed_characters_are_one_row_an_article_and_field() -> None:
    frame = pd.DataFrame({"title": ["A\u00ad", "B"], "text": ["O\u00adn\u200be.\x07", "Two. \r\n"]})
    articles = load(frame)
    assert report(articles)[["line", "field", "reason"]].values.tolist() == [
        [1, "text",
         "invisible characters removed: 3 (soft hyphens 1, zero-width 1, control characters 1)"],
        [1, "title", "invisible characters removed: 1 (soft hyphens 1)"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "text", "left"),
    [
        ("Taxes rise", "Taxes rise\n\nNobody asked.", "Nobody asked."),
        (" Taxes\u00a0rise ", "\n\nTaxes rise \r\nNobody asked.\n", "Nobody asked."),
        ("Taxes\nrise", "Taxes rise\nNobody asked.", "Nobody asked."),
        ("Taxes rise", "Taxes rise\n\nTaxes rise\n\nNobody asked.", "Nobody asked."),
        ("Taxes rise", "Taxes rise again\nNobody asked.", None),
        ("Taxes rise", "Taxes rise. Nobody asked.", None),
        ("Taxes rise", "TAXES RISE\nNobody asked.", None),
        ("Taxes rise", "Nobody asked.\nTaxes rise\nNobody.", None),
        ("Taxes rise", "Taxes rise", None),
        ("Taxes rise", "Taxes rise\n \n", "Taxes rise"),
        (None, "Taxes rise\nNobody asked.", None),
    ],
)
def test_a_first_line_that_repeats_the_title(title: str, text: str, left: str | None) -> None:
    frame = pd.DataFrame({"title": [title], "text": [text]})
    articles = load(frame)
    assert articles["text"].tolist() == [text if left is None else left]
    said = left == "Nobody asked."
    assert reasons(articles) == (
        ["first line repeats the title: taken out of the text"] if said else []
    )
    assert report(articles)["field"].tolist() == ["text"] * said
    assert load(frame, clean=False)["text"].tolist() == [text]
    assert load(articles)["text"].tolist() == articles["text"].tolist()


def test_a_title_of_blanks_is_no_line() -> None:
    assert without_title("\u00a0\nNobody asked.", "\u00a0")[1] is False


@given(st.text("ab \n", max_size=6), st.text("ab .\n", max_size=20))
def test_only_lines_that_are_the_title_go(title: str, text: str) -> None:
    text, title = clean(text).text, " ".join(title.split())
    left, repeated = without_title(text, title)
    gone = text.removesuffix(left)
    assert gone + left == text and repeated == bool(gone)
    lines = [" ".join(line.split()) for line in gone.split("\n") if line.strip()]
    assert set(lines) <= {title} and bool(lines) == repeated
    assert bool(left) == bool(text) and without_title(left, title) == (left, False)


def test_an_article_of_invisible_characters_is_empty() -> None:
    articles = load(pd.DataFrame({"text": ["\u200b\ufeff", "One."]}))
    assert len(articles) == 1 and reasons(articles) == ["empty text"]


# ------------------------------------------------------------------------------ batches


def test_batches_hold_what_the_whole_holds(tmp_path: Path) -> None:
    for part in range(3):
        rows = [{"id": n % 4, "text": f"Text {n}."} for n in range(5)]
        write(tmp_path / f"{part}.jsonl", "\n".join(map(json.dumps, rows)) + "\n[1]\n")
    write(tmp_path / "z.pdf", "x")
    whole = load(tmp_path)
    batches = list(stream_articles(tmp_path, size=4))
    assert [len(batch) for batch in batches] == [4, 4, 4, 3]
    parts = pd.concat([batch.reset_index(drop=True) for batch in batches], ignore_index=True)
    copies = ["copy_group", "copy_kind"]  # a batch does not see the others
    assert parts[copies].isna().all(axis=None)
    pd.testing.assert_frame_equal(
        parts.drop(columns=copies), whole.drop(columns=copies), check_like=True
    )
    assert parts["article_id"].is_unique
    said = [row for batch in batches for row in batch.attrs["report"]]
    [told] = [row for row in said if row["reason"] == IN_BATCHES]
    assert [row for row in said if row is not told] == whole.attrs["report"]
    assert sum(batch.attrs["report"] == [] for batch in batches) < len(batches)


def test_a_stream_that_fits_one_batch_sees_what_the_whole_sees(tmp_path: Path) -> None:
    text = "The port stays shut until the strike is over, the operators of the ferries said again."
    for name in ("a", "b"):
        write(tmp_path / f"{name}.txt", f"{text} It rained on {name}.")
    [batch] = stream_articles(tmp_path, size=2)
    assert batch["copy_group"].nunique() == 1 and IN_BATCHES not in reasons(batch)


@pytest.mark.parametrize(("whole", "groups"), [(10_000, 1), (0, 0), (700, 0)])
def test_a_run_over_a_folder_looks_at_all_of_it_first_or_warns(
    tmp_path: Path, whole: int, groups: int
) -> None:
    text = "The port stays shut until the strike is over, the operators of the ferries said again."
    rows = [{"text": f"{text} It rained on {n}." * 2, "outlet": "Echo"} for n in "abcdefg"]
    write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)) + "\n[1]\n")
    loader, batches = load_batches(tmp_path, size=2, whole=whole)
    read = list(batches)
    assert sum(map(len, read)) == 7
    assert pd.concat(read)["copy_group"].nunique() == groups
    said = [row for batch in read for row in batch.attrs["report"]]
    assert sum(row["reason"] == IN_BATCHES for row in said) == 1 - groups
    assert sum("broken" in row["reason"] or "[1]" in row["reason"] for row in said) <= 1
    assert len([done for batch in read for done in batch.attrs["imports"]]) == 1
    assert ("1 warning" in loader.summary(7)) == (not groups)


def test_a_stream_reads_no_further_than_it_must(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = 0

    def count(path: Path):  # type: ignore[no-untyped-def]
        nonlocal read
        for read in range(1, 100_000):
            yield {"text": f"Text {read}.", "_line": read}

    monkeypatch.setitem(ENDINGS, ".csv", ENDINGS[".csv"]._replace(read=count))
    next(iter(stream_articles(write(tmp_path / "a.csv", "x"), size=10)))
    assert read <= 600


def test_a_stream_complains_at_once() -> None:
    with pytest.raises(FileNotFoundError):
        stream_articles("nowhere.csv")
    with pytest.raises(ValueError, match="size=0"):
        stream_articles("One. Two. Three.", size=0)


# ----------------------------------------------------------------- columns of the user's own


def test_further_columns_can_be_written_whatever_they_hold(tmp_path: Path) -> None:
    rows = [
        {
            "text": "One.",
            "n": 1,
            "x": 1,
            "mixed": 1,
            "deep": {"a": [1]},
            "list": ["a"],
            "big": 2**80,
        },
        {"text": "Two.", "n": None, "x": 0.5, "mixed": "b", "deep": {}, "yes": True},
    ]
    articles = load(write(tmp_path / "a.json", json.dumps(rows)))
    articles.to_parquet(tmp_path / "a.parquet")
    assert str(articles["n"].dtype) == "Int64" and str(articles["x"].dtype) == "Float64"
    assert str(articles["yes"].dtype) == "boolean"
    assert articles["mixed"].tolist() == ["1", "b"]
    assert articles["deep"].tolist() == ['{"a": [1]}', "{}"]
    assert articles["big"].iloc[0] == str(2**80)


@pytest.mark.parametrize(
    ("source", "columns", "said"),
    [
        (pd.DataFrame({"a": ["x"]}), "foo", r"columns= got 'foo'; expected our names with yours"),
        (pd.DataFrame({"a": ["x"]}), ["a"], r"columns= got \['a'\]; expected our names"),
        (pd.DataFrame(), None, r"Got a table without columns; expected one with a column of texts"),
        ({"mood": "glad"}, None, r"Got a dict with 'mood'; expected one of columns"),
    ],
    ids=["text as columns", "list as columns", "no column", "dict"],
)
def test_what_is_nearly_right_is_told_what_is_right(source: Any, columns: Any, said: str) -> None:
    with pytest.raises((TypeError, ValueError), match=f"(?s){said}"):
        load(source, columns=columns)


@pytest.mark.parametrize(
    ("name", "advice"),
    [("a.doc", "save it as .docx"), ("a.xls", "save it as .xlsx"), ("a.msg", "save it as .eml"), ("a.xml", "save it as")],
)  # fmt: skip
def test_what_no_reader_reads_is_told_how_to_save_it(
    tmp_path: Path, name: str, advice: str
) -> None:
    write(tmp_path / name, "x")
    with pytest.raises(ValueError, match=f"unknown ending.*{advice}") as caught:
        load(tmp_path / name)
    assert str(caught.value).count(".jsonl") == 1, "the endings are listed once"


def test_ids_that_became_the_index_are_ids() -> None:
    table = pd.DataFrame({"article_id": ["k1", "k2"], "text": ["One.", "Two."]})
    indexed = load(table.set_index("article_id"))
    pd.testing.assert_frame_equal(indexed, load(table))


def test_a_column_that_comes_twice_is_told() -> None:
    articles = load(pd.DataFrame([["One.", "Two."]], columns=["text", "text"]))
    assert articles["text"].tolist() == ["One."] and articles["text_2"].tolist() == ["Two."]
    assert reasons(articles) == ["column 'text' comes twice: the second is 'text_2'"]


@pytest.mark.parametrize(
    ("lead", "told"),
    [("Unions and managers agreed.", True), ("“We won,” said union leader Tom Agar.", False)],
)
def test_a_lead_in_a_column_of_its_own_is_told_where_the_text_lacks_it(
    lead: str, told: bool
) -> None:
    body = "“We won,” said union leader Tom Agar. Managers denied that they had lost the vote."
    articles = load_articles(pd.DataFrame({"Lead": [lead], "Body": [body]}))
    reasons = report(articles)["reason"]
    assert reasons.str.startswith("'Lead' is not read").any() == told


def test_the_report_begins_with_the_worst() -> None:
    table = pd.DataFrame({"text": ["Rain fell. I donâ€™t know.", "It rained.", None]})
    kinds = report(load_articles(table, progress=False))["kind"].tolist()
    assert kinds == sorted(kinds, key=KINDS.index)
    assert kinds[0] == "skipped article" and "mended" in kinds


def test_an_outlet_with_a_place_beside_one_without_is_a_warning() -> None:
    table = pd.DataFrame(
        {"text": ["It rained.", "It poured."], "outlet": ["The Halm Post", "The Halm Post (York)"]}
    )
    articles = load_articles(table, progress=False)
    assert articles["outlet"].tolist() == ["The Halm Post", "The Halm Post (York)"]
    warned = report(articles).query("kind == 'warning'")["reason"]
    assert warned.str.contains("beside 'The Halm Post' and counts as another").any()
