"""The progress file and what may be wrong with it: a clear message each, and nothing overwritten."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from quizgen.study import database, migrations
from quizgen.study.record import MemoryLostError
from quizgen.study.store import Store, StoreError
from tests.events import START, answered, flagged, kept, standing

STORED = Path(__file__).parent / "data"


def prints(folder: Path) -> dict[str, str]:
    """Every file of a folder, with a hash of what it holds."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    """A small disk of its own at a folder; the test is skipped where none can be had."""
    folder.mkdir(exist_ok=True)
    mount = shutil.which("mount")
    done = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", ",".join(options) or "size=1m", "tmpfs", str(folder)],
        capture_output=True, check=False,
    )  # fmt: skip
    if not done or done.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True, capture_output=True)


def test_the_file_is_what_sqlite_and_the_issue_ask_for(tmp_path: Path) -> None:
    """Write-ahead log, strict tables, an application's id and a version; readable by its owner alone."""
    path = kept(tmp_path / "new" / "folder" / "p.sqlite", answered(1))
    with closing(sqlite3.connect(path)) as connection:
        pragmas = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "user_version")
        }
        assert pragmas == {"journal_mode": "wal", "user_version": migrations.VERSION}
        assert connection.execute("PRAGMA application_id").fetchone()[0].to_bytes(4, "big") == b"qzgn"
        tables = connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall()
    assert {name: strict for name, strict in tables if not name.startswith("sqlite_")} == dict.fromkeys(
        ("question", "log", "setting", "review", "card"), 1
    )
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["p.sqlite"]


def test_reading_makes_no_file(tmp_path: Path) -> None:
    """Without a file there is nothing to read, no folder is made, and nothing is taken."""
    with Store.open(tmp_path / "none" / "p.sqlite", create=False) as store:
        assert (list(store.events()), store.cards("sample"), store.due("sample", 10**14), store.retention) == (
            [],
            {},
            [],
            0.9,
        )
        with pytest.raises(MemoryLostError, match="nothing may be written there"):
            store.add(answered(1))
    assert list(tmp_path.iterdir()) == []


def _not_a_database(path: Path) -> None:
    path.write_text("My diary, not to be lost.\n" * 50)


def _another_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE diary (line TEXT)")


def _newer(path: Path) -> None:
    kept(path, answered(1))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")


def _torn(path: Path) -> None:
    kept(path, *(answered(number) for number in range(200)))
    content = bytearray(path.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xa5" * 64
    path.write_bytes(content)


def _cut(path: Path) -> None:
    kept(path, *(answered(number) for number in range(200)))
    path.write_bytes(path.read_bytes()[:10_000])


def _gone_but_for_its_log(path: Path) -> None:
    path.with_name(path.name + "-wal").write_bytes(b"pages")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_not_a_database, "is no progress file of quizgen; nothing of it was changed"),
        (_another_database, "is no progress file of quizgen; nothing of it was changed"),
        (_newer, "was written by a newer quizgen (version 2 of the file, this one knows 1); upgrade quizgen"),
        (_torn, "is damaged; put a copy of it in its place, or move it away and begin a new one"),
        (_cut, "is damaged; put a copy of it in its place, or move it away and begin a new one"),
        (Path.mkdir, "is a folder; name a file in it"),
        (Path.touch, "is empty; delete it, and the next answer begins a new one"),
        (_gone_but_for_its_log, "is gone, but p.sqlite-wal, which belongs to it, is there; put it back"),
        (lambda path: os.mkfifo(path), "is no file"),
        (lambda path: path.symlink_to("nowhere/at/all"), "is no file"),
    ],
)
@pytest.mark.parametrize("create", [True, False])
def test_what_cannot_be_used_is_told_and_left_as_it_is(
    make: object, message: str, create: bool, tmp_path: Path
) -> None:
    """One sentence that names the file and what to do; not a byte is changed, no file comes or goes."""
    path = tmp_path / "p.sqlite"
    make(path)  # type: ignore[operator]
    if path.is_symlink() and not create:
        pytest.skip("a link to nowhere is a file that is not there, to a reader")
    before = prints(tmp_path) if not path.is_fifo() else {}
    with pytest.raises(StoreError, match=re.escape(f"the progress file {path} {message}")):
        Store.open(path, create=create)
    if not path.is_fifo():
        assert prints(tmp_path) == before


