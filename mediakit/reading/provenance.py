"""What tables say of their making: which engine read them, and by which model."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from mediakit.attribution import ENGINES, engine_version
from mediakit.contract import tables
from mediakit.contract.hashes import version_of
from mediakit.contract.tables import known


def model_of(engine: str) -> str:
    """Return the identity of the model behind an engine: what a table was read by."""
    known(engine, ENGINES, "engine")
    return engine_version(engine)


def provenance(engine: str, settings: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return what tables say of their making in ``attrs["provenance"]``: which engine read them.

    Those of a folder were made by the version and the model that its `settings` name.
    """
    if settings is None:
        settings = {"mediakit": version_of("mediakit"), "models": {engine: model_of(engine)}}
    model = (settings.get("models") or {}).get(engine, "rules")
    return {"mediakit": settings["mediakit"], "engine": engine, "model": model}


def origin(found: tables.Found) -> str:
    """Say what made a view or a picture, which engine read, and that nobody has checked it."""
    try:
        number = f" {version('mediakit')}"
    except PackageNotFoundError:  # run from a folder that was not installed
        number = ""
    engine = found.evidence.attrs.get("provenance", {}).get("engine")
    return f"mediakit{number} · {f'engine {engine}, ' if engine else ''}unvalidated"
