"""The floors: a module imports only from strictly lower ones, and there is no cycle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "mediakit"

# What stands in one line may not import one another. A folder is one floor, and its modules may,
# except for those named in APART. docs/design.md draws the same floors in words.
FLOORS = {
    "dispersion": 0, "groups": 0, "resample": 0, "resources": 0, "style": 0, "tables": 0,
    "document": 1, "formats": 1, "inflection": 1, "markup": 1, "periods": 1,
    "lexicon": 2, "readers": 2,
    "articles": 3, "attribution": 3,
    "datasets": 4, "manifest": 4, "names": 4, "opened": 4, "signals": 4, "voices": 4,
    "aliases": 5, "legend": 5, "target": 5,
    "compare": 6, "explain": 6, "find": 6, "keyness": 6, "measures": 6, "naming": 6, "page": 6,
    "score": 6, "validate": 6,
    "picture": 7, "plot": 7, "positioning": 7, "results": 7, "show": 7, "speakers": 7, "timeline": 7,
    "contrasts": 8, "summary": 8,
    "figures": 9,
    "report_page": 10,
    "__init__": 11,
    "__main__": 12,
}  # fmt: skip
APART = {"signals"}  # only the __init__ of such a folder, its table of contents, knows all


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


def complaints(package: Path) -> list[str]:
    """Return every arrow of the package that the floors forbid, in words."""
    modules = module_names(package)
    arrows = {
        name: set(imported(path, name, modules, package.name)) - {name}
        for name, path in modules.items()
    }
    found = [
        f"{name} stands on no floor: add it to FLOORS and to docs/design.md"
        for name in modules
        if name.split(".")[0] not in FLOORS
    ]
    for name, targets in arrows.items():
        floor, _, rest = name.partition(".")
        for target in sorted(targets):
            below, _, _ = target.partition(".")
            if floor not in FLOORS or below not in FLOORS:
                continue
            if floor == below:
                if floor in APART and rest != "__init__":
                    found.append(f"{name} imports {target}: modules of {floor}/ stand apart")
            elif FLOORS[below] >= FLOORS[floor]:
                found.append(
                    f"{name} (floor {FLOORS[floor]}) imports {target} (floor {FLOORS[below]})"
                )
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        found.append("a cycle: " + " -> ".join(error.args[1]))
    return found


def test_every_import_points_to_a_lower_floor() -> None:
    assert complaints(PACKAGE) == []


@pytest.mark.parametrize(
    ("module", "line", "complaint"),
    [
        ("tables", "from mediakit.document import Document", "tables (floor 0) imports document"),
        ("tables", "import mediakit.find as f", "tables (floor 0) imports find (floor 6)"),
        ("tables", "def f():\n    from mediakit import find", "tables (floor 0) imports find"),
        ("tables", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from . import find",
         "tables (floor 0) imports find"),
        ("find", "import mediakit as mk", "find (floor 6) imports __init__ (floor 11)"),
        ("find", "from mediakit import load_articles", "find (floor 6) imports __init__"),
        ("plot", "from mediakit.show import show", "plot (floor 7) imports show (floor 7)"),
        ("attribution.cues", "from ..signals.tone import find", "attribution.cues (floor 3)"),
        ("signals.tone", "from .stance import find", "modules of signals/ stand apart"),
        ("signals.tone", "from mediakit.signals import SIGNALS", "modules of signals/ stand apart"),
        ("attribution.cues", "from mediakit.attribution import sources", "a cycle: "),
        ("helpers", "", "helpers stands on no floor"),
    ],
)  # fmt: skip
def test_a_forbidden_import_is_seen(tmp_path: Path, module: str, line: str, complaint: str) -> None:
    package = tmp_path / "mediakit"
    sound = {
        "__init__": "from mediakit.find import find", "tables": "", "document": "", "show": "",
        "find": "from mediakit.signals import SIGNALS", "signals.stance": "",
        "signals.__init__": "from mediakit.signals import stance, tone", "signals.tone": "",
        "attribution.__init__": "", "attribution.cues": "", "plot": "",
        "attribution.sources": "from mediakit.attribution import cues",
    }  # fmt: skip
    for name, source in sound.items():
        path = package.joinpath(*name.split(".")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    assert complaints(package) == []
    package.joinpath(*module.split(".")).with_suffix(".py").write_text(line, encoding="utf-8")
    assert complaint in "\n".join(complaints(package))
