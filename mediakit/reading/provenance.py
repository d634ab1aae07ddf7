"""What tables say of their making: which engine read them, and by which model."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from mediakit.attribution import ENGINES, engine_version
from mediakit.contract import tables
from mediakit.contract.readings import made_by
from mediakit.contract.tables import known


def model_of(engine: str) -> str:
    """Return the identity of the model behind an engine: what a table was read by."""
    known(engine, ENGINES, "engine")
    return engine_version(engine)


def origin(found: tables.Found) -> str:
    """Say what made a view or a picture, which engine read, and that nobody has checked it."""
    try:
        number = f" {version('mediakit')}"
    except PackageNotFoundError:  # run from a folder that was not installed
        number = ""
    engines = made_by(found.readings)["engine"]
    by = f"engine{'s' * (len(engines) > 1)} {', '.join(engines)}, " if engines else ""
    return f"mediakit{number} · {by}unvalidated"
