"""How a report's numbers were made, in words and as tables, from what the tables say of it."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from mediakit.contract import style, tables
from mediakit.contract.hashes import evidence_hash, list_hashes, version_of
from mediakit.contract.labels import MEANINGS, rank
from mediakit.contract.readings import labels_looked, lists_of, made_by
from mediakit.contract.wording import NONE, number
from mediakit.figures.contrasts import SEED
from mediakit.pages.rendering import Table
from mediakit.statistics import resample

DRAWN_WITH = ("pandas", "numpy", "scipy", "matplotlib")
UNKNOWN = "not recorded"
OF_OWN_FUNCTION = "what your own function found"
UNVALIDATED = (
    "Unvalidated: a program made every mark and count in this report, and nobody has checked them "
    "in these articles."
)


def methods(found: tables.Found) -> dict[str, Any]:
    """Return what the methods text names."""
    made = made_by(found.readings)
    return {
        **{name: _said(made[name]) for name in ("engine", "model", "mediakit")},
        "voices": [style.VOICE_NOTES[voice] for voice in tables.VOICES],
        "signals": list(_looked_for(found)),
        "draws": resample.DRAWS,
        "aliases": made["aliases"],
        "alias_effects": _alias_effects(found.readings),
        "lists": made["lists"],
        "unvalidated": UNVALIDATED,
    }


def _looked_for(found: tables.Found) -> Iterator[dict[str, Any]]:
    looked = labels_looked(found)
    for signal in sorted(looked, key=rank):
        told = MEANINGS.get(signal)
        counts, misses = (told.counts, told.misses) if told else (OF_OWN_FUNCTION, UNKNOWN)
        yield {"name": signal, "labels": looked[signal], "counts": counts, "misses": misses}


def _alias_effects(readings: pd.DataFrame) -> dict[str, int]:
    """Return what lists of aliases did; nothing where not all readings say so."""
    counts = readings.loc[readings["aliases"].notna(), ["alias_changed", "alias_struck"]]
    if not counts.notna().all(axis=None):
        return {}
    return {
        "changed": int(counts["alias_changed"].sum()),
        "struck": int(counts["alias_struck"].sum()),
    }


# ------------------------------------------------------------------ how it was made
def making(found: tables.Found, manifest: Mapping[str, Any]) -> dict[str, Table]:
    """Return the tables of versions, seeds and hashes; `manifest` may be empty."""
    lists = manifest.get("settings", {}).get("lists") or list_hashes()
    hashes = [
        *((name, "packaged with mediakit", hash_) for name, hash_ in lists.items()),
        *((name, "your own", hash_[:12]) for name, hash_ in lists_of(found.readings)),
    ]
    caption = "Lists, and the first twelve digits of their sha256"
    return {
        "facts": Table("How this page was made", ["What", "Value"], list(_facts(found, manifest))),
        "lists": Table(caption, ["List", "Whose", "Hash"], hashes),
    }


def _facts(found: tables.Found, manifest: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    made, settings = made_by(found.readings), manifest.get("settings", {})
    read = settings.get("input", {})
    yield "mediakit that read the articles", _said(made["mediakit"])
    yield "Its code", settings.get("code", UNKNOWN)
    yield "Engine", _said(made["engine"])
    yield "Model", _said(made["model"])
    if read:
        yield "Input", f"{number(read['files'], 'file')}, sha256 {read['sha256']}"
        cleaned = {True: "yes", False: "no"}.get(settings.get("clean"), UNKNOWN)
        yield "Texts cleaned on loading", cleaned
        yield "Columns named by the user", _pairs(settings.get("columns")) or "none"
    if run := manifest.get("run"):
        yield "Articles read on", run["date"]
        with_ = {k: v for k, v in manifest["versions"].items() if k != "mediakit"}
        yield "Read with", _pairs(with_, " ")
    yield "mediakit that wrote this page", version_of("mediakit")
    yield "Its lists, models and rules", evidence_hash()
    versions = {"Python": platform.python_version(), **{n: version_of(n) for n in DRAWN_WITH}}
    yield "Written with", _pairs(versions, " ")
    yield "Seed", f"{SEED}, for intervals and p-values; each article has a stream of its own"
    yield "Draws", f"{resample.DRAWS:,}"


def _said(values: list[str]) -> str:
    return ", ".join(values) or UNKNOWN


def _pairs(named: Mapping[str, Any] | None, between: str = " = ") -> str:
    return ", ".join(f"{name}{between}{value or NONE}" for name, value in (named or {}).items())
