"""A class that answers papers: made by hashing, so that it is the same everywhere and always."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from quizgen.bank.load import load_bank, load_words
from quizgen.export.sheet import letter
from quizgen.export.sheet.keytable import KeyRow, key_rows, key_table
from quizgen.generate.build import build
from quizgen.model import Bank
from quizgen.select import Choosing, forms
from tests.run import FLAGSHIP

NAMES = (
    "Adi", "Ayu", "Bagus", "Bunga", "Citra", "Dewi", "Dian", "Eka", "Fajar", "Fitri", "Galih", "Hana", "Indah", "Joko",
    "Kartika", "Lestari", "Made", "Nadia", "Oka", "Putri", "Rahmat", "Ratna", "Sari", "Taufik", "Utami", "Vina",
    "Wahyu", "Yanti", "Yoga", "Zahra",
)  # fmt: skip


def chance(*parts: object) -> float:
    """A number from 0 to 1 that hangs on nothing but the parts."""
    return int.from_bytes(sha256(repr(parts).encode()).digest()[:8], "big") / 2**64


def knows(learner: str, question: str) -> bool:
    """Whether a learner knows a question: the able ones more often, and the easy questions by more."""
    able, easy = chance("able", learner), chance("easy", question)
    return chance(learner, question) < 0.15 + 0.45 * able + 0.4 * easy


def answered(learner: str, row: KeyRow) -> str:
    """What a learner writes: the key where it is known, else something wrong, now and then nothing."""
    if knows(learner, row.id):
        return row.key.split(" | ")[0] if row.kind == "short" else _first_forms(row)
    if chance("blank", learner, row.id) < 0.15:
        return ""
    wrong = [at for at in range(len(row.marking.options)) if at not in row.marking.right]
    drawn = int(chance("wrong", learner, row.id) * 1000)
    if row.kind == "choice":
        return letter(wrong[drawn % len(wrong)]).lower()
    if row.kind == "select":
        return f"{letter(row.marking.right[0])}, {letter(wrong[drawn % len(wrong)])}"
    if row.kind == "true-false":
        return row.marking.options[1 - row.marking.right[0]][1]
    if row.kind == "order":
        return " ".join(letter(at) for at in reversed(row.marking.right))
    if row.kind == "match":
        turned = (*row.marking.right[1:], row.marking.right[0])
        return " ".join(letter(at) for at in turned)
    if row.kind == "cloze":
        return "; ".join(f"{number}=no idea" for number in row.marking.accept)
    return "no idea"


def _first_forms(row: KeyRow) -> str:
    if row.kind != "cloze":
        return row.key
    return "; ".join(f"{number}={next(iter(each.values()))[0]}" for number, each in row.marking.accept.items())


def papers(count: int, versions: int, language: str = "en", *kinds: str) -> tuple[tuple[KeyRow, ...], ...]:
    """The key rows of parallel forms of the flagship bank."""
    bank, words = _flagship(), load_words(language)
    made = forms(build(bank).questions, bank, Choosing(count=count, kinds=kinds), versions)
    return tuple(
        key_rows(paper.questions, bank, (language,), words, paper="ABCDEFGH"[at]) for at, paper in enumerate(made)
    )


def _flagship() -> Bank:
    bank = load_bank(FLAGSHIP).bank
    assert bank is not None
    return bank


def responses(tables: Sequence[Sequence[KeyRow]], names: Sequence[str] = NAMES) -> str:
    """The table of answers of learners who take the papers in turn."""
    numbers = range(1, max(len(rows) for rows in tables) + 1)
    rows: list[Sequence[object]] = [("learner", "paper", *numbers)]
    for at, name in enumerate(names):
        paper = tables[at % len(tables)]
        rows.append((name, paper[0].paper, *(answered(name, row) for row in paper)))
    return table(rows)


def table(rows: Sequence[Sequence[object]], delimiter: str = ",") -> str:
    """Rows as CSV."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue()


def written(folder: Path, tables: Sequence[Sequence[KeyRow]], said: str | None = None) -> Mapping[str, Path]:
    """The two files in a folder: ``key.csv`` and ``responses.csv``."""
    (folder / "key.csv").write_bytes(key_table(row for rows in tables for row in rows))
    (folder / "responses.csv").write_text(responses(tables) if said is None else said, encoding="utf-8")
    return {"key": folder / "key.csv", "responses": folder / "responses.csv"}
