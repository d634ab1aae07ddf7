"""The user's own word on speakers and hits: renamed, given a kind, or struck, without code."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mediakit.contract.tables import Found
from mediakit.reading.aliases.apply import apply_aliases
from mediakit.reading.aliases.effects import describe_aliases, identity, record, report_rows, tell
from mediakit.reading.aliases.table import Aliases, read_aliases

__all__ = [
    "Aliases",
    "apply_aliases",
    "correct",
    "describe_aliases",
    "identity",
    "read_aliases",
    "record",
    "report_rows",
    "tell",
]


def correct(
    articles: pd.DataFrame, found: Found, aliases: str | Path | pd.DataFrame | Aliases
) -> Found:
    """Apply a list of aliases and exclusions of your own to what was found.

    A row renames speakers, sets their kind of source, or strikes false hits. Where attributions go
    or change hands, the voice and speaker of every span and word there are decided anew. Rows look
    at what `find` found, not at what other rows made of it; where two disagree, the one with more
    conditions wins, of equals the lower one. What is struck is not also changed.

    Parameters
    ----------
    articles : DataFrame
        The articles. What was found in others is left out.
    found : Found
        What `find` returned for them. It is not changed.
    aliases : path of a CSV, TSV or XLSX file, or DataFrame
        All columns are optional, and an empty cell asks for nothing. ``action`` is ``change`` (or
        empty) or ``exclude``. What to look for: ``name`` (a speaker as mediakit calls them),
        ``source`` and ``cue`` (as they stand in the text), ``article_id``, ``outlet``, ``field``,
        ``start``, ``end``; to strike other hits ``signal``, ``label``, ``term`` (the words, or the
        entry of the list, such as ``loaded:12``). What to set: ``speaker``, ``source_type``,
        ``anonymous`` (yes, no). ``note`` is yours. The form of apostrophes does not count, nor,
        but for ``name``, does case.

    Returns
    -------
    Found
        The same five tables. ``report`` says for each row of the list what it did, or why it
        matched nothing; ``readings`` name the list, and count per article what it changed and
        struck. Attributions keep their ids, so those of struck ones are missing.

    Raises
    ------
    ValueError
        If a column, action, kind of source or place is unknown, or a row asks for nothing.

    Examples
    --------
    >>> import mediakit as mk
    >>> articles = mk.load_articles("The mill shut, Reed said. It rained.", progress=False)
    >>> rows = pd.DataFrame({"name": ["Reed", "Rede"], "speaker": "Ann Reed"})
    >>> found = mk.correct(articles, mk.find(articles), rows)
    >>> found.attributions["speaker"].tolist()
    ['Ann Reed']
    >>> for reason in found.report["reason"]:
    ...     print(reason)
    alias changed: 1 attribution in 1 article
    alias matched nothing: no speaker is called 'Rede'
    """
    table = read_aliases(aliases)
    corrected, hits = apply_aliases(articles, found, table)
    return tell(corrected, table, hits)
