"""A bare ``quizgen`` in a terminal: the menu, with real keystrokes."""

from __future__ import annotations

import contextlib
import io
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from quizgen.bank.load import load_bank, load_words
from quizgen.cli import menu
from quizgen.cli.main import main
from tests.playing import DOWN, time_limit
from tests.run import quizgen

MANY = "\x7f" * 40
"""Wipes what stands in a line."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with an English user."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    return tmp_path


def ask(keys: str) -> list[str]:
    """The command line that some keys make."""
    lines: list[list[str]] = []

    def seen(line: Sequence[str]) -> int:
        lines.append(list(line))
        return 0

    code = with_keys(keys, seen)[0]
    assert code == 0
    return lines[0] if lines else []


def with_keys(keys: str, run: Callable[[Sequence[str]], int] = main) -> tuple[int, str]:
    """The menu with keys typed: its exit code and what was printed."""
    out = io.StringIO()
    with (
        time_limit(20), create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()),
        contextlib.redirect_stdout(out),
    ):  # fmt: skip
        pipe.send_text(keys)
        code = menu.run(run)
    return code, out.getvalue()


def bank(name: str, languages: str = "[en]") -> None:
    """A small bank in the folder."""
    Path(name).write_text(
        f"format: 1\nbank: {Path(name).stem}\ntitle: T\nlanguages: {languages}\nquestions:\n"
        "  - {id: a, kind: true-false, say: It is so., truth: true}\n"
    )


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ("1\r1\r\r", ["play", "a.yaml"]),
        (f"1\r1\r{MANY}3\r", ["play", "a.yaml", "-n", "3"]),
        (f"1\r1\r{MANY}\r", ["play", "a.yaml"]),
        (f"1\r1\r{MANY}no\r{MANY}5\r", ["play", "a.yaml", "-n", "5"]),
        ("1\r2\r2\r\r", ["play", "both.yaml", "-l", "id"]),
        ("1\r3\r1\r\r", ["play"]),
        (f"1\r4\rno.yaml\r{MANY}both.yaml\r\r\r", ["play", "both.yaml"]),
        ("2\r1\r", ["review", "a.yaml"]),
        ("3\r2\r2\r", ["stats", "both.yaml", "-l", "id"]),
        ("4\r1\r\r", ["deck", "a.yaml", "-o", "a-en.apkg"]),
        (f"4\r1\r{MANY}deck.zip\r{MANY}no/deck.apkg\r{MANY}my deck.apkg\r", ["deck", "a.yaml", "-o", "my deck.apkg"]),
        ("5\r1\r1\r\r1\r\r", ["handout", "a.yaml", "-n", "20", "--key", "-o", "a-en.pdf"]),
        (f"5\r1\r\r{MANY}\r2\r\r", ["handout", "a.yaml", "-o", "a-en.pdf"]),
        (f"5\r1\r1\r\r2\r{MANY}a.docx\r", ["handout", "a.yaml", "-n", "20", "-o", "a.docx"]),
        ("5\r1\r2\r\r", ["handout", "a.yaml", "--style", "flashcards", "-o", "a-en.pdf"]),
        ("5\r1\r3\r\r", ["handout", "a.yaml", "--style", "study-sheet", "-o", "a-en.pdf"]),
        ("5\r1\r4\r\r\r", ["handout", "a.yaml", "-n", "20", "-o", "a-en.html"]),
        (f"6\r{DOWN}\r\r", ["list", "both.yaml"]),
        ("7\r1\r", ["check", "a.yaml"]),
        ("8\r1\r\r", ["build", "a.yaml", "-o", "decks"]),
        ("9\r\r\r", ["new", "my-bank.yaml", "-l", "en"]),
        (f"9\r2\r{MANY}a.yaml\r{MANY}baru.yaml\r", ["new", "baru.yaml", "-l", "id"]),
        ("0\r1\r\r", ["import", "t.csv", "-o", "t.yaml"]),
        (f"0\r1\r{MANY}a.yaml\r1\r", ["import", "t.csv", "-o", "a.yaml", "--force"]),
        ("a\r1\r2\r\r\r", ["export", "a.yaml", "--to", "gift", "-n", "20", "-o", "a-en-gift.gift"]),
        ("b\r1\r2\rcompose.yaml\r", ["mark", "t.csv", "compose.yaml"]),
        ("c\r1\r", ["progress", "path"]),
        ("c\r2\r\r", ["progress", "export", "-o", "progress.jsonl"]),
        ("c\r3\r", ["progress", "flags"]),
        ("d\r", []),
    ],
)  # fmt: skip
def test_the_menu_makes_a_command_line(folder: Path, keys: str, line: list[str]) -> None:
    """Each command is asked what it needs, with defaults; what cannot be is asked again."""
    bank("a.yaml")
    bank("both.yaml", "[en, id]")
    Path("t.csv").write_text("stem,key\nx,y\n")
    Path("compose.yaml").write_text("services: {}\n")
    assert ask(keys) == line


def test_the_command_is_said_and_run(folder: Path) -> None:
    """From a spreadsheet to a deck with nothing but keys; the exit code is the command's."""
    Path("t.csv").write_text("stem,key,wrong\nx,y,z\n")
    code, out = with_keys("0\r1\r\r")
    assert (code, out) == (0, "Running: quizgen import t.csv -o t.yaml\n")
    assert load_bank("t.yaml").usable
    code, out = with_keys("4\r1\r\r")
    assert (code, out) == (0, "Running: quizgen deck t.yaml -o t-en.apkg\n")
    assert Path("t-en.apkg").stat().st_size > 0
    Path("t.yaml").write_text("format: 1\nbank: t\n")
    assert with_keys("7\r1\r")[0] == 1


