"""How a line of a transcript names its speaker: the patterns of labels."""

from __future__ import annotations

import re

_STAMP = r"[\[(]?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[.,]\d+)?(?: ?[ap]\.?m\.?)?[\])]?"
_MARK = r"(?:[*_]|</?\w{1,6}>)*+"
_OPEN = rf"(?:[>•·]{{1,3}} ?)?{_MARK}(?:{_STAMP}\s*[-–—:|]?\s*)?{_MARK}(?:[>]{{2}} ?)?"
_LOUD = r"(?>(?:[A-Z][a-z]{1,2})?[A-Z][A-Z.’'&\d-]*|\#?\d{1,2}|Mrs?\.|Ms\.|Dr\.)"
_CAPITALS = rf"(?:{_LOUD})(?: (?:{_LOUD}|of|the|and|de|van|von|al)){{0,7}}"
_NAME = (
    r"[A-Z][\w.’'&-]*(?: (?:[A-Z][\w.’'&-]*|of|for|the|and|in|de|da|del|der|den|la|le|van|von|bin|"
    r"al|el|y|\d{1,2})(?![\w’'])){0,7}"
)
_BESIDE = r"(?:,? ?\([^()\n]{1,60}\)| ?\[[^\[\]\n]{1,40}\]){0,3}(?:, [^:.?!\n]{1,60})?"
_ASKS = r"(?P<asks>Q(?:uestion)?|QUESTION|A(?:nswer)?|ANSWER)(?: ?\d{1,2})?"
_STOPPED = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sen|Rep|Hon|Gov|Gen|Col|Adm)\."
    r"(?: (?:[A-Z]\.|[A-Z][\w’'-]+)){1,4}?(?: of [A-Z]\w+)?|"
    r"(?:Senator|Representative|Congressman|Congresswoman|Chairman|Chairwoman|Chair|Secretary|"
    r"General|Admiral|Governor|Judge|Justice|Director|Ambassador|Mayor|Commissioner|Professor)"
    r"(?: [A-Z][\w’'-]*){1,3}|[Tt][Hh][Ee] (?:(?:[A-Z]{4,}|[A-Z][a-z]+) ?){1,3}(?:pro tempore)?"
    r"(?: ?\([^()\n]{1,40}\))?|[A-Z]{3,}(?: [A-Z]{3,}){0,2}"
)
#: How a label stands before the words: a family of layouts each.
FAMILIES: dict[str, re.Pattern[str]] = {
    name: re.compile(_OPEN + pattern)
    for name, pattern in {
        # "KELLER:", "JANE COLE, HOST:", "Ann Poole (Halm East) (Lab):", "Keller (00:12):"
        "colon": (
            rf"(?P<label>{_CAPITALS}(?![a-z’'])|{_NAME})(?P<beside>{_BESIDE})"
            rf"(?: ?{_STAMP})?{_MARK} ?:{_MARK}(?!\d|//)\s*(?:{_STAMP}\s*)?"
        ),
        # "[Keller] Yes.", "(KELLER) Yes.", "<keller> Yes."
        "brackets": (
            rf"(?:\[(?P<label>{_CAPITALS}|{_NAME})(?P<beside>{_BESIDE})\]|"
            rf"\((?P<label2>{_CAPITALS}|{_NAME})\))"
            rf"{_MARK}:?{_MARK}\s+(?=\S)"
        ),
        # "Mr. DUNN. Mr. Speaker, …", "The CHAIRMAN. Order.", "Senator Poole. Thank you.", "KELLER."
        "stop": rf"(?P<label>{_STOPPED})(?P<beside>)\.{_MARK}\s+(?=[“\"(\[—A-Z\d])",
        # "Keller – Yes."
        "dash": (
            rf"(?P<label>{_CAPITALS}|{_NAME})(?P<beside>(?: ?\([^()\n]{{1,60}}\))?)"
            rf"{_MARK} (?:[–—]|--?){_MARK} (?=\S)"
        ),
        # "**Keller** Yes.", "Keller | Yes.", "Keller<tab>Yes."
        "blank": (
            rf"(?:(?<=[*_]{{2}})(?P<label>{_CAPITALS}|{_NAME})[*_]{{2,3}} +(?=\S)|"
            rf"(?P<label2>{_CAPITALS}|{_NAME}) ?[|\t]\s*(?=\S))(?P<beside>)"
        ),
        # "Keller", "KELLER 00:12", on a line of its own
        "line": (
            rf"(?P<label>{_CAPITALS}(?![a-z’'])|{_NAME})(?P<beside>{_BESIDE})"
            rf"(?: *[-–—|]? *{_STAMP})?{_MARK}:?{_MARK}\s*$"
        ),
        # ">> Yes."
        "arrows": r"(?<=>> )(?P<label>)(?P<beside>)(?=\S)",
    }.items()
}
QUESTION = re.compile(
    rf"{_OPEN}{_ASKS}{_MARK}(?P<mark>[.:)|–—-]|\s)\s*{_MARK}(?:[–—-] )?\s*(?=\S|$)"
)
INSIDE = re.compile(
    rf"(?<=[.!?…\"”’)\]—-])[ \t]+"
    rf"(?=(?:{_CAPITALS}(?![a-z’'])|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{0,2}}){_BESIDE}:\s)"
)
