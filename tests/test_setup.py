"""The project around the code: what is installed, declared, loaded, documented and checked."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from packaging.requirements import Requirement

import mediakit
from mediakit.contract import resources

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONDA_NAMES: dict[str, str] = {}  # name on PyPI -> name on conda-forge, where the two differ
HEAVY = {"docx", "IPython", "ipykernel", "jinja2", "jupyter_core", "jupyterlab", "matplotlib", "onnxruntime",
         "openpyxl", "seaborn", "tokenizers", "trafilatura", "typer"}  # fmt: skip


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )


# ---- dependencies -----------------------------------------------------------------------------


def bounds(requirements: list[str]) -> dict[str, set[str]]:
    parsed = [Requirement(text) for text in requirements]
    return {entry.name: {str(bound) for bound in entry.specifier} for entry in parsed}


def test_conda_users_get_the_same_bounds() -> None:
    conda = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    further = [entry for entry in conda if not isinstance(entry, str)]
    assert further == [{"pip": ["-e ."]}]
    declared = bounds(PROJECT["dependencies"])
    expected = {CONDA_NAMES.get(name, name): bound for name, bound in declared.items()}
    expected |= {"python": bounds(["python" + PROJECT["requires-python"]])["python"], "pip": set()}
    assert bounds([entry for entry in conda if isinstance(entry, str)]) == expected


def test_what_is_imported_is_declared() -> None:
    declared = {Requirement(text).name.lower() for text in PROJECT["dependencies"]}
    installed = packages_distributions()
    missing = set()
    for path in (ROOT / "mediakit").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            else:
                continue
            for name in {name.split(".")[0] for name in names} - sys.stdlib_module_names:
                packages = {package.lower() for package in installed.get(name, [name])}
                if name != "mediakit" and not packages & declared:
                    missing.add(f"{path.relative_to(ROOT)} imports {name}")
    assert not missing


def test_the_version_is_the_same_everywhere() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    latest = re.search(r"^## (\S+) \((\S+)\)\n\n### (.+)$", changes, re.MULTILINE)
    assert latest is not None
    assert citation["version"] == latest[1] == PROJECT["version"]
    assert str(citation["date-released"]) == latest[2]
    assert latest[3] == "Numbers that changed"


# ---- import mediakit --------------------------------------------------------------------------


def test_importing_is_light_and_without_warnings() -> None:
    code = "import sys, mediakit; print(*{name.split('.')[0] for name in sys.modules})"
    result = run("-W", "error", "-c", code)
    assert result.returncode == 0, result.stderr
    loaded = set(result.stdout.split())
    assert "mediakit" in loaded
    assert not loaded & HEAVY


@pytest.mark.parametrize("name", mediakit.__all__)
def test_every_public_name_says_what_it_is(name: str) -> None:
    value = getattr(mediakit, name)
    if isinstance(value, ModuleType) or callable(value):
        own = inspect.getdoc(value) or ""
        assert len(own.split()) >= 3 and not own.startswith(f"{name}("), f"{name} has no docstring"


# ---- word lists -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", resources.names())
def test_every_row_of_a_list_has_source_and_licence(name: str) -> None:
    rows = resources.read_rows(name)
    assert rows, f"{name}.csv has no row"
    for number, row in enumerate(rows, 2):
        where = f"{name}.csv, line {number}"
        assert None not in row and None not in row.values(), f"{where}: too many or too few cells"
        assert row.get("source", "").strip(), f"{where}: no source"
        assert row.get("licence", "").strip(), f"{where}: no licence"


# ---- tools and run.py -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command", [("ruff", "check"), ("ruff", "format", "--check"), ("mypy",)], ids=" ".join
)
def test_the_tools_have_nothing_to_say(command: tuple[str, ...]) -> None:
    if importlib.util.find_spec(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed; pip install -e .[test] brings it")
    result = run("-m", *command)
    said = (result.stdout + result.stderr).splitlines()
    assert result.returncode == 0, "\n".join(line for line in said if " note: " not in line)


def test_notebooks_are_stored_without_output() -> None:
    if importlib.util.find_spec("nbstripout") is None:
        pytest.skip("nbstripout is not installed; pip install -e .[test] brings it")
    notebooks = [str(path) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
    result = run("-m", "nbstripout", "--keep-id", "--verify", *notebooks)
    assert result.returncode == 0, f"strip them: nbstripout --keep-id\n{result.stdout}"


def test_run_py_is_standard_library_only() -> None:
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    names = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "run.py figures"),
        (["--help"], 0, "run.py figures"),
        (
            ["figure"],
            1,
            "No command named 'figure'; there are figures, study, test, lab, bench, docs.",
        ),
        (["lab", "here"], 1, "'lab' takes no arguments; got 'here'."),
    ],
)
def test_run_py_says_what_it_can(arguments: list[str], code: int, said: str) -> None:
    result = run("run.py", *arguments)
    assert result.returncode == code
    assert said in result.stdout + result.stderr


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        ([], ["-m", "not slow", "-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]),
        (["-k", "quotes"], ["-m", "not slow", "-k", "quotes"]),
        (["--all", "-x"], ["-x"]),
    ],
)
def test_run_py_leaves_out_what_is_slow_unless_asked_for_all(
    arguments: list[str], given: list[str]
) -> None:
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    assert spec is not None and spec.loader is not None
    run_py = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(run_py)
    run_py.call = lambda *command: command
    assert list(run_py.test(arguments)) == [run_py.PYTHON, "-m", "pytest", *given]
