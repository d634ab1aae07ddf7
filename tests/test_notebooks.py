"""The notebooks run from top to bottom in a fresh kernel and show what they promise."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


@pytest.fixture
def private_jupyter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the kernel's files, and the user's settings, out of the test."""
    for name in ("CONFIG_DIR", "RUNTIME_DIR"):
        monkeypatch.setenv(f"JUPYTER_{name}", str(tmp_path / name))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.delenv("PYTHONPATH", raising=False)


def code_of(notebook: Any) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_hold_prose_and_few_short_cells(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    for source in code_of(notebook):
        assert not re.search(r"^\s*(def|class)\s", source, re.MULTILINE)
        assert source.count("\n") < 12
    prose = sum(cell.cell_type == "markdown" for cell in notebook.cells)
    assert prose >= len(code_of(notebook)) / 2


@pytest.mark.filterwarnings("ignore:Proactor event loop:RuntimeWarning")  # pyzmq on Windows
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_run_in_a_fresh_kernel(path: Path, private_jupyter: None) -> None:
    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources=resources).execute()
    outputs = [out for cell in notebook.cells for out in cell.get("outputs", [])]
    assert not [out for out in outputs if out.output_type == "error"]
    warned = [out.text for out in outputs if out.output_type == "stream" and "Warning" in out.text]
    assert not warned
    kinds = {kind for out in outputs for kind in out.get("data", {})}
    assert "image/png" in kinds
    if path.stem == "01_read_one_article":
        pages = [out.data["text/html"] for out in outputs if "text/html" in out.get("data", {})]
        assert any("mk-page" in page and "autocratic" in page for page in pages)
    assert os.environ.get("PYTHONPATH") is None
