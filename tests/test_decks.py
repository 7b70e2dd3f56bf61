"""``decks/`` holds what ``quizgen build`` makes of the flagship bank, and never goes stale."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document

from tests.clients import require_client
from tests.run import FLAGSHIP, REPOSITORY, quizgen

DECKS = REPOSITORY / "decks"


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of decks/, built over as `make decks` builds over it."""
    folder = tmp_path_factory.mktemp("rebuilt")
    shutil.copytree(DECKS, folder / "decks")
    ran = quizgen("build", str(FLAGSHIP), "-o", "decks", folder=folder)
    assert ran.code == 0, ran.err
    return folder / "decks"


def test_the_products_are_those_that_build_makes_and_no_others(tmp_path: Path) -> None:
    """Nothing is left over from an earlier build, nothing is missing."""
    quizgen("build", str(FLAGSHIP), "-o", "decks", folder=tmp_path)
    assert sorted(path.name for path in DECKS.iterdir()) == sorted(path.name for path in (tmp_path / "decks").iterdir())


@pytest.mark.parametrize("name", sorted(path.name for path in DECKS.glob("*.apkg")))
def test_a_deck_built_over_is_the_same_byte_for_byte(rebuilt: Path, name: str) -> None:
    """The deck is its own ledger: an unchanged bank changes nothing."""
    assert (rebuilt / name).read_bytes() == (DECKS / name).read_bytes()


@pytest.mark.parametrize("name", sorted(path.name for path in DECKS.glob("*.pdf")))
def test_a_handout_built_again_says_the_same(rebuilt: Path, name: str) -> None:
    """Compared by the text that poppler reads, since another Typst may draw it otherwise."""
    pdftotext = require_client("pdftotext")

    def read(path: Path) -> str:
        return subprocess.run([pdftotext, "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout

    assert "".join(read(rebuilt / name).split()) == "".join(read(DECKS / name).split())


@pytest.mark.parametrize("name", sorted(path.name for path in DECKS.glob("*.docx")))
def test_a_word_file_built_again_says_the_same(rebuilt: Path, name: str) -> None:
    """Compared by its paragraphs, since another python-docx may write them otherwise."""

    def read(path: Path) -> list[str]:
        return [line.text for line in Document(str(path)).paragraphs]

    assert read(rebuilt / name) == read(DECKS / name)
