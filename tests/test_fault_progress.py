"""The progress file on a disk that is full or read-only: what was kept stays, the quiz goes on, and it is told."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults import disk, furnish, here, leave_room, read_only


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a bank, and a record of one answer."""
    furnish(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def kept(path: Path) -> list[str]:
    """The ids in a progress file, which is whole."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [row[0] for row in connection.execute("SELECT id FROM log ORDER BY seq")]


QUIZ = ("play", "--plain", "--seed", "1", "--id", "norway")


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("kib", [0, 4, 16, 40, 64, 96, 128])
def test_a_disk_that_is_full_when_an_answer_is_kept_ends_no_quiz(kib: int, language: str, room: Path) -> None:
    """All is asked and the result shown; what had been kept is there, and what was said to be is too."""
    with disk(room / "disk", 768) as out:
        path = out / "p.sqlite"
        lines = here("progress", "export", "--progress", "progress.sqlite").out
        (room / "lines").write_text(lines, encoding="utf-8")
        assert here("progress", "import", "lines", "--progress", str(path)).code == 0
        before = kept(path)
        for left in (path, *out.glob("p.sqlite-*")):
            assert left == path
        leave_room(out, kib)
        ran = here(*QUIZ, "-l", language, "--progress", str(path), typed="Norway\n")
        assert ran.code == 0
        assert ran.out.splitlines()[-1].startswith("Total: ") or "Norwegia" in ran.out
        told = ran.out + ran.err
        lost = "the disk is full" in told or "cannot be used" in told
        (out / "filler").unlink()
        after = kept(path)
        assert after[: len(before)] == before
        assert lost or len(after) == len(before) + 1
        assert (kib > 0) or lost


@pytest.mark.parametrize("kib", [0, 4, 8, 16, 32, 64, 128])
def test_a_disk_that_is_full_when_progress_begins_leaves_no_half_of_a_file(kib: int, room: Path) -> None:
    """The quiz is held without memory, which is told; or the file is whole."""
    with disk(room / "disk", 512) as out:
        leave_room(out, kib)
        path = out / "new.sqlite"
        ran = here(*QUIZ, "--progress", str(path), typed="Norway\nt\n")
        assert ran.code == 0
        (out / "filler").unlink()
        left = [each.name for each in out.iterdir()]
        if path.exists():
            assert {name.split("-")[0] for name in left} == {"new.sqlite"}  # a log that had no room to be taken over
            assert len(kept(path)) <= 1
        else:
            assert left == []
            first, second = ran.err.splitlines()
            assert first.startswith(f"quizgen: the progress file {path} cannot be used: ")
            assert second.startswith("quizgen: ")


@pytest.mark.parametrize("action", ["import lines", "rebuild", "forget --bank capitals --yes"])
@pytest.mark.parametrize("kib", [0, 4, 16])
def test_a_disk_that_is_full_changes_nothing_half(action: str, kib: int, room: Path) -> None:
    """Done, or told with code 2 and the record as it was."""
    lines = here("progress", "export", "--progress", "progress.sqlite").out
    many = [
        lines.replace('"id":"', f'"id":"{number}-').replace('"id": "', f'"id": "{number}-') for number in range(300)
    ]
    (room / "lines").write_text("".join(many), encoding="utf-8")
    (room / "few").write_text("".join(many[:20]), encoding="utf-8")
    with disk(room / "disk", 768) as out:
        path = out / "p.sqlite"
        assert here("progress", "import", "few", "--progress", str(path)).code == 0
        before = kept(path)
        leave_room(out, kib)
        ran = here("progress", *action.split(), "--progress", str(path))
        (out / "filler").unlink()
        if ran.code == 2:
            assert ran.err.splitlines()[-1].startswith(f"quizgen: the progress file {path} cannot be used: ")
            assert kept(path) == before
        else:
            assert ran.code == 0
        assert {each.name for each in out.iterdir()} == {"p.sqlite"}


def test_a_read_only_disk_can_be_read(room: Path) -> None:
    """Export and figures come from it; a quiz is held without memory, and what would change it is told."""
    with disk(room / "disk", 512) as out:
        path = out / "p.sqlite"
        path.write_bytes((room / "progress.sqlite").read_bytes())
        read_only(out)
        assert here("progress", "export", "--progress", str(path)).out.count("\n") == 1
        assert here("stats", "--progress", str(path)).code == 0
        ran = here(*QUIZ, "--progress", str(path), typed="Norway\nt\n")
        assert (ran.code, len(ran.err.splitlines())) == (0, 2)
        ran = here("progress", "forget", "--bank", "capitals", "--yes", "--progress", str(path))
        assert (ran.code, ran.err.splitlines()[-1].split(": ")[0]) == (2, "quizgen")
