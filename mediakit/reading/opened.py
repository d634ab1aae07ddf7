"""Articles opened for reading, tagged and linked one step ahead of the reader."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from mediakit.attribution import Linked, tag_and_link
from mediakit.text.document import WORD, Document
from mediakit.text.word_classes import word_class

WORKERS = 2  # one computes while the other waits for Python
AHEAD = 16  # articles that are tagged before they are read
SAMPLE = 1200  # characters that tell the language


class Opened:
    """One article as it is read: its fields as documents, or the reason why it is not read."""

    def __init__(
        self, article_id: str, title: str, text: str, language: str, file: str | None
    ) -> None:
        self.article_id, self.text, self.file = article_id, text, file
        self.reason = why_not(text, language)
        fields = (("title", title), ("text", text))
        self.documents = [Document(each, name) for name, each in fields if each.strip()]


def why_not(text: str, language: str) -> str | None:
    """Say why an article cannot be read: no text, or another language than English."""
    if not text.strip():
        return "empty text"
    if language and not language.lower().startswith(("en", "eng")):
        return f"language is {language!r}; lists and rules are for English"
    if not language and not looks_english(text):
        return "does not look like English; set language='en' if it is"
    return None


def link_ahead(
    articles: Iterable[Opened], engine: str
) -> Iterator[tuple[Opened, Callable[[], list[Linked]]]]:
    """Yield each article with what gives its fields tagged and linked; the next ones are meanwhile.

    What computes outside Python is done here: a reader who did any of it would have to wait for
    Python again and again. An error is raised where the fields are asked for.
    """

    def work(article: Opened) -> list[Linked]:
        return [] if article.reason else [tag_and_link(one, engine) for one in article.documents]

    waiting: deque[tuple[Opened, Future[list[Linked]]]] = deque()
    with ThreadPoolExecutor(max_workers=WORKERS) as pool:
        for article in articles:
            waiting.append((article, pool.submit(work, article)))
            if len(waiting) > AHEAD:
                first, future = waiting.popleft()
                yield first, future.result
        for first, future in waiting:
            yield first, future.result


def looks_english(text: str) -> bool:
    """Tell by the commonest words; fewer than 20 words are taken for English.

    A third of English news are such words; other languages share a few (*in*, *was*), so theirs
    are counted against them.
    """
    sample = [match.lower() for match in WORD.findall(text[:SAMPLE])]
    if len(sample) < 20:
        return True
    english = sum(map(word_class("english").__contains__, sample))
    other = sum(map(word_class("not_english").__contains__, sample))
    return english >= 0.1 * len(sample) and english >= other
