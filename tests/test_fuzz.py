"""A minute of what ``python -m tests.fuzz`` does for half an hour: every target, and always the same inputs."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.fuzz.run import feed
from tests.fuzz.targets import TARGETS

INPUTS = {
    "bank": 60, "tree": 60, "image": 2000, "gift": 80, "moodle": 80, "quizlet": 80, "anki": 60, "table": 60,
    "roster": 200, "marking": 25, "header": 300, "ids": 300, "journal": 200, "progress": 12, "old-deck": 25,
    "reviews": 40, "grade": 200, "markup": 300, "write": 8,
}  # fmt: skip
"""About two seconds each."""


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_is_met_with_anything_but_an_answer(name: str, tmp_path: Path) -> None:
    """Sound files and answers changed at random: a value or a problem, harmless to a terminal, within ten seconds."""
    outcome = feed(name, TARGETS[name], 1, tmp_path, iter(range(INPUTS[name])), time.monotonic() + 600)
    assert outcome.failures == []
    assert outcome.inputs == INPUTS[name]
