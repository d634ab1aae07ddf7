"""Articles that are one text: printed twice, in a later version, or as agency copy by several."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, Protocol

import numpy as np
import pandas as pd

from mediakit.contract import tables
from mediakit.contract.cells import plain
from mediakit.contract.wording import percent
from mediakit.corpus.copies.groups import Link, Member, gather
from mediakit.corpus.copies.kinds import (
    COPY,
    SAME,
    TEMPLATE,
    UPDATE,
    WIRE,
    Told,
    is_template,
    kind_of,
    quoted,
    same_numbers,
)
from mediakit.corpus.copies.repeated import LATER, without_repeated
from mediakit.corpus.copies.similarity import (
    Array,
    covered,
    fingerprints,
    number_words,
    shared_words,
    similarity,
)
from mediakit.corpus.packing import set_aside

LEAST = 0.4  # of the shorter one's words, before two articles are copies
NEARLY_ALL = 0.8  # the same for what follows from little: short articles, dates far apart
SHORT = 50  # words
BRIEF = 20  # words: below, only the same text is a copy
RANK = (SAME, UPDATE, COPY, WIRE)  # what a centre is called that is several things to others
#: Columns of the articles that tell copies.
READ = ("article_id", "text", "outlet", "published", "title", "copy_group", "copy_kind")
DUPLICATES: dict[str, Any] = {
    "article_id": tables.TEXT, "group": tables.TEXT, "kind": tables.TEXT, "similarity": "Float64",
    "like": tables.TEXT, "outlet": tables.TEXT, "published": "datetime64[us]",
    "title": tables.TEXT, "n_words": tables.COUNT,
}  # fmt: skip
REASONS = {
    SAME: "the same as in", UPDATE: "another version of", WIRE: "copy shared with",
    COPY: "copy of", TEMPLATE: "no copy, a form filled in anew:",
}  # fmt: skip


def duplicates(articles: pd.DataFrame, *, least: float = LEAST) -> pd.DataFrame:
    """Find articles that are one text: printed twice, in a later version, or as agency copy.

    Two articles are copies where at least `least` of the shorter one's words stand in runs of five
    words or more that the other has, too. Case, punctuation and typography do not count, nor does
    the order of paragraphs, so that cuts, other leads, datelines, labels and headlines leave a
    copy a copy. What follows from little needs .8: texts under 50 words, and texts published more
    than 10 days apart, which share a gallery or a speech more often than a story. Below 20 words
    only the same text is a copy. What three articles or more repeat that otherwise differ (lines
    of the page, notices, galleries) is left out before.

    No copies are two stories that share little but what both quote (of the words outside
    quotation marks less than half of `least`), and reports of one form, such as the weather,
    where over half of the numbers in what is alike are others (on one day, of the names, too).
    Every member of a group shares that much with the group's centre, the article that shares most
    with others, and with other members some of that part, or their rare words; so nothing is
    joined over a chain of pairs, a digest that holds two whole stories is a copy of neither, and
    two long stories that hold the same short one are not copies of each other.

    Misses what was worded anew, translated, or has every fifth word changed. A document printed by
    both counts as shared text. Pairs are counted, not estimated; only the search for them looks at
    a quarter of all runs, so that a pair of texts under 30 words may be overlooked.

    Parameters
    ----------
    articles : DataFrame
        The articles. ``outlet`` tells a version from wire copy, ``published`` helps.
    least : float, default 0.4
        Share of the shorter article's words. Lower finds stories with an agency's paragraphs in
        them, and more that only quote the same speech: read some of the pairs with `diff`.

    Returns
    -------
    DataFrame
        One row an article that has copies, by group, the centre first: ``article_id``; ``group``
        (the id of its earliest article); ``kind``, what it is to the centre: ``same`` (the same
        words, outlets not told apart), ``update`` (the same outlet, other words), ``wire``
        (another outlet), ``copy`` (other words, outlets not known), ``template`` (a form, such as
        the weather, with other numbers on another day: no copy); ``similarity``, the share of the
        shorter one's words; ``like``, the article compared with, of a centre the one of its kind
        most like it; ``outlet``, ``published``, ``title`` to judge it by; ``n_words``.

    Raises
    ------
    ValueError
        If `least` is no share, or article ids are absent or repeated.

    Examples
    --------
    >>> story = ("The harbour of Halm will close for a year, the council decided on Monday. Boats "
    ...     "move to the southern quay, and the state will pay most of what the work costs. ") * 2
    >>> texts = ["HALM (Wire) - " + story, "A year without boats. " + story[:250], "It rained."]
    >>> table = pd.DataFrame({"article_id": list("abc"), "text": texts,
    ...     "outlet": ["Wire", "Echo", "Sun"]})
    >>> duplicates(table)[["article_id", "group", "kind", "like"]].values.tolist()
    [['a', 'a', 'wire', 'b'], ['b', 'a', 'wire', 'a']]

    References
    ----------
    Broder (1997), *On the resemblance and containment of documents*; Cagé, Hervé and Viaud (2020),
    *The Production of Information in an Online World*, on copying between outlets.
    """
    tables.check(articles, "articles")
    if isinstance(least, bool) or not isinstance(least, (int, float)) or not 0.1 <= least <= 1:
        raise ValueError(f"Got least={least!r}; expected a share of words from 0.1 to 1.")
    numbered = number_words(map(plain, articles["text"]))
    return _table(articles, articles["text"].iloc, numbered, least)


def _table(
    articles: pd.DataFrame, texts: ByPlace, numbered: list[Array], least: float
) -> pd.DataFrame:
    """Return what `duplicates` does, of texts that are given by place and as numbers of words."""
    found = _Copies(texts, numbered, _told(articles), least)
    groups = [(group, False) for group in gather(found.links, numbered)]
    taken = {member.article for group, _ in groups for member in group}
    forms = [one for one in found.forms if not {one.first, one.second} & taken]
    groups += [(group, True) for group in gather(forms, numbered)]
    rows = [
        row for group, is_form in groups for row in _rows(group, is_form, articles, found, numbered)
    ]
    columns = list(zip(*rows, strict=True)) or [()] * len(DUPLICATES)
    return pd.DataFrame(
        {
            name: tables.as_dtype(pd.Series(list(values), dtype=object), dtype)
            for (name, dtype), values in zip(DUPLICATES.items(), columns, strict=True)
        }
    )


class ByPlace(Protocol):
    """Values by place: a column, or one at rest."""

    def __getitem__(self, place: int, /) -> Any: ...


class _Copies:
    """The links between articles: copies, and forms filled in anew."""

    def __init__(
        self, texts: ByPlace, numbered: list[Array], told: list[Told], least: float
    ) -> None:
        self.texts, self.told, self.least = texts, told, least
        seen: dict[bytes, int] = {}
        digests = (blake2b(words.tobytes(), digest_size=20).digest() for words in numbered)
        self.twin = [seen.setdefault(digest, at) for at, digest in enumerate(digests)]
        self.links: list[Link] = []
        self.forms: list[Link] = []
        twins: dict[int, list[int]] = {}
        for at, first in enumerate(self.twin):
            twins.setdefault(first, []).append(at)
            if at != first and len(numbered[at]):  # what has no word is no text
                self.links.append(Link(first, at, 1.0))
        places = list(twins)  # of texts that differ
        days = np.array([told[at].day for at in places])
        own = without_repeated([numbered[at] for at in places], days)
        for pair in shared_words(own, least):
            one, other = places[pair.first], places[pair.second]
            share = similarity(pair, own)
            if share < self._asked(pair.first, pair.second, own, (told[one], told[other]), least):
                continue
            if len(own[pair.first]) < BRIEF or len(own[pair.second]) < BRIEF:
                continue
            if share < NEARLY_ALL and self._is_quoted(one, other, numbered):
                continue
            if self._is_form(one, other):
                self.forms.append(Link(one, other, share))
            else:
                self.links += (Link(a, b, share) for a in twins[one] for b in twins[other])

        self._link_filled(twins, own, numbered)

    def _link_filled(
        self, twins: dict[int, list[int]], own: list[Array], numbered: list[Array]
    ) -> None:
        """Link the copies of a form that itself repeats: hardly a word of it is its own."""
        forms = [
            at for at, left in zip(twins, own, strict=True) if len(left) * 2 < len(numbered[at])
        ]
        known = {frozenset(link[:2]) for link in self.links}
        whole = [numbered[at] for at in forms]
        for pair in shared_words(whole, NEARLY_ALL) if len(forms) > 1 else ():
            one, other = forms[pair.first], forms[pair.second]
            texts = (plain(self.texts[at]) for at in (one, other))
            soon = abs(self.told[one].day - self.told[other].day) <= LATER
            if soon and frozenset((one, other)) not in known and same_numbers(*texts):
                share = similarity(pair, whole)
                self.links += (Link(a, b, share) for a in twins[one] for b in twins[other])

    def identical(self, one: int, other: int) -> bool:
        return self.twin[one] == self.twin[other]

    def _is_form(self, one: int, other: int) -> bool:
        texts = [plain(self.texts[at]) for at in (one, other)]
        return is_template(texts[0], texts[1], (self.told[one], self.told[other]))

    def _is_quoted(self, one: int, other: int, numbered: list[Array]) -> bool:
        """Tell two stories that share little but what both quote."""
        short, long = sorted((one, other), key=lambda at: len(numbered[at]))
        own = ~quoted(plain(self.texts[short]))
        shared = covered(fingerprints(numbered[short]), fingerprints(numbered[long]))
        return int(own.sum()) >= BRIEF and float(shared[own].mean()) < self.least / 2

    @staticmethod
    def _asked(
        one: int, other: int, texts: list[Array], told: tuple[Told, Told], least: float
    ) -> float:
        short = min(len(texts[one]), len(texts[other])) < SHORT
        return max(least, NEARLY_ALL) if short or abs(told[0].day - told[1].day) > LATER else least


def mark_copies(articles: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Fill ``copy_group`` and ``copy_kind`` of a table of articles; yield what to report of which.

    The columns are changed in place, unless the table came with groups of its own. A form filled
    in anew has a kind and no group: its articles are no copies.
    """
    if {"copy_group", "text"} - set(articles.columns) or articles["copy_group"].notna().any():
        return
    numbered = number_words(map(plain, articles["text"]))
    with set_aside(articles, but=articles.columns.drop("text").tolist()) as resting:
        texts = resting["text"] if "text" in resting else articles["text"].iloc
        table = _table(articles, texts, numbered, LEAST)
        del numbered  # before the texts come back
    if table.empty:
        return
    by_id = table.set_index("article_id")
    ids = articles["article_id"]
    groups = by_id["group"].mask(by_id["kind"] == TEMPLATE)
    articles["copy_group"] = ids.map(groups).astype(tables.TEXT)
    articles["copy_kind"] = ids.map(by_id["kind"]).astype(tables.TEXT)
    for row in table.to_dict("records"):
        if row["article_id"] == row["group"]:
            continue
        kind = row["kind"]
        share = "" if kind == SAME else f", {percent(row['similarity'])} of the shorter text"
        yield row["article_id"], f"duplicate text: {REASONS[kind]} {row['like']!r}{share}"


