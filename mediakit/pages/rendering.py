"""Templates into HTML and CSS: whatever is put into one is escaped here, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from mediakit.contract import style
from mediakit.contract.cells import one_line, shortened
from mediakit.contract.wording import NONE, between, decimal, number, percent

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).with_name("templates")
LONGEST = 200  # characters of a cell


class Table(NamedTuple):
    """A table of a page; `numbers` are the columns that are set to the right."""

    caption: str
    columns: Sequence[str]
    rows: list[tuple[Any, ...]]
    numbers: Iterable[str] = ()


def render(name: str, /, **values: Any) -> str:
    """Return the template `name` with its values, safe to be put into another one.

    Examples
    --------
    >>> "Why 3 &lt; 4" in render("page.html", name="Why 3 < 4", css="", html="")
    True
    """
    from markupsafe import Markup

    return Markup(_templates(name.endswith(".css")).get_template(name).render(values))


@cache
def page_css() -> str:
    """Return the style sheet of the reading view; every rule is scoped to ``.mk-page``.

    Examples
    --------
    >>> page_css().startswith(".mk-page{--mk-ink:")
    True
    """
    return css("colours.css", "view.css", "lines.css")


@cache
def css(*names: str) -> str:
    """Return style sheets as one, without what only eyes need."""
    from markupsafe import Markup

    rendered = [render(name, style=style) for name in names]
    return Markup("".join(line.strip() for text in rendered for line in text.splitlines()))


@cache
def _templates(of_css: bool) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    templates = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=_in_css if of_css else _in_html,
    )  # fmt: skip
    templates.filters |= {
        "between": between, "cell": _cell, "decimal": decimal, "number": number,
        "percent": percent, "shortened": shortened, "spaced": _spaced,
    }  # fmt: skip
    return templates


def _in_html(value: Any) -> str:
    """Escape a value so that a browser shows it as it is."""
    from markupsafe import Markup, escape

    # Browsers turn a bare carriage return into a line feed.
    return escape(value).replace("\r", Markup("&#13;"))


def _in_css(value: Any) -> str:
    """Escape a value for CSS; no character of it can end a string or the sheet."""
    from markupsafe import Markup

    if isinstance(value, Markup):
        return value
    return Markup(re.sub(r"[^\w #.,·“”’()-]", lambda one: f"\\{ord(one[0]):x} ", str(value)))


def _cell(value: Any, most: int = LONGEST) -> str:
    """Return what stands in a cell of a table, in one line; what is absent is a dash."""
    if isinstance(value, int):
        return f"{value:,}"
    return NONE if pd.isna(value) else shortened(one_line(str(value)), most)


def _spaced(name: str) -> str:
    """Return the name of a label as words."""
    return name.replace("_", " ")
