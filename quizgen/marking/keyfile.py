"""The key table read again: what is right on every paper, with every slip in the file told at its place."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from quizgen.export.sheet import letter
from quizgen.export.sheet.keytable import COLUMNS, Forms, KeyRow, Marking, key_words
from quizgen.grade import FEWEST_POINTS, MOST_POINTS
from quizgen.marking.answers import SlipError, read_answer
from quizgen.marking.records import Ledger, Record, filled
from quizgen.meant import near
from quizgen.model import KINDS, Choice, Cloze, Match, Order, Select, Short, TrueFalse
from quizgen.wording import is_written

NEEDED = ("paper", "number", "id", "kind", "marking")
"""The columns without which nothing can be marked; what the others say can be done without."""


@dataclass(frozen=True, slots=True)
class Key:
    """A whole key table: paper -> number -> what is right there, in the order of the file."""

    papers: Mapping[str, Mapping[int, KeyRow]]

    @property
    def rows(self) -> tuple[KeyRow, ...]:
        """All rows, paper by paper."""
        return tuple(row for paper in self.papers.values() for row in paper.values())

    def owner(self, paper: str) -> str:
        """The learner whose paper it is; empty for a form that many have."""
        return next(iter(self.papers[paper].values())).learner


def read_key(records: Sequence[Record], ledger: Ledger) -> Key | None:
    """The key table of some rows, the first one its headings; None, and what is wrong in the ledger, if it is none."""
    rows = filled(records)
    if not rows:
        ledger.error(1, 1, "empty-file", "the key table is empty; `quizgen handout --key-table FILE.csv` writes one")
        return None
    head, *rest = rows
    columns: dict[str, int] = {}
    for at in range(len(head.cells)):
        name = head.cell(at).casefold()
        if name in COLUMNS and name in columns:
            ledger.error(head.number, at + 1, "duplicate-column", f"there are two columns '{name}'")
        columns.setdefault(name, at)
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        told = f"this is no key table: it has no column {' or '.join(map(repr, missing))}"
        ledger.error(head.number, 1, "missing-column", f"{told}; `quizgen handout --key-table FILE.csv` writes one")
        return None
    if not rest:
        ledger.error(head.number, 1, "empty-file", "the key table has headings and no questions")
        return None
    papers: dict[str, dict[int, KeyRow]] = {}
    right: dict[tuple[str, str], tuple[KeyRow, object]] = {}
    for record in rest:
        if _names(record) == _names(head):  # parts of a roster, one file behind the other
            continue
        row = _Reader(record, columns, ledger).row()
        if row is None:
            continue
        paper = papers.setdefault(row.paper, {})
        if row.number in paper:
            told = f"paper '{row.paper}' has two questions with the number {row.number}"
            ledger.error(record.number, columns["number"] + 1, "duplicate-question", told)
        paper[row.number] = row
        first, answer = right.setdefault((row.id, row.code), (row, _answer(row)))
        if answer != _answer(row):
            told = f"question {row.code or row.id} has another key on paper '{first.paper}' ({first.key}) than here"
            ledger.error(record.number, columns.get("key", columns["marking"]) + 1, "keys-differ", told)
    return Key(papers) if papers else None


def _names(record: Record) -> list[str]:
    """A row's cells as headings; a file's first byte mark may stand before them."""
    return [cell.lstrip("\ufeff").casefold() for cell in record.cells]


def _answer(row: KeyRow) -> object:
    """What is right, by the options' keys, so that it can be compared with another paper's."""
    marking = row.marking
    if row.kind in (Short.kind, Cloze.kind):
        return {number: set().union(*forms.values()) for number, forms in marking.accept.items()}
    named = [marking.options[at][0] for at in marking.right]
    if row.kind == Match.kind:
        return sorted(zip((key for key, _ in marking.lefts), named, strict=True))
    return named if row.kind == Order.kind else sorted(named)


class _Reader:
    """One row of the file, cell by cell."""

    def __init__(self, record: Record, columns: Mapping[str, int], ledger: Ledger) -> None:
        self.record, self.columns, self.ledger = record, columns, ledger
        self.wrong = False

    def row(self) -> KeyRow | None:
        """The row; None after an error."""
        for name in COLUMNS:
            if name in self.columns and self.ledger.trouble(self.record, self.columns[name]):
                self.wrong = True
        number = self._number()
        kind = self.cell("kind").casefold()
        if kind not in KINDS:
            self.error("kind", "unknown-kind", f"'{kind}' is no kind of question{near(kind, KINDS)}")
        for name in ("paper", "id"):
            if not self.cell(name):
                self.error(name, "missing-text", f"the cell '{name}' is empty")
        points = self._points()
        marking = self._marking(kind) if kind in KINDS else None
        if self.wrong or marking is None:
            return None
        row = KeyRow(
            paper=self.cell("paper"),
            learner=self.cell("learner"),
            number=number,
            code=self.cell("code"),
            id=self.cell("id"),
            kind=kind,
            topic=self.cell("topic"),
            points=points,
            key=key_words(kind, marking),
            question=self.cell("question"),
            marking=marking,
        )
        row = self._mended(row)
        return None if self.wrong else row

    def cell(self, name: str) -> str:
        return self.record.cell(self.columns.get(name))

    def error(self, name: str, code: str, message: str) -> None:
        self.wrong = True
        self.ledger.error(self.record.number, self.columns.get(name, 0) + 1, code, message)

    def _number(self) -> int:
        said = self.cell("number")
        if said.isascii() and said.isdigit() and len(said) < 9 and 0 < int(said) < 10_000:
            return int(said)
        self.error("number", "bad-number", f"'{said}' is no number of a question; write 1, 2, 3 …")
        return 0

    def _points(self) -> Decimal:
        said = self.cell("points").replace(",", ".")
        if not said:
            return Decimal(1)
        try:
            points = Decimal(said)
        except InvalidOperation:
            points = Decimal(-1)
        if not (points.is_finite() and (points == 0 or FEWEST_POINTS <= points <= MOST_POINTS)):
            self.error(
                "points", "bad-points", f"'{said}' is no number of points; write 1, 2 or 0.5 (0 drops a question)"
            )
        return points

    def _marking(self, kind: str) -> Marking | None:
        try:
            return _marking(kind, json.loads(self.cell("marking")))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            told = (
                "this cell does not say how to mark the question any more; take it from the key table as it was written"
            )
            self.error("marking", "bad-marking", told)
            return None

    def _mended(self, row: KeyRow) -> KeyRow:
        """The row with the key that somebody has written into the cell ``key`` since, where it is another."""
        said = self.cell("key")
        if not said or said.split() == row.key.split():
            return row
        mended = _with_key(row, said)
        if mended is None:
            told = f"'{said}' cannot be the key of this question ({row.kind}); its key was written as '{row.key}'"
            self.error("key", "bad-key", told)
            return row
        if mended.key != row.key:
            told = f"the key of question {row.code or row.id} on paper '{row.paper}' has been changed: {mended.key}"
            self.ledger.warn(self.record.number, self.columns["key"] + 1, "changed-key", f"{told} is right now")
        return mended


def _with_key(row: KeyRow, said: str) -> KeyRow | None:
    """The row with another key; None where it cannot be one of this question's."""
    marking = row.marking
    if row.kind in (Short.kind, Cloze.kind):
        parts = {1: said} if row.kind == Short.kind else _numbered(said)
        forms = {
            number: tuple(dict.fromkeys(filter(None, map(str.strip, part.split("|")))))
            for number, part in parts.items()
        }
        if forms.keys() != marking.accept.keys() or not all(forms.values()):
            return None
        changed = replace(
            marking, accept={number: dict.fromkeys(marking.languages, each) for number, each in forms.items()}
        )
        return replace(row, marking=changed, key=key_words(row.kind, changed))
    try:
        given = read_answer(said, row).response
    except SlipError:
        return None
    right: tuple[int, ...] | None = None
    if isinstance(given, bool):
        right = (0 if given else 1,)
    elif isinstance(given, int):
        right = (given,)
    elif isinstance(given, frozenset):
        right = tuple(sorted(given))
    elif isinstance(given, tuple) and sorted(given) == list(range(len(marking.options))):
        right = given
    elif isinstance(given, Mapping) and len(set(given.values())) == len(marking.lefts):
        right = tuple(at for _, at in sorted(given.items()) if isinstance(at, int))
    if right is None:
        return None
    changed = replace(marking, right=right)
    return replace(row, marking=changed, key=key_words(row.kind, changed))


