"""``quizgen progress`` as a learner uses it, and what is said where nothing can be remembered."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path

import pexpect
import pytest

from quizgen.cli import progress_file
from quizgen.cli.main import main
from quizgen.cli.progress_file import open_memory, progress_path
from quizgen.errors import WishError
from quizgen.study.journal import line_of
from quizgen.study.store import Store
from tests.events import START, answered, flagged, kept
from tests.run import REPOSITORY, quizgen

BANK = """
format: 1
bank: sample
title: Capitals
languages: [en]
questions:
  - {id: capital, kind: short, ask: Which?, answer: Oslo}
"""


def test_the_file_is_the_one_named_else_the_environments_else_in_the_users_folder(tmp_path: Path) -> None:
    """In that order; an empty variable is none."""
    where = tmp_path / "data" / "quizgen" / "progress.sqlite"
    home = {"XDG_DATA_HOME": str(tmp_path / "data")}
    assert quizgen("progress", "path", folder=tmp_path, **home).out == f"{where}\n"
    assert quizgen("progress", "path", folder=tmp_path, QUIZGEN_PROGRESS="", **home).out == f"{where}\n"
    assert quizgen("progress", "path", folder=tmp_path, QUIZGEN_PROGRESS="mine.sqlite").out == "mine.sqlite\n"
    named = quizgen("progress", "path", "--progress", "other", folder=tmp_path, QUIZGEN_PROGRESS="mine.sqlite")
    assert named.out == "other\n"
    assert quizgen("progress", "path", "--progress", "", folder=tmp_path).err == "quizgen: --progress names no file\n"
    played = quizgen("play", "-n", "1", "--progress", "", folder=tmp_path)
    assert (played.code, played.err) == (2, "quizgen: --progress names no file\n")
    assert list(tmp_path.iterdir()) == []


def test_without_a_home_folder_it_is_said_how_to_name_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """An account without a home has no data folder; none is made up in the folder one happens to be in."""
    import platformdirs

    monkeypatch.delenv("QUIZGEN_PROGRESS", raising=False)
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: Path("~/.local/share/quizgen"))
    with pytest.raises(
        WishError, match=r"^there is no home folder to keep progress in; name a file with --progress or"
    ):
        progress_path(Namespace(progress=None))


@pytest.mark.parametrize("command", [
    ["list"], ["check"], ["stats"], ["progress", "path"], ["progress", "export"], ["progress", "flags"],
    ["progress", "rebuild"],
])  # fmt: skip
def test_looking_makes_no_file(command: list[str], tmp_path: Path) -> None:
    """Neither a progress file nor a folder for one."""
    (tmp_path / "questions.yaml").write_text(BANK)
    ran = quizgen(*command, folder=tmp_path)
    assert (ran.code, "Traceback" in ran.err) == (0, False), ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["questions.yaml"]


def test_an_export_can_be_imported_and_says_what_was_new(tmp_path: Path) -> None:
    """To standard output or a file, all banks or one; a second import changes nothing."""
    kept(tmp_path / "a.sqlite", answered(1), answered(2, bank="other", response="Zürich"), flagged(3))
    everything = quizgen("progress", "export", "--progress", "a.sqlite", folder=tmp_path)
    one = quizgen("progress", "export", "--progress", "a.sqlite", "--bank", "other", "-o", "o.jsonl", folder=tmp_path)
    assert (one.out, one.err) == ("", "o.jsonl: 1 event\n")
    assert (tmp_path / "o.jsonl").read_text("utf-8") == f"{line_of(answered(2, bank='other', response='Zürich'))}\n"
    (tmp_path / "all.jsonl").write_text(everything.out, "utf-8")
    assert everything.out.count("\n") == 3
    into = ["--progress", "b.sqlite"]
    assert quizgen("progress", "import", "o.jsonl", "all.jsonl", *into, folder=tmp_path).out == (
        "o.jsonl: 1 new, 0 known\nall.jsonl: 2 new, 1 known\n"
    )
    assert quizgen("progress", "import", "all.jsonl", *into, folder=tmp_path).out == "all.jsonl: 0 new, 3 known\n"
    ascii_only = quizgen("progress", "export", *into, folder=tmp_path, PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert sorted(map(json.loads, ascii_only.out.splitlines()), key=str) == sorted(
        map(json.loads, everything.out.splitlines()), key=str
    )


def test_an_export_never_goes_over_the_progress_file_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By whichever name it is called."""
    path = kept(tmp_path / "p.sqlite", answered(1))
    (tmp_path / "link").symlink_to(path)
    assert main(["progress", "export", "--progress", str(path), "-o", str(tmp_path / "link")]) == 2
    assert "is the progress file itself; export to another" in capsys.readouterr().err
    with Store.open(path) as store:
        assert list(store.events()) == [answered(1)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["import", "none.jsonl"], "none.jsonl cannot be read: no such file or directory"),
        (["import", "."], ". cannot be read: is a directory"),
        (["import", "a.sqlite"], "a.sqlite is a progress file itself; export it first: quizgen progress export"),
        (["import", "plain.zip"], "plain.zip is damaged or no collection of Anki"),
        (["export", "--bank", "sampel"], "nothing is remembered of a bank 'sampel'; did you mean 'sample'?"),
        (["export", "-o", "no/such/folder"], "no/such/folder cannot be written: no such file or directory"),
        (["forget", "--bank", "sample"], "everything of sample would be gone for good; say --yes to forget it"),
        (["forget", "--bank", "x", "--yes"], "nothing is remembered of a bank 'x'; there is sample"),
        (["flags", "nowhere"], "nothing is remembered of a bank 'nowhere'; there is sample"),
        (["flags", "--progress", "plain.zip"], "the progress file plain.zip is no progress file of quizgen"),
        (["rebuild", "--progress", "."], "the progress file . is a folder; name a file in it"),
        (["import", "good.jsonl", "--progress", "/proc/none/p"], "the progress file /proc/none/p cannot be used: no"),
        (["import", "good.jsonl", "--progress", "a.sqlite/p"], "the progress file a.sqlite/p cannot be used: not"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_a_sentence(arguments: list[str], message: str, tmp_path: Path) -> None:
    """Exit code 2, one line, no traceback, and the record is as it was."""
    path = kept(tmp_path / "a.sqlite", answered(1))
    (tmp_path / "plain.zip").write_bytes(b"PK\x03\x04 and nothing more, " * 9)
    (tmp_path / "good.jsonl").write_text(line_of(answered(1)) + "\n")
    before = path.read_bytes()
    ran = quizgen("progress", *arguments, folder=tmp_path, QUIZGEN_PROGRESS="a.sqlite")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"quizgen: {message}")
    assert ran.err.count("\n") == 1
    assert path.read_bytes() == before


