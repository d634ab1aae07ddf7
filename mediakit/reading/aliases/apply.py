"""Aliases applied: who is called what, what is struck, and whose voice the words are in then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from mediakit.attribution import Attribution
from mediakit.attribution.record import JOINT
from mediakit.contract.readings import of_articles
from mediakit.contract.tables import FIELDS, Found, conform, make
from mediakit.reading.aliases.effects import sign
from mediakit.reading.aliases.keys import Keys, attribution_keys, span_keys
from mediakit.reading.aliases.table import Alias, Aliases, plain
from mediakit.reading.person_names import parts_of
from mediakit.reading.voices import Voices
from mediakit.text.document import Document

Fields = set[tuple[str, str]]  # (article_id, field)
Held = dict[tuple[str, int], int]  # (article_id, attribution_id): words that are its own


def apply_aliases(
    articles: pd.DataFrame, found: Found, aliases: Aliases
) -> tuple[Found, list[Counter[str]]]:
    """Apply `aliases`; also return for each row how much it matched and did.

    The counts of batches of articles can be added up.
    """
    found = Found(*(frame.reset_index(drop=True) for frame in of_articles(articles, found)))
    decided = _Decisions(articles, found, aliases)
    acts, fields = _new_attributions(found.attributions, decided)
    evidence = _new_evidence(found.evidence, acts, decided)
    kept = np.array([n not in decided.struck for n in range(len(acts))], dtype=bool)
    acts = acts[kept].reset_index(drop=True)
    evidence, words, held = _read_voices_anew(
        articles, found._replace(evidence=evidence), acts, fields
    )
    acts = _count_turns(acts, held)
    readings = sign(found.readings, aliases, *decided.places())
    return Found(evidence, acts, words, found.report, readings), decided.hits()


class _Decisions:
    """Which row of the list decides on which row of the tables.

    Rows with fewer conditions come first, so that later ones overrule them.
    """

    def __init__(self, articles: pd.DataFrame, found: Found, aliases: Aliases) -> None:
        outlets: Mapping[str, Any] = {}
        if "outlet" in articles:
            outlets = dict(zip(articles["article_id"], articles["outlet"], strict=True))
        self.rows, self.found = aliases.rows, found
        self.said = attribution_keys(self.rows, outlets, found)
        self.spans = span_keys(self.rows, outlets, found)
        self.relays = _name_keys(self.rows, outlets, found.attributions, "relay_speaker")
        self.targets = _name_keys(self.rows, outlets, found.evidence, "target")
        self.names: dict[int, list[str]] = {}  # the new names of those who speak together
        self.by: dict[int, dict[Any, int]] = {}  # attribution -> what is set -> row of the list
        self.struck: dict[int, int] = {}  # attribution -> row of the list
        self.struck_spans: dict[int, int] = {}  # row of evidence -> row of the list
        self.relay: dict[int, int] = {}
        self.target: dict[int, int] = {}
        self.matched: list[int] = [0] * len(self.rows)
        for number in sorted(range(len(self.rows)), key=lambda n: len(self.rows[n].where)):
            self._decide(number, self.rows[number])

    def _decide(self, number: int, alias: Alias) -> None:
        acts = self.said.fit(alias.where) if alias.of_attributions else set()
        spans = self.spans.fit(alias.where) if alias.of_spans else set()
        relays = self.relays.fit(alias.where) if alias.of_mentions else set()
        targets = self.targets.fit(alias.where) if alias.of_mentions else set()
        if alias.action == "exclude":
            acts = {act for act in acts if self._is_whole(act, alias)}
            self.struck.update(dict.fromkeys(acts, number))
            self.struck_spans.update(dict.fromkeys(spans, number))
        else:
            for act in acts:
                self._change(act, number, alias)
            self.relay.update(dict.fromkeys(relays, number))
            self.target.update(dict.fromkeys(targets, number))
        self.matched[number] = len(acts) + len(spans) + len(relays) + len(targets)

    def _speaker(self, act: int) -> str:
        speaker = self.found.attributions["speaker"].iat[act]
        return speaker if isinstance(speaker, str) else ""

    def _is_whole(self, act: int, alias: Alias) -> bool:
        """Tell whether a row means all who speak here, not one of two who speak together."""
        name = alias.where.get("name")
        return name is None or plain(self._speaker(act), True) == name

    def _change(self, act: int, number: int, alias: Alias) -> None:
        parts = parts_of(self._speaker(act))
        whole = self._is_whole(act, alias)
        meant = [
            n for n, part in enumerate(parts) if whole or plain(part, True) == alias.where["name"]
        ]
        by = self.by.setdefault(act, {})
        if alias.speaker is not None:
            names = self.names.setdefault(act, list(parts))
            if whole:
                names[:] = [alias.speaker]
            else:
                if len(names) < len(parts):
                    names[:] = parts
                for n in meant:
                    names[n] = alias.speaker
            by.update({("speaker", n): number for n in meant})
        if meant[0] == 0:  # the kind of two who speak together is the first one's
            if alias.source_type is not None:
                by["source_type"] = number
            if alias.anonymous is not None:
                by["anonymous"] = number

    def speaker(self, act: int) -> str | None:
        """Return the new name of who speaks in an attribution, None if it stays as it is."""
        return JOINT.join(dict.fromkeys(self.names[act])) if act in self.names else None

    def places(self) -> tuple[list[str], list[str]]:
        """Return the articles of all attributions changed, and of all that was struck."""
        acts, spans = (
            table["article_id"].tolist() for table in (self.found.attributions, self.found.evidence)
        )
        changed = [acts[act] for act, by in self.by.items() if by and act not in self.struck]
        struck = [acts[act] for act in self.struck] + [spans[span] for span in self.struck_spans]
        return changed, struck

    def hits(self) -> list[Counter[str]]:
        """Count for each row of the list what it matched, and what it decided in the end."""
        counts: list[Counter[str]] = []
        for alias, matched in zip(self.rows, self.matched, strict=True):
            count = Counter({"matched": matched})
            for column, value in alias.where.items():
                either = self.said.alone(column, value) or self.spans.alone(column, value)
                either = either or self.targets.alone(column, value)
                count[f"alone {column}"] = len(either or self.relays.alone(column, value))
            count["as source"] = len(self.said.alone("as source", alias.where.get("name", "")))
            count["as speaker"] = len(
                self.said.alone("as speaker", plain(alias.speaker or "", True))
            )
            counts.append(count)
        changed = [
            (act, number)
            for act, by in self.by.items()
            if act not in self.struck
            for number in set(by.values())
        ]
        acts, spans = self.found.attributions["article_id"], self.found.evidence["article_id"]
        done = [
            ("attributions", [*changed, *self.struck.items()], acts),
            ("spans", list(self.struck_spans.items()), spans),
            ("mentions", list(self.relay.items()), acts),
            ("mentions", list(self.target.items()), spans),
        ]
        where: list[set[str]] = [set() for _ in self.rows]
        for key, decided, ids in done:
            for position, number in decided:
                counts[number][key] += 1
                where[number].add(str(ids.iat[position]))
        for count, ids_ in zip(counts, where, strict=True):
            count["articles"] = len(ids_)
        return counts


def _name_keys(
    rows: Iterable[Alias], outlets: Mapping[str, Any], table: pd.DataFrame, column: str
) -> Keys:
    keys = Keys(rows)
    keys.add("article_id", enumerate(table["article_id"]))
    keys.add("outlet", enumerate(table["article_id"].map(outlets)))
    keys.add("field", enumerate(table["field"]))
    keys.add("name", enumerate(table[column]))
    return keys


# -------------------------------------------------------------------- the new tables
def _new_attributions(table: pd.DataFrame, decided: _Decisions) -> tuple[pd.DataFrame, Fields]:
    """Return all attributions with what was changed, and the fields whose voices changed."""
    table = conform(table, "attributions")  # those of 0.1.0 lack the columns of rules
    columns = {name: table[name].to_numpy(object, copy=True) for name in _CHANGED}
    places = list(zip(table["article_id"], table["field"], strict=True))
    fields = {places[act] for act in decided.struck}
    for act, by in decided.by.items():
        speaker = decided.speaker(act)
        if speaker is not None and speaker != columns["speaker"][act]:
            columns["speaker"][act] = speaker
            columns["speaker_by"][act] = ALIAS
            fields.add(places[act])
        for name in ("source_type", "anonymous"):
            if name in by:
                columns[name][act] = getattr(decided.rows[by[name]], name)
        if "source_type" in by:
            columns["source_type_by"][act] = ALIAS
    for act, number in decided.relay.items():
        columns["relay_speaker"][act] = decided.rows[number].speaker
    return _with(table, columns, "attributions"), fields


ALIAS = "alias"  # in speaker_by and source_type_by: your own word
_CHANGED = (
    "speaker", "speaker_by", "source_type", "source_type_by", "anonymous", "relay_speaker",
)  # fmt: skip


def _new_evidence(table: pd.DataFrame, acts: pd.DataFrame, decided: _Decisions) -> pd.DataFrame:
    """Return the evidence that is left, with the new names of speakers and targets."""
    ids = list(zip(acts["article_id"], acts["attribution_id"], strict=True))
    struck = {ids[act] for act in decided.struck}
    renamed = {ids[act]: act for act in (*decided.by, *decided.relay)}
    speakers, targets = (table[c].to_numpy(object, copy=True) for c in ("speaker", "target"))
    for position, number in decided.target.items():
        targets[position] = decided.rows[number].speaker
    keep = np.ones(len(table), dtype=bool)
    keep[list(decided.struck_spans)] = False
    owners = zip(table["article_id"], table["attribution_id"], strict=True)
    rows = zip(owners, table["signal"], table["label"], strict=True)
    for position, (act, signal, label) in enumerate(rows):
        if signal != "sourcing":
            continue
        if act in struck:
            keep[position] = False
        elif act in renamed:
            column = "relay_speaker" if label == "relay" else "speaker"
            speakers[position] = acts[column].iat[renamed[act]]
    new = _with(table, {"speaker": speakers, "target": targets}, "evidence")
    return new[keep].reset_index(drop=True)


def _read_voices_anew(
    articles: pd.DataFrame, found: Found, acts: pd.DataFrame, fields: Fields
) -> tuple[pd.DataFrame, pd.DataFrame, Held]:
    """Return evidence and words, with the voices in `fields` by the attributions that are left.

    Also how many words are each attribution's own there.
    """
    held: Held = {}
    if not fields:
        return found.evidence, found.words, held
    evidence, words = found.evidence, found.words
    columns = {c: evidence[c].to_numpy(object, copy=True) for c in _VOICED}
    said = _said(evidence, acts, fields)
    here: dict[tuple[str, str], list[int]] = {field: [] for field in fields}
    for position, place in enumerate(zip(evidence["article_id"], evidence["field"], strict=True)):
        if place in here:
            here[place].append(position)
    fresh = []
    names = ("start", "end", "signal", "text")
    spans = list(zip(*(evidence[name] for name in names), strict=True))
    for (article_id, field), document in _documents(articles, fields).items():
        voices = Voices(document, said.get((article_id, field), []))
        fresh += [(article_id, field, *row) for row in voices.counts()]
        own = Counter(one for one in voices.owner if one is not None)
        held |= {(article_id, one.id): own[n] for n, one in enumerate(voices.attributions)}
        for position in here[article_id, field]:
            start, end, signal, text = spans[position]
            if document.text[start:end] != text:
                raise ValueError(
                    f"Article {article_id!r} does not hold {text!r} where it was found. Give the "
                    "articles that find() was given, unchanged."
                )
            voice, owner = voices.of(start, end)
            columns["voice"][position] = voice
            if signal != "sourcing":
                columns["speaker"][position] = owner.speaker if owner else None
                columns["attribution_id"][position] = owner.id if owner else None
    return _with(evidence, columns, "evidence"), _with_words(words, fresh, fields), held


def _count_turns(acts: pd.DataFrame, held: Held) -> pd.DataFrame:
    """Give turns the words of those within them that were struck: the turn's speaker says them."""
    ids = list(zip(acts["article_id"], acts["attribution_id"], strict=True))
    turns = (acts["kind"] == "turn").to_numpy() & np.array([one in held for one in ids], bool)
    if not turns.any():
        return acts
    columns = {c: acts[c].to_numpy(object, copy=True) for c in ("n_words", "n_quoted")}
    for position in np.flatnonzero(turns):
        for values in columns.values():  # a turn is quotation as a whole
            values[position] = held[ids[position]]
    return _with(acts, columns, "attributions")


