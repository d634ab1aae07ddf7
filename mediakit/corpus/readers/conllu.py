"""Treebanks in CoNLL-U: each document is an article, its text rebuilt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mediakit.corpus.decoding import Lines

COMMENT = re.compile(r"#\s*(newdoc id|newdoc|newpar id|newpar|text|[\w:-]+)\s*(?:=\s*(.*))?$")
TOKEN = re.compile(rb"(?:1|1-\d+)\t[^\t\n]+\t(?:[^\t\n]*\t){7}[^\t\n]*$")
FIELDS = {"title", "author", "date", "source", "url", "lang", "language", "genre", "section"}


def fits(path: Path, head: bytes) -> bool:
    """Tell by the first token: ten fields, the first of them 1."""
    lines = (line.rstrip(b"\r") for line in head.removeprefix(b"\xef\xbb\xbf").split(b"\n"))
    first = next((line for line in lines if line and not line.startswith(b"#")), b"")
    return TOKEN.match(first) is not None


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read one article a ``# newdoc``; without any, the whole file is one.

    A sentence is its ``# text =``, else its tokens, joined where ``SpaceAfter=No`` says so.
    Sentences stand in one paragraph until ``# newpar``. Comments above a document such as
    ``# date = …`` are its columns.
    """
    lines = Lines(path)
    row: dict[str, Any] = {"_line": 1}
    paragraphs: list[list[str]] = [[]]
    sentence: dict[str, Any] = {"text": None, "tokens": [], "until": 0}
    for number, line in enumerate((*lines, "\n"), 1):
        line = line.rstrip("\r\n")
        if not line.strip():
            _end_sentence(sentence, paragraphs)
        elif not line.startswith("#"):
            _add_token(sentence, line)
        elif found := COMMENT.match(line):
            name, value = found[1], (found[2] or "").strip()
            if name.startswith("newdoc"):
                _end_sentence(sentence, paragraphs)
                if any(paragraphs):
                    yield _document(row, paragraphs)
                row, paragraphs = {"_line": number}, [[]]
                if value:
                    row["article_id"] = value
            elif name.startswith("newpar") and paragraphs[-1]:
                paragraphs.append([])
            elif name == "text":
                sentence["text"] = value
            elif name.removeprefix("meta::") in FIELDS and not any(paragraphs):
                row[name.removeprefix("meta::")] = value
    if any(paragraphs):
        yield _document(row, paragraphs)
    if note := lines.note():
        yield {"_note": note, "_line": lines.first_odd()}


def _document(row: dict[str, Any], paragraphs: list[list[str]]) -> dict[str, Any]:
    return {**row, "text": "\n\n".join(" ".join(one) for one in paragraphs if one)}


def _add_token(sentence: dict[str, Any], line: str) -> None:
    fields = line.split("\t")
    if len(fields) < 2 or "." in fields[0]:  # an empty node stands in no text
        return
    first, _, last = fields[0].partition("-")
    if not first.isdigit() or int(first) <= sentence["until"]:
        return  # a part of a token that was read whole
    sentence["until"] = int(last or first)
    space = "" if "SpaceAfter=No" in fields[-1].split("|") else " "
    sentence["tokens"].append(fields[1] + space)


def _end_sentence(sentence: dict[str, Any], paragraphs: list[list[str]]) -> None:
    if text := sentence["text"] or "".join(sentence["tokens"]).strip():
        paragraphs[-1].append(text)
    sentence.update(text=None, tokens=[], until=0)
