"""Contents that overlap, and quotations that no cue reached: each word gets one speaker."""

from __future__ import annotations

from mediakit.attribution.contents import trim
from mediakit.attribution.phrases import phrase_ending
from mediakit.attribution.record import Attribution, Piece
from mediakit.document import Document, Quotation

MIN_QUOTATION = 5  # words; a shorter one without a cue stays the narrator's


def settle(document: Document, found: list[Attribution]) -> list[Attribution]:
    """Let contents not overlap: the innermost speaker wins, an outer carrier is the relay."""
    # What a cue reaches lies in its paragraph, so only there can contents meet.
    paragraphs: dict[int, list[Attribution]] = {}
    for attribution in found:
        word = document.words_in(*attribution.contents[0])[0]
        paragraphs.setdefault(document.paragraph_of[word], []).append(attribution)
    return [kept for group in paragraphs.values() for kept in _settle_paragraph(document, group)]


def _settle_paragraph(document: Document, found: list[Attribution]) -> list[Attribution]:
    kept: list[Attribution] = []
    found = _clip(document, found)
    for outer in sorted(found, key=lambda a: a.hull[1] - a.hull[0]):
        for inner in list(kept):
            if not _overlap(outer, inner):
                continue
            nested_noun = inner.frame == "noun" and outer.frame in ("trailing", "inverted")
            carries = _carries(document, outer, inner)
            attitude = carries and _is_attitude(inner) and not _is_attitude(outer)
            if nested_noun or attitude or _self_report(document, outer, inner):
                kept.remove(inner)
            elif carries:
                if outer.source and inner.relay is None and outer.source != inner.source:
                    inner.relay = outer.source
                break
            else:
                outer.contents = _without(document, outer.contents, inner.contents)
                if not outer.contents:
                    break
        else:
            kept.append(outer)
    return kept


def _clip(document: Document, found: list[Attribution]) -> list[Attribution]:
    """Keep what is said inside “…, X said” from running on over X.

    “Trump plans to go, Conway said, as before”: the plan is in Conway's words, and ends there.
    """
    clipped = []
    for inner in found:
        around = next(
            (
                (start, end)
                for outer in found
                if outer is not inner and outer.frame in ("trailing", "inverted", "fixed")
                for start, end in outer.contents
                if inner.cue is not None and start <= inner.cue[0] and inner.cue[1] <= end
            ),
            None,
        )
        if around is not None:
            pieces = [(max(s, around[0]), min(e, around[1])) for s, e in inner.contents]
            inner.contents = [piece for s, e in pieces if s < e and (piece := trim(document, s, e))]
            if not inner.contents or _is_attitude(inner):
                continue
        clipped.append(inner)
    return clipped


def _overlap(a: Attribution, b: Attribution) -> bool:
    return any(s < f and t < e for s, e in a.contents for t, f in b.contents)


def _self_report(document: Document, outer: Attribution, inner: Attribution) -> bool:
    """“Putin’s saying he wants …”: the pronoun that opens the clause is its own speaker."""
    if inner.source is None or outer.cue is None:
        return False
    words = document.words_in(*inner.source)
    pronoun = len(words) == 1 and document.keys[words[0]] in ("he", "she", "they", "it", "i", "we")
    return pronoun and abs(inner.source[0] - outer.contents[0][0]) <= 5


def _carries(document: Document, outer: Attribution, inner: Attribution) -> bool:
    """Tell whether `outer` says hardly more than that `inner` spoke: “CNN reported that …”."""
    lead = min(inner.source[0] if inner.source else inner.contents[0][0], inner.contents[0][0])
    begin, end = outer.hull
    if inner.contents == outer.contents:
        return True
    if lead < begin or inner.hull[1] > end:
        return False
    before = len(document.words_in(begin, max(begin, lead)))
    return before <= 2 and before + len(document.words_in(inner.hull[1], end)) <= 4


def _is_attitude(attribution: Attribution) -> bool:
    """Tell a verb with an object or infinitive, as in “Budapest would not support it”, from speech.

    “The minister said Budapest would not support it” is the minister's.
    """
    return attribution.frame == "clause" and attribution.confidence < 0.75


def _without(document: Document, pieces: list[Piece], holes: list[Piece]) -> list[Piece]:
    """Cut `holes` out of `pieces`; scraps without a word go."""
    for left, right in holes:
        cut = []
        for start, end in pieces:
            if right <= start or left >= end:
                cut.append((start, end))
                continue
            for scrap in ((start, min(left, end)), (max(right, start), end)):
                if scrap[0] < scrap[1] and (piece := trim(document, *scrap)):
                    cut.append(piece)
        pieces = cut
    return pieces


def add_leftovers(document: Document, found: list[Attribution]) -> list[Attribution]:
    """Give quotations that no cue reached to the speaker before them, or to nobody.

    A quotation of a sentence goes on from the attribution before it in its paragraph, or in the
    paragraph before where that ended in a quotation; a fragment of under five words stays the
    narrator's (a scare quote).
    """
    result = sorted(found, key=lambda a: a.contents[0])
    for quotation in document.quotations:
        piece = (quotation.outer_start, quotation.outer_end)
        words = document.words_in(quotation.start, quotation.end)
        taken = any(s < piece[1] and piece[0] < e for a in result for s, e in a.contents)
        if not words or taken:
            continue
        before = [a for a in result if a.contents[0][0] < piece[0]]
        previous = max(before, key=lambda a: a.contents[-1], default=None)
        if previous is not None and _continues(document, previous, words, quotation):
            previous.contents = sorted([*previous.contents, piece])
        elif len(words) >= MIN_QUOTATION:
            source = _before_colon(document, words[0])
            result.append(Attribution([piece], source=source, frame="quotation", confidence=0.4))
            result.sort(key=lambda a: a.contents[0])
    return _reopened(document, result)


def _reopened(document: Document, found: list[Attribution]) -> list[Attribution]:
    """Join a paragraph whose quotation stays open to the cue of the paragraph that reopens it."""
    opening = {document.paragraphs[n][0]: n for n in range(len(document.paragraphs))}
    still_open = {q.outer_start: q for q in document.quotations if not q.closed}
    for leftover in [a for a in reversed(found) if a.cue is None and a.source is None]:
        quotation = still_open.get(leftover.contents[-1][0])
        if quotation is None:
            continue
        paragraph = document.paragraph_of[document.words_in(quotation.start, quotation.end)[-1]]
        follower = next(
            (a for a in found if opening.get(a.contents[0][0]) == paragraph + 1 and a.source), None
        )
        if follower is not None:
            follower.contents = sorted([*leftover.contents, *follower.contents])
            found.remove(leftover)
    return found


def _continues(
    document: Document, previous: Attribution, words: range, quotation: Quotation
) -> bool:
    """Tell whether the quotation goes on from `previous`: same paragraph, or a quoted run."""
    inside = document.text[quotation.start : quotation.end].strip()
    if not inside[:1].isupper() or (len(words) < 3 and not inside.endswith((".", "!", "?"))):
        return False
    last_word = document.words_in(*previous.contents[-1])[-1]
    apart = document.paragraph_of[words[0]] - document.paragraph_of[last_word]
    if apart == 0:
        return True
    opens = quotation.outer_start == document.paragraphs[document.paragraph_of[words[0]]][0]
    return apart == 1 and opens and bool(document.quoted[last_word])


def _before_colon(document: Document, word: int) -> Piece | None:
    if word == 0 or ":" not in document.gap(word - 1):
        return None
    source = phrase_ending(document, word, max(0, word - 10))
    return (document.starts[source[0]], document.ends[source[1] - 1]) if source else None
