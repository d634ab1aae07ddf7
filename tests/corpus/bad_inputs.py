"""Bad inputs, each built in a folder of its own beside one good article, and what becomes of it.

docs/import.md has them as a table: `python3 run.py docs` writes it, test_bad_inputs.py compares.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import socket
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pandas as pd

from mediakit.corpus.load import imports, load_articles, report

GOOD = "The council closed the bridge. “It is not safe,” said Ann Lee."
TEXT = "The ferry runs every hour. “We wait,” said Bo Li."
ROW = f'"{TEXT}",Post\n'
DEEP = "d" * 200
#: What takes seconds.
SLOW = {"20,000 columns", "entities that multiply, in a feed", "a line of 65 MB in a table"}
LINE = json.dumps({"text": TEXT})
Build = bytes | str | Callable[[Path], object]


class Outcome(NamedTuple):
    """What became of a bad input."""

    read: int
    kinds: tuple[str, ...]
    reasons: tuple[str, ...]


def docx(*paragraphs: str) -> bytes:
    import docx as word

    document, buffer = word.Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(buffer)
    return buffer.getvalue()


def xlsx(*rows: tuple[object, ...]) -> bytes:
    from openpyxl import Workbook

    book, buffer = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(buffer)
    return buffer.getvalue()


def parquet(**columns: list[object]) -> bytes:
    buffer = io.BytesIO()
    pd.DataFrame(columns).to_parquet(buffer)
    return buffer.getvalue()


def zipped(**parts: bytes | str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


def unzipped_as(name: str, content: bytes | str = TEXT) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def tarred_link(path: Path) -> None:
    with tarfile.open(path, "w") as archive:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)


def replaced(content: bytes, part: str, by: bytes) -> bytes:
    """Return an archive with one of its parts replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, by if name == part else old.read(name))
    return buffer.getvalue()


def deep(path: Path) -> None:
    here = os.open(path.parent, os.O_RDONLY)
    for _ in range(30):  # in steps: no path may be as long as the whole
        os.mkdir(DEEP, dir_fd=here)
        below = os.open(DEEP, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)


def undo_deep(folder: Path) -> None:
    top, inner = folder / DEEP, folder / "e"
    while top.is_dir():  # a path as long as the whole could not be removed
        if (top / DEEP).is_dir():
            (top / DEEP).rename(inner)
        top.rmdir()
        if inner.is_dir():
            inner.rename(top)


def socketed(path: Path) -> None:
    short = os.path.relpath(path)
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(short if len(short) < len(str(path)) else str(path))


def folder_named(path: Path) -> None:
    path.mkdir()
    (path / "inside.txt").write_text(TEXT, encoding="utf-8")


BOMB = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {n} "{f"&{p};" * 10}">' for p, n in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip
FEED = '<?xml version="1.0"?>{}<rss version="2.0"><channel><title>Post</title><item><title>T</title>{}</item></channel></rss>'
NITF = '<?xml version="1.0"?>{}<nitf><body><body.content><p>{}</p></body.content></body></nitf>'
PAGE = "<html><head><title>Bridge closed</title></head><body><article>{}</article></body></html>"
LONG_PAGE = "".join(f"<p>{GOOD} {TEXT}</p>" for _ in range(5))
RUSSIAN = (
    "Совет города закрыл мост на ремонт. Другого пути нет, сказала мэр во вторник журналистам."
)
CHINESE = "市议会周二决定关闭大桥进行维修。“没有别的办法，”市长说。渡轮现在每小时一班。"
WORD, BOOK = docx(TEXT), xlsx(("text", "outlet"), (TEXT, "Post"))
TABLE = parquet(text=[TEXT], outlet=["Post"])

