"""Growth: the same bank at ten and a hundred times the facts; time and memory are to grow in proportion."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.banks import realistic
from benchmarks.measure import apart, cost, told
from quizgen.bank.load import load_bank, load_words
from quizgen.export.anki import build_deck
from quizgen.generate.build import build
from quizgen.lint.run import lint

SIZES = (100, 1_000, 10_000)
STEPS = ("load", "generate", "check", "deck")
MOST = 12.0
"""Ten times the facts may take so many times the time."""


def upto(step: str, facts: int) -> float:
    """The seconds of a step, the ones before it done too; the peak memory of the process is that of all of them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bank.yaml"
        path.write_text(realistic(facts), encoding="utf-8")
        seconds = cost(lambda: load_bank(path))
        bank = load_bank(path).bank
        assert bank is not None
        if step == "load":
            return seconds
        built = []
        seconds = cost(lambda: built.append(build(bank).questions))
        if step == "check":
            seconds = cost(lambda: lint(bank, built[0]))
        elif step == "deck":
            words = load_words("en")
            seconds = cost(lambda: build_deck(built[0], bank, "en", words, now=1_700_000_000))
        return seconds


def table(sizes: Sequence[int] = SIZES) -> list[str]:
    """The lines of the table, each step in a process of its own."""
    lines = [
        "| step | " + " | ".join(f"{size:,} facts" for size in sizes) + " | growth for ten times the facts |",
        "|---|" + "---|" * (len(sizes) + 1),
    ]
    for step in STEPS:
        found = [apart(f"benchmarks.growth:upto({step!r}, {size})") for size in sizes]
        cells = [f"{told(seconds)}, {peak / 2**20:.0f} MiB" for seconds, peak in found]
        factors = [
            (later[0] / before[0]) ** (1 / _tens(size, bigger))
            for (size, before), (bigger, later) in zip(
                list(zip(sizes, found, strict=True))[:-1], list(zip(sizes, found, strict=True))[1:], strict=True
            )
        ]
        said = ", ".join(f"{factor:.1f} ×" + ("" if factor <= MOST else " (**too much**)") for factor in factors)
        lines.append(f"| {step} | " + " | ".join(cells) + f" | {said} |")
    return lines


def _tens(size: int, bigger: int) -> float:
    from math import log10

    return log10(bigger / size)
