"""From what the user gave to the files to read."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Container, Iterable, Iterator
from difflib import get_close_matches
from glob import glob, has_magic
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from mediakit.corpus.archives import TemporaryFolder, is_archive, unpack
from mediakit.corpus.given import OpenFile, as_frame
from mediakit.corpus.readers import HEAD, Format, format_of
from mediakit.corpus.readers.refused import Refused, refuse_ending

FOREIGN = ("__MACOSX", "Thumbs.db", "desktop.ini")
WEB = re.compile(r"https?://\S+$", re.IGNORECASE)
LONG, SENTENCES = 200, 2
#: Bytes up to which a file of one article is read whole.
LARGEST = {"text": 2**26, "web page": 2**26}
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*(?=\s|$)")


class Source(NamedTuple):
    """One thing to read: a file, a table or a text.

    `problem` says why it cannot be read, or with `left_out` why nobody would want it to be. What
    was unpacked is `shown` by its name in the `archive`, and `keeps` the temporary folder.
    """

    given: Path | pd.DataFrame | str
    problem: str | None = None
    format: Format | None = None
    left_out: bool = False
    shown: str | None = None
    keeps: TemporaryFolder | None = None
    archive: str | None = None
    encoding: str | None = None  # as the user says it

    @property
    def name(self) -> str | None:
        """The file as the report names it."""
        plain = self.given.as_posix() if isinstance(self.given, Path) else None
        name = self.shown or plain
        return None if name is None else readable(name)

    @property
    def kind(self) -> str | None:
        """The kind of file or thing, as the record of the load names it."""
        if isinstance(self.given, Path):
            return self.format.name if self.format else None
        return "text given" if isinstance(self.given, str) else "DataFrame"


def find_sources(source: Any, endings: Iterable[str]) -> list[Source]:
    """Find all that `source` names.

    In folders, files are sorted; hidden files, lock files and the parts of saved web pages
    (``NAME_files`` beside ``NAME.html``) are left out. A file that is named twice is read once.
    What is no file (a pipe, a socket, a device) is never opened; links to folders are not followed.

    Raises
    ------
    FileNotFoundError
        If `source` is one path that does not exist.
    TypeError, ValueError
        If it is nothing that can be read.
    """
    source = as_frame(source)
    single = isinstance(source, (str, bytes, pd.DataFrame, OpenFile)) or not isinstance(
        source, Iterable
    )
    items = [source] if single else list(source)
    if not items:
        raise ValueError("Got an empty list; expected files, folders or globs in it.")
    found: list[Source] = []
    for item in items:
        try:
            found += _find(item, tuple(endings))
        except FileNotFoundError as error:
            if len(items) == 1:
                raise
            found.append(Source(Path(str(item)), str(error)))
    seen: set[str] = set()
    return [one for one in found if not _seen(one, seen)]


def _seen(one: Source, seen: set[str]) -> bool:
    if not isinstance(one.given, Path):
        return False
    path = f"{one.archive}\0{one.name}" if one.archive else os.path.realpath(one.given)
    if one.left_out:
        path += "\0"  # what is left out in a folder may have been named itself
    if path in seen:
        return True
    seen.add(path)
    return False


def readable(name: str) -> str:
    r"""Return a file's name as text; bytes that are no UTF-8 are written out.

    Examples
    --------
    >>> readable("caf\udce9.txt")
    'caf\\xe9.txt'
    """
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # half a pair, as Windows allows it
        return name.encode("utf-8", "backslashreplace").decode()


def _find(item: Any, endings: tuple[str, ...]) -> list[Source]:
    item = as_frame(item)
    if isinstance(item, pd.DataFrame):
        return [Source(item)]
    if isinstance(item, OpenFile):
        folder = item.folder
        return [
            one._replace(shown=f"{item.shown}{(one.name or '')[len(item.path.as_posix()) :]}")
            if one.keeps
            else one._replace(shown=item.shown, keeps=folder)
            for one in _checked(item.path)
        ]
    if not isinstance(item, (str, Path)):
        raise TypeError(
            f"Got a {type(item).__name__}; expected a file, a folder, a glob such as 'news/*.txt', "
            "a list of them, a table (DataFrame, polars, Arrow, dict of columns, list of dicts), a "
            "Series of texts, an open file, or one text."
            + (" If these are (id, text), give dict(…) of them." if isinstance(item, tuple) else "")
        )
    if isinstance(item, str) and is_text(item, endings):
        return [Source(item)]
    path = Path(item).expanduser()
    if path.is_dir():
        return _sorted(_walk(path))
    if os.path.lexists(path):
        return _checked(path)
    matches = sorted(glob(str(path), recursive=True)) if has_magic(str(path)) else []
    if not matches:
        raise FileNotFoundError(_no_such(item))
    return [one for match in matches for one in _find(Path(match), endings)]


def is_text(given: str, endings: tuple[str, ...] = ()) -> bool:
    """Say whether a text was given rather than the name of a file.

    A text has a line end, or more than two sentences or 200 characters, or at least blanks and an
    end like a sentence's or five words, and no sign of a path (ending or separator). What exists
    as a file is a file.
    """
    if not given.strip():
        raise ValueError("Got an empty text; expected a file, a folder, a DataFrame, or one text.")
    if "\n" in given or "\r" in given:
        return True
    if _exists(given):
        return False
    if len(given) > LONG or len(SENTENCE_END.findall(given)) > SENTENCES:
        return not (has_magic(given) and glob(given, recursive=True))
    words = given.split()
    if (
        len(words) == 1
        or given.lower().endswith(endings or ("\0",))
        or "/" in given
        or "\\" in given
    ):
        return False
    return bool(SENTENCE_END.search(given[-3:])) or len(words) >= 5


def _exists(given: str) -> bool:
    try:
        return Path(given).expanduser().exists()
    except (OSError, ValueError, RuntimeError):  # too long, a NUL in it, no home folder
        return False


def _walk(folder: Path) -> Iterator[Source]:
    """Yield all that is in a folder and below it; a tree may be as deep as it likes."""
    folders = [folder]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                names = {entry.name: entry for entry in entries}
        except OSError as error:
            yield Source(folder, f"unreadable folder: {error.strerror or error}")
            continue
        for name, entry in names.items():
            path = folder / name
            if reason := _left_out(name, names):
                yield Source(path, reason, left_out=True)
            elif not _is_folder(entry):
                yield from _checked(path)
            elif entry.is_symlink():
                yield Source(path, "a link to a folder: not followed; give the folder itself")
            else:
                folders.append(path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _left_out(name: str, beside: Container[str]) -> str | None:
    """Say why nobody would want a file or folder to be read, if so."""
    if name in FOREIGN:
        return "a file of the system"
    if name.startswith((".~", "~")):
        return "a lock or temporary file of another program"
    if name.startswith("."):
        return "a hidden file or folder"
    page = name.removesuffix("_files")
    if page != name and (f"{page}.html" in beside or f"{page}.htm" in beside):
        return "the parts of a saved page"
    return None


def _sorted(found: Iterable[Source]) -> list[Source]:
    return sorted(found, key=lambda one: Path(one.name or ""))


def _checked(path: Path) -> list[Source]:
    """Return a file with its format, or with what is wrong; an archive as the files in it.

    Only a real file is ever opened.
    """
    try:
        mode, size = path.stat().st_mode, path.stat().st_size
        if not stat.S_ISREG(mode):
            return [Source(path, f"{_what(mode)}, no file: never read")]
        with path.open("rb") as file:
            head = file.read(HEAD)
        if is_archive(path, head):
            return _members(path)
        form = format_of(path, head)
    except Refused as error:
        return [Source(path, str(error))]
    except FileNotFoundError:
        gone = "a link that leads nowhere" if path.is_symlink() else "the file is gone"
        return [Source(path, f"unreadable file: {gone}")]
    except Exception as error:  # what tells a format may fail in any way
        said = error.strerror if isinstance(error, OSError) else str(error)
        return [Source(path, f"unreadable file: {said or type(error).__name__}")]
    if form is None:
        return [Source(path, str(refuse_ending(path)))]
    if size > LARGEST.get(form.name, size):
        large = f"{size / 2**20:,.0f} MB, more than one article holds: divide it"
        return [Source(path, large, form)]
    return [Source(path, format=form)]


def _members(path: Path) -> list[Source]:
    """Return the files in an archive, sorted, and what could not be unpacked."""
    folder = TemporaryFolder()
    members = unpack(path, folder.path)
    found = [_inside(path.as_posix(), one, folder.path) for one in _walk(folder.path)]
    for member in members:
        if member.problem:
            name = f"{path.as_posix()}/{member.name}" if member.name else path.as_posix()
            found.append(Source(path, member.problem, shown=name))
    archive = os.path.realpath(path)
    found = [one._replace(keeps=folder, archive=archive) for one in found]
    return _sorted(found) or [Source(path, "an archive without a file to read")]


def _inside(name: str, one: Source, folder: Path) -> Source:
    """Return what was unpacked into a folder under its name in the archive."""
    if not isinstance(one.given, Path) or not one.given.is_relative_to(folder):
        return one
    return one._replace(shown=f"{name}/{one.given.relative_to(folder).as_posix()}")


def _what(mode: int) -> str:
    """Say what something is that is no file."""
    kinds = {
        stat.S_IFIFO: "a pipe (FIFO)", stat.S_IFSOCK: "a socket", stat.S_IFDIR: "a folder",
        stat.S_IFCHR: "a device", stat.S_IFBLK: "a device",
    }  # fmt: skip
    return kinds.get(stat.S_IFMT(mode), "something else")


def _no_such(item: str | Path) -> str:
    if WEB.match(str(item)):
        return (
            f"Got the address {str(item)!r}; expected a file, since mediakit never goes online. "
            "Save the page in your browser (as .html) and load that file."
        )
    path = Path(item).expanduser()
    like = [repr((path.parent / name).as_posix()) for name in _names_like(path)]
    advice = f"Did you mean {' or '.join(like)}?" if like else "Check the name."
    return (
        f"No such file, folder or glob: {str(item)!r} (looked in {Path.cwd().as_posix()}). "
        f"{advice} If you mean a text, give it as {{'text': '…'}}."
    )


def _names_like(path: Path) -> list[str]:
    """Return names beside a path that does not exist, of which it may be a mistyped one."""
    try:
        names = {name.casefold(): name for name in sorted(os.listdir(path.parent))}
    except OSError:
        return []
    wanted = path.name.casefold()
    close = get_close_matches(wanted, names, n=2, cutoff=0.75)
    stems = [folded for folded in names if Path(folded).stem == Path(wanted).stem]
    return [names[one] for one in dict.fromkeys([*stems[:2], *close])][:2]


def may_be_name(given: str) -> str | None:
    """Say that what was read as a text may be the mistyped name of a file or folder.

    Examples
    --------
    >>> may_be_name("Guardian articles on farming in 2018")
    "there is no file or folder 'Guardian articles on farming in 2018': it was read as the text of \
one article"
    >>> may_be_name("Taxes rise. Nobody asked.") is None
    True
    """
    line = given.strip()
    if "\n" in line or "\r" in line or len(line) > LONG or SENTENCE_END.search(line[-3:]):
        return None
    return f"there is no file or folder {line!r}: it was read as the text of one article"
