# ruff: noqa: E501 (attacks and what is said of them stand on a line)
"""Packages, workbooks, databases and XML made to harm: bombs, tricks with paths, tables that are none, entities."""

from __future__ import annotations

import io
import json
import sqlite3
import warnings
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import pytest

from quizgen.export.anki import OlderDeckError, build_deck
from quizgen.export.anki.reviews import UnreadableError, read_reviews
from tests import samples
from tests.banks import HEAD
from tests.events import answered, flagged, kept
from tests.fuzz.readers import WORDS, harmless, run_here, sound, unzipped, zipped
from tests.fuzz.run import limited
from tests.fuzz.tables import workbook
from tests.test_anki_deck import PNG
from tests.test_import_anki import NOTES, database

BOMB = bytes(210_000_000)
QUESTION = "questions:\n  - {id: q, kind: short, ask: What is it?, answer: B}\n"


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in a folder: whatever climbs out of it is seen."""
    made = tmp_path / "room"
    made.mkdir()
    monkeypatch.chdir(made)
    (made / "small.yaml").write_text(HEAD + QUESTION, encoding="utf-8")
    return made


def deflated(entries: Mapping[str, bytes]) -> bytes:
    """A package, packed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as held:
        for name, content in entries.items():
            held.writestr(name, content)
    return stream.getvalue()


def zstd(content: bytes) -> bytes:
    """Anki's newer compression."""
    try:
        from compression import zstd as packer
    except ImportError:
        from backports import zstd as packer
    packed: bytes = packer.compress(content)
    return packed


def refused(command: list[str]) -> str:
    """What a command says that refuses its file in time, in one harmless line."""
    with limited():
        code, out, err = run_here(command)
    harmless(err)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    return err


READ = {
    "import": ["import", "d.apkg", "-o", "o.yaml"],
    "since": ["deck", "small.yaml", "--since", "d.apkg", "-o", "o.apkg"],
    "diff": ["deck", "small.yaml", "--diff", "d.apkg"],
    "reviews": ["progress", "import", "d.apkg", "--progress", "p.sqlite"],
}
"""All that opens a package of Anki's."""

BOMBS: Mapping[str, Callable[[], bytes]] = {
    "a collection": lambda: deflated({"collection.anki2": BOMB, "media": b"{}"}),
    "a new collection": lambda: deflated({"collection.anki21b": zstd(BOMB), "media": b"{}"}),
    "many entries": lambda: deflated(
        {"collection.anki2": unzipped(sound("anki"))["collection.anki2"], "media": b"{}", "0": BOMB}
    ),
}


@lru_cache
def _bomb(name: str) -> bytes:
    return BOMBS[name]()


@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize("read", READ)
def test_a_bomb_is_not_unpacked(room: Path, read: str, bomb: str) -> None:
    """Two hundred megabytes in two hundred kilobytes: what is needed of it is unpacked, up to a measure."""
    (room / "d.apkg").write_bytes(_bomb(bomb))
    if bomb == "many entries" and read in ("import", "reviews"):  # these never look at the picture
        assert run_here(READ[read])[0] == 0
        return
    said = refused(READ[read])
    assert any(each in said for each in ("too large", "unpacks to more", "exported by Anki"))
    assert not (room / "o.yaml").exists()


@pytest.mark.parametrize("read", READ)
def test_a_package_in_a_package_is_none(room: Path, read: str) -> None:
    """Nothing is unpacked more than once, but for Anki's own compression."""
    (room / "d.apkg").write_bytes(zipped({"collection.anki2": zipped({"collection.anki2": b""}), "media": b"{}"}))
    refused(READ[read])


NAMES = ("../../x", "/tmp/x", "..\\..\\x", "C:\\x", "a/../../x", "~/x", "x\0y", ".", "", "con")


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_s_name_leads_nowhere(room: Path, name: str) -> None:
    """A picture is named by what it is, whatever the deck calls it, and whatever its entry is called."""
    rows = f"INSERT INTO notes VALUES (1, 1, '', 'What is it?<img src=\"{name.replace(chr(0), '')}\">\x1fB')"
    models = '{"1": {"name": "Basic", "type": 0, "flds": [{"name": "F", "ord": 0}, {"name": "B", "ord": 1}]}}'
    held = database(NOTES, rows, f"UPDATE col SET models = '{models}'")
    for media, entry in (({"0": name}, "0"), ({name: name}, name)):
        if not entry:
            continue
        content = zipped({"collection.anki2": held, "media": json.dumps(media).encode(), entry: PNG})
        (room / "d.apkg").write_bytes(content)
        code, _, err = run_here([*READ["import"], "--force"])
        harmless(err)
        assert code == 0
        made = {str(each.relative_to(room.parent)) for each in room.parent.rglob("*") if each.is_file()}
        pictures = {each for each in made if "o-pictures/" in each}
        assert made - pictures == {"room/small.yaml", "room/d.apkg", "room/o.yaml"}
        assert all(each.removeprefix("room/o-pictures/").count("/") == 0 for each in pictures)