#: What it is -> name of the file, and its bytes or what builds it.
BAD: dict[str, tuple[str, Build]] = {
    # files that are none
    "a pipe (FIFO)": ("a.txt", lambda path: os.mkfifo(path)),
    "a socket": ("a.txt", socketed),
    "a link to a device without an end": ("a.txt", lambda path: path.symlink_to("/dev/urandom")),
    "a link to the device of zeros, as a table": ("a.csv", lambda path: path.symlink_to("/dev/zero")),
    "a link that leads to itself": ("a.txt", lambda path: path.symlink_to(path)),
    "a link that leads nowhere": ("a.txt", lambda path: path.symlink_to(path.parent / "gone")),
    "a link to the folder above": ("up", lambda path: path.symlink_to(path.parent)),
    "a folder named like a file": ("a.txt", folder_named),
    "a folder named metadata.csv": ("metadata.csv", folder_named),
    "a pipe named metadata.csv": ("metadata.csv", lambda path: os.mkfifo(path)),
    "folders whose path is longer than any may be": ("d", deep),
    "a name that is not UTF-8": ("caf\udce9.txt", TEXT),
    "a name with a line end": ("a\nb.txt", TEXT),
    "a name like a formula": ("=cmd.txt", TEXT),
    "a name of 240 characters": (f"{'n' * 236}.txt", TEXT),
    "a hidden file": (".a.txt", TEXT),
    "a lock file of an office program": (".~lock.a.docx#", ",me,;"),
    "a temporary file of Word": ("~$a.docx", b"\x05me"),
    "an ending that nothing reads": ("a.xyz", TEXT),
    "no ending": ("README", TEXT),
    "an old Word document": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "an old Excel workbook": ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "a picture": ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(99)),
    # nothing in it
    "an empty text": ("a.txt", b""),
    "a text of blanks": ("a.txt", " \n\t\n "),
    "a text of a byte order mark only": ("a.txt", b"\xef\xbb\xbf"),
    "an empty table": ("a.csv", b""),
    "a table of a header only": ("a.csv", "text,outlet\n"),
    "a table of empty lines": ("a.csv", "\n\n\n"),
    "an empty page": ("a.html", b""),
    "a page without an article": ("a.html", "<html><body></body></html>"),
    "an empty Word document": ("a.docx", docx()),
    "an empty workbook": ("a.xlsx", xlsx()),
    "a workbook of a header only": ("a.xlsx", xlsx(("text", "outlet"))),
    "an empty JSON file": ("a.json", b""),
    "a JSON file of an empty list": ("a.json", "[]"),
    "a JSON file of an empty object": ("a.json", "{}"),
    "JSON lines of nothing": ("a.jsonl", "\n\n"),
    "an empty Parquet table": ("a.parquet", parquet(text=[])),
    "an empty archive": ("a.zip", zipped()),
    # not what the name says
    "binary rubbish named .txt": ("a.txt", bytes(range(256)) * 40),
    "a picture named .docx": ("a.docx", b"\xff\xd8\xff\xe0" + bytes(99)),
    "a text named .docx": ("a.docx", TEXT),
    "a text named .xlsx": ("a.xlsx", TEXT),
    "a text named .parquet": ("a.parquet", TEXT),
    "a text named .json": ("a.json", TEXT),
    "a text named .pdf": ("a.pdf", TEXT),
    "a text named .html": ("a.html", TEXT),
    "a Word document named .txt": ("a.txt", WORD),
    "a workbook named .csv": ("a.csv", BOOK),
    "a page named .txt": ("a.txt", PAGE.format(LONG_PAGE)),
    "a Parquet table named .csv": ("a.csv", TABLE),
    "a program named .txt": ("a.txt", b"\x7fELF\x02\x01\x01" + bytes(300)),
    "a compressed file named .txt": ("a.txt", gzip.compress(TEXT.encode())),
    # cut off
    "a Word document cut in half": ("a.docx", WORD[: len(WORD) // 2]),
    "a workbook cut in half": ("a.xlsx", BOOK[: len(BOOK) // 2]),
    "a Parquet table cut in half": ("a.parquet", TABLE[: len(TABLE) // 2]),
    "an archive cut in half": ("a.zip", (z := zipped(a_dot_txt=os.urandom(99).hex()))[: len(z) // 2]),
    "a compressed table cut in half": ("a.csv.gz", gzip.compress(ROW.encode() * 99)[:60]),
    "a PDF cut in half": ("a.pdf", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog"),
    "an RTF that never closes": ("a.rtf", "{\\rtf1\\ansi " + TEXT),
    "a page that never closes": ("a.html", PAGE.format(LONG_PAGE)[:400]),
    "JSON that ends in the middle": ("a.json", f"[{LINE}, {LINE[:20]}"),
    "JSON lines with a broken line": ("a.jsonl", f"{LINE}\n{LINE[:20]}\n{LINE}\n"),
    "UTF-16 that ends in half a character": ("a.txt", TEXT.encode("utf-16") + b"\x20"),
    "a feed that ends in the middle": ("a.rss", FEED.format("", "<description>")[:90]),
    # tables
    "a table without a column for the text": ("a.csv", "id,outlet\n1,Post\n"),
    "a quotation mark that never closes": ("a.csv", f'text,outlet\n{ROW}"open,Post\n{ROW}'),
    "a quotation mark open over 9,000 lines": ("a.csv", 'text,outlet\n"open\n' + "more\n" * 9000),
    "quotation marks not doubled": ("a.csv", 'text,outlet\n"He said "no" today.",Post\n'),
    "a line with too many fields": ("a.csv", f"text,outlet\n{ROW}One,two,three,four\n"),
    "a line with too few fields": ("a.csv", f"text,outlet,date\n{ROW}"),
    "20,000 columns": ("a.csv", ",".join(["text", *["c"] * 19_999]) + f'\n"{TEXT}"' + "," * 19_999),
    "a column name twice": ("a.csv", f"text,text\n{ROW}"),
    "two columns that may be the text": ("a.csv", f"text,body\n{ROW}"),
    "rows without text among others": ("a.csv", f"text,outlet\n{ROW},Post\n{ROW}"),
    "the same row twice": ("a.csv", f"text,outlet\n{ROW}{ROW}"),
    "the same id twice": ("a.csv", "id,text\n7,One word.\n7,Another word.\n"),
    "dates that are none": ("a.csv", f'text,date\n"{TEXT}",31/02/2016\n'),
    "zero bytes in a table": ("a.csv", f'text,outlet\n"{TEXT}\0",Post\n'),
    "a table of semicolons named .csv": ("a.csv", f'text;outlet\n"{TEXT}";Post\n'),
    "old Macintosh line ends": ("a.csv", f"text,outlet\r{ROW[:-1]}\r"),
    "Excel's sep= line": ("a.csv", f'sep=;\ntext;outlet\n"{TEXT}";Post\n'),
    "formulas in a table": ("a.csv", "text,outlet\n\"=cmd|' /C calc'!A0\",Post\n"),
    "a list of addresses without texts": ("a.csv", "id,title,url\n1,Bridge,http://example.org/1\n"),
    "a cell as long as Excel allows": ("a.xlsx", xlsx(("text",), ("word " * 6553 + "ab",))),
    "a workbook with a formula": ("a.xlsx", xlsx(("text",), ("=1+1",))),
    "a Parquet table without a text": ("a.parquet", parquet(n=[1])),
    "a Parquet table of bytes": ("a.parquet", parquet(text=[TEXT.encode()])),
    "bytes in no encoding in Parquet": ("a.parquet", parquet(text=["Да".encode("koi8-r") * 2])),
    # encodings
    "Windows-1252": ("a.txt", TEXT.encode("cp1252")),
    "Mac Roman": ("a.txt", TEXT.encode("mac-roman")),
    "Windows-1251 (Cyrillic)": ("a.txt", RUSSIAN.encode("cp1251")),
    "KOI8-R (Cyrillic)": ("a.txt", RUSSIAN.encode("koi8-r")),
    "GB18030 (Chinese)": ("a.txt", CHINESE.encode("gb18030")),
    "a few letters in no known encoding": ("a.txt", "Да".encode("koi8-r") * 2),
    "UTF-16 with its mark": ("a.txt", TEXT.encode("utf-16")),
    "UTF-16 without its mark": ("a.txt", TEXT.encode("utf-16-le")),
    "UTF-32 with its mark": ("a.txt", TEXT.encode("utf-32")),
    "UTF-8 with its mark": ("a.csv", f"\ufefftext,outlet\n{ROW}"),
    "UTF-8 with one odd line": ("a.csv", f"text,outlet\n{ROW}".encode() + b"\xe9t\xe9,Post\n"),
    "mojibake": ("a.txt", TEXT.encode().decode("cp1252", "replace")),
    "lone surrogates in JSON": ("a.jsonl", '{"text": "Half \\ud83d a pair."}'),
    "zero bytes in a text": ("a.txt", TEXT + "\0"),
    "invisible characters": ("a.txt", TEXT.replace(" ", "\u200b \u2060")),
    "terminal escapes": ("a.txt", f"\x1b[31m{TEXT}\x1b[0m"),
    # too much
    "a text of 65 MB": ("a.txt", lambda path: sparse(path, TEXT, 65)),
    "a page of 200 MB": ("a.html", lambda path: sparse(path, "<html>", 200)),
    "a line of 65 MB in a table": ("a.csv", lambda path: filled(path, f"text,outlet\n{ROW}", 65)),
    "a word of a million letters": ("a.txt", "x" * 1_000_000),
    "10,000 blanks in a row": ("a.txt", f"{TEXT}{' ' * 10_000}{TEXT}"),
    "tags in tags, 20,000 deep": ("a.html", PAGE.format("<div>" * 20_000 + TEXT)),
    "lists in lists, 100,000 deep": ("a.json", "[" * 100_000 + "]" * 100_000),
    "objects in objects, 100,000 deep": ("a.jsonl", '{"a":' * 100_000 + "1" + "}" * 100_000),
    "numbers of 5,000 digits in JSON": ("a.jsonl", f'{{"text": "{TEXT}", "n": {"9" * 5000}}}'),
    "entities that multiply, in a feed": ("a.rss", FEED.format(BOMB, "<description>&i;</description>")),
    "entities that multiply, in agency XML": ("a.xml", NITF.format(BOMB, "&i;")),
    "an entity that reads a file": (
        "a.xml", NITF.format('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>', "&f;")),
    "entities that multiply, in Word": ("a.docx", replaced(
        WORD, "word/document.xml", f'<?xml version="1.0"?>{BOMB}<w>&i;</w>'.encode())),
    "a Word document that unpacks to 300 MB": ("a.docx", replaced(
        WORD, "word/document.xml", b"<w>" + bytes(300 * 2**20))),
    "an archive that unpacks to 300 MB": ("a.zip", unzipped_as("a.txt", bytes(300 * 2**20))),
    "archives in archives": ("a.zip", unzipped_as("b.zip", unzipped_as("c.zip", unzipped_as("d.txt")))),
    "an archive that writes outside": ("a.zip", unzipped_as("../../outside.txt")),
    "an archive with an absolute path": ("a.zip", unzipped_as("/outside.txt")),
    "an archive with a link to a file": ("a.tar", tarred_link),
    "an archive with a hidden file": ("a.zip", unzipped_as("__MACOSX/._a.txt")),
}  # fmt: skip


def sparse(path: Path, begin: str, megabytes: int) -> None:
    with path.open("wb") as file:
        file.write(begin.encode() * 3000)
        file.truncate(megabytes * 2**20)


def filled(path: Path, begin: str, megabytes: int) -> None:
    with path.open("wb") as file:
        file.write(begin.encode())
        for _ in range(megabytes):
            file.write(b"x" * 2**20)


def build(folder: Path, name: str, content: Build) -> None:
    path = folder / name
    if callable(content):
        content(path)
    else:
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def outcome(what: str) -> Outcome:
    """Build a bad input beside a good article, load both, and say what became of the bad one."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "good.txt").write_text(GOOD, encoding="utf-8")
        build(folder, *BAD[what])
        try:
            articles = load_articles(folder, progress=False)
            told, files = report(articles), imports(articles)
        finally:
            undo_deep(folder)
        good = articles["text"].eq(GOOD)
        assert good.sum() == 1, f"{what}: the good article beside it was lost"
        mine = told[~told["file"].fillna("").str.endswith("/good.txt")]
        reasons = [
            reason.replace(folder.as_posix(), "…").replace(DEEP, "d…") for reason in mine["reason"]
        ]
        assert int(files["read"].sum()) == len(articles), f"{what}: {files}"
        return Outcome(
            len(articles) - 1,
            tuple(dict.fromkeys(mine["kind"])),
            tuple(dict.fromkeys(reasons)),
        )


def table() -> str:
    """Return the bad inputs and what becomes of each as a table in Markdown."""
    rows = []
    for what, (name, _) in BAD.items():
        became = outcome(what)
        shown = _cell("a….txt" if len(name) > 99 else ascii(name)[1:-1])
        said = "; ".join(became.reasons[:2])
        said = _cell(said if len(said) <= 150 else f"{said[:150]}…")
        rows.append(
            f"| {what} | `{shown}` | {became.read} | {', '.join(became.kinds) or '–'} | {said} |"
        )
    head = (
        "| what it is | file | articles read | rows of the report | reason |\n|---|---|---|---|---|"
    )
    return "\n".join([head, *rows])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("`", "'")


__all__ = ["BAD", "SLOW", "Outcome", "outcome", "table"]
