"""Reading and validating a bank, against PyYAML's C loader that makes plain objects of the same file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from benchmarks.banks import by_hand, realistic
from benchmarks.measure import Row, against, compared
from quizgen.bank.load import load_bank

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def rows() -> Iterator[Row]:
    """Banks written by hand of three sizes, and one of facts."""
    with tempfile.TemporaryDirectory() as folder:
        for questions in (300, 3_000, 10_000):
            yield _row(f"load and validate {questions:,} questions", by_hand(questions), Path(folder))
        yield _row("load and validate 3,000 facts with 2,700 questions", realistic(3_000), Path(folder))


def _row(work: str, text: str, folder: Path) -> Row:
    path = folder / "bank.yaml"
    path.write_text(text, encoding="utf-8")
    loaded = load_bank(path)
    assert loaded.usable, loaded.problems[:3]
    del loaded
    seconds = against(lambda: load_bank(path), lambda: yaml.load(text, Loader=_LOADER), runs=5)
    return compared(work, "PyYAML's `CSafeLoader`, collector off", seconds, 3)
