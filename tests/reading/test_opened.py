"""Articles opened for reading, and tagged ahead."""

from __future__ import annotations

import threading

import pytest

from mediakit.attribution import Linked
from mediakit.reading import opened
from mediakit.reading.opened import LONGEST, Opened, link_ahead
from mediakit.text.document import Document


def article(number: int, text: str = "Orr said the mill will close.") -> Opened:
    return Opened(str(number), "", text, "en", None)


def test_articles_come_in_order_tagged_and_linked() -> None:
    texts = [f"Orr said {'very ' * n}much." for n in range(40)]
    read = list(link_ahead((article(n, text) for n, text in enumerate(texts)), "fast"))
    assert [one.article_id for one, _ in read] == [str(n) for n in range(40)]
    for (_, linked), text in zip(read, texts, strict=True):
        [one] = linked()
        assert len(one.tagging.tokens.words) == len(text.split()) + 1
        assert [a.cue and text[slice(*a.cue)] for a in one.attributions] == ["said"]


def test_an_error_waits_until_its_article_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(document: Document, engine: str) -> Linked:
        raise ValueError(f"{document.text} cannot be read")

    monkeypatch.setattr(opened, "tag_and_link", fail)
    [(first, linked)] = link_ahead([article(1, "This one")], "fast")
    assert first.article_id == "1"
    with pytest.raises(ValueError, match="This one cannot be read"):
        linked()


def test_what_is_not_read_is_not_tagged(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        opened, "tag_and_link", lambda document, engine: asked.append(document.text)
    )
    one = Opened("1", "Titel", "Der Hafen bleibt zu.", "de", None)
    [(_, linked)] = link_ahead([one], "fast")
    assert linked() == [] and asked == [] and one.reason


def test_no_more_articles_are_opened_than_needed() -> None:
    drawn = 0

    def articles() -> object:
        nonlocal drawn
        for number in range(100):
            drawn += 1
            yield article(number)

    ahead = link_ahead(articles(), "fast")  # type: ignore[arg-type]
    next(ahead)
    assert drawn == opened.AHEAD + 1
    ahead.close()  # type: ignore[attr-defined]
    assert not [t for t in threading.enumerate() if t.name.startswith("ThreadPool")]


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [
        (" ", "en", "empty text"),
        ("Le port est fermé.", "fr", "language is 'fr'"),
        (
            "Der Hafen bleibt auch am Montag zu, sagte der Minister, und die Schiffe müssen nun vor der Küste warten, bis der Streik endet.",
            "",
            "the text is German (de)",
        ),
        ("The port is shut.", "", None),
        ("The port is shut.", "en-GB", None),
    ],
)
def test_why_an_article_is_not_read(text: str, language: str, reason: str | None) -> None:
    found = Opened("1", "", text, language, None).reason
    assert found is None if reason is None else (found or "").startswith(reason)


def test_what_is_longer_than_a_book_is_not_read_and_said() -> None:
    text = "It rained. " * (LONGEST // 11 + 1)
    opened = Opened("a", "", text, "en", None)
    assert (
        opened.reason
        == f"not read: {len(text):,} characters, more than 1,000,000; give it in parts"
    )
    assert Opened("a", "", text[:LONGEST], "en", None).reason is None
