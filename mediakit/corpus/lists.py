"""Lists that a program wrote into a cell: ``['One.', 'Two.']``, as pandas and numpy print them."""

from __future__ import annotations

import ast
import json
import re
import warnings
from io import StringIO
from tokenize import TokenError, generate_tokens, tok_name
from typing import Any

LIST = re.compile(r"\s*\[\s*['\"].*['\"]\s*,?\s*\]\s*", re.DOTALL)
OPENED = re.compile(r"\s*\[\s*(['\"]).*?\1(?:\s*,\s*|\s+)\1", re.DOTALL)
LONGEST = 2**20  # letters of a cell
BETWEEN = frozenset({"NEWLINE", "NL", "ENDMARKER"})


def read_list(value: Any) -> list[str] | None:
    """Return the items of a list of texts that is written in a cell; None if it is none.

    Examples
    --------
    >>> read_list("['Taxes rise.', 'Nobody asked.']"), read_list("['Ann Lee' 'Bo Li']")
    (['Taxes rise.', 'Nobody asked.'], ['Ann Lee', 'Bo Li'])
    >>> read_list("[He laughs.] 'No.'"), read_list("['cut off', 'in the mid"), read_list("[closed]")
    (None, None, None)
    """
    if not isinstance(value, str) or len(value) > LONGEST or not LIST.fullmatch(value):
        return [] if isinstance(value, str) and value.strip() == "[]" else None
    try:
        found = json.loads(value)
        return found if all(isinstance(one, str) for one in found) else None
    except ValueError:
        return _printed(value.strip())


def _printed(value: str) -> list[str] | None:
    """Read what Python prints of a list, or numpy of an array: texts, with commas or without."""
    items = []
    try:
        with warnings.catch_warnings():  # of a stroke that escapes nothing
            warnings.simplefilter("ignore")
            for token in generate_tokens(StringIO(value).readline):
                if tok_name[token.type] == "STRING":
                    items.append(ast.literal_eval(token.string))
                elif tok_name[token.type] not in BETWEEN and token.string not in "[,]":
                    return None
    except (TokenError, SyntaxError, ValueError):
        return None
    return items if all(isinstance(one, str) for one in items) else None


def broken_list(text: str) -> str | None:
    """Say that a text looks like such a list that is cut or broken.

    Examples
    --------
    >>> broken_list("['Taxes rise.', 'Nobody as")[:43], broken_list("['No', he said.]")
    ('looks like a list that a program wrote into', None)
    """
    if not text.startswith("[") or not OPENED.match(text):
        return None
    return (
        "looks like a list that a program wrote into the cell, cut off or broken: its brackets and "
        "quotation marks stay in the text"
    )