def test_an_entry_that_is_a_link_or_stands_twice_is_only_bytes(room: Path) -> None:
    """Nothing of a package is written but pictures, and a link in it is no picture."""
    entries = unzipped(sound("anki"))
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w") as held:
        warnings.simplefilter("ignore")
        link = zipfile.ZipInfo("0")
        link.external_attr = 0o120777 << 16
        held.writestr(link, "../../secret")
        for name, content in entries.items():
            held.writestr(name, content)
            held.writestr(name, content)
    (room / "d.apkg").write_bytes(stream.getvalue())
    for read in READ.values():
        assert run_here(read)[0] == 0
    assert {each.name for each in room.parent.rglob("*")} >= {"o.yaml", "o.apkg"}
    assert not (room / "o-pictures").exists()


def test_the_pictures_folder_is_no_way_out(room: Path) -> None:
    """A link that lies in wait where pictures will go is not followed."""
    rows = "INSERT INTO notes VALUES (1, 1, '', 'What is it?<img alt=\"A\" src=\"a.png\">\x1fB')"
    models = '{"1": {"name": "Basic", "type": 0, "flds": [{"name": "F", "ord": 0}, {"name": "B", "ord": 1}]}}'
    held = database(NOTES, rows, f"UPDATE col SET models = '{models}'")
    (room / "d.apkg").write_bytes(zipped({"collection.anki2": held, "media": b'{"0": "a.png"}', "0": PNG}))
    (room.parent / "away").mkdir()
    (room / "o-pictures").symlink_to("../away")
    assert "leads to another folder; take it away" in refused(READ["import"])
    assert not list((room.parent / "away").iterdir())


# -- databases ------------------------------------------------------------------------------------

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT"
TRAPS: Mapping[str, tuple[str, ...]] = {
    "a view that counts": (
        "ALTER TABLE notes RENAME TO kept",
        f"CREATE VIEW notes AS {ENDLESS} x AS id, 1 AS guid, 1 AS mid, 1 AS mod, '' AS tags, '' AS flds FROM n",
    ),
    "a view of cards": (
        "ALTER TABLE cards RENAME TO kept",
        f"CREATE VIEW cards AS {ENDLESS} x AS id, 1 AS nid, 1 AS did, 1 AS ord, 1 AS due FROM n",
    ),
    "a column that works": (
        "DROP TABLE notes",
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, guid, mid, mod, tags, flds AS (hex(zeroblob(400000000))))",
        "INSERT INTO notes VALUES (1, 'g', 1, 1, '')",
    ),
    "a table of another kind": (
        "DROP TABLE notes", "CREATE VIRTUAL TABLE notes USING fts5(id, guid, mid, mod, tags, flds)",
    ),
    "a page of its own": ("PRAGMA writable_schema = ON", "UPDATE sqlite_master SET rootpage = 1 WHERE name = 'notes'"),
    "a schema of its own": (
        "PRAGMA writable_schema = ON", "UPDATE sqlite_master SET sql = 'CREATE TABLE notes (x' WHERE name = 'notes'",
    ),
    "no table": ("DROP TABLE notes",),
    "another's type": ("UPDATE notes SET mid = 'x', flds = x'ff00'",),
    "deep JSON": (f"UPDATE col SET models = '{'[' * 100_000}', decks = '{'[' * 100_000}', conf = '{'[' * 100_000}'",),
    "odd JSON": ("UPDATE col SET models = '7', decks = '[]', conf = 'null'",),
}  # fmt: skip
"""What is done to a sound deck's database."""


