"""Questions as an Anki deck that can be imported over its older self."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from quizgen.export.anki import identity
from quizgen.export.anki.ledger import Deck, OldNote, read
from quizgen.export.anki.notes import NoteContent, description, note_of, retired_note, title_of
from quizgen.export.anki.notetypes import BY_KIND, NOTE_TYPES
from quizgen.export.anki.scheduling import Progress
from quizgen.model import AnyQuestion, Bank
from quizgen.text import Words


def build_deck(
    questions: Sequence[AnyQuestion],
    bank: Bank,
    language: str,
    words: Words,
    *,
    now: int,
    older: bytes | None = None,
    name: str | None = None,
    translations: Mapping[str, Words] | None = None,
    progress: Progress | None = None,
) -> bytes:
    """The questions as an .apkg, in the order given, a subdeck a topic.

    ``translations`` makes it bilingual: language -> its words, for the languages that stand on the
    backs too; a question keeps the GUID that it has in ``language``. ``progress`` is what somebody has
    learned, for an import with scheduling.

    ``now`` is the time that new and changed notes get, in unix seconds. ``older`` is the deck as it
    was published last: a note that says the same keeps its time, a changed one gets a later one, and
    where nothing changed at all ``older`` itself comes back. ``name`` is the deck's name in place
    of the bank's title; ``::`` in it begins a subdeck.

    Raises OlderDeckError for an older file that is damaged, ValueError for two questions of one id, and
    for a question that a card cannot hold.
    """
    before = read(older) if older is not None else None
    held = before.notes if before else {}
    contents = [note_of(question, bank, language, words, translations or {}) for question in questions]
    _refuse_twins(contents, questions)
    asked = {content.guid for content in contents}
    contents.extend(_retired(bank, language, words, held, asked))
    guids = {question.id: content.guid for question, content in zip(questions, contents, strict=False)}
    placed = progress.placed(guids) if progress else None
    built = _write(contents, bank, language, words, held, now, name, placed)
    if older is not None and _same(built, before):
        return older
    return built


def _same(built: bytes, before: Deck | None) -> bool:
    return before is not None and read(built).content == before.content


def _refuse_twins(contents: Sequence[NoteContent], questions: Sequence[AnyQuestion]) -> None:
    seen: set[str] = set()
    for content, question in zip(contents, questions, strict=True):
        if content.guid in seen:
            raise ValueError(f"two questions have the id {question.id}; a deck holds each once")
        seen.add(content.guid)


def _retired(
    bank: Bank, language: str, words: Words, held: Mapping[str, OldNote], asked: set[str]
) -> Iterable[NoteContent]:
    """The notes of retired questions, the older deck's own words kept where there is one."""
    types = {note_type.id: note_type for note_type in NOTE_TYPES}
    told = set(asked)
    for retired in bank.retired:
        guid = identity.note_guid(bank.id, retired.id, language)
        if guid in told or retired.kind not in BY_KIND:
            continue
        told.add(guid)
        old = held.get(guid)
        note_type = types.get(old.note_type) if old else None
        kept = None
        if old and note_type and len(old.fields) == len(note_type.fields):
            kept = (note_type, old.fields, old.tags)
        yield retired_note(retired, kept, bank, language, words)


def _modified(content: NoteContent, old: OldNote | None, now: int) -> int:
    """When a note last changed: Anki takes over a newer one only."""
    if old is None:
        return max(now, 1)
    same = (old.note_type, old.fields, sorted(old.tags)) == (
        content.note_type.id,
        content.fields,
        sorted(content.tags),
    )
    return old.modified if same else max(now, old.modified + 1)


def _write(
    contents: Sequence[NoteContent],
    bank: Bank,
    language: str,
    words: Words,
    held: Mapping[str, OldNote],
    now: int,
    name: str | None,
    progress: Progress | None,
) -> bytes:
    from quizgen.export.anki.package import DeckContent, write

    top = "::".join(_part(part) for part in name.split("::")) if name else _part(title_of(bank, language))
    topics: dict[str | None, list[tuple[NoteContent, int, int]]] = {None: []}
    names: dict[str, str | None] = {}
    for due, content in enumerate(contents, 1):
        topic = content.topic
        if topic is not None:
            topic = names.setdefault(_part(bank.topic_name(topic, language)).casefold(), topic)
        entry = (content, _modified(content, held.get(content.guid), now), due)
        topics.setdefault(topic, []).append(entry)
    decks = [
        DeckContent(
            identity.deck_id(bank.id, language, topic),
            top if topic is None else f"{top}::{_part(bank.topic_name(topic, language))}",
            description(bank, language, words) if topic is None else "",
            tuple(notes),
        )
        for topic, notes in topics.items()
    ]
    media = {file: content for note in contents for file, content in sorted(note.media.items())}
    return write(decks, media, progress)


def _part(raw: str) -> str:
    """One level of a deck's name: on one line, and without the ``::`` that would begin another."""
    text = unicodedata.normalize("NFC", raw)
    text = "".join(character if character.isprintable() else " " for character in text)
    while "::" in text:
        text = text.replace("::", ":")
    return " ".join(text.split()).strip(": ") or "quizgen"
