"""Anki's review log, read from a collection or a package: which questions of ours were answered there, and how.

The learner's file is copied and the copy is read, so that nothing is written into it, not even by SQLite, and so that
it can be read while Anki has it open (Anki locks it, and what is new stands in the log beside it).
"""

from __future__ import annotations

import html
import json
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

from quizgen.export.anki.identity import note_guid
from quizgen.export.anki.ledger import DAMAGED
from quizgen.export.anki.notetypes import BY_KIND, CHOICE, CLOZE, NOTE_TYPES, QUESTION
from quizgen.strangers import confine, most_unpacked, read_head

MAGIC, ZIP_MAGIC = b"SQLite format 3\0", b"PK\x03\x04"
"""How a collection begins, and a package."""

_DAY = 86_400
_LATEST = 32_503_680_000_000
_LONGEST = 36_525 * _DAY
_BIGGEST = 4 << 30
"""A collection in a package may unpack to so many bytes; Anki's own are far below."""
_GUID_LENGTH = 20
_LONGEST_FIELD, _MOST_SLASHES = 4000, 8
"""No ``Id`` is longer, nor has a bank's name as many strokes."""
_FILTERED, _MANUAL = 3, 4
_REVIEW_CARD = 2
_SUFFIXES = ("", "-wal", "-journal")
_TRIES = 5
_DAYS_AT_MOST = 1_000_000
"""A due number beyond is no day but a moment in seconds."""


@dataclass(frozen=True, slots=True)
class Named:
    """Which question a note is."""

    bank: str
    question: str
    language: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnkiReview:
    """A row of the review log. ``part`` is the cloze's number, 0 for every other kind; ``at`` unix milliseconds.

    ``ease`` is 1 to 4, or 0 where no answer was given but the card set to another day: to ``due`` (unix
    milliseconds), or made new where that is None. ``interval`` is the seconds after which Anki asks
    again; ``duration`` milliseconds. ``schedules`` is false for an answer that was practice only.
    """

    note: Named
    part: int
    at: int
    ease: int
    interval: int | None = None
    duration: int = 0
    due: int | None = None
    schedules: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds: the reviews of our questions, by card and in the order of time.

    ``unnamed`` are GUIDs of notes that look like ours and were answered, but do not say which question they are.
    """

    reviews: tuple[AnkiReview, ...]
    unnamed: tuple[str, ...]


class UnreadableError(ValueError):
    """Raised where a file holds no review log that can be read; says why in a sentence."""


def read_reviews(path: Path, offset: Callable[[int], int], known: Mapping[str, Named]) -> Found:
    """The review log of a collection.anki2, an .apkg or a .colpkg.

    ``offset`` gives the seconds that the learner's clock is ahead of UTC at a moment in unix
    milliseconds. ``known`` is GUID -> question, for notes whose ``Id`` field was edited. Raises
    UnreadableError.
    """
    with tempfile.TemporaryDirectory(prefix="quizgen-") as folder:
        copy = Path(folder) / "collection"
        try:
            head = read_head(path, len(MAGIC))
            if head.startswith(ZIP_MAGIC):
                _unpack(path, copy)
            else:
                _copy(path, copy)
            with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
                connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
                confine(connection, ("col", "notes", "cards", "revlog", "config"), copy.stat().st_size)
                connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
                return _found(connection, path, offset, known)
        except UnreadableError:
            raise
        except OSError as error:
            raise UnreadableError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from error
        except DAMAGED as error:
            raise UnreadableError(f"{path} is damaged or no collection of Anki ({error})") from error


# -- the file -------------------------------------------------------------------------------------


def _copy(path: Path, copy: Path) -> None:
    """Copy a collection and the log beside it, as they were at one moment."""
    for _ in range(_TRIES):
        before = _state(path)
        for suffix in _SUFFIXES:
            source, target = path.with_name(path.name + suffix), copy.with_name(copy.name + suffix)
            target.unlink(missing_ok=True)
            if source.exists():
                shutil.copyfile(source, target)
        if _state(path) == before:
            return
    raise UnreadableError(f"{path} is being written to; close Anki, or try again")


def _state(path: Path) -> list[tuple[int, int] | None]:
    stats: list[tuple[int, int] | None] = []
    for suffix in _SUFFIXES:
        try:
            found = path.with_name(path.name + suffix).stat()
            stats.append((found.st_size, found.st_mtime_ns))
        except FileNotFoundError:
            stats.append(None)
    return stats


def _unpack(path: Path, copy: Path) -> None:
    """The collection in a package: the newest of those that it may hold, since the oldest is then a stub."""
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        for name in ("collection.anki21b", "collection.anki21", "collection.anki2"):
            if name not in names:
                continue
            with package.open(name) as packed, copy.open("wb") as target:
                most = min(_BIGGEST, most_unpacked(path.stat().st_size))
                _pour(_zstd(packed) if name.endswith("b") else _pieces(packed), target, path, most)
            return
    raise UnreadableError(f"{path} holds no collection of Anki")


def _zstd(packed: IO[bytes]) -> Iterator[bytes]:
    """Anki's newer compression, unpacked as it is read. Raises ValueError for what is none."""
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        from backports import zstd
    with zstd.open(packed, "rb") as unpacked:
        while True:
            try:
                piece = unpacked.read(1 << 20)
            except zstd.ZstdError as error:
                raise ValueError(str(error)) from error
            if not piece:
                return
            yield piece


