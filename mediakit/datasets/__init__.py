"""Public research corpora by name, each with what people annotated in it.

Nothing of a corpus comes with mediakit: it is fetched from where its authors publish it, or read
from your own copy. `names` lists the corpora, `cite` says whom to cite and under which licence.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from mediakit.contract.tables import TEXT, known
from mediakit.datasets import allsides, babe, basil, polnear
from mediakit.datasets.files import find_clone, find_files
from mediakit.datasets.gold import Corpus
from mediakit.datasets.registry import read_registry

__all__ = ["Corpus", "cite", "load", "names"]

FETCHED: dict[str, Callable[..., Corpus]] = {"basil": basil.read, "babe": babe.read}
CLONED: dict[str, tuple[Callable[[Path], Corpus], str]] = {
    "polnear": (polnear.read, polnear.NEEDED),
    "allsides": (allsides.read, allsides.NEEDED),
}


def load(name: str, path: str | Path | None = None) -> Corpus:
    """Load a public corpus: its articles, and what people annotated in them.

    ``basil`` and ``babe`` are looked for in the folder that the environment variable
    ``MEDIAKIT_DATA`` names, then in pooch's cache; only then are they fetched, from a pinned
    address, and kept in the cache. A file counts only with the right sha256. ``polnear`` and
    ``allsides`` are read from a clone of their repository.

    Texts stand as they were published and are not cleaned, for the offsets count in them. What is
    missed: BASIL's archive has no paragraphs (its sentences are joined by a blank); BABE says which
    word was marked, not which of its occurrences (all are given; ``n_places`` counts them).

    Parameters
    ----------
    name : {"basil", "babe", "polnear", "allsides"}
        See `names`.
    path : path, optional
        The folder that holds the files of the corpus, or of the clone. No network is used.

    Returns
    -------
    Corpus
        ``articles`` as from `load_articles`, with further columns of the corpus (``event`` in
        BASIL), and ``gold``, a dict of tables:

        - basil: ``spans`` (``label`` lexical or informational, ``start``, ``end``, ``text``,
          ``target``, ``polarity``, ``aim``, ``indirect_target``, ``indirect_sentiment``,
          ``quote``, ``speaker``, ``sentence``, ``alignment``), ``sentences``, ``stance``,
          ``sentiment``;
        - babe, whose articles are single sentences: ``sentences`` (``group``, ``bias``,
          ``opinion``) and ``words`` (``start``, ``end``, ``text``, ``word``, ``n_places``). The
          sentences of group SG1 may stand in SG2 again: count in one group at a time;
        - polnear: ``spans`` (``annotator``, ``attribution``, ``kind``, ``label``, ``piece``,
          ``start``, ``end``, ``text``); no attribution: marked, but in none;
        - allsides: ``labels`` (``leaning``, ``split_random``, ``split_media``).

        ``unaligned`` stands in each: what could not be laid on the text, and why.

    Raises
    ------
    ConnectionError
        If a file could not be fetched.
    FileNotFoundError
        If a folder that was named, or a file in it, is not there.
    ValueError
        If there is no corpus of that name, a file has another sha256, or a clone is needed.

    Examples
    --------
    >>> articles, gold = load("basil")  # doctest: +SKIP
    >>> gold["spans"].groupby("label").size()  # doctest: +SKIP
    >>> load("polnear")
    Traceback (most recent call last):
    ValueError: PolNeAR is read from a clone of its repository. Clone it (git clone \
https://github.com/networkdynamics/PolNeAR) and say where: mk.datasets.load('polnear', \
path='PolNeAR').
    """
    entry = read_registry()[known(name, [*FETCHED, *CLONED], "corpus")]
    if name in FETCHED:
        return FETCHED[name](*find_files(entry, path))
    read, needed = CLONED[name]
    return read(find_clone(entry, path, needed))


def names() -> pd.DataFrame:
    """List the corpora that `load` knows.

    Returns
    -------
    DataFrame
        ``name``, ``about``, ``how`` (fetched, or read from a clone), ``citation``, ``licence``,
        ``repository``, ``commit`` (the pinned one of what is fetched).

    Examples
    --------
    >>> names().set_index("name").how.to_dict()
    {'basil': 'fetched', 'babe': 'fetched', 'polnear': 'clone', 'allsides': 'clone'}
    """
    rows = [
        {**entry._asdict(), "how": "fetched" if entry.files else "clone"}
        for entry in read_registry().values()
    ]
    columns = ["name", "about", "how", "citation", "licence", "repository", "commit"]
    table = pd.DataFrame(rows)[columns]
    return table.where(table != "", None).astype(TEXT)


def cite(name: str) -> str:
    """Say whom to cite for a corpus, under which licence it stands, and which version is read.

    Parameters
    ----------
    name : str
        One of `names`.

    Returns
    -------
    str
        Citation, licence or the lack of one, and repository, a line each.

    Raises
    ------
    ValueError
        If there is no corpus of that name.

    Examples
    --------
    >>> print(cite("basil").splitlines()[1])
    Licence: none stated in the repository; the articles belong to their publishers.
    """
    registry = read_registry()
    entry = registry[known(name, list(registry), "corpus")]
    version = f", commit {entry.commit}" if entry.commit else ""
    return f"{entry.citation}.\nLicence: {entry.licence}.\nRepository: {entry.repository}{version}."
