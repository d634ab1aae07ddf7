"""What the benchmarks share: the scorers beside the project, and a section of a document."""

from __future__ import annotations

import importlib.util
import os
import re
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("MEDIAKIT_SHARED", ROOT.parent / "shared"))


def load_scorer(name: str) -> ModuleType:
    """Load one of the scorers of ../shared/bench."""
    spec = importlib.util.spec_from_file_location("scorer", SHARED / f"bench/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write_section(start: str, end: str, lines: list[str], file: str = "README.md") -> int:
    """Print a section and put it between its two marks in the README or another document."""
    section = "\n".join([start, "", *lines, "", end])
    print(section)
    readme = ROOT / file
    text = readme.read_text(encoding="utf-8")
    pattern = re.compile(re.escape(start) + ".*?" + re.escape(end), re.DOTALL)
    if not pattern.search(text):
        print(f"{file} has no section between {start} and {end}: nothing was written.")
        return 1
    readme.write_text(pattern.sub(lambda _: section, text), encoding="utf-8")
    return 0
