"""The progress file as a database: made whole, opened with care, every error a sentence.

With ``migrations.py`` the one file that imports sqlite3 for progress; what the tables mean is ``store.py``'s.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from pkgutil import get_data
from typing import Any, Literal

from quizgen.disk import settle
from quizgen.errors import WishError
from quizgen.study import migrations
from quizgen.study.sound import unsound

_MAGIC = b"SQLite format 3\0"
_APPLICATION = b"qzgn"
_LONGEST_VALUE = 100_000_000
_LOOKED_THROUGH = 16 << 20
"""Files up to this size (some 80,000 answers) are looked through for damage each time they are opened."""

_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "nothing may be written there",
    sqlite3.SQLITE_PERM: "nothing may be written there",
    sqlite3.SQLITE_BUSY: "another program holds it and does not let go",
    sqlite3.SQLITE_LOCKED: "another program holds it and does not let go",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened, or nothing may be written beside it",
    sqlite3.SQLITE_IOERR: "the disk did not do what it was asked to",
    sqlite3.SQLITE_TOOBIG: "something in it is too big",
}


_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What a database raises; the second where its own words quote what is damaged."""
_Values = Sequence[Any] | Mapping[str, Any]
"""What fills the holes of a statement."""


class StoreError(WishError):
    """Raised where the progress file cannot be used; the message says which file and why."""


