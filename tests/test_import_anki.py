"""Decks that Anki itself exported, in its old format and its new one, as questions for a bank."""

from __future__ import annotations

import json
import sqlite3
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ExportAnkiPackageOptions, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from quizgen.bank.load import load_words
from quizgen.export.anki import build_deck
from tests.platforms import brought, lines, refused, run, said
from tests.samples import BANK, QUESTIONS

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00"
    b"\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa7\x9a\xa0\xa0\x00\x00\x00\x00IEND\xaeB`\x82"
)


@contextmanager
def collection(folder: Path) -> Iterator[Collection]:
    """A collection of somebody's own."""
    col = Collection(str(folder / "mine.anki2"))
    try:
        yield col
    finally:
        col.close()


def add(col: Collection, kind: str, fields: dict[str, str], tags: str = "", deck: str = "Default") -> None:
    """A note of one of Anki's stock note types."""
    note = col.new_note(col.models.by_name(kind))
    for name, value in fields.items():
        note[name] = value
    note.set_tags_from_str(tags)
    col.add_note(note, col.decks.id(deck))


def exported(col: Collection, folder: Path, *, legacy: bool) -> bytes:
    """The whole collection as Anki exports it."""
    path = folder / "out.apkg"
    options = ExportAnkiPackageOptions(with_scheduling=False, with_deck_configs=False, with_media=True, legacy=legacy)
    col.export_anki_package(out_path=str(path), options=options, limit=None)
    return path.read_bytes()


@pytest.mark.parametrize("legacy", [True, False])
def test_basic_and_cloze_notes_of_anki_come_along(tmp_path: Path, legacy: bool) -> None:
    """Front and back, deletions with hints, further fields, HTML as text, decks as topics, pictures and their names."""
    with collection(tmp_path) as col:
        (tmp_path / "tree.png").write_bytes(PNG)
        picture = col.media.add_file(str(tmp_path / "tree.png"))
        add(
            col,
            "Basic",
            {"Front": "What is <b>H<sub>2</sub>O</b>?", "Back": "water<br>It is wet."},
            deck="Science::Water",
        )
        add(
            col,
            "Cloze",
            {"Text": "{{c1::Vienna}} lies on the {{c2::<i>Danube</i>::river}}.", "Back Extra": "In Austria."},
            deck="Places",
        )
        add(col, "Basic", {"Front": f'Which tree?<img src="{picture}" alt="a tree">', "Back": "an oak"}, deck="Places")
        content = exported(col, tmp_path, legacy=legacy)
    bank, problems = brought("anki", content)
    assert problems == []
    assert [said(question) for question in bank.questions] == [
        {"kind": "short", "stem": "What is H₂O?", "explanation": "It is wet.", "answer": "water", "accept": ["water"]},
        {"kind": "cloze", "stem": "_____ [1] lies on the _____ [2] (river).", "explanation": "Back Extra: In Austria.",
         "blanks": {1: "Vienna", 2: "Danube"}},
        {"kind": "short", "stem": "Which tree?", "explanation": "", "answer": "an oak", "accept": ["an oak"]},
    ]  # fmt: skip
    assert [bank.topic_name(question.topic, "en") for question in bank.questions] == ["Water", "Places", "Places"]
    image = bank.questions[2].image
    assert image is not None
    assert (image.content, image.alt.plain("en")) == (PNG, "a tree")
    assert bank.questions[0].stem.rich("en")[1].text == "H₂O"


def test_what_a_bank_cannot_hold_is_told_with_its_note_and_field(tmp_path: Path) -> None:
    """Sounds, pictures of answers, tags, notes without an answer, image occlusion: each has a line."""
    with collection(tmp_path) as col:
        add(col, "Basic", {"Front": "Say [sound:cat.mp3]", "Back": '<img src="cat.jpg">cat'}, tags="animals hard")
        add(col, "Basic", {"Front": "Nothing behind", "Back": ""})
        add(col, "Basic (optional reversed card)", {"Front": "one", "Back": "two", "Add Reverse": "y"})
        note = col.new_note(col.models.by_name("Image Occlusion"))
        note.fields[0], note.fields[1] = "{{c1::image-occlusion:rect:left=.1}}", '<img src="map.png">'
        col.add_note(note, col.decks.id("Default"))
        content = exported(col, tmp_path, legacy=False)
    bank, problems = brought("anki", content)
    assert lines(problems) == [
        "file:1:1: content-lost the sound cat.mp3 is not taken",
        "file:1:2: picture-lost the picture 'cat.jpg' in the answer is not taken",
        "file:2:1: not-taken this question is not taken: it has no answer",
        "file:3:3: content-lost the card the other way round is not taken",
        "file:4:1: not-taken this note is not taken: it hides parts of a picture",
        "file:1:1: tag-lost the tag 'animals' (1) is not taken: a question has one topic, and no tags",
        "file:1:1: tag-lost the tag 'hard' (1) is not taken: a question has one topic, and no tags",
    ]
    assert [said(question)["answer"] for question in bank.questions] == ["cat", "two"]


@pytest.mark.parametrize("language", ["en", "id"])
def test_our_own_deck_comes_back_from_anki_itself(tmp_path: Path, language: str) -> None:
    """Imported into Anki and exported by it in its new format, every kind returns with its id and its reasons."""
    deck = build_deck(QUESTIONS, BANK, language, load_words(language), now=1_795_500_000)
    (tmp_path / "given.apkg").write_bytes(deck)
    with collection(tmp_path) as col:
        request = ImportAnkiPackageRequest(
            package_path=str(tmp_path / "given.apkg"), options=ImportAnkiPackageOptions()
        )
        col.import_anki_package(request)
        content = exported(col, tmp_path, legacy=False)
    bank, problems = brought("anki", content)
    back = {question.id: said(question, language) for question in bank.questions}
    assert bank.id == "sample"
    assert bank.languages == (language,)
    for question in QUESTIONS:
        expected = said(question, language)
        if question.kind == "short":
            expected["accept"] = ["Kristiania", "Oslo"]  # no card has the forms that are not shown
        if question.kind == "cloze":
            expected["stem"] = back["cloze"]["stem"]  # the sample draws its blanks in a way of its own
            expected["blanks"] = {1: {"en": "Vienna", "id": "Wina"}[language], 2: "Danube"}
        assert back[question.id] == expected
    assert problems == []


