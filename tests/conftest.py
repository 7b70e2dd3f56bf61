"""What tests share: a progress file of their own, so that none touches the user's; a collection; a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pages import Visitor
    from tests.test_anki_client import Learner


@pytest.fixture(autouse=True)
def _own_progress(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever inherits this process's environment finds an empty folder to keep progress in."""
    folder: Path = tmp_path_factory.getbasetemp() / "progress"
    folder.mkdir(exist_ok=True)
    monkeypatch.setenv("QUIZGEN_PROGRESS", str(folder / "progress.sqlite"))


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    """A collection of Anki's with nothing in it."""
    from tests.test_anki_client import somebody

    with somebody(tmp_path) as learner:
        yield learner


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """A browser for the quiz page, one for all tests of a file."""
    from tests.pages import visiting

    with visiting(tmp_path_factory.mktemp("pages")) as visitor:
        yield visitor