class Database:
    """An open progress file, or an empty one in memory that takes nothing.

    ``moved`` is true where opening it has brought it to a newer version.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.moved = False
        self._connection = connection

    @classmethod
    def open(cls, path: Path, *, create: bool, timeout: float) -> Database:
        """Open a progress file, made if it is not there; ``timeout`` is how long to wait for another, in seconds.

        With ``create`` false a file that is not there is an empty one that takes nothing, and none is
        made; one that can only be read is then good enough. Raises StoreError.
        """
        try:
            there = _there(path)
            if not there and create:
                _make(path)
            elif not there:
                return cls(path, _empty())
            _recognise(path)
        except (OSError, ValueError) as error:
            raise StoreError(f"{_named(path)} cannot be used: {_why(error)}") from error
        except _ERRORS as error:
            raise _told(path, error) from error
        return cls._opened(path, create, timeout)

    @classmethod
    def _opened(cls, path: Path, create: bool, timeout: float) -> Database:
        modes = ["mode=rw"]
        if not create and not _has_pages(Path(f"{path}-wal")):
            modes.append("mode=ro&immutable=1")
        for mode in modes:
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?{mode}", uri=True, timeout=timeout, isolation_level=None
            )
            database = cls(path, connection)
            try:
                database._prepare(writable=create)
            except _ERRORS as error:
                connection.close()
                cannot = getattr(error, "sqlite_errorcode", 0) & 0xFF in (
                    sqlite3.SQLITE_CANTOPEN,
                    sqlite3.SQLITE_READONLY,
                )
                if not cannot or mode == modes[-1]:
                    raise _told(path, error) from error
            except BaseException:
                connection.close()
                raise
            else:
                return database
        raise AssertionError

    def _prepare(self, writable: bool) -> None:
        connection = self._connection
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        for pragma in ("foreign_keys = ON", "synchronous = FULL", "trusted_schema = OFF", "cell_size_check = ON"):
            connection.execute(f"PRAGMA {pragma}")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > migrations.VERSION:
            raise StoreError(
                f"{_named(self.path)} was written by a newer quizgen (version {version} of the file, this one"
                f" knows {migrations.VERSION}); upgrade quizgen: nothing of it was changed"
            )
        small = self.path.stat().st_size <= _LOOKED_THROUGH
        if small:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if found != "ok":
                raise _damaged(self.path)
        if version < 1 or unsound(connection, whole=small):
            raise _damaged(self.path)
        if version < migrations.VERSION:
            self.moved = migrations.migrate(connection, migrations.STEPS, migrations.VERSION)
        elif writable:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")

    def close(self) -> None:
        """Let go of the file."""
        with suppress(sqlite3.Error):
            self._connection.close()

    def rows(self, sql: str, values: _Values = ()) -> Iterator[tuple[Any, ...]]:
        """What a query finds, row by row. Raises StoreError."""
        try:
            for row in self._connection.execute(sql, values):  # noqa: UP028 (it would close a cursor twice)
                yield row
        except _ERRORS as error:
            raise _told(self.path, error) from error

    def row(self, sql: str, values: _Values = ()) -> tuple[Any, ...] | None:
        """The first row that a query finds. Raises StoreError."""
        try:
            found: tuple[Any, ...] | None = self._connection.execute(sql, values).fetchone()
        except _ERRORS as error:
            raise _told(self.path, error) from error
        return found

    def run(self, sql: str, values: _Values = ()) -> int:
        """Do something; the id of the row that came last. Raises StoreError."""
        try:
            return self._connection.execute(sql, values).lastrowid or 0
        except _ERRORS as error:
            raise _told(self.path, error) from error

    def run_each(self, sql: str, values: Iterator[Sequence[Any]]) -> None:
        """Do something with each of some rows. Raises StoreError."""
        try:
            self._connection.executemany(sql, values)
        except _ERRORS as error:
            raise _told(self.path, error) from error

    def writing(self) -> AbstractContextManager[None]:
        """All of it or nothing, and on the disk once it is over; nobody else writes meanwhile. Raises StoreError."""
        return self._transaction("IMMEDIATE")

    @contextmanager
    def deleting(self) -> Iterator[None]:
        """As ``writing``; what is deleted is overwritten, and the file shrunk as far as others let it.

        Whether rows still refer to one that goes is not looked for: that would be a scan of the log for each.
        """
        self.run("PRAGMA foreign_keys = OFF")
        self.run("PRAGMA secure_delete = ON")
        try:
            with self._transaction("IMMEDIATE"):
                yield
            with suppress(sqlite3.Error):
                self._connection.execute("VACUUM")
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self.run("PRAGMA foreign_keys = ON")
            self.run("PRAGMA secure_delete = OFF")

    def reading(self) -> AbstractContextManager[None]:
        """Everything as it was at one moment, whoever writes meanwhile. Raises StoreError."""
        return self._transaction("DEFERRED")

    @contextmanager
    def _transaction(self, kind: Literal["IMMEDIATE", "DEFERRED"]) -> Iterator[None]:
        self.run(f"BEGIN {kind}")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise


def _there(path: Path) -> bool:
    """Whether the file is there. Raises StoreError where only the log beside it is."""
    beside = Path(f"{path}-wal")
    left = _has_pages(beside)
    there = path.exists()
    if left and not there:
        raise StoreError(
            f"{_named(path)} is gone, but {beside.name}, which belongs to it, is there;"
            " put it back, or move the other away"
        )
    return there


def _has_pages(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False


def _recognise(path: Path) -> None:
    """Raise StoreError for what is no progress file, without as much as touching it."""
    if path.is_dir():
        raise StoreError(f"{_named(path)} is a folder; name a file in it")
    if not path.is_file():
        raise StoreError(f"{_named(path)} is no file")
    with path.open("rb") as file:
        head = file.read(100)
    if not head:
        raise StoreError(f"{_named(path)} is empty; delete it, and the next answer begins a new one")
    if head[:16] != _MAGIC or head[68:72] != _APPLICATION:
        raise StoreError(f"{_named(path)} is no progress file of quizgen; nothing of it was changed")


def _make(path: Path) -> None:
    """Make the file whole aside and give it its name, unless another program was quicker.

    So nobody ever meets a half-made one, and no file that is there is replaced.
    """
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    aside = Path(name)
    try:
        connection = sqlite3.connect(aside, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = FULL")
            connection.executescript(f"BEGIN; {_schema()}; COMMIT;")
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
        try:
            path.hardlink_to(aside)
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            if not path.exists():
                aside.replace(path)
    finally:
        for left in (aside, *(Path(f"{aside}{end}") for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)
    settle(path.parent)


def _schema() -> str:
    return (get_data("quizgen.study", "schema.sql") or b"").decode()


def _empty() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(_schema())
    connection.execute("PRAGMA query_only = ON")
    return connection


def _told(path: Path, error: sqlite3.Error | UnicodeDecodeError) -> StoreError:
    """An error of the database as a sentence."""
    if isinstance(error, UnicodeDecodeError):
        return _damaged(path)
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if code is not None else None
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return _damaged(path)
    reason = _REASONS.get(primary, str(error)) if primary is not None else str(error)
    return StoreError(f"{_named(path)} cannot be used: {reason}")


def _damaged(path: Path) -> StoreError:
    return StoreError(
        f"{_named(path)} is damaged; put a copy of it in its place, or move it away and begin a new one:"
        " nothing of it was changed"
    )


def _named(path: Path) -> str:
    return f"the progress file {path}"


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
