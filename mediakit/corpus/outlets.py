"""One outlet, one spelling: names that differ in capitals, blanks, “The”, “www.” or “.com” only."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pandas as pd

from mediakit.contract.tables import TEXT
from mediakit.contract.wording import number
from mediakit.corpus.notes import REMARK, WARNING, Notes

PLACE = re.compile(r"(.*\S)\s*[(\[][^()\[\]]+[)\]]")  # The Post (Halm)
ADDRESS = re.compile(r"^(?:https?://)?(?:www\.)?")


def join_outlets(frame: pd.DataFrame, notes: Notes, spellings: dict[str, str]) -> None:
    """Write each outlet of `frame` in its commonest spelling, and say so in the report.

    Parameters
    ----------
    frame : DataFrame
        Articles; ``outlet`` changes.
    notes : Notes
        One row a spelling that was changed.
    spellings : dict
        Those of earlier batches of the same load, which stay; new ones are entered.

    Examples
    --------
    >>> articles = pd.DataFrame({"outlet": ["The Post", "the post", "POST.com", "The Post", None]})
    >>> join_outlets(articles, Notes(), {})
    >>> articles["outlet"].tolist()[:4]
    ['The Post', 'The Post', 'The Post', 'The Post']
    """
    counts = Counter(frame["outlet"].dropna())
    groups: dict[str, list[str]] = defaultdict(list)
    for outlet in counts:  # in the order in which they come
        groups[_key(outlet)].append(outlet)
    renamed = {}
    for key, alike in groups.items():
        chosen = spellings.setdefault(
            key, max(alike, key=lambda one: (counts[one], not _is_odd(one)))
        )
        for outlet in alike:
            if outlet != chosen:
                renamed[outlet] = chosen
                reason = (
                    f"outlet {outlet!r} ({number(counts[outlet], 'article')}) is written "
                    f"{chosen!r}: taken for one"
                )
                notes.add(REMARK, reason, None, None, None, "outlet")
    _warn_of_places(counts, groups, spellings, notes)
    if renamed:
        frame["outlet"] = frame["outlet"].map(lambda o: renamed.get(o, o)).astype(TEXT)


def _warn_of_places(
    counts: Counter[str], groups: dict[str, list[str]], spellings: dict[str, str], notes: Notes
) -> None:
    """Say where “The Post (Halm)” stands beside “The Post”: the place may tell two papers apart."""
    for alike in groups.values():
        for outlet in alike:
            found = PLACE.fullmatch(outlet)
            if found and (other := spellings.get(_key(found[1]))):
                reason = (
                    f"outlet {outlet!r} ({number(counts[outlet], 'article')}) stands beside "
                    f"{other!r} and counts as another: if they are one, write one name in both"
                )
                notes.add(WARNING, reason, None, None, None, "outlet")


def _is_odd(outlet: str) -> bool:
    """Say whether a spelling is an address or ends with a stray mark: not the one to keep."""
    return (" " not in outlet and "." in outlet) or outlet.rstrip(" .,;:/") != outlet


def _key(outlet: str) -> str:
    """Return what is alike in the spellings of one outlet.

    Examples
    --------
    >>> {_key(name) for name in ("The Hill", "thehill.com", "www.TheHill.com/", "the  Hill.")}
    {'hill'}
    >>> _key("Therapy Today"), _key("The"), _key("CNN.com.")
    ('therapytoday', 'the', 'cnn')
    """
    name = " ".join(outlet.split()).casefold().strip(" .,;:/")
    bare = ADDRESS.sub("", name).removesuffix(".com")
    article = "the" if bare != name and " " not in bare else "the "
    short = bare.removeprefix(article).replace(" ", "")
    return short or name or outlet
