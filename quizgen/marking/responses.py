"""The table of answers: whose paper it is and what stands on it, every slip told at its place, all at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quizgen.export.sheet.keytable import KeyRow
from quizgen.forms import shapes
from quizgen.marking.answers import Given, SlipError, read_answer
from quizgen.marking.headings import ANSWER, LEARNER, NUMBER, PAPER, Headings, read_headings
from quizgen.marking.keyfile import Key
from quizgen.marking.records import Ledger, Record
from quizgen.meant import near


@dataclass(slots=True)
class Sheet:
    """One learner's paper as it came in: number -> what was given and how it was written; ``line`` is its first row."""

    learner: str
    paper: str
    line: int
    answers: dict[int, tuple[Given, str]] = field(default_factory=dict)


def read_responses(records: Sequence[Record], key: Key, ledger: Ledger) -> tuple[Sheet, ...]:
    """The learners' papers in the order of the file; what is wrong stands in the ledger.

    A row a learner, a column a question; or a row an answer, with columns for the number and for the answer.
    """
    codes = {row.code.upper(): row for row in key.rows if row.code}
    heads, rows = read_headings(records, codes)
    if heads is None:
        told = "no row names the columns; the first one must be: learner, paper, 1, 2, 3, …"
        ledger.error(1, 1, "missing-column" if rows else "empty-file", told if rows else "the table is empty")
        return ()
    reader = _Reader(key, heads, ledger)
    reader.check_headings()
    if not rows:
        ledger.error(heads.line, 1, "empty-file", "the table has headings and no learners")
    for record in rows:
        reader.read(record)
    reader.check_sheets()
    return tuple(reader.sheets.values())


def apart(known: Sequence[Sheet], more: Sequence[Sheet], ledger: Ledger) -> list[Sheet]:
    """The sheets of one more file; a learner whose paper came in with an earlier file is told as an error."""
    given = {(sheet.paper, _folded(sheet.learner)) for sheet in known}
    fresh: list[Sheet] = []
    for sheet in more:
        if (sheet.paper, _folded(sheet.learner)) in given:
            told = (
                f"'{sheet.learner}' with paper '{sheet.paper}' stands in another file already; are these two learners?"
            )
            ledger.error(sheet.line, 1, "duplicate-learner", told)
        else:
            fresh.append(sheet)
    return fresh


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


