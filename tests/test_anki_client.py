"""What the tests of the Anki deck share, and what is frozen in it."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from quizgen.bank.load import load_words
from quizgen.export.anki import build_deck
from quizgen.export.anki.notetypes import NOTE_TYPES, STAMP, style, template
from quizgen.model import AnyQuestion, Bank
from tests.samples import BANK, QUESTIONS

NOW = 1_795_500_000
"""When the decks of the tests are built."""


def deck(
    questions: tuple[AnyQuestion, ...] = QUESTIONS, bank: Bank = BANK, language: str = "en", now: int = NOW, **more: Any
) -> bytes:
    """A deck of the samples."""
    return build_deck(questions, bank, language, load_words(language), now=now, **more)


@dataclass
class Learner:
    """A collection of somebody's own, in a folder that goes away."""

    col: Collection
    folder: Path

    def take(self, apkg: bytes) -> dict[str, int]:
        """Import a deck; how many notes were new, updated, the same, in conflict."""
        path = self.folder / "given.apkg"
        path.write_bytes(apkg)
        request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
        log = self.col.import_anki_package(request).log
        found = {"new": log.new, "updated": log.updated, "same": log.duplicate, "conflict": log.conflicting}
        return {name: len(notes) for name, notes in found.items() if notes}

    def note(self, question: str) -> Any:
        """The note of a question, by its id field."""
        (found,) = (note for note in map(self.col.get_note, self.col.find_notes("")) if f"/{question} (" in note["Id"])
        return found

    def cards(self) -> list[Any]:
        """Every card."""
        return [self.col.get_card(number) for number in self.col.find_cards("")]

    def fine(self) -> None:
        """Fail where Anki's own checks find anything to mend."""
        message, _ = self.col.fix_integrity()
        learners_own = re.sub(r"^Added last review time to .* cards?\.\n", "", message)
        assert learners_own == "Database rebuilt and optimized."
        checked = self.col.media.check()
        assert (list(checked.missing), list(checked.unused), checked.have_trash) == ([], [], False)


@contextmanager
def somebody(folder: Path) -> Iterator[Learner]:
    """A collection with nothing in it, closed at the end."""
    col = Collection(str(folder / "collection.anki2"))
    try:
        yield Learner(col, folder)
    finally:
        col.close()


class Page(HTMLParser):
    """The text of a page as a browser would show it, and which elements it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.runs: list[str] = []
        self.elements: Counter[str] = Counter()
        self._silent = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.elements[tag] += 1
        self._silent += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.runs.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.runs).split())


def collection_of(apkg: bytes) -> sqlite3.Connection:
    """The database of a deck."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(zipfile.ZipFile(BytesIO(apkg)).read("collection.anki2"))
    return connection


def models_of(apkg: bytes) -> dict[str, Any]:
    """The note types in a deck, by id."""
    models: dict[str, Any] = json.loads(collection_of(apkg).execute("SELECT models FROM col").fetchone()[0])
    return models


def test_note_types_are_as_the_docs_freeze_them() -> None:
    """Ids, names and order of note types, fields and templates are those of docs/anki.md."""
    text = Path(__file__).parent.parent.joinpath("docs", "anki.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (quizgen \w+) \| (\d+) \| (\w+) \((\d+)\) \| (.+) \|$", text, re.MULTILINE)
    frozen = {
        int(number): (
            name,
            [(field, int(number) * 1000 + at) for at, field in enumerate(fields.split(", "), 1)],
            [(card, int(card_id))],
        )
        for name, number, card, card_id, fields in rows
    }
    built = {
        int(number): (
            model["name"],
            [(field["name"], field["id"]) for field in sorted(model["flds"], key=lambda field: field["ord"])],
            [(made["name"], made["id"]) for made in model["tmpls"]],
        )
        for number, model in models_of(deck()).items()
        if model["name"].startswith("quizgen ")
    }
    assert len(frozen) == 5
    assert built == frozen


def test_every_row_of_the_update_matrix_is_a_test() -> None:
    """Each row of the table in docs/anki.md names a test of test_anki_update.py."""
    here = Path(__file__).parent
    text = here.parent.joinpath("docs", "anki.md").read_text(encoding="utf-8")
    table = text.split("| what happened |")[1].split("\n\n")[0].splitlines()[2:]
    tests = set(re.findall(r"^def test_(\w+)\(", here.joinpath("test_anki_update.py").read_text("utf-8"), re.MULTILINE))
    named = [re.findall(r"`(\w+)` \|$", row) for row in table]
    assert len(named) >= 23
    assert all(len(names) == 1 and names[0] in tests for names in named), table


def test_stamp_moves_with_the_templates() -> None:
    """Whoever changes a template or the style sets STAMP to that day and writes the new print here."""
    everything = "\0".join([style(), *(side for kind in NOTE_TYPES for side in template(kind.key))])
    printed = hashlib.sha256(everything.encode()).hexdigest()[:16]
    assert (STAMP, printed) == (1_795_482_000, "b0a1e5b0065326e9")


def test_templates_say_nothing_in_any_language() -> None:
    """All words on a card come from its note, since one template serves every language."""
    for kind in NOTE_TYPES:
        for side in template(kind.key):
            bare = re.sub(r"\{\{[^}]*\}\}", "", side)
            assert Page(bare).text == ""


def test_cards_need_no_network() -> None:
    """Nothing in the templates and the style points outside the package."""
    everything = style() + "".join(side for kind in NOTE_TYPES for side in template(kind.key))
    assert not re.search(r"https?:|//[a-z]|@import|url\(|\bsrc=", everything)
