"""Text that a tokeniser took apart."""

from __future__ import annotations

import re

BRACKETS = {
    "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
}  # fmt: skip
BRACKET = re.compile(r"-[LR][RSC]B-")
MOSES = re.compile(r" ?@([-.,/:])@ ?")
SPACED = re.compile(r"(?<=[^\s.]) [,.](?=\s|$)|(?<!\S)(?:[\"“”]|``|''|')(?!\S)")
ALONE = (" ,", " .", ' " ', " '' ", "`` ", " ' ", "“ ", " ”", "-LRB-", "@-@", "@,@", " n't", " n’t")
STOP = re.compile(r"(?<=\S) (?=(?:[,;:!?%)\]}…]|\.(?!\.)|\.\.\.)(?:\s|$|[\"”’'.,]))")
NUMBER = re.compile(r"\b(\d{1,3}) ?, (\d{3})\b(?! ?,? \d{4})|\b(\d{1,2}) ?: (\d\d)\b")
OPEN = re.compile(r"(?<!\S)([(\[{]|[$£€#]) (?=\S)")
ATTACHED = re.compile(r"[^\s\d],(?=\s|$)|[^\s.]{2}\.[\"”]?(?=\n|$)")
PART = re.compile(
    r"(?<=\w) (?=n['’]t\b)|(?<=\w) (?=['’](?:s|re|ve|ll|d|m|S)\b)|\b(gon|wan|got) (?=na\b|ta\b)"
)
ADDRESS = re.compile(r"\b(https?) ?: ?// ?")
LOOSE = re.compile(r"(?<!\S)(?:``|''|[\"“”'‘’`])(?!\S)")
PAIR = {'"': ('"', '"'), "'": ("'", "'"), "“": ("“", "”"), "``": ("“", "”"), "''": ("“", "”"),
        "‘": ("‘", "’"), "`": ("‘", "’")}  # fmt: skip


def may_be_tokens(text: str) -> bool:
    """Say whether a stop, a mark or a bracket stands alone somewhere."""
    return any(map(text.__contains__, ALONE)) or text.startswith(('" ', "' ", "'' "))


def join_tokens(text: str) -> str:
    r"""Put stops, marks, brackets and endings back where writers put them, line by line.

    A line counts as taken apart if four of five of its commas, full stops and marks stand alone,
    two at least, or if that is so in the whole text. Penn (`` '' -LRB- do n't), Moses (@-@) and
    plain spaces are understood. Marks open and close by turns in their line.

    Examples
    --------
    >>> join_tokens("`` It is a sham , '' Ida Holt -LRB- Halm -RRB- said . `` I do n't . ''")
    "“It is a sham,” Ida Holt (Halm) said. “I don't.”"
    >>> join_tokens('It is late , and nobody came. It is over.')
    'It is late , and nobody came. It is over.'
    """
    whole = _is_apart(text, 4)
    return "\n".join(
        _join_line(line) if _is_apart(line, 2) or (whole and _has_loose(line)) else line
        for line in text.split("\n")
    )


def _has_loose(line: str) -> bool:
    return bool(SPACED.search(line) or PART.search(line) or MOSES.search(line))


def _is_apart(text: str, least: int) -> bool:
    if BRACKET.search(text) or MOSES.search(text):
        return True
    spaced = len(SPACED.findall(text))
    return spaced >= least and spaced >= 4 * _attached(text)


def _attached(text: str) -> int:
    """Count commas, and full stops at the end of a line, that touch their word."""
    return len(ATTACHED.findall(text))


def _join_line(line: str) -> str:
    line = BRACKET.sub(lambda match: BRACKETS.get(match[0], match[0]), line)
    line = MOSES.sub(r"\1", line)
    line = PART.sub(lambda match: match[1] or "", line)
    line = _join_marks(line)
    line = STOP.sub("", line)
    line = OPEN.sub(r"\1", line)
    line = ADDRESS.sub(r"\1://", line)
    return NUMBER.sub(lambda m: f"{m[1]},{m[2]}" if m[1] else f"{m[3]}:{m[4]}", line)


def _join_marks(line: str) -> str:
    """Attach marks that stand alone: to what follows where they open, else to what precedes."""
    tokens = line.split(" ")
    opened: list[str] = []
    out: list[str] = []
    attach = True  # the next token, to the last one
    for at, token in enumerate(tokens):
        opens = closes = False
        mark = token
        if not LOOSE.fullmatch(token):
            _follow(token, opened)
        else:
            opens, closes = _turn(token, opened, out, tokens[at + 1 : at + 2])
            mark = PAIR.get(token, (token, token))[0 if opens else 1]
        if out and (attach or closes):
            out[-1] += mark
        else:
            out.append(mark)
        attach = opens
    return " ".join(out)


def _follow(token: str, opened: list[str]) -> None:
    """Take account of straight marks that already touch their word."""
    if token[:1] in ('"', "'") and len(token) > 2 and token[:1] not in opened:
        opened.append(token[0])
    last = token.rstrip(".,;:!?")[-1:]
    if last in opened and len(token) > 1:
        while opened.pop() != last:
            pass


def _turn(token: str, opened: list[str], out: list[str], after: list[str]) -> tuple[bool, bool]:
    """Say whether a mark that stands alone opens or closes."""
    kind = {"``": '"', "''": '"', "“": '"', "”": '"', "‘": "'", "’": "'", "`": "'"}.get(
        token, token
    )
    if token in ("``", "“", "‘", "`"):
        opened.append(kind)
        return True, False
    if kind in opened:
        while opened.pop() != kind:
            pass
        return False, True
    if token in ("''", "”", "’") or not after:
        return False, bool(out)
    if token == "'" and out and out[-1][-1:] in "sz" and after[0][:1].islower():  # the miners ' day
        return False, True
    opened.append(kind)
    return True, False