def test_damage_met_on_the_way_is_told_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file too big to be looked through at its opening says the same sentence where the damage is met."""
    _torn(tmp_path / "p.sqlite")
    monkeypatch.setattr(database, "_LOOKED_THROUGH", 0)
    monkeypatch.setattr(database, "unsound", lambda *_, **__: False)
    with Store.open(tmp_path / "p.sqlite") as store:
        with pytest.raises(MemoryLostError, match="is damaged; put a copy"):
            store.add(answered(400))
        with pytest.raises(StoreError, match="is damaged; put a copy"):
            list(store.events())


def fill(store: Store) -> tuple[int, str]:
    """Add answers until one is lost; how many were kept, and why the next one was not."""
    for number in range(5000):
        try:
            store.add(answered(number, response="x" * 300))
        except MemoryLostError as error:
            return number, str(error)
    return 5000, ""


def test_a_full_disk_loses_only_the_answer_at_hand(tmp_path: Path) -> None:
    """The message says that the disk is full; all that was kept before is there, and whole."""
    with mounted(tmp_path / "disk", "size=300k"):
        path = tmp_path / "disk" / "p.sqlite"
        with Store.open(path) as store:
            count, reason = fill(store)
            assert reason == f"the progress file {path} cannot be used: the disk is full"
            assert len(list(store.events())) == count
        with Store.open(path, create=False) as store:
            before = standing(store)
            assert [event.id for event in store.events()] == [f"e{number}" for number in range(count)]
        shutil.copy(path, tmp_path / "copy")
    with Store.open(tmp_path / "copy") as store:
        store.rebuild()
        assert standing(store) == before


def test_no_room_for_a_new_file_is_told_and_none_is_left(tmp_path: Path) -> None:
    """A file that cannot be made whole is not made at all."""
    with mounted(tmp_path / "disk", "size=16k"):
        with pytest.raises(StoreError, match="cannot be used: "):
            Store.open(tmp_path / "disk" / "p.sqlite")
        assert list((tmp_path / "disk").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told_but_can_be_read(tmp_path: Path) -> None:
    """A quiz learns before its first question that nothing will be kept; statistics work all the same."""
    disk = tmp_path / "disk"
    with mounted(disk):
        path = kept(disk / "p.sqlite", answered(1), answered(2))
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True, capture_output=True)
        before = prints(disk)
        with pytest.raises(StoreError, match=r"cannot be used: (nothing may be written there|it cannot be opened)"):
            Store.open(path)
        with pytest.raises(StoreError, match="cannot be used: read-only file system"):
            Store.open(disk / "other.sqlite")
        with Store.open(path, create=False) as store:
            assert [event.id for event in store.events()] == ["e1", "e2"]
            with pytest.raises(MemoryLostError, match="nothing may be written there"):
                store.add(answered(3))
        assert prints(disk) == before


def test_another_program_that_does_not_let_go_is_told(tmp_path: Path) -> None:
    """After the time to wait the answer is lost with a reason, and the file is as it was."""
    path = kept(tmp_path / "p.sqlite", answered(1))
    with Store.open(path, timeout=0.05) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(MemoryLostError, match="another program holds it and does not let go"):
            store.add(answered(2))
        other.execute("ROLLBACK")
        store.add(answered(3))
        assert [event.id for event in store.events()] == ["e1", "e3"]


# -- versions ---------------------------------------------------------------------------------------


def schema_of(path: Path) -> list[tuple[str, ...]]:
    """All tables and indexes of a file as they were made."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        return [(kind, name, " ".join(sql.split())) for kind, name, sql in found]


