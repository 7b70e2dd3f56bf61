"""The older deck as a ledger: what cannot serve as one is refused, and nothing touches a disk."""

from __future__ import annotations

import os
import sys
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.test_anki_client import Learner, collection_of, deck
from tests.test_anki_update import MENDED


def _zip(**entries: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in entries.items():
            package.writestr(name.replace("_", "."), content)
    return file.getvalue()


@pytest.mark.parametrize(
    "damaged",
    [
        b"", b"no deck", deck()[:-40], deck()[:5000], b"\0" * 40 + deck()[40:],
        _zip(media=b"{}"), _zip(collection_anki2=b"", media=b"{}"),
        _zip(collection_anki2=b"SQLite format 3\0" + b"\xff" * 4096, media=b"{}"),
        _zip(collection_anki2=collection_of(deck()).serialize(), media=b"[1"),
        _zip(collection_anki2=collection_of(deck()).serialize(), media=b"[]"),
        _zip(collection_anki2=collection_of(deck()).serialize(), media=b'{"0": "gone.png"}'),
    ],
)  # fmt: skip
def test_a_damaged_older_file_is_refused(damaged: bytes) -> None:
    """Each is told in one sentence, never by an error of the zip or the database."""
    with pytest.raises(ValueError, match=r"^the older deck is damaged or no Anki deck at all \("):
        deck(older=damaged)


def test_a_deck_that_anki_exported_is_refused(learner: Learner) -> None:
    """Anki's own export has other ids and times, and cannot say what was published."""
    from anki.collection import ExportAnkiPackageOptions

    learner.take(deck())
    path = learner.folder / "out.apkg"
    learner.col.export_anki_package(out_path=str(path), options=ExportAnkiPackageOptions(), limit=None)
    with pytest.raises(ValueError, match=r"^the older deck was exported by Anki; give the file that quizgen wrote$"):
        deck(older=path.read_bytes())


def test_nothing_is_written_to_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deck is made in memory: no file is opened for writing, and none is left in the temporary folder."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    deck()
    opened: list[object] = []
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR):
            opened.append(arguments[0])

    sys.addaudithook(watch)
    deck(MENDED, older=deck())  # type: ignore[arg-type]
    watching = False
    assert opened == []
    assert list(tmp_path.iterdir()) == []
