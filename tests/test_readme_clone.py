"""The README's set-up, run as written from a fresh clone of what is committed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.run import REPOSITORY
from tests.test_docs import CONSOLE


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh clone of what is committed; only where CI asks for it, since it installs everything anew."""
    if os.environ.get("CI") != "true":
        pytest.skip("the README's set-up is run from a fresh clone under CI=true")
    folder = tmp_path_factory.mktemp("fresh") / "quizgen"
    subprocess.run(["git", "clone", "--quiet", str(REPOSITORY), str(folder)], check=True)
    return folder


def run(command: str, folder: Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run a line of the README in a shell, as a newcomer would."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "VIRTUAL_ENV"))}
    return subprocess.run(
        command, shell=True, cwd=folder, input=typed, capture_output=True, text=True, check=False, timeout=300,
        env={**environment, "PIP_NO_COMPILE": "1"},  # what is never imported need not be compiled
    )  # fmt: skip


def test_make_decks_does_everything_from_a_fresh_clone(clone: Path) -> None:
    """It installs, builds, says how to start the quiz, and leaves the committed decks as they were."""
    assert "make decks" in CONSOLE
    done = run(f"make decks PYTHON={sys.executable}", clone)
    assert done.returncode == 0, done.stderr
    assert "Start the quiz:  .venv/bin/quizgen play" in done.stdout
    changed = run("git status --porcelain", clone).stdout
    assert changed == ""


def test_without_make_the_lines_of_the_readme_do_the_same(clone: Path) -> None:
    """Venv and pip, then build and play from the installed wheel."""
    shutil.rmtree(clone / ".venv", ignore_errors=True)
    lines = CONSOLE[CONSOLE.index("python3 -m venv .venv") :][:4]
    assert [line.split()[0] for line in lines] == [
        "python3", ".venv/bin/pip", ".venv/bin/quizgen", ".venv/bin/quizgen",
    ]  # fmt: skip
    for line in lines:
        done = run(line.replace("python3 ", f"{sys.executable} ", 1), clone)
        assert done.returncode == (130 if line.endswith("play") else 0), done.stderr
