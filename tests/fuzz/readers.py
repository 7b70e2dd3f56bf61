"""What reads a stranger's file, each fed with sound files that were changed."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterable
from contextlib import redirect_stderr, redirect_stdout
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from quizgen.bank.images import trouble
from quizgen.bank.load import Loaded, load_bank, load_words
from quizgen.bank.nodes import Desk
from quizgen.bank.written import Heading, write_bank
from quizgen.bring import READERS, format_of
from quizgen.cli.main import main
from quizgen.errors import Problem, has_errors
from quizgen.export.anki import OlderDeckError, build_deck, differences
from quizgen.export.anki.reviews import UnreadableError, read_reviews
from quizgen.export.platforms import BUILDERS
from quizgen.generate.build import build
from quizgen.lint.run import lint
from quizgen.study.journal import line_of, read_lines
from tests import samples
from tests.events import answered, flagged, kept
from tests.fuzz.mutate import mutated, nasty, rearranged
from tests.test_anki_deck import PNG

DATA = Path(__file__).parents[1] / "data"
DESIGN = (DATA / "design.yaml").read_bytes()
WORDS = load_words("en")


def tell(problems: Iterable[Problem]) -> None:
    """Hold what every problem is: a line with a place and nothing in it that steers a terminal."""
    for problem in problems:
        line = str(problem)
        assert problem.message.strip(), problem.code
        harmless(line)
        assert "\n" not in line


def harmless(text: str) -> None:
    """Hold that nothing of a text would be obeyed by a terminal."""
    bad = re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert not bad, bad


def checked(path: Path) -> Loaded:
    """A bank loaded, and where it is usable built and checked, as ``quizgen check`` does."""
    loaded = load_bank(path)
    tell(loaded.problems)
    if loaded.bank is not None:
        built = build(loaded.bank, broken=loaded.broken)
        tell(built.problems)
        if not has_errors([*loaded.problems, *built.problems]):
            tell(lint(loaded.bank, built.questions))
    return loaded


# -- banks ----------------------------------------------------------------------------------------


def bank_bytes(random: Random, folder: Path) -> None:
    """A bank's file, changed as bytes."""
    path = folder / "bank.yaml"
    path.write_bytes(mutated(DESIGN, random))
    checked(path)


@lru_cache
def design() -> Any:
    """The sample bank as a tree."""
    return yaml.load(DESIGN, Loader=yaml.CBaseLoader)


