"""Two articles beside each other: each whole, marked as `show` marks it, and nothing escapes."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import mediakit as mk
from mediakit.pages.page import Page
from mediakit.pages.rendering import page_css

LEFT = "The regime fell. “We shut the mill,” Ann Reed said.\n\nNobody asked why."
RIGHT = "The government resigned. Ann Reed claimed that it would reopen."
HOSTILE = (
    "</style></div><script>alert(1)</script><b><i>\"'><img src=x onerror=alert(1)> "
    "<a href='javascript:alert(1)'>\u202etxet\u202c \u05d0\u200b\u200d <svg onload=alert(1)> <p <!--"
)


class Reader(HTMLParser):
    """Collect what stands in each title and text, and all tags and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str | None]] = []
        self.fields: list[tuple[str, str]] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)
        self.close()
        assert not self.open, "an element is left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag in ("meta", "input"):
            return
        field = dict(attrs).get("data-mk-field")
        self.open.append((tag, field))
        if field:
            self.fields.append((field, ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if any(field for _, field in self.open):
            name, before = self.fields[-1]
            self.fields[-1] = (name, before + data)


def load(*texts: str, **columns: list[str]) -> tuple[pd.DataFrame, mk.Found]:
    ids = ["a", "b", "c"][: len(texts)]
    table = pd.DataFrame({"article_id": ids, "text": list(texts), **columns})
    # As it is: the loader would mend zero-width characters.
    articles = mk.load_articles(table, clean=False, progress=False)
    return articles, mk.find(articles, engine="fast", progress=False)


@pytest.fixture(scope="module")
def pair() -> tuple[pd.DataFrame, mk.Found]:
    return load(LEFT, RIGHT, "A third one.", title=["Mill shut", "Mill to reopen", "Third"])


def test_both_articles_are_there_whole_the_first_id_on_the_left(
    pair: tuple[pd.DataFrame, mk.Found],
) -> None:
    page = mk.compare_texts(*pair, ["b", "a"])
    assert Reader(page).fields == [
        ("title", "Mill to reopen"), ("text", RIGHT), ("title", "Mill shut"), ("text", LEFT),
    ]  # fmt: skip
    assert isinstance(page, Page) and page.name == "Mill to reopen | Mill shut"


def test_each_is_marked_as_show_marks_it(pair: tuple[pd.DataFrame, mk.Found]) -> None:
    page = mk.compare_texts(*pair, pd.Series(["a", "b"]))
    for one in "ab":
        alone = mk.show(*pair, one).replace(page_css(), "")
        assert "mk-e" in alone and alone in page


def test_who_speaks_in_both_has_one_shade() -> None:
    left = "“We shut,” Ann Reed said. “We will all be out of work by then,” Tim Cole said."
    right = "“It stays open for years to come, and that is all,” Ann Reed said."
    articles, found = load(left, right)
    assert 'mk-s0"><bdi>Tim Cole' in mk.show(articles, found, "a")
    page = mk.compare_texts(articles, found, ["a", "b"])
    assert page.count('mk-s0"><bdi>Ann Reed') == 2
    assert page.count('mk-s1"><bdi>Tim Cole') == 1


def test_what_is_pointed_at_lights_up_on_one_side_only() -> None:
    page = mk.compare_texts(*load(LEFT, LEFT), ["a", "b"])
    scopes = re.findall(r'class="mk-page (mk-[0-9a-f]{8})"', page)
    assert len(set(scopes)) == 2
    assert all(f".{scope}:has(.mk-v0:hover) .mk-v0" in page for scope in scopes)


def test_the_columns_stand_beside_each_other_where_there_is_room() -> None:
    css = page_css()
    wide = css[css.index("@container mk-beside (min-width:900px)") :]
    assert re.match(r"@[^{]*\{\.mk-page \.mk-pair\{display:grid;[^}]*/1fr 1fr;", wide)
    # Neither of the two may take the room of both for its own, and open a third column.
    assert ".mk-page .mk-pair>.mk-page{container:none}" in css
    assert "@container mk-view (min-width:900px)" in css and "container:mk-view/" in css


def test_nothing_from_an_article_becomes_markup(tmp_path: Path) -> None:
    columns = {name: [HOSTILE, HOSTILE] for name in ("title", "outlet", "author")}
    articles, found = load(f"{HOSTILE} said “{HOSTILE}” yes.", HOSTILE, **columns)
    found = found._replace(
        evidence=found.evidence.assign(speaker=HOSTILE, target=HOSTILE, term=HOSTILE)
    )
    path = mk.compare_texts(articles, found, ["a", "b"]).save(tmp_path / "two.html")
    html = path.read_text(encoding="utf-8")
    page = Reader(html)
    texts = [text for _, text in page.fields]
    assert texts == [HOSTILE, articles["text"][0], HOSTILE, articles["text"][1]]
    assert not page.tags & {"script", "img", "a", "svg", "i"}
    assert not [
        name for name in page.attributes if name.startswith("on") or name in ("src", "href")
    ]
    assert html.count("</style>") == html.count("<style>") == 4  # the file's, the sheet, two views


def test_it_needs_nothing_from_outside_and_is_the_same_twice(
    pair: tuple[pd.DataFrame, mk.Found], tmp_path: Path
) -> None:
    one, two = (
        mk.compare_texts(*pair, ["a", "b"]).save(tmp_path / n) for n in ("1.html", "2.html")
    )
    html = one.read_text(encoding="utf-8")
    assert not re.search(r"https?:|url\(|@import|<script|<link|src=|href=", html)
    assert "default-src 'none'" in html and '<html lang="en">' in html
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("ids", [["a"], ["a", "b", "c"], ["a", "a"], "ab", []], ids=str)
def test_it_takes_two_articles(pair: tuple[pd.DataFrame, mk.Found], ids: list[str]) -> None:
    with pytest.raises(ValueError, match="expected the ids of two articles"):
        mk.compare_texts(*pair, ids)


def test_an_unknown_article_is_named(pair: tuple[pd.DataFrame, mk.Found]) -> None:
    with pytest.raises(ValueError, match="No article has the id 'd'"):
        mk.compare_texts(*pair, ["a", "d"])
