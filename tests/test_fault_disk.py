"""A disk that is full, read-only or not there: a message, the old files whole, nothing left over, code 2."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import WRITERS, Case, before, contents, disk, furnish, here, leave_room, named, read_only, rooms


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all that the commands read."""
    folder = tmp_path_factory.mktemp("room")
    furnish(folder)
    return folder


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A small disk."""
    with disk(tmp_path_factory.mktemp("disk"), 512) as at:
        yield at


@pytest.fixture
def out(tiny: Path, room: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small disk, empty; commands are run in the folder that has what they read."""
    monkeypatch.chdir(room)
    monkeypatch.setenv("QUIZGEN_PROGRESS", str(room / "progress.sqlite"))
    for each in tiny.iterdir():
        each.unlink()
    return tiny


@pytest.mark.parametrize("case", WRITERS, ids=named)
def test_a_disk_that_is_full_at_any_write_leaves_every_file_as_it_was(case: Case, out: Path) -> None:
    """Whatever room is left: either all is written, or nothing is and the file and the cause are named."""
    old = before(case, out)
    codes = []
    for kib in rooms(case):
        leave_room(out, kib)
        ran = here(*case.arguments(out), typed=case.typed)
        codes.append(ran.code)
        if ran.code == 0:
            break
        assert ran.code == 2
        last = ran.err.splitlines()[-1]
        assert last.endswith(" cannot be written: no space left on device")
        assert last.removeprefix("quizgen: ").split(" ")[0] in {str(out / name) for name in case.made}
        now = contents(out)
        if case.name == "build":  # a file after the other: those that are named are new
            done = {Path(line).name for line in ran.err.splitlines()[:-1]}
            old.update({name: now[name] for name in done})
        assert now == old
    assert codes[0] == 2


@pytest.mark.parametrize("case", WRITERS, ids=named)
def test_a_disk_that_is_read_only_is_told(
    case: Case, room: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written, the file or the folder and the cause are named."""
    monkeypatch.chdir(room)
    monkeypatch.setenv("QUIZGEN_PROGRESS", str(room / "progress.sqlite"))
    with disk(tmp_path / "disk", 512) as out:
        old = before(case, out)
        read_only(out)
        ran = here(*case.arguments(out), typed=case.typed)
        assert (ran.code, contents(out)) == (2, old)
        assert ran.err.splitlines()[-1].startswith(f"quizgen: {out}/")
        assert "read-only" in ran.err.splitlines()[-1]


ELSEWHERE = {
    "missing": "no such file or directory",
    "file": "not a directory",
    "folder": "is a folder",
}
"""Where an output may not be -> what is said."""


@pytest.mark.parametrize("fault", ELSEWHERE)
@pytest.mark.parametrize("case", WRITERS, ids=named)
def test_an_output_that_is_a_folder_or_in_none_is_told(
    case: Case, fault: str, room: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line that names it; everything that was there is there."""
    monkeypatch.chdir(room)
    monkeypatch.setenv("QUIZGEN_PROGRESS", str(room / "progress.sqlite"))
    (tmp_path / "file").write_bytes(b"a file")
    (tmp_path / "folder").mkdir()
    for name in case.made:
        (tmp_path / "folder" / name).mkdir()
    everything = sorted(tmp_path.rglob("*"))
    ran = here(*case.arguments(tmp_path / fault), typed=case.typed)
    if (case.name, fault) == ("build", "missing"):  # it makes its folder
        assert ran.code == 0
        return
    assert (ran.code, sorted(tmp_path.rglob("*"))) == (2, everything)
    last = ran.err.splitlines()[-1]
    assert last.startswith("quizgen: ")
    assert str(tmp_path / fault) in last
    if (case.name, fault) not in {("new", "folder"), ("build", "file"), ("import", "folder")}:
        assert ELSEWHERE[fault] in last or "is not there" in last
