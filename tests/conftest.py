"""What every test has: a progress file of its own, so that none touches the user's."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_progress(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever inherits this process's environment finds an empty folder to keep progress in."""
    folder: Path = tmp_path_factory.getbasetemp() / "progress"
    folder.mkdir(exist_ok=True)
    monkeypatch.setenv("QUIZGEN_PROGRESS", str(folder / "progress.sqlite"))
