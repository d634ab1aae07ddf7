"""How a report's numbers were made, in words and as tables, from what the tables say of it."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from typing import Any

from mediakit.contract import style, tables
from mediakit.contract.cells import plain
from mediakit.contract.hashes import evidence_hash, list_hashes, version_of
from mediakit.contract.labels import MEANINGS, rank
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


def methods(found: tables.Found, settings: Mapping[str, Any]) -> str:
    """Return the methods text; `settings` are those of a manifest, or empty."""
    made = found.evidence.attrs.get("provenance", {})
    engine, model = made.get("engine", UNKNOWN), made.get("model", UNKNOWN)
    version = made.get("mediakit") or version_of("mediakit")
    return section(
        "methods", "Methods",
        paragraph(
            f"The articles were read by mediakit {version} with the engine {engine} (model "
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
            + _own_word(made, settings)
        ),
        paragraph(
            f"{UNVALIDATED} Before a number is published, a sample of the articles should be coded "
            "by hand, and said how well the two agree. How well the engine did on other news, and "
            "on which, stands in its model card."
        ),
    )  # fmt: skip


def _looked_for(found: tables.Found) -> str:
    looked = found.evidence.attrs.get("looked") or {}
    rows = []
    for signal in sorted(looked, key=rank):
        told = MEANINGS.get(signal)
        labels = ", ".join(one.replace("_", " ") for one in looked[signal])
        counts, misses = (told.counts, told.misses) if told else (OF_OWN_FUNCTION, UNKNOWN)
        rows.append((signal, [("Labels:", labels), ("Counts:", counts), ("Misses:", misses)]))
    return markup.terms(rows)


def _own_word(made: Mapping[str, Any], settings: Mapping[str, Any]) -> str:
    """Say which lists of the user's own had a part in it, and what aliases did."""
    said = [
        f"The list of aliases {plain(one.get('file')) or 'given as a table'} (sha256 "
        f"{str(one.get('sha256'))[:12]}, {number(int(one.get('rows', 0)), 'row')}) changed "
        f"{number(int(one.get('attributions_changed', 0)), 'attribution')} and struck "
        f"{number(int(one.get('attributions_excluded', 0)), 'attribution')} and "
        f"{number(int(one.get('spans_excluded', 0)), 'span')}."
        for one in made.get("aliases", ())
    ]
    if lists := settings.get("lexicons"):
        said.append(f"Word lists of the user’s own: {', '.join(lists)}.")
    return " ".join(said or ["No list of aliases was applied."])


# ------------------------------------------------------------------ how it was made
def making(found: tables.Found, manifest: Mapping[str, Any]) -> str:
    """Return the section of versions, seeds and hashes; `manifest` may be empty."""
    columns = ["What", "Value"]
    settings = manifest.get("settings", {})
    lists = settings.get("lists") or list_hashes()
    hashes = [
        *((name, "packaged with mediakit", hash_) for name, hash_ in lists.items()),
        *((name, "your own", hash_[:12]) for name, hash_ in settings.get("lexicons", {}).items()),
    ]
    if not settings:
        labels = (found.evidence.attrs.get("looked") or {}).get("wording", ())
        hashes += [(name, "your own", f"{UNKNOWN}; mediakit find records it") for name in labels]
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
    made, settings = found.evidence.attrs.get("provenance", {}), manifest.get("settings", {})
    read = settings.get("input", {})
    yield "mediakit that read the articles", made.get("mediakit", UNKNOWN)
    yield "Its code", settings.get("code", UNKNOWN)
    yield "Engine", made.get("engine", UNKNOWN)
    yield "Model", made.get("model", UNKNOWN)
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


def _pairs(named: Mapping[str, Any] | None, between: str = " = ") -> str:
    return ", ".join(f"{name}{between}{value or NONE}" for name, value in (named or {}).items())
