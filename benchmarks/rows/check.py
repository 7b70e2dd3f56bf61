"""Making the questions of a large bank, and checking them, each against the step before."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.banks import realistic
from benchmarks.measure import Row, against, compared
from quizgen.bank.load import load_bank
from quizgen.generate.build import build
from quizgen.lint.run import lint

FACTS = 10_000


def rows() -> Iterator[Row]:
    """Generating against loading, checking against generating."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bank.yaml"
        path.write_text(realistic(FACTS), encoding="utf-8")
        bank = load_bank(path).bank
        assert bank is not None
        questions = build(bank).questions
        made = against(lambda: build(bank), lambda: load_bank(path), runs=3)
        note = f"{len(questions):,} questions"
        yield compared(f"generate, {FACTS:,} facts", "loading that bank", made, 2, note)
        checked = against(lambda: lint(bank, questions), lambda: build(bank), runs=3)
        yield compared(f"every item check, {FACTS:,} facts", "generating", checked, 5)
