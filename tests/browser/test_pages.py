"""What a reader sees of a page: without network, at every width, whatever the article holds."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import mediakit as mk
from mediakit.contract import style
from mediakit.pages.page import Page

pytestmark = pytest.mark.slow
COVERAGE = Path(__file__).parents[2] / "data" / "coverage" / "articles.csv"
WIDTHS = (400, 800, 1400)
SCHEMES = ("light", "dark")

#: Each is an article's text, title, outlet, author and id at once.
HOSTILE = {
    "script": "</p></div></style></title><script>window.ran=1;alert(1)</script> is free.",
    "handler": "Ann Reed said “<img src=x onerror=window.ran=1> <svg onload=alert(1)> is free”.",
    "address": "<a href='javascript:window.ran=1'>Reed</a><iframe src='javascript:alert(1)'>",
    "outside": "<link rel=stylesheet href=http://127.0.0.1/x><img src='//127.0.0.1/y'>“Yes,” said Reed.",
    "unclosed": "<div style='position:fixed;inset:0'><table><b><!-- Reed said “<style>*{display:none}”.",
    "attribute": "\" tabindex=0 autofocus onfocus=\"window.ran=1\" ' onmouseover='alert(1)' Reed said so.",
    "direction": "\u202eReed said “\u2066\u202e\u05d0\u05d1\u05d2 \u200f\u200bauto\u200dcratic\ufeff”\u202e.",
    "bare": "\u2028\x00\x1b[31m\r\rReed said “]]>&lt;script&#62;alert(1)”. \\00003c/style\\3e",
    "word": "autocratic" * 100_000,
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile_views() -> dict[str, Page]:
    columns = {name: list(HOSTILE.values()) for name in ("text", "title", "outlet", "author")}
    articles = mk.load_articles(pd.DataFrame({"article_id": list(HOSTILE.values()), **columns}))
    lists = {text: ["reed", "free"] for text in HOSTILE.values() if len(text) < 1_000}
    found = mk.find(articles, lexicons=lists)
    assert {*lists, "content", "source"} <= set(found.evidence["label"])
    shown = [mk.show(articles, found, one) for one in articles["article_id"]]
    return dict(zip(HOSTILE, shown, strict=True))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_shown_as_it_is_and_does_nothing(
    name: str, hostile_views: dict[str, Page], visit: Callable[..., Any], tmp_path: Path
) -> None:
    # Bare, as in a notebook: no policy of the saved page stands between text and browser.
    path = tmp_path / "bare.html"
    html = (
        f'<!doctype html><meta name="viewport" content="width=device-width">{hostile_views[name]}'
    )
    path.write_bytes(html.encode("utf-8", "xmlcharrefreplace"))
    visited = visit(path.as_uri(), 400)
    page = visited.page
    read = page.locator(".mk-text").evaluate("element => element.textContent")
    assert read == loaded(HOSTILE[name])
    for mark in page.locator("[tabindex]").all()[:3]:
        mark.hover()
        mark.focus()
    for width in (400, 1400):
        page.set_viewport_size({"width": width, "height": 900})
        assert fits(page)
    assert page.locator(".mk-legend").is_visible()
    assert page.locator(".mk-foot").is_visible() and "unvalidated" in page.inner_text(".mk-foot")
    assert page.evaluate("window.ran") is None
    assert (visited.dialogs, visited.errors) == ([], [])
    assert visited.asked == [path.as_uri()]


def loaded(text: str) -> str:
    """Return a text as the articles table holds it."""
    return str(mk.load_articles(pd.DataFrame({"article_id": ["a"], "text": [text]}))["text"][0])


def fits(page: Any) -> bool:
    """Tell whether nothing stands out on the right."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_what_a_script_does_would_be_noticed(visit: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text(
        "<p style='width:900px'>…</p><img src=x.png><script>window.ran=1;alert(2);x()</script>"
    )
    visited = visit(path.as_uri(), 400)
    assert visited.page.evaluate("window.ran") == 1 and visited.dialogs == ["2"]
    assert "x is not defined" in " ".join(visited.errors)
    assert visited.asked == [path.as_uri(), (tmp_path / "x.png").as_uri()]
    assert not fits(visited.page)