@pytest.mark.parametrize("version", range(1, migrations.VERSION + 1))
def test_a_stored_file_of_each_version_is_read_as_it_was_written(version: int, tmp_path: Path) -> None:
    """A file of that version, written once and never since, opens; its log is whole and its schema is the newest."""
    path = tmp_path / "p.sqlite"
    shutil.copy(STORED / f"progress-{version}.sqlite", path)
    with Store.open(path) as store:
        events = list(store.events())
        assert [event.id for event in events] == ["e1", "e2", "f3", "u4", "r5", "e6"]
        assert store.retention == 0.85
        assert list(store.cards("sample")) == [("capital", 0), ("river", 1), ("river", 2)]
        before = standing(store)
        store.rebuild()
        assert standing(store) == before
    assert schema_of(path) == schema_of(kept(tmp_path / "new.sqlite"))


MADE_UP = """
CREATE TABLE mood (at INTEGER PRIMARY KEY, word TEXT NOT NULL) STRICT;
INSERT INTO mood SELECT at, 'a; b' FROM log;
DROP TABLE card;
"""


def test_a_step_to_a_next_version_is_one_transaction(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that fails half way leaves the older version whole; mended, it brings the file to the next."""
    path = kept(tmp_path / "p.sqlite", answered(1), answered(2))
    before = prints(tmp_path)
    monkeypatch.setattr(migrations, "VERSION", 2)
    monkeypatch.setattr(migrations, "STEPS", {1: MADE_UP + "INSERT INTO nowhere VALUES (1);\n"})
    with pytest.raises(StoreError, match="no such table: nowhere"):
        Store.open(path)
    assert schema_of(path) == schema_of(kept_version_1(tmp_path))
    card = "CREATE TABLE card (question, part, bank, stability, difficulty, first, last, due, reviews, lapses);\n"
    monkeypatch.setattr(migrations, "STEPS", {1: MADE_UP + card})
    with Store.open(path) as store:
        assert [event.id for event in store.events()] == ["e1", "e2"]
        assert store.cards("sample")["capital", 0].reviews == 2
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert connection.execute("SELECT word FROM mood").fetchall() == [("a; b",), ("a; b",)]
    assert before.keys() == {"p.sqlite"}


def kept_version_1(folder: Path) -> Path:
    """The stored file of version 1, copied, opened by nobody."""
    path = folder / "stored.sqlite"
    shutil.copy(STORED / "progress-1.sqlite", path)
    return path


def test_two_programs_that_bring_a_file_to_a_version_do_it_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes second finds it done, though it saw the older version before."""
    path = kept(tmp_path / "p.sqlite", answered(1))
    monkeypatch.setattr(migrations, "VERSION", 2)
    monkeypatch.setattr(migrations, "STEPS", {1: "CREATE TABLE mood (word TEXT) STRICT;\n"})
    seen = iter([1, 2, 2])
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 2")
        monkeypatch.setattr(migrations, "_version", lambda _: next(seen))
        assert not migrations.migrate(connection, migrations.STEPS, 2)
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'mood'").fetchone() == (0,)


def test_what_is_forgotten_is_gone_from_the_disk(tmp_path: Path) -> None:
    """Not a byte of a bank's answers and remarks stays in the file or in the log beside it; the rest does."""
    path = tmp_path / "p.sqlite"
    with Store.open(path) as store:
        for number in range(300):
            store.add(answered(number, response=f"Secret{number}", question=f"hidden{number}"))
        store.add(flagged(1, remark="Secret remark"))
        store.add(answered(900, bank="other", response="Kept"))
        assert store.forget("sample") == 301
        everything = b"".join(each.read_bytes() for each in tmp_path.iterdir())
        assert b"Secret" not in everything
        assert b"hidden" not in everything
        assert b"Kept" in everything
        assert (store.forget("sample"), store.banks()) == (0, ["other"])
        assert store.cards("other")["capital", 0].first == START + 900 * 86_400_000
