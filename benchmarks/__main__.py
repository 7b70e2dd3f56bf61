"""Time the way of the data on the flagship bank and on a large bank made up for the purpose."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from quizgen.bank.load import load_bank, load_words
from quizgen.export.anki import build_deck
from quizgen.export.pdf import build_pdf
from quizgen.export.sheet import paper
from quizgen.generate.build import build
from quizgen.select import Choosing, select

T = TypeVar("T")

FLAGSHIP = Path(__file__).parents[1] / "questions.yaml"
FACTS = 2000


def timed(what: str, work: Callable[[], T]) -> T:
    """Do the work and print how long it took."""
    begun = time.perf_counter()
    result = work()
    print(f"{what:<40}{time.perf_counter() - begun:8.3f} s")
    return result


def large(folder: Path) -> Path:
    """A bank of two thousand facts of one relation, each about its own city."""
    lines = ["format: 1", "bank: large", "title: Large", "languages: [en]", "entities:"]
    lines += [
        f"  c{at}: {{kind: country, name: Country {at}}}\n  t{at}: {{kind: city, name: City {at}}}"
        for at in range(FACTS)
    ]
    lines += [
        "relations:",
        "  capital:",
        "    slots: {city: city, country: country}",
        '    say: "{city} is the capital of {country}."',
        '    ask: {city: "What is the capital of {country}?"}',
        "facts:",
    ]
    lines += [f"  - capital: {{city: t{at}, country: c{at}}}" for at in range(FACTS)]
    path = folder / "large.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def way(path: Path, name: str) -> None:
    """Load, build, choose, write a deck and a paper of thirty."""
    loaded = timed(f"{name}: load", lambda: load_bank(path))
    bank = loaded.bank
    if bank is None:
        sys.exit("\n".join(map(str, loaded.problems)))
    questions = timed(f"{name}: build", lambda: build(bank)).questions
    words = load_words("en")
    few = timed(f"{name}: choose 30", lambda: select(questions, bank, Choosing(count=30))).questions
    timed(f"{name}: deck of {len(questions)}", lambda: build_deck(questions, bank, "en", words, now=1_700_000_000))
    timed(f"{name}: paper of 30", lambda: build_pdf(paper(few, bank, "en", words), key=True, paper_size="a4"))


if __name__ == "__main__":
    way(FLAGSHIP, "flagship")
    with tempfile.TemporaryDirectory() as folder:
        way(large(Path(folder)), "large")
