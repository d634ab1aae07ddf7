"""Progress is seen wherever one looks, and messages are no errors."""

from __future__ import annotations

import io
import logging
import sys
from types import SimpleNamespace

import pytest

from mediakit.contract import progress as module
from mediakit.contract.progress import progress, say


class Clock:
    """A clock that goes as fast as a test wants."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    shell = SimpleNamespace(get_ipython=lambda: SimpleNamespace(kernel=object()))
    monkeypatch.setitem(sys.modules, "IPython", shell)  # type: ignore[arg-type]


def work(n: int, seconds: float, total: int | None = None, shown: bool = True) -> None:
    clock = Clock()
    with progress("Reading", "articles", total, shown, clock=clock) as done:
        for _ in range(n):
            clock.now += seconds
            done(1)


def test_a_log_hears_of_long_work_from_the_first_seconds(
    capsys: pytest.CaptureFixture[str],
) -> None:
    work(400, 1.5, total=400)
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "Reading: 2 of 400 articles in 3 s, about 9 min 57 s left"
    assert said[1] == "Reading: 9 of 400 articles in 14 s, about 9 min 46 s left"
    assert said[-1] == "Reading: 400 articles in 10 min 0 s"
    assert 15 < len(said) < 40


def test_the_longer_it_takes_the_rarer_are_the_lines(capsys: pytest.CaptureFixture[str]) -> None:
    work(10_000, 3.6)
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "Reading: 1 article in 4 s" and len(said) < 100


@pytest.mark.parametrize(
    ("n", "seconds", "shown"), [(100, 0.01, True), (400, 1.5, False), (0, 1, True)]
)
def test_short_work_and_a_closed_mouth_are_silent(
    capsys: pytest.CaptureFixture[str], n: int, seconds: float, shown: bool
) -> None:
    work(n, seconds, n, shown)
    assert capsys.readouterr() == ("", "")


def test_work_within_work_moves_one_bar(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    with progress("Writing", "articles", clock=clock):
        for unit in ("articles", "figures", "articles"):
            with progress("Reading", unit, 5, clock=clock) as done:
                clock.now += 30
                done(5)
    said = capsys.readouterr().err.splitlines()
    assert said == [
        "Writing: 5 articles in 30 s", "Writing: 10 articles in 1 min 30 s", "Writing: 10 articles in 1 min 30 s",
    ]  # fmt: skip
    work(1, 5)
    assert "Reading: 1 article in" in capsys.readouterr().err


def test_after_an_error_the_next_work_has_a_bar_of_its_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(RuntimeError), progress("Reading", "articles"):
        raise RuntimeError
    work(2, 5)
    assert capsys.readouterr().err.startswith("Reading: 1 article in 5 s")


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_terminal_and_a_notebook_have_a_bar(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, stream: str
) -> None:
    if stream == "stdout":
        request.getfixturevalue("notebook")
    monkeypatch.setattr(module, "FIRST", 0)
    seen = Terminal()
    monkeypatch.setattr(sys, stream, seen)
    work(3, 0, total=3)
    assert "Reading:" in seen.getvalue() and "/3 [" in seen.getvalue()


def test_a_notebook_shows_messages_as_its_output(
    notebook: None, capsys: pytest.CaptureFixture[str]
) -> None:
    say("Read 3 articles.")
    assert capsys.readouterr() == ("Read 3 articles.\n", "")


def test_who_sets_up_logging_has_messages_there(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    say("one")
    assert capsys.readouterr() == ("", "one\n")
    with caplog.at_level(logging.INFO, "mediakit"):
        say("two")
    with caplog.at_level(logging.WARNING, "mediakit"):
        say("three")
        work(2, 5)
    assert caplog.messages == ["two"] and capsys.readouterr() == ("", "")
