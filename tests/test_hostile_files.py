# ruff: noqa: E501 (the table stands as it is read)
"""Every kind of file that can come from a stranger, made in every way that harms a reader: taken or refused, and soon.

``TABLE`` says what is held, a row a kind of file, a column an attack. What stands in the texts is in
``test_hostile_terminal.py`` and ``test_hostile_texts.py``, packages are in ``test_hostile_packages.py``, pictures in
``test_hostile_pictures.py``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fuzz.readers import harmless, run_here, sound
from tests.fuzz.run import limited
from tests.fuzz.tables import marked, workbook
from tests.test_hostile_terminal import SMALL

JSON = b'{"format":1,"event":"flagged","id":"f","at":1,"bank":"b","question":"q","code":"C","language":"en","remark":"R"}\n'
HEADER = b'school = "Our school"\n'


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name, what a sound one says, and the command that reads it."""

    name: str
    sound: Callable[[], bytes]
    command: tuple[str, ...]


KINDS: Mapping[str, Kind] = {
    "bank": Kind("bank.yaml", lambda: SMALL.encode(), ("check", "FILE")),
    "roster": Kind("names.csv", lambda: b"name\nAni\n", ("handout", "small.yaml", "--roster", "FILE", "-o", "o.md")),
    "header": Kind("h.toml", lambda: HEADER, ("handout", "small.yaml", "--header", "FILE", "-o", "o.md")),
    "ids": Kind("ids.txt", lambda: b"q\n", ("handout", "small.yaml", "--ids", "FILE", "-o", "o.md")),
    "key table": Kind("key.csv", lambda: marked()[0], ("mark", "FILE", "responses.csv")),
    "responses": Kind("given.csv", lambda: marked()[1], ("mark", "sound-key.csv", "FILE")),
    "table": Kind("t.csv", lambda: b"question,answer\nA?,B\n", ("import", "FILE", "-o", "o.yaml")),
    "workbook": Kind("t.xlsx", workbook, ("import", "FILE", "-o", "o.yaml")),
    "GIFT": Kind("q.gift", lambda: sound("gift"), ("import", "FILE", "-o", "o.yaml")),
    "Moodle XML": Kind("q.xml", lambda: sound("moodle"), ("import", "FILE", "-o", "o.yaml")),
    "Quizlet": Kind("q.txt", lambda: sound("quizlet"), ("import", "FILE", "--from", "quizlet", "-o", "o.yaml")),
    "Anki deck": Kind("d.apkg", lambda: sound("anki"), ("import", "FILE", "-o", "o.yaml")),
    "older deck": Kind("d.apkg", lambda: sound("anki"), ("deck", "small.yaml", "--since", "FILE", "-o", "o.apkg")),
    "compared deck": Kind("d.apkg", lambda: sound("anki"), ("deck", "small.yaml", "--diff", "FILE")),
    "journal": Kind("l.jsonl", lambda: JSON, ("progress", "import", "FILE", "--progress", "p.sqlite")),
    "collection": Kind("c.apkg", lambda: sound("anki"), ("progress", "import", "FILE", "--progress", "p.sqlite")),
    "progress file": Kind("p.sqlite", lambda: b"", ("stats", "small.yaml", "--progress", "FILE")),
}
"""What a stranger may send."""


def _written(make: Callable[[bytes], bytes]) -> Callable[[Path, bytes], None]:
    def attack(path: Path, content: bytes) -> None:
        path.write_bytes(make(content))

    return attack


def _long(content: bytes) -> bytes:
    return content + b"a" * 10_000_000


def _loop(path: Path, _: bytes) -> None:
    path.symlink_to(path)


def _pipe(path: Path, _: bytes) -> None:
    os.mkfifo(path)


def _link(target: str) -> Callable[[Path, bytes], None]:
    return lambda path, _: path.symlink_to(target)


