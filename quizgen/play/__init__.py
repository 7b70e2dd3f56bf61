"""A quiz in the terminal: shows what the session asks, reads what the learner answers, tells the result.

Two desks serve it: one for a screen with keys (rich and questionary), one line in, line out, for
screen readers, pipes and scripts. What a question is worth is judged in ``grade``, not here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TextIO

from quizgen.model import AnyQuestion, Bank
from quizgen.play.desk import Desk
from quizgen.play.plain import PlainDesk
from quizgen.play.quiz import Quiz
from quizgen.play.rules import ALL, STOPPED, TIMED_OUT, Outcome, Rules
from quizgen.study.record import Memory
from quizgen.study.session import Session
from quizgen.text import Words

__all__ = ["ALL", "STOPPED", "TIMED_OUT", "Outcome", "play"]


def play(
    questions: Sequence[AnyQuestion],
    bank: Bank,
    language: str,
    words: Callable[[str], Words],
    *,
    plain: bool,
    stdin: TextIO,
    stdout: TextIO,
    width: int,
    color: bool,
    seed: int | None = None,
    exam: bool = False,
    self_grade: bool = False,
    memory: Memory | None = None,
    limit: float | None = None,
    clock: Callable[[], float] = time.monotonic,
    finished: Callable[[Outcome], None] = lambda _: None,
) -> int:
    """Ask the questions in the order given and show the result; the exit code comes back.

    0: all were answered, or the time was over; 130: Ctrl-C or the end of the input came before. ``words``
    gives the program's own words in a language. With ``plain``, lines are read from ``stdin`` and no escape
    sequence is written; without it, keys are read from the terminal. With ``exam`` there are no hints, and the
    learner hears nothing of right and wrong before the end. With ``self_grade`` the learner rates each answer
    after its feedback. ``memory`` is told each answer at once; None remembers nothing. After ``limit`` seconds by
    ``clock`` the quiz ends. ``finished`` gets what the first round came to when its result has been shown, again
    if an answer is taken back after that; a retry of those missed is not part of it. ``seed`` is only shown.
    """
    desk: Desk
    if plain:
        desk = PlainDesk(language, words(language), stdin, stdout)
    else:
        from quizgen.play.screen import ScreenDesk

        desk = ScreenDesk(language, words(language), stdout, width, color)
    rules = Rules(exam=exam, self_grade=self_grade and not exam, limit=limit, seed=seed, clock=clock)
    quiz = Quiz(desk, Session.begin(questions, language), bank, words, memory, rules)
    return quiz.run(finished)
