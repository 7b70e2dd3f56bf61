"""Whole processes: how long one waits before anything happens."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row, compared, processes

FLAGSHIP = Path(__file__).parents[2] / "questions.yaml"


def rows() -> Iterator[Row]:
    """``--help``, and a quiz up to its first question (the input ends there)."""
    python = sys.executable
    quizgen = str(Path(python).with_name("quizgen"))
    helped = processes([quizgen, "--help"], [python, "-c", "pass"])
    yield compared("`quizgen --help`, whole process", "`python -c pass`", helped, 5)
    asked = processes(
        [quizgen, "play", str(FLAGSHIP), "--plain", "--seed", "1"], [python, "-c", "import questionary, yaml"]
    )
    yield compared("`play --plain` to its first question, flagship", '`python -c "import questionary, yaml"`', asked, 2)
