"""Archives are read like folders, within limits; tables, dicts, files and names of files."""

from __future__ import annotations

import bz2
import gc
import gzip
import io
import stat
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.corpus import archives
from mediakit.corpus.filenames import NamePattern, suggest
from mediakit.corpus.listing import plain_address
from mediakit.corpus.load import load_articles, report


def load(source: Any, **options: Any) -> pd.DataFrame:
    return load_articles(source, progress=False, **options)


def said(articles: pd.DataFrame) -> dict[str, str]:
    found = report(articles)
    return {
        Path(file).name: reason
        for file, reason in zip(found["file"], found["reason"], strict=True)
        if isinstance(file, str)
    }


def zipped(path: Path, files: dict[str, bytes | str], **options: Any) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **options) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return path


def tarred(path: Path, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as file:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            file.addfile(info, io.BytesIO(content))
    return path


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder for temporary files, to see what stays in it."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_an_archive_is_read_like_a_folder(tmp_path: Path, unpacked: Path) -> None:
    inner = tarred(tmp_path / "inner.tar.gz", {"deep.txt": b"Deep text."})
    path = zipped(tmp_path / "all.zip", {
        "b/one.txt": "One text.", "a.csv": "text,outlet\nTwo texts.,Post\n", "metadata.txt": "Three texts.",
        ".DS_Store": "x", "__MACOSX/._a": "x", "b/.~lock.one.txt#": "x", "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "inner.tar.gz": inner.read_bytes(), "b/metadata.csv": "file,outlet\none.txt,The Sun\n",
    })  # fmt: skip
    articles = load(path)
    names = [name.removeprefix(f"{tmp_path.as_posix()}/") for name in articles["source_file"]]
    assert names == [
        "all.zip/a.csv",
        "all.zip/b/one.txt",
        "all.zip/inner.tar.gz/deep.txt",
        "all.zip/metadata.txt",
    ]
    assert articles["text"].tolist() == ["Two texts.", "One text.", "Deep text.", "Three texts."]
    assert articles["outlet"].fillna("").tolist() == ["Post", "The Sun", "", ""]
    assert "save it as .docx" in said(articles)["old.doc"] and ".DS_Store" in said(articles)
    gc.collect()
    assert list(unpacked.iterdir()) == []


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_one_packed_file(tmp_path: Path, pack: Any) -> None:
    (tmp_path / "a.csv.gz").write_bytes(pack(b"text,outlet\nOne.,Post\n"))
    assert load(tmp_path)["text"].tolist() == ["One."]


def test_a_zip_by_another_name_and_a_document_in_it(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("One text.")
    document.save(str(tmp_path / "a.docx"))
    content = (tmp_path / "a.docx").read_bytes()
    (tmp_path / "a.docx").unlink()
    zipped(tmp_path / "export", {"UPPER.DOCX": content})
    assert load(tmp_path / "export")["text"].tolist() == ["One text."]


def test_names_that_lead_out_are_refused(tmp_path: Path, unpacked: Path) -> None:
    names = ["../evil.txt", "/evil.txt", "a/../../evil.txt", "C:\\evil.txt", "..\\evil.txt"]
    path = zipped(
        tmp_path / "a.zip", {"good.txt": "Good text.", **dict.fromkeys(names, "Evil text.")}
    )
    articles = load(path)
    assert articles["text"].tolist() == ["Good text."]
    assert report(articles)["reason"].str.contains("leads out of the archive").sum() == len(names)
    assert not list(tmp_path.rglob("evil.txt"))


def test_links_in_archives_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Secret text.")
    with tarfile.open(tmp_path / "a.tar", "w") as file:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, str(tmp_path / "secret.txt")
        file.addfile(link)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as packed:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(info, str(tmp_path / "secret.txt"))
        packed.writestr("good.txt", "Good text.")
    articles = load([tmp_path / "a.tar", tmp_path / "b.zip"])
    assert articles["text"].tolist() == ["Good text."]
    assert report(articles)["reason"].str.contains("not followed").sum() == 2


def test_bombs_are_refused_and_the_rest_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(archives, "SUSPECT_BYTES", 2**16)
    path = zipped(
        tmp_path / "a.zip", {"bomb.txt": b"a" * 2**20, "good.txt": "Good text."}, compresslevel=9
    )
    articles = load(path)
    assert articles["text"].tolist() == ["Good text."]
    assert "far more than text would" in said(articles)["bomb.txt"]
    monkeypatch.setattr(archives, "SUSPECT_ALL", 2**16)
    assert load(path)["text"].tolist() == ["Good text."]
    monkeypatch.setattr(archives, "SUSPECT_ALL", 2**30)
    monkeypatch.setattr(archives, "MOST_BYTES", 2**19)
    monkeypatch.setattr(archives, "SUSPECT_BYTES", 2**30)
    with pytest.raises(ValueError, match="the archive unpacks to more than"):
        load(path)


def test_many_small_bombs_are_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(archives, "SUSPECT_ALL", 2**18)
    bombs = {f"{n}.txt": b"a" * 2**16 for n in range(40)}
    path = zipped(tmp_path / "a.zip", {"good.txt": "Good text.", **bombs}, compresslevel=9)
    monkeypatch.setattr(archives, "MOST_RATIO", 20)
    articles = load(path)
    assert "Good text." in articles["text"].tolist() and len(articles) < 8
    assert "the archive unpacks to far more" in said(articles)["a.zip"]


def test_room_on_the_disk_is_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": "Good text."})
    monkeypatch.setattr(archives, "SPARE_BYTES", 2**62)
    with pytest.raises(ValueError, match="no room on the disk"):
        load(path)


def test_a_header_of_a_tar_is_no_bomb(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(archives, "MOST_AT_ONCE", 2**20)
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.XHDTYPE, 2**22
    (tmp_path / "a.tar.gz").write_bytes(
        gzip.compress(header.tobuf(tarfile.USTAR_FORMAT) + b"1" * 2**22)
    )
    (tmp_path / "b.txt").write_text("Good text.", encoding="utf-8")
    articles = load(tmp_path)
    assert articles["text"].tolist() == ["Good text."]
    assert "a header of the archive unpacks to far more" in said(articles)["a.tar.gz"]


def test_an_archive_in_an_archive_in_an_archive_is_told(tmp_path: Path) -> None:
    one = zipped(tmp_path / "1.zip", {"a.txt": "Deep text."}).read_bytes()
    two = zipped(tmp_path / "2.zip", {"1.zip": one}).read_bytes()
    articles = load(zipped(tmp_path / "3.zip", {"2.zip": two, "good.txt": "Good text."}))
    assert articles["text"].tolist() == ["Good text."]
    assert "archives in archives in archives" in said(articles)["1.zip"]


def test_locked_and_broken_members_are_rows(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"locked.txt": "x" * 50, "good.txt": "Good text."})
    content = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    path.write_bytes(content)
    articles = load(path)
    assert articles["text"].tolist() == ["Good text."]
    assert "encrypted: unpack it with its password" in said(articles)["locked.txt"]
    (tmp_path / "b.zip").write_bytes(path.read_bytes()[:60])
    assert "broken archive" in said(load([path, tmp_path / "b.zip"]))["b.zip"]


def test_a_document_that_is_a_bomb_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("mediakit.corpus.readers.containers.SMALL", 2**16)
    zipped(tmp_path / "a.docx", {"word/document.xml": b" " * 2**22})
    (tmp_path / "good.txt").write_text("Good text.")
    assert "more than a document holds" in said(load(tmp_path))["a.docx"]


# -------------------------------------------------------------------- what is given directly


def test_tables_of_other_libraries() -> None:
    rows = [{"text": "One.", "outlet": "Post", "n": 1}, {"text": "Two.", "outlet": None, "n": None}]
    polars = pytest.importorskip("polars")
    for table in (
        pa.Table.from_pylist(rows),
        polars.DataFrame(rows),
        rows,
        iter(rows),
        {k: [row[k] for row in rows] for k in rows[0]},
    ):
        articles = load(table)
        assert (
            articles["text"].tolist() == ["One.", "Two."] and articles["outlet"].iloc[0] == "Post"
        )
    assert load(polars.Series("x", ["One.", "Two."]))["text"].tolist() == ["One.", "Two."]
    with pytest.raises(TypeError, match=r"not computed yet. Give .collect\(\)"):
        load(polars.LazyFrame(rows))


def test_texts_in_a_series_and_dicts() -> None:
    series = pd.Series(["One.", "Two."], index=pd.Index(["a", "b"], name="article_id"))
    assert load(series)["article_id"].tolist() == ["a", "b"]
    assert load(series.reset_index(drop=True))["text"].tolist() == ["One.", "Two."]
    assert load({"a": "One text.", "b": "Two texts."})["article_id"].tolist() == ["a", "b"]
    assert load({"title": "T", "text": "One."})["title"].tolist() == ["T"]
    assert load(
        {"response": {}, "x": {"text": "One.", "title": "T"}, "y": {"text": "Two."}}
        | {"response": {"text": "Zero."}}
    )["text"].tolist() == ["Zero.", "One.", "Two."]


def test_open_files(tmp_path: Path, unpacked: Path) -> None:
    (tmp_path / "a.csv").write_text("text,outlet\nOne.,Post\n")
    with (tmp_path / "a.csv").open() as text, (tmp_path / "a.csv").open("rb") as content:
        for file in (text, content):
            assert load(file)[["text", "source_file"]].values.tolist() == [["One.", "a.csv"]]
    assert load(io.StringIO("One.\n\nTwo."))["text"].tolist() == ["One.\n\nTwo."]
    packed = io.BytesIO(gzip.compress(b"text,outlet\nOne.,Post\n"))
    assert load(packed)["outlet"].tolist() == ["Post"]
    gc.collect()
    assert list(unpacked.iterdir()) == []


# ------------------------------------------------------------------- lists joined by address

LIST = (
    "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
    "1,2018-03-20,en,post.example,http://post.example,13/03/2018,Bridge,https://www.post.example/a/?utm_source=x\n"
    "17,2018-03-20,en,sun.example,http://sun.example,05/03/2018,Rents,http://sun.example/b\n"
    "3,2018-03-20,en,sun.example,http://sun.example,06/03/2018,Lost,http://sun.example/c\n"
)


def test_a_list_is_joined_with_texts_by_address_or_id(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "17.txt").write_text("Rents fall, said Holt.")
    (tmp_path / "texts" / "a.jsonl").write_text(
        '{"text": "Bridge shut.", "url": "http://post.example/a"}\n{"text": "Other.", "url": "http://x.example"}\n'
    )
    articles = load([tmp_path / "list.csv", tmp_path / "texts"]).set_index("text")
    assert articles.loc["Rents fall, said Holt.", "outlet"] == "sun.example"
    assert articles.loc["Rents fall, said Holt.", "published"] == pd.Timestamp("2018-03-05")
    assert articles.loc["Bridge shut.", "title"] == "Bridge"
    found = report(load([tmp_path / "list.csv", tmp_path / "texts"]))
    assert found[found["kind"] == "skipped article"][["line", "reason"]].values.tolist() == [
        [4, "listed, but its text was not given: http://sun.example/c"]
    ]
    assert "in no list of articles: http://x.example" in found["reason"].tolist()
    with pytest.raises(ValueError, match=r"no column for the text.*mk\.load_articles\(\['list"):
        load(tmp_path / "list.csv")


@given(
    st.sampled_from(["http", "https"]),
    st.sampled_from(["", "www."]),
    st.sampled_from(["", "/"]),
    st.sampled_from(["", "#a", "?utm_medium=b"]),
)
def test_addresses_of_one_page_are_one(scheme: str, www: str, slash: str, rest: str) -> None:
    assert plain_address(f"{scheme}://{www}Post.example/a{slash}{rest}") == "post.example/a"
    assert plain_address(f"{scheme}://{www}post.example/a?id=1") != plain_address("post.example/a")


# ----------------------------------------------------------------------------- names of files


@pytest.mark.parametrize(
    ("pattern", "name", "found"),
    [
        ("{outlet}_{published}_{title}.txt", "The_Post_2018-03-05_Taxes_rise.txt", {"outlet": "The Post", "published": "2018-03-05", "title": "Taxes rise"}),
        ("{outlet}/{published}", "x/Post/2018-03-05.txt", {"outlet": "Post", "published": "2018-03-05"}),
        ("{party}_{year}", "CONS_92.txt", {"party": "CONS", "year": "92"}),
        ("{}-{title}", "0001-Taxes.html", {"title": "Taxes"}),
        ("{outlet}_{published}.txt", "Post_soon.txt", None),
        ("{outlet}.docx", "Post.txt", None),
    ],
)  # fmt: skip
def test_patterns(pattern: str, name: str, found: dict[str, str] | None) -> None:
    assert NamePattern(pattern).find(name) == found


@pytest.mark.parametrize(
    "pattern", ["title.txt", "{title}{outlet}", "{title}_{title}", "{text}", "{_line}_{title}", 3]
)
def test_patterns_that_say_nothing(pattern: Any) -> None:
    with pytest.raises(ValueError, match="Write names='"):
        NamePattern(pattern)


def test_names_fill_columns_and_what_does_not_fit_is_told(tmp_path: Path) -> None:
    (tmp_path / "CONS_92.txt").write_text("The best future.")
    (tmp_path / "LAB_92.txt").write_text("Time to get working.")
    assert "'{outlet}_{year}'" in report(load(tmp_path))["reason"].tolist()[0]
    (tmp_path / "notes.txt").write_text("Some notes.")
    articles = load(tmp_path, names="{outlet}_{year}.txt")
    assert articles["outlet"].fillna("").tolist() == ["CONS", "LAB", ""]
    assert articles["year"].fillna("").tolist() == ["92", "92", ""]
    assert said(articles) == {"notes.txt": "its name does not fit names='{outlet}_{year}.txt'"}
    zipped(tmp_path / "all.zip", {"Post/2018-03-05.csv": "text\nOne.\n"})
    assert load(tmp_path / "all.zip", names="{outlet}/{published}")["outlet"].tolist() == ["Post"]


def test_suggestions() -> None:
    assert suggest(["a.txt"]) is None and suggest(["a_.txt", "b_.txt"]) is None
    assert "{outlet}_{published}" in (suggest(["Post_20180305.txt", "Sun_20180306.txt"]) or "")
