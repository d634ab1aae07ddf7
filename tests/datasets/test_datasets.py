"""Corpora by name: fetched once, checked, and their gold laid on the text.

The corpora here are made up, in the formats of the real ones; the server is a local one.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import socket
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pandas as pd
import pooch
import pytest

import mediakit as mk
from mediakit.datasets import registry

# ---- corpora in small --------------------------------------------------------------------------


def annotation(text: str, start: int, end: int, **other: str) -> dict[str, Any]:
    published = {
        "start": start, "end": end, "text": text, "target": "Ida Holt", "polarity": "Negative",
        "aim": "Indirect (Ally)", "indirect-target-name": "the mill",
        "indirect-ally-opponent-sentiment": "Negative", "bias": "Lexical", "quote": "No",
        "speaker": "",
    }  # fmt: skip
    return published | other


SENTENCES = [
    ("The mill was looted. ", [annotation("looted", 13, 19)]),
    ("“We will fight,” Holt raged.", [
        annotation("raged ", 22, 27, bias="Informational", quote="Yes", speaker="Ida Holt"),
        annotation("fight", 0, 5),
        annotation("fought", 9, 14),
    ]),
    ("", []),
    ("No, no and again no.", [annotation("no", 1, 3)]),
]  # fmt: skip


def basil() -> bytes:
    body = [
        {"sentence": text, "sentence-index": number, "annotations": annotations}
        for number, (text, annotations) in enumerate(SENTENCES)
    ]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("emnlp19-BASIL/README.md", "About")
        archive.writestr("__MACOSX/emnlp19-BASIL/data/._10_FOX.json", "junk")
        for number, outlet in [(10, "FOX"), (2, "hpo"), (2, "fox")]:
            article = {
                "source": outlet, "main-entities": ["Ida Holt", "The mill"], "main-event": "",
                "title": "The mill", "url": "https://example.org", "date": "2012-08-15",
                "annotators": ["A", "C"], "body": body if number == 10 else body[:1],
                "article-level-annotations": {
                    "author-sentiment": {"main-event": "Neutral", "Ida Holt": "Slightly negative"},
                    "stance": "Left",
                },
            }  # fmt: skip
            archive.writestr(f"emnlp19-BASIL/data/{number}_{outlet}.json", json.dumps(article))
    return packed.getvalue()


HEAD = "text;news_link;outlet;topic;type;label_bias;label_opinion;biased_words\n"
BABE = {
    "final_labels_SG1.csv": HEAD
    + " A flood of lies. ;http://a;msnbc;environment;left;Biased;No agreement;['flood', 'lie', 'ies']\n",
    "final_labels_SG2.csv": HEAD
    + '"""Mad"", he said: mad; the Senate’s mad.";;Fox News;tax;;Biased;No agreement;'
    + "['mad', \"Senate's\"]\n"
    + "It's plain.;http://b;Reuters;tax;center;Non-biased;Entirely factual;['It’s']\n"
    + "Broken.;http://b;Reuters;tax;center;Non-biased;Entirely factual;[broken\n",
}


def polnear(clone: Path) -> Path:
    write(clone / "data/metadata.tsv", [
        "compartment\tfilename\tlevel\tannotators\tpublisher\tpublication_date\tauthor\ttitle\t"
        "trump_count\tclinton_count\tcredit\twire",
        "dev\tnyt_1\t4\taa|bb\tnyt\t2016-09-12\tNone\tHolt: ‘No’\t0\t3\tNone\tAP",
        "parc3-replication\tparc_1\tNone\taa\twsj\t1989-01-01\tNone\tOld\t0\t0\tNone\tNone",
    ])  # fmt: skip
    write(clone / "data/dev/text/nyt_1.txt", ["Holt: ‘No’", "", "“It is,” she said.", "“Over.”"])
    write(clone / "data/dev/attributions/nyt_1_aa.ann", [
        "T1\tSource 21 24\tshe", "T2\tCue 25 29\tsaid", "T3\tContent 12 20;31 38\t“It is,” “Over.”",
        "T4\tAttribution 25 29\tsaid", "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1",
        "T5\tDiscard 0 4\tHolt", "T6\tContent 6 10\t‘Ye’", "T7\tAttribution-no-source 4 5\t:",
        "E2\tAttribution-no-source:T7 Content:T6 Content2:T3 Cue:T99",
    ])  # fmt: skip
    return clone