_VOICED = ("voice", "speaker", "attribution_id")


def _said(
    evidence: pd.DataFrame, acts: pd.DataFrame, fields: Fields
) -> dict[tuple[str, str], list[Attribution]]:
    """Return the attributions of `fields` as `Voices` takes them, in their order."""
    rows = evidence[(evidence["signal"] == "sourcing") & (evidence["label"] == "content")]
    pieces: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for article_id, act, start, end in zip(
        rows["article_id"], rows["attribution_id"], rows["start"], rows["end"], strict=True
    ):
        pieces.setdefault((article_id, act), []).append((start, end))
    said: dict[tuple[str, str], list[Attribution]] = {}
    columns = ("article_id", "field", "attribution_id", "speaker", "n_words", "n_quoted")
    for article_id, field, act, speaker, n_words, n_quoted in zip(
        *(acts[name] for name in columns), strict=True
    ):
        if (article_id, field) in fields:
            names = (speaker,) if isinstance(speaker, str) else ()
            contents = pieces.get((article_id, act), [])
            if not contents:
                raise ValueError(
                    f"found.evidence lacks the content of attribution {act} of {article_id!r}, so "
                    "voices cannot be decided anew. Give what find() returned, unfiltered."
                )
            said.setdefault((article_id, field), []).append(
                Attribution(contents, speakers=names, id=act, n_words=n_words, n_quoted=n_quoted)
            )
    return said


