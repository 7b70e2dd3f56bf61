"""Notes written as an .apkg, by genanki, in memory and the same at every build. Imported late: genanki is slow."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import genanki

from quizgen.export.anki import identity
from quizgen.export.anki.notes import NoteContent
from quizgen.export.anki.notetypes import STAMP, NoteType, style, template
from quizgen.export.anki.scheduling import Progress, write_progress

_DATE = (2023, 1, 1, 0, 0, 0)


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


class _Note(genanki.Note):  # type: ignore[misc]
    """A note with its own time and ids."""

    def __init__(self, content: NoteContent, model: _Model, modified: int, due: int, ids: _Ids) -> None:
        super().__init__(model=model, fields=list(content.fields), tags=list(content.tags), guid=content.guid, due=due)
        self.content, self.modified, self.row_ids = content, modified, ids
        if not content.cards:
            self.__dict__["cards"] = []
        self.cards.sort(key=lambda card: card.ord)

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:  # noqa: ARG002
        """Write the note and its cards. Raises ValueError where it would not make its cards."""
        if len(self.cards) != self.content.cards:
            raise ValueError(f"a note makes {len(self.cards)} cards, not {self.content.cards}: {self.fields[0]}")
        guid = self.content.guid
        ids = [self.row_ids.note(guid), *(self.row_ids.card(guid, card.ord) for card in self.cards)]
        super().write_to_db(cursor, self.modified, deck_id, iter(ids))


class _Ids:
    """Row ids from identity; where two are the same by chance, the later one moves on."""

    def __init__(self) -> None:
        self._notes: set[int] = set()
        self._cards: set[int] = set()

    def note(self, guid: str) -> int:
        """A note's id."""
        return self._free(identity.row_id("note", guid), self._notes)

    def card(self, guid: str, place: int) -> int:
        """A card's id."""
        return self._free(identity.row_id("card", guid, str(place)), self._cards)

    @staticmethod
    def _free(wanted: int, taken: set[int]) -> int:
        while wanted in taken:
            wanted += 1
        taken.add(wanted)
        return wanted


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


def write(decks: Sequence[DeckContent], media: Mapping[str, bytes], progress: Progress | None = None) -> bytes:
    """The decks as one .apkg; equal input gives equal bytes, and nothing is written to a disk.

    ``progress`` is what somebody has learned, its cards named by GUID and place.
    """
    models: dict[int, _Model] = {}
    ids = _Ids()
    made: list[genanki.Deck] = []
    for deck in decks:
        written = genanki.Deck(deck.id, deck.name, deck.description)
        for content, modified, due in deck.notes:
            note_type = content.note_type
            if note_type.id not in models:
                models[note_type.id] = _model(note_type)
            written.add_note(_Note(content, models[note_type.id], modified, due, ids))
        made.append(written)
    connection = sqlite3.connect(":memory:")
    try:
        cursor = connection.cursor()
        genanki.Package(made).write_to_db(cursor, STAMP, iter(()))
        if progress is not None:
            write_progress(cursor, progress)
        connection.commit()
        return _zip(connection.serialize(), media)
    finally:
        connection.close()


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
            package.writestr(entry, content, compresslevel=6)
    return file.getvalue()
