"""ProQuest: text files, saved pages, and the e-mails it sends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from mediakit.corpus.readers.exports.content import (
    cut_off,
    head_text,
    is_html,
    paragraphs,
    parse_html,
    read_rtf,
    read_text,
    shows,
)
from mediakit.corpus.readers.exports.dated import find_date
from mediakit.corpus.readers.exports.fields import Row, finish, guarded, key, labels, phrase

RULE = re.compile(r"^[ \t]*_{30,}[ \t]*$", re.MULTILINE)
LABEL = re.compile(r"([^\W\d_][^\n:]{1,48}?)\s?:(?=\s|$)[ \t\u00a0]*(.*)", re.DOTALL)
ANCHOR = re.compile(r"<a\s+name\s*=\s*[\"']?DocID_[^>]*>", re.IGNORECASE)
SHOWN = re.compile(
    rb"name=(?:3D)?[\"']?Doc(?:=\r?\n)?ID_|ProQuest document|proquest\.com", re.IGNORECASE
)
RECORD = re.compile(rb"Doc(?:=\r?\n)?ID_|Full(?: |=20|=\r?\n)text:", re.IGNORECASE)
MAIL = re.compile(
    rb"^(?:From|Return-Path|Sender|Received|MIME-Version|Subject|Date|Delivered-To|X-[\w-]+|DKIM-Signature|To|Message-ID):",
    re.IGNORECASE | re.MULTILINE,
)
STRONG = re.compile(r"<strong\b[^>]*>(.*?)</strong>", re.IGNORECASE | re.DOTALL)
OPENED = re.compile(r"<text\b([^>]*)>", re.IGNORECASE)
COUNT = re.compile(r"wordcount\s*=\s*[\"']?\s*([\d\s]+)", re.IGNORECASE)
BROKEN = re.compile(r"(?:^|(?<=>))\s*(?:<\s*)?/?html\b[^<>]{0,80}(?:>|&gt;)", re.IGNORECASE)
LINK = re.compile(r'href="([^"]*docview/(\d+)[^"]*)"', re.IGNORECASE)
ENTRY = re.compile(r"(?:Document|Dokument|Documento) (\d+) (?:of|von|de|di) (\d+)")
LINKS = re.compile(r"<a\b[^>]*docview[^>]*>(?!\s*https?:).*?</a>", re.IGNORECASE | re.DOTALL)
IMAGE = re.compile(r"<a\b([^>]*(?:textgraphic|enlargeImage)[^>]*)>.*?</a>", re.I | re.S)
CAPTION = re.compile(r'\btitle="([^"]*)"')
SURE = ("outlet", "article_id", "year", "database", "date")
SENTENCE = re.compile(r"(?:\S+\s+){3,}[a-z]{3,}[\"'”’»)]*[.!?][\"'”’»)]*$")
CREDIT = re.compile(r"(?:CREDIT|Credit|Cr[ée]dito?)\s?: ")
MARK = "\ue000"  # stands for the label of a field while a record's markup is taken out


def fits_text(path: Path, head: bytes) -> bool:
    """Tell the text by its rules of underscores and its labels."""
    text = head_text(head)
    return bool(RULE.search(text)) and _n_labels(text) >= 2


def fits_rtf(path: Path, head: bytes) -> bool:
    """Tell the rich text like the text."""
    if not head.startswith(b"{\\rtf") or not shows(path, head, re.compile(rb"_{30}|ProQuest")):
        return False
    return fits_text(path, read_rtf(path)[0].encode())


def fits_html(path: Path, head: bytes) -> bool:
    """Tell a page by the anchors before its articles."""
    return is_html(head) and shows(path, head, re.compile(rb"name=[\"']?DocID_", re.IGNORECASE))


def fits_mail(path: Path, head: bytes) -> bool:
    """Tell an e-mail by its head, the name of the database and its articles."""
    if b"\0" in head[:1024] or not MAIL.match(head.lstrip()):
        return False
    return shows(path, head, SHOWN) and shows(path, head, RECORD)


def _n_labels(text: str) -> int:
    known = labels("proquest", "field", "text")
    found = {
        known[key(match[1])]
        for part in text.split("\n")
        if (match := LABEL.match(part.strip())) and key(match[1]) in known
    }
    return len(
        found & {"text", "info", "outlet", "article_id", "url", "date", "abstract", "database"}
    )


def read(path: Path) -> Iterator[Row]:
    """Read the articles of a text file; ``_line`` is the line at which the article begins."""
    yield from _from_text(*read_text(path))


def read_rtf_file(path: Path) -> Iterator[Row]:
    """Read the articles of a rich text file."""
    yield from _from_text(*read_rtf(path))


def read_html(path: Path) -> Iterator[Row]:
    """Read the articles of a saved page; ``_line`` is the number of the article."""
    content, remark = read_text(path)
    yield from _from_html(content)
    if remark:
        yield remark


def read_mail(path: Path) -> Iterator[Row]:
    """Read the articles of an e-mail; ``_line`` is the number of the article."""
    from email import message_from_bytes, policy

    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    for kind, reader in (("html", _from_html), ("plain", _plain)):
        part = message.get_body((kind,))
        if part is not None:
            yield from reader(part.get_content().replace("\r\n", "\n"))
            return
    raise ValueError("the e-mail holds neither a page nor a text")


def _plain(content: str) -> Iterator[Row]:
    return _from_text(content, {})


def _from_text(content: str, remark: Row) -> Iterator[Row]:
    pieces = []
    start = 0
    for rule in [*RULE.finditer(content), None]:
        stop = rule.start() if rule else len(content)
        pieces.append((content.count("\n", 0, start) + 1, content[start:stop]))
        start = rule.end() if rule else stop
    records = [(line, _blocks(piece)) for line, piece in pieces]
    records = [(line, blocks) for line, blocks in records if _is_record(blocks)]
    totals = [int(match[2]) for _, piece in pieces for match in ENTRY.finditer(piece)]
    yield {"_announced": max([*totals, len(records)])}
    yield from guarded(records, _from_blocks)
    if remark:
        yield remark


def _blocks(piece: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n[ \t\u00a0]*\n\s*", piece) if part.strip()]


def _label(block: str) -> tuple[str, str] | None:
    """Return the field that a block begins, and its text."""
    match = LABEL.match(block)
    name = match[1].partition("|")[0] if match else ""  # “Full Text | Newspaper”
    field = labels("proquest", "field", "text").get(key(name)) if match else None
    return (field, match[2].strip()) if match and field else None


def _is_record(blocks: Sequence[str]) -> bool:
    found = {label[0] for block in blocks if (label := _label(block))}
    return (
        "text" in found or len(found & {"title", "info", "outlet", "article_id", "abstract"}) >= 2
    )


def _from_blocks(blocks: Sequence[str]) -> Row:
    fields: dict[str, str | None] = {}
    body: list[str] = []
    opening, start, stop = _parts(blocks)
    for block in blocks[:opening]:
        if not ENTRY.fullmatch(block) and not block.startswith("http"):
            before = fields.get("title")
            fields["title"] = f"{before} {block}" if before else block
    now = "title"
    for block in [*blocks[opening:start], *blocks[stop:]]:
        if label := _label(block):
            now = label[0]
            fields.setdefault(*label)
        elif re.match(r"https?://\S+$", block):
            fields.setdefault("url", block)
        else:
            fields[now] = f"{fields.get(now) or ''} {block}".strip()
    if start < stop:
        first = _label(blocks[start])
        body = [first[1] if first else "", *blocks[start + 1 : stop]]
    text = [" ".join(part.split("\n")) if _wrapped(part) else part for part in body]
    return _finish(fields, text) | {"_ended": stop < len(blocks) or start == len(blocks)}


def _parts(blocks: Sequence[str]) -> tuple[int, int, int]:
    """Return where the fields begin, where the text does, and where the fields after it do.

    The headline stands first and may look like a field. The fields after the text go back from one
    that no text holds, such as the number of the document, as long as each is there for once.
    """
    names = [label[0] if (label := _label(block)) else None for block in blocks]
    opening = 1 if blocks and ENTRY.fullmatch(blocks[0]) else 0
    if names[opening : opening + 1] != ["title"] or names.count("title") > 1:
        opening += 1
    while opening < len(blocks) and names[opening] is None:
        opening += 1
    start = next((n for n in range(opening, len(blocks)) if names[n] == "text"), len(blocks))
    sure = (n for n in range(start + 1, len(blocks)) if names[n] in SURE)
    # What looks like such a field and comes again is a line of the text.
    stop = next((n for n in sure if names[n] not in names[n + 1 :]), len(blocks))
    seen = set(names[stop:])
    while stop - 1 > start and names[stop - 1] is not None and names[stop - 1] not in seen:
        if names[stop - 1] not in ("title", "abstract") and SENTENCE.search(blocks[stop - 1]):
            break
        stop -= 1
        seen.add(names[stop])
    return opening, start, stop


def _wrapped(part: str) -> bool:
    lines = part.split("\n")
    return len(lines) > 1 and all(50 <= len(line) <= 130 for line in lines[:-1])


def _from_html(content: str) -> Iterator[Row]:
    """Read the records between the anchors: markup that one of them breaks spoils no other."""
    starts = list(ANCHOR.finditer(content))
    ends = [start.start() for start in starts[1:]] + [len(content)]
    pieces = [content[start.end() : end] for start, end in zip(starts, ends, strict=True)]
    yield {"_announced": len(pieces)}
    yield from guarded(enumerate(pieces, 1), _record)
    yield from filter(None, (cut_off(content.rstrip()[-40:]),))  # each record has an end, too


def _record(markup: str) -> Row:
    known = labels("proquest", "field", "text")
    fields: dict[str, str | None] = {}
    if link := LINK.search(markup):
        fields["url"], fields["article_id"] = link[1].replace("&amp;", "&"), link[2]
    if count := OPENED.search(markup):
        words = COUNT.search(count[1])
        fields["n_stated"] = re.sub(r"\s", "", words[1]) if words else None
    shown = [caption[1] for a in IMAGE.findall(markup) if (caption := CAPTION.search(a))]
    fields["captions"] = "; ".join(filter(None, shown))
    names: list[str] = []

    def mark(match: re.Match[str]) -> str:
        label = re.sub(r"<[^>]*>", "", match[1]).strip("\u00a0 \n\t")
        field = known.get(key(label)) if label.endswith(":") else None
        if field is None:
            return match[0]
        names.append(field)
        return f"</p><p>{MARK}{len(names) - 1}{MARK}"

    marked = STRONG.sub(mark, LINKS.sub(" ", IMAGE.sub(" ", markup)))
    marked = BROKEN.sub(" ", OPENED.sub("<p>", marked))
    marked = re.sub(r"</?(?:html|body|head|text|meta|title)\b[^>]*>", "<p>", marked, flags=re.I)
    marked = re.sub(
        r'<div[^>]*class="[^"]*(?:document_view_image|copyright)[^"]*".*?</div>',
        " ",
        marked,
        flags=re.I | re.S,
    )
    body: list[str] = []
    now: str | None = None
    for line in paragraphs(parse_html(marked)):
        found = re.match(rf"{MARK}(\d+){MARK}\s*", line)
        if found:
            now, line = names[int(found[1])], line[found.end() :].strip(" \u00a0")
            if now in fields and now in ("url", "article_id"):
                now = "again"
        if not line.strip():
            continue
        if now == "text":
            body.append(line)
        elif now is None:
            fields.setdefault("title", line)
        elif now != "again":
            before = fields.get(now)
            fields[now] = f"{before} {line}" if before else line
    return _finish(fields, body)


def _finish(fields: dict[str, str | None], body: list[str]) -> Row:
    """Settle outlet, place and date, which stand together in one field of older exports."""
    info = phrase(fields.get("info"))
    if info:
        outlet, _, rest = info.partition(" ; ")
        outlet = outlet if rest else re.split(r"[;\[]", info)[0]
        fields["outlet"] = fields.get("outlet") or outlet
        if not phrase(fields.get("date")) and (dated := find_date(info)):
            fields["date"] = dated.published
    date = phrase(fields.get("date"))
    if date and not find_date(date):
        fields["date"] = _closed(date)
    if printed := phrase(fields.get("outlet")):
        name, _, place = printed.partition(";")
        name, _, edition = name.partition(", ")
        if edition.strip() and re.search(r"edition|ausgabe|éd|edici", edition, re.IGNORECASE):
            fields["edition"] = fields.get("edition") or edition
        elif edition.strip():
            name = f"{name}, {edition}"
        fields["outlet"] = name.strip()
        if place.strip():
            fields.setdefault("place_of_publication", place)
    while body and CREDIT.match(body[-1]):
        fields["credit"] = CREDIT.sub("", body.pop(), count=1)
    if (
        body
        and phrase(body[0])
        and key(body[0]) in ("notavailable", "fulltextnotavailable", "nonavailable")
    ):
        body = []
    fields.pop("links", None)
    return finish("proquest", fields, body)


def _closed(date: str) -> str:
    """Take out blanks that an e-mail put inside a date: “J an 11, 2 009”."""
    match = re.fullmatch(r"([^\W\d_]+)\.?(\d{1,2}),?(\d{4})", re.sub(r"\s", "", date))
    return f"{match[1]} {match[2]}, {match[3]}" if match else date