def bank_tree(random: Random, folder: Path) -> None:
    """A bank's tree rearranged; JSON is YAML."""
    path = folder / "bank.yaml"
    tree = rearranged(design(), random)
    path.write_bytes(json.dumps(tree, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    checked(path)


_DRAWING = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><defs><g id="a"><rect width="2"'
    b' height="2" style="fill:url(#b)"/></g></defs><use href="#a"/><style>g{fill:red}</style><text>A</text></svg>'
)
_GIF = (b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x00\x00\x00\x00\x00"
        b",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;")  # fmt: skip


def images(random: Random, _: Path) -> None:
    """A picture's bytes."""
    kind, content = random.choice(
        [("image/png", PNG), ("image/gif", _GIF), ("image/svg+xml", _DRAWING), ("image/svg+xml", _DRAWING),
         ("image/jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x11\x08\0\x10\0\x10\x03"),
         ("image/webp", b"RIFF\x1a\0\0\0WEBPVP8L\r\0\0\0/\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0")]
    )  # fmt: skip
    harmless(trouble(mutated(content, random), kind))


# -- other programs' files --------------------------------------------------------------------------


def brought(format_: str, content: bytes) -> None:
    """A file read; what is taken can be written as a bank."""
    desk = Desk("file")
    draft = READERS[format_](content, desk, ())
    tell(desk.problems)
    if draft is None:
        assert desk.problems
    else:
        write_bank(draft, Heading("file", "bank.yaml", "bank", {draft.languages[0]: "A bank"}))


@lru_cache
def sound(format_: str) -> bytes:
    """A sound file of a platform."""
    if format_ == "anki":
        return build_deck(samples.QUESTIONS, samples.BANK, "en", WORDS, now=1)
    return BUILDERS[format_](samples.QUESTIONS, samples.BANK, "en", WORDS).content


def importing(format_: str) -> Callable[[Random, Path], None]:
    """The target of a format that is text."""

    def target(random: Random, folder: Path) -> None:
        content = mutated(sound(format_), random)
        (folder / "file").write_bytes(content)
        format_of(content, random.choice((".txt", ".xml", ".gift", ".csv")))
        brought(format_, content)

    return target


def package(random: Random) -> bytes:
    """Our deck, changed: its database, its list of files, its rows, or the package itself."""
    entries = unzipped(sound("anki"))
    match random.choice(("database", "rows", "rows", "media", "package", "stray")):
        case "database":
            entries["collection.anki2"] = mutated(entries["collection.anki2"], random)
        case "rows":
            entries["collection.anki2"] = altered(entries["collection.anki2"], random)
        case "media":
            entries["media"] = random.choice(
                [mutated(b'{"0": "a.png"}', random), b'{"0": "../../x"}', b"[" * 5000, b'{"0": null}', b'{"x": []}']
            )
        case "package":
            return mutated(zipped(entries), random)
        case _:
            entries[random.choice(["collection.anki21b", "collection.anki21", "../x", "/x", "0"])] = mutated(
                entries["collection.anki2"][: random.choice((0, 100, 10**6))], random
            )
    return zipped(entries)


def anki(random: Random, folder: Path) -> None:
    """An Anki deck as questions."""
    content = package(random)
    (folder / "deck.apkg").write_bytes(content)
    brought("anki", content)


def old_deck(random: Random, folder: Path) -> None:
    """The older deck of ``--since`` and ``--diff``."""
    content = package(random)
    (folder / "deck.apkg").write_bytes(content)
    for read in (
        lambda: build_deck(samples.QUESTIONS, samples.BANK, "en", WORDS, now=1, older=content),
        lambda: differences(sound("anki"), content),
    ):
        try:
            read()
        except OlderDeckError:
            pass
        except ValueError as error:  # what the command line tells as it is
            assert type(error) is ValueError
            assert str(error)


def anki_reviews(random: Random, folder: Path) -> None:
    """The review log of a package or a collection."""
    content = package(random)
    path = folder / "collection"
    path.write_bytes(content if random.random() < 0.5 else altered(unzipped(sound("anki"))["collection.anki2"], random))
    try:
        read_reviews(path, lambda _: 0, {})
    except UnreadableError as error:
        assert str(error)


def unzipped(content: bytes) -> dict[str, bytes]:
    """The entries of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        return {name: held.read(name) for name in held.namelist()}


def zipped(entries: dict[str, bytes]) -> bytes:
    """A package of some entries."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as held:
        for name, content in entries.items():
            held.writestr(name, content)
    return stream.getvalue()


_VALUES: tuple[Any, ...] = (
    None, 0, -1, 1, 2**63 - 1, -(2**63), 1e308, float("inf"), 0.5, b"\xff\xfe", b"", "", "[", "{}", "[[[[",
    '{"a": {"x": 1}}', '{"0": 9}', "x" * 500,
)  # fmt: skip


def altered(database: bytes, random: Random) -> bytes:
    """A database some of whose values are others, types included, and whose tables may be views or gone."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.deserialize(database[:18] + b"\x01\x01" + database[20:])
        connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        connection.execute("PRAGMA ignore_check_constraints = ON")
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for _ in range(random.choice((1, 1, 2, 5))):
            table = random.choice(tables)
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            if not columns:
                continue
            column = random.choice(columns)
            value = random.choice((*_VALUES, nasty(random).encode("utf-8", "replace").decode()))
            try:
                match random.choice(("set", "set", "set", "set", "drop", "view", "column")):
                    case "set":
                        connection.execute(f'UPDATE {table} SET "{column}" = ?', (value,))
                    case "drop":
                        connection.execute(f"DROP TABLE {table}")
                    case "view":
                        connection.execute(f"ALTER TABLE {table} RENAME TO other")
                        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM other")
                    case _:
                        connection.execute(f'ALTER TABLE {table} RENAME COLUMN "{column}" TO odd')
            except sqlite3.Error:
                continue
        return connection.serialize()
    finally:
        connection.close()


# -- progress -------------------------------------------------------------------------------------

_EVENTS = (
    answered(1), answered(2, kind="choice", response="@seoul", shown=("@seoul", "2")), flagged(3, "Why \u202e?"),
    answered(4, kind="cloze", response={"1": "a"}, ratings={1: 3, 2: 1}), answered(5, question="truth"),
)  # fmt: skip


def journal(random: Random, folder: Path) -> None:
    """Progress as JSON lines."""
    content = mutated("".join(f"{line_of(event)}\n" for event in _EVENTS).encode(), random)
    (folder / "lines.jsonl").write_bytes(content)
    events, problems = read_lines(content, "lines.jsonl")
    tell(problems)
    if events and not problems:
        kept_path = folder / "taken.sqlite"
        kept_path.unlink(missing_ok=True)
        kept(kept_path, *(event for event, _ in events))


@lru_cache
def progress_file(folder: str) -> bytes:
    """A sound progress file."""
    path = kept(Path(folder) / "sound.sqlite", *_EVENTS)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    return path.read_bytes()


_SMALL = """format: 1
bank: sample
title: T
languages: [en]
questions:
  - {id: capital, kind: short, ask: What is the capital of Norway?, answer: Oslo}
  - {id: truth, kind: true-false, say: Oslo lies in Norway., truth: true}
"""


def progress(random: Random, folder: Path) -> None:
    """A progress file, and all that is done with one."""
    bank, path = folder / "bank.yaml", folder / "progress.sqlite"
    bank.write_text(_SMALL, encoding="utf-8")
    content = progress_file(str(folder))
    changed = altered(content, random) if random.random() < 0.6 else content[:100] + mutated(content[100:], random)
    for command in (
        ("stats", str(bank)), ("stats", str(bank), "--json"), ("progress", "export"), ("progress", "flags"),
        ("progress", "rebuild"), ("review", str(bank), "--plain"), ("progress", "forget", "--bank", "sample", "--yes"),
        ("deck", str(bank), "--with-progress", "-o", str(folder / "deck.apkg")),
    ):  # fmt: skip
        for left in folder.glob("progress.sqlite*"):
            left.unlink()
        path.write_bytes(changed)
        code, out, err = run_here([*command, "--progress", str(path)])
        assert code in (0, 2, 130), (command, code, err)
        harmless(err)
        harmless(out)


def run_here(arguments: list[str]) -> tuple[int, str, str]:
    """A command in this process, with a few lines typed."""
    import sys

    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    typed, sys.stdin = sys.stdin, io.StringIO("Oslo\n\nt\n\nx\n\n" * 3)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = main(arguments)
            out.flush()
            err.flush()
    finally:
        sys.stdin = typed
    said = [stream.buffer.getvalue().decode() for stream in (out, err)]  # type: ignore[attr-defined]
    return code, said[0], said[1]
