"""Decks: ours against genanki's own file of the same notes, the ``anki`` package, and a bare sqlite3 and zipfile."""

from __future__ import annotations

import io
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from benchmarks.measure import Row, apart, cost, told
from benchmarks.rows.start import FLAGSHIP
from quizgen.bank.load import load_bank, load_words
from quizgen.export.anki import build_deck
from quizgen.export.anki.notes import NoteContent, note_of
from quizgen.generate.build import build
from quizgen.model import AnyQuestion, Bank

Result = tuple[float, int]
"""Seconds and bytes."""

_WRITERS = ("genanki's `write_to_file`", "genanki_file", 1.0), ("the `anki` package: `add_note`, export", "anki", 0.3)


@cache
def _flagship(number: int) -> tuple[Bank, tuple[AnyQuestion, ...]]:
    """The flagship's questions over and over, each time under another id."""
    from dataclasses import replace

    bank = load_bank(FLAGSHIP).bank
    assert bank is not None
    again = enumerate(islice(cycle(build(bank).questions), number))
    return bank, tuple(replace(question, id=f"{question.id}/{at}") for at, question in again)


def _contents(number: int) -> Sequence[NoteContent]:
    bank, questions = _flagship(number)
    words = load_words("en")
    return [note_of(question, bank, "en", words, {}) for question in questions]


def ours(number: int) -> Result:
    """The notes as our own writer packs them."""
    from quizgen.export.anki.package import DeckContent, write

    notes = tuple((content, 1_700_000_000, due) for due, content in enumerate(_contents(number), 1))
    made: list[bytes] = []
    return cost(lambda: made.append(write([DeckContent(1_900_000_001, "Deck", "", notes)], {}))), len(made[0])


def whole(number: int) -> Result:
    """The deck from the questions on: the notes put in HTML, then written."""
    bank, questions = _flagship(number)
    words, made = load_words("en"), list[bytes]()
    seconds = cost(lambda: made.append(build_deck(questions, bank, "en", words, now=1_700_000_000)))
    return seconds, len(made[0])


def genanki_file(number: int) -> Result:
    """The same notes by genanki alone."""
    import genanki

    contents = _contents(number)

    def write() -> None:
        deck = genanki.Deck(1_900_000_001, "Deck")
        models: dict[int, genanki.Model] = {}
        for content in contents:
            kind = content.note_type
            if kind.id not in models:
                fields = [{"name": name} for name in kind.fields]
                front, back = ("{{cloze:" + kind.fields[0] + "}}",) * 2 if kind.is_cloze else ("{{Id}}", "{{Id}}")
                front = front if kind.is_cloze else "{{" + kind.fields[0] + "}}"
                template = {"name": "Card", "qfmt": front, "afmt": back}
                models[kind.id] = genanki.Model(
                    kind.id, kind.name, fields=fields, templates=[template], model_type=int(kind.is_cloze)
                )
            deck.add_note(
                genanki.Note(
                    model=models[kind.id], fields=list(content.fields), tags=list(content.tags), guid=content.guid
                )
            )
        genanki.Package(deck).write_to_file(path)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        return cost(write), path.stat().st_size


def anki(number: int) -> Result:
    """The same notes into a collection of Anki's own, and exported."""
    from anki.collection import Collection, DeckIdLimit, ExportAnkiPackageOptions
    from anki.decks import DeckId

    contents = _contents(number)

    def write() -> None:
        collection = Collection(str(Path(folder) / "collection.anki2"))
        kind = collection.models.by_name("Basic")
        assert kind is not None
        deck = DeckId(collection.decks.id("Deck") or 1)
        for content in contents:
            note = collection.new_note(kind)
            note.fields = [content.fields[0] or "?", " ".join(content.fields[1:])]
            collection.add_note(note, deck)
        collection.export_anki_package(
            out_path=str(path), options=ExportAnkiPackageOptions(with_media=False), limit=DeckIdLimit(deck)
        )
        collection.close()

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        return cost(write), path.stat().st_size


def bare(number: int) -> Result:
    """The notes' fields alone, by sqlite3 and zipfile: what no writer can be quicker than."""
    contents = _contents(number)

    def write() -> int:
        connection = sqlite3.connect(":memory:")
        connection.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, guid TEXT, tags TEXT, flds TEXT)")
        connection.execute("CREATE TABLE cards (id INTEGER PRIMARY KEY, nid INTEGER, ord INTEGER)")
        for at, content in enumerate(contents):
            fields = "\x1f".join(content.fields)
            connection.execute(
                "INSERT INTO notes VALUES (?, ?, ?, ?)", (at, content.guid, " ".join(content.tags), fields)
            )
            connection.executemany(
                "INSERT INTO cards VALUES (NULL, ?, ?)", [(at, card) for card in range(content.cards)]
            )
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
            package.writestr("collection.anki2", connection.serialize())
        return len(file.getvalue())

    sizes: list[int] = []
    return cost(lambda: sizes.append(write())), sizes[0]


def _runs(writer: str, number: int, runs: int) -> tuple[float, int, int]:
    """The medians of a writer's seconds, bytes and peak memory, each time in a process of its own."""
    found = [apart(f"benchmarks.rows.deck:{writer}({number})") for _ in range(runs)]
    return (
        median(seconds for (seconds, _), _ in found), round(median(size for (_, size), _ in found)),
        round(median(peak for _, peak in found)),
    )  # fmt: skip


def _mib(size: int) -> str:
    return f"{size / 2**20:.1f} MiB"


def rows() -> Iterator[Row]:
    """Two sizes; time for all, size and memory against genanki. Memory is the whole process's at its peak."""
    for number in (10_000, 50_000):
        runs = 3 if number < 50_000 else 1
        work = f"deck of {number:,} notes"
        everything, _, _ = _runs("whole", number, runs)
        seconds, size, peak = _runs("ours", number, runs)
        for name, writer, bar in _WRITERS:
            if writer == "anki" and find_spec("anki") is None:
                yield Row(work, name, "", None, bar, "the package `anki` is not installed")
                continue
            other, other_size, other_peak = _runs(writer, number, 1 if writer == "anki" else runs)
            yield Row(f"{work}: time", name, f"{told(seconds)} / {told(other)}", seconds / other, bar)
            if writer == "genanki_file":
                yield Row(f"{work}: size", name, f"{_mib(size)} / {_mib(other_size)}", size / other_size, 0.4)
                yield Row(f"{work}: memory", name, f"{_mib(peak)} / {_mib(other_peak)}", peak / other_peak, 2)
        least, _, _ = _runs("bare", number, runs)
        yield Row(f"{work}: time", "bare sqlite3 and zipfile, the limit", f"{told(seconds)} / {told(least)}",
                  seconds / least, None)  # fmt: skip
        yield Row(f"{work}, from the questions on", "our writer alone", f"{told(everything)} / {told(seconds)}",
                  everything / seconds, None)  # fmt: skip
