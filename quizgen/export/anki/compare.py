"""What an import of a deck would change in a collection that holds an older one."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from quizgen.export.anki.ledger import Deck, OldNote, read
from quizgen.export.anki.notes import RETIRED_TAG
from quizgen.export.anki.notetypes import NOTE_TYPES, NoteType


class Change(StrEnum):
    """What an import does with a note.

    NEW: the older deck does not hold it. CHANGED: its fields or tags are others. RETIRED: it comes
    under a banner. BACK: it was retired and is asked again. LEFT_OUT: only the older deck holds it, so it
    stays as it is. OTHER_TYPE: its kind is another, so Anki leaves the older note as it is.
    """

    NEW = "new"
    CHANGED = "changed"
    RETIRED = "retired"
    BACK = "back"
    LEFT_OUT = "left out"
    OTHER_TYPE = "another type"


@dataclass(frozen=True, slots=True)
class Difference:
    """A note that differs: what happens to it, its question's code and id, and the fields that changed."""

    change: Change
    code: str
    id: str
    fields: tuple[str, ...] = ()


_TYPES: Mapping[int, NoteType] = {note_type.id: note_type for note_type in NOTE_TYPES}


def differences(deck: bytes, older: bytes) -> tuple[tuple[Difference, ...], int]:
    """What differs between two decks that ``build_deck`` made, and how many notes are the same.

    In the newer deck's order, then what only the older holds. Raises OlderDeckError for a file that is damaged
    or that another program wrote.
    """
    new, old = read(deck), read(older)
    found = [*_changed(new, old), *_left_out(new, old)]
    same = len(new.notes) - sum(difference.change is not Change.LEFT_OUT for difference in found)
    return tuple(found), same


def _changed(new: Deck, old: Deck) -> Iterator[Difference]:
    for guid, note in new.notes.items():
        before = old.notes.get(guid)
        named = _named(note)
        if before is None:
            yield Difference(Change.RETIRED if RETIRED_TAG in note.tags else Change.NEW, *named)
        elif before.note_type != note.note_type:
            yield Difference(Change.OTHER_TYPE, *named)
        elif fields := _fields(note, before):
            was, is_ = RETIRED_TAG in before.tags, RETIRED_TAG in note.tags
            change = Change.RETIRED if is_ and not was else Change.BACK if was and not is_ else Change.CHANGED
            yield Difference(change, *named, fields)


def _left_out(new: Deck, old: Deck) -> Iterator[Difference]:
    for guid, note in old.notes.items():
        if guid not in new.notes:
            yield Difference(Change.LEFT_OUT, *_named(note))


def _fields(note: OldNote, before: OldNote) -> tuple[str, ...]:
    names = _TYPES[note.note_type].fields if note.note_type in _TYPES else ()
    changed = [name for name, new, old in zip(names, note.fields, before.fields, strict=False) if new != old]
    if sorted(note.tags) != sorted(before.tags):
        changed.append("tags")
    if not changed and note.fields != before.fields:
        changed.append("fields")
    return tuple(changed)


def _named(note: OldNote) -> tuple[str, str]:
    """The code and the question's id as the note's fields tell them; in a file of a stranger, perhaps empty."""
    note_type = _TYPES.get(note.note_type)
    if note_type is None or len(note.fields) != len(note_type.fields):
        return "", note.fields[0]
    values = dict(zip(note_type.fields, note.fields, strict=True))
    return values["Code"], html.unescape(values["Id"]).rpartition(" (")[0].partition("/")[2]
