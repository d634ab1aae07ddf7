"""Exports printed to PDF: their lines, as the readers of text files want them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from mediakit.corpus.readers.exports import factiva_text, nexis_word
from mediakit.corpus.readers.exports.factiva import DOCUMENT, FURNITURE, is_words
from mediakit.corpus.readers.exports.fields import Row, key, labels

Join = Callable[[Sequence[int]], list[str]]  # from the numbers of lines to paragraphs


def read_printed(lines: Sequence[str], join: Join) -> Iterator[Row] | None:
    """Return the rows of an export of Nexis or Factiva, or None of any other document.

    Parameters
    ----------
    lines : sequence of str
        The lines of all pages, in their order.
    join : callable
        Returns the paragraphs that lines are, by their numbers.
    """
    if nexis_word.is_loose(lines):
        out = nexis_word.page_lines(lines)
        kept = [n for n in range(len(lines)) if n not in out]
        return nexis_word.rows(list(_of_nexis(lines, kept, join)))
    if any(map(DOCUMENT.fullmatch, lines)) and any(map(is_words, lines)):
        return factiva_text.rows("\n".join(_of_factiva(lines, join)), {})
    return None


def _of_nexis(
    lines: Sequence[str], kept: Sequence[int], join: Join
) -> Iterator[nexis_word.Paragraph]:
    """Yield the lines of heads and tails one by one, those of texts as paragraphs."""
    body: list[int] | None = None
    for n in kept:
        line = lines[n]
        heading = key(line) in labels("nexis", "heading")
        if body is not None and (heading or nexis_word.is_last(line)):
            yield from map(nexis_word.Paragraph, join(body))
            body = None
        if body is not None:
            body.append(n)
            continue
        yield nexis_word.Paragraph(line)
        if heading:
            yield nexis_word.Paragraph("")
        if key(line) in labels("nexis", "body"):
            body = []
    yield from map(nexis_word.Paragraph, join(body) if body else ())


def _of_factiva(lines: Sequence[str], join: Join) -> Iterator[str]:
    """Yield the lines of heads one by one, those of texts as paragraphs and empty lines."""
    piece: list[int] = []
    for n, line in enumerate(lines):
        if FURNITURE.fullmatch(line):
            continue
        if not DOCUMENT.fullmatch(line):
            piece.append(n)
            continue
        shown = [lines[m] for m in piece]
        end = factiva_text.end_of_head(shown)
        yield from shown[:end]
        yield ""
        for paragraph in join(piece[end:]):
            yield from (paragraph, "")
        yield from (line, "")
        piece = []
    yield from (lines[n] for n in piece)
