"""Ctrl-C and the signals that end a program, at whatever moment; and two programs that write the same files."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pexpect
import pytest

from quizgen.cli import written
from tests.faults import BANK, OLD, contents, furnish, here
from tests.run import REPOSITORY, quizgen

CODES = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129}
NAMES = {"SIGINT": "", "SIGTERM": " (SIGTERM)", "SIGHUP": " (SIGHUP)"}


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A folder with a bank, and one to write into with an old file."""
    (tmp_path / "questions.yaml").write_text(BANK, encoding="utf-8")
    (tmp_path / "out").mkdir()
    return tmp_path


def started(room: Path, *arguments: str, code: str = "") -> subprocess.Popen[str]:
    """A command begun, in a session of its own; ``code`` is run before it in its process.

    A shell has what it starts in the background ignore Ctrl-C, ``nohup`` a hangup, the tests too; the command is to
    hear both.
    """
    heard = (
        "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "signal.signal(signal.SIGHUP, signal.SIG_DFL)"
    )
    before = f"{heard}\n{code}\nimport sys\nfrom quizgen.cli import main\nsys.exit(main())"
    return subprocess.Popen(
        [sys.executable, "-c", before, *arguments], cwd=room, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY), "HOME": str(room), "PYTHONUTF8": "1"},
    )  # fmt: skip


AT = {
    "while it loads": ("quizgen.bank.load", "load_bank"),
    "while it makes questions": ("quizgen.generate.build", "build"),
    "while it words the file": ("quizgen.export.markdown", "papers_markdown"),
    "before it writes": ("quizgen.cli.written", "_target"),
    "while it writes": ("quizgen.cli.written", "_write_aside"),
    "before the name is given": ("pathlib", "Path.replace"),
    "once it is written": ("quizgen.cli.written", "settle"),
}
"""A moment -> the function at whose end the signal comes."""
KILL = """
import importlib, os, signal, sys
there = importlib.import_module({module!r})
*kinds, name = {name!r}.split(".")
for kind in kinds:
    there = getattr(there, kind)
real = getattr(there, name)
def deed(*given, **named):
    made = real(*given, **named)
    for number in {numbers}:
        os.kill(os.getpid(), number)
    return made
setattr(there, name, deed)
"""


EARLY = """
import builtins
real = builtins.__import__
def deed(name, *rest):
    if name == "argparse":
        raise KeyboardInterrupt
    return real(name, *rest)
builtins.__import__ = deed
"""


def killing(moment: str, *numbers: int) -> str:
    """Code that has a process send itself signals at a moment."""
    module, name = AT[moment]
    return KILL.format(module=module, name=name, numbers=[int(number) for number in numbers])


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", pytest.param("SIGHUP", marks=pytest.mark.long)])
@pytest.mark.parametrize("moment", AT)
def test_a_signal_at_any_moment_leaves_the_old_file_or_the_new_one(moment: str, number: str, room: Path) -> None:
    """Wholly, and nothing beside it; one line, and the code that shells have for it."""
    (room / "out" / "x.md").write_bytes(OLD)
    child = started(room, "handout", "-o", "out/x.md", code=killing(moment, getattr(signal, number)))
    out, err = child.communicate(timeout=60)
    assert (child.returncode, out, err) == (CODES[number], "", f"quizgen: interrupted{NAMES[number]}\n")
    left = contents(room / "out")
    assert list(left) == ["x.md"]
    named = moment in ("while it writes", "before the name is given", "once it is written")
    assert (left["x.md"] != OLD) == named
    assert left["x.md"].endswith(b"\n") == named


@pytest.mark.parametrize("moment", ["while it loads", "while it writes"])
def test_a_second_signal_leaves_no_more_behind_than_the_first(moment: str, room: Path) -> None:
    """An impatient Ctrl-C, Ctrl-C: nothing of Python's own is printed, nothing is left."""
    (room / "out" / "x.md").write_bytes(OLD)
    child = started(room, "handout", "-o", "out/x.md", code=killing(moment, signal.SIGINT, signal.SIGINT))
    out, err = child.communicate(timeout=60)
    assert (child.returncode, out) == (130, "")
    assert err in ("", "quizgen: interrupted\n")
    assert list(contents(room / "out")) == ["x.md"]


def test_ctrl_c_while_the_program_is_still_loading_is_quiet(room: Path) -> None:
    """Before there is a command that could be interrupted."""
    child = started(room, "list", code=EARLY)
    assert (*child.communicate(timeout=60), child.returncode) == ("", "", 130)


def test_a_hangup_that_is_ignored_stays_ignored(room: Path) -> None:
    """``nohup quizgen build`` goes on when its terminal goes."""
    ignore = "import signal\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
    child = started(room, "handout", "-o", "out/x.md", code=ignore + killing("while it loads", signal.SIGHUP))
    out, err = child.communicate(timeout=60)
    assert (child.returncode, out, err) == (0, "", "out/x.md: 2 questions\n")