def _numbered(said: str) -> dict[int, str]:
    """The blanks of a cloze's key: "1=Vienna | Wien; 2=Danube"."""
    parts = [re.fullmatch(r"\s*([0-9]{1,3})\s*=(.*)", part) for part in re.split(r";(?=\s*[0-9]{1,3}\s*=)", said)]
    return {int(each[1]): each[2] for each in parts if each}


# -- the cell ``marking`` ---------------------------------------------------------------------------


def _marking(kind: str, said: Any) -> Marking:
    """What the JSON says. Raises ValueError, KeyError or TypeError where it is not what was written."""
    languages = tuple(_text(each) for each in said["languages"])
    if not languages or not all(map(is_written, languages)):
        raise ValueError
    if kind in (Short.kind, Cloze.kind):
        blanks = {int(number): blank for number, blank in said["blanks"].items()}
        accept = {number: _forms(blank["accept"], languages) for number, blank in blanks.items()}
        others = {number: _forms(blank["others"], languages) for number, blank in blanks.items()}
        if not accept or (kind == Short.kind and set(accept) != {1}):
            raise ValueError
        if not all(any(forms.values()) for forms in accept.values()):
            raise ValueError
        return Marking(languages, accept=accept, others=others)
    letters = [letter(at) for at in range(len(said["options"]))]
    options = tuple((_text(said["options"][each]["key"]), _text(said["options"][each]["text"])) for each in letters)
    right = tuple(letters.index(each) for each in said["right"])
    lefts = tuple((_text(each["key"]), _text(each["text"])) for each in said.get("lefts", ()))
    due = {
        Choice.kind: len(right) == 1,
        TrueFalse.kind: len(right) == 1 and len(options) == 2,
        Select.kind: len(right) >= 1,
        Order.kind: len(right) == len(options),
        Match.kind: len(right) == len(lefts) > 0,
    }
    if not due[kind] or len(set(right)) != len(right):
        raise ValueError
    return Marking(languages, options, right, lefts)


def _forms(said: Any, languages: Sequence[str]) -> Forms:
    return {language: tuple(_text(form) for form in said.get(language, ())) for language in languages}


def _text(said: Any) -> str:
    if not isinstance(said, str):
        raise TypeError
    return said
