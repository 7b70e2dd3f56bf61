"""The numbered steps from each version of the progress file to the next; the newest version is in schema.sql."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

VERSION = 1
"""The version that schema.sql makes."""

STEPS: Mapping[int, str] = {}
"""Version -> the SQL that makes the next one of it. Steps are never changed, only added."""


def statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: ``executescript`` would end the transaction."""
    begun = ""
    for line in script.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            yield begun.strip()
            begun = ""
    if begun.strip():
        raise ValueError(f"the script's last statement has no end: {begun.strip()[:60]}")


def migrate(connection: sqlite3.Connection, steps: Mapping[int, str], newest: int) -> bool:
    """Bring an open file to the newest version, each step one transaction; true where there was a step.

    Another program may do the same at the same time: a step that it has done is not done again.
    Raises sqlite3.Error; the file is then as the last whole step left it.
    """
    moved = False
    while (version := _version(connection)) < newest:
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _version(connection) == version:
                for statement in statements(steps[version]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
                moved = True
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    return moved


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