def trapped(name: str, sound_one: bytes) -> bytes:
    """A database with a trap in it."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.deserialize(sound_one)
        for statement in TRAPS[name]:
            connection.execute(statement)
        return connection.serialize()
    finally:
        connection.close()


@pytest.mark.parametrize("name", TRAPS)
def test_a_deck_s_database_does_nothing_but_give_rows(tmp_path: Path, room: Path, name: str) -> None:
    """Views, virtual tables and columns that work something out are not asked; what is damaged is refused."""
    entries = unzipped(sound("anki"))
    entries["collection.anki2"] = trapped(name, entries["collection.anki2"])
    content = zipped(entries)
    (room / "d.apkg").write_bytes(content)
    with limited():
        code, out, err = run_here(READ["import"])
        harmless(err)
        assert (code, out) in ((0, ""), (2, ""))
        assert code == 2, err
        if name == "odd JSON":  # of the older deck only the notes are asked
            build_deck(samples.QUESTIONS, samples.BANK, "en", WORDS, now=1, older=content)
        else:
            with pytest.raises(OlderDeckError):
                build_deck(samples.QUESTIONS, samples.BANK, "en", WORDS, now=1, older=content)
        with suppress(UnreadableError):
            assert read_reviews(room / "d.apkg", lambda _: 0, {}).reviews == ()


PROGRESS: Mapping[str, tuple[str, ...]] = {
    "a trigger": (
        "CREATE TRIGGER t AFTER INSERT ON log BEGIN UPDATE setting SET retention = 0.1; DELETE FROM review; END",
    ),
    "a view for a table": (
        "ALTER TABLE card RENAME TO kept", "CREATE VIEW card AS SELECT * FROM kept",
    ),
    "a view beside": ("CREATE VIEW v AS SELECT 1",),
    "a virtual table": ("CREATE VIRTUAL TABLE v USING fts5(x)",),
    "a table that is not strict": (
        "ALTER TABLE card RENAME TO kept", "CREATE TABLE card AS SELECT * FROM kept", "UPDATE card SET due = 'soon'",
    ),
    "a column that works": ("ALTER TABLE question ADD COLUMN x TEXT AS (hex(zeroblob(9)))",),
    "a table that is gone": ("DROP TABLE card",),
    "no JSON": ("UPDATE log SET ratings = '[[[['",),
    "JSON of another kind": ("""UPDATE log SET ratings = '{"0": {"x": []}}'""",),
    "a part that is none": ("""UPDATE log SET ratings = '{"x": 3}'""",),
    "options that are none": ("""UPDATE log SET shown = '{"a": 1}' WHERE shown IS NOT NULL""",),
    "an answer that is none": ("UPDATE log SET response = 'Oslo' WHERE response IS NOT NULL",),
    "a moment beyond time": (f"UPDATE log SET at = {2**62}", f"UPDATE review SET at = {2**62} + question"),
    "a moment before time": (f"UPDATE log SET at = {-(2**62)}",),
    "a day beyond time": (f"UPDATE card SET due = {2**62}",),
    "a card without end": ("UPDATE card SET stability = 9e999",),
    "a card of nothing": ("UPDATE card SET stability = 0.0",),
    "a rating of its own": (
        "PRAGMA ignore_check_constraints = ON", "UPDATE review SET rating = 77",
    ),
    "a share that is none": ("PRAGMA ignore_check_constraints = ON", "UPDATE setting SET retention = 5.0"),
    "a question of nobody": ("UPDATE question SET bank = ''",),
}  # fmt: skip
"""What is done to a sound progress file."""


@pytest.mark.parametrize("name", PROGRESS)
def test_a_crafted_progress_file_is_damaged(room: Path, name: str) -> None:
    """What quizgen would never write is told to be damaged, before anything is asked of it; it stays as it is."""
    path = kept(room / "p.sqlite", answered(1, bank="b", question="q"), flagged(2, bank="b"))
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in PROGRESS[name]:
        connection.execute(statement)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    before = path.read_bytes()
    for command in (["stats", "small.yaml"], ["progress", "export"], ["progress", "rebuild"], ["review", "small.yaml"]):
        _, _, err = run_here([*command, "--progress", "p.sqlite"])
        assert "the progress file p.sqlite is damaged; put a copy of it in its place" in err
    assert path.read_bytes() == before


# -- workbooks ------------------------------------------------------------------------------------


def sheet(rows: str, **more: str) -> bytes:
    """A workbook whose one sheet has these rows, in Excel's XML."""
    entries = unzipped(workbook())
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    entries["xl/worksheets/sheet1.xml"] = f"{more.get('before', '')}{head}{rows}</sheetData></worksheet>".encode()
    return deflated(entries)


def row(number: int, *cells: str) -> str:
    """A row of texts."""
    inner = "".join(
        f'<c r="{name}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for name, text in zip("AB", cells, strict=False)
    )
    return f'<row r="{number}">{inner}</row>'


