"""The documents say what the program does: every command in the README and the how-tos has been run as written."""

from __future__ import annotations

import re
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
SHOWN = [
    line.removeprefix("$ ")
    for page in ("playing.md", "handouts.md", "page.md")
    for block in re.findall(r"```console\n(.*?)```", (REPOSITORY / "docs" / page).read_text("utf-8"), re.DOTALL)
    for line in block.splitlines()
]
CAPITALS = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)[0]


@pytest.mark.parametrize("command", [line for line in (*CONSOLE, *SHOWN) if line.startswith("quizgen ")])
def test_a_quizgen_command_of_the_readme_and_of_the_how_tos_runs_as_written(command: str, tmp_path: Path) -> None:
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