def test_of_a_deck_in_two_languages_one_is_taken(tmp_path: Path) -> None:
    """The one wished for, and the notes of the other are told."""
    decks = [build_deck(QUESTIONS, BANK, each, load_words(each), now=1) for each in ("en", "id")]
    with collection(tmp_path) as col:
        for deck in decks:
            (tmp_path / "given.apkg").write_bytes(deck)
            request = ImportAnkiPackageRequest(
                package_path=str(tmp_path / "given.apkg"), options=ImportAnkiPackageOptions()
            )
            col.import_anki_package(request)
        content = exported(col, tmp_path, legacy=False)
    bank, problems = brought("anki", content, ("id",))
    assert {question.id for question in bank.questions} == {question.id for question in QUESTIONS}
    assert [(each.code, each.message) for each in problems] == [
        ("other-language", "this question is in 'en'; import it with -l en")
    ] * len(QUESTIONS)


# -- hostile decks --------------------------------------------------------------------------------


def package(database: bytes, **files: bytes) -> bytes:
    """An .apkg with this database."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("collection.anki2", database)
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def database(*statements: str) -> bytes:
    """A database made by these statements beside what every deck has."""
    connection = sqlite3.connect(":memory:")
    models = {"1": {"name": "Basic", "type": 0, "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}]}}
    connection.execute("CREATE TABLE col (models TEXT, decks TEXT)")
    connection.execute("INSERT INTO col VALUES (?, ?)", (json.dumps(models), json.dumps({"1": {"name": "Deck"}})))
    connection.execute("CREATE TABLE cards (nid INTEGER, did INTEGER, ord INTEGER)")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    return connection.serialize()


NOTES = "CREATE TABLE notes (id INTEGER, mid INTEGER, tags TEXT, flds TEXT)"
SOUND = "this is no sound Anki deck"


def unsound(why: str) -> str:
    """What is said of a damaged deck."""
    return f"file:1:1: unreadable-file {SOUND} ({why}); export it from Anki as .apkg"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", unsound("File is not a zip file")),
        (b"PK\x03\x04 no more", unsound("File is not a zip file")),
        (package(b"no database"), unsound("file is not a database")),
        (package(database()), unsound("no such table: notes")),
        (package(database(NOTES)), "file:1:1: empty-file there is no question here that can be taken"),
        (package(b"\x28\xb5\x2f\xfd\x00"),
         unsound("a part of it is cut off")),
    ],
    ids=["nothing", "half a zip", "no database", "no notes' table", "no notes", "half a zstd"],
)  # fmt: skip
def test_a_damaged_deck_is_told_in_a_line(content: bytes, told: str) -> None:
    """Whatever is wrong with it, nothing is raised."""
    assert refused("anki", content) == [told]


def test_a_file_that_unpacks_without_end_is_refused() -> None:
    """Neither zip nor zstd may make a hundred megabytes of a few bytes."""
    zstd = import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
    bomb = b"\0" * 150_000_000
    for content in (bomb, zstd.compress(bomb)):
        assert refused("anki", package(content)) == ["file:1:1: too-long the deck is too large to be read"]


def test_a_database_that_counts_without_end_is_stopped() -> None:
    """A view in place of the notes is run no longer than any deck needs."""
    endless = (
        "CREATE VIEW notes AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)"
        " SELECT id, 1 AS mid, '' AS tags, 'a' AS flds FROM n ORDER BY id DESC"
    )
    (told,) = refused("anki", package(database(endless)))
    assert told.startswith(f"file:1:1: unreadable-file {SOUND}")


def test_nothing_outside_the_deck_is_read_or_written(tmp_path: Path) -> None:
    """A picture's name that leads elsewhere is the name of no file, and HTML is only text."""
    front = '<img src="../../../etc/passwd"><script>alert(1)</script>Question <a href="javascript:x">here</a>'
    rows = f"INSERT INTO notes VALUES (1, 1, '', '{front}' || char(31) || 'answer')"
    content = package(database(NOTES, rows), media=json.dumps({"../x": "../../../etc/passwd"}).encode())
    (tmp_path / "deck.apkg").write_bytes(content)
    ran = run("import", str(tmp_path / "deck.apkg"), "-o", str(tmp_path / "bank.yaml"))
    assert ran.code == 0
    assert ran.err.replace(f"{tmp_path}/", "").split("\n")[:2] == [
        "deck.apkg:1:1: content-lost a script in the question is not taken",
        "deck.apkg:1:1: picture-lost the picture '../../../etc/passwd' in the question is not taken",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bank.yaml", "deck.apkg"]
    assert '    ask: "Question here"\n' in (tmp_path / "bank.yaml").read_text()


def test_the_media_list_of_the_new_format_may_be_damaged(tmp_path: Path) -> None:
    """A list that cannot be read makes the deck one that cannot be read, in a line."""
    damaged: dict[str, Any] = {"media": b"\x0a\xff\xff\xff"}
    (told,) = refused("anki", package(database(NOTES), **damaged))
    assert told.startswith(f"file:1:1: unreadable-file {SOUND}")