def test_a_bank_is_forgotten_for_good(tmp_path: Path) -> None:
    """With --yes nothing is asked; the others stay."""
    kept(tmp_path / "p", answered(1), answered(2), flagged(3), answered(4, bank="other"))
    ran = quizgen("progress", "forget", "--bank", "sample", "--yes", "--progress", "p", folder=tmp_path)
    assert (ran.code, ran.out) == (0, "3 events of sample forgotten\n")
    with Store.open(tmp_path / "p") as store:
        assert list(store.events()) == [answered(4, bank="other")]


@pytest.mark.parametrize(("keys", "left"), [("\r", 3), ("2\r", 1), ("\x03", 3)])
def test_in_a_terminal_it_is_asked_before_a_bank_is_forgotten(keys: str, left: int, tmp_path: Path) -> None:
    """No comes first; Ctrl-C forgets nothing either."""
    path = kept(tmp_path / "p", answered(1), flagged(3), answered(4, bank="other"))
    arguments = ["-m", "quizgen", "progress", "forget", "--bank", "sample", "--progress", str(path)]
    child = pexpect.spawn(
        sys.executable, arguments, cwd=str(REPOSITORY), dimensions=(24, 100), encoding="utf-8", timeout=30,
        env={"TERM": "xterm", "LC_ALL": "id_ID.UTF-8", "PYTHONUTF8": "1"},
    )  # fmt: skip
    child.expect_exact("Hapus semua catatan tentang sample untuk selamanya?")
    child.send(keys)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == (130 if keys == "\x03" else 0)
    with Store.open(path) as store:
        assert len(list(store.events())) == left


def test_rebuilding_says_how_many_cards_there_are(tmp_path: Path) -> None:
    """And leaves them where they were."""
    path = kept(tmp_path / "p", answered(1), answered(2), answered(3, bank="other"))
    assert quizgen("progress", "rebuild", "--progress", "p", folder=tmp_path).out == "2 cards of 2 banks\n"
    with Store.open(path) as store:
        assert store.cards("sample")["capital", 0].reviews == 2


HOSTILE = "\x1b[31mred\x1b]0;title\x07 \x9b1m\r\nbold"


