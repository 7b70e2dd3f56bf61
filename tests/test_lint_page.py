"""The page of checks is what their docstrings say, and ``quizgen check`` runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizgen.lint.pages import page
from quizgen.lint.registry import CHECKS, NAMES, Check
from tests.linting import bank, judge
from tests.run import FLAGSHIP, REPOSITORY, quizgen


def test_the_page_is_current() -> None:
    """After a change of a docstring: python docs/make_reference.py."""
    assert (REPOSITORY / "docs" / "checks.md").read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_a_docstring_says_level_source_and_shows_a_bad_and_a_better_item(check: Check) -> None:
    """What it finds, why, whose rule it is, and an example."""
    assert all(each in check.page for each in ("Level: ", "Source", "\nBad: ", "\nBetter: "))


ITEM_WRITING = """
    longest-answer absolute-terms vague-terms clang grammar-cue convergence pair exhaustive-subset all-or-none
    negative-stem order duplicate-option homogeneous key-position cover cueing answer-in-stem parity unsourced
"""
"""The rows of the notes on item writing, in their order."""


def test_every_row_of_the_notes_on_item_writing_has_a_check() -> None:
    """In the order of the notes, and none besides."""
    assert tuple(ITEM_WRITING.split()) == NAMES


def test_every_check_has_a_module_of_its_name_and_every_module_is_registered() -> None:
    """One module per check."""
    modules = {path.stem for path in (REPOSITORY / "quizgen" / "lint" / "checks").glob("[a-z]*.py")}
    assert modules == {name.replace("-", "_") for name in NAMES}


def test_the_flagship_bank_passes_every_check_strictly(tmp_path: Path) -> None:
    """No error, no warning, no note."""
    ran = quizgen("check", "--strict", str(FLAGSHIP), folder=tmp_path)
    assert (ran.code, ran.out) == (0, "")


def test_check_prints_what_the_checks_find_and_strict_counts_it(tmp_path: Path) -> None:
    """Warnings alone leave the code at 0; in a bank with errors the checks wait until it loads."""
    text = bank(judge("Cats never sleep. | Kucing tidak pernah tidur.", False))
    (tmp_path / "questions.yaml").write_text(text, encoding="utf-8")
    line = (
        "questions.yaml:6:5: absolute-terms 'q': an absolute word gives a false statement away: 'never' (en), "
        "'tidak pernah' (id); state something that is false without it\n"
    )
    loose, strict = quizgen("check", folder=tmp_path), quizgen("check", "--strict", folder=tmp_path)
    assert (loose.code, loose.out, loose.err) == (0, line, "0 errors, 1 warning; 1 question\n")
    assert (strict.code, strict.out) == (1, line)
    record = json.loads(quizgen("check", "--format", "json", folder=tmp_path).out)
    assert (record["code"], record["level"], record["line"]) == ("absolute-terms", "warning", 6)
    (tmp_path / "questions.yaml").write_text(text.replace("truth: false", "truth: maybe"), encoding="utf-8")
    broken = quizgen("check", folder=tmp_path)
    assert broken.code == 1
    assert "absolute-terms" not in broken.out
