# ruff: noqa: E501 (attacks and what is said of them stand on a line)
"""Terminal escape sequences in everything that a stranger can name: shown, and never obeyed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from quizgen.shown import shown, shown_json
from tests.events import answered, flagged, kept
from tests.fuzz.readers import harmless, run_here
from tests.fuzz.tables import marked
from tests.test_import_anki import NOTES, database, package

SMALL = """format: 1
bank: b
title: T
languages: [en]
questions:
  - {id: q, kind: short, ask: What is the capital of Norway?, answer: Oslo}
"""
EVIL = (
    "\x1b[2J", "\x1b]8;;http://x\x07here\x1b]8;;\x07", "\x1b]52;c;eA==\x07", "\x1bP1$r\x1b\\", "\x9b31m", "\x9d0;x\x9c",
    "\u202eabc", "\u2066abc\u2069", "\x07", "\x08\x08", "\x7f", "\r",
)  # fmt: skip
"""Clears the screen, makes a link, fills the clipboard, asks for an answer, in seven bits and in eight; turns text."""
ALL = "".join(EVIL)
YAML = json.dumps(ALL + "x", ensure_ascii=True)[1:-1]


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(*arguments: str) -> str:
    """All that a command prints, which is harmless."""
    _, out, err = run_here(list(arguments))
    harmless(out)
    harmless(err)
    return out + err


def bank(folder: Path) -> str:
    """A bank every text of which is evil, by way of YAML's own escapes."""
    (folder / "bank.yaml").write_text(
        f"""format: 1
bank: b
title: "T{YAML}"
author: "A{YAML}"
licence: "L{YAML}"
languages: [en]
topics: {{t: "Topic{YAML}"}}
sources: {{s: {{cite: "S{YAML}"}}}}
entities:
  oslo: {{kind: city, name: "Oslo{YAML}", accept: ["O{YAML}"]}}
  rome: {{kind: city, name: "Rome{YAML}"}}
questions:
  - {{id: "q{YAML}", kind: choice, topic: t, source: s, ask: "Which city lies in Norway{YAML}?", answer: "@oslo",
      distractors: ["@rome", {{text: "Lima{YAML}", because: "No{YAML}"}}], explain: "E{YAML}"}}
  - {{id: r, kind: short, topic: t, ask: "What is the capital{YAML}?", answer: "Oslo{YAML}"}}
  - {{id: s, kind: match, ask: "Match{YAML}", pairs: [["a{YAML}", "b{YAML}"], ["c{YAML}", "d{YAML}"]]}}
""",
        encoding="utf-8",
    )
    return "bank.yaml"


