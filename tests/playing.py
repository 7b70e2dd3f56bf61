"""A quiz for tests: lines in and out, keys into prompt_toolkit's pipe, a memory and a clock to look into."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from quizgen.bank.load import load_words
from quizgen.grade import Response, Verdict
from quizgen.model import AnyQuestion, Bank
from quizgen.play import Outcome, play
from quizgen.study.record import MemoryLostError
from tests.samples import BANK, QUESTIONS

DOWN, LEFT, BACKSPACE, ENTER = "\x1b[B", "\x1b[D", "\x7f", "\r"
F2, F3, F4, F8, F9 = "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[19~", "\x1b[20~"
NO_MORE = "2\r"
"""Says no to those missed once more, where that is asked."""


class Terminal(StringIO):
    """Lines that somebody types: they are on the screen already."""

    def isatty(self) -> bool:
        return True


@dataclass
class Clock:
    """A clock that goes on by ``step`` seconds each time it is read."""

    step: float = 0.0
    now: float = 100.0

    def __call__(self) -> float:
        self.now += self.step
        return self.now


class Paced(StringIO):
    """Lines that somebody types, so many seconds of the clock each."""

    def __init__(self, lines: str, clock: Clock, seconds: float) -> None:
        super().__init__(lines)
        self.clock, self.seconds = clock, seconds

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        self.clock.now += self.seconds
        return super().readline(size)


@dataclass
class Notes:
    """A memory that is a list; it fails at the events counted in ``lost``."""

    lost: tuple[int, ...] = ()
    events: list[tuple[Any, ...]] = field(default_factory=list)
    seen: Callable[[], str] = str
    """What stood on the screen when an event was kept."""
    screens: list[str] = field(default_factory=list)

    def _keep(self, *event: Any) -> str:
        if len(self.events) in self.lost:
            raise MemoryLostError("the disk is full; nothing more can be remembered")
        self.events.append(event)
        self.screens.append(self.seen())
        return f"event {len(self.events)}"

    def answered(
        self, question: AnyQuestion, language: str, response: Response | None, verdict: Verdict, *,
        hints: int, duration: int, rating: int | None = None,
    ) -> str:  # fmt: skip
        return self._keep("answered", question.code, language, response, verdict.right, hints, duration, rating)

    def undone(self, answer: str) -> None:
        self._keep("undone", answer)

    def flagged(self, question: AnyQuestion, language: str, remark: str) -> None:
        self._keep("flagged", question.code, language, remark)


def plainly(
    lines: str | StringIO, questions: Sequence[AnyQuestion] = QUESTIONS, language: str = "en", *,
    bank: Bank = BANK, out: StringIO | None = None, seed: int | None = 5, **details: Any,
) -> tuple[int, str]:  # fmt: skip
    """The exit code and the transcript of a quiz line in, line out."""
    out = out or StringIO()
    typed = StringIO(lines) if isinstance(lines, str) else lines
    details.setdefault("clock", Clock())
    code = play(
        questions, bank, language, load_words, plain=True, stdin=typed, stdout=out, width=40, color=False,
        seed=seed, **details,
    )  # fmt: skip
    return code, out.getvalue()


def after_start(transcript: str, question: str = "\n\nQuestion ") -> str:
    """A transcript from its first question on."""
    return question.strip() + " " + transcript.split(question, 1)[1]


def with_keys(
    keys: str, *questions: AnyQuestion, language: str = "en", width: int = 80, color: bool = False,
    bank: Bank = BANK, out: StringIO | None = None, ending: str = NO_MORE, **details: Any,
) -> tuple[int, str]:  # fmt: skip
    """The exit code and the screen of a quiz with these keys; at the end it says no to more."""
    out = out or StringIO()
    details.setdefault("clock", Clock())
    with (
        time_limit(),
        create_pipe_input() as pipe,
        create_app_session(input=pipe, output=DummyOutput()),
    ):
        pipe.send_text(keys + ending)
        code = play(
            questions, bank, language, load_words, plain=False, stdin=StringIO(), stdout=out, width=width,
            color=color, seed=5, **details,
        )  # fmt: skip
    return code, out.getvalue()


def outcomes() -> tuple[list[Outcome], Callable[[Outcome], None]]:
    """A list, and what puts outcomes into it."""
    kept: list[Outcome] = []
    return kept, kept.append


def bare(screen: str) -> list[str]:
    """The lines of a screen without styles."""
    from rich.text import Text

    return [Text.from_ansi(line).plain.rstrip() for line in screen.removesuffix("\n").split("\n")]


@contextmanager
def time_limit(seconds: int = 60) -> Iterator[None]:
    """Too little input would wait for ever."""

    def late(*_: object) -> None:
        raise TimeoutError("the quiz waits for more keys")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
