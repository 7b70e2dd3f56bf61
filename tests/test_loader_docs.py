"""The page on the format: its examples load, and its codes are those of the source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgen.bank import keys
from quizgen.generate.build import build
from quizgen.model import LITERAL_KINDS, RULES
from tests import (
    test_loader_many,
    test_loader_references,
    test_loader_shapes,
    test_loader_slips,
    test_loader_texts,
    test_loader_twice,
)
from tests.banks import lines, loaded

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "bank-format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(format: 1\n.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
ROWS = re.findall(r"^\| `([a-z-]+)` \| (error|warning|note) \| ", PAGE, re.MULTILINE)

OF_TABLES = {"columns.py", "drafted.py", "dump.py", "rows.py", "schema.py", "shapes.py", "table.py", "written.py"}
"""What reads a table instead of a bank; its codes have a page of their own."""

SOURCES = [
    *sorted(path for path in (ROOT / "quizgen" / "bank").glob("*.py") if path.name not in OF_TABLES),
    ROOT / "quizgen" / "generate" / "build.py",
    ROOT / "quizgen" / "cli" / "check.py",
]


def codes_in(path: Path) -> Iterator[tuple[str, str]]:
    """The codes of the problems that a file reports, each with its level."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        assigned: dict[str, set[str]] = {}
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                strings = {each.value for each in ast.walk(node.value) if isinstance(each, ast.Constant)}
                assigned[node.targets[0].id] = {each for each in strings if isinstance(each, str)}
        for node in ast.walk(function):
            if not isinstance(node, ast.Call) or len(node.args) < 3:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name not in ("error", "warn", "Problem"):
                continue
            level = {"error": "error", "warn": "warning"}.get(name, "note" if len(node.args) > 3 else "error")
            code = node.args[1]
            if isinstance(code, ast.Constant):
                yield str(code.value), level
            elif isinstance(code, ast.Name) and code.id in assigned:
                for each in assigned[code.id] - {"distractors", "items"}:
                    yield each, level


IN_SOURCE = {pair for path in SOURCES for pair in codes_in(path)}


def test_the_page_documents_the_codes_of_the_source_and_no_others() -> None:
    """Each with its level, once."""
    assert len(ROWS) == len(set(ROWS))
    assert set(ROWS) == IN_SOURCE


def test_every_code_has_a_case_in_these_tests() -> None:
    """So that a new code comes with its exact text and place."""
    tables = (test_loader_shapes, test_loader_texts, test_loader_references, test_loader_twice, test_loader_slips)
    tested = {line.split()[1] for table in tables for case in table.CASES for line in case.lines}
    tested |= {line.split()[1] for case in test_loader_many.ONCE for line in case.lines}
    elsewhere = {"encoding", "unreadable-file", "not-made", "image-unsafe", "too-long"}
    assert tested | elsewhere == {code for code, _ in IN_SOURCE}


def test_the_page_has_an_example_for_each_part() -> None:
    """The pattern that finds them still does."""
    assert len(EXAMPLES) == len(re.findall(r"^```yaml$", PAGE, re.MULTILINE)) >= 8


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split("\n")[1])
def test_an_example_loads_without_a_word_and_makes_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example: str
) -> None:
    """What a teacher copies from the page works."""
    monkeypatch.chdir(tmp_path)
    assert lines(tmp_path, example) == []
    bank = loaded(tmp_path, example).bank
    assert bank is not None
    assert build(bank).questions


def test_the_page_names_every_key_rule_and_type() -> None:
    """Nothing of the format is left unsaid."""
    tables = (keys.BANK, keys.SOURCE, keys.ENTITY, keys.IMAGE, keys.RELATION, keys.MATCH, keys.ORDER, keys.FACT)
    named = {key for table in (*tables, keys.CORRECTION, keys.DISTRACTOR, *keys.QUESTIONS.values()) for key in table}
    words = set(re.findall(r"[\w-]+", " ".join([*re.findall(r"`[^`\n]+`", PAGE), *EXAMPLES])))
    assert sorted((named | set(RULES) | set(LITERAL_KINDS)) - words) == []


def test_every_link_inside_the_page_has_its_heading() -> None:
    """A heading that is renamed takes its links along."""
    anchors = {
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", PAGE, re.M)
    }
    assert sorted(set(re.findall(r"\]\(#([^)]+)\)", PAGE)) - anchors) == []