COMMANDS: Sequence[Sequence[str]] = (
    ("check",), ("check", "--format", "json"), ("check", "--format", "github"), ("check", "--explain"), ("list",),
    ("list", "--format", "json"), ("play", "--plain", "--no-progress", "--seed", "1"),
    ("play", "--plain", "--no-progress", "--seed", "1", "--exam"), ("review", "--plain", "--progress", "p.sqlite"),
    ("stats", "--progress", "p.sqlite"), ("stats", "--json", "--progress", "p.sqlite"),
    ("deck", "-o", "o.apkg"), ("deck", "--diff", "old.apkg"), ("handout", "-o", "o.md"), ("handout", "-o", "o.docx"),
    ("handout", "-o", "o.pdf"), ("export", "--to", "gift", "-o", "o.gift"), ("export", "--to", "kahoot", "-o", "o.xlsx"),
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_obeys_a_bank(room: Path, command: Sequence[str]) -> None:
    """Titles, names, topics, ids, options, reasons: the terminal gets pictures of what would steer it."""
    name = bank(room)
    run_here(["deck", name, "-o", "old.apkg"])
    first, *rest = command
    said(first, name, *rest)


def test_what_is_wrong_with_a_bank_is_told_harmlessly(room: Path) -> None:
    """Ids, keys and texts that a problem quotes, and the bank's own title."""
    text = f"""format: 1
bank: "{YAML}"
title: T
languages: ["{YAML}", en]
"k{YAML}": 1
entities: {{"e{YAML}": {{kind: x}}}}
questions:
  - {{id: q, kind: "{YAML}", ask: A?}}
  - {{id: q, kind: short, ask: A?, answer: "@{YAML}", image: {{file: "{YAML}", alt: A}}, source: "{YAML}"}}
"""
    (room / "bank.yaml").write_text(text, encoding="utf-8")
    for format_ in ("text", "json", "github"):
        assert "␛[2J" in said("check", "bank.yaml", "--format", format_) or format_ == "json"
    told = [
        json.loads(line)["message"] for line in run_here(["check", "bank.yaml", "--format", "json"])[1].splitlines()
    ]
    assert any("\x1b[2J" in each for each in told), "JSON keeps what stood there, in its own escapes"


NAME = "a\x1b]0;x\x07\x9b2J\u202eb"


@pytest.mark.parametrize(
    "command",
    [
        ("check", "{}.yaml"), ("play", "{}.yaml"), ("handout", "small.yaml", "-o", "{}.xyz"),
        ("handout", "small.yaml", "-o", "{}/o.pdf"), ("handout", "small.yaml", "--roster", "{}.csv", "-o", "o.pdf"),
        ("handout", "small.yaml", "--header", "{}.toml", "-o", "o.pdf"), ("import", "{}.csv"), ("import", "{}.xyz"),
        ("deck", "small.yaml", "--diff", "{}.apkg"), ("progress", "import", "{}.jsonl"), ("mark", "{}.csv", "x.csv"),
        ("stats", "small.yaml", "--progress", "small.yaml/{}"), ("new", "{}/x.yaml"), ("list", "small.yaml", "-t", "{}"),
        ("list", "small.yaml", "--id", "{}"), ("list", "small.yaml", "-l", "{}"), ("check", "there{}.yaml"),
        ("build", "small.yaml", "-o", "out{}"), ("export", "small.yaml", "--to", "gift", "-o", "there{}.gift"),
        ("progress", "forget", "--bank", "{}", "--progress", "p.sqlite"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_command_obeys_a_name(room: Path, command: Sequence[str]) -> None:
    """File names and wishes with escapes in them, there or not."""
    (room / "small.yaml").write_text(SMALL, encoding="utf-8")
    (room / f"there{NAME}.yaml").write_text("x: [", encoding="utf-8")
    text = said(*(part.replace("{}", NAME) for part in command))
    assert "␛]0;x␇�2J�b" in text


def test_no_command_obeys_a_class(room: Path) -> None:
    """Learners, papers, answers, and what the key table's own JSON says."""
    key, responses = (each.decode("utf-8-sig") for each in marked())
    escaped = json.dumps(ALL)[1:-1].replace('"', '""')
    (room / "key.csv").write_text(key.replace('""text"":""', f'""text"":""{escaped}'), encoding="utf-8")
    (room / "r.csv").write_text(responses.replace("Adi", f"Adi{ALL.replace(chr(13), '')}"), encoding="utf-8")
    assert "Adi" in said("mark", "key.csv", "r.csv")
    said("mark", "key.csv", "r.csv", "--format", "json")
    (room / "bad.csv").write_text(f"learner,paper,1\nAdi{ALL[:-1]},Z{ALL[:-1]},{ALL[:-1]}\n", encoding="utf-8")
    assert "bad.csv:" in said("mark", "key.csv", "bad.csv")
    (room / "small.yaml").write_text(SMALL, encoding="utf-8")
    (room / "names.csv").write_text(f"name\nAni{ALL[:-1]}\n", encoding="utf-8")
    assert "bad-cell" in said("handout", "small.yaml", "--roster", "names.csv", "-o", "o.md")


def test_no_command_obeys_a_progress_file(room: Path) -> None:
    """Banks, questions, remarks and options that it remembers."""
    (room / "small.yaml").write_text(SMALL, encoding="utf-8")
    path = str(kept(
        room / "p.sqlite", answered(1, bank=f"b{ALL}", question=ALL, response=ALL), flagged(2, ALL, code=ALL, bank="b"),
        answered(3, bank="b", question="q", kind="choice", right=False, score=0.0, response=ALL, shown=(ALL,)),
        answered(4, bank="b", question=f"gone{ALL}"),
    ))  # fmt: skip
    for command in (
        ("stats", "small.yaml"), ("stats", "small.yaml", "--json"), ("progress", "flags"), ("progress", "flags", "--json"),
        ("progress", "export"), ("progress", "rebuild"), ("progress", "forget", "--bank", "x"),
        ("review", "small.yaml", "--plain"), ("progress", "forget", "--yes", "--bank", f"b{ALL}"),
    ):  # fmt: skip
        assert said(*command, "--progress", path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("q.gift", f"{ALL}::{ALL}::A{ALL} {{=B{ALL} ~%x%C}}\n\nbad {ALL} {{=\n"), ("q.txt", f"{ALL}no tab{ALL}\na\tb{ALL}\tc{ALL}\n"),
        ("q.xml", "<quiz><question type='e&#155;x'><name><text>x&#x9b;2J&#x202e;</text></name></question></quiz>"),
        ("q.csv", f"question,answer,odd{ALL[:-1]}\nA{ALL[:-1]},B{ALL[:-1]},C{ALL[:-1]}\n,x{ALL[:-1]},\n"),
        ("l.jsonl", json.dumps({"format": 1, "event": ALL}) + "\n" + json.dumps({"format": 1, "event": "undone", ALL: 1})),
        ("h.toml", f'"k\\u001b\\u009b" = "x"\nschool = "{YAML}"\nlogo = "{YAML}.png"\nlogo-alt = "x"\n'),
    ],
)  # fmt: skip
def test_no_import_obeys_a_file(room: Path, name: str, content: str) -> None:
    """What is told of another program's file quotes it harmlessly."""
    (room / name).write_text(content, encoding="utf-8", newline="")
    (room / "small.yaml").write_text(SMALL, encoding="utf-8")
    command = {
        ".jsonl": ("progress", "import", name, "--progress", "p.sqlite"),
        ".toml": ("handout", "small.yaml", "--header", name, "-o", "o.md"),
    }.get(Path(name).suffix, ("import", name, "-o", "o.yaml"))
    assert said(*command)


def test_no_import_obeys_a_deck(room: Path) -> None:
    """Fields, tags, decks and the names of note types."""
    models = json.dumps(
        {"1": {"name": f"Basic{ALL}", "type": 0, "flds": [{"name": f"F{ALL}", "ord": 0}, {"name": "B", "ord": 1}]}}
    )
    rows = f"INSERT INTO notes VALUES (1, 1, ' t{ALL} ', 'Front{ALL}<img src=\"x{ALL}\">[sound:{ALL}]\x1fBack{ALL}')"
    (room / "d.apkg").write_bytes(package(database(NOTES, rows, f"UPDATE col SET models = '{models}'")))
    assert "o.yaml: 1 question" in said("import", "d.apkg", "-o", "o.yaml")
    (room / "small.yaml").write_text(SMALL, encoding="utf-8")
    assert said("deck", "small.yaml", "--diff", "d.apkg")


def test_what_is_shown_says_what_stood_there() -> None:
    """A picture of each control character, a mark for what turns text; letters of every script stay."""
    assert shown("\x1b[2J\x9b\u202e") == "␛[2J��"
    assert shown("a\nb\tc\r\nd\u2028e") == "a b c  d e"
    assert shown("a\nb", flat=False) == "a\nb"
    assert shown("שלום \u200fعربي 不明 é 🦉") == "שלום \u200fعربي 不明 é 🦉"
    assert json.loads(shown_json(json.dumps(ALL, ensure_ascii=False))) == ALL
