"""Streams that are closed, full, cut off or know only ASCII, odd zones, no home: words and a code, always."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import furnish
from tests.run import Ran, in_shell, quizgen

COMMANDS = {
    "help": "--help",
    "play": "play --plain --id norway -l id",
    "review": "review --plain -l id",
    "stats": "stats -l id",
    "progress path": "progress path",
    "progress export": "progress export",
    "progress import": "progress import lines.jsonl",
    "progress rebuild": "progress rebuild",
    "progress flags": "progress flags",
    "deck": "deck -o made.apkg -l id",
    "deck --diff": "deck --diff old.apkg",
    "handout": "handout -o made.md -l id",
    "mark": "mark key.csv given.csv -l id",
    "export": "export --to gift -o made.gift -l id",
    "list": "list -l id",
    "list json": "list -l id --format json",
    "check": "check --explain",
    "build": "build -o made",
    "new": "new made.yaml -l id",
    "import": "import table.csv -o made.yaml -l id",
    "schema": "schema",
}
"""Each command, in Indonesian where it speaks it."""
SELDOM = ("review", "progress import", "progress flags", "deck --diff", "export", "list json", "new", "build", "mark")
EACH = [pytest.param(name, marks=pytest.mark.long) if name in SELDOM else name for name in COMMANDS]
"""Those of a kind with others wait for the long run."""
RESULTS = [
    name if name in ("help", "play", "progress export", "list") else pytest.param(name, marks=pytest.mark.long)
    for name in ("help", "play", "stats", "progress path", "progress export", "deck --diff", "mark", "list",
                 "list json", "schema")
]  # fmt: skip
"""Those whose result goes to standard output."""
BY_LEARNER = ("play", "review")
"""Those that read what is typed: an end of it is as Ctrl-C."""


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all that the commands read."""
    folder = tmp_path_factory.mktemp("furnished")
    furnish(folder)
    lines = quizgen("progress", "export", "--progress", "progress.sqlite", folder=folder).out
    (folder / "lines.jsonl").write_text(lines, encoding="utf-8")
    return folder


