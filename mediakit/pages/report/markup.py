"""The pieces of HTML a report is made of; whatever they are given is escaped here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from mediakit.contract.cells import escaped, one_line, shortened
from mediakit.contract.wording import NONE

LONGEST, LONGEST_HEAD = 200, 60  # characters of a cell, and of one above a column
ON_ONE_PAGE = 30  # rows of a table that is not cut in print


def section(name: str, title: str, *parts: str) -> str:
    """Return a section under a heading, to which ``#name`` leads."""
    return f'<section id="{name}"><h2>{escaped(title)}</h2>{"".join(parts)}</section>'


def paragraph(text: str, kind: str = "") -> str:
    """Return a paragraph of plain text; `kind` is its class."""
    return f"<p{f' class={kind}' if kind else ''}>{escaped(text)}</p>"


def heading(text: str) -> str:
    """Return a heading within a section."""
    return f"<h3>{escaped(text)}</h3>"


def isolated(text: str, most: int = LONGEST) -> str:
    """Return text of an article, which may run from right to left, so that it stays in its place.

    >>> isolated("<b>")
    '<bdi>&lt;b&gt;</bdi>'
    """
    return f"<bdi>{escaped(shortened(one_line(text), most))}</bdi>"


def table(
    caption: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], numbers: Iterable[str] = ()
) -> str:
    """Return a table: whole numbers get thousands separators, what is absent a dash.

    `numbers` are the columns that are set to the right.
    """
    right = [' class="mk-n"' if column in set(numbers) else "" for column in columns]
    head = "".join(
        f'<th scope="col"{mark}>{isolated(column, LONGEST_HEAD)}</th>'
        for column, mark in zip(columns, right, strict=True)
    )
    body: list[str] = []
    for row in rows:
        cells = [f"<td{mark}>{_cell(value)}</td>" for value, mark in zip(row, right, strict=True)]
        cells[0] = re.sub(r"^<td(.*)</td>$", r'<th scope="row"\1</th>', cells[0], flags=re.DOTALL)
        body.append(f"<tr>{''.join(cells)}</tr>")
    whole = " mk-whole" if len(body) <= ON_ONE_PAGE else ""
    # Reached by keyboard, since on a small screen it scrolls.
    return (
        f'<div class="mk-wide{whole}" role="region" tabindex="0" aria-label="{escaped(caption)}">'
        f"<table><caption>{escaped(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def terms(rows: Iterable[tuple[str, Sequence[tuple[str, str]]]]) -> str:
    """Return a list of terms, each with what is said of it: pairs of a lead and a text."""
    html = []
    for term, said in rows:
        lines = "".join(f"<dd><b>{escaped(lead)}</b> {isolated(text)}</dd>" for lead, text in said)
        html.append(f"<div><dt>{isolated(term)}</dt>{lines}</div>")
    return f"<dl>{''.join(html)}</dl>"


def _cell(value: Any) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return isolated(NONE if pd.isna(value) else str(value))
