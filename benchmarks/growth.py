"""Growth: the same bank at ten and a hundred times the facts; time and memory are to grow in proportion."""

from __future__ import annotations

import tempfile
import tracemalloc
from collections.abc import Sequence
from itertools import pairwise
from math import log10
from pathlib import Path
from statistics import median

from benchmarks.banks import realistic
from benchmarks.measure import apart, cost, told
from quizgen.bank.load import load_bank, load_words
from quizgen.export.anki import build_deck
from quizgen.generate.build import build
from quizgen.lint.run import lint

SIZES = (100, 1_000, 10_000)
STEPS = ("load", "generate", "check", "deck")
MOST = 12.0
"""Ten times the facts may take so many times the time, and of memory."""
RUNS = 3


def upto(step: str, facts: int) -> float:
    """The seconds of a step, in a process whose libraries a small bank has loaded before."""
    _seconds(step, 10)
    return _seconds(step, facts)


def held(step: str, facts: int) -> int:
    """The most bytes that Python's objects take up to the end of a step: neither interpreter nor libraries count."""
    _seconds(step, 10)
    tracemalloc.start()
    _seconds(step, facts)
    return tracemalloc.get_traced_memory()[1]


def _seconds(step: str, facts: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bank.yaml"
        path.write_text(realistic(facts), encoding="utf-8")
        if step == "load":
            return cost(lambda: load_bank(path))
        bank = load_bank(path).bank
        assert bank is not None
        if step == "generate":
            return cost(lambda: build(bank))
        questions = build(bank).questions
        if step == "check":
            return cost(lambda: lint(bank, questions))
        words = load_words("en")
        return cost(lambda: build_deck(questions, bank, "en", words, now=1_700_000_000))


def measured(step: str, facts: int) -> tuple[float, int]:
    """A step's seconds, the median of several processes (one where there are very many facts), and its bytes."""
    runs = RUNS if facts <= SIZES[-1] else 1
    seconds = median(apart(f"benchmarks.growth:upto({step!r}, {facts})")[0] for _ in range(runs))
    return seconds, apart(f"benchmarks.growth:held({step!r}, {facts})")[0]


def table(sizes: Sequence[int] = SIZES) -> list[str]:
    """The lines of the table: time and memory of each step, and how they grow."""
    lines = [
        "| step | " + " | ".join(f"{size:,} facts" for size in sizes) + " | time for ten times the facts | memory |",
        "|---|" + "---|" * (len(sizes) + 2),
    ]
    for step in STEPS:
        found = [measured(step, size) for size in sizes]
        cells = [f"{told(seconds)}, {memory / 2**20:.1f} MiB" for seconds, memory in found]
        times = _growth(sizes, [seconds for seconds, _ in found])
        memories = _growth(sizes, [memory for _, memory in found])
        lines.append(f"| {step} | " + " | ".join(cells) + f" | {times} | {memories} |")
    return lines


def _growth(sizes: Sequence[int], figures: Sequence[float]) -> str:
    """By how much each figure is larger than the one before, for ten times the facts."""
    factors = [
        (later / before) ** (1 / log10(bigger / size))
        for (size, bigger), (before, later) in zip(pairwise(sizes), pairwise(figures), strict=True)
    ]
    return ", ".join(f"{factor:.1f} ×" + ("" if factor <= MOST else " (**too much**)") for factor in factors)
