"""What an Anki package holds: its notes, note types, decks and pictures, in the old format and in the new."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from quizgen.bank.nodes import Desk
from quizgen.bring.gathering import MOST_BYTES
from quizgen.errors import Place
from quizgen.strangers import TooLargeError, confine, unpacked

_COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The newest first: an old one beside it only says that Anki is to be updated."""
_ZSTD = b"\x28\xb5\x2f\xfd"
_TABLES = ("notes", "cards", "col", "notetypes", "fields", "decks")
_DAMAGED = (
    zipfile.BadZipFile, sqlite3.Error, zlib.error, KeyError, ValueError, TypeError, EOFError, RuntimeError,
    OSError, IndexError, AttributeError, OverflowError, RecursionError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type: its name, its fields' names, and whether its notes are clozes."""

    name: str
    fields: tuple[str, ...]
    is_cloze: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A note, counted from one, with the name of the deck of its first card."""

    number: int
    note_type: NoteType
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck: str


@dataclass(slots=True)
class Collection:
    """All notes of a package, and its files by name, read when they are asked for."""

    notes: tuple[Note, ...]
    package: zipfile.ZipFile
    entries: Mapping[str, str] = field(default_factory=dict)

    def file(self, name: str) -> bytes | None:
        """A file of the package by the name that notes call it; None where it is not there."""
        entry = self.entries.get(name)
        try:
            return _content(self.package, entry) if entry is not None else None
        except _DAMAGED:
            return None


def read_collection(content: bytes, desk: Desk) -> Collection | None:
    """The collection of a package, or None after a problem."""
    place = Place(desk.path)
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        names = set(package.namelist())
        held = next((name for name in _COLLECTIONS if name in names), None)
        if held is None:
            desk.error(place, "unreadable-file", "this is no Anki deck: it holds no collection")
            return None
        notes = tuple(_notes(_content(package, held)))
        return Collection(notes, package, _media(package) if "media" in names else {})
    except TooLargeError:
        desk.error(place, "too-long", "the deck is too large to be read")
    except _DAMAGED as error:
        told = " ".join(str(error).split())[:80]
        desk.error(place, "unreadable-file", f"this is no sound Anki deck ({told}); export it from Anki as .apkg")
    return None


def _content(package: zipfile.ZipFile, name: str) -> bytes:
    """An entry's bytes, unpacked twice where it is packed twice."""
    content = unpacked(package, name, MOST_BYTES)
    return _unpacked(content) if content.startswith(_ZSTD) else content


def _unpacked(content: bytes) -> bytes:
    zstd = _zstd()
    unpacker = zstd.ZstdDecompressor()
    try:
        made: bytes = unpacker.decompress(content, MOST_BYTES + 1)
    except zstd.ZstdError as error:
        raise ValueError(str(error)) from error
    if len(made) > MOST_BYTES:
        raise TooLargeError
    if not unpacker.eof:
        raise ValueError("a part of it is cut off")
    return made


def _zstd() -> Any:
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        from backports import zstd  # type: ignore[no-redef,unused-ignore]
    return zstd


# -- the database ---------------------------------------------------------------------------------


def _notes(database: bytes) -> Iterator[Note]:
    if not database:
        raise ValueError("it is empty")
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(_alone(database))
        connection.create_collation("unicase", _unicase)
        confine(connection, _TABLES, len(database))
        tables = {str(name) for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        types = _new_types(connection) if "notetypes" in tables else _old_types(connection)
        decks = _new_decks(connection) if "decks" in tables else _old_decks(connection)
        homes = {
            int(note): decks.get(int(deck), "")
            for note, deck in connection.execute("SELECT nid, did FROM cards ORDER BY nid, ord DESC")
        }
        rows = connection.execute("SELECT id, mid, tags, flds FROM notes ORDER BY id")
        for number, (id_, kind, tags, fields) in enumerate(rows, 1):
            note_type = types.get(int(kind)) or NoteType("", (), is_cloze=False)
            parts = tuple(str(fields).split("\x1f"))
            yield Note(number, note_type, parts, tuple(str(tags).split()), homes.get(int(id_), ""))
    finally:
        connection.close()


def _alone(database: bytes) -> bytes:
    """A database that says of itself that no second file (a write-ahead log) belongs to it."""
    return database[:18] + b"\x01\x01" + database[20:] if database.startswith(b"SQLite format 3\0") else database


def _unicase(one: str, other: str) -> int:
    return (one.casefold() > other.casefold()) - (one.casefold() < other.casefold())


def _old_types(connection: sqlite3.Connection) -> dict[int, NoteType]:
    (models,) = connection.execute("SELECT models FROM col").fetchone()
    made: dict[int, NoteType] = {}
    for key, model in json.loads(models).items():
        fields = sorted(model["flds"], key=lambda each: int(each.get("ord", 0)))
        made[int(key)] = NoteType(str(model["name"]), tuple(str(each["name"]) for each in fields), model["type"] == 1)
    return made


def _new_types(connection: sqlite3.Connection) -> dict[int, NoteType]:
    fields: dict[int, list[str]] = {}
    for kind, name in connection.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        fields.setdefault(int(kind), []).append(str(name))
    return {
        int(id_): NoteType(str(name), tuple(fields.get(int(id_), ())), is_cloze=bytes(config)[:2] == b"\x08\x01")
        for id_, name, config in connection.execute("SELECT id, name, config FROM notetypes")
    }


def _old_decks(connection: sqlite3.Connection) -> dict[int, str]:
    (decks,) = connection.execute("SELECT decks FROM col").fetchone()
    return {int(key): str(deck["name"]) for key, deck in json.loads(decks).items()}


def _new_decks(connection: sqlite3.Connection) -> dict[int, str]:
    rows = connection.execute("SELECT id, name FROM decks")
    return {int(id_): str(name).replace("\x1f", "::") for id_, name in rows}


# -- pictures -------------------------------------------------------------------------------------


def _media(package: zipfile.ZipFile) -> dict[str, str]:
    """The names of files, each with the entry of the package that holds it."""
    listed = _content(package, "media")
    if listed[:1] in (b"{", b""):
        return {str(name): str(entry) for entry, name in json.loads(listed or b"{}").items()}
    return {name: str(at) for at, name in enumerate(_listed(listed))}


def _listed(message: bytes) -> Iterator[str]:
    """The names in the new format's list: messages (field 1) whose field 1 is a name."""
    for number, value in _fields(message):
        if number == 1 and isinstance(value, bytes):
            yield next((each.decode() for at, each in _fields(value) if at == 1 and isinstance(each, bytes)), "")


def _fields(message: bytes) -> Iterator[tuple[int, bytes | int]]:
    """The fields of a protocol buffer's message: numbers and byte strings."""
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        if tag & 7 == 0:
            value, at = _varint(message, at)
            yield tag >> 3, value
        elif tag & 7 == 2:
            size, at = _varint(message, at)
            yield tag >> 3, message[at : at + size]
            at += size
        else:
            raise ValueError("its list of files cannot be read")


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80 or shift > 63:
            return value, at
