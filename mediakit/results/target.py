"""The folder that results are written to: whole or not at all, and never over something else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from mediakit.contract.hashes import paths_of
from mediakit.results.manifest import MANIFEST, differences, read_manifest

_ANYWHERE = {".DS_Store", "Thumbs.db", "desktop.ini"}  # what file browsers leave behind


@contextmanager
def write_whole(out: Path) -> Iterator[Path]:
    """Give a folder beside `out` that takes its place at the end, or vanishes after an error."""
    made = [parent for parent in out.parents if not parent.exists()]
    folder = out.parent / f".{out.name}.{uuid4().hex[:8]}"
    old = folder.with_name(f"{folder.name}.old")
    try:
        folder.mkdir(parents=True)
        yield folder
        if out.exists():
            out.rename(old)
        folder.rename(out)
    except BaseException:
        if old.exists() and not out.exists():
            old.rename(out)
        shutil.rmtree(folder, ignore_errors=True)
        for parent in made:
            with suppress(OSError):
                parent.rmdir()
        raise
    shutil.rmtree(old, ignore_errors=True)


def same_results(out: Path, settings: dict[str, Any], replace: bool) -> dict[str, Any] | None:
    """Return the manifest if the same results stand in `out`, None if it may be written."""
    if not out.exists():
        return None
    if not out.is_dir():
        raise FileExistsError(f"{out} is a file; expected a folder to write to. {_ELSEWHERE}")
    present = {path.name for path in out.iterdir()} - _ANYWHERE
    manifest = read_manifest(out)
    if manifest is None:
        if present:
            raise FileExistsError(
                f"{out} is not empty and holds no results of mediakit, so it is never overwritten. "
                + _ELSEWHERE
            )
        return None
    if replace:
        ours = {MANIFEST, *(entry["file"] for entry in manifest["tables"].values())}
        if others := sorted(present - ours):
            raise FileExistsError(
                f"{out} also holds {_some(others)}, which mediakit did not write and would lose. "
                f"Move it away, or choose another folder."
            )
        return None
    if changed := differences(manifest["settings"], settings):
        raise FileExistsError(
            f"{out} holds other results. What changed: {'; '.join(changed)}. {_ELSEWHERE} {_ANEW}"
        )
    if lost := _lost(out, manifest):
        raise FileExistsError(f"{out} lacks {_some(lost)}. {_ANEW}")
    return manifest


_ELSEWHERE = "Choose a new folder (--out)."
_ANEW = "Or write anew with --replace (in Python replace=True)."


def _lost(folder: Path, manifest: dict[str, Any]) -> list[str]:
    files = [entry["file"] for entry in manifest["tables"].values()]
    return [file for file in files if not (folder / file).is_file()]


def _some(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def refuse_inside(out: Path, source: Any) -> None:
    """Raise an error where results would lie in the folder that is read."""
    for folder in paths_of(source):
        if folder.is_dir() and out.is_relative_to(folder.resolve()):
            raise ValueError(
                f"The results would lie in {folder}, the folder that is read, and be read as "
                "articles the next time. Choose a folder beside it (--out)."
            )