def _pieces(packed: IO[bytes]) -> Iterator[bytes]:
    while piece := packed.read(1 << 20):
        yield piece


def _pour(pieces: Iterator[bytes], target: IO[bytes], path: Path, most: int) -> None:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise UnreadableError(f"{path} unpacks to more than {most // 1_000_000} MB; that is no collection of Anki")
        target.write(piece)


# -- what it says ---------------------------------------------------------------------------------


def _found(
    connection: sqlite3.Connection, path: Path, offset: Callable[[int], int], known: Mapping[str, Named]
) -> Found:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"col", "notes", "cards", "revlog"} <= tables:
        raise UnreadableError(f"{path} is no collection of Anki: it has no review log")
    days = _Days(connection, offset, "config" in tables)
    reviews: list[AnkiReview] = []
    unnamed: list[str] = []
    for note, guid, kind, tags, fields in connection.execute(
        "SELECT id, guid, mid, tags, flds FROM notes WHERE length(guid) = ? ORDER BY id", (_GUID_LENGTH,)
    ):
        named = known.get(guid) or _named(str(guid), kind, str(tags), str(fields).split("\x1f"))
        happened = list(_rows(connection, note))
        if named is not None:
            reviews.extend(_reviews(happened, named, days))
        elif happened and kind in _TYPES:
            unnamed.append(str(guid))
    return Found(tuple(reviews), tuple(unnamed))


_TYPES = {note_type.id: note_type for note_type in NOTE_TYPES}


def _named(guid: str, note_type: int, tags: str, fields: Sequence[str]) -> Named | None:
    """Which question a note is, by the field that its GUID proves, whatever that field is called by now."""
    kind = _kind(note_type, tags, fields)
    for field in reversed(fields) if kind else ():
        if len(field) > _LONGEST_FIELD:
            continue
        text = html.unescape(re.sub(r"<[^<>]*>", "", field)).replace("\xa0", " ").strip()
        named, _, language = text.rpartition(" (")
        language = language.removesuffix(")")
        if not text.endswith(")") or not language or re.search("[()]", language):
            continue
        for slash in islice(re.finditer("/", named), _MOST_SLASHES):
            bank, question = named[: slash.start()], named[slash.end() :]
            if note_guid(bank, question, language) == guid:
                return Named(bank, question, language, kind)
    return None


