"""Nothing but what every system has: no POSIX-only call without a guard, and the habits of Windows, tried here."""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from quizgen.cli.main import main
from tests.run import FLAGSHIP, REPOSITORY, quizgen

PACKAGE = REPOSITORY / "quizgen"

ONLY_POSIX = {"fcntl", "termios", "tty", "pty", "pwd", "grp", "resource", "syslog", "posix", "curses", "readline"}
"""Modules that Windows has not."""

CALLS = (
    r"os\.(fork|forkpty|getuid|geteuid|getgid|getpgid|getpgrp|setsid|setpgid|killpg|wait\d?|waitpid|waitid|uname|chown"
    r"|mkfifo|mknod|openpty|statvfs|sched_\w+|getloadavg|nice|sync|fsync|fdatasync|symlink|link|rename|O_NOFOLLOW"
    r"|O_DIRECTORY|O_CLOEXEC)"
    r"|signal\.(SIGALRM|SIGHUP|SIGKILL|SIGUSR\d|SIGPIPE|SIGWINCH|SIGCHLD|alarm|setitimer|pause|pthread_\w+)"
    r"|time\.tzset|\w+\.(symlink_to|hardlink_to|rename)"
)
"""What Windows has not, does otherwise, or refuses to many a user; ``rename`` does not replace there."""

GUARDED = {
    ("cli/written.py", "os.fsync"): "of a file, which every system knows",
    ("study/database.py", "path.hardlink_to"): "an OSError is met: the file gets its name by replacing",
    ("disk.py", "os.fsync"): "a folder cannot be opened on Windows: the OSError is suppressed",
}
"""Each place that is allowed, and what happens on a system without it."""

PLACES = {
    (
        "cli/clock.py",
        "/usr/share/zoneinfo",
    ): "asked whether it is there; without it a name is no zone, and UTC is meant",
    ("cli/written.py", "/dev/stdout"): "compared with the output's name: no file on Windows has it",
    ("cli/written.py", "/dev/stderr"): "as above",
    ("cli/written.py", "/dev/fd"): "as above",
    ("cli/written.py", "/proc"): "as above",
    ("strangers.py", "/dev/stdin"): "compared with the input's name, as above",
    ("strangers.py", "/dev/fd/"): "as above",
    ("strangers.py", "/proc/self/fd/"): "as above",
}
"""Each name of such a place that is allowed, and what it means elsewhere."""

RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""File names that Windows keeps for itself."""

FILES = sorted(PACKAGE.rglob("*.py"))


def calls(path: Path) -> Iterator[tuple[ast.AST, str]]:
    """The dotted names that a file speaks of."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            whole = ast.unparse(node)
            yield node, ".".join(whole.split(".")[-2:])


def test_nothing_that_only_posix_has_is_used_but_where_it_is_guarded() -> None:
    """Every place is named above with its guard, and every place named is still there."""
    found, imported = set(), set()
    for path in FILES:
        name = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {(name, each.name) for each in node.names if each.name.split(".")[0] in ONLY_POSIX}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported |= {(name, node.module)} if node.module.split(".")[0] in ONLY_POSIX else set()
        found |= {(name, said) for _, said in calls(path) if re.fullmatch(CALLS, said)}
    assert found | imported == set(GUARDED)


def test_the_search_finds_what_it_is_for() -> None:
    """Its silence means something."""
    for said in ("os.fork", "signal.SIGALRM", "signal.SIGHUP", "path.rename", "time.tzset", "os.symlink", "os.getuid"):
        assert re.fullmatch(CALLS, said)
    for said in ("os.replace", "signal.SIGTERM", "signal.SIGINT", "path.replace", "os.environ", "os.umask"):
        assert not re.fullmatch(CALLS, said)


def test_no_text_names_a_place_that_only_posix_has() -> None:
    """No /dev, /tmp, /proc, ~ but those told above, and no format of a day that only one C library knows."""
    found = set()
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                where = f"{path.relative_to(PACKAGE)}:{node.lineno}"
                if re.match(r"(/(dev|tmp|proc|etc|home|usr|var)\b|~/)", node.value):
                    found.add((path.relative_to(PACKAGE).as_posix(), node.value))
                assert not re.search(r"%[-#_^][a-zA-Z]", node.value), where
    assert found == set(PLACES)


