"""What a number depends on: lists, models and rules; nothing else changes the hash."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mediakit.contract import hashes, resources
from mediakit.contract.hashes import (
    NO_LISTS,
    code_hash,
    evidence_hash,
    list_hashes,
    shape,
    statistics_hash,
)
from mediakit.contract.resources import PACKAGE

ANONYMITY = "attribution/source_types/anonymity.py"


def edit(path: Path, change: Callable[[str], str]) -> None:
    before = path.read_text(encoding="utf-8")
    path.write_text(change(before), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before


def with_a_comment(text: str) -> str:
    return text + "\n# A comment.\n"


def without_docstrings(text: str) -> str:
    return re.sub(r'^( *)""".*?"""$', r'\1"""Other words."""', text, flags=re.M | re.S)


def with_other_numbers(text: str) -> str:
    return re.sub(r"\b[12]\b", "3", text)


@pytest.mark.parametrize(
    ("name", "change", "other"),
    [
        ("figures/catalogue.py", with_other_numbers, False),
        ("pages/page.py", with_other_numbers, False),
        ("figures/contrasts.py", with_other_numbers, False),
        ("contract/style.py", with_other_numbers, False),
        ("corpus/columns.py", with_other_numbers, False),
        ("corpus/dates.py", with_other_numbers, True),
        ("corpus/forms/blanks.py", with_other_numbers, True),
        ("contract/tables.py", with_other_numbers, True),
        ("contract/readings.py", with_other_numbers, True),
        ("contract/labels.csv", lambda text: text.replace("default", "asked"), True),
        ("contract/labels.csv", lambda text: text.replace("who says what", "who"), False),
        ("reading/explain.py", with_other_numbers, False),
        (ANONYMITY, with_a_comment, False),
        (ANONYMITY, without_docstrings, False),
        (ANONYMITY, with_other_numbers, True),
        (ANONYMITY, lambda text: text.replace(" and ", " or "), True),
        ("text/inflection.py", with_other_numbers, True),
        ("signals/stance.py", lambda text: text.replace(" not ", " "), True),
        ("reading/find.py", with_other_numbers, True),
    ],
)
def test_only_code_that_computes_changes_the_hash(
    tmp_path: Path, name: str, change: Callable[[str], str], other: bool
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    shutil.copy(PACKAGE / name, path)
    before = code_hash.__wrapped__(tmp_path)
    edit(path, change)
    assert (code_hash.__wrapped__(tmp_path) != before) == other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x = 1", "x=(1)  # one"),
        ("f(\n    1,\n    b=2,\n)", "f(1, b=2)"),
        ('def f():\n    """Do it."""\n    return 1', "def f():\n    return 1"),
        ('class A:\n    """One."""\n    x = 1', "class A:\n\n    x = 1"),
        ('"""A module."""\nx = "a" \'b\'', "x = 'ab'"),
    ],
)
def test_layout_comments_and_docstrings_do_not_count(one: str, other: str) -> None:
    assert shape(one) == shape(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x = 1", "x = 2"), ("x = 1", "y = 1"), ("x = 'a'", "x = 'b'"), ("x < 1", "x <= 1"),
        ("a and b", "a or b"), ("f(a, b)", "f(b, a)"), ("[a, b]", "[[a], b]"), ("x = 1", "x = '1'"),
        ("x = ''", "x = None"), ("x = 0", "x = False"), ("f'{a}'", "f'{a!r}'"), ("x = ['a', 'b']", "x = ['a,b']"),
        ("if a:\n    b\n    c", "if a:\n    b\nc"), ("def f():\n    'one'\n    'two'", "def f():\n    'two'\n    'one'"),
    ],
)  # fmt: skip
def test_what_code_does_counts(one: str, other: str) -> None:
    assert shape(one) != shape(other)


def test_every_version_of_python_sees_the_same() -> None:
    """Written down, since `ast.dump` and the tokens of f-strings differ between versions."""
    assert shape("@a\ndef f(x: int = 1, *, y='ü') -> str:\n    return f'{x!r:>{y}} {y=}' 'z'") == (
        "Module(body=FunctionDef(name='f')(args=arguments(args=arg(arg='x')(annotation=Name(id="
        "'int')),)(kwonlyargs=arg(arg='y'),)(kw_defaults=Constant(value='\\xfc'),)(defaults="
        "Constant(value=1),))(body=Return(value=JoinedStr(values=FormattedValue(value=Name(id='x'))"
        "(conversion=114)(format_spec=JoinedStr(values=Constant(value='>'),FormattedValue(value="
        "Name(id='y'))(conversion=-1),)),Constant(value=' y='),FormattedValue(value=Name(id='y'))"
        "(conversion=114),Constant(value='z'),)),)(decorator_list=Name(id='a'),)(returns=Name(id="
        "'str')),)"
    )


@pytest.mark.parametrize(
    ("name", "other"),
    [("columns", False), ("nicknames", False), ("stance", True), ("titles", True)],
)
def test_lists_that_signals_and_attribution_read_change_the_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, other: bool
) -> None:
    before = evidence_hash()
    folder = shutil.copytree(resources.FOLDER, tmp_path / "lexicons")
    monkeypatch.setattr(hashes, "FOLDER", folder)
    assert evidence_hash() == before
    edit(folder / f"{name}.csv", lambda text: text + text.splitlines()[-1] + "\n")
    assert (evidence_hash() != before) == other


def test_every_list_but_the_loaders_has_a_hash_and_the_models_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert list_hashes().keys() == {*resources.names()} - {*NO_LISTS}
    assert len(set(list_hashes().values())) == len(list_hashes())
    before = evidence_hash()
    monkeypatch.setattr(hashes, "MODEL_FILES", ("vocabulary.txt",))
    assert evidence_hash() != before


def test_the_code_that_counts_speakers_has_a_hash_of_its_own(tmp_path: Path) -> None:
    for name in ("statistics", "reading", "lexicons"):
        shutil.copytree(PACKAGE / name, tmp_path / name)
    seen = {statistics_hash.__wrapped__(tmp_path)}
    for name in ("statistics/speakers.py", "reading/same_person.py"):
        edit(tmp_path / name, with_other_numbers)
        seen.add(statistics_hash.__wrapped__(tmp_path))
    edit(tmp_path / "lexicons" / "nicknames.csv", lambda text: text + "x")
    seen.add(statistics_hash.__wrapped__(tmp_path))
    edit(tmp_path / "reading" / "find.py", with_other_numbers)
    assert len(seen | {statistics_hash.__wrapped__(tmp_path)}) == 4
