"""Bytes of a file to lines of text: UTF-8, UTF-16 with its mark, else Windows-1252."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
HEAD = 8192
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


def decode(content: bytes, stated: str | None = None) -> tuple[str, bool]:
    """Return bytes as text, and whether they had to be read as Windows-1252, as Excel saves a CSV.

    They are UTF-8, else of the encoding that is `stated`, else Windows-1252.
    """
    for encoding in filter(None, ("utf-8", stated)):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding), False
    return content.decode("cp1252", "replace"), True


class Lines:
    r"""The lines of a text file, numbered by whoever counts them, line ends kept as they are.

    Each line that is not UTF-8 is read as Windows-1252, so that one odd line does not spoil the
    others; `note` then says how many there were.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    ValueError
        If the file is empty or binary.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            head = file.read(HEAD)
        if not head:
            raise ValueError("the file is empty (0 bytes)")
        self.path = path
        self.encoding = next((name for mark, name in MARKS if head.startswith(mark)), None)
        if self.encoding in (None, "utf-8-sig") and _is_binary(head):
            raise ValueError("the file is binary (or PDF, ZIP, RTF …), not plain text")
        # Old Macintosh files end lines with \r alone.
        self._old_mac = self.encoding is None and b"\r" in head and b"\n" not in head
        self._odd: list[int] = []
        self._lost = 0

    def __iter__(self) -> Iterator[str]:
        if self.encoding in ("utf-16", "utf-32"):
            with self.path.open(encoding=self.encoding, newline="\n") as file:
                yield from file
            return
        with self.path.open("rb") as raw:
            if self.encoding:
                raw.seek(len(codecs.BOM_UTF8))
            for number, line in enumerate(raw, 1):
                text = self._decode(line, number)
                yield from text.splitlines(keepends=True) if self._old_mac else [text]

    def _decode(self, line: bytes, number: int) -> str:
        text, odd = decode(line)
        if odd:
            self._odd.append(number)
            self._lost += text.count("\ufffd")
        return text

    def note(self) -> str | None:
        """Say what was not UTF-8 in the lines read so far; None if all was."""
        if not self._odd:
            return None
        lost = f"; {self._lost} bytes could not be read and became \ufffd" if self._lost else ""
        lines = "1 line" if len(self._odd) == 1 else f"{len(self._odd)} lines"
        return f"not UTF-8: {lines} read as Windows-1252 (cp1252){lost}"

    def first_odd(self) -> int | None:
        """Return the number of the first line that was not UTF-8."""
        return self._odd[0] if self._odd else None


def _is_binary(head: bytes) -> bool:
    """Say whether a file's beginning is another program's: a stray NUL alone is no proof."""
    odd = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1b" for byte in head)
    nul = head.count(0) > len(head) * 0.01 + 1
    return head.startswith(OTHERS) or nul or odd > len(head) * 0.3
