"""Several articles in one text: split where separators tell, announced where they may."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.corpus.load import imports, load_articles, report
from mediakit.corpus.readers.parted import head_fields, part

BODY = (
    "The council of Halm voted on Monday to close the northern bridge for a year, a decision that sends "
    "some nine thousand cars a day through the old town, as Ida Holt said.\n\nNobody was asked about it."
)


@pytest.mark.parametrize(
    "text",
    [
        f"Document 1 of 2\n\nTaxes\n\n{BODY}\n\nDocument 2 of 2\n\nRents\n\n{BODY}",
        f"Dokument 1 von 2\n\nTaxes\n\n{BODY}\n\nDokument 2 von 2\n\nRents\n\n{BODY}",
        f"[1/2]\nTaxes\n\n{BODY}\n[2/2]\nRents\n\n{BODY}",
        f"Article 1\nTaxes\n\n{BODY}\n\nArticle 2\nRents\n\n{BODY}",
        f"=== Taxes ===\n{BODY}\n\n=== Rents ===\n{BODY}",
        f"Taxes\n\n{BODY}\n\n{'=' * 60}\n\nRents\n\n{BODY}",
        f"Taxes\n\n{BODY}\n\n{'-' * 60}\n\nRents\n\n{BODY}",
        f"Taxes\n\n{BODY}\n\n===\n\nRents\n\n{BODY}",
        f"Taxes\n\n{BODY}\n\n***\n\nRents\n\n{BODY}",
        f"Taxes\n\n{BODY}\n\n* * *\n\nRents\n\n{BODY}",
        f"Taxes\n\n{BODY}\n\fRents\n\n{BODY}",
        f"Title: Taxes\nDate: 2018-03-05\n\n{BODY}\n\n---\n\nTitle: Rents\nDate: 2018-03-06\n\n{BODY}",
        f"Title: Taxes\nDate: 2018-03-05\n\n{BODY}\n\nTitle: Rents\nDate: 2018-03-06\n\n{BODY}",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_where_separators_tell_a_text_is_split(tmp_path: Path, text: str, end: str) -> None:
    (tmp_path / "a.txt").write_text(text.replace("\n", end), newline="")
    articles = load_articles(tmp_path / "a.txt", progress=False)
    assert articles["article_id"].tolist() == ["a-1", "a-2"]
    titles = (articles["title"].fillna("") + articles["text"]).str[:5].tolist()
    assert titles == ["Taxes", "Rents"]
    assert articles["text"].str.endswith("Nobody was asked about it.").all()
    assert any(
        "2 articles in one file: split at" in reason for reason in report(articles)["reason"]
    )
    assert imports(articles)["read"].tolist() == [2]


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n\n***\n\n{BODY}",  # sections
        f"{BODY}\n\n* * *\n\nAnd so it goes.",
        f"{BODY}\n\n###\n\nAbout Halm Port\n\nHalm Port is a port.",  # the end of a press release
        f"{BODY}\n\n__________\n\n1 A note.",
        f"HALM POST\n\n{BODY}\n\fHALM POST\n\n{BODY}",  # pages with a running head
    ],
)
def test_where_they_may_it_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    articles = load_articles(tmp_path / "a.txt", progress=False)
    assert len(articles) == 1
    assert any("or sections of one: read as one" in reason for reason in report(articles)["reason"])


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "Heading\n=======\n\n" + BODY,  # underlined
        f"{BODY}\n\n1. First, the bridge.\n2. Second, the quay.",
        "Reed: No.\nLind: Yes.\n\nReed: Then we leave.",  # a transcript
        "Article 5 of the treaty was invoked.\n\nArticle 6 was not.",
        "a -- b\n\nc --- d",
        "",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    found = part(text)
    assert (found.parts, found.doubt) == ([(0, text)], None)


def test_fewer_than_a_head_states_is_announced(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Document 1 of 3\n\n{BODY}\n\nDocument 3 of 3\n\n{BODY} Yes.")
    articles = load_articles(tmp_path / "a.txt", progress=False)
    assert imports(articles)[["announced", "read"]].values.tolist() == [[3, 2]]
    assert "missing articles" in report(articles)["kind"].tolist()


def test_fields_at_the_head_are_columns(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        f'---\ntitle: "Taxes: up"\ndate: 2018-03-05\nauthor: Ann Lee\n---\n{BODY}'
    )
    row = load_articles(tmp_path / "a.txt", progress=False).iloc[0]
    assert (row["title"], row["author"], row["text"]) == ("Taxes: up", "Ann Lee", BODY)
    assert head_fields("Note: One line.\n\nText.") == ({}, "Note: One line.\n\nText.")


@settings(max_examples=60, deadline=None)
@given(st.text("ab =-*_\n\f:1", max_size=80))
def test_nothing_is_lost_between_parts(text: str) -> None:
    parts = part(text).parts
    kept = "".join("".join(one.split()) for _, one in parts)
    for letter in "ab":
        assert kept.replace("Title:", "").count(letter) == text.count(letter)
