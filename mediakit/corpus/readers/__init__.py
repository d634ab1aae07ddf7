"""One file per source format; `FORMATS` is the table of contents.

A reader is a function ``read(path) -> Iterator[dict]``: each dict is one article in the file's own
columns. Some keys are not columns: ``_line`` (line or row in the file), ``_error`` (this could not
be read, and why), ``_note`` (it was, but something had to be repaired or deserves a look),
``_announced`` (how many articles the file says it holds; best in a row of its own, before the
articles; of several they add up), ``_encoding`` (of the bytes, where it is not UTF-8).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from mediakit.corpus.readers import (
    conllu,
    delimited,
    excel,
    feed,
    gdelt,
    jsonlines,
    mail,
    newsml,
    odt,
    parquet,
    pdf,
    plain,
    rtf,
    web,
    webtable,
    word,
)
from mediakit.corpus.readers.exports import (
    europresse,
    factiva_html,
    factiva_text,
    factiva_xml,
    nexis_old,
    nexis_word,
    proquest,
)
from mediakit.corpus.readers.refused import refuse_content, refuse_parts

Reader = Callable[[Path], Iterator[dict[str, Any]]]
HEAD = 2**16  # bytes of a file by which it is recognised


class Format(NamedTuple):
    """A kind of file.

    Attributes
    ----------
    name : str
        As the report calls it.
    endings : tuple of str
        Of the names of such files, in lower case.
    read : callable
        The reader.
    fits : callable, optional
        Tells by path and first bytes whether a file is of this kind, whatever its name; without it
        the ending alone tells.
    single : bool
        Whether a file holds one article: its id is the file's stem, and a ``metadata.csv`` may
        stand beside it.
    """

    name: str
    endings: tuple[str, ...]
    read: Reader
    fits: Callable[[Path, bytes], bool] | None = None
    single: bool = False


#: Asked in this order: first those that tell by content, then by ending.
FORMATS: tuple[Format, ...] = (
    Format("Nexis export (Word)", (), nexis_word.read, nexis_word.fits),
    Format("Nexis export (RTF)", (), nexis_word.read_rtf_file, nexis_word.fits_rtf),
    Format("Nexis export (text)", (), nexis_word.read_text_file, nexis_word.fits_text),
    Format("ProQuest export (text)", (), proquest.read, proquest.fits_text),
    Format("older Nexis export (HTML)", (), nexis_old.read_html, nexis_old.fits_html),
    Format("older Nexis export (text)", (), nexis_old.read_text_file, nexis_old.fits_text),
    Format("older Nexis export (RTF)", (), nexis_old.read_rtf_file, nexis_old.fits_rtf),
    Format("Factiva export (HTML)", (), factiva_html.read, factiva_html.fits),
    Format("Factiva export (XML)", (), factiva_xml.read, factiva_xml.fits),
    Format("Factiva export (text)", (), factiva_text.read, factiva_text.fits),
    Format("Factiva export (RTF)", (), factiva_text.read_rtf_file, factiva_text.fits_rtf),
    Format("ProQuest export (e-mail)", (), proquest.read_mail, proquest.fits_mail),
    Format("ProQuest export (HTML)", (), proquest.read_html, proquest.fits_html),
    Format("ProQuest export (RTF)", (), proquest.read_rtf_file, proquest.fits_rtf),
    Format("Europresse export (HTML)", (), europresse.read, europresse.fits),
    Format("PDF", (".pdf",), pdf.read, pdf.fits, single=True),
    Format("rich text", (".rtf",), rtf.read, rtf.fits, single=True),
    Format("OpenDocument text", (".odt",), odt.read, odt.fits, single=True),
    Format("Word document", (".docx", ".docm"), word.read, word.fits, single=True),
    Format("Excel workbook", (".xlsx", ".xlsm"), excel.read, excel.fits),
    Format("Parquet", (".parquet",), parquet.read, parquet.fits),
    Format("Arrow", (".feather", ".arrow"), parquet.read_arrow, parquet.fits_arrow),
    Format("agency XML (NITF, NewsML)", (), newsml.read, newsml.fits),
    Format("feed (RSS, Atom)", (".rss", ".atom"), feed.read, feed.fits),
    Format("table in a web page", (), webtable.read, webtable.fits),
    Format("saved page (.mht)", (".mht", ".mhtml"), mail.read_saved_page, mail.fits_saved_page,
           single=True),
    Format("mailbox", (".mbox",), mail.read_mailbox, mail.fits_mailbox),
    Format("mail", (".eml",), mail.read_mail, mail.fits_mail, single=True),
    Format("web page", (".html", ".htm", ".xhtml"), web.read, web.fits, single=True),
    Format("GDELT", (), gdelt.read, gdelt.fits),
    Format("CoNLL-U", (".conllu",), conllu.read, conllu.fits),
    Format("JSON lines", (".jsonl", ".ndjson"), jsonlines.read, jsonlines.fits_lines),
    Format("JSON", (".json",), jsonlines.read_json, jsonlines.fits_json),
    Format("table in a text file", (".csv", ".tsv", ".tab"), delimited.read, delimited.fits),
    Format("text", (".txt", ".text"), plain.read, single=True),
)  # fmt: skip

#: Files that are read without a look at their content.
ENDINGS: dict[str, Format] = {ending: form for form in FORMATS for ending in form.endings}


def format_of(path: Path, head: bytes) -> Format | None:
    """Tell the format of a file, by content first, then by its ending; None of an unknown one.

    Parameters
    ----------
    path : Path
        The file.
    head : bytes
        Its first bytes.

    Raises
    ------
    Refused
        If the content is of a kind that no reader reads.
    """
    refuse_parts(path, head)
    for form in FORMATS:
        if form.fits is not None and form.fits(path, head):
            return form
    refuse_content(path, head)
    return ENDINGS.get(path.suffix.lower())
