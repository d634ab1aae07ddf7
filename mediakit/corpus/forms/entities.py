"""Entities and escapes: characters that are written out as a code."""

from __future__ import annotations

import re
from functools import cache

ENTITY = re.compile(
    r"&(?:([A-Za-z][A-Za-z0-9]{1,30})|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});"
    r"|&(?:nbsp|quot|amp|[lr][sd]quo)(?![\w;=])"
)
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\([nrt\"'/])")
PROOF = re.compile(
    r"\\x[c-f][0-9a-f]\\x[89ab][0-9a-f]|\\u(?:20|00)[0-9a-fA-F]{2}|[^\\]\\n\\n.+[^\\]\\n\\n\S"
)
BYTES = re.compile(r"b(['\"])(.*)\1", re.DOTALL)
UTF8 = re.compile(r"(?:\\x[c-f][0-9a-f](?:\\x[89ab][0-9a-f]){1,3})+")
QUOTED = re.compile(r"(?:=[C-F][0-9A-F](?:=[89AB][0-9A-F]){1,3})+")
WRITTEN = {"n": "\n", "r": "\n", "t": " "}


@cache
def _names() -> frozenset[str]:
    from html.entities import html5

    return frozenset(name[:-1] for name in html5 if name.endswith(";"))


def has_entity(text: str) -> bool:
    """Say whether there is an entity that HTML knows; ``R&D;`` is none."""
    if "&" not in text:
        return False
    return any(not match[1] or match[1] in _names() for match in ENTITY.finditer(text))


def decode_entities(text: str) -> str:
    """Decode what HTML writes as a code.

    Examples
    --------
    >>> decode_entities("&ldquo;AT&amp;T&#8217;s R&D;&rdquo;")
    '“AT&T’s R&D;”'
    """
    return ENTITY.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    from html import unescape

    if match[1] and match[1] not in _names():
        return match[0]
    whole = match[0] if match[0].endswith(";") else f"{match[0]};"
    return unescape(whole)


def has_escape(text: str) -> bool:
    """Say whether escapes of JSON or Python stand in a text, and no real line end."""
    return "\\" in text and "\n" not in text.strip() and PROOF.search(text) is not None


def decode_escapes(text: str) -> str:
    r"""Decode what JSON or Python writes as an escape and nobody read back.

    Examples
    --------
    >>> decode_escapes(r"\u201cNo,\u201d Moss said.\n\nThe town waits.")
    '“No,” Moss said.\n\nThe town waits.'
    >>> decode_escapes(r"b'\xe2\x80\x9cNo,\xe2\x80\x9d Moss said.'")
    '“No,” Moss said.'
    """
    if literal := BYTES.fullmatch(text.strip()):
        text = literal[2]
    text = UTF8.sub(lambda match: _decode(match, "\\x"), text)
    decoded = ESCAPE.sub(
        lambda match: chr(int(match[1], 16)) if match[1] else WRITTEN.get(match[2], match[2]), text
    )
    return decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def has_transfer_code(text: str) -> bool:
    """Say whether letters are written as mail writes them (quoted-printable)."""
    return "=" in text and QUOTED.search(text) is not None


def decode_transfer(text: str) -> str:
    r"""Decode letters and line ends as mail writes them.

    Examples
    --------
    >>> decode_transfer("=E2=80=9CNo,=E2=80=9D Ida =\nHolt said.")
    '“No,” Ida Holt said.'
    """
    text = re.sub(r"=\r?\n", "", QUOTED.sub(lambda match: _decode(match, "="), text))
    return re.sub(r"=(?:20|3D)", lambda match: " " if match[0] == "=20" else "=", text)


def _decode(match: re.Match[str], sign: str) -> str:
    return bytes.fromhex(match[0].replace(sign, "")).decode("utf-8", "replace")
