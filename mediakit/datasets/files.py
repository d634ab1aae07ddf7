"""The files of a corpus on this machine: found, or fetched once and checked."""

from __future__ import annotations

import os
from pathlib import Path

import pooch

from mediakit.datasets.registry import Entry, File

VARIABLE = "MEDIAKIT_DATA"
SECONDS = 30  # without an answer


def find_files(entry: Entry, path: str | Path | None = None) -> list[Path]:
    """Return the corpus's files: in the folder `path`, in MEDIAKIT_DATA, from cache or network."""
    if path is not None:
        folder = _existing(Path(path), "path=")
        return [_checked(folder / file.name, file, entry) for file in entry.files]
    return [_find(file, entry) for file in entry.files]


def find_clone(entry: Entry, path: str | Path | None, needed: str) -> Path:
    """Return the folder of a local clone, after a look at whether `needed` is in it."""
    folder = entry.repository.rsplit("/", 1)[-1]
    how = (
        f"Clone it (git clone {entry.repository}) and say where: "
        f"mk.datasets.load({entry.name!r}, path={folder!r})."
    )
    if path is None:
        raise ValueError(f"{entry.title} is read from a clone of its repository. {how}")
    if not (Path(path) / needed).exists():
        raise FileNotFoundError(
            f"There is no {needed!r} in path={str(path)!r}; expected the folder of a clone of "
            f"{entry.title}. {how}"
        )
    return Path(path)


def _find(file: File, entry: Entry) -> Path:
    # Where the variable names nothing that is there, a silent download would be a surprise.
    if named := os.environ.get(VARIABLE):
        here = _existing(Path(named), VARIABLE) / file.name
        if here.exists():
            return _checked(here, file, entry)
    return _fetch(file, entry)


def _existing(folder: Path, what: str) -> Path:
    if not folder.is_dir():
        raise FileNotFoundError(
            f"{what} names {str(folder)!r}, which is no folder. Name the folder that holds the "
            "corpus's files, or leave it out to fetch them."
        )
    return folder


def _checked(path: Path, file: File, entry: Entry) -> Path:
    if not path.exists():
        raise FileNotFoundError(
            f"{entry.title} needs {file.name}, which is not in {str(path.parent)!r}. Fetch it from "
            f"{file.address} and put it there."
        )
    got = pooch.file_hash(str(path), alg="sha256")
    if got != file.sha256:
        raise ValueError(
            f"{str(path)!r} is not the {file.name} of {entry.title} that mediakit knows: its "
            f"sha256 is {got}; expected {file.sha256}. Replace it by {file.address}, or take it "
            "out of the folder."
        )
    return path


def _fetch(file: File, entry: Entry) -> Path:
    """Return the file from the cache, into which it is fetched once: whole or not at all."""
    try:
        return Path(
            pooch.retrieve(
                file.address,
                known_hash=f"sha256:{file.sha256}",
                fname=file.name,
                path=pooch.os_cache("mediakit"),
                downloader=pooch.HTTPDownloader(timeout=SECONDS),
            )
        )
    except ValueError as error:  # pooch's word for another hash
        raise ValueError(
            f"{file.address} did not send the {file.name} of {entry.title} that mediakit knows, or "
            f"not all of it: expected sha256 {file.sha256}. Nothing was kept. Try again; if it "
            f"stays so, get the file elsewhere and {_advice(file)}"
        ) from error
    except OSError as error:
        raise ConnectionError(
            f"{entry.title} needs {file.name}, and it could not be fetched: {_reason(error)}. "
            f"Nothing was kept. Try again with a network, or fetch {file.address} on another "
            f"machine and {_advice(file)}"
        ) from error


def _advice(file: File) -> str:
    return (
        f"put {file.name} into a folder and set {VARIABLE} to that folder, or give the folder as "
        "path=."
    )


def _reason(error: OSError) -> str:
    # The classes are those of requests, which pooch calls; it is not ours to import.
    kind = type(error).__name__
    if "IncompleteRead" in str(error) or kind == "ChunkedEncodingError":
        return "the download was cut off"
    if kind == "HTTPError":
        return f"the server answered {error}"
    if "Timeout" in kind:
        return f"no answer within {SECONDS} seconds"
    if "ConnectionError" in kind or kind in ("ProxyError", "SSLError"):
        return f"no connection ({kind})"
    return str(error) or kind
