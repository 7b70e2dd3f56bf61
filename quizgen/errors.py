"""Problems are values: each has a place in a file, a stable code and a message in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from quizgen.shown import shown


class Level(StrEnum):
    """How much a problem weighs: an error makes a bank unusable, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where something stands: a file as the user named it, line and column counted from one."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """``path:line:column``."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing that is wrong, where it is, and what to write instead. ``str()`` gives its line."""

    place: Place
    code: str
    message: str
    level: Level = Level.ERROR

    def __str__(self) -> str:
        """The problem's line: one, and harmless to a terminal, whatever the text of the bank that it quotes."""
        return shown(f"{self.place}: {self.code} {' '.join(self.message.split())}")


class QuizgenError(Exception):
    """Raised where work cannot go on; carries every problem that is known by then."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class WishError(Exception):
    """A wish that cannot be met, such as an unknown topic; the message tells the user why."""


def has_errors(problems: Iterable[Problem]) -> bool:
    """True where a problem makes the bank unusable."""
    return any(problem.level is Level.ERROR for problem in problems)
