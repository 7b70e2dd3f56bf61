"""An older deck of ours, read back: what each note said, and when that was written."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from quizgen.strangers import confine, most_unpacked, unpacked


@dataclass(frozen=True, slots=True)
class OldNote:
    """A note of the older deck."""

    note_type: int
    modified: int
    fields: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deck:
    """A whole .apkg: its notes by GUID, and everything that it says in a form that can be compared."""

    notes: Mapping[str, OldNote]
    content: object


class OlderDeckError(ValueError):
    """Raised for an older deck that is damaged, or that quizgen did not write; the message tells which."""


DAMAGED = (
    zipfile.BadZipFile, sqlite3.Error, zlib.error, KeyError, ValueError, TypeError, EOFError,
    RuntimeError, OverflowError, OSError, RecursionError, IndexError, AttributeError,
)  # fmt: skip
"""What a damaged file makes the zip, the database and the JSON in it raise."""


def read(apkg: bytes) -> Deck:
    """A deck that ``build_deck`` wrote.

    Raises OlderDeckError for a file that is damaged, or that Anki itself exported (its format is another).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(apkg)) as package:
            names = set(package.namelist())
            left = most_unpacked(len(apkg))
            entries = {}
            for name in sorted(names):
                entries[name] = unpacked(package, name, left)
                left -= len(entries[name])
        if names & {"collection.anki21", "collection.anki21b"}:
            raise OlderDeckError("the older deck was exported by Anki; give the file that quizgen wrote")
        return _deck(entries)
    except DAMAGED as error:
        if isinstance(error, OlderDeckError):
            raise
        raise OlderDeckError(f"the older deck is damaged or no Anki deck at all ({error})") from error


_TABLES = ("notes", "cards", "col")
_NOTES = """
    SELECT guid, mid, mod, flds, tags FROM notes
    LEFT JOIN (SELECT nid, min(due) AS place FROM cards GROUP BY nid) ON nid = notes.id
    ORDER BY place IS NULL, place, notes.id
"""
"""Notes in the order in which they are taught, those without cards last."""


def _deck(entries: Mapping[str, bytes]) -> Deck:
    if not entries.get("collection.anki2") or "media" not in entries:
        raise ValueError("it holds no collection")
    listed = json.loads(entries["media"])
    if not isinstance(listed, dict):
        raise ValueError("its list of pictures is none")
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(entries["collection.anki2"])
        confine(connection, _TABLES, len(entries["collection.anki2"]))
        notes = {
            str(guid): OldNote(int(kind), int(modified), tuple(str(fields).split("\x1f")), tuple(str(tags).split()))
            for guid, kind, modified, fields, tags in connection.execute(_NOTES)
        }
        media = {name: entries[entry] for entry, name in listed.items()}
        return Deck(notes, (_tables(connection), media))
    finally:
        connection.close()


def _tables(connection: sqlite3.Connection) -> dict[str, list[object]]:
    """Every row of every table; the JSON of ``col`` is read, since its keys may stand in another order."""
    tables: dict[str, list[object]] = {
        table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in ("notes", "cards")
    }
    tables["col"] = [
        json.loads(value) if isinstance(value, str) and value[:1] in ("{", "[") else value
        for row in connection.execute("SELECT * FROM col")
        for value in row
    ]
    return tables