def allsides(clone: Path) -> Path:
    for id_, text in (("aB1", "Taxes rise.\n\nNobody asked."), ("Zz9", " ")):
        article = {
            "topic": "taxes", "source": "The Post", "bias": 0, "url": "https://example.org",
            "title": "Taxes", "date": "2016-09-20", "authors": "", "content": "Taxes rise .",
            "content_original": text, "source_url": "www.example.org", "bias_text": "left",
            "ID": id_,
        }  # fmt: skip
        write(clone / f"data/jsons/{id_}.json", [json.dumps(article)])
    write(clone / "data/splits/random/valid.tsv", ["ID\tbias", "aB1\t0"])
    return clone


def write(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


# ---- a server, and corpora that stand on it ------------------------------------------------------


class Server:
    """Serves `files` by name and counts what was asked for; `cut` sends half of what it says."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files, self.asked, self.cut, self.says_length = dict(files), 0, False, True
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked += 1
                content = server.files.get(self.path.removeprefix("/"))
                if content is None:
                    self.send_error(404)
                    return
                self.send_response(200)
                if server.says_length:
                    self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content[: len(content) // 2] if server.cut else content)

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.01,))
        self.thread.start()

    def stop(self) -> None:
        if self.thread.is_alive():
            self.http.shutdown()
            self.http.server_close()
            self.thread.join()


CONTENTS = {"emnlp19-BASIL.zip": basil()} | {
    name: text.encode() for name, text in BABE.items()
}  # fmt: skip


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the test off the user's own cache, folder and proxy."""
    monkeypatch.setattr(pooch, "os_cache", lambda project: tmp_path / "cache" / project)
    monkeypatch.delenv("MEDIAKIT_DATA", raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return tmp_path / "cache" / "mediakit"


def stand_on(address: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the list of corpora name the small files at `address`."""
    rows = json.loads(registry.LIST.read_text(encoding="utf-8"))
    for row in rows.values():
        for file in row["files"]:
            file["address"] = f"{address}/{file['name']}"
            file["sha256"] = hashlib.sha256(CONTENTS[file["name"]]).hexdigest()
    (folder / "corpora.json").write_text(json.dumps(rows), encoding="utf-8")
    monkeypatch.setattr(registry, "LIST", folder / "corpora.json")


@pytest.fixture
def server(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    server = Server(CONTENTS)
    stand_on(server.address, monkeypatch, tmp_path)
    yield server
    server.stop()


@pytest.fixture
def folder(server: Server, tmp_path: Path) -> Path:
    """Give a folder that holds the small files."""
    folder = tmp_path / "mine"
    folder.mkdir()
    for name, content in CONTENTS.items():
        (folder / name).write_bytes(content)
    return folder


def kept(cache: Path) -> list[str]:
    return sorted(path.name for path in cache.rglob("*") if path.is_file())


# ---- fetching ------------------------------------------------------------------------------------


def test_a_corpus_is_fetched_and_then_comes_from_the_cache(server: Server, cache: Path) -> None:
    articles, gold = mk.datasets.load("basil")
    assert articles["article_id"].tolist() == ["2_fox", "2_hpo", "10_fox"]
    assert kept(cache) == ["emnlp19-BASIL.zip"] and server.asked == 1
    server.stop()
    again = mk.datasets.load("basil")
    pd.testing.assert_frame_equal(again.articles, articles)
    pd.testing.assert_frame_equal(again.gold["spans"], gold["spans"])


def test_a_spoilt_file_in_the_cache_is_fetched_anew(server: Server, cache: Path) -> None:
    mk.datasets.load("basil")
    (cache / "emnlp19-BASIL.zip").write_bytes(b"spoilt")
    assert len(mk.datasets.load("basil").articles) == 3
    assert server.asked == 2


def test_another_file_at_the_address_is_refused(server: Server, cache: Path) -> None:
    server.files["emnlp19-BASIL.zip"] += b"!"
    right = hashlib.sha256(CONTENTS["emnlp19-BASIL.zip"]).hexdigest()
    with pytest.raises(ValueError, match=rf"expected sha256 {right}. Nothing was kept") as error:
        mk.datasets.load("basil")
    assert "BASIL" in str(error.value) and "MEDIAKIT_DATA" in str(error.value)
    assert kept(cache) == []


def test_a_download_that_was_cut_off_says_so_and_leaves_nothing(
    server: Server, cache: Path
) -> None:
    server.cut = True
    with pytest.raises(ConnectionError, match=r"the download was cut off\. Nothing was kept"):
        mk.datasets.load("basil")
    assert kept(cache) == []
    server.cut = False
    assert len(mk.datasets.load("basil").articles) == 3


def test_a_cut_that_the_server_does_not_show_is_seen_by_the_hash(
    server: Server, cache: Path
) -> None:
    server.cut, server.says_length = True, False
    with pytest.raises(ValueError, match="or not all of it"):
        mk.datasets.load("basil")
    assert kept(cache) == []


def test_a_server_without_the_file_is_quoted(server: Server, cache: Path) -> None:
    del server.files["final_labels_SG2.csv"]
    with pytest.raises(ConnectionError, match=r"BABE needs final_labels_SG2\.csv.*answered 404"):
        mk.datasets.load("babe")
    assert kept(cache) == ["final_labels_SG1.csv"]


def test_without_network_it_is_said_what_to_put_where(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as closed:  # bound and not listening: nobody else takes the port
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
        stand_on(address, monkeypatch, tmp_path)
        with pytest.raises(ConnectionError, match="no connection") as error:
            mk.datasets.load("basil")
    for wanted in ("BASIL needs emnlp19-BASIL.zip", f"{address}/emnlp19-BASIL.zip",
                   "set MEDIAKIT_DATA to that folder", "path="):  # fmt: skip
        assert wanted in str(error.value)
    assert kept(cache) == []


# ---- folders of one's own ------------------------------------------------------------------------


def test_the_named_folder_is_looked_in_first(
    server: Server, folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDIAKIT_DATA", str(folder))
    assert len(mk.datasets.load("basil").articles) == 3
    (folder / "final_labels_SG2.csv").unlink()
    assert len(mk.datasets.load("babe").articles) == 4
    assert server.asked == 1 and kept(cache) == ["final_labels_SG2.csv"]
    assert sorted(path.name for path in folder.iterdir()) == [
        "emnlp19-BASIL.zip", "final_labels_SG1.csv",
    ]  # fmt: skip


def test_another_file_in_the_named_folder_is_an_error(
    server: Server, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDIAKIT_DATA", str(folder))
    (folder / "emnlp19-BASIL.zip").write_bytes(b"an older version")
    got = hashlib.sha256(b"an older version").hexdigest()
    with pytest.raises(ValueError, match=rf"mine.*its sha256 is {got}; expected [0-9a-f]{{64}}"):
        mk.datasets.load("basil")
    monkeypatch.setenv("MEDIAKIT_DATA", str(folder / "nowhere"))
    with pytest.raises(FileNotFoundError, match=r"MEDIAKIT_DATA names .*nowhere.* no folder"):
        mk.datasets.load("basil")
    assert server.asked == 0


def test_path_is_the_only_place_where_it_is_given(server: Server, folder: Path) -> None:
    assert len(mk.datasets.load("basil", path=folder).articles) == 3
    (folder / "emnlp19-BASIL.zip").unlink()
    with pytest.raises(FileNotFoundError, match=r"BASIL needs emnlp19-BASIL\.zip, which is not in"):
        mk.datasets.load("basil", path=str(folder))
    assert server.asked == 0


@pytest.mark.parametrize(("name", "needed"), [("polnear", "data/metadata.tsv"),
                                              ("allsides", "data/jsons")])  # fmt: skip
def test_a_clone_is_asked_for(name: str, needed: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"git clone https://github\.com/.*path="):
        mk.datasets.load(name)
    with pytest.raises(FileNotFoundError, match=f"no '{needed}' in path=.*git clone"):
        mk.datasets.load(name, path=tmp_path)


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"No corpus named 'basel'; .*Did you mean 'basil'"):
        mk.datasets.load("basel")
    with pytest.raises(ValueError, match="No corpus named 'basel'"):
        mk.datasets.cite("basel")


# ---- gold stands in the text ---------------------------------------------------------------------


def check_offsets(articles: pd.DataFrame, spans: pd.DataFrame) -> None:
    texts = articles.set_index("article_id")["text"]
    cut = [
        texts[id_][start:end]
        for id_, start, end in zip(spans.article_id, spans.start, spans.end, strict=True)
    ]
    assert cut and cut == spans["text"].tolist()


def test_basil_is_laid_on_the_text(server: Server) -> None:
    articles, gold = mk.datasets.load("basil")
    check_offsets(articles, gold["spans"])
    last = articles.iloc[2]
    assert last["text"] == " ".join(text for text, _ in SENTENCES)
    assert (last["outlet"], last["event"], last["main_entities"]) == (
        "fox", "10", "Ida Holt; The mill",
    )  # fmt: skip
    assert last["published"] == pd.Timestamp("2012-08-15") and pd.isna(last["main_event"])

    spans = gold["spans"].query("article_id == '10_fox'")
    assert spans[["text", "alignment"]].values.tolist() == [
        ["looted", "as published"], ["raged", "without blanks"], ["fight", "found again"],
    ]  # fmt: skip
    raged = spans.iloc[1]
    assert raged[["label", "polarity", "aim", "speaker", "sentence", "field"]].tolist() == [
        "informational", "negative", "indirect (ally)", "Ida Holt", 1, "text",
    ]  # fmt: skip
    assert spans["quote"].tolist() == [False, True, False] and spans["speaker"].isna().sum() == 2

    assert gold["unaligned"][["text", "start", "end", "reason"]].values.tolist() == [
        ["fought", 9, 14, "the annotated text occurs 0 times in the sentence"],
        ["no", 1, 3, "the annotated text occurs 2 times in the sentence"],
    ]
    of_last = gold["sentences"].query("article_id == '10_fox'")
    assert [
        last["text"][start:end] for start, end in zip(of_last.start, of_last.end, strict=True)
    ] == [text for text, _ in SENTENCES]
    assert gold["stance"].iloc[0].tolist() == ["2_fox", "left", "A C"]
    assert gold["sentiment"].iloc[1].tolist() == ["2_fox", "Ida Holt", "slightly negative"]


def test_babe_is_laid_on_the_text(server: Server) -> None:
    articles, gold = mk.datasets.load("babe")
    check_offsets(articles, gold["words"])
    assert articles["article_id"].tolist() == ["SG1-0001", "SG2-0001", "SG2-0002", "SG2-0003"]
    assert articles["text"].tolist()[:2] == [
        " A flood of lies. ", '"Mad", he said: mad; the Senate’s mad.',
    ]  # fmt: skip
    second = articles.iloc[1]
    assert second[["outlet", "group", "topic"]].tolist() == ["Fox News", "SG2", "tax"]
    assert pd.isna(second["leaning"]) and pd.isna(second["url"])
    assert gold["words"][["article_id", "word", "text", "n_places"]].values.tolist() == [
        ["SG1-0001", "flood", "flood", 1],
        ["SG2-0001", "mad", "mad", 2],
        ["SG2-0001", "mad", "mad", 2],
        ["SG2-0001", "Senate's", "Senate’s", 1],
        ["SG2-0002", "It’s", "It's", 1],
    ]
    assert gold["sentences"].iloc[2].tolist() == [
        "SG2-0002", "SG2", "non-biased", "entirely factual",
    ]  # fmt: skip
    assert gold["unaligned"][["article_id", "text", "reason"]].values.tolist() == [
        ["SG1-0001", "lie", "the marked word is no word of the sentence"],
        ["SG1-0001", "ies", "the marked word is no word of the sentence"],
        ["SG2-0003", "[broken", "biased_words is no list of words"],
    ]


def test_polnear_is_laid_on_the_text(tmp_path: Path) -> None:
    articles, gold = mk.datasets.load("polnear", path=polnear(tmp_path))
    check_offsets(articles, gold["spans"])
    assert articles["article_id"].tolist() == ["nyt_1"]
    one = articles.iloc[0]
    assert one[["outlet", "compartment", "annotators", "wire"]].tolist() == [
        "nyt", "dev", "aa bb", "AP",
    ]  # fmt: skip
    assert one["published"] == pd.Timestamp("2016-09-12") and pd.isna(one["author"])
    spans = gold["spans"].fillna({"attribution": "", "kind": ""})
    columns = ["attribution", "kind", "label", "piece", "text"]
    assert spans[columns].values.tolist() == [
        ["E1", "attribution", "content", 0, "“It is,”"],
        ["E1", "attribution", "content", 1, "“Over.”"],
        ["E1", "attribution", "cue", 0, "said"],
        ["E1", "attribution", "source", 0, "she"],
        ["E2", "attribution-no-source", "content", 0, "“It is,”"],
        ["E2", "attribution-no-source", "content", 1, "“Over.”"],
        ["", "", "discard", 0, "Holt"],
    ]
    assert gold["unaligned"][["article_id", "text", "reason"]].fillna("").values.tolist() == [
        ["nyt_1", "‘Ye’", "another text stands at these offsets"],
        ["nyt_1", "", "E2 names T99, which is not there"],
        ["nyt_1", "", "no annotations by bb: there is no nyt_1_bb.ann"],
        ["parc_1", "", "no text of this article in parc3-replication/text"],
    ]


def test_allsides_has_a_leaning_for_each_article(tmp_path: Path) -> None:
    articles, gold = mk.datasets.load("allsides", path=allsides(tmp_path))
    assert articles["text"].tolist() == ["Taxes rise.\n\nNobody asked."]
    assert articles.iloc[0][["article_id", "outlet", "topic"]].tolist() == [
        "aB1", "The Post", "taxes",
    ]  # fmt: skip
    labels = gold["labels"].iloc[0]
    assert labels[["article_id", "leaning", "split_random"]].tolist() == ["aB1", "left", "valid"]
    assert pd.isna(labels["split_media"])
    assert gold["unaligned"][["article_id", "reason"]].values.tolist() == [
        ["Zz9", "content_original is empty"]
    ]


def test_the_articles_can_be_read_like_any_others(server: Server) -> None:
    articles, gold = mk.datasets.load("basil")
    found = mk.find(articles, engine="fast", progress=False)
    assert set(found.words["article_id"]) == set(gold["spans"]["article_id"])


# ---- the list of corpora -------------------------------------------------------------------------


def test_every_corpus_is_cited_pinned_and_its_licence_said() -> None:
    table = mk.datasets.names()
    assert table["name"].tolist() == ["basil", "babe", "polnear", "allsides"]
    assert table[["citation", "licence", "repository", "about"]].notna().all(axis=None)
    for entry in registry.read_registry().values():
        said = mk.datasets.cite(entry.name)
        assert entry.citation in said and f"Licence: {entry.licence}" in said
        assert entry.commit in said
        for file in entry.files:
            assert re.fullmatch(r"[0-9a-f]{64}", file.sha256)
            assert file.address.startswith("https://") and f"/{entry.commit}/" in file.address
            assert file.address.endswith(f"/{file.name}")


def test_importing_mediakit_does_not_load_what_fetches() -> None:
    code = "import sys, mediakit; print('pooch' in sys.modules, 'mediakit.datasets' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
