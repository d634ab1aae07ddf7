"""A real browser: the Chromium of this machine, driven by Playwright; without it the tests skip."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import mediakit as mk
from mediakit.pages.page import Page

ROOT = Path(__file__).parents[2]
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Visit:
    """A page in the browser, and what it did beside showing itself."""

    page: Any
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", self._dismiss)
        self.page.on("request", lambda request: self.asked.append(request.url))

    def _listen(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location})")

    def _dismiss(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


# Of one module: while Playwright runs, its event loop is in the way of other tests.
@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip(f"there is no Chromium here ({', '.join(PROGRAMS)}); .ci/run --all installs it")
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=program, args=["--no-sandbox"] if as_root else []
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Visit]]:
    """Return a function that opens an address in a window of its own, without network."""
    contexts = []

    def opened(address: str, width: int = 1400, **settings: Any) -> Visit:
        settings = {"offline": True, "viewport": {"width": width, "height": 900}, **settings}
        contexts.append(browser.new_context(**settings))
        visit = Visit(contexts[-1].new_page())
        visit.page.goto(address)
        return visit

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def seed_view() -> Page:
    """Return the reading view of the seed article."""
    articles = mk.load_articles(ROOT / "seeds")
    return mk.show(articles, mk.find(articles), articles["article_id"][0])