def _documents(articles: pd.DataFrame, fields: Fields) -> dict[tuple[str, str], Document]:
    """Return the texts of `fields`, in the order of the articles."""
    ids = {article_id for article_id, _ in fields}
    chosen = articles[articles["article_id"].isin(ids)]
    return {
        (row["article_id"], field): Document(row.get(field) or "", field)
        for row in chosen.to_dict("records")
        for field in FIELDS
        if (row["article_id"], field) in fields
    }


def _with_words(words: pd.DataFrame, fresh: list[tuple[Any, ...]], fields: Fields) -> pd.DataFrame:
    """Return `words` with `fresh` rows in the place of those of `fields`."""
    places = list(zip(words["article_id"], words["field"], strict=True))
    order = {place: n for n, place in enumerate(dict.fromkeys(places))}
    old = words[[place not in fields for place in places]]
    both = pd.concat([old, make("words", fresh)], ignore_index=True)
    at = [order[place] for place in zip(both["article_id"], both["field"], strict=True)]
    both = both.iloc[np.argsort(np.array(at, dtype=int), kind="stable")].reset_index(drop=True)
    return both


def _with(table: pd.DataFrame, columns: Mapping[str, np.ndarray], name: str) -> pd.DataFrame:
    return conform(
        table.assign(
            **{c: pd.Series(v, index=table.index, dtype=object) for c, v in columns.items()}
        ),
        name,
    )
