"""Set mediakit up in .venv, beside this file, and run it. Needs Python 3.11 or newer, nothing else.

python3 run.py figures   run every notebook and draw every figure, with its table, into figures/
python3 run.py test      run the tests; what follows goes to pytest:  python3 run.py test -k quotes
python3 run.py test --all   and those marked slow too: the browser, mutants, whole corpora
python3 run.py study     draw the figures of notebook 05, for which it fetches a corpus
python3 run.py lab       open JupyterLab on the notebooks
python3 run.py bench     run the benchmarks
python3 run.py docs      write the documents that are made from data

The first run installs everything (about 1 GB, a minute or two); later ones start at once.
To start over, delete the folder .venv.
"""

from __future__ import annotations  # so that an old Python gets as far as the message below

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "mediakit-setup.json"  # written last: only a set-up that came to its end has it
BASE = getattr(sys, "_base_executable", None) or sys.executable  # also where .venv is activated
INSTALL = ("install", "--editable", ".[test]")
SILENT = "pip says nothing until it is done (a minute or two, longer on a slow line)"
EXECUTE = "from nbclient.cli import main; main()"  # jupyter execute; the notebook stays as it is


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):
        return fail(
            f"mediakit needs Python 3.11 or newer; this is {sys.version.split()[0]} ({BASE}). "
            "Install a newer one (https://www.python.org/downloads/), or if you have it already, "
            "name it:  python3.12 run.py"
        )
    command, *rest = arguments or ["help"]
    if command in ("help", "-h", "--help"):
        print(__doc__)
        return 0 if arguments else 2
    if command not in COMMANDS:
        return fail(f"No command named {command!r}; there are {', '.join(COMMANDS)}.")
    if rest and command != "test":
        return fail(f"{command!r} takes no arguments; got {' '.join(rest)!r}.")
    try:
        return set_up() or COMMANDS[command](rest)
    except KeyboardInterrupt:
        print(flush=True)
        return fail("Stopped.", 130)


# ---- what there is to run ---------------------------------------------------------------------


def figures(_: list[str]) -> int:
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
        say(f"Running notebooks/{notebook.name} in a fresh kernel")
        code = call(PYTHON, "-c", EXECUTE, "--kernel_name=python3", notebook)
        if code:
            return fail(f"notebooks/{notebook.name} did not run to its end, see above.", code)
    say("Drawing the figures, each with the table behind it, into figures/")
    for corpus, names in DRAWN.items():
        only = [option for name in names for option in ("--only", name)]
        code = call(PYTHON, "-m", "mediakit", "figures", corpus, "--out", "figures", *only)
        if code:
            return code
    return 0


def study(_: list[str]) -> int:
    say("Running the study of notebook 05 and drawing its figures into figures/")
    return call(PYTHON, ROOT / "notebooks" / "05_figures.py")


def test(arguments: list[str]) -> int:
    if "--all" in arguments:
        say("Running all tests")
        chosen = []
    else:
        say("Running the tests but those marked slow, which test --all runs too")
        chosen = ["-m", "not slow"]
    rest = [argument for argument in arguments if argument != "--all"]
    return call(PYTHON, "-m", "pytest", *chosen, *(rest or PARALLEL))


def docs(_: list[str]) -> int:
    say(
        "Writing docs/signals.md, docs/import.md, the rules in docs/rules.md and the table of "
        "signals in README.md"
    )
    return call(PYTHON, ROOT / "docs" / "write.py")


