"""The public face: what Tab finds, in which order things are given, and what is said of mistakes."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import mediakit as mk

ORDER = ("articles", "found", "by", "event", "seed")
BESIDE = {"rates", "evidence"}  # what one of these functions takes in place of found


@pytest.fixture(scope="module")
def articles() -> pd.DataFrame:
    texts = ["The regime fell. “It was brutal,” Ann Reed said.", "It rained.", "The regime stood."]
    table = pd.DataFrame({"article_id": list("abc"), "text": texts, "outlet": ["Echo", "Wire", "Wire"],
                          "published": ["2026-01-05", "2026-01-06", "2026-02-09"]})  # fmt: skip
    return mk.load_articles(table, progress=False)


@pytest.fixture(scope="module")
def found(articles: pd.DataFrame) -> mk.Found:
    return mk.find(articles, engine="fast", progress=False)


@pytest.fixture(scope="module")
def rates(articles: pd.DataFrame, found: mk.Found) -> pd.DataFrame:
    return mk.measure(articles, found, where="signal == 'loaded' and voice == 'narrator'")


# ---- names ------------------------------------------------------------------------------------


def test_tab_finds_all_public_names_and_nothing_else() -> None:
    assert sorted(mk.__all__) == dir(mk)
    assert {"plot", "figures", "FIGURES", "datasets", "write_report", "find"} <= set(dir(mk))
    assert not [name for name in dir(mk) if name.startswith("_")]
    assert all(getattr(mk, name) is not None for name in dir(mk))
    with pytest.raises(AttributeError, match="finds"):
        mk.finds  # noqa: B018


def test_the_stub_lists_what_it_imports() -> None:
    """`mediakit/__init__.pyi` is read by type checkers as by mediakit itself."""
    code = (Path(mk.__file__).with_name("__init__.pyi")).read_text(encoding="utf-8")
    listed = code.partition("__all__ = [")[2]
    assert {name.strip(' ",') for name in listed.split("\n")[1:-2]} == set(mk.__all__)


def test_nothing_is_imported_before_it_is_used() -> None:
    code = (
        "import sys, mediakit as mk; dir(mk); assert 'pandas' not in sys.modules; mk.find;"
        "assert not {'matplotlib', 'scipy', 'onnxruntime', 'inflect', 'jinja2'} & {*sys.modules}"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_a_type_checker_finds_the_types() -> None:
    assert Path(mk.__file__).with_name("py.typed").is_file()


# ---- signatures -------------------------------------------------------------------------------


def functions() -> dict[str, Callable[..., Any]]:
    named = {name: getattr(mk, name) for name in mk.__all__}
    named = {name: one for name, one in named.items() if inspect.isfunction(one)}
    return named | {f"FIGURES[{name!r}]": one for name, one in mk.FIGURES.items()}


@pytest.mark.parametrize("name", functions())
def test_arguments_come_in_one_order(name: str) -> None:
    parameters = inspect.signature(functions()[name]).parameters
    names = ["found" if one in BESIDE else one for one in parameters]
    if "articles" in names:
        assert names[0] == "articles"
    assert [one for one in names if one in ORDER] == [one for one in ORDER if one in names]
    absent = {one.default for one in parameters.values() if one.default in ("", (), -1)}
    assert not absent, "what is not given is None"
    settings = [
        one for one in parameters.values() if one.name in ("seed", "level", "draws", "where")
    ]
    assert {one.kind for one in settings} <= {inspect.Parameter.KEYWORD_ONLY}


@pytest.mark.parametrize("call", [mk.compare, mk.over_time])
def test_rates_may_come_first_as_pipe_hands_them_in(
    articles: pd.DataFrame, rates: pd.DataFrame, call: Callable[..., pd.DataFrame]
) -> None:
    given = {"by": "outlet", "seed": 7, "draws": 20}
    first = call(articles, rates, **given)
    pd.testing.assert_frame_equal(rates.pipe(call, articles, **given), first)
    pd.testing.assert_frame_equal(call(rates=rates, articles=articles, **given), first)


# ---- mistakes ---------------------------------------------------------------------------------


def wrong_calls(
    articles: pd.DataFrame, found: mk.Found, rates: pd.DataFrame
) -> dict[str, tuple[Callable[[], Any], str]]:
    mask = found.evidence["voice"] == "narrator"
    by_outlet = mk.measure(articles, found, per="outlet")
    figures, seed = mk.FIGURES, {"seed": 7}
    return {
        "figure": (lambda: figures["whospeaks"], r"^No figure named 'whospeaks'; .*'who_speaks'\?$"),
        "signal": (lambda: mk.SIGNALS["lodaed"], r"^No signal named .* Did you mean 'loaded'\?$"),
        "group": (lambda: figures["keyness"](articles, found, group="Wier"), "No group .*'Wire'"),
        "by": (lambda: figures["loaded_rates"](articles, found, by="desk"), "no column 'desk'"),
        "evidence": (lambda: mk.compare(articles, found.evidence, **seed),
                     r"measures table has no column .*mk\.measure\(articles, found\)"),
        "found": (lambda: mk.compare(articles, found, **seed), r"Got a Found .*mk\.measure\("),
        "per outlet": (lambda: mk.compare(articles, by_outlet, **seed), "one row an article"),
        "mask": (lambda: mk.measure(articles, found, where=mask), "Got a Series as where=; .*mask"),
        "mask of words": (lambda: mk.keyness(articles, found, where=mask), "Got a Series as where="),
        "one id": (lambda: mk.compare_texts(articles, found, "a"), "expected the ids of two"),
        "three ids": (lambda: mk.compare_texts(articles, found, *"abc"), "expected the ids of two"),
        "unit": (lambda: mk.over_time(articles, rates, unit="weeks", **seed), "'week'"),
    }  # fmt: skip


@pytest.mark.parametrize("name", [
    "figure", "signal", "group", "by", "evidence", "found", "per outlet", "mask", "mask of words",
    "one id", "three ids", "unit",
])  # fmt: skip
def test_a_mistake_is_answered_with_what_to_do(
    articles: pd.DataFrame, found: mk.Found, rates: pd.DataFrame, name: str
) -> None:
    call, said = wrong_calls(articles, found, rates)[name]
    with pytest.raises((ValueError, TypeError), match=said):
        call()


def test_a_name_that_is_missing_is_a_key_error_too() -> None:
    assert mk.FIGURES.get("whospeaks") is None and "whospeaks" not in mk.FIGURES
    with pytest.raises(KeyError):
        mk.FIGURES["whospeaks"]


def test_two_ids_are_given_one_by_one_or_in_a_list(
    articles: pd.DataFrame, found: mk.Found, tmp_path: Path
) -> None:
    page = mk.compare_texts(articles, found, "a", "b")
    assert page == mk.compare_texts(articles, found, ["a", "b"])
    assert page.save(tmp_path / "new" / "folder" / "two.html").is_file()
