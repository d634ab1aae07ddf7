"""What is told by its content and cannot be read: each with the way out."""

from __future__ import annotations

import re
from pathlib import Path

from mediakit.corpus.readers.containers import check_parts, kind_of
from mediakit.corpus.readers.trees import PROLOG

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROTECTED = "EncryptedPackage".encode("utf-16-le")
AS_DOCX = "open it in Word or LibreOffice and save it as .docx"
AS_XLSX = "open it in Excel or LibreOffice and save it as .xlsx"
AS_TEXT = "recognise its text first (OCR) and save that as .txt"
AS_EXPORT = "export the texts themselves (as .html, .docx, .rtf or .txt)"
UNPACK = "unpack it, and give the folder"
AS_TABLE = "save the table as .csv (in R: readr::write_csv) or .parquet"

#: First bytes, what it is, what to do.
BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "a picture", AS_TEXT),
    (b"\xff\xd8\xff", "a picture", AS_TEXT),
    (b"GIF8", "a picture", AS_TEXT),
    (b"II*\0", "a picture", AS_TEXT),
    (b"MM\0*", "a picture", AS_TEXT),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", UNPACK),
    (b"SQLite format 3\0", "an SQLite database", AS_TABLE),
    (b"$FL2", "an SPSS file", AS_TABLE),
    (b"<stata_dta>", "a Stata file", AS_TABLE),
    (b"RDX", "an R file", AS_TABLE),
    (b"X\n\0\0\0", "an R file", AS_TABLE),
    (b"RDA", "an R file", AS_TABLE),
    (b"\x89HDF", "an HDF5 file", AS_TABLE),
    (b"WARC/", "a web archive (WARC)", "take the pages out of it and save them as .html"),
    (b"TY  - ", "a list of references (RIS) without texts", AS_EXPORT),
    (b"@article{", "a list of references (BibTeX) without texts", AS_EXPORT),
    (b"@misc{", "a list of references (BibTeX) without texts", AS_EXPORT),
    (b"wOFF", "a font", "leave it out"),
    (b"ID3", "a sound", "transcribe it, and save that as .txt"),
    (b"OggS", "a sound", "transcribe it, and save that as .txt"),
)
KINDS: dict[str, tuple[str, str]] = {
    "xlsb": ("a binary Excel workbook", AS_XLSX),
    "pptx": ("a PowerPoint file", "save its text as .docx or .txt"),
    "pages": ("an Apple Pages or Numbers file", "export it as .docx, .xlsx or .csv"),
    "application/epub+zip": ("an EPUB book", "save its chapters as .html"),
    "application/vnd.oasis.opendocument.spreadsheet": ("an OpenDocument table", AS_XLSX),
    "application/vnd.oasis.opendocument.presentation": ("a presentation", "save it as .txt"),
}
SAVE_AS = {
    **dict.fromkeys((".doc", ".wpd", ".wps", ".pages"), AS_DOCX),
    **dict.fromkeys((".xls", ".xlsb", ".ods", ".numbers"), AS_XLSX),
    **dict.fromkeys(
        (".ris", ".bib", ".enw", ".nbib", ".ciw"), f"references without texts: {AS_EXPORT}"
    ),
    ".msg": "open it in a mail program and save it as .eml",
    **dict.fromkeys((".rds", ".rdata", ".sav", ".dta", ".sas7bdat", ".sqlite", ".db"), AS_TABLE),
    **dict.fromkeys((".pkl", ".pickle"), "save the table as .parquet: a pickle may run programs"),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff"), AS_TEXT),
    **dict.fromkeys((".7z", ".rar", ".zst"), UNPACK),
    **dict.fromkeys((".mp3", ".mp4", ".wav", ".m4a"), "transcribe it, and save that as .txt"),
    **dict.fromkeys((".srt", ".vtt"), "save its text without the times as .txt"),
    ".webloc": "it is an address: save the page as .html",
    ".url": "it is an address: save the page as .html",
}
ROOT = re.compile(PROLOG + rb"<([\w:.-]+)", re.DOTALL)


class Refused(ValueError):
    """A file of a kind that cannot be read; the message says what it is and what to do."""


def refuse_content(path: Path, head: bytes) -> None:
    """Raise `Refused` if the content is of a kind that no reader reads."""
    if head.startswith(OLE):
        raise Refused(_explain(*_old_office(path, head)))
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \r\n")
    for beginning, what, advice in BEGINNINGS:
        if begins.startswith(beginning):
            raise Refused(_explain(what, advice))
    if head.startswith(b"PK\x03\x04"):
        kind = kind_of(path)
        if kind in KINDS:
            raise Refused(_explain(*KINDS[kind]))
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") and (root := ROOT.match(head)):
        name = root[1].decode("ascii", "replace")
        if b"Excel.Sheet" in head or name == "Workbook":
            raise Refused(_explain("an Excel workbook as XML", AS_XLSX))
        if name.lower() not in ("html", "!doctype"):
            raise Refused(
                f"XML of a kind that is not known (its root is <{name}>): save it as .html, .csv "
                "or .txt; known are NITF, NewsML and RSS"
            )


def refuse_parts(path: Path, head: bytes) -> None:
    """Raise `Refused` if a document is a ZIP whose parts unpack to more than can be text."""
    if head.startswith(b"PK\x03\x04") and kind_of(path) != "zip" and (reason := check_parts(path)):
        raise Refused(reason)


def refuse_ending(path: Path) -> Refused:
    """Return the refusal of a file whose content and ending tell nothing."""
    ending = path.suffix.lower()
    advice = SAVE_AS.get(ending, "save it as .txt or .csv, or name it by what it is")
    return Refused(f"unknown ending {path.suffix!r}: {advice}")


def _explain(what: str, advice: str) -> str:
    return f"{what}: {advice}"


def _old_office(path: Path, head: bytes) -> tuple[str, str]:
    """Tell an old Word, Excel or Outlook file, and a new one with a password."""
    ending = path.suffix.lower()
    if PROTECTED in head or (ending in (".docx", ".xlsx") and PROTECTED in _directory(path)):
        return "protected by a password", "open it with its program and save it without one"
    if "WordDocument".encode("utf-16-le") in head or ending in (".doc", ".docx", ".rtf", ".txt"):
        return "an old Word document (.doc)", AS_DOCX
    if "Workbook".encode("utf-16-le") in head or ending in (".xls", ".xlsx", ".csv"):
        return "an old Excel workbook (.xls)", AS_XLSX
    if ending == ".msg" or "__substg".encode("utf-16-le") in head:
        return "an Outlook message (.msg)", "open it in a mail program and save it as .eml"
    return "an old Office file", "open it with its program and save it as .docx or .xlsx"


def _directory(path: Path) -> bytes:
    """Return the directory of an OLE file, where the names of its streams stand."""
    with path.open("rb") as file:
        head = file.read(512)
        size = 1 << int.from_bytes(head[30:32], "little")
        file.seek((int.from_bytes(head[48:52], "little") + 1) * size)
        return file.read(4096)