class _Reader:
    """Goes through the rows once, and keeps a sheet for each paper that came in."""

    def __init__(self, key: Key, heads: Headings, ledger: Ledger) -> None:
        self.key, self.heads, self.ledger = key, heads, ledger
        self.sheets: dict[tuple[str, str], Sheet] = {}
        self.papers = {_folded(paper): paper for paper in key.papers}
        self.owned: dict[str, list[str]] = {}
        for paper in key.papers:
            if key.owner(paper):
                self.owned.setdefault(_folded(key.owner(paper)), []).append(paper)
        self.told: set[tuple[str, int]] = set()

    # -- headings -----------------------------------------------------------------------------------

    def check_headings(self) -> None:
        heads, ledger = self.heads, self.ledger
        for at, title in heads.twice:
            ledger.error(heads.line, at + 1, "duplicate-column", f"'{title}' says what another column says already")
        for at, title in heads.unknown:
            ledger.warn(heads.line, at + 1, "unknown-column", f"the column '{title}' is not understood and left out")
        if not (heads.numbers or heads.codes or heads.long):
            told = "there is no column of answers; name them 1, 2, 3, … (or 'number' and 'response', a row an answer)"
            ledger.error(heads.line, 1, "missing-column", told)
        if LEARNER not in heads.named and not self.owned:
            ledger.error(heads.line, 1, "missing-column", "there is no column 'learner' (or 'name', 'nama')")
        if PAPER not in heads.named and not self.owned and len(self.key.papers) > 1:
            ledger.error(heads.line, 1, "missing-column", f"there is no column 'paper', and there are {self._known()}")

    def _known(self) -> str:
        names = list(self.key.papers)
        return f"the papers {', '.join(names)}" if len(names) <= 12 else f"{len(names)} papers"

    # -- rows ---------------------------------------------------------------------------------------

    def read(self, record: Record) -> None:
        paper = self._paper(record)
        if paper is None:
            return
        learner = self._learner(record, paper)
        if learner is None:
            return
        sheet = self.sheets.get((paper, _folded(learner)))
        if sheet is None:
            sheet = self.sheets[paper, _folded(learner)] = Sheet(learner, paper, record.number)
        elif not self.heads.long:
            told = f"'{learner}' with paper '{paper}' stands in row {sheet.line} already; are these two learners?"
            self._error(record, LEARNER, "duplicate-learner", told)
            return
        if self.heads.long:
            self._long(record, sheet)
        else:
            self._wide(record, sheet)

    def _error(self, record: Record, column: str, code: str, message: str) -> None:
        self.ledger.error(record.number, self.heads.named.get(column, 0) + 1, code, message)

    def _paper(self, record: Record) -> str | None:
        said = record.cell(self.heads.named.get(PAPER))
        if said:
            bare = re.sub(r"^(?:form|paper|version|bentuk|paket|kertas|naskah|versi)\s+(?=\S)", "", _folded(said))
            paper = self.papers.get(_folded(said)) or self.papers.get(bare)
            if paper is None:
                told = near(said, list(self.key.papers), few=0) or f"; there are {self._known()}"
                self._error(record, PAPER, "unknown-paper", f"the key table has no paper '{said}'{told}")
            return paper
        owned = self.owned.get(_folded(record.cell(self.heads.named.get(LEARNER))), [])
        if len(owned) == 1:
            return owned[0]
        if len(self.key.papers) == 1:
            return next(iter(self.key.papers))
        if PAPER in self.heads.named or self.owned:
            told = f"this row does not say which paper it is; there are {self._known()}"
            self._error(record, PAPER if PAPER in self.heads.named else LEARNER, "missing-paper", told)
        return None

    def _learner(self, record: Record, paper: str) -> str | None:
        said, owner = " ".join(record.cell(self.heads.named.get(LEARNER)).split()), self.key.owner(paper)
        if said and owner and not shapes(said, "en") & shapes(owner, "en"):
            told = f"paper '{paper}' is the one of '{owner}', and this row says '{said}'"
            self._error(record, LEARNER, "other-learner", told)
            return None
        if said or owner:
            return owner or said
        if LEARNER in self.heads.named:
            self._error(record, LEARNER, "missing-learner", "this row does not say whose paper it is")
        return None

    def _wide(self, record: Record, sheet: Sheet) -> None:
        questions = self.key.papers[sheet.paper]
        by_code = {row.code.upper(): row for row in questions.values()}
        columns: list[tuple[int, KeyRow | None, str]] = [
            *((at, questions.get(number), f"question {number}") for number, at in self.heads.numbers.items()),
            *((at, by_code.get(code), f"question {code}") for code, at in self.heads.codes.items()),
        ]
        for at, row, named in columns:
            if self.ledger.trouble(record, at):
                if row is not None:
                    sheet.answers.setdefault(row.number, (Given(), ""))
            elif row is not None:
                if row.number not in sheet.answers or record.cell(at):
                    self._take(record, at, row, sheet)
            elif record.cell(at):
                told = f"paper '{sheet.paper}' has no {named}, and here stands an answer to it"
                self.ledger.error(record.number, at + 1, "no-such-question", told)
        for number in questions.keys() - sheet.answers.keys():
            if ("column", number) not in self.told:
                self.told.add(("column", number))
                told = f"there is no column for question {number} of paper '{sheet.paper}'"
                self.ledger.error(self.heads.line, 1, "missing-column", told)

    def _long(self, record: Record, sheet: Sheet) -> None:
        at, answer = self.heads.named[NUMBER], self.heads.named[ANSWER]
        said = record.cell(at).upper()
        questions = self.key.papers[sheet.paper]
        by_code = {row.code.upper(): row for row in questions.values()}
        digits = re.fullmatch(r"Q?([0-9]{1,4})\.?", said)
        row = by_code.get(said) or (questions.get(int(digits[1])) if digits else None)
        if self.ledger.trouble(record, at) or self.ledger.trouble(record, answer):
            return
        if row is None:
            told = f"paper '{sheet.paper}' has no question '{record.cell(at)}'"
            self.ledger.error(record.number, at + 1, "no-such-question", told)
        elif row.number in sheet.answers:
            told = f"'{sheet.learner}' has answered question {row.number} in a row above already"
            self.ledger.error(record.number, at + 1, "duplicate-answer", told)
        else:
            self._take(record, answer, row, sheet)

    def _take(self, record: Record, at: int, row: KeyRow, sheet: Sheet) -> None:
        cell = record.cell(at)
        try:
            given = read_answer(cell, row)
        except SlipError as slip:
            told = f"question {row.number} of paper '{sheet.paper}': {slip}"
            self.ledger.error(record.number, at + 1, "bad-answer", told)
            given = Given()
        if given.several:
            told = f"question {row.number} of paper '{sheet.paper}' asks for one answer and has several ({cell}): wrong"
            self.ledger.warn(record.number, at + 1, "several-answers", told)
        sheet.answers[row.number] = (given, cell)

    # -- the whole ----------------------------------------------------------------------------------

    def check_sheets(self) -> None:
        """What shows when all rows are read: a learner with two papers, a paper with nothing on it, one missing."""
        seen: dict[str, Sheet] = {}
        column = self.heads.named.get(LEARNER, 0) + 1
        for sheet in self.sheets.values():
            first = seen.setdefault(_folded(sheet.learner), sheet)
            both_named = self.key.owner(first.paper) and self.key.owner(sheet.paper)
            if first is not sheet and not both_named:
                told = f"'{sheet.learner}' has paper '{first.paper}' in row {first.line} and '{sheet.paper}' here"
                self.ledger.error(sheet.line, column, "duplicate-learner", f"{told}; are these two learners?")
            if all(given.response is None and not given.several for given, _ in sheet.answers.values()):
                told = f"'{sheet.learner}' has given no answer at all and is marked with 0; was the paper handed in?"
                self.ledger.warn(sheet.line, column, "no-answers", told)
        handed_in = {sheet.paper for sheet in self.sheets.values()}
        absent = [
            self.key.owner(paper) for paper in self.key.papers if paper not in handed_in and self.key.owner(paper)
        ]
        if absent:
            names = ", ".join(absent[:10]) + (f" and {len(absent) - 10} more" if len(absent) > 10 else "")
            told = f"no row for {names}, who {'has' if len(absent) == 1 else 'have'} a paper in the key table"
            self.ledger.warn(self.heads.line, 1, "absent-learner", told)


def answers_of(sheet: Sheet, key: Key) -> Mapping[int, tuple[KeyRow, Given, str]]:
    """Every question of a paper with what was given: nothing where the table does not say."""
    return {number: (row, *sheet.answers.get(number, (Given(), ""))) for number, row in key.papers[sheet.paper].items()}