def test_no_placeholder_is_numbered() -> None:
    """``?1`` with a sequence of values is an error from Python 3.14 on; ``:name`` works everywhere."""
    numbered = re.compile(r"[=(,]\s*\?\d")
    assert numbered.search("WHERE id = ?1")
    found = [path for path in PACKAGE.rglob("*.py") if numbered.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_text_is_read_and_written_as_utf_8_whatever_the_system_speaks() -> None:
    """Each file that is opened as text says its encoding; none is written as text, so no line end is translated."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            named = {keyword.arg for keyword in node.keywords}
            where = f"{path.relative_to(PACKAGE)}:{node.lineno}"
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            assert called != "write_text", f"{where}: write bytes, or the ends of lines are Windows'"
            if called == "read_text":
                assert "encoding" in named, where
            modes = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            if called == "fdopen" or (
                called == "open" and not re.match(r"(zstd|package|os|Store|Database)\b", _of(node))
            ):
                assert "encoding" in named or any("b" in mode for mode in modes), where


def _of(node: ast.Call) -> str:
    """What a method is called on."""
    return ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", str(FLAGSHIP), "-n", "5"),
        ("check", str(FLAGSHIP)),
        ("play", "--plain", "-l", "id", "-n", "1", "--seed", "3", str(FLAGSHIP)),
        ("progress", "export"),
        ("stats",),
        ("schema",),
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_console_of_windows_shows_what_it_can(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """In cp1252 and cp437, what they lack is written in figures."""
    for console in ("cp1252", "cp437"):
        environment = {"PYTHONUTF8": "0", "PYTHONIOENCODING": console, "HOME": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, "-m", "quizgen", *arguments], cwd=tmp_path, capture_output=True, stdin=subprocess.DEVNULL,
            env={"PATH": os.environ["PATH"], **environment}, check=False, timeout=120,
        )  # fmt: skip
        told = done.stderr.decode(console)
        assert "Traceback" not in told
        assert done.returncode == (130 if arguments[0] == "play" else 0), told


def test_every_line_of_a_product_ends_as_everywhere(tmp_path: Path) -> None:
    """Markdown, the page and a new bank have the same bytes on every system: no text goes through a translation."""
    for name in ("a.md", "a.html"):
        assert quizgen("handout", str(FLAGSHIP), "-n", "2", "-o", name, folder=tmp_path).code == 0
        assert b"\r" not in (tmp_path / name).read_bytes()
    assert quizgen("new", "mine.yaml", folder=tmp_path).code == 0
    assert b"\r" not in (tmp_path / "mine.yaml").read_bytes()


def opened(path: str, dir_fd: int | None = None) -> bool:
    """Whether this process holds a file open, as the system says."""
    whole = os.path.realpath(path if dir_fd is None else f"/proc/self/fd/{dir_fd}/{path}")
    held = set()
    for each in os.listdir("/proc/self/fd"):  # noqa: PTH208 (the folder changes as it is read)
        with contextlib.suppress(OSError):
            held.add(os.readlink(f"/proc/self/fd/{each}"))  # noqa: PTH115
    return whole in held


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system on which a file that is open is neither replaced nor deleted."""
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("this system does not tell which files are open")

    def guarded(do: Callable[..., Any], ends: int) -> Callable[..., Any]:
        def done(*paths: Any, **more: Any) -> Any:
            for path in paths[:ends]:
                if opened(os.fspath(path), more.get("dir_fd")):
                    raise PermissionError(13, "The process cannot access the file", os.fspath(path))
            return do(*paths, **more)

        return done

    monkeypatch.setattr(os, "replace", guarded(os.replace, 2))
    monkeypatch.setattr(os, "unlink", guarded(os.unlink, 1))
    monkeypatch.setattr(os, "remove", guarded(os.remove, 1))


def test_the_simulated_windows_refuses_what_windows_refuses(windows: None, tmp_path: Path) -> None:
    """A database that is open is neither deleted nor replaced; a closed one is."""
    path = tmp_path / "a.sqlite"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t(a)")
        for act in (path.unlink, lambda: path.replace(tmp_path / "b")):
            with pytest.raises(PermissionError):
                act()
    path.unlink()


def test_no_open_file_is_replaced_or_deleted(
    windows: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Progress made, kept, exported and imported; a deck built, built again, compared and imported as a bank."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGEN_PROGRESS", str(tmp_path / "progress.sqlite"))
    monkeypatch.setattr("sys.stdin", io.StringIO("a\n\na\n\n\n\n"))
    commands = [
        ["new", "mine.yaml"],
        ["play", "--plain", "-k", "choice", "-n", "2", "mine.yaml"],
        ["progress", "export", "-o", "mine.jsonl"],
        ["progress", "import", "mine.jsonl"],
        ["deck", "mine.yaml", "-o", "mine.apkg"],
        ["deck", "mine.yaml", "--since", "mine.apkg", "-o", "mine.apkg"],
        ["progress", "import", "mine.apkg", "--bank", "mine.yaml"],
        ["import", "mine.apkg", "-o", "again.yaml"],
        ["handout", "mine.yaml", "-o", "mine.pdf"],
        ["handout", "mine.yaml", "-o", "mine.pdf"],
    ]
    for command in commands:
        code = main(command)
        told = capsys.readouterr().err
        assert "cannot access the file" not in told, command
        assert code in (0, 130), (command, told)


def test_no_file_is_given_a_name_that_windows_forbids(tmp_path: Path) -> None:
    """A bank may be called con: its products' names have more to them, and no colon."""
    assert quizgen("new", "mine.yaml", folder=tmp_path).code == 0
    bank = tmp_path / "mine.yaml"
    text = re.sub(r"(?m)^bank: .*$", "bank: con", bank.read_text(encoding="utf-8"), count=1)
    bank.write_text(text, encoding="utf-8")
    assert "\nbank: con\n" in text
    commands = (("deck", "mine.yaml"), ("export", "--to", "moodle", "mine.yaml"), ("build", "mine.yaml", "-o", "made"))
    for arguments in commands:
        assert quizgen(*arguments, folder=tmp_path).code == 0
    made = [each.relative_to(tmp_path).as_posix() for each in tmp_path.rglob("*") if each.is_file()]
    assert len(made) > 5
    for path in made:
        for part in path.split("/"):
            assert not RESERVED.fullmatch(part), path
            assert not re.search(r'[<>:"|?*\\\x00-\x1f]|[. ]$', part), path
