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
from mediakit.pages.report import markup
from mediakit.pages.report.markup import paragraph, section
from mediakit.statistics import resample

DRAWN_WITH = ("pandas", "numpy", "scipy", "matplotlib")
UNKNOWN = "not recorded"
OF_OWN_FUNCTION = "what your own function found"
UNVALIDATED = (
    "Unvalidated: a program made every mark and count in this report, and nobody has checked them "
    "in these articles."
)


def methods(found: tables.Found) -> str:
    """Return the methods text."""
    made = made_by(found.readings)
    engine, model, version = (_said(made[one]) for one in ("engine", "model", "mediakit"))
    return section(
        "methods", "Methods",
        paragraph(
            f"The articles were read by mediakit {version} with engine {engine} (model "
            f"{model}): a network that learnt from hand-coded news which words are somebody "
            "else’s, who that is, and which cue says so. Each word is in one of three voices. "
            + ". ".join(style.VOICE_NOTES[voice] for voice in tables.VOICES) + "."
        ),
        paragraph(
            "A piece of evidence is a stretch of characters in a title or a text; every count and "
            "rate below is made from such rows. It stands in a speaker’s voice if at least half of "
            "its words are in what is attributed to the speaker, and is a quotation if most of "
            "those stand inside quotation marks. Articles in another language than English are not "
            "read; they are in the report of reading, never zeros."
        ),
        _looked_for(found),
        paragraph(
            "Rates are per 1,000 words of the same voice, all hits of a group by all its words. "
            f"Intervals hold 95 %: whole articles are drawn again {resample.DRAWS:,} times "
            "(studentised bootstrap with Poisson weights), since the hits of one article are not "
            "independent; below ten articles Student’s t is taken. Where outlets are compared, "
            "p-values come from dealing the articles anew to the two groups, and q-values hold the "
            "false discovery rate over all tests of a figure (Benjamini and Hochberg 1995). "
            "Articles of two outlets on the same event are not paired here; mk.compare(…, "
            "event=…) does that."
        ),
        paragraph(
            "Speakers are joined over articles where a shorter name can mean only one person of "
            "the corpus; unnamed speakers of different articles share a row. "
            + _own_word(found.readings)
        ),
        paragraph(
            f"{UNVALIDATED} Before a number is published, a sample of the articles should be coded "
            "by hand, and said how well the two agree. How well the engine did on other news, and "
            "on which, stands in its model card."
        ),
    )  # fmt: skip


def _looked_for(found: tables.Found) -> str:
    looked = labels_looked(found)
    rows = []
    for signal in sorted(looked, key=rank):
        told = MEANINGS.get(signal)
        labels = ", ".join(one.replace("_", " ") for one in looked[signal])
        counts, misses = (told.counts, told.misses) if told else (OF_OWN_FUNCTION, UNKNOWN)
        rows.append((signal, [("Labels:", labels), ("Counts:", counts), ("Misses:", misses)]))
    return markup.terms(rows)


def _own_word(readings: pd.DataFrame) -> str:
    """Say which lists of the user's own had a part in it, and what aliases did."""
    made, said = made_by(readings), []
    if made["aliases"]:
        told = f"Aliases were applied: {'; '.join(made['aliases'])}"
        counts = readings[["alias_changed", "alias_struck"]]
        if counts[readings["aliases"].notna()].notna().all(axis=None):
            changed, struck = counts.sum().astype(int)
            told += f"; they changed {number(changed, 'attribution')}"
            told += f" and struck {number(struck, 'hit')}"
        said.append(f"{told}.")
    else:
        said.append("No list of aliases was applied.")
    if made["lists"]:
        said.append(f"Word lists of the user’s own: {'; '.join(made['lists'])}.")
    return " ".join(said)


# ------------------------------------------------------------------ how it was made
def making(found: tables.Found, manifest: Mapping[str, Any]) -> str:
    """Return the section of versions, seeds and hashes; `manifest` may be empty."""
    columns = ["What", "Value"]
    settings = manifest.get("settings", {})
    lists = settings.get("lists") or list_hashes()
    hashes = [
        *((name, "packaged with mediakit", hash_) for name, hash_ in lists.items()),
        *((name, "your own", hash_[:12]) for name, hash_ in lists_of(found.readings)),
    ]
    note = (
        "To cite: The mediakit developers, mediakit: framing signals in news, and whose voice each "
        "is in, with the version, the model and the hashes of this page. The same results give "
        "the same page, byte by byte."
    )
    return section(
        "making", "Versions, seeds and lists",
        markup.table("How this page was made", columns, _facts(found, manifest)),
        markup.table("Lists, and the first twelve digits of their sha256",
                     ["List", "Whose", "Hash"], hashes),
        paragraph(note),
    )  # fmt: skip


def _facts(found: tables.Found, manifest: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    made, settings = made_by(found.readings), manifest.get("settings", {})
    read = settings.get("input", {})
    yield "mediakit that read the articles", _said(made["mediakit"])
    yield "Its code", settings.get("code", UNKNOWN)
    yield "Engine", _said(made["engine"])
    yield "Model", _said(made["model"])
    if read:
        yield "Input", f"{number(read['files'], 'file')}, sha256 {read['sha256']}"
        yield "Texts cleaned on loading", "yes" if settings.get("clean") else "no"
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
