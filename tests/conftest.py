"""Settings for all tests, and cases as data."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

import mediakit as mk

# The same examples on every run and no time limit, so that a red test is about the code.
# To search for new examples: python3 run.py test --hypothesis-profile=default
settings.register_profile("mediakit", deadline=None, derandomize=True)
settings.load_profile("mediakit")

CASES = Path(__file__).parent / "cases"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "cases(name): run with each case of tests/cases/NAME.json")
    config.addinivalue_line("markers", "engines: run with the fast network; test --all: with both")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test marked `cases` its cases; a known failure (`xfail`, the reason) must fail.

    One marked `engines` shows what holds whatever a network finds: the fast one shows it in a tenth
    of the time.
    """
    if metafunc.definition.get_closest_marker("engines"):
        slow = pytest.param("accurate", marks=pytest.mark.slow)
        metafunc.parametrize("engine", ["fast", slow])
    for marker in metafunc.definition.iter_markers("cases"):
        found = json.loads((CASES / f"{marker.args[0]}.json").read_text(encoding="utf-8"))
        metafunc.parametrize("case", [as_parameter(case) for case in found])


def as_parameter(case: dict[str, str]) -> object:
    about = f"{case['about']} " if "about" in case else ""
    known = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
    return pytest.param(case, id=f"{about}{case['kind']}: {case['note']}", marks=known)


@pytest.fixture(scope="session")
def coverage() -> tuple[pd.DataFrame, mk.Found]:
    """Return data/coverage as the accurate engine reads it, once; leave it as it is."""
    articles = mk.load_articles(Path(__file__).parents[1] / "data" / "coverage", progress=False)
    return articles, mk.find(articles, progress=False)