TABLE = row(1, "question", "answer") + row(2, "What is it?", "B")
BOOKS: Mapping[str, tuple[Callable[[], bytes], bool]] = {
    "sound": (lambda: sheet(TABLE), True),
    "a row far below": (lambda: sheet(TABLE + row(1_000_000_000, "x", "y")), True),
    "a column far away": (lambda: sheet(TABLE + '<row r="3"><c r="XFD3" t="inlineStr"><is><t>x</t></is></c></row>' * 5_000), True),
    "a size of its own": (lambda: sheet(TABLE).replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>'), True),
    "a bomb": (lambda: sheet(TABLE + " " * 30_000_000), False),
    "an entity": (lambda: sheet(row(1, "question", "answer") + row(2, "&a;", "B"), before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'), False),
    "a laugh": (lambda: sheet(row(1, "question", "answer") + row(2, "&i;", "B"), before="<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(f"<!ENTITY {chr(98 + at)} '{f'&{chr(97 + at)};' * 10}'>" for at in range(8)) + "]>"), False),
    "a figure without end": (lambda: sheet(row(1, "question", "answer") + f'<row r="2"><c r="A2"><v>{"9" * 100_000}</v></c><c r="B2"><v>1</v></c></row>'), False),
    "a place that is none": (lambda: sheet(TABLE + '<row r="x"><c r="??"><v>1</v></c></row>'), False),
    "deep": (lambda: sheet("<row>" * 200_000), False),
}  # fmt: skip


@pytest.mark.parametrize("name", BOOKS)
def test_a_workbook_made_to_harm_is_read_or_refused(room: Path, name: str) -> None:
    """Rows and columns by the million, bombs and entities: a table, or one line."""
    content, taken = BOOKS[name]
    (room / "t.xlsx").write_bytes(content())
    if taken:
        with limited():
            assert run_here(["import", "t.xlsx", "-o", "o.yaml"])[0] == 0
        assert "localhost" not in (room / "o.yaml").read_text(encoding="utf-8")
    else:
        refused(["import", "t.xlsx", "-o", "o.yaml"])
        refused(["handout", "small.yaml", "--roster", "t.xlsx", "-o", "o.md"])


# -- XML and JSON ---------------------------------------------------------------------------------

XML = {
    "an outer entity": '<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/hostname">]><quiz>&a;</quiz>',
    "an outer type": '<!DOCTYPE quiz SYSTEM "http://127.0.0.1:9/x.dtd"><quiz/>',
    "a parameter": '<!DOCTYPE q [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x">%a;]><quiz/>',
    "a laugh": "<!DOCTYPE q [<!ENTITY a 'aaaaaaaaaa'>" + "".join(f"<!ENTITY {chr(98 + at)} '{f'&{chr(97 + at)};' * 10}'>" for at in range(9)) + "]><quiz>&j;</quiz>",
    "depth": "<quiz>" + "<a>" * 200_000,
    "attributes": "<quiz " + " ".join(f"a{at}='1'" for at in range(100_000)) + "/>",
    "an encoding": '<?xml version="1.0" encoding="x-none"?><quiz/>',
}  # fmt: skip


@pytest.mark.parametrize("name", XML)
def test_moodle_xml_made_to_harm_is_refused(room: Path, name: str) -> None:
    """No entity is followed, no type is fetched."""
    (room / "q.xml").write_text(XML[name], encoding="utf-8")
    assert refused(["import", "q.xml", "-o", "o.yaml"]).startswith("q.xml:1:")


JSON = {
    "depth": '{"format":' + "[" * 100_000,
    "an object's depth": '{"a":' * 100_000,
    "a figure without end": '{"format": ' + "9" * 100_000 + "}",
    "not a number": '{"format": NaN}',
    "infinity": '{"format": -Infinity}',
    "beyond a float": '{"format": 1e999}',
    "a key twice": '{"format": 1, "format": 1}',
    "half a character": r'{"format": 1, "event": "undone", "id": "\ud800", "at": 1, "answer": "x"}',
    "a million keys": '{"format": 1, "event": "undone", ' + ", ".join(f'"k{at}": 1' for at in range(200_000)) + "}",
}


@pytest.mark.parametrize("name", JSON)
def test_a_journal_made_to_harm_is_refused(room: Path, name: str) -> None:
    """Each is told with its line; nothing is taken of the file, and no progress file is made."""
    (room / "l.jsonl").write_text(JSON[name] + "\n", encoding="utf-8")
    with limited():
        code, _, err = run_here(["progress", "import", "l.jsonl", "--progress", "p.sqlite"])
    harmless(err)
    assert code == 2
    assert err.startswith("l.jsonl:1:")
    assert not (room / "p.sqlite").exists()