def lab(_: list[str]) -> int:
    say("Opening JupyterLab in your browser; Ctrl-C here ends it")
    start = "--LabApp.default_url=/lab/tree/notebooks"
    options = [f"--ServerApp.root_dir={ROOT}", start, "--LabApp.news_url=None"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # in a container
        options.append("--allow-root")
    return call(PYTHON, "-m", "jupyterlab", *options)


def bench(_: list[str]) -> int:
    scripts = sorted((ROOT / "benchmarks").glob("[!_]*.py"))
    if not scripts:
        say("There is no benchmark in benchmarks/ yet.")
    elif not (ROOT.parent / "shared").is_dir():
        say(f"{ROOT.parent / 'shared'} is missing: benchmarks that read its corpora cannot run.")
    worst = 0
    for script in scripts:
        say(f"Running benchmarks/{script.name}")
        worst = call(PYTHON, script) or worst
    return worst


#: How pytest runs all that there is: on all cores, a memory's worth of them.
PARALLEL = ("-n", "auto", "--maxprocesses", "4", "--dist", "worksteal")
#: Which figures are drawn of which articles.
DRAWN = {
    "seeds": ("voice_strip", "who_speaks"),
    "data/coverage": (
        "loaded_rates", "loaded_differences", "source_types", "positioning", "keyness",
        "loaded_over_time",
    ),
}  # fmt: skip
COMMANDS = {"figures": figures, "study": study, "test": test, "lab": lab, "bench": bench,
            "docs": docs}  # fmt: skip


# ---- the set-up -------------------------------------------------------------------------------


def set_up() -> int:
    """Make .venv complete, in seconds where it is; return an exit code."""
    wanted = fingerprint()
    found = read_stamp()
    if found == wanted and PYTHON.exists():
        return 0
    if found:
        STAMP.unlink()  # before anything else changes: an interrupted repair shows
    same_place = {**found, "pyproject": wanted["pyproject"]} == wanted and PYTHON.exists()
    if same_place:
        say("pyproject.toml has changed: bringing .venv up to date")
    elif not start_over():
        return 1
    # Debian has ensurepip but not what it needs: only running it tells.
    no_ensurepip = call(BASE, "-m", "ensurepip", "--version", quiet=True)
    for attempt in (with_uv, with_other_pip if no_ensurepip else with_venv):
        if attempt(same_place):
            quieten_kernels()
            STAMP.write_text(json.dumps(wanted, indent=1), encoding="utf-8")
            say("The set-up is complete.")
            return 0
    return fail(
        "The set-up did not work, see above. Where pip or venv is missing, install it (Debian and "
        "Ubuntu: sudo apt install python3-venv); else the network or a proxy is the likely reason. "
        "Then try the same command again."
    )


def quieten_kernels() -> None:
    """Keep the kernels' note on TCP, which concerns shared machines, from alarming newcomers."""
    profile = VENV / "ipythondir" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    config = "c = get_config()\nc.IPKernelApp.log_level = 40  # errors only\n"
    (profile / "ipython_kernel_config.py").write_text(config, encoding="utf-8")


def fingerprint() -> dict[str, str]:
    """Return what a set-up depends on: it is redone when one of these changes."""
    return {
        "pyproject": hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest(),
        "python": ".".join(map(str, sys.version_info[:2])),
        "folder": str(ROOT),  # scripts in .venv hold absolute paths
    }


def read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def start_over() -> bool:
    """Remove a .venv that is broken, half made, or of another Python or folder."""
    if not os.path.lexists(VENV):
        say("Setting up .venv, this once")
        return True
    if Path(sys.prefix) == VENV and os.name == "nt":  # Windows locks a running program
        fail("The set-up in .venv is broken and in use. Type  deactivate  and try again.")
        return False
    say("The set-up in .venv is unfinished, or of another Python or folder: making it anew")
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    else:
        shutil.rmtree(VENV)
    return True


def with_uv(exists: bool) -> bool:
    uv = shutil.which("uv")
    if not uv:
        return False
    say("Installing with uv")
    if not exists and call(uv, "venv", "--quiet", "--python", BASE, VENV):
        return False
    return call(uv, "pip", *INSTALL, "--quiet", "--python", PYTHON) == 0


def with_venv(exists: bool) -> bool:
    say(f"Installing with venv and pip; {SILENT}")
    has_pip = exists and not call(PYTHON, "-m", "pip", "--version", quiet=True)  # uv leaves it out
    if not has_pip and call(BASE, "-m", "venv", "--clear", VENV):
        return False
    return call(PYTHON, "-m", "pip", *INSTALL, "-qq") == 0  # it still tells errors


def with_other_pip(exists: bool) -> bool:
    if not exists and call(BASE, "-m", "venv", "--clear", "--without-pip", VENV):
        return False
    for pip in ([BASE, "-m", "pip"], ["pip3"], ["pip"]):
        # A pip of this machine may install into .venv (since pip 22.3); nowhere else.
        pip = [*pip, "--python", PYTHON]
        if shutil.which(pip[0]) and not call(*pip, "--version", quiet=True):
            say(f"Installing with venv and the pip of this machine ({pip[0]}); {SILENT}")
            if not call(*pip, *INSTALL, "-qq"):
                return True
    say("This Python comes without pip, and no other pip (22.3 or newer) did the work")
    return False


# ---- running and saying -----------------------------------------------------------------------


def call(*command: str | Path, quiet: bool = False) -> int:
    """Run a program in the project's folder and return its exit code; Ctrl-C is the program's."""
    output = subprocess.DEVNULL if quiet else None
    process = subprocess.Popen(
        [str(part) for part in command], cwd=ROOT, env=environment(), stdout=output, stderr=output
    )
    stopped = False
    while process.returncode is None:
        try:
            process.wait()
        except KeyboardInterrupt:  # it got the same signal: let it end in its own way
            stopped = True
    if stopped:
        raise KeyboardInterrupt
    return process.returncode if process.returncode >= 0 else 128 - process.returncode


def environment() -> dict[str, str]:
    """Return an environment in which only .venv and this folder count."""
    unwanted = {
        "PYTHONHOME", "PYTHONPATH", "PYTHONHASHSEED", "PYTHONSTARTUP", "PYTHONWARNINGS",
        "PIP_TARGET", "PIP_PREFIX", "MPLBACKEND", "JUPYTER_PATH", "JUPYTER_CONFIG_PATH",
        "__PYVENV_LAUNCHER__",
    }  # fmt: skip
    private = {
        name: str(VENV / name.lower())
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    }
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    active = {
        "VIRTUAL_ENV": str(VENV),
        "PATH": f"{PYTHON.parent}{os.pathsep}{kept.get('PATH', '')}",
    }
    return {**kept, **private, **active, "PYTHONUTF8": "1", "PIP_USER": "0"}


def say(message: str) -> None:
    print(f"run.py: {message}", flush=True)


def fail(message: str, code: int = 1) -> int:
    print(f"run.py: {message}", file=sys.stderr, flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
