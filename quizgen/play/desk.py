"""What the two desks have in common, and how the learner turns away from a question instead of answering it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from quizgen.study.session import Result
from quizgen.text import Rich, Words

HINT, SKIP, UNDO, LANGUAGE, WRONG = "hint", "skip", "undo", "language", "wrong"
REPEAT, TIME, HELP, QUIT = "repeat", "time", "help", "quit"
KEYS = (HINT, SKIP, UNDO, LANGUAGE, WRONG)
"""What a key on the screen may do."""
COMMANDS = (*KEYS, REPEAT, TIME, HELP, QUIT)
"""What a typed line may do, line in, line out."""


class Turn(Exception):  # noqa: N818 - it is no error
    """Raised out of a prompt where the question is left without an answer.

    ``to`` is SKIP, UNDO (the last answer is taken back) or REPEAT (the question is shown again).
    """

    def __init__(self, to: str) -> None:
        super().__init__(to)
        self.to = to


class TimeOver(Exception):  # noqa: N818 - it is no error
    """Raised out of a prompt where the time for the whole quiz is over."""


class Quizmaster(Protocol):
    """What a desk knows of the quiz that it serves."""

    def obey(self, name: str, rest: str = "") -> None:
        """Do what a key or a command asks for; returns to ask again, raises Turn or KeyboardInterrupt to leave."""

    def offered(self) -> Sequence[str]:
        """What may be done now besides answering."""

    def next_language(self) -> str:
        """The name of the language that LANGUAGE leads to."""

    def time_left(self) -> float | None:
        """Seconds until the quiz ends by itself; None where it does not."""


class Desk(Protocol):
    """Where a quiz is shown and answered. Each prompt may raise Turn, TimeOver, KeyboardInterrupt and EOFError."""

    words: Words
    language: str
    master: Quizmaster
    interactive: bool
    """True where somebody is there to be asked more than the questions."""

    def line(self, content: Rich | str = "", tone: str = "", prefix: str = "") -> None:
        """Write a line; the prefix stands before it, and what does not fit hangs under its beginning."""

    def greet(self) -> None:
        """Say what else than an answer may be given, where nothing shows it all the time."""

    def heading(self, parts: Sequence[str], time: str, score: str) -> None:
        """Write what stands over a question: its parts, the time, and how it went so far."""

    def kind(self, kind: str) -> None:
        """Say what is to be done with the question."""

    def results(self, rows: Sequence[tuple[str, Result]]) -> None:
        """Write a table of results, the total last."""

    def fresh(self) -> None:
        """Forget what was begun: another question is asked."""

    def choose(self, options: Sequence[Rich], struck: Callable[[], Collection[int]]) -> int:
        """One of the options; those struck out stay visible as such."""

    def mark(self, options: Sequence[Rich]) -> frozenset[int]:
        """One or more of the options."""

    def decide(self) -> bool:
        """Whether a statement holds."""

    def write(self, label: str = "") -> str:
        """Something typed."""

    def arrange(self, options: Sequence[Rich]) -> tuple[int, ...]:
        """The options' positions in the order in which the learner puts them."""

    def pair(self, lefts: Sequence[Rich], rights: Sequence[Rich]) -> dict[int, int]:
        """Position of each left -> position of the right that the learner gives it."""

    def pick_one(self, message: str, rows: Sequence[str], first: int = 0) -> int:
        """The position of one of some rows that are no question of the bank's; ``first`` is the likely one."""

    def note(self, message: str) -> str:
        """A line of free text that is no answer; commands and keys do nothing in it."""

    def yes(self, message: str) -> bool:
        """Yes or no."""

    def hand_in(self, message: str) -> None:
        """Wait until the learner is done with everything."""
