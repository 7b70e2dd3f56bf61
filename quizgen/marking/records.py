"""What a table is before it means anything: rows of cells, and the problems found in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from unicodedata import category

from quizgen.errors import Level, Place, Problem
from quizgen.export.sheet.keytable import unguarded


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table with its number as the spreadsheet counts.

    ``troubles`` say, cell by cell, why it is not known what the cell shows; empty where it is.
    """

    number: int
    cells: tuple[str, ...]
    troubles: tuple[str, ...] = ()

    def cell(self, at: int | None) -> str:
        """The text of a cell without characters that would steer a terminal; empty where there is no such cell."""
        if at is None or at >= len(self.cells):
            return ""
        shown = (each for each in self.cells[at] if each in "\n\t" or category(each) not in ("Cc", "Cs"))
        return unguarded("".join(shown).strip())

    @property
    def empty(self) -> bool:
        """True where no cell holds anything."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(slots=True)
class Ledger:
    """The problems of one file, as they are found."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def error(self, line: int, column: int, code: str, message: str) -> None:
        """Note an error: with it nothing is marked."""
        self.problems.append(Problem(Place(self.path, line, column), code, message))

    def warn(self, line: int, column: int, code: str, message: str) -> None:
        """Note a warning: the class is marked all the same."""
        self.problems.append(Problem(Place(self.path, line, column), code, message, Level.WARNING))

    def trouble(self, record: Record, at: int) -> bool:
        """Note a cell of which it is not known what it shows; True where it is one."""
        if at < len(record.troubles) and record.troubles[at]:
            self.error(record.number, at + 1, "unclear-cell", record.troubles[at])
            return True
        return False


def filled(records: Sequence[Record]) -> list[Record]:
    """The rows that hold something."""
    return [record for record in records if not record.empty]
