"""What a folder of results says about itself: settings, fingerprints, and what changed since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from mediakit.contract.hashes import (
    NO_LISTS,
    code_hash,
    hash_of,
    list_hashes,
    paths_of,
    version_of,
)
from mediakit.contract.labels import DEFAULT
from mediakit.contract.readings import lists_of, looked_of, made_by
from mediakit.contract.tables import Found
from mediakit.corpus.readers import ENDINGS
from mediakit.reading.provenance import model_of
from mediakit.text.lexicon import Lexicon

MANIFEST = "manifest.json"
TABLES = ("articles", *Found._fields)


def read_manifest(folder: str | Path) -> dict[str, Any] | None:
    """Return the manifest of a folder of results, or None if `folder` is not one."""
    try:
        manifest = json.loads((Path(folder) / MANIFEST).read_text(encoding="utf-8"))
        kept = {*manifest["tables"], "readings"}  # 0.1.0 wrote none
        return manifest if kept == set(TABLES) else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def describe(
    source: Any,
    engine: str,
    signals: Sequence[Any] | None,
    lexicons: Mapping[str, Lexicon],
    clean: bool,
    format: str,
    columns: Mapping[str, str] | None = None,
    aliases: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return all that the results depend on, with a hash where it is a file, table or text."""
    return {
        "mediakit": version_of("mediakit"),
        "code": code_hash(),
        "engine": engine,
        "models": {engine: model_of(engine)},
        "aliases": None if aliases is None else dict(aliases),
        "signals": _signals(signals),
        "clean": clean,
        "columns": dict(sorted(columns.items())) if columns else None,
        "format": format,
        "input": _fingerprint(source),
        "lexicons": {name: lexicons[name].sha256 for name in sorted(lexicons)},
        "lists": list_hashes(),
    }


def describe_tables(articles: pd.DataFrame, found: Found, format: str) -> dict[str, Any]:
    """Return what tables that are whole already say of their making, with a hash over them all."""
    made, pairs = made_by(found.readings), found.readings[["engine", "model"]].dropna()
    looked = found.readings["looked"].dropna().unique()
    tables = "".join(map(hash_of, (articles, *found)))
    return {
        "mediakit": version_of("mediakit"),
        "code": code_hash(),
        "engine": ", ".join(made["engine"]) or None,
        "models": dict(pairs.drop_duplicates().itertuples(index=False, name=None)),
        "aliases": None,  # they stand in the readings
        "signals": sorted({one for text in looked for one in looked_of(text)}),
        "clean": None,
        "columns": None,
        "format": format,
        "input": {"files": 0, "sha256": hashlib.sha256(tables.encode()).hexdigest()},
        "lexicons": dict(lists_of(found.readings)),
        "lists": list_hashes(),
    }


def differences(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Say in words in which settings two runs differ."""
    said = [
        f"{key} (was {_say(before.get(key))}, is {_say(now.get(key))})"
        for key in ("engine", "signals", "clean", "columns", "format", "excel_safe")
        if before.get(key) != now.get(key)
    ]
    if before.get("mediakit") != now["mediakit"]:
        said.append(f"version (was {before.get('mediakit')}, is {now['mediakit']})")
    elif before.get("code") != now["code"]:
        said.append("the rules of mediakit (same version, other code)")
    for engine, model in now["models"].items():
        was = (before.get("models") or {}).get(engine, model)  # another engine was said above
        if was != model:
            said.append(f"model of the engine {engine} (was {was}, is {model})")
    aliases = [(one.get("aliases") or {}).get("sha256") for one in (before, now)]
    said += _changed({"your aliases": aliases[0]}, {"your aliases": aliases[1]}, plural=True)
    was, is_ = before.get("input") or {}, now["input"]
    if was != is_:
        counts = f"had {was.get('files')} files, has {is_['files']}"
        same = was.get("files") == is_["files"]
        said.append(f"input ({'other names or contents' if same else counts})")
    for key, what in (("lexicons", "your list"), ("lists", "packaged list")):
        old, new = (
            {
                f"{what} {name!r}": one
                for name, one in (run.get(key) or {}).items()
                if key != "lists" or name not in NO_LISTS  # 0.1.0 wrote the loader's, too
            }
            for run in (before, now)
        )
        said += _changed(old, new)
    return said


def _changed(
    before: Mapping[str, Any], now: Mapping[str, Any], plural: bool = False
) -> Iterator[str]:
    """Say which of two runs' lists are new, gone or changed."""
    are = "are" if plural else "is"
    for name in sorted({*before, *now}):
        was, is_ = before.get(name), now.get(name)
        if was != is_:
            how = f"{are} new" if was is None else f"{are} gone" if is_ is None else "changed"
            yield f"{name} {how}"


def _say(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ",".join(f"{name}={one}" for name, one in value.items())
    return (
        "the default" if value is None else ",".join([value] if isinstance(value, str) else value)
    )


def _fingerprint(source: Any) -> dict[str, Any]:
    """Return a hash over the names and contents of all files read, or over a table or text."""
    named = {file: name for path in paths_of(source) for file, name in _files_of(path).items()}
    lines = [f"{name}\0{hash_of(file)}\n" for file, name in named.items()]
    whole = hashlib.sha256("".join(lines or [hash_of(source)]).encode("utf-8", "replace"))
    return {"files": len(named), "sha256": whole.hexdigest()}


def _files_of(path: Path) -> dict[Path, str]:
    """Return the files that are read with `path` and their names, the same on every machine."""
    if path.is_dir():
        inside = {file: file.relative_to(path) for file in path.rglob("*") if file.is_file()}
        named = {
            file: name.as_posix()
            for file, name in inside.items()
            if not any(part.startswith(".") for part in name.parts)
        }
        return dict(sorted(named.items(), key=lambda item: item[1]))
    # metadata.csv beside files of one article each is read with them.
    beside = path.with_name("metadata.csv")
    is_read = _holds_one(path) and beside.is_file()
    with_it = {beside: beside.name} if is_read else {}
    return {path: path.name, **with_it}


def _holds_one(path: Path) -> bool:
    form = ENDINGS.get(path.suffix.lower())
    return form is not None and form.single


def _signals(signals: Sequence[Any] | None) -> list[str]:
    """Return the names of all signals that are looked for, the default ones by name."""
    given = [signals] if isinstance(signals, str) else DEFAULT if signals is None else signals
    return [_name(signal) for signal in given]


def _name(signal: Any) -> str:
    return signal if isinstance(signal, str) else f"{signal.__module__}.{signal.__qualname__}"
