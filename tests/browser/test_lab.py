"""Notebook 01 in a real JupyterLab: it runs to its end, and a reader sees what it promises."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
TOKEN = "reader"
#: Said to JupyterLab in the browser; all are about the notebook in front.
IDLE = """() => {
  const kernel = window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel;
  return kernel?.status === 'idle';
}"""
ENDED = """() => {
  const cells = window.jupyterapp.shell.currentWidget.content.widgets.filter(
    cell => cell.model.type === 'code');
  const failed = cell => cell.model.outputs.toJSON().some(out => out.output_type === 'error');
  const ran = cell => cell.model.executionCount && cell.model.executionState === 'idle';
  return cells.some(failed) || cells.every(ran);
}"""
OUTPUTS = """() => window.jupyterapp.shell.currentWidget.content.widgets
  .filter(cell => cell.model.type === 'code').flatMap(cell => cell.model.outputs.toJSON())"""
SCROLL = """words => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  const at = notebook.widgets.findIndex(cell => cell.model.sharedModel.source.includes(words));
  return notebook.scrollToItem(at, 'start');
}"""

DARK = (
    "() => window.jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})"
)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[str]:
    """Start JupyterLab on a copy of notebooks/ and seeds/, and return its address."""
    folder = tmp_path_factory.mktemp("lab")
    for name in ("notebooks", "seeds"):
        shutil.copytree(ROOT / name, folder / "desk" / name)
    private = {f"JUPYTER_{name}_DIR": str(folder / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    environment = {**os.environ, **private, "IPYTHONDIR": str(folder / "ipython")}
    environment.pop("PYTHONPATH", None)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/lab"
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root",
        "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={folder / 'desk'}", f"--IdentityProvider.token={TOKEN}",
        "--LabApp.news_url=None", "--LabApp.expose_app_in_browser=True",
    ]  # fmt: skip
    log: list[str] = []
    listening = threading.Event()  # set as well when the server ends without listening

    def read(stream: Any) -> None:
        for line in stream:
            log.append(line)
            if f"{address}?token=" in line:
                listening.set()
        listening.set()

    with subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    ) as server:
        reader = threading.Thread(target=read, args=(server.stderr,))
        reader.start()
        try:
            listening.wait(60)
            assert server.poll() is None and any(address in line for line in log), "".join(log)
            yield address
        finally:
            server.terminate()
            server.wait(30)
            reader.join(30)


def test_a_reader_runs_notebook_01_and_sees_what_it_promises(
    lab: str, visit: Callable[..., Any]
) -> None:
    address = f"{lab}/tree/notebooks/01_read_one_article.ipynb?token={TOKEN}"
    visited = visit(address, offline=False)
    page = visited.page
    page.wait_for_function(IDLE, timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_function(ENDED, timeout=120_000)
    assert [out for out in page.evaluate(OUTPUTS) if out["output_type"] == "error"] == []
    for drawn in ("who_speaks", "voice_strip"):
        picture = cell(page, drawn).locator("img")
        assert picture.is_visible() and picture.evaluate("image => image.naturalWidth") > 300
    view = cell(page, "mk.show(").locator(".mk-page")
    light = grounds(view)
    assert len(set(light)) == 3  # three voices, three tints
    mark = view.locator("span", has_text="autocratic").first
    assert "loaded · regime" not in mark.aria_snapshot()  # the card is closed
    mark.hover()
    for said in (
        "loaded · regime · entry “autocratic”",
        "loadedness here",
        "Narrator: the outlet’s claim",
    ):
        assert said in mark.aria_snapshot()
    assert visited.errors == [] and visited.dialogs == []
    page.evaluate(DARK)
    page.wait_for_selector("body[data-jp-theme-light=false]", state="attached")
    assert not set(light) & set(grounds(cell(page, "mk.show(").locator(".mk-page")))
    assert [one for one in visited.asked if not one.startswith((lab[:-4], "data:", "blob:"))] == []


def cell(page: Any, words: str) -> Any:
    """Return the output of the cell with these words, brought into view as a reader scrolls."""
    page.evaluate(SCROLL, words)
    return page.locator(".jp-CodeCell", has_text=words).locator(".jp-OutputArea")


def grounds(view: Any) -> list[str]:
    """Return the backgrounds of narrator, paraphrase and quotation."""
    script = "element => getComputedStyle(element).backgroundColor"
    marked = [view, view.locator(".mk-text .mk-p").first, view.locator(".mk-text .mk-q").first]
    return [one.evaluate(script) for one in marked]
