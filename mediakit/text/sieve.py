"""A sieve: named rules in their order, of which the first that answers decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

Given = TypeVar("Given")
Answer = TypeVar("Answer")


def sift(
    rules: Mapping[str, Callable[[Given], Answer | None]], given: Given
) -> tuple[Answer, str] | tuple[None, None]:
    """Return the first answer that is not None, and the name of the rule that gave it.

    The order of a table of rules is part of the rules: what is surer comes first (Raghunathan et
    al. 2010; Lee et al. 2013).

    Examples
    --------
    >>> rules = {"even": lambda n: n // 2 if n % 2 == 0 else None, "any": lambda n: n}
    >>> sift(rules, 6), sift(rules, 7)
    ((3, 'even'), (7, 'any'))
    """
    for name, rule in rules.items():
        answer = rule(given)
        if answer is not None:
            return answer, name
    return None, None
