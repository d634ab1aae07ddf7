"""Why a speaker is who is named: the rules that decided, each in its own sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from mediakit.attribution import attribute, sentence_of
from mediakit.reading.opened import Opened

COLUMNS = ("speaker", "source_type")
OWN_WORD = "alias: your own list says so"
Line = tuple[str, str, float | None]


def speaker_lines(row: Mapping[str, Any]) -> list[Line]:
    """Return what a row of attributions says of the speaker, and by which rules.

    The source's words, the speaker, its kind of source, and behind each of the latter two the
    sentence of the rule that decided.
    """
    lines: list[Line] = []
    if _given(row.get("source")):
        lines.append(("source", str(row["source"]), None))
    for column in COLUMNS:
        if _given(row.get(column)):
            lines.append((column, str(row[column]), None))
            if rule := _rule(f"{column}_by", row.get(f"{column}_by")):
                lines.append((f"{column}_by", rule, None))
    return lines


def attribution_of(
    articles: pd.DataFrame, row: Mapping[str, Any], engine: str
) -> dict[str, Any] | None:
    """Read the article of a row of sourcing evidence anew; return its attribution as a row.

    A speaker other than the one read is the user's own word.
    """
    article = articles[articles["article_id"] == row["article_id"]].iloc[0]
    title, text = (str(article[f]) if _given(article.get(f)) else "" for f in ("title", "text"))
    documents = Opened("", title, text, "en", None).documents
    found = (a for said in attribute(documents, engine) for a in said)
    act = next((a for a in found if a.id == row["attribution_id"]), None)
    if act is None:
        return None
    words = next(d.text for d in documents if d.field == row["field"])
    named = row["speaker"] if row["label"] != "relay" and _given(row.get("speaker")) else None
    own = named is not None and named != act.speaker
    return {
        "source": words[slice(*act.source)] if act.source else None,
        "speaker": named if own else act.speaker,
        "speaker_by": "alias" if own else act.speaker_by,
        "source_type": act.source_type,
        "source_type_by": act.source_type_by,
    }


def _rule(column: str, name: Any) -> str:
    if not _given(name):
        return ""
    return OWN_WORD if name == "alias" else f"{name}: {sentence_of(column, str(name))}"


def _given(value: Any) -> bool:
    return value is not None and not pd.isna(value)
