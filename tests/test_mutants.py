"""The tests fail when a rule breaks: each mutant, a rule broken on purpose, is killed by its tests.

A new rule gets a row here: what stands in the code, what breaks it, and the test that must fail.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PERSONS = "attribution/source_types/test_of_persons.py"
PRONOUNS = "attribution/speakers/test_pronouns.py"
CARRIERS = "attribution/repairs/test_carriers.py"
RELAY = "attribution/repairs/test_relay.py"
EDGES = "attribution/repairs/test_edges.py"
ANONYMITY = "attribution/source_types/test_anonymity.py"
PERSON = "reading/test_same_person.py"
LISTS = "text/test_lexicon.py"
RESAMPLE = "statistics/test_resample.py"
#: Code that stands once in mediakit/, what is put in its place, and the tests that must notice.
MUTANTS = [
    # kinds of persons
    ("OFTEN, MOSTLY = 0.2, 0.25", "OFTEN, MOSTLY = 0.16, 0.25", PERSONS),
    ("OFTEN, MOSTLY = 0.2, 0.25", "OFTEN, MOSTLY = 0.25, 0.25", PERSONS),
    ("OFTEN, MOSTLY = 0.2, 0.25", "OFTEN, MOSTLY = 0.2, 0.2", PERSONS),
    ("OFTEN, MOSTLY = 0.2, 0.25", "OFTEN, MOSTLY = 0.2, 0.3", PERSONS),
    ("ENOUGH = 15", "ENOUGH = 14", PERSONS),
    ("ENOUGH = 15", "ENOUGH = 16", PERSONS),
    # pronouns
    ("= 0.4, 1.0, 1.0, 1.8, 0.7", "= 0.2, 1.0, 1.0, 1.8, 0.7", PRONOUNS),
    ("= 0.4, 1.0, 1.0, 1.8, 0.7", "= 0.4, 0.5, 1.0, 1.8, 0.7", PRONOUNS),
    ("= 0.4, 1.0, 1.0, 1.8, 0.7", "= 0.4, 1.0, 0.5, 1.8, 0.7", PRONOUNS),
    ("= 0.4, 1.0, 1.0, 1.8, 0.7", "= 0.4, 1.0, 1.0, 0.9, 0.7", PRONOUNS),
    ("= 0.4, 1.0, 1.0, 1.8, 0.7", "= 0.4, 1.0, 1.0, 1.8, 0.3", PRONOUNS),
    # repairs
    ("MOST_BEHIND = 14", "MOST_BEHIND = 13", CARRIERS),
    ("MOST_BEHIND = 14", "MOST_BEHIND = 15", CARRIERS),
    ("LONGEST_PHRASE = 14", "LONGEST_PHRASE = 13", RELAY),
    ("LONGEST_PHRASE = 14", "LONGEST_PHRASE = 15", RELAY),
    ("keys[noun + 1 : noun + 2] in", "keys[noun + 1 : noun + 2] not in", EDGES),
    ('EDGES = WHITE + ",;:"', 'EDGES = WHITE + ",;"', EDGES),
    # anonymity
    ("return True  # a passive", "return False  # a passive", ANONYMITY),
    ("office = single in", "office = single not in", ANONYMITY),
    # voices
    ("2 * inside < len(whose)", "2 * inside <= len(whose)", "reading/test_find.py"),
    ("2 * quoted.count(1) > inside", "2 * quoted.count(1) >= inside", "reading/test_find.py"),
    # who is one person
    ("or genders <= {self.gender}", "or True", PERSON),
    ("clash = len(", "clash = not len(", PERSON),
    ("fits if len(bearers) == 1 and not told", "fits if len(fits) == 1 and not told", PERSON),
    # lists
    ("candidates.sort(key=lambda item: -len", "candidates.sort(key=lambda item: len", LISTS),
    ("return document.words[at][0].islower()", "return True", LISTS),
    # rates and intervals
    ("tail, ends = (1 - level) / 2,", "tail, ends = (1 - level),", RESAMPLE),
    ("np.sqrt(n / (n - 1))", "np.sqrt(n / n)", RESAMPLE),
    # copies and events
    ("LEAST = 0.4  #", "LEAST = 0.6  #", "corpus/test_copies.py"),
    ("NEARLY_ALL = 0.8", "NEARLY_ALL = 0.4", "corpus/test_copies.py"),
    ("OWN = 0.4 ", "OWN = 0.7 ", "corpus/test_copies.py"),
    ("UNDATED = 0.6", "UNDATED = 1.0", "statistics/test_events.py"),
    # loading
    ("duplicate text: the same as in", "the same as in", "corpus/test_load.py"),
]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project's code and tests."""
    made = tmp_path_factory.mktemp("mutants")
    ignored = shutil.ignore_patterns("__pycache__", "models")
    for name in ("mediakit", "tests"):
        shutil.copytree(ROOT / name, made / name, ignore=ignored)
    for name in ("mediakit/models", "data", "seeds", "docs", "figures", "README.md"):
        (made / name).symlink_to(ROOT / name, target_is_directory=(ROOT / name).is_dir())
    shutil.copy(ROOT / "pyproject.toml", made)
    return made


@pytest.mark.parametrize(("old", "new", "tests"), MUTANTS)
def test_a_broken_rule_is_noticed(old: str, new: str, tests: str, copy: Path) -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in copy.glob("mediakit/**/*.py")}
    holding = [path for path, text in texts.items() for _ in range(text.count(old))]
    assert len(holding) == 1, f"{old!r} stands {len(holding)} times in mediakit/: mend the row"
    [path] = holding
    path.write_text(texts[path].replace(old, new), encoding="utf-8")
    try:
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
        environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [*command, f"tests/{tests}"], cwd=copy, env=environment, capture_output=True, text=True
        )
    finally:
        path.write_text(texts[path], encoding="utf-8")
    assert done.returncode == 1, f"{tests} does not notice it:\n{done.stdout[-2000:]}{done.stderr}"