@pytest.fixture
def room(furnished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, to be in."""
    shutil.copytree(furnished, tmp_path, dirs_exist_ok=True)
    return tmp_path


def line_of(command: str) -> str:
    """A command line, with the folder's own progress file where one is used."""
    line = COMMANDS[command]
    keeps = line.split()[0] in ("play", "review", "stats", "progress")
    return f"{line} --progress progress.sqlite" if keeps else line


def in_words(ran: Ran) -> bool:
    """Whether nothing of Python's own was printed."""
    return not any(word in ran.out + ran.err for word in ("Traceback", "Exception ignored", "Error:"))


def test_the_table_has_every_command() -> None:
    """A new command is tried with every fault too."""
    from quizgen.cli.main import COMMANDS as KNOWN

    assert {line.split()[0] for line in COMMANDS.values()} - {"--help"} == {name for name, *_ in KNOWN}


@pytest.mark.parametrize("command", EACH)
def test_streams_that_are_closed_are_as_good_as_empty(command: str, room: Path) -> None:
    """All three at once; each alone is in ``test_cli.py``."""
    ran = in_shell(f"{line_of(command)} <&- >&- 2>&-", room)
    assert (ran.code, ran.out, ran.err) == (130 if command in BY_LEARNER else 0, "", "")


@pytest.mark.parametrize("command", RESULTS)
def test_a_result_that_finds_a_full_disk_is_told(command: str, room: Path) -> None:
    """Also where only the last of it does not fit, and nobody can be told why."""
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    ran = in_shell(f"{line_of(command)} > /dev/full", room)
    assert (ran.code, ran.err.splitlines()[-1]) == (2, "quizgen: the output cannot be used: no space left on device")
    assert in_words(ran)
    dumb = in_shell(f"{line_of(command)} > /dev/full 2>&1", room)
    assert (dumb.code, dumb.out, dumb.err) == (2, "", "")


@pytest.mark.parametrize("command", ["deck", "export", "check", "new"])
def test_a_message_that_finds_a_full_disk_is_no_success(command: str, room: Path) -> None:
    """What could not be said may have mattered."""
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    ran = in_shell(f"{line_of(command)} 2> /dev/full", room)
    assert ran.code == 2
    assert in_words(ran)


@pytest.mark.parametrize("command", RESULTS)
def test_a_reader_that_goes_ends_a_command_in_silence(command: str, room: Path) -> None:
    """The code is 141, as it is of any other program."""
    if sys.platform == "win32":
        pytest.skip("no such pipes here")
    child = subprocess.Popen(
        [sys.executable, "-m", "quizgen", *line_of(command).split()], cwd=room, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={"PATH": os.environ["PATH"], "HOME": str(room)},
    )  # fmt: skip
    assert child.stdout
    child.stdout.close()
    assert child.stderr
    told = child.stderr.read()
    child.stderr.close()
    assert (child.wait(), told.decode()) == (141, "")


def test_the_first_lines_of_a_long_list_are_all_that_is_asked_for(room: Path) -> None:
    """``quizgen list | head -1``: the line, nothing else, and head's code."""
    ran = in_shell("list --format json -l en,id | head -1", room)
    assert (ran.code, ran.err, ran.out.count("\n")) == (0, "", 1)


ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0"}
LATIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize("command", EACH)
def test_a_terminal_that_knows_only_ascii_gets_escapes(command: str, room: Path) -> None:
    """Indonesian, arrows, dashes and names in other scripts: every command does what it does elsewhere.

    Files are UTF-8 whatever the terminal knows.
    """
    typed = "“Норвегия” é\n" if command in BY_LEARNER else ""
    ran = quizgen(*line_of(command).split(), folder=room, typed=typed, **ASCII)
    assert ran.code in (0, 130), ran.err
    assert ran.out.isascii()
    assert ran.err.isascii()
    assert in_words(ran)
    if command in ("list", "list json", "play"):
        assert "\\u" in ran.out


def test_an_answer_in_another_encoding_is_an_answer(room: Path) -> None:
    """Bytes that are no text are a wrong answer, kept as such, and no end of the quiz."""
    child = subprocess.run(
        [sys.executable, "-m", "quizgen", *line_of("play").split()], cwd=room, input=b"caf\xe9 \xff\n",
        capture_output=True, check=False, env={"PYTHONIOENCODING": "utf-8", "PATH": "", "HOME": str(room)},
    )  # fmt: skip
    assert (child.returncode, child.stderr) == (0, b"")
    kept = quizgen("progress", "export", "--progress", "progress.sqlite", folder=room)
    assert (kept.code, kept.out.count("\n")) == (0, 2)


ZONES = ("Nonsense/Nowhere", "/etc/passwd", "Japan", "XYZ-24", "Pacific/Kiritimati")
MORE_ZONES = (":::", "", "XYZ+24", "Pacific/Niue", "America/St_Johns", "a" * 500)


@pytest.mark.parametrize(
    "zone", [*ZONES, *(pytest.param(zone, marks=pytest.mark.long) for zone in MORE_ZONES)],
    ids=lambda zone: zone[:20] or "empty",
)  # fmt: skip
@pytest.mark.parametrize("command", ["play", pytest.param("review", marks=pytest.mark.long), "stats"])
def test_an_odd_time_zone_changes_no_code(command: str, zone: str, room: Path) -> None:
    """Where the system knows no such zone, UTC is what it says."""
    (room / "Japan").mkdir()
    ran = quizgen(*line_of(command).split(), folder=room, typed="Norwegia\n", TZ=zone)
    assert ran.code == (0 if command != "review" else 130)
    assert in_words(ran)


HOMES = {
    "gone": {"HOME": "/dev/null/home"},
    "a file": {"HOME": "/dev/null"},
    "read-only": {"HOME": "/proc"},
    "elsewhere": {"HOME": "/proc", "XDG_DATA_HOME": "/dev/null", "XDG_CONFIG_HOME": "/proc"},
    "no room for what passes": {"TMPDIR": "/nonexistent"},
}


@pytest.mark.parametrize("home", ["gone", "a file", "read-only", "elsewhere"])
def test_without_a_home_a_quiz_is_held_and_not_remembered(home: str, room: Path) -> None:
    """The reason is told in a line; the quiz and all else go on."""
    ran = quizgen(*COMMANDS["play"].split(), folder=room, typed="Norwegia\n", **HOMES[home])
    assert ran.code == 0
    assert in_words(ran)
    first, *rest = ran.err.splitlines()
    assert first.startswith("quizgen: ")
    assert len(rest) == 1


@pytest.mark.parametrize("home", ["gone", "a file", "no room for what passes"])
@pytest.mark.parametrize("command", ["deck", "handout", "progress rebuild"])
def test_without_a_home_every_other_command_does_its_work(command: str, home: str, room: Path) -> None:
    """A progress file that is named needs no home."""
    ran = quizgen(*line_of(command).split(), folder=room, **HOMES[home])
    assert ran.code == 0, ran.err
    assert in_words(ran)


def test_a_folder_that_is_gone_is_told_where_it_matters(room: Path) -> None:
    """Whoever is in a folder that was deleted can write elsewhere."""
    line = f"cd gone && rmdir ../gone && {sys.executable} -m quizgen handout ../questions.yaml"
    (room / "gone").mkdir()
    shell = ["/bin/sh", "-c", f"{line.replace('../', f'{room}/')} -o {room}/made.pdf"]
    done = subprocess.run(shell, cwd=room, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, f"{room}/made.pdf: 2 questions\n")
