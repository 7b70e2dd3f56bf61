"""What a stranger's file may be: a file and no pipe, not endless, and no database that works for ever.

``docs/safety.md`` has the figures.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    import zipfile

MOST_BYTES = 1_000_000_000
"""No file that is read whole is larger, where nobody says that it is smaller."""
_HANDED = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")
"""What the user's own shell hands over, which may be a pipe."""
_STEPS = 50_000_000
_PIECE = 1 << 20
_FUNCTIONS = frozenset({"min", "max", "length", "iif"})
_ODD_TABLE = re.compile(r"^\s*create\s+virtual|\bgenerated\s+always\b|\bas\s*\(", re.IGNORECASE)


class TooLargeError(ValueError):
    """Raised where what is packed becomes larger than it may."""


def inside(folder: Path, name: str) -> Path | None:
    """The file of that name in a folder or below it, where links lead; None for one that lies outside."""
    try:
        home = folder.resolve()
        path = (home / name).resolve()
        return path if path.is_relative_to(home) else None
    except (OSError, ValueError, RuntimeError):
        return None


def read_file(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a file. Raises OSError, also for a pipe or a device and for what is larger than ``most``.

    Raises ValueError for what cannot be a file's name.
    """
    found = _file(path)
    size = found.st_size
    if size <= most:
        with path.open("rb") as file:
            content = file.read() if size and stat.S_ISREG(found.st_mode) else _read(file, most)
        size = len(content)
    if size > most:
        raise OSError(errno.EFBIG, f"it is larger than {most // 1_000_000} megabytes", str(path))
    return content


def read_head(path: Path, count: int = 100) -> bytes:
    """The first bytes of a file, none of a pipe, which gives them only once. Raises as ``read_file``."""
    if not stat.S_ISREG(_file(path).st_mode):
        return b""
    with path.open("rb") as file:
        return file.read(count)


def _file(path: Path) -> os.stat_result:
    """What is known of a file. Raises OSError where it is none."""
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(found.st_mode) and not str(path).startswith(_HANDED):
        raise OSError(errno.EINVAL, "it is no file, but a pipe or a device", str(path))
    return found


def _read(file: IO[bytes], most: int) -> bytes:
    """All of a file that does not say how long it is, or one byte more than it may have."""
    content = bytearray()
    while len(content) <= most and (piece := file.read(_PIECE)):
        content += piece
    return bytes(content)


def unpacked(package: zipfile.ZipFile, name: str, most: int) -> bytes:
    """An entry of a package. Raises TooLargeError where it unpacks to more than ``most``, and what zipfile raises."""
    with package.open(name) as entry:
        content = entry.read(most + 1)
    if len(content) > most:
        raise TooLargeError(f"it unpacks to more than {most // 1_000_000} megabytes")
    return content


def confine(connection: sqlite3.Connection, tables: Iterable[str], size: int) -> None:
    """Let a stranger's database give rows of its tables and nothing else, within a time that goes by its ``size``.

    Raises ValueError where one of ``tables`` is a view or works something out, sqlite3.Error where it is damaged.
    From then on the connection raises sqlite3.Error for a view, a function that is not ours, and work without end.
    """
    import sqlite3

    left = iter(range((_STEPS + size) // 1000))
    connection.set_progress_handler(lambda: int(next(left, None) is None), 1000)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, min(MOST_BYTES, max(size, 1_000_000)))
    named = {each.casefold() for each in tables}
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master"):
        if str(name).casefold() in named and (kind != "table" or _ODD_TABLE.search(str(sql))):
            raise ValueError("one of its tables is none")

    def allowed(action: int, _: object, what: str | None, __: object, view: str | None) -> int:
        reads = action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)
        reads = reads or (action == sqlite3.SQLITE_FUNCTION and what in _FUNCTIONS)
        return sqlite3.SQLITE_OK if reads and view is None else sqlite3.SQLITE_DENY

    connection.set_authorizer(allowed)


def most_unpacked(packed: int, least: int = 200_000_000) -> int:
    """How many bytes something packed may become: a hundred times its size, but ``least`` at any rate."""
    return max(least, 100 * packed)
