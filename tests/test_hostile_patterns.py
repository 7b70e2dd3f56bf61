"""Every regular expression in the package, on the texts that make one run without end."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz.run import limited

ROOT = Path(__file__).parents[1] / "quizgen"
_CALLS = {"compile", "match", "search", "fullmatch", "sub", "split", "findall", "finditer"}


def _patterns() -> Iterator[tuple[str, str]]:
    """Where each pattern that is written out stands, and what it says; flags do not matter here."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if not (isinstance(called, ast.Attribute) and called.attr in _CALLS):
                continue
            assert isinstance(node, ast.Call)
            if isinstance(called.value, ast.Name) and called.value.id == "re" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", first.value


PATTERNS = dict(_patterns())
LONG = 600
"""So long that work which grows with the cube of a text never ends, and with its square does at once."""


def _seeds(pattern: str) -> Iterator[str]:
    """Pieces that a pattern may take again and again: its own characters, alone and in pairs, and what any takes."""
    own = [*dict.fromkeys(each for each in re.sub(r"\\[A-Za-z]|\(\?[:!=<]*", "", pattern) if each not in "()[]?+|^$")][
        :14
    ]
    common = ["a", "0", " ", "\n", "*", "<", "{", "-", ".", "a ", "a,", "1 ", ": ", "é", "\\"]
    yield from dict.fromkeys([*common, *own])
    yield from (one + other for one in own[:8] for other in own[:8] if one != other)


@pytest.mark.parametrize("where", PATTERNS)
def test_no_pattern_runs_without_end(where: str) -> None:
    """Six hundred of a piece, with an end that does not fit: each is through within seconds, all pieces together."""
    found = re.compile(PATTERNS[where])
    with limited():
        for seed in _seeds(PATTERNS[where]):
            many = seed * (LONG // len(seed))
            for text in (many, f"{many}\ue123", f"x{many}\ue123"):
                found.fullmatch(text)
                found.match(text)
                found.search(text)
