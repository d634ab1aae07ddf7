"""Closed classes of words: each kind in the data files is used, each kind used is there."""

from __future__ import annotations

import ast
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from mediakit.contract.resources import read_rows
from mediakit.text.gazetteer import speaker_words
from mediakit.text.word_classes import word_class

PACKAGE = Path(__file__).parents[2] / "mediakit"
FILES = {"word_class": ("function_words", "grammar"), "speaker_words": ("speaker_words",)}


def named_in_code(function: str) -> set[str]:
    """Return the kinds that the package asks `function` for; a part that is filled in is “*”.

    Where a module asks with a variable, any of its texts may be the kind.
    """
    found = set()
    for path in PACKAGE.rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        calls = [node for node in nodes if isinstance(node, ast.Call)]
        calls = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == function]
        asked = {text_of(argument) for call in calls for argument in call.args}
        texts = {text_of(node) for node in nodes if isinstance(node, ast.Constant)}
        found |= asked - {"*"} | (texts & kinds_of(function) if "*" in asked else set())
    return found


def kinds_of(function: str) -> set[str]:
    return {row["kind"] for file in FILES[function] for row in read_rows(file)}


def text_of(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else "*"


@pytest.mark.parametrize("function", FILES)
def test_every_kind_is_named_by_code_and_every_named_kind_exists(function: str) -> None:
    kinds, named = kinds_of(function), named_in_code(function)
    assert {name for name in named if "*" not in name} - kinds == set()
    assert {kind for kind in kinds if not any(fnmatchcase(kind, name) for name in named)} == set()


@pytest.mark.parametrize("function", [word_class, speaker_words])
def test_a_kind_that_is_not_there_is_refused(function: object) -> None:
    with pytest.raises(KeyError, match="no words of kind colour"):
        function("colour")  # type: ignore[operator]