@pytest.mark.parametrize("number", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_quiz_that_is_ended_from_outside_keeps_what_was_answered(number: str, room: Path) -> None:
    """The result so far is shown, the report written, and the answer is in the progress file."""
    child = started(room, *["play", "--plain", "--seed", "1", "--progress", "p.sqlite", "--report", "out/r.json"])
    assert child.stdin
    assert child.stdout
    child.stdin.write("Norway\n")
    child.stdin.flush()
    shown = ""
    while shown.count("\n> ") + shown.startswith("> ") < 2:
        shown += child.stdout.read(1)
    child.send_signal(getattr(signal, number))
    out, err = child.communicate(timeout=60)
    assert (child.returncode, err) == (CODES[number], "")
    assert "Stopped after 1 of 2 questions." in out
    kept = quizgen("progress", "export", "--progress", "p.sqlite", folder=room)
    assert (kept.code, kept.out.count("\n")) == (0, 1)
    assert list(contents(room / "out")) == ["r.json"]


@pytest.mark.parametrize("number", ["SIGTERM", pytest.param("SIGHUP", marks=pytest.mark.long)])
def test_a_quiz_on_a_screen_that_is_ended_from_outside_gives_the_terminal_back(number: str, room: Path) -> None:
    """No traceback, the cursor and the echo as they were, the code of the signal."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(room), "TERM": "xterm", "PYTHONPATH": str(REPOSITORY)}
    child = pexpect.spawn(
        sys.executable, ["-m", "quizgen", "play", "--id", "zagreb", "--progress", "p.sqlite"], cwd=str(room),
        env={**environment, "PYTHONUTF8": "1"}, encoding="utf-8", timeout=60,
    )  # fmt: skip
    child.expect("Загреб")
    child.expect("F9")
    child.kill(getattr(signal, number))
    child.expect(pexpect.EOF)
    child.close()
    assert (child.exitstatus, child.signalstatus) == (CODES[number], None)
    assert "Traceback" not in (child.before or "")


@pytest.mark.long
@pytest.mark.parametrize(
    "line", ["build -o out", "deck -o out/x.apkg", "handout -o out/x.pdf", "handout -o out/x.docx"]
)
def test_a_signal_at_moments_drawn_by_chance_leaves_whole_files(line: str, room: Path) -> None:
    """With a large bank, sixty times each: every file is whole, and nothing lies beside it."""
    chance = random.Random(9)
    large = str(REPOSITORY / "questions.yaml")
    command, *rest = line.split()
    begun = time.monotonic()
    assert started(room, command, large, *rest).wait() == 0
    whole = time.monotonic() - begun
    names = set(contents(room / "out"))
    for _ in range(60):
        number = chance.choice(list(CODES))
        child = started(room, command, large, *rest)
        time.sleep(chance.uniform(0, whole))  # no wait: the moment to be ended at
        child.send_signal(getattr(signal, number))
        out, err = child.communicate(timeout=120)
        assert child.returncode in (0, CODES[number], -getattr(signal, number))
        assert "Traceback" not in out + err
        assert set(contents(room / "out")) == names
        for name, content in contents(room / "out").items():
            if name.endswith((".apkg", ".docx")):
                assert zipfile.ZipFile(room / "out" / name).testzip() is None
            else:
                assert content.rstrip().endswith(b"%%EOF")


# -- two at once --------------------------------------------------------------------------------------


def test_two_builds_into_one_folder_both_end_well(room: Path) -> None:
    """Each file is one or the other's, whole; nothing else is in the folder."""
    other = room / "other.yaml"
    other.write_text(BANK.replace("Norway", "Norge"), encoding="utf-8")
    children = [started(room, "build", bank, "-o", "out") for bank in ("questions.yaml", "other.yaml")]
    ended = [(child.communicate(timeout=120)[1], child.returncode) for child in children]
    assert [code for _, code in ended] == [0, 0], ended
    made = sorted(path.name for path in (room / "out").iterdir())
    assert made == sorted(Path(line).name for line in ended[0][0].splitlines())
    for name, content in contents(room / "out").items():
        if name.endswith((".apkg", ".docx")):
            assert zipfile.ZipFile(room / "out" / name).testzip() is None
        else:
            assert content.startswith(b"%PDF-")
            assert content.rstrip().endswith(b"%%EOF")


def test_a_name_that_another_program_takes_meanwhile_is_written_whole(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who comes last has it; neither's file in the making is touched by the other."""
    real = written._write_aside
    beside: list[list[str]] = []

    def meanwhile(aside: Path, target: Path, content: bytes) -> None:
        real(aside, target, content)
        monkeypatch.setattr(written, "_write_aside", real)
        assert here("handout", str(room / "questions.yaml"), "-o", "out/x.md", "--id", "zagreb").code == 0
        beside.append(sorted(contents(room / "out")))

    monkeypatch.setattr(written, "_write_aside", meanwhile)
    monkeypatch.chdir(room)
    assert here("handout", "-o", "out/x.md", "--id", "norway").code == 0
    assert [len(names) for names in beside] == [2]
    assert list(contents(room / "out")) == ["x.md"]
    assert "Осло" in (room / "out" / "x.md").read_text(encoding="utf-8")


def test_a_deck_is_never_half_read_by_who_writes_it_anew(room: Path) -> None:
    """Programs that write one deck again and again, each reading the one that is there."""
    furnish(room)
    children = [started(room, "deck", "-o", "old.apkg", "-l", language) for language in ("en", "en,id")]
    assert [(child.communicate(timeout=60)[0], child.returncode) for child in children] == [("", 0), ("", 0)]
    assert zipfile.ZipFile(room / "old.apkg").testzip() is None
