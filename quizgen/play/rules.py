"""How a quiz is held, and what it came to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quizgen.study.session import Session

DONE, INTERRUPTED = 0, 130
"""The exit codes."""

ALL, STOPPED, TIMED_OUT = "done", "interrupted", "time"
"""How a round ended: every question was answered, the learner left, or the time was over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a quiz is held; ``limit`` is in seconds, ``clock`` gives seconds that only ever grow."""

    exam: bool
    self_grade: bool
    limit: float | None
    seed: int | None
    clock: Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a round came to: the session as it ended, how it ended (ALL, STOPPED or TIMED_OUT), and seconds."""

    session: Session
    ended: str
    seconds: float
