"""Entities and escapes: characters that are written out as a code."""

from __future__ import annotations

import re
from functools import cache

ENTITY = re.compile(
    r"&(?:([A-Za-z][A-Za-z0-9]{1,30})|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});"
    r"|&(?:nbsp|quot|amp|[lr][sd]quo)(?![\w;=])"
)
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\([nrt\"'/])")
PROOF = re.compile(r"\\u(?:20|00)[0-9a-fA-F]{2}|[^\\]\\n\\n.+[^\\]\\n\\n\S")
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
    """
    decoded = ESCAPE.sub(
        lambda match: chr(int(match[1], 16)) if match[1] else WRITTEN.get(match[2], match[2]), text
    )
    return decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