def _kind(note_type: int, tags: str, fields: Sequence[str]) -> str:
    """The kind of question that a note is: by its type, else by its tag; empty where neither says it."""
    known = _TYPES.get(note_type)
    if known is None or len(fields) != len(known.fields):
        tagged = re.search(r"(?:^|\s)quizgen::kind::(\S+)", tags)
        return tagged[1] if tagged and tagged[1] in BY_KIND else ""
    if known is QUESTION:
        return "short" if fields[known.fields.index("Typed")].strip() else "true-false"
    if known is CHOICE:
        return "select" if fields[known.fields.index("Mode")].strip() == "multiple" else "choice"
    return "cloze" if known is CLOZE else known.key


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the review log with what its card is now."""

    card: int
    place: int
    card_type: int
    card_due: int
    changed: int
    at: int
    ease: int
    interval: int
    factor: int
    duration: int
    type: int

    @property
    def schedules(self) -> bool:
        """False for practice in a filtered deck that reschedules nothing."""
        return not (self.type == _FILTERED and self.factor == 0)


def _rows(connection: sqlite3.Connection, note: int) -> Iterator[_Row]:
    """The log of a note's cards, card by card."""
    for row in connection.execute(
        "SELECT c.id, c.ord, c.type, iif(c.odid, c.odue, c.due), c.mod, r.id, r.ease, r.ivl, r.factor, r.time, r.type"
        " FROM cards c JOIN revlog r ON r.cid = c.id WHERE c.nid = ? ORDER BY c.ord, c.id, r.id",
        (note,),
    ):
        whole = _Row(*map(int, row))
        if 0 < whole.at <= _LATEST and 0 <= whole.ease <= 4 and 0 <= whole.place < _DAYS_AT_MOST:
            yield whole


def _reviews(rows: Sequence[_Row], named: Named, days: _Days) -> Iterator[AnkiReview]:
    """What a note's log says; where a card has another day than that, its own day."""
    last = {row.card: row for row in rows if row.schedules}
    for row in rows:
        part = row.place + 1 if named.kind == "cloze" else 0
        final = last.get(row.card) is row
        if row.ease >= 1 and row.type <= _FILTERED:
            seconds = row.interval * _DAY if row.interval > 0 else -row.interval
            yield AnkiReview(
                note=named, part=part, at=row.at, ease=row.ease, interval=min(seconds, _LONGEST) or None,
                duration=max(0, row.duration), schedules=row.schedules,
            )  # fmt: skip
            shown = days.of(row.at) + row.interval
            if final and row.interval > 0 and row.card_type == _REVIEW_CARD and row.card_due != shown:
                moved = max(row.at + 1, row.changed * 1000)
                yield AnkiReview(note=named, part=part, at=moved, ease=0, due=days.due(row.card_due, moved))
        elif row.type == _MANUAL and row.factor == 0:
            yield AnkiReview(note=named, part=part, at=row.at, ease=0)
        else:
            day = row.card_due if final and row.card_type == _REVIEW_CARD else days.of(row.at) + max(0, row.interval)
            yield AnkiReview(note=named, part=part, at=row.at, ease=0, due=days.due(day, row.at))


class _Days:
    """Anki's days: numbered from the day on which the collection was made, each beginning at the same hour."""

    def __init__(self, connection: sqlite3.Connection, offset: Callable[[int], int], table: bool) -> None:
        created, raw = connection.execute("SELECT crt, conf FROM col").fetchone()
        settings: Any = json.loads(raw) if raw else {}
        if table:
            named = connection.execute("SELECT key, val FROM config WHERE key IN ('rollover', 'creationOffset')")
            settings = {key: json.loads(value) for key, value in named}
        if not isinstance(settings, dict):
            raise ValueError("its settings are none")
        hour, west = settings.get("rollover", 4), settings.get("creationOffset")
        begun = -60 * west if isinstance(west, int) else offset(int(created) * 1000)
        self._offset = offset
        self._hour = hour if isinstance(hour, int) and 0 <= hour < 24 else 4
        self._first = (int(created) + begun) // _DAY

    def of(self, at: int) -> int:
        """The day of a moment in unix milliseconds."""
        return (at // 1000 + self._offset(at) - self._hour * 3600) // _DAY - self._first

    def due(self, number: int, at: int) -> int:
        """The moment of a card's due number: the hour of ``at`` on that day."""
        if number > _DAYS_AT_MOST:
            return min(number * 1000, _LATEST)
        return min(max(0, at + (number - self.of(at)) * _DAY * 1000), _LATEST)
