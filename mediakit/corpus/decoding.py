"""Bytes of a file to lines of text: UTF-8, UTF-16 and UTF-32, else the encoding that fits best."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from mediakit.corpus.encodings import ENCODINGS, FEW, SAMPLE, WINDOWS, tell_encoding

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
HEAD = 8192
LONGEST_LINE = 2**26
ESCAPED = re.compile("[\udc80-\udcff]+")
OTHERS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"BZh",
    b"{\\rtf",
    b"PAR1",
)


def decode(content: bytes, stated: str | None = None) -> tuple[str, str | None]:
    """Return bytes as text, and the name of the encoding where it is not UTF-8 or as stated.

    They are UTF-8, else of the encoding that is `stated`, else UTF-8 with a few odd bytes, else of
    the encoding that fits best: see `tell_encoding`.

    Raises
    ------
    ValueError
        If they are not UTF-8 and nothing tells what they are.
    """
    for encoding in filter(None, ("utf-8", stated)):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding), None
    if _mostly_utf8(content):
        return _patched(content), ENCODINGS[WINDOWS]
    encoding = tell_encoding(content)
    return content.decode(encoding, "replace"), ENCODINGS[encoding]


def _mostly_utf8(content: bytes) -> bool:
    """Say whether most that is beyond ASCII is UTF-8, so that the rest is damage."""
    text = content[:SAMPLE].decode("utf-8", "surrogateescape")
    odd = sum(map(len, ESCAPED.findall(text)))
    return odd < sum(not character.isascii() for character in text) - odd


def _patched(content: bytes) -> str:
    """Read UTF-8, and what is not in it as Windows-1252."""

    def read(odd: re.Match[str]) -> str:
        return odd[0].encode("utf-8", "surrogateescape").decode(WINDOWS, "replace")

    return ESCAPED.sub(read, content.decode("utf-8", "surrogateescape"))


class Lines:
    r"""The lines of a text file, numbered by whoever counts them, line ends kept as they are.

    A few lines of a UTF-8 file that are not are read as Windows-1252, so that one odd line does not
    spoil the others; a file in another encoding is read in that, from the first line that tells.
    `note` then says so.

    Parameters
    ----------
    path : Path
        The file.
    longest : int
        Bytes of a line, above which the file is refused.

    Raises
    ------
    ValueError
        If the file is empty or binary, has too long a line, or is in an encoding that nothing
        tells.
    """

    def __init__(self, path: Path, longest: int = LONGEST_LINE) -> None:
        with path.open("rb") as file:
            head = file.read(HEAD)
        if not head:
            raise ValueError("the file is empty (0 bytes)")
        self.path, self.longest = path, longest
        mark = next((name for mark, name in MARKS if head.startswith(mark)), None)
        self.encoding = mark or _without_mark(head)
        if self.encoding in (None, "utf-8-sig") and _is_binary(head):
            raise ValueError("the file is binary (or PDF, ZIP, RTF …), not plain text")
        # Old Macintosh files end lines with \r alone.
        self._old_mac = self.encoding is None and b"\r" in head and b"\n" not in head
        self._odd: list[int] = []
        self._lost = self._utf8 = 0
        self._told: str | None = None  # the codec of lines that are not UTF-8

    def __iter__(self) -> Iterator[str]:
        if self.encoding not in (None, "utf-8-sig"):
            with self.path.open(encoding=self.encoding, newline="\n") as file:
                while line := file.readline(self.longest):
                    yield self._checked(line)
            return
        with self.path.open("rb") as raw:
            if self.encoding:
                raw.seek(len(codecs.BOM_UTF8))
            number = 0
            while content := raw.readline(self.longest):
                number += 1
                text = self._decode(self._checked(content), number, raw)
                yield from text.splitlines(keepends=True) if self._old_mac else [text]

    def _checked(self, line: Any) -> Any:
        if len(line) >= self.longest:
            raise ValueError(f"a line longer than {self.longest / 2**20:,.0f} MB")
        return line

    def _decode(self, line: bytes, number: int, raw: Any) -> str:
        if line.isascii():
            return line.decode("ascii")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            self._utf8 += 1
            return text
        if self._told is None:
            self._told = self._tell(line, raw)
        self._odd.append(number)
        if self._told == WINDOWS and _mostly_utf8(line):
            text = _patched(line)
        else:
            text = line.decode(self._told, "replace")
        self._lost += text.count("\ufffd")
        return text

    def _tell(self, line: bytes, raw: Any) -> str:
        """Tell the encoding by a line that is not UTF-8, and what comes after it."""
        position = raw.tell()
        sample = line + raw.read(SAMPLE)
        raw.seek(position)
        return WINDOWS if self._utf8 > FEW or _mostly_utf8(sample) else tell_encoding(sample)

    def note(self) -> str | None:
        """Say what was not UTF-8 in the lines read so far; None if all was."""
        if not self._odd or self._told is None:
            return None
        lost = f"; {self._lost} bytes could not be read and became \ufffd" if self._lost else ""
        lines = "1 line" if len(self._odd) == 1 else f"{len(self._odd)} lines"
        return f"not UTF-8: {lines} read as {ENCODINGS[self._told]}{lost}"

    def name(self) -> str | None:
        """Return the encoding as far as it has shown, None for UTF-8."""
        if self._odd and self._told is not None:
            return ENCODINGS[self._told]
        return None if self.encoding in (None, "utf-8-sig") else self.encoding

    def remark(self) -> dict[str, Any]:
        """Return what a reader adds to a row, or yields as one: note, line and encoding."""
        told: dict[str, Any] = {"_encoding": name} if (name := self.name()) else {}
        if note := self.note():
            told |= {"_note": note, "_line": self.first_odd()}
        return told

    def first_odd(self) -> int | None:
        """Return the number of the first line that was not UTF-8."""
        return self._odd[0] if self._odd else None


def _without_mark(head: bytes) -> str | None:
    """Tell UTF-16 and UTF-32 without their mark by where the zeros of Latin letters stand."""
    head = head[: len(head) // 4 * 4]
    zeros = [head[place::4].count(0) / max(len(head) / 4, 1) for place in range(4)]
    for encoding, filled in (("utf-32-le", (0,)), ("utf-32-be", (3,)),
                             ("utf-16-le", (0, 2)), ("utf-16-be", (1, 3))):  # fmt: skip
        if all((zeros[place] < 0.05) if place in filled else (zeros[place] > 0.6)
               for place in range(4)):  # fmt: skip
            return encoding
    return None


def _is_binary(head: bytes) -> bool:
    """Say whether a file's beginning is another program's: a stray NUL alone is no proof."""
    odd = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1b" for byte in head)
    nul = head.count(0) > len(head) * 0.01 + 1
    return head.startswith(OTHERS) or nul or odd > len(head) * 0.3
