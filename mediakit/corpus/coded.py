"""Files in an encoding that their user knows: read as a copy in UTF-8."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mediakit.corpus.archives import TemporaryFolder
from mediakit.corpus.decoding import MARKS
from mediakit.corpus.readers import Format

CHUNK = 2**20
#: Formats whose bytes may be in any encoding; others say it themselves.
ANY_ENCODING = frozenset({
    "text", "table in a text file", "JSON", "JSON lines", "CoNLL-U", "GDELT", "web page",
    "table in a web page", "Nexis export (text)", "older Nexis export (text)",
    "older Nexis export (HTML)", "ProQuest export (text)", "ProQuest export (HTML)",
    "Factiva export (text)", "Factiva export (HTML)", "Europresse export (HTML)",
})  # fmt: skip


def checked_encoding(encoding: str | None) -> str | None:
    """Return the codec's own name of an encoding.

    Raises
    ------
    ValueError
        If Python knows no such encoding of text.

    Examples
    --------
    >>> checked_encoding("Windows-1251"), checked_encoding("latin1"), checked_encoding(None)
    ('cp1251', 'iso8859-1', None)
    """
    if encoding is None:
        return None
    try:
        name = codecs.lookup(encoding).name
        "a".encode(name)
    except (LookupError, TypeError, ValueError):
        raise ValueError(
            f"Got encoding={encoding!r}, which is none that Python knows; expected a name such as "
            "'cp1252', 'cp1251', 'latin-1', 'mac-roman', 'utf-16' or 'gb18030'."
        ) from None
    return name


def read_coded(form: Format, path: Path, encoding: str | None) -> Iterator[dict[str, Any]]:
    """Read a file in `encoding`, where its format leaves that open and no mark says another.

    What is not of that encoding becomes U+FFFD, and that is noted.
    """
    with path.open("rb") as file:
        marked = file.read(4).startswith(tuple(mark for mark, _ in MARKS))
    if encoding is None or marked or form.name not in ANY_ENCODING:
        yield from form.read(path)
        return
    folder = TemporaryFolder()
    copy = folder.path / path.name
    lost = _copy(path, copy, encoding)
    if encoding != "utf-8":
        yield {"_encoding": encoding}
    if lost:
        yield {"_note": f"{lost:,} bytes are not {encoding}, as encoding= says: they became \ufffd"}
    yield from form.read(copy)


def _copy(path: Path, copy: Path, encoding: str) -> int:
    """Write a copy in UTF-8; return how many characters could not be read."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    lost = 0
    with path.open("rb") as file, copy.open("w", encoding="utf-8", newline="") as out:
        while chunk := file.read(CHUNK):
            text = decoder.decode(chunk)
            lost += text.count("\ufffd")
            out.write(text)
        text = decoder.decode(b"", final=True)
        lost += text.count("\ufffd")
        out.write(text)
    return lost