def test_flags_are_a_table_in_which_nothing_steers_the_terminal(tmp_path: Path) -> None:
    """Code, date, language, remark and question; a remark's escape sequences are shown, not obeyed."""
    kept(tmp_path / "p", flagged(1, HOSTILE), flagged(2, code="BBBB-2222", bank="other", language="id"))
    (tmp_path / "bank.yaml").write_text(BANK)
    everything = quizgen("progress", "flags", "--progress", "p", folder=tmp_path, TZ="UTC").out
    assert not set(everything) & set("\x1b\x07\x9b\r")
    assert "BBBB-2222" in everything
    own = quizgen("progress", "flags", "bank.yaml", "--progress", "p", folder=tmp_path, TZ="UTC").out
    cells = [cell.strip() for cell in own.splitlines()[3].split("│")[1:-1]]
    assert cells == ["AAAA-0001", "2026-11-24", "en", "␛[31mred␛]0;title␇ �1m  bold", "capital"]
    assert quizgen("progress", "flags", "sample", "--progress", "p", folder=tmp_path, TZ="UTC").out == own


def test_flags_are_json_lines_for_programs(tmp_path: Path) -> None:
    """The remark as it was typed, escaped so that it can be printed."""
    kept(tmp_path / "p", flagged(1, HOSTILE))
    out = quizgen("progress", "flags", "--json", "--progress", "p", folder=tmp_path, TZ="Asia/Jakarta").out
    assert not set(out) & set("\x1b\x07\x9b\r")
    assert json.loads(out) == {
        "bank": "sample", "question": "capital", "code": "AAAA-0001", "language": "en",
        "at": "2026-11-24T13:00:00+07:00", "remark": HOSTILE,
    }  # fmt: skip
    none = quizgen("progress", "flags", "--progress", "none", folder=tmp_path)
    assert (none.code, none.out, none.err) == (0, "", "no question is flagged\n")


# -- without memory -----------------------------------------------------------------------------------


def wish(progress: Path, **more: object) -> Namespace:
    """The arguments of a command that remembers."""
    return Namespace(progress=str(progress), no_progress=False, **more)


def test_a_session_remembers_in_the_file_named(tmp_path: Path) -> None:
    """Two events one after the other have other ids and moments of the clock."""
    memory = open_memory(wish(tmp_path / "p"), "sample")
    assert memory
    with memory.store:
        memory.undone("x")
        memory.undone("y")
        first, second = memory.store.events()
        assert first.id != second.id
        assert START < first.at <= second.at <= progress_file.now()


def test_no_memory_is_wanted_and_none_is_made(tmp_path: Path) -> None:
    """--no-progress."""
    assert open_memory(Namespace(progress=str(tmp_path / "p"), no_progress=True), "sample") is None
    assert list(tmp_path.iterdir()) == []


def test_where_nobody_can_be_asked_the_session_goes_on_without_memory_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reason first, then what follows from it."""
    (tmp_path / "p").write_text("my diary")
    assert open_memory(wish(tmp_path / "p"), "sample") is None
    assert capsys.readouterr().err == (
        f"quizgen: the progress file {tmp_path / 'p'} is no progress file of quizgen; nothing of it was changed\n"
        "quizgen: Nothing of this session will be remembered.\n"
    )
    assert (tmp_path / "p").read_text() == "my diary"


ASK = """
import sys
from argparse import Namespace
from quizgen.cli.progress_file import open_memory
print("memory:", open_memory(Namespace(progress=sys.argv[1], no_progress=False), "sample"))
"""


@pytest.mark.parametrize(
    ("language", "question", "keys", "ending"),
    [
        ("en_GB.UTF-8", "Go on without remembering?", "2\r", "memory: None"),
        ("id_ID.UTF-8", "Lanjutkan tanpa mencatat kemajuan?", "2\r", "memory: None"),
        ("en_GB.UTF-8", "Go on without remembering?", "\r", "KeyboardInterrupt"),
        ("en_GB.UTF-8", "Go on without remembering?", "\x03", "KeyboardInterrupt"),
    ],
)
def test_in_a_terminal_the_learner_says_whether_to_go_on(
    language: str, question: str, keys: str, ending: str, tmp_path: Path
) -> None:
    """The reason, then a question in the learner's language, no first; a session without memory, or none."""
    (tmp_path / "p").write_text("my diary")
    child = pexpect.spawn(
        sys.executable, ["-c", ASK, str(tmp_path / "p")], cwd=str(REPOSITORY), dimensions=(24, 200), encoding="utf-8",
        timeout=30, env={"TERM": "xterm", "LC_ALL": language, "PYTHONUTF8": "1"},
    )  # fmt: skip
    child.expect_exact("is no progress file of quizgen")
    child.expect_exact(question)
    child.send(keys)
    child.expect_exact(ending)
    child.close()
    assert (tmp_path / "p").read_text() == "my diary"
