"""Outputs that are no plain new file: a file that is read, a link, a pipe, a device, one that may not be written."""

from __future__ import annotations

import os
import shutil
import stat
import threading
from pathlib import Path

import pytest

from tests.faults import BANK, WRITERS, Case, contents, furnish, here, named
from tests.run import in_shell


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all that the commands read."""
    folder = tmp_path_factory.mktemp("furnished")
    furnish(folder)
    return folder


@pytest.fixture
def room(furnished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, to be in."""
    shutil.copytree(furnished, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGEN_PROGRESS", str(tmp_path / "progress.sqlite"))
    return tmp_path


READ = {
    "the bank": ("bank.gift", "export bank.gift --to gift -o ./bank.gift"),
    "the bank as text": ("bank.txt", "handout bank.txt --to amc -o bank.txt"),
    "the bank as a page": ("bank.html", "handout bank.html -o bank.html"),
    "a form of it": ("bank-B.md", "handout bank-B.md -o bank.md --versions 2"),
    "the bank as a picture": ("bank.svg", "stats bank.svg --svg bank.svg"),
    "the bank as a report": ("bank.json", "play bank.json --plain --report bank.json"),
    "the bank by a link": ("bank.md", "handout bank.md -o link.md"),
    "the bank as a key": ("bank.csv", "handout bank.csv -o x.md --key-table bank.csv"),
    "the class list": ("names.csv", "handout -o x.md --roster names.csv --key-table ./names.csv"),
    "the ids": ("ids.md", "handout --ids ids.md -o ids.md"),
    "the key": ("key.csv", "mark key.csv given.csv -o ./key.csv"),
    "the answers": ("given.csv", "mark key.csv given.csv --items ../{name}/given.csv"),
    "the progress": ("p.svg", "stats --progress p.svg --svg p.svg"),
    "the progress exported": ("progress.sqlite", "progress export -o progress.sqlite"),
}
"""What is read -> its name, and a command that would write over it."""


@pytest.mark.parametrize("what", READ)
def test_nothing_is_written_over_what_is_read(what: str, room: Path) -> None:
    """Under no name of it; the code is 2 and not a byte of it changes."""
    name, line = READ[what]
    if name.startswith("bank"):
        (room / name).write_text(BANK, encoding="utf-8")
    if name == "bank.md":
        (room / "link.md").symlink_to(name)
    if name == "ids.md":
        (room / "ids.txt").rename(name)
    if name == "p.svg":
        (room / "progress.sqlite").rename(name)
    old = contents(room)
    ran = here(*line.format(name=room.name).split())
    assert (ran.code, contents(room)) == (2, old)
    assert ran.err.splitlines()[-1].endswith(("is to be read; choose another name", "itself; export to another"))


@pytest.mark.parametrize("line", ["schema -o questions.yaml", "import table.csv -o table.csv", "new questions.yaml",
                                  "deck questions.yaml -o questions.yaml"])  # fmt: skip
def test_a_name_that_does_not_fit_is_refused_before_anything_is_written(line: str, room: Path) -> None:
    """A slip of the hand does not cost the bank."""
    ran = here(*line.split())
    assert (ran.code, (room / "questions.yaml").read_text(encoding="utf-8")) == (2, BANK)
    assert ran.err.startswith("quizgen: ")


OFTEN = ("import", "deck", "handout md", "export csv", "mark json", "stats --svg", "play --report", "progress export")
ONE_FILE = [
    case if case.name in OFTEN else pytest.param(case, marks=pytest.mark.long)
    for case in WRITERS
    if len(case.made) == 1 and case.name != "new"
]
"""The commands that write one file over whatever is there; those of a kind with others wait for the long run."""


@pytest.mark.parametrize("there", [True, False], ids=["whole", "dangling"])
@pytest.mark.parametrize("case", ONE_FILE, ids=named)
def test_a_link_stays_a_link_and_its_file_is_written(case: Case, there: bool, room: Path) -> None:
    """Also where the file is not there yet; nothing else is left in either folder."""
    name = case.made[0]
    links, files = room / "links", room / "files"
    links.mkdir()
    files.mkdir()
    (links / name).symlink_to(files / name)
    if there and name.endswith(".apkg"):
        (files / name).write_bytes((room / "old.apkg").read_bytes())
    elif there:
        (files / name).write_text(BANK, encoding="utf-8")
    ran = here(*case.arguments(links), typed=case.typed)
    assert ran.code == 0, ran.err
    assert (links / name).is_symlink()
    assert [path.name for path in (*links.iterdir(), *files.iterdir())] == [name, name]
    assert (files / name).read_bytes() not in (b"", BANK.encode())


def test_links_in_a_ring_are_told(room: Path) -> None:
    """Nothing is followed for ever."""
    (room / "a.md").symlink_to("b.md")
    (room / "b.md").symlink_to("a.md")
    ran = here("handout", "-o", "a.md")
    assert (ran.code, ran.err) == (2, "quizgen: a.md cannot be written: too many levels of symbolic links\n")


@pytest.mark.parametrize("case", ONE_FILE, ids=named)
def test_a_pipe_with_a_name_gets_what_a_file_would_have(case: Case, room: Path) -> None:
    """``-o >(…)`` and ``mkfifo``: nothing is read from it, and it is still a pipe afterwards."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes with names here")
    pipes = room / "pipes"
    pipes.mkdir()
    pipe = pipes / case.made[0]
    os.mkfifo(pipe)
    if case.name == "import":
        ran = here(*case.arguments(pipes))
        assert (ran.code, ran.err) == (2, f"quizgen: {pipe} is no file that could be a bank; name another\n")
        return
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    ran = here(*case.arguments(pipes), typed=case.typed)
    reader.join(10)
    assert (ran.code, bool(got[0])) == (0, True)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_standard_output_can_be_named(room: Path) -> None:
    """Where no ending is asked for; what a file had before is not lost with ``>>``."""
    if not Path("/dev/stdout").exists():
        pytest.skip("no /dev/stdout here")
    (room / "log").write_text("before\n")
    ran = in_shell("progress export --progress progress.sqlite -o /dev/stdout >> log", room)
    assert (ran.code, ran.err) == (0, "/dev/stdout: 1 event\n")
    first, second = (room / "log").read_text(encoding="utf-8").splitlines()
    assert (first, second[0]) == ("before", "{")
    piped = in_shell("progress export --progress progress.sqlite -o /dev/stdout | cat", room)
    assert piped.out == second + "\n"
    full = in_shell("progress export --progress progress.sqlite -o /dev/full", room)
    assert (full.code, full.err) == (2, "quizgen: /dev/full cannot be written: no space left on device\n")


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_keeps_the_rights_that_it_has(mode: int, room: Path) -> None:
    """The keys of an exam that only its teacher may read stay hers; a new file gets what the system gives."""
    (room / "k.csv").write_bytes(b"")
    (room / "k.csv").chmod(mode)
    before = os.umask(0o027)
    try:
        assert here("handout", "-o", "x.md", "--key-table", "k.csv").code == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE((room / "k.csv").stat().st_mode) == mode
    assert stat.S_IMODE((room / "x.md").stat().st_mode) == 0o640


@pytest.mark.parametrize("case", ONE_FILE, ids=named)
def test_what_may_not_be_written_is_told(case: Case, room: Path) -> None:
    """A file that its owner has shut, and a file in a shut folder: permission denied, code 2, nothing changed."""
    out = room / "out"
    out.mkdir()
    assert here(*case.arguments(out), typed=case.typed).code == 0  # so that all is read that a stranger may not read
    room.chmod(0o777)
    for path in (room, *room.glob("progress*")):
        path.chmod(0o777)
    old = contents(out)
    for shut in (out / case.made[0], out):
        shut.chmod(0o555)
        with nobody():
            ran = here(*case.arguments(out), typed=case.typed)
        assert (ran.code, contents(out)) == (2, old), ran.err
        assert "permission denied" in ran.err.splitlines()[-1] or "read-only" in ran.err.splitlines()[-1]
        shut.chmod(0o777)


class nobody:  # noqa: N801 (it is used as a function)
    """Being somebody whom rights bind, as the superuser is not."""

    def __enter__(self) -> None:
        if os.geteuid() == 0:
            os.seteuid(65534)

    def __exit__(self, *error: object) -> None:
        if os.getuid() == 0:
            os.seteuid(0)
