"""Small banks for the tests of the loader, put together from pieces, and the lines that they give."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from quizgen.bank.load import Loaded, load_bank
from quizgen.errors import Problem
from quizgen.generate.build import build

HEAD = "format: 1\nbank: b\ntitle: T\nlanguages: [en]\n"
"""Lines 1 to 4 of a bank in one language."""

TWO = "format: 1\nbank: b\ntitle: T\nlanguages: [en, id]\n"
"""Lines 1 to 4 of a bank in two languages."""

PLACES = "entities:\n  japan: {kind: country, name: Japan}\n  tokyo: {kind: city, name: Tokyo}\n"
"""Three lines: two entities."""

CAPITAL = """\
relations:
  capital:
    slots: {country: country, city: city}
    say: "{city} is the capital of {country}."
"""
"""Four lines: a relation of the two entities."""

FACT = "facts:\n  - capital: {country: japan, city: tokyo}\n"
"""Two lines: a fact of that relation."""

SHORT = "questions:\n  - id: q\n    kind: short\n    ask: A?\n    answer: B\n"
"""Five lines: a question without a fault."""

_PIECES = {"HEAD": HEAD, "TWO": TWO, "PLACES": PLACES, "CAPITAL": CAPITAL, "FACT": FACT, "SHORT": SHORT}


@dataclass(frozen=True)
class Case:
    """What is held, a bank, and every line that it gives, without its file's name."""

    title: str
    bank: str
    lines: list[str]


def cases(text: str) -> list[Case]:
    """Cases as they are written in the tests: ``## title``, the bank, ``=> line:column: code message``.

    A line that names a piece of this file (``HEAD``) stands for that piece.
    """
    found = []
    for block in dedent(text).split("## ")[1:]:
        title, *written = block.rstrip("\n").split("\n")
        bank = "".join(_PIECES.get(line, f"{line}\n") for line in written if not line.startswith("=> "))
        found.append(Case(title, bank, [line[3:] for line in written if line.startswith("=> ")]))
    return found


def loaded(folder: Path, text: str) -> Loaded:
    """A bank of this text, loaded; ``folder`` is the current one."""
    (folder / "bank.yaml").write_text(text, encoding="utf-8", newline="")
    return load_bank("bank.yaml")


def problems(folder: Path, text: str) -> list[Problem]:
    """All that loading and building find in a bank, as ``quizgen check`` does."""
    found = loaded(folder, text)
    built = build(found.bank, broken=found.broken).problems if found.bank else ()
    return sorted({*found.problems, *built})


def lines(folder: Path, text: str) -> list[str]:
    """The problems as they are printed, without the file's name."""
    return [str(problem).removeprefix("bank.yaml:") for problem in problems(folder, text)]
