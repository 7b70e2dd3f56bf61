"""Notes written as an .apkg, in memory and the same at every build. Imported late: genanki is slow.

genanki makes the collection: its tables, settings, decks and note types. The rows of notes and cards are written
here, all in one go and in the order of their ids, since genanki writes them one by one, under one time for all and
without compressing them. Its indexes are made once the rows are there.
"""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import genanki

from quizgen.export.anki import identity
from quizgen.export.anki.notes import NoteContent
from quizgen.export.anki.notetypes import STAMP, NoteType, style, template
from quizgen.export.anki.scheduling import Progress, write_progress

_DATE = (2023, 1, 1, 0, 0, 0)

_LEVEL = 3
"""How hard to compress. 4 and 6 take half as long again and twice as long, for files smaller by a tenth."""

_NOTE = "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')"
_CARD = "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"
_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"

_MOST_PAGES = (1 << 30) // 4096
"""A gigabyte: SQLite lets no database in memory grow beyond it."""

_DELETION = re.compile(r"\{\{c([0-9]+)::.+?\}\}", re.DOTALL)
"""What makes a card of a cloze note: as Anki and genanki find it."""


@dataclass(frozen=True, slots=True)
class DeckContent:
    """A deck: its id, its whole name (``Title::Topic``), its description, and its notes with their times."""

    id: int
    name: str
    description: str
    notes: tuple[tuple[NoteContent, int, int], ...]
    """Each note, when it was last changed (unix seconds), and its place in the teaching order."""


class _Model(genanki.Model):  # type: ignore[misc]
    """A note type with its own time; a card hangs on the first field alone."""

    _req = ((0, "all", (0,)),)

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:  # noqa: ARG002
        """The note type as Anki's database holds it, whichever deck came last."""
        made: dict[str, Any] = super().to_json(STAMP, 1)
        return made


class _Rows:
    """The rows of notes and cards under ids from identity; where two are the same by chance, the later one moves on."""

    def __init__(self, decks: Sequence[DeckContent]) -> None:
        self.notes: dict[int, tuple[NoteContent, int]] = {}
        """id -> the note, and when it was last changed. Its row is made when it is written, which saves memory."""
        self.cards: dict[int, tuple[int, int, int, int, int, int]] = {}
        """id -> what ``_CARD`` takes."""
        for deck in decks:
            for content, modified, due in deck.notes:
                note = _free(identity.row_id("note", content.guid), self.notes)
                self.notes[note] = content, modified
                for place in _places(content):
                    card = _free(identity.row_id("card", content.guid, str(place)), self.cards)
                    self.cards[card] = card, note, deck.id, place, modified, due

    def write(self, cursor: sqlite3.Cursor) -> None:
        """Write them into a collection that has none; in the order of their ids, so that page after page is filled."""
        cursor.executemany(_NOTE, map(self._note, sorted(self.notes)))
        cursor.executemany(_CARD, map(self.cards.__getitem__, sorted(self.cards)))

    def _note(self, note: int) -> tuple[int, str, int, int, str, str, str]:
        content, modified = self.notes[note]
        fields, tags = "\x1f".join(content.fields), f" {' '.join(content.tags)} "
        return note, content.guid, content.note_type.id, modified, tags, fields, content.fields[0]

    def by_guid(self) -> dict[tuple[str, int], int]:
        """(GUID, place) -> the card's id."""
        return {(self.notes[note][0].guid, place): card for card, note, _, place, _, _ in self.cards.values()}


def _free(wanted: int, taken: Mapping[int, object]) -> int:
    while wanted in taken:
        wanted += 1
    return wanted


def _places(content: NoteContent) -> Sequence[int]:
    """The places of a note's cards, counted from 0. Raises ValueError where they are not as many as they should be."""
    if not content.cards:
        return ()
    first = content.fields[0]
    if content.note_type.is_cloze:
        numbers = {int(number) for number in _DELETION.findall(first)}
        places = sorted(number - 1 for number in numbers if number)
    else:
        places = [0] if first else []
    if len(places) != content.cards:
        raise ValueError(f"a note makes {len(places)} cards, not {content.cards}: {first}")
    return places


def _model(note_type: NoteType) -> _Model:
    front, back = template(note_type.key)
    return _Model(
        note_type.id,
        note_type.name,
        fields=[{"name": name, "id": note_type.field_id(name)} for name in note_type.fields],
        templates=[{"name": note_type.card, "id": note_type.card_id, "qfmt": front, "afmt": back}],
        css=style(),
        model_type=_Model.CLOZE if note_type.is_cloze else _Model.FRONT_BACK,
    )


def _frame(deck: DeckContent, models: dict[int, _Model]) -> genanki.Deck:
    """A deck as genanki knows it: its note types and no notes."""
    made = genanki.Deck(deck.id, deck.name, deck.description)
    for note_type in dict.fromkeys(content.note_type for content, _, _ in deck.notes):
        if note_type.id not in models:
            models[note_type.id] = _model(note_type)
        made.add_model(models[note_type.id])
    return made


def write(decks: Sequence[DeckContent], media: Mapping[str, bytes], progress: Progress | None = None) -> bytes:
    """The decks as one .apkg; equal input gives equal bytes, and nothing is written to a disk.

    ``progress`` is what somebody has learned, its cards named by GUID and place. Raises ValueError where a
    note would not make its cards, and for more than a gigabyte of notes.
    """
    return _zip(_collection(decks, progress), media)


def _collection(decks: Sequence[DeckContent], progress: Progress | None) -> bytes:
    """The database. Its frame is read back into a growing buffer, so that it is copied once in the end, not twice."""
    models: dict[int, _Model] = {}
    with closing(sqlite3.connect(":memory:")) as frame:
        genanki.Package([_frame(deck, models) for deck in decks]).write_to_db(frame.cursor(), STAMP, iter(()))
        indexes = frame.execute(_INDEXES).fetchall()
        for name, _ in indexes:
            frame.execute(f"DROP INDEX {name}")
        frame.commit()
        begun = frame.serialize()
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(begun)
        connection.execute(f"PRAGMA max_page_count = {_MOST_PAGES}")
        try:
            _fill(connection.cursor(), decks, progress)
            for _, index in indexes:
                connection.execute(index)
            connection.commit()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_FULL:
                raise
            raise ValueError("the deck's notes are more than a gigabyte; make several decks, one a topic") from error
        return connection.serialize()


def _fill(cursor: sqlite3.Cursor, decks: Sequence[DeckContent], progress: Progress | None) -> None:
    rows = _Rows(decks)
    rows.write(cursor)
    if progress is not None:
        write_progress(cursor, progress, rows.by_guid())


def _zip(collection: bytes, media: Mapping[str, bytes]) -> bytes:
    names = sorted(media)
    entries = {
        "collection.anki2": collection,
        "media": json.dumps({str(at): name for at, name in enumerate(names)}).encode(),
        **{str(at): media[name] for at, name in enumerate(names)},
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in sorted(entries.items()):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            package.writestr(entry, content, compresslevel=_LEVEL)
    return file.getvalue()
