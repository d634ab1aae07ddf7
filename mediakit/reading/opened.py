"""Articles opened for reading, tagged and linked one step ahead of the reader."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from mediakit.attribution import Linked, tag_and_link
from mediakit.corpus.languages import why_not_english
from mediakit.text.document import Document

WORKERS = 2  # one computes while the other waits for Python
AHEAD = 16  # articles that are tagged before they are read
LONGEST = 1_000_000  # characters: a book; reading one takes about as many kilobytes of memory
HALF = re.compile(r"[\ud800-\udfff]")  # a lone surrogate: no table can hold it


class Opened:
    """One article as it is read: its fields as documents, or the reason why it is not read.

    `doubt` says what else is to be known about its language.
    """

    def __init__(
        self, article_id: str, title: str, text: str, language: str, file: str | None
    ) -> None:
        self.article_id, self.text, self.file = article_id, text, file
        try:
            self.reason, self.doubt = _why_not(title, text, language)
        except Exception as error:  # one bad article never stops a run of a thousand
            self.reason, self.doubt = f"not read: {type(error).__name__}: {error}", None
        fields = (("title", title), ("text", text))
        self.documents = [Document(each, name) for name, each in fields if each.strip()]


def _why_not(title: str, text: str, language: str) -> tuple[str | None, str | None]:
    """Say why an article is not read, and else what is to be known about its language."""
    if not text.strip():
        return "empty text", None
    if (length := max(len(title), len(text))) > LONGEST:
        reason = f"not read: {length:,} characters, more than {LONGEST:,}; give it in parts"
        return reason, None
    if half := HALF.search(title) or HALF.search(text):
        reason = f"not read: half of a character (U+{ord(half[0]):04X}); mk.load_articles mends it"
        return reason, None
    return why_not_english(text, language)


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