def test_the_menu_speaks_the_users_language(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its default for what is written is that language too."""
    monkeypatch.setenv("LC_ALL", "id_ID.UTF-8")
    code, out = with_keys("9\r\r\r")
    assert (code, out) == (0, "Menjalankan: quizgen new bank-saya.yaml -l id\n")
    assert load_bank("bank-saya.yaml").usable
    assert {key for key in load_words("en").entries if key.startswith("menu.")} <= set(load_words("id").entries)


@pytest.mark.parametrize("language", ["en", "id"])
def test_no_row_of_the_menu_is_cut_on_a_phone(language: str) -> None:
    """Forty columns, of which six are for the pointer and the key."""
    rows = load_words(language).entries
    for name in (*(f"menu.{command}" for command in menu.COMMANDS), "menu.leave"):
        assert len(rows[name]) <= 33, rows[name]


@pytest.mark.parametrize("keys", ["\x03", "1\r\x03", f"9\r\r{MANY}\x04"])
def test_leaving_in_the_middle_does_nothing(folder: Path, keys: str) -> None:
    """Ctrl-C anywhere, Ctrl-D in an empty line."""
    with pytest.raises(KeyboardInterrupt):
        with_keys(keys)
    assert list(folder.iterdir()) == []


def test_without_a_terminal_there_is_help_and_no_menu(tmp_path: Path) -> None:
    """A script that forgets the command hangs on nothing."""
    ran = quizgen(folder=tmp_path, typed="1\n")
    assert (ran.code, ran.out) == (2, "")
    assert "commands:" in ran.err


def test_in_a_real_terminal_a_bare_quizgen_opens_the_menu(tmp_path: Path) -> None:
    """In a pseudo-terminal: the menu is shown, 9 begins a bank, and the command line is said."""
    outer, inner = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm", "LANG": "id_ID.UTF-8", "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "quizgen"], stdin=inner, stdout=inner, stderr=inner, cwd=tmp_path, env=environment
    )
    os.close(inner)
    screen = b""
    steps = [(b"keluar", b"9\r"), (b"Dalam bahasa apa?", b"\r"), (b"Nama berkas baru", b"\r")]
    late = time.monotonic() + 60
    while time.monotonic() < late:
        if select.select([outer], [], [], 0.2)[0]:
            try:
                screen += os.read(outer, 65536)
            except OSError:
                break
        elif process.poll() is not None:
            break
        if b"\x1b[6n" in screen:  # a terminal says where its cursor stands
            screen = screen.replace(b"\x1b[6n", b"")
            os.write(outer, b"\x1b[1;1R")
        if steps and steps[0][0] in screen:
            time.sleep(0.3)
            os.write(outer, steps.pop(0)[1])
    os.close(outer)
    assert process.wait(10) == 0, screen
    assert b"Menjalankan: quizgen new bank-saya.yaml -l id" in screen
    assert (tmp_path / "bank-saya.yaml").exists()