ATTACKS: Mapping[str, Callable[[Path, bytes], None]] = {
    "nothing": _written(lambda _: b""),
    "NUL": _written(lambda content: content + b"\0"),
    "controls": _written(lambda content: content + b"\x1b[2J\x07\x9b\x7f"),
    "not UTF-8": _written(lambda content: content + b"\xff\xfe\xed\xa0\x80"),
    "UTF-16": _written(lambda content: content.decode("latin-1").encode("utf-16")),
    "mark": _written(lambda content: b"\xef\xbb\xbf" + content),
    "CRLF": _written(lambda content: content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")),
    "CR": _written(lambda content: content.replace(b"\r\n", b"\n").replace(b"\n", b"\r")),
    "10 MB line": _written(_long),
    "brackets": _written(lambda _: b"[" * 200_000),
    "braces": _written(lambda _: b'{"a":' * 200_000),
    "figures": _written(lambda content: content + b"9" * 5_000),
    "half": _written(lambda content: content[: len(content) // 2]),
    "folder": lambda path, _: path.mkdir(),
    "pipe": _pipe,
    "endless": _link("/dev/zero"),
    "loop": _loop,
    "away": lambda *_: None,
}
"""What is done to it: bytes put in, or something else in the file's place. ``away`` is no file at all."""

TABLE = """
|               | nothing | NUL   | controls | not UTF-8 | UTF-16 | mark  | CRLF  | CR    | 10 MB line | brackets | braces | figures | half  | folder | pipe | endless | loop  | away  |
| bank          | no      | no    | no       | no        | no     | taken | taken | taken | no         | no       | no     | no      | no    | no     | no   | no      | no    | no    |
| roster        | no      | no    | no       | no        | no     | taken | taken | taken | no         | no       | no     | no      | no    | no     | no   | no      | no    | no    |
| header        | taken   | no    | no       | no        | no     | taken | taken | no    | no         | no       | no     | no      | no    | no     | no   | no      | no    | no    |
| ids           | no      | no    | no       | no        | no     | taken | taken | taken | no         | no       | no     | no      | taken | no     | no   | no      | no    | no    |
| key table     | no      | no    | no       | no        | no     | no    | taken | taken | no         | no       | no     | no      | no    | no     | no   | no      | no    | no    |
| responses     | no      | no    | no       | no        | no     | taken | taken | taken | no         | no       | no     | no      | no    | no     | no   | no      | no    | no    |
| table         | no      | no    | no       | no        | no     | taken | taken | taken | no         | no       | no     | no      | no    | no     | no   | no      | no    | no    |
| workbook      | no      | taken | taken    | taken     | no     | no    | no    | no    | no         | no       | no     | taken   | no    | no     | no   | no      | no    | no    |
| GIFT          | no      | taken | no       | no        | no     | taken | taken | taken | taken      | no       | no     | taken   | taken | no     | no   | no      | no    | no    |
| Moodle XML    | no      | no    | no       | no        | no     | taken | taken | taken | no         | no       | no     | no      | no    | no     | no   | no      | no    | no    |
| Quizlet       | no      | taken | no       | no        | no     | taken | taken | taken | taken      | no       | no     | taken   | taken | no     | no   | no      | no    | no    |
| Anki deck     | no      | taken | taken    | taken     | no     | taken | no    | no    | no         | no       | no     | taken   | no    | no     | no   | no      | no    | no    |
| older deck    | no      | taken | taken    | taken     | no     | taken | no    | no    | no         | no       | no     | taken   | no    | no     | no   | no      | no    | no    |
| compared deck | no      | taken | taken    | taken     | no     | taken | no    | no    | no         | no       | no     | taken   | no    | no     | no   | no      | no    | no    |
| journal       | taken   | no    | no       | no        | no     | taken | taken | taken | no         | no       | no     | no      | no    | no     | no   | no      | no    | no    |
| collection    | taken   | taken | taken    | taken     | no     | no    | no    | no    | no         | no       | no     | taken   | no    | no     | no   | no      | no    | no    |
| progress file | no      | no    | no       | no        | no     | no    | no    | no    | no         | no       | no     | no      | no    | no     | no   | no      | taken | taken |
"""


def _cells() -> dict[tuple[str, str], str]:
    """(kind, attack) -> what is held: "taken", or "no" for refused."""
    head, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in TABLE.strip().splitlines()]
    return {(row[0], attack): cell for row in rows for attack, cell in zip(head[1:], row[1:], strict=True)}


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with sound files beside, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795500000")
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "sound-key.csv").write_bytes(marked()[0])
    (tmp_path / "responses.csv").write_bytes(marked()[1])
    return tmp_path


def outcome(room: Path, kind: str, attack: str) -> str:
    """What a command makes of it; that it says so in harmless lines, and leaves nothing where it refuses."""
    each = KINDS[kind]
    path = room / each.name
    ATTACKS[attack](path, each.sound())
    before = {one.name for one in room.iterdir()}
    with limited():
        code, out, err = run_here([each.name if part == "FILE" else part for part in each.command])
    harmless(out)
    harmless(err)
    assert code in (0, 1, 2)
    if code == 0:
        return "taken"
    assert (out if each.command[0] == "check" else err).strip()
    assert {one.name for one in room.iterdir()} == before, "nothing is written of what is refused"
    return "no"


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_file_is_taken(room: Path, kind: str) -> None:
    """So that what is refused below is refused for its attack alone."""
    if kind != "progress file":
        ATTACKS["sound"] = _written(lambda content: content)  # type: ignore[index]
        assert outcome(room, kind, "sound") == "taken"


@pytest.mark.parametrize(("kind", "attack"), _cells())
def test_a_file_made_to_harm_is_taken_or_refused(room: Path, kind: str, attack: str) -> None:
    """As the table says: never a traceback, never a hang, and no output of what is refused."""
    assert outcome(room, kind, attack) == _cells()[kind, attack]


def test_the_table_is_whole() -> None:
    """Every kind of file meets every attack."""
    assert set(_cells()) == {(kind, attack) for kind in KINDS for attack in ATTACKS if attack != "sound"}


def test_keys_by_the_hundred_thousand_are_told_together(room: Path) -> None:
    """A hundred one by one, and how many more there are."""
    (room / "bank.yaml").write_text(SMALL + "".join(f"k{at}: x\n" for at in range(100_000)), encoding="utf-8")
    with limited():
        code, out, _ = run_here(["check", "bank.yaml"])
    told = out.splitlines()
    assert (code, len(told)) == (1, 101)
    assert told[-1] == "bank.yaml:107:1: unknown-key the bank has none of the 99900 keys from here on"