# ------------------------------------------------------------------ rows of the table
def _told(articles: pd.DataFrame) -> list[Told]:
    """Return outlet and day of each article, as far as they are known."""
    n = len(articles)
    outlets = articles["outlet"].tolist() if "outlet" in articles else [None] * n
    dates = articles.get("published")
    days = np.full(n, np.nan)
    if dates is not None and pd.api.types.is_datetime64_any_dtype(dates):
        known = dates.notna().to_numpy()
        days[known] = dates[known].to_numpy("datetime64[D]").astype(float)
    return [
        Told(" ".join(plain(outlet).split()).casefold(), day)
        for outlet, day in zip(outlets, days.tolist(), strict=True)
    ]


def _rows(
    group: list[Member], is_form: bool, articles: pd.DataFrame, found: _Copies,
    numbered: list[Array],
) -> Iterator[tuple[Any, ...]]:  # fmt: skip
    ids = articles["article_id"].tolist()
    beside = [articles[name].tolist() if name in articles else None for name in ("outlet", "title")]
    centre, others = group[0], group[1:]
    told = found.told
    kinds = {
        one.article: TEMPLATE if is_form else kind_of(
            told[one.article], told[centre.article], found.identical(one.article, centre.article)
        )
        for one in others
    }  # fmt: skip
    kinds[centre.article] = TEMPLATE if is_form else max(kinds.values(), key=RANK.index)
    # A date that is not known is no earlier one.
    first = min(
        group, key=lambda one: (np.nan_to_num(told[one.article].day, nan=np.inf), one.article)
    )
    alike = [one for one in others if kinds[one.article] == kinds[centre.article]]
    nearest = max(alike, key=lambda one: (one.similarity, -one.article))
    for one in group:
        like = nearest if one is centre else centre
        outlet, title = (
            plain(values[one.article]) or None if values else None for values in beside
        )
        yield (
            ids[one.article], ids[first.article], kinds[one.article], one.similarity,
            ids[like.article], outlet, _published(told[one.article]), title,
            len(numbered[one.article]),
        )  # fmt: skip


def _published(told: Told) -> np.datetime64 | None:
    return None if np.isnan(told.day) else np.datetime64(int(told.day), "D")
