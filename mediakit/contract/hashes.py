"""Fingerprints of what comes in, and of what evidence depends on: lists, models and rules."""

from __future__ import annotations

import ast
import csv
import hashlib
import json
from collections.abc import Iterator
from functools import cache
from glob import glob
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pandas as pd

from mediakit.contract.resources import FOLDER, MODEL_FILES, PACKAGE, names

ENGINES = ("accurate", "fast")
# Where evidence is computed, from the file of an article to the rows of its tables …
RULES = ("contract", "text", "corpus", "attribution", "signals", "reading")
NO_RULES = (  # … which these only tell of
    "contract/hashes.py",
    "contract/labels.py",  # its file counts
    "contract/processor.py",
    "contract/progress.py",
    "contract/shown.py",
    "contract/style.py",
    "contract/wording.py",
    "corpus/columns.py",  # which header is which column: columns.csv
    "corpus/copies/groups.py",  # articles are marked as copies, none is read otherwise
    "corpus/copies/kinds.py",
    "corpus/copies/repeated.py",
    "corpus/copies/similarity.py",
    "reading/changes.py",
    "reading/clues.py",
    "reading/explain.py",
    "reading/explain_speaker.py",
    "reading/same_person.py",
    "reading/score.py",
    "text/alignment.py",
)
# Which header is which column; and what only joins persons over a corpus.
NO_LISTS = ("columns", "nicknames")
COUNTED_LABELS = ("signal", "label", "when")  # of labels.csv: what is looked for, not its prose


def hash_of(content: Any) -> str:
    """Return the sha256 of a file, a table, a text or a list of texts."""
    if isinstance(content, pd.DataFrame):
        data = content.to_csv(index=False).encode("utf-8", "replace")
    elif isinstance(content, (str, Path)):
        for path in paths_of(content)[:1]:
            if path.is_file():
                with path.open("rb") as file:
                    return hashlib.file_digest(file, "sha256").hexdigest()
        data = str(content).encode("utf-8", "replace")
    else:
        data = json.dumps([str(item) for item in content]).encode("utf-8", "replace")
    return hashlib.sha256(data).hexdigest()


def paths_of(source: Any) -> list[Path]:
    """Return the files and folders that `source` names; none if it is a table or a text."""
    if isinstance(source, pd.DataFrame):
        return []
    if isinstance(source, (str, Path)):
        try:
            path = Path(source).expanduser()
            return (
                [path]
                if path.exists()
                else [Path(found) for found in sorted(glob(str(path), recursive=True))]
            )
        except (OSError, ValueError):  # a text is no path: too long, or with a null character
            return []
    return [path for item in source for path in paths_of(item)]


def version_of(name: str) -> str:
    """Return the version of an installed package."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def evidence_hash() -> str:
    """Return one hash over all that the same articles' evidence depends on.

    That is the lists, both models, the labels, and the code that reads files, cleans texts and
    computes; not how headers are recognised, figures and pages, nor comments, docstrings and the
    way code is set out. It is the same on every machine and under every version of Python.
    """
    return _short(*list_hashes().values(), *map(model_hash, ENGINES), code_hash())


def list_hashes() -> dict[str, str]:
    """Return the hash of each packaged list that evidence depends on, by name."""
    lists = [name for name in names() if name not in NO_LISTS]
    return {name: _short((FOLDER / f"{name}.csv").read_bytes()) for name in lists}


def model_hash(engine: str) -> str:
    """Return a hash over the network, vocabulary and settings of one tagger."""
    folder = PACKAGE / "models" / engine
    return _short(b"".join((folder / name).read_bytes() for name in MODEL_FILES))


@cache
def code_hash(package: Path = PACKAGE) -> str:
    """Return a hash over what the modules that make evidence do."""
    code = (shape(path.read_text(encoding="utf-8")) for path in rules(package))
    return _short(*code, *labels_of(package))


def labels_of(package: Path = PACKAGE) -> list[str]:
    """Return the signals and labels of ``labels.csv`` and when they are looked for."""
    path = package / "contract" / "labels.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [",".join(row[name] for name in COUNTED_LABELS) for row in csv.DictReader(file)]


@cache
def statistics_hash(package: Path = PACKAGE) -> str:
    """Return a hash over the code that joins persons and computes statistics, and its list."""
    paths = [package / "reading/same_person.py", *sorted((package / "statistics").glob("*.py"))]
    code = (shape(path.read_text(encoding="utf-8")) for path in paths)
    return _short(*code, (package / "lexicons/nicknames.csv").read_bytes())


def rules(package: Path = PACKAGE) -> list[Path]:
    """Return the modules that make evidence."""
    paths = {path.relative_to(package).as_posix(): path for path in package.rglob("*.py")}
    return [
        path
        for name, path in sorted(paths.items())
        if name.startswith(tuple(f"{folder}/" for folder in RULES)) and name not in NO_RULES
    ]


def shape(source: str) -> str:
    """Return Python code without comments, docstrings and layout.

    Examples
    --------
    >>> shape("x = 1  # one") == shape("x=(1)"), shape("x = 1") == shape("x = 2")
    (True, False)
    """
    return "".join(_shape(ast.parse(source)))


def _shape(node: object) -> Iterator[str]:
    """Yield the parts of a syntax tree; `ast.dump` differs between versions of Python."""
    if isinstance(node, list):
        for one in node:
            yield from _shape(one)
            yield ","
    elif isinstance(node, ast.AST):
        yield type(node).__name__
        for name, value in ast.iter_fields(node):
            if name == "body" and _has_docstring(node):
                value = value[1:]
            if value not in (None, []) and name not in ("ctx", "kind", "type_comment"):
                yield f"({name}="
                yield from _shape(value)
                yield ")"
    else:
        yield ascii(node)


def _has_docstring(node: ast.AST) -> bool:
    return (
        isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and ast.get_docstring(node, clean=False) is not None
    )


def _short(*parts: bytes | str) -> str:
    """Return the first 12 hex digits of the sha256 of `parts`."""
    data = b"".join(part if isinstance(part, bytes) else part.encode() for part in parts)
    return hashlib.sha256(data).hexdigest()[:12]
