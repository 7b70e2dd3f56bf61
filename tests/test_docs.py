"""The documents say what the program does: every command in the README has been run as written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quizgen.cli.main import parser
from tests.run import REPOSITORY, quizgen

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
CONSOLE = [
    line.removeprefix("$ ")
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("$ ")
]
CAPITALS = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)[0]


@pytest.mark.parametrize("command", [line for line in CONSOLE if line.startswith("quizgen ")])
def test_a_quizgen_command_of_the_readme_runs_as_written(command: str, tmp_path: Path) -> None:
    """In a folder with the README's bank; a quiz without answers ends as interrupted."""
    (tmp_path / "capitals.yaml").write_text(CAPITALS, encoding="utf-8")
    arguments = command.split()[1:]
    ran = quizgen(*arguments, folder=tmp_path)
    assert ran.code == (130 if arguments[0] in ("play", "review") else 0), ran.err
    assert "Traceback" not in ran.err


def test_every_command_stands_in_the_readme() -> None:
    """What the parser knows, the README shows."""
    commands = re.search(r"\{([\w,]+)\}", parser().format_usage())
    names = commands[1].split(",") if commands else re.findall(r"^    (\w+) ", parser().format_help(), re.MULTILINE)
    assert len(names) >= 6
    for name in names:
        assert f"quizgen {name}" in README


def test_every_relative_link_of_a_document_leads_somewhere() -> None:
    """No page sends a reader into the void."""
    for page in (REPOSITORY / "README.md", REPOSITORY / "CHANGELOG.md", *sorted((REPOSITORY / "docs").glob("*.md"))):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


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
        env=environment,
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


def test_the_installed_package_carries_the_flagship_bank(clone: Path, tmp_path: Path) -> None:
    """Anywhere, without a bank at hand, there is a quiz to take."""
    done = run(f"{clone}/.venv/bin/quizgen play --seed 1 -n 2", tmp_path)
    assert done.returncode == 130
    assert "Question 1 of 2" in done.stdout