# ---------------------------------------------------------------- what a reader sees
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_view_shows_itself_without_network(
    scheme: str, seed_view: Page, visit: Callable[..., Any], tmp_path: Path
) -> None:
    path = seed_view.save(tmp_path / "view.html")
    visited = visit(path.as_uri(), color_scheme=scheme)
    page = visited.page
    assert visited.asked == [path.as_uri()] and visited.errors == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert fits(page)
    voices = [ground(page, one) for one in (".mk-page", ".mk-text .mk-p", ".mk-text .mk-q")]
    assert voices[0] == style.THEMES[scheme]["paper"]
    assert len(set(voices)) == 3  # narrator, paraphrase, quotation
    lines = page.locator(".mk-text .mk-e").first.evaluate(
        "e => getComputedStyle(e).backgroundImage"
    )
    assert "gradient" in lines


def ground(page: Any, selector: str) -> str:
    """Return the background of the first such element as in the themes, ``#rrggbb``."""
    script = "element => getComputedStyle(element).backgroundColor.match(/\\d+/g)"
    parts = page.locator(selector).first.evaluate(script)
    return "#" + "".join(f"{int(part):02x}" for part in parts[:3])


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a report, and two articles beside each other, on the first events of the corpus."""
    folder = tmp_path_factory.mktemp("pages")
    articles = mk.load_articles(COVERAGE).head(12)
    found = mk.find(articles, engine="fast")
    beside = mk.compare_texts(articles, found, articles["article_id"].head(2))
    return {
        "report": mk.write_report(articles, found, folder / "report.html"),
        "beside": beside.save(folder / "beside.html"),
    }


@pytest.mark.parametrize("name", ("report", "beside"))
def test_larger_pages_show_themselves_without_network(
    name: str, pages: dict[str, Path], visit: Callable[..., Any]
) -> None:
    visited = visit(pages[name].as_uri(), 400)
    page = visited.page
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert fits(page)
    pictures = page.locator("img").all()
    assert (len(pictures) > 4) == (name == "report")
    for picture in pictures:
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 300
    assert page.locator(".mk-text").count() >= 2
    assert ground(page, ".mk-text .mk-p") != ground(page, ".mk-text .mk-q")
    mark = page.locator(".mk-text span[data-mk]").first
    mark.hover()
    assert "outlet’s claim" in mark.aria_snapshot() or "speaker’s claim" in mark.aria_snapshot()
    outside = [one for one in visited.asked if not one.startswith("data:")]
    assert outside == [pages[name].as_uri()] and visited.errors == []


def test_two_versions_stand_beside_each_other_or_below(
    visit: Callable[..., Any], tmp_path: Path
) -> None:
    word = "unbreakable" * 40
    wire = f"The port is shut.\n\nBoats leave from the quay, the mayor said.\n\n{word} rose."
    echo = f"Our own lead.\n\nBoats leave from the quay, the mayor claimed.\n\n{word} fell."
    articles = pd.DataFrame({"article_id": ["wire", "echo"], "text": [wire, echo]})
    path = mk.show_diff(articles, "wire", "echo").save(tmp_path / "changes.html")
    visited = visit(path.as_uri(), 400)
    page = visited.page
    said, claimed = page.locator(".mk-rows .mk-c-attribution").all()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert fits(page)
        boxes = [mark.bounding_box() for mark in (said, claimed)]
        below = boxes[1]["y"] > boxes[0]["y"] + boxes[0]["height"]
        assert below == (width == 400), "side by side where there is room"
    assert visited.asked == [path.as_uri()] and visited.errors == []


@pytest.mark.parametrize("way", ("point", "tab", "tap"))
def test_a_mark_says_why_it_is_one(
    way: str, seed_view: Page, visit: Callable[..., Any], tmp_path: Path
) -> None:
    path = seed_view.save(tmp_path / "view.html")
    page = visit(path.as_uri(), 400, has_touch=way == "tap").page
    mark = page.locator(".mk-text span", has_text="old friend").first
    assert "evaluative" not in mark.aria_snapshot()  # the card is closed
    if way == "point":
        mark.hover()
    elif way == "tap":
        mark.tap()
    else:
        focused = "element => element === document.activeElement"
        stops = page.locator("[tabindex], input").count()
        assert any(page.keyboard.press("Tab") or mark.evaluate(focused) for _ in range(stops))
    said = mark.aria_snapshot()  # what a screen reader gets, the card among it
    for part in ("loaded", "evaluative", "entry “old friend”", "loadedness here", "Quotation", "Chinese state media",
                 "cue “calling”"):  # fmt: skip
        assert part in said
    assert fits(page)


def test_the_legend_switches_marks_off_without_a_script(
    seed_view: Page, visit: Callable[..., Any], tmp_path: Path
) -> None:
    address = seed_view.save(tmp_path / "view.html").as_uri()
    page = visit(address, java_script_enabled=False).page
    text = page.locator(".mk-text")
    for box, words in (("loaded", "lifeline"), ("quotation", "open to a"), ("cue", "welcomed")):
        mark = text.locator("span", has_text=words).first
        marked = mark.screenshot()
        switch = page.get_by_role("checkbox", name=box)
        switch.focus()
        page.keyboard.press("Space")
        assert mark.is_visible() and mark.screenshot() != marked
        switch.check()
        assert mark.screenshot() == marked


def test_a_printed_page_is_light_and_without_what_paper_cannot_do(
    seed_view: Page, visit: Callable[..., Any], tmp_path: Path
) -> None:
    path = seed_view.save(tmp_path / "view.html")
    page = visit(path.as_uri(), color_scheme="dark").page
    light = ground(visit(path.as_uri()).page, ".mk-text .mk-q")
    assert ground(page, ".mk-text .mk-q") != light
    page.emulate_media(media="print", color_scheme="dark")
    assert ground(page, ".mk-text .mk-q") == light
    assert "unvalidated" in page.inner_text(".mk-foot")
    assert "press Tab" not in page.inner_text(".mk-foot")
    mark = page.locator(".mk-text [tabindex]").first
    mark.focus()
    assert mark.evaluate("element => getComputedStyle(element, '::after').content") == "none"
    assert page.pdf(format="A4").startswith(b"%PDF")


# ------------------------------------------------------------------------ axe-core
@pytest.fixture(scope="module")
def axe() -> str:
    """Return axe-core (MPL-2.0, so no part of this repository)."""
    where = os.environ.get("AXE_CORE")
    if not where:
        pytest.skip(
            "AXE_CORE does not name an axe.min.js (npm pack axe-core); .ci/run --all fetches it"
        )
    return Path(where).read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", (400, 1400))
def test_axe_finds_no_violation_in_a_view(
    width: int, scheme: str, seed_view: Page, axe: str, visit: Callable[..., Any], tmp_path: Path
) -> None:
    page = visit(seed_view.save(tmp_path / "view.html").as_uri(), width, color_scheme=scheme).page
    assert violations(page, axe) == []


@pytest.mark.parametrize("name", ("report", "beside"))
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_no_violation_in_larger_pages(
    scheme: str, name: str, pages: dict[str, Path], axe: str, visit: Callable[..., Any]
) -> None:
    assert violations(visit(pages[name].as_uri(), 400, color_scheme=scheme).page, axe) == []


def test_axe_finds_no_violation_in_a_view_of_a_hostile_text(
    hostile_views: dict[str, Page], axe: str, visit: Callable[..., Any], tmp_path: Path
) -> None:
    page = visit(hostile_views["attribute"].save(tmp_path / "view.html").as_uri(), 400).page
    assert violations(page, axe) == []


def violations(page: Any, axe: str) -> list[tuple[str, str]]:
    """Return what axe-core objects to: the rule, and the first element it fails for."""
    page.evaluate(axe)
    page.evaluate("document.querySelector('[tabindex]')?.focus()")  # with a card open
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    assert len(found["passes"]) > 5
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found["violations"]]
