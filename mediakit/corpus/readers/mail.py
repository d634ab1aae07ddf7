"""Mails saved as files: newsletters as .eml, mailboxes as .mbox, pages saved as .mht."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from mediakit.corpus.readers import web
from mediakit.corpus.readers.trees import html_text

HEADER = re.compile(
    rb"^(From|To|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Delivered-To"
    rb"|Content-Type|Reply-To|Sender|List-Unsubscribe|Snapshot-Content-Location):",
    re.IGNORECASE | re.MULTILINE,
)
FIRST = re.compile(rb"\s*[A-Za-z][\w-]*:[ \t]")
SURE = re.compile(
    rb"^(Message-ID|MIME-Version|Received|Return-Path|Delivered-To):", re.IGNORECASE | re.MULTILINE
)
LONGEST = 64 * 2**20


def fits_mail(path: Path, head: bytes) -> bool:
    """Tell a mail by its headers: three known ones, one of them such as only mails have."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    if not FIRST.match(head):
        return False
    headers = re.split(rb"\r?\n\r?\n", head.lstrip(), maxsplit=1)[0]
    known = {name.lower() for name in HEADER.findall(headers)}
    return len(known) > 2 and SURE.search(headers) is not None


def fits_mailbox(path: Path, head: bytes) -> bool:
    """Tell a mailbox by its first line, with the headers of a mail below it."""
    first, _, rest = head.partition(b"\n")
    return first.startswith(b"From ") and fits_mail(path, rest)


def fits_saved_page(path: Path, head: bytes) -> bool:
    """Tell a page that a browser saved as one file (.mht) by its headers."""
    headers = re.split(rb"\r?\n\r?\n", head.lstrip(), maxsplit=1)[0].lower()
    return fits_mail(path, head) and (
        b"snapshot-content-location:" in headers
        or (b"multipart/related" in headers and b"received:" not in headers
            and path.suffix.lower() in (".mht", ".mhtml"))
    )  # fmt: skip


def read_mail(path: Path) -> Iterator[dict[str, Any]]:
    """Read one mail: its subject is the title, its sender the outlet.

    The HTML part counts, as the reader saw it; without one, the plain part. Attachments are not
    read, and that is reported.
    """
    yield from _article(_message(path.read_bytes()))


def read_mailbox(path: Path) -> Iterator[dict[str, Any]]:
    """Read one article a mail, one after the other; ``_line`` is the mail's number."""
    for number, content in enumerate(_split(path), 1):
        try:
            for row in _article(_message(content)):
                yield row | {"_line": number}
        except Exception as error:  # one broken mail costs one mail
            yield {"_line": number, "_error": f"broken mail: {error}"}


def read_saved_page(path: Path) -> Iterator[dict[str, Any]]:
    """Read the page in a .mht file as a saved page is read."""
    message = _message(path.read_bytes())
    part = message.get_body(("related", "html"))
    if part is not None and part.get_content_type() != "text/html":
        part = part.get_body(("html",))
    if not isinstance(part, EmailMessage):
        raise ValueError("no page in the file")
    row = web.extract(str(part.get_content()))
    row["url"] = row["url"] or message.get("Snapshot-Content-Location")
    yield row


def _message(content: bytes) -> EmailMessage:
    import email
    from email.policy import default

    if len(content) > LONGEST:
        raise ValueError(f"a mail of more than {LONGEST // 2**20} MB")
    message = email.message_from_bytes(content, policy=default)
    if not message.keys():
        raise ValueError("no mail: it has no headers such as From and Subject")
    return message


def _split(path: Path) -> Iterator[bytes]:
    """Yield the mails of a mailbox; a line ``From `` behind a blank line begins one."""
    lines: list[bytes] = []
    blank = True
    with path.open("rb") as file:
        for line in file:
            if blank and line.startswith(b"From ") and re.search(rb"\d{4}\s*$|\d\d:\d\d", line):
                if lines:
                    yield b"".join(lines)
                lines = []
            else:
                # "From " at the start of a line of a text was saved as ">From ".
                lines.append(line[1:] if re.match(rb">+From ", line) else line)
            blank = not line.strip()
    if lines:
        yield b"".join(lines)


def _article(message: EmailMessage) -> Iterator[dict[str, Any]]:
    part = message.get_body(("html", "plain"))
    if part is None:
        raise ValueError("a mail without text")
    content = _content(part)
    captions: list[str] = []
    if part.get_content_type() == "text/html":
        blocks = html_text(content)
        text, captions = blocks.text, blocks.captions
        if not text.strip() and (plain := message.get_body(("plain",))) is not None:
            text = _content(plain)
    else:
        text = content
    sender = message.get("From")
    address = sender.addresses[0] if sender is not None and sender.addresses else None
    row: dict[str, Any] = {
        "title": _line(message, "Subject"),
        "text": text,
        "outlet": (address.display_name or address.domain or None) if address else None,
        "published": _line(message, "Date"),
        "url": _line(message, "Archived-At"),
        "language": _line(message, "Content-Language"),
        "captions": "\n".join(captions) or None,
        "mail_from": str(sender) if sender is not None else None,
    }
    names = [one.get_filename() or one.get_content_type() for one in message.iter_attachments()]
    if names and message.get_content_type() != "multipart/related":
        row["_note"] = f"attachments are not read: {', '.join(names)}"
    yield row


def _content(part: Any) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):  # a character set that nobody knows
        from mediakit.corpus.decoding import decode

        return decode(part.get_payload(decode=True) or b"")[0]


def _line(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return " ".join(str(value).split()) or None if value is not None else None
