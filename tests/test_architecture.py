"""The floors: a module imports only from strictly lower ones, in every folder, without a cycle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from mediakit.contract.hashes import NO_RULES, rules
from mediakit.contract.labels import SOUGHT

PACKAGE = Path(__file__).parents[1] / "mediakit"

# Per folder its rooms from the ground up; what stands in one line may not import one another.
# docs/design.md draws the same floors in words. A folder that is not named here only must be free
# of cycles.
FLOORS: dict[str, list[str]] = {
    "": [
        "contract",
        "text corpus",
        "attribution datasets",
        "signals",
        "reading",
        "statistics",
        "results figures",
        "plot document pages",
        "__init__",
        "__main__",
    ],
    "attribution": [
        "record",
        "people tagging cues",
        "repairs source_types",
        "speakers turns",
        "passes rules",
        "__init__",
    ],
    "signals": [" ".join(SOUGHT), "__init__"],  # a signal knows nothing of the others
}
# The modules of a folder that others may import, beside its face, its __init__: what is not named
# here is private to its folder.
DOORS: dict[str, str] = {
    "attribution": "record tagging.loadedness",
    "contract": "cells hashes labels processor progress readings resources shown style tables wording",
    "corpus": "copies decoding languages load notes readers.delimited",
    "datasets": "",
    "figures": "catalogue contrasts picture",
    "pages": "changes show",
    "reading": "changes explain find person_names provenance same_person score voices word_lists",
    "results": "check folder manifest summary",
    "signals": "",
    "statistics": "comparison copies dispersion events groups keyness measures naming positioning resample speakers timeline",
    "text": "alignment appositions clauses document gazetteer inflection lexicon phrases quotations sieve turns word_classes",
}
MOST_ROOMS = {"": 20, "attribution": 10}
NO_ROOMS = {"__init__", "__main__", "__pycache__", "py"}


def module_names(package: Path) -> dict[str, Path]:
    """Return the dotted name below the package of every module, and its file."""
    return {
        ".".join(path.relative_to(package).with_suffix("").parts): path
        for path in sorted(package.rglob("*.py"))
    }


def imported(path: Path, name: str, modules: dict[str, Path], package: str) -> Iterator[str]:
    """Yield the modules of the package that one imports: in functions and for types, too."""
    here = [package, *name.split(".")[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = here[: len(here) - node.level + 1] if node.level else []
            origin = ".".join([*start, *([node.module] if node.module else [])])
            targets = [f"{origin}.{alias.name}" for alias in node.names]
        else:
            continue
        for target in targets:
            if target.split(".")[0] == package:
                yield resolve(target.split(".")[1:], modules)


def resolve(parts: list[str], modules: dict[str, Path]) -> str:
    """Return the module that holds `parts`: itself, or the one that a name is taken from."""
    for length in range(len(parts), -1, -1):
        start = parts[:length]
        for name in (".".join(start), ".".join([*start, "__init__"])):
            if name in modules:
                return name
    return "__init__"


def arrows_of(package: Path) -> dict[str, set[str]]:
    """Return the modules that each module imports."""
    modules = module_names(package)
    return {
        name: set(imported(path, name, modules, package.name)) - {name}
        for name, path in modules.items()
    }


def complaints(package: Path, floors: dict[str, list[str]] = FLOORS) -> list[str]:
    """Return every arrow of the package that the floors forbid, in words."""
    arrows = arrows_of(package)
    found = []
    parts = [name.split(".")[:-1] for name in arrows]
    folders = sorted({".".join(one[:n]) for one in parts for n in range(len(one) + 1)})
    for folder in folders:
        found += _complaints_in(folder, arrows, floors.get(folder))
    return found


def _complaints_in(
    folder: str, arrows: dict[str, set[str]], floors: list[str] | None
) -> Iterator[str]:
    depth = len(folder.split(".")) if folder else 0
    inside: dict[str, set[str]] = {}
    examples = {}
    for name, targets in arrows.items():
        if not _is_in(name, folder):
            continue
        room = name.split(".")[depth]
        inside.setdefault(room, set())
        for target in targets:
            other = target.split(".")[depth] if _is_in(target, folder) else room
            if other != room:
                inside[room].add(other)
                examples[room, other] = f"{name} imports {target}"
    where = f"{folder or 'mediakit'}/"
    if floors is not None:
        level = {room: n for n, line in enumerate(floors) for room in line.split()}
        for room in inside.keys() - level.keys():
            yield f"{room} stands on no floor of {where}: add it to FLOORS and docs/design.md"
        for (room, other), example in sorted(examples.items()):
            if level.get(other, -1) >= level.get(room, len(level)):
                yield f"{example}: in {where} that is no lower floor"
    try:
        TopologicalSorter(inside).prepare()
    except CycleError as error:
        yield f"a cycle in {where}: " + " -> ".join(error.args[1])


def _is_in(name: str, folder: str) -> bool:
    return not folder or name.startswith(folder + ".")


def test_every_import_points_to_a_lower_floor() -> None:
    assert complaints(PACKAGE) == []


@pytest.mark.parametrize("folder", MOST_ROOMS)
def test_a_folder_can_be_seen_in_a_minute(folder: str) -> None:
    inside = PACKAGE.joinpath(*folder.split(".")) if folder else PACKAGE
    rooms = {path.stem for path in inside.iterdir() if not path.name.startswith(".")} - NO_ROOMS
    assert len(rooms) <= MOST_ROOMS[folder], sorted(rooms)
    assert len(FLOORS[folder]) <= 10


@pytest.mark.parametrize(
    ("module", "line", "complaint"),
    [
        ("contract.tables", "from mediakit.text.document import Document", "contract.tables imports text.document"),
        ("contract.tables", "import mediakit.reading.find as f", "contract.tables imports reading.find"),
        ("contract.tables", "def f():\n    from mediakit.reading import find", "contract.tables imports reading.find"),
        ("contract.tables", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from mediakit.reading import find",
         "contract.tables imports reading.find"),
        ("reading.find", "import mediakit as mk", "reading.find imports __init__"),
        ("reading.find", "from mediakit import load_articles", "reading.find imports __init__"),
        ("figures.plot", "from mediakit.results.folder import x", "figures.plot imports results.folder"),
        ("attribution.cues.acts", "from ...signals.tone import find", "attribution.cues.acts imports signals.tone"),
        ("signals.tone", "from .stance import find", "signals.tone imports signals.stance: in signals/"),
        ("signals.tone", "from mediakit.signals import SIGNALS", "signals.tone imports signals.__init__"),
        ("attribution.cues.acts", "from mediakit.attribution.speakers import pronouns", "in attribution/ that is no lower"),
        ("text.document", "from mediakit.text import lexicon", "a cycle in text/: "),
        ("helpers", "", "helpers stands on no floor"),
    ],
)  # fmt: skip
def test_a_forbidden_import_is_seen(tmp_path: Path, module: str, line: str, complaint: str) -> None:
    package = tmp_path / "mediakit"
    sound = {
        "__init__": "from mediakit.reading.find import find", "contract.tables": "",
        "text.document": "", "text.lexicon": "from mediakit.text import document",
        "reading.find": "from mediakit.signals import SIGNALS", "signals.stance": "",
        "signals.__init__": "from mediakit.signals import stance, tone", "signals.tone": "",
        "attribution.cues.acts": "", "figures.plot": "", "results.folder": "",
        "attribution.speakers.pronouns": "from mediakit.attribution.cues import acts",
    }  # fmt: skip
    for name, source in sound.items():
        path = package.joinpath(*name.split(".")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    assert complaints(package) == []
    package.joinpath(*module.split(".")).with_suffix(".py").write_text(line, encoding="utf-8")
    assert complaint in "\n".join(complaints(package))


def test_what_find_runs_is_what_the_hash_of_evidence_covers() -> None:
    arrows = arrows_of(PACKAGE)
    todo = [
        "corpus.load",
        "reading.find",
        *(name for name in arrows if name.startswith("signals.")),
    ]
    running: set[str] = set()
    while todo:
        name = todo.pop()
        if name not in running:
            running.add(name)
            todo += arrows[name]
    hashed = {".".join(path.relative_to(PACKAGE).with_suffix("").parts) for path in rules()}
    inside = {name for name in running if f"{name.replace('.', '/')}.py" not in NO_RULES}
    assert not {name for name in inside ^ hashed if not name.endswith("__init__")}


def reached_past(package: Path, doors: dict[str, str] = DOORS) -> list[str]:
    """Return every arrow into a folder that goes neither to a face nor to one of its doors."""
    return [
        f"{name} imports {target}, which is private to {folder}/"
        for name, targets in arrows_of(package).items()
        for target in sorted(targets)
        for folder, _, inner in [target.partition(".")]
        if inner and not _is_in(name, folder)
        if not inner.endswith("__init__") and inner not in doors[folder].split()
    ]


def test_folders_are_entered_by_their_doors() -> None:
    assert reached_past(PACKAGE) == []
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    assert set(DOORS) == folders
    used = {target for targets in arrows_of(PACKAGE).values() for target in targets}
    doors = {f"{folder}.{door}" for folder, inner in DOORS.items() for door in inner.split()}
    public = {node.module for node in stub() if node.module}
    assert doors <= used | public, "a door that nobody uses is none"


def stub() -> list[ast.ImportFrom]:
    """Return the imports of the public names."""
    tree = ast.parse((PACKAGE / "__init__.pyi").read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]


def test_no_module_takes_a_private_name_of_another() -> None:
    taken = [
        f"{path.name}: {alias.name}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE.name)
        for alias in node.names
        if alias.name.startswith("_") and not alias.name.endswith("__")
    ]
    assert taken == []
