"""Running the command line as a user does: in a process of its own, or in this one where that is enough."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
FLAGSHIP = REPOSITORY / "questions.yaml"


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str


def quizgen(*arguments: str, folder: Path, typed: str = "", **environment: str) -> Ran:
    """Run ``quizgen`` in a folder with some lines typed; the environment is bare but for what is given."""
    return _run([sys.executable, "-m", "quizgen", *arguments], folder, typed, environment)


def in_shell(line: str, folder: Path) -> Ran:
    """Run ``quizgen`` with what stands behind it in a shell: arguments, pipes, closed streams."""
    return _run(["/bin/sh", "-c", f"{shlex.quote(sys.executable)} -m quizgen {line}"], folder, "", {})


def _run(command: list[str], folder: Path, typed: str, environment: dict[str, str]) -> Ran:
    done = subprocess.run(
        command,
        cwd=folder,
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1", "HOME": str(folder), **environment},
    )
    return Ran(done.returncode, done.stdout, done.stderr)
